// The page: side bar, main area, header.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

// What is saved stands below the last item, and is to be seen on a low page too.
constexpr float low_page = 780, low_side_item = 29;  // base units

constexpr float top_bar_height = 52;

void draw_product(Ui& ui, float x, float middle_y, std::string_view product) {
  const float side = ui.px(18);
  const Box mark{x, middle_y - side / 2, x + side, middle_y + side / 2};
  ui.fill(mark, ui.theme().solid(Tone::accent), 5);
  const float text_x = mark.x1 + ui.px(8);
  ui.draw_line({text_x, mark.y0 - ui.px(4), text_x + ui.px(140), mark.y1 + ui.px(4)}, product,
               TextStyle::section, ui.theme().text(Tone::ink));
}

}  // namespace

Scope Ui::side_bar(std::string_view product) {
  Impl& impl = *impl_;
  if (stage || paper) return {};
  const float width = px(length::side_bar);
  const bool folded = narrow();
  if (!folded) {
    impl.menu_open = false;
    const Box box{0, 0, width, impl.page_height};
    const NodeId navigation = node(Role::navigation, product, box, product);
    fill(box, theme_.colors().surface);
    fill({width - px(1), 0, width, impl.page_height}, theme_.colors().line);
    impl.main_left = width;
    impl.push(ContainerKind::root_child);
    impl.open_child("##side", box, 0, 0);
    draw_product(*this, px(20), px(30), product);
    impl.open_region(px(12), width - px(12), px(58) - ImGui::GetScrollY(), impl.region.key, px(2));
    impl.parent = navigation;
    return Scope(this);
  }
  const Box bar{0, 0, impl.page_width, px(top_bar_height)};
  fill(bar, theme_.colors().surface);
  fill({0, bar.y1 - px(1), bar.x1, bar.y1}, theme_.colors().line);
  draw_product(*this, px(20), bar.middle_y(), product);
  impl.main_left = 0;
  impl.main_top = bar.y1;
  const float button_width = text_width("Menu", TextStyle::strong) + px(24);
  const Box button_box{bar.x1 - button_width - px(16), bar.y0 + px(9), bar.x1 - px(16),
                       bar.y1 - px(9)};
  const Item item = pressable(Role::button, "Menu", button_box);
  last_node().expanded = impl.menu_open ? Tristate::on : Tristate::off;
  fill(button_box, item.hovered ? theme_.colors().hover : theme_.colors().surface,
       length::control_radius);
  outline(button_box, theme_.colors().line, length::control_radius);
  draw_line(button_box, "Menu", TextStyle::strong, theme_.text(Tone::ink), Align::center);
  focus_ring(item);
  const ImGuiID popup = label_id("##menu");
  if (item.pressed) ImGui::OpenPopupEx(popup);
  impl.menu_open = ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None);
  if (!impl.menu_open) return {};
  const NodeId navigation = node(Role::navigation, product, bar, product);
  ImGui::SetNextWindowPos({impl.page_width - width - px(8), bar.y1 + px(4)});
  ImGui::SetNextWindowSize({width, 0});
  if (!ImGui::BeginPopupEx(popup, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                      ImGuiWindowFlags_NoSavedSettings))
    return {};
  Container& container = impl.push(ContainerKind::popup);
  container.padding = px(12);
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  container.right = window->Pos.x + width;
  impl.open_region(window->Pos.x + px(12), window->Pos.x + width - px(12),
                   window->Pos.y + px(12) - window->Scroll.y, window->ID, px(2));
  impl.parent = navigation;
  return Scope(this);
}

bool Ui::side_item(std::string_view label, SideItemOptions options) {
  const bool low = impl_->page_height < px(low_page);
  const Box box = place_wide(px(low ? low_side_item : length::row));
  const Item item = pressable(Role::link, label, box);
  last_node().current = options.selected;
  if (!options.count.empty()) last_node().description = options.count;
  if (options.selected)
    fill(box, theme_.soft(Tone::accent), length::control_radius);
  else if (item.hovered)
    fill(box, theme_.colors().hover, length::control_radius);
  const Color color = options.selected ? theme_.text(Tone::accent) : theme_.text(Tone::muted);
  const Box inner = box.inset(px(10), 0);
  const float count_width =
      options.count.empty() ? 0 : text_width(options.count, TextStyle::body) + px(8);
  draw_line({inner.x0, inner.y0, inner.x1 - count_width, inner.y1}, visible_label(label),
            options.selected ? TextStyle::strong : TextStyle::body, color);
  draw_line(inner, options.count, TextStyle::body, theme_.text(Tone::muted), Align::right);
  focus_ring(item, length::control_radius, 0);
  if (item.pressed && impl_->menu_open) ImGui::CloseCurrentPopup();
  return item.pressed;
}

void Ui::side_bottom() {
  Impl& impl = *impl_;
  const std::uint64_t key = impl.label_key("##bottom");
  impl.side_at_bottom = true;
  const float height = impl.recall(key);
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (!impl.menu_open) {
    const float top = window->InnerRect.Max.y - px(14) - height - window->Scroll.y;
    impl.region.y = std::max(impl.next_y() + px(16), top);
    impl.region.empty = true;
  } else {
    space(16);
  }
  impl.region.top = impl.region.y;  // close_container measures from here
}

