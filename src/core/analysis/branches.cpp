#include "core/analysis/branches.h"

#include <algorithm>
#include <tuple>

#include "core/analysis/account_plan.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::analysis {

using namespace model;

namespace {

std::optional<std::int64_t> forecast_of(const AccountResult& result, const Cache& cache) {
  return forecast_total(analysis::forecast_base(result, cache.portfolio(), cache.forecast_base()));
}

void put_forecast(BranchTotals& totals, std::optional<std::int64_t> forecast) {
  totals.forecast = {};
  totals.forecast += forecast.value_or(0);
  totals.forecasts = forecast ? 1 : 0;
}

WhitespaceTotals whitespace_of(const Plan& plan, Id account, const Context& context,
                               std::span<const Id> offerings) {
  WhitespaceTotals totals;
  // Only what somebody has entered has a potential.
  if (plan.of_account<WhitespaceCell>(account).empty()) return totals;
  for (const OfferingCell& cell : cells_of(plan, account, context, offerings)) {
    if (cell.unconverted) ++totals.unconverted;
    if (!cell.potential || cell.state == CellState::not_applicable) continue;
    ++totals.cells;
    totals.potential += *cell.potential;
    totals.current += cell.current;
    totals.free += cell.whitespace.value_or(0);
  }
  return totals;
}

/// In an order of their own, so that it makes no difference in which one accounts are added up.
void add_gaps(std::vector<Gap>& gaps, const std::vector<Gap>& others) {
  if (others.empty()) return;
  for (const Gap& gap : others) add_gap(gaps, gap);
  keyplan::sort(gaps, {}, [](const Gap& gap) { return std::pair(gap.currency, gap.problem); });
}

BranchTotals totals_of(const Plan& plan, const AccountResult& result, const Cache& cache,
                       std::span<const Id> offerings) {
  const Portfolio& portfolio = cache.portfolio();
  BranchTotals totals;
  const bool present = result.id && !result.gone;
  totals.accounts = present ? 1 : 0;
  if (portfolio.shown_year != 0) {
    const int first = portfolio.shown_year - static_cast<int>(branch_years) + 1;
    for (std::size_t i = 0; i < branch_years; ++i)
      totals.revenue[i] = result.revenue(first + static_cast<int>(i));
    if (const YearRevenue* year = result.year(portfolio.shown_year)) {
      totals.cost = year->cost;
      totals.revenue_with_cost = year->revenue_with_cost;
    }
  }
  totals.customers = present && totals.shown().value > 0 ? 1 : 0;
  totals.this_year = result.revenue(portfolio.plan_year);
  if (present) {
    put_forecast(totals, forecast_of(result, cache));
    totals.whitespace = whitespace_of(plan, result.id, cache.context(), offerings);
  }
  totals.open_deals = result.deals.open();
  totals.open = result.deals.open_amount;
  totals.weighted = result.pipeline.all().weighted;
  totals.weighted += result.pipeline.later.weighted;
  totals.won = result.deals.won_this_year;
  totals.open_actions = result.open_actions;
  totals.overdue_actions = result.overdue_actions;
  totals.people = result.people;
  totals.revenue_gaps = result.revenue_gaps;
  totals.deal_gaps = result.deal_gaps;
  return totals;
}

}  // namespace

WhitespaceTotals& WhitespaceTotals::operator+=(const WhitespaceTotals& other) {
  potential += other.potential;
  current += other.current;
  free += other.free;
  cells += other.cells;
  unconverted += other.unconverted;
  return *this;
}

Ratio BranchTotals::growth() const {
  if (shown().overflowed || before().overflowed) return std::nullopt;
  return analysis::growth(shown().value, before().value);
}

Ratio BranchTotals::margin() const {
  if (cost.overflowed || revenue_with_cost.overflowed) return std::nullopt;
  return ratio(static_cast<double>(saturating_sub(revenue_with_cost.value, cost.value)),
               static_cast<double>(revenue_with_cost.value));
}

BranchTotals& BranchTotals::operator+=(const BranchTotals& other) {
  accounts += other.accounts;
  customers += other.customers;
  for (std::size_t i = 0; i < branch_years; ++i) revenue[i] += other.revenue[i];
  this_year += other.this_year;
  cost += other.cost;
  revenue_with_cost += other.revenue_with_cost;
  forecast += other.forecast;
  forecasts += other.forecasts;
  open_deals += other.open_deals;
  open += other.open;
  weighted += other.weighted;
  won += other.won;
  open_actions += other.open_actions;
  overdue_actions += other.overdue_actions;
  people += other.people;
  whitespace += other.whitespace;
  add_gaps(revenue_gaps, other.revenue_gaps);
  add_gaps(deal_gaps, other.deal_gaps);
  return *this;
}

