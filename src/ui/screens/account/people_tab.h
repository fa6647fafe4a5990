// People at the customer, who of ours looks after whom, and every contact.
#pragma once

#include "ui/screens/account/record_card.h"

namespace keyplan::ui {

class PeopleTab {
 public:
  PeopleTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  RecordCard people_;
  RecordCard contacts_;
  RecordCard sponsors_;
  RecordCard escalation_;
  RecordCard influences_;
};

}  // namespace keyplan::ui
