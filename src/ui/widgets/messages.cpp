// Banners, empty states, passing messages, dialogs, places to drop files.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

void dashed_outline(const Ui& ui, const Box& box, Color color) {
  const float dash = ui.px(4), gap = ui.px(3), t = ui.px(1);
  ImDrawList* list = ui.canvas();
  for (float x = box.x0; x < box.x1; x += dash + gap) {
    const float end = std::min(x + dash, box.x1);
    list->AddRectFilled({x, box.y0}, {end, box.y0 + t}, color);
    list->AddRectFilled({x, box.y1 - t}, {end, box.y1}, color);
  }
  for (float y = box.y0; y < box.y1; y += dash + gap) {
    const float end = std::min(y + dash, box.y1);
    list->AddRectFilled({box.x0, y}, {box.x0 + t, end}, color);
    list->AddRectFilled({box.x1 - t, y}, {box.x1, end}, color);
  }
}

}  // namespace

bool Ui::banner(Tone tone, std::string_view sentence, std::string_view action) {
  if (paper) action = {};
  const float room = available();
  const float button_width =
      action.empty() ? 0 : text_width(visible_label(action), TextStyle::small_strong) + px(20);
  const float text_room = room - px(32) - (action.empty() ? 0 : button_width + px(16));
  const float text_height_px = text_height(sentence, TextStyle::body, text_room);
  const Box box = place_wide(std::max(text_height_px + px(20), px(length::small_control + 12)));
  fill(box, theme_.soft(tone), length::card_radius);
  fill({box.x0, box.y0 + px(8), box.x0 + px(3), box.y1 - px(8)}, theme_.solid(tone), 2);
  const float y = std::round(box.middle_y() - text_height_px / 2);
  draw_wrapped({box.x0 + px(16), y, box.x0 + px(16) + text_room, box.y1}, sentence, TextStyle::body,
               theme_.text(tone == Tone::accent ? Tone::ink : tone));
  const NodeId own = node(
      tone == Tone::negative || tone == Tone::warning ? Role::alert : Role::status, sentence, box);
  std::string& said = impl_->said[own];
  if (said != sentence) {
    said = sentence;
    announce(sentence);
  }
  if (action.empty()) return false;
  const Box place{box.x1 - px(12) - button_width, box.middle_y() - px(length::small_control / 2),
                  box.x1 - px(12), box.middle_y() + px(length::small_control / 2)};
  const Item item = pressable(Role::button, action, place);
  fill(place, item.hovered ? theme_.colors().hover : theme_.colors().surface,
       length::control_radius);
  outline(place, theme_.colors().line, length::control_radius);
  draw_line(place, visible_label(action), TextStyle::small_strong, theme_.text(Tone::ink),
            Align::center);
  focus_ring(item);
  return item.pressed;
}

bool Ui::empty_state(std::string_view sentence, std::string_view action, std::string_view title) {
  bool pressed = false;
  space(20);
  auto middle = centered(420);
  if (!title.empty()) text(title, {.style = TextStyle::section, .align = Align::center});
  text(sentence, {.style = TextStyle::body, .tone = Tone::muted, .align = Align::center});
  if (!action.empty()) {
    space(12);
    auto line = row({.align = Align::center});
    pressed = button(action, Emphasis::primary);
  }
  space(20);
  return pressed;
}

