#include "ui/charts/diagram_view.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace keyplan::ui {
namespace {

constexpr float least_zoom = 0.02f, most_zoom = 2.5f;
constexpr float readable_zoom = 0.55f;  // boxes show title and subtitle
constexpr float whole_zoom = 0.45f;     // still told apart, where that shows the whole picture
constexpr float margin = 16;            // around the picture, base units
constexpr int curve_samples = 12;

Point middle_of(const Box& box) { return {box.middle_x(), box.middle_y()}; }

// Where the way from the middle of a box towards a point leaves the box.
Point leave(const Box& box, Point towards) {
  const Point middle = middle_of(box);
  const float dx = towards.x - middle.x, dy = towards.y - middle.y;
  const float tx = dx != 0 ? box.width() / 2 / std::fabs(dx) : 1e9f;
  const float ty = dy != 0 ? box.height() / 2 / std::fabs(dy) : 1e9f;
  const float t = std::min({tx, ty, 1.0f});
  return {middle.x + dx * t, middle.y + dy * t};
}

}  // namespace

Extent diagram_node_size(int power) {
  constexpr Extent sizes[] = {{152, 64}, {168, 70}, {184, 76}};
  return sizes[std::clamp(power, 1, 3) - 1];
}

// ---- finding
// -------------------------------------------------------------------------------------

NodeIndex::NodeIndex(std::span<const DiagramNode> nodes)
    : nodes_(nodes), slots_(std::bit_ceil(nodes.size() * 2 + 2), 0) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    std::size_t at = slot(nodes[i].key);
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

std::size_t NodeIndex::slot(std::uint64_t key) const {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 32) & (slots_.size() - 1);
}

std::size_t NodeIndex::find(std::uint64_t key) const {
  for (std::size_t at = slot(key); slots_[at] != 0; at = (at + 1) & (slots_.size() - 1))
    if (nodes_[slots_[at] - 1].key == key) return slots_[at] - 1;
  return no_index;
}

Bounds bounds_of(std::span<const DiagramNode> nodes) {
  if (nodes.empty()) return {};
  Bounds bounds{1e30f, 1e30f, -1e30f, -1e30f};
  for (const DiagramNode& node : nodes) {
    bounds.x0 = std::min(bounds.x0, node.place.x);
    bounds.y0 = std::min(bounds.y0, node.place.y);
    bounds.x1 = std::max(bounds.x1, node.place.x + node.size.width);
    bounds.y1 = std::max(bounds.y1, node.place.y + node.size.height);
  }
  return bounds;
}

std::size_t nearest(std::span<const DiagramNode> nodes, std::size_t from, int dx, int dy) {
  const auto middle = [&](std::size_t i) {
    return Point{nodes[i].place.x + nodes[i].size.width / 2,
                 nodes[i].place.y + nodes[i].size.height / 2};
  };
  const Point own = middle(from);
  // Boxes of one line may differ in height: what is beside is not below.
  const float least = (dx != 0 ? nodes[from].size.width : nodes[from].size.height) / 2;
  std::size_t best = no_index;
  float best_score = 1e30f;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const float x = middle(i).x - own.x, y = middle(i).y - own.y;
    const float ahead = x * static_cast<float>(dx) + y * static_cast<float>(dy);
    if (i == from || ahead <= least) continue;
    const float score = ahead + 2.5f * std::fabs(dx != 0 ? y : x);
    if (score >= best_score) continue;
    best_score = score;
    best = i;
  }
  return best;
}

// ---- view
// ----------------------------------------------------------------------------------------

View::View(const Ui& ui, const Box& box, const Bounds& bounds, DiagramState& state)
    : box_(box), bounds_(bounds), state_(state), scale_(ui.theme().scale()) {}

Point View::to_screen(Point plane) const {
  return {box_.x0 + (plane.x - state_.pan.x) * scale(),
          box_.y0 + (plane.y - state_.pan.y) * scale()};
}

Point View::to_plane(Point screen) const {
  return {state_.pan.x + (screen.x - box_.x0) / scale(),
          state_.pan.y + (screen.y - box_.y0) / scale()};
}

Box View::box_of(const DiagramNode& node) const {
  const Point a = to_screen(node.place);
  return {std::round(a.x), std::round(a.y), std::round(a.x + node.size.width * scale()),
          std::round(a.y + node.size.height * scale())};
}

bool View::sees(const Box& shape) const {
  return shape.x1 >= box_.x0 && shape.x0 <= box_.x1 && shape.y1 >= box_.y0 && shape.y0 <= box_.y1;
}

void View::set_zoom(float zoom) {
  state_.zoom = std::clamp(zoom, least_zoom, most_zoom);
  changed_ = true;
}

void View::fit_width(const DiagramNode& first) {
  const float whole = std::min(base_width() / (bounds_.width() + 2 * margin), 1.0f);
  set_zoom(whole >= whole_zoom ? whole : readable_zoom);
  const float width = base_width() / state_.zoom;
  const float middle = first.place.x + first.size.width / 2;
  state_.pan.x =
      bounds_.width() + 2 * margin <= width + 1
          ? (bounds_.x0 + bounds_.x1 - width) / 2
          : std::clamp(middle - width / 2, bounds_.x0 - margin, bounds_.x1 + margin - width);
  state_.pan.y = bounds_.y0 - margin;
}

