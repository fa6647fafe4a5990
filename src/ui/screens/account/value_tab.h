// Why the customer buys and stays, in their own figures.
#pragma once

#include "ui/screens/account/record_card.h"

namespace keyplan::ui {

class ValueTab {
 public:
  ValueTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  RecordCard propositions_;
  RecordCard promises_;
  RecordCard barriers_;
};

}  // namespace keyplan::ui
