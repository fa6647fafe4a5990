#include <algorithm>
#include <cmath>

#include "core/analysis/metrics_words.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

using enum MetricVariant;
using V = MetricVariant;
using Builder = FigureList::Builder;

constexpr int most_years = 8;
constexpr double usual_discount = 0.10;
constexpr std::int64_t usual_lifetime = 5;
constexpr std::int64_t longest_lifetime = 100;
constexpr double slippage = 0.2;

std::optional<std::int64_t> known(const Sum& sum) {
  return sum.overflowed ? std::nullopt : std::optional(sum.value);
}

}  // namespace

Measured::Measured(const Plan& plan, const Cache& cache, MetricScope scope)
    : plan_(plan), cache_(cache), scope_(std::move(scope)) {
  if (scope_.of == MetricScope::Of::book) {
    results_.reserve(cache.accounts().size());
    for (const AccountResult& result : cache.accounts()) results_.push_back(&result);
    portfolio_ = &cache.portfolio();
    return;
  }
  for (const Id account : scope_.accounts)
    if (plan.find<Account>(account) != nullptr) results_.push_back(&cache.account(account));
  part_ = fold_part(results_, cache.portfolio(), cache.context());
}

const Portfolio& Measured::portfolio() const { return portfolio_ != nullptr ? *portfolio_ : part_; }

Figure Measured::figure(const UsedMetric& metric, std::optional<int> year) {
  FigureList list(context().base, context().today);
  const int of_year = year.value_or(base_year());
  using S = StandardMetric;
  switch (metric.standard) {
    case S::unset:
      break;
    case S::revenue_growth:
      growth_figure(list, metric, of_year);
      break;
    case S::gross_margin:
      margin_figure(list, metric, of_year);
      break;
    case S::lifetime_value:
      lifetime_figure(list, metric, of_year);
      break;
    case S::retention:
      if (metric.variant == retention_renewals || metric.variant == retention_renewal_value)
        renewal_figure(list, metric, year);
      else
        cohort_figure(list, metric, of_year);
      break;
    case S::penetration:
      if (metric.variant == penetration_wallet)
        wallet_figure(list, metric);
      else
        penetration_figure(list, metric);
      break;
    case S::satisfaction:
      satisfaction_figure(list, metric, year);
      break;
    case S::sales_cycle:
      cycle_figure(list, metric, year);
      break;
    case S::pipeline_health:
      pipeline_figure(list, metric);
      break;
    case S::cost_to_serve:
      cost_figure(list, metric, of_year);
      break;
    case S::engagement:
      engagement_figure(list, metric);
      break;
  }
  auto figures = list.take();
  if (figures.empty())
    return {.id = "metric_own",
            .label = metric.name,
            .formula = std::string(metric.formula),
            .as_of = context().today,
            .na_reason = "No value is noted yet."};
  Figure& figure = figures.front();
  if (figure.formula.empty()) figure.formula = metric.formula;
  if (figure.note.empty()) figure.note = variant_info(metric.variant).note;
  return std::move(figure);
}

std::vector<int> Measured::years(const UsedMetric& metric) {
  if (!metric.knows_past) return {};
  const int last =
      is_of_base_year(metric) ? base_year() : fiscal_year(context().today, context().start_month);
  std::vector<int> found;
  if (last == 0) return found;
  for (int year = last - most_years + 1; year <= last; ++year) found.push_back(year);
  return found;
}

// Revenue
// -----------------------------------------------------------------------------------------

void Measured::growth_figure(FigureList& list, const UsedMetric& metric, int year) {
  const Portfolio& p = portfolio();
  const bool compound = metric.variant == growth_compound;
  int first = year - 1;
  if (compound) {
    const auto begin = std::ranges::find_if(
        p.years, [](const YearTotal& total) { return total.revenue.value > 0; });
    first = begin == p.years.end() ? year : begin->year;
  }
  const bool spans = year != 0 && first < year;
  const Sum now = p.revenue(year);
  const Sum before = p.revenue(first);
  Ratio value;
  if (spans && !now.overflowed && !before.overflowed)
    value = compound ? compound_growth(before.value, now.value, year - first)
                     : growth(now.value, before.value);
  Builder figure =
      list.percent(id_of(metric), label_of(metric, year == 0 ? "" : year_text(year)), value);
  figure.otherwise(year == 0  ? "No revenue before the plan year is recorded."
                   : compound ? "There is only one year of revenue."
                              : "There is no revenue in the year before.");
  if (!spans) return;
  figure.money("Revenue " + year_text(year), known(now))
      .money("Revenue " + year_text(first), known(before));
  if (compound) figure.count("Years", year - first);
  figure.gaps(p.revenue_gaps);
}

