// Choosing among a few: checkbox, chips, tabs, slider.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

constexpr float chip_padding = 14, chip_tick = 14, chip_gap = 4;  // base units

}  // namespace

bool Ui::checkbox(std::string_view label, bool value, std::string_view told) {
  const std::string_view shown = told.empty() ? visible_label(label) : std::string_view();
  const float side = px(18);
  const float natural = side + (shown.empty() ? 0 : px(8) + text_width(shown, TextStyle::body));
  const Box box = place_text(natural, std::max(px(24), side));
  const Item item = pressable(Role::checkbox, label, box, true, told);
  last_node().checked = value ? Tristate::on : Tristate::off;
  const bool enabled = !last_node().disabled;
  const Box mark{box.x0, box.middle_y() - side / 2, box.x0 + side, box.middle_y() + side / 2};
  if (value) {
    fill(mark, enabled ? theme_.solid(Tone::accent) : theme_.solid(Tone::muted), 4);
    const ImVec2 points[] = {{mark.x0 + side * 0.24f, mark.y0 + side * 0.52f},
                             {mark.x0 + side * 0.43f, mark.y0 + side * 0.70f},
                             {mark.x0 + side * 0.77f, mark.y0 + side * 0.32f}};
    canvas()->AddPolyline(points, 3, theme_.colors().on_accent, ImDrawFlags_None, px(2));
  } else {
    fill(mark, item.hovered ? theme_.colors().hover : theme_.colors().surface, 4);
    outline(mark, theme_.solid(Tone::muted), 4);
  }
  draw_line({mark.x1 + px(8), box.y0, box.x1 + 1, box.y1}, shown, TextStyle::body,
            theme_.text(enabled ? Tone::ink : Tone::muted));
  focus_ring(item, 4);
  return item.pressed;
}

std::optional<int> Ui::chips(std::string_view label, std::span<const std::string_view> options,
                             int current, ChipsOptions chips_options) {
  std::optional<int> chosen;
  if (chips_options.label_shown) this->label(visible_label(label));
  auto own_id = id(label);
  auto inside_group = group(visible_label(label), Role::radiogroup);
  auto line = row({.gap = chip_gap});
  for (std::size_t i = 0; i < options.size(); ++i) {
    const bool on = static_cast<int>(i) == current;
    const std::string_view shown = visible_label(options[i]);
    const float tick = on ? px(chip_tick) : 0;
    const Box box = place(text_width(shown, TextStyle::chip) + px(chip_padding) + tick, px(22));
    const Item item =
        pressable(Role::radio, options[i], box, chips_options.disabled_because.empty());
    last_node().checked = on ? Tristate::on : Tristate::off;
    last_node().position = static_cast<int>(i) + 1;
    last_node().set_size = static_cast<int>(options.size());
    last_node().description = chips_options.disabled_because;
    const Tone tone = on ? Tone::accent : Tone::muted;
    fill(box, item.hovered && !on ? theme_.colors().line : theme_.soft(tone), 11);
    draw_line({box.x0 + px(7), box.y0, box.x1 - px(7) - tick, box.y1}, shown, TextStyle::chip,
              theme_.text(tone), Align::center);
    if (on) {
      const float x = box.x1 - px(17), y = box.middle_y();
      const ImVec2 points[] = {{x, y}, {x + px(3), y + px(3)}, {x + px(8), y - px(3)}};
      canvas()->AddPolyline(points, 3, theme_.text(tone), ImDrawFlags_None, px(1.5f));
    }
    focus_ring(item, 11, 1);
    if (item.pressed && !on) chosen = static_cast<int>(i);
  }
  return chosen;
}

std::optional<int> Ui::chips_or_list(std::string_view label,
                                     std::span<const std::string_view> options, int current) {
  float wide = px(chip_tick);
  for (const std::string_view option : options)
    wide += text_width(visible_label(option), TextStyle::chip) + px(chip_padding + chip_gap);
  if (wide <= available()) return chips(label, options, current);
  return select(label, options, current,
                {.look = FieldLook::in_place, .chip = true, .name = visible_label(label)});
}

std::optional<int> Ui::tabs(std::string_view label, std::span<const std::string_view> names,
                            int current) {
  Impl& impl = *impl_;
  std::optional<int> chosen;
  auto own_id = id(label);
  auto inside_group = group(visible_label(label), Role::tablist);
  const float bottom_line = px(1);
  float left, right, bottom;
  {
    left = impl.region.x;
    right = impl.region.right;
    auto line = row({.gap = 2});
    for (std::size_t i = 0; i < names.size(); ++i) {
      const bool on = static_cast<int>(i) == current;
      const std::string_view shown = visible_label(names[i]);
      const TextStyle style = on ? TextStyle::strong : TextStyle::body;
      const Box box = place(text_width(shown, TextStyle::strong) + px(24), px(36));
      const Item item = pressable(Role::tab, names[i], box);
      last_node().selected = on ? Tristate::on : Tristate::off;
      last_node().position = static_cast<int>(i) + 1;
      last_node().set_size = static_cast<int>(names.size());
      if (item.hovered && !on)
        fill(box.inset(px(2), px(4)), theme_.colors().hover, length::control_radius);
      draw_line(box, shown, style, theme_.text(on ? Tone::accent : Tone::muted), Align::center);
      if (on) fill({box.x0, box.y1 - px(2), box.x1, box.y1}, theme_.solid(Tone::accent));
      focus_ring(item, length::control_radius, 0);
      if (item.pressed && !on) chosen = static_cast<int>(i);
    }
    bottom = impl.region.bottom;
  }
  fill({left, bottom - bottom_line, right, bottom}, theme_.colors().line);
  return chosen;
}

