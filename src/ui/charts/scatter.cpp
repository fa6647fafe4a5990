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
// Of more bubbles than can be told apart, the largest are things one can reach; the others are
// drawn, and reached by drawing round them.
constexpr std::size_t most_items = 60, most_labels = 24, most_rows = 200;
constexpr float least_radius = 3.5f, most_radius = 22;  // base units

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
  float x_of(const ScatterPoint& point) const {
    return plot_.x0 + plot_.width() * static_cast<float>(std::clamp(point.x, 0.0, most) / most);
  }
  float y_of(const ScatterPoint& point) const {
    return plot_.y1 - plot_.height() * static_cast<float>(std::clamp(point.y, 0.0, most) / most);
  }
  float radius_of(const ScatterPoint& point) const {
    const auto share = static_cast<float>(std::sqrt(std::clamp(point.size, 0.0, 1.0)));
    return ui_.px(least_radius + (most_radius - least_radius) * share);
  }
  std::string_view field_of(const ScatterPoint& point) const {
    return options_.fields[(point.x >= middle ? 2 : 0) + (point.y >= middle ? 1 : 0)];
  }
  std::string words(const ScatterPoint& point) const;
  void handle_keys();
  void handle_ground();
  Box name_of_field(std::size_t field) const;
  void draw_ground() const;
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
  std::vector<std::uint32_t> by_size_;  // largest first
};

std::string Field::words(const ScatterPoint& point) const {
  std::string text(field_of(point));
  if (!text.empty()) text += ": ";
  text += std::string(options_.up) + " " + number(point.y) + ", " + std::string(options_.across) +
          " " + number(point.x);
  if (!point.shown_size.empty())
    text += ", " + std::string(options_.size_head) + " " + point.shown_size;
  if (!point.word.empty()) text += ", " + point.word;
  return text;
}

void Field::handle_keys() {
  const std::size_t reachable = std::min(most_items, by_size_.size());
  std::optional<std::size_t> current;
  for (std::size_t i = 0; i < by_size_.size() && items_.current(); ++i)
    if (points_[by_size_[i]].key == *items_.current()) current = i;
  items_.keep(current.has_value(),
              by_size_.empty() ? std::nullopt : std::optional(points_[by_size_[0]].key));
  if (!current) return;
  const ItemKeys keys = items_.keys();
  const ScatterPoint& from = points_[by_size_[*current]];
  if (keys.home) return items_.go_to(points_[by_size_[0]].key);
  if (keys.end) return items_.go_to(points_[by_size_[reachable - 1]].key);
  if (keys.right == 0 && keys.down == 0) return;
  // The nearest in that direction; what lies aside counts as farther.
  std::optional<std::uint32_t> best;
  float least = 0;
  for (std::size_t i = 0; i < reachable; ++i) {
    const ScatterPoint& to = points_[by_size_[i]];
    const float dx = x_of(to) - x_of(from), dy = y_of(to) - y_of(from);
    const float ahead =
        keys.right != 0 ? dx * static_cast<float>(keys.right) : dy * static_cast<float>(keys.down);
    const float aside = std::abs(keys.right != 0 ? dy : dx);
    if (to.key == from.key || ahead < 0 || (ahead == 0 && to.key < from.key)) continue;
    const float distance = ahead + 2 * aside;
    if (best && distance >= least) continue;
    best = by_size_[i];
    least = distance;
  }
  if (best) items_.go_to(points_[*best].key);
}

// Free ground: a line drawn on it selects what it goes round.
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
  if (held) {
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
  for (std::size_t i = 0; i < options_.fields.size(); ++i)
    ui_.draw_line(name_of_field(i), options_.fields[i], TextStyle::label, theme.text(Tone::muted));
}

