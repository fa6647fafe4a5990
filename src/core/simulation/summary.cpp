#include "core/simulation/summary.h"

#include <algorithm>
#include <cmath>

#include "core/model/display.h"

namespace keyplan::simulation {

using namespace model;
using analysis::nearest;

namespace {

constexpr std::size_t most_bars = 40;

std::int64_t percentile(std::span<const std::int64_t> sorted, std::uint64_t percent) {
  const std::uint64_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::uint64_t>(rank, 1) - 1];
}

/// The smallest of 1, 2, 5, 10, 20, ... that is not below a number.
std::int64_t round_up(std::uint64_t number) {
  std::uint64_t power = 1;
  while (true) {
    for (const std::uint64_t digit : {1U, 2U, 5U}) {
      if (digit * power >= number) return static_cast<std::int64_t>(digit * power);
    }
    power *= 10;
  }
}

/// The multiple of the step that is not above a number; the number itself where there is none.
std::int64_t floor_to(std::int64_t number, std::int64_t step) {
  const std::int64_t whole = number / step - (number % step < 0 ? 1 : 0);
  std::int64_t floored = 0;
  return __builtin_mul_overflow(whole, step, &floored) ? number : floored;
}

Histogram histogram_of(std::span<const std::int64_t> sorted) {
  const std::uint64_t range =
      static_cast<std::uint64_t>(sorted.back()) - static_cast<std::uint64_t>(sorted.front());
  Histogram histogram;
  // One bar less, as the first one begins with a round number.
  histogram.width = round_up(range / (most_bars - 1) + 1);
  histogram.from = floor_to(sorted.front(), histogram.width);
  for (const std::int64_t result : sorted) {
    const std::uint64_t above =
        static_cast<std::uint64_t>(result) - static_cast<std::uint64_t>(histogram.from);
    const std::size_t bar = above / static_cast<std::uint64_t>(histogram.width);
    if (bar >= histogram.counts.size()) histogram.counts.resize(bar + 1);
    ++histogram.counts[bar];
  }
  return histogram;
}

}  // namespace

Summary summarize(Samples samples) {
  Summary summary{
      .simulation = samples.simulation, .trials = samples.results.size(), .goal = samples.goal};
  if (samples.results.empty()) return summary;
  std::vector<std::int64_t>& sorted = samples.results;
  std::ranges::sort(sorted);
  summary.least = sorted.front();
  summary.most = sorted.back();
  summary.p10 = percentile(sorted, 10);
  summary.p50 = percentile(sorted, 50);
  summary.p90 = percentile(sorted, 90);
  analysis::Wide sum = 0;
  for (const std::int64_t result : sorted) sum += result;
  const auto trials = static_cast<std::int64_t>(sorted.size());
  const analysis::Wide half = sum < 0 ? -(trials / 2) : trials / 2;
  summary.mean = static_cast<std::int64_t>((sum + half) / trials);
  if (trials > 1) {
    double squares = 0;
    for (const std::int64_t result : sorted) {
      const double distance = static_cast<double>(result) - static_cast<double>(summary.mean);
      squares += distance * distance;
    }
    const auto n = static_cast<double>(trials);
    summary.standard_error = std::sqrt(squares / (n - 1) / n);
  }
  if (samples.goal) {
    const auto reached = sorted.end() - std::ranges::lower_bound(sorted, *samples.goal);
    const double chance = static_cast<double>(reached) / static_cast<double>(trials);
    summary.goal_chance = chance;
    summary.goal_chance_error = std::sqrt(chance * (1 - chance) / static_cast<double>(trials));
  }
  summary.histogram = histogram_of(sorted);
  return summary;
}

std::expected<Summary, Error> merge(std::span<const std::string_view> parts) {
  auto samples = merge_parts(parts);
  if (!samples) return std::unexpected(std::move(samples.error()));
  return summarize(std::move(*samples));
}

}  // namespace keyplan::simulation
