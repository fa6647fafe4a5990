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

#include "ui/charts/items_state.h"
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
  std::span<const std::uint8_t> depths{};  // of the rows in a tree; empty: they are none
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

// ---- X matrix --------------------------------------------------------------------------------

enum class XList : std::uint8_t { annual, priorities, targets, long_term, people };
enum class Strength : std::uint8_t { none, weak, strong };

struct XMatrixList {
  std::string name;  // "Annual objectives"
  std::vector<std::string> items;
};
struct XMatrixLists {
  XMatrixList annual{.name = "Annual objectives", .items = {}};        // left
  XMatrixList priorities{.name = "Priorities", .items = {}};           // top
  XMatrixList targets{.name = "Targets", .items = {}};                 // right
  XMatrixList long_term{.name = "Long-term objectives", .items = {}};  // bottom
  XMatrixList people{.name = "People", .items = {}};                   // far right, may be empty
};

// Two that meet in a cell. Rows are priorities and long-term objectives, columns all others; people
// meet priorities only.
struct XMatrixPair {
  XList row_list = XList::priorities;
  std::size_t row = 0;
  XList column_list = XList::annual;
  std::size_t column = 0;
};

struct XMatrixState {
  ItemsState items;
};

struct XMatrixOptions {
  std::string_view summary{};    // the sentence that says what it shows
  bool entries_openable = true;  // what stands in the lists can be pressed
};

struct XMatrixAnswer {
  struct Set {
    XMatrixPair pair;
    Strength next = Strength::none;
  };
  std::optional<Set> set;  // a cell was pressed: none, weak, strong, and none again
  struct Entry {
    XList list = XList::annual;
    std::size_t index = 0;
  };
  std::optional<Entry> opened;
};

// Four lists around an X, and how much one serves the other. Columns have short numbers; their
// names stand in the lists below. Keyboard: arrows, Home and End between cells; Space goes to the
// next strength.
XMatrixAnswer x_matrix(Ui& ui, std::string_view name, XMatrixState& state,
                       const XMatrixLists& lists,
                       const std::function<Strength(const XMatrixPair&)>& strength,
                       const XMatrixOptions& options = {});

// ---- bowler ----------------------------------------------------------------------------------

enum class Met : std::uint8_t { open, met, missed };

struct BowlerMonth {
  std::string plan, actual;
  Met met = Met::open;  // of the actual; shown by colour and sign, and told
};

struct BowlerRow {
  ItemKey key = 0;
  std::string measure, unit, owner;
  std::string baseline, target;
  std::vector<BowlerMonth> months;
};

enum class BowlerLine : std::uint8_t { plan, actual };

// Kept by the caller from frame to frame.
struct BowlerState {
  std::optional<ItemKey> row;  // has the keyboard
};

struct BowlerOptions {
  std::string_view summary{};  // the sentence that says what it shows
  float height = 560;          // at most, base units
  bool editable = true;
  bool openable = true;  // the name of a measure can be pressed
  Ui::Check check{};     // of what is typed into a month; empty = fine
  std::string_view empty = "No measures yet.";
};

struct BowlerAnswer {
  struct Edited {
    std::size_t row = 0, month = 0;
    BowlerLine line = BowlerLine::actual;
    std::string text;
  };
  std::optional<Edited> edited;
  std::optional<std::size_t> opened;
};

// Plan and actual of each measure, month by month. Every value is a field: type and press Enter or
// Tab.
BowlerAnswer bowler(Ui& ui, std::string_view name, BowlerState& state,
                    std::span<const std::string> months, std::span<const BowlerRow> rows,
                    const BowlerOptions& options = {});

}  // namespace keyplan::ui