void Field::draw_bubble(const ScatterPoint& point, bool hovered) const {
  const Theme& theme = ui_.theme();
  const ImVec2 center(x_of(point), y_of(point));
  const float radius = radius_of(point);
  // A circle of few corners is enough where there are thousands.
  const int corners = points_.size() > 2 * most_items && radius < ui_.px(6) ? 8 : 0;
  ui_.canvas()->AddCircleFilled(center, radius, with_alpha(theme.solid(point.tone), 190), corners);
  if (point.selected || hovered)
    ui_.canvas()->AddCircle(center, radius + ui_.px(1.5f), theme.text(Tone::ink), corners,
                            ui_.px(2));
}

void Field::draw_item(const ScatterPoint& point) {
  const float reach = std::max(radius_of(point), ui_.px(8));
  const float x = x_of(point), y = y_of(point);
  const Items::Added item =
      items_.add(Role::button, point.key, point.name, {x - reach, y - reach, x + reach, y + reach});
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
  ui_.tooltip(shown, point.name + ". " + words(point));
}

// Names of the largest, beside them where they cover no other name.
void Field::draw_labels() const {
  const Theme& theme = ui_.theme();
  const float line = theme.line_px(TextStyle::label);
  std::vector<Box> taken;
  for (std::size_t i = 0; i < options_.fields.size(); ++i) taken.push_back(name_of_field(i));
  const std::size_t room = most_labels + taken.size();
  for (std::size_t i = 0; i < std::min(by_size_.size(), 2 * most_labels); ++i) {
    if (taken.size() == room) break;
    const ScatterPoint& point = points_[by_size_[i]];
    const float width = std::min(ui_.text_width(point.name, TextStyle::label) + 1, ui_.px(130));
    const float x = x_of(point), y = y_of(point), beside = radius_of(point) + ui_.px(4);
    for (const float x0 : {x + beside, x - beside - width}) {
      const Box box{x0, y - line / 2, x0 + width, y + line / 2};
      if (box.x0 < plot_.x0 || box.x1 > plot_.x1 ||
          std::ranges::any_of(taken, [&](const Box& other) { return overlap(box, other); }))
        continue;
      taken.push_back(box);
      ui_.draw_line(box, point.name, TextStyle::label, theme.text(Tone::ink));
      break;
    }
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
    const std::array<std::string, 4> cells{number(point.y), number(point.x), point.shown_size,
                                           point.word};
    table.row(point.name + ", " + std::string(field_of(point)), cells);
  }
}

void Field::draw(std::string_view name) {
  const Theme& theme = ui_.theme();
  const Box box = ui_.place_wide(ui_.px(options_.height));
  auto figure = begin_figure(ui_, name, options_.summary, box);
  const float line = theme.line_px(TextStyle::label);
  // There are no upright letters: the name of the axis stands above it.
  plot_ = {box.x0, box.y0 + line + ui_.px(4), box.x1, box.y1 - line - ui_.px(4)};
  ui_.draw_line({box.x0, box.y0, box.x1, box.y0 + line}, std::string(options_.up) + " \u2191",
                TextStyle::label, theme.text(Tone::muted));
  ui_.draw_line({box.x0, box.y1 - line, box.x1, box.y1}, std::string(options_.across) + " \u2192",
                TextStyle::label, theme.text(Tone::muted), Align::right);
  by_size_.resize(points_.size());
  std::iota(by_size_.begin(), by_size_.end(), 0u);
  keyplan::sort(by_size_, std::greater{}, [this](std::uint32_t i) { return points_[i].size; });
  draw_ground();
  if (points_.empty()) {
    ui_.draw_line(plot_, options_.empty, TextStyle::small, theme.text(Tone::muted), Align::center);
    ui_.node(Role::paragraph, options_.empty, plot_);
    return;
  }
  handle_ground();
  handle_keys();
  // Small ones lie above large ones; those that cannot be reached one by one lie below all.
  for (std::size_t i = by_size_.size(); i-- > most_items;)
    if (!items_.always_drawn(points_[by_size_[i]].key)) draw_bubble(points_[by_size_[i]], false);
  for (std::size_t i = 0; i < by_size_.size(); ++i) {
    const ScatterPoint& point = points_[by_size_[i]];
    if (i < most_items || items_.always_drawn(point.key)) draw_item(point);
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