void Branches::refresh(const Plan& plan, const Cache& cache) {
  const bool same_plan = filled_ && plan_id_ == plan.id() && revision_ <= plan.revision();
  const bool same_context = context_ == cache.context();
  if (same_plan && same_context && revision_ == plan.revision()) return;
  const Portfolio& portfolio = cache.portfolio();
  const ForecastBase& base = cache.forecast_base();
  std::vector<Id> offerings = offerings_of(plan);
  const Outlook outlook{base.overflowed, base.base_year, base.churn.value, base.price_uplift.value};
  std::optional<std::vector<Id>> touched;
  if (same_plan && same_context && shown_year_ == portfolio.shown_year && offerings_ == offerings)
    touched = plan.touched_since(revision_);
  if (touched) {
    keyplan::sort(*touched);
    const auto repeated = std::ranges::unique(*touched);
    touched->erase(repeated.begin(), repeated.end());
  }
  const bool other_outlook = outlook_ != outlook;
  filled_ = true;
  plan_id_ = plan.id();
  revision_ = plan.revision();
  context_ = cache.context();
  shown_year_ = portfolio.shown_year;
  outlook_ = outlook;
  offerings_ = std::move(offerings);

  if (!touched) {
    Totals own;
    own.reserve(cache.accounts().size());
    for (const AccountResult& result : cache.accounts()) {
      if (!result.id || result.gone) continue;
      own.emplace(result.id, totals_of(plan, result, cache, offerings_));
      ++computed_;
    }
    add_up_loose(plan, cache);
    plant(plan, std::move(own));
    add_up_book();
    ++version_;
    return;
  }

  Updated updated = update(plan, cache, *touched);
  const bool ahead = other_outlook && look_ahead(cache);
  if (updated.loose) add_up_loose(plan, cache);
  if (updated.another_tree) {
    Totals own = std::move(updated.totals);
    own.reserve(all_.size() + own.size());
    for (Branch& branch : all_)
      if (plan.find<Account>(branch.account) != nullptr)
        own.try_emplace(branch.account, std::move(branch.own));
    plant(plan, std::move(own));
  } else if (!updated.places.empty() || ahead) {
    for (const std::uint32_t place : updated.places) add_up_above(place);
    if (ahead) add_up_forecasts();
    if (!updated.places.empty() && !in_order()) sort();
  } else if (!updated.loose) {
    return;
  }
  add_up_book();
  ++version_;
}

/// Of accounts that stay where they are, `all_` has the new totals afterwards.
Branches::Updated Branches::update(const Plan& plan, const Cache& cache,
                                   std::span<const Id> touched) {
  Updated updated;
  for (const Id account : touched) {
    const auto at = places_.find(account);
    const auto* record = account ? plan.find<Account>(account) : nullptr;
    if (record == nullptr) {
      updated.loose = true;
      updated.another_tree |= at != places_.end();
      continue;
    }
    const auto parent = parents_.find(account);
    const Id known_parent = parent == parents_.end() ? Id{} : parent->second;
    // Which edge of a circle was written last may be another one now.
    updated.another_tree |= at == places_.end() || record->data.parent.id != known_parent ||
                            (!faults_.empty() && record->data.parent);
    // It may have been gone before, with its records.
    updated.loose |= at == places_.end();
    BranchTotals totals = totals_of(plan, cache.account(account), cache, offerings_);
    ++computed_;
    if (at != places_.end() && all_[at->second].own != totals) {
      all_[at->second].own = totals;
      updated.places.push_back(at->second);
    }
    updated.totals.insert_or_assign(account, std::move(totals));
  }
  return updated;
}

/// Forecasts follow the churn and the price rise of the whole book.
bool Branches::look_ahead(const Cache& cache) {
  bool other = false;
  for (Branch& branch : all_) {
    const AccountResult& result = cache.account(branch.account);
    if (!result.id || result.gone) continue;
    const BranchTotals& own = branch.own;
    const auto before = std::pair(own.forecast, own.forecasts);
    put_forecast(branch.own, forecast_of(result, cache));
    other |= before != std::pair(own.forecast, own.forecasts);
  }
  return other;
}

