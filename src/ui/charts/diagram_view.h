// Parts of a diagram that need no input: which node is where, the view on it, and drawing. For
// ui/charts/diagram.cpp only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ui/charts/diagram.h"

namespace keyplan::ui {

inline constexpr std::size_t no_index = static_cast<std::size_t>(-1);

// Finds nodes by key. Made anew in every frame, so it is one flat array instead of a map.
class NodeIndex {
 public:
  explicit NodeIndex(std::span<const DiagramNode> nodes);
  std::size_t find(std::uint64_t key) const;  // no_index: there is none
  std::size_t find(const std::optional<std::uint64_t>& key) const {
    return key ? find(*key) : no_index;
  }

 private:
  std::size_t slot(std::uint64_t key) const;
  std::span<const DiagramNode> nodes_;
  std::vector<std::uint32_t> slots_;  // index + 1
};

struct Bounds {  // base units
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
};
Bounds bounds_of(std::span<const DiagramNode> nodes);

// The part of the plane that is seen.
class View {
 public:
  View(const Ui& ui, const Box& box, const Bounds& bounds, DiagramState& state);

  const Box& box() const { return box_; }
  float scale() const { return scale_ * state_.zoom; }  // device pixels for each base unit
  Point to_screen(Point plane) const;
  Point to_plane(Point screen) const;
  Box box_of(const DiagramNode& node) const;
  bool sees(const Box& shape) const;

  void fit_width(const DiagramNode& first);  // readable, from the top
  void fit_all();
  void zoom_about(Point screen, float factor);
  void pan_by(float dx, float dy);         // device pixels
  void bring_in(const DiagramNode& node);  // with some room around it
  bool changed() const { return changed_; }

 private:
  void set_zoom(float zoom);
  void keep_in_reach();
  float base_width() const { return box_.width() / scale_; }
  float base_height() const { return box_.height() / scale_; }

  Box box_;
  Bounds bounds_;
  DiagramState& state_;
  float scale_;
  bool changed_ = false;
};

// The nearest node in a direction (one of dx, dy is 1 or -1, the other 0).
std::size_t nearest(std::span<const DiagramNode> nodes, std::size_t from, int dx, int dy);

// How a line runs, in device pixels: up to `points` corners or samples of a curve.
struct Course {
  std::vector<Point> points;
  Point middle() const;
};
void course_of(Course& course, const View& view, const DiagramNode& from, const DiagramNode& to,
               EdgeStyle style);
float distance_to(const Course& course, Point point);

struct NodeLook {
  bool selected = false;
  bool hovered = false;
  bool target = false;  // something will be dropped here
};
// How much of a node can be read at this size.
int lines_that_fit(const Ui& ui, const View& view, const DiagramNode& node);
void draw_node(const Ui& ui, const View& view, const DiagramNode& node, const NodeLook& look);
// On the upper edge, over everything that surrounds the box.
void draw_badges(const Ui& ui, const View& view, const DiagramNode& node);
void draw_edge(const Ui& ui, const View& view, const DiagramEdge& edge, const Course& course,
               bool strong);
// One line of any size, cut to the box with an ellipsis.
void draw_sized(const Ui& ui, const Box& box, std::string_view text, float size, bool semibold,
                Color color, Align align);

}  // namespace keyplan::ui
