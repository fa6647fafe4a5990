// Where everything of a time line stands.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "ui/charts/timeline.h"

namespace keyplan::ui {

// Bars by lane and time. Those of one lane that would cover each other stand below each other.
struct TimelineRows {
  TimelineRows(std::span<const TimelineLane> lanes, std::span<const TimelineBar> bars,
               double base_per_day);

  std::optional<std::size_t> find(ItemKey key) const;  // its place in `bars`
  std::size_t place_of(std::size_t bar) const { return place_[bar]; }
  float lane_rows(std::size_t lane) const { return lane_top[lane + 1] - lane_top[lane]; }

  std::vector<std::uint32_t> order;       // bars of lanes that exist, in reading order
  std::vector<std::uint32_t> lane_begin;  // into `order`; one more than there are lanes
  std::vector<float> lane_top;            // in rows; one more than there are lanes
  std::vector<std::uint16_t> row;         // of each bar in its lane

 private:
  std::vector<std::pair<ItemKey, std::uint32_t>> by_key_;
  std::vector<std::uint32_t> place_;  // of each bar in `order`
};

// From days to device pixels.
struct TimelineScale {
  Box plot;
  double left_day = 0;
  double px_per_day = 1;
  float x_of(double day) const {
    return plot.x0 + static_cast<float>((day - left_day) * px_per_day);
  }
  double day_at(float x) const { return left_day + static_cast<double>(x - plot.x0) / px_per_day; }
};

void draw_timeline_bar(Ui& ui, const TimelineBar& bar, const Box& box, bool hovered);
// Title and word of a bar.
void draw_timeline_title(Ui& ui, const TimelineBar& bar, const Box& box, const Box& plot);
// An arrow from the end of one bar to the start of another; `between`: the height at which it turns
// back when the other one starts too early.
void draw_timeline_link(Ui& ui, const Box& from, const Box& to, float between,
                        std::string_view warning);

}  // namespace keyplan::ui
