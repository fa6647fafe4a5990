// Lists that open: select, menu, command palette. All three are a filter field over options that
// can be walked with the arrow keys.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

constexpr std::size_t filter_from = 8;  // shorter lists need no filter field
constexpr ImGuiWindowFlags popup_flags =
    ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoCollapse;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool contains_folded(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

// Up and down move the highlighted option while the filter keeps the keyboard.
bool walk(Ui::Impl& impl, ImGuiID owner, int& highlighted, int count) {
  const int before = highlighted;
  if (impl.own_key(owner, ImGuiKey_DownArrow)) ++highlighted;
  if (impl.own_key(owner, ImGuiKey_UpArrow)) --highlighted;
  highlighted = std::clamp(highlighted, 0, std::max(0, count - 1));
  return highlighted != before;
}

// One option. Answers whether it was chosen.
bool draw_option(Ui& ui, Role role, std::string_view label, const ListEntry& entry, bool selected,
                 bool highlighted, int position, int count) {
  const Box box = ui.place_wide(ui.px(32));
  const Item item = ui.pressable(role, label, box, !entry.disabled);
  Node& node = ui.last_node();
  node.position = position;
  node.set_size = count;
  node.description = entry.note;
  if (role == Role::option) node.selected = selected || highlighted ? Tristate::on : Tristate::off;
  const Theme& theme = ui.theme();
  if (highlighted || item.focused)
    ui.fill(box, theme.soft(Tone::accent), length::control_radius);
  else if (item.hovered)
    ui.fill(box, theme.colors().hover, length::control_radius);
  const Tone tone = entry.disabled ? Tone::muted
                    : entry.danger ? Tone::negative
                    : selected     ? Tone::accent
                                   : Tone::ink;
  const Box inner = box.inset(ui.px(10), 0);
  const float note_width =
      entry.note.empty()
          ? 0
          : std::min(ui.text_width(entry.note, TextStyle::label) + ui.px(12), inner.width() / 2);
  ui.draw_line({inner.x0, inner.y0, inner.x1 - note_width, inner.y1}, entry.text,
               selected ? TextStyle::strong : TextStyle::body, theme.text(tone));
  ui.draw_line({inner.x1 - note_width, inner.y0, inner.x1, inner.y1}, entry.note, TextStyle::label,
               theme.text(Tone::muted), Align::right);
  ui.focus_ring(item, length::control_radius, 0);
  return item.pressed;
}

}  // namespace

