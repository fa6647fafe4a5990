// Frame, semantic nodes, pressing, keys.
#include "ui/widgets/ui.h"

#include <algorithm>

#include "ui/widgets/impl.h"
#include "ui/widgets/keys.h"

namespace keyplan::ui {

namespace {
constexpr char label_end = '\xFF';  // in no UTF-8 text, so in none that people write
}

std::string told_apart(std::string_view label, std::string_view id) {
  return std::string(label) + label_end + std::string(id);
}

std::string_view visible_label(std::string_view label) {
  return label.substr(0, label.find(label_end));
}

ImGuiID label_id(std::string_view label) {
  // Not GetID(), to which "###" means something.
  return ImHashData(label.data(), label.size(), ImGui::GetCurrentWindow()->IDStack.back());
}

Scope::~Scope() {
  if (ui_ != nullptr) ui_->close_container();
}

Ui::Ui(Theme& theme) : theme_(theme), impl_(std::make_unique<Impl>(*this, theme)) {}
Ui::~Ui() = default;

// ---- frame
// ---------------------------------------------------------------------------------------

void Ui::Impl::begin_frame(double seconds, float width, float height) {
  ++frame;
  now += seconds;
  if (more_frames > 0) --more_frames;
  if (wake_at && *wake_at <= now) {
    wake_at.reset();
    more(2);
  }
  page_width = width;
  page_height = height;
  tree.clear();
  ordinals.clear();
  parent = 0;
  last_node = 0;
  side_at_bottom = false;
  containers.clear();
  std::erase_if(actions, [](const Waiting& waiting) { return waiting.frames > 3; });
  for (Waiting& waiting : actions) ++waiting.frames;
  if (!actions.empty()) more(2);
  std::erase_if(fields, [&](const auto& entry) { return entry.second.seen + 2 < frame; });
  long_text = {};

  const ImGuiWindowFlags flags =
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
      ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({width, height});
  ImGui::Begin("##keyplan", nullptr, flags);
  region = Region{};
  region.key = 1;
  open_region(0, width, 0, 1, 0);
  main_left = 0;
  main_top = 0;
}

void Ui::Impl::end_frame() {
  IM_ASSERT(containers.empty() &&
            "A Scope outlives the frame: let it end before Shell::end_frame().");
  ImGui::End();
  // A popup that was not drawn has lost its owner (the screen changed): close it, it would block.
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  for (int i = 0; i < g.OpenPopupStack.Size; ++i) {
    const ImGuiPopupData& popup = g.OpenPopupStack[i];
    if (popup.OpenFrameCount >= g.FrameCount) continue;
    if (popup.Window != nullptr && popup.Window->LastFrameActive >= g.FrameCount) continue;
    ImGui::ClosePopupToLevel(i, true);
    more(3);
    break;
  }
  tree.announcements = std::move(announcements);
  announcements.clear();
  long_text_input.reset();  // of an editor whose field is gone
}

void Ui::Impl::keep_popup_open(ImGuiID popup, bool& open) {
  std::int64_t& shown = popup_shown[popup];
  const bool shown_before = shown + 1 >= frame && shown > 0;
  if (open && !ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None)) {
    if (shown_before) {
      open = false;
    } else {
      ImGui::OpenPopupEx(popup);
      more(3);
    }
  }
  if (open) shown = frame;
}

float Ui::Impl::recall(std::uint64_t key, int slot) const {
  const auto found = memory.find(key);
  return found == memory.end() ? 0 : found->second.value[slot];
}

void Ui::Impl::remember(std::uint64_t key, float value, int slot) {
  float& kept = memory[key].value[slot];
  if (kept - value > 0.4f || value - kept > 0.4f) more(2);
  kept = value;
}

std::uint64_t Ui::Impl::label_key(std::string_view label) const {
  return hash_node_id(ImGui::GetCurrentWindow()->IDStack.back(), label);
}

std::uint64_t Ui::Impl::next_key(std::string_view kind) {
  const std::uint64_t place = region.key * 31 + ++region.children;
  return hash_node_id(place ^ ImGui::GetCurrentWindow()->IDStack.back(), kind);
}

void Ui::Impl::wake_in(double seconds) {
  const double at = now + std::max(seconds, 0.0);
  if (!wake_at || at < *wake_at) wake_at = at;
}

void Ui::request_frames() { impl_->more(3); }
void Ui::wake_in(double seconds) { impl_->wake_in(seconds); }
double Ui::seconds() const { return impl_->now; }
std::int64_t Ui::frame_number() const { return impl_->frame; }
bool Ui::narrow() const { return impl_->page_width < length::fold_below * theme_.scale(); }
void Ui::focus_next() {
  impl_->focus_next = true;
  impl_->more(3);
}
void Ui::announce(std::string_view sentence) { impl_->announcements.emplace_back(sentence); }

