// What a simulation of the plan year draws from, made from the plan and a scenario.
//
// One trial is one way in which the year could go:
//
//   existing = sum over accounts of  base x stays x growth x sector shock x region shock
//   deals    = sum over open deals of the year of  amount x won
//   result   = existing x (1 + price rise) + deals + fixed
//
// - base: revenue of the base year, less what the scenario takes (scenario.h).
// - stays: 0 with the account's chance to be lost, else 1. The chance of all is the churn of the
//   forecast x the part of past churn that was lost customers; contraction is in the growth.
//   Accounts our own judgement calls at risk have it 1.5 (watch), 2.5 (serious) and 4 times
//   (critical), and all are scaled so that the mean, weighted by revenue, stays; none above 95 %.
// - growth: lognormal. What is expected of all together is (1 - churn) / (1 - chance to be lost),
// as
//   in the forecast; what more they buy is in the deals. Own history moves an account from there:
//   the logarithms of its yearly growth (existing business of a year / revenue of the year before,
//   the last `history_years` pairs of years up to the base year) are compared with the mean of all,
//   and n of them count n / (n + `prior_years`). So an account with one good year is not believed
//   much, and one without history is average. The variance is shrunk alike: (prior_years x
//   variance of all + sum of own squares) / (prior_years + n - 1); without any history its root is
//   `usual_spread`.
// - shocks: lognormal with mean 1, one for each sector and each region, the same for all its
// accounts
//   in a trial: that is what makes accounts fall together. Their spreads are assumptions.
// - won: 1 with the deal's own probability or its stage's, x what is left of its account in the
//   scenario x new / old win rate. Deals that keep existing business are no part of it.
// - fixed: net new revenue booked already; and what is planned in the settings beyond bookings and
//   weighted pipeline.
//
// The mean is therefore near the forecast, and the spread is what the forecast does not tell.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/scenario.h"
#include "core/model/error.h"

namespace keyplan::simulation {

struct Options {
  std::uint64_t seed = 1;
  double sector_spread = 0.08;  // standard deviation of the logarithm
  double region_spread = 0.04;
  double usual_spread = 0.15;
  double prior_years = 3;
  int history_years = 5;
};

/// A worker keeps a kilobyte for each. Names beyond it, the last ones by name, have no shock.
inline constexpr std::uint32_t max_shocks = 60'000;

struct AccountInput {
  model::Id id;
  std::int64_t base = 0;
  double loss_chance = 0;
  double growth = 1;                    // expected factor, of those who stay
  double spread = 0;                    // standard deviation of its logarithm
  int history = 0;                      // yearly growths it is made of
  std::optional<std::uint32_t> sector;  // index into shocks
  std::optional<std::uint32_t> region;
  friend bool operator==(const AccountInput&, const AccountInput&) = default;
};

struct DealInput {
  model::Id id;
  model::Id account;
  std::int64_t amount = 0;
  double chance = 0;
  friend bool operator==(const DealInput&, const DealInput&) = default;
};

struct ShockInput {
  std::string name;  // of the sector or region, as the first account writes it
  bool is_region = false;
  std::uint64_t stream = 0;  // the same name has the same luck in every plan
  double spread = 0;
  friend bool operator==(const ShockInput&, const ShockInput&) = default;
};

/// In a fixed order, whatever order the plan has its records in. Amounts are minor units of the
/// base currency.
struct Inputs {
  Options options;
  model::Currency currency;
  model::Date today;
  int plan_year = 0;
  int base_year = 0;
  double price_rise = 0;
  double churn = 0;                    // of the forecast
  double lost_part = 1;                // of past churn that was lost customers
  std::optional<double> churn_spread;  // standard deviation of the yearly churn rates
  std::optional<double> win_rate;      // of the scenario
  std::uint32_t closed_deals = 0;      // that the plan's win rate is made of
  std::int64_t fixed = 0;
  std::optional<std::int64_t> goal;
  std::optional<std::int64_t> forecast;  // of the scenario, to compare
  std::vector<AccountInput> accounts;    // by id
  std::vector<DealInput> deals;          // by id
  std::vector<ShockInput> shocks;        // sectors by name, then regions by name
};

/// `cache` is refreshed for `plan`, and `outcome` is of both: evaluate_changes(plan, {}, cache) is
/// the plan itself. Error: amounts too large to be added up.
std::expected<Inputs, model::Error> inputs_of(const model::Plan& plan, const analysis::Cache& cache,
                                              const analysis::ScenarioOutcome& outcome,
                                              const Options& options);

/// The mean of all trials in closed form: the sum of what is expected of every part.
double expected_result(const Inputs& inputs);

/// Standard functions that give the same bits on every target, for what is prepared once; within a
/// few units in the last place. The logarithm is of positive numbers.
double exact_log(double number);
double exact_exp(double number);

}  // namespace keyplan::simulation
