// How often results of many trials fall where: bars in three tones - below P10, between, at or
// above the goal (P90 where there is no goal) - with the words for them, and dashed lines for the
// marks people talk about. The marks stand below as things one can reach, and explain themselves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/charts/charts.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

struct HistogramBar {
  double from = 0, to = 0;
  double count = 0;
  std::string range;  // "30.0 to 30.5"
  std::string shown;  // "4.2%"
};

struct HistogramMark {
  std::string name;  // "P10"
  double at = 0;
  std::string shown;  // "30.9"
};

struct HistogramOptions {
  std::string_view summary{};
  float height = 280;  // base units
  double low = 0;      // bars below it are in the first tone
  double high = 0;     // those at or above it in the third
  std::string_view low_words{}, middle_words{}, high_words{};
  // A line with a sentence beside it; it is drawn at the edge when it lies far outside.
  std::optional<double> goal;
  std::string_view goal_words{};  // "reach €35.0 M: 27%"
  std::function<Explanation(std::size_t mark)> explain{};
};

// `pressed` and `followed` of the answer count the marks.
ChartAnswer histogram(Ui& ui, std::string_view name, std::span<const HistogramBar> bars,
                      std::span<const HistogramMark> marks, const HistogramOptions& options = {});

}  // namespace keyplan::ui