Measured::Margin Measured::margin_of(int year) const {
  Margin margin;
  margin.year = year == 0 ? nullptr : portfolio().year(year);
  if (margin.year == nullptr) return margin;
  const Sum& cost = margin.year->cost;
  const Sum& revenue = margin.year->revenue_with_cost;
  // Without any cost nothing was named; that is no margin of 100 %.
  if (!cost.overflowed && !revenue.overflowed && cost.value != 0)
    margin.share = gross_margin(revenue.value, cost.value);
  return margin;
}

void Measured::margin_figure(FigureList& list, const UsedMetric& metric, int year) {
  const Margin margin = margin_of(year);
  const bool contributes = metric.variant == margin_contribution;
  const Costs* costs = contributes ? costs_of(year) : nullptr;
  Ratio value = margin.share;
  if (contributes) {
    value = std::nullopt;
    if (margin.share && costs != nullptr && !costs->amount.overflowed) {
      const std::int64_t revenue = margin.year->revenue.value;
      value = contribution(nearest(*margin.share * static_cast<double>(revenue)),
                           costs->amount.value, revenue);
    }
  }
  Builder figure =
      list.percent(id_of(metric), label_of(metric, year == 0 ? "" : year_text(year)), value);
  figure.otherwise(!margin.share ? "No revenue entry of the year names a cost."
                                 : "No cost to serve of the year is recorded.");
  if (margin.year == nullptr) return;
  figure.money("Revenue with a cost", margin.year->revenue_with_cost)
      .money("Cost", margin.year->cost);
  if (contributes) {
    figure.percent("Gross margin", margin.share).money("Revenue", margin.year->revenue);
    if (costs != nullptr) figure.money("Cost to serve", costs->amount).gaps(costs->gaps);
  }
  figure.gaps(portfolio().revenue_gaps);
}

/// Of the settings; else of these accounts over up to three years, else of the book.
Lever<double> Measured::churn_of(int year) const {
  const Lever<double>& plan = cache_.forecast_base().churn;
  if (plan.origin == Origin::settings || scope_.of == MetricScope::Of::account) return plan;
  std::vector<ChurnYear> years;
  for (int y = year; y > year - 3; --y) {
    const YearTotal* total = portfolio().year(y);
    if (total == nullptr || total->overflowed() || total->opening.value <= 0) continue;
    years.push_back({total->opening.value, total->lost.value + total->contraction.value});
  }
  const Ratio own = average_churn(years);
  if (!own) return plan;
  return {own, Origin::derived, own};
}

void Measured::lifetime_figure(FigureList& list, const UsedMetric& metric, int year) {
  const Settings& settings = plan_.settings();
  const Margin margin = margin_of(year);
  const Lever<double> churn = churn_of(year);
  const double discount =
      settings.discount_rate ? settings.discount_rate.fraction() : usual_discount;
  const std::int64_t years = std::clamp<std::int64_t>(
      settings.lifetime_years ? settings.lifetime_years.value : usual_lifetime, 1,
      longest_lifetime);
  Ratio value;
  double m = 0;
  const bool some = margin.share && margin.year->customers > 0;
  if (some && churn.value) {
    m = *margin.share * static_cast<double>(margin.year->revenue.value) / margin.year->customers;
    const double r = 1 - *churn.value;
    switch (metric.variant) {
      case lifetime_immediate:
        value = lifetime_value_immediate(m, r, discount);
        break;
      case lifetime_undiscounted:
        value = lifetime_value_undiscounted(m, r);
        break;
      case lifetime_years:
        value = lifetime_value_years(m, r, discount, 1, static_cast<int>(years));
        break;
      default:
        value = lifetime_value(m, r, discount);
        break;
    }
  }
  Builder figure = list.money(id_of(metric), label_of(metric, year == 0 ? "" : year_text(year)),
                              value ? std::optional(nearest(*value)) : std::nullopt);
  figure.otherwise(!margin.share ? "No revenue entry of the year names a cost."
                   : !some       ? "There was no customer in the year."
                   : !churn.value
                       ? "Churn needs two years of revenue in a row, or a value in Settings."
                       : "Nobody is expected to leave, so the sum has no end.");
  if (!some) return;
  figure.percent("Gross margin", margin.share)
      .money("Revenue " + year_text(year), margin.year->revenue)
      .count("Customers", margin.year->customers);
  if (!churn.value) return;
  figure.money("m, margin of a customer a year", nearest(m))
      .percent("r, retention: 1 - average churn", 1 - *churn.value);
  if (churn.origin == Origin::settings)
    figure.entered({Kind::settings, settings_id}, field_index<&Settings::churn>(),
                   "set in Settings");
  else if (scope_.of == MetricScope::Of::account)
    figure.last_remark("of the whole book");
  if (metric.variant != lifetime_undiscounted)
    figure.percent("d, discount rate", discount)
        .entered({Kind::settings, settings_id}, field_index<&Settings::discount_rate>(),
                 settings.discount_rate ? "" : "the usual one");
  if (metric.variant == lifetime_years)
    figure.count("N, years", years)
        .entered({Kind::settings, settings_id}, field_index<&Settings::lifetime_years>(),
                 settings.lifetime_years ? "" : "the usual ones");
}

