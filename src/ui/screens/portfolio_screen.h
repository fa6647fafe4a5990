// All accounts at a glance: key figures, the accounts, what needs somebody, and on whom the revenue
// rests.
#pragma once

#include <string>
#include <vector>

#include "ui/charts/charts.h"
#include "ui/screens/account_table.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class PortfolioScreen {
 public:
  PortfolioScreen();
  void frame(ScreenContext& in);

 private:
  void refresh(ScreenContext& in);
  void key_figures(ScreenContext& in);
  void accounts(ScreenContext& in);
  void needs_you(ScreenContext& in);
  void largest(ScreenContext& in);

  AccountTable table_;
  AccountFilter filter_;

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
  std::vector<BarRow> largest_;
};

}  // namespace keyplan::ui
