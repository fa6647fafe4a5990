// The person selected on the people map: what we know of them, the contacts with them, and what to
// do next.
#pragma once

#include <string>

#include "ui/screens/account/people_facts.h"

namespace keyplan::ui {

class PersonCard {
 public:
  /// Shows one person; somebody else is answered when the user asks to see them.
  model::Id frame(ScreenContext& in, model::Id account, model::Id person, const PeopleFacts& facts);

 private:
  void contact_log(ScreenContext& in, model::Id account, const PersonFacts& facts);
  void introduction(ScreenContext& in, model::Id account, const PersonFacts& facts,
                    const PeopleFacts& all);

  bool all_contacts_ = false;
  bool log_another_ = false;  // the field for the next contact gets the keyboard
  model::Id shown_;
};

}  // namespace keyplan::ui
