// Numbers that explain themselves, meters, progress.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

constexpr double hover_delay = 0.5;

// The inside of the explanation; answers the followed input.
std::optional<int> draw_explanation(Ui& ui, const Explanation& why) {
  std::optional<int> followed;
  ui.text(why.title, {.style = TextStyle::strong});
  if (!why.not_available.empty())
    ui.text(why.not_available, {.style = TextStyle::small, .tone = Tone::warning});
  if (!why.formula.empty()) ui.text(why.formula, {.style = TextStyle::small});
  if (!why.note.empty()) ui.muted(why.note);
  for (std::size_t i = 0; i < why.inputs.size(); ++i) {
    const ExplanationInput& input = why.inputs[i];
    auto own = ui.id(i);
    const float line = ui.theme().line_px(TextStyle::small) + ui.px(4);
    const Box box = ui.place_wide(line);
    const float value_width = std::min(
        ui.text_width(input.value, TextStyle::small_strong) + ui.px(8), box.width() * 0.6f);
    const Box name_box{box.x0, box.y0, box.x1 - value_width, box.y1};
    if (input.linked) {
      const Item item =
          ui.pressable(Role::link, input.name, box, true, input.name + ": " + input.value);
      ui.draw_line(name_box, input.name, TextStyle::small, ui.theme().text(Tone::accent));
      if (item.hovered)
        ui.fill(box.inset(-ui.px(4), 0), with_alpha(ui.theme().solid(Tone::accent), 20), 4);
      ui.focus_ring(item, 4);
      if (item.pressed) followed = static_cast<int>(i);
    } else {
      ui.node(Role::paragraph, input.name + ": " + input.value, box);
      ui.draw_line(name_box, input.name, TextStyle::small, ui.theme().text(Tone::muted));
    }
    ui.draw_line(box, input.value, TextStyle::small_strong, ui.theme().text(Tone::ink),
                 Align::right);
  }
  if (!why.as_of.empty()) ui.label(why.as_of);
  return followed;
}

}  // namespace

