#include "core/exchange/source_table.h"

#include <algorithm>

#include "core/exchange/names.h"

namespace keyplan::exchange {
namespace {

// Units of the budget are rows; reading text is cheaper than mapping a row.
constexpr std::size_t bytes_per_unit = 256;
constexpr std::size_t slice_bytes = 128u << 10;
constexpr std::size_t rows_per_check = 64;

std::string place(std::size_t line, std::size_t column) {
  std::string text = "Line " + std::to_string(line);
  if (column != 0) text += ", column " + std::to_string(column);
  return text + ": ";
}

std::string refusal_of(const CsvIssue& issue) {
  const std::string where = place(issue.line, issue.column);
  switch (issue.kind) {
    case CsvIssue::Kind::unclosed_quote:
      return where + "a quotation mark is never closed.";
    case CsvIssue::Kind::field_too_long:
      return where + "a value is longer than 1 MB.";
    case CsvIssue::Kind::too_many_columns:
      return where + "there are more than 4,096 columns.";
    case CsvIssue::Kind::too_many_rows:
      return where + "there are more than 1,000,000 rows. Split the file and import the parts.";
    case CsvIssue::Kind::empty:
      return "This file is empty.";
    case CsvIssue::Kind::short_row:
    case CsvIssue::Kind::long_row:
    case CsvIssue::Kind::text_after_quote:
      break;
  }
  return {};
}

/// A data dictionary says what a column of another file means: "Annual revenue (in millions of
/// USD)".
void apply_dictionary(const SourceTable& dictionary, std::span<SourceTable> tables) {
  const auto table_column = dictionary.column_of(Role::dictionary_table);
  const auto field_column = dictionary.column_of(Role::dictionary_field);
  const auto text_column = dictionary.column_of(Role::dictionary_text);
  if (!field_column || !text_column) return;
  for (std::size_t row = 0; row < dictionary.cells.rows(); ++row) {
    const UnitHint hint = unit_hint(dictionary.cell(row, text_column));
    if (!hint.currency && hint.power_of_ten == 0) continue;
    const std::string about = squash(dictionary.cell(row, table_column));
    const std::string field = squash(dictionary.cell(row, field_column));
    for (SourceTable& table : tables) {
      const std::string_view stem = std::string_view(table.name).substr(0, table.name.rfind('.'));
      if (!about.empty() && squash(stem) != about) continue;
      for (std::size_t c = 0; c < table.formats.size(); ++c) {
        if (squash(table.cells.header()[c]) != field) continue;
        if (hint.currency) table.formats[c].currency = hint.currency;
        if (hint.power_of_ten != 0) table.formats[c].power_of_ten = hint.power_of_ten;
      }
    }
  }
}

/// How to read "1.234" when nothing in the files decides it.
DecimalMark assumed_mark(const NumberEvidence& evidence, std::optional<model::FieldType> type,
                         DecimalMark usual) {
  const bool dots = evidence.ambiguous_dot * 2 > evidence.ambiguous;
  const DecimalMark thousands = dots ? DecimalMark::comma : DecimalMark::dot;
  const DecimalMark decimals = dots ? DecimalMark::dot : DecimalMark::comma;
  if (type == model::FieldType::rate || type == model::FieldType::percent) return decimals;
  if (type == model::FieldType::count) return thousands;
  // Money with three decimals and a dot is rarer than thousands.
  return dots ? thousands : usual;
}

/// Of the field a column fills.
std::optional<model::FieldType> type_of(const SourceTable& table, std::size_t column) {
  const Target& target = table.targets[column];
  if (target.role == Role::revenue_of_year) return model::FieldType::money;
  const auto kind = field_kind(table.kind);
  if (target.role != Role::field || !kind) return std::nullopt;
  return model::info(*kind).fields[target.field].type;
}

model::Currency currency_of(const NumberEvidence& evidence) {
  // One sign in a column of plain numbers may be a slip; most cells must carry it.
  if (evidence.mixed_currencies || evidence.with_currency * 2 < evidence.numbers ||
      evidence.currency[0] == '\0')
    return {};
  return model::parse_currency({evidence.currency.data(), 3}).value_or(model::Currency{});
}

}  // namespace

std::optional<std::size_t> SourceTable::column_of(Target target) const {
  const auto at = std::ranges::find(targets, target);
  if (at == targets.end()) return std::nullopt;
  return static_cast<std::size_t>(at - targets.begin());
}

std::vector<std::size_t> SourceTable::columns_of_field(std::uint16_t field) const {
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < targets.size(); ++c)
    if (targets[c] == Target{Role::field, field}) columns.push_back(c);
  return columns;
}

std::string_view SourceTable::cell(std::size_t row, std::optional<std::size_t> column) const {
  return column ? trim(cells.cell(row, *column)) : std::string_view{};
}

