#include "ui/screens/account/goals_list.h"

#include <algorithm>
#include <array>

#include "core/model/display.h"
#include "core/model/order.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Goal;
using model::GoalLevel;
using model::GoalStatus;
using model::Id;
using model::Kind;

namespace {

constexpr std::array shown_levels{GoalLevel::unset,  // all
                                  GoalLevel::long_term, GoalLevel::annual, GoalLevel::priority,
                                  GoalLevel::target};
constexpr std::array<std::string_view, 5> level_names{"All", "Long-term", "Annual", "Priorities",
                                                      "To improve"};

std::string count(std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); }

constexpr Column columns[] = {
    {.name = "Goal", .flex = 6, .least = 220, .sortable = false},
    {.name = "Level", .width = 138, .sortable = false, .priority = 5},
    {.name = "Progress", .width = 132, .sortable = false},
    {.name = "Status", .width = 116, .sortable = false},
    {.name = "By when", .width = 100, .sortable = false, .priority = 2},
    {.name = "Owner", .flex = 1, .least = 110, .sortable = false, .priority = 3},
    {.name = "Confirmed by", .flex = 1, .least = 110, .sortable = false, .priority = 4},
    {.name = "Open end", .width = 184, .sortable = false, .priority = 1},
    {.name = "All fields", .width = 72, .sortable = false}};

}  // namespace

// Goals of the account
// --------------------------------------------------------------------------------

void GoalsList::make(const GoalsData& goals) {
  if (made_for_ == goals.serial() && made_level_ == level_) return;
  made_for_ = goals.serial();
  made_level_ = level_;
  rows_.clear();
  ordered_.clear();
  std::array<std::size_t, 5> counts{};
  std::size_t on_track = 0;
  std::size_t going_on = 0;
  std::size_t open = 0;
  for (const GoalRow& row : goals.own) {
    const GoalLevel level = level_of(row.record->data);
    ordered_.push_back(row.record);
    for (std::size_t i = 0; i < shown_levels.size(); ++i)
      if (i == 0 || shown_levels[i] == level) ++counts[i];
    if (level_ == 0 || shown_levels[static_cast<std::size_t>(level_)] == level)
      rows_.push_back(&row);
    if (row.standing != GoalStatus::dropped) ++going_on;
    if (row.standing == GoalStatus::on_track || row.standing == GoalStatus::achieved) ++on_track;
    if (!open_end(row, !goals.company.empty()).text.empty()) ++open;
  }
  for (std::size_t i = 0; i < levels_.size(); ++i)
    levels_[i] = std::string(level_names[i]) + " " + count(counts[i]);
  note_ = going_on == 0 ? std::string() : count(on_track) + " of " + count(going_on) + " on track";
  if (open > 0)
    note_ += " \u00b7 " + model::counted(static_cast<std::int64_t>(open), "goal with an open end",
                                         "goals with an open end");
}

void GoalsList::toolbar(ScreenContext& in, const GoalsData& goals) {
  if (!goals.own.empty()) {
    const std::vector<std::string_view> labels(levels_.begin(), levels_.end());
    if (const auto chosen = in.ui.chips_or_list("Level", labels, level_)) {
      level_ = *chosen;
      selection_ = {};
      in.ui.request_frames();
    }
  }
  const auto row = in.ui.row();
  if (auto title = add_.frame(in, {.label = "Add goal"})) {
    auto goal = new_record<Goal>(in, goals.account);
    goal->data.title = std::move(*title);
    goal->data.level = shown_levels[static_cast<std::size_t>(level_)];
    add_record(in, Kind::goal, std::move(goal));
  }
  if (selection_.keys.size() == 1) {
    const Id chosen{*selection_.keys.begin()};
    const auto at = std::ranges::find(ordered_, chosen, &model::RecordBase::id);
    const bool first = at == ordered_.begin();
    const bool last = at == ordered_.end() || at + 1 == ordered_.end();
    if (in.ui.button("Move up",
                     {.small = true, .disabled_because = first ? "It is the first." : ""}))
      move_by_one(in, Kind::goal, ordered_, chosen, false);
    if (in.ui.button("Move down",
                     {.small = true, .disabled_because = last ? "It is the last." : ""}))
      move_by_one(in, Kind::goal, ordered_, chosen, true);
  }
  remove_button(in, Kind::goal, selection_, "goals");
}

TsvWriter GoalsList::as_text() const {
  TsvWriter text;
  for (const std::string_view head :
       {"Goal", "Level", "Baseline", "Target", "Now", "Unit", "Progress", "Status", "By when"})
    text.cell(head);
  text.end_row();
  const auto number = [](model::Decimal value) { return value ? model::to_text(value) : ""; };
  for (const GoalRow* row : rows_) {
    if (!selection_.keys.empty() && !selection_.contains(row->record->id.bits)) continue;
    const Goal& goal = row->record->data;
    text.cell(row->name)
        .cell(model::choice_label(level_of(goal)))
        .cell(number(goal.baseline))
        .cell(number(goal.target))
        .cell(number(row->now))
        .cell(goal.unit)
        .cell(row->done ? model::percent_text(*row->done, 0) : "n/a")
        .cell(model::choice_label(row->standing))
        .cell(day_or(goal.due, ""))
        .end_row();
  }
  return text;
}

