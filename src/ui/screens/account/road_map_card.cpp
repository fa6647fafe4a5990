#include "ui/screens/account/road_map_card.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/account/timeline_dates.h"

namespace keyplan::ui {

using model::Action;
using model::ActionStatus;
using model::Date;
using model::Goal;
using model::GoalLevel;
using model::Id;
using model::Kind;

namespace {

enum Lane : std::uint8_t { long_term, near, contracts, meetings, actions };

/// Work that belongs on a map of years: four weeks or two days' effort at least.
bool is_big(const Action& action) {
  constexpr int days = 28;
  constexpr std::int64_t hours = 16;
  const bool long_one = action.start && action.due && action.due.days - action.start.days >= days;
  return long_one || (action.effort_hours && action.effort_hours.value >= hours);
}

std::string word_of(const GoalRow& row) {
  return row.standing == model::GoalStatus::unset ? std::string()
                                                  : std::string(model::choice_label(row.standing));
}

}  // namespace

void RoadMapCard::add(model::RecordKey key, TimelineBar bar) {
  bar.key = key.id.bits;
  keys_.emplace(bar.key, key);
  bars_.push_back(std::move(bar));
}

void RoadMapCard::add_goals(const GoalsData& goals) {
  for (const GoalRow& row : goals.own) {
    const Goal& goal = row.record->data;
    if (!goal.due || goal.status == model::GoalStatus::dropped) continue;
    const bool bar = goal.start && goal.start < goal.due;
    add({Kind::goal, row.record->id},
        {.lane = level_of(goal) == GoalLevel::long_term ? long_term : near,
         .first = bar ? goal.start.days : goal.due.days,
         .last = goal.due.days,
         .title = row.name,
         .tone = row.standing == model::GoalStatus::unset ? Tone::accent : tone_of(row.standing),
         .word = word_of(row),
         .done = bar ? row.done : std::nullopt});
  }
}

void RoadMapCard::add_contracts(const ScreenContext& in, Id account) {
  for (const auto& contract : in.plan.of_account<model::Contract>(account)) {
    const model::Contract& data = contract.data;
    if (!data.end) continue;
    const bool over = data.end < in.today;
    add({Kind::contract, contract.id},
        {.lane = contracts,
         .first = data.start && data.start < data.end ? data.start.days : data.end.days,
         .last = data.end.days,
         .title = name_of(in.plan, {Kind::contract, contract.id}),
         .tone = over ? Tone::muted : Tone::accent,
         .word = over          ? "Ended"
                 : data.renews ? "Renews by itself"
                               : "Ends",
         .movable = false});  // what is signed does not move by dragging
  }
}

void RoadMapCard::add_meetings(const ScreenContext& in, Id account) {
  for (const auto& review : in.plan.of_account<model::Review>(account)) {
    if (!review.data.date) continue;
    add({Kind::review, review.id}, {.lane = meetings,
                                    .first = review.data.date.days,
                                    .last = review.data.date.days,
                                    .title = name_of(in.plan, {Kind::review, review.id}),
                                    .tone = review.data.held ? Tone::muted : Tone::accent,
                                    .word = review.data.held ? "Held" : "Planned",
                                    .movable = !review.data.held});
  }
  for (const auto& visit : in.plan.of_account<model::Visit>(account)) {
    const auto status = visit.data.status;
    if (!visit.data.date || status == model::VisitStatus::cancelled) continue;
    const bool done = status == model::VisitStatus::done;
    add({Kind::visit, visit.id}, {.lane = meetings,
                                  .first = visit.data.date.days,
                                  .last = visit.data.date.days,
                                  .title = name_of(in.plan, {Kind::visit, visit.id}),
                                  .tone = done ? Tone::muted : Tone::accent,
                                  .word = done ? "Done" : "Planned",
                                  .movable = !done});
  }
}

void RoadMapCard::add_actions(const ScreenContext& in, Id account) {
  for (const auto& action : in.plan.of_account<Action>(account)) {
    const Action& data = action.data;
    if (!data.due || data.status == ActionStatus::dropped || !is_big(data)) continue;
    const bool done = data.status == ActionStatus::done;
    const bool late = !done && data.due < in.today;
    add({Kind::action, action.id},
        {.lane = actions,
         .first = data.start && data.start < data.due ? data.start.days : data.due.days,
         .last = data.due.days,
         .title = name_of(in.plan, {Kind::action, action.id}),
         .tone = done   ? Tone::positive
                 : late ? Tone::negative
                        : Tone::accent,
         .word = done   ? "Done"
                 : late ? "Late"
                        : "",
         .movable = !done});
  }
}

void RoadMapCard::make(const ScreenContext& in, const GoalsData& goals) {
  if (made_for_ == goals.serial()) return;
  made_for_ = goals.serial();
  if (account_ != goals.account) state_ = {};
  account_ = goals.account;
  bars_.clear();
  keys_.clear();
  years_.clear();
  add_goals(goals);
  add_contracts(in, account_);
  add_meetings(in, account_);
  add_actions(in, account_);
  if (bars_.empty()) return;
  // In the order in which the time line places them, so that it need not sort in every frame.
  keyplan::sort(bars_, {}, [](const TimelineBar& bar) {
    return std::tuple(bar.lane, bar.first, bar.last, bar.key);
  });
  std::int32_t first = in.today.days;
  std::int32_t last = in.today.days;
  for (const TimelineBar& bar : bars_) {
    first = std::min(first, bar.first);
    last = std::max(last, bar.last);
  }
  const int start = in.plan.fiscal_start_month();
  const int last_year = model::fiscal_year(Date{last}, start);
  constexpr int most_years = 15;  // more lines say nothing
  for (int year = std::max(model::fiscal_year(Date{first}, start) + 1, last_year - most_years);
       year <= last_year; ++year)
    years_.push_back(
        {.day = model::fiscal_year_start(year, start).days, .name = model::year_text(year)});
}

void RoadMapCard::move(ScreenContext& in, const TimelineAnswer::Moved& moved) const {
  const auto found = keys_.find(moved.key);
  if (found == keys_.end()) return;
  const model::RecordKey key = found->second;
  model::Edit edit("move the dates of " + name_of(in.plan, key));
  if (const auto* goal = key.kind == Kind::goal ? in.plan.find<Goal>(key.id) : nullptr) {
    move_dates<&Goal::start, &Goal::due>(edit, key.id, goal->data.start, goal->data.due, moved);
  } else if (const auto* action =
                 key.kind == Kind::action ? in.plan.find<Action>(key.id) : nullptr) {
    move_dates<&Action::start, &Action::due>(edit, key.id, action->data.start, action->data.due,
                                             moved);
  } else if (key.kind == Kind::review) {
    edit.set<&model::Review::date>(key.id, model::Value{Date{moved.last}});
  } else if (key.kind == Kind::visit) {
    edit.set<&model::Visit::date>(key.id, model::Value{Date{moved.last}});
  }
  if (!edit.empty()) in.edit(std::move(edit));
}

void RoadMapCard::frame(ScreenContext& in, const GoalsData& goals) {
  make(in, goals);
  const auto card = in.ui.card("Road map", "drag a bar, or move it with the arrow keys");
  static const std::array<TimelineLane, 5> lanes{
      TimelineLane{"Long-term objectives", "two to five years"},
      TimelineLane{"Goals", "the next steps"}, TimelineLane{"Contracts", "until they end"},
      TimelineLane{"Reviews and visits", ""}, TimelineLane{"Actions", "the big ones"}};
  const TimelineAnswer answer = timeline(
      in.ui, "Road map", state_, lanes, bars_, {},
      {.summary =
           "Goals, contracts, reviews, visits and big actions of the account over the years.",
       .height = 640,
       .today = in.today.days,
       .marks = years_,
       .empty = "Nothing has a date yet. Give a goal a date, and it stands here."});
  if (answer.opened) in.open(keys_.at(*answer.opened));
  if (answer.moved) move(in, *answer.moved);
}

}  // namespace keyplan::ui
