#include "ui/charts/timeline.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/items.h"
#include "ui/charts/timeline_axis.h"
#include "ui/charts/timeline_parts.h"

namespace keyplan::ui {
namespace {

constexpr float row_height = 32, bar_inset = 5, axis_line = 20, grip_width = 7;  // base units
constexpr double fewest_days = 10, most_days = 365 * 80.0;

using Grip = TimelineState::Grip;

class Chart {
 public:
  Chart(Ui& ui, TimelineState& state, std::span<const TimelineLane> lanes,
        std::span<const TimelineBar> bars, std::span<const TimelineLink> links,
        const TimelineOptions& options)
      : ui_(ui),
        state_(state),
        lanes_(lanes),
        bars_(bars),
        links_(links),
        options_(options),
        items_(ui, state.items) {}

  void tools();
  void draw(std::string_view name);
  TimelineAnswer answer;

 private:
  Ui& ui_;
  TimelineState& state_;
  std::span<const TimelineLane> lanes_;
  std::span<const TimelineBar> bars_;
  std::span<const TimelineLink> links_;
  const TimelineOptions& options_;
  Items items_;

  void fit();
  void zoom(double factor, double around);
  std::string words(std::int32_t day) const;
  std::string words(std::int32_t first, std::int32_t last) const;
  std::string described(std::size_t index) const;
  void handle_keys(const TimelineRows& rows);
  void handle_ground(const Box& ground, const TimelineRows& rows);
  void draw_axis(const Box& axis);
  void draw_lane(std::size_t lane, const TimelineRows& rows, const Box& box);
  void draw_bar(std::size_t index, const Box& row);
  void draw_link(const TimelineLink& link, const TimelineRows& rows) const;
  void take_grip(const TimelineBar& bar, const Box& box, const Items::Added& item);
  void draw_dragged(const TimelineBar& bar, const Box& row);
  TimelineAnswer::Moved dragged_to(const TimelineBar& bar) const;
  Box box_of(std::int32_t first, std::int32_t last, const Box& row) const;
  Box row_of(std::size_t index, const TimelineRows& rows) const;