void GoalsList::table(ScreenContext& in, const GoalsData& goals) {
  constexpr std::size_t most_without_scrolling = 14;
  auto table = in.ui.table(
      "Goals", columns, rows_.size(),
      {.height = rows_.size() > most_without_scrolling ? 520.0f : 0.0f,
       .openable = false,
       .selection = &selection_,
       .key = [this](std::size_t row) { return rows_[row]->record->id.bits; },
       .empty = goals.own.empty() ? "No goals yet. What shall be true by when, in a number?"
                                  : "No goals of this level."});
  while (table.next_row()) {
    const GoalRow& row = *rows_[table.row()];
    const Id id = row.record->id;
    const auto scope = in.ui.id(id.bits);
    table.row_name(row.name);
    table.cell();
    record_field<&Goal::title>(in, id, FieldLook::in_place);
    table.cell();
    record_field<&Goal::level>(in, id, FieldLook::in_place);
    table.cell();
    goal_progress(in, row);
    table.cell();
    goal_status(in, row);
    table.cell();
    record_field<&Goal::due>(in, id, FieldLook::in_place);
    table.cell();
    record_field<&Goal::owner>(in, id, FieldLook::in_place);
    table.cell();
    record_field<&Goal::confirmed_by>(in, id, FieldLook::in_place);
    table.cell();
    const OpenEnd end = open_end(row, !goals.company.empty());
    if (!end.text.empty()) {
      const std::string told = std::string(end.text) + ", of " + row.name;
      if (in.ui.button(end.text, {.small = true, .name = told}))
        in.open({Kind::goal, id}, end.field);
    }
    table.cell();
    open_button(in, {Kind::goal, id}, row.name);
  }
  if (table.copy_requested) in.copy(as_text());
}

void GoalsList::frame(ScreenContext& in, const GoalsData& goals) {
  make(goals);
  const auto card = in.ui.card("Goals", note_);
  toolbar(in, goals);
  table(in, goals);
}

// Goals of the company
// --------------------------------------------------------------------------------

void CompanyGoals::make(const ScreenContext& in, const GoalsData& goals) {
  if (made_for_ == goals.serial()) return;
  made_for_ = goals.serial();
  rows_.clear();
  free_names_.clear();
  free_.clear();
  std::unordered_map<Id, std::string, model::IdHash> served;
  for (const GoalRow& row : goals.own) {
    const Id parent = row.record->data.parent.id;
    if (!parent) {
      free_names_.push_back(row.name);
      free_.push_back(row.record->id);
    } else if (const auto* above = in.plan.find<Goal>(parent);
               above != nullptr && !above->data.account) {
      std::string& names = served[parent];
      if (!names.empty()) names += ", ";
      names += row.name;
    }
  }
  free_labels_.assign(free_names_.begin(), free_names_.end());
  for (const GoalRow& row : goals.company) {
    const auto by = served.find(row.record->id);
    rows_.push_back({&row, by == served.end() ? std::string() : by->second});
  }
  std::ranges::stable_partition(rows_, [](const Served& row) { return !row.by.empty(); });
}

void CompanyGoals::frame(ScreenContext& in, const GoalsData& goals) {
  make(in, goals);
  const auto card =
      in.ui.card("Company goals", "what the whole company wants, and what serves it here");
  static constexpr Column heads[] = {
      {.name = "Company goal", .flex = 2, .sortable = false},
      {.name = "Progress", .width = 132, .sortable = false},
      {.name = "By when", .width = 100, .sortable = false, .priority = 2},
      {.name = "Served here by", .flex = 2, .sortable = false},
      {.name = "Let a goal serve it", .width = 180, .sortable = false, .priority = 1},
      {.name = "All fields", .width = 72, .sortable = false}};
  {
    constexpr std::size_t most_without_scrolling = 8;
    auto table =
        in.ui.table("Company goals", heads, rows_.size(),
                    {.height = rows_.size() > most_without_scrolling ? 320.0f : 0.0f,
                     .openable = false,
                     .empty = "The company has no goals yet. What does everybody work towards?"});
    while (table.next_row()) {
      const Served& row = rows_[table.row()];
      const Id id = row.goal->record->id;
      const auto scope = in.ui.id(id.bits);
      table.row_name(row.goal->name);
      table.cell();
      record_field<&Goal::title>(in, id, FieldLook::in_place);
      table.cell();
      goal_progress(in, *row.goal);
      table.cell();
      record_field<&Goal::due>(in, id, FieldLook::in_place);
      table.cell();
      const std::string by = row.by.empty() ? "Nothing here serves it yet." : row.by;
      in.ui.text(by, {.style = TextStyle::small,
                      .tone = row.by.empty() ? Tone::warning : Tone::ink,
                      .wrap = false});
      table.cell();
      const std::string told = "Goal that serves " + row.goal->name;
      const auto chosen = in.ui.select(
          "Serve it", free_labels_, -1,
          {.look = FieldLook::in_place,
           .placeholder = "Choose a goal",
           .disabled_because = free_.empty() ? "Every goal here serves something already." : "",
           .name = told});
      if (chosen && *chosen >= 0) {
        const auto which = static_cast<std::size_t>(*chosen);
        model::Edit edit("let " + free_names_[which] + " serve " + row.goal->name);
        edit.set<&Goal::parent>(free_[which], model::Value{id});
        in.edit(std::move(edit));
      }
      table.cell();
      open_button(in, {Kind::goal, id}, row.goal->name);
    }
  }
  const auto row = in.ui.row();
  if (in.ui.button("See the whole cascade",
                   {.small = true,
                    .description = "From the company over the accounts to each representative."}))
    in.go({.page = Page::goals});
  if (auto title = add_.frame(in, {.label = "Add company goal"})) {
    auto goal = new_record<Goal>(in);
    goal->data.title = std::move(*title);
    add_record(in, Kind::goal, std::move(goal));
  }
}

}  // namespace keyplan::ui
