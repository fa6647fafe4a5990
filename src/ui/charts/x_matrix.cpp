#include <algorithm>
#include <cmath>

#include "ui/charts/frozen_grid.h"
#include "ui/charts/matrix.h"

namespace keyplan::ui {
namespace {

constexpr float cell_side = 34, band_height = 104, least_middle = 240, gap = 8;  // base units

std::string_view word(Strength strength) {
  switch (strength) {
    case Strength::none:
      return "none";
    case Strength::weak:
      return "weak";
    case Strength::strong:
      return "strong";
  }
  return {};
}

Strength next(Strength strength) {
  if (strength == Strength::none) return Strength::weak;
  return strength == Strength::weak ? Strength::strong : Strength::none;
}

char letter(XList list) { return "APTLW"[static_cast<std::size_t>(list)]; }

std::string number_of(XList list, std::size_t index) {
  return letter(list) + std::to_string(index + 1);
}

// None is an empty place, weak a ring, strong a full circle.
void draw_strength(Ui& ui, const Box& box, Strength strength) {
  const ImVec2 middle{box.middle_x(), box.middle_y()};
  const Color color = ui.theme().solid(Tone::accent);
  const float radius = ui.px(7);
  if (strength == Strength::strong) ui.canvas()->AddCircleFilled(middle, radius, color);
  if (strength == Strength::weak)
    ui.canvas()->AddCircle(middle, radius - ui.px(1), color, 0, ui.px(2));
}

class XChart {
 public:
  XChart(Ui& ui, XMatrixState& state, const XMatrixLists& lists,
         const std::function<Strength(const XMatrixPair&)>& strength, const XMatrixOptions& options)
      : ui_(ui), lists_(lists), strength_(strength), options_(options), items_(ui, state.items) {}

  void draw(std::string_view name);
  XMatrixAnswer answer;

 private:
  struct Line {
    XList list;
    std::size_t index;
  };

  const XMatrixList& list(XList which) const;
  const std::string& text(const Line& line) const { return list(line.list).items[line.index]; }
  std::string told(const Line& line) const {
    return number_of(line.list, line.index) + " " + text(line);
  }
  void add(std::vector<Line>& lines, XList which) const;
  bool meet(std::size_t row, std::size_t column) const {
    return rows_[row].list != XList::long_term || columns_[column].list != XList::people;
  }
  ItemKey key(std::size_t row, std::size_t column) const { return row * columns_.size() + column; }
  void handle_keys();
  void place_lines(float left, float top, float middle);
  Box cell(std::size_t row, std::size_t column) const {
    const float side = ui_.px(cell_side);
    return {x_[column], y_[row], x_[column] + side, y_[row] + side};
  }
  void draw_column_heads();
  void draw_middle() const;
  void draw_row(std::size_t row);
  void draw_cell(std::size_t row, std::size_t column);
  void draw_names();
  void draw_list(XList which);
  void draw_signs() const;

