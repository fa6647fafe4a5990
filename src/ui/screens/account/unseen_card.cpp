#include "ui/screens/account/unseen_card.h"

#include <algorithm>
#include <array>

#include "core/model/display.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using analysis::Unseen;
using model::Id;
using model::Insight;
using model::InsightType;
using model::Kind;
using model::RecordKey;

namespace {

constexpr std::array types{InsightType::unseen_problem, InsightType::unseen_opportunity};
constexpr std::array<std::string_view, 2> type_names{"Problem", "Opportunity"};

constexpr Column columns[] = {
    {.name = "What they have not seen", .flex = 3, .least = 200, .sortable = false},
    {.name = "Kind", .width = 108, .sortable = false, .priority = 1},
    {.name = "So what", .flex = 2, .sortable = false, .priority = 3},
    {.name = "Certainty", .width = 126, .sortable = false, .priority = 4},
    {.name = "Followed by", .flex = 1, .least = 100, .sortable = false, .priority = 2},
    {.name = "Told them on", .width = 112, .sortable = false},
    {.name = "What follows", .width = 190, .sortable = false},
    {.name = "All fields", .width = 72, .sortable = false, .priority = 5}};

std::size_t place_of(InsightType type) {
  return type == InsightType::unseen_opportunity ? std::size_t{1} : std::size_t{0};
}

void kind_cell(ScreenContext& in, const Insight& data, Id id, const std::string& name) {
  const int current = static_cast<int>(place_of(data.type));
  const std::string told = "Kind of " + name;
  const auto chosen = in.ui.select("Kind", type_names, current,
                                   {.look = FieldLook::in_place,
                                    .chip = true,
                                    .tone = current == 0 ? Tone::warning : Tone::positive,
                                    .name = told});
  if (!chosen || *chosen < 0 || *chosen == current) return;
  model::Edit edit("change type of " + name);
  const InsightType type = types[static_cast<std::size_t>(*chosen)];
  edit.set<&Insight::type>(id, model::Value{model::Choice{static_cast<std::uint8_t>(type)}});
  in.edit(std::move(edit));
}

void told_cell(ScreenContext& in, const Insight& data, Id id, const std::string& name) {
  if (data.told_on) {
    record_field<&Insight::told_on>(in, id, FieldLook::in_place);
    return;
  }
  const std::string told = "Told today: " + name;
  if (!in.ui.button("Told today", {.small = true, .name = told})) return;
  model::Edit edit("note that they were told of " + name);
  edit.set<&Insight::told_on>(id, model::Value{in.today});
  in.edit(std::move(edit));
}

/// A goal of ours, a risk or an action that follows from it, with what is known already.
model::Edit follow_up_edit(const ScreenContext& in, Id account, Id id, Kind kind) {
  const Insight& data = in.plan.find<Insight>(id)->data;
  const std::string name = name_of(in.plan, {Kind::insight, id});
  switch (kind) {
    case Kind::goal: {
      model::Edit edit("make a goal of " + name);
      auto goal = new_record<model::Goal>(in, account);
      goal->id = in.new_id();
      goal->data.title = data.title;
      goal->data.owner = data.owner;
      goal->data.due = data.due;
      goal->data.why = data.so_what;
      auto alignment = new_record<model::Alignment>(in, account);
      alignment->id = in.new_id();
      alignment->data.goal = {goal->id};
      alignment->data.insight = {id};
      edit.add(Kind::goal, std::move(goal));
      edit.add(Kind::alignment, std::move(alignment));
      return edit;
    }
    case Kind::risk: {
      const bool good = data.type == InsightType::unseen_opportunity;
      model::Edit edit(std::string("make ") + (good ? "an opportunity" : "a risk") + " of " + name);
      auto risk = new_record<model::Risk>(in, account);
      risk->id = in.new_id();
      risk->data.title = data.title;
      risk->data.type = good ? model::RiskType::opportunity : model::RiskType::risk;
      risk->data.owner = data.owner;
      risk->data.plan = data.so_what;
      risk->data.insight = {id};
      edit.add(Kind::risk, std::move(risk));
      return edit;
    }
    default: {
      model::Edit edit("make an action of " + name);
      auto action = action_for(in, account, data.so_what.empty() ? data.title : data.so_what);
      action->id = in.new_id();
      if (!data.so_what.empty()) action->data.notes = data.title;
      action->data.person = data.person;
      action->data.owner = data.owner;
      action->data.insight = {id};
      edit.add(Kind::action, std::move(action));
      return edit;
    }
  }
}

std::string_view word_of(const ScreenContext& in, RecordKey key) {
  if (key.kind == Kind::goal) return "Goal";
  if (key.kind == Kind::action) return "Action";
  const auto* risk = in.plan.find<model::Risk>(key.id);
  return risk != nullptr && risk->data.type == model::RiskType::opportunity ? "Opportunity"
                                                                            : "Risk";
}

void follow_up_cell(ScreenContext& in, const Unseen& entry, Id account, const std::string& name) {
  const auto row = in.ui.row({.gap = 4});
  for (const RecordKey& key : entry.followed_by) {
    const auto scope = in.ui.id(key.id.bits);
    const std::string_view word = word_of(in, key);
    const std::string told = std::string(word) + " that follows: " + name_of(in.plan, key);
    if (in.ui.button(word, {.emphasis = Emphasis::quiet, .small = true, .name = told}))
      in.open(key);
  }
  const auto has = [&](Kind kind) {
    return std::ranges::contains(entry.followed_by, kind, &RecordKey::kind);
  };
  const bool good = entry.insight->data.type == InsightType::unseen_opportunity;
  const MenuEntry entries[] = {
      {.text = "Goal", .disabled_because = has(Kind::goal) ? "It has a goal already." : ""},
      {.text = good ? "Opportunity" : "Risk",
       .disabled_because = has(Kind::risk) ? "It stands among the risks already." : ""},
      {.text = "Action", .disabled_because = has(Kind::action) ? "It has an action already." : ""}};
  constexpr std::array kinds{Kind::goal, Kind::risk, Kind::action};
  const std::string told = "Follow up " + name;
  if (const auto chosen = in.ui.menu("Follow up", entries, {.small = true, .name = told}))
    in.edit(
        follow_up_edit(in, account, entry.insight->id, kinds[static_cast<std::size_t>(*chosen)]));
}

}  // namespace

