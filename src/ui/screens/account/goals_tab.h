// Our goals for the account, how they hang together and how they stand month by month.
#pragma once

#include "ui/screens/account/record_card.h"

namespace keyplan::ui {

class GoalsTab {
 public:
  GoalsTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  RecordCard goals_;
  RecordCard roles_;
  RecordCard alignments_;
};

}  // namespace keyplan::ui
