// All accounts at a glance: key figures, the accounts, where to invest, and what needs somebody.
#pragma once

#include <string>
#include <vector>

#include "ui/screens/account_table.h"
#include "ui/screens/invest_card.h"
#include "ui/screens/outlooks.h"
#include "ui/screens/priority_state.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class PortfolioScreen {
 public:
  PortfolioScreen();
  void frame(ScreenContext& in, Outlooks& outlooks);

 private:
  bool refresh(ScreenContext& in);  // true: something changed
  void find_range(ScreenContext& in, Outlooks& outlooks);
  void key_figures(ScreenContext& in);
  void accounts(ScreenContext& in);
  void needs_you(ScreenContext& in);

  AccountTable table_;
  AccountFilter filter_;
  PriorityState priorities_;
  InvestCard invest_;

  // Made anew when the results changed.
  struct Need {
    std::string title;
    std::string sentence;
    std::string_view word;
    Tone tone = Tone::muted;
    Route route;
  };
  std::uint64_t made_for_ = 0;
  std::uint64_t revision_ = ~0ull;
  std::vector<Need> needs_;
  std::string range_;  // of the forecast; empty while no trial was run
};

}  // namespace keyplan::ui
