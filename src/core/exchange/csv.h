// Tables of text: RFC 4180 with the liberties real exports take.
//
// A CsvTable keeps the decoded text once and every cell as an offset and a length into it; only
// cells with doubled quotes own a copy. CsvReader fills a table in slices. Lines are counted from 1
// and a row knows the line it starts on, because quoted cells may contain line ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace keyplan::exchange {

enum class Delimiter : char { comma = ',', semicolon = ';', tab = '\t', pipe = '|' };

inline constexpr Delimiter all_delimiters[] = {Delimiter::comma, Delimiter::semicolon,
                                               Delimiter::tab, Delimiter::pipe};

[[nodiscard]] std::string_view name_of(Delimiter delimiter);

inline constexpr std::size_t max_field_bytes = 1u << 20;
inline constexpr std::size_t max_columns = 4096;
inline constexpr std::size_t max_rows = 1'000'000;
inline constexpr std::size_t max_cells = 64'000'000;

// The delimiter that splits the first rows most evenly; comma when the table has one column.
// A first line "sep=;" (written by Excel) decides at once.
[[nodiscard]] Delimiter detect_delimiter(std::string_view text);

// One thing about the file worth telling, at a place. column is 1-based, 0 = whole line.
struct CsvIssue {
  enum class Kind : std::uint8_t {
    short_row,         // fewer values than the header: missing ones read as empty
    long_row,          // more values than the header: extra ones are ignored
    text_after_quote,  // "abc"def: read as abcdef
    unclosed_quote,    // fatal
    field_too_long,    // fatal
    too_many_columns,  // fatal
    too_many_rows,     // fatal
    empty              // fatal: no row at all
  };
  Kind kind;
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t values = 0;  // how many values the row has, for short_row and long_row
};

[[nodiscard]] bool is_fatal(CsvIssue::Kind kind);

class CsvTable {
 public:
  [[nodiscard]] std::size_t columns() const { return header_.size(); }
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  // Lines before the header that are left out: the title of a report, when it was made.
  [[nodiscard]] std::size_t lines_above() const { return lines_above_; }

  // Trimmed of nothing; "" where the row is short.
  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
  [[nodiscard]] std::size_t line_of(std::size_t row) const { return rows_[row].line; }
  [[nodiscard]] std::size_t values_in(std::size_t row) const { return rows_[row].count; }

  // At most 1,000 are kept; issue_count counts all.
  [[nodiscard]] const std::vector<CsvIssue>& issues() const { return issues_; }
  [[nodiscard]] std::size_t issue_count() const { return issue_count_; }

 private:
  friend class CsvReader;

  // length carries `owned_bit` when the offset points into owned_ instead of text_.
  struct Cell {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
  };
  struct Row {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::uint32_t line = 0;
  };
  static constexpr std::uint32_t owned_bit = 1u << 31;

  std::string text_;
  std::string owned_;
  std::vector<std::string> header_;
  std::vector<Cell> cells_;
  std::vector<Row> rows_;
  std::vector<CsvIssue> issues_;
  std::size_t issue_count_ = 0;
  std::size_t lines_above_ = 0;
};

class CsvReader {
 public:
  // Takes the decoded UTF-8 text.
  CsvReader(std::string text, Delimiter delimiter);

  // Reads up to `max_rows` more rows; true when finished (also after a fatal issue, see failed()).
  bool step(std::size_t row_budget);

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] const CsvTable& table() const { return table_; }
  [[nodiscard]] double progress() const;
  [[nodiscard]] CsvTable take() { return std::move(table_); }

 private:
  void read_row();
  // Reads one field; true when another one follows on the same row.
  bool read_field();
  bool read_quoted(std::size_t& begin, std::size_t& end, bool& owned);
  void end_row();
  void report(CsvIssue::Kind kind, std::size_t line, std::size_t column, std::size_t values = 0);

  CsvTable table_;
  char delimiter_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
  std::size_t row_first_ = 0;
  bool done_ = false;
  bool failed_ = false;
  bool have_header_ = false;
  bool is_wide_ = false;  // most rows have several values
};

// Writes one value so that reading it back gives the same text; used by round-trip tests and
// exports.
void append_csv_field(std::string& out, std::string_view value, Delimiter delimiter);

}  // namespace keyplan::exchange
