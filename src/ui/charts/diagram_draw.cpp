// How boxes and lines of a diagram look, at every zoom.
#include <algorithm>
#include <array>
#include <cmath>

#include "imgui.h"
#include "ui/charts/diagram_view.h"

namespace keyplan::ui {
namespace {

constexpr float least_text = 11;       // base units per em; smaller text is left out instead
constexpr float line_height = 1.35f;   // of an em
constexpr float least_text_room = 26;  // a narrower box shows no text

ImVec2 vec(Point point) { return {point.x, point.y}; }

Color mixed(Color below, Color above, float part) {
  Color result = 0xFF000000u;
  for (const int shift : {0, 8, 16}) {
    const float a = static_cast<float>(below >> shift & 0xFF);
    const float b = static_cast<float>(above >> shift & 0xFF);
    result |= static_cast<Color>(a + (b - a) * part) << shift;
  }
  return result;
}

struct Sizes {  // ems, device pixels
  float title, small;
};
Sizes text_sizes(const Ui& ui, const View& view, int power) {
  const float least = least_text * ui.theme().scale();
  const auto sized = [&](float base) { return std::round(std::max(least, base * view.scale())); };
  return {sized(12.0f + static_cast<float>(std::clamp(power, 1, 3))), sized(11.5f)};
}

// Says the tone where there is no room for its word: a plus, a minus, or two waves.
void draw_sign(const Ui& ui, const Box& box, Tone tone) {
  ImDrawList* list = ui.canvas();
  const Color color = ui.theme().solid(tone);
  const float x = box.x0 + ui.px(8), y = box.middle_y(), arm = ui.px(3), thick = ui.px(2);
  const auto bar = [&](float dy) {
    list->AddRectFilled({x - arm, y + dy - thick / 2}, {x + arm, y + dy + thick / 2}, color);
  };
  switch (tone) {
    case Tone::positive:
      bar(0);
      list->AddRectFilled({x - thick / 2, y - arm}, {x + thick / 2, y + arm}, color);
      break;
    case Tone::negative:
      bar(0);
      break;
    case Tone::warning:
      bar(-ui.px(2));
      bar(ui.px(2));
      break;
    case Tone::accent:
      list->AddCircleFilled({x, y}, arm, color);
      break;
    default:
      break;
  }
}

bool has_sign(Tone tone) { return tone != Tone::ink && tone != Tone::muted; }

// A line of dashes or dots. Parts outside the view are walked over, not drawn.
void draw_broken(const Ui& ui, const View& view, const Course& course, EdgeStyle style, Color color,
                 float thick) {
  ImDrawList* list = ui.canvas();
  const bool dots = style == EdgeStyle::coverage;
  const float on = dots ? 0 : ui.px(6), period = dots ? ui.px(6) : ui.px(10);
  float walked = 0;  // since the last dash began
  for (std::size_t i = 1; i < course.points.size(); ++i) {
    const Point a = course.points[i - 1], b = course.points[i];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    if (length <= 0) continue;
    const Box around{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x),
                     std::max(a.y, b.y)};
    const auto at = [&](float along) {
      return Point{a.x + (b.x - a.x) * along / length, a.y + (b.y - a.y) * along / length};
    };
    if (view.sees(around)) {
      for (float start = -walked; start < length; start += period) {
        const float from = std::max(start, 0.0f), to = std::min(start + on, length);
        if (dots && start >= 0)
          list->AddCircleFilled(vec(at(start)), thick, color, 8);
        else if (!dots && to > from)
          list->AddLine(vec(at(from)), vec(at(to)), color, thick);
      }
    }
    walked = std::fmod(walked + length, period);
  }
}

void draw_arrow(const Ui& ui, const Course& course, Color color) {
  const Point tip = course.points.back(), before = course.points[course.points.size() - 2];
  const float length = std::max(0.01f, std::hypot(tip.x - before.x, tip.y - before.y));
  const float dx = (tip.x - before.x) / length, dy = (tip.y - before.y) / length;
  const float long_side = ui.px(9), half = ui.px(4);
  const Point foot{tip.x - dx * long_side, tip.y - dy * long_side};
  ui.canvas()->AddTriangleFilled(vec(tip), {foot.x - dy * half, foot.y + dx * half},
                                 {foot.x + dy * half, foot.y - dx * half}, color);
}

}  // namespace

