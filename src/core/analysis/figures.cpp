#include "core/analysis/figures.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

using Builder = FigureList::Builder;

std::optional<std::int64_t> known(const Sum& sum) {
  return sum.overflowed ? std::nullopt : std::optional(sum.value);
}

std::string fiscal(int year) { return year == 0 ? "last year" : year_text(year); }

std::string nothing_before(int plan_year) {
  return "No revenue before " + year_text(plan_year) + " is recorded.";
}

/// Says where a lever's value comes from.
template <class T>
void explain(Builder& builder, const Lever<T>& lever, std::uint16_t field,
             std::string_view when_unknown) {
  switch (lever.origin) {
    case Origin::settings:
      builder.entered({Kind::settings, settings_id}, field, "set in Settings");
      break;
    case Origin::tried:
      builder.last_remark("tried out here");
      break;
    case Origin::unknown:
      builder.last_remark(when_unknown);
      break;
    case Origin::derived:
      break;
  }
}

constexpr std::string_view counted_as_none = "not known yet, counted as none";

void forecast_part(FigureList& list, const ForecastBase& b, const Forecast& f) {
  const std::string base_label = "Revenue " + fiscal(b.base_year);
  const std::string no_base = nothing_before(b.plan_year);
  const std::string year = year_text(b.plan_year);

  list.money("price_effect", "Growth without selling",
             f.existing ? std::optional(f.price) : std::nullopt)
      .formula("base x (1 - churn) x price rise")
      .otherwise(no_base)
      .money(base_label, f.base)
      .percent("Price rise", b.price_uplift.value.value_or(0));

  Builder existing =
      list.money("predicted_existing", "Predicted from existing customers", f.existing);
  existing.formula("base x (1 + price rise) x (1 - churn)").otherwise(no_base);
  existing.money(base_label, f.base);
  if (b.base_year != 0 && b.base_year != b.plan_year - 1) {
    existing.last_remark("the latest year with revenue");
  }
  existing.percent("Price rise", b.price_uplift.value.value_or(0));
  explain(existing, b.price_uplift, field_index<&Settings::price_uplift>(), "not set");
  existing.percent("Churn", b.churn.value.value_or(0));
  explain(existing, b.churn, field_index<&Settings::churn>(), counted_as_none);

  struct Part {
    const char* id;
    const char* label;
    std::uint16_t field;
  };
  const std::array<Part, 3> parts = {
      {{"net_new_customers", "New customers", field_index<&Settings::planned_new>()},
       {"net_new_cross_sell", "Cross-sell", field_index<&Settings::planned_cross_sell>()},
       {"net_new_up_sell", "Up-sell", field_index<&Settings::planned_up_sell>()}}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Builder part =
        list.money(parts[i].id, std::string(parts[i].label) + " " + year, f.net_new_parts[i]);
    if (b.net_new[i].origin == Origin::settings || b.net_new[i].origin == Origin::tried) {
      part.formula("as planned").money("Planned", f.net_new_parts[i]);
      explain(part, b.net_new[i], parts[i].field, "");
      part.money("Booked and weighted pipeline, for comparison", b.net_new[i].derived);
    } else {
      part.formula("booked this year + weighted open pipeline of the year")
          .money("Booked in " + year, b.booked[i])
          .money("Weighted pipeline", b.weighted[i]);
    }
  }
  Builder net_new = list.money("net_new", "Net new sales " + year,
                               f.total || b.base ? std::optional(f.net_new) : std::nullopt);
  net_new.formula("new customers + cross-sell + up-sell")
      .otherwise("Nothing is booked, planned or in the pipeline of " + year + ".")
      .money("New customers", f.net_new_parts[0])
      .money("Cross-sell", f.net_new_parts[1])
      .money("Up-sell", f.net_new_parts[2])
      .money("Of which to customers won this year", b.to_new_customers)
      .last_remark("from bookings and pipeline");
  if (b.kept != 0) {
    net_new.money("Not in it: weighted renewals and existing business", b.kept);
  }

  list.money("forecast_total", "Forecast " + year, f.total)
      .formula("predicted from existing customers + net new sales")
      .otherwise(no_base + " Nothing is in the pipeline of " + year + " either.")
      .money("Predicted from existing customers", f.existing)
      .money("Net new sales", f.net_new);

  const std::string no_goal = b.is_account
                                  ? "The plan has no goal, or the account had no revenue last year."
                                  : "No goal is set. Set one in Settings.";
  Builder goal = list.money("goal", "Goal " + year, f.goal);
  goal.otherwise(no_goal).formula(b.is_account ? "goal of the plan x share of last year's revenue"
                                               : "as set");
  if (f.goal) {
    goal.money("Goal", f.goal);
    explain(goal, b.goal, field_index<&Settings::goal>(), "");
  }
  list.money("gap_to_goal", "Gap to goal", f.gap)
      .formula("goal - predicted from existing customers - net new sales")
      .note("Below zero the goal is passed.")
      .otherwise(no_goal)
      .money("Goal", f.goal)
      .money("Predicted from existing customers", f.existing)
      .money("Net new sales", f.net_new);

  const std::string no_rate = f.goal ? "The win rate is not known yet." : no_goal;
  Builder need = list.money("pipeline_needed", "Pipeline to add", f.need);
  need.formula("gap / win rate").otherwise(no_rate).money("Gap", f.gap);
  need.percent("Win rate", b.win_rate.value);
  explain(need, b.win_rate, field_index<&Settings::win_rate>(), "");
  for (std::size_t q = 0; q < f.quarters.size(); ++q) {
    if (f.quarters[q].need) {
      need.money("By " + date_text(f.quarters[q].end), *f.quarters[q].need);
    }
  }
  Builder deals = list.count("deals_needed", "Deals to win", f.deals);
  deals.formula("pipeline to add / average deal, rounded up")
      .otherwise(f.need ? "The average deal is not known yet." : no_rate)
      .money("Pipeline to add", f.need)
      .money("Average deal", b.average_deal.value);
  explain(deals, b.average_deal, field_index<&Settings::average_deal>(), "");
  for (std::size_t q = 0; q < f.quarters.size(); ++q) {
    if (f.quarters[q].deals)
      deals.count("By " + date_text(f.quarters[q].end), *f.quarters[q].deals);
  }

  list.multiple("pipeline_coverage", "Pipeline coverage", f.coverage)
      .formula("open pipeline of the year / what is still to be sold")
      .note("By amount, not weighted. Still to be sold: goal - existing - booked.")
      .otherwise(f.goal ? "Nothing is left to sell: the goal is reached." : no_goal)
      .money("Open pipeline of the year, net new", b.pipeline)
      .money("Still to be sold", f.remaining_quota);
  Builder required = list.multiple("coverage_required", "Coverage needed", f.coverage_required);
  required.formula("1 / win rate").otherwise("The win rate is not known yet.");
  required.percent("Win rate", b.win_rate.value);
  explain(required, b.win_rate, field_index<&Settings::win_rate>(), "");
}

