#include "ui/charts/charts.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "imgui.h"
#include "ui/charts/data_table.h"

namespace keyplan::ui {
namespace {

// One pressable bar. Its box is at least 16 base units high, so that small values can be hit.
Item bar_item(Ui& ui, std::string_view name, std::string_view shown, const Box& box,
              std::size_t index, const ChartOptions& options, ChartAnswer& answer) {
  auto own = ui.id(index);
  Box target = box;
  const float least = ui.px(16);
  if (target.height() < least) {
    target.y0 = box.middle_y() - least / 2;
    target.y1 = target.y0 + least;
  }
  Item item = ui.pressable(Role::button, name, target);
  ui.last_node().value = shown;
  if (item.pressed) answer.pressed = index;
  if (item.hovered) ui.fill(box, with_alpha(ui.theme().text(Tone::ink), 30), 3);
  if (item.focused) {
    item.box = box;
    ui.focus_ring(item, 3);
  }
  if (options.explain) {
    const auto followed = ui.explain(item, [&] { return options.explain(index); });
    if (followed) answer.followed = ChartAnswer::Followed{index, *followed};
  } else {
    ui.tooltip(item, std::string(name) + ": " + std::string(shown));
  }
  return item;
}

Color walk_color(const Theme& theme, WalkKind kind) {
  switch (kind) {
    case WalkKind::start:
      return theme.chart(5);
    case WalkKind::total:
      return theme.text(Tone::ink);
    case WalkKind::goal:
      return with_alpha(theme.chart(5), 170);
    case WalkKind::loss:
      return theme.solid(Tone::negative);
    case WalkKind::price:
      return theme.chart(1);
    case WalkKind::growth:
      return theme.chart(0);
    case WalkKind::fresh:
      return theme.chart(3);
    case WalkKind::gap:
      return theme.chart(2);
  }
  return theme.chart(0);
}

bool from_zero(WalkKind kind) {
  return kind == WalkKind::start || kind == WalkKind::total || kind == WalkKind::goal;
}

// Two short slanted lines across the foot of a bar that does not start at zero.
void draw_cut(Ui& ui, const Box& bar) {
  const float slant = ui.px(4), gap = ui.px(4), thick = ui.px(2);
  const float y = bar.y1 - ui.px(12);
  const Color paper = ui.theme().colors().surface;
  for (const float dy : {0.0f, gap})
    ui.canvas()->AddLine({bar.x0 - ui.px(2), y + dy + slant}, {bar.x1 + ui.px(2), y + dy - slant},
                         paper, thick);
}

}  // namespace

ChartAnswer walk_chart(Ui& ui, std::string_view name, std::span<const WalkBar> bars,
                       const ChartOptions& options) {
  const Scope own = ui.id(name);  // bars of two charts may have the same names
  ChartAnswer answer;
  const Theme& theme = ui.theme();
  const Box box = ui.place_wide(ui.px(options.height));
  auto figure = begin_figure(ui, name, options.summary, box);
  if (bars.empty()) return answer;

  struct Span {
    double from, to;
  };
  std::vector<Span> spans;
  double level = 0;
  for (const WalkBar& bar : bars) {
    if (from_zero(bar.kind)) {
      spans.push_back({0, bar.value});
      level = bar.value;
    } else {
      spans.push_back({level, level + bar.value});
      level += bar.value;
    }
  }
  double top = 0, bottom = 0, lowest_end = 1e300;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    top = std::max({top, spans[i].from, spans[i].to});
    bottom = std::min({bottom, spans[i].from, spans[i].to});
    lowest_end = std::min(
        lowest_end, from_zero(bars[i].kind) ? spans[i].to : std::min(spans[i].from, spans[i].to));
  }
  // Steps that would be too small to see are given room by cutting the axis, and the cut is drawn.
  double cut = 0;
  if (bottom >= 0 && lowest_end > 0.7 * top) cut = lowest_end - (top - lowest_end) * 0.8;
  cut = std::max(cut, 0.0);
  if (top <= bottom) top = bottom + 1;