void Measured::cohort_figure(FigureList& list, const UsedMetric& metric, int year) {
  const YearTotal* total = year == 0 ? nullptr : portfolio().year(year);
  const bool usable = total != nullptr && !total->overflowed();
  const Cohort cohort = usable ? total->cohort() : Cohort{};
  Ratio value;
  if (metric.variant == retention_customers)
    value = usable ? retention(total->customers, total->arrived_customers, total->opening_customers)
                   : std::nullopt;
  else
    value = metric.variant == retention_gross ? gross_revenue_retention(cohort)
                                              : net_revenue_retention(cohort);
  Builder figure =
      list.percent(id_of(metric), label_of(metric, year == 0 ? "" : year_text(year)), value);
  figure.otherwise("There are no customers in the year before.");
  if (!usable) return;
  if (metric.variant == retention_customers) {
    figure.count("At the end", total->customers)
        .count("New", total->arrived_customers)
        .count("At the start", total->opening_customers);
  } else {
    figure.money("Opening", cohort.opening);
    if (metric.variant == retention_net) figure.money("Expansion", cohort.expansion);
    figure.money("Contraction", cohort.contraction).money("Lost", cohort.churned);
  }
  figure.gaps(portfolio().revenue_gaps);
}

// Selling
// -----------------------------------------------------------------------------------------

void Measured::gather_cycles() {
  if (cycles_) return;
  cycles_.emplace();
  for (const AccountResult* result : results_) {
    if (result->cycle_days.empty()) continue;
    for (const Record<Opportunity>& deal : plan_.of_account<Opportunity>(result->id)) {
      const Opportunity& data = deal.data;
      if (data.progress.stage != Stage::won || !data.opened || !data.close ||
          data.close < data.opened)
        continue;
      (*cycles_)[fiscal_year(data.close, context().start_month)].push_back(data.close.days -
                                                                           data.opened.days);
    }
  }
}

const std::vector<std::int64_t>& Measured::cycles_of(int year) {
  static const std::vector<std::int64_t> none;
  gather_cycles();
  const auto found = cycles_->find(year);
  return found == cycles_->end() ? none : found->second;
}

void Measured::cycle_figure(FigureList& list, const UsedMetric& metric, std::optional<int> year) {
  const Portfolio& p = portfolio();
  const bool as_mean = metric.variant == cycle_mean;
  Ratio value;
  std::int64_t deals = 0;
  if (year) {
    const auto& days = cycles_of(*year);
    value = as_mean ? mean(days) : median(days);
    deals = static_cast<std::int64_t>(days.size());
  } else {
    value = as_mean ? as_ratio(p.cycle_sum.value, p.cycle_count) : p.cycle_median;
    deals = p.cycle_count;
  }
  list.days(id_of(metric), label_of(metric, year ? year_text(*year) : ""), value)
      .otherwise("No won deal has both an opening and a close date.")
      .count("Won deals with both dates", deals);
}

