// Dates as exports write them. Times of day are read and dropped, because a plan knows days only
// and an export states the day its user saw.
//
// "3/4/2017" alone is ambiguous, a column rarely is: DateEvidence collects what a column shows,
// decide() says which order it uses and whether that is known or assumed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/types.h"

namespace keyplan::exchange {

enum class DateOrder : std::uint8_t {
  year_first,   // 2017-03-01, 2017/3/1, 2017.03.01, each with or without time
  day_first,    // 1.3.2017, 01/03/2017, 1-3-17
  month_first,  // 3/1/2017, 03/01/2017 0:00
  compact       // 20170301
};

inline constexpr DateOrder all_date_orders[] = {DateOrder::year_first, DateOrder::day_first,
                                                DateOrder::month_first, DateOrder::compact};

// SAP and others write 9999-12-31 for "no end".
[[nodiscard]] bool is_open_end(model::Date date);

// Two-digit years: 70-99 are 19xx, 00-69 are 20xx. Impossible days (30 February) and years before
// 1000 are nullopt.
[[nodiscard]] std::optional<model::Date> parse_date(std::string_view text, DateOrder order);

// "2017-03-01" etc.; parse_date reads it back. separator is used by day_first and month_first.
[[nodiscard]] std::string print_date(model::Date date, DateOrder order, char separator = '/');

struct DateEvidence {
  std::size_t dates = 0;         // cells that are dates in at least one order
  std::size_t texts = 0;         // filled cells that are no date
  std::size_t by_order[4] = {};  // cells readable in each DateOrder
  std::size_t only[4] = {};      // cells readable in exactly this one
  std::size_t dotted = 0;        // d.m.y, which nobody writes month first
  std::size_t with_time = 0;
  char separator = '\0';  // of the first date

  void add(std::string_view cell);
  void add(const DateEvidence& other);

  [[nodiscard]] bool mostly_dates() const { return dates > 0 && texts * 10 <= dates; }
};

struct DateDecision {
  DateOrder order = DateOrder::year_first;
  bool assumed = false;  // day and month first both fit and nothing decides
};

// `rest` is what the other date columns show; `fallback` is used when nothing decides.
[[nodiscard]] DateDecision decide(const DateEvidence& column, const DateEvidence& rest,
                                  DateOrder fallback);

// "2017-03-01", "1.3.2017", "3/1/2017 0:00" ... for the preview.
[[nodiscard]] std::string example_of(DateOrder order, const DateEvidence& evidence);

}  // namespace keyplan::exchange
