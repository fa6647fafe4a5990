// What mouse and keyboard do to a diagram.
#include <algorithm>
#include <cmath>

#include "ui/charts/diagram_frame.h"
#include "ui/widgets/impl.h"

namespace keyplan::ui {
namespace {

constexpr float drag_threshold = 4;  // base units
constexpr float zoom_step = 1.25f;

}  // namespace

// ---- relations
// -----------------------------------------------------------------------------------

std::size_t DiagramFrame::tree_parent(std::size_t node) const {
  for (const DiagramEdge& edge : edges_)
    if (edge.style == EdgeStyle::tree && edge.to == nodes_[node].key) return index_.find(edge.from);
  return no_index;
}

bool DiagramFrame::hangs_below(std::size_t node, std::size_t above) const {
  std::vector<std::size_t> parents(nodes_.size(), no_index);
  for (const DiagramEdge& edge : edges_) {
    const std::size_t to = index_.find(edge.to);
    if (edge.style == EdgeStyle::tree && to != no_index) parents[to] = index_.find(edge.from);
  }
  for (std::size_t steps = 0; node != no_index && steps <= nodes_.size(); ++steps) {
    if (node == above) return true;
    node = parents[node];
  }
  return false;
}

bool DiagramFrame::possible(std::size_t target) const {
  const std::size_t node = index_.find(gesture_.node);
  if (node == no_index || target == node) return false;
  if (gesture_.kind == Kind::connect) return target != no_index;
  const std::size_t parent = tree_parent(node);
  if (target == parent) return false;  // it hangs there already, or nowhere
  return target == no_index || !hangs_below(target, node);
}

std::string DiagramFrame::hint(std::size_t target) const {
  const std::size_t node = index_.find(gesture_.node);
  const bool onto = target != no_index && target != node;
  if (gesture_.kind == Kind::connect)
    return onto ? "To " + nodes_[target].title : "Drop it on another box";
  if (!onto)
    return target == node || !possible(no_index) ? "Drop it on another box" : "Below nobody";
  if (possible(target)) return "Below " + nodes_[target].title;
  return tree_parent(node) == target ? "It hangs there already" : "It cannot hang below itself";
}

std::uint32_t DiagramFrame::id_of(const DiagramNode& node) {
  const Scope own = ui_.id(node.key);
  return label_id("##node");
}

bool DiagramFrame::dragged() const {
  const float least = drag_threshold * theme_.scale();
  return ImGui::GetIO().MouseDragMaxDistanceSqr[0] > least * least;
}

std::size_t DiagramFrame::node_at_mouse() const {
  const float handle = options_.can_connect ? ui_.px(9) : 0;
  std::size_t found = no_index;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Box box = view_.box_of(nodes_[i]);
    if (mouse_.y < box.y0 || mouse_.y > box.y1 || mouse_.x < box.x0) continue;
    if (mouse_.x <= box.x1) found = i;
    if (mouse_.x <= box.x1 + handle && found == no_index) found = i;
  }
  return found;
}

// ---- gestures
// ------------------------------------------------------------------------------------

void DiagramFrame::start_by_keyboard(Kind kind, std::size_t node) {
  gesture_.kind = kind;
  gesture_.by_keyboard = true;
  gesture_.node = nodes_[node].key;
  gesture_.target.reset();
  ui_.announce(kind == Kind::rehang
                   ? nodes_[node].title +
                         ": choose with the arrow keys below whom. Enter drops, Delete hangs it "
                         "below nobody, Esc cancels."
                   : nodes_[node].title +
                         ": choose with the arrow keys to whom. Enter connects, Esc cancels.");
}

void DiagramFrame::cancel() {
  const std::size_t node = index_.find(gesture_.node);
  if (gesture_.by_keyboard) {
    ui_.announce("Cancelled.");
    if (node != no_index) focus_next_ = node;
  } else {
    ImGui::ClearActiveID();
  }
  gesture_.kind = Kind::none;
  gesture_.by_keyboard = false;
  gesture_.target.reset();
  impl_.more(3);
}

