// Lists that open: their window, their options, the menu and the command palette. The select has a
// file of its own.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

constexpr ImGuiWindowFlags popup_flags =
    ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoCollapse;

}  // namespace

bool Ui::Impl::draw_option(Role role, const ListEntry& entry, bool highlighted, int position,
                           int count) {
  const auto own = ui.id(entry.key);
  const Box box = ui.place_wide(ui.px(option_height));
  const Item item = ui.pressable(role, entry.text, box, !entry.disabled);
  Node& node = ui.last_node();
  node.position = position;
  node.set_size = count;
  node.description = entry.note;
  if (role == Role::option) node.selected = entry.selected ? Tristate::on : Tristate::off;
  if (highlighted || item.focused)
    ui.fill(box, theme.soft(Tone::accent), length::control_radius);
  else if (item.hovered)
    ui.fill(box, theme.colors().hover, length::control_radius);
  const Tone tone = entry.disabled   ? Tone::muted
                    : entry.danger   ? Tone::negative
                    : entry.selected ? Tone::accent
                                     : Tone::ink;
  const Box inner = box.inset(ui.px(10), 0);
  const float note_width =
      entry.note.empty()
          ? 0
          : std::min(ui.text_width(entry.note, TextStyle::label) + ui.px(12), inner.width() / 2);
  ui.draw_line({inner.x0, inner.y0, inner.x1 - note_width, inner.y1}, entry.text,
               entry.selected ? TextStyle::strong : TextStyle::body, theme.text(tone));
  ui.draw_line({inner.x1 - note_width, inner.y0, inner.x1, inner.y1}, entry.note, TextStyle::label,
               theme.text(Tone::muted), Align::right);
  ui.focus_ring(item, length::control_radius, 0);
  return item.pressed;
}

std::optional<int> Ui::Impl::walk_options(ImGuiID owner, std::string_view name, float height,
                                          int count, int& highlighted, bool reveal, NodeId field,
                                          const std::function<ListEntry(int)>& entry) {
  const float pitch = theme.px(option_height) + theme.px(option_gap);
  const int leap = std::max(1, static_cast<int>(height / pitch) - 1);
  const int before = highlighted;
  if (own_key(owner, ImGuiKey_DownArrow)) ++highlighted;
  if (own_key(owner, ImGuiKey_UpArrow)) --highlighted;
  if (own_key(owner, ImGuiKey_PageDown)) highlighted += leap;
  if (own_key(owner, ImGuiKey_PageUp)) highlighted -= leap;
  highlighted = std::clamp(highlighted, 0, std::max(0, count - 1));

  const Box box{region.x, next_y(), region.right, next_y() + height};
  const NodeId list = ui.node(Role::listbox, name, box, name);
  Container& container = push(ContainerKind::child);
  const Scope scope(&ui);
  container.left = box.x0;
  container.right = box.x1;
  container.top = box.y0;
  container.stretch_to = box.y1;
  open_child(name, box, 0, 0);
  parent = list;
  region.gap = theme.px(option_gap);
  const float top = region.y;
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (highlighted != before || reveal) {
    const float y = top + pitch * static_cast<float>(highlighted);
    ImGui::ScrollToRect(window, {box.x0, y, box.x1, y + pitch});
    more(3);
  }
  // Only what is in sight is drawn, and the option that the keyboard is on.
  const int first = static_cast<int>((window->ClipRect.Min.y - top) / pitch);
  const int last = static_cast<int>((window->ClipRect.Max.y - top) / pitch);
  std::optional<int> chosen;
  NodeId active = 0;
  const auto draw = [&](int i) {
    region.y = top + pitch * static_cast<float>(i);
    region.empty = true;
    if (draw_option(Role::option, entry(i), i == highlighted, i + 1, count)) chosen = i;
    if (i == highlighted) active = last_node;
  };
  if (highlighted < first && count > 0) draw(highlighted);
  for (int i = std::max(first, 0); i <= std::min(last, count - 1); ++i) draw(i);
  if (highlighted > last && count > 0) draw(highlighted);
  region.bottom = top + pitch * static_cast<float>(count);
  if (Node* node = tree.find(field)) {
    node->controls = list;
    node->active = active;
  }
  return chosen;
}

// Opens the window of a list below (or above) its anchor; the caller pushes the container.
bool Ui::Impl::begin_list_popup(ImGuiID id, const Box& anchor, float min_width, float max_height,
                                Align align) {
  if (!ImGui::IsPopupOpen(id, ImGuiPopupFlags_None)) return false;
  const float width = std::max(anchor.width(), theme.px(min_width));
  const float below = page_height - anchor.y1 - theme.px(12);
  const float above = anchor.y0 - theme.px(12);
  const float wanted =
      std::min(theme.px(max_height), recall(id, 3) > 0 ? recall(id, 3) : theme.px(max_height));
  const bool upwards = below < wanted && above > below;
  const float height = std::min(wanted, upwards ? above : below);
  const float left = align == Align::right ? anchor.x1 - width : anchor.x0;
  const float x =
      std::clamp(left, theme.px(4), std::max(theme.px(4), page_width - width - theme.px(4)));
  ImGui::SetNextWindowPos(
      {x, upwards ? anchor.y0 - height - theme.px(4) : anchor.y1 + theme.px(4)});
  ImGui::SetNextWindowSize({width, height});
  if (!ImGui::BeginPopupEx(id, popup_flags)) return false;
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  Container& container = push(ContainerKind::popup);
  container.key = id;
  container.padding = theme.px(6);
  container.right = window->InnerRect.Max.x;
  const float pad = theme.px(6);
  open_region(window->InnerRect.Min.x + pad, window->InnerRect.Max.x - pad,
              window->InnerRect.Min.y + pad - window->Scroll.y, id, theme.px(2));
  return true;
}

