#include "ui/screens/forecast_screen.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/model/display.h"
#include "ui/screens/explain.h"
#include "ui/screens/forecast/compare_view.h"
#include "ui/screens/forecast/landing_card.h"
#include "ui/screens/record_form.h"
#include "ui/screens/walk.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {
namespace {

using analysis::Figure;
using analysis::Forecast;
using analysis::ForecastBase;
using analysis::Origin;
using analysis::Portfolio;
using analysis::Ratio;
using analysis::YearTotal;
using model::in_scale;
using model::percent_text;
using model::Settings;
using model::year_text;

constexpr std::string_view nothing = "\u2014";
constexpr std::size_t years_in_chart = 8;

/// The step of the walk: what churn takes from last year's revenue.
Figure churn_step(const ForecastBase& base, const Forecast& f) {
  Figure figure{.id = "average_churn",
                .label = "Churn",
                .unit = analysis::Unit::money,
                .formula = "revenue of last year x churn",
                .as_of = base.today,
                .na_reason = "There is no revenue before the plan year."};
  if (f.base) {
    figure.value = model::Money{f.churn, base.currency};
    figure.na_reason.clear();
  }
  figure.inputs.push_back({.name = "Revenue of last year",
                           .text = f.base ? model::money_text({*f.base, base.currency}) : "n/a"});
  std::string churn = base.churn.value ? percent_text(*base.churn.value) : "not known yet";
  analysis::Input input{.name = "Churn"};
  if (base.churn.origin == Origin::settings) {
    churn += ", set by you";
    input.record = {model::Kind::settings, model::settings_id};
    input.field = model::field_index<&Settings::churn>();
  } else if (base.churn.origin == Origin::derived) {
    churn += ", average of the last years";
  } else if (base.churn.origin == Origin::tried) {
    churn += ", tried out here";
  }
  input.text = std::move(churn);
  figure.inputs.push_back(std::move(input));
  return figure;
}

/// The start of the walk in a scenario: last year's revenue without what is lost.
Figure what_is_left(Figure figure, const Outlook& shown) {
  const analysis::ScenarioOutcome& outcome = shown.outcome;
  const auto money = [&](std::int64_t minor) {
    return model::money_text({minor, outcome.base.currency});
  };
  figure.inputs = {{.name = figure.label, .text = figure.text()},
                   {.name = "Revenue lost", .text = money(outcome.revenue_lost.value)}};
  for (const analysis::AccountEffect& effect : outcome.accounts) {
    if (figure.inputs.size() > 10) break;
    figure.inputs.push_back({.name = "Of it",
                             .text = money(effect.revenue_lost),
                             .record = {model::Kind::account, effect.account}});
  }
  figure.label += ", what is left";
  figure.value = model::Money{*outcome.base.base, outcome.base.currency};
  figure.formula = "revenue of last year - revenue lost in the scenario";
  return figure;
}

/// A rate of one year in a table cell, with its parts.
void rate_cell(ScreenContext& in, const YearTotal& year, std::string_view name, Ratio rate,
               std::string_view formula, Tone tone = Tone::ink) {
  if (!rate) {
    in.ui.text(nothing, {.style = TextStyle::small, .tone = Tone::muted});
    return;
  }
  const std::string told = std::string(name) + " " + year_text(year.year);
  in.ui.figure(told, percent_text(*rate),
               [&] {
                 const model::Currency base = in.figures.context().base;
                 const auto money = [&](std::string part, const analysis::Sum& sum) {
                   return ExplanationInput{std::move(part), model::money_text({sum.value, base}),
                                           false};
                 };
                 return Explanation{
                     .title = told + ": " + percent_text(*rate),
                     .formula = std::string(formula),
                     .inputs = {money("Opening", year.opening), money("Expansion", year.expansion),
                                money("Contraction", year.contraction), money("Lost", year.lost)},
                     .as_of = "as of " + model::date_text(in.today),
                     .note = "By value. Customers of the year before, no new ones."};
               },
               {.style = TextStyle::small, .tone = tone, .align = Align::right});
}

bool whole(const YearTotal& year, const ScreenContext& in) {
  const model::Period period{static_cast<std::int16_t>(year.year)};
  return analysis::last_day(period, in.figures.context().start_month) < in.today;
}

}  // namespace

void ForecastScreen::open_scenario(model::Id scenario) { opened_ = scenario; }

void ForecastScreen::show_lever(std::uint16_t field) {
  opened_.reset();
  view_ = View::work_back;
  levers_.focus(field);
}

