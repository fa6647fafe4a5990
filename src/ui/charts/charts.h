// Charts. Each is one figure in the semantic tree (role figure, a name and a sentence that says
// what it shows) and carries its data as a table below it, so that nothing is only a picture. Bars
// start at zero; where a walk has to cut its axis it shows the cut. Colours follow the role of a
// bar, and the label above it carries the sign.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/widgets/ui.h"

namespace keyplan::ui {

enum class WalkKind : std::uint8_t {
  start,   // where one comes from: grey, from zero
  total,   // a result: ink, from zero
  goal,    // what is wanted: light grey, from zero
  loss,    // goes down from here: red
  price,   // teal
  growth,  // cross-sell, upsell: blue
  fresh,   // new customers: violet
  gap,     // missing to the goal: orange
};

struct WalkBar {
  std::string name;   // "Churn"
  double value = 0;   // of a total: its level; of a step: the change, with sign
  std::string shown;  // "-0.35"
  WalkKind kind = WalkKind::growth;
};

struct ChartOptions {
  std::string_view summary{};  // the sentence that says what the chart shows
  float height = 240;          // base units
  std::function<Explanation(std::size_t bar)> explain{};  // of one bar
};

struct ChartAnswer {
  std::optional<std::size_t> pressed;  // a bar
  struct Followed {
    std::size_t bar = 0;
    int input = 0;
  };
  std::optional<Followed> followed;  // an input in the explanation of a bar
};

// From one level to another: each step starts where the one before ended.
ChartAnswer walk_chart(Ui& ui, std::string_view name, std::span<const WalkBar> bars,
                       const ChartOptions& options = {});

// A line of a few values, as high as a line of text; no axis, so never without the numbers nearby.
void sparkline(Ui& ui, std::string_view name, std::span<const double> values, float width = 64);

struct BarRow {
  std::string name;
  double value = 0;
  std::string shown;
  Tone tone = Tone::accent;
};
// Horizontal bars from one common zero; negative values go to the left of it.
ChartAnswer bar_list(Ui& ui, std::string_view name, std::span<const BarRow> rows,
                     const ChartOptions& options = {});

struct StackedSeries {
  std::string name;            // "Existing"
  std::vector<double> values;  // one per column
};
// Stacked columns, one per year, with a legend. `totals` stand above them.
ChartAnswer stacked_chart(Ui& ui, std::string_view name, std::span<const std::string> columns,
                          std::span<const StackedSeries> series,
                          std::span<const std::string> totals, const ChartOptions& options = {});

}  // namespace keyplan::ui
