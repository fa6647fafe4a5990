// Keeping customers: what was lost and why over the years, root causes, what ends or renews when,
// and which accounts are at risk.
#pragma once

#include "core/analysis/retention.h"
#include "ui/charts/charts.h"
#include "ui/screens/endings_card.h"
#include "ui/screens/record_table.h"

namespace keyplan::ui {

class RetentionScreen {
 public:
  RetentionScreen();
  void frame(ScreenContext& in);

 private:
  void compute(const ScreenContext& in);
  void make_chart(const ScreenContext& in);
  void key_figures(ScreenContext& in);
  void reasons_chart(ScreenContext& in);
  void reasons(ScreenContext& in);
  void years(ScreenContext& in);
  void causes(ScreenContext& in);
  void at_risk(ScreenContext& in);
  void losses(ScreenContext& in);
  Explanation why(const ScreenContext& in, std::size_t shown_year) const;

  std::uint64_t made_for_ = 0;
  std::uint64_t serial_ = 0;
  analysis::Losses losses_;
  std::vector<analysis::Ending> endings_;
  std::vector<analysis::AccountAtRisk> at_risk_;
  std::vector<analysis::Figure> figures_;
  // The latest years only.
  std::size_t first_year_ = 0;
  std::vector<std::string> year_names_;
  std::vector<std::string> totals_;
  std::vector<StackedSeries> series_;
  model::MoneyScale scale_;

  EndingsCard endings_card_;
  RecordTable all_losses_;
};

}  // namespace keyplan::ui
