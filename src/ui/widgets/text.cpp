// Text: measuring, drawing, and the widgets that only say something.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

// Where a line of this width ends. It breaks at blanks, which hang over the edge, and after hyphens
// and dashes, but not inside "2.0" or "e.g."; a word that is too long is cut. Browsers do the same,
// so a text keeps its lines when it is edited there.
const char* line_end(ImFontBaked* baked, float scale, const char* at, const char* end,
                     float width) {
  const char* best = nullptr;  // the last good place to break so far
  float x = 0;
  for (const char* c = at; c < end;) {
    unsigned code = 0;
    const char* next = c + std::max(1, ImTextCharFromUtf8(&code, c, end));
    const bool blank = code == ' ' || code == '\t';
    if (blank && (c == at || (c[-1] != ' ' && c[-1] != '\t'))) best = c;
    x += baked->GetCharAdvance(static_cast<ImWchar>(code)) * scale;
    if (!blank && x > width && c > at) return best != nullptr && best > at ? best : c;
    const bool dash = code == '-' || (code >= 0x2010 && code <= 0x2014 && code != 0x2011);
    const bool digit_follows = next < end && *next >= '0' && *next <= '9';
    if (dash && c > at && !digit_follows) best = next;
    c = next;
  }
  return end;
}

// Calls draw(line, number) for each wrapped line; answers how many there were.
template <class Draw>
int for_each_line(ImFont* font, float size, std::string_view text, float width, Draw&& draw) {
  if (text.data() == nullptr) text = "";
  ImFontBaked* baked = font->GetFontBaked(size);
  const float scale = size / baked->Size;
  const char* at = text.data();
  const char* const end = at + text.size();
  int lines = 0;
  do {
    const char* paragraph_end = std::find(at, end, '\n');
    do {
      const char* stop = line_end(baked, scale, at, paragraph_end, std::max(width, 1.0f));
      draw(std::string_view(at, static_cast<std::size_t>(stop - at)), lines);
      ++lines;
      at = stop;
      while (at < paragraph_end && *at == ' ') ++at;
    } while (at < paragraph_end);
    at = paragraph_end < end ? paragraph_end + 1 : end;
  } while (at < end);
  return lines;
}

}  // namespace

ImDrawList* Ui::canvas() const { return ImGui::GetWindowDrawList(); }

void Ui::fill(const Box& box, Color color, float radius) const {
  canvas()->AddRectFilled({box.x0, box.y0}, {box.x1, box.y1}, color, px(radius));
}

void Ui::outline(const Box& box, Color color, float radius, float thickness) const {
  const float t = px(thickness);
  canvas()->AddRect({box.x0 + t / 2, box.y0 + t / 2}, {box.x1 - t / 2, box.y1 - t / 2}, color,
                    px(radius), ImDrawFlags_None, t);
}

float Ui::text_width(std::string_view text, TextStyle style) const {
  if (text.empty()) return 0;  // it may have no address at all, which Dear ImGui would read from
  return std::ceil(
      theme_.font(style)
          ->CalcTextSizeA(theme_.font_px(style), FLT_MAX, 0, text.data(), text.data() + text.size())
          .x);
}

float Ui::text_height(std::string_view text, TextStyle style, float width) const {
  const int lines =
      for_each_line(theme_.font(style), theme_.font_px(style), text, width, [](auto, int) {});
  return static_cast<float>(lines) * theme_.line_px(style);
}

std::vector<std::string_view> wrapped_lines(const Ui& ui, std::string_view text, TextStyle style,
                                            float width) {
  std::vector<std::string_view> lines;
  for_each_line(ui.theme().font(style), ui.theme().font_px(style), text, width,
                [&](std::string_view part, int) { lines.push_back(part); });
  return lines;
}

int wrapped_line(const Ui& ui, std::string_view text, TextStyle style, float width,
                 std::size_t place) {
  int found = 0;
  for_each_line(ui.theme().font(style), ui.theme().font_px(style), text, width,
                [&](std::string_view part, int n) {
                  if (part.data() <= text.data() + place) found = n;
                });
  const bool below = place == text.size() && text.ends_with('\n');
  return below ? found + 1 : found;
}

std::size_t wrapped_place(const Ui& ui, std::string_view text, TextStyle style, float width,
                          float x, float y) {
  ImFont* font = ui.theme().font(style);
  const float size = ui.theme().font_px(style);
  const int row = std::max(0, static_cast<int>(y / ui.theme().line_px(style)));
  std::size_t found = text.size();
  for_each_line(font, size, text, width, [&](std::string_view part, int n) {
    if (n != row) return;
    const char* rest = part.data();
    font->CalcTextSizeA(size, std::max(x, 0.0f), 0, part.data(), part.data() + part.size(), &rest);
    found = static_cast<std::size_t>(rest - text.data());
  });
  return found;
}

