// Whether the customer is well and stays: satisfaction, support, contracts, losses.
#pragma once

#include "ui/screens/account/record_card.h"

namespace keyplan::ui {

class HealthTab {
 public:
  HealthTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  RecordCard scores_;
  RecordCard tickets_;
  RecordCard contracts_;
  RecordCard losses_;
  RecordCard looks_;
};

}  // namespace keyplan::ui
