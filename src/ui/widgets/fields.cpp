// Text fields: boxed, in place, as a property line; one line or several.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

constexpr const char* line_input = "##input";

int resize_text(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    auto& text = *static_cast<std::string*>(data->UserData);
    text.resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = text.data();
  }
  return 0;
}

struct Places {
  Box label, input, help;
};

/// As Dear ImGui masks a text while it is edited.
std::string masked(std::string_view text) {
  const auto letters = std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
  return std::string(static_cast<std::size_t>(letters), '*');
}

// Where label, input and help go for each look. `editor_height`: what the platform's editor needs.
Places arrange(Ui& ui, std::string_view label, const FieldOptions& options, std::string_view shown,
               std::string_view sentence, float editor_height) {
  const Theme& theme = ui.theme();
  // As high as the text, but not lower than so many lines.
  const auto text_height = [&](int lines, float width) {
    const float line = theme.line_px(options.style);
    const float own = ui.text_height(shown, options.style, width) +
                      (shown.ends_with('\n') ? line : 0);  // where the next letter goes
    return std::max({line * static_cast<float>(lines), own, editor_height});
  };
  const float room =
      options.width > 0 ? std::min(ui.px(options.width), ui.available()) : ui.available();
  const float help =
      sentence.empty() ? 0 : ui.text_height(sentence, TextStyle::label, room) + ui.px(4);
  Places places;
  switch (options.look) {
    case FieldLook::boxed: {
      const float label_height =
          label.empty() || !options.label_shown ? 0 : theme.line_px(TextStyle::label) + ui.px(4);
      const float input = options.lines > 1
                              ? text_height(options.lines, room - 2 * ui.px(10)) + ui.px(14)
                              : ui.px(length::control);
      const Box all = ui.place(room, label_height + input + help);
      places.label = {all.x0, all.y0, all.x1, all.y0 + theme.line_px(TextStyle::label)};
      places.input = {all.x0, all.y0 + label_height, all.x1, all.y0 + label_height + input};
      places.help = {all.x0, places.input.y1 + ui.px(4), all.x1, all.y1};
      break;
    }
    case FieldLook::in_place: {
      const float input = ui.px(4) + (options.lines > 1 ? text_height(options.lines, room)
                                                        : theme.line_px(options.style));
      const Box all = ui.place(room, input + help);
      ui.impl().region.natural += ui.text_width(shown, options.style) + ui.px(12) - room;
      places.input = {all.x0, all.y0, all.x1, all.y0 + input};
      places.help = {all.x0, places.input.y1 + ui.px(4), all.x1, all.y1};
      break;
    }
    case FieldLook::property: {
      const float line = ui.px(32);
      ui.impl().join_lines();
      // A long text stands below its label, as high as it needs.
      const float text = options.lines > 1 ? text_height(2, ui.available()) + ui.px(8) : 0;
      const Box all = ui.place_wide(line + text + help);
      ui.impl().region.line_before = true;
      if (options.lines > 1) {
        places.label = {all.x0, all.y0, all.x1, all.y0 + line};
        places.input = {all.x0, all.y0 + line - ui.px(4), all.x1, all.y0 + line + text - ui.px(4)};
        places.help = {all.x0, all.y0 + line + text, all.x1, all.y1};
        ui.fill({all.x0, all.y1 - ui.px(1), all.x1, all.y1}, theme.colors().inner_line);
        break;
      }
      const float label_width =
          std::min(ui.text_width(label, TextStyle::label) + ui.px(12), all.width() * 0.6f);
      places.label = {all.x0, all.y0, all.x0 + label_width, all.y0 + line};
      places.input = {places.label.x1, all.y0 + ui.px(4), all.x1, all.y0 + line - ui.px(4)};
      places.help = {all.x0, all.y0 + line, all.x1, all.y1};
      ui.fill({all.x0, all.y1 - ui.px(1), all.x1, all.y1}, theme.colors().inner_line);
      break;
    }
  }
  return places;
}

}  // namespace

// One line is edited by Dear ImGui; until somebody does, its text is hidden and ours is drawn.
bool Ui::Impl::edit_line(ImGuiID owner, const Box& input, const FieldOptions& options, bool shown,
                         std::string& text) {
  const float size = theme.font_px(options.style);
  const float pad = options.look == FieldLook::boxed ? theme.px(10) : 0;
  ImGui::GetCurrentWindow()->DC.CursorPos = {input.x0, input.y0};
  ImGui::PushFont(theme.font(options.style), size);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      vec(pad, std::max(0.0f, std::floor((input.height() - size) / 2))));
  ImGui::PushStyleColor(ImGuiCol_Text, shown ? theme.text(options.tone) : 0u);
  ImGui::PushOverrideID(owner);
  ImGuiInputTextFlags flags =
      ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_AutoSelectAll;
  if (options.readonly) flags |= ImGuiInputTextFlags_ReadOnly;
  if (options.secret) flags |= ImGuiInputTextFlags_Password;
  ImGui::InputTextEx(line_input, nullptr, text.data(), static_cast<int>(text.capacity()) + 1,
                     {input.width(), input.height()}, flags, resize_text, &text);
  text.resize(std::char_traits<char>::length(text.c_str()));
  const ImGuiID id = ImHashStr(line_input, 0, owner);
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  if (options.caret_at_end && g.ActiveId == id && g.ActiveIdIsJustActivated) {
    if (ImGuiInputTextState* state = ImGui::GetInputTextState(id)) state->ClearSelection();
  }
  ImGui::PopID();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  ImGui::PopFont();
  return g.ActiveId == id;
}

