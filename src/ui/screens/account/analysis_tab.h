// Strategic analysis: SWOT, problems with their causes, risks and opportunities.
#pragma once

#include "ui/screens/account/problems_card.h"
#include "ui/screens/account/risks_card.h"
#include "ui/screens/account/swot_card.h"

namespace keyplan::ui {

class AnalysisTab {
 public:
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  SwotCard swot_;
  ProblemsCard problems_;
  RisksCard risks_;
};

}  // namespace keyplan::ui