std::optional<int> Ui::menu(std::string_view label, std::span<const MenuEntry> entries,
                            ButtonOptions options) {
  if (paper) return {};
  Impl& impl = *impl_;
  const bool pressed = button(label, options);
  const Box anchor = to_box(ImGui::GetCurrentContext()->LastItemData.Rect);
  const ImGuiID popup = ImHashStr("##menu", 0, label_id(label));
  const bool was_open = ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None);
  last_node().expanded = was_open ? Tristate::on : Tristate::off;
  if (pressed && !was_open) ImGui::OpenPopupEx(popup);
  std::optional<int> chosen;
  if (!impl.begin_list_popup(popup, anchor, 200, 400)) return chosen;
  const Scope scope(this);
  auto list = group(visible_label(label), Role::list);
  const bool appearing = ImGui::IsWindowAppearing();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const MenuEntry& entry = entries[i];
    if (appearing && i == 0) focus_next();
    const ListEntry shown{
        .key = i,
        .text = visible_label(entry.text),
        .note = entry.disabled_because.empty() ? entry.shortcut : entry.disabled_because,
        .disabled = !entry.disabled_because.empty(),
        .danger = entry.danger};
    if (impl.draw_option(Role::menuitem, shown, false, static_cast<int>(i) + 1,
                         static_cast<int>(entries.size())))
      chosen = static_cast<int>(i);
  }
  impl.remember(popup, impl.region.bottom - impl.region.top + 2 * px(6), 3);
  if (chosen) ImGui::CloseCurrentPopup();
  return chosen;
}

std::optional<int> Ui::palette(std::string_view label, PaletteState& state,
                               std::span<const PaletteEntry> entries) {
  Impl& impl = *impl_;
  const ImGuiID popup = label_id(label);
  impl.keep_popup_open(popup, state.open);
  if (!state.open) return std::nullopt;
  const float width = std::min(px(640), impl.page_width - px(32));
  const float x = std::floor((impl.page_width - width) / 2);
  const float y = std::min(px(96), impl.page_height / 6);
  const float wanted =
      px(64) + px(34) * static_cast<float>(std::max<std::size_t>(entries.size(), 1));
  const float height = std::min({wanted, px(420), impl.page_height - y - px(24)});
  ImGui::SetNextWindowPos({x, y});
  ImGui::SetNextWindowSize({width, height});
  if (!ImGui::BeginPopupEx(popup, popup_flags | ImGuiWindowFlags_Modal)) return std::nullopt;
  std::optional<int> chosen;
  {
    Container& container = impl.push(ContainerKind::popup);
    const Scope scope(this);
    container.padding = px(8);
    const ImGuiWindow* window = ImGui::GetCurrentWindow();
    container.right = window->InnerRect.Max.x;
    const Box box = to_box(window->InnerRect);
    const NodeId dialog_node = node(Role::dialog, label, box, label);
    last_node().modal = true;
    impl.parent = dialog_node;
    impl.open_region(box.x0 + px(10), box.x1 - px(10), box.y0 + px(10), popup, px(6));
    const bool appearing = ImGui::IsWindowAppearing();
    if (appearing) {
      state.highlighted = 0;
      focus_next();
    }
    const auto typed = search_field("query", state.query,
                                    {.placeholder = label, .label_shown = false, .name = label});
    if (typed) {
      state.query = *typed;
      state.highlighted = 0;
    }
    const NodeId field = impl.last_node;
    const int count = static_cast<int>(entries.size());
    std::string note;
    const auto entry_at = [&](int i) {
      const PaletteEntry& entry = entries[static_cast<std::size_t>(i)];
      note = entry.note;
      if (!entry.shortcut.empty()) note += (note.empty() ? "" : " \xC2\xB7 ") + entry.shortcut;
      return ListEntry{.key = static_cast<std::uint64_t>(i),
                       .text = entry.title,
                       .note = note,
                       .selected = false};
    };
    if (count > 0) {
      chosen = impl.walk_options(popup, "Results", box.y1 - px(8) - impl.next_y(), count,
                                 state.highlighted, typed.has_value(), field, entry_at);
      if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) && !appearing) chosen = state.highlighted;
    } else {
      text(state.query.empty() ? "Type a name or a command." : "Nothing matches.",
           {.style = TextStyle::small, .tone = Tone::muted});
    }
    const bool clicked_away = ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                              !ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows);
    if (chosen || clicked_away || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
      ImGui::CloseCurrentPopup();
      state.open = false;
      impl.more(3);
    }
  }
  return chosen;
}

}  // namespace keyplan::ui
