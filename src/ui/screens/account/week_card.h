// The week of an account: what moved, what is due, and what went stale.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

struct WeekRow {
  std::string_view what;  // "Action"
  Tone tone = Tone::muted;
  std::string text;
  model::Date date;  // none: there is none to say
  model::RecordKey record;
};

/// By dates in the plan, so that it says the same to everybody.
struct Week {
  std::vector<WeekRow> moved;  // in the last seven days, the latest first
  std::vector<WeekRow> due;    // in the next seven days, the first of them first
  std::vector<WeekRow> stale;  // the longest first
};
Week week_of(const model::Plan& plan, model::Id account, model::Date today);

class WeekCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  void column(ScreenContext& in, std::string_view title, std::string_view note,
              const std::vector<WeekRow>& rows, std::string_view empty, bool& all);

  MadeFor made_for_;
  Week week_;
  std::array<bool, 3> all_{};  // columns of which all rows are shown
};

}  // namespace keyplan::ui
