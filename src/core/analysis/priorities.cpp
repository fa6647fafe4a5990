#include "core/analysis/priorities.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include "core/analysis/account_plan.h"
#include "core/analysis/health.h"
#include "core/model/display.h"
#include "core/model/order.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
constexpr double most_points = 10;

Percent percent(int whole) { return {whole * 100}; }

double as_double(Ratio ratio) { return ratio.value_or(not_known); }

double major(std::int64_t minor, Currency currency) {
  return static_cast<double>(minor) / std::pow(10.0, minor_digits(currency));
}

bool is_amount(Measure measure) {
  return measure == Measure::revenue || measure == Measure::potential ||
         measure == Measure::pipeline || measure == Measure::customer_revenue;
}

/// Fixed ends of a scale, or none where it follows the accounts.
std::optional<std::pair<double, double>> usual_scale(Measure measure) {
  switch (measure) {
    case Measure::unset:
    case Measure::rating:
    case Measure::tenure:
      return std::pair(0.0, 10.0);
    case Measure::growth:
      return std::pair(-10.0, 20.0);
    case Measure::margin:
      return std::pair(0.0, 50.0);
    case Measure::satisfaction:
    case Measure::relationships:
    case Measure::share_of_wallet:
      return std::pair(0.0, 100.0);
    case Measure::revenue:
    case Measure::potential:
    case Measure::pipeline:
    case Measure::customer_revenue:
    case Measure::employees:
      break;
  }
  return std::nullopt;
}

/// Nine of ten accounts that have any are not above it.
double ninth_decile(std::vector<double> known) {
  std::erase_if(known, [](double value) { return !(value > 0); });
  if (known.empty()) return 1;
  const std::size_t at = (known.size() * 9 + 9) / 10 - 1;
  std::ranges::nth_element(known, known.begin() + static_cast<std::ptrdiff_t>(at));
  return known[at];
}

/// What the cells of one account could bring and bring now, a year.
struct Cells {
  std::int64_t potential = 0;
  std::int64_t current = 0;
  std::int64_t whitespace = 0;
  bool known = false;
};

Cells cells_sum(const Plan& plan, Id account, const Context& context) {
  Cells sum;
  for (const Record<WhitespaceCell>& cell : plan.of_account<WhitespaceCell>(account)) {
    if (!cell.data.potential || cell.data.state == CellState::not_applicable) continue;
    const auto potential = in_base(cell.data.potential, context.today, context);
    if (!potential) continue;
    const auto current = cell.data.current ? in_base(cell.data.current, context.today, context)
                                           : std::optional<std::int64_t>(0);
    sum.known = true;
    sum.potential = saturating_add(sum.potential, *potential);
    sum.current = saturating_add(sum.current, current.value_or(0));
    sum.whitespace = saturating_add(
        sum.whitespace, std::max<std::int64_t>(0, saturating_sub(*potential, current.value_or(0))));
  }
  return sum;
}

using Ratings = std::unordered_map<Id, std::vector<std::pair<Id, double>>, IdHash>;

/// By account: criterion and score. Of two ratings of the same the later record counts.
Ratings ratings_of(const Plan& plan) {
  Ratings ratings;
  for (const Record<Rating>& rating : plan.table<Rating>()) {
    if (rating.data.score)
      ratings[rating.data.account.id].emplace_back(rating.data.criterion.id,
                                                   rating.data.score.value());
  }
  return ratings;
}

/// Collects what the accounts are measured by.
class Collection {
 public:
  Collection(const Plan& plan, std::span<const AccountResult> results, const Portfolio& portfolio,
             const Context& context)
      : plan_(plan),
        results_(results),
        portfolio_(portfolio),
        context_(context),
        ratings_(ratings_of(plan)) {}

