#include "ui/screens/forecast/landing_card.h"

#include <algorithm>
#include <cstdlib>

#include "core/model/display.h"
#include "ui/charts/histogram.h"
#include "ui/charts/tornado.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {
namespace {

using model::in_scale;
using model::Money;
using model::percent_text;
using simulation::Driver;
using simulation::Summary;

constexpr std::size_t drivers_shown = 8;
constexpr double tail = 0.003;  // of the trials

struct Scale {
  model::MoneyScale scale;
  double of(std::int64_t minor) const {
    return static_cast<double>(minor) / static_cast<double>(scale.divisor);
  }
  std::string text(std::int64_t minor, model::Sign sign = model::Sign::minus_only) const {
    return in_scale(Money{minor, scale.currency}, scale, sign);
  }
};

std::string compact(std::int64_t minor, model::Currency currency) {
  return model::money_text({minor, currency}, model::MoneyStyle::compact);
}

/// Bars at the ends that hold next to nothing stand together, so that the others have room.
std::vector<HistogramBar> bars_of(const Summary& summary, const Scale& scale) {
  const auto& histogram = summary.histogram;
  const auto trials = static_cast<double>(summary.trials);
  const auto share_of = [&](std::uint64_t count) { return static_cast<double>(count) / trials; };
  std::size_t first = 0, last = histogram.counts.size();
  std::uint64_t before = 0, after = 0;
  while (first + 1 < last && share_of(before + histogram.counts[first]) < tail)
    before += histogram.counts[first++];
  while (last > first + 1 && share_of(after + histogram.counts[last - 1]) < tail)
    after += histogram.counts[--last];
  std::vector<HistogramBar> bars;
  for (std::size_t i = first; i < last; ++i) {
    const std::int64_t from = histogram.from + static_cast<std::int64_t>(i) * histogram.width;
    const std::int64_t to = from + histogram.width;
    const bool lowest = i == first && before > 0, highest = i + 1 == last && after > 0;
    const std::uint64_t count = histogram.counts[i] + (lowest ? before : 0) + (highest ? after : 0);
    bars.push_back({.from = scale.of(from),
                    .to = scale.of(to),
                    .count = static_cast<double>(count),
                    .range = lowest    ? "up to " + scale.text(to)
                             : highest ? "from " + scale.text(from)
                                       : scale.text(from) + " to " + scale.text(to),
                    .shown = percent_text(share_of(count))});
  }
  return bars;
}

void draw_histogram(ScreenContext& in, const Outlook& outlook, const Scale& scale) {
  const Summary& summary = *outlook.summary;
  const model::Currency currency = outlook.inputs.currency;
  const std::vector<HistogramMark> marks = {
      {"P10", scale.of(summary.p10), scale.text(summary.p10)},
      {"P50", scale.of(summary.p50), scale.text(summary.p50)},
      {"P90", scale.of(summary.p90), scale.text(summary.p90)}};
  const std::int64_t high = summary.goal.value_or(summary.p90);
  const std::string below = "below P10";
  const std::string above = summary.goal ? "reaches the goal" : "P90 and above";
  std::string goal;
  if (summary.goal && summary.goal_chance)
    goal =
        "reach " + compact(*summary.goal, currency) + ": " + percent_text(*summary.goal_chance, 0);
  std::string told = "Four trials in five end between " + compact(summary.p10, currency) + " and " +
                     compact(summary.p90, currency) + ", half of them at " +
                     compact(summary.p50, currency) + " or below.";
  if (!goal.empty())
    told += " Of all trials " + percent_text(*summary.goal_chance, 0) + " " +
            goal.substr(0, goal.find(':')) + ".";
  constexpr std::string_view figures[] = {"simulation_p10", "simulation_p50", "simulation_p90"};
  HistogramOptions options{.summary = told,
                           .height = 270,
                           .low = scale.of(summary.p10),
                           .high = scale.of(high),
                           .low_words = below,
                           .middle_words = "between",
                           .high_words = above,
                           .goal_words = goal,
                           .explain = [&](std::size_t mark) {
                             const auto* figure = outlook.figure(figures[mark]);
                             return figure == nullptr ? Explanation{} : explanation_of(*figure);
                           }};
  if (summary.goal) options.goal = scale.of(*summary.goal);
  const auto bars = bars_of(summary, scale);
  const auto answer = histogram(in.ui, "Where the year can land", bars, marks, options);
  if (answer.followed) {
    if (const auto* figure = outlook.figure(figures[answer.followed->bar]))
      follow(in, *figure, answer.followed->input);
  }
}

}  // namespace

