// One account and its plan, a tab for each part of it; everything is edited in place.
#pragma once

#include "ui/screens/account/actions_tab.h"
#include "ui/screens/account/analysis_tab.h"
#include "ui/screens/account/goals_tab.h"
#include "ui/screens/account/growth_tab.h"
#include "ui/screens/account/health_tab.h"
#include "ui/screens/account/history_tab.h"
#include "ui/screens/account/overview_tab.h"
#include "ui/screens/account/people_tab.h"
#include "ui/screens/account/reviews_tab.h"
#include "ui/screens/account/tabs.h"
#include "ui/screens/account/understand_tab.h"
#include "ui/screens/account/value_tab.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class AccountScreen {
 public:
  void frame(ScreenContext& in, model::Id account, BranchBook& book);
  /// Opens the tab on which records of this kind are.
  void show(model::Kind kind);
  bool shows_history() const { return tab_ == AccountTab::history; }

 private:
  void header(ScreenContext& in, const model::Record<model::Account>& account);
  void sections(ScreenContext& in);
  void removal(ScreenContext& in, model::Id account);

  AccountTab tab_ = AccountTab::overview;
  bool confirm_removal_ = false;
  PlanState state_;
  OverviewTab overview_;
  UnderstandTab understand_;
  GoalsTab goals_;
  AnalysisTab analysis_;
  ValueTab value_;
  GrowthTab growth_;
  ActionsTab actions_;
  PeopleTab people_;
  HealthTab health_;
  ReviewsTab reviews_;
  HistoryTab history_;
};

}  // namespace keyplan::ui
