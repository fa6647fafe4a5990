// One frame of a diagram: what the user does, and the picture. For ui/charts/diagram*.cpp only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/charts/diagram.h"
#include "ui/charts/diagram_view.h"

namespace keyplan::ui {

class DiagramFrame {
 public:
  using Kind = DiagramGesture::Kind;
  DiagramFrame(Ui& ui, std::string_view name, std::span<const DiagramNode> nodes,
               std::span<const DiagramEdge> edges, DiagramState& state,
               const DiagramOptions& options, const Box& box)
      : ui_(ui),
        impl_(ui.impl()),
        theme_(ui.theme()),
        name_(name),
        nodes_(nodes),
        edges_(edges),
        state_(state),
        gesture_(state.gesture),
        options_(options),
        index_(nodes),
        view_(ui, box, bounds_of(nodes), state) {}

  DiagramAnswer run();

 private:
  struct SeenEdge {
    std::size_t index, from, to;
    Box label;
  };

  void prepare();
  void take_keys();
  void choose_with_arrows(std::size_t from);
  void take_wheel_and_ground();
  Box label_place(std::string_view label) const;
  void draw_edges();
  void draw_nodes();
  void draw_one(std::size_t i, bool told);
  void draw_labels();
  void draw_handles();
  void draw_handle(std::size_t node);
  void notice_focus(const Item& item, const DiagramNode& node);
  void notice_mouse(const Item& item, const DiagramNode& node);
  void draw_gesture();
  void draw_corner();
  void finish_mouse_gesture();
  void start_by_keyboard(Kind kind, std::size_t node);
  void finish(std::size_t target);
  void cancel();
  void tell_data();

  std::uint32_t id_of(const DiagramNode& node);
  std::size_t node_at_mouse() const;
  std::size_t tree_parent(std::size_t node) const;
  bool hangs_below(std::size_t node, std::size_t above) const;
  bool possible(std::size_t target) const;
  bool dragged() const;  // since the button went down
  bool by_mouse() const { return gesture_.kind != Kind::none && !gesture_.by_keyboard; }
  std::string hint(std::size_t target) const;

  Ui& ui_;
  Ui::Impl& impl_;
  const Theme& theme_;
  std::string_view name_;
  std::span<const DiagramNode> nodes_;
  std::span<const DiagramEdge> edges_;
  DiagramState& state_;
  DiagramGesture& gesture_;
  const DiagramOptions& options_;
  NodeIndex index_;
  View view_;
  Point mouse_;
  Point pan_later_;  // device pixels; a view that moves while it is drawn would be torn
  std::size_t bring_in_later_ = no_index;
  bool pointed_ = false;                // the mouse is over the picture
  std::size_t under_mouse_ = no_index;  // a node
  std::size_t edge_under_mouse_ = no_index;
  std::size_t focus_next_ = no_index;  // gets the keyboard in this frame
  std::size_t selected_ = no_index, focused_ = no_index;
  bool focus_seen_ = false, tab_stop_given_ = false, ground_pressed_ = false;
  Box corner_;
  std::vector<SeenEdge> seen_edges_;
  Course course_;
  DiagramAnswer answer_;
};

}  // namespace keyplan::ui
