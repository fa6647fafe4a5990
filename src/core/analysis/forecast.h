// The forecast of the plan year and the way back from its goal, for the whole plan or one account.
// Pure arithmetic on a handful of numbers: cheap enough for every frame while a lever is dragged.
//
//   existing = base x (1 - churn) x (1 + price rise)
//   net new  = new customers + cross-sell + up-sell; each is the plan of the settings, or what is
//              booked already in the year plus the weighted open pipeline of the year
//   forecast = existing + net new
//   gap      = goal - forecast; negative when the goal is passed
//   need     = gap / win rate, deals = ceil(need / average deal), spread over the quarters left
//
// A lever set in the settings replaces the value derived from the plan's data; one given in Levers
// replaces both. Churn that is not known yet counts as none, a price rise that is not set as well;
// the explanation says so.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/analysis/portfolio.h"

namespace keyplan::analysis {

/// Values tried out on the screen. Fractions; amounts in minor units of the base currency.
struct Levers {
  std::optional<double> price_uplift;
  std::optional<double> churn;
  std::optional<double> win_rate;
  std::optional<std::int64_t> average_deal;
  std::optional<std::int64_t> planned_new;
  std::optional<std::int64_t> planned_cross_sell;
  std::optional<std::int64_t> planned_up_sell;
  std::optional<std::int64_t> goal;
};

enum class Origin : std::uint8_t { unknown, derived, settings, tried };

template <class T>
struct Lever {
  std::optional<T> value;
  Origin origin = Origin::unknown;
  std::optional<T> derived;  // what the plan's data alone gives
};

struct ForecastBase {
  model::Currency currency;
  model::Date today;
  int start_month = 1;
  int plan_year = 0;
  int base_year = 0;  // 0 = base is empty
  bool is_account = false;
  std::optional<std::int64_t> base;  // revenue of the base year
  bool overflowed = false;           // a sum did not fit; every result is then empty

  Lever<double> price_uplift;
  Lever<double> churn;
  Lever<double> win_rate;
  Lever<std::int64_t> average_deal;
  std::array<Lever<std::int64_t>, 3> net_new;  // by Adds; derived = booked + weighted
  Lever<std::int64_t> goal;

  std::array<std::int64_t, 3> booked{};
  std::array<std::int64_t, 3> weighted{};
  std::int64_t to_new_customers = 0;  // derived: cross-sell and up-sell to customers won this year
  std::int64_t kept = 0;              // weighted renewals and existing business: part of `existing`
  std::int64_t pipeline = 0;          // unweighted net new amounts of the year
  std::array<std::int64_t, 4> weighted_by_quarter{};
};

struct Quarter {
  model::Date start;
  model::Date end;                   // last day
  bool over = false;                 // ended before today
  std::int64_t weighted = 0;         // open pipeline that closes in it
  std::optional<std::int64_t> need;  // share of the pipeline to add
  std::optional<std::int64_t> deals;
};

struct Forecast {
  std::optional<std::int64_t> base;
  std::int64_t churn = 0;  // what goes, not above zero
  std::int64_t price = 0;
  std::optional<std::int64_t> existing;
  std::array<std::int64_t, 3> net_new_parts{};  // by Adds
  std::int64_t net_new = 0;
  std::optional<std::int64_t> total;  // empty without base and without net new
  std::optional<std::int64_t> goal;
  std::optional<std::int64_t> gap;
  std::optional<std::int64_t> need;
  std::optional<std::int64_t> deals;
  std::optional<std::int64_t> remaining_quota;  // goal - existing - booked: still to be sold
  Ratio coverage;                               // pipeline / remaining quota
  Ratio coverage_required;                      // 1 / win rate
  std::array<Quarter, 4> quarters;
};

ForecastBase forecast_base(const model::Plan& plan, const Portfolio& portfolio,
                           const Context& context);
/// Of one account: its own revenue and pipeline, the plan's churn, price rise, win rate and average
/// deal, and the part of the goal that its share of last year's revenue stands for.
ForecastBase forecast_base(const AccountResult& account, const Portfolio& portfolio,
                           const ForecastBase& plan_base);
/// The same of some accounts of the whole portfolio.
ForecastBase forecast_base(const Portfolio& part, const Portfolio& whole,
                           const ForecastBase& plan_base);

ForecastBase with_levers(ForecastBase base, const Levers& tried);
Forecast forecast(const ForecastBase& base);
/// Only its total: for many accounts at once.
std::optional<std::int64_t> forecast_total(const ForecastBase& base);

}  // namespace keyplan::analysis
