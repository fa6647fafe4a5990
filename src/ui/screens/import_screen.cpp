#include "ui/screens/import_screen.h"

#include <algorithm>

#include "core/model/display.h"

namespace keyplan::ui {
namespace {

using exchange::FilePreview;
using exchange::ImportPreview;
using exchange::Level;

std::string count(std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); }

Tone tone_of(Level level) {
  switch (level) {
    case Level::ok:
      return Tone::positive;
    case Level::note:
      return Tone::muted;
    case Level::warning:
      return Tone::warning;
    case Level::error:
      return Tone::negative;
  }
  return Tone::muted;
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) {
    if (!text.empty()) text += " \u00b7 ";
    text += value;
  }
  return text;
}

/// A select over enumerators with names; answers the one chosen.
template <class E, std::size_t N, class NameOf>
std::optional<E> choose(Ui& ui, std::string_view label, const E (&all)[N], E current, NameOf name) {
  std::vector<std::string_view> names;
  int at = -1;
  for (const E e : all) {
    if (e == current) at = static_cast<int>(names.size());
    names.push_back(name(e));
  }
  const auto chosen = ui.select(label, names, at, {.look = FieldLook::property});
  if (!chosen) return std::nullopt;
  return all[*chosen];
}

}  // namespace

void ImportScreen::found(ScreenContext& in, const ImportPreview& preview) {
  const auto card = in.ui.card("What we found", "choose a line to see and change how it is read");
  static constexpr Column columns[] = {
      {.name = "File", .flex = 1.4f, .sortable = false},
      {.name = "Looks like", .flex = 1, .sortable = false},
      {.name = "Read as", .flex = 2, .sortable = false, .priority = 2},
      {.name = "Rows", .align = Align::right, .width = 80, .sortable = false},
      {.name = "New", .align = Align::right, .width = 80, .sortable = false},
      {.name = "Changed", .align = Align::right, .width = 80, .sortable = false},
      {.name = "Left out", .align = Align::right, .width = 80, .sortable = false},
      {.name = "Check", .flex = 1.6f, .sortable = false},
  };
  auto table = in.ui.table("Files", columns, preview.files.size(), {});
  while (table.next_row()) {
    const FilePreview& file = preview.files[table.row()];
    table.cell();
    in.ui.text(file.name, {.style = TextStyle::small_strong,
                           .tone = table.row() == file_ ? Tone::accent : Tone::ink,
                           .wrap = false});
    table.cell();
    in.ui.text(file.looks_like, {.style = TextStyle::small, .wrap = false});
    table.cell();
    in.ui.text(file.read_as, {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
    for (const std::size_t n : {file.rows, file.added, file.changed, file.left_out}) {
      table.cell();
      in.ui.number(count(n));
    }
    table.cell();
    if (!file.checks.empty()) in.ui.badge(file.checks[0].text, tone_of(file.checks[0].level));
  }
  if (table.opened) file_ = *table.opened;
}

void ImportScreen::reading_of(ScreenContext& in, exchange::Importer& importer,
                              const FilePreview& file) {
  using namespace exchange;
  std::vector<std::string_view> kinds;
  for (std::size_t k = 0; k < table_kind_count; ++k)
    kinds.push_back(label_of(static_cast<TableKind>(k)));
  if (const auto kind = in.ui.select("Looks like", kinds, static_cast<int>(file.kind),
                                     {.look = FieldLook::property})) {
    importer.set_kind(file_, static_cast<TableKind>(*kind));
  }
  const auto name = [](auto e) { return name_of(e); };
  if (auto e = choose(in.ui, "Characters", all_encodings, file.encoding, name)) {
    importer.set_encoding(file_, *e);
  }
  if (auto d = choose(in.ui, "Between values", all_delimiters, file.delimiter, name)) {
    importer.set_delimiter(file_, *d);
  }
  if (auto m = in.ui.select("Numbers", {"1,234.56", "1.234,56"},
                            file.decimal_mark == DecimalMark::dot ? 0 : 1,
                            {.look = FieldLook::property})) {
    importer.set_decimal_mark(file_, *m == 0 ? DecimalMark::dot : DecimalMark::comma);
  }
  const auto example = [](DateOrder order) -> std::string_view {
    switch (order) {
      case DateOrder::year_first:
        return "2017-03-01";
      case DateOrder::day_first:
        return "1.3.2017, day first";
      case DateOrder::month_first:
        return "3/1/2017, month first";
      case DateOrder::compact:
        return "20170301";
    }
    return {};
  };
  if (auto o = choose(in.ui, "Dates", all_date_orders, file.date_order, example)) {
    importer.set_date_order(file_, *o);
  }
}

void ImportScreen::columns_of(ScreenContext& in, exchange::Importer& importer,
                              const FilePreview& file) {
  const auto card = in.ui.card("Columns of " + file.name, count(file.columns_used) + " of " +
                                                              count(file.columns.size()) + " used");
  if (!file.sentence.empty()) {
    in.ui.banner(Tone::negative, file.sentence);
    return;
  }
  reading_of(in, importer, file);
  in.ui.space();
  static constexpr Column columns[] = {{.name = "Column", .flex = 1, .sortable = false},
                                       {.name = "First values", .flex = 1.6f, .sortable = false},
                                       {.name = "Becomes", .flex = 1.2f, .sortable = false}};
  const std::vector<exchange::Target> targets = exchange::targets_for(file.kind);
  std::vector<std::string> labels;
  for (const exchange::Target& target : targets) {
    labels.push_back(exchange::label_of(file.kind, target));
  }
  auto table = in.ui.table("Columns", columns, file.columns.size(), {.openable = false});
  while (table.next_row()) {
    const std::size_t c = table.row();
    const exchange::ColumnPreview& column = file.columns[c];
    table.cell();
    in.ui.text(column.header, {.style = TextStyle::small_strong, .wrap = false});
    table.cell();
    in.ui.text(joined(column.first_values),
               {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
    table.cell();
    // The present target may carry a year or a currency that the plain list does not name.
    std::vector<std::string_view> names(labels.begin(), labels.end());
    const auto at = std::ranges::find(targets, column.target);
    int current = static_cast<int>(at - targets.begin());
    if (at == targets.end()) names.push_back(column.becomes);
    const std::string told = column.header + " becomes";
    const auto chosen = in.ui.select(
        told_apart("Becomes", std::to_string(c)), names, current,
        {.look = FieldLook::in_place,
         .chip = true,
         .tone = column.target.role == exchange::Role::ignore ? Tone::muted : Tone::accent,
         .name = told});
    if (chosen && static_cast<std::size_t>(*chosen) < targets.size()) {
      importer.set_target(file_, c, targets[static_cast<std::size_t>(*chosen)]);
    }
  }
  for (const exchange::ColumnPreview& column : file.columns) {
    if (!column.note.empty()) in.ui.muted(column.header + ": " + column.note);
  }
}

void ImportScreen::questions(ScreenContext& in, exchange::Importer& importer) {
  const ImportPreview& preview = importer.preview();
  const auto own = [&](const exchange::Question& question) {
    return !AlikeList::lists(preview, question);
  };
  const auto asked = static_cast<std::size_t>(std::ranges::count_if(preview.questions, own));
  if (asked == 0) return;
  const auto card = in.ui.card("Questions", count(asked));
  for (const exchange::Question& question : preview.questions) {
    if (!own(question)) continue;
    const auto id = in.ui.id(question.key);
    in.ui.text(question.text, {.style = TextStyle::small});
    const std::vector<std::string_view> options(question.options.begin(), question.options.end());
    if (auto answer = in.ui.chips(question.text, options, static_cast<int>(question.answer))) {
      importer.answer(question.key, static_cast<std::size_t>(*answer));
    }
    in.ui.line();
  }
}

void ImportScreen::outcome(ScreenContext& in, const ImportPreview& preview) {
  std::string heading;
  for (const exchange::SummaryLine& line : preview.summary) {
    if (line.heading != heading) {
      heading = line.heading;
      in.ui.heading(heading, 3, TextStyle::strong);
    }
    in.ui.property(line.text, line.amount);
  }
}

void ImportScreen::left_out(ScreenContext& in, const FilePreview& file) {
  if (file.left_out_because.empty() && file.issues.empty() && file.checks.size() < 2) return;
  const auto card = in.ui.card("Worth a look in " + file.name);
  for (const exchange::Check& check : file.checks) {
    if (check.level != Level::ok) in.ui.badge(check.text, tone_of(check.level));
  }
  for (const exchange::LeftOut& left : file.left_out_because) {
    std::string lines;
    for (const std::size_t line : left.lines) lines += (lines.empty() ? "" : ", ") + count(line);
    in.ui.property(
        "Left out: " + left.reason,
        count(left.rows) +
            (left.lines.empty()
                 ? ""
                 : " (line " + lines + (left.rows > left.lines.size() ? ", \u2026)" : ")")));
  }
  for (const exchange::CellIssue& issue : file.issues) {
    in.ui.muted("Line " + count(issue.line) + ", column " + count(issue.column) + ": " +
                issue.sentence);
  }
  if (file.issue_count > file.issues.size()) {
    in.ui.muted("And " + count(file.issue_count - file.issues.size()) + " more like these.");
  }
}

void ImportScreen::frame(ScreenContext& in, exchange::Importer& importer, double progress) {
  const ImportPreview& preview = importer.preview();
  const std::size_t total =
      preview.total().added + preview.total().changed + preview.total().removed;
  const auto main = in.main("Import");
  {
    const auto header = in.ui.page_header(
        "Import " +
            model::counted(static_cast<std::int64_t>(preview.files.size()), "file", "files"),
        progress < 1 && !preview.files.empty()
            ? "working out what this changes\u2026 " +
                  count(static_cast<std::size_t>(progress * 100)) + "%"
            : "nothing is changed until you press Import");
    if (in.ui.button("Cancel")) in.request(Request::cancel_import);
    std::string_view blocked;
    if (progress < 1) {
      blocked = "The files are still being read.";
    } else if (!preview.changes_anything()) {
      blocked = "These files bring nothing new.";
    }
    const std::string label =
        "Import " + model::counted(static_cast<std::int64_t>(total), "record", "records");
    if (in.ui.button(told_apart(label, "import"),
                     {.emphasis = Emphasis::primary, .disabled_because = blocked})) {
      in.request(Request::run_import);
    }
  }
  if (preview.files.empty()) {
    if (progress < 1 && in.ui.progress("Reading", progress)) in.request(Request::cancel_import);
    return;
  }
  if (progress >= 1 && !preview.changes_anything()) {
    in.ui.banner(Tone::positive, "Nothing new: the plan has everything in these files already.");
  }
  file_ = std::min(file_, preview.files.size() - 1);
  const FilePreview& file = preview.files[file_];
  found(in, preview);
  alike_.frame(in, importer);
  auto columns = in.ui.columns({11, 9}, {.min_width = 360});
  columns.next();
  columns_of(in, importer, file);
  columns.next();
  questions(in, importer);
  if (!preview.summary.empty()) {
    const auto card = in.ui.card("What it brings");
    outcome(in, preview);
  }
  left_out(in, file);
}

}  // namespace keyplan::ui
