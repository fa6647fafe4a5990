#include "ui/screens/forecast/scenario_list.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/model/display.h"
#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;

namespace {

constexpr std::string_view nothing = "\u2014";

void dash(ScreenContext& in) {
  in.ui.text(nothing, {.style = TextStyle::small, .tone = Tone::muted, .align = Align::right});
}

/// How far the forecast is from the goal, with the figure of the gap behind it.
void against_goal(ScreenContext& in, const Outlook& outlook, const std::string& name,
                  const model::MoneyScale& scale) {
  const analysis::Figure* gap = outlook.figure("gap_to_goal");
  const auto& value = outlook.outcome.forecast.gap;
  if (gap == nullptr || !value) return dash(in);
  const std::string shown = model::in_scale({-*value, scale.currency}, scale, model::Sign::always);
  figure_number(in, *gap, name + " against the goal", shown,
                {.style = TextStyle::small,
                 .tone = *value > 0 ? Tone::negative : Tone::positive,
                 .align = Align::right});
}

}  // namespace

std::optional<Id> ScenarioList::add(ScreenContext& in) {
  std::optional<Id> made;
  const auto row = in.ui.row();
  const auto name = in.ui.text_field(
      "Add scenario", "", {.placeholder = "Add a scenario", .width = 220, .label_shown = false});
  if (name && !name->empty()) made = add_scenario(in, *name, {});
  for (QuickScenario& quick : quick_) {
    if (in.ui.button(quick.name, {.small = true, .description = "Add this scenario"}))
      made = add_scenario(in, quick.name, {quick.change});
  }
  return made;
}

std::optional<Id> ScenarioList::frame(ScreenContext& in, Outlooks& outlooks) {
  if (made_for_ != in.plan.revision()) {
    made_for_ = in.plan.revision();
    quick_ = quick_scenarios(in);
  }
  Ui& ui = in.ui;
  const std::vector<const ScenarioRecord*> scenarios = scenarios_of(in.plan);
  std::vector<const Outlook*> outlook;
  const analysis::Forecast& plan = in.figures.forecast();
  model::Money largest{std::abs(plan.total.value_or(0)), in.figures.portfolio().base};
  for (const ScenarioRecord* scenario : scenarios)
    outlook.push_back(&outlooks.simulated(in, scenario->id));
  const model::MoneyScale scale = model::money_scale(largest);
  const auto waiting =
      std::ranges::count_if(outlook, [](const Outlook* state) { return !state->current; });
  const auto card = ui.card("Worst case: what if we lose\u2026", note_of(scale, waiting));
  std::optional<Id> opened = add(in);
  const std::string forecast =
      model::year_text(in.figures.portfolio().plan_year) + " " + scale.unit;
  const Column columns[] = {
      {.name = "Scenario", .flex = 1, .sortable = false},
      {.name = forecast, .align = Align::right, .sortable = false},
      {.name = "P50", .align = Align::right, .sortable = false, .priority = 1},
      {.name = "Chance", .align = Align::right, .sortable = false, .priority = 2},
      {.name = "vs goal", .align = Align::right, .sortable = false},
      {.name = "Revenue lost", .align = Align::right, .sortable = false, .priority = 4},
      {.name = "Recovery needed", .align = Align::right, .sortable = false, .priority = 3},
      {.name = "Loss plan", .width = 84, .sortable = false}};
  auto table = ui.table("Scenarios", columns, scenarios.size(),
                        {.height = scenarios.size() > 10 ? 380.0f : 0.0f,
                         .empty = "What would hurt most? Add it, and how you would cope."});
  while (table.next_row()) {
    const ScenarioRecord& scenario = *scenarios[table.row()];
    const Outlook& state = *outlook[table.row()];
    const std::string name = name_of(in.plan, {Kind::scenario, scenario.id});
    const auto id = ui.id(scenario.id.bits);
    table.row_name(name);
    table.cell();
    ui.text(name, {.style = TextStyle::small, .wrap = false});
    table.cell();
    outlook_number(in, state, "forecast_total", "Forecast of " + name, &scale);
    table.cell();
    trials_number(in, state, "simulation_p50", "P50 of " + name, &scale);
    table.cell();
    trials_number(in, state, "simulation_goal_chance", "Chance of " + name);
    table.cell();
    against_goal(in, state, name, scale);
    table.cell();
    outlook_number(in, state, "scenario_revenue_lost", "Revenue lost in " + name, &scale);
    table.cell();
    const Recovery recovery = recovery_of(state);
    const analysis::Figure* why = state.figure(recovery.figure);
    if (why == nullptr) {
      dash(in);
    } else {
      figure_number(in, *why, "Recovery of " + name, recovery.text);
    }
    table.cell();
    const LossPlanWord word = loss_plan_word(scenario.data);
    ui.badge(word.word, word.tone);
  }
  if (table.opened) opened = scenarios[*table.opened]->id;
  return opened;
}

}  // namespace keyplan::ui