void Measured::pipeline_figure(FigureList& list, const UsedMetric& metric) {
  const Portfolio& p = portfolio();
  if (metric.variant == pipeline_weighted) {
    const PipelinePart all = p.pipeline.all();
    list.money(id_of(metric), label_of(metric), all.weighted)
        .count("Open deals that can close in " + year_text(p.plan_year), all.deals)
        .money("Their amounts", all.amount)
        .gaps(p.deal_gaps);
    return;
  }
  if (metric.variant == pipeline_velocity) {
    const Ratio rate = win_rate(p.deals.won(), p.deals.lost());
    const Ratio deal = p.deals.won_value.overflowed
                           ? std::nullopt
                           : as_ratio(p.deals.won_value.value, p.deals.won_priced);
    const Ratio days = as_ratio(p.cycle_sum.value, p.cycle_count);
    list.money_per_day(id_of(metric), label_of(metric),
                       deal ? sales_velocity(p.deals.open(), *deal, rate, days) : std::nullopt)
        .otherwise("It needs won deals with amounts and dates.")
        .count("Open deals", p.deals.open())
        .money("Average deal", deal ? std::optional(nearest(*deal)) : std::nullopt)
        .percent("Win rate", rate)
        .days("Sales cycle, mean", days)
        .gaps(p.deal_gaps);
    return;
  }
  const ForecastBase base =
      scope_.of == MetricScope::Of::book
          ? cache_.forecast_base()
          : analysis::forecast_base(p, cache_.portfolio(), cache_.forecast_base());
  const Forecast f = analysis::forecast(base);
  Builder figure = list.multiple(id_of(metric), label_of(metric), f.coverage);
  figure
      .otherwise(f.goal ? "Nothing is left to sell: the goal is reached."
                 : scope_.of == MetricScope::Of::book ? "No goal is set. Set one in Settings."
                                                      : "The plan has no goal, or there was no "
                                                        "revenue last year.")
      .money("Open pipeline of the year, net new", base.pipeline)
      .money("Still to be sold", f.remaining_quota);
  if (!f.coverage_required) return;
  figure.percent("Win rate", base.win_rate.value)
      .multiple("Needed: 1 / win rate", f.coverage_required)
      .multiple("Needed where a fifth slips", required_coverage(base.win_rate.value, slippage));
}

// Cost to serve
// -----------------------------------------------------------------------------------

void Measured::gather_costs() {
  if (costs_) return;
  costs_.emplace();
  if (plan_.table<ServiceCost>().empty()) return;
  for (const AccountResult* result : results_) {
    if (!result->id) continue;
    for (const Record<ServiceCost>& record : plan_.of_account<ServiceCost>(result->id)) {
      const ServiceCost& data = record.data;
      if (!data.period || !data.amount) continue;
      Costs& costs = (*costs_)[fiscal_year(data.period, context().start_month)];
      const Date day = last_day(data.period, context().start_month);
      const auto converted = context().rates.convert(data.amount, day);
      if (!converted.minor) {
        add_gap(costs.gaps, {.currency = data.amount.currency,
                             .problem = converted.problem,
                             .amounts = 1,
                             .first = day,
                             .example = {Kind::service_cost, record.id}});
        continue;
      }
      costs.amount += *converted.minor;
      costs.by_type[data.type] += *converted.minor;
    }
  }
  for (auto& [year, costs] : *costs_) keyplan::sort(costs.gaps, {}, &Gap::currency);
}

const Measured::Costs* Measured::costs_of(int year) {
  gather_costs();
  const auto found = costs_->find(year);
  return found == costs_->end() ? nullptr : &found->second;
}

void Measured::cost_figure(FigureList& list, const UsedMetric& metric, int year) {
  const Costs* costs = costs_of(year);
  const bool some = costs != nullptr && !costs->by_type.empty() && !costs->amount.overflowed;
  const Sum revenue = portfolio().revenue(year);
  const std::string label = label_of(metric, year == 0 ? "" : year_text(year));
  const bool as_share = metric.variant == serve_share;
  Builder figure = as_share
                       ? list.percent(id_of(metric), label,
                                      some && !revenue.overflowed
                                          ? cost_to_serve_share(costs->amount.value, revenue.value)
                                          : std::nullopt)
                       : list.money(id_of(metric), label,
                                    some ? std::optional(costs->amount.value) : std::nullopt);
  figure.otherwise(some ? "There is no revenue in the year."
                        : "No cost to serve of the year is recorded.");
  if (costs == nullptr) return;
  for (const auto& [type, amount] : costs->by_type)
    figure.money(type == ServiceCostType::unset ? std::string("Not said for what")
                                                : std::string(choice_label(type)),
                 amount);
  if (as_share) figure.money("Revenue " + year_text(year), revenue);
  figure.gaps(costs->gaps);
}

}  // namespace keyplan::analysis
