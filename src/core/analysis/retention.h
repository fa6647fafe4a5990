// Keeping customers, over the whole plan: what was lost and why, year by year, what ends or renews
// when, and which accounts are at risk. Amounts are minor units of the base currency.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/account_plan.h"
#include "core/analysis/cache.h"

namespace keyplan::analysis {

// Losses
// ------------------------------------------------------------------------------------------

/// A loss counts in the fiscal year of its date, at the rate of that day. What the revenue says was
/// lost is told beside what somebody has noted, so that losses without a reason come to light.
struct LossYear {
  int year = 0;  // 0: losses without a date
  std::uint32_t losses = 0;
  Sum noted;
  std::optional<std::int64_t> gone;         // lost and contracted revenue, of years that are over
  std::optional<std::int64_t> unexplained;  // of it, more than was noted
  Ratio churn;
};

struct LossesByReason {
  model::LossReason reason = {};
  std::uint32_t losses = 0;
  Sum amount;
  Ratio share;               // of the amount of all losses
  std::vector<Sum> by_year;  // by Losses::years
  std::vector<std::uint32_t> losses_by_year;
};

struct RootCause {
  std::string text;  // as first written; upper and lower case and accents make no difference
  std::uint32_t losses = 0;
  Sum amount;
  std::vector<model::Id> accounts;  // each once
};

struct Losses {
  std::vector<LossYear> years;          // ascending; only those with losses or churn
  std::vector<LossesByReason> reasons;  // largest amount first
  std::vector<RootCause> causes;        // the most frequent first
  std::uint32_t losses = 0;
  Sum amount;
  std::uint32_t without_reason = 0;
  std::uint32_t without_cause = 0;
  std::uint32_t unpriced = 0;     // without an amount
  std::uint32_t unconverted = 0;  // without an exchange rate on their day; left out of amounts
  const LossYear* year(int fiscal_year) const;
};
Losses losses_of(const model::Plan& plan, const Cache& cache);

// Contracts and renewals
// --------------------------------------------------------------------------

/// A contract that ends, or an account's renewal on a day on which none of its contracts does.
struct Ending {
  model::RecordKey record;  // contract or account
  model::Id account;
  model::Date start;  // of the contract, as far as it is known
  model::Date end;
  model::Date notice_by;
  bool renews = false;                 // by itself
  std::optional<std::int64_t> amount;  // of a year: the contract's, or last year's revenue
  model::AtRisk at_risk = {};          // of the account
};
/// Today or later, the next one first.
std::vector<Ending> endings_of(const model::Plan& plan, const Cache& cache);

// Accounts at risk
// --------------------------------------------------------------------------------

struct AccountAtRisk {
  model::Id account;
  model::AtRisk severity = {};
  std::int64_t revenue = 0;  // of the base year
  std::optional<Deadline> next_end;
  std::uint32_t open_actions = 0;
};
/// Those marked so, the most severe first, then by revenue.
std::vector<AccountAtRisk> accounts_at_risk(const model::Plan& plan, const Cache& cache);

// Key figures
// -------------------------------------------------------------------------------------

/// revenue_gone, revenue_gone_explained, ends_soon, revenue_at_risk.
std::vector<Figure> retention_figures(const Losses& losses, const std::vector<Ending>& endings,
                                      const std::vector<AccountAtRisk>& at_risk,
                                      const Cache& cache);

}  // namespace keyplan::analysis
