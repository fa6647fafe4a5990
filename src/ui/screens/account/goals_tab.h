// Our goals for the account, what of the customer they answer, how they hang together and how they
// stand month by month.
#pragma once

#include "ui/screens/account/bowler_card.h"
#include "ui/screens/account/goal_ties.h"
#include "ui/screens/account/goals_list.h"
#include "ui/screens/account/road_map_card.h"
#include "ui/screens/account/their_goals_card.h"
#include "ui/screens/account/x_matrix_card.h"

namespace keyplan::ui {

class GoalsTab {
 public:
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  GoalsData data_;
  GoalsList goals_;
  CompanyGoals company_;
  TheirGoalsCard theirs_;
  XMatrixCard x_matrix_;
  BowlerCard bowler_;
  RoadMapCard road_map_;
  RolesCard roles_;
  AlignmentsCard alignments_;
};

}  // namespace keyplan::ui
