// The plan of an account on one page: where the year lands, goals, people, whitespace, what is next
// and what the checks say.
#pragma once

#include "ui/screens/screen.h"

namespace keyplan::ui {

class OverviewTab {
 public:
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  void facts(ScreenContext& in, const model::Record<model::Account>& account);
  void family(ScreenContext& in, const model::Record<model::Account>& account);
};

}  // namespace keyplan::ui
