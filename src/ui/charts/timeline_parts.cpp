#include "ui/charts/timeline_parts.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "core/sorting/sort.h"
#include "ui/charts/items.h"

namespace keyplan::ui {
namespace {

// How far a bar and the words beside it reach, in days. Letters are only counted: measuring
// thousands of titles would take longer than drawing those in sight.
double end_with_words(const TimelineBar& bar, double base_per_day) {
  constexpr double letter = 6.6, most = 240, gap = 24;  // base units
  const double words =
      std::min(most, letter * static_cast<double>(bar.title.size() + bar.word.size())) + gap;
  const double width = (bar.last - bar.first + 1) * base_per_day;
  return bar.last + 1 + (words > width || bar.first == bar.last ? words / base_per_day : 0);
}

// The day on which each row of a lane ends. A tree of minima, so that a lane of thousands finds the
// first free row without asking all of them.
class LaneEnds {
 public:
  void clear() {
    rows_ = 0;
    std::ranges::fill(least_, none);
  }
  std::size_t size() const { return rows_; }
  // The first row that ends by that day, or a new one.
  std::size_t first_free(double day) const {
    if (leaves_ == 0 || least_[1] > day) return rows_;
    std::size_t node = 1;
    while (node < leaves_) node = 2 * node + (least_[2 * node] > day ? 1 : 0);
    return node - leaves_;
  }
  void take(std::size_t row, double end) {
    if (row == rows_ && ++rows_ > leaves_) grow();
    std::size_t node = leaves_ + row;
    least_[node] = end;
    while (node > 1) {
      node /= 2;
      least_[node] = std::min(least_[2 * node], least_[2 * node + 1]);
    }
  }

 private:
  static constexpr double none = std::numeric_limits<double>::infinity();
  void grow() {
    const std::vector<double> before = std::move(least_);
    const std::size_t had = leaves_;
    leaves_ = std::max<std::size_t>(16, 2 * had);
    least_.assign(2 * leaves_, none);
    std::copy_n(before.begin() + static_cast<std::ptrdiff_t>(had), had,
                least_.begin() + static_cast<std::ptrdiff_t>(leaves_));
    for (std::size_t node = leaves_ - 1; node > 0; --node)
      least_[node] = std::min(least_[2 * node], least_[2 * node + 1]);
  }

  std::size_t rows_ = 0, leaves_ = 0;
  std::vector<double> least_;  // the root is at 1; a leaf for each row
};

}  // namespace

TimelineRows::TimelineRows(std::span<const TimelineLane> lanes, std::span<const TimelineBar> bars,
                           double base_per_day) {
  order.reserve(bars.size());
  by_key_.reserve(bars.size());
  for (std::uint32_t i = 0; i < bars.size(); ++i) {
    if (bars[i].lane < lanes.size()) order.push_back(i);
    by_key_.emplace_back(bars[i].key, i);
  }
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    const TimelineBar &one = bars[a], &other = bars[b];
    return std::tie(one.lane, one.first, one.last, a) <
           std::tie(other.lane, other.first, other.last, b);
  };
  if (!std::ranges::is_sorted(order, before)) keyplan::sort(order, before);
  if (!std::ranges::is_sorted(by_key_)) keyplan::sort(by_key_);

  row.assign(bars.size(), 0);
  place_.assign(bars.size(), 0);
  lane_begin.reserve(lanes.size() + 1);
  lane_top.reserve(lanes.size() + 1);
  float top = 0;
  LaneEnds ends;
  std::size_t at = 0;
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    lane_begin.push_back(static_cast<std::uint32_t>(at));
    lane_top.push_back(top);
    ends.clear();
    for (; at < order.size() && bars[order[at]].lane == lane; ++at) {
      const TimelineBar& bar = bars[order[at]];
      place_[order[at]] = static_cast<std::uint32_t>(at);
      const std::size_t free = ends.first_free(bar.first);
      ends.take(free, end_with_words(bar, base_per_day));
      row[order[at]] = static_cast<std::uint16_t>(std::min<std::size_t>(free, UINT16_MAX));
    }
    top += static_cast<float>(std::max<std::size_t>(1, ends.size()));
  }
  lane_begin.push_back(static_cast<std::uint32_t>(at));
  lane_top.push_back(top);
}

std::optional<std::size_t> TimelineRows::find(ItemKey key) const {
  const auto found =
      std::ranges::lower_bound(by_key_, key, {}, [](auto& pair) { return pair.first; });
  if (found == by_key_.end() || found->first != key) return std::nullopt;
  return found->second;
}

