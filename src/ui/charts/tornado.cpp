#include "ui/charts/tornado.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/sorting/sort.h"
#include "imgui.h"
#include "ui/charts/data_table.h"

namespace keyplan::ui {
namespace {

// One end of a bar: where it is and what stands beside it.
struct End {
  double at = 0;
  std::string_view cause, change;
};

class Drawing {
 public:
  Drawing(Ui& ui, std::span<const TornadoBar> bars, const TornadoOptions& options)
      : ui_(ui), theme_(ui.theme()), bars_(bars), options_(options) {}

  ChartAnswer draw(std::string_view name) {
    line_ = ui_.px(34);
    const float head = theme_.line_px(TextStyle::label) + ui_.px(4);
    box_ = ui_.place_wide(head + line_ * static_cast<float>(bars_.size()));
    auto figure = begin_figure(ui_, name, options_.summary, box_);
    if (bars_.empty()) return answer_;
    order();
    measure(head);
    const float middle = x_of(options_.expected);
    for (std::size_t row = 0; row < order_.size(); ++row) bar(row);
    ui_.fill({middle, plot_.y0 - ui_.px(2), middle + ui_.px(1.5f), plot_.y1},
             theme_.text(Tone::ink));
    ui_.draw_line({plot_.x0, box_.y0, plot_.x1, box_.y0 + head}, options_.expected_shown,
                  TextStyle::label, theme_.text(Tone::muted), Align::center);
    table(name);
    return answer_;
  }

 private:
  void order() {
    order_.resize(bars_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    keyplan::sort(order_, std::greater{},
                  [this](std::size_t i) { return std::abs(bars_[i].high - bars_[i].low); });
  }

  void measure(float head) {
    float names = 0, causes = 0;
    for (const TornadoBar& bar : bars_) {
      names = std::max(names, ui_.text_width(bar.name, TextStyle::small));
      causes = std::max({causes, ui_.text_width(bar.low_text, TextStyle::label),
                         ui_.text_width(bar.high_text, TextStyle::label)});
      reach_ = std::max(
          {reach_, std::abs(bar.low - options_.expected), std::abs(bar.high - options_.expected)});
    }
    if (reach_ <= 0) reach_ = 1;
    names_ = std::min(names + 1, box_.width() * 0.36f);
    beside_ = std::min(causes + ui_.px(6), box_.width() * 0.16f);
    plot_ = {box_.x0 + names_ + ui_.px(10), box_.y0 + head, box_.x1, box_.y1};
  }

  float x_of(double value) const {
    const float half = std::max(ui_.px(10), plot_.width() / 2 - beside_);
    return std::round(plot_.middle_x() +
                      static_cast<float>((value - options_.expected) / reach_) * half);
  }

  void bar(std::size_t row) {
    const TornadoBar& bar = bars_[order_[row]];
    const float y = plot_.y0 + line_ * static_cast<float>(row);
    const Box whole{box_.x0, y, box_.x1, y + line_};
    auto own = ui_.id(order_[row]);
    const Item item =
        ui_.pressable(Role::button, bar.name + ": " + bar.low_text + " to " + bar.high_text, whole);
    ui_.last_node().value = bar.low_shown + " to " + bar.high_shown;
    if (item.pressed) answer_.pressed = order_[row];
    if (item.hovered) ui_.fill(whole, theme_.colors().hover, 4);
    ui_.draw_line({box_.x0, y, box_.x0 + names_, y + line_}, bar.name, TextStyle::small,
                  theme_.text(Tone::ink));
    End left{bar.low, bar.low_text, bar.low_shown}, right{bar.high, bar.high_text, bar.high_shown};
    if (left.at > right.at) std::swap(left, right);
    const float middle = x_of(options_.expected);
    const auto part = [&](double at, Tone tone) {
      const float x = x_of(at);
      if (x == middle) return;
      ui_.fill({std::min(x, middle), y + ui_.px(8), std::max(x, middle), y + line_ - ui_.px(8)},
               with_alpha(theme_.solid(tone), 150), 2);
    };
    // Both ends on one side of what is expected are drawn over each other.
    for (const End* end : {&left, &right})
      part(end->at, end->at < options_.expected ? Tone::negative : Tone::positive);
    const float x0 = std::min(x_of(left.at), middle), x1 = std::max(x_of(right.at), middle);
    const Color muted = theme_.text(Tone::muted);
    ui_.draw_line({std::max(plot_.x0, x0 - beside_), y, x0 - ui_.px(4), y + line_}, left.cause,
                  TextStyle::label, muted, Align::right);
    ui_.draw_line({x1 + ui_.px(4), y, std::min(box_.x1, x1 + beside_), y + line_}, right.cause,
                  TextStyle::label, muted);
    ui_.focus_ring(item, 4, 0);
    if (!options_.explain) return;
    Item shown = item;
    shown.pressed = false;  // pressing goes where the bar leads
    const auto followed = ui_.explain(shown, [&] { return options_.explain(order_[row]); });
    if (followed) answer_.followed = ChartAnswer::Followed{order_[row], *followed};
  }

  void table(std::string_view name) const {
    constexpr std::array<std::string_view, 5> heads = {"What", "Low", "Result", "High", "Result"};
    DataTable data(ui_, name, box_, bars_.size());
    data.header(heads);
    for (const std::size_t i : order_) {
      const TornadoBar& bar = bars_[i];
      const std::array<std::string, 4> cells{bar.low_text, bar.low_shown, bar.high_text,
                                             bar.high_shown};
      data.row(bar.name, cells);
    }
  }

  Ui& ui_;
  const Theme& theme_;
  std::span<const TornadoBar> bars_;
  const TornadoOptions& options_;
  std::vector<std::size_t> order_;
  Box box_, plot_;
  float line_ = 0, names_ = 0, beside_ = 0;
  double reach_ = 0;
  ChartAnswer answer_;
};

}  // namespace

ChartAnswer tornado(Ui& ui, std::string_view name, std::span<const TornadoBar> bars,
                    const TornadoOptions& options) {
  const Scope own = ui.id(name);
  return Drawing(ui, bars, options).draw(name);
}

}  // namespace keyplan::ui
