// Which of the many things of a chart has the keyboard and which is dragged.
#pragma once

#include <cstdint>
#include <optional>

namespace keyplan::ui {

using ItemKey = std::uint64_t;

// Kept by the caller from frame to frame, one for each chart.
struct ItemsState {
  std::optional<ItemKey> current;  // has the keyboard, or had it last
  std::uint32_t id = 0;            // of Dear ImGui, of the current one
  bool wanted = false;             // it gets the keyboard when it is drawn
  int reveal = 0;                  // frames in which it is scrolled into sight
  std::optional<ItemKey> dragged;
  std::uint32_t dragged_id = 0;
  float from_x = 0, from_y = 0;  // where the mouse took it, device pixels
};

}  // namespace keyplan::ui
