// A line of values over time with the targets they were held against. Its axis does not begin at
// zero: every point carries its number. A figure with its data as a table, like all charts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/charts/charts.h"

namespace keyplan::ui {

struct TrendPoint {
  std::string name;  // "FY2026"
  double value = 0;
  std::string shown;
  std::optional<double> target;
  std::string shown_target;
  bool soft = false;  // noted by hand: drawn hollow
};

// Answers the point that was pressed.
ChartAnswer trend_chart(Ui& ui, std::string_view name, std::span<const TrendPoint> points,
                        const ChartOptions& options = {});

}  // namespace keyplan::ui