void ForecastScreen::frame(ScreenContext& in, Outlooks& outlooks) {
  outlooks.frame(in, levers_.trying());
  if (scenario_ && in.plan.find<model::Scenario>(scenario_) == nullptr) scenario_ = {};
  if (scenario_page(in, outlooks)) return;
  const bool trials = view_ == View::outlook || view_ == View::work_back;
  const Outlook& shown = trials ? outlooks.simulated(in, scenario_) : outlooks.of(in, scenario_);
  compute(in, shown);
  Ui& ui = in.ui;
  const auto main = in.main("Forecast");
  header(in);
  if (!forecast_.total && !scenario_) {
    const auto card = ui.card();
    const bool none = in.plan.table<model::Account>().empty();
    const std::string add = "Add " + words(in.plan).account;
    if (ui.empty_state(
            "The forecast starts from last year\u2019s revenue. Open an account and add it "
            "there.",
            none ? std::string_view(add) : "Add last year\u2019s revenue",
            "Nothing to forecast from yet")) {
      if (none) {
        in.request(Request::add_account);
      } else {
        in.go({.page = Page::accounts});
      }
    }
    return;
  }
  if (const auto view = ui.tabs("Forecast", {"Outlook", "Work back", "Compare", "Shock lab"},
                                static_cast<int>(view_))) {
    view_ = static_cast<View>(*view);
    ui.request_frames();
  }
  switch (view_) {
    case View::outlook:
      outlook(in, outlooks, shown);
      break;
    case View::work_back:
      work_back(in, shown);
      break;
    case View::compare:
      if (const auto opened = compare_scenarios(in, outlooks)) opened_ = opened;
      break;
    case View::shock_lab:
      if (const auto kept = lab_.frame(in, outlooks)) opened_ = kept;
      break;
  }
  if (opened_) ui.request_frames();
}

/// The page of the scenario that is open, if one is.
bool ForecastScreen::scenario_page(ScreenContext& in, Outlooks& outlooks) {
  if (!opened_) return false;
  if (in.plan.find<model::Scenario>(*opened_) == nullptr) {  // removed, or its making was undone
    opened_.reset();
    return false;
  }
  const auto answer = page_.frame(in, outlooks, *opened_);
  if (answer == ScenarioPage::Answer::stay) return true;
  if (answer == ScenarioPage::Answer::show) {
    scenario_ = *opened_;
    view_ = View::outlook;
  }
  opened_.reset();
  in.ui.request_frames();
  return true;
}

void ForecastScreen::header(ScreenContext& in) {
  const Portfolio& p = in.figures.portfolio();
  std::string subtitle = year_text(p.plan_year) + " \u00b7 " + model::to_text(p.base);
  if (base_.churn.value) subtitle += " \u00b7 churn " + percent_text(*base_.churn.value);
  const auto header = in.ui.page_header("Forecast", subtitle);
  std::vector<std::string> names{"Base"};
  std::vector<model::Id> ids{{}};
  for (const ScenarioRecord* scenario : scenarios_of(in.plan)) {
    names.push_back(name_of(in.plan, {model::Kind::scenario, scenario->id}));
    ids.push_back(scenario->id);
  }
  if (ids.size() > 1) {
    const auto current = std::ranges::find(ids, scenario_) - ids.begin();
    const std::string label =
        told_apart("Scenario: " + names[static_cast<std::size_t>(current)], "scenario");
    std::vector<MenuEntry> entries;
    for (const std::string& name : names) entries.push_back({.text = name});
    if (const auto chosen = in.ui.menu(label, entries)) {
      scenario_ = ids[static_cast<std::size_t>(*chosen)];
      in.ui.request_frames();
    }
  }
  if (view_ != View::compare && in.ui.button("Compare scenarios", Emphasis::primary)) {
    view_ = View::compare;
    in.ui.request_frames();
  }
}

void ForecastScreen::walk_card(ScreenContext& in) {
  const std::string from = base_.base_year == 0 ? "Revenue walk to " + year_text(base_.plan_year)
                                                : "Revenue walk " + year_text(base_.base_year) +
                                                      " \u2192 " + year_text(base_.plan_year);
  std::string note = walk_scale(base_, forecast_).unit;
  if (scenario_) note = name_of(in.plan, {model::Kind::scenario, scenario_}) + " \u00b7 " + note;
  const auto card = in.ui.card(from, note);
  walk_of(in, "Revenue walk", base_, forecast_, figures_);
}

