#include "core/analysis/priority_book.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "core/analysis/account_plan.h"
#include "core/analysis/health.h"
#include "core/model/display.h"
#include "core/model/order.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
constexpr double most_points = 10;

double as_double(Ratio ratio) { return ratio.value_or(not_known); }

double major(std::int64_t minor, Currency currency) {
  return static_cast<double>(minor) / std::pow(10.0, minor_digits(currency));
}

/// Where "not known" equals itself.
bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

template <class T>
bool put(T& into, const T& value) {
  if (into == value) return false;
  into = value;
  return true;
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

std::vector<UsedCriterion> criteria_of(const Plan& plan) {
  std::vector<UsedCriterion> criteria;
  const auto add = [&](Id id, const Criterion& data) {
    criteria.push_back(
        {.id = id,
         .name = data.name,
         .axis = data.axis == CriterionAxis::unset ? CriterionAxis::attractiveness : data.axis,
         .measure = data.measure == Measure::unset ? Measure::rating : data.measure,
         .weight = data.weight ? std::max(0.0, data.weight.fraction()) : 0,
         .worst = data.worst ? data.worst.value() : not_known,
         .best = data.best ? data.best.value() : not_known,
         .usual_scale = !data.worst && !data.best});
  };
  std::vector<const RecordBase*> sorted;
  for (const Record<Criterion>& record : plan.table<Criterion>()) sorted.push_back(&record);
  sort_by_order(Kind::criterion, sorted);
  for (const RecordBase* record : sorted)
    add(record->id, static_cast<const Record<Criterion>&>(*record).data);
  if (sorted.empty())
    for (const Criterion& usual : usual_criteria()) add({}, usual);
  return criteria;
}

/// Whether values measured for the one are those for the other.
bool measure_the_same(std::span<const UsedCriterion> a, std::span<const UsedCriterion> b) {
  return std::ranges::equal(a, b, [](const UsedCriterion& one, const UsedCriterion& other) {
    return one.id == other.id && one.measure == other.measure;
  });
}

double rating_of(const Plan& plan, Id account, Id criterion) {
  if (!criterion) return not_known;
  const Record<Rating>* found = nullptr;
  for (const Record<Rating>& rating : plan.of_account<Rating>(account)) {
    if (!rating.data.score || rating.data.criterion.id != criterion) continue;
    if (found == nullptr || found->id < rating.id) found = &rating;
  }
  return found == nullptr ? not_known : found->data.score.value();
}

/// What one account is measured by.
struct Subject {
  const Plan& plan;
  const AccountResult& result;
  const Account& account;
  const Context& context;
  const Portfolio& portfolio;
  Cells cells;
  Ratio wallet;

  double value_of(const UsedCriterion& criterion) const {
    const Currency currency = context.base;
    switch (criterion.measure) {
      case Measure::unset:
      case Measure::rating:
        return rating_of(plan, result.id, criterion.id);
      case Measure::revenue:
        return portfolio.shown_year == 0
                   ? not_known
                   : major(result.revenue(portfolio.shown_year).value, currency);
      case Measure::growth:
        return 100 * as_double(account_growth(result, portfolio.base_year));
      case Measure::margin: {
        const YearRevenue* year = result.year(portfolio.shown_year);
        if (year == nullptr || year->revenue_with_cost.value <= 0) return not_known;
        return 100 * as_double(gross_margin(year->revenue_with_cost.value, year->cost.value));
      }
      case Measure::potential:
        return cells.known ? major(cells.whitespace, currency) : not_known;
      case Measure::pipeline:
        return major(result.pipeline.net_new().weighted.value, currency);
      case Measure::customer_revenue: {
        if (!account.company_revenue) return not_known;
        const auto sales = in_base(account.company_revenue, context.today, context);
        return sales ? major(*sales, currency) : not_known;
      }
      case Measure::employees:
        return account.employees ? static_cast<double>(account.employees.value) : not_known;
      case Measure::tenure: {
        constexpr double year = 365.25;
        if (account.customer_since)
          return std::max(0.0, (context.today.days - account.customer_since.days) / year);
        if (result.first_year == 0) return not_known;
        return std::max(0, context.plan_year - result.first_year);
      }
      case Measure::satisfaction:
        return as_double(satisfaction_points(plan, result.id, context.today));
      case Measure::relationships:
        return as_double(relationship_points(plan, result.id, context.today));
      case Measure::share_of_wallet:
        return 100 * as_double(wallet);
    }
    return not_known;
  }
};

}  // namespace