ToastAnswer Ui::toast(const Toast& toast, float seconds) {
  Impl& impl = *impl_;
  if (toast.text.empty()) return ToastAnswer::none;
  if (impl.toast_serial != toast.serial || impl.toast_since == 0) {
    impl.toast_serial = toast.serial;
    impl.toast_since = impl.now;
    announce(toast.text);
  }
  const float padding = px(14);
  const float action_width =
      toast.action.empty() ? 0 : text_width(toast.action, TextStyle::strong) + px(20);
  const float close_width = px(28);
  const float most = std::min(px(520), impl.page_width - px(32));
  const float room = most - 2 * padding - action_width - close_width;
  const float text_room = std::min(text_width(toast.text, TextStyle::body) + 1, room);
  const float text_height_px = text_height(toast.text, TextStyle::body, text_room);
  const float width = text_room + 2 * padding + action_width + close_width;
  const float height = std::max(text_height_px + px(20), px(44));
  const float x = std::max(px(16), std::floor((impl.main_left + impl.page_width - width) / 2));
  const float y = impl.page_height - height - px(20);

  ImGui::SetNextWindowPos({x, y});
  ImGui::SetNextWindowSize({width, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(length::card_radius));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, theme_.text(Tone::ink));
  ImGui::Begin("##toast", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  if (ImGui::IsWindowAppearing()) ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  ToastAnswer answer = ToastAnswer::none;
  const Box box{x, y, x + width, y + height};
  impl.toast = box;
  impl.toast_frame = impl.frame;
  {
    const NodeId own = node(Role::status, toast.text, box, "##toast");
    auto children = inside(own);
    const Color sheet = theme_.colors().surface;
    draw_wrapped({x + padding, std::round(box.middle_y() - text_height_px / 2),
                  x + padding + text_room, box.y1},
                 toast.text, TextStyle::body, sheet);
    if (!toast.action.empty()) {
      const Box place{box.x1 - close_width - action_width - px(4), y + px(6),
                      box.x1 - close_width - px(4), box.y1 - px(6)};
      const Item item = pressable(Role::button, toast.action, place);
      if (item.hovered) fill(place, with_alpha(sheet, 40), length::control_radius);
      draw_line(place, toast.action, TextStyle::strong, theme_.dark ? rgb(0x2746B0) : rgb(0x9DB4FF),
                Align::center);
      focus_ring(item, length::control_radius, 0);
      if (item.pressed) answer = ToastAnswer::action;
    }
    const Box cross{box.x1 - close_width - px(2), y + px(8), box.x1 - px(6), box.y1 - px(8)};
    const Item close = pressable(Role::button, "Close message", cross);
    const float r = px(4);
    if (close.hovered) fill(cross, with_alpha(sheet, 40), length::control_radius);
    canvas()->AddLine({cross.middle_x() - r, cross.middle_y() - r},
                      {cross.middle_x() + r, cross.middle_y() + r}, sheet, px(1.5f));
    canvas()->AddLine({cross.middle_x() - r, cross.middle_y() + r},
                      {cross.middle_x() + r, cross.middle_y() - r}, sheet, px(1.5f));
    focus_ring(close, length::control_radius, 0);
    if (close.pressed) answer = ToastAnswer::closed;
    // Time stands still while the mouse rests on the message.
    const ImVec2 mouse = ImGui::GetMousePos();
    if (mouse.x >= box.x0 && mouse.x <= box.x1 && mouse.y >= box.y0 && mouse.y <= box.y1)
      impl.toast_since = impl.now;
  }
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  const double left = seconds - (impl.now - impl.toast_since);
  if (answer == ToastAnswer::none) {
    if (left <= 0)
      answer = ToastAnswer::closed;
    else
      impl.wake_in(left + 0.01);
  }
  if (answer != ToastAnswer::none) {
    impl.toast_since = 0;
    impl.more(3);
  }
  return answer;
}

Scope Ui::dialog(std::string_view title, bool& open, float width) {
  Impl& impl = *impl_;
  const ImGuiID popup = label_id(title);
  const std::uint64_t key = impl.label_key(title);
  impl.keep_popup_open(popup, open);
  if (!open) return {};
  const float own_width = std::min(px(width), impl.page_width - px(32));
  const float height = impl.recall(key, 0);
  const float most = impl.page_height - px(48);
  const float own_height = std::min(height, most);
  const float x = std::floor((impl.page_width - own_width) / 2);
  const float y = std::max(px(24), std::floor((impl.page_height - own_height) * 0.4f));
  ImGui::SetNextWindowPos({x, y});
  ImGui::SetNextWindowSize({own_width, std::max(own_height, 1.0f)});
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, height > 0 ? 1.0f : 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(length::card_radius));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, px(1));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, theme_.colors().surface);
  const bool begun = ImGui::BeginPopupEx(
      popup, ImGuiWindowFlags_Modal | ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                 ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                 ImGuiWindowFlags_NoCollapse);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  if (!begun) return {};
  Container& container = impl.push(ContainerKind::dialog);
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  container.key = key;
  container.padding = px(20);
  container.left = window->Pos.x;
  container.top = window->Pos.y - window->Scroll.y;
  container.right = window->InnerRect.Max.x;
  const Box box = to_box(window->InnerRect);
  const NodeId own = node(Role::dialog, title, box, title);
  last_node().modal = true;
  impl.parent = own;
  impl.open_region(box.x0 + px(20), box.x1 - px(20), container.top + px(20), key, px(12));
  heading(title, 1, TextStyle::section);
  // A field that is being edited takes the first Esc to revert.
  if (ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows) && !impl.field_is_edited() &&
      ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    open = false;
  }
  if (!open) impl.more(3);
  return Scope(this);
}

Scope Ui::dialog_buttons() {
  Impl& impl = *impl_;
  space(16);
  const std::uint64_t key = impl.next_key("buttons");
  const float left = impl.region.x, right = impl.region.right, top = impl.next_y();
  Container& container = impl.push(ContainerKind::dialog_buttons);
  container.key = key;
  container.left = left;
  container.top = top;
  impl.open_region(std::max(left, right - impl.recall(key, 0)), right, top, key, px(length::gap));
  impl.region.horizontal = true;
  return Scope(this);
}

void Ui::drop_zone(std::string_view sentence) {
  const float height =
      std::max(px(72), text_height(sentence, TextStyle::body, available() - px(32)) + px(32));
  const Box box = place_wide(height);
  fill(box, theme_.colors().surface, length::card_radius);
  dashed_outline(*this, box, with_alpha(theme_.solid(Tone::muted), 130));
  const Box inner = box.inset(px(16), px(16));
  const float own = text_height(sentence, TextStyle::body, inner.width());
  draw_wrapped({inner.x0, std::round(box.middle_y() - own / 2), inner.x1, inner.y1}, sentence,
               TextStyle::body, theme_.text(Tone::muted), Align::center);
  node(Role::paragraph, sentence, box);
}

void Ui::drop_overlay(std::string_view sentence) {
  Impl& impl = *impl_;
  const Box page{0, 0, impl.page_width, impl.page_height};
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->AddRectFilled({0, 0}, {page.x1, page.y1}, with_alpha(theme_.soft(Tone::accent), 225));
  const float inset = px(16);
  list->AddRect({inset, inset}, {page.x1 - inset, page.y1 - inset}, theme_.solid(Tone::accent),
                px(length::card_radius), 0, px(2));
  ImFont* font = theme_.font(TextStyle::title);
  const float size = theme_.font_px(TextStyle::title);
  const float width =
      font->CalcTextSizeA(size, FLT_MAX, 0, sentence.data(), sentence.data() + sentence.size()).x;
  list->AddText(font, size, {std::round((page.x1 - width) / 2), std::round((page.y1 - size) / 2)},
                theme_.text(Tone::accent), sentence.data(), sentence.data() + sentence.size());
  node(Role::status, sentence, page, "##drop");
}

}  // namespace keyplan::ui
