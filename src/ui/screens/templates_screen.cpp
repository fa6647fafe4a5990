#include "ui/screens/templates_screen.h"

#include <algorithm>
#include <vector>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/share/library.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;
using model::RecordBase;

TemplatesScreen::TemplatesScreen()
    : templates_{RecordTable(Kind::plan_template,
                             {{.field = "name", .flex = 1},
                              {.field = "meant_for", .flex = 2, .priority = 1},
                              {.field = "tier", .width = 110, .priority = 2},
                              {.field = "review_months", .width = 150},
                              {.field = "contact_days", .width = 150},
                              {.field = "hours_a_month", .width = 110, .priority = 3}}),
                 RecordTable(Kind::template_item, {{.field = "part", .width = 150},
                                                   {.field = "set", .flex = 1},
                                                   {.field = "playbook", .flex = 1},
                                                   {.field = "name", .flex = 1}})},
      questions_{RecordTable(Kind::question_set, {{.field = "name", .flex = 1},
                                                  {.field = "purpose", .width = 170},
                                                  {.field = "notes", .flex = 1, .priority = 1}}),
                 RecordTable(Kind::question, {{.field = "text", .flex = 2},
                                              {.field = "why", .flex = 1, .priority = 1}})},
      playbooks_{RecordTable(Kind::playbook, {{.field = "name", .flex = 1},
                                              {.field = "purpose", .width = 170},
                                              {.field = "why", .flex = 2, .priority = 2},
                                              {.field = "measure", .flex = 1, .priority = 1}}),
                 RecordTable(Kind::play, {{.field = "title", .flex = 2},
                                          {.field = "after_days", .width = 150},
                                          {.field = "repeats", .width = 130},
                                          {.field = "effort_hours", .width = 120},
                                          {.field = "notes", .flex = 1, .priority = 1}})},
      competitors_(Kind::competitor, {{.field = "name", .flex = 1},
                                      {.field = "strengths", .flex = 2},
                                      {.field = "weaknesses", .flex = 2},
                                      {.field = "notes", .flex = 1, .priority = 1}}) {}

void TemplatesScreen::show(Kind kind) {
  part_ = kind == Kind::question_set || kind == Kind::question ? Part::questions
          : kind == Kind::playbook || kind == Kind::play       ? Part::playbooks
          : kind == Kind::competitor                           ? Part::competitors
                                                               : Part::templates;
}

/// What the library has and the plan has not, with one button for all of it.
void TemplatesScreen::take_over(ScreenContext& in, Kind kind) {
  std::vector<model::RecordKey> missing;
  for (const RecordBase& record : in.library().table(kind)) {
    if (in.plan.find({kind, record.id}) != nullptr) continue;
    for (const model::RecordKey& key : share::with_parts(in.library(), {kind, record.id}))
      if (!std::ranges::contains(missing, key)) missing.push_back(key);
  }
  const auto wholes = std::ranges::count(missing, kind, &model::RecordKey::kind);
  if (wholes == 0) return;
  const model::KindInfo& info = model::info(kind);
  const std::string what =
      model::counted(wholes, lower_first(info.label), lower_first(info.plural));
  if (in.ui.banner(Tone::accent, "The library has " + what + " that this plan does not use yet.",
                   "Take them over")) {
    model::Edit edit("take over " + what);
    share::add_from_library(edit, in.plan, in.library(), missing);
    in.edit(std::move(edit));
  }
}

void TemplatesScreen::shelf(ScreenContext& in, Shelf& shelf, Kind whole, Kind part,
                            std::string_view field) {
  const model::KindInfo& wholes = model::info(whole);
  const model::KindInfo& parts = model::info(part);
  take_over(in, whole);
  {
    const auto card = in.ui.card(wholes.plural);
    shelf.wholes.frame(in, {.name = std::string(wholes.plural),
                            .make = [&] { return new_record(in, whole); },
                            .add_label = "Add " + lower_first(wholes.label),
                            .quick_add = true,
                            .details = true,
                            .empty = "None yet. Take them over from the library, or add one."});
  }
  std::vector<const RecordBase*> sorted;
  for (const RecordBase& record : in.plan.table(whole)) sorted.push_back(&record);
  if (sorted.empty()) return;
  model::sort_by_order(whole, sorted);
  if (in.plan.find({whole, shelf.chosen}) == nullptr) shelf.chosen = sorted.front()->id;
  std::vector<std::string> names;
  int current = 0;
  for (const RecordBase* record : sorted) {
    if (record->id == shelf.chosen) current = static_cast<int>(names.size());
    names.push_back(name_of(in.plan, {whole, record->id}));
  }
  const auto card = in.ui.card(parts.plural);
  const std::vector<std::string_view> options(names.begin(), names.end());
  if (const auto chosen =
          in.ui.select("Parts of", options, current, {.width = 360, .name = wholes.label}))
    shelf.chosen = sorted[static_cast<std::size_t>(*chosen)]->id;
  const std::uint16_t index = *model::find_field(part, field);
  const Id chosen = shelf.chosen;
  shelf.parts.frame(in, {.name = std::string(parts.plural),
                         .variant = chosen.bits,
                         .keep =
                             [part, index, chosen](const RecordBase& record) {
                               const model::Value value = model::get(part, record, index);
                               const Id* id = std::get_if<Id>(&value);
                               return id != nullptr && *id == chosen;
                             },
                         .make =
                             [&in, &parts, part, index, chosen] {
                               model::AnyRecord record = new_record(in, part);
                               static_cast<void>(parts.fields[index].set(
                                   model::data_of(part, *record), model::Value(chosen)));
                               return record;
                             },
                         .add_label = "Add " + lower_first(parts.label),
                         .quick_add = true,
                         .details = true,
                         .empty = "Nothing in it yet."});
}

void TemplatesScreen::frame(ScreenContext& in) {
  const auto main = in.main("Templates");
  {
    const auto header = in.ui.page_header(
        "Templates", "what is planned the same way for many " + words(in.plan).accounts);
    if (in.ui.button("Pass on as a file")) in.request(Request::export_library);
  }
  if (const auto chosen =
          in.ui.tabs("Parts", {"Plan templates", "Question sets", "Playbooks", "Competitors"},
                     static_cast<int>(part_)))
    part_ = static_cast<Part>(*chosen);
  switch (part_) {
    case Part::templates:
      shelf(in, templates_, Kind::plan_template, Kind::template_item, "plan_template");
      break;
    case Part::questions:
      shelf(in, questions_, Kind::question_set, Kind::question, "set");
      break;
    case Part::playbooks:
      shelf(in, playbooks_, Kind::playbook, Kind::play, "playbook");
      break;
    case Part::competitors: {
      const auto card = in.ui.card("Competitors");
      competitors_.frame(in, {.name = "Competitors",
                              .make = [&] { return new_record(in, Kind::competitor); },
                              .add_label = "Add competitor",
                              .quick_add = true,
                              .details = true,
                              .empty = "No competitors noted yet."});
      break;
    }
  }
}

}  // namespace keyplan::ui