/// The tree with these totals, groups added up and sorted.
void Branches::plant(const Plan& plan, Totals own) {
  const AccountTree tree(plan, AccountTree::Strays::accounts);
  all_.clear();
  all_.reserve(own.size());
  parents_.clear();
  const auto add = [&](Id account, std::uint32_t parent) {
    const Id entered = plan.find<Account>(account)->data.parent.id;
    if (entered) parents_.emplace(account, entered);
    all_.push_back({.account = account,
                    .parent = parent,
                    .depth = parent == Branch::none ? 0 : all_[parent].depth + 1,
                    .own = std::move(own[account]),
                    .group = {}});
  };
  for (const Id root : tree.roots()) add(root, Branch::none);
  for (std::uint32_t i = 0; i < all_.size(); ++i)
    for (const Id branch : tree.branches(all_[i].account)) add(branch, i);
  add_up_all();
  places_.clear();
  places_.reserve(all_.size());
  sort();
  for (std::size_t i = all_.size(); i-- > 0;)
    if (all_[i].parent != Branch::none) all_[all_[i].parent].below += all_[i].below + 1;
  find_faults(plan, tree);
}

/// Those above stand before those below, so from the end no depth is too deep.
void Branches::add_up_all() {
  for (Branch& branch : all_) branch.group = branch.own;
  for (std::size_t i = all_.size(); i-- > 0;)
    if (all_[i].parent != Branch::none) all_[all_[i].parent].group += all_[i].group;
}

void Branches::add_up_forecasts() {
  for (Branch& branch : all_) {
    branch.group.forecast = branch.own.forecast;
    branch.group.forecasts = branch.own.forecasts;
  }
  for (std::size_t i = all_.size(); i-- > 0;) {
    if (all_[i].parent == Branch::none) continue;
    BranchTotals& above = all_[all_[i].parent].group;
    above.forecast += all_[i].group.forecast;
    above.forecasts += all_[i].group.forecasts;
  }
}

/// The groups an account is part of.
void Branches::add_up_above(std::uint32_t place) {
  for (std::uint32_t at = place; at != Branch::none; at = all_[at].parent) {
    Branch& above = all_[at];
    above.group = above.own;
    const std::size_t end = std::size_t{at} + above.below + 1;
    for (std::size_t i = std::size_t{at} + 1; i < end; i += all_[i].below + 1)
      above.group += all_[i].group;
  }
}

void Branches::add_up_book() {
  book_ = without_account_;
  for (const Branch& branch : all_)
    if (branch.parent == Branch::none) book_ += branch.group;
}

void Branches::add_up_loose(const Plan& plan, const Cache& cache) {
  without_account_ = {};
  for (const AccountResult& result : cache.accounts())
    if (!result.id || result.gone) without_account_ += totals_of(plan, result, cache, offerings_);
}

namespace {

/// The largest group first.
bool before(const Branch& a, const Branch& b) {
  return std::tuple(b.group.shown().value, a.account) <
         std::tuple(a.group.shown().value, b.account);
}

}  // namespace

bool Branches::in_order() const {
  std::vector<std::uint32_t> last(all_.size(), Branch::none);  // branch so far, by parent
  const Branch* root = nullptr;
  for (std::uint32_t i = 0; i < all_.size(); ++i) {
    const Branch& branch = all_[i];
    if (branch.parent == Branch::none) {
      if (root != nullptr && before(branch, *root)) return false;
      root = &branch;
    } else {
      std::uint32_t& sibling = last[branch.parent];
      if (sibling != Branch::none && before(branch, all_[sibling])) return false;
      sibling = i;
    }
  }
  return true;
}

void Branches::sort() {
  std::vector<std::uint32_t> roots;
  std::vector<std::vector<std::uint32_t>> below(all_.size());
  for (std::uint32_t i = 0; i < all_.size(); ++i)
    (all_[i].parent == Branch::none ? roots : below[all_[i].parent]).push_back(i);
  struct Waiting {
    std::uint32_t place;  // until now
    std::uint32_t parent;
  };
  std::vector<Waiting> waiting;  // the next one last
  const auto wait = [&](std::vector<std::uint32_t>& siblings, std::uint32_t parent) {
    keyplan::sort(siblings,
                  [&](std::uint32_t a, std::uint32_t b) { return before(all_[b], all_[a]); });
    for (const std::uint32_t sibling : siblings) waiting.push_back({sibling, parent});
  };
  wait(roots, Branch::none);
  std::vector<Branch> sorted;
  sorted.reserve(all_.size());
  while (!waiting.empty()) {
    const Waiting next = waiting.back();
    waiting.pop_back();
    const auto place = static_cast<std::uint32_t>(sorted.size());
    wait(below[next.place], place);
    sorted.push_back(std::move(all_[next.place]));
    sorted.back().parent = next.parent;
    places_[sorted.back().account] = place;
  }
  all_ = std::move(sorted);
}