void draw_timeline_bar(Ui& ui, const TimelineBar& bar, const Box& box, bool hovered) {
  const Theme& theme = ui.theme();
  if (bar.first == bar.last) {
    const float d = box.height() * 0.36f, x = box.middle_x(), y = box.middle_y();
    const ImVec2 points[] = {{x - d, y}, {x, y - d}, {x + d, y}, {x, y + d}};
    ui.canvas()->AddConvexPolyFilled(points, 4, theme.solid(bar.tone));
    if (hovered)
      ui.canvas()->AddPolyline(points, 4, theme.text(Tone::ink), ImDrawFlags_Closed, ui.px(1));
    return;
  }
  ui.fill(box, theme.soft(bar.tone), 4);
  if (bar.done) {
    const float part = static_cast<float>(std::clamp(*bar.done, 0.0, 1.0));
    ui.fill({box.x0, box.y1 - ui.px(4), box.x0 + box.width() * part, box.y1}, theme.solid(bar.tone),
            2);
  }
  ui.outline(box, hovered ? theme.text(Tone::ink) : theme.solid(bar.tone), 4);
}

// Inside the bar where it fits, otherwise behind it, or before it at the right edge.
void draw_timeline_title(Ui& ui, const TimelineBar& bar, const Box& box, const Box& plot) {
  const Theme& theme = ui.theme();
  const float title = ui.text_width(bar.title, TextStyle::small);
  const float word = bar.word.empty() ? 0 : ui.text_width(bar.word, TextStyle::chip) + ui.px(8);
  const bool milestone = bar.first == bar.last;
  Box place = box.inset(ui.px(7), 0);
  // What begins left of the edge has its title at the edge.
  if (!milestone) place.x0 = std::max(place.x0, plot.x0 + ui.px(7));
  const bool inside = !milestone && (place.width() >= title + word || place.width() >= ui.px(240));
  if (!inside) {
    const float room = std::min(title + word, ui.px(240)) + 1;
    if (box.x1 + room > plot.x1 && box.x0 - room - ui.px(6) > plot.x0)
      place = {box.x0 - room - ui.px(4), box.y0, box.x0 - ui.px(4), box.y1};
    else
      place = {box.x1 + ui.px(4), box.y0, std::min(plot.x1, box.x1 + ui.px(4) + room), box.y1};
  }
  const float shown = std::max(0.0f, std::min(title, place.width() - word));
  if (!inside)  // arrows and lines pass behind the words
    ui.fill(
        {place.x0 - ui.px(1), place.y0 + ui.px(3), place.x0 + shown + word, place.y1 - ui.px(3)},
        with_alpha(theme.colors().surface, 225), 2);
  ui.draw_line({place.x0, place.y0, place.x0 + shown + 1, place.y1}, bar.title, TextStyle::small,
               theme.text(Tone::ink));
  if (word > 0)
    ui.draw_line({place.x0 + shown + ui.px(8), place.y0, place.x0 + shown + word + 1, place.y1},
                 bar.word, TextStyle::chip, theme.text(bar.tone));
}

void draw_timeline_link(Ui& ui, const Box& from, const Box& to, float between,
                        std::string_view warning) {
  const float y0 = from.middle_y(), y1 = to.middle_y();
  const float out = ui.px(8);
  const bool broken = !warning.empty();
  const Tone tone = broken ? Tone::warning : Tone::muted;
  const Color color = broken ? ui.theme().solid(tone) : with_alpha(ui.theme().solid(tone), 170);
  std::vector<ImVec2> points = {{from.x1, y0}};
  if (to.x0 >= from.x1 + 2 * out) {
    points.push_back({to.x0 - out, y0});
  } else {  // back under its own row
    points.push_back({from.x1 + out, y0});
    points.push_back({from.x1 + out, between});
    points.push_back({to.x0 - out, between});
  }
  points.push_back({to.x0 - out, y1});
  points.push_back({to.x0 - ui.px(2), y1});
  ui.canvas()->AddPolyline(points.data(), static_cast<int>(points.size()), color, ImDrawFlags_None,
                           ui.px(1.5f));
  const float head = ui.px(4);
  ui.canvas()->AddTriangleFilled({to.x0 - head - ui.px(1), y1 - head},
                                 {to.x0 - head - ui.px(1), y1 + head}, {to.x0, y1}, color);
  if (!broken) return;
  const float width = ui.text_width(warning, TextStyle::chip);
  const Box word{to.x0 - out - width - ui.px(8), y1 - ui.px(8), to.x0 - out - ui.px(2),
                 y1 + ui.px(8)};
  ui.fill(word, ui.theme().soft(tone), 4);
  ui.draw_line(word, warning, TextStyle::chip, ui.theme().text(tone), Align::center);
}

}  // namespace keyplan::ui
