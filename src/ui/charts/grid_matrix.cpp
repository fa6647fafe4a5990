#include <algorithm>
#include <cmath>

#include "ui/charts/items.h"
#include "ui/charts/matrix.h"

namespace keyplan::ui {
namespace {

constexpr float item_height = 24, item_gap = 4, cell_padding = 6, word_height = 18;  // base units
constexpr std::size_t shown_at_once = 4;

class Matrix {
 public:
  Matrix(Ui& ui, GridMatrixState& state, const MatrixAxis& across, const MatrixAxis& up,
         const std::function<MatrixLook(GridPlace)>& look, std::span<const MatrixItem> things,
         const GridMatrixOptions& options)
      : ui_(ui),
        state_(state),
        across_(across),
        up_(up),
        look_(look),
        things_(things),
        options_(options),
        items_(ui, state.items),
        columns_(across.steps.size()),
        rows_(up.steps.size()),
        cells_(columns_ * rows_) {}

  void draw(std::string_view name);
  GridMatrixAnswer answer;

 private:
  bool exists(GridPlace at) const { return at.row < rows_ && at.column < columns_; }
  std::vector<std::uint32_t>& cell(GridPlace at) { return cells_[at.row * columns_ + at.column]; }
  std::string words(GridPlace at) const {
    return up_.steps[at.row] + ", " + across_.steps[at.column];
  }
  std::size_t shown_in(GridPlace at);
  void handle_keys();
  void move(const MatrixItem& thing, GridPlace to);
  void draw_column_heads(NodeId grid, const Box& row, float left, float width) const;
  void draw_row(NodeId grid, std::size_t row, const Box& box, float head, float width);
  void draw_cell(GridPlace at, const Box& box);
  void draw_thing(const MatrixItem& thing, const Box& box, const MatrixLook& look);
  void draw_more(GridPlace at, const Box& box, std::size_t hidden);