void pipeline_part(FigureList& list, const Pipeline& pipeline, const std::vector<Gap>& gaps,
                   int plan_year) {
  const PipelinePart all = pipeline.all();
  const std::string year = year_text(plan_year);
  for (const bool weighted : {true, false}) {
    Builder b = weighted
                    ? list.money("weighted_pipeline", "Weighted pipeline " + year, all.weighted)
                    : list.money("open_pipeline", "Open pipeline " + year, all.amount);
    b.formula(weighted ? "sum of amount x probability of the open deals"
                       : "sum of the amounts of the open deals")
        .count("Open deals that can close in " + year, all.deals);
    if (weighted) b.money("Their amounts", all.amount);
    if (pipeline.undated > 0) b.count("Of all open deals, without close date", pipeline.undated);
    if (pipeline.unpriced > 0) b.count("Of all open deals, without amount", pipeline.unpriced);
    if (pipeline.past_close > 0)
      b.count("Of all open deals, past their close date", pipeline.past_close);
    if (pipeline.later.deals > 0) {
      b.money("Not in it: deals that close later",
              weighted ? pipeline.later.weighted : pipeline.later.amount);
    }
    b.gaps(gaps);
  }
}

void deals_part(FigureList& list, const Deals& deals, const std::vector<Gap>& gaps) {
  const auto by_stage = [&](const char* id, Stage stage) {
    list.count(id, std::string(choice_label(stage)) + " deals",
               deals.by_stage[static_cast<std::size_t>(stage)])
        .formula("deals in this stage");
  };
  list.money("won_value", "Won", deals.won_value)
      .formula("sum of the amounts of the won deals")
      .count("Won deals", deals.won())
      .gaps(gaps);
  list.count("won_count", "Won deals", deals.won()).formula("deals in stage Won");
  list.money("lost_value", "Lost", deals.lost_value)
      .formula("sum of the amounts of the lost deals")
      .count("Lost deals", deals.lost())
      .gaps(gaps);
  list.count("lost_count", "Lost deals", deals.lost()).formula("deals in stage Lost");
  list.count("open_count", "Open deals", deals.open()).formula("deals in an open stage");
  by_stage("prospecting_count", Stage::prospecting);
  by_stage("engaging_count", Stage::engaging);
  by_stage("proposal_count", Stage::proposal);
  by_stage("negotiation_count", Stage::negotiation);

  constexpr std::string_view none_closed = "No deal is won or lost yet.";
  list.percent("win_rate", "Win rate", win_rate(deals.won(), deals.lost()))
      .formula("won / (won + lost)")
      .note("By count. Open deals do not count.")
      .otherwise(none_closed)
      .count("Won deals", deals.won())
      .count("Lost deals", deals.lost());
  const bool fits = !deals.won_value.overflowed && !deals.lost_value.overflowed;
  list.percent("win_rate_value", "Win rate by value",
               fits ? win_rate(static_cast<double>(deals.won_value.value),
                               static_cast<double>(deals.lost_value.value))
                    : std::nullopt)
      .formula("won / (won + lost)")
      .note("By value. Open deals do not count.")
      .otherwise("No won or lost deal has an amount.")
      .money("Won", deals.won_value)
      .money("Lost", deals.lost_value)
      .gaps(gaps);
  list.money("average_deal", "Average deal",
             deals.won_priced > 0 && fits ? scaled(deals.won_value.value, 1, deals.won_priced)
                                          : std::nullopt)
      .formula("amounts of won deals / won deals with an amount")
      .otherwise("No won deal has an amount.")
      .money("Won", deals.won_value)
      .count("Won deals with an amount", deals.won_priced);
}

