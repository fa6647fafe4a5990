// What the customer wants and what stands in its way, with the offering of ours that answers it and
// the goals of ours that help; what has no answer yet stands out.
#pragma once

#include "core/analysis/customer_goals.h"
#include "ui/screens/account/goal_rows.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class TheirGoalsCard {
 public:
  void frame(ScreenContext& in, const GoalsData& goals);

 private:
  enum class Show : std::uint8_t { all, open, answered };
  struct Row {
    const analysis::TheirGoal* theirs;
    std::string name;
    std::string helped_by;  // names of goals of ours
  };
  void make(const ScreenContext& in, const GoalsData& goals);
  void row(ScreenContext& in, Table& table, const Row& row, const GoalsData& goals);
  void help_with(ScreenContext& in, const Row& row, const GoalsData& goals);
  TsvWriter as_text(const ScreenContext& in) const;

  std::uint64_t made_for_ = 0;
  Show made_show_ = Show::all;
  Show show_ = Show::all;
  analysis::CustomerAlignment alignment_;
  std::vector<Row> rows_;
  std::vector<std::string_view> our_names_;
  std::string note_;
  std::array<std::string, 3> shows_;  // with how many there are
};

}  // namespace keyplan::ui
