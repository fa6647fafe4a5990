// What every result of a plan depends on besides its own records: the day, the fiscal calendar and
// the exchange rates.
//
// Fiscal years are named after the calendar year in which they end. The plan year Y is the one set
// in the plan's settings, or the fiscal year of `today`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::analysis {

/// Dated exchange rates into the base currency. A rate is valid from its day until the next one of
/// its currency. There is no rate before the first: it is never guessed and never taken as 1.
class Rates {
 public:
  Rates() = default;
  Rates(const model::Plan& plan, model::Currency base);

  enum class Problem : std::uint8_t { missing_rate, too_large };
  struct Converted {
    std::optional<std::int64_t> minor;  // of the base currency
    Problem problem = Problem::missing_rate;
  };
  Converted convert(model::Money money, model::Date day) const;

  friend bool operator==(const Rates&, const Rates&) = default;

 private:
  struct Entry {
    model::Currency currency;
    model::Date from;
    model::Id record;
    std::int64_t numerator = 0;    // minor units of the base currency ...
    std::int64_t denominator = 1;  // ... for this many of the other
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  model::Currency base_;
  std::vector<Entry> entries_;  // sorted
};

struct Context {
  model::Date today;
  model::Currency base;
  int start_month = 1;
  int plan_year = 0;
  bool plan_year_chosen = false;        // set in the settings
  model::Date plan_start;               // first day of the plan year
  std::array<model::Date, 4> quarters;  // first days of its quarters
  model::Date plan_end;                 // its last day
  Rates rates;
  friend bool operator==(const Context&, const Context&) = default;
};
Context context_of(const model::Plan& plan, model::Date today);

/// First day of quarter 0-3 of a fiscal year; quarter 4 is the first day of the next year.
model::Date quarter_start(int fiscal_year, int start_month, int quarter);
/// Last day of a year or month.
model::Date last_day(model::Period period, int start_month);

/// Amounts left out of a figure because they could not be converted.
struct Gap {
  model::Currency currency;
  Rates::Problem problem = Rates::Problem::missing_rate;
  std::uint32_t amounts = 0;
  model::Date first;         // earliest day without a rate
  model::RecordKey example;  // the record of that day
  friend bool operator==(const Gap&, const Gap&) = default;
};
void add_gap(std::vector<Gap>& gaps, const Gap& gap);
/// "3 amounts in USD are left out: no exchange rate on 30 Jun 2024."
std::string sentence(const Gap& gap);

}  // namespace keyplan::analysis
