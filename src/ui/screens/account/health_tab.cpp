#include "ui/screens/account/health_tab.h"

namespace keyplan::ui {

using model::Kind;

HealthTab::HealthTab()
    : scores_(Kind::satisfaction,
              {.title = "Satisfaction", .note = "", .add = "Add score", .empty = "No scores yet."},
              {{.field = "comment", .flex = 2},
               {.field = "survey", .width = 150},
               {.field = "score", .width = 80},
               {.field = "date", .width = 116},
               {.field = "person", .flex = 1, .priority = 1}}),
      tickets_(
          Kind::ticket,
          {.title = "Support tickets", .note = "", .add = "Add ticket", .empty = "No tickets."},
          {{.field = "title", .flex = 2},
           {.field = "urgency", .width = 110},
           {.field = "opened", .width = 116},
           {.field = "closed", .width = 116},
           {.field = "owner", .flex = 1, .priority = 1}}),
      contracts_(Kind::contract,
                 {.title = "Contracts and renewals",
                  .note = "",
                  .add = "Add contract",
                  .empty = "No contracts yet. When does the next one end?"},
                 {{.field = "title", .flex = 2},
                  {.field = "offering", .flex = 1, .priority = 2},
                  {.field = "start", .width = 116, .priority = 3},
                  {.field = "end", .width = 116},
                  {.field = "notice_by", .width = 116},
                  {.field = "renews", .width = 90, .priority = 4},
                  {.field = "value", .width = 120}}),
      losses_(Kind::loss,
              {.title = "Losses",
               .note = "what was lost, and why",
               .add = "Add loss",
               .empty = "Nothing lost."},
              {{.field = "what", .flex = 2},
               {.field = "date", .width = 116},
               {.field = "reason", .width = 160},
               {.field = "amount", .width = 120},
               {.field = "root_cause", .flex = 1, .priority = 1},
               {.field = "lesson", .flex = 1, .priority = 2}}),
      looks_(Kind::look,
             {.title = "Reviewed",
              .note = "who looked at what, and when",
              .add = "Add tick",
              .empty = "Nobody has looked yet."},
             {{.field = "note", .flex = 1},
              {.field = "subject", .width = 170},
              {.field = "date", .width = 116},
              {.field = "by", .flex = 1}}) {}

void HealthTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  scores_.frame(in, account.id);
  tickets_.frame(in, account.id);
  contracts_.frame(in, account.id);
  losses_.frame(in, account.id);
  looks_.frame(in, account.id);
}

}  // namespace keyplan::ui
