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
                {.field = "repeats", .width = 120, .priority = 3},
                {.field = "effort_hours", .width = 100, .priority = 4}}) {}

void ActionsTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  actions_.frame(in, account.id);
}

}  // namespace keyplan::ui
