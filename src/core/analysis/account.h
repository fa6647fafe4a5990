// The numbers of one account: revenue by fiscal year, deals, actions, what needs somebody.
// Everything here depends only on the account, the records that belong to it and the context, so it
// is cached by the account's revision. All amounts are minor units of the base currency.
//
// Revenue of a year is the sum of the revenue entries whose year or month lies in that fiscal year,
// converted at the rate of the period's last day. An account is a customer in a year when that sum
// is above zero. A deal is converted at the rate of its close date, or of today while it has none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/checks.h"
#include "core/analysis/context.h"
#include "core/analysis/exact.h"
#include "core/analysis/formulas.h"
#include "core/model/plan.h"

namespace keyplan::analysis {

inline constexpr std::size_t revenue_kinds = 5;  // RevenueKind without unset, which is existing
std::size_t kind_index(model::RevenueKind kind);

struct YearRevenue {
  int year = 0;
  Sum total;
  std::array<Sum, revenue_kinds> by_kind;  // by kind_index
  Sum cost;
  Sum revenue_with_cost;  // of the entries that name a cost
  friend bool operator==(const YearRevenue&, const YearRevenue&) = default;
};

/// What an open deal adds to the plan year.
///
/// Where the deal's own type does not say it: a deal of an account without revenue before the plan
/// year is a new customer; otherwise a deal about an offering the account has not bought is
/// cross-sell and any other is up-sell. Deals of type "existing" and "renewal" keep revenue that is
/// predicted anyway: they are `kept` and no part of net new.
enum class Adds : std::uint8_t { new_customer, cross_sell, up_sell, kept };
inline constexpr std::size_t adds_count = 4;

struct PipelinePart {
  std::uint32_t deals = 0;
  Sum amount;
  Sum weighted;  // amount x probability, each deal rounded to the minor unit
  friend bool operator==(const PipelinePart&, const PipelinePart&) = default;
  PipelinePart& operator+=(const PipelinePart& other);
};

/// Open deals. Those that close after the plan year are `later`; those without a close date and
/// those whose close date has passed can still close in it and count.
struct Pipeline {
  std::array<PipelinePart, adds_count> parts;  // by Adds
  PipelinePart later;
  Sum to_new_customers;          // weighted cross-sell and up-sell to customers won this year
  std::array<Sum, 4> quarters;   // weighted net new by quarter of the plan year, dated deals only
  std::uint32_t undated = 0;     // without a close date
  std::uint32_t past_close = 0;  // close date before today
  std::uint32_t unpriced = 0;    // without an amount

  PipelinePart all() const;      // of the plan year
  PipelinePart net_new() const;  // without `kept`
  Pipeline& operator+=(const Pipeline& other);
  friend bool operator==(const Pipeline&, const Pipeline&) = default;
};

/// One open deal as it counts in the pipeline.
struct OpenDeal {
  model::Id id;
  std::int64_t amount = 0;  // 0 without an amount or a rate
  model::Percent chance;
  Adds adds = Adds::new_customer;
  bool later = false;  // closes after the plan year
};

struct Deals {
  std::array<std::uint32_t, 7> by_stage{};  // by model::Stage
  Sum open_amount;
  Sum won_value;
  Sum lost_value;
  std::uint32_t won_priced = 0;  // won deals with an amount
  Sum won_this_year;             // closed in the plan year
  Deals& operator+=(const Deals& other);
  friend bool operator==(const Deals&, const Deals&) = default;

  std::uint32_t all() const;
  std::uint32_t open() const;
  std::uint32_t won() const { return by_stage[static_cast<std::size_t>(model::Stage::won)]; }
  std::uint32_t lost() const { return by_stage[static_cast<std::size_t>(model::Stage::lost)]; }
};

struct AccountResult {
  model::Id id;                    // 0 = the records without an account
  std::vector<YearRevenue> years;  // ascending; only years with entries
  int first_year = 0;              // first year as a customer; 0 = never
  Deals deals;
  Pipeline pipeline;
  std::vector<std::int64_t> cycle_days;  // created to won, of every won deal with both dates

  std::uint32_t actions = 0;  // all of them
  std::uint32_t open_actions = 0;
  std::uint32_t overdue_actions = 0;
  model::Id next_action;  // the open one due first; undated ones last
  model::Date next_due;
  model::Date last_activity;  // contact with a person, deal or action done, not after today
  std::uint32_t people = 0;
  std::optional<int> renewal_in_days;

  model::Id parent;
  bool gone = false;  // records point to it, but there is no such account
  std::uint32_t revenue_entries = 0;
  std::vector<Gap> revenue_gaps;
  std::vector<Gap> deal_gaps;
  /// Of operational rules. Without revenue_finding(), which needs the portfolio's base year;
  /// Cache::operational(id) has all of them, sorted. Cache adds faults of the parent.
  std::vector<Finding> findings;

  const YearRevenue* year(int fiscal_year) const;
  Sum revenue(int fiscal_year) const;
  std::uint32_t records() const { return revenue_entries + deals.all() + actions + people; }
  /// A customer of earlier years, as opposed to one won in the plan year.
  bool is_new_in(int plan_year) const { return first_year == 0 || first_year >= plan_year; }
};

/// `into` keeps its memory, so recomputing many accounts allocates little.
void compute_account(const model::Plan& plan, model::Id account, const Context& context,
                     AccountResult& into);

/// The deals behind AccountResult::pipeline, by id.
std::vector<OpenDeal> open_deals(const model::Plan& plan, model::Id account,
                                 const Context& context);

/// Growth of the base year over the year before, where the account was a customer in the latter.
Ratio account_growth(const AccountResult& account, int base_year);
/// What only the portfolio's base year shows: revenue that is gone or falling.
std::optional<Finding> revenue_finding(const AccountResult& account, int base_year);

/// Renewals nearer than this want an open action.
inline constexpr int renewal_notice_days = 90;
/// Revenue that fell by more than this share is a risk.
inline constexpr double falling_revenue = 0.05;

}  // namespace keyplan::analysis