void cycle_part(FigureList& list, Ratio mean_days, Ratio median_days, std::int64_t count) {
  constexpr std::string_view none = "No won deal has both an opening and a close date.";
  list.days("sales_cycle_mean", "Sales cycle, mean", mean_days)
      .formula("mean of the days from opened to won")
      .otherwise(none)
      .count("Won deals with both dates", count);
  list.days("sales_cycle_median", "Sales cycle, median", median_days)
      .formula("median of the days from opened to won")
      .otherwise(none)
      .count("Won deals with both dates", count);
}

void growth_figure(FigureList& list, const Sum& now, const Sum& before, int year) {
  const Ratio value =
      now.overflowed || before.overflowed ? std::nullopt : growth(now.value, before.value);
  list.percent("revenue_growth", "Growth " + fiscal(year), value)
      .formula("(revenue - revenue of the year before) / revenue of the year before")
      .otherwise("There is no revenue in the year before.")
      .money("Revenue " + fiscal(year), year == 0 ? std::nullopt : known(now))
      .money("Revenue " + (year == 0 ? std::string("before") : year_text(year - 1)),
             year == 0 ? std::nullopt : known(before));
}

void revenue_pair(FigureList& list, const Portfolio& p, const Sum& last, std::optional<Sum> now,
                  const std::vector<Gap>& gaps) {
  Builder last_year =
      p.base_year == 0 ? list.money("revenue_last_year", "Revenue last year", std::nullopt)
                       : list.money("revenue_last_year", "Revenue " + year_text(p.base_year), last);
  last_year.formula("sum of the revenue entries of the year")
      .otherwise(nothing_before(p.plan_year));
  if (p.base_year != 0) {
    const Date end = last_day(Period{static_cast<std::int16_t>(p.base_year)}, p.start_month);
    if (end >= p.today)
      last_year.remark("The year", "ends on " + date_text(end) + ", not complete yet");
    if (p.base_year != p.plan_year - 1) {
      last_year.remark("The year", "the latest one with revenue before " + year_text(p.plan_year));
    }
  }
  last_year.gaps(gaps);
  const std::string year = year_text(p.plan_year);
  Builder this_year = now ? list.money("revenue_this_year", "Revenue " + year, *now)
                          : list.money("revenue_this_year", "Revenue " + year, std::nullopt);
  this_year.formula("sum of the revenue entries of the year, as far as recorded")
      .otherwise("No revenue of " + year + " is recorded yet.")
      .gaps(gaps);
}

