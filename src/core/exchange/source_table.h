// One dropped file on its way to a table: bytes, text, cells, profiles, dialects, mapping. The
// user's corrections are kept apart from the guesses, so that each can be recomputed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/exchange/csv.h"
#include "core/exchange/slices.h"
#include "core/exchange/tables.h"
#include "core/exchange/text_encoding.h"

namespace keyplan::exchange {

/// How to read the cells of one column.
struct ColumnFormat {
  DecimalMark mark = DecimalMark::dot;
  DateOrder order = DateOrder::year_first;
  model::Currency currency;  // none = the row's, else the plan's
  int power_of_ten = 0;      // 6 when the numbers are millions
  bool mark_assumed = false;
  bool order_assumed = false;
};

struct SourceTable {
  std::string name;
  std::string bytes;

  // Read from the bytes.
  FileNature nature = FileNature::text;
  Encoding encoding = Encoding::utf8;
  Delimiter delimiter = Delimiter::comma;
  CsvTable cells;
  std::string refusal;  // sentence with line and column, "" = readable
  Decoder::Odd unreadable;
  Decoder::Odd pasted_in;
  bool is_read = false;
  std::vector<ColumnProfile> profiles;
  bool is_profiled = false;

  // Guessed or chosen.
  TableKind kind = TableKind::left_out;
  std::string left_out_reason;
  std::vector<Target> targets;
  std::vector<ColumnFormat> formats;

  // The user's corrections.
  std::optional<Encoding> chosen_encoding;
  std::optional<Delimiter> chosen_delimiter;
  std::optional<TableKind> chosen_kind;
  std::optional<DecimalMark> chosen_mark;
  std::optional<DateOrder> chosen_order;
  std::vector<std::pair<std::size_t, Target>> chosen_targets;  // by column

  [[nodiscard]] bool usable() const { return refusal.empty() && kind != TableKind::left_out; }
  [[nodiscard]] std::optional<std::size_t> column_of(Target target) const;
  [[nodiscard]] std::optional<std::size_t> column_of(Role role) const {
    return column_of(Target{role});
  }
  /// Columns of the record kind's field, in order of the file.
  [[nodiscard]] std::vector<std::size_t> columns_of_field(std::uint16_t field) const;
  [[nodiscard]] std::string_view cell(std::size_t row, std::optional<std::size_t> column) const;
};

/// Decodes, splits into cells and profiles what is not read yet.
[[nodiscard]] Slices read_table(SourceTable& table, Budget& budget);

/// Kind and targets, from headers, cells and corrections.
void map_table(SourceTable& table);

/// Number and date dialects of each column: by the column, else the file, else all files. Also
/// units stated in headers and in data dictionaries among the files.
void decide_formats(std::span<SourceTable> tables);

}  // namespace keyplan::exchange