Slices read_table(SourceTable& table, Budget& budget) {
  if (!table.is_read) {
    table.cells = {};
    table.refusal.clear();
    table.profiles.clear();
    table.is_profiled = false;
    table.nature = nature_of(table.bytes);
    table.refusal = sentence_for(table.nature);
    if (table.refusal.empty()) {
      // Looking at 256 MB in one go would block the page.
      table.encoding = detect_encoding_of_head(table.bytes);
      if (table.encoding == Encoding::utf8) {
        Utf8Evidence evidence;
        while (!evidence.look(table.bytes, evidence.done() + 8 * slice_bytes))
          if (budget.spend(slice_bytes / bytes_per_unit)) co_yield 0.05;
        table.encoding = evidence.encoding();
      }
      if (table.chosen_encoding) table.encoding = *table.chosen_encoding;

      Decoder decoder(table.bytes, table.encoding);
      while (!decoder.step(slice_bytes))
        if (budget.spend(slice_bytes / bytes_per_unit)) co_yield 0.1 + 0.3 * decoder.progress();
      table.unreadable = decoder.unreadable();
      table.pasted_in = decoder.pasted_in();

      std::string text = decoder.take();
      table.delimiter = table.chosen_delimiter.value_or(detect_delimiter(text));
      CsvReader reader(std::move(text), table.delimiter);
      while (!reader.step(rows_per_check))
        if (budget.spend(rows_per_check / 8)) co_yield 0.4 + 0.3 * reader.progress();
      if (reader.failed()) table.refusal = refusal_of(reader.table().issues().back());
      table.cells = reader.take();
      if (table.refusal.empty() && table.cells.columns() == 0)
        table.refusal = "Line 1: the header is empty.";
    }
    table.is_read = true;
  }
  if (!table.is_profiled) {
    table.profiles.assign(table.cells.columns(), {});
    if (table.refusal.empty()) {
      for (std::size_t row = 0; row < table.cells.rows(); ++row) {
        for (std::size_t c = 0; c < table.profiles.size(); ++c)
          table.profiles[c].add(table.cells.cell(row, c));
        if (budget.spend())
          co_yield 0.7 + 0.3 * static_cast<double>(row) / static_cast<double>(table.cells.rows());
      }
    }
    table.is_profiled = true;
  }
}

void map_table(SourceTable& table) {
  table.targets.assign(table.cells.columns(), {});
  table.kind = TableKind::left_out;
  if (!table.refusal.empty()) return;
  TableGuess guess =
      guess_table(table.name, table.cells.header(), table.profiles, table.chosen_kind);
  table.kind = guess.kind;
  table.targets = std::move(guess.targets);
  table.left_out_reason = std::move(guess.reason);
  if (table.chosen_kind == TableKind::left_out) table.left_out_reason = "Left out by you.";
  for (const auto& [column, target] : table.chosen_targets) {
    if (column >= table.targets.size()) continue;
    // A target taken over from another column leaves that one unused, unless both may serve.
    const auto other = std::ranges::find(table.targets, target);
    const bool shared = target.role == Role::ignore;
    if (!shared && other != table.targets.end()) *other = {};
    table.targets[column] = target;
  }
}

void decide_formats(std::span<SourceTable> tables) {
  NumberEvidence all_numbers;
  DateEvidence all_dates;
  for (const SourceTable& table : tables) {
    for (const ColumnProfile& profile : table.profiles) {
      if (profile.numbers.mostly_numbers()) all_numbers.add(profile.numbers);
      if (profile.dates.mostly_dates()) all_dates.add(profile.dates);
    }
  }
  for (SourceTable& table : tables) {
    NumberEvidence file_numbers;
    DateEvidence file_dates;
    for (const ColumnProfile& profile : table.profiles) {
      if (profile.numbers.mostly_numbers() && !profile.dates.mostly_dates())
        file_numbers.add(profile.numbers);
      if (profile.dates.mostly_dates()) file_dates.add(profile.dates);
    }
    // Spreadsheets of countries with a decimal comma write semicolons.
    const DecimalMark usual =
        table.delimiter == Delimiter::semicolon ? DecimalMark::comma : DecimalMark::dot;
    const DecimalMark fallback = decide(all_numbers, {}, usual).mark;
    table.formats.assign(table.profiles.size(), {});
    for (std::size_t c = 0; c < table.formats.size(); ++c) {
      ColumnFormat& format = table.formats[c];
      const ColumnProfile& profile = table.profiles[c];
      const NumberDecision number = decide(profile.numbers, file_numbers, fallback);
      format.mark = table.chosen_mark.value_or(number.mark);
      format.mark_assumed = number.assumed && !table.chosen_mark && all_numbers.dot_only == 0 &&
                            all_numbers.comma_only == 0;
      if (format.mark_assumed)
        format.mark = assumed_mark(profile.numbers, type_of(table, c), format.mark);
      const bool day_first =
          format.mark == DecimalMark::comma || table.delimiter == Delimiter::semicolon;
      DateEvidence rest = file_dates;
      if (rest.dates == profile.dates.dates) rest = all_dates;
      const DateDecision date =
          decide(profile.dates, rest, day_first ? DateOrder::day_first : DateOrder::month_first);
      format.order = date.order;
      format.order_assumed = date.assumed && !table.chosen_order;
      // Columns written year first stay so, whatever is chosen for the others.
      if (table.chosen_order &&
          (date.order == DateOrder::day_first || date.order == DateOrder::month_first))
        format.order = *table.chosen_order;
      const UnitHint hint = unit_hint(table.cells.header()[c]);
      format.currency = currency_of(profile.numbers);
      if (!format.currency) format.currency = hint.currency;
      format.power_of_ten = hint.power_of_ten;
    }
  }
  for (const SourceTable& table : tables)
    if (table.kind == TableKind::data_dictionary) apply_dictionary(table, tables);
}

}  // namespace keyplan::exchange
