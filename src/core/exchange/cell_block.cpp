#include "core/exchange/cell_block.h"

#include <algorithm>
#include <unordered_map>

#include "core/exchange/csv.h"
#include "core/text/fold.h"

namespace keyplan::exchange {
namespace {

constexpr std::size_t told = 10;
constexpr std::size_t rows_at_once = 10'000;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const auto first = text.find_first_not_of(spaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

using Places = std::unordered_map<std::string, std::size_t>;

Places places_of(std::span<const std::string> names) {
  Places places;
  for (std::size_t i = 0; i < names.size(); ++i) places.emplace(text::folded(trimmed(names[i])), i);
  return places;
}

std::optional<std::size_t> place_of(const Places& places, std::string_view name) {
  const auto found = places.find(text::folded(trimmed(name)));
  return found == places.end() ? std::nullopt : std::optional(found->second);
}

/// The reader takes its first line for a header, so it gets one.
CsvTable table_of(std::string_view text) {
  const Delimiter delimiter = text.contains('\t') ? Delimiter::tab : detect_delimiter(text);
  std::size_t columns = 1;
  std::size_t in_line = 1;
  for (const char c : text) {
    if (c == static_cast<char>(delimiter)) columns = std::max(columns, ++in_line);
    if (c == '\n') in_line = 1;
  }
  columns = std::min(columns, max_columns);
  std::string with_header;
  for (std::size_t i = 0; i < columns; ++i) {
    if (i > 0) with_header += static_cast<char>(delimiter);
    with_header += "c" + std::to_string(i);
  }
  with_header += '\n';
  with_header += text;
  CsvReader reader(std::move(with_header), delimiter);
  while (!reader.step(rows_at_once)) {
  }
  return reader.take();
}

struct Block {
  const CsvTable& table;
  std::string_view at(std::size_t row, std::size_t column) const {
    return trimmed(table.cell(row, column));
  }
  /// Whether most of what is filled, from `first` on, is known.
  template <class Cell>
  static bool names(std::size_t first, std::size_t count, const Places& places, Cell cell) {
    std::size_t filled = 0;
    std::size_t known = 0;
    for (std::size_t i = first; i < count; ++i) {
      const std::string_view text = cell(i);
      if (text.empty()) continue;
      ++filled;
      known += place_of(places, text) ? 1 : 0;
    }
    return filled > 0 && 2 * known > filled;
  }
};

}  // namespace

std::optional<CellBlock> read_cell_block(std::string_view text, const BlockNames& names,
                                         std::size_t row, std::size_t column) {
  const CsvTable table = table_of(text);
  const Block block{table};
  const Places rows = places_of(names.rows);
  const Places columns = places_of(names.columns);
  CellBlock result;
  if (table.rows() == 0) return std::nullopt;
  const std::size_t wide = table.columns();
  result.with_column_names =
      Block::names(0, wide, columns, [&](std::size_t c) { return block.at(0, c); }) ||
      Block::names(1, wide, columns, [&](std::size_t c) { return block.at(0, c); });
  const std::size_t first_row = result.with_column_names ? 1 : 0;
  result.with_row_names =
      Block::names(first_row, table.rows(), rows, [&](std::size_t r) { return block.at(r, 0); });
  const std::size_t first_column = result.with_row_names ? 1 : 0;

  const auto leave_out = [&](std::string sentence) {
    ++result.left_out_count;
    if (result.left_out.size() < told) result.left_out.push_back(std::move(sentence));
  };
  const auto quoted = [](std::string_view name) { return "\"" + std::string(name) + "\""; };
  bool filled_any = false;
  for (std::size_t r = 0; r < table.rows() && !filled_any; ++r)
    for (std::size_t c = 0; c < wide; ++c) filled_any = filled_any || !block.at(r, c).empty();
  if (!filled_any) return std::nullopt;
  std::vector<std::optional<std::size_t>> column_places(wide);
  for (std::size_t c = first_column; c < wide; ++c) {
    if (result.with_column_names) {
      column_places[c] = place_of(columns, block.at(0, c));
      if (!column_places[c] && !block.at(0, c).empty())
        leave_out("Column " + std::to_string(c + 1) + ": " + quoted(block.at(0, c)) +
                  " is not here.");
    } else if (column + c - first_column < names.columns.size()) {
      column_places[c] = column + c - first_column;
    } else {
      leave_out("Column " + std::to_string(c + 1) + " goes beyond the last one.");
    }
  }
  NumberEvidence evidence;
  for (std::size_t r = first_row; r < table.rows(); ++r) {
    std::optional<std::size_t> place;
    if (result.with_row_names) {
      const std::string_view name = block.at(r, 0);
      place = place_of(rows, name);
      if (!place && !name.empty())
        leave_out("Row " + std::to_string(r + 1) + ": " + quoted(name) + " is not here.");
    } else if (row + r - first_row < names.rows.size()) {
      place = row + r - first_row;
    } else {
      leave_out("Row " + std::to_string(r + 1) + " goes beyond the last one.");
    }
    if (!place) continue;
    for (std::size_t c = first_column; c < wide; ++c) {
      const std::string_view filled = block.at(r, c);
      if (filled.empty() || !column_places[c]) continue;
      evidence.add(filled);
      result.cells.push_back({*place, *column_places[c], std::string(filled)});
    }
  }
  result.mark = decide(evidence, {}, DecimalMark::dot).mark;
  return result;
}

}  // namespace keyplan::exchange
