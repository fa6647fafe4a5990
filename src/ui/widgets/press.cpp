// Things to press: buttons, links, list rows, menus; and the tooltip.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

bool Ui::button(std::string_view label, ButtonOptions options) {
  if (paper) return false;
  const std::string_view shown = visible_label(label);
  const bool enabled = options.disabled_because.empty();
  const float height = px(options.small ? length::small_control : length::control);
  const TextStyle style = options.small ? TextStyle::small_strong : TextStyle::strong;
  const float shortcut_width =
      options.shortcut.empty() ? 0 : text_width(options.shortcut, TextStyle::label) + px(6);
  const bool quiet = options.emphasis == Emphasis::quiet;
  const float padding = px(options.small ? 10 : 12);
  // A quiet one has no edge to see, so its words stand where other words stand.
  const float natural = text_width(shown, style) + shortcut_width + (quiet ? 0 : 2 * padding);
  const float width =
      options.wide && !impl_->region.horizontal ? available() : std::min(natural, available());
  const Box box = place(impl_->region.horizontal ? natural : width, height);
  const Item item = pressable(Role::button, label, box, enabled, options.name);
  const Box around = quiet ? box.inset(-px(8), 0) : box;
  Node& own = last_node();
  own.description = !enabled ? options.disabled_because : options.description;
  const Palette& c = theme_.colors();

  const bool solid = options.emphasis == Emphasis::primary || options.emphasis == Emphasis::danger;
  const Tone tone = options.emphasis == Emphasis::danger    ? Tone::negative
                    : options.emphasis == Emphasis::primary ? Tone::accent
                                                            : Tone::ink;
  Color ink = theme_.text(Tone::ink);
  const bool looks_disabled = own.disabled;
  if (solid && !looks_disabled) {
    fill(box, theme_.solid(tone), length::control_radius);
    if (item.hovered)
      fill(box, with_alpha(theme_.dark ? 0x00FFFFFFu : 0, 28), length::control_radius);
    if (item.held) fill(box, with_alpha(0, 40), length::control_radius);
    ink = c.on_accent;
  } else {
    if (!quiet || (item.hovered && !looks_disabled))
      fill(around,
           looks_disabled ? c.background
           : item.hovered ? c.hover
                          : c.surface,
           length::control_radius);
    if (!quiet) outline(box, c.line, length::control_radius);
    if (looks_disabled) ink = theme_.text(Tone::muted);
  }
  const Box inner = quiet ? box : box.inset(padding - px(2), 0);
  if (shortcut_width > 0) {
    draw_line({inner.x0, inner.y0, inner.x1 - shortcut_width, inner.y1}, shown, style, ink);
    draw_line(inner, options.shortcut, TextStyle::label,
              solid && !looks_disabled ? c.on_accent : theme_.text(Tone::muted), Align::right);
  } else {
    draw_line(inner, shown, style, ink, Align::center);
  }
  Item ring = item;
  ring.box = around;
  focus_ring(ring);
  if (!enabled)
    tooltip(item, options.disabled_because);
  else if (!options.description.empty())
    tooltip(item, options.description);
  return item.pressed;
}

bool Ui::link(std::string_view label, TextStyle style) {
  const std::string_view shown = visible_label(label);
  if (style == TextStyle::body) style = TextStyle::strong;
  const Box box = place_text(text_width(shown, style), theme_.line_px(style));
  const Item item = pressable(Role::link, label, box);
  draw_line(box, shown, style, theme_.text(Tone::accent));
  if (item.hovered)
    fill({box.x0, box.y1 - px(2), box.x1, box.y1 - px(1)}, theme_.text(Tone::accent));
  focus_ring(item, 3);
  return item.pressed;
}