  const float slot_room = box.width() / static_cast<float>(bars.size()) - ui.px(4);
  float name_height = theme.line_px(TextStyle::label);
  for (const WalkBar& bar : bars)
    name_height = std::max(name_height, ui.text_height(bar.name, TextStyle::label, slot_room));
  name_height += ui.px(8);
  const float label_height = theme.line_px(TextStyle::small_strong);
  const Box plot{box.x0, box.y0 + label_height + ui.px(4), box.x1, box.y1 - name_height};
  const double low = cut > 0 ? cut : bottom;
  const auto y_of = [&](double value) {
    return plot.y1 - static_cast<float>((std::max(value, low) - low) / (top - low)) * plot.height();
  };
  const float slot = plot.width() / static_cast<float>(bars.size());
  const float width = std::min(slot * 0.72f, ui.px(120));
  std::vector<std::string> cell(1);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const WalkBar& bar = bars[i];
    const float middle = plot.x0 + slot * (static_cast<float>(i) + 0.5f);
    const float ya = y_of(spans[i].from), yb = y_of(spans[i].to);
    Box shape{std::round(middle - width / 2), std::round(std::min(ya, yb)),
              std::round(middle + width / 2), std::round(std::max(ya, yb))};
    if (shape.height() < ui.px(2)) shape.y1 = shape.y0 + ui.px(2);
    ui.fill(shape, walk_color(theme, bar.kind), 3);
    if (cut > 0 && from_zero(bar.kind)) draw_cut(ui, shape);
    bar_item(ui, bar.name, bar.shown, shape, i, options, answer);
    ui.draw_line({middle - slot / 2, shape.y0 - label_height - ui.px(2), middle + slot / 2,
                  shape.y0 - ui.px(2)},
                 bar.shown, TextStyle::small_strong, theme.text(Tone::ink), Align::center);
    ui.draw_wrapped({middle - slot / 2 + ui.px(2), box.y1 - name_height + ui.px(8),
                     middle + slot / 2 - ui.px(2), box.y1},
                    bar.name, TextStyle::label, theme.text(Tone::muted), Align::center);
    if (i + 1 < bars.size()) {  // the level carried on to the next bar
      const float y = std::round(yb);
      const float next = plot.x0 + slot * (static_cast<float>(i) + 1.5f) - width / 2;
      ui.canvas()->AddLine({shape.x1, y}, {next, y}, theme.colors().line, ui.px(1));
    }
  }
  DataTable data(ui, name, box, bars.size());
  for (const WalkBar& bar : bars) {
    cell[0] = bar.shown;
    data.row(bar.name, cell);
  }
  return answer;
}

void sparkline(Ui& ui, std::string_view name, std::span<const double> values, float width) {
  const Box box = ui.place(ui.px(width), ui.px(20));
  ui.node(Role::img, name, box);
  std::string described;
  for (const double value : values) {
    char digits[32];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 2).ptr;
    described += (described.empty() ? "" : ", ") + std::string(digits, end);
  }
  ui.last_node().description = described;
  if (values.empty()) return;
  const auto [low, high] = std::ranges::minmax(values);
  const double range = high - low;
  std::vector<ImVec2> points;
  const Box inner = box.inset(ui.px(1), ui.px(4));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float x = values.size() == 1 ? inner.middle_x()
                                       : inner.x0 + inner.width() * static_cast<float>(i) /
                                                        static_cast<float>(values.size() - 1);
    const double part = range > 0 ? (values[i] - low) / range : 0.5;
    points.push_back({x, inner.y1 - static_cast<float>(part) * inner.height()});
  }
  const Color color = ui.theme().solid(Tone::accent);
  if (points.size() == 1)
    ui.canvas()->AddCircleFilled(points[0], ui.px(2), color);
  else
    ui.canvas()->AddPolyline(points.data(), static_cast<int>(points.size()), color,
                             ImDrawFlags_None, ui.px(1.5f));
}

ChartAnswer bar_list(Ui& ui, std::string_view name, std::span<const BarRow> rows,
                     const ChartOptions& options) {
  const Scope own = ui.id(name);  // bars of two charts may have the same names
  ChartAnswer answer;
  const Theme& theme = ui.theme();
  const float line = ui.px(30);
  const Box box = ui.place_wide(line * static_cast<float>(rows.size()));
  auto figure = begin_figure(ui, name, options.summary, box);
  double high = 0, low = 0;
  float names = 0, numbers = 0;
  for (const BarRow& row : rows) {
    high = std::max(high, row.value);
    low = std::min(low, row.value);
    names = std::max(names, ui.text_width(row.name, TextStyle::small));
    numbers = std::max(numbers, ui.text_width(row.shown, TextStyle::small_strong));
  }
  if (high <= low) high = low + 1;
  names = std::min(names, box.width() * 0.4f);
  const Box plot{box.x0 + names + ui.px(12), box.y0, box.x1 - numbers - ui.px(12), box.y1};
  const auto x_of = [&](double value) {
    return std::round(plot.x0 + static_cast<float>((value - low) / (high - low)) *
                                    std::max(1.0f, plot.width()));
  };
  std::vector<std::string> cell(1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const BarRow& row = rows[i];
    const float y = box.y0 + line * static_cast<float>(i);
    const float a = x_of(0), b = x_of(row.value);
    const Box shape{std::min(a, b), y + ui.px(7), std::max({a, b, std::min(a, b) + ui.px(1)}),
                    y + line - ui.px(7)};
    ui.draw_line({box.x0, y, box.x0 + names, y + line}, row.name, TextStyle::small,
                 theme.text(Tone::ink));
    ui.fill(shape, theme.solid(row.tone), 3);
    bar_item(ui, row.name, row.shown, shape, i, options, answer);
    ui.draw_line({box.x1 - numbers, y, box.x1, y + line}, row.shown, TextStyle::small_strong,
                 theme.text(Tone::ink), Align::right);
  }
  if (low < 0) ui.fill({x_of(0), box.y0, x_of(0) + ui.px(1), box.y1}, theme.text(Tone::muted));
  DataTable data(ui, name, box, rows.size());
  for (const BarRow& row : rows) {
    cell[0] = row.shown;
    data.row(row.name, cell);
  }
  return answer;
}