// Opens the window of a list below (or above) its anchor; the caller pushes the container.
bool Ui::Impl::begin_list_popup(ImGuiID id, const Box& anchor, float min_width, float max_height) {
  if (!ImGui::IsPopupOpen(id, ImGuiPopupFlags_None)) return false;
  const float width = std::max(anchor.width(), theme.px(min_width));
  const float below = page_height - anchor.y1 - theme.px(12);
  const float above = anchor.y0 - theme.px(12);
  const float wanted =
      std::min(theme.px(max_height), recall(id, 3) > 0 ? recall(id, 3) : theme.px(max_height));
  const bool upwards = below < wanted && above > below;
  const float height = std::min(wanted, upwards ? above : below);
  const float x =
      std::clamp(anchor.x0, theme.px(4), std::max(theme.px(4), page_width - width - theme.px(4)));
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

std::optional<int> Ui::select(std::string_view label, std::span<const std::string_view> options,
                              int current, SelectOptions select) {
  Impl& impl = *impl_;
  const std::string_view name = visible_label(label);
  const bool chosen_one = current >= 0 && static_cast<std::size_t>(current) < options.size();
  const std::string_view shown =
      chosen_one ? visible_label(options[static_cast<std::size_t>(current)]) : select.placeholder;
  const bool enabled = select.disabled_because.empty();
  const std::string_view sentence = select.error.empty() ? select.help : select.error;

  Box box;
  Box all;
  const float arrow = px(16);
  switch (select.look) {
    case FieldLook::boxed: {
      const float room = select.width > 0 ? std::min(px(select.width), available()) : available();
      const float label_height = name.empty() ? 0 : theme_.line_px(TextStyle::label) + px(4);
      const float help =
          sentence.empty() ? 0 : text_height(sentence, TextStyle::label, room) + px(4);
      all = place(room, label_height + px(length::control) + help);
      box = {all.x0, all.y0 + label_height, all.x1, all.y0 + label_height + px(length::control)};
      draw_line({all.x0, all.y0, all.x1, all.y0 + theme_.line_px(TextStyle::label)}, name,
                TextStyle::label, theme_.text(Tone::muted));
      if (!sentence.empty())
        draw_wrapped({all.x0, box.y1 + px(4), all.x1, all.y1}, sentence, TextStyle::label,
                     theme_.text(select.error.empty() ? Tone::muted : Tone::negative));
      break;
    }
    case FieldLook::in_place: {
      const float natural = select.chip ? text_width(shown, TextStyle::chip) + px(14) + px(12)
                                        : text_width(shown, TextStyle::small) + arrow;
      box = place_text(natural, select.chip ? px(20) : theme_.line_px(TextStyle::small) + px(4));
      break;
    }
    case FieldLook::property: {
      impl.join_lines();
      all = place_wide(px(32));
      impl.region.line_before = true;
      draw_line(all, name, TextStyle::label, theme_.text(Tone::muted));
      fill({all.x0, all.y1 - px(1), all.x1, all.y1}, theme_.colors().inner_line);
      const float natural =
          std::min(text_width(shown, TextStyle::small) + arrow, all.width() * 0.7f);
      box = {all.x1 - natural, all.y0 + px(4), all.x1, all.y1 - px(4)};
      break;
    }
  }
  const Item item =
      pressable(Role::combobox, label, box, enabled, select.name.empty() ? name : select.name);
  const ImGuiID popup = ImHashStr("##list", 0, item.id);
  bool is_open = ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None);
  {
    Node& n = last_node();
    if (chosen_one) n.value = shown;
    n.description = !enabled ? select.disabled_because : sentence;
    n.expanded = is_open ? Tristate::on : Tristate::off;
    n.invalid = !select.error.empty();
  }
  if (item.pressed && !is_open) {
    ImGui::OpenPopupEx(popup);
    impl.filters[popup].clear();
    impl.highlights[popup] = std::max(current, 0);
    is_open = true;
  }

  const Palette& c = theme_.colors();
  const Tone text_tone = !enabled || !chosen_one ? Tone::muted : Tone::ink;
  const auto draw_arrow = [&](float x, float y, Color color) {
    const float w = px(4);
    const ImVec2 points[] = {{x - w, y - w / 2}, {x, y + w / 2}, {x + w, y - w / 2}};
    canvas()->AddPolyline(points, 3, color, ImDrawFlags_None, px(1.5f));
  };
  if (select.look == FieldLook::boxed) {
    fill(box, !enabled ? c.background : item.hovered ? c.hover : c.surface, length::control_radius);
    outline(box, select.error.empty() ? c.line : theme_.solid(Tone::negative),
            length::control_radius);
    draw_line({box.x0 + px(10), box.y0, box.x1 - px(24), box.y1}, shown, TextStyle::body,
              theme_.text(text_tone));
    draw_arrow(box.x1 - px(14), box.middle_y(), theme_.text(Tone::muted));
  } else if (select.chip) {
    fill(box, item.hovered ? c.line : theme_.soft(select.tone), 10);
    draw_line({box.x0 + px(7), box.y0, box.x1 - px(18), box.y1}, shown, TextStyle::chip,
              theme_.text(select.tone));
    draw_arrow(box.x1 - px(11), box.middle_y(), theme_.text(select.tone));
  } else {
    if (item.hovered) fill(box.inset(-px(5), 0), c.hover, 4);
    draw_line({box.x0, box.y0, box.x1 - arrow, box.y1}, shown, TextStyle::small,
              theme_.text(text_tone));
    draw_arrow(box.x1 - px(6), box.middle_y(), theme_.text(Tone::muted));
  }
  focus_ring(item, select.chip ? 10 : length::control_radius);
  if (!enabled) tooltip(item, select.disabled_because);
  if (!is_open) return std::nullopt;

  std::optional<int> chosen;
  if (!impl.begin_list_popup(popup, box, 180, 320)) return chosen;
  const Scope scope(this);
  const bool appearing = ImGui::IsWindowAppearing();
  std::string& filter = impl.filters[popup];
  int& highlight = impl.highlights[popup];
  const bool filtered = options.size() >= filter_from;
  bool enter = false, moved = false;
  if (filtered) {
    if (appearing) focus_next();
    if (const auto typed =
            search_field("##filter", filter, {.placeholder = "Type to filter", .name = "Filter"})) {
      filter = *typed;
      highlight = 0;
    }
    space(4);
    enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) && !appearing;
  }
  std::vector<int> matching;
  for (std::size_t i = 0; i < options.size(); ++i)
    if (filter.empty() || contains_folded(visible_label(options[i]), filter))
      matching.push_back(static_cast<int>(i));
  const int count = static_cast<int>(matching.size());
  if (filtered && count > 0) {
    moved = walk(impl, popup, highlight, count);
    if (enter) chosen = matching[static_cast<std::size_t>(highlight)];
  }
  {
    auto listbox = group(name, Role::listbox);
    if (!select.clear.empty() && filter.empty()) {
      auto own = id("##clear");
      if (draw_option(*this, Role::option, select.clear, {.text = select.clear}, current < 0, false,
                      0, 0))
        chosen = -1;
    }
    for (int i = 0; i < count; ++i) {
      const int at = matching[static_cast<std::size_t>(i)];
      auto own = id(static_cast<std::uint64_t>(at));
      const std::string_view text = visible_label(options[static_cast<std::size_t>(at)]);
      if (!filtered && appearing && at == std::max(current, 0)) focus_next();
      const bool highlighted = filtered && i == highlight;
      if (draw_option(*this, Role::option, text, {.text = text}, at == current, highlighted, i + 1,
                      count))
        chosen = at;
      if (highlighted && (appearing || moved))
        ImGui::ScrollToRect(ImGui::GetCurrentWindow(),
                            ImGui::GetCurrentContext()->LastItemData.Rect);
    }
    if (count == 0)
      this->text("Nothing matches.", {.style = TextStyle::small, .tone = Tone::muted});
  }
  impl.remember(popup, impl.region.bottom - impl.region.top + 2 * px(6), 3);
  if (chosen || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    ImGui::CloseCurrentPopup();
    impl.more(3);
  }
  if (chosen == current) chosen.reset();
  return chosen;
}

