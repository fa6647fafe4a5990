#include <algorithm>
#include <cmath>

#include "ui/charts/frozen_grid.h"
#include "ui/charts/matrix.h"

namespace keyplan::ui {
namespace {

constexpr float head_height = 34, line_height = 28, row_height = 2 * line_height + 6,
                cell_width = 64, most_head = 280;  // base units
constexpr std::size_t fixed_columns = 2;           // baseline and target

std::string_view word(Met met) {
  if (met == Met::met) return "met";
  return met == Met::missed ? "missed" : "";
}

Tone tone_of(Met met) { return met == Met::met ? Tone::positive : Tone::negative; }

// A tick or a cross.
void draw_sign(Ui& ui, float x, float y, Met met) {
  if (met == Met::open) return;
  const Color color = ui.theme().text(tone_of(met));
  const float d = ui.px(4), thick = ui.px(1.5f);
  if (met == Met::met) {
    const ImVec2 points[] = {{x - d, y}, {x - d * 0.2f, y + d * 0.8f}, {x + d, y - d * 0.8f}};
    ui.canvas()->AddPolyline(points, 3, color, ImDrawFlags_None, thick);
  } else {
    ui.canvas()->AddLine({x - d * 0.8f, y - d * 0.8f}, {x + d * 0.8f, y + d * 0.8f}, color, thick);
    ui.canvas()->AddLine({x - d * 0.8f, y + d * 0.8f}, {x + d * 0.8f, y - d * 0.8f}, color, thick);
  }
}

class Bowler {
 public:
  Bowler(Ui& ui, BowlerState& state, std::span<const std::string> months,
         std::span<const BowlerRow> rows, const BowlerOptions& options)
      : ui_(ui), state_(state), months_(months), rows_(rows), options_(options) {}

  void draw(std::string_view name);
  BowlerAnswer answer;

 private:
  void draw_heads(const FrozenGrid& grid);
  void draw_row(const FrozenGrid& grid, std::size_t row);
  void draw_row_head(const FrozenGrid& grid, std::size_t row);
  void draw_fixed(const FrozenGrid& grid, std::size_t row);
  void draw_month(const FrozenGrid& grid, std::size_t row, std::size_t month);
  void field(std::size_t row, std::size_t month, BowlerLine line, const Box& box);
  void draw_signs() const;

