#include "ui/charts/histogram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "imgui.h"
#include "ui/charts/data_table.h"

namespace keyplan::ui {
namespace {

class Drawing {
 public:
  Drawing(Ui& ui, std::span<const HistogramBar> bars, std::span<const HistogramMark> marks,
          const HistogramOptions& options)
      : ui_(ui), theme_(ui.theme()), bars_(bars), marks_(marks), options_(options) {}

  ChartAnswer draw(std::string_view name) {
    box_ = ui_.place_wide(ui_.px(options_.height));
    auto figure = begin_figure(ui_, name, options_.summary, box_);
    if (bars_.empty()) return answer_;
    const float line = theme_.line_px(TextStyle::label);
    legend(line);
    const float above = line + ui_.px(8) + line + ui_.px(4);
    const float below = ui_.px(6) + theme_.line_px(TextStyle::small_strong) + ui_.px(2);
    plot_ = {box_.x0, box_.y0 + above, box_.x1, box_.y1 - below};
    range();
    columns();
    ui_.fill({plot_.x0, plot_.y1, plot_.x1, plot_.y1 + ui_.px(1)}, theme_.colors().line);
    if (options_.goal) goal(line);
    mark_lines();
    table(name);
    return answer_;
  }

 private:
  int tone_of(const HistogramBar& bar) const {
    const double middle = (bar.from + bar.to) / 2;
    return middle < options_.low ? 0 : middle >= options_.high ? 2 : 1;
  }
  Color color_of(int tone) const {
    switch (tone) {
      case 0:
        return with_alpha(theme_.solid(Tone::negative), 150);
      case 2:
        return theme_.solid(Tone::positive);
      default:
        return with_alpha(theme_.chart(0), 150);
    }
  }
  std::string_view words_of(int tone) const {
    return tone == 0 ? options_.low_words : tone == 2 ? options_.high_words : options_.middle_words;
  }

  void legend(float line) const {
    float x = box_.x0;
    for (int tone = 0; tone < 3; ++tone) {
      const std::string_view words = words_of(tone);
      if (words.empty()) continue;
      const float width = ui_.text_width(words, TextStyle::label);
      if (x + width + ui_.px(16) > box_.x1) break;
      const float middle = box_.y0 + line / 2;
      ui_.fill({x, middle - ui_.px(5), x + ui_.px(10), middle + ui_.px(5)}, color_of(tone), 2);
      ui_.draw_line({x + ui_.px(14), box_.y0, x + ui_.px(15) + width, box_.y0 + line}, words,
                    TextStyle::label, theme_.text(Tone::muted));
      x += width + ui_.px(30);
    }
  }

  void range() {
    from_ = bars_.front().from;
    to_ = bars_.back().to;
    if (to_ <= from_) to_ = from_ + 1;
    if (!options_.goal) return;
    const double most = to_ - from_;
    const double margin = most / 12;  // so that the words beside it have room
    if (*options_.goal > to_ - margin) to_ = std::min(*options_.goal, to_ + most) + margin;
    if (*options_.goal < from_ + margin) from_ = std::max(*options_.goal, from_ - most) - margin;
  }
  float x_of(double value) const {
    const double part = std::clamp((value - from_) / (to_ - from_), 0.0, 1.0);
    return std::round(plot_.x0 + static_cast<float>(part) * plot_.width());
  }

  void columns() {
    double top = 0;
    for (const HistogramBar& bar : bars_) top = std::max(top, bar.count);
    if (top <= 0) top = 1;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    for (const HistogramBar& bar : bars_) {
      const float x0 = x_of(bar.from), x1 = std::max(x0 + 1, x_of(bar.to) - ui_.px(1));
      const float height = std::round(static_cast<float>(bar.count / top) * plot_.height());
      if (bar.count > 0) {
        ui_.fill({x0, plot_.y1 - std::max(height, ui_.px(1)), x1, plot_.y1}, color_of(tone_of(bar)),
                 std::min(2.0f, (x1 - x0) / 4));
      }
      // Not a thing to press: forty of them would stand between the marks and the next card.
      const bool over = mouse.x >= x0 && mouse.x < x1 && mouse.y >= plot_.y0 && mouse.y < plot_.y1;
      if (over && ImGui::IsWindowHovered())
        ui_.tooltip({.id = 1, .box = {x0, plot_.y0, x1, plot_.y1}, .hovered = true},
                    bar.range + ": " + bar.shown);
    }
  }