  Ui& ui_;
  const XMatrixLists& lists_;
  const std::function<Strength(const XMatrixPair&)>& strength_;
  const XMatrixOptions& options_;
  Items items_;
  std::vector<Line> rows_, columns_;
  std::vector<float> x_, y_;  // of columns and rows
  Box middle_;                // the place of the X
  std::string said_;          // what the cell under the mouse or with the keyboard means
};

const XMatrixList& XChart::list(XList which) const {
  switch (which) {
    case XList::annual:
      return lists_.annual;
    case XList::priorities:
      return lists_.priorities;
    case XList::targets:
      return lists_.targets;
    case XList::long_term:
      return lists_.long_term;
    case XList::people:
      return lists_.people;
  }
  return lists_.annual;
}

void XChart::add(std::vector<Line>& lines, XList which) const {
  for (std::size_t i = 0; i < list(which).items.size(); ++i) lines.push_back({which, i});
}

void XChart::handle_keys() {
  const std::size_t count = rows_.size() * columns_.size();
  if (count == 0) return items_.keep(false, std::nullopt);
  const auto place_of = [&](ItemKey at) {
    return GridPlace{static_cast<std::size_t>(at) / columns_.size(),
                     static_cast<std::size_t>(at) % columns_.size()};
  };
  std::optional<ItemKey> first;
  for (std::size_t column = 0; column < columns_.size() && !first; ++column)
    if (meet(0, column)) first = key(0, column);
  bool exists = items_.current() && *items_.current() < count;
  if (exists) {
    const GridPlace at = place_of(*items_.current());
    exists = meet(at.row, at.column);
  }
  items_.keep(exists, first);
  if (!exists) return;
  const GridPlace from = place_of(*items_.current());
  GridPlace to = moved_by(items_.keys(), from, rows_.size(), columns_.size(), rows_.size());
  while (to.column > 0 && !meet(to.row, to.column)) --to.column;
  if (to != from && meet(to.row, to.column)) items_.go_to(key(to.row, to.column));
}

void XChart::place_lines(float left, float top, float middle) {
  const float side = ui_.px(cell_side), space = ui_.px(gap);
  float x = left, y = top;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const XList now = columns_[i].list;
    const bool new_list = i == 0 || columns_[i - 1].list != now;
    if (new_list && now == XList::targets) x = middle_.x1 + space;
    if (new_list && now == XList::people)
      x = std::max(x, middle_.x1) +
          space * (i > 0 && columns_[i - 1].list == XList::targets ? 2 : 1);
    x_.push_back(x);
    x += side;
    if (now == XList::annual) {
      middle_.x0 = x + space;
      middle_.x1 = middle_.x0 + middle;
    }
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].list == XList::long_term && (i == 0 || rows_[i - 1].list != XList::long_term))
      y = middle_.y1 + space;
    y_.push_back(y);
    y += side;
  }
}

void XChart::draw_column_heads() {
  const Theme& theme = ui_.theme();
  const NodeId row = ui_.node(Role::row, "", middle_, "##head");
  ui_.last_node().row = 1;
  auto in_row = ui_.inside(row);
  ui_.node(Role::columnheader, "Row", middle_, "##corner");
  ui_.last_node().column = 1;
  const float line = theme.line_px(TextStyle::chip);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Box head{x_[i], middle_.y0, x_[i] + ui_.px(cell_side), middle_.y1};
    const Scope own = ui_.id(i);
    ui_.node(Role::columnheader, told(columns_[i]), head, "##column");
    ui_.last_node().column = static_cast<std::int32_t>(i) + 2;
    const std::string number = number_of(columns_[i].list, columns_[i].index);
    ui_.draw_line({head.x0, head.y0 + ui_.px(4), head.x1, head.y0 + ui_.px(4) + line}, number,
                  TextStyle::chip, theme.text(Tone::ink), Align::center);
    if (columns_[i].list != XList::people)
      ui_.draw_line({head.x0, head.y1 - ui_.px(4) - line, head.x1, head.y1 - ui_.px(4)}, number,
                    TextStyle::chip, theme.text(Tone::ink), Align::center);
    const bool hovered = ImGui::IsWindowHovered() &&
                         ImGui::IsMouseHoveringRect({head.x0, head.y0}, {head.x1, head.y1});
    ui_.tooltip({.id = label_id("##column"), .box = head, .hovered = hovered}, told(columns_[i]));
  }
}