void draw_sized(const Ui& ui, const Box& box, std::string_view text, float em, bool semibold,
                Color color, Align align) {
  if (text.empty() || box.width() <= 0) return;
  const Theme& theme = ui.theme();
  ImFont* font = semibold ? theme.fonts.semibold : theme.fonts.regular;
  const float size = em * theme.font_px(TextStyle::body) / theme.em_px(TextStyle::body);
  const char *begin = text.data(), *end = begin + text.size();
  const float y = std::round(box.middle_y() - size / 2);
  const float width = font->CalcTextSizeA(size, 1e9f, 0, begin, end).x;
  if (width <= box.width() + 0.5f) {
    const float spare = box.width() - width;
    const float x = box.x0 + (align == Align::left ? 0 : align == Align::right ? spare : spare / 2);
    ui.canvas()->AddText(font, size, {std::round(x), y}, color, begin, end);
    return;
  }
  constexpr std::string_view dots = "\xE2\x80\xA6";
  const float dots_width =
      font->CalcTextSizeA(size, 1e9f, 0, dots.data(), dots.data() + dots.size()).x;
  const char* rest = begin;
  const float shown =
      font->CalcTextSizeA(size, std::max(0.0f, box.width() - dots_width), 0, begin, end, &rest).x;
  ui.canvas()->AddText(font, size, {box.x0, y}, color, begin, rest);
  ui.canvas()->AddText(font, size, {box.x0 + shown, y}, color, dots.data(),
                       dots.data() + dots.size());
}

int lines_that_fit(const Ui& ui, const View& view, const DiagramNode& node) {
  if (node.size.width * view.scale() < least_text_room * ui.theme().scale()) return 0;
  const Sizes sizes = text_sizes(ui, view, node.power);
  const float room = node.size.height * view.scale() - ui.px(2);
  float used = sizes.title * line_height;
  int lines = 0;
  while (lines < 3 && used <= room) {
    ++lines;
    used += sizes.small * line_height;
  }
  return lines;
}

void draw_node(const Ui& ui, const View& view, const DiagramNode& node, const NodeLook& look) {
  const Theme& theme = ui.theme();
  const Box box = view.box_of(node);
  const int lines = lines_that_fit(ui, view, node);
  const bool unknown = node.tone == Tone::muted || node.tone == Tone::ink;
  const Color border = unknown ? theme.solid(Tone::muted) : theme.solid(node.tone);
  const float radius = std::min(1.0f, view.scale() / theme.scale()) * length::card_radius;
  if (look.selected || look.target)
    ui.fill(box.inset(-ui.px(4), -ui.px(4)),
            look.target ? theme.solid(Tone::accent) : theme.soft(Tone::accent), radius + 4);
  if (lines == 0 && !look.selected && !look.target) {
    ui.fill(box, border);
    return;
  }
  ui.fill(box, look.hovered ? theme.colors().hover : theme.colors().surface, radius);
  const float thick = 0.75f * static_cast<float>(std::clamp(node.power, 1, 3)) + 0.75f;
  const float line = thick * theme.scale();
  ui.canvas()->AddRect(
      {box.x0 + line / 2, box.y0 + line / 2}, {box.x1 - line / 2, box.y1 - line / 2},
      look.selected && unknown ? theme.solid(Tone::accent) : border, ui.px(radius), 0, line);
  if (lines == 0) return;

  std::string last = node.tone_word;
  if (!node.note.empty()) last += (last.empty() ? "" : " \xC2\xB7 ") + node.note;
  struct Line {
    std::string_view text;
    Tone tone;
  };
  const std::array<Line, 3> all = {{{node.title, Tone::ink},
                                    {node.subtitle, Tone::muted},
                                    {last, unknown ? Tone::muted : node.tone}}};
  const Sizes sizes = text_sizes(ui, view, node.power);
  std::array<const Line*, 3> shown{};
  std::size_t count = 0;
  for (const Line& one : all)
    if (!one.text.empty() && count < static_cast<std::size_t>(lines)) shown[count++] = &one;
  const bool word_shown = count > 0 && shown[count - 1] == &all[2];
  const bool sign = !word_shown && has_sign(node.tone);
  float height = 0;
  for (std::size_t i = 0; i < count; ++i)
    height += (shown[i] == &all[0] ? sizes.title : sizes.small) * line_height;
  Box inner = box.inset(ui.px(lines == 3 ? 8 : 5), 0);
  if (sign) inner.x0 += ui.px(9);
  float y = box.middle_y() - height / 2;
  for (std::size_t i = 0; i < count; ++i) {
    const bool title = shown[i] == &all[0];
    const float step = (title ? sizes.title : sizes.small) * line_height;
    draw_sized(ui, {inner.x0, y, inner.x1, y + step}, shown[i]->text,
               title ? sizes.title : sizes.small, title, theme.text(shown[i]->tone), Align::center);
    y += step;
  }
  if (sign) draw_sign(ui, box, node.tone);
}