ChartAnswer stacked_chart(Ui& ui, std::string_view name, std::span<const std::string> columns,
                          std::span<const StackedSeries> series,
                          std::span<const std::string> totals, const ChartOptions& options) {
  const Scope own = ui.id(name);  // bars of two charts may have the same names
  ChartAnswer answer;
  const Theme& theme = ui.theme();
  const Box box = ui.place_wide(ui.px(options.height));
  auto figure = begin_figure(ui, name, options.summary, box);
  if (columns.empty()) return answer;

  double top = 0, bottom = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    double up = 0, down = 0;
    for (const StackedSeries& one : series) {
      const double value = c < one.values.size() ? one.values[c] : 0;
      (value >= 0 ? up : down) += value;
    }
    top = std::max(top, up);
    bottom = std::min(bottom, down);
  }
  if (top <= bottom) top = bottom + 1;

  // Legend, then the columns with their totals above and names below.
  const float legend_height = theme.line_px(TextStyle::label) + ui.px(8);
  float x = box.x0;
  for (std::size_t s = 0; s < series.size(); ++s) {
    const float width = ui.text_width(series[s].name, TextStyle::label);
    if (x + width + ui.px(16) > box.x1) break;
    const float middle = box.y0 + theme.line_px(TextStyle::label) / 2;
    ui.fill({x, middle - ui.px(5), x + ui.px(10), middle + ui.px(5)}, theme.chart(s), 2);
    ui.draw_line(
        {x + ui.px(14), box.y0, x + ui.px(15) + width, box.y0 + theme.line_px(TextStyle::label)},
        series[s].name, TextStyle::label, theme.text(Tone::muted));
    x += width + ui.px(30);
  }
  const float name_height = theme.line_px(TextStyle::label) + ui.px(6);
  const float label_height = theme.line_px(TextStyle::small_strong);
  const Box plot{box.x0, box.y0 + legend_height + label_height + ui.px(4), box.x1,
                 box.y1 - name_height};
  const auto y_of = [&](double value) {
    return std::round(plot.y1 -
                      static_cast<float>((value - bottom) / (top - bottom)) * plot.height());
  };
  const float slot = plot.width() / static_cast<float>(columns.size());
  const float width = std::min(slot * 0.66f, ui.px(72));
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const float middle = plot.x0 + slot * (static_cast<float>(c) + 0.5f);
    double up = 0, down = 0;
    for (std::size_t s = 0; s < series.size(); ++s) {
      const double value = c < series[s].values.size() ? series[s].values[c] : 0;
      if (value == 0) continue;
      double& from = value >= 0 ? up : down;
      const float a = y_of(from), b = y_of(from + value);
      from += value;
      ui.fill({std::round(middle - width / 2), std::min(a, b), std::round(middle + width / 2),
               std::max(a, b)},
              theme.chart(s));
      ui.fill({std::round(middle - width / 2), std::min(a, b), std::round(middle + width / 2),
               std::min(a, b) + ui.px(1)},
              theme.colors().surface);
    }
    const Box shape{std::round(middle - width / 2), y_of(up), std::round(middle + width / 2),
                    std::max(y_of(down), y_of(up) + ui.px(1))};
    const std::string shown = c < totals.size() ? totals[c] : std::string();
    bar_item(ui, columns[c], shown, shape, c, options, answer);
    ui.draw_line({middle - slot / 2, shape.y0 - label_height - ui.px(2), middle + slot / 2,
                  shape.y0 - ui.px(2)},
                 shown, TextStyle::small_strong, theme.text(Tone::ink), Align::center);
    ui.draw_line({middle - slot / 2, box.y1 - name_height + ui.px(6), middle + slot / 2, box.y1},
                 columns[c], TextStyle::label, theme.text(Tone::muted), Align::center);
  }
  ui.fill({plot.x0, y_of(0), plot.x1, y_of(0) + ui.px(1)}, theme.colors().line);

  DataTable data(ui, name, box, columns.size());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    std::vector<std::string> cells;
    for (const StackedSeries& one : series) {
      char digits[32];
      const double value = c < one.values.size() ? one.values[c] : 0;
      const auto end =
          std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 2).ptr;
      cells.push_back(one.name + " " + std::string(digits, end));
    }
    if (c < totals.size()) cells.push_back(totals[c]);
    data.row(columns[c], cells);
  }
  return answer;
}

}  // namespace keyplan::ui