void Ui::copy(std::string_view text) { ImGui::SetClipboardText(std::string(text).c_str()); }

// ---- semantics
// -----------------------------------------------------------------------------------

NodeId Ui::node(Role role, std::string_view name, const Box& box, std::string_view key) {
  Impl& impl = *impl_;
  Node node;
  node.role = role;
  node.parent = impl.parent;
  node.name = visible_label(name);
  if (key.empty()) {
    const NodeId family =
        hash_node_id(impl.parent ^ ImGui::GetCurrentWindow()->IDStack.back(), role_name(role));
    node.id = hash_node_id(family + static_cast<NodeId>(++impl.ordinals[family]), {});
  } else {
    node.id =
        hash_node_id(hash_node_id(ImGui::GetCurrentWindow()->IDStack.back(), role_name(role)), key);
  }
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  const float x0 = std::max(box.x0, clip.Min.x), y0 = std::max(box.y0, clip.Min.y);
  const float x1 = std::min(box.x1, clip.Max.x), y1 = std::min(box.y1, clip.Max.y);
  if (x1 > x0 && y1 > y0) node.rect = {x0, y0, x1 - x0, y1 - y0};
  if (impl.nodes_hidden) {
    impl.last_node = 0;
    impl.hidden_node = std::move(node);
    return impl.hidden_node.id;
  }
  impl.last_node = impl.tree.add(std::move(node));
  return impl.last_node;
}

Node& Ui::last_node() {
  Node* node = impl_->tree.find(impl_->last_node);
  return node != nullptr ? *node : impl_->hidden_node;
}

Scope Ui::inside(NodeId node) {
  impl_->push(ContainerKind::semantic);
  impl_->parent = node;
  return Scope(this);
}

Scope Ui::group(std::string_view name, Role role) {
  return inside(node(role, name, {}, name.empty() ? std::string_view() : name));
}

bool Ui::take(NodeId node, ActionKind kind, std::string* value) {
  auto& actions = impl_->actions;
  for (auto it = actions.begin(); it != actions.end(); ++it) {
    if (it->action.node != node || it->action.kind != kind) continue;
    if (impl_->blocked_by_modal()) return false;
    if (value != nullptr) *value = std::move(it->action.value);
    actions.erase(it);
    impl_->more(3);
    return true;
  }
  return false;
}

bool Ui::Impl::waits(NodeId node, ActionKind kind) const {
  return !blocked_by_modal() && std::ranges::any_of(actions, [&](const Waiting& waiting) {
    return waiting.action.node == node && waiting.action.kind == kind;
  });
}

bool Ui::Impl::blocked_by_modal() const {
  ImGuiWindow* modal = ImGui::GetTopMostPopupModal();
  return modal != nullptr &&
         !ImGui::IsWindowWithinBeginStackOf(ImGui::GetCurrentWindow()->RootWindow, modal);
}

void Ui::Impl::give_focus(ImGuiID id) {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (ImGui::GetCurrentContext()->NavWindow != window) ImGui::FocusWindow(window);
  ImGui::SetFocusID(id, window);
  ImGui::SetNavCursorVisible(true);
  // A window that just opened would otherwise move the focus to its first item.
  ImGui::GetCurrentContext()->NavInitResult.Clear();
  more(3);
}

void Ui::Impl::activate(ImGuiID id) {
  ImGui::ActivateItemByID(id);
  ImGui::GetCurrentContext()->NavNextActivateFlags = ImGuiActivateFlags_PreferInput;
  more(4);
}

bool Ui::Impl::field_is_edited() const {
  return std::ranges::any_of(fields, [](const auto& entry) { return entry.second.active; });
}

bool Ui::Impl::own_key(ImGuiID id, ImGuiKey key) {
  ImGui::SetKeyOwner(key, id);
  const bool pressed = ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, id);
  if (pressed) more(3);
  return pressed;
}

// ---- pressing
// ------------------------------------------------------------------------------------

