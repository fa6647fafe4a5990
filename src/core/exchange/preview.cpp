#include "core/exchange/preview.h"

#include <algorithm>

#include "core/exchange/import_run.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::exchange {
namespace {

std::string dialects_of(const SourceTable& table, FilePreview& file) {
  std::string text(name_of(table.encoding));
  text += " \u00B7 ";
  text += name_of(table.delimiter);
  const ColumnProfile* number = nullptr;
  const ColumnProfile* date = nullptr;
  for (std::size_t c = 0; c < table.targets.size(); ++c) {
    if (table.targets[c].role == Role::ignore) continue;
    const ColumnProfile& profile = table.profiles[c];
    if (profile.dates.mostly_dates()) {
      if (date == nullptr) {
        date = &profile;
        file.date_order = table.formats[c].order;
      }
    } else if (profile.numbers.mostly_numbers() &&
               (number == nullptr || profile.numbers.decimals > number->numbers.decimals)) {
      number = &profile;
      file.decimal_mark = table.formats[c].mark;
    }
  }
  if (number != nullptr) {
    text += " \u00B7 ";
    text += example_of(file.decimal_mark, number->numbers);
  }
  if (date != nullptr) {
    text += " \u00B7 ";
    text += example_of(file.date_order, date->dates);
  }
  return text;
}

std::string assumption_of(const ColumnFormat& format, const ColumnProfile& profile,
                          model::FieldType type) {
  if (format.order_assumed && type == model::FieldType::date)
    return format.order == DateOrder::day_first
               ? "Read as day first. Nothing in the files decides it."
               : "Read as month first. Nothing in the files decides it.";
  if (format.mark_assumed && profile.numbers.mostly_numbers()) {
    const bool dots = profile.numbers.ambiguous_dot * 2 > profile.numbers.ambiguous;
    const bool thousands = (format.mark == DecimalMark::dot) != dots;
    return std::string(dots ? "1.234" : "1,234") +
           (thousands ? " is read as a thousand." : " is read as one and a bit.") +
           " Nothing in the files decides it.";
  }
  return {};
}

ColumnPreview describe_column(const SourceTable& table, std::size_t column,
                              model::Currency currency) {
  ColumnPreview preview;
  preview.header = table.cells.header()[column];
  if (preview.header.empty()) preview.header = "Column " + std::to_string(column + 1);
  if (column < table.profiles.size()) preview.first_values = table.profiles[column].first_values;
  if (column >= table.targets.size() || column >= table.formats.size()) return preview;
  preview.target = table.targets[column];
  preview.becomes = label_of(table.kind, preview.target);
  const auto kind =
      table.kind == TableKind::order_items ? model::Kind::revenue : record_kind(table.kind);
  const ColumnFormat& format = table.formats[column];
  model::FieldType type = model::FieldType::text;
  if (preview.target.role == Role::field && kind)
    type = model::info(*kind).fields[preview.target.field].type;
  if (preview.target.role == Role::revenue_of_year) type = model::FieldType::money;
  if (type == model::FieldType::money) {
    const bool row_names_it = table.column_of(Role::currency).has_value();
    if (format.currency || !row_names_it)
      preview.becomes += " (" + model::to_text(format.currency ? format.currency : currency) + ")";
    if (format.power_of_ten == 6) preview.note = "Read as millions.";
    if (format.power_of_ten == 3) preview.note = "Read as thousands.";
  }
  if (preview.target.role != Role::ignore && preview.note.empty())
    preview.note = assumption_of(format, table.profiles[column], type);
  return preview;
}

std::string line_list(const std::vector<std::size_t>& lines, std::size_t all) {
  std::string text = lines.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i != 0) text += ", ";
    text += model::count_text(static_cast<std::int64_t>(lines[i]));
  }
  if (all > lines.size()) text += " ...";
  return text;
}

