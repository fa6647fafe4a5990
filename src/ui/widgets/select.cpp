// The select: a closed list. A short one opens as a list to walk through, a long one with a field
// that filters it as search does.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/text/fold.h"
#include "core/text/query.h"
#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

constexpr std::size_t filter_from = 10;  // shorter lists need no filter field
constexpr std::size_t rows_shown = 8;    // of long ones

struct SelectPlaces {
  Box all, box;
};

SelectPlaces arrange(Ui& ui, std::string_view name, std::string_view shown,
                     std::string_view sentence, const SelectOptions& select) {
  constexpr float arrow = 16;
  SelectPlaces places;
  Box& all = places.all;
  const Theme& theme = ui.theme();
  switch (select.look) {
    case FieldLook::boxed: {
      const float room =
          select.width > 0 ? std::min(ui.px(select.width), ui.available()) : ui.available();
      const float label_height = name.empty() ? 0 : theme.line_px(TextStyle::label) + ui.px(4);
      const float control = ui.px(length::control);
      const float help =
          sentence.empty() ? 0 : ui.text_height(sentence, TextStyle::label, room) + ui.px(4);
      all = ui.place(room, label_height + control + help);
      places.box = {all.x0, all.y0 + label_height, all.x1, all.y0 + label_height + control};
      break;
    }
    case FieldLook::in_place: {
      const float natural = select.width > 0 ? ui.px(select.width)
                            : select.chip    ? ui.text_width(shown, TextStyle::chip) + ui.px(26)
                                          : ui.text_width(shown, TextStyle::small) + ui.px(arrow);
      const float height = select.chip ? ui.px(20) : theme.line_px(TextStyle::small) + ui.px(4);
      places.box = all = ui.place_text(natural, height);
      break;
    }
    case FieldLook::property: {
      ui.impl().join_lines();
      all = ui.place_wide(ui.px(32));
      ui.impl().region.line_before = true;
      const float natural =
          std::min(ui.text_width(shown, TextStyle::small) + ui.px(4), all.width() * 0.7f);
      places.box = {all.x1 - natural, all.y0 + ui.px(4), all.x1, all.y1 - ui.px(4)};
      break;
    }
  }
  return places;
}

void draw_arrow(Ui& ui, float x, float y, Color color) {
  const float w = ui.px(4);
  const ImVec2 points[] = {{x - w, y - w / 2}, {x, y + w / 2}, {x + w, y - w / 2}};
  ui.canvas()->AddPolyline(points, 3, color, ImDrawFlags_None, ui.px(1.5f));
}

void draw_closed(Ui& ui, const SelectPlaces& places, std::string_view name, std::string_view shown,
                 std::string_view sentence, bool enabled, bool chosen_one, bool hovered,
                 bool at_hand, const SelectOptions& select) {
  const Theme& theme = ui.theme();
  const Palette& c = theme.colors();
  const auto& [all, box] = places;
  const bool as_none = !enabled || !chosen_one || select.unset;
  const Color text = theme.text(as_none ? Tone::muted : Tone::ink);
  const Color muted = theme.text(Tone::muted);
  if (select.look == FieldLook::boxed) {
    ui.draw_line({all.x0, all.y0, all.x1, all.y0 + theme.line_px(TextStyle::label)}, name,
                 TextStyle::label, muted);
    if (!sentence.empty())
      ui.draw_wrapped({all.x0, box.y1 + ui.px(4), all.x1, all.y1}, sentence, TextStyle::label,
                      theme.text(select.error.empty() ? Tone::muted : Tone::negative));
    ui.fill(box, !enabled ? c.background : hovered ? c.hover : c.surface, length::control_radius);
    ui.outline(box, select.error.empty() ? c.line : theme.solid(Tone::negative),
               length::control_radius);
    ui.draw_line({box.x0 + ui.px(10), box.y0, box.x1 - ui.px(24), box.y1}, shown, TextStyle::body,
                 text);
    draw_arrow(ui, box.x1 - ui.px(14), box.middle_y(), muted);
    return;
  }
  if (select.chip) {
    const Color tone = theme.text(select.tone);
    ui.fill(box, hovered ? c.line : theme.soft(select.tone), 10);
    ui.draw_line({box.x0 + ui.px(7), box.y0, box.x1 - ui.px(18), box.y1}, shown, TextStyle::chip,
                 tone);
    draw_arrow(ui, box.x1 - ui.px(11), box.middle_y(), tone);
    return;
  }
  if (select.look == FieldLook::property) {
    ui.draw_line(all, name, TextStyle::label, muted);
    ui.fill({all.x0, all.y1 - ui.px(1), all.x1, all.y1}, c.inner_line);
  }
  // Like other values at rest; the arrow shows with the mouse or the keyboard on it. A property's
  // stands beside the column of values.
  const bool property = select.look == FieldLook::property;
  const float arrow_x = property ? box.x1 + ui.px(10) : box.x1 - ui.px(6);
  if (hovered)
    ui.fill({box.x0 - ui.px(5), box.y0, property ? box.x1 + ui.px(16) : box.x1 + ui.px(5), box.y1},
            c.hover, 4);
  ui.draw_line({box.x0, box.y0, property ? box.x1 : box.x1 - ui.px(14), box.y1}, shown,
               TextStyle::small, text, property ? Align::right : Align::left);
  if (at_hand) draw_arrow(ui, arrow_x, box.middle_y(), muted);
}