std::string percentiles_text(const Outlook& outlook) {
  if (!outlook.summary) return {};
  const Summary& summary = *outlook.summary;
  const std::int64_t forecast = outlook.outcome.forecast.total.value_or(summary.p50);
  const Scale scale{model::money_scale({forecast, outlook.inputs.currency})};
  return "P10 " + scale.text(summary.p10) + " \u00b7 P90 " + scale.text(summary.p90);
}

void landing_card(ScreenContext& in, const Outlook& outlook, const Outlooks& outlooks,
                  model::Id scenario, bool trying) {
  const bool working = outlooks.working(scenario);
  const double progress = outlooks.progress(scenario);
  Scale scale;
  std::string note;
  if (outlook.summary) {
    std::int64_t largest = std::max(std::abs(outlook.summary->p10), std::abs(outlook.summary->p90));
    scale.scale = model::money_scale({largest, outlook.inputs.currency});
    note = scale.scale.unit + " \u00b7 ";
    if (trying) {
      note += "working, let go to see";
    } else if (working) {
      note += "working " + percent_text(progress, 0);
    } else {
      note += model::count_text(static_cast<std::int64_t>(outlook.summary->trials)) + " trials";
    }
  }
  const auto card = in.ui.card("Where the year can land", note);
  if (!outlook.problem.empty()) {
    in.ui.muted(outlook.problem);
    return;
  }
  if (!outlook.summary) {
    in.ui.progress("Running the trials", progress, {}, {});
    return;
  }
  draw_histogram(in, outlook, scale);
  const auto row = in.ui.row({.gap = 6});
  if (!outlook.summary->goal) {
    in.ui.muted("Set a goal to see the chance to reach it.");
  } else if (const auto* chance = outlook.figure("simulation_goal_chance")) {
    in.ui.text("Chance to reach the goal", {.style = TextStyle::small, .tone = Tone::muted});
    figure_number(in, *chance, chance->label, {}, {.style = TextStyle::small_strong});
  }
}

std::optional<Driver> drivers_card(ScreenContext& in, const Outlook& outlook) {
  const std::size_t count = std::min(drivers_shown, outlook.drivers.size());
  Scale scale;
  std::int64_t most = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Driver& driver = outlook.drivers[i];
    most = std::max(
        {most, std::abs(driver.low - driver.expected), std::abs(driver.high - driver.expected)});
  }
  scale.scale = model::money_scale({most, outlook.inputs.currency});
  const auto card = in.ui.card("What moves the result most",
                               count == 0 ? std::string() : "tornado, " + scale.scale.unit);
  if (count == 0) {
    in.ui.muted("It shows as soon as there is revenue or an open deal to lose or win.");
    return std::nullopt;
  }
  std::vector<TornadoBar> bars;
  for (std::size_t i = 0; i < count; ++i) {
    const Driver& driver = outlook.drivers[i];
    bars.push_back({.name = outlook.driver_figures[i].label,
                    .low = scale.of(driver.low),
                    .high = scale.of(driver.high),
                    .low_text = driver.low_text,
                    .high_text = driver.high_text,
                    .low_shown = scale.text(driver.low - driver.expected, model::Sign::always),
                    .high_shown = scale.text(driver.high - driver.expected, model::Sign::always)});
  }
  const std::string expected =
      "expected " + compact(outlook.drivers[0].expected, outlook.inputs.currency);
  const std::string told = bars[0].name + " moves the result most: " + bars[0].low_text +
                           " changes it by " + bars[0].low_shown + ", " + bars[0].high_text +
                           " by " + bars[0].high_shown + ".";
  const auto answer = tornado(
      in.ui, "What moves the result most", bars,
      {.summary = told,
       .expected = scale.of(outlook.drivers[0].expected),
       .expected_shown = expected,
       .explain = [&](std::size_t bar) { return explanation_of(outlook.driver_figures[bar]); }});
  if (answer.followed)
    follow(in, outlook.driver_figures[answer.followed->bar], answer.followed->input);
  if (!answer.pressed) return std::nullopt;
  return outlook.drivers[*answer.pressed];
}

}  // namespace keyplan::ui