// The X, with the name of each list on the side where it stands.
void XChart::draw_middle() const {
  const Theme& theme = ui_.theme();
  ui_.fill(middle_, theme.colors().background, 4);
  const Color line = theme.colors().line;
  ui_.canvas()->AddLine({middle_.x0, middle_.y0}, {middle_.x1, middle_.y1}, line, ui_.px(2));
  ui_.canvas()->AddLine({middle_.x0, middle_.y1}, {middle_.x1, middle_.y0}, line, ui_.px(2));
  const float height = theme.line_px(TextStyle::label), pad = ui_.px(8);
  const Box inner = middle_.inset(pad, ui_.px(6));
  const Color ink = theme.text(Tone::muted);
  const auto name = [&](XList which) -> std::string_view { return list(which).name; };
  const float half = inner.width() / 2 - ui_.px(14);
  ui_.draw_line({inner.x0, inner.y0, inner.x1, inner.y0 + height}, name(XList::priorities),
                TextStyle::label, ink, Align::center);
  ui_.draw_line({inner.x0, inner.y1 - height, inner.x1, inner.y1}, name(XList::long_term),
                TextStyle::label, ink, Align::center);
  const float y = std::floor(inner.middle_y() - height / 2);
  ui_.draw_line({inner.x0, y, inner.x0 + half, y + height}, name(XList::annual), TextStyle::label,
                ink);
  ui_.draw_line({inner.x1 - half, y, inner.x1, y + height}, name(XList::targets), TextStyle::label,
                ink, Align::right);
}

void XChart::draw_cell(std::size_t row, std::size_t column) {
  const XMatrixPair pair{rows_[row].list, rows_[row].index, columns_[column].list,
                         columns_[column].index};
  const Box box = cell(row, column);
  const Strength strength = strength_(pair);
  const std::string name =
      told(rows_[row]) + ", " + told(columns_[column]) + ": " + std::string(word(strength));
  Items::Added item = items_.add(Role::gridcell, key(row, column), name, box);
  ui_.last_node().column = static_cast<std::int32_t>(column) + 2;
  if (items_.wants_reveal(key(row, column)))
    ImGui::ScrollToRect(ImGui::GetCurrentWindow(), to_rect(box));
  const Box inner = box.inset(ui_.px(1), ui_.px(1));
  ui_.fill(inner, item.hovered ? ui_.theme().colors().hover : ui_.theme().colors().surface, 3);
  ui_.outline(inner, ui_.theme().colors().line, 3);
  draw_strength(ui_, inner, strength);
  ui_.focus_ring(item, 3, 0);
  if (item.hovered || (item.focused && said_.empty())) said_ = name;
  if (item.pressed || item.entered) {
    answer.set = {pair, next(strength)};
    ui_.announce(word(next(strength)));
  }
}

void XChart::draw_row(std::size_t row) {
  const Theme& theme = ui_.theme();
  const Line& line = rows_[row];
  const Scope own = ui_.id(row);
  const float side = ui_.px(cell_side);
  const Box head{middle_.x0, y_[row], middle_.x1, y_[row] + side};
  const NodeId node = ui_.node(Role::row, told(line), head, "##row");
  ui_.last_node().row = static_cast<std::int64_t>(row) + 2;
  auto in_row = ui_.inside(node);
  Item item{.box = head};
  if (options_.entries_openable)
    item = ui_.pressable(Role::rowheader, "##name", head, true, told(line));
  else
    ui_.node(Role::rowheader, told(line), head, "##name");
  ui_.last_node().column = 1;
  if (item.pressed) answer.opened = {line.list, line.index};
  if (item.hovered) ui_.fill(head, theme.colors().hover, 3);
  ui_.fill({head.x0, head.y1 - ui_.px(1), head.x1, head.y1}, theme.colors().inner_line);
  const float number = ui_.px(34);
  ui_.draw_line({head.x0 + ui_.px(8), head.y0, head.x0 + number, head.y1},
                number_of(line.list, line.index), TextStyle::chip, theme.text(Tone::muted));
  ui_.draw_line({head.x0 + number, head.y0, head.x1 - ui_.px(4), head.y1}, text(line),
                TextStyle::small, theme.text(Tone::ink));
  ui_.focus_ring(item, 3, 0);
  ui_.tooltip(item, told(line));
  for (std::size_t column = 0; column < columns_.size(); ++column)
    if (meet(row, column)) draw_cell(row, column);
}

