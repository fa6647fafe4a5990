// The part of a text field with several lines that is its own: the writing is done by the
// platform's editor, see ui/long_text.h.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

// The keys an editor uses; Esc reverts and Ctrl+Enter commits. Tab stays free to go on.
constexpr ImGuiKey own_keys[] = {ImGuiKey_Escape,    ImGuiKey_Enter,     ImGuiKey_KeypadEnter,
                                 ImGuiKey_Home,      ImGuiKey_End,       ImGuiKey_PageUp,
                                 ImGuiKey_UpArrow,   ImGuiKey_DownArrow, ImGuiKey_PageDown,
                                 ImGuiKey_LeftArrow, ImGuiKey_RightArrow};

constexpr int frames_to_reveal = 3;  // the page grows first

// As draw_line() and Dear ImGui place the letters of a line.
float baseline(const Theme& theme, TextStyle style) {
  const float size = theme.font_px(style);
  ImFontBaked* baked = theme.font(style)->GetFontBaked(size);
  return std::round((theme.line_px(style) - size) / 2) +
         std::round(baked->Ascent) * size / baked->Size;
}

DeviceRect to_device(const ImRect& rect) {
  if (rect.Min.x >= rect.Max.x || rect.Min.y >= rect.Max.y) return {};
  return {rect.Min.x, rect.Min.y, rect.GetWidth(), rect.GetHeight()};
}

}  // namespace

bool Ui::Impl::edit_long_text(const LongField& field, std::string& text, bool& keep) {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  const ImGuiIO& io = g.IO;
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  LongTextState& state = long_text_state;
  const ImRect bounds = to_rect(field.input);
  ImGui::ItemAdd(bounds, field.id, nullptr, ImGuiItemFlags_Inputable);
  const bool under_mouse =
      ImGui::ItemHoverable(bounds, field.id, ImGuiItemFlags_NoNavDisableMouseHover) &&
      field.writable;
  if (under_mouse) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  const auto place_at_mouse = [&] {
    return wrapped_place(ui, text, field.style, field.text.width(), io.MousePos.x - field.text.x0,
                         io.MousePos.y - field.text.y0);
  };
  if (g.ActiveId != field.id) {
    const bool clicked = under_mouse && io.MouseClicked[0];
    if (!field.writable || (!clicked && g.NavActivateId != field.id)) return false;
    ImGui::SetActiveID(field.id, window);
    ImGui::SetFocusID(field.id, window);
    ImGui::FocusWindow(window);
    const std::size_t caret = clicked ? place_at_mouse() : text.size();
    state = {
        .id = field.id, .anchor = caret, .caret = caret, .by_mouse = clicked, .writing = caret};
    if (!clicked) state.reveal = frames_to_reveal;
    more(3);
  } else if (io.MouseClicked[0] && !under_mouse) {
    ImGui::ClearActiveID();
    return false;
  }
  if (state.by_mouse) {
    state.by_mouse = io.MouseDown[0];
    if (ImGui::IsMouseDragging(ImGuiMouseButton_Left)) state.caret = place_at_mouse();
  }
  if (long_text_input) {
    text = std::move(long_text_input->text);
    state.writing = std::min(long_text_input->caret, text.size());
    state.height = long_text_input->height;
    keep = long_text_input->keep;
    if (!keep) state.reveal = frames_to_reveal;
    long_text_input.reset();
    more(frames_to_reveal);
  }

  for (const ImGuiKey key : own_keys) ImGui::SetKeyOwner(key, field.id);
  g.ActiveIdUsingNavDirMask = (1 << ImGuiDir_COUNT) - 1;
  g.ActiveIdAllowOverlap = !io.MouseDown[0];
  const bool done = ImGui::IsKeyPressed(ImGuiKey_Enter, 0, field.id) && io.KeyCtrl;
  if (done || ImGui::IsKeyPressed(ImGuiKey_Escape, 0, field.id)) {
    ImGui::ClearActiveID();
    return false;
  }

  const float line = theme.line_px(field.style);
  if (state.reveal > 0) {
    --state.reveal;
    const int row = wrapped_line(ui, text, field.style, field.text.width(), state.writing);
    const float y = field.text.y0 + line * static_cast<float>(row), around = theme.px(8);
    ImGui::ScrollToRect(window, {field.input.x0, y - around, field.input.x1, y + line + around});
  }
  ImRect seen = to_rect(field.text);
  seen.Expand(theme.px(2));  // the caret at its edges
  seen.ClipWith(window->ClipRect);
  const bool below_toast =
      toast_frame + 1 >= frame && toast.x1 > seen.Min.x && toast.x0 < seen.Max.x;
  if (below_toast) seen.Max.y = std::min(seen.Max.y, toast.y0);
  long_text = {.node = field.node,
               .text = text,
               .anchor = std::min(state.anchor, text.size()),
               .caret = std::min(state.caret, text.size()),
               .box = to_device(to_rect(field.text)),
               .seen = to_device(seen),
               .em = theme.em_px(field.style),
               .line = line,
               .baseline = baseline(theme, field.style),
               .ink = theme.text(field.tone),
               .mark = theme.colors().mark};
  return true;
}

}  // namespace keyplan::ui
