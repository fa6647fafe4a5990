#include "core/analysis/walk.h"

#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

std::vector<WalkStep> walk(const ForecastBase& base, const Forecast& f) {
  std::vector<WalkStep> steps;
  const auto add = [&](std::string label, std::int64_t amount, StepKind kind, std::string figure) {
    steps.push_back({std::move(label), {amount, base.currency}, kind, std::move(figure)});
  };
  const auto change = [&](std::string label, std::int64_t amount, std::string figure) {
    add(std::move(label), amount, amount < 0 ? StepKind::minus : StepKind::plus, std::move(figure));
  };
  if (!f.total) return steps;
  add(base.base_year == 0 ? "Before" : year_text(base.base_year), f.base.value_or(0),
      StepKind::start, "revenue_last_year");
  add("Churn", f.churn, StepKind::minus, "average_churn");
  change("Price", f.price, "price_effect");
  change("Cross-sell", f.net_new_parts[1], "net_new_cross_sell");
  change("Up-sell", f.net_new_parts[2], "net_new_up_sell");
  change("New customers", f.net_new_parts[0], "net_new_customers");
  add(year_text(base.plan_year) + " forecast", *f.total, StepKind::subtotal, "forecast_total");
  if (f.goal) {
    add("Gap", *f.gap, StepKind::gap, "gap_to_goal");
    add("Goal", *f.goal, StepKind::goal, "goal");
  }
  return steps;
}

}  // namespace keyplan::analysis