void add_reading_checks(const SourceTable& table, std::vector<Check>& checks) {
  const auto odd = [&](const Decoder::Odd& found, std::string_view what) {
    if (found.characters == 0) return;
    checks.push_back(
        {Level::warning, counted(found.characters, {"character", "characters"}) +
                             std::string(what) + ", first in line " +
                             model::count_text(static_cast<std::int64_t>(found.line))});
  };
  odd(table.unreadable, " could not be read");
  odd(table.pasted_in, " in another encoding, read as Windows-1252");
  if (const std::size_t above = table.cells.lines_above(); above > 0)
    checks.push_back(
        {Level::note, counted(above, {"line", "lines"}) + " above the header left out"});
  if (table.bytes.size() > warn_bytes) checks.push_back({Level::note, "a large file"});
  std::size_t short_rows = 0;
  std::size_t long_rows = 0;
  std::size_t quotes = 0;
  std::size_t first_long = 0;
  std::size_t first_quote = 0;
  for (const CsvIssue& issue : table.cells.issues()) {
    if (issue.kind == CsvIssue::Kind::short_row) ++short_rows;
    if (issue.kind == CsvIssue::Kind::long_row && long_rows++ == 0) first_long = issue.line;
    if (issue.kind == CsvIssue::Kind::text_after_quote && quotes++ == 0) first_quote = issue.line;
  }
  if (short_rows > 0)
    checks.push_back(
        {Level::note, counted(short_rows, {"row is", "rows are"}) + " shorter than the header"});
  if (long_rows > 0)
    checks.push_back({Level::warning, counted(long_rows, {"row has", "rows have"}) +
                                          " more values than the header, first in line " +
                                          std::to_string(first_long)});
  if (quotes > 0)
    checks.push_back({Level::note, "text after a closing quotation mark, first in line " +
                                       std::to_string(first_quote)});
  std::vector<std::string> names = table.cells.header();
  keyplan::sort(names);
  const auto twin = std::ranges::adjacent_find(names);
  if (twin != names.end() && !twin->empty())
    checks.push_back({Level::warning, "two columns are called " + quoted(*twin)});
}

}  // namespace

FilePreview describe_table(const SourceTable& table, model::Currency currency) {
  FilePreview file;
  file.name = table.name;
  file.kind = table.kind;
  file.looks_like = label_of(table.kind);
  file.encoding = table.encoding;
  file.delimiter = table.delimiter;
  file.rows = table.cells.rows();
  if (!table.refusal.empty()) {
    file.sentence = table.refusal;
    file.checks = {{Level::error, table.refusal}};
    file.rows = 0;
    return file;
  }
  file.read_as = dialects_of(table, file);
  for (std::size_t c = 0; c < table.cells.columns(); ++c) {
    ColumnPreview& column = file.columns.emplace_back(describe_column(table, c, currency));
    if (column.target.role != Role::ignore) {
      ++file.columns_used;
      continue;
    }
    const std::string_view why = misfit(table.kind, column.header, table.profiles[c]);
    const auto chosen =
        std::ranges::find(table.chosen_targets, c, [](const auto& own) { return own.first; });
    if (why.empty() || chosen != table.chosen_targets.end()) continue;
    column.note = "Not used: " + std::string(why) + ".";
    file.checks.push_back(
        {Level::warning, quoted(column.header) + " not used: " + std::string(why)});
  }
  add_reading_checks(table, file.checks);
  if (file.rows == 0) file.checks.push_back({Level::warning, "only a header, no rows"});
  switch (table.kind) {
    case TableKind::left_out:
      file.sentence = table.left_out_reason;
      file.left_out = file.rows;
      file.left_out_because = {{table.left_out_reason, file.rows, {}}};
      file.checks.push_back({Level::warning, "left out"});
      break;
    case TableKind::data_dictionary:
      file.left_out = file.rows;
      file.left_out_because = {{"describes the columns of other files", file.rows, {}}};
      file.checks.push_back({Level::note, "read for units only"});
      break;
    case TableKind::addresses:
    case TableKind::labels:
      file.checks.push_back({Level::note, "completes other files"});
      break;
    default:
      break;
  }
  return file;
}

FilePreview ImportRun::describe(std::size_t index) const {
  const SourceTable& table = state_.tables[index];
  const FileReport& report = state_.reports[index];
  FilePreview file = describe_table(table, state_.currency);
  file.added = report.counts.added;
  file.changed = report.counts.changed;
  file.unchanged = report.counts.unchanged;
  if (!report.left_out.empty()) file.left_out_because = report.left_out;
  file.left_out += report.left_out_rows;
  file.issues = report.issues;
  file.issue_count = report.issue_count;
  std::vector<Check>& checks = file.checks;
  if (report.issue_count > 0)
    checks.push_back(
        {Level::warning, counted(report.issue_count, {"value", "values"}) + " could not be read"});
  if (report.without_account > 0)
    checks.push_back(
        {Level::warning, model::count_text(static_cast<std::int64_t>(report.without_account)) +
                             " without account"});
  if (report.unknown_ids > 0)
    checks.push_back({Level::warning, counted(report.unknown_ids, {"reference", "references"}) +
                                          " to nothing known"});
  if (report.shared_ids > 0)
    checks.push_back({Level::warning, counted(report.shared_ids, {"reference", "references"}) +
                                          " to ids of two systems"});
  if (report.rounded > 0)
    checks.push_back({Level::note, counted(report.rounded, {"amount", "amounts"}) +
                                       " rounded to the smallest coin"});
  if (report.merged > 0)
    checks.push_back(
        {Level::note, counted(report.merged, {"row is", "rows are"}) + " also in other files"});
  if (report.left_out_rows > 0)
    checks.push_back({Level::note, counted(report.left_out_rows, {"row", "rows"}) + " left out"});
  for (std::size_t k = 0; k < report.implied.size(); ++k) {
    if (report.implied[k] == 0) continue;
    checks.push_back(
        {Level::note,
         counted(report.implied[k], noun_of(static_cast<model::Kind>(k))) + " named here"});
  }
  checks.insert(checks.end(), report.notes.begin(), report.notes.end());
  keyplan::sort(checks, std::greater{}, &Check::level);
  if (checks.empty()) checks.push_back({Level::ok, "ok"});
  return file;
}

