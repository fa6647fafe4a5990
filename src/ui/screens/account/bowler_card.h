// The monthly values of an account's goals over a fiscal year, filled in place.
#pragma once

#include "ui/charts/matrix.h"
#include "ui/screens/account/goal_rows.h"

namespace keyplan::ui {

class BowlerCard {
 public:
  void frame(ScreenContext& in, const GoalsData& goals);

 private:
  struct Month {
    model::Period period;
    std::vector<const model::Record<model::Measurement>*> values;  // by row, nullptr: none yet
  };
  void make(const ScreenContext& in, const GoalsData& goals);
  void make_years(const ScreenContext& in);
  void write(ScreenContext& in, model::Id account, const BowlerAnswer::Edited& edited);

  std::uint64_t made_for_ = 0;
  model::Id account_;
  std::vector<int> years_;  // with values, and the planned one
  std::vector<std::string> year_names_;
  int year_ = 0;  // shown
  int made_year_ = 0;
  std::vector<const GoalRow*> goals_;
  std::vector<BowlerRow> rows_;
  std::vector<Month> months_;
  std::vector<std::string> month_names_;
  BowlerState state_;
};

}  // namespace keyplan::ui
