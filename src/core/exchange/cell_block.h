// A block of cells as it comes from the clipboard of a spreadsheet: tabs between cells, with or
// without a line of column names above and a column of row names at the left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/exchange/numbers.h"

namespace keyplan::exchange {

struct BlockCell {
  std::size_t row = 0;  // places in the names given
  std::size_t column = 0;
  std::string text;  // trimmed, not empty
};

struct CellBlock {
  std::vector<BlockCell> cells;
  bool with_row_names = false;
  bool with_column_names = false;
  DecimalMark mark = DecimalMark::dot;  // what its numbers show; assumed where nothing does
  /// What found no place: "Row 3: "Acme" is not here." At most ten of them.
  std::vector<std::string> left_out;
  std::size_t left_out_count = 0;
};

struct BlockNames {
  std::span<const std::string> rows;
  std::span<const std::string> columns;
};

/// A first line in which most cells are known columns names the columns; a first column in which
/// most cells are known rows names the rows. Otherwise cells go on from `row` and `column` to the
/// right and down. Names are compared without regard to case, accents and outer spaces. Cells that
/// are empty are left as they are. Nothing when the text holds no filled cell.
std::optional<CellBlock> read_cell_block(std::string_view text, const BlockNames& names,
                                         std::size_t row, std::size_t column);

}  // namespace keyplan::exchange
