#include "core/model/standard_work.h"

#include <algorithm>
#include <vector>

#include "core/model/order.h"

namespace keyplan::model {
namespace {

int days_of(Repeats interval) {
  if (interval == Repeats::weekly) return 7;
  return interval == Repeats::fortnightly ? 14 : 0;
}

int months_of(Repeats interval) {
  switch (interval) {
    case Repeats::monthly:
      return 1;
    case Repeats::quarterly:
      return 3;
    case Repeats::half_yearly:
      return 6;
    case Repeats::yearly:
      return 12;
    default:
      return 0;
  }
}

int last_day(int year, int month) {
  int day = 31;
  while (day > 28 && !date_of(year, month, day)) --day;
  return day;
}

/// What the rhythm goes by.
Date anchor_of(const Action& action, Date done_on) {
  if (action.due) return action.due;
  return action.start ? action.start : done_on;
}

}  // namespace

bool is_closed(const Action& action) {
  return action.status == ActionStatus::done || action.status == ActionStatus::dropped;
}

Date later_by(Date from, Repeats interval, int times) {
  if (!from) return {};
  if (const int days = days_of(interval); days > 0) {
    const Date later{from.days + days * times};
    return civil(later).year <= 9999 ? later : Date{};
  }
  const int months = months_of(interval);
  if (months == 0) return {};
  const CivilDate day = civil(from);
  const int total = day.year * 12 + day.month - 1 + months * times;
  const int year = total / 12;
  const int month = total % 12 + 1;
  if (year > 9999) return {};
  const int last = last_day(year, month);
  const bool was_last = day.day == last_day(day.year, day.month);
  return date_of(year, month, was_last ? last : std::min(day.day, last)).value_or(Date{});
}

int intervals_to_next(const Action& done, Date done_on) {
  const Date anchor = anchor_of(done, done_on);
  int times = 1;
  if (anchor && done_on && anchor < done_on) {
    // Not day by day: what was due a century ago has to end as well.
    const int passed = done_on.days - anchor.days;
    const int months = months_of(done.repeats);
    const int longest = months > 0 ? months * 31 : days_of(done.repeats);
    if (longest > 0) times = std::max(1, passed / longest);
  }
  for (;; ++times) {
    const Date next = later_by(anchor, done.repeats, times);
    if (!next || !done_on || next > done_on) return times;
  }
}

Action next_of(const Action& done, Date done_on) {
  Action next = done;
  const int times = intervals_to_next(done, done_on);
  if (done.due || !done.start) next.due = later_by(anchor_of(done, done_on), done.repeats, times);
  if (done.start) next.start = later_by(done.start, done.repeats, times);
  next.status = ActionStatus::unset;
  next.done_on = {};
  next.after = {};  // what it waited for is done, or waits for another of its kind
  next.ord = {};
  next.source.clear();
  return next;
}

bool has_next(const Plan& plan, const Record<Action>& action) {
  const Action& data = action.data;
  return std::ranges::any_of(
      plan.of_account<Action>(data.account.id), [&](const Record<Action>& other) {
        return other.id != action.id && !is_closed(other.data) && other.data.title == data.title &&
               other.data.repeats == data.repeats && other.data.owner == data.owner &&
               other.data.person == data.person;
      });
}

bool set_status(Edit& edit, const Plan& plan, const Record<Action>& action, ActionStatus status,
                Date today, Id next) {
  const bool was_done = action.data.status == ActionStatus::done;
  const bool is_done = status == ActionStatus::done;
  edit.set<&Action::status>(action.id, status == ActionStatus::unset
                                           ? Value{}
                                           : Value{Choice{static_cast<std::uint8_t>(status)}});
  if (is_done == was_done) return false;
  if (!is_done) {
    if (action.data.done_on) edit.set<&Action::done_on>(action.id, Value{});
    return false;
  }
  edit.set<&Action::done_on>(action.id, today);
  if (action.data.repeats == Repeats::unset || has_next(plan, action)) return false;
  Action coming = next_of(action.data, today);
  const auto siblings = plan.of_account(Kind::action, action.data.account.id);
  std::vector<const RecordBase*> sorted(siblings.begin(), siblings.end());
  sort_by_order(Kind::action, sorted);
  coming.ord = key_at_end(Kind::action, sorted, next.bits);
  edit.add(next, std::move(coming));
  return true;
}

}  // namespace keyplan::model