void margin_figure(FigureList& list, int year, const Sum* cost, const Sum* revenue_with_cost) {
  Ratio margin;
  if (cost != nullptr && !cost->overflowed && !revenue_with_cost->overflowed && cost->value != 0) {
    margin = gross_margin(revenue_with_cost->value, cost->value);
  }
  Builder b = list.percent("gross_margin", "Gross margin " + fiscal(year), margin);
  b.formula("(revenue - cost) / revenue")
      .note("Of the revenue entries that name a cost.")
      .otherwise("No revenue entry of the year names a cost.");
  if (cost != nullptr) b.money("Revenue with a cost", *revenue_with_cost).money("Cost", *cost);
}

template <class Years>
void revenue_by_year(FigureList& list, const Years& years) {
  constexpr std::array<const char*, revenue_kinds> kinds = {"Existing", "Cross-sell", "Up-sell",
                                                            "New customers", "Price"};
  for (const auto& year : years) {
    const Sum& total = [&]() -> const Sum& {
      if constexpr (requires { year.revenue; })
        return year.revenue;
      else
        return year.total;
    }();
    const std::string name = decimal_text(year.year, 0);
    Builder b = list.money("revenue_fy" + name, "Revenue " + year_text(year.year), total);
    b.formula("sum of the revenue entries of the year");
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      if (year.by_kind[k] != Sum{}) b.money(kinds[k], year.by_kind[k]);
    }
  }
}