std::optional<int> Ui::explain(const Item& item, const Explain& explain) {
  Impl& impl = *impl_;
  if (!explain) return std::nullopt;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  const ImGuiID popup = ImHashStr("##explain", 0, item.id);

  const bool key = g.NavId == item.id && g.ActiveId == 0 && !g.IO.WantTextInput &&
                   ImGui::IsKeyPressed(ImGuiKey_I, false) && !g.IO.KeyCtrl && !g.IO.KeyAlt &&
                   !g.IO.KeySuper;
  if (key || item.pressed) {
    impl.explained = item.id;
    impl.explanation_pinned = true;
    ImGui::OpenPopupEx(popup);
    impl.more(3);
  }
  if (item.hovered && !impl.explanation_pinned) {
    if (impl.hovered != item.id) {
      impl.hovered = item.id;
      impl.hover_since = impl.now;
    }
    const double waited = impl.now - impl.hover_since;
    if (waited < hover_delay)
      impl.wake_in(hover_delay - waited + 0.01);
    else if (impl.explained != item.id) {
      impl.explained = item.id;
      impl.explanation_box = {};
      impl.more(3);
    }
  } else if (impl.hovered == item.id && !item.hovered) {
    impl.hovered = 0;
  }
  if (impl.explained != item.id) return std::nullopt;

  const float width = px(320);
  const float x = std::clamp(item.box.x0, px(8), std::max(px(8), impl.page_width - width - px(8)));
  const float height = impl.recall(popup, 0);
  float y = item.box.y1 + px(4);
  if (y + height > impl.page_height - px(8)) y = std::max(px(8), item.box.y0 - height - px(4));
  const ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                 ImGuiWindowFlags_NoSavedSettings |
                                 ImGuiWindowFlags_AlwaysAutoResize;

  std::optional<int> followed;
  const auto contents = [&] {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const Explanation why = explain();
    Container& container = impl.push(ContainerKind::semantic);
    container.region = impl.region;
    const Region outside = impl.region;
    const Box box{window->Pos.x, window->Pos.y, window->Pos.x + width,
                  window->Pos.y + std::max(height, 1.0f)};
    const NodeId own = node(Role::dialog, why.title, box, "##explanation");
    impl.parent = own;
    impl.open_region(window->Pos.x + px(14), window->Pos.x + width - px(14), window->Pos.y + px(12),
                     popup, px(6));
    followed = draw_explanation(*this, why);
    impl.report_extent(window->Pos.x + width, impl.region.bottom + px(12));
    impl.remember(popup, impl.region.bottom + px(12) - window->Pos.y, 0);
    impl.explanation_box = box;
    const NodeId parent = impl.containers.back().parent;
    impl.containers.pop_back();
    impl.parent = parent;
    impl.region = outside;
  };

  ImGui::SetNextWindowPos({x, y});
  if (impl.explanation_pinned) {
    if (!ImGui::BeginPopupEx(popup, flags)) {
      impl.explained = 0;
      impl.explanation_pinned = false;
      impl.hovered = 0;
      return std::nullopt;
    }
    contents();
    const bool closed = followed || ImGui::IsKeyPressed(ImGuiKey_Escape, false) ||
                        (ImGui::IsKeyPressed(ImGuiKey_I, false) && !ImGui::IsWindowAppearing());
    if (closed) {
      ImGui::CloseCurrentPopup();
      impl.more(3);
    }
    ImGui::EndPopup();
    return followed;
  }

  // Shown by hovering: stays while the mouse is over the number or the window.
  const ImVec2 mouse = ImGui::GetMousePos();
  const Box& shown = impl.explanation_box;
  const float edge = px(6);
  const bool inside = mouse.x >= shown.x0 - edge && mouse.x <= shown.x1 + edge &&
                      mouse.y >= shown.y0 - edge && mouse.y <= shown.y1 + edge;
  if (!item.hovered && !inside) {
    impl.explained = 0;
    impl.more(3);
    return std::nullopt;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(length::card_radius));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, px(1));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, theme_.colors().surface);
  ImGui::Begin("##hovered explanation", nullptr,
               flags | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_Tooltip);
  contents();
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  if (followed) impl.explained = 0;
  return followed;
}

Ui::FigureAnswer Ui::key_figure(std::string_view label, std::string_view value,
                                FigureOptions options, const Explain& explain) {
  Impl& impl = *impl_;
  const std::uint64_t key = impl.label_key(label);
  const float left = impl.region.x, right = impl.region.right, top = impl.next_y();
  const float pad = px(length::card_padding);
  const float room = right - left - 2 * pad;
  const std::string_view name = visible_label(label);
  const float label_height = text_height(name, TextStyle::label, room);
  const float note_height =
      options.note.empty() ? 0 : text_height(options.note, TextStyle::label, room) + px(4);
  const float natural = px(13) + label_height + px(2) + px(28) + note_height + px(13);
  float bottom = top + natural;
  if (impl.region.column_key != 0 &&
      impl.recall(impl.region.column_key, 1) == static_cast<float>(key % 1000003))
    bottom = std::max(bottom, impl.region.stretch_to);
  const Box box{left, top, right, bottom};
  impl.advance(box);
  impl.region.slack = bottom - top - natural;
  impl.region.last_card = key;

  fill(box, theme_.colors().surface, length::card_radius);
  Item item{.box = box};
  const bool can_press = options.pressable || explain;
  if (can_press)
    item = pressable(Role::button, label, box, true, name);
  else
    node(Role::group, name, box);
  last_node().value = value;
  last_node().description = options.note;
  const NodeId own = last_node().id;
  if (item.hovered) fill(box, theme_.colors().hover, length::card_radius);
  outline(box, theme_.colors().line, length::card_radius);
  float y = box.y0 + px(13);
  draw_wrapped({left + pad, y, right - pad, y + label_height}, name, TextStyle::label,
               theme_.text(Tone::muted));
  y += label_height + px(2);
  // A smaller type rather than half a number.
  TextStyle style = TextStyle::figure;
  for (const TextStyle smaller : {TextStyle::section, TextStyle::strong})
    if (text_width(value, style) > room) style = smaller;
  draw_line({left + pad, y, right - pad, y + px(28)}, value, style, theme_.text(options.tone));
  y += px(28) + px(4);
  draw_wrapped({left + pad, y, right - pad, box.y1}, options.note, TextStyle::label,
               theme_.text(options.note_tone));
  focus_ring(item, length::card_radius, 1);

  FigureAnswer answer{.pressed = item.pressed};
  if (explain) {
    // A press goes to the screen when it wants it, otherwise it shows why.
    Item shown = item;
    if (options.pressable) shown.pressed = false;
    answer.followed = this->explain(shown, explain);
  }
  impl.last_node = own;
  return answer;
}