void Branches::find_faults(const Plan& plan, const AccountTree& tree) {
  faults_.clear();
  for (const Stray& stray : tree.strays()) {
    BranchFault fault{.account = stray.record.id, .reason = stray.reason};
    if (stray.reason == StrayReason::circle) {
      // The tree leads from below up to the cut; the record leads from there back below.
      fault.circle.push_back(fault.account);
      const auto* cut = plan.find<Account>(fault.account);
      for (Id at = cut->data.parent.id; at && at != fault.account; at = tree.parent(at))
        fault.circle.push_back(at);
    }
    faults_.push_back(std::move(fault));
  }
}

const Branch* Branches::find(Id account) const {
  const auto at = places_.find(account);
  return at == places_.end() ? nullptr : &all_[at->second];
}

std::span<const Branch> Branches::group(Id account) const {
  const Branch* branch = find(account);
  if (branch == nullptr) return {};
  return {branch, branch->below + 1};
}

Id Branches::top(Id account) const {
  const Branch* at = find(account);
  if (at == nullptr) return {};
  while (at->parent != Branch::none) at = &all_[at->parent];
  return at->account;
}

// Places
// ------------------------------------------------------------------------------------------

namespace {

class PlaceList {
 public:
  Place& of(std::string_view name) {
    std::string key = text::folded(name);
    const auto [at, is_new] = places_.emplace(std::move(key), list_.size());
    if (is_new) list_.push_back({.name = std::string(name)});
    return list_[at->second];
  }
  std::vector<Place> take() {
    keyplan::sort(list_, [](const Place& a, const Place& b) {
      if (a.name.empty() != b.name.empty()) return b.name.empty();
      return std::tuple(b.totals.shown().value, text::folded(a.name)) <
             std::tuple(a.totals.shown().value, text::folded(b.name));
    });
    return std::move(list_);
  }

 private:
  std::vector<Place> list_;
  std::unordered_map<std::string, std::size_t> places_;
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::vector<const Branch*> largest_first(const std::vector<Branch>& all) {
  std::vector<const Branch*> sorted;
  sorted.reserve(all.size());
  for (const Branch& branch : all) sorted.push_back(&branch);
  keyplan::sort(sorted, [](const Branch* a, const Branch* b) {
    return std::tuple(b->own.shown().value, a->account) <
           std::tuple(a->own.shown().value, b->account);
  });
  return sorted;
}

template <class NameOf>
std::vector<Place> places_by(std::span<const Branch* const> sorted, NameOf name_of) {
  PlaceList list;
  for (const Branch* branch : sorted) {
    Place& place = list.of(trimmed(name_of(branch->account)));
    place.totals += branch->own;
    place.accounts.push_back(branch->account);
  }
  return list.take();
}

}  // namespace

std::vector<Place> Branches::by_country(const Plan& plan) const {
  return places_by(largest_first(all_), [&](Id account) -> std::string_view {
    return plan.find<Account>(account)->data.country;
  });
}

std::vector<Place> Branches::by_region(const Plan& plan) const {
  std::vector<Place> regions = places_by(largest_first(all_), [&](Id account) -> std::string_view {
    return plan.find<Account>(account)->data.region;
  });
  for (Place& region : regions) {
    std::vector<const Branch*> own;
    for (const Id account : region.accounts) own.push_back(find(account));
    region.parts = places_by(own, [&](Id account) -> std::string_view {
      return plan.find<Account>(account)->data.country;
    });
  }
  return regions;
}

// Moving
// ------------------------------------------------------------------------------------------

std::string why_not_below(const Plan& plan, Id account, Id parent) {
  const auto name = [&](Id id) {
    const auto* record = plan.find<Account>(id);
    return record == nullptr || record->data.name.empty() ? std::string("(no name)")
                                                          : record->data.name;
  };
  if (account == parent) return name(account) + " cannot be a branch of itself.";
  std::size_t steps = plan.table<Account>().size();  // a circle further up must end as well
  for (const auto* at = plan.find<Account>(parent); at != nullptr && steps > 0;
       at = plan.find(at->data.parent), --steps) {
    if (at->id == account)
      return name(parent) + " stands below " + name(account) + ": that would be a circle.";
  }
  return {};
}

// Figures
// -----------------------------------------------------------------------------------------

namespace {

class GroupFigures {
 public:
  GroupFigures(const Plan& plan, const Branches& branches, const Branch& top, const Cache& cache)
      : plan_(plan), top_(top), list_(cache.context().base, cache.context().today) {
    for (const Branch& branch : branches.group(top.account))
      if (&branch != &top && &branches.all()[branch.parent] == &top) parts_.push_back(&branch);
  }

