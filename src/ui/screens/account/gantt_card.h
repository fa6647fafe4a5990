// The actions of an account over time: bars, what waits for what, and what has no date yet.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/charts/timeline.h"
#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

class GanttCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  enum class Lanes : std::uint8_t { owner, goal };
  void make(ScreenContext& in, model::Id account);
  void make_bars(ScreenContext& in, model::Id account);
  void move(ScreenContext& in, const TimelineAnswer::Moved& moved);
  void add(ScreenContext& in, model::Id account, const TimelineAnswer::Added& added);
  void undated(ScreenContext& in);

  MadeFor made_for_;
  Lanes by_ = Lanes::owner;
  std::vector<TimelineLane> lanes_;
  std::vector<model::Id> lane_ids_;  // owners or goals; the last one may be nobody
  std::vector<TimelineBar> bars_;
  std::vector<TimelineLink> links_;
  std::vector<model::Id> undated_;
  TimelineState timeline_;
};

}  // namespace keyplan::ui
