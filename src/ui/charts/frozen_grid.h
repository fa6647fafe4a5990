// A scrolling grid of equal cells whose first row and first column stay in sight.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/charts/items.h"
#include "ui/charts/matrix.h"

namespace keyplan::ui {

// Lengths are device pixels.
struct FrozenGridSize {
  std::size_t rows = 0, columns = 0;
  float head_width = 0, head_height = 0;
  float cell_width = 0, cell_height = 0;
};

class FrozenGrid {
 public:
  // From the first place to the one behind the last that is in sight.
  struct Range {
    std::size_t begin = 0, end = 0;
  };

  FrozenGrid(Ui& ui, const Box& box, const FrozenGridSize& size);
  FrozenGrid(const FrozenGrid&) = delete;

  Range rows() const { return rows_; }
  Range columns() const { return columns_; }
  Box cell(GridPlace place) const;
  Box row_head(std::size_t row) const;
  Box column_head(std::size_t column) const;
  Box corner() const;
  Box cells() const;  // the part in which cells are seen
  void reveal(GridPlace place);
  // Draws below the row of heads, right of the column of heads, or both.
  void clip_cells() const;
  void clip_row_heads() const;
  void clip_column_heads() const;
  void unclip() const;

 private:
  FrozenGridSize size_;
  ScrollArea area_;
  Range rows_, columns_;
};

// Where the arrow keys lead from a place.
GridPlace moved_by(const ItemKeys& keys, GridPlace from, std::size_t rows, std::size_t columns,
                   std::size_t page);

}  // namespace keyplan::ui
