// What is measured: metrics of the whole book, of a group of accounts or of one, held against their
// targets; one of them in full and compared across groups; what planning is worth; and how far key
// account management has come.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/screens/account/plan_parts.h"
#include "ui/screens/maturity_card.h"
#include "ui/screens/metric_card.h"
#include "ui/screens/metric_groups_card.h"
#include "ui/screens/metrics_state.h"
#include "ui/screens/planning_value_card.h"

namespace keyplan::ui {

class MetricsScreen {
 public:
  /// `account`: the one that is measured; none: the book or the group chosen here.
  void frame(ScreenContext& in, model::Id account);
  /// Shows that metric in full.
  void show(const model::Plan& plan, model::RecordKey record);

 private:
  enum class Of : std::uint8_t { book, sector, region, country, tier, owner, account };

  void make_scope(const ScreenContext& in);
  void subject(ScreenContext& in);
  void choose_group(ScreenContext& in);
  void choose_account(ScreenContext& in);
  std::string whose(const ScreenContext& in) const;
  void note_today(ScreenContext& in);
  void table(ScreenContext& in, bool customer);
  void customer(ScreenContext& in);
  const MetricLine* chosen();
  TsvWriter as_text() const;

  Of of_ = Of::book;
  model::Id account_;
  std::string group_;  // its name
  std::vector<analysis::MetricGroup> groups_;
  MadeFor grouped_for_;
  Of grouped_by_ = Of::book;
  analysis::MetricScope scope_;
  std::string scope_group_;  // the group it is of

  MetricsState state_;
  std::vector<std::size_t> ours_;       // places in state_.lines()
  std::vector<std::size_t> customers_;  // what the customer gains
  Selection selection_;
  std::uint64_t chosen_ = 1;
  AddField add_;
  AddField add_customer_;
  MetricCard card_;
  MetricGroupsCard compare_;
  PlanningValueCard planning_;
  MaturityCard maturity_;
};

}  // namespace keyplan::ui
