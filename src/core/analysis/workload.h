// Time and money for accounts against what the team has: hours planned or usual for the tier, and
// budgets, for every manager.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/account.h"
#include "core/analysis/portfolio.h"

namespace keyplan::analysis {

/// Hours a year for one account of a tier, as set in the settings, or the usual ones.
std::int64_t tier_hours(const model::Settings& settings, model::Tier tier);

struct Workload {
  model::Id member;  // 0: accounts without an owner
  std::uint32_t accounts = 0;
  std::uint32_t targeted = 0;
  std::int64_t hours = 0;         // of accounts, those of the tier where none are entered
  std::int64_t action_hours = 0;  // effort of open actions that are due by the end of the plan year
  std::optional<std::int64_t> capacity;
  Ratio load;               // hours / capacity
  std::int64_t budget = 0;  // planned for accounts, minor units of the base currency
  std::optional<std::int64_t> budget_limit;
  std::int64_t revenue = 0;
  std::uint32_t unconverted = 0;  // budgets without an exchange rate, left out
  bool over_capacity() const { return load && *load > 1; }
  bool over_budget() const { return budget_limit && budget > *budget_limit; }
};
/// Of everybody who owns an account or has a capacity, by name; accounts without an owner last.
std::vector<Workload> workloads(const model::Plan& plan, std::span<const AccountResult> accounts,
                                const Portfolio& portfolio, const Context& context);

}  // namespace keyplan::analysis
