#include <algorithm>

#include "core/analysis/scenario.h"
#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

using Builder = FigureList::Builder;

constexpr std::size_t told_accounts = 10;

std::string account_name(const Plan& plan, Id id) {
  const Record<Account>* account = plan.find<Account>(id);
  return account == nullptr || account->data.name.empty() ? "(no name)" : account->data.name;
}

/// The hit accounts as inputs, the largest by name and the others as one.
template <class Of>
void add_accounts(Builder& b, const Plan& plan, const ScenarioOutcome& s, Of of) {
  Sum others;
  std::size_t told = 0;
  std::size_t more = 0;
  for (const AccountEffect& effect : s.accounts) {
    const std::optional<std::int64_t> amount = of(effect);
    if (!amount || *amount == 0) continue;
    if (told < told_accounts) {
      b.money(account_name(plan, effect.account), *amount);
      b.entered({Kind::account, effect.account}, 0,
                percent_text(1 - effect.survival.fraction()) + " of it goes");
      ++told;
    } else {
      others += *amount;
      ++more;
    }
  }
  if (more > 0) b.money(counted(static_cast<std::int64_t>(more), "other", "others"), others);
}

void add_gaps(Builder& b, const ScenarioOutcome& s) {
  for (const ScenarioGap& gap : s.gaps) {
    b.remark("Does not count as it stands", gap.sentence);
    if (gap.change) b.entered({Kind::scenario_change, gap.change}, 0, "");
  }
}

void losses(FigureList& list, const Plan& plan, const ScenarioOutcome& s) {
  const int year = s.before_base.base_year;
  const std::string of_year = year == 0 ? "" : " " + year_text(year);
  const std::string no_revenue = "No revenue before the plan year is recorded.";
  const auto if_base = [&](const Sum& sum) {
    return year == 0 || sum.overflowed ? std::nullopt : std::optional(sum.value);
  };
  Builder revenue =
      list.money("scenario_revenue_lost", "Revenue lost" + of_year, if_base(s.revenue_lost));
  revenue.formula("sum of revenue x share lost of every account that is hit")
      .note("Several changes to one account multiply what survives.")
      .otherwise(no_revenue);
  add_accounts(revenue, plan, s, [](const AccountEffect& e) { return e.revenue_lost; });
  add_gaps(revenue, s);

  list.percent("scenario_share_lost", "Share of revenue lost", s.share_lost)
      .formula("revenue lost / revenue" + of_year)
      .otherwise(no_revenue)
      .money("Revenue lost", s.revenue_lost)
      .money("Revenue" + of_year, s.before_base.base);

  const bool no_costs = s.with_margin == 0 && !s.accounts.empty();
  Builder margin = list.money("scenario_margin_lost", "Margin lost" + of_year,
                              no_costs ? std::nullopt : if_base(s.margin_lost));
  margin.formula("sum of (revenue - cost) x share lost")
      .note("Of the revenue entries that name a cost.")
      .otherwise(year == 0 ? no_revenue : "No revenue of the accounts that are hit names a cost.")
      .count("Accounts that are hit", static_cast<std::int64_t>(s.accounts.size()))
      .count("Of which with a cost", s.with_margin);
  add_accounts(margin, plan, s, [](const AccountEffect& e) { return e.margin_lost; });

  list.count("scenario_accounts_lost", "Accounts lost", s.accounts_lost)
      .formula("accounts of which nothing is left")
      .count("Accounts that are hit", static_cast<std::int64_t>(s.accounts.size()));
  list.count("scenario_deals_lost", "Open deals lost", s.deals_lost)
      .formula("open deals of the accounts of which nothing is left")
      .money("Their amounts, and the shares lost of others", s.pipeline_lost);
  Builder pipeline = list.money("scenario_pipeline_lost", "Open pipeline lost", s.pipeline_lost);
  pipeline.formula("sum of the amounts of open deals x share lost of their account")
      .note("Not weighted, whenever the deals close.");
  add_accounts(pipeline, plan, s, [](const AccountEffect& e) { return e.pipeline_lost; });
  Builder weighted =
      list.money("scenario_weighted_lost", "Weighted pipeline lost", s.weighted_lost);
  weighted.formula("sum of the weighted net new pipeline of the year x share lost of its account");
  add_accounts(weighted, plan, s, [](const AccountEffect& e) { return e.weighted_lost; });
}

