#include "ui/screens/account/goals_tab.h"

namespace keyplan::ui {

void GoalsTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  data_.collect(in, account.id);
  goals_.frame(in, data_);
  company_.frame(in, data_);
  theirs_.frame(in, data_);
  x_matrix_.frame(in, data_);
  bowler_.frame(in, data_);
  road_map_.frame(in, data_);
  roles_.frame(in, data_);
  alignments_.frame(in, data_);
}

}  // namespace keyplan::ui