std::optional<int> Ui::menu(std::string_view label, std::span<const MenuEntry> entries,
                            ButtonOptions options) {
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
    auto own = id(i);
    if (appearing && i == 0) focus_next();
    const ListEntry shown{
        .text = visible_label(entry.text),
        .note = entry.disabled_because.empty() ? entry.shortcut : entry.disabled_because,
        .disabled = !entry.disabled_because.empty(),
        .danger = entry.danger};
    if (draw_option(*this, Role::menuitem, entry.text, shown, false, false, static_cast<int>(i) + 1,
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
  if (!ImGui::BeginPopupEx(popup, popup_flags)) return std::nullopt;
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
    if (const auto typed =
            search_field("##query", state.query, {.placeholder = label, .name = label})) {
      state.query = *typed;
      state.highlighted = 0;
    }
    const int count = static_cast<int>(entries.size());
    const bool moved = walk(impl, popup, state.highlighted, count);
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) && !appearing && count > 0)
      chosen = state.highlighted;
    const float rest = (box.y1 - px(8) - impl.next_y()) / theme_.scale();
    {
      auto results = scroll("Results", rest);
      auto list = group("Results", Role::listbox);
      impl.region.gap = px(2);
      for (int i = 0; i < count; ++i) {
        const PaletteEntry& entry = entries[static_cast<std::size_t>(i)];
        auto own = id(static_cast<std::uint64_t>(i));
        std::string note = entry.note;
        if (!entry.shortcut.empty()) note += (note.empty() ? "" : " \xC2\xB7 ") + entry.shortcut;
        const bool highlighted = i == state.highlighted;
        if (draw_option(*this, Role::option, entry.title, {.text = entry.title, .note = note},
                        false, highlighted, i + 1, count))
          chosen = i;
        if (highlighted && moved)
          ImGui::ScrollToRect(ImGui::GetCurrentWindow(),
                              ImGui::GetCurrentContext()->LastItemData.Rect);
      }
      if (count == 0)
        text(state.query.empty() ? "Type a name or a command." : "Nothing matches.",
             {.style = TextStyle::small, .tone = Tone::muted});
    }
    if (chosen || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
      ImGui::CloseCurrentPopup();
      state.open = false;
      impl.more(3);
    }
  }
  return chosen;
}

}  // namespace keyplan::ui
