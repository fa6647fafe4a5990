// The plan of an account on one page: where the year lands, goals, why they buy, people,
// whitespace, what is next and what the checks say. The facts stand below.
#pragma once

#include <optional>

#include "ui/screens/account/people_map_card.h"
#include "ui/screens/account/plan_state.h"
#include "ui/screens/account/tabs.h"
#include "ui/screens/account/whitespace_card.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class OverviewTab {
 public:
  /// Answers the tab that was asked for.
  std::optional<AccountTab> frame(ScreenContext& in, const model::Record<model::Account>& account,
                                  const PlanState& state);

 private:
  PeopleFacts people_facts_;
  PeopleMapCard people_;
  WhitespaceCard whitespace_;
};

}  // namespace keyplan::ui
