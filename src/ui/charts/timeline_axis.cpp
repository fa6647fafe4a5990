#include "ui/charts/timeline_axis.h"

#include <array>
#include <chrono>
#include <string_view>

namespace keyplan::ui {
namespace {

constexpr std::array<std::string_view, 12> month_names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct CivilDay {
  int year = 0;
  int month = 0;  // from 0
  int day = 0;
};

CivilDay civil(std::int32_t day) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{day}}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())) - 1,
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::int32_t first_of_month(int year, int month) {
  const auto days = std::chrono::sys_days{
      std::chrono::year{year + month / 12} /
      std::chrono::month(static_cast<unsigned>(month % 12) + 1) / std::chrono::day{1}};
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

std::string month_name(int month) {
  return std::string(month_names[static_cast<std::size_t>(month)]);
}

// 1 January 1970 was a Thursday.
std::int32_t monday_of(std::int32_t day) { return day - ((day + 3) % 7 + 7) % 7; }

template <class Label>
std::vector<TimeTick> by_months(std::int32_t from, std::int32_t to, int step, Label label) {
  std::vector<TimeTick> ticks;
  const CivilDay start = civil(from);
  for (int month = start.month / step * step;; month += step) {
    const std::int32_t day = first_of_month(start.year, month);
    if (day > to) return ticks;
    ticks.push_back({day, label(start.year + month / 12, month % 12)});
  }
}

}  // namespace

TimeUnit unit_that_fits(double base_per_day) {
  if (base_per_day >= 26) return TimeUnit::day;
  if (base_per_day * 7 >= 52) return TimeUnit::week;
  if (base_per_day * 30 >= 34) return TimeUnit::month;
  if (base_per_day * 91 >= 34) return TimeUnit::quarter;
  return TimeUnit::year;
}

std::vector<TimeTick> ticks_of(TimeUnit unit, std::int32_t from, std::int32_t to) {
  std::vector<TimeTick> ticks;
  switch (unit) {
    case TimeUnit::day:
      for (std::int32_t day = from; day <= to; ++day)
        ticks.push_back({day, std::to_string(civil(day).day)});
      return ticks;
    case TimeUnit::week:
      for (std::int32_t day = monday_of(from); day <= to; day += 7) {
        const CivilDay at = civil(day);
        ticks.push_back({day, std::to_string(at.day) + " " + month_name(at.month)});
      }
      return ticks;
    case TimeUnit::month:
      return by_months(from, to, 1, [](int, int month) { return month_name(month); });
    case TimeUnit::quarter:
      return by_months(from, to, 3,
                       [](int, int month) { return "Q" + std::to_string(month / 3 + 1); });
    case TimeUnit::year:
      return by_months(from, to, 12, [](int year, int) { return std::to_string(year); });
  }
  return ticks;
}

std::vector<TimeTick> ticks_above(TimeUnit unit, std::int32_t from, std::int32_t to) {
  if (unit == TimeUnit::day || unit == TimeUnit::week)
    return by_months(from, to, 1, [](int year, int month) {
      return month_name(month) + " " + std::to_string(year);
    });
  if (unit == TimeUnit::year) return {};
  return ticks_of(TimeUnit::year, from, to);
}

std::string day_in_words(std::int32_t day) {
  const CivilDay at = civil(day);
  return std::to_string(at.day) + " " + month_name(at.month) + " " + std::to_string(at.year);
}

}  // namespace keyplan::ui