  std::vector<Figure> run(const Portfolio& portfolio) {
    const std::string year =
        portfolio.shown_year == 0 ? std::string() : " " + year_text(portfolio.shown_year);
    const BranchTotals& all = top_.group;
    {
      auto figure = list_.money("group_revenue", "Revenue with branches" + year, all.shown());
      figure.formula("revenue of the account + revenue of every branch below it");
      parts(figure, [](const BranchTotals& totals) -> const Sum& { return totals.shown(); });
      figure.gaps(all.revenue_gaps);
    }
    {
      auto figure = list_.percent("group_growth", "Growth with branches", all.growth());
      figure.formula("revenue with branches / that of the year before \u2212 1")
          .otherwise("There was no revenue in the year before.")
          .money("This year shown" + year, all.shown())
          .money("The year before", all.before())
          .gaps(all.revenue_gaps);
    }
    {
      auto figure = list_.money("group_forecast", "Forecast " + year_text(portfolio.plan_year),
                                all.forecasts == 0 || all.forecast.overflowed
                                    ? std::nullopt
                                    : std::optional(all.forecast.value));
      figure.formula("forecasts of the account and of every branch, added up")
          .otherwise("No branch has revenue or open deals to start from.");
      parts(figure, [](const BranchTotals& totals) -> const Sum& { return totals.forecast; });
    }
    {
      auto figure = list_.money("group_weighted", "Weighted pipeline", all.weighted);
      figure.formula("sum of amount \u00d7 probability of all open deals");
      parts(figure, [](const BranchTotals& totals) -> const Sum& { return totals.weighted; });
      figure.gaps(all.deal_gaps);
    }
    {
      const auto& free = all.whitespace;
      auto figure = list_.money(
          "group_whitespace", "Whitespace",
          free.cells == 0 || free.free.overflowed ? std::nullopt : std::optional(free.free.value));
      figure.formula("potential \u2212 current, of each offering at each branch, none below zero")
          .otherwise("No potential is entered at any branch.");
      parts(figure,
            [](const BranchTotals& totals) -> const Sum& { return totals.whitespace.free; });
      if (free.unconverted > 0)
        figure.remark("Left out",
                      counted(free.unconverted, "cell", "cells") + " without an exchange rate.");
    }
    {
      auto figure = list_.count("group_people", "People", std::int64_t{all.people});
      figure.formula("people known at the account and at every branch");
      figure.count("At the account itself", top_.own.people)
          .count("At its branches", std::int64_t{all.people} - std::int64_t{top_.own.people});
    }
    return list_.take();
  }

 private:
  template <class Of>
  void parts(FigureList::Builder& figure, Of of) {
    constexpr std::size_t inputs_shown = 12;
    figure.money("The account itself", of(top_.own))
        .entered({Kind::account, top_.account}, field_index<&Account::name>(), "");
    for (std::size_t i = 0; i < parts_.size() && i < inputs_shown; ++i) {
      const auto* record = plan_.find<Account>(parts_[i]->account);
      std::string name = record->data.name.empty() ? "(no name)" : record->data.name;
      if (parts_[i]->below > 0) name += " with branches";
      figure.money(std::move(name), of(parts_[i]->group))
          .entered({Kind::account, record->id}, field_index<&Account::name>(), "");
    }
    if (parts_.size() <= inputs_shown) return;
    Sum rest;
    for (std::size_t i = inputs_shown; i < parts_.size(); ++i) rest += of(parts_[i]->group);
    figure.money(count_text(static_cast<std::int64_t>(parts_.size() - inputs_shown)) + " more",
                 rest);
  }

  const Plan& plan_;
  const Branch& top_;
  FigureList list_;
  std::vector<const Branch*> parts_;  // right below, the largest first
};

}  // namespace

std::vector<Figure> group_figures(const Plan& plan, const Branches& branches, Id account,
                                  const Cache& cache) {
  const Branch* top = branches.find(account);
  if (top == nullptr) return {};
  return GroupFigures(plan, branches, *top, cache).run(cache.portfolio());
}

}  // namespace keyplan::analysis
