#include <algorithm>
#include <cmath>

#include "ui/charts/frozen_grid.h"
#include "ui/charts/matrix.h"

namespace keyplan::ui {
namespace {

constexpr float row_height = 34, head_padding = 12, indent = 14;  // base units
constexpr float least_on_paper = 44;                              // of a cell, base units
constexpr std::uint8_t deepest = 4;              // further down, names begin below each other
constexpr double weakest = 16, strongest = 116;  // alpha of the accent; words stay readable

float widest(const Ui& ui, std::span<const std::string> words, TextStyle style) {
  const auto longest = std::ranges::max_element(words, {}, &std::string::size);
  return longest == words.end() ? 0 : ui.text_width(*longest, style);
}

void draw_cell(Ui& ui, const Box& box, const HeatCell& cell, bool hovered) {
  const Theme& theme = ui.theme();
  const Box inner = box.inset(ui.px(1), ui.px(1));
  const double strength = std::clamp(cell.strength, 0.0, 1.0);
  Color fill = theme.colors().background;
  if (strength > 0)
    fill = with_alpha(theme.solid(Tone::accent),
                      static_cast<std::uint8_t>(weakest + strength * (strongest - weakest)));
  if (cell.tone) fill = theme.soft(*cell.tone);
  ui.fill(inner, fill, 2);
  if (hovered) ui.outline(inner, theme.solid(Tone::muted), 2);
  ui.draw_line(inner.inset(ui.px(4), 0), cell.text, TextStyle::small, theme.text(Tone::ink),
               Align::center);
}

struct Heat {
  Ui& ui;
  FrozenGrid& grid;
  Items& items;
  std::span<const std::string> columns, rows;
  const std::function<HeatCell(GridPlace)>& cell;
  const HeatGridOptions& options;
  HeatGridAnswer& answer;

  ItemKey key(GridPlace place) const { return place.row * columns.size() + place.column; }

  void draw_cell_at(GridPlace place) const {
    const Box box = grid.cell(place);
    const HeatCell look = cell(place);
    const std::string name = rows[place.row] + ", " + columns[place.column] + ": " + look.text;
    Items::Added item;
    if (options.pressable)
      item = items.add(Role::gridcell, key(place), name, box);
    else
      ui.node(Role::cell, name, box);
    ui.last_node().column = static_cast<std::int32_t>(place.column) + 2;
    ui.last_node().description = look.description;
    if (item.pressed) answer.pressed = place;
    if (item.opened) answer.opened = place;
    draw_cell(ui, box, look, item.hovered);
    item.box = box.inset(ui.px(2), ui.px(2));
    ui.focus_ring(item, 2, 0);
    const std::string more = look.description.empty() ? name : name + ". " + look.description;
    item.focused = false;  // it would cover the cells below
    ui.tooltip(item, more);
  }

  void draw_heads(NodeId table) const {
    auto in_table = ui.inside(table);
    const Theme& theme = ui.theme();
    const Box corner = grid.corner();
    const NodeId row = ui.node(Role::row, "", corner, "##head");
    ui.last_node().row = 1;
    auto in_row = ui.inside(row);
    const std::string_view word = options.corner.empty() ? " " : options.corner;
    ui.node(Role::columnheader, word, corner, "##corner");
    ui.last_node().column = 1;
    ui.draw_line(corner.inset(ui.px(head_padding), 0), options.corner, TextStyle::label,
                 theme.text(Tone::muted));
    grid.clip_column_heads();
    for (std::size_t i = grid.columns().begin; i < grid.columns().end; ++i) {
      const Box box = grid.column_head(i);
      ui.node(Role::columnheader, columns[i], box);
      ui.last_node().column = static_cast<std::int32_t>(i) + 2;
      ui.draw_line(box.inset(ui.px(4), 0), columns[i], TextStyle::label, theme.text(Tone::muted),
                   Align::center);
    }
    grid.unclip();
  }

  // What the indentation of a row shows.
  std::string above(std::size_t row) const {
    if (row >= options.depths.size() || options.depths[row] == 0) return {};
    std::size_t parent = row;
    while (parent > 0 && options.depths[parent] >= options.depths[row]) --parent;
    return "below " + std::string(rows[parent]);
  }

