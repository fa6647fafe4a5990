#include "ui/screens/account/analysis_tab.h"

namespace keyplan::ui {

void AnalysisTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  swot_.frame(in, account.id);
  problems_.frame(in, account.id);
  risks_.frame(in, account.id);
}

}  // namespace keyplan::ui
