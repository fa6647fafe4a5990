#include "ui/screens/account/goal_rows.h"

#include <algorithm>
#include <array>

#include "core/model/display.h"
#include "core/model/order.h"

namespace keyplan::ui {

using model::Decimal;
using model::Goal;
using model::GoalLevel;
using model::GoalStatus;
using model::Id;
using model::Kind;
using model::Record;
using model::RecordBase;

namespace {

void measure(const ScreenContext& in, GoalRow& row, const analysis::LatestMonths& months) {
  const analysis::GoalProgress progress = months.progress_of(*row.record);
  row.done = progress.fraction;
  row.na_reason = progress.na_reason;
  row.now = progress.current;
  row.standing = analysis::standing_of(row.record->data, row.done, in.today);
  row.out_of_long_term = analysis::is_out_of_long_term(row.record->data, in.today);
}

std::vector<GoalRow> rows_of(const ScreenContext& in, Id account) {
  const auto list = in.plan.of_account(Kind::goal, account);
  std::vector<const RecordBase*> sorted(list.begin(), list.end());
  model::sort_by_order(Kind::goal, sorted);
  const analysis::LatestMonths months(in.plan, account);
  std::vector<GoalRow> rows;
  rows.reserve(sorted.size());
  for (const RecordBase* record : sorted) {
    GoalRow row{.record = static_cast<const Record<Goal>*>(record),
                .name = name_of(in.plan, {Kind::goal, record->id})};
    measure(in, row, months);
    rows.push_back(std::move(row));
  }
  return rows;
}

Explanation why(const ScreenContext& in, const GoalRow& row) {
  const Goal& goal = row.record->data;
  const auto shown = [&](Decimal number) {
    if (!number) return std::string("not known");
    return model::to_text(number) + (goal.unit.empty() ? "" : " " + goal.unit);
  };
  Explanation why{.title = "Progress of " + row.name,
                  .formula = "(now \u2212 baseline) / (target \u2212 baseline)",
                  .as_of = "as of " + model::date_text(in.today),
                  .not_available = std::string(row.na_reason)};
  if (goal.status == GoalStatus::achieved) why.formula = "The goal is marked as achieved.";
  why.inputs = {{.name = "Baseline", .value = shown(goal.baseline), .linked = true},
                {.name = "Target", .value = shown(goal.target), .linked = true},
                {.name = "Now", .value = shown(row.now), .linked = true}};
  if (row.now && !goal.current) why.note = "Now is the latest month measured.";
  return why;
}

}  // namespace

GoalLevel level_of(const Goal& goal) {
  return goal.level == GoalLevel::unset ? GoalLevel::annual : goal.level;
}

Tone tone_of(GoalStatus status) {
  switch (status) {
    case GoalStatus::on_track:
    case GoalStatus::achieved:
      return Tone::positive;
    case GoalStatus::at_risk:
      return Tone::warning;
    case GoalStatus::off_track:
      return Tone::negative;
    case GoalStatus::unset:
    case GoalStatus::dropped:
      break;
  }
  return Tone::muted;
}

void GoalsData::collect(const ScreenContext& in, Id of_account) {
  if (made_for_.holds(in, of_account)) return;
  account = of_account;
  own = rows_of(in, account);
  company = rows_of(in, Id{});
  std::erase_if(company, [](const GoalRow& row) { return row.record->data.personal; });
  by_id_.clear();
  for (const auto* rows : {&own, &company})
    for (const GoalRow& row : *rows) by_id_.emplace(row.record->id, &row);
}

const GoalRow* GoalsData::find(Id goal) const {
  const auto found = by_id_.find(goal);
  return found == by_id_.end() ? nullptr : found->second;
}

OpenEnd open_end(const GoalRow& row, bool company_has_goals) {
  using model::field_index;
  const Goal& goal = row.record->data;
  if (!analysis::is_open(goal)) return {};
  if (!goal.target) return {"No number yet: set one", field_index<&Goal::target>()};
  if (!goal.baseline) return {"No baseline yet: set one", field_index<&Goal::baseline>()};
  if (!row.now) return {"Not measured yet: enter it", field_index<&Goal::current>()};
  if (!goal.due) return {"No date yet: set one", field_index<&Goal::due>()};
  if (row.out_of_long_term) return {"Not 2 to 5 years ahead", field_index<&Goal::due>()};
  if (!goal.owner) return {"No owner yet: choose", field_index<&Goal::owner>()};
  if (!goal.account) return {};
  if (!goal.confirmed_by && !goal.personal)
    return {"Not confirmed: by whom", field_index<&Goal::confirmed_by>()};
  if (!goal.parent && company_has_goals)
    return {"Serves nothing: choose", field_index<&Goal::parent>()};
  return {};
}

void goal_progress(ScreenContext& in, const GoalRow& row) {
  const auto line = in.ui.row();
  const std::string name = "Progress of " + row.name;
  if (row.done) in.ui.meter(name, *row.done, "", tone_of(row.standing));
  const std::string shown = row.done ? model::percent_text(*row.done, 0) : "n/a";
  const auto followed =
      in.ui.figure(name, shown, [&] { return why(in, row); },
                   {.style = TextStyle::small, .tone = row.done ? Tone::ink : Tone::muted});
  if (!followed) return;
  const std::array fields{model::field_index<&Goal::baseline>(),
                          model::field_index<&Goal::target>(),
                          model::field_index<&Goal::current>()};
  in.open({Kind::goal, row.record->id}, fields[static_cast<std::size_t>(*followed)]);
}

void goal_status(ScreenContext& in, const GoalRow& row) {
  const auto scope = in.ui.id(row.record->id.bits);
  std::array<std::string_view, std::size(model::goal_status_choices)> labels;
  std::ranges::transform(model::goal_status_choices, labels.begin(), &model::ChoiceInfo::label);
  const GoalStatus said = row.record->data.status;
  std::string by_numbers;
  if (said == GoalStatus::unset && row.standing != GoalStatus::unset) {
    by_numbers = "Looks " + lower_first(model::choice_label(row.standing));
    labels[0] = by_numbers;
  }
  const std::string told = "Status of " + row.name;
  const auto chosen = in.ui.select(
      "Status", labels, static_cast<int>(said),
      {.look = FieldLook::in_place, .chip = true, .tone = tone_of(row.standing), .name = told});
  if (!chosen || *chosen == static_cast<int>(said)) return;
  model::Edit edit("change status of " + row.name);
  edit.set<&Goal::status>(row.record->id,
                          *chosen <= 0
                              ? model::Value{}
                              : model::Value{model::Choice{static_cast<std::uint8_t>(*chosen)}});
  in.edit(std::move(edit));
}

}  // namespace keyplan::ui