  PriorityBase collect() {
    const Settings& set = plan_.settings();
    const auto from = [](Decimal own, double usual) { return own ? own.value() : usual; };
    base_.strategic_from = from(set.strategic_from, 7);
    base_.key_from = from(set.key_from, 5.5);
    base_.growth_from = from(set.growth_from, 4);
    base_.key_share = analysis::key_share(set);
    base_.abc_a = set.abc_a ? set.abc_a.fraction() : 0.80;
    base_.currency = context_.base;
    base_.today = context_.today;
    base_.shown_year = portfolio_.shown_year;
    take_criteria();
    for (const AccountResult& result : results_)
      if (plan_.find<Account>(result.id) != nullptr) order_.push_back(&result);
    std::ranges::sort(order_, {}, &AccountResult::id);
    measure();
    score();
    letters();
    offerings();
    return std::move(base_);
  }

 private:
  void take_criteria() {
    std::vector<const RecordBase*> sorted;
    for (const Record<Criterion>& record : plan_.table<Criterion>()) sorted.push_back(&record);
    sort_by_order(Kind::criterion, sorted);
    for (const RecordBase* record : sorted)
      add(record->id, static_cast<const Record<Criterion>&>(*record).data);
    if (!sorted.empty()) return;
    for (const Criterion& usual : usual_criteria()) add({}, usual);
  }

  void add(Id id, const Criterion& data) {
    base_.criteria.push_back(
        {.id = id,
         .name = data.name,
         .axis = data.axis == CriterionAxis::unset ? CriterionAxis::attractiveness : data.axis,
         .measure = data.measure == Measure::unset ? Measure::rating : data.measure,
         .weight = data.weight ? std::max(0.0, data.weight.fraction()) : 0,
         .worst = data.worst ? data.worst.value() : not_known,
         .best = data.best ? data.best.value() : not_known,
         .usual_scale = !data.worst && !data.best});
  }

  void measure() {
    base_.values.reserve(order_.size() * base_.criteria.size());
    std::int64_t all_profit = 0;
    std::vector<std::int64_t> profits;
    for (const AccountResult* result : order_) {
      const Record<Account>& account = *plan_.find<Account>(result->id);
      PriorityAccount& out = base_.accounts.emplace_back();
      out.id = result->id;
      out.revenue = result->revenue(base_.shown_year).value;
      out.chosen = account.data.tier;
      out.key.standing = account.data.standing;
      out.key.revenue = portfolio_.share_of(*result);
      const YearRevenue* year = result->year(base_.shown_year);
      const bool with_cost = year != nullptr && year->revenue_with_cost.value > 0;
      profits.push_back(
          with_cost ? std::max<std::int64_t>(
                          0, saturating_sub(year->revenue_with_cost.value, year->cost.value))
                    : 0);
      all_profit = saturating_add(all_profit, profits.back());
      const Cells cells = cells_sum(plan_, result->id, context_);
      weigh_power(out, account.data, cells);
      for (const UsedCriterion& criterion : base_.criteria)
        base_.values.push_back(value_of(criterion, *result, account.data, cells, out));
    }
    for (std::size_t i = 0; i < profits.size(); ++i)
      if (profits[i] > 0)
        base_.accounts[i].key.profit =
            ratio(static_cast<double>(profits[i]), static_cast<double>(all_profit));
  }

  void weigh_power(PriorityAccount& out, const Account& account, const Cells& cells) const {
    out.we_depend = out.key.revenue;
    if (account.category_spend) {
      const auto spend = in_base(account.category_spend, context_.today, context_);
      if (spend && *spend > 0) out.they_depend = share_of_wallet(out.revenue, *spend);
    } else if (cells.known) {
      out.they_depend =
          ratio(static_cast<double>(cells.current), static_cast<double>(cells.potential));
    }
    if (!out.we_depend || !out.they_depend) return;
    const double lead = *out.they_depend - *out.we_depend;
    out.power = lead > power_margin    ? Power::ours
                : lead < -power_margin ? Power::theirs
                                       : Power::balanced;
  }

