#include "core/analysis/context.h"

#include <algorithm>

#include "core/analysis/exact.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

Rates::Rates(const Plan& plan, Currency base) : base_(base) {
  const int base_digits = minor_digits(base);
  for (const Record<ExchangeRate>& record : plan.table<ExchangeRate>()) {
    const ExchangeRate& rate = record.data;
    if (!rate.currency || !rate.date || !rate.rate || rate.currency == base) continue;
    Entry entry{rate.currency, rate.date, record.id, rate.rate.billionths, 1'000'000'000};
    // A stored rate is below 2^53 and digits differ by at most 3: no overflow.
    const int shift = base_digits - minor_digits(rate.currency);
    for (int i = 0; i < shift; ++i) entry.numerator *= 10;
    for (int i = 0; i > shift; --i) entry.denominator *= 10;
    entries_.push_back(entry);
  }
  keyplan::sort(entries_);
}

Rates::Converted Rates::convert(Money money, Date day) const {
  if (money.currency == base_) return {money.minor, Problem::too_large};
  const auto after = std::ranges::upper_bound(
      entries_, std::pair(money.currency, day), {},
      [](const Entry& entry) { return std::pair(entry.currency, entry.from); });
  if (after == entries_.begin() || std::prev(after)->currency != money.currency) {
    return {std::nullopt, Problem::missing_rate};
  }
  const Entry& rate = *std::prev(after);
  return {scaled(money.minor, rate.numerator, rate.denominator), Problem::too_large};
}

Date quarter_start(int fiscal_year, int start_month, int quarter) {
  const int first_year = start_month > 1 ? fiscal_year - 1 : fiscal_year;
  const int month = start_month - 1 + quarter * 3;
  return date_of(first_year + month / 12, month % 12 + 1, 1).value_or(Date{});
}

Date last_day(Period period, int start_month) {
  if (period.month == 0) {
    const Date next = quarter_start(period.year, start_month, 4);
    return next ? Date{next.days - 1} : *date_of(9999, 12, 31);
  }
  const bool december = period.month == 12;
  const auto next =
      date_of(december ? period.year + 1 : period.year, december ? 1 : period.month + 1, 1);
  return next ? Date{next->days - 1} : *date_of(9999, 12, 31);
}

Context context_of(const Plan& plan, Date today) {
  Context context{.today = today, .base = base_currency(plan)};
  context.start_month = plan.fiscal_start_month();
  const Period chosen = plan.settings().plan_year;
  context.plan_year_chosen = static_cast<bool>(chosen);
  context.plan_year =
      chosen ? fiscal_year(chosen, context.start_month) : fiscal_year(today, context.start_month);
  context.plan_start = fiscal_year_start(context.plan_year, context.start_month);
  context.plan_end =
      last_day(Period{static_cast<std::int16_t>(context.plan_year)}, context.start_month);
  for (int q = 0; q < 4; ++q) {
    context.quarters[static_cast<std::size_t>(q)] =
        quarter_start(context.plan_year, context.start_month, q);
  }
  context.rates = Rates(plan, context.base);
  return context;
}

void add_gap(std::vector<Gap>& gaps, const Gap& gap) {
  const auto same = std::ranges::find_if(gaps, [&](const Gap& known) {
    return known.currency == gap.currency && known.problem == gap.problem;
  });
  if (same == gaps.end()) {
    gaps.push_back(gap);
    return;
  }
  same->amounts += gap.amounts;
  if (std::pair(gap.first, gap.example) < std::pair(same->first, same->example)) {
    same->first = gap.first;
    same->example = gap.example;
  }
}

std::string sentence(const Gap& gap) {
  const std::string amounts = counted(gap.amounts, "amount in ", "amounts in ") +
                              to_text(gap.currency) +
                              (gap.amounts == 1 ? " is left out: " : " are left out: ");
  if (gap.problem == Rates::Problem::too_large) return amounts + "too large to convert.";
  return amounts + "no exchange rate on " + date_text(gap.first) + ".";
}

}  // namespace keyplan::analysis
