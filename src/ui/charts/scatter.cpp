#include "ui/charts/scatter.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/sorting/sort.h"
#include "imgui_internal.h"
#include "ui/charts/data_table.h"
#include "ui/charts/items.h"

namespace keyplan::ui {
namespace {

constexpr double most = 10, middle = 5;
// Of many bubbles the largest are things one can reach; the others are drawn, and reached by
// drawing round them.
constexpr std::size_t most_items = 60, bubbles_above_cells = 24, most_labels = 24, most_rows = 200;
constexpr float least_radius = 3.5f, most_radius = 22, most_above_cells = 12;  // base units
constexpr float full_size = 400;  // of a picture with the largest bubbles, base units
constexpr float cell_width = 40, cell_height = 30;  // base units, about
constexpr double faintest = 24, strongest = 124;    // alpha of the accent; counts stay readable
constexpr ItemKey first_cell = 1ull << 63;          // keys of cells are told from keys of points
constexpr std::size_t most_words = 6;
constexpr std::uint8_t ground_below_text = 225;  // alpha, where cells lie below

std::string number(double value) {
  const auto tenths = std::lround(value * 10);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

bool overlap(const Box& a, const Box& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

// Whether a point lies within a closed line: a ray to the right crosses it an odd number of times.
bool inside(std::span<const ScatterState::Spot> line, float x, float y) {
  bool within = false;
  for (std::size_t i = 0, j = line.size() - 1; i < line.size(); j = i++) {
    const auto &a = line[i], &b = line[j];
    if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) within = !within;
  }
  return within;
}

class Field {
 public:
  Field(Ui& ui, ScatterState& state, std::span<const ScatterPoint> points,
        const ScatterOptions& options)
      : ui_(ui), state_(state), points_(points), options_(options), items_(ui, state.items) {}

  void draw(std::string_view name);
  ScatterAnswer answer;

 private:
  struct Cell {
    std::uint32_t count = 0, selected = 0, negative = 0;
    std::array<std::uint32_t, most_words> by_word{};
  };
  // What the keyboard can be on, and where.
  struct Stop {
    ItemKey key = 0;
    float x = 0, y = 0;
  };

  float x_of(const ScatterPoint& point) const {
    return plot_.x0 + plot_.width() * static_cast<float>(std::clamp(point.x, 0.0, most) / most);
  }
  float y_of(const ScatterPoint& point) const {
    return plot_.y1 - plot_.height() * static_cast<float>(std::clamp(point.y, 0.0, most) / most);
  }
  float radius_of(const ScatterPoint& point) const {
    const auto share = static_cast<float>(std::sqrt(std::clamp(point.size, 0.0, 1.0)));
    // A small picture has no room for large ones.
    const float room = std::min(plot_.width(), plot_.height()) / ui_.px(full_size);
    const float largest =
        (crowded() ? most_above_cells : most_radius) * std::clamp(room, 0.5f, 1.0f);
    return ui_.px(least_radius + (largest - least_radius) * share);
  }
  std::string_view field_of(const ScatterPoint& point) const {
    return options_.fields[(point.x >= middle ? 2 : 0) + (point.y >= middle ? 1 : 0)];
  }
  std::string words(const ScatterPoint& point) const;
  std::string words(const Cell& cell) const;
  std::string name_of_cell(std::size_t place, const Cell& cell) const;
  bool crowded() const { return points_.size() > most_bubbles; }
  void rank();
  void count_cells();
  std::size_t cell_of(const ScatterPoint& point) const;
  Box box_of_cell(std::size_t place) const;
  void draw_cell(std::size_t place);
  bool reachable(std::size_t rank) const { return rank < (cells_.empty() ? most_items : bubbles_); }
  std::vector<Stop> stops() const;
  void handle_keys();
  void handle_ground();
  Box name_of_field(std::size_t field) const;
  void draw_ground() const;
  void draw_field_names() const;
  void draw_bubble(const ScatterPoint& point, bool hovered) const;
  void draw_item(const ScatterPoint& point);
  void draw_labels() const;
  void draw_lasso() const;
  void tell(std::string_view name) const;

  Ui& ui_;
  ScatterState& state_;
  std::span<const ScatterPoint> points_;
  const ScatterOptions& options_;
  Items items_;
  Box plot_;
  std::vector<std::uint32_t> by_size_;  // largest first, as far as that matters
  std::size_t bubbles_ = 0;             // so many of them
  std::vector<Cell> cells_;             // of the others, row by row from the bottom
  std::size_t columns_ = 0;
  std::uint32_t fullest_ = 0;
  std::vector<std::string_view> words_;  // what tones say, as counted in the cells
};

void Field::rank() {
  by_size_.resize(points_.size());
  std::iota(by_size_.begin(), by_size_.end(), 0u);
  bubbles_ = crowded() ? bubbles_above_cells : points_.size();
  const std::size_t ranked = crowded() ? most_rows : points_.size();
  std::ranges::partial_sort(by_size_, by_size_.begin() + static_cast<std::ptrdiff_t>(ranked), {},
                            [this](std::uint32_t i) { return std::pair(-points_[i].size, i); });
}

std::size_t Field::cell_of(const ScatterPoint& point) const {
  const std::size_t rows = cells_.size() / columns_;
  const auto part = [](double value, std::size_t parts) {
    const auto place = std::clamp(value, 0.0, most) / most * static_cast<double>(parts);
    return std::min(parts - 1, static_cast<std::size_t>(place));
  };
  return part(point.y, rows) * columns_ + part(point.x, columns_);
}

void Field::count_cells() {
  if (!crowded()) return;
  // An even number, so that no cell lies in two fields.
  const auto parts = [](float length, float of_one) {
    return 2 * std::max<std::size_t>(1, static_cast<std::size_t>(length / of_one / 2));
  };
  columns_ = parts(plot_.width(), ui_.px(cell_width));
  cells_.resize(columns_ * parts(plot_.height(), ui_.px(cell_height)));
  for (const std::uint32_t place : std::span(by_size_).subspan(bubbles_)) {
    const ScatterPoint& point = points_[place];
    Cell& cell = cells_[cell_of(point)];
    fullest_ = std::max(fullest_, ++cell.count);
    cell.selected += point.selected ? 1 : 0;
    cell.negative += point.tone == Tone::negative ? 1 : 0;
    if (point.word.empty()) continue;
    auto word = std::ranges::find(words_, point.word);
    if (word == words_.end()) {
      if (words_.size() == most_words) continue;
      word = words_.insert(word, point.word);
    }
    ++cell.by_word[static_cast<std::size_t>(word - words_.begin())];
  }
}

Box Field::box_of_cell(std::size_t place) const {
  const auto row = static_cast<float>(place / columns_);
  const auto column = static_cast<float>(place % columns_);
  const float width = plot_.width() / static_cast<float>(columns_);
  const float height = plot_.height() / static_cast<float>(cells_.size() / columns_);
  const float gap = ui_.px(1);
  return {plot_.x0 + column * width + gap, plot_.y1 - (row + 1) * height + gap,
          plot_.x0 + (column + 1) * width - gap, plot_.y1 - row * height - gap};
}

std::string Field::name_of_cell(std::size_t place, const Cell& cell) const {
  const std::size_t rows = cells_.size() / columns_;
  const auto range = [](std::size_t part, std::size_t parts) {
    const double one = most / static_cast<double>(parts);
    return number(static_cast<double>(part) * one) + " to " +
           number(static_cast<double>(part + 1) * one);
  };
  std::string name = std::to_string(cell.count) + " ";
  name += cell.count == 1 ? options_.thing : options_.things;
  const std::size_t row = place / columns_, column = place % columns_;
  const std::string_view field =
      options_.fields[(column >= columns_ / 2 ? 2 : 0) + (row >= rows / 2 ? 1 : 0)];
  if (!field.empty()) name += ", " + std::string(field);
  return name + ": " + std::string(options_.up) + " " + range(row, rows) + ", " +
         std::string(options_.across) + " " + range(column, columns_);
}

std::string Field::words(const Cell& cell) const {
  std::string text;
  const auto add = [&](std::uint32_t count, std::string_view word) {
    if (count == 0) return;
    if (!text.empty()) text += ", ";
    text += std::to_string(count) + " " + std::string(word);
  };
  for (std::size_t i = 0; i < words_.size(); ++i) add(cell.by_word[i], words_[i]);
  if (cell.selected < cell.count) add(cell.selected, "selected");
  return text;
}

void Field::draw_cell(std::size_t place) {
  const Cell& cell = cells_[place];
  const ItemKey key = first_cell + place;
  if (cell.count == 0) return;
  const Theme& theme = ui_.theme();
  const Box box = box_of_cell(place);
  const Items::Added item =
      items_.add(Role::button, key, name_of_cell(place, cell), box, options_.selects);
  Node& own = ui_.last_node();
  own.description = words(cell);
  own.selected = cell.selected == 0            ? Tristate::off
                 : cell.selected == cell.count ? Tristate::on
                                               : Tristate::mixed;
  if (item.pressed || item.opened) {
    answer.cell.emplace();
    for (const std::uint32_t point : std::span(by_size_).subspan(bubbles_))
      if (cell_of(points_[point]) == place) answer.cell->push_back(points_[point].key);
  }
  const double share = std::sqrt(static_cast<double>(cell.count) / fullest_);
  ui_.fill(box, with_alpha(theme.solid(Tone::accent),
                           static_cast<std::uint8_t>(faintest + (strongest - faintest) * share)));
  if (cell.negative > 0) {
    const float part = static_cast<float>(cell.negative) / static_cast<float>(cell.count);
    ui_.fill({box.x0, box.y1 - ui_.px(3), box.x0 + box.width() * part, box.y1},
             theme.solid(Tone::negative));
  }
  ui_.draw_line(box, std::to_string(cell.count), TextStyle::label, theme.text(Tone::ink),
                Align::center);
  if (cell.selected > 0 || item.hovered)
    ui_.canvas()->AddRect(
        ImVec2(box.x0, box.y0), ImVec2(box.x1, box.y1),
        theme.text(cell.selected == cell.count || item.hovered ? Tone::ink : Tone::muted), 0, 0,
        ui_.px(2));
  ui_.focus_ring(item, 0);
  Item shown = item;
  shown.focused = false;  // it would cover the others
  ui_.tooltip(shown, own.name + ". " + own.description);
}

std::vector<Field::Stop> Field::stops() const {
  std::vector<Stop> all;
  for (std::size_t i = 0; i < by_size_.size() && reachable(i); ++i) {
    const ScatterPoint& point = points_[by_size_[i]];
    all.push_back({point.key, x_of(point), y_of(point)});
  }
  for (std::size_t place = 0; place < cells_.size(); ++place) {
    if (cells_[place].count == 0) continue;
    const Box box = box_of_cell(place);
    all.push_back({first_cell + place, box.middle_x(), box.middle_y()});
  }
  return all;
}

std::string Field::words(const ScatterPoint& point) const {
  std::string text(field_of(point));
  if (!text.empty()) text += ": ";
  text += std::string(options_.up) + " " + number(point.y) + ", " + std::string(options_.across) +
          " " + number(point.x);
  if (!point.shown_size.empty())
    text += ", " + std::string(options_.size_head) + " " + std::string(point.shown_size);
  if (!point.word.empty()) text += ", " + std::string(point.word);
  return text;
}

void Field::handle_keys() {
  const std::vector<Stop> all = stops();
  std::optional<Stop> from;
  for (const Stop& stop : all)
    if (stop.key == items_.current()) from = stop;
  // Another has become larger than the one with the keyboard, which stays where it is.
  for (std::size_t i = 0; !from && items_.current() && i < points_.size(); ++i)
    if (points_[i].key == *items_.current())
      from = {points_[i].key, x_of(points_[i]), y_of(points_[i])};
  items_.keep(from.has_value(), all.empty() ? std::nullopt : std::optional(all.front().key));
  if (!from) return;
  const ItemKeys keys = items_.keys();
  if (keys.home) return items_.go_to(all.front().key);
  if (keys.end) return items_.go_to(all.back().key);
  if (keys.right == 0 && keys.down == 0) return;
  // The nearest in that direction; what lies aside counts as farther.
  std::optional<ItemKey> best;
  float least = 0;
  for (const Stop& to : all) {
    const float dx = to.x - from->x, dy = to.y - from->y;
    const float ahead =
        keys.right != 0 ? dx * static_cast<float>(keys.right) : dy * static_cast<float>(keys.down);
    const float aside = std::abs(keys.right != 0 ? dy : dx);
    if (to.key == from->key || ahead < 0 || (ahead == 0 && to.key < from->key)) continue;
    const float distance = ahead + 2 * aside;
    if (best && distance >= least) continue;
    best = to.key;
    least = distance;
  }
  if (best) items_.go_to(*best);
}

// A line drawn on the ground selects what it goes round.
void Field::handle_ground() {
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID("##ground");
  bool hovered = false, held = false;
  ImGui::ItemAdd(to_rect(plot_), id, nullptr,
                 static_cast<ImGuiItemFlags>(ImGuiItemFlags_AllowOverlap) | ImGuiItemFlags_NoNav |
                     ImGuiItemFlags_NoTabStop);
  ImGui::ButtonBehavior(to_rect(plot_), id, &hovered, &held,
                        ImGuiButtonFlags_AllowOverlap | ImGuiButtonFlags_NoNavFocus);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  auto& lasso = state_.lasso;
  // Where all is covered, the line begins on a bubble or cell.
  const bool from_item = items_.dragged().has_value();
  if (held || from_item) {
    state_.lasso_from_item = from_item;
    if (lasso.empty()) {
      const ImVec2 start = ImGui::GetIO().MouseClickedPos[ImGuiMouseButton_Left];
      lasso.push_back({start.x, start.y});
    }
    if (std::abs(lasso.back().x - mouse.x) + std::abs(lasso.back().y - mouse.y) > ui_.px(2))
      lasso.push_back({mouse.x, mouse.y});
    ui_.request_frames();
    return;
  }
  if (lasso.empty()) return;
  std::vector<ItemKey> within;
  if (state_.lasso_from_item && !items_.dropped()) return lasso.clear();  // Escape
  if (lasso.size() > 2)
    for (const ScatterPoint& point : points_)
      if (inside(lasso, x_of(point), y_of(point))) within.push_back(point.key);
  lasso.clear();
  ui_.announce(within.empty() ? "Nothing selected" : std::to_string(within.size()) + " selected");
  answer.lassoed = std::move(within);
}

Box Field::name_of_field(std::size_t field) const {
  const float line = ui_.theme().line_px(TextStyle::label), inset = ui_.px(6);
  const float x0 = (field >= 2 ? plot_.middle_x() : plot_.x0) + inset;
  const float width = std::min(ui_.text_width(options_.fields[field], TextStyle::label) + 1,
                               plot_.width() / 2 - 2 * inset);
  const float y0 = field % 2 == 1 ? plot_.y0 + ui_.px(3) : plot_.y1 - line - ui_.px(3);
  return {x0, y0, x0 + width, y0 + line};
}

void Field::draw_ground() const {
  const Theme& theme = ui_.theme();
  const float x = plot_.middle_x(), y = plot_.middle_y(), gap = ui_.px(1);
  ui_.fill({plot_.x0, plot_.y0, x - gap, y - gap}, theme.colors().background);
  ui_.fill({plot_.x0, y + gap, x - gap, plot_.y1}, theme.colors().background);
  ui_.fill({x + gap, y + gap, plot_.x1, plot_.y1}, theme.colors().background);
  ui_.fill({x + gap, plot_.y0, plot_.x1, y - gap}, theme.soft(Tone::accent));
}

void Field::draw_field_names() const {
  for (std::size_t i = 0; i < options_.fields.size(); ++i) {
    const Box box = name_of_field(i);
    if (!cells_.empty()) ui_.fill(box, with_alpha(ui_.theme().colors().surface, ground_below_text));
    ui_.draw_line(box, options_.fields[i], TextStyle::label, ui_.theme().text(Tone::muted));
  }
}

void Field::draw_bubble(const ScatterPoint& point, bool hovered) const {
  const Theme& theme = ui_.theme();
  const ImVec2 center(x_of(point), y_of(point));
  const float radius = radius_of(point);
  // A circle of few corners is enough where there are thousands.
  const int corners = bubbles_ > 2 * most_items && radius < ui_.px(6) ? 8 : 0;
  ui_.canvas()->AddCircleFilled(center, radius, with_alpha(theme.solid(point.tone), 190), corners);
  if (point.selected || hovered)
    ui_.canvas()->AddCircle(center, radius + ui_.px(1.5f), theme.text(Tone::ink), corners,
                            ui_.px(2));
}

void Field::draw_item(const ScatterPoint& point) {
  const float reach = std::max(radius_of(point), ui_.px(8));
  const float x = x_of(point), y = y_of(point);
  const Items::Added item =
      items_.add(Role::button, point.key, point.name, {x - reach, y - reach, x + reach, y + reach},
                 options_.selects);
  Node& own = ui_.last_node();
  own.description = words(point);
  own.selected = point.selected ? Tristate::on : Tristate::off;
  if (item.opened)
    answer.opened = point.key;
  else if (item.pressed)
    answer.toggled = point.key;
  draw_bubble(point, item.hovered);
  ui_.focus_ring(item, reach);
  Item shown = item;
  shown.focused = false;  // it would cover the others
  ui_.tooltip(shown, std::string(point.name) + ". " + words(point));
}

// Names of the largest, where they cover no other name and, if there is such a place, no bubble.
void Field::draw_labels() const {
  const Theme& theme = ui_.theme();
  const float line = theme.line_px(TextStyle::label);
  std::vector<Box> taken;
  for (std::size_t i = 0; i < options_.fields.size(); ++i) taken.push_back(name_of_field(i));
  const std::size_t room = most_labels + taken.size();
  const std::size_t candidates = std::min(bubbles_, 2 * most_labels);
  const auto bubble = [this](std::size_t rank) {
    const ScatterPoint& point = points_[by_size_[rank]];
    const float x = x_of(point), y = y_of(point), radius = radius_of(point);
    return Box{x - radius, y - radius, x + radius, y + radius};
  };
  const auto is_free = [&](const Box& box) {
    return box.x0 >= plot_.x0 && box.x1 <= plot_.x1 && box.y0 >= plot_.y0 && box.y1 <= plot_.y1 &&
           std::ranges::none_of(taken, [&](const Box& other) { return overlap(box, other); });
  };
  const auto covers_bubble = [&](const Box& box) {
    for (std::size_t i = 0; i < candidates; ++i)
      if (overlap(box, bubble(i))) return true;
    return false;
  };
  for (std::size_t i = 0; i < candidates && taken.size() < room; ++i) {
    const ScatterPoint& point = points_[by_size_[i]];
    const float width = std::min(ui_.text_width(point.name, TextStyle::label) + 1, ui_.px(130));
    const float x = x_of(point), y = y_of(point), beside = radius_of(point) + ui_.px(4);
    const auto at = [&](float x0, float y0) { return Box{x0, y0, x0 + width, y0 + line}; };
    const std::array<Box, 4> places{
        at(x + beside, y - line / 2), at(x - beside - width, y - line / 2),
        at(x - width / 2, y - beside - line), at(x - width / 2, y + beside)};
    const Box* best = nullptr;
    for (const Box& box : places)
      if (best == nullptr && is_free(box) && !covers_bubble(box)) best = &box;
    for (const Box& box : places)
      if (best == nullptr && cells_.empty() && is_free(box)) best = &box;
    if (best == nullptr) continue;
    taken.push_back(*best);
    // Above the counts of the cells it needs a ground of its own.
    if (!cells_.empty()) ui_.fill(*best, with_alpha(theme.colors().surface, ground_below_text));
    ui_.draw_line(*best, point.name, TextStyle::label, theme.text(Tone::ink));
  }
}

void Field::draw_lasso() const {
  if (state_.lasso.size() < 2) return;
  std::vector<ImVec2> line;
  for (const auto& spot : state_.lasso) line.emplace_back(spot.x, spot.y);
  ui_.canvas()->AddPolyline(line.data(), static_cast<int>(line.size()),
                            ui_.theme().solid(Tone::accent), ImDrawFlags_Closed, ui_.px(1.5f));
}

void Field::tell(std::string_view name) const {
  const std::array<std::string_view, 5> heads{"Name", options_.up, options_.across,
                                              options_.size_head, "State"};
  const std::size_t rows = std::min(most_rows, by_size_.size());
  DataTable table(ui_, name, plot_, points_.size());
  table.header(heads);
  for (std::size_t i = 0; i < rows; ++i) {
    const ScatterPoint& point = points_[by_size_[i]];
    const std::array<std::string, 4> cells{number(point.y), number(point.x),
                                           std::string(point.shown_size), std::string(point.word)};
    table.row(std::string(point.name) + ", " + std::string(field_of(point)), cells);
  }
}

void Field::draw(std::string_view name) {
  const Theme& theme = ui_.theme();
  const Box box = ui_.place_wide(ui_.px(options_.height));
  auto figure = begin_figure(ui_, name, options_.summary, box);
  const float line = theme.line_px(TextStyle::label);
  // There are no upright letters: the name of the axis stands above it.
  const float foot = crowded() ? 2 * line : line;
  plot_ = {box.x0, box.y0 + line + ui_.px(4), box.x1, box.y1 - foot - ui_.px(4)};
  ui_.draw_line({box.x0, box.y0, box.x1, box.y0 + line}, std::string(options_.up) + " \u2191",
                TextStyle::label, theme.text(Tone::muted));
  const float below = plot_.y1 + ui_.px(4);
  ui_.draw_line({box.x0, below, box.x1, below + line}, std::string(options_.across) + " \u2192",
                TextStyle::label, theme.text(Tone::muted), Align::right);
  rank();
  count_cells();
  if (crowded())
    ui_.draw_line({box.x0, box.y1 - line, box.x1, box.y1}, options_.cells_note, TextStyle::label,
                  theme.text(Tone::muted));
  draw_ground();
  if (cells_.empty()) draw_field_names();
  if (points_.empty()) {
    ui_.draw_line(plot_, options_.empty, TextStyle::small, theme.text(Tone::muted), Align::center);
    ui_.node(Role::paragraph, options_.empty, plot_);
    return;
  }
  if (options_.selects) handle_ground();
  handle_keys();
  for (std::size_t place = 0; place < cells_.size(); ++place) draw_cell(place);
  if (!cells_.empty()) draw_field_names();
  // Small ones lie above large ones; those that cannot be reached one by one lie below all.
  for (std::size_t i = bubbles_; i-- > 0 && !reachable(i);)
    if (!items_.always_drawn(points_[by_size_[i]].key)) draw_bubble(points_[by_size_[i]], false);
  for (std::size_t i = 0; i < by_size_.size(); ++i) {
    const ScatterPoint& point = points_[by_size_[i]];
    if (reachable(i) || items_.always_drawn(point.key)) draw_item(point);
  }
  draw_labels();
  draw_lasso();
  tell(name);
}

}  // namespace

ScatterAnswer scatter(Ui& ui, std::string_view name, ScatterState& state,
                      std::span<const ScatterPoint> points, const ScatterOptions& options) {
  const Scope own = ui.id(name);
  Field field(ui, state, points, options);
  field.draw(name);
  return std::move(field.answer);
}

}  // namespace keyplan::ui