std::optional<std::int64_t> difference(std::optional<std::int64_t> after,
                                       std::optional<std::int64_t> before) {
  if (!after || !before) return std::nullopt;
  return saturating_sub(*after, *before);
}

void changes(FigureList& list, const ScenarioOutcome& s) {
  const std::string year = year_text(s.before_base.plan_year);
  list.money("scenario_forecast_change", "Change of the forecast " + year,
             difference(s.forecast.total, s.before.total))
      .formula("forecast of the scenario - forecast of the plan")
      .otherwise("There is no forecast: neither revenue nor pipeline is recorded.")
      .money("Forecast of the scenario", s.forecast.total)
      .money("Forecast of the plan", s.before.total)
      .percent("Price rise", s.base.price_uplift.value.value_or(0))
      .percent("Churn", s.base.churn.value.value_or(0));
  list.money("scenario_gap_change", "Change of the gap to goal",
             difference(s.forecast.gap, s.before.gap))
      .formula("gap of the scenario - gap of the plan")
      .note("Above zero there is more to be sold.")
      .otherwise("No goal is set. Set one in Settings.")
      .money("Gap of the scenario", s.forecast.gap)
      .money("Gap of the plan", s.before.gap);
}

void recovery(FigureList& list, const ScenarioOutcome& s) {
  constexpr std::string_view no_rate = "The win rate is not known, or zero in this scenario.";
  list.money("scenario_refill", "Pipeline to refill", s.refill)
      .formula("revenue lost / win rate")
      .otherwise(no_rate)
      .money("Revenue lost", s.revenue_lost)
      .percent("Win rate", s.base.win_rate.value);
  list.count("scenario_deals_to_recover", "Deals to make up for it", s.deals_needed)
      .formula("pipeline to refill / average deal, rounded up")
      .otherwise(s.refill ? "The average deal is not known yet." : no_rate)
      .money("Pipeline to refill", s.refill)
      .money("Average deal", s.base.average_deal.value);
  list.count("scenario_accounts_to_recover", "Growth accounts to make up for it", s.accounts_needed)
      .formula("revenue lost / revenue of the average Growth account, rounded up")
      .otherwise("No account of tier Growth has revenue and is spared.")
      .money("Revenue lost", s.revenue_lost)
      .money("Average Growth account", s.average_growth)
      .count("Growth accounts that are spared", s.growth_accounts);
}

void exposed(FigureList& list, const Plan& plan, const ScenarioOutcome& s) {
  Sum all;
  for (const Leaver& leaver : s.leavers) all += leaver.exposed;
  Builder b = list.money("scenario_exposed", "Revenue exposed", all);
  b.formula("revenue of the accounts of managers who leave")
      .note("Exposed, not lost: what counts as lost is the share at risk.");
  for (const Leaver& leaver : s.leavers) {
    for (const Exposed& account : leaver.accounts) {
      b.money(account_name(plan, account.account), account.revenue);
      std::string why = percent_text(account.at_risk) + " at risk";
      for (const std::string& reason : account.reasons) why += ". " + reason;
      b.entered({Kind::account, account.account}, 0, why);
    }
  }
}

}  // namespace

std::vector<Figure> scenario_figures(const Plan& plan, const ScenarioOutcome& s) {
  FigureList list(s.base.currency, s.base.today);
  losses(list, plan, s);
  changes(list, s);
  recovery(list, s);
  exposed(list, plan, s);
  std::vector<Figure> figures = list.take();
  std::ranges::move(concentration_figures(plan, s.concentration), std::back_inserter(figures));
  std::ranges::move(forecast_figures(s.base, s.forecast), std::back_inserter(figures));
  return figures;
}

}  // namespace keyplan::analysis