ImportPreview ImportRun::take_preview() {
  ImportPreview preview;
  for (std::size_t i = 0; i < state_.tables.size(); ++i) preview.files.push_back(describe(i));
  preview.questions = state_.questions.take();
  preview.summary = std::move(state_.summary);
  preview.records = counts_;
  return preview;
}

RecordCounts ImportPreview::total() const {
  RecordCounts total;
  for (const RecordCounts& counts : records) {
    total.added += counts.added;
    total.changed += counts.changed;
    total.unchanged += counts.unchanged;
    total.removed += counts.removed;
  }
  return total;
}

bool ImportPreview::changes_anything() const {
  const RecordCounts all = total();
  return all.added + all.changed + all.removed > 0;
}

std::string to_text(const ImportPreview& preview) {
  std::string out;
  const auto line = [&](std::string_view text) {
    out += text;
    out += '\n';
  };
  for (const FilePreview& file : preview.files) {
    line(file.name + ": " + file.looks_like);
    if (!file.read_as.empty()) line("  read as " + file.read_as);
    if (file.sentence.empty())
      line("  " + counted(file.rows, {"row", "rows"}) + ", " +
           model::count_text(static_cast<std::int64_t>(file.added)) + " new, " +
           model::count_text(static_cast<std::int64_t>(file.changed)) + " changed, " +
           model::count_text(static_cast<std::int64_t>(file.unchanged)) + " unchanged, " +
           model::count_text(static_cast<std::int64_t>(file.left_out)) + " left out");
    else
      line("  left out: " + file.sentence);
    for (const Check& check : file.checks)
      if (check.level != Level::ok && check.level != Level::error) line("  " + check.text);
    for (const LeftOut& left_out : file.left_out_because)
      if (!left_out.lines.empty())
        line("  left out, " + left_out.reason + ": " + line_list(left_out.lines, left_out.rows));
    for (const CellIssue& issue : file.issues)
      line("  " + file.name + ":" + std::to_string(issue.line) + ":" +
           std::to_string(issue.column) + ": " + issue.sentence);
    if (file.kind == TableKind::left_out) continue;
    std::string unused;
    for (const ColumnPreview& column : file.columns) {
      if (column.target.role == Role::ignore) {
        unused += (unused.empty() ? "" : ", ") + column.header;
        continue;
      }
      line("    " + column.header + " -> " + column.becomes +
           (column.note.empty() ? "" : " (" + column.note + ")"));
    }
    if (!unused.empty()) line("    not used: " + unused);
  }
  // A terminal shows the most alike; thousands would hide the rest.
  constexpr std::size_t shown_alike = 20;
  std::size_t alike = 0;
  if (!preview.questions.empty()) line("Questions");
  for (const Question& question : preview.questions) {
    if (question.alike && ++alike > shown_alike) continue;
    std::string text = "  " + question.text + " ";
    for (std::size_t i = 0; i < question.options.size(); ++i) {
      if (i != 0) text += " | ";
      text += i == question.answer ? "[" + question.options[i] + "]" : question.options[i];
    }
    line(text);
  }
  if (alike > shown_alike)
    line("  And " + counted(alike - shown_alike, {"more pair", "more pairs"}) + " like these.");
  std::string_view heading;
  for (const SummaryLine& summary : preview.summary) {
    if (summary.heading != heading) line(summary.heading);
    heading = summary.heading;
    line("  " + summary.text + (summary.amount.empty() ? "" : ": " + summary.amount));
  }
  line("Records");
  for (std::size_t k = 0; k < preview.records.size(); ++k) {
    const RecordCounts& counts = preview.records[k];
    if (counts.added + counts.changed + counts.unchanged + counts.removed == 0) continue;
    line("  " + std::string(model::info(static_cast<model::Kind>(k)).plural) + ": " +
         model::count_text(static_cast<std::int64_t>(counts.added)) + " new, " +
         model::count_text(static_cast<std::int64_t>(counts.changed)) + " changed, " +
         model::count_text(static_cast<std::int64_t>(counts.unchanged)) + " unchanged" +
         (counts.removed > 0
              ? ", " + model::count_text(static_cast<std::int64_t>(counts.removed)) + " removed"
              : ""));
  }
  return out;
}

}  // namespace keyplan::exchange
