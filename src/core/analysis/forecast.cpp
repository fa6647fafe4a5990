#include "core/analysis/forecast.h"

#include <algorithm>

namespace keyplan::analysis {

using namespace model;

namespace {

template <class T>
Lever<T> derived_lever(std::optional<T> value) {
  return {value, value ? Origin::derived : Origin::unknown, value};
}

template <class T>
void choose(Lever<T>& lever, const std::optional<T>& value, Origin origin) {
  if (!value) return;
  lever.value = value;
  lever.origin = origin;
}

void choose_percent(Lever<double>& lever, Percent percent) {
  if (percent) choose(lever, std::optional(percent.fraction()), Origin::settings);
}

void choose_money(Lever<std::int64_t>& lever, Money money, const Context& context) {
  if (money) choose(lever, context.rates.convert(money, context.today).minor, Origin::settings);
}

/// The numbers of the year's selling, from totals of the plan or of one account.
void fill_selling(ForecastBase& base, const Pipeline& pipeline, const Booked& booked) {
  for (std::size_t i = 0; i < 3; ++i) {
    Sum derived = booked.by_kind[i];
    derived += pipeline.parts[i].weighted;
    base.overflowed |= derived.overflowed;
    base.booked[i] = booked.by_kind[i].value;
    base.weighted[i] = pipeline.parts[i].weighted.value;
    base.net_new[i] = derived_lever(std::optional(derived.value));
  }
  Sum to_new = booked.to_new_customers;
  to_new += pipeline.to_new_customers;
  base.to_new_customers = to_new.value;
  base.kept = pipeline.parts[static_cast<std::size_t>(Adds::kept)].weighted.value;
  const Sum amount = pipeline.net_new().amount;
  base.pipeline = amount.value;
  base.overflowed |= amount.overflowed || to_new.overflowed;
  for (std::size_t i = 0; i < 4; ++i) base.weighted_by_quarter[i] = pipeline.quarters[i].value;
}

}  // namespace

ForecastBase forecast_base(const Plan& plan, const Portfolio& p, const Context& context) {
  ForecastBase base;
  base.currency = p.base;
  base.today = p.today;
  base.start_month = p.start_month;
  base.plan_year = p.plan_year;
  base.base_year = p.base_year;
  if (p.base_year != 0) {
    const Sum revenue = p.revenue(p.base_year);
    base.base = revenue.value;
    base.overflowed |= revenue.overflowed;
  }
  fill_selling(base, p.pipeline, p.booked);

  std::vector<ChurnYear> years;
  for (const YearTotal* year : p.churn_years()) {
    years.push_back({year->opening.value, year->lost.value + year->contraction.value});
  }
  base.churn = derived_lever(average_churn(years));
  base.win_rate = derived_lever(win_rate(p.deals.won(), p.deals.lost()));
  if (p.deals.won_priced > 0 && !p.deals.won_value.overflowed) {
    base.average_deal = derived_lever(scaled(p.deals.won_value.value, 1, p.deals.won_priced));
  }

  const Settings& settings = plan.settings();
  choose_percent(base.price_uplift, settings.price_uplift);
  choose_percent(base.churn, settings.churn);
  choose_percent(base.win_rate, settings.win_rate);
  choose_money(base.average_deal, settings.average_deal, context);
  choose_money(base.net_new[0], settings.planned_new, context);
  choose_money(base.net_new[1], settings.planned_cross_sell, context);
  choose_money(base.net_new[2], settings.planned_up_sell, context);
  choose_money(base.goal, settings.goal, context);
  return base;
}

namespace {

ForecastBase part_base(std::optional<Sum> revenue, const Pipeline& pipeline, const Booked& booked,
                       const ForecastBase& plan_base) {
  ForecastBase base = plan_base;
  base.is_account = true;
  base.overflowed = plan_base.overflowed;
  if (revenue) {
    base.base = revenue->value;
    base.overflowed |= revenue->overflowed;
  }
  fill_selling(base, pipeline, booked);
  base.goal = {};
  if (plan_base.goal.value && base.base && plan_base.base && *plan_base.base > 0) {
    base.goal = derived_lever(scaled(*plan_base.goal.value, *base.base, *plan_base.base));
  }
  return base;
}

}  // namespace

ForecastBase forecast_base(const AccountResult& account, const Portfolio& p,
                           const ForecastBase& plan_base) {
  const auto revenue =
      p.base_year == 0 ? std::nullopt : std::optional(account.revenue(p.base_year));
  return part_base(revenue, account.pipeline, booked_of(account, p.plan_year), plan_base);
}

ForecastBase forecast_base(const Portfolio& part, const Portfolio& whole,
                           const ForecastBase& plan_base) {
  const auto revenue =
      whole.base_year == 0 ? std::nullopt : std::optional(part.revenue(whole.base_year));
  return part_base(revenue, part.pipeline, part.booked, plan_base);
}

ForecastBase with_levers(ForecastBase base, const Levers& tried) {
  choose(base.price_uplift, tried.price_uplift, Origin::tried);
  choose(base.churn, tried.churn, Origin::tried);
  choose(base.win_rate, tried.win_rate, Origin::tried);
  choose(base.average_deal, tried.average_deal, Origin::tried);
  choose(base.net_new[0], tried.planned_new, Origin::tried);
  choose(base.net_new[1], tried.planned_cross_sell, Origin::tried);
  choose(base.net_new[2], tried.planned_up_sell, Origin::tried);
  choose(base.goal, tried.goal, Origin::tried);
  return base;
}

namespace {

/// Shares that add up to the whole; the first ones are larger by one.
std::int64_t share_of(std::int64_t whole, std::int64_t parts, std::int64_t index) {
  return whole / parts + (index < whole % parts ? 1 : 0);
}

void fill_quarters(Forecast& f, const ForecastBase& base) {
  std::int64_t left = 0;
  for (int q = 0; q < 4; ++q) {
    Quarter& quarter = f.quarters[static_cast<std::size_t>(q)];
    quarter.start = quarter_start(base.plan_year, base.start_month, q);
    quarter.end = {quarter_start(base.plan_year, base.start_month, q + 1).days - 1};
    quarter.over = quarter.end < base.today;
    quarter.weighted = base.weighted_by_quarter[static_cast<std::size_t>(q)];
    left += quarter.over ? 0 : 1;
  }
  std::int64_t index = 0;
  for (Quarter& quarter : f.quarters) {
    if (quarter.over) continue;
    if (f.need) quarter.need = share_of(*f.need, left, index);
    if (f.deals) quarter.deals = share_of(*f.deals, left, index);
    ++index;
  }
}

/// What the year brings, without what is still missing to the goal.
void add_up(Forecast& f, const ForecastBase& base) {
  Sum net_new;
  for (std::size_t i = 0; i < 3; ++i) {
    f.net_new_parts[i] = base.net_new[i].value.value_or(0);
    net_new += f.net_new_parts[i];
  }
  f.net_new = net_new.value;
  f.base = base.base;
  if (f.base) {
    const double churn = base.churn.value.value_or(0);
    const double price = base.price_uplift.value.value_or(0);
    f.existing = predicted_existing(*f.base, price, churn);
    // Price is what remains, so that the steps add up to the cent.
    f.churn = -nearest(static_cast<double>(*f.base) * churn);
    f.price = saturating_sub(saturating_sub(*f.existing, *f.base), f.churn);
  }
  if (!net_new.overflowed && (f.existing || f.net_new != 0)) {
    f.total = saturating_add(f.existing.value_or(0), f.net_new);
  }
}

}  // namespace

std::optional<std::int64_t> forecast_total(const ForecastBase& base) {
  Forecast f;
  if (!base.overflowed) add_up(f, base);
  return f.total;
}

Forecast forecast(const ForecastBase& base) {
  Forecast f;
  if (base.overflowed) {
    fill_quarters(f, base);
    return f;
  }
  add_up(f, base);
  const std::int64_t existing = f.existing.value_or(0);
  std::int64_t booked = 0;
  for (const std::int64_t part : base.booked) booked = saturating_add(booked, part);
  f.goal = base.goal.value;
  const Ratio rate = base.win_rate.value;
  if (f.goal) {
    const GapClosing closing =
        close_gap(*f.goal, existing, f.net_new, rate, base.average_deal.value);
    f.gap = closing.gap;
    f.need = closing.need;
    f.deals = closing.deals;
    f.remaining_quota = saturating_sub(saturating_sub(*f.goal, existing), booked);
    f.coverage = pipeline_coverage(base.pipeline, *f.remaining_quota);
  }
  f.coverage_required = required_coverage(rate);
  fill_quarters(f, base);
  return f;
}

}  // namespace keyplan::analysis
