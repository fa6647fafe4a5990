// Charts of rows and columns: a heat grid, a matrix with things in its cells, the X matrix of
// strategy work and the bowler of monthly measures. Each is a figure that holds a grid, so that
// every cell can be read and reached; the meaning of a colour stands in words beside it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/charts/items.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

struct GridPlace {
  std::size_t row = 0, column = 0;
  bool operator==(const GridPlace&) const = default;
};

// ---- heat grid
// -----------------------------------------------------------------------------------

struct HeatCell {
  std::string text;            // "120", "owned"
  double strength = 0;         // 0 to 1: how strongly it is filled
  std::optional<Tone> tone{};  // instead of a strength; `text` says what it means
  std::string description;     // more, told and shown on hover
};

struct HeatGridState {
  ItemsState items;
};

struct HeatGridOptions {
  std::string_view summary{};  // the sentence that says what it shows
  std::string_view corner{};   // what the rows are: "Branch"
  float height = 480;          // at most, base units
  float cell_width = 76;       // at least, base units
  bool pressable = true;
  std::string_view empty = "Nothing here yet.";
};

struct HeatGridAnswer {
  std::optional<GridPlace> pressed;
  std::optional<GridPlace> opened;  // Enter or double click
};

// `cell` is asked for what is in sight only. Keyboard: arrows, Home, End, with Ctrl to the first
// and last row, Page Up and Page Down.
HeatGridAnswer heat_grid(Ui& ui, std::string_view name, HeatGridState& state,
                         std::span<const std::string> columns, std::span<const std::string> rows,
                         const std::function<HeatCell(GridPlace)>& cell,
                         const HeatGridOptions& options = {});

// ---- matrix with things in its cells ---------------------------------------------------------

struct MatrixAxis {
  std::string name;                // "Impact"
  std::vector<std::string> steps;  // from low to high: to the right, or upwards
};

struct MatrixLook {
  Tone tone = Tone::muted;
  std::string word;  // what the tone means: "High"
};

struct MatrixItem {
  ItemKey key = 0;
  GridPlace at;       // row 0 is the lowest
  std::string title;  // "R3 Price war"
  std::string text;   // more, told and shown on hover
  bool movable = true;
};

struct GridMatrixState {
  ItemsState items;
  std::optional<GridPlace> expanded;  // the crowded cell that shows all
};

struct GridMatrixOptions {
  std::string_view summary{};  // the sentence that says what it shows
  float cell_width = 104;      // at least, base units
  float cell_height = 72;      // at least, base units
};

struct GridMatrixAnswer {
  std::optional<ItemKey> pressed;
  std::optional<ItemKey> opened;  // Enter or double click
  struct Moved {
    ItemKey key = 0;
    GridPlace to;
  };
  std::optional<Moved> moved;
};

// Risks by impact and likelihood, and the like. Drag a thing to another cell, or move it with Ctrl
// and the arrows; the arrows alone go from one to the next.
GridMatrixAnswer grid_matrix(Ui& ui, std::string_view name, GridMatrixState& state,
                             const MatrixAxis& across, const MatrixAxis& up,
                             const std::function<MatrixLook(GridPlace)>& look,
                             std::span<const MatrixItem> things,
                             const GridMatrixOptions& options = {});

}  // namespace keyplan::ui