void retention_part(FigureList& list, const Portfolio& p) {
  const auto years = p.churn_years();
  std::vector<ChurnYear> all;
  std::vector<ChurnYear> lost_only;
  for (const YearTotal* year : years) {
    all.push_back({year->opening.value, year->lost.value + year->contraction.value});
    lost_only.push_back({year->opening.value, year->lost.value});
  }
  constexpr std::string_view two_years = "Churn needs two years of revenue in a row.";
  Builder mean_figure = list.percent("average_churn", "Average churn", average_churn(all));
  mean_figure.formula("mean of the yearly churn rates: (lost + contraction) / opening revenue")
      .note("By value, lost and shrunk customers, mean of the years.")
      .otherwise(two_years);
  Builder pooled = list.percent("average_churn_pooled", "Average churn, pooled", pooled_churn(all));
  pooled.formula("all that was lost / all opening revenue")
      .note("By value, lost and shrunk customers, large years weigh more.")
      .otherwise(two_years);
  Builder lost = list.percent("average_churn_lost", "Average churn, lost customers only",
                              average_churn(lost_only));
  lost.formula("mean of the yearly rates: revenue of lost customers / opening revenue")
      .note("By value, lost customers only, mean of the years.")
      .otherwise(two_years);
  for (std::size_t i = 0; i < years.size(); ++i) {
    const std::string name = year_text(years[i]->year);
    mean_figure.percent(
        name, ratio(static_cast<double>(all[i].lost), static_cast<double>(all[i].opening)));
    pooled.money(name + " lost", all[i].lost).money(name + " opening", all[i].opening);
    lost.percent(name, revenue_churn(years[i]->cohort()));
  }

  const YearTotal* year = p.base_year == 0 ? nullptr : p.year(p.base_year);
  const bool usable = year != nullptr && !year->overflowed();
  const Cohort cohort = usable ? year->cohort() : Cohort{};
  const std::string name = fiscal(p.base_year);
  const auto cohort_figure = [&](const char* id, const char* label, Ratio value,
                                 std::string_view formula, std::string_view note) {
    list.percent(id, std::string(label) + " " + name, value)
        .formula(formula)
        .note(note)
        .otherwise("There are no customers in the year before.")
        .money("Opening", usable ? std::optional(cohort.opening) : std::nullopt)
        .money("Expansion", cohort.expansion)
        .money("Contraction", cohort.contraction)
        .money("Lost", cohort.churned);
  };
  constexpr std::string_view cohort_note = "By value. Customers of the year before, no new ones.";
  cohort_figure("nrr", "Net revenue retention", net_revenue_retention(cohort),
                "(opening + expansion - contraction - lost) / opening", cohort_note);
  cohort_figure("grr", "Gross revenue retention", gross_revenue_retention(cohort),
                "(opening - contraction - lost) / opening", cohort_note);
  cohort_figure("revenue_churn", "Revenue churn", revenue_churn(cohort), "lost / opening",
                "By value. Lost customers only.");
  cohort_figure("revenue_churn_with_contraction", "Revenue churn with contraction",
                revenue_churn_with_contraction(cohort), "(lost + contraction) / opening",
                "By value. Lost and shrunk customers.");
  cohort_figure("net_revenue_churn", "Net revenue churn", net_revenue_churn(cohort),
                "(lost + contraction - expansion) / opening",
                "By value. Below zero the remaining customers grew more than was lost.");
  const std::int64_t at_start = usable ? year->opening_customers : 0;
  const std::int64_t lost_count = usable ? year->lost_customers : 0;
  list.percent("logo_churn", "Customer churn " + name, logo_churn(lost_count, at_start))
      .formula("customers lost / customers at the start")
      .note("By count.")
      .otherwise("There are no customers in the year before.")
      .count("Lost", lost_count)
      .count("At the start", at_start);
  const std::int64_t at_end = usable ? year->customers : 0;
  const std::int64_t arrived = usable ? year->arrived_customers : 0;
  list.percent("retention", "Customer retention " + name, retention(at_end, arrived, at_start))
      .formula("(customers at the end - new ones) / customers at the start")
      .note("By count.")
      .otherwise("There are no customers in the year before.")
      .count("At the end", at_end)
      .count("New", arrived)
      .count("At the start", at_start);
}

std::string account_name(const Plan& plan, Id id) {
  const auto* account = plan.find<Account>(id);
  return account == nullptr ? "Without account" : account->data.name;
}

/// Which accounts pass the key-account test by revenue alone.
void key_accounts_figure(FigureList& list, const Plan& plan, const Portfolio& p) {
  constexpr std::size_t listed = 10;
  const double from = key_shares(plan.settings()).revenue;
  const auto share_of = [&](const Share& share) {
    return ratio(static_cast<double>(share.revenue), static_cast<double>(p.shares_total.value));
  };
  std::vector<Share> key;
  const bool known = p.shares_total.value > 0 && !p.shares_total.overflowed;
  for (const Share& share : p.shares) {
    if (!known || !is_key_account(std::array{share_of(share)}, from)) continue;
    // What belongs to no account, or to one that is gone, is nobody to look after.
    if (plan.find<Account>(share.account) != nullptr) key.push_back(share);
  }
  const auto all = static_cast<std::int64_t>(key.size());
  Builder b = list.count("key_accounts", "Key accounts by revenue",
                         known ? std::optional(all) : std::nullopt);
  b.formula("accounts with at least " + key_share_text(from) + " of all revenue" +
            (p.shown_year == 0 ? "" : " " + year_text(p.shown_year)))
      .otherwise("No revenue is recorded.");
  const std::size_t shown = std::min(listed, key.size());
  std::ranges::partial_sort(
      key, key.begin() + static_cast<std::ptrdiff_t>(shown), {},
      [](const Share& share) { return std::pair(-share.revenue, share.account); });
  for (std::size_t i = 0; i < shown; ++i) {
    b.percent(account_name(plan, key[i].account), share_of(key[i]));
    b.entered({Kind::account, key[i].account}, 0, "");
  }
  if (key.size() > shown)
    b.count("More of them, each smaller", all - static_cast<std::int64_t>(shown));
  b.percent("Key from", from);
  if (plan.settings().key_share)
    b.entered({Kind::settings, settings_id}, field_index<&Settings::key_share>(),
              "set in Settings");
}