// The options that fit what is typed; what begins like it comes first, else the order stays.
void match(OpenList& list, const Choices& choices, std::string_view clear) {
  if (list.made && list.matched_for == list.typed && list.options == choices.names.size()) return;
  const auto count = static_cast<int>(choices.names.size());
  const bool other_options = !list.made || list.options != choices.names.size();
  list.made = true;
  list.options = choices.names.size();
  list.matched_for = list.typed;
  list.matching.clear();
  const text::Query query(list.typed);
  if (query.empty()) {
    list.matching.resize(choices.names.size());
    std::iota(list.matching.begin(), list.matching.end(), 0);
  } else {
    if (other_options || list.folded.empty()) {
      list.folded.clear();
      for (const std::string_view name : choices.names)
        list.folded.push_back(text::folded(visible_label(name)));
    }
    std::vector<int> by_fit[static_cast<std::size_t>(text::Fit::none) + 1];
    for (int i = 0; i < count; ++i) {
      const text::Fit fit = query.fit(list.folded[static_cast<std::size_t>(i)]);
      by_fit[static_cast<std::size_t>(fit)].push_back(i);
    }
    for (std::size_t fit = 0; fit < static_cast<std::size_t>(text::Fit::none); ++fit)
      list.matching.insert(list.matching.end(), by_fit[fit].begin(), by_fit[fit].end());
  }
  const bool offers_clear =
      !clear.empty() && (query.empty() || query.fit(text::folded(clear)) != text::Fit::none);
  if (offers_clear) list.matching.insert(list.matching.begin(), -1);
}

// Letters typed while the closed list has the keyboard: they open it and are its filter.
std::string typed_letters() {
  const ImGuiIO& io = ImGui::GetIO();
  std::string letters;
  if (io.KeyCtrl || io.KeyAlt || io.KeySuper) return letters;
  for (const ImWchar c : io.InputQueueCharacters) {
    char utf8[5];
    if (c > ' ' && c != 0x7F) letters.append(utf8, ImTextCharToUtf8(utf8, c));
  }
  return letters;
}

}  // namespace

std::optional<int> Ui::select(std::string_view label, std::span<const std::string_view> options,
                              int current, SelectOptions select) {
  const bool chosen_one = current >= 0 && static_cast<std::size_t>(current) < options.size();
  const std::string_view shown =
      chosen_one ? visible_label(options[static_cast<std::size_t>(current)]) : std::string_view();
  return this->select(label, shown, [&] { return Choices{options, current}; }, select);
}

