#include "core/exchange/csv.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/sorting/sort.h"

namespace keyplan::exchange {
namespace {

constexpr std::size_t max_kept_issues = 1000;
constexpr std::size_t sampled_rows = 200;
constexpr std::size_t sampled_bytes = 256u << 10;

// Field counts of the first rows for one delimiter, quotes respected.
std::vector<std::size_t> sample_field_counts(std::string_view text, char delimiter) {
  std::vector<std::size_t> counts;
  std::size_t fields = 1;
  bool quoted = false;
  bool just_closed = false;
  bool row_has_text = false;
  bool field_start = true;
  for (const char c : text) {
    if (quoted) {
      quoted = c != '"';
      just_closed = !quoted;
      continue;
    }
    // A doubled quote closes and opens again at once.
    if (c == '"' && (field_start || just_closed)) {
      quoted = true;
      row_has_text = true;
      field_start = false;
      continue;
    }
    just_closed = false;
    if (c == '\n' || c == '\r') {
      if (row_has_text) counts.push_back(fields);
      if (counts.size() >= sampled_rows) return counts;
      fields = 1;
      row_has_text = false;
      field_start = true;
      continue;
    }
    row_has_text = true;
    field_start = c == delimiter;
    if (field_start) ++fields;
  }
  if (row_has_text && !quoted) counts.push_back(fields);
  return counts;
}

// Share of the rows that have the most common field count, and that count.
struct Evenness {
  std::size_t fields = 1;
  double share = 0;
};

Evenness evenness(std::vector<std::size_t> counts) {
  Evenness best;
  if (counts.empty()) return best;
  const double total = static_cast<double>(counts.size());
  keyplan::sort(counts);
  for (auto from = counts.begin(); from != counts.end();) {
    const auto to = std::upper_bound(from, counts.end(), *from);
    const double share = static_cast<double>(to - from) / total;
    if (share > best.share) best = {*from, share};
    from = to;
  }
  return best;
}

}  // namespace

std::string_view name_of(Delimiter delimiter) {
  switch (delimiter) {
    case Delimiter::comma:
      return "comma";
    case Delimiter::semicolon:
      return "semicolon";
    case Delimiter::tab:
      return "tab";
    case Delimiter::pipe:
      return "pipe";
  }
  return "";
}

Delimiter detect_delimiter(std::string_view text) {
  if (text.size() > 5 && text.starts_with("sep=") && (text[5] == '\r' || text[5] == '\n'))
    for (const Delimiter delimiter : all_delimiters)
      if (text[4] == static_cast<char>(delimiter)) return delimiter;

  const std::string_view sample = text.substr(0, sampled_bytes);
  Delimiter best = Delimiter::comma;
  double best_score = 0;
  for (const Delimiter delimiter : all_delimiters) {
    const std::vector<std::size_t> counts =
        sample_field_counts(sample, static_cast<char>(delimiter));
    const Evenness even = evenness(counts);
    if (even.fields < 2) continue;
    // The header must agree with the rows: a comma inside amounts splits rows but not the header.
    const double header_agrees = counts.front() == even.fields ? 1.0 : 0.5;
    const double score = even.share * header_agrees +
                         0.001 * static_cast<double>(std::min<std::size_t>(even.fields, 50));
    if (score > best_score) {
      best_score = score;
      best = delimiter;
    }
  }
  return best;
}

bool is_fatal(CsvIssue::Kind kind) {
  switch (kind) {
    case CsvIssue::Kind::short_row:
    case CsvIssue::Kind::long_row:
    case CsvIssue::Kind::text_after_quote:
      return false;
    case CsvIssue::Kind::unclosed_quote:
    case CsvIssue::Kind::field_too_long:
    case CsvIssue::Kind::too_many_columns:
    case CsvIssue::Kind::too_many_rows:
    case CsvIssue::Kind::empty:
      return true;
  }
  return true;
}

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const {
  const Row& found = rows_[row];
  if (column >= found.count) return {};
  const Cell& cell = cells_[found.first + column];
  const std::string& source = (cell.length & owned_bit) != 0 ? owned_ : text_;
  return std::string_view(source).substr(cell.offset, cell.length & ~owned_bit);
}

CsvReader::CsvReader(std::string text, Delimiter delimiter)
    : delimiter_(static_cast<char>(delimiter)) {
  table_.text_ = std::move(text);
  if (table_.text_.size() > 5 && table_.text_.starts_with("sep=") &&
      table_.text_[4] == delimiter_ && (table_.text_[5] == '\r' || table_.text_[5] == '\n')) {
    at_ = table_.text_.find('\n');
    at_ = at_ == std::string::npos ? 6 : at_ + 1;
    line_ = 2;
  }
  const std::string_view sample = std::string_view(table_.text_).substr(at_, sampled_bytes);
  const Evenness even = evenness(sample_field_counts(sample, delimiter_));
  is_wide_ = even.fields > 1 && even.share >= 0.5;
}

double CsvReader::progress() const {
  if (done_ || table_.text_.empty()) return 1.0;
  return static_cast<double>(at_) / static_cast<double>(table_.text_.size());
}

bool CsvReader::step(std::size_t row_budget) {
  for (std::size_t i = 0; i < std::max<std::size_t>(row_budget, 1) && !done_; ++i) {
    if (at_ >= table_.text_.size()) {
      done_ = true;
      if (!have_header_) report(CsvIssue::Kind::empty, 1, 0);
      break;
    }
    read_row();
  }
  return done_;
}

void CsvReader::read_row() {
  row_line_ = line_;
  row_first_ = table_.cells_.size();
  while (read_field()) {
    if (table_.cells_.size() - row_first_ >= max_columns) {
      report(CsvIssue::Kind::too_many_columns, row_line_, 0);
      return;
    }
  }
  if (!failed_) end_row();
}

bool CsvReader::read_field() {
  const std::string& text = table_.text_;
  std::size_t begin = at_;
  std::size_t end = at_;
  bool owned = false;
  if (at_ < text.size() && text[at_] == '"') {
    if (!read_quoted(begin, end, owned)) return false;
  } else {
    while (at_ < text.size() && text[at_] != delimiter_ && text[at_] != '\n' && text[at_] != '\r')
      ++at_;
    end = at_;
  }
  if (end - begin > max_field_bytes) {
    report(CsvIssue::Kind::field_too_long, line_, table_.cells_.size() - row_first_ + 1);
    return false;
  }
  const auto length = static_cast<std::uint32_t>(end - begin);
  table_.cells_.push_back(
      {static_cast<std::uint32_t>(begin), owned ? length | CsvTable::owned_bit : length});

  if (at_ >= text.size()) return false;
  if (text[at_] == delimiter_) {
    ++at_;
    return true;
  }
  if (text[at_] == '\r' && at_ + 1 < text.size() && text[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
  return false;
}

bool CsvReader::read_quoted(std::size_t& begin, std::size_t& end, bool& owned) {
  const std::string& text = table_.text_;
  const std::size_t opened_on = line_;
  const std::size_t column = table_.cells_.size() - row_first_ + 1;
  const std::size_t owned_begin = table_.owned_.size();
  std::size_t run = ++at_;
  begin = run;
  bool closed = false;
  while (at_ < text.size()) {
    const char c = text[at_];
    if (!closed && c == '"') {
      if (at_ + 1 < text.size() && text[at_ + 1] == '"') {
        table_.owned_.append(text, run, at_ + 1 - run);
        owned = true;
        at_ += 2;
        run = at_;
        continue;
      }
      end = at_;
      closed = true;
      ++at_;
      if (owned) table_.owned_.append(text, run, end - run);
      continue;
    }
    if (closed) {
      if (c == delimiter_ || c == '\n' || c == '\r') break;
      const std::size_t from = at_;
      while (at_ < text.size() && text[at_] != delimiter_ && text[at_] != '\n' &&
             text[at_] != '\r') {
        ++at_;
      }
      const std::string_view rest = std::string_view(text).substr(from, at_ - from);
      // Only padding: a column laid out by hand.
      if (rest.find_first_not_of(" \t") == std::string_view::npos) break;
      report(CsvIssue::Kind::text_after_quote, line_, column);
      if (!owned) table_.owned_.append(text, begin, end - begin);
      owned = true;
      table_.owned_.append(rest);
      break;
    }
    if (c == '\n' || (c == '\r' && (at_ + 1 >= text.size() || text[at_ + 1] != '\n'))) ++line_;
    ++at_;
    if (at_ - begin > 2 * max_field_bytes) {
      report(CsvIssue::Kind::field_too_long, opened_on, column);
      return false;
    }
  }
  if (!closed) {
    report(CsvIssue::Kind::unclosed_quote, opened_on, column);
    return false;
  }
  if (owned) {
    begin = owned_begin;
    end = table_.owned_.size();
  }
  return true;
}

void CsvReader::end_row() {
  const std::size_t count = table_.cells_.size() - row_first_;
  const auto empty = [](const CsvTable::Cell& cell) {
    return (cell.length & ~CsvTable::owned_bit) == 0;
  };
  const auto row = table_.cells_.begin() + static_cast<std::ptrdiff_t>(row_first_);
  if (std::all_of(row, table_.cells_.end(), empty)) {
    table_.cells_.resize(row_first_);
    return;
  }
  if (table_.rows_.size() >= max_rows || table_.cells_.size() > max_cells) {
    report(CsvIssue::Kind::too_many_rows, row_line_, 0);
    return;
  }
  table_.rows_.push_back({static_cast<std::uint32_t>(row_first_), static_cast<std::uint32_t>(count),
                          static_cast<std::uint32_t>(row_line_)});
  if (have_header_) {
    if (count < table_.header_.size()) report(CsvIssue::Kind::short_row, row_line_, 0, count);
    if (count > table_.header_.size()) {
      // Trailing empty values are how some programs pad; only real values are worth a word.
      bool extra_text = false;
      for (std::size_t i = table_.header_.size(); i < count; ++i)
        extra_text = extra_text || !table_.cell(table_.rows_.size() - 1, i).empty();
      if (extra_text) report(CsvIssue::Kind::long_row, row_line_, table_.header_.size() + 1, count);
    }
    return;
  }
  // Reports begin with a title and a date, each alone in its line.
  constexpr std::size_t most_lines_above = 20;
  if (is_wide_ && table_.lines_above_ < most_lines_above && !empty(*row) &&
      std::all_of(row + 1, table_.cells_.end(), empty)) {
    table_.lines_above_ = line_ - 1;
    table_.rows_.clear();
    table_.cells_.clear();
    return;
  }
  have_header_ = true;
  for (std::size_t i = 0; i < count; ++i) table_.header_.emplace_back(table_.cell(0, i));
  while (!table_.header_.empty() && table_.header_.back().empty()) table_.header_.pop_back();
  table_.rows_.clear();
  table_.cells_.clear();
}

void CsvReader::report(CsvIssue::Kind kind, std::size_t line, std::size_t column,
                       std::size_t values) {
  ++table_.issue_count_;
  if (is_fatal(kind)) {
    failed_ = true;
    done_ = true;
    // The reason for stopping must be in the list, however many small issues came before it.
    if (table_.issues_.size() >= max_kept_issues) table_.issues_.pop_back();
  }
  if (table_.issues_.size() < max_kept_issues)
    table_.issues_.push_back({kind, line, column, values});
}

void append_csv_field(std::string& out, std::string_view value, Delimiter delimiter) {
  const char special[] = {static_cast<char>(delimiter), '"', '\n', '\r'};
  if (value.find_first_of(std::string_view(special, sizeof special)) == std::string_view::npos) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace keyplan::exchange
