#include "ui/screens/account/people_tab.h"

namespace keyplan::ui {

using model::Kind;

PeopleTab::PeopleTab()
    : people_(Kind::person,
              {.title = "People",
               .note = "",
               .add = "Add person",
               .empty = "Nobody yet. Who decides here, and who influences?"},
              {{.field = "name", .flex = 1},
               {.field = "job_title", .flex = 1},
               {.field = "role", .width = 142},
               {.field = "attitude", .width = 110},
               {.field = "power", .width = 100, .priority = 2},
               {.field = "owner", .flex = 1, .priority = 1},
               {.field = "last_contact", .width = 120},
               {.field = "reports_to", .flex = 1, .priority = 3},
               {.field = "email", .flex = 1, .priority = 4}}),
      contacts_(Kind::contact,
                {.title = "Contact log",
                 .note = "",
                 .add = "Add contact",
                 .empty = "No contacts noted yet."},
                {{.field = "summary", .flex = 2},
                 {.field = "date", .width = 116},
                 {.field = "person", .flex = 1},
                 {.field = "member", .flex = 1, .priority = 1},
                 {.field = "channel", .width = 110},
                 {.field = "answered", .width = 90, .priority = 2},
                 {.field = "next_step", .flex = 1, .priority = 3}}),
      sponsors_(Kind::sponsorship,
                {.title = "Sponsor pairings",
                 .note = "an executive of ours and one of theirs",
                 .add = "Add pairing",
                 .empty = "No executives are paired yet."},
                {{.field = "purpose", .flex = 1},
                 {.field = "member", .flex = 1},
                 {.field = "person", .flex = 1},
                 {.field = "last_talk", .width = 116},
                 {.field = "months_between", .width = 120, .priority = 1}}),
      escalation_(Kind::escalation,
                  {.title = "Escalation path",
                   .note = "who calls whom when something burns",
                   .add = "Add step",
                   .empty = "No path yet. Agree on it before it is needed."},
                  {{.field = "when", .flex = 2},
                   {.field = "member", .flex = 1},
                   {.field = "person", .flex = 1},
                   {.field = "hours", .width = 130}}),
      influences_(
          Kind::influence,
          {.title = "Influence lines", .note = "", .add = "Add influence", .empty = "None noted."},
          {{.field = "note", .flex = 1},
           {.field = "from", .flex = 1},
           {.field = "to", .flex = 1},
           {.field = "strength", .width = 110}}) {}

void PeopleTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  people_.frame(in, account.id);
  contacts_.frame(in, account.id);
  sponsors_.frame(in, account.id);
  escalation_.frame(in, account.id);
  influences_.frame(in, account.id);
}

}  // namespace keyplan::ui
