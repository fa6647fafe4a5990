#include "ui/screens/account/reviews_tab.h"

namespace keyplan::ui {

using model::Kind;

ReviewsTab::ReviewsTab()
    : reviews_(Kind::review,
               {.title = "Reviews",
                .note = "",
                .add = "Add review",
                .empty = "No reviews yet. When do you look at the plan together?"},
               {{.field = "title", .flex = 2},
                {.field = "type", .width = 190, .priority = 1},
                {.field = "date", .width = 116},
                {.field = "lead", .flex = 1},
                {.field = "rating", .width = 80, .priority = 2},
                {.field = "held", .width = 70}}),
      visits_(Kind::visit,
              {.title = "Engagement plan",
               .note = "visits where the work is done",
               .add = "Add visit",
               .empty = "No visits planned."},
              {{.field = "purpose", .flex = 2},
               {.field = "date", .width = 116},
               {.field = "place", .flex = 1, .priority = 1},
               {.field = "lead", .flex = 1},
               {.field = "host", .flex = 1, .priority = 2},
               {.field = "status", .width = 110}}),
      checklist_(Kind::checklist_item,
                 {.title = "Visit checklist",
                  .note = "",
                  .add = "Add point",
                  .empty = "Nothing on the list yet."},
                 {{.field = "text", .flex = 2},
                  {.field = "visit", .flex = 1},
                  {.field = "done", .width = 100},
                  {.field = "finding", .flex = 1}}),
      cycles_(Kind::pdca,
              {.title = "Plan, do, check, act",
               .note = "",
               .add = "Add cycle",
               .empty = "Nothing being tried out."},
              {{.field = "title", .flex = 2},
               {.field = "stage", .width = 110},
               {.field = "goal", .flex = 1, .priority = 1},
               {.field = "owner", .flex = 1},
               {.field = "learned", .flex = 1, .priority = 2}}) {}

void ReviewsTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  reviews_.frame(in, account.id);
  visits_.frame(in, account.id);
  checklist_.frame(in, account.id);
  cycles_.frame(in, account.id);
}

}  // namespace keyplan::ui
