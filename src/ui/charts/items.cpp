#include "ui/charts/items.h"

#include <algorithm>

namespace keyplan::ui {
namespace {

constexpr int reveal_frames = 3;  // it may move on in the first of them

}  // namespace

Items::Items(Ui& ui, ItemsState& state) : ui_(ui), state_(state) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  had_keyboard_ = state.id != 0 && g.NavId == state.id;
  has_keyboard_ =
      had_keyboard_ && (g.ActiveId == 0 || g.ActiveId == state.id) && !ui.impl().blocked_by_modal();
  if (state.reveal > 0) --state.reveal;
  if (!state.dragged) return;
  ImGui::SetKeyOwner(ImGuiKey_Escape, state.dragged_id);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, ImGuiInputFlags_None, state.dragged_id)) {
    ended_ = state.dragged;
    state.dragged.reset();
    ImGui::ClearActiveID();
  } else if (!g.IO.MouseDown[ImGuiMouseButton_Left]) {
    // Let go while the chart was not shown: it was not dropped anywhere.
    if (g.IO.MouseReleased[ImGuiMouseButton_Left]) dropped_ = state.dragged;
    ended_ = state.dragged;
    state.dragged.reset();
  }
  ui.request_frames();
}

void Items::keep(bool current_exists, std::optional<ItemKey> first) {
  if (state_.current && current_exists) return;
  state_.current = first;
  state_.id = 0;
  state_.wanted = false;
  state_.reveal = 0;
}

ItemKeys Items::keys() {
  ItemKeys keys;
  const ImGuiIO& io = ImGui::GetIO();
  if (!has_keyboard_ || state_.dragged || io.KeyAlt) return keys;
  Ui::Impl& impl = ui_.impl();
  const auto pressed = [&](ImGuiKey key) { return impl.own_key(state_.id, key) ? 1 : 0; };
  keys.right = pressed(ImGuiKey_RightArrow) - pressed(ImGuiKey_LeftArrow);
  keys.down = pressed(ImGuiKey_DownArrow) - pressed(ImGuiKey_UpArrow);
  keys.pages = pressed(ImGuiKey_PageDown) - pressed(ImGuiKey_PageUp);
  keys.home = pressed(ImGuiKey_Home) != 0;
  keys.end = pressed(ImGuiKey_End) != 0;
  if (!io.KeyCtrl) {
    keys.closer =
        (ImGui::IsKeyPressed(ImGuiKey_Equal) || ImGui::IsKeyPressed(ImGuiKey_KeypadAdd)) -
        (ImGui::IsKeyPressed(ImGuiKey_Minus) || ImGui::IsKeyPressed(ImGuiKey_KeypadSubtract));
  }
  keys.enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
               ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  keys.ctrl = io.KeyCtrl;
  keys.shift = io.KeyShift;
  return keys;
}

void Items::go_to(ItemKey key) {
  state_.current = key;
  state_.wanted = true;
  state_.reveal = reveal_frames;
  ui_.request_frames();
}

Items::Added Items::add(Role role, ItemKey key, std::string_view name, const Box& box,
                        bool draggable) {
  const Scope own = ui_.id(key);
  Ui::Impl& impl = ui_.impl();
  const bool current = state_.current == key;
  ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !current);
  Added item{ui_.pressable(role, "##item", box, true, name)};
  ImGui::PopItemFlag();
  ImGuiContext& g = *ImGui::GetCurrentContext();
  // It may have moved to another place of the chart, where Dear ImGui knows it by another number.
  const bool moved_along = had_keyboard_ && item.id != state_.id && g.NavId == state_.id;
  if (current && (state_.wanted || moved_along)) {
    if (moved_along) state_.reveal = reveal_frames;
    state_.wanted = false;
    impl.give_focus(item.id);
    state_.id = item.id;
  }
  if (g.NavId == item.id && !state_.wanted) {
    state_.current = key;
    state_.id = item.id;
  }
  if (ended_ == key) item.pressed = false;
  // Dear ImGui also calls the thing with the keyboard hovered.
  item.hovered = item.hovered && g.HoveredId == item.id;
  item.opened = item.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  if (item.focused && g.ActiveId != 0 && g.ActiveId != item.id) return item;
  if (g.NavId == item.id && has_keyboard_ &&
      (ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
       ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false))) {
    item.opened = item.entered = true;
    item.pressed = false;
  }
  if (draggable && item.held && !state_.dragged && g.ActiveIdSource == ImGuiInputSource_Mouse &&
      ImGui::IsMouseDragging(ImGuiMouseButton_Left, ui_.px(4))) {
    state_.dragged = key;
    state_.dragged_id = item.id;
    state_.from_x = g.IO.MouseClickedPos[ImGuiMouseButton_Left].x;
    state_.from_y = g.IO.MouseClickedPos[ImGuiMouseButton_Left].y;
    item.drag_started = true;
  }
  return item;
}

float Items::mouse_x() const { return ImGui::GetIO().MousePos.x; }
float Items::mouse_y() const { return ImGui::GetIO().MousePos.y; }

ScrollArea::ScrollArea(Ui& ui, std::string_view name, const Box& box, float content_width,
                       float content_height)
    : ui_(ui), outside_(ui.impl().region), width_(content_width), height_(content_height) {
  const bool wide = content_width > box.width() + 0.5f;
  ui.impl().open_child(name, box, 0,
                       ui.paper ? ImGuiWindowFlags_NoScrollbar
                       : wide   ? ImGuiWindowFlags_HorizontalScrollbar
                                : ImGuiWindowFlags_None);
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  view_ = to_box(window->InnerRect);
  left_ = view_.x0 - window->Scroll.x;
  top_ = view_.y0 - window->Scroll.y;
}

ScrollArea::~ScrollArea() {
  ui_.impl().report_extent(left_ + width_, top_ + height_);
  ImGui::EndChild();
  ui_.impl().region = outside_;
}

void ScrollArea::reveal(const Box& box) {
  ImGui::ScrollToRect(ImGui::GetCurrentWindow(), to_rect(box));
  ui_.request_frames();
}

void ScrollArea::scroll_near_edges(float mouse_x, float mouse_y) {
  const float edge = ui_.px(28), step = ui_.px(10);
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (mouse_x > view_.x0 && mouse_x < view_.x1) {
    if (mouse_y < view_.y0 + edge) window->Scroll.y = std::max(0.0f, window->Scroll.y - step);
    if (mouse_y > view_.y1 - edge)
      window->Scroll.y = std::min(window->ScrollMax.y, window->Scroll.y + step);
  }
  if (mouse_y > view_.y0 && mouse_y < view_.y1) {
    if (mouse_x < view_.x0 + edge) window->Scroll.x = std::max(0.0f, window->Scroll.x - step);
    if (mouse_x > view_.x1 - edge)
      window->Scroll.x = std::min(window->ScrollMax.x, window->Scroll.x + step);
  }
}

PlacedIn::PlacedIn(Ui& ui, const Box& box) : ui_(ui), outside_(ui.impl().region) {
  ui.impl().open_region(box.x0, box.x1, box.y0, outside_.key, ui.px(length::gap));
}
PlacedIn::~PlacedIn() { ui_.impl().region = outside_; }

Scope begin_chart(Ui& ui, std::string_view name, std::string_view summary, const Box& box) {
  const NodeId figure = ui.node(Role::figure, name, box, name);
  ui.last_node().description = summary;
  return ui.inside(figure);
}

}  // namespace keyplan::ui