  Ui& ui_;
  BowlerState& state_;
  std::span<const std::string> months_;
  std::span<const BowlerRow> rows_;
  const BowlerOptions& options_;
};

void Bowler::draw_heads(const FrozenGrid& grid) {
  const Theme& theme = ui_.theme();
  const Box corner = grid.corner();
  const NodeId row = ui_.node(Role::row, "", corner, "##head");
  ui_.last_node().row = 1;
  auto in_row = ui_.inside(row);
  ui_.node(Role::columnheader, "Measure", corner, "##corner");
  ui_.last_node().column = 1;
  ui_.draw_line(corner, "Measure", TextStyle::label, theme.text(Tone::muted));
  grid.clip_column_heads();
  for (std::size_t i = 0; i < months_.size() + fixed_columns; ++i) {
    const std::string_view name = i == 0   ? std::string_view("Baseline")
                                  : i == 1 ? std::string_view("Target")
                                           : std::string_view(months_[i - fixed_columns]);
    const Box box = grid.column_head(i);
    ui_.node(Role::columnheader, name, box);
    ui_.last_node().column = static_cast<std::int32_t>(i) + 2;
    ui_.draw_line(box.inset(ui_.px(8), 0), name, TextStyle::label, theme.text(Tone::muted),
                  Align::right);
  }
  grid.unclip();
}

void Bowler::draw_row_head(const FrozenGrid& grid, std::size_t row) {
  const BowlerRow& measure = rows_[row];
  const Theme& theme = ui_.theme();
  const Box head = grid.row_head(row);
  grid.clip_row_heads();
  Item item{.box = head};
  if (options_.openable)
    item = ui_.pressable(Role::rowheader, "##name", head, true, measure.measure);
  else
    ui_.node(Role::rowheader, measure.measure, head, "##name");
  Node& own = ui_.last_node();
  own.column = 1;
  std::string note = measure.unit;
  if (!measure.owner.empty()) note += (note.empty() ? "" : ", ") + measure.owner;
  own.description = note;
  if (item.pressed) answer.opened = row;
  if (item.hovered) ui_.fill(head, theme.colors().hover, 4);
  const float top = head.y0 + ui_.px(3), line = ui_.px(line_height);
  const float labels = ui_.text_width("Actual", TextStyle::label) + ui_.px(16);
  ui_.draw_line({head.x0, top, head.x1 - labels, top + line}, measure.measure,
                TextStyle::small_strong, theme.text(Tone::ink));
  ui_.draw_line({head.x0, top + line, head.x1 - labels, top + 2 * line}, note, TextStyle::label,
                theme.text(Tone::muted));
  const float right = head.x1 - ui_.px(8);
  ui_.draw_line({right - labels, top, right, top + line}, "Plan", TextStyle::label,
                theme.text(Tone::muted), Align::right);
  ui_.draw_line({right - labels, top + line, right, top + 2 * line}, "Actual", TextStyle::label,
                theme.text(Tone::muted), Align::right);
  ui_.focus_ring(item, 4, 0);
  if (item.hovered) ui_.tooltip(item, measure.measure);
  grid.unclip();
}

void Bowler::draw_fixed(const FrozenGrid& grid, std::size_t row) {
  const std::string* texts[fixed_columns] = {&rows_[row].baseline, &rows_[row].target};
  for (std::size_t i = 0; i < fixed_columns; ++i) {
    const Box box = grid.cell({row, i});
    ui_.node(Role::cell, *texts[i], box);
    ui_.last_node().column = static_cast<std::int32_t>(i) + 2;
    ui_.draw_line(box.inset(ui_.px(8), 0), *texts[i], TextStyle::small, ui_.theme().text(Tone::ink),
                  Align::right);
  }
}

void Bowler::field(std::size_t row, std::size_t month, BowlerLine line, const Box& box) {
  const BowlerMonth& values = rows_[row].months[month];
  const bool plan = line == BowlerLine::plan;
  std::string name =
      (plan ? "Plan of " : "Actual of ") + rows_[row].measure + " in " + months_[month];
  if (!plan && values.met != Met::open) name += ", " + std::string(word(values.met));
  const PlacedIn placed(ui_, box);
  const auto text = ui_.text_field(plan ? "##plan" : "##actual", plan ? values.plan : values.actual,
                                   {.look = FieldLook::in_place,
                                    .readonly = !options_.editable,
                                    .align = Align::right,
                                    .style = TextStyle::small,
                                    .tone = plan ? Tone::muted : Tone::ink,
                                    .name = name},
                                   options_.check);
  if (text) answer.edited = {row, month, line, *text};
}

void Bowler::draw_month(const FrozenGrid& grid, std::size_t row, std::size_t month) {
  const Scope own = ui_.id(month);
  const BowlerMonth& values = rows_[row].months[month];
  const Box box = grid.cell({row, month + fixed_columns});
  std::string name = "plan " + (values.plan.empty() ? std::string("none") : values.plan) +
                     ", actual " + (values.actual.empty() ? std::string("none") : values.actual);
  if (values.met != Met::open) name += ", " + std::string(word(values.met));
  const NodeId cell = ui_.node(Role::cell, name, box, "##cell");
  ui_.last_node().column = static_cast<std::int32_t>(month + fixed_columns) + 2;
  auto within = ui_.inside(cell);
  const float line = ui_.px(line_height), top = box.y0 + ui_.px(3);
  const Box actual{box.x0 + ui_.px(2), top + line, box.x1 - ui_.px(2), top + 2 * line};
  if (values.met != Met::open) ui_.fill(actual, ui_.theme().soft(tone_of(values.met)), 4);
  draw_sign(ui_, actual.x0 + ui_.px(8), actual.middle_y(), values.met);
  const float left = box.x0 + ui_.px(17), right = box.x1 - ui_.px(7);
  field(row, month, BowlerLine::plan, {left, top + ui_.px(2), right, top + line});
  field(row, month, BowlerLine::actual, {left, actual.y0 + ui_.px(2), right, actual.y1});
}

void Bowler::draw_row(const FrozenGrid& grid, std::size_t row) {
  const BowlerRow& measure = rows_[row];
  const Scope own = ui_.id(measure.key);
  Ui::Impl& impl = ui_.impl();
  const NodeId focus_before = impl.tree.focus;
  const Box head = grid.row_head(row);
  const NodeId node = ui_.node(Role::row, measure.measure, head, "##row");
  ui_.last_node().row = static_cast<std::int64_t>(row) + 2;
  auto in_row = ui_.inside(node);
  draw_row_head(grid, row);
  grid.clip_cells();
  draw_fixed(grid, row);
  for (std::size_t month = 0; month < std::min(months_.size(), measure.months.size()); ++month)
    draw_month(grid, row, month);
  grid.unclip();
  ui_.fill({head.x0, head.y1 - ui_.px(1), grid.cells().x1, head.y1},
           ui_.theme().colors().inner_line);
  if (impl.tree.focus != focus_before) state_.row = measure.key;
}

void Bowler::draw_signs() const {
  const Box box = ui_.place_wide(ui_.px(20));
  float x = box.x0;
  for (const Met met : {Met::met, Met::missed}) {
    draw_sign(ui_, x + ui_.px(6), box.middle_y(), met);
    const float width = ui_.text_width(word(met), TextStyle::label);
    ui_.draw_line({x + ui_.px(18), box.y0, x + ui_.px(19) + width, box.y1}, word(met),
                  TextStyle::label, ui_.theme().text(Tone::muted));
    x += ui_.px(36) + width;
  }
}

void Bowler::draw(std::string_view name) {
  const float total = ui_.available(), scrollbar = ImGui::GetStyle().ScrollbarSize;
  const std::size_t columns = months_.size() + fixed_columns;
  FrozenGridSize size{.rows = rows_.size(), .columns = columns};
  size.head_height = ui_.px(head_height);
  size.cell_height = ui_.px(row_height);
  size.head_width = std::min(ui_.px(most_head), std::round(total * 0.34f));
  const float wanted =
      size.head_height +
      (rows_.empty() ? ui_.px(68) : size.cell_height * static_cast<float>(rows_.size()));
  const float shown = ui_.height_shown(wanted, ui_.px(options_.height));
  const float room = total - size.head_width - (wanted > shown ? scrollbar : 0);
  size.cell_width = std::max(ui_.px(cell_width), std::floor(room / static_cast<float>(columns)));
  const bool wide = size.cell_width * static_cast<float>(columns) > room + 0.5f;
  const Box box = ui_.place_wide(shown + (wide ? scrollbar : 0));
  std::string summary(options_.summary);
  if (summary.empty()) {
    std::size_t met = 0, missed = 0;
    for (const BowlerRow& row : rows_)
      for (const BowlerMonth& month : row.months) {
        met += month.met == Met::met ? 1 : 0;
        missed += month.met == Met::missed ? 1 : 0;
      }
    summary = std::to_string(rows_.size()) + (rows_.size() == 1 ? " measure. " : " measures. ") +
              "Met " + std::to_string(met) + " of " + std::to_string(met + missed) +
              " monthly results.";
  }
  auto figure = begin_chart(ui_, name, summary, box);
  const NodeId table = ui_.node(Role::table, name, box, "##table");
  ui_.last_node().row_count = static_cast<std::int64_t>(rows_.size()) + 1;
  ui_.last_node().column_count = static_cast<std::int32_t>(columns) + 1;
  {
    auto in_table = ui_.inside(table);
    FrozenGrid grid(ui_, box, size);
    draw_heads(grid);
    if (rows_.empty()) {
      const Box free{box.x0, box.y0 + size.head_height, box.x1, box.y1};
      ui_.draw_line(free, options_.empty, TextStyle::small, ui_.theme().text(Tone::muted),
                    Align::center);
      ui_.node(Role::paragraph, options_.empty, free);
      return;
    }
    // One more above and below, for the arrow keys, and the row that is being edited.
    const std::size_t first = grid.rows().begin > 0 ? grid.rows().begin - 1 : 0;
    const std::size_t end = std::min(rows_.size(), grid.rows().end + 1);
    std::optional<std::size_t> kept;
    if (state_.row) {
      const auto found = std::ranges::find(rows_, *state_.row, &BowlerRow::key);
      if (found != rows_.end()) kept = static_cast<std::size_t>(found - rows_.begin());
    }
    if (kept && *kept < first) draw_row(grid, *kept);
    for (std::size_t row = first; row < end; ++row) draw_row(grid, row);
    if (kept && *kept >= end) draw_row(grid, *kept);
  }
  draw_signs();
}

}  // namespace

BowlerAnswer bowler(Ui& ui, std::string_view name, BowlerState& state,
                    std::span<const std::string> months, std::span<const BowlerRow> rows,
                    const BowlerOptions& options) {
  const Scope own = ui.id(name);
  Bowler chart(ui, state, months, rows, options);
  chart.draw(name);
  return chart.answer;
}

}  // namespace keyplan::ui
