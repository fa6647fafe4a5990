// Which deals and whitespace would close the gap to the goal, within the hours there are, and one
// press that turns them into actions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/analysis/work_back.h"
#include "ui/screens/outlooks.h"

namespace keyplan::ui {

class CloseGapCard {
 public:
  /// Of the plan, or of what a scenario leaves of it.
  void frame(ScreenContext& in, const Outlook& outlook, model::Id scenario);

 private:
  void refresh(ScreenContext& in, const Outlook& outlook, model::Id scenario);
  void hours(ScreenContext& in);
  std::string title(const ScreenContext& in, const analysis::WorkBackItem& item) const;
  bool has_action(const ScreenContext& in, const analysis::WorkBackItem& item) const;
  void make_actions(ScreenContext& in);

  std::uint64_t revision_ = ~0ull, version_ = ~0ull;
  model::Id scenario_;
  analysis::WorkBackItems items_;
  std::vector<analysis::Capacity> capacities_;
  analysis::WorkBack answer_;
  analysis::Figure figure_;
  std::size_t without_action_ = 0;  // of the chosen ones
};

}  // namespace keyplan::ui
