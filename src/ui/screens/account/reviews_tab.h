// Reviews, visits and what was learned.
#pragma once

#include "ui/screens/account/record_card.h"

namespace keyplan::ui {

class ReviewsTab {
 public:
  ReviewsTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  RecordCard reviews_;
  RecordCard visits_;
  RecordCard checklist_;
  RecordCard cycles_;
};

}  // namespace keyplan::ui
