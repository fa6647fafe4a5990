// The metrics of one account on a few lines, with the way to the page that has all of them.
#pragma once

#include "ui/screens/metrics_state.h"

namespace keyplan::ui {

class AccountMetricsCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  MetricsState state_;
};

}  // namespace keyplan::ui
