#include "ui/screens/metric_groups_card.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {

using analysis::MetricScope;
using model::GroupBy;

namespace {

constexpr std::array dimensions{GroupBy::sector, GroupBy::region, GroupBy::country, GroupBy::tier,
                                GroupBy::owner};
constexpr std::array<std::string_view, 5> names{"By sector", "By region", "By country", "By tier",
                                                "By owner"};
constexpr std::size_t most_bars = 40;
constexpr std::size_t without_scrolling = 12;

}  // namespace

void MetricGroupsCard::make(const ScreenContext& in, const MetricsState& state,
                            const MetricLine& line) {
  if (made_for_.holds(in, {}) && key_ == line.key && made_by_ == by_) return;
  key_ = line.key;
  made_by_ = by_;
  struct Group {
    std::string name;
    analysis::MetricState state;
  };
  std::vector<Group> known;
  without_.clear();
  for (auto& group : analysis::metric_groups(in.plan, dimensions[static_cast<std::size_t>(by_)])) {
    analysis::Measured measured(in.plan, in.figures,
                                {MetricScope::Of::group, std::move(group.accounts)});
    auto found = analysis::metric_state(measured, *line.metric, state.values(), false);
    if (found.number)
      known.push_back({std::move(group.name), std::move(found)});
    else
      without_.push_back(std::move(group.name));
  }
  const bool falls = line.metric->better == model::Better::lower;
  keyplan::sort(known, [falls](const Group& a, const Group& b) {
    return falls ? *a.state.number < *b.state.number : *a.state.number > *b.state.number;
  });
  bars_.clear();
  figures_.clear();
  const model::Currency base = in.figures.context().base;
  for (Group& group : known) {
    const bool judged = group.state.status == analysis::MetricStatus::at_risk ||
                        group.state.status == analysis::MetricStatus::off_track;
    bars_.push_back({.name = std::move(group.name),
                     .value = *group.state.number,
                     .shown = analysis::short_metric_text(*line.metric, *group.state.number, base),
                     .tone = judged ? tone_of(group.state.status) : Tone::accent});
    figures_.push_back(std::move(group.state.figure));
  }
}

void MetricGroupsCard::frame(ScreenContext& in, const MetricsState& state, const MetricLine& line) {
  make(in, state, line);
  const auto card = in.ui.card(line.metric->name + " by group", "press a bar to see why");
  if (const auto chosen = in.ui.chips_or_list("Compare by", names, by_)) {
    by_ = *chosen;
    make(in, state, line);
    in.ui.request_frames();
  }
  if (bars_.empty()) {
    in.ui.muted("No group has a value.");
  } else {
    const std::size_t shown = std::min(bars_.size(), most_bars);
    const auto scroll = shown > without_scrolling ? in.ui.scroll("Groups", 372) : Scope();
    const auto answer = bar_list(
        in.ui, line.metric->name + " by group", std::span(bars_).first(shown),
        {.summary = "Which group stands where, the best first. Red and orange miss the target.",
         .explain = [&](std::size_t bar) { return explanation_of(figures_[bar]); }});
    if (answer.followed) follow(in, figures_[answer.followed->bar], answer.followed->input);
  }
  if (bars_.size() > most_bars)
    in.ui.muted("The first " + model::count_text(most_bars) + " of " +
                model::count_text(static_cast<std::int64_t>(bars_.size())) + ".");
  if (!without_.empty()) {
    constexpr std::size_t most_names = 6;
    std::string text = "Not known for ";
    for (std::size_t i = 0; i < std::min(without_.size(), most_names); ++i)
      text += (i == 0 ? "" : ", ") + without_[i];
    if (without_.size() > most_names)
      text += " and " + model::count_text(static_cast<std::int64_t>(without_.size() - most_names)) +
              " more";
    in.ui.muted(text + ".");
  }
}

}  // namespace keyplan::ui
