// The card with the states of the plan that this device has kept.
#pragma once

#include "ui/screens/screen.h"

namespace keyplan::ui {

class EarlierStatesCard {
 public:
  void frame(ScreenContext& in);

 private:
  bool all_ = false;
};

}  // namespace keyplan::ui
