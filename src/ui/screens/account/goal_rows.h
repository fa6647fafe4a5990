// The goals of an account read for showing them: in their order, with how far each has come, how it
// stands and what is still open about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/account_plan.h"
#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

struct GoalRow {
  const model::Record<model::Goal>* record = nullptr;
  std::string name;
  std::optional<double> done;       // 0 = baseline, 1 = target
  std::string_view na_reason;       // exactly when there is no such number
  model::Decimal now;               // of the goal, else of the latest month measured
  model::GoalStatus standing = {};  // as the goal says, else by its numbers and the time passed
  bool out_of_long_term = false;    // a long-term objective that is due too soon or too late
};

/// Computed once after each change; every card of the tab reads it.
class GoalsData {
 public:
  void collect(const ScreenContext& in, model::Id account);

  model::Id account;
  std::vector<GoalRow> own;      // in their order
  std::vector<GoalRow> company;  // goals of no account, in their order
  std::uint64_t serial() const { return made_for_.serial(); }
  const GoalRow* find(model::Id goal) const;  // own or the company's

 private:
  MadeFor made_for_;
  std::unordered_map<model::Id, const GoalRow*, model::IdHash> by_id_;
};

model::GoalLevel level_of(const model::Goal& goal);  // unset counts as annual
Tone tone_of(model::GoalStatus status);

/// What is missing first; an empty text when nothing is.
struct OpenEnd {
  std::string_view text;  // "No number yet: set one"
  std::uint16_t field = 0;
};
OpenEnd open_end(const GoalRow& row, bool company_has_goals);

/// A bar and a number that says how it came about, in one line.
void goal_progress(ScreenContext& in, const GoalRow& row);
/// The status as a chip that can be changed.
void goal_status(ScreenContext& in, const GoalRow& row);

}  // namespace keyplan::ui