std::optional<int> Ui::figure(std::string_view name, std::string_view value, const Explain& explain,
                              TextOptions options) {
  const float room = available();
  const float natural = text_width(value, options.style);
  const bool wide = options.align != Align::left && !impl_->region.horizontal;
  Box box = wide ? place(room, theme_.line_px(options.style))
                 : place_text(natural, theme_.line_px(options.style));
  if (wide) box.x0 = std::max(box.x0, box.x1 - natural);
  const Item item = pressable(Role::button, name, box);
  last_node().value = value;
  draw_line(box, value, options.style, theme_.text(options.tone), options.align);
  if (item.hovered)
    fill({box.x0, box.y1 - px(2), box.x1, box.y1 - px(1)}, theme_.text(options.tone));
  focus_ring(item, 3);
  return this->explain(item, explain);
}

void Ui::meter(std::string_view name, double fraction, std::string_view shown, Tone tone) {
  const float shown_width = shown.empty() ? 0 : text_width(shown, TextStyle::small) + px(8);
  const float width = std::min(available(), px(72) + shown_width);
  const Box box = place(width, theme_.line_px(TextStyle::small));
  const Box track{box.x0, box.middle_y() - px(3), box.x1 - shown_width, box.middle_y() + px(3)};
  const auto part = static_cast<float>(std::clamp(fraction, 0.0, 1.0));
  fill(track, theme_.soft(Tone::muted), 3);
  if (part > 0)
    fill({track.x0, track.y0, track.x0 + std::max(px(6), track.width() * part), track.y1},
         theme_.solid(tone), 3);
  draw_line(box, shown, TextStyle::small, theme_.text(Tone::muted), Align::right);
  node(Role::progressbar, name, box);
  Node& own = last_node();
  own.value = shown;
  own.minimum = 0;
  own.maximum = 1;
  own.now = fraction;
}

bool Ui::progress(std::string_view label, double fraction, std::string_view detail,
                  std::string_view cancel) {
  text(visible_label(label), {.style = TextStyle::strong});
  const Box track = place_wide(px(8));
  fill(track, theme_.soft(Tone::muted), 4);
  const bool known = fraction >= 0;
  const auto part = static_cast<float>(std::clamp(fraction, 0.0, 1.0));
  if (known) {
    if (part > 0)
      fill({track.x0, track.y0, track.x0 + std::max(px(8), track.width() * part), track.y1},
           theme_.solid(Tone::accent), 4);
  } else {
    const auto phase =
        theme_.reduced_motion ? 0.35f : static_cast<float>(std::fmod(impl_->now * 0.6, 1.0));
    const float start = track.x0 + track.width() * 0.7f * phase;
    fill({start, track.y0, start + track.width() * 0.3f, track.y1}, theme_.solid(Tone::accent), 4);
    if (!theme_.reduced_motion) impl_->wake_in(1.0 / 30);
  }
  node(Role::progressbar, label, track);
  Node& own = last_node();
  own.value = detail;
  own.minimum = 0;
  own.maximum = 1;
  if (known) own.now = fraction;
  if (!detail.empty()) this->label(detail);
  if (cancel.empty()) return false;
  return button(cancel, {.small = true});
}

}  // namespace keyplan::ui
