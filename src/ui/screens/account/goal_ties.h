// Who says what about a goal in one sentence, and what of the customer a goal of ours serves.
#pragma once

#include "ui/screens/account/goal_rows.h"
#include "ui/screens/record_table.h"

namespace keyplan::ui {

class RolesCard {
 public:
  RolesCard();
  void frame(ScreenContext& in, const GoalsData& goals);

 private:
  void make(const ScreenContext& in, const GoalsData& goals);

  std::uint64_t made_for_ = 0;
  std::vector<std::string_view> goal_names_;
  std::vector<std::string> people_names_;
  std::vector<std::string_view> people_labels_;
  std::vector<model::RecordKey> people_;  // ours, then theirs
  std::string silent_;                    // goals nobody has said their part in
  int goal_ = 0;
  int person_ = 0;
  AddField add_;
  RecordTable table_;
};

class AlignmentsCard {
 public:
  AlignmentsCard();
  void frame(ScreenContext& in, const GoalsData& goals);

 private:
  void make(const ScreenContext& in, const GoalsData& goals);

  std::uint64_t made_for_ = 0;
  std::vector<std::string_view> goal_names_;
  std::vector<std::string> their_names_;
  std::vector<std::string_view> their_labels_;
  std::vector<model::Id> theirs_;
  int goal_ = 0;
  int their_ = 0;
  AddField add_;
  RecordTable table_;
};

}  // namespace keyplan::ui