void ForecastScreen::outlook(ScreenContext& in, Outlooks& outlooks, const Outlook& shown) {
  Ui& ui = in.ui;
  key_figures(in, shown);
  {
    auto sides = ui.columns({16, 9}, {.min_width = 400});
    sides.next();
    walk_card(in);
    sides.next();
    landing_card(in, shown, outlooks, scenario_, levers_.trying());
    sides.next();
    if (const auto opened = scenarios_.frame(in, outlooks)) opened_ = opened;
    sides.next();
    if (const auto driver = drivers_card(in, shown)) follow_driver(in, *driver);
  }
  if (in.figures.portfolio().years.empty()) return;
  auto sides = ui.columns({16, 9}, {.min_width = 400});
  sides.next();
  years(in);
  sides.next();
  years_chart(in);
}

void ForecastScreen::work_back(ScreenContext& in, const Outlook& shown) {
  key_figures(in, shown);
  auto sides = in.ui.columns({16, 9}, {.min_width = 400});
  sides.next();
  walk_card(in);
  close_gap_.frame(in, shown, scenario_);
  quarters(in);
  sides.next();
  levers(in);
}

/// Where the thing is that moves the result: its record, its lever, or the board it can be taken
/// off.
void ForecastScreen::follow_driver(ScreenContext& in, const simulation::Driver& driver) {
  using What = simulation::Driver::What;
  in.ui.request_frames();
  switch (driver.what) {
    case What::churn:
      return show_lever(model::field_index<&Settings::churn>());
    case What::win_rate:
      return show_lever(model::field_index<&Settings::win_rate>());
    case What::price:
      return show_lever(model::field_index<&Settings::price_uplift>());
    case What::account:
      return in.go(place_of(in.plan, driver.record));
    case What::deal:
      return in.open(driver.record);
    case What::sector:
    case What::region:
      lab_.group_by(driver.what == What::sector ? ShockLab::Grouping::sector
                                                : ShockLab::Grouping::region);
      view_ = View::shock_lab;
      return;
  }
}

void ForecastScreen::compute(ScreenContext& in, const Outlook& shown) {
  const MadeFor now{in.figures.version(), in.plan.revision(), scenario_};
  const bool changed = made_for_ != now;
  if (!changed && !levers_.trying() && !tried_before_) return;
  tried_before_ = levers_.trying();
  made_for_ = now;
  base_ = analysis::with_levers(scenario_ ? shown.outcome.base : in.figures.forecast_base(),
                                levers_.tried());
  forecast_ = analysis::forecast(base_);
  figures_ = analysis::forecast_figures(base_, forecast_);
  if (const Figure* last = in.figures.figure(in.plan, "revenue_last_year"))
    figures_.push_back(scenario_ && base_.base ? what_is_left(*last, shown) : *last);
  figures_.push_back(churn_step(base_, forecast_));
  if (changed) make_chart(in);
}

void ForecastScreen::make_chart(const ScreenContext& in) {
  constexpr std::array<std::string_view, analysis::revenue_kinds> kinds = {
      "Existing", "Cross-sell", "Up-sell", "New customers", "Price"};
  const Portfolio& p = in.figures.portfolio();
  chart_ = {};
  model::Money largest{0, p.base};
  for (const YearTotal& year : p.years) {
    largest.minor = std::max(largest.minor, std::abs(year.revenue.value));
  }
  chart_.scale = model::money_scale(largest);
  const std::size_t skip = p.years.size() > years_in_chart ? p.years.size() - years_in_chart : 0;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    StackedSeries series{std::string(kinds[k]), {}};
    for (std::size_t y = skip; y < p.years.size(); ++y) {
      series.values.push_back(static_cast<double>(p.years[y].by_kind[k].value) /
                              static_cast<double>(chart_.scale.divisor));
    }
    if (std::ranges::any_of(series.values, [](double value) { return value != 0; })) {
      chart_.series.push_back(std::move(series));
    }
  }
  for (std::size_t y = skip; y < p.years.size(); ++y) {
    chart_.columns.push_back(year_text(p.years[y].year));
    chart_.totals.push_back(in_scale({p.years[y].revenue.value, p.base}, chart_.scale));
    chart_.figures.push_back("revenue_fy" + model::decimal_text(p.years[y].year, 0));
  }
}