// Drops on `target`; on nobody without one.
void DiagramFrame::finish(std::size_t target) {
  if (possible(target)) {
    if (gesture_.kind == Kind::connect) {
      answer_.connected = {gesture_.node, nodes_[target].key};
    } else {
      answer_.rehung = DiagramAnswer::Rehung{gesture_.node, std::nullopt};
      if (target != no_index) answer_.rehung->onto = nodes_[target].key;
    }
  } else if (gesture_.by_keyboard) {
    ui_.announce(hint(target) + ".");
    return;
  }
  if (gesture_.by_keyboard) focus_next_ = index_.find(gesture_.node);
  gesture_.kind = Kind::none;
  gesture_.by_keyboard = false;
  gesture_.target.reset();
  impl_.more(3);
}

void DiagramFrame::choose_with_arrows(std::size_t from) {
  int dx = 0, dy = 0;
  const std::uint32_t owner = ImGui::GetCurrentContext()->NavId;
  if (impl_.own_key(owner, ImGuiKey_LeftArrow)) dx = -1;
  if (impl_.own_key(owner, ImGuiKey_RightArrow)) dx = 1;
  if (impl_.own_key(owner, ImGuiKey_UpArrow)) dy = -1;
  if (impl_.own_key(owner, ImGuiKey_DownArrow)) dy = 1;
  std::size_t to = no_index;
  if (dx != 0)
    to = nearest(nodes_, from, dx, 0);
  else if (dy != 0)
    to = nearest(nodes_, from, 0, dy);
  if (impl_.own_key(owner, ImGuiKey_Home)) to = 0;
  if (impl_.own_key(owner, ImGuiKey_End)) to = nodes_.size() - 1;
  if (to == no_index) return;
  focus_next_ = to;
  view_.bring_in(nodes_[to]);
  if (!gesture_.by_keyboard) return;  // the selection follows the keyboard
  gesture_.target = nodes_[to].key;
  ui_.announce(hint(to) + ".");
}

void DiagramFrame::take_keys() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  focused_ = index_.find(gesture_.focused);
  if (focused_ == no_index || g.NavId == 0 || g.NavId != id_of(nodes_[focused_])) {
    focused_ = no_index;
    if (gesture_.by_keyboard) cancel();
    focus_next_ = no_index;  // the keyboard is elsewhere already and stays there
    return;
  }
  if (g.ActiveId != 0 && g.ActiveId != g.NavId) return;
  const std::uint32_t owner = g.NavId;
  const std::size_t at = focused_;
  choose_with_arrows(at);
  const bool plain = (g.IO.KeyMods & ~ImGuiMod_Shift) == 0;
  const auto pressed = [&](ImGuiKey key) { return plain && ImGui::IsKeyPressed(key, false); };
  const bool entered =
      impl_.own_key(owner, ImGuiKey_Enter) || impl_.own_key(owner, ImGuiKey_KeypadEnter);
  if (gesture_.by_keyboard) {
    const std::size_t target = index_.find(gesture_.target);
    if (impl_.own_key(owner, ImGuiKey_Escape))
      cancel();
    else if (entered && target == no_index)
      ui_.announce("Drop it on another box.");
    else if (entered)
      finish(target);
    else if (gesture_.kind == Kind::rehang && impl_.own_key(owner, ImGuiKey_Delete))
      finish(no_index);
  } else {
    if (entered && plain) answer_.opened = nodes_[at].key;
    if (options_.can_rehang && pressed(ImGuiKey_M)) start_by_keyboard(Kind::rehang, at);
    if (options_.can_connect && pressed(ImGuiKey_C)) start_by_keyboard(Kind::connect, at);
  }
  // "+" stands at "=" or at "]", as keyboards are made in different countries.
  const Box box = view_.box_of(nodes_[at]);
  const Point middle{box.middle_x(), box.middle_y()};
  if (pressed(ImGuiKey_Equal) || pressed(ImGuiKey_KeypadAdd) || pressed(ImGuiKey_RightBracket))
    view_.zoom_about(middle, zoom_step);
  if (pressed(ImGuiKey_Minus) || pressed(ImGuiKey_KeypadSubtract) || pressed(ImGuiKey_Slash))
    view_.zoom_about(middle, 1 / zoom_step);
  if (pressed(ImGuiKey_0) || pressed(ImGuiKey_Keypad0)) view_.fit_all();
}

