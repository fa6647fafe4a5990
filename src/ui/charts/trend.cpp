#include "ui/charts/trend.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "imgui.h"
#include "ui/charts/data_table.h"

namespace keyplan::ui {
namespace {

struct Plot {
  Box box;
  double low = 0;
  double high = 1;
  float slot = 0;
  float x(std::size_t at) const { return box.x0 + slot * (static_cast<float>(at) + 0.5f); }
  float y(double value) const {
    return std::round(box.y1 - static_cast<float>((value - low) / (high - low)) * box.height());
  }
};

Plot plot_of(std::span<const TrendPoint> points, const Box& box) {
  Plot plot{.box = box, .low = points[0].value, .high = points[0].value};
  for (const TrendPoint& point : points) {
    plot.low = std::min({plot.low, point.value, point.target.value_or(point.value)});
    plot.high = std::max({plot.high, point.value, point.target.value_or(point.value)});
  }
  if (plot.high <= plot.low) {
    const double room = std::max(1.0, std::abs(plot.low)) * 0.1;
    plot.low -= room;
    plot.high += room;
  }
  plot.slot = box.width() / static_cast<float>(points.size());
  return plot;
}

/// Dashes at the height of each target, as wide as the place of its point.
void draw_targets(Ui& ui, const Plot& plot, std::span<const TrendPoint> points) {
  const Color color = ui.theme().chart(2);
  const float dash = ui.px(6);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i].target) continue;
    const float y = plot.y(*points[i].target);
    const float end = plot.x(i) + plot.slot / 2;
    for (float x = plot.x(i) - plot.slot / 2; x < end; x += dash * 1.7f)
      ui.fill({x, y - ui.px(1), std::min(x + dash, end), y + ui.px(1)}, color);
  }
}

/// Every so many points have a label, counted from the last one, so that they do not overlap.
std::size_t labels_every(Ui& ui, const Plot& plot, std::span<const TrendPoint> points) {
  float widest = 1;
  for (const TrendPoint& point : points)
    widest = std::max({widest, ui.text_width(point.shown, TextStyle::small_strong),
                       ui.text_width(point.name, TextStyle::label)});
  const float most = ui.px(120);  // a longer one is cut
  return static_cast<std::size_t>(
      std::max(1.0f, std::ceil((std::min(widest, most) + ui.px(6)) / std::max(1.0f, plot.slot))));
}

void draw_legend(Ui& ui, const Box& box, bool targets) {
  const float line = ui.theme().line_px(TextStyle::label);
  float x = box.x0;
  const auto entry = [&](std::string_view text, Color color) {
    const float middle = box.y0 + line / 2;
    ui.fill({x, middle - ui.px(1), x + ui.px(12), middle + ui.px(1)}, color);
    const float width = ui.text_width(text, TextStyle::label);
    ui.draw_line({x + ui.px(16), box.y0, x + ui.px(17) + width, box.y0 + line}, text,
                 TextStyle::label, ui.theme().text(Tone::muted));
    x += width + ui.px(34);
  };
  entry("Value", ui.theme().solid(Tone::accent));
  if (targets) entry("Target", ui.theme().chart(2));
}

}  // namespace

ChartAnswer trend_chart(Ui& ui, std::string_view name, std::span<const TrendPoint> points,
                        const ChartOptions& options) {
  const Scope own = ui.id(name);
  ChartAnswer answer;
  const Theme& theme = ui.theme();
  const Box box = ui.place_wide(ui.px(options.height));
  auto figure = begin_figure(ui, name, options.summary, box);
  if (points.empty()) return answer;
  const bool targets =
      std::ranges::any_of(points, [](const TrendPoint& point) { return point.target.has_value(); });
  draw_legend(ui, box, targets);

  const float label = theme.line_px(TextStyle::label);
  const float number = theme.line_px(TextStyle::small_strong);
  const Plot plot = plot_of(
      points, {box.x0, box.y0 + label + number + ui.px(18), box.x1, box.y1 - label - ui.px(14)});
  draw_targets(ui, plot, points);
  std::vector<ImVec2> line;
  for (std::size_t i = 0; i < points.size(); ++i)
    line.push_back({plot.x(i), plot.y(points[i].value)});
  const Color color = theme.solid(Tone::accent);
  ui.canvas()->AddPolyline(line.data(), static_cast<int>(line.size()), color, ImDrawFlags_None,
                           ui.px(2));
  ui.fill({box.x0, box.y1 - label - ui.px(7), box.x1, box.y1 - label - ui.px(6)},
          theme.colors().line);
  const std::size_t every = labels_every(ui, plot, points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const TrendPoint& point = points[i];
    const auto id = ui.id(i);
    const ImVec2 at = line[i];
    const float reach = std::min(plot.slot / 2, ui.px(14));
    Item item = ui.pressable(Role::button, point.name,
                             {at.x - reach, at.y - reach, at.x + reach, at.y + reach});
    ui.last_node().value = point.shown;
    if (item.pressed) answer.pressed = i;
    ui.canvas()->AddCircleFilled(at, ui.px(item.hovered ? 5 : 4), color);
    if (point.soft)
      ui.canvas()->AddCircleFilled(at, ui.px(item.hovered ? 3 : 2), theme.colors().surface);
    if (item.focused) ui.focus_ring(item, reach);
    if (options.explain) {
      const auto followed = ui.explain(item, [&] { return options.explain(i); });
      if (followed) answer.followed = ChartAnswer::Followed{i, *followed};
    }
    if ((points.size() - 1 - i) % every == 0) {
      const float half = ui.text_width(point.shown, TextStyle::small_strong) / 2 + ui.px(2);
      const Box place{at.x - half, at.y - number - ui.px(8), at.x + half, at.y - ui.px(8)};
      // The line may run behind it.
      ui.fill(place, with_alpha(theme.colors().surface, 200), 3);
      ui.draw_line(place, point.shown, TextStyle::small_strong, theme.text(Tone::ink),
                   Align::center);
      const float reach_name = plot.slot * static_cast<float>(every) / 2;
      ui.draw_line({at.x - reach_name, box.y1 - label, at.x + reach_name, box.y1}, point.name,
                   TextStyle::label, theme.text(Tone::muted), Align::center);
    }
  }

  DataTable data(ui, name, box, points.size() + 1);
  std::vector<std::string> cells{"Period", "Value"};
  if (targets) cells.emplace_back("Target");
  data.header(cells);
  for (const TrendPoint& point : points) {
    cells = {point.shown};
    if (targets) cells.push_back(point.target ? point.shown_target : "none");
    data.row(point.name, cells);
  }
  return answer;
}

}  // namespace keyplan::ui
