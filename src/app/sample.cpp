#include "app/sample.h"

#include <algorithm>
#include <utility>

#include "core/file/read.h"

namespace keyplan::app {
namespace {

using namespace model;

constexpr std::int64_t minutes_a_day = 24 * 60;

struct Shift {
  std::int32_t days;
  int years;   // of fiscal years
  int months;  // of calendar months
};

// Until March people plan the year that has just begun, from April on the next one.
int planned_year(Date day) { return civil(day).year + (civil(day).month >= 4 ? 1 : 0); }

Shift shift_between(Date from, Date to) {
  const CivilDate then = civil(from);
  const CivilDate now = civil(to);
  return {to.days - from.days, planned_year(to) - planned_year(from),
          (now.year - then.year) * 12 + now.month - then.month};
}

void move_in_time(Kind kind, RecordBase& record, Shift shift) {
  for (const FieldInfo& field : info(kind).fields) {
    void* data = data_of(kind, record);
    Value value = field.get(data);
    if (auto* date = std::get_if<Date>(&value)) {
      date->days += shift.days;
    } else if (auto* period = std::get_if<Period>(&value)) {
      if (period->month == 0) {
        period->year = static_cast<std::int16_t>(period->year + shift.years);
      } else {
        const int months = period->year * 12 + period->month - 1 + shift.months;
        *period = {static_cast<std::int16_t>(months / 12),
                   static_cast<std::int8_t>(months % 12 + 1)};
      }
    } else {
      continue;
    }
    field.set(data, std::move(value));
  }
}

}  // namespace

std::expected<Plan, Error> load_sample(std::string_view bytes, Date today, std::string plan_id) {
  auto written = file::read(bytes);
  if (!written) return std::unexpected(Error(std::move(written.error())));
  const Plan& original = written->plan;

  std::int64_t last_session = 0;
  for (const Session& session : original.sessions()) {
    last_session = std::max(last_session, session.start_minutes);
  }
  const Shift shift =
      shift_between(Date{static_cast<std::int32_t>(last_session / minutes_a_day)}, today);

  Plan plan(std::move(plan_id));
  for (Session session : original.sessions()) {
    session.start_minutes += shift.days * minutes_a_day;
    plan.add_session(std::move(session));
  }
  for (const KindInfo& kind : all_kinds()) {
    const auto all = original.table(kind.kind).all();
    plan.reserve(kind.kind, all.size());
    for (const AnyRecord& record : all) {
      AnyRecord copy = clone(kind.kind, *record);
      move_in_time(kind.kind, *copy, shift);
      plan.add_loaded(kind.kind, std::move(copy));
    }
  }
  return plan;
}

}  // namespace keyplan::app
