#include "ui/screens/account/goals_tab.h"

namespace keyplan::ui {

using model::Kind;

GoalsTab::GoalsTab()
    : goals_(Kind::goal,
             {.title = "Goals",
              .note = "",
              .add = "Add goal",
              .empty = "No goals yet. What shall be true by when, in a number?"},
             {{.field = "title", .flex = 2},
              {.field = "level", .width = 150, .priority = 3},
              {.field = "measure", .flex = 1, .priority = 2},
              {.field = "baseline", .width = 90, .priority = 4},
              {.field = "target", .width = 90},
              {.field = "current", .width = 90},
              {.field = "due", .width = 116},
              {.field = "owner", .flex = 1, .priority = 1},
              {.field = "status", .width = 110}}),
      roles_(Kind::goal_role,
             {.title = "Roles",
              .note = "who does what for which goal, in one sentence",
              .add = "Add role",
              .empty = "Nobody has said their part yet."},
             {{.field = "sentence", .flex = 2},
              {.field = "goal", .flex = 1},
              {.field = "member", .flex = 1},
              {.field = "person", .flex = 1, .priority = 1}}),
      alignments_(Kind::alignment,
                  {.title = "Theirs and ours",
                   .note = "what of the customer a goal of ours serves",
                   .add = "Add alignment",
                   .empty = "No goal of ours is linked to one of theirs yet."},
                  {{.field = "how", .flex = 1},
                   {.field = "goal", .flex = 1},
                   {.field = "insight", .flex = 1}}) {}

void GoalsTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  goals_.frame(in, account.id);
  roles_.frame(in, account.id);
  alignments_.frame(in, account.id);
}

}  // namespace keyplan::ui
