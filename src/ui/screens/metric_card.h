// One metric: what it means, in which variant, against which target; its history as a picture and
// as values that can be added and changed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/charts/trend.h"
#include "ui/screens/metrics_state.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class MetricCard {
 public:
  /// `whose`: "the whole book", "Konex".
  void frame(ScreenContext& in, const MetricsState& state, const MetricLine& line,
             std::string_view whose);

 private:
  void make(const ScreenContext& in, const MetricsState& state, const MetricLine& line);
  void standard(ScreenContext& in, const MetricsState& state, const MetricLine& line);
  void own(ScreenContext& in, const MetricsState& state, const MetricLine& line);
  void plan_action(ScreenContext& in, const MetricsState& state, const MetricLine& line);
  void history(ScreenContext& in, const MetricLine& line);
  void add_value(ScreenContext& in, const MetricsState& state, const MetricLine& line);
  template <auto Member>
  void cell(ScreenContext& in, const model::Record<model::MetricValue>& record,
            const analysis::UsedMetric& metric);
  void values(ScreenContext& in, const MetricsState& state, const MetricLine& line);

  std::uint64_t made_for_ = 0;
  std::uint64_t key_ = 0;
  std::vector<TrendPoint> points_;
  model::Id planned_;  // the open action that shall bring it to its target
  Selection selection_;
};

}  // namespace keyplan::ui
