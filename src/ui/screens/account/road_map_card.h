// The future of an account over the years, drawn from everything in it that has a date.
#pragma once

#include "ui/charts/timeline.h"
#include "ui/screens/account/goal_rows.h"

namespace keyplan::ui {

class RoadMapCard {
 public:
  void frame(ScreenContext& in, const GoalsData& goals);

 private:
  void make(const ScreenContext& in, const GoalsData& goals);
  void add_goals(const GoalsData& goals);
  void add_contracts(const ScreenContext& in, model::Id account);
  void add_meetings(const ScreenContext& in, model::Id account);
  void add_actions(const ScreenContext& in, model::Id account);
  void add(model::RecordKey key, TimelineBar bar);
  void move(ScreenContext& in, const TimelineAnswer::Moved& moved) const;

  std::uint64_t made_for_ = 0;
  model::Id account_;
  std::vector<TimelineBar> bars_;
  std::vector<TimelineMark> years_;
  std::unordered_map<std::uint64_t, model::RecordKey> keys_;
  TimelineState state_;
};

}  // namespace keyplan::ui
