#include "ui/screens/account/reviews_tab.h"

namespace keyplan::ui {

using model::Kind;

ReviewsTab::ReviewsTab()
    : reviews_(Kind::review,
               {.title = "All reviews",
                .note = "planned and held",
                .add = "Add review",
                .empty = "No reviews yet. When do you look at the plan together?"},
               {{.field = "title", .flex = 2},
                {.field = "type", .width = 190, .priority = 1},
                {.field = "date", .width = 116},
                {.field = "lead", .flex = 1},
                {.field = "rating", .width = 80, .priority = 2},
                {.field = "held", .width = 70}}),
      visits_(
          Kind::visit,
          {.title = "All visits", .note = "", .add = "Add visit", .empty = "No visits planned."},
          {{.field = "purpose", .flex = 2},
           {.field = "date", .width = 116},
           {.field = "place", .flex = 1, .priority = 1},
           {.field = "lead", .flex = 1},
           {.field = "host", .flex = 1, .priority = 2},
           {.field = "status", .width = 110}}) {}

void ReviewsTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  {
    const auto row = in.ui.row();
    const auto chosen = in.ui.chips(
        "Show", {"Reviews", "Engagement plan", "Plan, do, check, adjust"}, static_cast<int>(show_));
    if (chosen) {
      show_ = static_cast<Show>(*chosen);
      in.ui.request_frames();
    }
    if (in.ui.button("Start review", {.emphasis = Emphasis::primary, .small = true})) {
      show_ = Show::reviews;
      review_.start(in, account);
    }
  }
  switch (show_) {
    case Show::reviews:
      review_.frame(in, account);
      looks_.frame(in, account.id);
      reviews_.frame(in, account.id);
      break;
    case Show::visits:
      engagement_.frame(in, account.id);
      visits_.frame(in, account.id);
      break;
    case Show::cycles:
      pdca_.frame(in, account.id);
      break;
  }
}

}  // namespace keyplan::ui