void ForecastScreen::key_figures(ScreenContext& in, const Outlook& shown) {
  const auto find = [&](std::string_view id) { return analysis::find_figure(figures_, id); };
  const auto draw = [&](std::string_view id, const FigureText& text) {
    if (const Figure* figure = find(id)) key_figure(in, *figure, text);
  };
  auto columns = in.ui.columns(5, {.min_width = 150});
  columns.next();
  FigureText total;
  if (forecast_.base && *forecast_.base > 0) {
    const double growth =
        static_cast<double>(*forecast_.total) / static_cast<double>(*forecast_.base) - 1;
    total.note = percent_text(growth, 1, model::Sign::always) + " on " + year_text(base_.base_year);
    total.note_tone = growth < 0 ? Tone::negative : Tone::positive;
  }
  if (shown.summary && shown.current && !levers_.trying()) {
    total.note = percentiles_text(shown);
    total.note_tone = Tone::muted;
  }
  draw("forecast_total", total);
  columns.next();
  FigureText gap;
  if (forecast_.goal) {
    gap.label = "Gap to goal " +
                model::money_text({*forecast_.goal, base_.currency}, model::MoneyStyle::compact);
    const bool reached = forecast_.gap && *forecast_.gap <= 0;
    gap.note = reached ? "the forecast passes the goal" : "still to be found";
    gap.note_tone = reached ? Tone::positive : Tone::warning;
  }
  draw("gap_to_goal", gap);
  columns.next();
  draw("pipeline_needed",
       {.note =
            base_.win_rate.value ? "at a win rate of " + percent_text(*base_.win_rate.value) : ""});
  columns.next();
  FigureText deals;
  if (base_.average_deal.value) {
    deals.note =
        model::money_text({*base_.average_deal.value, base_.currency}, model::MoneyStyle::compact) +
        " a deal";
  }
  draw("deals_needed", deals);
  columns.next();
  FigureText coverage;
  if (forecast_.coverage_required) {
    coverage.note = "needs " + model::number_text(*forecast_.coverage_required, 1) + "\u00d7";
    const bool enough = forecast_.coverage && *forecast_.coverage >= *forecast_.coverage_required;
    coverage.note_tone = enough ? Tone::positive : Tone::warning;
  }
  draw("pipeline_coverage", coverage);
}

void ForecastScreen::levers(ScreenContext& in) {
  const auto card = in.ui.card("Work back from the goal", "drag to try out");
  if (!in.figures.forecast_base().goal.value) {
    in.ui.muted("Set a goal to see the gap and what closes it.");
    record_field<&Settings::goal>(in, model::settings_id, FieldLook::boxed);
    in.ui.space(4);
  }
  levers_.frame(in, in.figures.forecast_base(), in.figures.forecast());
}

