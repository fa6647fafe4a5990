#include "core/analysis/planning_value.h"

#include <algorithm>
#include <string>

#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

enum class Whose : std::uint8_t { existing, fresh, unclear };

Whose whose(const Opportunity& deal, const AccountResult& account, const Context& context) {
  switch (deal.type) {
    case DealType::new_customer:
      return Whose::fresh;
    case DealType::existing:
    case DealType::cross_sell:
    case DealType::up_sell:
    case DealType::renewal:
      return Whose::existing;
    case DealType::unset:
      break;
  }
  if (!account.id) return Whose::unclear;
  const int year = deal.close ? fiscal_year(deal.close, context.start_month) : context.plan_year;
  return account.is_new_in(year) ? Whose::fresh : Whose::existing;
}

constexpr std::string_view none_closed = "No deal of these is won or lost yet.";
constexpr std::string_view planned_means = "Planned is an account with a goal and an action.";

void win_figure(FigureList& list, std::string id, std::string label, std::uint32_t won,
                std::uint32_t lost, std::string_view note) {
  list.percent(std::move(id), std::move(label), win_rate(won, lost))
      .formula("won / (won + lost)")
      .note("By count. " + std::string(note))
      .otherwise(none_closed)
      .count("Won deals", won)
      .count("Lost deals", lost);
}

void growth_figure(FigureList& list, std::string id, std::string label, const PlanningSide& side,
                   int year) {
  auto figure =
      list.percent(std::move(id), std::move(label), year == 0 ? std::nullopt : side.growth());
  figure.formula("(revenue - revenue of the year before) / revenue of the year before")
      .note(planned_means)
      .otherwise("There is no revenue in the year before.")
      .count("Accounts", side.accounts);
  if (year == 0) return;
  figure.money("Revenue " + year_text(year), side.revenue)
      .money("Revenue " + year_text(year - 1), side.before);
}

}  // namespace

bool is_planned(const Plan& plan, Id account) {
  const auto goals = plan.of_account<Goal>(account);
  return std::any_of(
             goals.begin(), goals.end(),
             [](const Record<Goal>& goal) { return goal.data.status != GoalStatus::dropped; }) &&
         !plan.of_account<Action>(account).empty();
}

PlanningValue planning_value(const Plan& plan, const Cache& cache) {
  const Context& context = cache.context();
  PlanningValue value{.base_year = cache.portfolio().base_year};
  Sum revenue[2];
  Sum before[2];
  for (const AccountResult& result : cache.accounts()) {
    const bool there = plan.find<Account>(result.id) != nullptr;
    const bool planned = there && is_planned(plan, result.id);
    PlanningSide& side = planned ? value.planned : value.unplanned;
    if (there) {
      ++side.accounts;
      side.won += result.deals.won();
      side.lost += result.deals.lost();
      revenue[planned ? 0 : 1] += result.revenue(value.base_year);
      before[planned ? 0 : 1] += result.revenue(value.base_year - 1);
    }
    if (result.deals.won() + result.deals.lost() == 0) continue;
    for (const Record<Opportunity>& deal : plan.of_account<Opportunity>(result.id)) {
      const Stage stage = deal.data.progress.stage;
      if (stage != Stage::won && stage != Stage::lost) continue;
      const bool won = stage == Stage::won;
      switch (whose(deal.data, result, context)) {
        case Whose::existing:
          ++(won ? value.existing_won : value.existing_lost);
          break;
        case Whose::fresh:
          ++(won ? value.new_won : value.new_lost);
          break;
        case Whose::unclear:
          ++value.unclear;
          break;
      }
    }
  }
  for (const int i : {0, 1}) {
    PlanningSide& side = i == 0 ? value.planned : value.unplanned;
    side.revenue = revenue[i].value;
    side.before = before[i].value;
    side.overflowed = revenue[i].overflowed || before[i].overflowed;
  }
  return value;
}

std::vector<Figure> planning_figures(const PlanningValue& value, const Context& context) {
  FigureList list(context.base, context.today);
  const PlanningSide& planned = value.planned;
  const PlanningSide& others = value.unplanned;
  list.count("planned_accounts", "Planned accounts", planned.accounts)
      .formula("accounts with at least one goal and one action")
      .note("A dropped goal does not count; a finished action does.")
      .count("Of all", planned.accounts + others.accounts);

  win_figure(list, "win_rate_planned", "Win rate, planned accounts", planned.won, planned.lost,
             planned_means);
  win_figure(list, "win_rate_unplanned", "Win rate, other accounts", others.won, others.lost,
             planned_means);
  list.multiple("win_rate_lift", "Planned against others",
                existing_new_multiple(planned.win_rate(), others.win_rate()))
      .formula("win rate of planned accounts / win rate of the others")
      .note("What goes together, not what causes what.")
      .otherwise("It takes won deals on one side and won or lost ones on the other.")
      .percent("Planned", planned.win_rate())
      .percent("Others", others.win_rate());

  const std::string year = value.base_year == 0 ? "" : " " + year_text(value.base_year);
  growth_figure(list, "growth_planned", "Growth" + year + ", planned accounts", planned,
                value.base_year);
  growth_figure(list, "growth_unplanned", "Growth" + year + ", other accounts", others,
                value.base_year);
  Ratio lead;
  if (value.base_year != 0 && planned.growth() && others.growth())
    lead = *planned.growth() - *others.growth();
  list.percent("growth_lead", "Growth ahead of the others" + year, lead)
      .formula("growth of planned accounts - growth of the others, in points")
      .note("What goes together, not what causes what.")
      .otherwise("It takes revenue of two years on both sides.")
      .percent("Planned", planned.growth())
      .percent("Others", others.growth());

  win_figure(list, "win_rate_existing", "Win rate, existing customers", value.existing_won,
             value.existing_lost, "By the deal\u2019s type, else by revenue before its year.");
  win_figure(list, "win_rate_new", "Win rate, new customers", value.new_won, value.new_lost,
             "By the deal\u2019s type, else by revenue before its year.");
  auto multiple =
      list.multiple("existing_new_multiple", "Existing against new",
                    existing_new_multiple(win_rate(value.existing_won, value.existing_lost),
                                          win_rate(value.new_won, value.new_lost)));
  multiple.formula("win rate of existing customers / win rate of new ones")
      .note("Commonly quoted: 60 to 70% against 5 to 20%.")
      .otherwise("It takes won deals with existing and with new customers.")
      .percent("Existing", win_rate(value.existing_won, value.existing_lost))
      .percent("New", win_rate(value.new_won, value.new_lost));
  if (value.unclear > 0) multiple.count("Left out: without account and type", value.unclear);
  return list.take();
}

}  // namespace keyplan::analysis