  double value_of(const UsedCriterion& criterion, const AccountResult& result,
                  const Account& account, const Cells& cells, const PriorityAccount& known) const {
    switch (criterion.measure) {
      case Measure::unset:
      case Measure::rating: {
        const auto found = ratings_.find(result.id);
        if (found == ratings_.end()) return not_known;
        double score = not_known;
        for (const auto& [id, given] : found->second)
          if (id == criterion.id && criterion.id) score = given;
        return score;
      }
      case Measure::revenue:
        return base_.shown_year == 0 ? not_known : major(known.revenue, base_.currency);
      case Measure::growth:
        return 100 * as_double(account_growth(result, portfolio_.base_year));
      case Measure::margin: {
        const YearRevenue* year = result.year(base_.shown_year);
        if (year == nullptr || year->revenue_with_cost.value <= 0) return not_known;
        return 100 * as_double(gross_margin(year->revenue_with_cost.value, year->cost.value));
      }
      case Measure::potential:
        return cells.known ? major(cells.whitespace, base_.currency) : not_known;
      case Measure::pipeline:
        return major(result.pipeline.net_new().weighted.value, base_.currency);
      case Measure::customer_revenue: {
        if (!account.company_revenue) return not_known;
        const auto sales = in_base(account.company_revenue, context_.today, context_);
        return sales ? major(*sales, base_.currency) : not_known;
      }
      case Measure::employees:
        return account.employees ? static_cast<double>(account.employees.value) : not_known;
      case Measure::tenure: {
        constexpr double year = 365.25;
        if (account.customer_since)
          return std::max(0.0, (context_.today.days - account.customer_since.days) / year);
        if (result.first_year == 0) return not_known;
        return std::max(0, context_.plan_year - result.first_year);
      }
      case Measure::satisfaction:
        return as_double(satisfaction_points(plan_, result.id, context_.today));
      case Measure::relationships:
        return as_double(relationship_points(plan_, result.id, context_.today));
      case Measure::share_of_wallet:
        return 100 * as_double(known.they_depend);
    }
    return not_known;
  }

  void score() {
    const std::size_t width = base_.criteria.size();
    for (std::size_t c = 0; c < width; ++c) {
      UsedCriterion& criterion = base_.criteria[c];
      std::pair<double, double> usual(0, 1);
      if (const auto fixed = usual_scale(criterion.measure)) {
        usual = *fixed;
      } else {
        std::vector<double> column;
        for (std::size_t i = c; i < base_.values.size(); i += width)
          column.push_back(base_.values[i]);
        usual.second = ninth_decile(std::move(column));
      }
      if (std::isnan(criterion.worst)) criterion.worst = usual.first;
      if (std::isnan(criterion.best)) criterion.best = usual.second;
    }
    base_.scores.resize(base_.values.size());
    for (std::size_t i = 0; i < base_.values.size(); ++i) {
      const UsedCriterion& criterion = base_.criteria[i % width];
      const double span = criterion.best - criterion.worst;
      const double value = base_.values[i];
      base_.scores[i] = std::isnan(value) || span == 0
                            ? not_known
                            : most_points * std::clamp((value - criterion.worst) / span, 0.0, 1.0);
    }
  }

  void letters() {
    const Settings& set = plan_.settings();
    std::vector<std::int64_t> revenues;
    for (const PriorityAccount& account : base_.accounts) revenues.push_back(account.revenue);
    const auto found = abc(revenues, base_.abc_a, set.abc_b ? set.abc_b.fraction() : 0.95);
    for (std::size_t i = 0; i < found.size(); ++i) base_.accounts[i].abc = found[i];
  }

  /// The largest share of one offering's revenue that each account has, and the result of the test.
  void offerings() {
    std::unordered_map<Id, double, IdHash> totals;
    std::unordered_map<Id, std::unordered_map<Id, double, IdHash>, IdHash> shares;
    for (const Record<Revenue>& entry : plan_.table<Revenue>()) {
      const Revenue& data = entry.data;
      if (!data.offering || data.amount.minor <= 0 ||
          fiscal_year(data.period, context_.start_month) != base_.shown_year)
        continue;
      const auto amount =
          in_base(data.amount, last_day(data.period, context_.start_month), context_);
      if (!amount) continue;
      totals[data.offering.id] += static_cast<double>(*amount);
      shares[data.account.id][data.offering.id] += static_cast<double>(*amount);
    }
    for (PriorityAccount& account : base_.accounts) {
      KeyTest& key = account.key;
      if (const auto own = shares.find(account.id); own != shares.end()) {
        for (const auto& [offering, amount] : own->second) {
          const Ratio share = ratio(amount, totals[offering]);
          if (share && (!key.offering || *share > *key.offering ||
                        (*share == *key.offering && offering < key.of))) {
            key.offering = share;
            key.of = offering;
          }
        }
      }
      const std::array tests = {key.revenue, key.profit, key.offering};
      key.is_key = is_key_account(tests, base_.key_share, key.standing);
    }
  }

