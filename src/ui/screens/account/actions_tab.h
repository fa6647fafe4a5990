// What is to be done, by whom until when.
#pragma once

#include "ui/screens/account/record_card.h"

namespace keyplan::ui {

class ActionsTab {
 public:
  ActionsTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  RecordCard actions_;
};

}  // namespace keyplan::ui
