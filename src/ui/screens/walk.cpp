#include "ui/screens/walk.h"

#include <algorithm>
#include <cstdlib>

#include "ui/charts/charts.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {
namespace {

using analysis::StepKind;
using analysis::WalkStep;

WalkKind kind_of_step(const WalkStep& step) {
  switch (step.kind) {
    case StepKind::start:
      return WalkKind::start;
    case StepKind::minus:
      return WalkKind::loss;
    case StepKind::plus:
      return step.figure == "price_effect"        ? WalkKind::price
             : step.figure == "net_new_customers" ? WalkKind::fresh
                                                  : WalkKind::growth;
    case StepKind::subtotal:
      return WalkKind::total;
    case StepKind::gap:
      return WalkKind::gap;
    case StepKind::goal:
      return WalkKind::goal;
  }
  return WalkKind::growth;
}

}  // namespace

model::MoneyScale walk_scale(const analysis::ForecastBase& base,
                             const analysis::Forecast& forecast) {
  model::Money largest{0, base.currency};
  for (const WalkStep& step : analysis::walk(base, forecast)) {
    largest.minor = std::max(largest.minor, std::abs(step.amount.minor));
  }
  return model::money_scale(largest);
}

void walk_of(ScreenContext& in, std::string_view name, const analysis::ForecastBase& base,
             const analysis::Forecast& forecast, const std::vector<analysis::Figure>& figures) {
  const std::vector<WalkStep> steps = analysis::walk(base, forecast);
  const model::MoneyScale scale = walk_scale(base, forecast);
  std::vector<WalkBar> bars;
  for (const WalkStep& step : steps) {
    const bool level = step.kind == StepKind::start || step.kind == StepKind::subtotal ||
                       step.kind == StepKind::goal;
    bars.push_back(
        {step.label, static_cast<double>(step.amount.minor) / static_cast<double>(scale.divisor),
         model::in_scale(step.amount, scale, level ? model::Sign::minus_only : model::Sign::always),
         kind_of_step(step)});
  }
  const auto figure_of = [&](std::size_t bar) {
    return analysis::find_figure(figures, steps[bar].figure);
  };
  const std::string told = std::string(name) + " in " + scale.unit;
  const auto answer = walk_chart(in.ui, told, bars, {.explain = [&](std::size_t bar) {
                                   const analysis::Figure* figure = figure_of(bar);
                                   if (figure != nullptr) return explanation_of(*figure);
                                   Explanation plain;
                                   plain.title = steps[bar].label;
                                   return plain;
                                 }});
  if (answer.followed) {
    if (const auto* figure = figure_of(answer.followed->bar)) {
      follow(in, *figure, answer.followed->input);
    }
  }
}

void account_walk_card(ScreenContext& in, model::Id account) {
  const analysis::ForecastBase base = in.figures.forecast_base_of(account);
  const analysis::Forecast forecast = analysis::forecast(base);
  const auto card = in.ui.card("From last year to " + model::year_text(base.plan_year),
                               walk_scale(base, forecast).unit);
  if (!forecast.total) {
    in.ui.empty_state("The forecast appears with the first revenue entry or open deal.");
    return;
  }
  walk_of(in, "Forecast walk", base, forecast, in.figures.figures_of(account));
}

}  // namespace keyplan::ui