void XChart::draw_signs() const {
  const Box box = ui_.place_wide(ui_.px(20));
  const Theme& theme = ui_.theme();
  float x = box.x0;
  for (const Strength strength : {Strength::strong, Strength::weak}) {
    draw_strength(ui_, {x, box.y0, x + ui_.px(16), box.y1}, strength);
    const float width = ui_.text_width(word(strength), TextStyle::label);
    ui_.draw_line({x + ui_.px(22), box.y0, x + ui_.px(23) + width, box.y1}, word(strength),
                  TextStyle::label, theme.text(Tone::muted));
    x += ui_.px(40) + width;
  }
  ui_.draw_line({x, box.y0, box.x1, box.y1}, said_, TextStyle::label, theme.text(Tone::ink),
                Align::right);
}

void XChart::draw_list(XList which) {
  const Scope own = ui_.id(static_cast<std::uint64_t>(which));
  ui_.label(list(which).name);
  for (std::size_t i = 0; i < list(which).items.size(); ++i) {
    const Scope entry = ui_.id(i);
    const std::string number = number_of(which, i);
    if (ui_.list_row(
            {.chip = number, .text = list(which).items[i], .pressable = options_.entries_openable}))
      answer.opened = {which, i};
  }
}

// What the numbers of the columns stand for.
void XChart::draw_names() {
  const Scope own = ui_.id("names");
  std::vector<XList> shown;
  for (const XList which : {XList::annual, XList::targets, XList::people})
    if (!list(which).items.empty()) shown.push_back(which);
  if (shown.empty()) return;
  auto columns = ui_.columns(static_cast<int>(shown.size()), {.min_width = 220});
  for (const XList which : shown) {
    columns.next();
    draw_list(which);
  }
}

void XChart::draw(std::string_view name) {
  add(rows_, XList::priorities);
  add(rows_, XList::long_term);
  add(columns_, XList::annual);
  add(columns_, XList::targets);
  add(columns_, XList::people);
  handle_keys();
  const float side = ui_.px(cell_side), space = ui_.px(gap), total = ui_.available();
  const auto wide = [&](XList which) {
    return side * static_cast<float>(list(which).items.size());
  };
  const bool people = !lists_.people.items.empty();
  const float around =
      wide(XList::annual) + wide(XList::targets) + wide(XList::people) + space * (people ? 4 : 2);
  const float middle = std::max(ui_.px(least_middle), std::floor(total - around));
  const float content = around + middle;
  const float bar = content > total + 0.5f ? ImGui::GetStyle().ScrollbarSize : 0;
  const float above = wide(XList::priorities) + space;
  const float height = above + ui_.px(band_height) + space + wide(XList::long_term);
  const Box box = ui_.place_wide(height + bar);
  std::string summary(options_.summary);
  if (summary.empty())
    summary = "How " + std::to_string(rows_.size()) + " rows and " +
              std::to_string(columns_.size()) + " columns serve each other.";
  auto figure = begin_chart(ui_, name, summary, box);
  {
    ScrollArea area(ui_, "##x", box, content, 0);
    const float left = area.left();
    middle_ = {left + wide(XList::annual) + space, box.y0 + above, 0, 0};
    middle_.x1 = middle_.x0 + middle;
    middle_.y1 = middle_.y0 + ui_.px(band_height);
    place_lines(left, box.y0, middle);
    const NodeId grid = ui_.node(Role::grid, name, box, "##grid");
    ui_.last_node().row_count = static_cast<std::int64_t>(rows_.size()) + 1;
    ui_.last_node().column_count = static_cast<std::int32_t>(columns_.size()) + 1;
    auto in_grid = ui_.inside(grid);
    draw_column_heads();
    draw_middle();
    for (std::size_t row = 0; row < rows_.size(); ++row) draw_row(row);
  }
  draw_signs();
  draw_names();
}

}  // namespace

XMatrixAnswer x_matrix(Ui& ui, std::string_view name, XMatrixState& state,
                       const XMatrixLists& lists,
                       const std::function<Strength(const XMatrixPair&)>& strength,
                       const XMatrixOptions& options) {
  const Scope own = ui.id(name);
  XChart chart(ui, state, lists, strength, options);
  chart.draw(name);
  return chart.answer;
}

}  // namespace keyplan::ui