void concentration_part(FigureList& list, const Plan& plan, const Portfolio& p) {
  constexpr std::string_view none = "No revenue is recorded.";
  const std::string year = p.shown_year == 0 ? "" : " " + year_text(p.shown_year);
  for (const std::size_t n : {1u, 3u, 5u, 10u}) {
    const std::string count = decimal_text(static_cast<std::int64_t>(n), 0);
    Builder b = list.percent("top_" + count + "_share",
                             n == 1 ? "Share of the largest" : "Share of the largest " + count,
                             p.top_share(n));
    b.formula("revenue of the largest customers / revenue of all" + year)
        .note("Each branch counts as a customer of its own.")
        .otherwise(none);
    for (std::size_t i = 0; i < std::min(n, p.top.size()); ++i) {
      b.money(account_name(plan, p.top[i].account), p.top[i].revenue);
      b.entered({Kind::account, p.top[i].account}, 0, "");
    }
    b.money("All customers", p.shares_total);
  }
  const std::int64_t customers = p.shown_year == 0 ? 0 : p.year(p.shown_year)->customers;
  list.points("hhi", "Concentration (HHI)", p.concentration_index)
      .formula("sum of the squared percent shares of revenue" + year)
      .note("0 to 10,000; one customer alone is 10,000.")
      .otherwise(none)
      .count("Customers", customers);
  key_accounts_figure(list, plan, p);
}

std::optional<Sum> revenue_of(const YearTotal* year) {
  return year == nullptr ? std::nullopt : std::optional(year->revenue);
}

}  // namespace

std::vector<Figure> forecast_figures(const ForecastBase& base, const Forecast& forecast) {
  FigureList list(base.currency, base.today);
  forecast_part(list, base, forecast);
  return list.take();
}

std::vector<Figure> concentration_figures(const Plan& plan, const Portfolio& p) {
  FigureList list(p.base, p.today);
  concentration_part(list, plan, p);
  return list.take();
}

