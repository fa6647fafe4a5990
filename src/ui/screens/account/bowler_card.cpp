#include "ui/screens/account/bowler_card.h"

#include <algorithm>
#include <set>

#include "core/model/display.h"
#include "core/model/input.h"

namespace keyplan::ui {

using model::Decimal;
using model::Goal;
using model::Id;
using model::Kind;
using model::Measurement;
using model::Period;
using model::Record;

namespace {

constexpr std::size_t months_a_year = 12;

std::string number(Decimal value) { return value ? model::to_text(value) : std::string(); }

/// A target below the baseline is to be reduced to.
Met met(const Goal& goal, Decimal plan, Decimal actual) {
  if (!plan || !actual) return Met::open;
  const bool down = goal.baseline && goal.target && goal.target < goal.baseline;
  return (down ? actual <= plan : actual >= plan) ? Met::met : Met::missed;
}

int planned_year(const ScreenContext& in) {
  const Period planned = in.plan.settings().plan_year;
  if (planned) return planned.year;
  return model::fiscal_year(in.today, in.plan.fiscal_start_month());
}

}  // namespace

/// The planned year first; but where nothing is planned in it yet, the latest year with values.
void BowlerCard::make_years(const ScreenContext& in) {
  const int start = in.plan.fiscal_start_month();
  const int planned = planned_year(in);
  std::set<int> with_values;
  for (const auto& month : in.plan.of_account<Measurement>(account_))
    if (month.data.period.month != 0)
      with_values.insert(model::fiscal_year(month.data.period, start));
  const int usual =
      with_values.empty() || with_values.contains(planned) ? planned : *with_values.rbegin();
  with_values.insert(planned);
  years_.assign(with_values.begin(), with_values.end());
  year_names_.clear();
  for (const int year : years_) year_names_.push_back(model::year_text(year));
  if (!std::ranges::contains(years_, year_)) year_ = usual;
}

void BowlerCard::make(const ScreenContext& in, const GoalsData& goals) {
  if (made_for_ == goals.serial() && made_year_ == year_ && account_ == goals.account) return;
  if (account_ != goals.account) year_ = 0;
  account_ = goals.account;
  made_for_ = goals.serial();
  make_years(in);
  made_year_ = year_;

  const model::Date first = model::fiscal_year_start(year_, in.plan.fiscal_start_month());
  const model::CivilDate from = model::civil(first);
  months_.clear();
  month_names_.clear();
  std::unordered_map<int, std::size_t> places;  // by year * 12 + month
  for (std::size_t i = 0; i < months_a_year; ++i) {
    const int month = from.month - 1 + static_cast<int>(i);
    const Period period{static_cast<std::int16_t>(from.year + month / 12),
                        static_cast<std::int8_t>(month % 12 + 1)};
    places.emplace(period.year * 12 + period.month, i);
    months_.push_back({.period = period, .values = {}});
    // The year stands beside them.
    month_names_.push_back(model::period_text(period).substr(0, 3));
  }

  std::unordered_map<Id, std::vector<const Record<Measurement>*>, model::IdHash> measured;
  for (const auto& value : in.plan.of_account<Measurement>(account_))
    measured[value.data.goal.id].push_back(&value);
  goals_.clear();
  rows_.clear();
  for (const GoalRow& goal : goals.own) {
    const Goal& data = goal.record->data;
    const auto values = measured.find(goal.record->id);
    if (values == measured.end() && (data.measure.empty() || !analysis::is_open(data))) continue;
    BowlerRow row{.key = goal.record->id.bits,
                  .measure = data.measure.empty() ? goal.name : data.measure,
                  .unit = data.unit,
                  .baseline = number(data.baseline),
                  .target = number(data.target)};
    if (const auto* owner = in.plan.find(data.owner)) row.owner = owner->data.name;
    row.months.resize(months_a_year);
    for (Month& month : months_) month.values.push_back(nullptr);
    if (values != measured.end()) {
      for (const auto* value : values->second) {
        const Period period = value->data.period;
        const auto place = places.find(period.year * 12 + period.month);
        if (place == places.end()) continue;
        months_[place->second].values.back() = value;
        row.months[place->second] = {.plan = number(value->data.plan),
                                     .actual = number(value->data.actual),
                                     .met = met(data, value->data.plan, value->data.actual)};
      }
    }
    goals_.push_back(&goal);
    rows_.push_back(std::move(row));
  }
}

void BowlerCard::write(ScreenContext& in, Id account, const BowlerAnswer::Edited& edited) {
  const auto number = model::read_decimal(edited.text);
  if (!number) return;
  const bool plan = edited.line == BowlerLine::plan;
  const Record<Measurement>* value = months_[edited.month].values[edited.row];
  model::Edit edit((plan ? "plan " : "enter ") + rows_[edited.row].measure + " in " +
                   model::period_text(months_[edited.month].period));
  const model::Value written = *number ? model::Value{*number} : model::Value{};
  if (value != nullptr) {
    // A month in which nothing is left needs no record.
    const bool other =
        plan ? static_cast<bool>(value->data.actual) : static_cast<bool>(value->data.plan);
    if (!*number && !other && value->data.note.empty())
      edit.remove({Kind::measurement, value->id});
    else if (plan)
      edit.set<&Measurement::plan>(value->id, written);
    else
      edit.set<&Measurement::actual>(value->id, written);
  } else {
    if (!*number) return;
    auto made = new_record<Measurement>(in, account);
    made->id = in.new_id();
    made->data.goal = {goals_[edited.row]->record->id};
    made->data.period = months_[edited.month].period;
    (plan ? made->data.plan : made->data.actual) = *number;
    edit.add(Kind::measurement, std::move(made));
  }
  in.edit(std::move(edit));
}

void BowlerCard::frame(ScreenContext& in, const GoalsData& goals) {
  make(in, goals);
  const std::string note = "plan and actual in " + model::year_text(year_);
  const auto card = in.ui.card("Bowler", note);
  if (years_.size() > 1) {
    const std::vector<std::string_view> labels(year_names_.begin(), year_names_.end());
    const auto now = std::ranges::find(years_, year_) - years_.begin();
    if (const auto chosen = in.ui.chips_or_list("Year", labels, static_cast<int>(now))) {
      year_ = years_[static_cast<std::size_t>(*chosen)];
      in.ui.request_frames();
    }
  }
  const BowlerAnswer answer =
      bowler(in.ui, "Bowler", state_, month_names_, rows_,
             {.summary = "A tick where the plan of a month is met, a cross where it is missed.",
              .check =
                  [](std::string_view text) {
                    const auto number = model::read_decimal(text);
                    return number ? std::string() : number.error();
                  },
              .empty = "No goal has a measure yet. Give one of them a measure to follow it month "
                       "by month."});
  if (answer.opened) in.open({Kind::goal, goals_[*answer.opened]->record->id});
  if (answer.edited) write(in, goals.account, *answer.edited);
  if (!rows_.empty()) return;
  for (const GoalRow& goal : goals.own) {
    if (!analysis::is_open(goal.record->data)) continue;
    const std::string label = "Choose what is counted for " + goal.name;
    if (in.ui.button(label, {.small = true})) open_at<&Goal::measure>(in, goal.record->id);
    break;
  }
}

}  // namespace keyplan::ui
