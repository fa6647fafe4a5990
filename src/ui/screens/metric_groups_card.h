// One metric across sectors, regions, countries, tiers or owners: which group stands where.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/charts/charts.h"
#include "ui/screens/metrics_state.h"

namespace keyplan::ui {

class MetricGroupsCard {
 public:
  struct Chosen {
    std::size_t by = 0;  // sector, region, country, tier, owner
    std::string name;
  };
  /// Answers the group whose bar was pressed.
  std::optional<Chosen> frame(ScreenContext& in, const MetricsState& state, const MetricLine& line);

 private:
  void make(const ScreenContext& in, const MetricsState& state, const MetricLine& line);

  int by_ = 0;
  int made_by_ = -1;
  std::uint64_t made_for_ = 0;  // of the figures
  std::uint64_t key_ = 0;
  std::vector<BarRow> bars_;
  std::vector<analysis::Figure> figures_;  // by bar
  std::vector<std::string> without_;       // groups without a value
};

}  // namespace keyplan::ui
