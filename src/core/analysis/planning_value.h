// What planning is worth: how planned accounts do against the others, and existing customers
// against new ones. It tells what goes together, not what causes what.
//
// - Planned: an account with at least one goal (not dropped) and at least one action (done or not),
//   so that its plan says what shall be true and who does what about it.
// - Of an existing customer: a deal of type existing, cross-sell, up-sell or renewal. To a new one:
//   of type new customer. Where the type is not said: of an existing customer when the account had
//   revenue before the fiscal year in which the deal was closed (without a close date: before the
//   plan year). A deal without an account and without a type counts on neither side.
// Win rates are by count of won and lost deals.
#pragma once

#include <cstdint>
#include <vector>

#include "core/analysis/cache.h"

namespace keyplan::analysis {

bool is_planned(const model::Plan& plan, model::Id account);

struct PlanningSide {
  std::uint32_t accounts = 0;
  std::uint32_t won = 0;
  std::uint32_t lost = 0;
  std::int64_t revenue = 0;  // of the base year
  std::int64_t before = 0;   // of the year before
  bool overflowed = false;
  Ratio win_rate() const { return analysis::win_rate(won, lost); }
  Ratio growth() const { return overflowed ? std::nullopt : analysis::growth(revenue, before); }
};

struct PlanningValue {
  PlanningSide planned;
  PlanningSide unplanned;
  std::uint32_t existing_won = 0, existing_lost = 0;
  std::uint32_t new_won = 0, new_lost = 0;
  std::uint32_t unclear = 0;  // closed deals on neither side
  int base_year = 0;
};
PlanningValue planning_value(const model::Plan& plan, const Cache& cache);

/// planned_accounts, win_rate_planned, win_rate_unplanned, win_rate_lift, growth_planned,
/// growth_unplanned, growth_lead, win_rate_existing, win_rate_new, existing_new_multiple.
std::vector<Figure> planning_figures(const PlanningValue& value, const Context& context);

}  // namespace keyplan::analysis
