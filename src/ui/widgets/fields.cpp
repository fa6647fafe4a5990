// Text fields: boxed, in place, as a property line; one line or several.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

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

// Where label, input and help go for each look.
Places arrange(Ui& ui, std::string_view label, const FieldOptions& options, std::string_view shown,
               std::string_view sentence) {
  const Theme& theme = ui.theme();
  const float room =
      options.width > 0 ? std::min(ui.px(options.width), ui.available()) : ui.available();
  const float help =
      sentence.empty() ? 0 : ui.text_height(sentence, TextStyle::label, room) + ui.px(4);
  Places places;
  switch (options.look) {
    case FieldLook::boxed: {
      const float label_height =
          label.empty() || !options.label_shown ? 0 : theme.line_px(TextStyle::label) + ui.px(4);
      const float input =
          options.lines > 1
              ? theme.line_px(TextStyle::body) * static_cast<float>(options.lines) + ui.px(14)
              : ui.px(length::control);
      const Box all = ui.place(room, label_height + input + help);
      places.label = {all.x0, all.y0, all.x1, all.y0 + theme.line_px(TextStyle::label)};
      places.input = {all.x0, all.y0 + label_height, all.x1, all.y0 + label_height + input};
      places.help = {all.x0, places.input.y1 + ui.px(4), all.x1, all.y1};
      break;
    }
    case FieldLook::in_place: {
      float input = theme.line_px(options.style) + ui.px(4);
      if (options.lines > 1)
        input = std::max(theme.line_px(options.style) * static_cast<float>(options.lines),
                         ui.text_height(shown, options.style, room)) +
                ui.px(4);
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
      const float text = options.lines > 1
                             ? std::max(theme.line_px(options.style) * 2,
                                        ui.text_height(shown, options.style, ui.available())) +
                                   ui.px(8)
                             : 0;
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

std::optional<std::string> Ui::search_field(std::string_view label, std::string_view value,
                                            FieldOptions options) {
  options.live = true;
  return text_field(label, value, options);
}

std::optional<std::string> Ui::text_field(std::string_view label, std::string_view value,
                                          FieldOptions options, const Check& check) {
  Impl& impl = *impl_;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  const std::string_view name = visible_label(label);
  const ImGuiID id = ImHashStr("##input", 0, label_id(label));

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
  const Places places = arrange(*this, name, options, at_rest, sentence);
  const Box& input = places.input;
  const float pad = options.look == FieldLook::boxed ? px(10) : 0;
  const bool enabled = (g.CurrentItemFlags & ImGuiItemFlags_Disabled) == 0;

  // Semantic node first, so that it exists even when the field is scrolled away.
  std::string key("field");
  key.append(reinterpret_cast<const char*>(&id), sizeof id);
  const NodeId own = node(options.live ? Role::searchbox : Role::textbox,
                          options.name.empty() ? name : options.name, input, key);
  {
    Node& n = last_node();
    n.value = at_rest;
    n.description = sentence;
    if (n.description.empty()) n.description = options.placeholder;
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
  if (!sentence.empty())
    draw_wrapped(places.help, sentence, TextStyle::label,
                 theme_.text(invalid ? Tone::negative : Tone::muted));

  // The editing itself is Dear ImGui's; while nobody edits, its text is hidden and ours is drawn.
  ImFont* font = theme_.font(options.style);
  const float size = theme_.font_px(options.style);
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  window->DC.CursorPos = {input.x0, input.y0};
  ImGui::PushFont(font, size);
  const float pad_y = multiline ? px(6) : std::floor((input.height() - size) / 2);
  ImGui::PushStyleVar(
      ImGuiStyleVar_FramePadding,
      vec(pad, std::max(0.0f, options.look == FieldLook::boxed || !multiline ? pad_y : px(2))));
  ImGui::PushStyleColor(ImGuiCol_Text,
                        editing_before || g.ActiveId == id ? theme_.text(options.tone) : 0u);
  ImGui::PushOverrideID(label_id(label));
  ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize;
  if (options.readonly) flags |= ImGuiInputTextFlags_ReadOnly;
  if (multiline) flags |= ImGuiInputTextFlags_Multiline;
  if (!multiline) flags |= ImGuiInputTextFlags_AutoSelectAll;
  std::string buffer = text;
  ImGui::InputTextEx("##input", nullptr, buffer.data(), static_cast<int>(buffer.capacity()) + 1,
                     {input.width(), input.height()}, flags, resize_text, &buffer);
  buffer.resize(std::char_traits<char>::length(buffer.c_str()));
  const bool editing = g.ActiveId == id;
  ImGui::PopID();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  ImGui::PopFont();

  if (g.NavId == id) impl.tree.focus = own;
  if (editing) {
    if (!editing_before) impl.fields[id] = {.draft = buffer, .active = true, .seen = impl.frame};
    FieldState& state = impl.fields[id];
    state.draft = buffer;
    state.active = true;
    if (options.live && buffer != value) committed = buffer;
    if (Node* n = impl.tree.find(own)) n->value = buffer;
  } else if (editing_before) {
    const bool reverted = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    if (reverted) {
      impl.fields.erase(id);
      impl.more(3);
    } else {
      commit(std::move(buffer));
    }
    ImGui::SetNavCursorVisible(true);
  }
  if (const auto state = impl.fields.find(id); state != impl.fields.end())
    state->second.seen = impl.frame;

  if (editing && buffer.empty())
    draw_line(input.inset(pad, 0), options.placeholder, options.style, theme_.text(Tone::muted));
  if (editing) {
    outline(around, theme_.solid(Tone::accent),
            options.look == FieldLook::boxed ? length::control_radius : 4, 2);
  } else {
    focus_ring({.id = id, .box = around, .focused = g.NavId == id && g.NavCursorVisible && enabled},
               options.look == FieldLook::boxed ? length::control_radius : 4,
               options.look == FieldLook::boxed ? 2 : 0);
    std::string shown = at_rest;
    const bool empty = shown.empty();
    if (empty)
      shown = options.placeholder.empty() && options.look != FieldLook::boxed ? "\xE2\x80\x94"
                                                                              : options.placeholder;
    const Tone tone = empty ? Tone::muted : options.tone;
    const Box inner = input.inset(pad, 0);
    if (multiline) {
      draw_wrapped({inner.x0, inner.y0 + (options.look == FieldLook::boxed ? px(7) : px(2)),
                    inner.x1, inner.y1},
                   shown, options.style, theme_.text(tone));
    } else {
      draw_line(inner, shown, options.style, theme_.text(tone), options.align);
    }
  }
  return committed;
}

}  // namespace keyplan::ui