PriorityBase priority_base(const Plan& plan, const Cache& cache) {
  PriorityBook book;
  book.refresh(plan, cache);
  return book.base();
}

void PriorityBook::refresh(const Plan& plan, const Cache& cache) {
  const bool same_plan = filled_ && plan_id_ == plan.id() && revision_ <= plan.revision();
  const bool same_context = context_ == cache.context();
  if (same_plan && same_context && revision_ == plan.revision()) return;
  std::vector<UsedCriterion> entered = criteria_of(plan);
  const Portfolio& portfolio = cache.portfolio();
  const bool keep = same_plan && same_context && portfolio.shown_year == base_.shown_year &&
                    portfolio.base_year == base_year_ && measure_the_same(entered, entered_);
  std::optional<std::vector<Id>> touched;
  if (keep) touched = plan.touched_since(revision_);
  changed_ = revenue_changed_ = profit_changed_ = sold_changed_ = !touched;
  columns_changed_.assign(entered.size(), touched ? 0 : 1);
  if (!touched) {
    base_ = {};
    facts_.clear();
    bought_.clear();
    sold_.clear();
    profit_ = 0;
    touched.emplace();
    for (const AccountResult& result : cache.accounts()) touched->push_back(result.id);
  }
  filled_ = true;
  plan_id_ = plan.id();
  revision_ = plan.revision();
  context_ = cache.context();
  base_year_ = portfolio.base_year;
  base_.shown_year = portfolio.shown_year;
  base_.currency = context_.base;
  base_.today = context_.today;
  entered_ = entered;

  // In their order, so that each of many new ones is added at the end.
  keyplan::sort(*touched);
  const auto repeated = std::ranges::unique(*touched);
  touched->erase(repeated.begin(), repeated.end());
  for (const Id account : *touched) update(plan, cache, account);
  settle(plan, cache, std::move(entered));
  if (changed_) ++version_;
  for (Facts& facts : facts_) facts.dirty = false;
}

void PriorityBook::update(const Plan& plan, const Cache& cache, Id account) {
  take_bought(plan, account);
  const auto at = std::ranges::lower_bound(base_.accounts, account, {}, &PriorityAccount::id);
  const auto place = static_cast<std::size_t>(at - base_.accounts.begin());
  const bool known = at != base_.accounts.end() && at->id == account;
  const bool there = account && plan.find<Account>(account) != nullptr;
  if (known != there) {
    changed_ = revenue_changed_ = sold_changed_ = true;
    columns_changed_.assign(entered_.size(), 1);
    const auto width = static_cast<std::ptrdiff_t>(entered_.size());
    const auto offset = static_cast<std::ptrdiff_t>(place);
    if (there) {
      base_.accounts.insert(at, PriorityAccount{.id = account});
      facts_.insert(facts_.begin() + offset, Facts());
      for (auto* table : {&base_.values, &base_.scores})
        table->insert(table->begin() + offset * width, entered_.size(), not_known);
    } else {
      profit_changed_ |= facts_[place].profit != 0;
      profit_ -= facts_[place].profit;
      base_.accounts.erase(at);
      facts_.erase(facts_.begin() + offset);
      for (auto* table : {&base_.values, &base_.scores}) {
        const auto first = table->begin() + offset * width;
        table->erase(first, first + width);
      }
    }
  }
  if (there) measure(plan, cache, place);
}

