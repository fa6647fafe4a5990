#include "core/analysis/metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/text/fold.h"

namespace keyplan::analysis {

using namespace model;

namespace {

using enum MetricVariant;
using V = MetricVariant;
using S = StandardMetric;
constexpr Better up = Better::higher;
constexpr Better down = Better::lower;

constexpr VariantInfo variants[] = {
    {growth_year, S::revenue_growth, Unit::percent, up, true, false,
     "(revenue - revenue of the year before) / revenue of the year before", "Year on year."},
    {growth_compound, S::revenue_growth, Unit::percent, up, true, false,
     "(revenue at the end / revenue at the start)^(1 / years) - 1",
     "Compound, a year, since the first year with revenue."},
    {margin_gross, S::gross_margin, Unit::percent, up, true, false, "(revenue - cost) / revenue",
     "Of the revenue entries that name a cost."},
    {margin_contribution, S::gross_margin, Unit::percent, up, true, false,
     "gross margin - cost to serve / revenue",
     "What is left after the goods and after serving the account."},
    {lifetime_infinite, S::lifetime_value, Unit::money, up, true, false, "m r / (1 + d - r)",
     "A customer, without end, first margin after a year."},
    {lifetime_immediate, S::lifetime_value, Unit::money, up, true, false, "m (1 + d) / (1 + d - r)",
     "A customer, without end, first margin at once."},
    {lifetime_undiscounted, S::lifetime_value, Unit::money, up, true, false, "m / (1 - r)",
     "A customer, without end, not discounted."},
    {lifetime_years, S::lifetime_value, Unit::money, up, true, false,
     "sum of m r^t / (1 + d)^t for the years t = 1 to N",
     "A customer, over so many years, first margin after a year."},
    {retention_net, S::retention, Unit::percent, up, true, false,
     "(opening + expansion - contraction - lost) / opening",
     "By value. Customers of the year before, no new ones."},
    {retention_gross, S::retention, Unit::percent, up, true, false,
     "(opening - contraction - lost) / opening",
     "By value. Customers of the year before; never above 100%."},
    {retention_customers, S::retention, Unit::percent, up, true, false,
     "(customers at the end - new ones) / customers at the start", "By count."},
    {retention_renewals, S::retention, Unit::percent, up, true, false,
     "contracts renewed / contracts that ended", "By count, of twelve months."},
    {retention_renewal_value, S::retention, Unit::percent, up, true, false,
     "a year of the contracts renewed / of those that ended", "By value, of twelve months."},
    {penetration_wallet, S::penetration, Unit::percent, up, false, false,
     "our revenue / what they spend on what we sell", "By value, where their spend is known."},
    {penetration_offerings, S::penetration, Unit::percent, up, false, false,
     "offerings sold / offerings that could be sold", "By count, to any unit."},
    {penetration_units, S::penetration, Unit::percent, up, false, false,
     "units that buy / all units", "By count."},
    {penetration_cells, S::penetration, Unit::percent, up, false, false,
     "cells sold / cells that could be sold", "By count, offerings x units."},
    {satisfaction_nps, S::satisfaction, Unit::points, up, true, false,
     "% scoring 9 or 10 - % scoring 0 to 6", "NPS, of every person the latest score."},
    {V::satisfaction_top_two, S::satisfaction, Unit::percent, up, true, false,
     "scores of 4 and 5 / all scores", "CSAT as top two boxes, of every person the latest score."},
    {V::satisfaction_mean, S::satisfaction, Unit::score, up, true, false,
     "mean of the scores 1 to 5", "CSAT as mean, of every person the latest score."},
    {cycle_mean, S::sales_cycle, Unit::days, down, true, false,
     "mean of the days from opened to won", "Of all won deals."},
    {cycle_median, S::sales_cycle, Unit::days, down, true, false,
     "median of the days from opened to won", "Of all won deals."},
    {V::pipeline_coverage, S::pipeline_health, Unit::multiple, up, false, false,
     "open pipeline of the year / what is still to be sold",
     "By amount, not weighted. Still to be sold: goal - existing - booked."},
    {pipeline_weighted, S::pipeline_health, Unit::money, up, false, true,
     "sum of amount x probability of the open deals", "Deals that can close in the plan year."},
    {pipeline_velocity, S::pipeline_health, Unit::money_per_day, up, false, true,
     "open deals x average deal x win rate / sales cycle", "What comes in a day."},
    {serve_share, S::cost_to_serve, Unit::percent, down, true, false, "cost to serve / revenue",
     "Without the cost of the goods."},
    {serve_amount, S::cost_to_serve, Unit::money, down, true, true, "sum of the costs to serve",
     "A year, without the cost of the goods."},
    {engagement_people, S::engagement, Unit::percent, up, false, false,
     "people who decide and are in dialogue / all who decide",
     "By count. Dialogue within a year, or a working relationship."},
    {engagement_weighted, S::engagement, Unit::percent, up, false, false,
     "power of those in dialogue / power of all who decide",
     "By power: high 3, medium 2, low or not known 1."}};

constexpr int standards = 10;

template <class T>
std::vector<const Record<T>*> in_order(const Plan& plan) {
  std::vector<const RecordBase*> sorted;
  for (const Record<T>& record : plan.table<T>()) sorted.push_back(&record);
  sort_by_order(kind_of<T>, sorted);
  std::vector<const Record<T>*> records;
  for (const RecordBase* record : sorted) records.push_back(static_cast<const Record<T>*>(record));
  return records;
}

MetricVariant usual_variant(const Plan& plan, S standard) {
  if (standard != S::penetration) return variants_of(standard).front();
  for (const Record<Account>& account : plan.table<Account>())
    if (account.data.category_spend) return penetration_wallet;
  return penetration_cells;
}

Ratio number(Decimal decimal) { return decimal ? Ratio(decimal.value()) : std::nullopt; }

UsedMetric standard_metric(const Plan& plan, S standard, const Record<Metric>* record) {
  MetricVariant variant = record == nullptr ? MetricVariant::unset : record->data.variant;
  if (variant == MetricVariant::unset || variant_info(variant).standard != standard)
    variant = usual_variant(plan, standard);
  const VariantInfo& info = variant_info(variant);
  UsedMetric used{.name = std::string(choice_label(standard)),
                  .standard = standard,
                  .variant = variant,
                  .definition = std::string(definition_of(standard)),
                  .formula = info.formula,
                  .unit = info.unit,
                  .better = info.better,
                  .knows_past = info.knows_past,
                  .adds_up = info.adds_up};
  if (record == nullptr) return used;
  const Metric& data = record->data;
  used.id = record->id;
  if (!data.name.empty()) used.name = data.name;
  if (!data.definition.empty()) used.definition = data.definition;
  if (data.better != Better::unset) used.better = data.better;
  used.target = number(data.target);
  used.warning = number(data.warning);
  return used;
}

UsedMetric entered_metric(const Record<Metric>& record) {
  const Metric& data = record.data;
  return {.id = record.id,
          .name = data.name.empty() ? std::string("Metric without a name") : data.name,
          .definition = data.definition,
          .formula = "the latest value noted",
          .unit_text = data.unit,
          .better = data.better == Better::unset ? Better::higher : data.better,
          .target = number(data.target),
          .warning = number(data.warning),
          .customer_value = data.customer_value};
}

/// At most two decimals, and none that say nothing.
std::string plain_number(double value) {
  for (const int decimals : {0, 1}) {
    const double scale = decimals == 0 ? 1 : 10;
    if (std::abs(value * scale - std::round(value * scale)) < 1e-6)
      return number_text(value, decimals);
  }
  return number_text(value, 2);
}

}  // namespace

const VariantInfo& variant_info(MetricVariant variant) {
  static constexpr VariantInfo none{};
  const auto found = std::ranges::find(variants, variant, &VariantInfo::variant);
  return found == std::end(variants) ? none : *found;
}

std::vector<MetricVariant> variants_of(StandardMetric standard) {
  std::vector<MetricVariant> found;
  for (const VariantInfo& info : variants)
    if (info.standard == standard) found.push_back(info.variant);
  return found;
}

std::string_view definition_of(StandardMetric standard) {
  constexpr std::array<std::string_view, standards + 1> sentences{
      "",
      "How much faster than last year the customers buy from us.",
      "What is left of the revenue.",
      "What a customer is worth to us while they stay.",
      "How much of last year\u2019s business stays.",
      "How much of what they could buy from us they do buy from us.",
      "What people at the customer say when they are asked.",
      "How long it takes from the first talk to the order.",
      "Whether enough is in the pipeline for what is still to be sold.",
      "What serving the customer costs beside the goods.",
      "How many of those who decide are in dialogue with us."};
  return sentences[static_cast<std::size_t>(standard)];
}

bool is_of_base_year(const UsedMetric& metric) {
  const bool of_dates = metric.standard == S::satisfaction || metric.standard == S::sales_cycle ||
                        metric.variant == retention_renewals ||
                        metric.variant == retention_renewal_value;
  return metric.knows_past && !of_dates;
}

std::vector<UsedMetric> used_metrics(const Plan& plan) {
  const auto records = in_order<Metric>(plan);
  std::vector<UsedMetric> used;
  for (int s = 1; s <= standards; ++s) {
    const auto standard = static_cast<S>(s);
    const std::size_t before = used.size();
    for (const auto* record : records)
      if (record->data.standard == standard)
        used.push_back(standard_metric(plan, standard, record));
    if (used.size() == before) used.push_back(standard_metric(plan, standard, nullptr));
  }
  for (const bool customer : {false, true})
    for (const auto* record : records)
      if (record->data.standard == S::unset && record->data.customer_value == customer)
        used.push_back(entered_metric(*record));
  return used;
}

std::string metric_text(const UsedMetric& metric, double value, Currency currency) {
  switch (metric.unit) {
    case Unit::percent:
      return percent_text(value / 100);
    case Unit::money:
    case Unit::money_per_day: {
      const Money money{nearest(value * std::pow(10.0, minor_digits(currency))), currency};
      return money_text(money, MoneyStyle::compact) + (metric.unit == Unit::money ? "" : " a day");
    }
    case Unit::none: {
      const std::string text = plain_number(value);
      if (metric.unit_text.empty()) return text;
      return text + (metric.unit_text == "%" ? "" : " ") + metric.unit_text;
    }
    default:
      return shown(FigureValue(value), metric.unit);
  }
}

std::string short_metric_text(const UsedMetric& metric, double value, Currency currency) {
  constexpr std::size_t longest = 3;  // bytes: a percent, euro or pound sign
  if (metric.unit != Unit::none || metric.unit_text.size() <= longest)
    return metric_text(metric, value, currency);
  return plain_number(value);
}

Ratio metric_number(const Figure& figure) {
  if (const auto* money = std::get_if<Money>(&figure.value))
    return static_cast<double>(money->minor) / std::pow(10.0, minor_digits(money->currency));
  if (const auto* count = std::get_if<std::int64_t>(&figure.value))
    return static_cast<double>(*count);
  const auto* value = std::get_if<double>(&figure.value);
  if (value == nullptr) return std::nullopt;
  return figure.unit == Unit::percent ? *value * 100 : *value;
}

std::vector<MetricGroup> metric_groups(const Plan& plan, GroupBy by) {
  using Key = std::tuple<bool, int, std::string, std::string>;  // unset ones last
  std::map<Key, MetricGroup> found;
  const auto named = [](const std::string& name) {
    return name.empty() ? Key(true, 0, "", "Not set") : Key(false, 0, text::folded(name), name);
  };
  for (const Record<Account>& record : plan.table<Account>()) {
    const Account& account = record.data;
    Key key(true, 0, "", "All");
    switch (by) {
      case GroupBy::sector:
        key = named(account.sector);
        break;
      case GroupBy::region:
        key = named(account.region);
        break;
      case GroupBy::country:
        key = named(account.country);
        break;
      case GroupBy::tier:
        key = Key(account.tier == Tier::unset, static_cast<int>(account.tier), "",
                  std::string(choice_label(account.tier)));
        break;
      case GroupBy::owner: {
        const auto* owner = plan.find(account.owner);
        // Two of one name stay two.
        key = named(owner == nullptr ? std::string() : owner->data.name);
        if (owner != nullptr) std::get<2>(key) += to_text(owner->id);
        break;
      }
      default:
        break;
    }
    MetricGroup& group = found[key];
    if (group.name.empty()) group.name = std::get<3>(key);
    group.accounts.push_back(record.id);
  }
  std::vector<MetricGroup> groups;
  for (auto& [key, group] : found) groups.push_back(std::move(group));
  return groups;
}

}  // namespace keyplan::analysis