void View::fit_all() {
  set_zoom(std::min({base_width() / (bounds_.width() + 2 * margin),
                     base_height() / (bounds_.height() + 2 * margin), 1.0f}));
  state_.pan.x = (bounds_.x0 + bounds_.x1 - base_width() / state_.zoom) / 2;
  const float spare = base_height() / state_.zoom - bounds_.height();
  state_.pan.y = bounds_.y0 - std::min(spare / 2, margin / state_.zoom);
}

void View::zoom_about(Point screen, float factor) {
  const Point fixed = to_plane(screen);
  set_zoom(state_.zoom * factor);
  state_.pan.x = fixed.x - (screen.x - box_.x0) / scale();
  state_.pan.y = fixed.y - (screen.y - box_.y0) / scale();
  keep_in_reach();
}

void View::pan_by(float dx, float dy) {
  if (dx == 0 && dy == 0) return;
  state_.pan.x -= dx / scale();
  state_.pan.y -= dy / scale();
  keep_in_reach();
  changed_ = true;
}

// Some of the picture stays in the view.
void View::keep_in_reach() {
  const float width = base_width() / state_.zoom, height = base_height() / state_.zoom;
  const float rest = std::min({48 / state_.zoom, width / 2, height / 2});
  state_.pan.x = std::clamp(state_.pan.x, bounds_.x0 - width + rest, bounds_.x1 - rest + 1);
  state_.pan.y = std::clamp(state_.pan.y, bounds_.y0 - height + rest, bounds_.y1 - rest + 1);
}

void View::bring_in(const DiagramNode& node) {
  const float width = base_width() / state_.zoom, height = base_height() / state_.zoom;
  const auto moved = [](float pan, float view, float from, float length) {
    const float room = std::clamp((view - length) / 2, 0.0f, 24.0f);
    return std::min(std::max(pan, from + length + room - view), from - room);
  };
  const Point before = state_.pan;
  state_.pan.x = moved(before.x, width, node.place.x, node.size.width);
  state_.pan.y = moved(before.y, height, node.place.y, node.size.height);
  if (state_.pan != before) changed_ = true;
}

// ---- lines
// ---------------------------------------------------------------------------------------

Point Course::middle() const {
  if (points.empty()) return {};
  if (points.size() % 2 == 1) return points[points.size() / 2];
  const Point a = points[points.size() / 2 - 1], b = points[points.size() / 2];
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

void course_of(Course& course, const View& view, const DiagramNode& from, const DiagramNode& to,
               EdgeStyle style) {
  course.points.clear();
  const Box a = view.box_of(from), b = view.box_of(to);
  if (style == EdgeStyle::tree) {
    // The turn stands at a fixed distance from the lower box, so that siblings share one line.
    const float turn = 24 * view.scale();
    if (b.y0 > a.y1) {
      const float y = std::round(b.y0 - std::min(turn, (b.y0 - a.y1) / 2));
      course.points.assign(
          {{a.middle_x(), a.y1}, {a.middle_x(), y}, {b.middle_x(), y}, {b.middle_x(), b.y0}});
      return;
    }
    if (b.x0 > a.x1) {
      const float x = std::round(b.x0 - std::min(turn, (b.x0 - a.x1) / 2));
      course.points.assign(
          {{a.x1, a.middle_y()}, {x, a.middle_y()}, {x, b.middle_y()}, {b.x0, b.middle_y()}});
      return;
    }
    course.points.assign({leave(a, middle_of(b)), leave(b, middle_of(a))});
    return;
  }
  // A flat curve, bent to the left of its direction: lines there and back stay apart.
  const Point start = middle_of(a), end = middle_of(b);
  const float dx = end.x - start.x, dy = end.y - start.y;
  const float length = std::max(1.0f, std::hypot(dx, dy));
  const float bend = std::min(0.14f * length, 48 * view.scale());
  const Point control{(start.x + end.x) / 2 + dy / length * bend,
                      (start.y + end.y) / 2 - dx / length * bend};
  const Point first = leave(a, control), last = leave(b, control);
  for (int i = 0; i <= curve_samples; ++i) {
    const float t = static_cast<float>(i) / curve_samples, s = 1 - t;
    course.points.push_back({s * s * first.x + 2 * s * t * control.x + t * t * last.x,
                             s * s * first.y + 2 * s * t * control.y + t * t * last.y});
  }
}

float distance_to(const Course& course, Point point) {
  float least = 1e30f;
  for (std::size_t i = 1; i < course.points.size(); ++i) {
    const Point a = course.points[i - 1], b = course.points[i];
    const float dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
    const float t =
        squared > 0
            ? std::clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / squared, 0.0f, 1.0f)
            : 0.0f;
    least = std::min(least, std::hypot(point.x - a.x - t * dx, point.y - a.y - t * dy));
  }
  return least;
}

}  // namespace keyplan::ui
