// A field of bubbles between two axes, cut in four: attractiveness against strength of the
// relationship and the like. Press one to select it, press twice or Enter to open it, draw round
// several with the mouse to select them all. Size, colour and place are told in words; the largest
// are also listed as a table.
//
// Of more than most_bubbles only the largest are bubbles. The others are counted where they lie, in
// cells of a grid that are pressed as one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/charts/items_state.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

inline constexpr std::size_t most_bubbles = 300;

// Its texts have to live as long as it does.
struct ScatterPoint {
  ItemKey key = 0;
  std::string_view name;
  double x = 0, y = 0;  // 0 to 10; to the right and upwards is more
  double size = 0;      // 0 to 1, of the area of the largest
  std::string_view shown_size;
  Tone tone = Tone::accent;
  std::string_view word;  // what the tone says: "At risk"
  bool selected = false;
};

// Kept by the caller from frame to frame.
struct ScatterState {
  ItemsState items;
  struct Spot {
    float x = 0, y = 0;
  };
  std::vector<Spot> lasso;  // device pixels, while it is drawn
  bool lasso_from_item = false;
};

struct ScatterOptions {
  std::string_view summary{};  // the sentence that says what it shows
  std::string_view across{};   // name of the axis to the right
  std::string_view up{};
  std::string_view size_head{};  // what the size is: "Revenue"
  // Names of the fields: bottom left, top left, bottom right, top right.
  std::array<std::string_view, 4> fields{};
  std::string_view thing = "point", things = "points";  // what is counted in a cell: "account"
  std::string_view cells_note{};  // stands below the picture where there are cells
  bool selects = true;            // a line can be drawn round several
  float height = 320;             // base units
  std::string_view empty = "Nothing to compare yet.";
};

struct ScatterAnswer {
  std::optional<ItemKey> opened;   // Enter or double click
  std::optional<ItemKey> toggled;  // pressed, or Space
  // All inside the line that was drawn; empty: the ground was pressed.
  std::optional<std::vector<ItemKey>> lassoed;
  std::optional<std::vector<ItemKey>> cell;  // all inside the cell that was pressed
};

// Keyboard: the arrows go to the nearest in that direction, Home and End to the first and last.
ScatterAnswer scatter(Ui& ui, std::string_view name, ScatterState& state,
                      std::span<const ScatterPoint> points, const ScatterOptions& options = {});

}  // namespace keyplan::ui
