#include "core/analysis/priorities.h"

#include <algorithm>
#include <cmath>

#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

Percent percent(int whole) { return {whole * 100}; }

bool is_amount(Measure measure) {
  return measure == Measure::revenue || measure == Measure::potential ||
         measure == Measure::pipeline || measure == Measure::customer_revenue;
}

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

std::optional<std::size_t> PriorityBase::place(Id account) const {
  const auto at = std::ranges::lower_bound(accounts, account, {}, &PriorityAccount::id);
  if (at == accounts.end() || at->id != account) return std::nullopt;
  return static_cast<std::size_t>(at - accounts.begin());
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
    const bool guessed = criterion.measure == Measure::share_of_wallet &&
                         base.accounts[account].they_of_potential && !std::isnan(score);
    figure.remark(criterion.name,
                  guessed ? told + ", of the potential: their spend is not entered" : told);
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
  figure.formula("the largest of its shares; key from " + key_shares_text(base.key_shares))
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
      .percent(of.they_of_potential
                   ? "They depend on us: our share of the potential, their spend is not entered"
                   : "They depend on us: our share of their spend",
               of.they_depend)
      .percent("We depend on them: their share of our revenue", of.we_depend);
  return list.take().front();
}

}  // namespace keyplan::analysis