  TimelineScale scale_{};
  float rows_top_ = 0;  // device pixels, moved by scrolling
  float names_left_ = 0;
};

std::string Chart::words(std::int32_t day) const {
  return options_.day_text ? options_.day_text(day) : day_in_words(day);
}

std::string Chart::words(std::int32_t first, std::int32_t last) const {
  return first == last ? words(first) : words(first) + " to " + words(last);
}

// All that the picture shows of a bar, except its dates.
std::string Chart::described(std::size_t index) const {
  const TimelineBar& bar = bars_[index];
  std::string text = bar.word;
  const auto add = [&](std::string_view more) {
    if (!text.empty()) text += ", ";
    text += more;
  };
  if (bar.first == bar.last) add("milestone");
  if (bar.done) add(std::to_string(std::lround(std::clamp(*bar.done, 0.0, 1.0) * 100)) + " % done");
  for (const TimelineLink& link : links_) {
    if (link.to != bar.key) continue;
    const auto from =
        std::ranges::find(bars_, link.from, [](const TimelineBar& other) { return other.key; });
    if (from == bars_.end()) continue;
    add("after " + from->title);
    if (!link.warning.empty()) add(link.warning);
  }
  return text;
}

void Chart::fit() {
  std::int32_t first = INT32_MAX, last = INT32_MIN;
  for (const TimelineBar& bar : bars_) {
    first = std::min(first, bar.first);
    last = std::max(last, bar.last);
  }
  if (bars_.empty()) {
    first = options_.today.value_or(0) - 30;
    last = first + 365;
  }
  if (options_.today && !bars_.empty() && last - first > 30) {
    first = std::min(first, *options_.today);
    last = std::max(last, *options_.today);
  }
  const double days = last - first + 1;
  // Room for the words behind the last bar.
  state_.days_shown = std::clamp(days * 1.22 + 4, fewest_days * 3, most_days);
  state_.left_day = first - days * 0.03 - 1;
}

void Chart::zoom(double factor, double around) {
  const double days = std::clamp(state_.days_shown / factor, fewest_days, most_days);
  state_.left_day = around - (around - state_.left_day) * days / state_.days_shown;
  state_.days_shown = days;
  ui_.request_frames();
}

void Chart::tools() {
  if (state_.days_shown <= 0) fit();
  const Scope row = ui_.row({.align = Align::right, .gap = 4});
  const double middle = state_.left_day + state_.days_shown / 2;
  constexpr ButtonOptions small{.small = true};
  if (ui_.button("Earlier", small)) state_.left_day -= state_.days_shown / 3;
  if (options_.today && ui_.button("Today", small))
    state_.left_day = *options_.today - state_.days_shown / 3;
  if (ui_.button("Later", small)) state_.left_day += state_.days_shown / 3;
  if (ui_.button("Zoom in", small)) zoom(1.6, middle);
  if (ui_.button("Zoom out", small)) zoom(1 / 1.6, middle);
  if (ui_.button("Show all", small)) fit();
}

Box Chart::box_of(std::int32_t first, std::int32_t last, const Box& row) const {
  const float inset = ui_.px(bar_inset);
  if (first == last) {
    const float middle = scale_.x_of(first + 0.5), half = (row.height() - 2 * inset) / 2;
    return {middle - half, row.y0 + inset, middle + half, row.y1 - inset};
  }
  const float x0 = std::round(scale_.x_of(first));
  return {x0, row.y0 + inset, std::max(x0 + ui_.px(4), std::round(scale_.x_of(last + 1.0))),
          row.y1 - inset};
}

Box Chart::row_of(std::size_t index, const TimelineRows& rows) const {
  const float y = rows_top_ + ui_.px(row_height) * (rows.lane_top[bars_[index].lane] +
                                                    static_cast<float>(rows.row[index]));
  return {scale_.plot.x0, y, scale_.plot.x1, y + ui_.px(row_height)};
}

void Chart::handle_keys(const TimelineRows& rows) {
  const auto current = items_.current() ? rows.find(*items_.current()) : std::nullopt;
  const bool exists = current && bars_[*current].lane < lanes_.size();
  items_.keep(exists,
              rows.order.empty() ? std::nullopt : std::optional(bars_[rows.order.front()].key));
  if (!exists) return;
  const ItemKeys keys = items_.keys();
  const TimelineBar& bar = bars_[*current];
  const auto place = static_cast<std::int64_t>(rows.place_of(*current));
  const auto last = static_cast<std::int64_t>(rows.order.size()) - 1;
  std::int64_t wanted = place + keys.down + keys.pages * 10;
  if (keys.home) wanted = 0;
  if (keys.end) wanted = last;
  wanted = std::clamp<std::int64_t>(wanted, 0, last);
  if (wanted != place) {
    const TimelineBar& next = bars_[rows.order[static_cast<std::size_t>(wanted)]];
    items_.go_to(next.key);
    const double right = state_.left_day + state_.days_shown;
    if (next.last + 1 > right || next.first < state_.left_day)
      state_.left_day = next.first - state_.days_shown * 0.1;
  }
  if (keys.closer != 0) zoom(keys.closer > 0 ? 1.6 : 1 / 1.6, (bar.first + bar.last + 1) / 2.0);
  if (keys.right == 0 || !bar.movable) return;
  const std::int32_t days = keys.right * (keys.shift ? 7 : 1);
  TimelineAnswer::Moved moved{bar.key, bar.first, bar.last + days};
  if (keys.ctrl)
    moved.last = std::max(moved.last, bar.first);
  else
    moved.first += days;
  if (moved.first != bar.first || moved.last != bar.last) {
    answer.moved = moved;
    ui_.announce(bar.title + ": " + words(moved.first, moved.last));
  }
}

// Free ground: pans, zooms, adds.
void Chart::handle_ground(const Box& ground, const TimelineRows& rows) {
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID("##ground");
  bool hovered = false, held = false;
  ImGui::ItemAdd(to_rect(ground), id, nullptr,
                 static_cast<ImGuiItemFlags>(ImGuiItemFlags_AllowOverlap) | ImGuiItemFlags_NoNav |
                     ImGuiItemFlags_NoTabStop);
  ImGui::ButtonBehavior(to_rect(ground), id, &hovered, &held,
                        ImGuiButtonFlags_AllowOverlap | ImGuiButtonFlags_NoNavFocus);
  const ImGuiIO& io = ImGui::GetIO();
  if (held && io.MouseDelta.x != 0) {
    state_.left_day -= static_cast<double>(io.MouseDelta.x) / scale_.px_per_day;
    ui_.request_frames();
  }
  if (ImGui::IsWindowHovered() &&
      ImGui::IsMouseHoveringRect({ground.x0, ground.y0}, {ground.x1, ground.y1})) {
    const float across = io.MouseWheelH != 0 ? io.MouseWheelH : io.KeyShift ? io.MouseWheel : 0;
    if (io.KeyAlt && io.MouseWheel != 0)
      zoom(std::pow(1.25, static_cast<double>(io.MouseWheel)), scale_.day_at(io.MousePos.x));
    else if (across != 0) {
      state_.left_day -= static_cast<double>(across) * state_.days_shown / 12;
      ui_.request_frames();
    }
  }
  if (!hovered || options_.add_word.empty() || !ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))
    return;
  const float row = (io.MousePos.y - rows_top_) / ui_.px(row_height);
  const auto below = std::ranges::upper_bound(rows.lane_top, row);
  const auto lane = below - rows.lane_top.begin() - 1;
  if (lane >= 0 && static_cast<std::size_t>(lane) < lanes_.size())
    answer.added = {static_cast<std::size_t>(lane),
                    static_cast<std::int32_t>(std::floor(scale_.day_at(io.MousePos.x)))};
}

void Chart::draw_axis(const Box& axis) {
  const Theme& theme = ui_.theme();
  const double base_per_day = scale_.px_per_day / static_cast<double>(theme.scale());
  const TimeUnit unit = unit_that_fits(base_per_day);
  const auto from = static_cast<std::int32_t>(std::floor(state_.left_day));
  const auto to = static_cast<std::int32_t>(std::ceil(state_.left_day + state_.days_shown));
  const float line = ui_.px(axis_line);
  const auto labels = [&](const std::vector<TimeTick>& ticks, float y, TextStyle style, bool down) {
    // Of years that stand too close only some have their number.
    float next_free = axis.x0;
    for (std::size_t i = 0; i < ticks.size(); ++i) {
      const float x = scale_.x_of(ticks[i].day);
      const float end = i + 1 < ticks.size() ? scale_.x_of(ticks[i + 1].day) : axis.x1;
      if (x >= axis.x0 && down)
        ui_.fill({x, axis.y1, x + ui_.px(1), scale_.plot.y1}, theme.colors().inner_line);
      if (x >= axis.x0) ui_.fill({x, y + ui_.px(4), x + ui_.px(1), y + line}, theme.colors().line);
      const float width = ui_.text_width(ticks[i].label, style);
      const float start = std::max(x + ui_.px(4), axis.x0);
      const bool own_room = start + width <= std::min(end, axis.x1);
      if (start >= next_free &&
          (own_room || (x >= axis.x0 && unit == TimeUnit::year && start + width <= axis.x1))) {
        ui_.draw_line({start, y, start + width + 1, y + line}, ticks[i].label, style,
                      theme.text(Tone::muted));
        next_free = start + width + ui_.px(6);
      }
    }
  };
  labels(ticks_above(unit, from, to), axis.y0, TextStyle::chip, false);
  labels(ticks_of(unit, from, to), axis.y0 + line, TextStyle::label, true);

  std::vector<Box> taken;  // by names of lines
  const auto mark = [&](std::int32_t day, std::string_view name, Tone tone) {
    const float x = scale_.x_of(day);
    if (x < axis.x0 || x > axis.x1) return;
    const Color color =
        tone == Tone::muted ? with_alpha(theme.solid(tone), 110) : theme.solid(tone);
    ui_.fill({x, axis.y0 + 2 * line, x + ui_.px(1), scale_.plot.y1}, color);
    const float width = ui_.text_width(name, TextStyle::chip);
    const Box box{x + ui_.px(4), axis.y0 + 2 * line, x + ui_.px(5) + width, axis.y0 + 3 * line};
    ui_.node(Role::paragraph, std::string(name) + ", " + words(day), box);
    const bool covered = std::ranges::any_of(
        taken, [&](const Box& other) { return box.x0 < other.x1 && box.x1 > other.x0; });
    if (covered || box.x1 > axis.x1) return;
    ui_.draw_line(box, name, TextStyle::chip, theme.text(tone));
    taken.push_back(box);
  };
  if (options_.today) mark(*options_.today, "Today", Tone::accent);
  for (const TimelineMark& one : options_.marks) mark(one.day, one.name, Tone::muted);
  ui_.fill({names_left_, axis.y1 - ui_.px(1), axis.x1, axis.y1}, theme.colors().line);
}

TimelineAnswer::Moved Chart::dragged_to(const TimelineBar& bar) const {
  const double passed = scale_.day_at(items_.mouse_x()) - state_.grip_day;
  const auto days = static_cast<std::int32_t>(std::lround(std::clamp(passed, -40000.0, 40000.0)));
  TimelineAnswer::Moved moved{bar.key, bar.first, bar.last};
  if (state_.grip != Grip::last) moved.first += days;
  if (state_.grip != Grip::first) moved.last += days;
  if (state_.grip == Grip::first) moved.first = std::min(moved.first, bar.last);
  if (state_.grip == Grip::last) moved.last = std::max(moved.last, bar.first);
  return moved;
}

void Chart::take_grip(const TimelineBar& bar, const Box& box, const Items::Added& item) {
  const float grip = std::min(ui_.px(grip_width), box.width() / 4);
  const auto at = [&](float x) {
    if (bar.first == bar.last) return Grip::whole;
    return x < box.x0 + grip ? Grip::first : x > box.x1 - grip ? Grip::last : Grip::whole;
  };
  if (item.hovered && bar.movable && at(items_.mouse_x()) != Grip::whole)
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (!item.drag_started) return;
  state_.grip = at(state_.items.from_x);
  state_.grip_day = scale_.day_at(state_.items.from_x);
}

void Chart::draw_dragged(const TimelineBar& bar, const Box& row) {
  const TimelineAnswer::Moved to = dragged_to(bar);
  const Box box = box_of(to.first, to.last, row);
  const std::string text = words(to.first, to.last);
  ui_.outline(box.inset(-ui_.px(2), -ui_.px(2)), ui_.theme().solid(Tone::accent), 4, 2);
  ui_.tooltip({.id = state_.items.dragged_id, .box = box, .focused = true}, text);
}

void Chart::draw_bar(std::size_t index, const Box& row) {
  const TimelineBar& bar = bars_[index];
  const Box box = box_of(bar.first, bar.last, row);
  const bool in_sight = box.x1 + ui_.px(240) > scale_.plot.x0 && box.x0 < scale_.plot.x1 &&
                        row.y1 > scale_.plot.y0 && row.y0 < scale_.plot.y1;
  if (!in_sight && !items_.always_drawn(bar.key)) return;
  const Items::Added item = items_.add(Role::button, bar.key, bar.title, box, bar.movable);
  Node& own = ui_.last_node();
  own.value = words(bar.first, bar.last);
  own.description = described(index);
  const std::string told =
      bar.title + ": " + own.value + (own.description.empty() ? "" : ", " + own.description);
  draw_timeline_bar(ui_, bar, box, item.hovered);
  draw_timeline_title(ui_, bar, box, scale_.plot);
  ui_.focus_ring(item, 4);
  if (item.pressed) answer.pressed = bar.key;
  if (item.opened) answer.opened = bar.key;
  take_grip(bar, box, item);
  if (items_.dragged() == bar.key)
    draw_dragged(bar, row);
  else
    ui_.tooltip(item, told);
  if (items_.dropped() == bar.key) {
    const TimelineAnswer::Moved to = dragged_to(bar);
    if (to.first != bar.first || to.last != bar.last) answer.moved = to;
  }
}

void Chart::draw_link(const TimelineLink& link, const TimelineRows& rows) const {
  const auto a = rows.find(link.from), b = rows.find(link.to);
  if (!a || !b || bars_[*a].lane >= lanes_.size() || bars_[*b].lane >= lanes_.size()) return;
  const Box from_row = row_of(*a, rows), to_row = row_of(*b, rows);
  const Box& view = scale_.plot;
  if (std::max(from_row.y1, to_row.y1) < view.y0 || std::min(from_row.y0, to_row.y0) > view.y1)
    return;
  const Box from = box_of(bars_[*a].first, bars_[*a].last, from_row);
  const Box to = box_of(bars_[*b].first, bars_[*b].last, to_row);
  if (std::max(from.x1, to.x0) < view.x0 || std::min(from.x1, to.x0) > view.x1) return;
  draw_timeline_link(ui_, from, to, to_row.y1 > from_row.y1 ? from_row.y1 : from_row.y0,
                     link.warning);
}

void Chart::draw_lane(std::size_t lane, const TimelineRows& rows, const Box& box) {
  const Theme& theme = ui_.theme();
  const Scope own = ui_.id(lane);
  const NodeId group = ui_.node(Role::group, lanes_[lane].name, box, "##lane");
  ui_.last_node().description = lanes_[lane].note;
  auto within = ui_.inside(group);
  const float name_right = scale_.plot.x0 - ui_.px(8);
  Box name{box.x0, box.y0, name_right, box.y0 + ui_.px(row_height)};
  if (!options_.add_word.empty()) {
    const Box add{name.x1 - ui_.px(22), name.y0 + ui_.px(4), name.x1, name.y0 + ui_.px(28)};
    // One tab stop: that of the lane one is in.
    const auto bar = items_.current() ? rows.find(*items_.current()) : std::nullopt;
    const bool tab_stop = bar ? bars_[*bar].lane == lane : lane == 0;
    ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !tab_stop);
    const Item item = ui_.pressable(Role::button, "##add", add, true,
                                    std::string(options_.add_word) + " to " + lanes_[lane].name);
    ImGui::PopItemFlag();
    if (item.hovered) ui_.fill(add, theme.colors().hover, 4);
    ui_.draw_line(add, "+", TextStyle::strong, theme.text(Tone::muted), Align::center);
    ui_.focus_ring(item, 4, 0);
    ui_.tooltip(item, options_.add_word);
    const double middle = state_.left_day + state_.days_shown / 2;
    if (item.pressed)
      answer.added = {lane, options_.today.value_or(static_cast<std::int32_t>(middle))};
    name.x1 = add.x0 - ui_.px(4);
  }
  ui_.draw_line(name, lanes_[lane].name, TextStyle::small, theme.text(Tone::ink));
  if (rows.lane_rows(lane) > 1)
    ui_.draw_line({name.x0, name.y1 - ui_.px(8), name_right, name.y1 + ui_.px(12)},
                  lanes_[lane].note, TextStyle::label, theme.text(Tone::muted));
  ui_.fill({box.x0, box.y1 - ui_.px(1), box.x1, box.y1}, theme.colors().inner_line);
  ImGui::PushClipRect({scale_.plot.x0, scale_.plot.y0}, {scale_.plot.x1, scale_.plot.y1}, true);
  for (std::uint32_t i = rows.lane_begin[lane]; i < rows.lane_begin[lane + 1]; ++i)
    draw_bar(rows.order[i], row_of(rows.order[i], rows));
  ImGui::PopClipRect();
}