void UnseenCard::make(const ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  register_ = analysis::unseen_register(in.plan, account, in.today);
  const auto all = static_cast<std::int64_t>(register_.entries.size());
  note_ = all == 0 ? std::string("of theirs, and only we know it")
                   : model::count_text(register_.told) + " of " + model::count_text(all) +
                         " told to them";
}

void UnseenCard::toolbar(ScreenContext& in, Id account) {
  const auto row = in.ui.row();
  if (const auto type = in.ui.select(
          "Kind", type_names, added_type_,
          {.look = FieldLook::in_place, .chip = true, .name = "Kind of what is added"}))
    added_type_ = *type;
  if (auto title = add_.frame(in, {.label = "Add to the register"})) {
    auto insight = new_record<Insight>(in, account);
    insight->data.title = std::move(*title);
    insight->data.type = types[static_cast<std::size_t>(added_type_)];
    add_record(in, Kind::insight, std::move(insight));
  }
  remove_button(in, Kind::insight, selection_, "entries");
}

void UnseenCard::row(ScreenContext& in, Table& table, const Unseen& entry, Id account) {
  const Insight& data = entry.insight->data;
  const Id id = entry.insight->id;
  const auto scope = in.ui.id(id.bits);
  const std::string name = name_of(in.plan, {Kind::insight, id});
  table.row_name(name);
  table.cell();
  record_field<&Insight::title>(in, id, FieldLook::in_place);
  table.cell();
  kind_cell(in, data, id, name);
  table.cell();
  record_cell(in, {Kind::insight, id}, model::field_index<&Insight::so_what>());
  table.cell();
  record_field<&Insight::certainty>(in, id, FieldLook::in_place);
  table.cell();
  record_field<&Insight::owner>(in, id, FieldLook::in_place);
  table.cell();
  told_cell(in, data, id, name);
  table.cell();
  follow_up_cell(in, entry, account, name);
  table.cell();
  open_button(in, {Kind::insight, id}, name);
}

TsvWriter UnseenCard::as_text(const ScreenContext& in) const {
  TsvWriter text;
  for (const std::string_view head : {"What they have not seen", "Kind", "So what", "Certainty",
                                      "Followed by", "Told them on", "What follows"})
    text.cell(head);
  text.end_row();
  for (const Unseen& entry : register_.entries) {
    if (!selection_.keys.empty() && !selection_.contains(entry.insight->id.bits)) continue;
    const Insight& data = entry.insight->data;
    std::string follows;
    for (const RecordKey& key : entry.followed_by) {
      if (!follows.empty()) follows += ", ";
      follows += name_of(in.plan, key);
    }
    const auto* owner = in.plan.find(data.owner);
    text.cell(name_of(in.plan, {Kind::insight, entry.insight->id}))
        .cell(type_names[place_of(data.type)])
        .cell(data.so_what)
        .cell(model::choice_label(data.certainty))
        .cell(owner == nullptr ? std::string_view() : std::string_view(owner->data.name))
        .cell(day_or(data.told_on, ""))
        .cell(follows)
        .end_row();
  }
  return text;
}

void UnseenCard::frame(ScreenContext& in, Id account) {
  make(in, account);
  const auto card = in.ui.card("What they have not seen yet", note_);
  toolbar(in, account);
  constexpr std::size_t most_without_scrolling = 12;
  auto table =
      in.ui.table("What they have not seen yet", columns, register_.entries.size(),
                  {.height = register_.entries.size() > most_without_scrolling ? 440.0f : 0.0f,
                   .openable = false,
                   .selection = &selection_,
                   .key = [this](std::size_t at) { return register_.entries[at].insight->id.bits; },
                   .empty = "Nothing yet. Which problem or chance of theirs do only we see?"});
  while (table.next_row()) row(in, table, register_.entries[table.row()], account);
  if (table.copy_requested) in.copy(as_text(in));
}

}  // namespace keyplan::ui
