// The card "Worst case": every scenario with what it costs and whether there is a plan for it.
#pragma once

#include <optional>

#include "ui/screens/forecast/scenarios.h"

namespace keyplan::ui {

class ScenarioList {
 public:
  /// The scenario that was opened, or has just been made.
  std::optional<model::Id> frame(ScreenContext& in, Outlooks& outlooks);

 private:
  std::optional<model::Id> add(ScreenContext& in);

  std::uint64_t made_for_ = ~0ull;
  std::vector<QuickScenario> quick_;
};

}  // namespace keyplan::ui
