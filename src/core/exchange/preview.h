// What an import would do, for a screen or a terminal to show before anything changes.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/exchange/csv.h"
#include "core/exchange/tables.h"
#include "core/exchange/text_encoding.h"

namespace keyplan::exchange {

/// ok and note need no action; warning asks for a look; error means the file is left out.
enum class Level : std::uint8_t { ok, note, warning, error };

struct Check {
  Level level = Level::ok;
  std::string text;  // short: "1,425 without account"
};

/// Rows that do not become records, and why.
struct LeftOut {
  std::string reason;  // "no name"
  std::size_t rows = 0;
  std::vector<std::size_t> lines;  // the first ten, 1-based lines of the file
};

/// A cell that could not be read as what its column is; the field stays empty.
struct CellIssue {
  std::size_t line = 0;
  std::size_t column = 0;  // 1-based
  std::string sentence;    // "\"abc\" is not a number."
};

struct ColumnPreview {
  std::string header;
  std::vector<std::string> first_values;  // up to three different ones
  Target target;
  std::string becomes;  // "Owner", "Amount (USD)", "Not used"
  std::string note;     // an assumption the user can change, "" = none
};

struct FilePreview {
  std::string name;
  TableKind kind = TableKind::left_out;
  std::string looks_like;  // "Accounts"
  std::string read_as;     // "UTF-8 · comma · 1,234.56 · 2017-03-01"
  std::string sentence;    // why the whole file is left out, with line and column; "" = it is not

  Encoding encoding = Encoding::utf8;
  Delimiter delimiter = Delimiter::comma;
  DecimalMark decimal_mark = DecimalMark::dot;
  DateOrder date_order = DateOrder::year_first;

  std::size_t rows = 0;
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;
  std::size_t left_out = 0;
  std::vector<LeftOut> left_out_because;
  std::vector<Check> checks;      // worst first; never empty
  std::vector<CellIssue> issues;  // the first hundred
  std::size_t issue_count = 0;
  std::vector<ColumnPreview> columns;
  std::size_t columns_used = 0;
};

/// Two records that may be one, for the user to look at side by side.
struct Alike {
  struct Fact {
    std::string label;  // "City"
    std::array<std::string, 2> values;
  };
  model::Kind kind = model::Kind::account;
  bool mentioned = false;  // the second is a mere name in rows of other tables
  std::string because;     // "other spelling"
  int rank = 0;            // the more alike, the higher
  std::array<std::string, 2> names;
  std::array<std::string, 2> ids;     // in the systems they come from
  std::array<std::string, 2> places;  // "this plan", "crm.csv, line 12"
  std::vector<Fact> facts;            // what either says of itself
};

struct Question {
  std::string key;   // stable: the same question keeps its answer when things are recomputed
  std::string text;  // "\"GTXPro\" in 1,480 deals is close to the offering \"GTX Pro\"."
  std::vector<std::string> options;
  std::size_t answer = 0;  // index into options; the proposed one until the user chooses
  std::optional<Alike> alike = {};
};

/// A line of figures: "FY2017, 4,238 deals" and "$10,005,534".
struct SummaryLine {
  std::string heading;  // lines of one heading follow each other: "Won deals become revenue"
  std::string text;
  std::string amount;
};

struct RecordCounts {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;
  std::size_t removed = 0;
};

struct ImportPreview {
  std::vector<FilePreview> files;
  std::vector<Question> questions;
  std::vector<SummaryLine> summary;
  std::array<RecordCounts, model::kind_count> records{};  // by model::Kind

  [[nodiscard]] RecordCounts total() const;
  /// Something would be added, changed or removed.
  [[nodiscard]] bool changes_anything() const;
};

/// The same preview for a terminal.
[[nodiscard]] std::string to_text(const ImportPreview& preview);

}  // namespace keyplan::exchange
