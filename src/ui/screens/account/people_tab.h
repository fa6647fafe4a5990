// People at the customer, who of ours looks after whom, and every contact.
#pragma once

#include "ui/screens/account/people_facts.h"
#include "ui/screens/account/people_map_card.h"
#include "ui/screens/account/person_card.h"
#include "ui/screens/account/record_card.h"
#include "ui/screens/account/sponsor_card.h"

namespace keyplan::ui {

class PeopleTab {
 public:
  PeopleTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  enum class Show : std::uint8_t { map, list };
  void map(ScreenContext& in, model::Id account);
  void coverage(ScreenContext& in);
  void acquaintances(ScreenContext& in, model::Id account);

  Show show_ = Show::map;
  PeopleFacts facts_;
  PeopleMapCard map_;
  PersonCard person_;
  SponsorCard sponsors_;
  EscalationCard escalation_;
  RecordCard people_;
  RecordCard contacts_;
  RecordCard influences_;
  RecordCard acquaintances_;
};

}  // namespace keyplan::ui