void PriorityBook::take_bought(const Plan& plan, Id account) {
  Bought bought;
  for (const Record<Revenue>& entry : plan.of_account<Revenue>(account)) {
    const Revenue& data = entry.data;
    if (!data.offering || data.amount.minor <= 0 ||
        fiscal_year(data.period, context_.start_month) != base_.shown_year)
      continue;
    const auto amount = in_base(data.amount, last_day(data.period, context_.start_month), context_);
    if (amount) bought.emplace_back(data.offering.id, *amount);
  }
  keyplan::sort(bought);
  const auto known = bought_.find(account);
  if (known == bought_.end() ? bought.empty() : known->second == bought) return;
  changed_ = sold_changed_ = true;
  if (known != bought_.end())
    for (const auto& [offering, amount] : known->second) sold_[offering] -= amount;
  for (const auto& [offering, amount] : bought) sold_[offering] += amount;
  if (bought.empty())
    bought_.erase(known);
  else
    bought_[account] = std::move(bought);
}

void PriorityBook::measure(const Plan& plan, const Cache& cache, std::size_t place) {
  ++measured_;
  PriorityAccount& out = base_.accounts[place];
  Facts& facts = facts_[place];
  Subject subject{.plan = plan,
                  .result = cache.account(out.id),
                  .account = plan.find<Account>(out.id)->data,
                  .context = context_,
                  .portfolio = cache.portfolio(),
                  .cells = cells_sum(plan, out.id, context_),
                  .wallet = {}};
  const Account& account = subject.account;
  const int year = base_.shown_year;
  const Sum revenue = subject.result.revenue(year);
  bool of_potential = false;
  if (account.category_spend) {
    const auto spend = in_base(account.category_spend, context_.today, context_);
    if (spend && *spend > 0) subject.wallet = share_of_wallet(revenue.value, *spend);
  } else if (subject.cells.known) {
    of_potential = true;
    subject.wallet = share_of_potential(subject.cells.current, subject.cells.potential);
  }
  const YearRevenue* of_year = subject.result.year(year);
  std::int64_t profit = 0;
  if (of_year != nullptr && of_year->revenue_with_cost.value > 0)
    profit = std::max<std::int64_t>(
        0, saturating_sub(of_year->revenue_with_cost.value, of_year->cost.value));

  bool other = put(out.chosen, account.tier);
  other |= put(out.key.standing, account.standing);
  other |= put(out.they_depend, subject.wallet);
  other |= put(out.they_of_potential, of_potential);
  if (put(facts.revenue, revenue)) other = revenue_changed_ = true;
  out.revenue = revenue.value;
  if (profit != facts.profit) {
    other = profit_changed_ = true;
    profit_ += Wide{profit} - facts.profit;
    facts.profit = profit;
  }
  for (std::size_t c = 0; c < entered_.size(); ++c) {
    const double value = subject.value_of(entered_[c]);
    double& kept = base_.values[place * entered_.size() + c];
    if (same(kept, value)) continue;
    kept = value;
    columns_changed_[c] = 1;
    other = true;
  }
  facts.dirty |= other;
  changed_ |= other;
}

/// What the measured accounts are held against.
void PriorityBook::settle(const Plan& plan, const Cache& cache,
                          std::vector<UsedCriterion> entered) {
  const Settings& set = plan.settings();
  const auto from = [](Decimal own, double usual) { return own ? own.value() : usual; };
  changed_ |= put(base_.strategic_from, from(set.strategic_from, 7));
  changed_ |= put(base_.key_from, from(set.key_from, 5.5));
  changed_ |= put(base_.growth_from, from(set.growth_from, 4));
  changed_ |= put(base_.key_shares, analysis::key_shares(set));
  bool other_letters = put(base_.abc_a, set.abc_a ? set.abc_a.fraction() : 0.80);
  other_letters |= put(abc_b_, set.abc_b ? set.abc_b.fraction() : 0.95);
  changed_ |= other_letters;

  const Portfolio& portfolio = cache.portfolio();
  const bool other_total = put(shares_total_, portfolio.shares_total);
  changed_ |= other_total;
  for (std::size_t i = 0; i < facts_.size(); ++i)
    if (other_total || facts_[i].dirty) relate(i, portfolio);
  if (profit_changed_) share_profit();
  if (sold_changed_) share_offerings();
  for (PriorityAccount& account : base_.accounts) {
    KeyTest& key = account.key;
    const KeyShares& least = base_.key_shares;
    key.is_key = is_key_account(std::array{key.revenue}, least.revenue, key.standing) ||
                 is_key_account(std::array{key.profit}, least.profit) ||
                 is_key_account(std::array{key.offering}, least.offering);
  }

  base_.criteria.swap(entered);
  scale();
  changed_ |= entered != base_.criteria;
  if (revenue_changed_ || other_letters) letters(base_.abc_a, abc_b_);
}

