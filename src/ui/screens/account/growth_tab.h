// What the account brings and could bring: revenue by year, its part of the pipeline, and the
// whitespace over its offerings and branches.
#pragma once

#include "ui/screens/account/record_card.h"
#include "ui/screens/account/whitespace_card.h"

namespace keyplan::ui {

/// Columns by year and kind, or what to do when there is no revenue.
void revenue_chart(ScreenContext& in, const analysis::AccountResult& result);

class GrowthTab {
 public:
  GrowthTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  WhitespaceCard whitespace_;
  RecordTable revenue_;
  RecordTable opportunities_;
};

}  // namespace keyplan::ui