bool Ui::entered() const { return impl_->entered; }

std::optional<std::string> Ui::search_field(std::string_view label, std::string_view value,
                                            FieldOptions options) {
  if (paper && value.empty()) return {};
  options.live = true;
  return text_field(label, value, options);
}

std::optional<std::string> Ui::secret_field(std::string_view label, std::string_view value,
                                            bool& shown, FieldOptions options) {
  constexpr float button_width = 56, gap = 8;
  options.secret = !shown;
  options.free_at_end = button_width + gap;
  auto answer = text_field(label, value, options);
  const Box input = impl_->field_input;
  const Box place{input.x1 + px(gap), input.y0, input.x1 + px(gap + button_width), input.y1};
  const std::string_view word = shown ? "Hide" : "Show";
  const auto own = id(label);
  const Item item = pressable(Role::button, word, place);
  last_node().description = std::string(shown ? "Hides: " : "Shows: ").append(visible_label(label));
  fill(place, item.hovered ? theme_.colors().hover : theme_.colors().surface,
       length::control_radius);
  outline(place, theme_.colors().line, length::control_radius);
  draw_line(place, word, TextStyle::strong, theme_.text(Tone::ink), Align::center);
  focus_ring(item);
  if (item.pressed) {
    shown = !shown;
    request_frames();
  }
  return answer;
}

