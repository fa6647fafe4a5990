// Which accounts matter most: criteria with scales and weights give attractiveness and strength of
// the relationship, each 0 to 10, and from them a suggested tier. Beside it the tests of the field:
// ABC by revenue, key account by any share that is large, and who depends on whom.
//
// What a criterion measures, and its usual scale from 0 to 10 points:
// - revenue: of the shown year; whitespace: potential less current of the account's cells; weighted
//   pipeline of the plan year; their own revenue; employees: nothing to the ninth decile of the
//   accounts that have any
// - growth of the base year: -10 % to 20 %; margin of the shown year: 0 to 50 %
// - years as a customer, from the date entered, else the first year with revenue: 0 to 10
// - satisfaction and relationships: the components of account health (health.h), 0 to 100
// - share of wallet: revenue / what they spend on what we sell; where that is not entered, our
// share
//   of the potential of the account's cells stands in for it and is told as such: 0 to 100 %
// - rating by hand: 0 to 10; of two ratings of the same the one of the higher id
// What is not known is left out of the mean and never taken as zero. An axis is the weighted mean
// of its criteria (GE-McKinsey), the score that of all criteria. A plan without criteria of its own
// uses the usual ones.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/cache.h"

namespace keyplan::analysis {

struct UsedCriterion {
  model::Id id;  // 0: one of the usual ones
  std::string name;
  model::CriterionAxis axis = model::CriterionAxis::attractiveness;  // never unset
  model::Measure measure = model::Measure::rating;                   // never unset
  double weight = 0;                                                 // not negative
  double worst = 0;
  double best = 10;
  bool usual_scale = true;
  friend bool operator==(const UsedCriterion&, const UsedCriterion&) = default;
};

/// The criteria of the plan in their order, or the usual ones.
std::vector<model::Criterion> usual_criteria();

/// Any of these that reaches its threshold (KeyShares) makes a key account: 18 % is key, 1 % is
/// not.
struct KeyTest {
  Ratio revenue;   // share of all revenue of the shown year
  Ratio profit;    // share of all gross profit that is known
  Ratio offering;  // the largest share of one offering's revenue ...
  model::Id of;    // ... and which
  bool standing = false;
  bool is_key = false;
  friend bool operator==(const KeyTest&, const KeyTest&) = default;
};

/// Our dependence is their share of our revenue, theirs our share of their spend.
enum class Power : std::uint8_t { unknown, theirs, balanced, ours };
std::string_view power_word(Power power);  // "They hold it", "Balanced", "We hold it", "Not known"
/// Shares closer than this are balanced.
inline constexpr double power_margin = 0.10;

struct PriorityAccount {
  model::Id id;
  std::int64_t revenue = 0;  // of the shown year, minor units
  model::Tier chosen = model::Tier::unset;
  Abc abc = Abc::c;
  KeyTest key;
  Ratio we_depend;
  Ratio they_depend;
  bool they_of_potential = false;  // their spend is not entered: our share of the potential instead
  Power power = Power::unknown;
  friend bool operator==(const PriorityAccount&, const PriorityAccount&) = default;
};

/// What stays the same while weights are dragged.
struct PriorityBase {
  std::vector<UsedCriterion> criteria;
  std::vector<PriorityAccount> accounts;  // ascending by id
  std::vector<double> values;             // accounts x criteria as measured; NaN = not known
  std::vector<double> scores;             // the same, 0 to 10
  double strategic_from = 0, key_from = 0, growth_from = 0;  // scores of the tiers
  KeyShares key_shares;
  double abc_a = 0;  // cumulative share of revenue up to which an account is A
  model::Currency currency;
  model::Date today;
  int shown_year = 0;

  std::optional<std::size_t> place(model::Id account) const;
  double score(std::size_t account, std::size_t criterion) const {
    return scores[account * criteria.size() + criterion];
  }
  double value(std::size_t account, std::size_t criterion) const {
    return values[account * criteria.size() + criterion];
  }
};
/// Worked out from nothing; priority_book.h keeps it up to date.
PriorityBase priority_base(const model::Plan& plan, const Cache& cache);

struct Priority {
  Ratio attractiveness;
  Ratio relationship;
  Ratio score;
  model::Tier suggested = model::Tier::unset;  // unset while there is no score
};
/// By account as in `base`. `weights` by criterion; empty = their own.
std::vector<Priority> prioritise(const PriorityBase& base, std::span<const double> weights = {});

/// The four fields of the matrix, cut in the middle.
enum class Stance : std::uint8_t { maintain, build, protect, invest };
Stance stance_of(double attractiveness, double relationship);
std::string_view stance_word(Stance stance);  // "Invest & grow", "Selectively build", ...

/// How the score of an account came about, criterion by criterion.
Figure priority_figure(const PriorityBase& base, std::size_t account,
                       std::span<const double> weights = {});
/// Why an account counts as key, or why not.
Figure key_figure(const model::Plan& plan, const PriorityBase& base, std::size_t account);
Figure power_figure(const PriorityBase& base, std::size_t account);

}  // namespace keyplan::analysis