SliderAnswer Ui::slider(std::string_view label, double value, SliderOptions options) {
  Impl& impl = *impl_;
  const std::string_view name = visible_label(label);
  std::string shown(options.shown);
  if (shown.empty()) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    shown.assign(digits, end);
  }
  const float label_height = theme_.line_px(TextStyle::small);
  const float help_height =
      options.help.empty() ? 0 : text_height(options.help, TextStyle::label, available());
  const Box all = place_wide(label_height + px(26) + help_height);
  draw_line({all.x0, all.y0, all.x1, all.y0 + label_height}, name, TextStyle::small,
            theme_.text(Tone::ink));
  draw_line({all.x0, all.y0, all.x1, all.y0 + label_height}, shown, TextStyle::small_strong,
            theme_.text(Tone::ink), Align::right);
  if (help_height > 0)
    draw_wrapped({all.x0, all.y1 - help_height, all.x1, all.y1}, options.help, TextStyle::label,
                 theme_.text(Tone::muted));
  const Box track{all.x0, all.y0 + label_height + px(2), all.x1, all.y0 + label_height + px(24)};
  const Item item = pressable(Role::slider, label, track);
  const double range = std::max(options.maximum - options.minimum, 1e-12);
  const double step = options.step > 0 ? options.step : range / 100;
  {
    Node& n = last_node();
    n.value = shown;
    n.description = options.help;
    n.minimum = options.minimum;
    n.maximum = options.maximum;
    n.now = value;
  }
  const bool enabled = !last_node().disabled;

  SliderAnswer answer{.value = value};
  const auto set = [&](double wanted, bool finished) {
    wanted = options.minimum + std::round((wanted - options.minimum) / step) * step;
    wanted = std::clamp(wanted, options.minimum, options.maximum);
    const bool moved = std::abs(wanted - answer.value) > step * 1e-6;
    answer.changed = answer.changed || moved;
    answer.value = wanted;
    answer.finished = answer.finished || finished;
    if (moved || finished) impl.more(3);  // held still, it needs no frames
  };
  const float knob = px(8);
  if (enabled) {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    if (item.held && g.ActiveIdSource == ImGuiInputSource_Mouse) {
      const double part =
          (ImGui::GetMousePos().x - track.x0 - knob) / std::max(1.0f, track.width() - 2 * knob);
      set(options.minimum + std::clamp(part, 0.0, 1.0) * range, false);
    }
    if (ImGui::GetCurrentContext()->DeactivatedItemData.ID == item.id && ImGui::IsItemDeactivated())
      answer.finished = true;
    if (g.NavId == item.id) {
      if (impl.own_key(item.id, ImGuiKey_LeftArrow)) set(value - step, true);
      if (impl.own_key(item.id, ImGuiKey_RightArrow)) set(value + step, true);
      if (impl.own_key(item.id, ImGuiKey_PageDown)) set(value - 10 * step, true);
      if (impl.own_key(item.id, ImGuiKey_PageUp)) set(value + 10 * step, true);
      if (impl.own_key(item.id, ImGuiKey_Home)) set(options.minimum, true);
      if (impl.own_key(item.id, ImGuiKey_End)) set(options.maximum, true);
    }
    if (take(item.node, ActionKind::increment)) set(value + step, true);
    if (take(item.node, ActionKind::decrement)) set(value - step, true);
    std::string text;
    if (take(item.node, ActionKind::set_value, &text)) {
      // std::from_chars for double is missing in the standard library in use.
      double wanted = 0, scale = 1;
      bool negative = false, fraction = false, any = false;
      for (const char c : text) {
        if (c == '-')
          negative = true;
        else if (c == '.' || c == ',')
          fraction = true;
        else if (c >= '0' && c <= '9') {
          any = true;
          if (fraction)
            wanted += (c - '0') * (scale /= 10);
          else
            wanted = wanted * 10 + (c - '0');
        }
      }
      if (any) set(negative ? -wanted : wanted, true);
    }
  }

  const auto part =
      static_cast<float>(std::clamp((answer.value - options.minimum) / range, 0.0, 1.0));
  const float x = track.x0 + knob + part * (track.width() - 2 * knob);
  const float y = track.middle_y();
  const Color color = enabled ? theme_.solid(Tone::accent) : theme_.solid(Tone::muted);
  fill({track.x0, y - px(2), track.x1, y + px(2)}, theme_.colors().line, 2);
  fill({track.x0, y - px(2), x, y + px(2)}, color, 2);
  canvas()->AddCircleFilled({x, y}, knob, theme_.colors().surface);
  canvas()->AddCircle({x, y}, knob - px(1), color, 0, px(2));
  if (item.focused) canvas()->AddCircle({x, y}, knob + px(3), theme_.solid(Tone::accent), 0, px(2));
  return answer;
}

}  // namespace keyplan::ui
