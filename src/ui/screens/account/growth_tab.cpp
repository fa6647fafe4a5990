#include "ui/screens/account/growth_tab.h"

#include <algorithm>

#include "core/model/display.h"
#include "ui/charts/charts.h"
#include "ui/screens/list_screens.h"

namespace keyplan::ui {

using model::Kind;

void revenue_chart(ScreenContext& in, const analysis::AccountResult& result) {
  constexpr std::size_t most_years = 8;
  if (result.years.empty()) {
    in.ui.empty_state("No revenue yet. Add what this account brought last year.");
    return;
  }
  const std::size_t first = result.years.size() > most_years ? result.years.size() - most_years : 0;
  std::vector<std::string> columns;
  std::vector<std::string> totals;
  std::vector<StackedSeries> series;
  for (std::size_t kind = 0; kind < analysis::revenue_kinds; ++kind) {
    series.push_back(
        {std::string(model::choice_label(static_cast<model::RevenueKind>(kind + 1))), {}});
  }
  model::Money largest{0, in.figures.context().base};
  for (std::size_t y = first; y < result.years.size(); ++y) {
    largest.minor = std::max(largest.minor, result.years[y].total.value);
  }
  const model::MoneyScale scale = model::money_scale(largest);
  for (std::size_t y = first; y < result.years.size(); ++y) {
    const analysis::YearRevenue& year = result.years[y];
    columns.push_back(model::year_text(year.year));
    totals.push_back(model::in_scale({year.total.value, scale.currency}, scale));
    for (std::size_t kind = 0; kind < analysis::revenue_kinds; ++kind) {
      series[kind].values.push_back(static_cast<double>(year.by_kind[kind].value) /
                                    static_cast<double>(scale.divisor));
    }
  }
  std::erase_if(series, [](const StackedSeries& s) {
    return std::ranges::all_of(s.values, [](double v) { return v == 0; });
  });
  stacked_chart(in.ui, "Revenue by year in " + scale.unit, columns, series, totals,
                {.height = 180});
}

GrowthTab::GrowthTab()
    : revenue_(Kind::revenue, {{.field = "period", .width = 110},
                               {.field = "type", .width = 150},
                               {.field = "offering", .flex = 1},
                               {.field = "amount", .width = 140},
                               {.field = "cost", .width = 130, .priority = 2},
                               {.field = "note", .flex = 1, .priority = 1}}),
      opportunities_(Kind::opportunity, {{.field = "name", .flex = 2},
                                         {.field = "progress", .width = 170},
                                         {.field = "amount", .width = 130},
                                         {.field = "offering", .flex = 1, .priority = 2},
                                         {.field = "type", .width = 130, .priority = 3},
                                         {.field = "close", .width = 120},
                                         {.field = "owner", .flex = 1, .priority = 1},
                                         {.field = "next_step", .flex = 1, .priority = 4}}) {}

void GrowthTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  const model::Id id = account.id;
  const Words word = words(in.plan);
  whitespace_.frame(in, account, true);
  {
    const auto card = in.ui.card(capitalised(word.opportunities));
    opportunities_.frame(in, {.name = capitalised(word.opportunities),
                              .account = id,
                              .of_account = true,
                              .make = [&] { return new_opportunity(in, id); },
                              .add_label = "Add " + word.opportunity,
                              .quick_add = true,
                              .details = true,
                              .empty = "No " + word.opportunities + " yet."});
  }
  {
    const auto card = in.ui.card("Revenue by year");
    revenue_chart(in, in.figures.account(id));
  }
  const auto card = in.ui.card("Revenue entries", "one line for each year, kind and offering");
  revenue_.frame(in, {.name = "Revenue entries",
                      .account = id,
                      .of_account = true,
                      .make = [&] { return new_revenue(in, id); },
                      .add_label = "Add revenue",
                      .empty = "No revenue yet. Add what this account brought last year."});
}

}  // namespace keyplan::ui
