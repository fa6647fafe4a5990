// Reviews, visits and what was learned.
#pragma once

#include "ui/screens/account/pdca_card.h"
#include "ui/screens/account/record_card.h"
#include "ui/screens/account/review_card.h"
#include "ui/screens/account/visit_card.h"

namespace keyplan::ui {

class ReviewsTab {
 public:
  ReviewsTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  enum class Show : std::uint8_t { reviews, visits, cycles };
  Show show_ = Show::reviews;
  ReviewCard review_;
  LookCard looks_;
  VisitCard engagement_;
  PdcaCard pdca_;
  RecordCard reviews_;
  RecordCard visits_;
};

}  // namespace keyplan::ui