  const Plan& plan_;
  std::span<const AccountResult> results_;
  const Portfolio& portfolio_;
  const Context& context_;
  Ratings ratings_;
  std::vector<const AccountResult*> order_;
  PriorityBase base_;
};

Tier tier_of(const PriorityBase& base, double score) {
  if (score >= base.strategic_from) return Tier::strategic;
  if (score >= base.key_from) return Tier::key;
  return score >= base.growth_from ? Tier::growth : Tier::maintain;
}

double weight_of(const PriorityBase& base, std::size_t criterion, std::span<const double> tried) {
  return criterion < tried.size() ? tried[criterion] : base.criteria[criterion].weight;
}

std::string measured(const UsedCriterion& criterion, double value, Currency currency) {
  if (std::isnan(value)) return "not known";
  if (is_amount(criterion.measure)) {
    const double minor = value * std::pow(10.0, minor_digits(currency));
    return money_text({nearest(minor), currency}, MoneyStyle::compact);
  }
  switch (criterion.measure) {
    case Measure::growth:
      return percent_text(value / 100, 1, Sign::always);
    case Measure::margin:
    case Measure::share_of_wallet:
      return percent_text(value / 100, 0);
    case Measure::tenure:
      return number_text(value, 1) + " years";
    case Measure::employees:
      return count_text(nearest(value));
    default:
      return number_text(value, 0);
  }
}

}  // namespace

std::vector<Criterion> usual_criteria() {
  const auto make = [](std::string_view name, CriterionAxis axis, Measure measure, int weight) {
    Criterion criterion;
    criterion.name = name;
    criterion.axis = axis;
    criterion.measure = measure;
    criterion.weight = percent(weight);
    return criterion;
  };
  using enum CriterionAxis;
  return {make("Revenue with us", attractiveness, Measure::revenue, 20),
          make("Growth with us", attractiveness, Measure::growth, 10),
          make("Whitespace", attractiveness, Measure::potential, 20),
          make("Size of their business", attractiveness, Measure::customer_revenue, 15),
          make("Easy to serve", attractiveness, Measure::rating, 10),
          make("Years as a customer", relationship, Measure::tenure, 15),
          make("Satisfaction", relationship, Measure::satisfaction, 15),
          make("Relationships", relationship, Measure::relationships, 25),
          make("Share of wallet", relationship, Measure::share_of_wallet, 10)};
}

std::string_view power_word(Power power) {
  switch (power) {
    case Power::unknown:
      return "Not known";
    case Power::theirs:
      return "They hold it";
    case Power::balanced:
      return "Balanced";
    case Power::ours:
      return "We hold it";
  }
  return "";
}

PriorityBase priority_base(const Plan& plan, std::span<const AccountResult> accounts,
                           const Portfolio& portfolio, const Context& context) {
  return Collection(plan, accounts, portfolio, context).collect();
}

std::vector<Priority> prioritise(const PriorityBase& base, std::span<const double> weights) {
  const std::size_t width = base.criteria.size();
  std::vector<double> used;
  for (std::size_t c = 0; c < width; ++c) used.push_back(weight_of(base, c, weights));
  std::vector<Priority> all(base.accounts.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    double sum[2] = {};
    double known[2] = {};
    for (std::size_t c = 0; c < width; ++c) {
      const double score = base.score(i, c);
      if (std::isnan(score)) continue;
      const bool relationship = base.criteria[c].axis == CriterionAxis::relationship;
      sum[relationship] += used[c] * score;
      known[relationship] += used[c];
    }
    Priority& priority = all[i];
    priority.attractiveness = ratio(sum[0], known[0]);
    priority.relationship = ratio(sum[1], known[1]);
    priority.score = ratio(sum[0] + sum[1], known[0] + known[1]);
    if (!priority.score) continue;
    priority.suggested = tier_of(base, *priority.score);
    // A large share makes a key account, whatever the criteria say.
    if (base.accounts[i].key.is_key && priority.suggested > Tier::key)
      priority.suggested = Tier::key;
  }
  return all;
}

