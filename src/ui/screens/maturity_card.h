// "Do we practise key account management?": twelve practices as we see them beside what the plan
// shows, and the next step of each as an action.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/maturity.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class MaturityCard {
 public:
  void frame(ScreenContext& in, std::span<const analysis::UsedMetric> metrics);

 private:
  void level(ScreenContext& in, const analysis::PracticeState& state);
  void next_step(ScreenContext& in, const analysis::PracticeState& state);
  void plan_it(ScreenContext& in, const analysis::PracticeState& state);

  MadeFor made_for_;
  analysis::MaturityCheck check_;
  std::vector<analysis::Figure> figures_;
  ActionsByTitle planned_;  // actions of no account
};

}  // namespace keyplan::ui
