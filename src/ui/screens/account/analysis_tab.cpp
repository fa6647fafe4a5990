#include "ui/screens/account/analysis_tab.h"

namespace keyplan::ui {

using model::Kind;

AnalysisTab::AnalysisTab()
    : swot_(Kind::swot,
            {.title = "SWOT", .note = "", .add = "Add entry", .empty = "Nothing noted yet."},
            {{.field = "text", .flex = 2},
             {.field = "quadrant", .width = 130},
             {.field = "evidence", .flex = 1, .priority = 2},
             {.field = "so_what", .flex = 1, .priority = 1}}),
      problems_(
          Kind::problem,
          {.title = "Problems", .note = "", .add = "Add problem", .empty = "No problems noted."},
          {{.field = "title", .flex = 2},
           {.field = "impact", .flex = 1, .priority = 1},
           {.field = "status", .width = 130},
           {.field = "owner", .flex = 1},
           {.field = "date", .width = 116, .priority = 2}}),
      causes_(Kind::cause,
              {.title = "Causes",
               .note = "",
               .add = "Add cause",
               .empty = "No causes yet. Ask why five times."},
              {{.field = "text", .flex = 2},
               {.field = "problem", .flex = 1},
               {.field = "why_of", .flex = 1, .priority = 1},
               {.field = "category", .width = 120},
               {.field = "evidence", .flex = 1, .priority = 2}}),
      risks_(Kind::risk,
             {.title = "Risks and opportunities",
              .note = "",
              .add = "Add risk",
              .empty = "No risks recorded. What could go wrong this year?"},
             {{.field = "title", .flex = 2},
              {.field = "type", .width = 110, .priority = 2},
              {.field = "impact", .width = 100},
              {.field = "likelihood", .width = 100},
              {.field = "amount", .width = 120, .priority = 3},
              {.field = "owner", .flex = 1},
              {.field = "response", .width = 110},
              {.field = "status", .width = 130, .priority = 1}}) {}

void AnalysisTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  swot_.frame(in, account.id);
  problems_.frame(in, account.id);
  causes_.frame(in, account.id);
  risks_.frame(in, account.id);
}

}  // namespace keyplan::ui
