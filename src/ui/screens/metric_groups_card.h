// One metric across sectors, regions, countries, tiers or owners: which group stands where.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/charts/charts.h"
#include "ui/screens/metrics_state.h"

namespace keyplan::ui {

class MetricGroupsCard {
 public:
  void frame(ScreenContext& in, const MetricsState& state, const MetricLine& line);

 private:
  void make(const ScreenContext& in, const MetricsState& state, const MetricLine& line);

  int by_ = 0;
  int made_by_ = -1;
  MadeFor made_for_;
  std::uint64_t key_ = 0;
  std::vector<BarRow> bars_;
  std::vector<analysis::Figure> figures_;  // by bar
  std::vector<std::string> without_;       // groups without a value
};

}  // namespace keyplan::ui