  Ui& ui_;
  GridMatrixState& state_;
  const MatrixAxis &across_, &up_;
  const std::function<MatrixLook(GridPlace)>& look_;
  std::span<const MatrixItem> things_;
  const GridMatrixOptions& options_;
  Items items_;
  std::size_t columns_, rows_;
  std::vector<std::vector<std::uint32_t>> cells_;
  std::vector<std::uint32_t> order_;  // as they are read
  std::optional<GridPlace> target_;
};

std::size_t Matrix::shown_in(GridPlace at) {
  const std::size_t count = cell(at).size();
  if (count <= shown_at_once || state_.expanded == at) return count;
  return shown_at_once - 1;
}

void Matrix::move(const MatrixItem& thing, GridPlace to) {
  if (!thing.movable || !exists(to) || to == thing.at) return;
  answer.moved = {thing.key, to};
  ui_.announce(thing.title + ": " + words(to));
}

void Matrix::handle_keys() {
  std::optional<std::size_t> current;
  for (std::size_t i = 0; i < order_.size() && items_.current(); ++i)
    if (things_[order_[i]].key == *items_.current()) current = i;
  items_.keep(current.has_value(),
              order_.empty() ? std::nullopt : std::optional(things_[order_[0]].key));
  if (!current) return;
  const ItemKeys keys = items_.keys();
  const MatrixItem& thing = things_[order_[*current]];
  if (keys.ctrl) {
    const auto row = static_cast<std::ptrdiff_t>(thing.at.row) - keys.down;
    const auto column = static_cast<std::ptrdiff_t>(thing.at.column) + keys.right;
    if (row < 0 || column < 0 || (keys.down == 0 && keys.right == 0)) return;
    move(thing, {static_cast<std::size_t>(row), static_cast<std::size_t>(column)});
    if (answer.moved) items_.go_to(thing.key);
    return;
  }
  const auto last = static_cast<std::ptrdiff_t>(order_.size()) - 1;
  std::ptrdiff_t wanted =
      static_cast<std::ptrdiff_t>(*current) + keys.down + keys.right + keys.pages * 10;
  if (keys.home) wanted = 0;
  if (keys.end) wanted = last;
  const auto next = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(wanted, 0, last));
  if (next != *current) items_.go_to(things_[order_[next]].key);
}

void Matrix::draw_thing(const MatrixItem& thing, const Box& box, const MatrixLook& look) {
  const Theme& theme = ui_.theme();
  Items::Added item = items_.add(Role::button, thing.key, thing.title, box, thing.movable);
  std::string described = words(thing.at);
  if (!look.word.empty()) described += ": " + look.word;
  if (!thing.text.empty()) described += ". " + thing.text;
  ui_.last_node().description = described;
  if (items_.wants_reveal(thing.key)) {
    ImGui::ScrollToRect(ImGui::GetCurrentWindow(), to_rect(box));
    ui_.request_frames();
  }
  if (item.pressed) answer.pressed = thing.key;
  if (item.opened) answer.opened = thing.key;
  const bool in_hand = items_.dragged() == thing.key;
  ui_.fill(box, item.hovered || in_hand ? theme.colors().hover : theme.colors().surface, 4);
  ui_.outline(box, theme.colors().line, 4);
  ui_.draw_line(box.inset(ui_.px(6), 0), thing.title, TextStyle::label,
                theme.text(in_hand ? Tone::muted : Tone::ink));
  ui_.focus_ring(item, 4, 0);
  if (in_hand) {
    item.hovered = false;
    item.focused = true;
    item.box = {items_.mouse_x(), items_.mouse_y(), items_.mouse_x(), items_.mouse_y()};
    ui_.tooltip(item, target_ ? thing.title + ": " + words(*target_) : thing.title);
  } else {
    item.focused = false;  // it would cover the next one
    ui_.tooltip(item, thing.title + ": " + described);
  }
}

void Matrix::draw_more(GridPlace at, const Box& box, std::size_t hidden) {
  const std::string shown = hidden > 0 ? "and " + std::to_string(hidden) + " more" : "Show fewer";
  const Item item = ui_.pressable(Role::button, "##more", box, true, shown + ", " + words(at));
  ui_.last_node().expanded = hidden > 0 ? Tristate::off : Tristate::on;
  if (item.hovered) ui_.fill(box, ui_.theme().colors().hover, 4);
  ui_.draw_line(box.inset(ui_.px(6), 0), shown, TextStyle::label, ui_.theme().text(Tone::ink));
  ui_.focus_ring(item, 4, 0);
  if (!item.pressed) return;
  state_.expanded = hidden > 0 ? std::optional(at) : std::nullopt;
  ui_.request_frames();
}

void Matrix::draw_cell(GridPlace at, const Box& box) {
  const Theme& theme = ui_.theme();
  const Scope own = ui_.id(at.column);
  const MatrixLook look = look_(at);
  const auto& members = cell(at);
  std::string name = words(at);
  if (!look.word.empty()) name += ": " + look.word;
  const NodeId node = ui_.node(Role::gridcell, name, box, "##cell");
  ui_.last_node().column = static_cast<std::int32_t>(at.column) + 2;
  auto within = ui_.inside(node);
  const Box inner = box.inset(ui_.px(1), ui_.px(1));
  ui_.fill(inner, theme.soft(look.tone), 4);
  if ((items_.dragged() || items_.dropped()) && items_.mouse_x() >= box.x0 &&
      items_.mouse_x() < box.x1 && items_.mouse_y() >= box.y0 && items_.mouse_y() < box.y1) {
    target_ = at;
    if (items_.dragged()) ui_.outline(inner, theme.solid(Tone::accent), 4, 2);
  }
  const float pad = ui_.px(cell_padding);
  ui_.draw_line(
      {inner.x0 + pad, inner.y0 + ui_.px(2), inner.x1 - pad, inner.y0 + ui_.px(2 + word_height)},
      look.word, TextStyle::chip, theme.text(look.tone));
  float y = inner.y0 + ui_.px(2 + word_height);
  const std::size_t shown = shown_in(at);
  const auto next = [&] {
    const Box place{inner.x0 + pad, y, inner.x1 - pad, y + ui_.px(item_height)};
    y += ui_.px(item_height + item_gap);
    return place;
  };
  for (std::size_t i = 0; i < members.size(); ++i) {
    const MatrixItem& thing = things_[members[i]];
    if (i < shown)
      draw_thing(thing, next(), look);
    else if (items_.dragged() == thing.key)
      draw_thing(thing, inner, look);
  }
  if (members.size() > shown_at_once) draw_more(at, next(), members.size() - shown);
}

void Matrix::draw_column_heads(NodeId grid, const Box& row, float left, float width) const {
  const Theme& theme = ui_.theme();
  auto in_grid = ui_.inside(grid);
  const NodeId node = ui_.node(Role::row, across_.name, row, "##head");
  ui_.last_node().row = 1;
  auto in_row = ui_.inside(node);
  ui_.node(Role::columnheader, up_.name, row, "##corner");
  ui_.last_node().column = 1;
  const float line = theme.line_px(TextStyle::label);
  for (std::size_t i = 0; i < columns_; ++i) {
    const float x = left + width * static_cast<float>(i);
    const Box head{x, row.y0 + ui_.px(4), x + width, row.y0 + ui_.px(4) + line};
    ui_.node(Role::columnheader, across_.steps[i], head);
    ui_.last_node().column = static_cast<std::int32_t>(i) + 2;
    ui_.draw_line(head.inset(ui_.px(4), 0), across_.steps[i], TextStyle::label,
                  theme.text(Tone::muted), Align::center);
  }
  ui_.draw_line({left, row.y1 - line, left + width * static_cast<float>(columns_), row.y1},
                across_.name, TextStyle::chip, theme.text(Tone::muted), Align::center);
}

void Matrix::draw_row(NodeId grid, std::size_t row, const Box& box, float head, float width) {
  auto in_grid = ui_.inside(grid);
  const Scope own = ui_.id(row);
  const NodeId node = ui_.node(Role::row, up_.steps[row], box, "##row");
  ui_.last_node().row = static_cast<std::int64_t>(rows_ - row) + 1;
  auto in_row = ui_.inside(node);
  const Box name{box.x0, box.y0, box.x0 + head - ui_.px(8), box.y1};
  ui_.node(Role::rowheader, up_.steps[row], name, "##name");
  ui_.last_node().column = 1;
  const float height = ui_.text_height(up_.steps[row], TextStyle::label, name.width());
  const float y = std::max(name.y0, std::floor(name.middle_y() - height / 2));
  ui_.draw_wrapped({name.x0, y, name.x1, name.y1}, up_.steps[row], TextStyle::label,
                   ui_.theme().text(Tone::muted), Align::right);
  for (std::size_t column = 0; column < columns_; ++column) {
    const float x = std::round(box.x0 + head + width * static_cast<float>(column));
    const float end = std::round(box.x0 + head + width * static_cast<float>(column + 1));
    draw_cell({row, column}, {x, box.y0, end, box.y1});
  }
}

void Matrix::draw(std::string_view name) {
  for (std::uint32_t i = 0; i < things_.size(); ++i)
    if (exists(things_[i].at)) cell(things_[i].at).push_back(i);
  for (std::size_t row = rows_; row-- > 0;)
    for (std::size_t column = 0; column < columns_; ++column)
      order_.insert(order_.end(), cell({row, column}).begin(), cell({row, column}).end());
  handle_keys();
  // The cell of a hidden thing that is to have the keyboard opens.
  for (const MatrixItem& thing : things_) {
    if (!exists(thing.at) || items_.current() != thing.key) continue;
    const auto& members = cell(thing.at);
    for (std::size_t i = shown_in(thing.at); i < members.size(); ++i)
      if (things_[members[i]].key == thing.key) {
        if (items_.wants_reveal(thing.key))
          state_.expanded = thing.at;
        else
          items_.keep(false, things_[members[0]].key);
      }
  }

  float head = ui_.text_width(up_.name, TextStyle::chip);
  for (const std::string& step : up_.steps)
    head = std::max(head, ui_.text_width(step, TextStyle::label));
  const float total = ui_.available();
  head = std::min(head, std::round(total * 0.24f)) + ui_.px(10);
  const float count = static_cast<float>(std::max<std::size_t>(1, columns_));
  const float width = std::max(ui_.px(options_.cell_width), std::floor((total - head) / count));
  const float line = ui_.theme().line_px(TextStyle::label);
  std::vector<float> heights(rows_);
  float body = 0;
  for (std::size_t row = 0; row < rows_; ++row) {
    std::size_t most = 0;
    for (std::size_t column = 0; column < columns_; ++column) {
      const std::size_t more = cell({row, column}).size() > shown_at_once ? 1 : 0;
      most = std::max(most, shown_in({row, column}) + more);
    }
    heights[row] = std::max(
        ui_.px(options_.cell_height),
        ui_.px(word_height + 8) + static_cast<float>(most) * ui_.px(item_height + item_gap));
    body += heights[row];
  }
  const float content = head + width * count;
  const float bar = content > total + 0.5f ? ImGui::GetStyle().ScrollbarSize : 0;
  const float foot = 2 * line + ui_.px(8);
  const Box box = ui_.place_wide(line + ui_.px(4) + body + foot + bar);
  std::string summary(options_.summary);
  if (summary.empty())
    summary = std::to_string(order_.size()) + " by " + up_.name + " and " + across_.name + ".";
  auto figure = begin_chart(ui_, name, summary, box);
  const NodeId grid = ui_.node(Role::grid, name, box, "##grid");
  ui_.last_node().row_count = static_cast<std::int64_t>(rows_) + 1;
  ui_.last_node().column_count = static_cast<std::int32_t>(columns_) + 1;
  ScrollArea area(ui_, "##cells", box, content, 0);
  const float left = area.left();
  ui_.draw_line({left, box.y0, left + head - ui_.px(8), box.y0 + line}, up_.name, TextStyle::chip,
                ui_.theme().text(Tone::muted), Align::right);
  float y = box.y0 + line + ui_.px(4);
  draw_column_heads(grid, {left, y + body, left + content, y + body + foot}, left + head, width);
  for (std::size_t row = rows_; row-- > 0; y += heights[row])
    draw_row(grid, row, {left, y, left + content, y + heights[row]}, head, width);
  if (items_.dragged() && bar > 0) area.scroll_near_edges(items_.mouse_x(), box.middle_y());
  if (!items_.dropped() || !target_) return;
  const auto thing = std::ranges::find(things_, *items_.dropped(), &MatrixItem::key);
  if (thing != things_.end()) move(*thing, *target_);
}

}  // namespace

GridMatrixAnswer grid_matrix(Ui& ui, std::string_view name, GridMatrixState& state,
                             const MatrixAxis& across, const MatrixAxis& up,
                             const std::function<MatrixLook(GridPlace)>& look,
                             std::span<const MatrixItem> things, const GridMatrixOptions& options) {
  const Scope own = ui.id(name);
  Matrix matrix(ui, state, across, up, look, things, options);
  matrix.draw(name);
  return matrix.answer;
}

}  // namespace keyplan::ui