void draw_badges(const Ui& ui, const View& view, const DiagramNode& node) {
  if (node.badges.empty() || lines_that_fit(ui, view, node) < 3) return;
  const Box box = view.box_of(node);
  float x = box.x1 - ui.px(8);
  for (std::size_t i = node.badges.size(); i-- > 0;) {
    const float width = ui.text_width(node.badges[i], TextStyle::chip) + ui.px(12);
    if (x - width < box.x0 + ui.px(8)) break;
    const Box chip{x - width, box.y0 - ui.px(8), x, box.y0 + ui.px(8)};
    ui.fill(chip, ui.theme().soft(Tone::accent), 8);
    ui.draw_line(chip, node.badges[i], TextStyle::chip, ui.theme().text(Tone::accent),
                 Align::center);
    x -= width + ui.px(4);
  }
}

void draw_edge(const Ui& ui, const View& view, const DiagramEdge& edge, const Course& course,
               bool strong) {
  if (course.points.size() < 2) return;
  const Theme& theme = ui.theme();
  const float thick = ui.px(1) * (strong ? 2 : 1);
  if (edge.style != EdgeStyle::tree) {
    const Color color = theme.solid(edge.tone);
    draw_broken(ui, view, course, edge.style, color,
                edge.style == EdgeStyle::coverage ? thick * 1.2f : thick * 1.6f);
    if (edge.style == EdgeStyle::influence) draw_arrow(ui, course, color);
    return;
  }
  // Opaque, because the lines of siblings lie over each other.
  const bool grey = edge.tone == Tone::muted || edge.tone == Tone::ink;
  Color color = grey ? mixed(theme.colors().surface, theme.solid(Tone::muted), 0.55f)
                     : theme.solid(edge.tone);
  if (strong) color = theme.solid(grey ? Tone::accent : edge.tone);
  ImDrawList* list = ui.canvas();
  for (std::size_t i = 1; i < course.points.size(); ++i) {
    const Point a = course.points[i - 1], b = course.points[i];
    if (a.x != b.x && a.y != b.y) {
      list->AddLine(vec(a), vec(b), color, thick);
      continue;
    }
    const float x0 = std::floor(std::min(a.x, b.x)), y0 = std::floor(std::min(a.y, b.y));
    list->AddRectFilled({x0, y0},
                        {std::max(std::floor(std::max(a.x, b.x)), x0) + thick,
                         std::max(std::floor(std::max(a.y, b.y)), y0) + thick},
                        color);
  }
}

}  // namespace keyplan::ui
