// Why the customer buys and stays, in their own figures.
#pragma once

#include "ui/screens/account/barriers_card.h"
#include "ui/screens/account/promises_card.h"
#include "ui/screens/account/propositions_card.h"

namespace keyplan::ui {

class ValueTab {
 public:
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  PropositionsCard propositions_;
  PromisesCard promises_;
  BarriersCard barriers_;
};

}  // namespace keyplan::ui
