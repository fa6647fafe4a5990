// The goals of an account in their own order, by level, with progress, status and open ends; and
// the goals of the company that they serve.
#pragma once

#include <array>

#include "ui/screens/account/goal_rows.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class GoalsList {
 public:
  void frame(ScreenContext& in, const GoalsData& goals);

 private:
  void make(const GoalsData& goals);
  void toolbar(ScreenContext& in, const GoalsData& goals);
  void table(ScreenContext& in, const GoalsData& goals);
  TsvWriter as_text() const;

  std::uint64_t made_for_ = 0;
  int level_ = 0;  // 0 = all
  int made_level_ = -1;
  std::vector<const GoalRow*> rows_;
  std::vector<const model::RecordBase*> ordered_;  // of all levels
  std::array<std::string, 5> levels_;              // with how many there are
  std::string note_;
  Selection selection_;
  AddField add_;
};

class CompanyGoals {
 public:
  void frame(ScreenContext& in, const GoalsData& goals);

 private:
  void make(const ScreenContext& in, const GoalsData& goals);

  std::uint64_t made_for_ = 0;
  struct Served {
    const GoalRow* goal;
    std::string by;  // names of this account's goals
  };
  std::vector<Served> rows_;
  std::vector<std::string> free_names_;  // goals of the account that serve nothing yet
  std::vector<std::string_view> free_labels_;
  std::vector<model::Id> free_;
  AddField add_;
};

}  // namespace keyplan::ui
