// A forecast as the steps of a walk chart: last year, what goes and comes, the forecast, the gap,
// the goal. Start plus all deltas is the forecast; forecast plus gap is the goal.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/forecast.h"

namespace keyplan::analysis {

enum class StepKind : std::uint8_t { start, minus, plus, subtotal, gap, goal };

struct WalkStep {
  std::string label;    // "FY2026", "Churn"
  model::Money amount;  // a level for start, subtotal and goal, else a change with its sign
  StepKind kind;
  std::string figure;  // id of the figure that explains it
};

/// Without a base the walk starts at zero; gap and goal are there only with a goal.
std::vector<WalkStep> walk(const ForecastBase& base, const Forecast& forecast);

}  // namespace keyplan::analysis
