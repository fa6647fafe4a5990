// A board of things in groups, each a tile as large as its share: take one off by pressing it, with
// Space or Delete, or by dragging it out of the board; press it again to put it back. A whole group
// goes by its header. Nothing moves while tiles come and go, so one sees what is gone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/charts/items_state.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

struct BoardGroup {
  ItemKey key = 0;
  std::string name;   // "Retail"
  std::string shown;  // "€12.3 M"
  bool off = false;
  bool fixed = false;  // cannot be taken off as a whole
};

struct BoardTile {
  ItemKey key = 0;
  std::size_t group = 0;
  std::string name;
  std::string shown;  // "€4.8 M"
  double size = 0;    // above zero
  double left = 1;    // what is left of it, 0 to 1
  Tone tone = Tone::accent;
  std::string word = {};  // what the tone says
  bool fixed = false;     // many small ones together: cannot be taken off
};

struct BoardOptions {
  std::string_view summary{};
  std::string_view size_head{};  // what the size is: "Revenue"
  float height = 520;            // base units
  std::string_view drop_words = "Drag here, or press, to take it off the board";
};

struct BoardAnswer {
  std::optional<ItemKey> toggled;  // pressed, or Space: off when it is on, and the other way round
  std::optional<ItemKey> taken;    // dragged off, or Delete
};

// Keyboard: the arrows go to the nearest in that direction, Home to the first.
BoardAnswer board(Ui& ui, std::string_view name, ItemsState& state,
                  std::span<const BoardGroup> groups, std::span<const BoardTile> tiles,
                  const BoardOptions& options = {});

}  // namespace keyplan::ui