Stance stance_of(double attractiveness, double relationship) {
  constexpr double middle = 5;
  if (attractiveness >= middle) return relationship >= middle ? Stance::invest : Stance::build;
  return relationship >= middle ? Stance::protect : Stance::maintain;
}

std::string_view stance_word(Stance stance) {
  switch (stance) {
    case Stance::maintain:
      return "Maintain efficiently";
    case Stance::build:
      return "Selectively build";
    case Stance::protect:
      return "Protect";
    case Stance::invest:
      return "Invest & grow";
  }
  return "";
}

Figure priority_figure(const PriorityBase& base, std::size_t account,
                       std::span<const double> weights) {
  FigureList list(base.currency, base.today);
  double sum = 0;
  double known = 0;
  for (std::size_t c = 0; c < base.criteria.size(); ++c) {
    const double score = base.score(account, c);
    if (std::isnan(score)) continue;
    sum += weight_of(base, c, weights) * score;
    known += weight_of(base, c, weights);
  }
  auto figure = list.points("priority", "Priority", ratio(sum, known));
  figure.formula("sum of weight x score / sum of the weights of what is known, 0 to 10")
      .otherwise("None of the criteria with a weight is known.");
  for (std::size_t c = 0; c < base.criteria.size(); ++c) {
    const UsedCriterion& criterion = base.criteria[c];
    const double score = base.score(account, c);
    const std::string value = measured(criterion, base.value(account, c), base.currency);
    const std::string told = std::isnan(score)
                                 ? value + ", left out"
                                 : number_text(score, 1) + " for " + value + ", weight " +
                                       percent_text(weight_of(base, c, weights), 0);
    figure.remark(criterion.name, told);
    if (criterion.id) figure.entered({Kind::criterion, criterion.id}, 0, "");
  }
  if (base.accounts[account].key.is_key)
    figure.note("A key account by its share: at least Key is suggested.");
  return list.take().front();
}

Figure key_figure(const Plan& plan, const PriorityBase& base, std::size_t account) {
  const KeyTest& key = base.accounts[account].key;
  FigureList list(base.currency, base.today);
  Ratio largest;
  for (const Ratio share : {key.revenue, key.profit, key.offering})
    if (share && (!largest || *share > *largest)) largest = share;
  auto figure = list.percent("largest_share", "Largest share", largest);
  figure.formula("the largest of its shares; key from " + key_share_text(base.key_share))
      .otherwise("It has no revenue in the year shown.")
      .percent("Of all revenue", key.revenue)
      .percent("Of all gross profit", key.profit);
  const auto* offering = plan.find<Offering>(key.of);
  figure.percent(offering == nullptr ? std::string("Of one offering") : "Of " + offering->data.name,
                 key.offering);
  figure.remark("National or global standing", key.standing ? "yes" : "no");
  return list.take().front();
}

Figure power_figure(const PriorityBase& base, std::size_t account) {
  const PriorityAccount& of = base.accounts[account];
  FigureList list(base.currency, base.today);
  const Ratio lead =
      of.we_depend && of.they_depend ? Ratio(*of.they_depend - *of.we_depend) : std::nullopt;
  auto figure = list.percent("power_balance", "Power balance", lead);
  figure.formula("their dependence on us - our dependence on them")
      .otherwise("It needs their spend on what we sell, or potentials in whitespace.")
      .percent("They depend on us: our share of their spend", of.they_depend)
      .percent("We depend on them: their share of our revenue", of.we_depend);
  return list.take().front();
}

}  // namespace keyplan::analysis
