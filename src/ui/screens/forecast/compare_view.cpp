#include "ui/screens/forecast/compare_view.h"

#include <algorithm>
#include <cstdlib>

#include "core/model/display.h"
#include "ui/charts/charts.h"
#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;

namespace {

struct Line {
  std::string name;
  Id scenario;  // none: the plan as it is
  const Outlook* outlook = nullptr;
};

/// What a column shows: a figure of the outcome or of the trials.
struct Shown {
  std::string_view figure;
  std::string_view head;
  bool money = false;
  int priority = 0;
};
constexpr Shown columns_shown[] = {{"forecast_total", "Forecast", true, 0},
                                   {"gap_to_goal", "Gap to goal", true, 0},
                                   {"scenario_revenue_lost", "Revenue lost", true, 1},
                                   {"scenario_margin_lost", "Margin lost", true, 6},
                                   {"top_3_share", "Top 3", false, 4},
                                   {"hhi", "HHI", false, 5},
                                   {"scenario_refill", "To refill", true, 2},
                                   {"scenario_deals_to_recover", "Deals", false, 3},
                                   {"simulation_p10", "P10", true, 2},
                                   {"simulation_p50", "P50", true, 2},
                                   {"simulation_p90", "P90", true, 2},
                                   {"simulation_goal_chance", "Chance", false, 0}};

std::string compact(const ScreenContext& in, std::int64_t minor) {
  return model::money_text({minor, in.figures.portfolio().base}, model::MoneyStyle::compact);
}

void against_the_goal(ScreenContext& in, const std::vector<Line>& lines) {
  const auto card = in.ui.card("Forecast against the goal");
  std::vector<BarRow> rows;
  std::vector<const Outlook*> behind;
  const auto goal = in.figures.forecast().goal;
  const auto bar = [&](std::string name, std::int64_t minor, Tone tone, const Outlook* outlook) {
    rows.push_back({std::move(name), static_cast<double>(minor), compact(in, minor), tone});
    behind.push_back(outlook);
  };
  if (goal) bar("Goal", *goal, Tone::muted, nullptr);
  for (const Line& line : lines) {
    const auto& total = line.outlook->outcome.forecast.total;
    if (!total) continue;
    const bool reached = goal && *total >= *goal;
    bar(line.name, *total,
        reached         ? Tone::positive
        : line.scenario ? Tone::negative
                        : Tone::accent,
        line.outlook);
  }
  std::string told = "The forecast of each scenario beside the goal.";
  if (goal) {
    const auto reach = std::ranges::count_if(lines, [&](const Line& line) {
      return line.outlook->outcome.forecast.total && *line.outlook->outcome.forecast.total >= *goal;
    });
    told = model::count_text(reach) + " of " +
           model::count_text(static_cast<std::int64_t>(lines.size())) + " reach the goal of " +
           compact(in, *goal) + ".";
    in.ui.muted(told);
  }
  const auto answer = bar_list(
      in.ui, "Forecast against the goal", rows,
      {.summary = told, .explain = [&](std::size_t row) {
         const analysis::Figure* figure = behind[row] == nullptr
                                              ? in.figures.figure(in.plan, "goal")
                                              : behind[row]->figure("forecast_total");
         return figure == nullptr ? Explanation{.title = rows[row].name} : explanation_of(*figure);
       }});
  if (answer.followed && behind[answer.followed->bar] != nullptr) {
    if (const auto* figure = behind[answer.followed->bar]->figure("forecast_total"))
      follow(in, *figure, answer.followed->input);
  }
}

}  // namespace

std::optional<Id> compare_scenarios(ScreenContext& in, Outlooks& outlooks) {
  std::vector<Line> lines{{"Base", {}, &outlooks.simulated(in, {})}};
  for (const ScenarioRecord* scenario : scenarios_of(in.plan)) {
    lines.push_back({name_of(in.plan, {Kind::scenario, scenario->id}), scenario->id,
                     &outlooks.simulated(in, scenario->id)});
  }
  model::Money largest{std::abs(in.figures.forecast().total.value_or(0)),
                       in.figures.portfolio().base};
  const model::MoneyScale scale = model::money_scale(largest);
  const auto waiting = std::ranges::count_if(
      lines, [&](const Line& line) { return outlooks.working(line.scenario); });
  std::optional<Id> opened;
  {
    const auto card = in.ui.card("Scenarios side by side", note_of(scale, waiting));
    if (lines.size() == 1)
      in.ui.muted("Add scenarios on the outlook, or keep one from the shock lab.");
    std::vector<Column> columns{{.name = "Scenario", .flex = 1, .least = 120, .sortable = false}};
    for (const Shown& shown : columns_shown)
      columns.push_back({.name = shown.head,
                         .align = Align::right,
                         .sortable = false,
                         .priority = shown.priority});
    auto table = in.ui.table("Scenarios side by side", columns, lines.size(), {});
    while (table.next_row()) {
      const Line& line = lines[table.row()];
      const auto own = in.ui.id(line.scenario.bits);
      table.row_name(line.name);
      table.cell();
      in.ui.text(line.name, {.style = line.scenario ? TextStyle::small : TextStyle::small_strong,
                             .wrap = false});
      for (const Shown& shown : columns_shown) {
        table.cell();
        const std::string name = std::string(shown.head) + " of " + line.name;
        const model::MoneyScale* in_scale = shown.money ? &scale : nullptr;
        if (shown.figure.starts_with("simulation_"))
          trials_number(in, *line.outlook, shown.figure, name, in_scale);
        else
          outlook_number(in, *line.outlook, shown.figure, name, in_scale);
      }
    }
    if (table.opened && lines[*table.opened].scenario) opened = lines[*table.opened].scenario;
  }
  against_the_goal(in, lines);
  return opened;
}

}  // namespace keyplan::ui
