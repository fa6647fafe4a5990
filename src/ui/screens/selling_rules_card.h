// The rules of team selling, and the open deals that break them, each mended in one step.
#pragma once

#include <vector>

#include "core/analysis/team_selling.h"
#include "ui/screens/record_table.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class SellingRulesCard {
 public:
  SellingRulesCard();
  void broken(ScreenContext& in);
  void rules(ScreenContext& in);

 private:
  void fix(ScreenContext& in, const analysis::BrokenRule& broken, const std::string& deal);

  analysis::BrokenRules broken_;
  RecordTable rules_;
};

}  // namespace keyplan::ui