void DiagramFrame::take_wheel_and_ground() {
  const ImGuiIO& io = ImGui::GetIO();
  const Box& box = view_.box();
  const std::uint32_t ground = label_id("##ground");
  const ImRect bounds = to_rect(box);
  constexpr ImGuiItemFlags flags = ImGuiItemFlags_NoNav;
  ImGui::ItemAdd(bounds, ground, nullptr, flags | ImGuiItemFlags_AllowOverlap);
  bool hovered = false, held = false;
  const bool pressed = ImGui::ButtonBehavior(
      bounds, ground, &hovered, &held, ImGuiButtonFlags_AllowOverlap | ImGuiButtonFlags_NoNavFocus);
  const bool inside = mouse_.x >= corner_.x0 && mouse_.y >= corner_.y0;
  pointed_ = ImGui::IsMouseHoveringRect(bounds.Min, bounds.Max) && !inside &&
             ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  if (pointed_) under_mouse_ = node_at_mouse();
  // Else the wheel scrolls the page, which the picture only happens to pass under the mouse.
  if (pointed_ && (io.KeyAlt || focused_ != no_index)) {
    // Claimed for the next frame: the page has scrolled in this one.
    const bool own = ImGui::GetKeyOwner(ImGuiKey_MouseWheelY) == ground;
    ImGui::SetKeyOwner(ImGuiKey_MouseWheelX, ground);
    ImGui::SetKeyOwner(ImGuiKey_MouseWheelY, ground);
    if (own && io.MouseWheel != 0) view_.zoom_about(mouse_, std::pow(1.15f, io.MouseWheel));
    if (own && io.MouseWheelH != 0) view_.pan_by(io.MouseWheelH * ui_.px(60), 0);
  }
  if (held) view_.pan_by(io.MouseDelta.x, io.MouseDelta.y);
  ground_pressed_ = pressed && !dragged();
}

void DiagramFrame::finish_mouse_gesture() {
  if (!by_mouse()) return;
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsKeyPressed(ImGuiKey_Escape) || !ImGui::IsMousePosValid()) {
    cancel();
    return;
  }
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    ImGui::SetKeyOwner(ImGuiKey_Escape, label_id("##ground"));
    // Near an edge the picture moves on beneath the mouse.
    const Box inner = view_.box().inset(ui_.px(24), ui_.px(24));
    const auto beyond = [](float at, float low, float high) {
      return at < low ? low - at : at > high ? high - at : 0.0f;
    };
    const float speed = 8 * io.DeltaTime;
    view_.pan_by(speed * beyond(mouse_.x, inner.x0, inner.x1),
                 speed * beyond(mouse_.y, inner.y0, inner.y1));
    return;
  }
  if (pointed_)
    finish(under_mouse_);
  else
    cancel();
}

// The selection follows the keyboard.
void DiagramFrame::notice_focus(const Item& item, const DiagramNode& node) {
  if (ImGui::GetCurrentContext()->NavId != item.id) return;
  focus_seen_ = true;
  if (gesture_.focused == node.key) return;
  gesture_.focused = node.key;
  if (!gesture_.by_keyboard) state_.selected = node.key;
  if (item.focused) bring_in_later_ = index_.find(node.key);
  impl_.more(3);
}

void DiagramFrame::notice_mouse(const Item& item, const DiagramNode& node) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  if (item.held && g.ActiveIdSource == ImGuiInputSource_Mouse) {
    if (g.ActiveIdIsJustActivated) {
      gesture_.with_shift = g.IO.KeyShift;
      if (g.IO.MouseClickedCount[0] == 2) answer_.opened = node.key;
    }
    Kind kind = Kind::none;
    if (gesture_.with_shift && options_.can_connect) kind = Kind::connect;
    if (!gesture_.with_shift && options_.can_rehang) kind = Kind::rehang;
    if (kind == Kind::none) {
      pan_later_ = {g.IO.MouseDelta.x, g.IO.MouseDelta.y};
    } else if (dragged() && gesture_.kind == Kind::none) {
      gesture_.kind = kind;
      gesture_.node = node.key;
    }
  }
  const bool end_of_drag = ImGui::IsMouseReleased(ImGuiMouseButton_Left) && dragged();
  if (!item.pressed || end_of_drag || gesture_.kind != Kind::none) return;
  state_.selected = node.key;
  answer_.pressed = node.key;
}

}  // namespace keyplan::ui
