#include "ui/screens/account/value_tab.h"

namespace keyplan::ui {

using model::Kind;

ValueTab::ValueTab()
    : propositions_(
          Kind::value_proposition,
          {.title = "Value propositions",
           .note = "pain, effect and number, in the customer\u2019s figures",
           .add = "Add value proposition",
           .empty = "None yet. What hurts the customer, and what is it worth to mend it?"},
          {{.field = "pain", .flex = 2},
           {.field = "effect", .flex = 1, .priority = 1},
           {.field = "quantity", .width = 100},
           {.field = "unit", .flex = 1, .priority = 2},
           {.field = "change", .width = 80},
           {.field = "unit_value", .width = 110},
           {.field = "confirmed_by", .flex = 1, .priority = 3}}),
      promises_(
          Kind::promise,
          {.title = "Value delivered",
           .note = "what they came for, and whether it still arrives",
           .add = "Add promise",
           .empty =
               "What did they come for? Note it, and look once a year whether it still arrives."},
          {{.field = "title", .flex = 2},
           {.field = "delivery", .width = 130},
           {.field = "checked_on", .width = 116},
           {.field = "benefits", .width = 160, .priority = 2},
           {.field = "worth", .width = 120, .priority = 1},
           {.field = "owner", .flex = 1, .priority = 3}}),
      barriers_(Kind::exit_barrier,
                {.title = "Exit barriers",
                 .note = "what makes leaving hard",
                 .add = "Add exit barrier",
                 .empty = "None noted."},
                {{.field = "title", .flex = 2},
                 {.field = "benefits", .width = 170},
                 {.field = "strength", .width = 110},
                 {.field = "cost", .width = 130}}) {}

void ValueTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  propositions_.frame(in, account.id);
  promises_.frame(in, account.id);
  barriers_.frame(in, account.id);
}

}  // namespace keyplan::ui