  void dashed(float x, float y0, float y1, Color color) const {
    const float dash = ui_.px(4), gap = ui_.px(3);
    for (float y = y0; y < y1; y += dash + gap)
      ui_.canvas()->AddLine({x, y}, {x, std::min(y + dash, y1)}, color, ui_.px(1.5f));
  }

  void goal(float line) const {
    const float x = std::clamp(x_of(*options_.goal), plot_.x0, plot_.x1);
    dashed(x, plot_.y0 - ui_.px(4), plot_.y1, theme_.text(Tone::ink));
    std::string words(options_.goal_words);
    if (*options_.goal > to_) words += " \u2192";
    if (*options_.goal < from_) words = "\u2190 " + words;
    const float width = ui_.text_width(words, TextStyle::label) + 1;
    const float y = plot_.y0 - line - ui_.px(6);
    const bool left = x + width > box_.x1;
    const float x0 = std::max(box_.x0, left ? std::min(x + ui_.px(4), box_.x1) - width : x);
    const Box at{x0, y, x0 + width, y + line};
    ui_.draw_line(at, words, TextStyle::label, theme_.text(Tone::muted));
    ui_.node(Role::paragraph, words, at);
  }

  // The names stand below their lines, moved aside where they would cover each other.
  void mark_lines() {
    std::vector<float> width(marks_.size()), left(marks_.size());
    const float gap = ui_.px(10);
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      width[i] =
          ui_.text_width(marks_[i].name + " " + marks_[i].shown, TextStyle::small_strong) + 1;
      const float wanted = x_of(marks_[i].at) - width[i] / 2;
      left[i] = std::max(wanted, i == 0 ? box_.x0 : left[i - 1] + width[i - 1] + gap);
    }
    float right = box_.x1;
    for (std::size_t i = marks_.size(); i-- > 0;) {
      left[i] = std::min(left[i], right - width[i]);
      right = left[i] - gap;
    }
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const HistogramMark& mark = marks_[i];
      dashed(x_of(mark.at), plot_.y0, plot_.y1, theme_.text(Tone::muted));
      const Box at{left[i], plot_.y1 + ui_.px(6), left[i] + width[i],
                   plot_.y1 + ui_.px(6) + theme_.line_px(TextStyle::small_strong)};
      auto own = ui_.id(i);
      const Item item = ui_.pressable(Role::button, mark.name, at);
      ui_.last_node().value = mark.shown;
      ui_.draw_line(at, mark.name + " " + mark.shown, TextStyle::small_strong,
                    theme_.text(Tone::ink));
      if (item.pressed) answer_.pressed = i;
      ui_.focus_ring(item, 3);
      if (!options_.explain) continue;
      const auto followed = ui_.explain(item, [&] { return options_.explain(i); });
      if (followed) answer_.followed = ChartAnswer::Followed{i, *followed};
    }
  }

  void table(std::string_view name) const {
    constexpr std::array<std::string_view, 3> heads = {"From", "Share", "Where"};
    DataTable data(ui_, name, box_, bars_.size());
    data.header(heads);
    for (const HistogramBar& bar : bars_) {
      const std::array<std::string, 2> cells{bar.shown, std::string(words_of(tone_of(bar)))};
      data.row(bar.range, cells);
    }
  }

  Ui& ui_;
  const Theme& theme_;
  std::span<const HistogramBar> bars_;
  std::span<const HistogramMark> marks_;
  const HistogramOptions& options_;
  Box box_, plot_;
  double from_ = 0, to_ = 1;
  ChartAnswer answer_;
};

}  // namespace

ChartAnswer histogram(Ui& ui, std::string_view name, std::span<const HistogramBar> bars,
                      std::span<const HistogramMark> marks, const HistogramOptions& options) {
  const Scope own = ui.id(name);
  return Drawing(ui, bars, marks, options).draw(name);
}

}  // namespace keyplan::ui