std::optional<int> Ui::select(std::string_view label, std::string_view chosen,
                              const std::function<Choices()>& choices, SelectOptions select) {
  Impl& impl = *impl_;
  const std::string_view name = visible_label(label);
  const bool chosen_one = !chosen.empty();
  const std::string_view shown = chosen_one ? chosen : select.placeholder;
  const bool enabled = select.disabled_because.empty();
  const std::string_view sentence = select.error.empty() ? select.help : select.error;
  const SelectPlaces places = arrange(*this, name, shown, sentence, select);
  const std::string_view told = select.name.empty() ? name : select.name;
  const Item item = pressable(Role::combobox, label, places.box, enabled, told);
  const NodeId own = item.node;
  const ImGuiID popup = ImHashStr("##list", 0, item.id);
  bool is_open = ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None);
  {
    Node& n = last_node();
    if (chosen_one) n.value = chosen;
    n.description = !enabled ? select.disabled_because : sentence;
    n.expanded = is_open ? Tristate::on : Tristate::off;
    n.invalid = !select.error.empty();
  }
  const bool at_hand = enabled && (item.hovered || item.focused || is_open);
  draw_closed(*this, places, name, shown, sentence, enabled, chosen_one, item.hovered, at_hand,
              select);
  focus_ring(item, select.chip ? 10 : length::control_radius);
  if (!enabled) tooltip(item, select.disabled_because);

  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const bool has_keyboard = enabled && !is_open && g.NavId == item.id && g.ActiveId == 0;
  const std::string letters = has_keyboard ? typed_letters() : std::string();
  if (!is_open && (item.pressed || !letters.empty())) {
    ImGui::OpenPopupEx(popup);
    impl.open_lists[popup] = {.typed = letters};
    is_open = true;
    impl.more(3);
  }
  if (!is_open) return std::nullopt;

  OpenList& list = impl.open_lists[popup];
  const Choices offered = choices();
  const bool filtered = offered.names.size() >= filter_from;
  const std::size_t rows = offered.names.size() + (select.clear.empty() ? 0 : 1);
  const float pitch = px(option_height) + px(option_gap);
  const float list_height = pitch * static_cast<float>(std::min(rows, rows_shown));
  const float whole = (list_height + px(length::control) + px(22)) / theme_.scale();
  if (filtered) impl.remember(popup, px(whole), 3);
  const Align align = select.look == FieldLook::property ? Align::right : Align::left;
  if (!impl.begin_list_popup(popup, places.box, filtered ? 260 : 180, filtered ? whole : 400,
                             align))
    return std::nullopt;
  const Scope scope(this);
  const bool appearing = ImGui::IsWindowAppearing();
  std::optional<int> answer;
  const auto entry_of = [&](int option) {
    const std::string_view text =
        option < 0 ? select.clear : visible_label(offered.names[static_cast<std::size_t>(option)]);
    return ListEntry{.key = static_cast<std::uint64_t>(option + 1),
                     .text = text,
                     .selected = option == offered.current};
  };
  if (filtered) {
    if (appearing) focus_next();
    const std::string filter_name = "Filter " + std::string(told);
    const auto typed = search_field("filter", list.typed,
                                    {.placeholder = "Type to filter",
                                     .label_shown = false,
                                     .caret_at_end = true,
                                     .name = filter_name});
    const NodeId field = impl.last_node;
    if (typed) list.typed = *typed;
    match(list, offered, select.clear);
    const int count = static_cast<int>(list.matching.size());
    if (appearing || typed) {
      const auto present = std::ranges::find(list.matching, offered.current);
      const bool at_present = list.typed.empty() && present != list.matching.end();
      list.highlighted = at_present ? static_cast<int>(present - list.matching.begin()) : 0;
    }
    space(8);
    const auto option_at = [&](int i) { return list.matching[static_cast<std::size_t>(i)]; };
    if (count == 0) {
      text("Nothing matches.", {.style = TextStyle::small, .tone = Tone::muted});
    } else {
      const float room = ImGui::GetCurrentWindow()->InnerRect.Max.y - px(6) - impl.next_y();
      auto chosen_row =
          impl.walk_options(popup, told, room, count, list.highlighted, appearing || typed, field,
                            [&](int i) { return entry_of(option_at(i)); });
      if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) && !appearing) chosen_row = list.highlighted;
      if (chosen_row) answer = option_at(*chosen_row);
    }
    if (const Node* n = impl.tree.find(field); n != nullptr) {
      const NodeId controls = n->controls, active = n->active;
      if (Node* combobox = impl.tree.find(own)) {
        combobox->controls = controls;
        combobox->active = active;
      }
    }
  } else {
    const NodeId list_node = node(Role::listbox, told, {}, told);
    if (Node* combobox = impl.tree.find(own)) combobox->controls = list_node;
    auto listbox = inside(list_node);
    const int first = select.clear.empty() ? 0 : -1;
    const int count = static_cast<int>(offered.names.size());
    for (int i = first; i < count; ++i) {
      if (appearing && i == std::max(offered.current, 0)) focus_next();
      if (impl.draw_option(Role::option, entry_of(i), false, i - first + 1, count - first))
        answer = i;
    }
    impl.remember(popup, impl.region.bottom - impl.region.top + 2 * px(6), 3);
  }
  if (answer || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    ImGui::CloseCurrentPopup();
    impl.more(3);
  }
  if (answer == offered.current) answer.reset();
  return answer;
}

}  // namespace keyplan::ui