void Ui::draw_line(const Box& box, std::string_view text, TextStyle style, Color color,
                   Align align) const {
  if (text.empty() || box.width() <= 0) return;
  ImFont* font = theme_.font(style);
  const float size = theme_.font_px(style);
  const char* begin = text.data();
  const char* end = begin + text.size();
  float width = font->CalcTextSizeA(size, FLT_MAX, 0, begin, end).x;
  const float y = std::round(box.middle_y() - size / 2);
  ImDrawList* list = canvas();
  if (width > box.width() + 0.5f) {
    const float dots =
        font->CalcTextSizeA(size, FLT_MAX, 0, ellipsis.data(), ellipsis.data() + ellipsis.size()).x;
    const char* rest = begin;
    const float room = std::max(0.0f, box.width() - dots);
    const float shown = font->CalcTextSizeA(size, room, 0, begin, end, &rest).x;
    list->AddText(font, size, {box.x0, y}, color, begin, rest);
    list->AddText(font, size, {box.x0 + shown, y}, color, ellipsis.data(),
                  ellipsis.data() + ellipsis.size());
    return;
  }
  float x = box.x0;
  if (align == Align::right) x = box.x1 - width;
  if (align == Align::center) x = box.middle_x() - width / 2;
  list->AddText(font, size, {std::round(x), y}, color, begin, end);
}

void Ui::draw_wrapped(const Box& box, std::string_view text, TextStyle style, Color color,
                      Align align) const {
  const float line = theme_.line_px(style);
  for_each_line(theme_.font(style), theme_.font_px(style), text, box.width(),
                [&](std::string_view part, int n) {
                  const float y = box.y0 + line * static_cast<float>(n);
                  // Room for one pixel of rounding, so that a line that just fits is not cut.
                  draw_line({box.x0, y, box.x1 + 1, y + line}, part, style, color, align);
                });
}

void Ui::text(std::string_view text, TextOptions options) {
  const float room = available();
  const float line = theme_.line_px(options.style);
  const float natural = text_width(text, options.style);
  const Region& region = impl_->region;
  const bool cut = !options.wrap || region.in_cell;
  const bool one_line =
      (cut || natural <= room || region.horizontal) && text.find('\n') == std::string_view::npos;
  const bool wide = options.align != Align::left && !impl_->region.horizontal;
  Box box;
  if (one_line) {
    box = wide ? place(room, line) : place_text(natural, line);
    draw_line(box, text, options.style, theme_.text(options.tone), options.align);
  } else {
    box = place(room, text_height(text, options.style, room));
    draw_wrapped(box, text, options.style, theme_.text(options.tone), options.align);
  }
  node(Role::paragraph, text, box);
  if (one_line && natural > box.width() + 0.5f &&
      ImGui::IsMouseHoveringRect({box.x0, box.y0}, {box.x1, box.y1}) &&
      ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) {
    tooltip({.id = label_id(text), .box = box, .hovered = true}, text);
  }
}

void Ui::heading(std::string_view text, int level, TextStyle style) {
  const float room = available();
  const float height = text_height(visible_label(text), style, room);
  const Box box = place(std::min(room, text_width(visible_label(text), style)), height);
  draw_wrapped(box, visible_label(text), style, theme_.text(Tone::ink));
  node(Role::heading, text, box);
  last_node().level = level;
}

void Ui::number(std::string_view text, Tone tone) {
  this->text(text, {.style = TextStyle::small, .tone = tone, .align = Align::right, .wrap = false});
}

void Ui::badge(std::string_view text, Tone tone) {
  const float natural = text_width(text, TextStyle::chip) + 2 * px(7);
  const Box box = place_text(natural, px(18));
  fill(box, theme_.soft(tone), 9);
  draw_line(box.inset(px(7), 0), text, TextStyle::chip, theme_.text(tone), Align::center);
  node(Role::paragraph, text, box);
}

void Ui::status_dot(std::string_view word, Tone tone) {
  const float height = theme_.line_px(TextStyle::small);
  const Box box = place_text(text_width(word, TextStyle::small) + px(14), height);
  canvas()->AddCircleFilled({box.x0 + px(4), box.middle_y()}, px(4), theme_.solid(tone));
  draw_line({box.x0 + px(14), box.y0, box.x1, box.y1}, word, TextStyle::small,
            theme_.text(Tone::ink));
  node(Role::paragraph, word, box);
}

void Ui::property(std::string_view label, std::string_view value, Tone tone) {
  const float room = available();
  const float label_width = text_width(label, TextStyle::label);
  const float value_room = std::max(room - label_width - px(16), room * 0.4f);
  const float height = text_height(value, TextStyle::small, value_room) + px(13);
  impl_->join_lines();
  const Box box = place_wide(height);
  impl_->region.line_before = true;
  const float line = theme_.line_px(TextStyle::small);
  draw_line({box.x0, box.y0 + px(6), box.x1 - value_room, box.y0 + px(6) + line}, label,
            TextStyle::label, theme_.text(Tone::muted));
  draw_wrapped({box.x1 - value_room, box.y0 + px(6), box.x1, box.y1}, value, TextStyle::small,
               theme_.text(tone), Align::right);
  fill({box.x0, box.y1 - px(1), box.x1, box.y1}, theme_.colors().inner_line);
  const NodeId own = node(Role::group, label, box);
  last_node().value = value;
  const Scope within = inside(own);
  node(Role::paragraph, value, box);
}

}  // namespace keyplan::ui