void PriorityBook::relate(std::size_t place, const Portfolio& portfolio) {
  PriorityAccount& out = base_.accounts[place];
  const Sum& revenue = facts_[place].revenue;
  out.key.revenue = portfolio.share_of(revenue);
  out.we_depend = out.key.revenue;
  out.power = Power::unknown;
  if (!out.we_depend || !out.they_depend) return;
  const double lead = *out.they_depend - *out.we_depend;
  out.power = lead > power_margin    ? Power::ours
              : lead < -power_margin ? Power::theirs
                                     : Power::balanced;
}

void PriorityBook::share_profit() {
  const auto all = static_cast<double>(profit_);
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    Ratio& share = base_.accounts[i].key.profit;
    share = facts_[i].profit > 0 ? ratio(static_cast<double>(facts_[i].profit), all) : std::nullopt;
  }
}

/// The largest share of one offering's revenue that each account has.
void PriorityBook::share_offerings() {
  for (PriorityAccount& account : base_.accounts) {
    KeyTest& key = account.key;
    key.offering = std::nullopt;
    key.of = {};
    const auto own = bought_.find(account.id);
    if (own == bought_.end()) continue;
    const Bought& bought = own->second;
    for (std::size_t i = 0; i < bought.size();) {
      const Id offering = bought[i].first;
      Wide amount = 0;
      for (; i < bought.size() && bought[i].first == offering; ++i) amount += bought[i].second;
      const Ratio share =
          ratio(static_cast<double>(amount), static_cast<double>(sold_.at(offering)));
      if (!share || (key.offering && *share <= *key.offering)) continue;
      key.offering = share;
      key.of = offering;
    }
  }
}

void PriorityBook::scale() {
  const std::size_t width = base_.criteria.size();
  usual_.resize(width);
  ends_.resize(width, {not_known, not_known});
  std::vector<std::uint8_t> other_ends(width);
  for (std::size_t c = 0; c < width; ++c) {
    UsedCriterion& criterion = base_.criteria[c];
    if (const auto fixed = usual_scale(criterion.measure)) {
      usual_[c] = *fixed;
    } else if (columns_changed_[c] != 0) {
      std::vector<double> column;
      column.reserve(facts_.size());
      for (std::size_t i = c; i < base_.values.size(); i += width)
        column.push_back(base_.values[i]);
      usual_[c] = {0, ninth_decile(std::move(column))};
    }
    if (std::isnan(criterion.worst)) criterion.worst = usual_[c].first;
    if (std::isnan(criterion.best)) criterion.best = usual_[c].second;
    other_ends[c] = put(ends_[c], std::pair(criterion.worst, criterion.best)) ? 1 : 0;
  }
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    for (std::size_t c = 0; c < width; ++c) {
      if (!facts_[i].dirty && other_ends[c] == 0) continue;
      const auto [worst, best] = ends_[c];
      const double span = best - worst;
      const double value = base_.values[i * width + c];
      base_.scores[i * width + c] =
          std::isnan(value) || span == 0
              ? not_known
              : most_points * std::clamp((value - worst) / span, 0.0, 1.0);
    }
  }
}

void PriorityBook::letters(double a, double b) {
  std::vector<std::int64_t> revenues;
  revenues.reserve(base_.accounts.size());
  for (const PriorityAccount& account : base_.accounts) revenues.push_back(account.revenue);
  const auto found = abc(revenues, a, b);
  for (std::size_t i = 0; i < found.size(); ++i) base_.accounts[i].abc = found[i];
}

}  // namespace keyplan::analysis