void ForecastScreen::quarters(ScreenContext& in) {
  Ui& ui = in.ui;
  model::Money largest{0, base_.currency};
  for (const analysis::Quarter& quarter : forecast_.quarters) {
    largest.minor = std::max({largest.minor, quarter.weighted, quarter.need.value_or(0)});
  }
  const model::MoneyScale scale = model::money_scale(largest);
  const auto card = ui.card("By quarter", "what has to be added, and when");
  const std::string weighted = "Weighted pipeline " + scale.unit;
  const std::string need = "Pipeline to add " + scale.unit;
  const Column columns[] = {{.name = "Quarter", .flex = 1, .sortable = false},
                            {.name = weighted, .align = Align::right, .sortable = false},
                            {.name = need, .align = Align::right, .sortable = false},
                            {.name = "Deals to win", .align = Align::right, .sortable = false}};
  auto table = ui.table("By quarter", columns, forecast_.quarters.size(), {.openable = false});
  const auto cell = [&](const std::optional<std::string>& text) {
    table.cell();
    if (text) {
      ui.number(*text);
    } else {
      ui.text(nothing, {.style = TextStyle::small, .tone = Tone::muted});
    }
  };
  while (table.next_row()) {
    const analysis::Quarter& quarter = forecast_.quarters[table.row()];
    table.cell();
    ui.text("Q" + model::count_text(static_cast<std::int64_t>(table.row()) + 1),
            {.style = TextStyle::small_strong});
    ui.text((quarter.over ? "over since " : "until ") + model::date_text(quarter.end),
            {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
    cell(in_scale({quarter.weighted, base_.currency}, scale));
    cell(quarter.need ? std::optional(in_scale({*quarter.need, base_.currency}, scale))
                      : std::nullopt);
    cell(quarter.deals ? std::optional(model::count_text(*quarter.deals)) : std::nullopt);
  }
}

void ForecastScreen::years(ScreenContext& in) {
  Ui& ui = in.ui;
  const Portfolio& p = in.figures.portfolio();
  const auto card = ui.card("Revenue and churn by year", chart_.scale.unit);
  const std::string revenue = "Revenue " + chart_.scale.unit;
  const std::string lost = "Lost " + chart_.scale.unit;
  const std::string contraction = "Contraction " + chart_.scale.unit;
  const std::string expansion = "Expansion " + chart_.scale.unit;
  const auto column = [](std::string_view name, int priority = 0) {
    return Column{.name = name, .align = Align::right, .sortable = false, .priority = priority};
  };
  const Column columns[] = {{.name = "Year", .flex = 1, .sortable = false},
                            column(revenue),
                            column("Growth"),
                            column("Customers", 4),
                            column(lost, 3),
                            column(contraction, 6),
                            column(expansion, 5),
                            column("Churn"),
                            column("NRR", 1),
                            column("GRR", 2)};
  {
    auto table =
        ui.table("Revenue and churn by year", columns, p.years.size(), {.openable = false});
    while (table.next_row()) {
      const YearTotal& year = p.years[table.row()];
      const std::string name = year_text(year.year);
      const auto money = [&](const analysis::Sum& sum) {
        table.cell();
        ui.number(in_scale({sum.value, p.base}, chart_.scale));
      };
      table.cell();
      ui.text(name, {.style = TextStyle::small_strong});
      if (!whole(year, in)) {
        ui.text("so far", {.style = TextStyle::small, .tone = Tone::muted});
      }
      table.cell();
      const Figure* figure =
          in.figures.figure(in.plan, "revenue_fy" + model::decimal_text(year.year, 0));
      if (figure != nullptr) {
        figure_number(in, *figure, "Revenue " + name,
                      in_scale({year.revenue.value, p.base}, chart_.scale));
      }
      const Ratio growth = analysis::growth(year.revenue.value, p.revenue(year.year - 1).value);
      table.cell();
      if (growth) {
        ui.number(percent_text(*growth, 1, model::Sign::always),
                  *growth < 0 ? Tone::negative : Tone::positive);
      } else {
        ui.text(nothing, {.style = TextStyle::small, .tone = Tone::muted});
      }
      table.cell();
      ui.number(model::count_text(year.customers));
      money(year.lost);
      money(year.contraction);
      money(year.expansion);
      table.cell();
      rate_cell(in, year, "Churn", analysis::revenue_churn_with_contraction(year.cohort()),
                "(lost + contraction) / opening");
      table.cell();
      rate_cell(in, year, "NRR", analysis::net_revenue_retention(year.cohort()),
                "(opening + expansion - contraction - lost) / opening");
      table.cell();
      rate_cell(in, year, "GRR", analysis::gross_revenue_retention(year.cohort()),
                "(opening - contraction - lost) / opening");
    }
  }
  averages(in);
}

void ForecastScreen::averages(ScreenContext& in) {
  struct Average {
    std::string_view figure;
    std::string_view label;
  };
  constexpr std::array<Average, 3> shown = {
      {{"average_churn", "Average churn, mean of the years"},
       {"average_churn_pooled", "Average churn, pooled: large years weigh more"},
       {"average_churn_lost", "Average churn, only customers who left"}}};
  in.ui.space(4);
  for (const Average& average : shown) {
    const Figure* figure = in.figures.figure(in.plan, average.figure);
    if (figure == nullptr) continue;
    const auto row = in.ui.row({.gap = 6});
    in.ui.text(average.label, {.style = TextStyle::small, .tone = Tone::muted});
    figure_number(in, *figure, figure->label, {}, {.style = TextStyle::small_strong});
  }
}

void ForecastScreen::years_chart(ScreenContext& in) {
  const auto card = in.ui.card("Revenue by kind", chart_.scale.unit);
  const auto figure_of = [&](std::size_t bar) {
    return in.figures.figure(in.plan, chart_.figures[bar]);
  };
  const auto answer =
      stacked_chart(in.ui, "Revenue by year and kind", chart_.columns, chart_.series, chart_.totals,
                    {.summary = "Revenue of each fiscal year, split by where it comes from.",
                     .explain = [&](std::size_t bar) {
                       const Figure* figure = figure_of(bar);
                       return figure == nullptr ? Explanation{.title = chart_.columns[bar]}
                                                : explanation_of(*figure);
                     }});
  if (answer.followed) {
    if (const Figure* figure = figure_of(answer.followed->bar)) {
      follow(in, *figure, answer.followed->input);
    }
  }
}

}  // namespace keyplan::ui
