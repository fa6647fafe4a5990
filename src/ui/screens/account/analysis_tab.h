// Strategic analysis: SWOT, problems with their causes, risks and opportunities.
#pragma once

#include "ui/screens/account/record_card.h"

namespace keyplan::ui {

class AnalysisTab {
 public:
  AnalysisTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  RecordCard swot_;
  RecordCard problems_;
  RecordCard causes_;
  RecordCard risks_;
};

}  // namespace keyplan::ui