  // Of a row out of sight only the cell with the keyboard is drawn.
  void draw_row(NodeId table, std::size_t row, std::optional<std::size_t> current) const {
    auto in_table = ui.inside(table);
    const Scope own = ui.id(row);
    const Box head = grid.row_head(row);
    const NodeId node = ui.node(Role::row, rows[row], head, "##row");
    ui.last_node().row = static_cast<std::int64_t>(row) + 2;
    auto in_row = ui.inside(node);
    const bool seen = row >= grid.rows().begin && row < grid.rows().end;
    grid.clip_row_heads();
    ui.node(Role::rowheader, rows[row], head, "##name");
    ui.last_node().column = 1;
    ui.last_node().description = above(row);
    if (seen) {
      Box name = head.inset(ui.px(head_padding), 0);
      if (row < options.depths.size())
        name.x0 += ui.px(indent) * static_cast<float>(std::min(options.depths[row], deepest));
      ui.draw_line(name, rows[row], TextStyle::small, ui.theme().text(Tone::ink));
    }
    grid.unclip();
    grid.clip_cells();
    const FrozenGrid::Range range = grid.columns();
    if (current && (!seen || *current < range.begin)) draw_cell_at({row, *current});
    if (seen)
      for (std::size_t i = range.begin; i < range.end; ++i) draw_cell_at({row, i});
    if (current && seen && *current >= range.end) draw_cell_at({row, *current});
    grid.unclip();
  }
};

std::size_t fitting(float space, float step, std::size_t count) {
  return std::min(count, static_cast<std::size_t>(std::max(0.0f, space + 0.5f) / step));
}

}  // namespace

HeatGridAnswer heat_grid(Ui& ui, std::string_view name, HeatGridState& state,
                         std::span<const std::string> columns, std::span<const std::string> rows,
                         const std::function<HeatCell(GridPlace)>& cell,
                         const HeatGridOptions& options) {
  const Scope own = ui.id(name);
  HeatGridAnswer answer;
  Items items(ui, state.items);
  const bool none = rows.empty() || columns.empty();
  const float total = ui.available();
  const float scrollbar = ImGui::GetStyle().ScrollbarSize;
  FrozenGridSize size{.rows = rows.size(), .columns = columns.size()};
  size.head_height = ui.px(row_height);
  size.cell_height = ui.px(row_height);
  float names = widest(ui, rows, TextStyle::small);
  if (!options.depths.empty())
    names +=
        ui.px(indent) * static_cast<float>(std::min(std::ranges::max(options.depths), deepest));
  if (!options.corner.empty())
    names = std::max(names, ui.text_width(options.corner, TextStyle::label));
  size.head_width = std::min(names + 2 * ui.px(head_padding), std::round(total * 0.36f));
  const float wanted =
      size.head_height + size.cell_height * static_cast<float>(none ? 2 : rows.size());
  const float shown = ui.height_shown(wanted, ui.px(options.height));
  const float room = total - size.head_width - (wanted > shown ? scrollbar : 0);
  const float cell_width = ui.paper ? least_on_paper : options.cell_width;
  const float least = std::min(ui.px(cell_width), std::max(1.0f, room));
  size.cell_width =
      std::max(least, none ? 0 : std::floor(room / static_cast<float>(columns.size())));
  const bool wide = size.cell_width * static_cast<float>(columns.size()) > room + 0.5f;
  const Box box = ui.place_wide(shown + (wide && !none && !ui.paper ? scrollbar : 0));
  if (ui.paper && !none) {
    tell_unprinted(
        ui, rows.size() - fitting(shown - size.head_height, size.cell_height, rows.size()), "rows");
    tell_unprinted(ui, columns.size() - fitting(room, size.cell_width, columns.size()), "columns");
  }

  std::string summary(options.summary);
  if (summary.empty())
    summary =
        std::to_string(rows.size()) + " rows and " + std::to_string(columns.size()) + " columns.";
  auto figure = begin_chart(ui, name, summary, box);
  const NodeId table = ui.node(options.pressable ? Role::grid : Role::table, name, box, "##grid");
  ui.last_node().row_count = static_cast<std::int64_t>(rows.size()) + 1;
  ui.last_node().column_count = static_cast<std::int32_t>(columns.size()) + 1;
  if (none) {  // told beside the grid, which holds rows and nothing else
    ui.draw_line(box, options.empty, TextStyle::small, ui.theme().text(Tone::muted), Align::center);
    ui.node(Role::paragraph, options.empty, box);
    return answer;
  }
  const std::size_t count = rows.size() * columns.size();
  items.keep(items.current() && *items.current() < count, 0);
  const auto place_of = [&](ItemKey key) {
    return GridPlace{static_cast<std::size_t>(key) / columns.size(),
                     static_cast<std::size_t>(key) % columns.size()};
  };
  FrozenGrid grid(ui, box, size);
  const Heat heat{ui, grid, items, columns, rows, cell, options, answer};
  std::optional<GridPlace> current;
  if (options.pressable) {
    const GridPlace from = place_of(*items.current());
    const std::size_t page = std::max<std::size_t>(2, grid.rows().end - grid.rows().begin) - 1;
    const GridPlace to = moved_by(items.keys(), from, rows.size(), columns.size(), page);
    if (to != from) items.go_to(heat.key(to));
    current = place_of(*items.current());
    if (items.wants_reveal(*items.current())) grid.reveal(*current);
  }
  heat.draw_heads(table);
  const auto in_row = [&](std::size_t row) {
    return current && current->row == row ? std::optional(current->column) : std::nullopt;
  };
  const FrozenGrid::Range seen = grid.rows();
  if (current && current->row < seen.begin) heat.draw_row(table, current->row, current->column);
  for (std::size_t row = seen.begin; row < seen.end; ++row) heat.draw_row(table, row, in_row(row));
  if (current && current->row >= seen.end) heat.draw_row(table, current->row, current->column);
  return answer;
}

}  // namespace keyplan::ui