Item Ui::pressable(Role role, std::string_view label, const Box& box, bool enabled,
                   std::string_view name) {
  Impl& impl = *impl_;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  Item item{.id = label_id(label), .box = box};
  const ImRect bounds = to_rect(box);
  enabled = enabled && (g.CurrentItemFlags & ImGuiItemFlags_Disabled) == 0;
  if (!enabled) ImGui::BeginDisabled();
  item.visible = ImGui::ItemAdd(bounds, item.id, nullptr, ImGuiItemFlags_AllowOverlap);
  item.pressed = ImGui::ButtonBehavior(bounds, item.id, &item.hovered, &item.held,
                                       ImGuiButtonFlags_AllowOverlap);
  if (!enabled) {
    item.hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
    ImGui::EndDisabled();
  }

  std::string key(role_name(role));
  key.append(reinterpret_cast<const char*>(&item.id), sizeof item.id);
  item.node = node(role, name.empty() ? label : name, box, key);
  last_node().disabled = !enabled;

  if (enabled) {
    if (impl.field_is_edited() && impl.waits(item.node, ActionKind::press)) {
      ImGui::ClearActiveID();  // as a click does: what is being typed is committed first
      impl.more(3);
    } else if (take(item.node, ActionKind::press)) {
      item.pressed = true;
      impl.give_focus(item.id);
    }
    const bool focus_asked = take(item.node, ActionKind::focus);
    if (focus_asked || impl.focus_next) {
      impl.focus_next = false;
      impl.give_focus(item.id);
      ImGui::ScrollToRect(ImGui::GetCurrentWindow(), bounds);
    }
  }
  if (take(item.node, ActionKind::reveal)) ImGui::ScrollToRect(ImGui::GetCurrentWindow(), bounds);
  if (g.NavId == item.id) {
    // Also of a button that its own press has disabled: the keyboard is still there.
    impl.tree.focus = item.node;
    item.focused = enabled && g.NavCursorVisible;
  }
  if (item.hovered && enabled) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (item.pressed) impl.more(3);
  return item;
}

void Ui::focus_ring(const Item& item, float radius, float grow) {
  if (!item.focused || !item.visible) return;
  const float d = px(grow);
  outline(item.box.inset(-d, -d), theme_.solid(Tone::accent), radius + grow, 2);
}

// ---- keys
// ----------------------------------------------------------------------------------------

namespace {

struct NamedKey {
  std::string_view name;
  ImGuiKey key;
};
constexpr NamedKey named_keys[] = {{"Enter", ImGuiKey_Enter},
                                   {"Esc", ImGuiKey_Escape},
                                   {"Escape", ImGuiKey_Escape},
                                   {"Tab", ImGuiKey_Tab},
                                   {"Space", ImGuiKey_Space},
                                   {"Up", ImGuiKey_UpArrow},
                                   {"Down", ImGuiKey_DownArrow},
                                   {"Left", ImGuiKey_LeftArrow},
                                   {"Right", ImGuiKey_RightArrow},
                                   {"Home", ImGuiKey_Home},
                                   {"End", ImGuiKey_End},
                                   {"PageUp", ImGuiKey_PageUp},
                                   {"PageDown", ImGuiKey_PageDown},
                                   {"Delete", ImGuiKey_Delete},
                                   {"Backspace", ImGuiKey_Backspace},
                                   {",", ImGuiKey_Comma},
                                   {".", ImGuiKey_Period},
                                   {"/", ImGuiKey_Slash},
                                   {"-", ImGuiKey_Minus},
                                   {"=", ImGuiKey_Equal},
                                   {"[", ImGuiKey_LeftBracket},
                                   {"]", ImGuiKey_RightBracket}};

ImGuiKey key_from_name(std::string_view name) {
  if (name.size() == 1) {
    const char c = name[0];
    if (c >= 'A' && c <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (c - 'A'));
    if (c >= 'a' && c <= 'z') return static_cast<ImGuiKey>(ImGuiKey_A + (c - 'a'));
    if (c >= '0' && c <= '9') return static_cast<ImGuiKey>(ImGuiKey_0 + (c - '0'));
  }
  if (name.size() >= 2 && name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
    const int number = name.size() == 2 ? name[1] - '0' : (name[1] - '0') * 10 + (name[2] - '0');
    if (number <= 12) return static_cast<ImGuiKey>(ImGuiKey_F1 + number - 1);
  }
  for (const NamedKey& named : named_keys)
    if (named.name == name) return named.key;
  return ImGuiKey_None;
}

}  // namespace

int key_chord(std::string_view chord) {
  int keys = 0;
  for (;;) {
    const std::size_t plus = chord.find('+', 1);
    if (plus == std::string_view::npos) return keys | key_from_name(chord);
    const std::string_view part = chord.substr(0, plus);
    if (part == "Ctrl") keys |= ImGuiMod_Ctrl;
    if (part == "Shift") keys |= ImGuiMod_Shift;
    if (part == "Alt") keys |= ImGuiMod_Alt;
    chord.remove_prefix(plus + 1);
  }
}

bool Ui::shortcut(std::string_view chord) {
  const bool pressed = ImGui::Shortcut(key_chord(chord), ImGuiInputFlags_RouteGlobal);
  if (!pressed) return false;
  // What is being typed is committed first: the command may leave the page or save the plan.
  if (impl_->field_is_edited()) ImGui::ClearActiveID();
  impl_->more(3);
  return true;
}

}  // namespace keyplan::ui
