#include "core/analysis/formulas.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/analysis/exact.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {
namespace {

double as_double(std::int64_t amount) { return static_cast<double>(amount); }

Ratio known(double number) {
  if (!std::isfinite(number)) return std::nullopt;
  return number;
}

double sum_of_weights(std::span<const Weighted> parts) {
  return std::transform_reduce(parts.begin(), parts.end(), 0.0, std::plus{},
                               [](const Weighted& part) { return part.weight; });
}

template <class Predicate>
Ratio share_of_answers(std::span<const int> answers, Predicate&& predicate) {
  return ratio(static_cast<double>(std::ranges::count_if(answers, predicate)),
               static_cast<double>(answers.size()));
}

}  // namespace

Ratio ratio(double part, double whole) {
  if (!(whole > 0 || whole < 0)) return std::nullopt;
  return known(part / whole);
}

Ratio growth(std::int64_t now, std::int64_t before) {
  if (before <= 0) return std::nullopt;
  return (as_double(now) - as_double(before)) / as_double(before);
}

Ratio compound_growth(std::int64_t start, std::int64_t end, int years) {
  if (start <= 0 || end <= 0 || years <= 0) return std::nullopt;
  return std::pow(as_double(end) / as_double(start), 1.0 / years) - 1;
}

Ratio net_revenue_retention(const Cohort& c) {
  if (c.opening <= 0) return std::nullopt;
  return (as_double(c.opening) + as_double(c.expansion) - as_double(c.contraction) -
          as_double(c.churned)) /
         as_double(c.opening);
}

Ratio gross_revenue_retention(const Cohort& c) {
  if (c.opening <= 0) return std::nullopt;
  return (as_double(c.opening) - as_double(c.contraction) - as_double(c.churned)) /
         as_double(c.opening);
}

Ratio revenue_churn(const Cohort& c) {
  if (c.opening <= 0) return std::nullopt;
  return as_double(c.churned) / as_double(c.opening);
}

Ratio revenue_churn_with_contraction(const Cohort& c) {
  if (c.opening <= 0) return std::nullopt;
  return (as_double(c.churned) + as_double(c.contraction)) / as_double(c.opening);
}

Ratio net_revenue_churn(const Cohort& c) {
  if (c.opening <= 0) return std::nullopt;
  return (as_double(c.churned) + as_double(c.contraction) - as_double(c.expansion)) /
         as_double(c.opening);
}

Ratio logo_churn(std::int64_t lost, std::int64_t at_start) {
  return ratio(as_double(lost), as_double(at_start));
}

Ratio retention(std::int64_t at_end, std::int64_t new_ones, std::int64_t at_start) {
  return ratio(as_double(at_end) - as_double(new_ones), as_double(at_start));
}

Ratio renewal_rate(double renewed, double due) { return ratio(renewed, due); }

Ratio average_churn(std::span<const ChurnYear> years) {
  double sum = 0;
  int count = 0;
  for (const ChurnYear& year : years) {
    if (year.opening <= 0) continue;
    sum += as_double(year.lost) / as_double(year.opening);
    ++count;
  }
  return ratio(sum, count);
}

Ratio pooled_churn(std::span<const ChurnYear> years) {
  double lost = 0;
  double opening = 0;
  for (const ChurnYear& year : years) {
    if (year.opening <= 0) continue;
    lost += as_double(year.lost);
    opening += as_double(year.opening);
  }
  return ratio(lost, opening);
}

std::int64_t predicted_existing(std::int64_t base, double price_uplift, double churn) {
  return nearest(as_double(base) * (1 + price_uplift) * (1 - churn));
}

GapClosing close_gap(std::int64_t goal, std::int64_t existing, std::int64_t weighted_pipeline,
                     Ratio win_rate, std::optional<std::int64_t> average_deal) {
  GapClosing closing;
  closing.gap = saturating_sub(saturating_sub(goal, existing), weighted_pipeline);
  if (closing.gap <= 0) {
    closing.need = 0;
    closing.deals = 0;
    return closing;
  }
  if (!win_rate || *win_rate <= 0) return closing;
  const double need = as_double(closing.gap) / *win_rate;
  closing.need = nearest(need);
  if (average_deal && *average_deal > 0) {
    // A millionth of a deal is rounding of the win rate, not one more deal to win.
    closing.deals = static_cast<std::int64_t>(
        std::min(std::ceil(need / as_double(*average_deal) - 1e-6), 9e15));
  }
  return closing;
}

Ratio win_rate(double won, double lost) { return ratio(won, won + lost); }

Ratio existing_new_multiple(Ratio win_rate_existing, Ratio win_rate_new) {
  if (!win_rate_existing || !win_rate_new) return std::nullopt;
  return ratio(*win_rate_existing, *win_rate_new);
}

