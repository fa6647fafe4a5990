// Who changed what in the account, and the ways back: step by step in this sitting, or to a state
// kept on this device.
#pragma once

#include <cstdint>
#include <vector>

#include "core/analysis/account_history.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/screens/earlier_states.h"

namespace keyplan::ui {

class HistoryTab {
 public:
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  void changes(ScreenContext& in, model::Id account);
  void steps(ScreenContext& in);

  struct Line {
    std::string when, who, what;
    model::RecordKey record;
  };
  std::vector<Line> lines_;
  MadeFor made_for_;
  EarlierStatesCard earlier_;
};

}  // namespace keyplan::ui