std::vector<Figure> portfolio_figures(const Plan& plan, const Portfolio& p,
                                      const ForecastBase& base, const Forecast& f) {
  FigureList list(p.base, p.today);
  list.count("accounts", "Accounts", p.accounts).formula("accounts in the plan");
  const YearTotal* shown_year = p.shown_year == 0 ? nullptr : p.year(p.shown_year);
  list.count("customers", "Customers " + fiscal(p.shown_year),
             shown_year == nullptr ? 0 : shown_year->customers)
      .formula("accounts with revenue above zero in the year");
  revenue_pair(list, p, p.revenue(p.base_year), revenue_of(p.year(p.plan_year)), p.revenue_gaps);
  growth_figure(list, p.revenue(p.base_year), p.revenue(p.base_year - 1), p.base_year);
  const YearTotal* first = nullptr;
  for (const YearTotal& year : p.years) {
    if (first == nullptr && year.revenue.value > 0) first = &year;
  }
  const bool spans = first != nullptr && first->year < p.base_year;
  const int span = spans ? p.base_year - first->year : 0;
  list.percent("revenue_cagr", "Growth a year, compound",
               spans ? compound_growth(first->revenue.value, p.revenue(p.base_year).value, span)
                     : std::nullopt)
      .formula("(revenue at the end / revenue at the start)^(1 / years) - 1")
      .otherwise("There is only one year of revenue.")
      .money(spans ? "Revenue " + year_text(first->year) : "Start",
             spans ? known(first->revenue) : std::nullopt)
      .money("Revenue " + fiscal(p.base_year), spans ? known(p.revenue(p.base_year)) : std::nullopt)
      .count("Years", span);
  margin_figure(list, p.shown_year, shown_year == nullptr ? nullptr : &shown_year->cost,
                shown_year == nullptr ? nullptr : &shown_year->revenue_with_cost);
  retention_part(list, p);
  forecast_part(list, base, f);
  pipeline_part(list, p.pipeline, p.deal_gaps, p.plan_year);
  deals_part(list, p.deals, p.deal_gaps);
  list.count("deals_without_account", "Deals without account", p.deals_without_account)
      .formula("deals that name no account");
  const Ratio mean_days =
      ratio(static_cast<double>(p.cycle_sum.value), static_cast<double>(p.cycle_count));
  cycle_part(list, mean_days, p.cycle_median, p.cycle_count);
  const Ratio rate = win_rate(p.deals.won(), p.deals.lost());
  const Ratio deal = p.deals.won_priced == 0
                         ? std::nullopt
                         : ratio(static_cast<double>(p.deals.won_value.value), p.deals.won_priced);
  list.money_per_day("sales_velocity", "Sales velocity",
                     deal ? sales_velocity(p.deals.open(), *deal, rate, mean_days) : std::nullopt)
      .formula("open deals x average deal x win rate / sales cycle")
      .otherwise("It needs won deals with amounts and dates.")
      .count("Open deals", p.deals.open())
      .money("Average deal", deal ? std::optional(nearest(*deal)) : std::nullopt)
      .percent("Win rate", rate)
      .days("Sales cycle, mean", mean_days);
  concentration_part(list, plan, p);
  list.count("open_actions", "Open actions", p.open_actions)
      .formula("actions not done and not dropped");
  list.count("overdue_actions", "Overdue actions", p.overdue_actions)
      .formula("open actions due before today");
  list.count("renewals_soon", "Renewals soon", p.renewals_soon)
      .formula("accounts with a renewal within 90 days");
  list.count("accounts_at_risk", "Accounts at risk", p.accounts_at_risk)
      .formula("accounts with at least one risk");
  list.count("accounts_to_check", "Accounts to check", p.accounts_to_check)
      .formula("accounts with something to check and no risk");
  revenue_by_year(list, p.years);
  return list.take();
}

std::vector<Figure> account_figures(const AccountResult& account, const Portfolio& p,
                                    const ForecastBase& base, const Forecast& f) {
  FigureList list(p.base, p.today);
  const YearRevenue* now = account.year(p.plan_year);
  revenue_pair(list, p, account.revenue(p.base_year),
               now == nullptr ? std::nullopt : std::optional(now->total), account.revenue_gaps);
  growth_figure(list, account.revenue(p.base_year), account.revenue(p.base_year - 1), p.base_year);
  list.percent("revenue_share", "Share of all revenue", p.share_of(account))
      .formula("revenue of the account / revenue of all customers")
      .otherwise("No revenue is recorded.")
      .money("Revenue " + fiscal(p.shown_year), account.revenue(p.shown_year))
      .money("All customers", p.shares_total);
  const YearRevenue* shown_year = account.year(p.shown_year);
  margin_figure(list, p.shown_year, shown_year == nullptr ? nullptr : &shown_year->cost,
                shown_year == nullptr ? nullptr : &shown_year->revenue_with_cost);
  forecast_part(list, base, f);
  pipeline_part(list, account.pipeline, account.deal_gaps, p.plan_year);
  deals_part(list, account.deals, account.deal_gaps);
  cycle_part(list, mean(account.cycle_days), median(account.cycle_days),
             static_cast<std::int64_t>(account.cycle_days.size()));
  list.count("open_actions", "Open actions", account.open_actions)
      .formula("actions not done and not dropped");
  list.count("overdue_actions", "Overdue actions", account.overdue_actions)
      .formula("open actions due before today");
  Builder renewal =
      list.days("renewal_in_days", "Days to renewal",
                account.renewal_in_days ? Ratio(*account.renewal_in_days) : std::nullopt);
  renewal.formula("renewal date - today").otherwise("The account has no renewal date.");
  revenue_by_year(list, account.years);
  return list.take();
}

}  // namespace keyplan::analysis