Ratio mean(std::span<const std::int64_t> values) {
  double sum = 0;
  for (const std::int64_t value : values) sum += as_double(value);
  return ratio(sum, static_cast<double>(values.size()));
}

Ratio median(std::vector<std::int64_t> values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1) return as_double(*middle);
  const std::int64_t below = *std::max_element(values.begin(), middle);
  return (as_double(below) + as_double(*middle)) / 2;
}

Ratio pipeline_coverage(std::int64_t pipeline, std::int64_t remaining_quota) {
  if (remaining_quota <= 0) return std::nullopt;
  return as_double(pipeline) / as_double(remaining_quota);
}

Ratio required_coverage(Ratio win_rate, double slippage) {
  if (!win_rate || *win_rate <= 0) return std::nullopt;
  return (1 + slippage) / *win_rate;
}

std::int64_t weighted(std::int64_t amount, std::int32_t percent_hundredths) {
  return scaled(amount, percent_hundredths, 10'000).value_or(0);
}

Ratio sales_velocity(std::int64_t deals, double average_deal, Ratio win_rate, Ratio cycle_days) {
  if (!win_rate || !cycle_days || *cycle_days <= 0) return std::nullopt;
  return known(as_double(deals) * average_deal * *win_rate / *cycle_days);
}

Ratio lifetime_value(double margin, double retention_rate, double discount) {
  const double decay = 1 + discount - retention_rate;
  if (decay <= 0) return std::nullopt;
  return known(margin * retention_rate / decay);
}

Ratio lifetime_value_immediate(double margin, double retention_rate, double discount) {
  const double decay = 1 + discount - retention_rate;
  if (decay <= 0) return std::nullopt;
  return known(margin * (1 + discount) / decay);
}

Ratio lifetime_value_undiscounted(double margin, double retention_rate) {
  if (retention_rate >= 1) return std::nullopt;
  return known(margin / (1 - retention_rate));
}

Ratio lifetime_value_years(double margin, double retention_rate, double discount, int first,
                           int years) {
  if (discount <= -1 || years <= 0) return std::nullopt;
  const double factor = retention_rate / (1 + discount);
  double sum = 0;
  for (int t = first; t < first + years; ++t) sum += margin * std::pow(factor, t);
  return known(sum);
}

Ratio gross_margin(std::int64_t revenue, std::int64_t cost_of_goods) {
  if (revenue <= 0) return std::nullopt;
  return (as_double(revenue) - as_double(cost_of_goods)) / as_double(revenue);
}

Ratio cost_to_serve_share(std::int64_t cost_to_serve, std::int64_t revenue) {
  if (revenue <= 0) return std::nullopt;
  return as_double(cost_to_serve) / as_double(revenue);
}

Ratio contribution(std::int64_t gross_margin, std::int64_t cost_to_serve, std::int64_t revenue) {
  if (revenue <= 0) return std::nullopt;
  return (as_double(gross_margin) - as_double(cost_to_serve)) / as_double(revenue);
}

Ratio net_promoter_score(std::span<const int> answers) {
  const Ratio promoters = share_of_answers(answers, [](int a) { return a >= 9; });
  const Ratio detractors = share_of_answers(answers, [](int a) { return a <= 6; });
  if (!promoters || !detractors) return std::nullopt;
  return (*promoters - *detractors) * 100;
}

Ratio satisfaction_top_two(std::span<const int> answers) {
  return share_of_answers(answers, [](int a) { return a >= 4; });
}

Ratio satisfaction_mean(std::span<const int> answers) {
  return ratio(std::accumulate(answers.begin(), answers.end(), 0.0),
               static_cast<double>(answers.size()));
}

Ratio share_of_wallet(std::int64_t our_revenue, std::int64_t customer_spend) {
  if (customer_spend <= 0) return std::nullopt;
  return as_double(our_revenue) / as_double(customer_spend);
}

Ratio share_of_potential(std::int64_t current, std::int64_t potential) {
  if (potential <= 0) return std::nullopt;
  return as_double(current) / as_double(potential);
}

Ratio penetration(std::int64_t sold, std::int64_t sellable) {
  return ratio(as_double(sold), as_double(sellable));
}

std::int64_t whitespace(std::span<const Cell> cells) {
  std::int64_t open = 0;
  for (const Cell& cell : cells) {
    open = saturating_add(open,
                          std::max<std::int64_t>(0, saturating_sub(cell.potential, cell.current)));
  }
  return open;
}

Ratio top_share(std::vector<std::int64_t> revenues, std::size_t n) {
  double total = 0;
  for (const std::int64_t revenue : revenues)
    total += as_double(std::max<std::int64_t>(0, revenue));
  n = std::min(n, revenues.size());
  const auto end = revenues.begin() + static_cast<std::ptrdiff_t>(n);
  std::ranges::partial_sort(revenues, end, std::greater{});
  double top = 0;
  for (std::size_t i = 0; i < n; ++i) top += as_double(std::max<std::int64_t>(0, revenues[i]));
  return ratio(top, total);
}

Ratio concentration_index(std::span<const std::int64_t> revenues) {
  double total = 0;
  double squares = 0;
  for (const std::int64_t revenue : revenues) {
    if (revenue <= 0) continue;
    total += as_double(revenue);
    squares += as_double(revenue) * as_double(revenue);
  }
  return ratio(squares * 10'000, total * total);
}

bool is_key_account(std::span<const Ratio> shares, double threshold, bool strategic) {
  return strategic ||
         std::ranges::any_of(shares, [&](Ratio share) { return share && *share >= threshold; });
}

std::vector<Abc> abc(std::span<const std::int64_t> revenues, double a, double b) {
  std::vector<std::size_t> order(revenues.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  keyplan::sort(order, std::greater{}, [&](std::size_t i) { return revenues[i]; });
  double total = 0;
  for (const std::int64_t revenue : revenues)
    total += as_double(std::max<std::int64_t>(0, revenue));
  std::vector<Abc> letters(revenues.size(), Abc::c);
  double before = 0;
  for (const std::size_t i : order) {
    if (revenues[i] <= 0) break;
    const double share = before / total;
    letters[i] = share < a ? Abc::a : share < b ? Abc::b : Abc::c;
    before += as_double(revenues[i]);
  }
  return letters;
}

Ratio weighted_score(std::span<const Weighted> parts) {
  double sum = 0;
  for (const Weighted& part : parts) sum += part.weight * part.score;
  return ratio(sum, sum_of_weights(parts));
}

Band band_of_nine(double score) {
  if (score < 10.0 / 3) return Band::low;
  return score < 20.0 / 3 ? Band::medium : Band::high;
}

Loss worst_case(std::span<const std::int64_t> lost_revenues, Ratio win_rate) {
  Loss loss;
  for (const std::int64_t revenue : lost_revenues)
    loss.revenue = saturating_add(loss.revenue, revenue);
  if (win_rate && *win_rate > 0)
    loss.pipeline_to_refill = nearest(as_double(loss.revenue) / *win_rate);
  return loss;
}

Ratio decision_maker_coverage(std::span<const Contact> contacts) {
  double engaged = 0;
  double all = 0;
  for (const Contact& contact : contacts) {
    all += contact.weight;
    if (contact.engaged) engaged += contact.weight;
  }
  return ratio(engaged, all);
}

Threads multi_threading(double contacts_per_deal) {
  if (contacts_per_deal < 1) return Threads::none;
  if (contacts_per_deal < 2) return Threads::single;
  return contacts_per_deal < 3 ? Threads::thin : Threads::enough;
}

double health_composite(double nps, double usage, int open_tickets, int days_since_login) {
  return .25 * (nps + 100) / 2 + .35 * usage + .20 * std::max(0, 100 - 10 * open_tickets) +
         .20 * std::max(0, 100 - 2 * days_since_login);
}

Ratio health_weighted(std::span<const Weighted> parts, double risk) {
  const Ratio score = weighted_score(parts);
  if (!score) return std::nullopt;
  return std::max(0.0, *score - risk);
}

double relationship_depth(double breadth, double seniority, double two_way, double multithread,
                          double advocate) {
  return .40 * breadth + .25 * seniority + .20 * two_way + .10 * multithread + .05 * advocate;
}

double decayed(double points, double days, double half_life_days) {
  return points * std::exp2(-days / half_life_days);
}

Ratio relationship_health(std::span<const Relation> relations) {
  double sum = 0;
  double weights = 0;
  for (const Relation& relation : relations) {
    sum += relation.weight * relation.stance * relation.confidence;
    weights += relation.weight;
  }
  const Ratio balance = ratio(sum, weights);
  if (!balance) return std::nullopt;
  return 50 + 25 * *balance;
}

Rag completeness_rag(double completeness) {
  if (completeness < .40) return Rag::red;
  return completeness < .75 ? Rag::amber : Rag::green;
}

Credit matrix_credit(std::int64_t revenue, std::span<const double> shares) {
  Credit credit{revenue, 0};
  for (const double share : shares) {
    credit.credited = saturating_add(credit.credited, nearest(as_double(revenue) * share));
  }
  return credit;
}

}  // namespace keyplan::analysis
