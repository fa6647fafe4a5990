#include "ui/screens/account/actions_tab.h"

namespace keyplan::ui {

using model::Kind;

ActionsTab::ActionsTab()
    : actions_(Kind::action,
               {.title = "Actions",
                .note = "",
                .add = "Add action",
                .empty = "No actions yet. What is the next step?"},
               {{.field = "title", .flex = 2},
                {.field = "due", .width = 116},
                {.field = "status", .width = 120},
                {.field = "owner", .flex = 1},
                {.field = "person", .flex = 1, .priority = 1},
                {.field = "goal", .flex = 1, .priority = 2},
                {.field = "start", .width = 116, .priority = 5},
                {.field = "repeats", .width = 120, .priority = 3},
                {.field = "effort_hours", .width = 100, .priority = 4}}) {}

void ActionsTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  if (const auto chosen = in.ui.chips("Show actions as", {"List", "Board", "Gantt", "Week"},
                                      static_cast<int>(show_))) {
    show_ = static_cast<Show>(*chosen);
    in.ui.request_frames();
  }
  switch (show_) {
    case Show::list:
      actions_.frame(in, account.id);
      break;
    case Show::board:
      board_.frame(in, account.id);
      break;
    case Show::gantt:
      gantt_.frame(in, account.id);
      break;
    case Show::week:
      week_.frame(in, account.id);
      break;
  }
  playbooks_.frame(in, account.id);
}

}  // namespace keyplan::ui
