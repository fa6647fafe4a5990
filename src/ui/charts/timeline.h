// Rows over time: actions with what they wait for, the road map of an account, contracts and their
// renewals. Days count from 1 January 1970.
//
// Mouse: drag a bar to move it, drag one of its ends to change it, double-click free ground to add,
// drag free ground to look at other times, Alt and the wheel to see more or less of them.
// Keyboard, on a bar: Up and Down go to the next one; Left and Right move it by a day, with Shift
// by a week, with Ctrl only its end; plus and minus zoom; Enter opens. Each press is one move.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/charts/items_state.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

struct TimelineLane {
  std::string name;
  std::string note;  // muted, below the name where there is room
};

struct TimelineBar {
  ItemKey key = 0;
  std::size_t lane = 0;
  std::int32_t first = 0, last = 0;  // equal: a milestone
  std::string title;
  Tone tone = Tone::accent;
  std::string word;            // what the tone says: "Late"
  std::optional<double> done;  // 0 to 1
  bool movable = true;
};

// The second bar waits for the end of the first.
struct TimelineLink {
  ItemKey from = 0, to = 0;
  std::string warning;  // not empty: it does not hold, and this short word says how: "Too early"
};

struct TimelineMark {
  std::int32_t day = 0;
  std::string name;  // "FY28"
};

// Kept by the caller from frame to frame.
struct TimelineState {
  double left_day = 0;    // at the left edge
  double days_shown = 0;  // from edge to edge; 0: as many as show everything
  ItemsState items;
  enum class Grip : std::uint8_t { whole, first, last } grip = Grip::whole;
  double grip_day = 0;  // where the mouse took the bar
};

struct TimelineOptions {
  std::string_view summary{};             // the sentence that says what it shows
  float height = 400;                     // base units; lower when the lanes need less
  float lane_width = 180;                 // of the names at the left, base units
  std::optional<std::int32_t> today{};    // a line
  std::span<const TimelineMark> marks{};  // more lines
  std::string_view add_word{};            // "Add action"; empty: nothing can be added
  std::string_view empty = "Nothing planned yet.";
  std::function<std::string(std::int32_t day)> day_text{};  // default: "3 Mar 2027"
};

struct TimelineAnswer {
  std::optional<ItemKey> pressed;
  std::optional<ItemKey> opened;  // Enter or double click
  struct Moved {
    ItemKey key = 0;
    std::int32_t first = 0, last = 0;
  };
  std::optional<Moved> moved;
  struct Added {
    std::size_t lane = 0;
    std::int32_t day = 0;
  };
  std::optional<Added> added;
};

TimelineAnswer timeline(Ui& ui, std::string_view name, TimelineState& state,
                        std::span<const TimelineLane> lanes, std::span<const TimelineBar> bars,
                        std::span<const TimelineLink> links = {},
                        const TimelineOptions& options = {});

}  // namespace keyplan::ui
