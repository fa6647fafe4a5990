// Whether the customer is well and stays: account health with every part of it, what the checks
// found, satisfaction, support, contracts and losses.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/charts/timeline.h"
#include "ui/screens/account/account_metrics_card.h"
#include "ui/screens/account/loss_dialog.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/screens/account/plan_state.h"
#include "ui/screens/account/record_card.h"

namespace keyplan::ui {

class HealthTab {
 public:
  HealthTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account,
             const PlanState& state);

 private:
  void findings(ScreenContext& in, model::Id account, const PlanState& state);
  void looked_at(ScreenContext& in, model::Id account, model::Subject subject,
                 std::string_view what);
  void satisfaction(ScreenContext& in, model::Id account);
  void contracts(ScreenContext& in, model::Id account);
  void make_contracts(ScreenContext& in, model::Id account);

  bool all_findings_ = false;
  MadeFor made_for_;
  std::vector<TimelineLane> lanes_;
  std::vector<TimelineBar> bars_;
  TimelineState timeline_;

  RecordCard scores_;
  RecordCard tickets_;
  RecordCard contracts_;
  RecordCard losses_;
  RecordCard costs_;
  AccountMetricsCard metrics_;
  LossDialog loss_dialog_;
};

}  // namespace keyplan::ui
