// What the trials of a simulation say together, and what moves the result most.
//
// A percentile is a result that was drawn: P10 is the smallest one that at least 10 % of the trials
// do not exceed (nearest rank), so one trial in ten ends at or below it. The chance to reach the
// goal is the share of trials that end at or above it; its standard error is
// sqrt(chance (1 - chance) / trials).
//
// A driver is what would happen to the mean if one thing alone came out low or high, everything
// else as expected; in closed form, so that small drivers are not lost in the noise of the trials:
//   churn           the mean of past yearly rates less and plus 1.28 standard deviations (P10,
//   P90);
//                   a quarter of the rate where fewer than two years are known
//   win rate        less and plus 1.28 standard errors of so many closed deals; a quarter of the
//                   rate where it is not made of deals
//   prices          a point less and more than planned
//   account         lost, and kept; the `largest` whose loss would cost most
//   deal            lost, and won; the `largest` for which that is most
//   sector, region  its shock at P10 and P90
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/explained.h"
#include "core/simulation/inputs.h"
#include "core/simulation/simulate.h"

namespace keyplan::simulation {

/// Bars of equal, round width; `counts[i]` results are from `from + i x width` up to the next one.
struct Histogram {
  std::int64_t from = 0;
  std::int64_t width = 1;
  std::vector<std::uint32_t> counts;
};

/// Amounts in minor units.
struct Summary {
  std::uint64_t simulation = 0;  // fingerprint of the prepared bytes
  std::uint64_t trials = 0;
  std::int64_t mean = 0;
  std::int64_t p10 = 0;
  std::int64_t p50 = 0;
  std::int64_t p90 = 0;
  std::int64_t least = 0;
  std::int64_t most = 0;
  double standard_error = 0;  // of the mean
  std::optional<std::int64_t> goal;
  std::optional<double> goal_chance;
  double goal_chance_error = 0;
  Histogram histogram;
};

/// Parts made by run(), in any order and of any sizes: the same trials give the same summary.
/// Errors: those of merge_parts().
std::expected<Summary, model::Error> merge(std::span<const std::string_view> parts);
Summary summarize(Samples samples);

struct Driver {
  enum class What : std::uint8_t { churn, win_rate, price, account, deal, sector, region };
  What what = What::churn;
  model::RecordKey record;    // of accounts and deals
  std::string name;           // of sectors and regions
  std::int64_t expected = 0;  // the mean, for comparison
  std::int64_t low = 0;       // the mean when it comes out low: less of it, or lost
  std::int64_t high = 0;
  std::string low_text;  // "8.2%", "Lost"
  std::string high_text;
  std::string reason;          // a sentence: where low and high come from
  std::int64_t swing() const;  // |high - low|
};
inline constexpr std::size_t largest = 5;

/// The largest swing first; what moves nothing is left out.
std::vector<Driver> drivers_of(const Inputs& inputs);

/// simulation_p10, simulation_p50, simulation_p90, simulation_mean, simulation_goal_chance; and
/// driver_1, driver_2, ... for each driver: how far apart it can put the result.
std::vector<analysis::Figure> simulation_figures(const model::Plan& plan, const Inputs& inputs,
                                                 const Summary& summary,
                                                 std::span<const Driver> drivers);

}  // namespace keyplan::simulation
