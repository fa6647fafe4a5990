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
      influences_(
          Kind::influence,
          {.title = "Influence lines", .note = "", .add = "Add influence", .empty = "None noted."},
          {{.field = "note", .flex = 1},
           {.field = "from", .flex = 1},
           {.field = "to", .flex = 1},
           {.field = "strength", .width = 110}}),
      acquaintances_(Kind::acquaintance,
                     {.title = "Who knows whom elsewhere",
                      .note = "people at other branches of the group",
                      .add = "Add how they know each other",
                      .empty = "Nothing noted. Who here knows somebody at another branch?"},
                     {{.field = "how", .flex = 1.4f},
                      {.field = "person", .flex = 1},
                      {.field = "knows", .flex = 1},
                      {.field = "strength", .width = 110, .priority = 1},
                      {.field = "willing", .width = 170, .priority = 2}}) {}

void PeopleTab::coverage(ScreenContext& in) {
  const auto card = in.ui.card("What is missing", "coverage");
  if (facts_.findings().empty()) {
    in.ui.muted("Nobody is on the map yet.");
    return;
  }
  std::uint64_t row = 0;
  for (const CoverageFinding& finding : facts_.findings()) {
    const auto scope = in.ui.id(++row);
    if (in.ui.list_row({.chip = finding.chip,
                        .chip_tone = finding.tone,
                        .text = finding.sentence,
                        .pressable = static_cast<bool>(finding.person)})) {
      show_ = Show::map;
      map_.select(finding.person);
      in.ui.request_frames();
    }
  }
}

/// Of branches: elsewhere there is nobody to know.
void PeopleTab::acquaintances(ScreenContext& in, model::Id account) {
  const auto* record = in.plan.find<model::Account>(account);
  if (record->data.parent || !in.plan.branches(account).empty() ||
      !in.plan.of_account<model::Acquaintance>(account).empty())
    acquaintances_.frame(in, account);
}

void PeopleTab::map(ScreenContext& in, model::Id account) {
  {
    auto columns = in.ui.columns({5, 2}, {.min_width = 390});
    columns.next();
    map_.frame(in, account, facts_);
    columns.next();
    const model::Id shown = person_.frame(in, account, map_.selected(), facts_);
    if (shown) {
      map_.select(shown);
      in.ui.request_frames();
    }
    coverage(in);
  }
  auto columns = in.ui.columns(2, {.min_width = 400});
  columns.next();
  sponsors_.frame(in, account);
  columns.next();
  escalation_.frame(in, account);
  acquaintances(in, account);
}

void PeopleTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  facts_.refresh(in, account.id);
  if (const auto chosen = in.ui.chips("Show people as", {"Map", "List"}, static_cast<int>(show_))) {
    show_ = static_cast<Show>(*chosen);
    in.ui.request_frames();
  }
  if (show_ == Show::map) {
    map(in, account.id);
    return;
  }
  people_.frame(in, account.id);
  contacts_.frame(in, account.id);
  influences_.frame(in, account.id);
  acquaintances(in, account.id);
}

}  // namespace keyplan::ui