void Ui::side_note(std::string_view text, Tone tone, bool dot) {
  const float room = available() - px(10);
  const float indent = dot ? px(14) : 0;
  const float height = text_height(text, TextStyle::label, room - indent) + px(4);
  const Box box = place_wide(height);
  if (dot)
    canvas()->AddCircleFilled(
        {box.x0 + px(14), box.y0 + px(2) + theme_.line_px(TextStyle::label) / 2}, px(4),
        theme_.solid(tone));
  const Color color = tone == Tone::negative || tone == Tone::warning ? theme_.text(tone)
                                                                      : theme_.text(Tone::muted);
  draw_wrapped({box.x0 + px(10) + indent, box.y0 + px(2), box.x0 + px(10) + room, box.y1}, text,
               TextStyle::label, color);
  node(Role::status, text, box);
}

bool Ui::side_link(std::string_view label) {
  const Box line = place_wide(theme_.line_px(TextStyle::label) + px(4));
  const float left = line.x0 + px(10);
  const float width = std::min(text_width(label, TextStyle::label), line.x1 - left);
  const Box box{left, line.y0 + px(2), left + width, line.y1 - px(2)};
  const Item item = pressable(Role::link, label, box);
  draw_line(box, visible_label(label), TextStyle::label, theme_.text(Tone::accent));
  if (item.hovered) fill({box.x0, box.y1 - px(1), box.x1, box.y1}, theme_.text(Tone::accent));
  focus_ring(item, 3);
  if (item.pressed && impl_->menu_open) ImGui::CloseCurrentPopup();
  return item.pressed;
}

Scope Ui::main(std::string_view name) {
  Impl& impl = *impl_;
  const float margin = px(paper ? 4 : stage ? 48 : length::page_margin);  // paper has its own
  const Box box{impl.main_left, impl.main_top, impl.page_width, impl.page_height};
  const NodeId main_node = node(Role::main, name, box, "##main");
  Container& container = impl.push(ContainerKind::root_child);
  container.padding = margin;
  impl.open_child("##main", box, 0, 0);
  // What tells pages with equal names apart also lets one stay the same page under another name.
  const std::string_view apart = name.substr(visible_label(name).size());
  if (const std::string_view page = apart.empty() ? name : apart; impl.page != page) {
    if (!impl.page.empty()) ImGui::SetScrollY(0);
    impl.page = page;
  }
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const float space = window->InnerRect.GetWidth();
  const float width = std::min(space - 2 * margin, px(length::max_page));
  const float left = box.x0 + margin + std::floor((space - 2 * margin - width) / 2);
  const float top = box.y0 + px(paper ? 4 : stage ? 40 : 20) - window->Scroll.y;
  impl.open_region(left, left + width, top, window->ID, px(length::card_gap));
  impl.parent = main_node;
  return Scope(this);
}

Scope Ui::page_header(std::string_view title, std::string_view subtitle, HeaderOptions options) {
  Impl& impl = *impl_;
  const std::uint64_t key = impl.label_key("##header");
  const float actions = impl.recall(key, 0),
              actions_height = std::max(impl.recall(key, 1), px(length::control));
  const float room = available();
  const float title_natural = text_width(title, TextStyle::title);
  float wanted = title_natural;
  for (const auto& badge : options.badges)
    wanted += px(12) + text_width(badge.text, TextStyle::chip) + px(14);
  // Below the title when both do not fit beside each other.
  const bool below = wanted + px(24) + actions > room && actions > 0;
  const float title_room = below || actions == 0 ? room : room - actions - px(16);
  const float title_height =
      std::max(px(length::control), text_height(title, TextStyle::title, title_room));
  const Box box = place_wide(below ? title_height + px(8) + actions_height : title_height);
  const NodeId banner = node(Role::group, title, box);
  Container& container = impl.push(ContainerKind::header);
  container.key = key;
  impl.parent = banner;

  float x = box.x0;
  const Box title_box{x, box.y0, x + std::min(title_natural, title_room), box.y0 + title_height};
  if (title_natural <= title_room)
    draw_line(title_box, title, TextStyle::title, theme_.text(Tone::ink));
  else
    draw_wrapped({x, box.y0, x + title_room, box.y1}, title, TextStyle::title,
                 theme_.text(Tone::ink));
  node(Role::heading, title, title_box);
  last_node().level = 1;
  x = title_box.x1 + px(12);
  for (const auto& badge : options.badges) {
    const float width = text_width(badge.text, TextStyle::chip) + px(14);
    if (x + width > box.x0 + title_room) break;
    const Box chip{x, title_box.middle_y() - px(9), x + width, title_box.middle_y() + px(9)};
    fill(chip, theme_.soft(badge.tone), 9);
    draw_line(chip, badge.text, TextStyle::chip, theme_.text(badge.tone), Align::center);
    node(Role::paragraph, badge.text, chip);
    x = chip.x1 + px(12);
  }
  if (!subtitle.empty()) {
    const Box rest{x, title_box.y0, box.x0 + title_room, title_box.y1};
    if (rest.width() > px(60))
      draw_line(rest, subtitle, TextStyle::label, theme_.text(Tone::muted));
    node(Role::paragraph, subtitle, rest);
  }
  const float start = below ? box.x0 : std::max(box.x0, box.x1 - actions);
  impl.open_region(start, std::max(box.x1, start + actions),
                   below ? box.y0 + title_height + px(8) : box.y0, key, px(12));
  impl.region.horizontal = true;
  impl.region.row_hint = actions_height;
  return Scope(this);
}

}  // namespace keyplan::ui
