// What happens to the plan year when the changes of a scenario come true, beside what the plan
// expects. History stays as it was: churn, win rate and average deal of the past are not rewritten.
//
// What each type of change reads, and what it does:
//
//   lose account     account, percent   the share of its revenue that goes, and of its branches';
//                                       empty = all of it
//   sector shock     sector, percent    the share lost by every account of the sector
//   region shock     region, percent    the same of a region
//   manager leaves   member, percent    the share lost by every account they own; empty = a share
//                                       at risk from what speaks against a new manager (below)
//   price change     percent            multiplies: price rise' = (1 + rise)(1 + percent) - 1
//   churn change     percent            points added to the churn, within 0 to 100 %
//   win-rate change  percent            points added to the win rate, within 0 to 100 %
//
// Names of sectors and regions are compared without case and accents.
//
// Changes that hit the same account multiply what survives, in whatever order they were entered: a
// loss of 20 % and one of 50 % leave 0.8 x 0.5 = 40 %, and a lost account stays lost. What survives
// is rounded to a billionth. The open pipeline of an account shrinks with it, and by new win rate /
// old win rate when that changes; a planned amount of net new sales loses what the pipeline behind
// it loses, not below zero. Bookings of the year are made and stay. An account without revenue has
// none to lose.
//
// Share at risk when a manager leaves and nothing is entered: 10 % of an account, and 10 points for
// every reason against a new manager (departure.h), at most 50 %. That is a convention to think
// with, no measured rate; the reasons are told.
//
// Needed to make up for it: pipeline to refill = revenue lost / win rate, deals = refill / average
// deal, accounts = revenue lost / revenue of the average account of tier Growth; rounded up. All of
// these with the win rate of the scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/departure.h"

namespace keyplan::analysis {

/// A change to be evaluated: a record of the plan, or one that is only tried out (no id).
struct TriedChange {
  model::Id id;
  model::ScenarioChange data;
};
/// In their order; those without one last, by id.
std::vector<TriedChange> changes_of(const model::Plan& plan, model::Id scenario);

/// A change that cannot count as it stands.
struct ScenarioGap {
  enum class Problem : std::uint8_t {
    no_type,
    no_target,      // nothing is entered where it must be
    target_gone,    // the reference points nowhere
    nothing_there,  // no account is in that sector or region, or owned by the member
    no_percent,
    out_of_range,  // counted as the nearest possible
    no_win_rate    // there is none that could change
  };
  model::Id change;  // none when it is only tried out
  Problem problem = Problem::no_type;
  std::string sentence;
  friend bool operator==(const ScenarioGap&, const ScenarioGap&) = default;
};

/// What is left of a whole, in billionths.
struct Survival {
  static constexpr std::int64_t whole = 1'000'000'000;
  std::int64_t billionths = whole;
  double fraction() const { return static_cast<double>(billionths) / 1e9; }
  std::int64_t of(std::int64_t amount) const;
  friend bool operator==(Survival, Survival) = default;
};

/// An account that is hit. Amounts are minor units of the base currency.
struct AccountEffect {
  model::Id account;
  Survival survival;
  std::vector<model::Id> changes;           // that hit it, sorted; tried ones are not named
  std::int64_t revenue = 0;                 // of the base year
  std::int64_t revenue_lost = 0;            // of it
  std::optional<std::int64_t> margin_lost;  // of revenue whose cost is known
  std::uint32_t deals_lost = 0;             // open ones; none unless the whole account goes
  std::int64_t pipeline_lost = 0;           // of open deals, whenever they close
  std::int64_t weighted_lost = 0;           // of the plan year's net new pipeline
  friend bool operator==(const AccountEffect&, const AccountEffect&) = default;
};

/// An account of a manager who leaves.
struct Exposed {
  model::Id account;
  std::int64_t revenue = 0;  // of the base year
  double at_risk = 0;        // the share that counts as lost
  std::vector<std::string> reasons;
};
struct Leaver {
  model::Id change;
  MemberLeaves leaves;  // whom to call, what to hand over
  std::vector<Exposed> accounts;
  std::int64_t exposed = 0;  // their revenue
};

struct ScenarioOutcome {
  model::Id scenario;  // none when it is only tried out
  std::vector<ScenarioGap> gaps;
  std::vector<AccountEffect> accounts;  // hit ones, the most revenue lost first, then by id
  std::vector<Leaver> leavers;

  Sum revenue_lost;  // of the base year
  Sum margin_lost;
  std::uint32_t accounts_lost = 0;  // hit ones with nothing left
  std::uint32_t with_margin = 0;    // hit ones whose cost is known
  std::uint32_t deals_lost = 0;
  Sum pipeline_lost;
  Sum weighted_lost;

  ForecastBase before_base;
  Forecast before;
  ForecastBase base;
  Forecast forecast;
  Portfolio concentration;  // only shares: top, shares_total, concentration_index, shown_year

  std::optional<std::int64_t> refill;  // pipeline
  std::optional<std::int64_t> deals_needed;
  std::optional<std::int64_t> average_growth;  // base-year revenue of an account of tier Growth
  std::optional<std::int64_t> accounts_needed;
  std::uint32_t growth_accounts = 0;  // that are customers and not hit
  Ratio share_lost;                   // of the base year's revenue

  /// What is left of an account. Looks through all that are hit.
  Survival survival_of(model::Id account) const;
};

/// `cache` is refreshed for `plan`. A scenario without changes, or that is not there, is the plan.
ScenarioOutcome evaluate_scenario(const model::Plan& plan, model::Id scenario, const Cache& cache);
/// Of changes that need not be in the plan: what is tried out on the screen.
ScenarioOutcome evaluate_changes(const model::Plan& plan, std::span<const TriedChange> changes,
                                 const Cache& cache);

/// The figures of a scenario: scenario_revenue_lost, scenario_share_lost, scenario_margin_lost,
/// scenario_accounts_lost, scenario_deals_lost, scenario_pipeline_lost, scenario_weighted_lost,
/// scenario_forecast_change, scenario_gap_change, scenario_refill, scenario_deals_to_recover,
/// scenario_accounts_to_recover, scenario_exposed; top_1_share, top_3_share, top_5_share,
/// top_10_share, hhi and key_accounts after it; and those of forecast_figures() for it.
std::vector<Figure> scenario_figures(const model::Plan& plan, const ScenarioOutcome& outcome);

/// As entered; else missing without text, and a draft with it.
model::LossPlanStatus loss_plan_status(const model::Scenario& scenario);

}  // namespace keyplan::analysis
