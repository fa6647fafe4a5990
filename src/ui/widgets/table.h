// Tables of any length: header with sorting, rows drawn only when visible, cells with any widget.
//
//   auto table = ui.table("Accounts", columns, rows.size(), {.sort = state.sort});
//   while (table.next_row()) {
//     const Account& account = *rows[table.row()];
//     table.cell(); ui.strong(account.name);
//     table.cell(); ui.number(revenue_text);
//   }
//   if (table.sorted) state.sort = *table.sorted;      // sort your index, not per frame
//   if (table.opened) go_to(*table.opened);            // Enter or a click on the row
//   if (table.copy_requested) ui.copy(as_tsv(...));
//
// Keyboard: up and down, Home, End, Page Up/Down move between rows; Enter opens; Space selects;
// Ctrl+A selects all; Ctrl+C copies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/widgets/ui.h"

namespace keyplan::ui {

struct Column {
  std::string_view name;
  Align align = Align::left;
  float width = 0;    // base units; 0: as wide as its content
  float flex = 0;     // share of the rest of the width; such columns may shrink
  float least = 140;  // of a column that may shrink; less only when nothing can be left out
  bool sortable = true;
  int priority =
      0;  // columns with the highest number are left out first when space is short; 0 = never
};

struct Sort {
  int column = -1;
  bool descending = false;
  bool operator==(const Sort&) const = default;
};

/// Of a table whose rows are a tree: those above before those below.
struct TreeRow {
  int depth = 0;               // 0 at the top
  bool below = false;          // something is below it, shown or not
  bool open = false;           // and shown: the next row
  std::ptrdiff_t parent = -1;  // the row it stands below; -1: at the top
};

struct TableOptions {
  Sort sort{};
  // Height in base units of a scrolling body under a fixed header; 0: as tall as its rows.
  float height = 0;
  bool fill = false;  // height: down to the bottom of the page, at least 10 rows
  float row_height = length::row;
  bool openable = true;  // rows answer to click and Enter
  Selection* selection =
      nullptr;  // click, Ctrl+click, Shift+click, Space; then Enter or double click opens
  std::function<std::uint64_t(std::size_t row)>
      key{};  // stable identity of a row; default: its place
  std::string_view empty = "Nothing here yet.";
  // The first column is indented, with a triangle to show or hide what is below; Right and Left do
  // so too, and go to the first row below or the one above.
  std::function<TreeRow(std::size_t row)> tree{};
};

class [[nodiscard]] Table {
 public:
  Table(Table&&) = delete;
  ~Table();

  bool next_row();          // false after the last visible row
  std::size_t row() const;  // 0-based place in the rows given
  void cell();              // enters the next cell; columns left out are skipped silently
  // Name told for the row; default: the text of its first cell.
  void row_name(std::string_view name);

  std::optional<Sort> sorted;  // a header was pressed: the order wanted
  std::optional<std::size_t> opened;
  struct Fold {
    std::size_t row;
    bool open;  // as it shall be
  };
  std::optional<Fold> fold;  // of a tree: what is below a row is to be shown or hidden
  bool selection_changed = false;
  bool copy_requested = false;

 private:
  friend class Ui;
  struct State;
  Table(Ui& ui, std::string_view name, std::span<const Column> columns, std::size_t rows,
        const TableOptions& options);
  void draw_header();
  void begin_body();
  bool begin_row(std::size_t row);
  void draw_fold();
  void end_cell();
  void end_row();
  void handle_keys();
  void select_by_pointer(std::size_t row);
  std::unique_ptr<State> state_;
};

// Builds a table as text for spreadsheets: tabs between cells, quoted where needed.
class TsvWriter {
 public:
  TsvWriter& cell(std::string_view text);
  void end_row();
  const std::string& text() const { return text_; }
  std::size_t rows() const { return rows_; }  // that were ended, the header too

 private:
  std::string text_;
  std::size_t rows_ = 0;
  bool row_started_ = false;
};

}  // namespace keyplan::ui