std::optional<std::string> Ui::text_field(std::string_view label, std::string_view value,
                                          FieldOptions options, const Check& check) {
  if (paper && value.empty() && !options.label_shown) return {};  // it only waits for an entry
  Impl& impl = *impl_;
  impl.entered = false;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  const std::string_view name = visible_label(label);
  const ImGuiID owner = label_id(label);
  const ImGuiID id = ImHashStr(line_input, 0, owner);

  auto found = impl.fields.find(id);
  const bool editing_before = found != impl.fields.end() && found->second.active;
  std::string text = found != impl.fields.end() ? found->second.draft : std::string(value);
  const std::string_view error = found != impl.fields.end() && !found->second.error.empty()
                                     ? std::string_view(found->second.error)
                                     : options.error;
  // A copy: the state it may point into can go away below.
  const std::string sentence(error.empty() ? options.help : error);
  const bool invalid = !error.empty();
  const bool multiline = options.lines > 1;
  if (options.look == FieldLook::boxed) options.style = TextStyle::body;
  if (options.look == FieldLook::property) {
    options.style = TextStyle::small;
    if (!multiline) options.align = Align::right;
  }
  const bool as_shown = !editing_before && found == impl.fields.end() && !options.shown.empty();
  const std::string at_rest = as_shown ? std::string(options.shown) : text;
  const bool long_edited = multiline && editing_before && impl.long_text_state.id == id;
  Places places = arrange(*this, name, options, at_rest, sentence,
                          long_edited ? impl.long_text_state.height : 0);
  places.input.x1 -= px(options.free_at_end);
  const Box& input = impl.field_input = places.input;
  const bool boxed = options.look == FieldLook::boxed;
  const float pad = boxed ? px(10) : 0;
  const bool enabled = (g.CurrentItemFlags & ImGuiItemFlags_Disabled) == 0;

  // Semantic node first, so that it exists even when the field is scrolled away.
  std::string key("field");
  key.append(reinterpret_cast<const char*>(&id), sizeof id);
  const NodeId own = node(options.live ? Role::searchbox : Role::textbox,
                          options.name.empty() ? name : options.name, input, key);
  {
    Node& n = last_node();
    n.description = sentence;
    if (n.description.empty()) n.description = options.placeholder;
    n.secret = options.secret;
    if (!options.secret) n.value = at_rest;
    n.invalid = invalid;
    n.required = options.required;
    n.readonly = options.readonly;
    n.disabled = !enabled;
    n.multiline = multiline;
  }

  std::optional<std::string> committed;
  const auto commit = [&](std::string entered) {
    std::string problem = check && entered != value ? check(entered) : std::string();
    if (!problem.empty()) {
      announce(problem);
      FieldState& state = impl.fields[id];
      state = {.draft = std::move(entered), .error = std::move(problem), .seen = impl.frame};
    } else {
      impl.fields.erase(id);
      if (entered != value) committed = std::move(entered);
    }
    impl.more(3);
  };

  std::string wanted;
  if (enabled && !options.readonly && take(own, ActionKind::set_value, &wanted)) {
    if (g.ActiveId == id) ImGui::ClearActiveID();
    commit(std::move(wanted));
    text = committed ? *committed : text;
  }
  const bool focus_asked = take(own, ActionKind::focus) || take(own, ActionKind::press);
  if (enabled && (focus_asked || impl.focus_next)) {
    impl.focus_next = false;
    impl.activate(id);
    ImGui::ScrollToRect(ImGui::GetCurrentWindow(), to_rect(input));
  }
  if (take(own, ActionKind::reveal)) ImGui::ScrollToRect(ImGui::GetCurrentWindow(), to_rect(input));

  // Frame
  const Palette& c = theme_.colors();
  const bool hovered = ImGui::IsMouseHoveringRect({input.x0, input.y0}, {input.x1, input.y1}) &&
                       ImGui::IsWindowHovered() && enabled && !options.readonly;
  const Box around = options.look == FieldLook::boxed ? input : input.inset(-px(5), 0);
  if (options.look == FieldLook::boxed) {
    if (options.label_shown)
      draw_line(places.label, name, TextStyle::label, theme_.text(Tone::muted));
    fill(input, enabled && !options.readonly ? c.surface : c.background, length::control_radius);
    outline(input, invalid ? theme_.solid(Tone::negative) : c.line, length::control_radius);
  } else {
    if (options.look == FieldLook::property)
      draw_line(places.label, name, TextStyle::label, theme_.text(Tone::muted));
    if (hovered && !editing_before) fill(around, c.hover, 4);
    if (invalid) outline(around, theme_.solid(Tone::negative), 4);
  }
  if (Node* n = impl.tree.find(own); n != nullptr && options.secret && !text.empty())
    n->description += n->description.empty() ? "Filled in, not shown." : " Filled in, not shown.";
  if (!sentence.empty())
    draw_wrapped(places.help, sentence, TextStyle::label,
                 theme_.text(invalid ? Tone::negative : Tone::muted));

  const Box inner = input.inset(pad, 0);
  const Box text_box = inner.inset(0, boxed ? px(7) : px(2));
  bool keep = false;
  std::string buffer = text;
  const bool editing =
      multiline ? impl.edit_long_text({.id = id,
                                       .node = own,
                                       .input = input,
                                       .text = text_box,
                                       .style = options.style,
                                       .tone = options.tone,
                                       .writable = enabled && !options.readonly},
                                      buffer, keep)
                : impl.edit_line(owner, input, options, editing_before || g.ActiveId == id, buffer);

  if (g.NavId == id) impl.tree.focus = own;
  if (keep) commit(buffer);
  if (editing) {
    if (!editing_before) impl.fields[id] = {.draft = buffer, .active = true, .seen = impl.frame};
    FieldState& state = impl.fields[id];
    state.draft = buffer;
    state.active = true;
    if (options.live && buffer != value) committed = buffer;
    if (Node* n = impl.tree.find(own); n != nullptr && !options.secret) n->value = buffer;
  } else if (editing_before) {
    const bool reverted = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    if (reverted) {
      impl.fields.erase(id);
      impl.more(3);
    } else {
      impl.entered = ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
                     ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
      commit(std::move(buffer));
    }
    ImGui::SetNavCursorVisible(true);
  }
  if (const auto state = impl.fields.find(id); state != impl.fields.end())
    state->second.seen = impl.frame;

  const float radius = boxed ? length::control_radius : 4;
  const Box first_line{text_box.x0, text_box.y0, text_box.x1,
                       text_box.y0 + theme_.line_px(options.style)};
  if (editing && buffer.empty())
    draw_line(multiline ? first_line : inner, options.placeholder, options.style,
              theme_.text(Tone::muted));
  if (editing) {
    outline(around, theme_.solid(Tone::accent), radius, 2);
  } else {
    focus_ring({.id = id, .box = around, .focused = g.NavId == id && g.NavCursorVisible && enabled},
               radius, boxed ? 2 : 0);
    std::string shown = options.secret ? masked(at_rest) : at_rest;
    const bool empty = shown.empty();
    if (empty)
      shown = options.placeholder.empty() && options.look != FieldLook::boxed ? "\xE2\x80\x94"
                                                                              : options.placeholder;
    const Tone tone = empty ? Tone::muted : options.tone;
    if (multiline)
      draw_wrapped(text_box, shown, options.style, theme_.text(tone));
    else
      draw_line(inner, shown, options.style, theme_.text(tone), options.align);
  }
  return committed;
}

}  // namespace keyplan::ui