void Chart::draw(std::string_view name) {
  const float total = ui_.available();
  const float names = std::min(ui_.px(options_.lane_width), std::round(total * 0.34f));
  const double width = std::max(1.0f, total - names - ImGui::GetStyle().ScrollbarSize);
  const double px_per_day = width / state_.days_shown;
  const TimelineRows rows(lanes_, bars_, px_per_day / static_cast<double>(ui_.theme().scale()));
  const bool marked = options_.today || !options_.marks.empty();
  const float axis_height = ui_.px(axis_line) * (marked ? 3 : 2);
  const float content = ui_.px(row_height) * (lanes_.empty() ? 3 : rows.lane_top.back());
  const float body =
      ui_.height_shown(content, std::max(ui_.px(100), ui_.px(options_.height) - axis_height));
  const Box box = ui_.place_wide(axis_height + body);
  std::string summary(options_.summary);
  if (summary.empty())
    summary = std::to_string(bars_.size()) + " in " + std::to_string(lanes_.size()) + " rows.";
  auto figure = begin_chart(ui_, name, summary, box);
  names_left_ = box.x0;
  handle_keys(rows);
  scale_ = {.plot = {box.x0 + names, box.y0 + axis_height,
                     box.x0 + names + static_cast<float>(width), box.y1},
            .left_day = state_.left_day,
            .px_per_day = width / state_.days_shown};
  draw_axis({scale_.plot.x0, box.y0, scale_.plot.x1, box.y0 + axis_height});
  if (lanes_.empty()) {
    const Box all{box.x0, scale_.plot.y0, box.x1, box.y1};
    ui_.draw_line(all, options_.empty, TextStyle::small, ui_.theme().text(Tone::muted),
                  Align::center);
    ui_.node(Role::paragraph, options_.empty, all);
    return;
  }
  ScrollArea area(ui_, "##rows", {box.x0, scale_.plot.y0, box.x1, box.y1}, 0, content);
  rows_top_ = area.top();
  if (items_.current() && items_.wants_reveal(*items_.current())) {
    if (const auto bar = rows.find(*items_.current())) area.reveal(row_of(*bar, rows));
  }
  if (items_.dragged()) area.scroll_near_edges(-1, items_.mouse_y());
  handle_ground(scale_.plot, rows);
  ImGui::PushClipRect({scale_.plot.x0, scale_.plot.y0}, {scale_.plot.x1, scale_.plot.y1}, true);
  for (const TimelineLink& link : links_) draw_link(link, rows);
  ImGui::PopClipRect();
  const float row = ui_.px(row_height);
  const auto lane_box = [&](std::size_t lane) {
    return Box{box.x0, rows_top_ + row * rows.lane_top[lane], scale_.plot.x1,
               rows_top_ + row * rows.lane_top[lane + 1]};
  };
  const auto kept = [&](std::optional<ItemKey> key) {
    const auto bar = key ? rows.find(*key) : std::nullopt;
    return bar && bars_[*bar].lane < lanes_.size() ? std::optional(bars_[*bar].lane) : std::nullopt;
  };
  const auto current = kept(items_.current()), dragged = kept(items_.dragged());
  const float seen_from = (area.view().y0 - rows_top_) / row;
  const float seen_to = (area.view().y1 - rows_top_) / row;
  const auto first = static_cast<std::size_t>(std::max<std::ptrdiff_t>(
      0, std::ranges::upper_bound(rows.lane_top, seen_from) - rows.lane_top.begin() - 1));
  std::size_t last = first;
  while (last < lanes_.size() && rows.lane_top[last] < seen_to) ++last;
  const auto outside = [&](std::optional<std::size_t> lane) {
    return lane && (*lane < first || *lane >= last);
  };
  if (outside(current) && *current < first) draw_lane(*current, rows, lane_box(*current));
  if (outside(dragged) && *dragged < first && dragged != current)
    draw_lane(*dragged, rows, lane_box(*dragged));
  for (std::size_t lane = first; lane < last; ++lane) draw_lane(lane, rows, lane_box(lane));
  if (outside(current) && *current >= last) draw_lane(*current, rows, lane_box(*current));
  if (outside(dragged) && *dragged >= last && dragged != current)
    draw_lane(*dragged, rows, lane_box(*dragged));
}

}  // namespace

TimelineAnswer timeline(Ui& ui, std::string_view name, TimelineState& state,
                        std::span<const TimelineLane> lanes, std::span<const TimelineBar> bars,
                        std::span<const TimelineLink> links, const TimelineOptions& options) {
  const Scope own = ui.id(name);
  Chart chart{ui, state, lanes, bars, links, options};
  chart.tools();
  chart.draw(name);
  return chart.answer;
}

}  // namespace keyplan::ui
