// What planning is worth: planned accounts against the others, existing customers against new ones.
#pragma once

#include <cstdint>
#include <vector>

#include "core/analysis/planning_value.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class PlanningValueCard {
 public:
  void frame(ScreenContext& in);

 private:
  MadeFor made_for_;
  analysis::PlanningValue value_;
  std::vector<analysis::Figure> figures_;
};

}  // namespace keyplan::ui