bool Ui::list_row(ListRowOptions options) {
  const std::string_view title = visible_label(options.title);
  const float room = available();
  const float chip_width =
      options.chip.empty() ? 0 : text_width(options.chip, TextStyle::chip) + px(14);
  const float right_width =
      options.right.empty() ? 0
                            : std::min(text_width(options.right, TextStyle::small), room * 0.4f);
  const float text_start = options.chip.empty() ? 0 : chip_width + px(8);
  const float title_room = room - text_start - (right_width > 0 ? right_width + px(12) : 0);
  const float title_width =
      title.empty() ? 0 : std::min(text_width(title, TextStyle::small_strong), title_room);
  // The text stands beside the title, or below it when little room is left.
  const float beside = title_room - (title.empty() ? 0 : title_width + px(8));
  const bool below =
      !title.empty() && (options.below || (!options.text.empty() && beside < px(120)));
  const float text_room = below ? title_room : beside;
  const float line = theme_.line_px(TextStyle::small);
  const float title_height = below ? text_height(title, TextStyle::small_strong, title_room) : line;
  const float text_height_px = options.text.empty()
                                   ? (below ? 0 : line)
                                   : text_height(options.text, TextStyle::small, text_room);
  const float height =
      (below ? title_height + text_height_px : std::max(line, text_height_px)) + px(13);
  impl_->join_lines();
  const Box box = place_wide(height);
  impl_->region.line_before = true;

  std::string name(title);
  if (!options.text.empty()) name += (name.empty() ? "" : ": ") + std::string(options.text);
  const std::string label = told_apart(name, options.title.substr(title.size()));
  Item item{.box = box};
  if (options.pressable) {
    item = pressable(Role::button, label, box, true, name);
    if (options.selected) last_node().selected = Tristate::on;
  } else {
    node(Role::paragraph, name, box);
  }
  std::string description(options.chip);
  if (!options.right.empty())
    description += (description.empty() ? "" : ", ") + std::string(options.right);
  last_node().description = description;

  if (options.selected)
    fill(box, theme_.soft(Tone::accent), 4);
  else if (item.hovered)
    fill(box, theme_.colors().hover, 4);
  const float y = box.y0 + px(6);
  if (!options.chip.empty()) {
    const Box chip{box.x0, y + px(1), box.x0 + chip_width, y + px(19)};
    fill(chip, theme_.soft(options.chip_tone), 9);
    draw_line(chip, options.chip, TextStyle::chip, theme_.text(options.chip_tone), Align::center);
  }
  const float x = box.x0 + text_start;
  if (below) {
    draw_wrapped({x, y, x + title_room, box.y1}, title, TextStyle::small_strong,
                 theme_.text(Tone::ink));
  } else {
    draw_line({x, y, x + title_width + 1, y + line}, title, TextStyle::small_strong,
              theme_.text(Tone::ink));
  }
  const float text_x = below || title.empty() ? x : x + title_width + px(8);
  draw_wrapped({text_x, below ? y + title_height : y, text_x + text_room, box.y1}, options.text,
               TextStyle::small, theme_.text(title.empty() ? Tone::ink : Tone::muted));
  draw_line({box.x1 - right_width - 1, y, box.x1, y + line}, options.right, TextStyle::small,
            theme_.text(Tone::muted), Align::right);
  fill({box.x0, box.y1 - px(1), box.x1, box.y1}, theme_.colors().inner_line);
  focus_ring(item, 4, 0);
  return item.pressed;
}

void Ui::tooltip(const Item& item, std::string_view text) {
  Impl& impl = *impl_;
  if (text.empty()) return;
  if (!item.hovered && !item.focused) return;
  if (item.hovered) {
    if (impl.hovered != item.id) {
      impl.hovered = item.id;
      impl.hover_since = impl.now;
    }
    constexpr double delay = 0.45;
    if (impl.now - impl.hover_since < delay) {
      impl.wake_in(delay - (impl.now - impl.hover_since) + 0.01);
      return;
    }
  }
  const std::vector<std::string_view> lines = wrapped_lines(*this, text, TextStyle::label, px(280));
  float width = 0;
  for (const std::string_view part : lines)
    width = std::max(width, text_width(part, TextStyle::label));
  const float line = theme_.line_px(TextStyle::label);
  const float outer_width = width + px(20);
  const float outer_height = line * static_cast<float>(lines.size()) + px(12);
  const float x = std::min(item.box.x0, impl.page_width - outer_width - px(4));
  float y = item.box.y1 + px(6);
  if (y + outer_height > impl.page_height) y = item.box.y0 - outer_height - px(6);
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->AddRectFilled({x, y}, {x + outer_width, y + outer_height}, theme_.text(Tone::ink), px(6));
  list->PushClipRectFullScreen();
  const float size = theme_.font_px(TextStyle::label);
  float line_y = y + px(6);
  for (const std::string_view part : lines) {
    list->AddText(theme_.font(TextStyle::label), size,
                  {x + px(10), std::round(line_y + (line - size) / 2)}, theme_.colors().surface,
                  part.data(), part.data() + part.size());
    line_y += line;
  }
  list->PopClipRect();
}

}  // namespace keyplan::ui
