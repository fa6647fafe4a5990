// The calendar under a time line: which units fit, where they start and what they are called.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace keyplan::ui {

enum class TimeUnit : std::uint8_t { day, week, month, quarter, year };

struct TimeTick {
  std::int32_t day = 0;
  std::string label;
};

// The finest unit whose labels have room; `base_per_day`: base units of width for a day.
TimeUnit unit_that_fits(double base_per_day);
// Starts of units from the one that holds `from` up to `to`.
std::vector<TimeTick> ticks_of(TimeUnit unit, std::int32_t from, std::int32_t to);
// The same for the line above: months with their year, or years.
std::vector<TimeTick> ticks_above(TimeUnit unit, std::int32_t from, std::int32_t to);
std::string day_in_words(std::int32_t day);  // "3 Mar 2027"

}  // namespace keyplan::ui
