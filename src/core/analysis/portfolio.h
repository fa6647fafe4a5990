// The numbers of the whole plan: a fold over the accounts' results, in any order the same.
//
// Definitions used everywhere:
// - plan year Y: context.h.
// - base year B: the latest fiscal year up to Y-1 that has revenue; normally Y-1. "Last year" means
// B.
//   An imported history may end long before Y-1; every figure that uses B says which year it is.
// - shown year: B, or Y while nothing earlier is recorded. Shares and concentration are of this
// year.
// - customer of a year: an account whose revenue of the year is above zero. A branch is an account
// of
//   its own.
// - from year y-1 to y, over the customers of y-1 (the cohort): lost = all revenue of those with
// none
//   in y; contraction = what the others spend less; expansion = what the others spend more. Revenue
//   in y of accounts that were no customers in y-1 is `arrived` (new, or back again).
//   So revenue(y) = opening - lost - contraction + expansion + arrived, while no year is negative.
// - churn of a year, for the forecast: (lost + contraction) / opening, which is 1 - GRR. The share
// of
//   lost customers alone is told apart. Average churn is over the last three such years up to B
//   (fewer while there is less history).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/account.h"

namespace keyplan::analysis {

struct YearTotal {
  int year = 0;
  Sum revenue;
  std::array<Sum, revenue_kinds> by_kind;
  Sum cost;
  Sum revenue_with_cost;
  std::uint32_t customers = 0;
  // Against the year before:
  Sum opening;
  Sum lost;
  Sum contraction;
  Sum expansion;
  Sum arrived;
  std::uint32_t opening_customers = 0;
  std::uint32_t lost_customers = 0;
  std::uint32_t arrived_customers = 0;

  Cohort cohort() const { return {opening.value, expansion.value, contraction.value, lost.value}; }
  bool overflowed() const;
  friend bool operator==(const YearTotal&, const YearTotal&) = default;
};

/// Revenue of the plan year that is recorded already and is no existing business.
struct Booked {
  std::array<Sum, 3> by_kind;  // by Adds: new customer, cross-sell, up-sell
  Sum to_new_customers;        // the part of cross-sell and up-sell
  Booked& operator+=(const Booked& other);
  friend bool operator==(const Booked&, const Booked&) = default;
};

Booked booked_of(const AccountResult& account, int plan_year);

struct Share {
  model::Id account;
  std::int64_t revenue = 0;
  friend bool operator==(const Share&, const Share&) = default;
};

struct Portfolio {
  model::Date today;
  model::Currency base;
  int start_month = 1;
  int plan_year = 0;
  bool plan_year_chosen = false;
  int base_year = 0;   // 0 = no revenue before the plan year
  int shown_year = 0;  // 0 = no revenue at all

  std::uint32_t accounts = 0;
  std::vector<YearTotal> years;  // ascending; years with revenue or lost customers
  Deals deals;
  Pipeline pipeline;
  Booked booked;
  std::uint32_t deals_without_account = 0;
  Sum cycle_sum;
  std::int64_t cycle_count = 0;
  Ratio cycle_median;

  std::vector<Share> top;     // the ten largest of the shown year, largest first
  std::vector<Share> shares;  // all customers of the shown year, in no particular order
  Sum shares_total;
  Ratio concentration_index;

  std::uint32_t open_actions = 0;
  std::uint32_t overdue_actions = 0;
  std::uint32_t accounts_at_risk = 0;   // worst finding is a risk
  std::uint32_t accounts_to_check = 0;  // worst finding is a check
  std::uint32_t renewals_soon = 0;      // within renewal_notice_days
  std::vector<Gap> revenue_gaps;
  std::vector<Gap> deal_gaps;

  const YearTotal* year(int fiscal_year) const;
  Sum revenue(int fiscal_year) const;
  /// Revenue of the n largest customers / of all; n up to 10.
  Ratio top_share(std::size_t n) const;
  /// The years averaged for churn, latest first: up to three that end with the base year.
  /// A year without any customer is a hole in the records and no churn.
  std::vector<const YearTotal*> churn_years() const;
  Ratio share_of(const AccountResult& account) const;
  Ratio share_of(const Sum& shown_revenue) const;
};

/// Shares from which an account counts as key, one for each measure: what the plan sets, else that
/// of revenue, usually 10 %.
struct KeyShares {
  double revenue = 0.10, profit = 0.10, offering = 0.10;
  friend bool operator==(const KeyShares&, const KeyShares&) = default;
};
KeyShares key_shares(const model::Settings& settings);
std::string key_share_text(double share);              // "10%", "2.5%"
std::string key_shares_text(const KeyShares& shares);  // "10%", or each with its measure

Portfolio fold(std::span<const AccountResult> accounts, const Context& context);
/// Of some of the accounts of `whole`: base year and shown year are its own, and a year up to them
/// in which all of these were lost is there too.
Portfolio fold_part(std::span<const AccountResult* const> accounts, const Portfolio& whole,
                    const Context& context);

}  // namespace keyplan::analysis
