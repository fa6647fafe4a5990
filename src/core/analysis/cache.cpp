#include "core/analysis/cache.h"

#include <algorithm>

#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

void Cache::clear() {
  const std::uint64_t computed = computed_;
  const std::uint64_t version = version_;
  const std::uint64_t plan_checks = plan_checks_;
  *this = Cache();
  plan_checks_ = plan_checks;
  computed_ = computed;
  version_ = version + 1;
}

void Cache::refresh(const Plan& plan, Date today) {
  if (filled_ && (plan.id() != plan_id_ || plan.revision() < revision_)) clear();
  if (filled_ && plan.revision() == revision_ && today == context_.today) return;

  Context context = context_of(plan, today);
  const bool all = !filled_ || context != context_;
  std::optional<std::vector<Id>> touched;
  if (!all) touched = plan.touched_since(revision_);
  if (all) plan_findings_.clear();
  context_ = std::move(context);
  plan_id_ = plan.id();
  revision_ = plan.revision();
  filled_ = true;
  parents_changed_ = false;

  if (touched) {
    keyplan::sort(*touched);
    const auto repeated = std::ranges::unique(*touched);
    touched->erase(repeated.begin(), repeated.end());
    for (const Id account : *touched) update(plan, account);
  } else {
    update_all(plan);
  }
  if (parents_changed_) check_parents();

  portfolio_ = fold(results_, context_);
  base_ = analysis::forecast_base(plan, portfolio_, context_);
  forecast_ = analysis::forecast(base_);
  figures_made_ = false;
  ++version_;
}

void Cache::update(const Plan& plan, Id account) {
  const auto [at, is_new] =
      index_.try_emplace(account, static_cast<std::uint32_t>(results_.size()));
  if (is_new) results_.emplace_back();
  AccountResult& result = results_[at->second];
  const bool had_parent = static_cast<bool>(result.parent);
  const bool was_gone = result.gone;
  compute_account(plan, account, context_, result);
  ++computed_;
  if (is_new || had_parent || result.parent || was_gone != result.gone) parents_changed_ = true;
  if (!result.gone || result.records() != 0) return;

  // The last result takes the free place.
  const std::uint32_t place = at->second;
  index_.erase(at);
  if (place + 1 != results_.size()) {
    results_[place] = std::move(results_.back());
    index_[results_[place].id] = place;
  }
  results_.pop_back();
  parents_changed_ = true;
}

void Cache::update_all(const Plan& plan) {
  std::vector<Id> accounts{Id{}};
  accounts.reserve(plan.table<Account>().size() + 1);
  for (const Record<Account>& account : plan.table<Account>()) accounts.push_back(account.id);
  std::size_t counted = 0;
  for (const Id account : accounts) {
    update(plan, account);
    counted += this->account(account).records();
  }
  // Only when records are left over there are any of accounts that are gone.
  const std::size_t present = plan.table<Revenue>().size() + plan.table<Opportunity>().size() +
                              plan.table<Action>().size() + plan.table<Person>().size();
  std::vector<Id> gone;
  if (counted != present) {
    const auto search = [&]<class T>(Table<T> table) {
      for (const Record<T>& record : table) {
        const Id account = record.data.account.id;
        if (account && plan.find<Account>(account) == nullptr) gone.push_back(account);
      }
    };
    search(plan.table<Revenue>());
    search(plan.table<Opportunity>());
    search(plan.table<Action>());
    search(plan.table<Person>());
  }
  // Results of the last time that nothing mentions any more drop out here as well.
  for (const AccountResult& result : results_) {
    if (result.id && plan.find<Account>(result.id) == nullptr) gone.push_back(result.id);
  }
  keyplan::sort(gone);
  const auto repeated = std::ranges::unique(gone);
  gone.erase(repeated.begin(), repeated.end());
  for (const Id account : gone) update(plan, account);
}

void Cache::check_parents() {
  enum class State : std::uint8_t { unseen, on_path, done };
  std::vector<State> states(results_.size(), State::unseen);
  const auto found = [&](AccountResult& result, Rule rule) {
    result.findings.push_back({rule, info(rule).severity, {Kind::account, result.id}});
  };
  for (AccountResult& result : results_) {
    std::erase_if(result.findings, [](const Finding& item) {
      return item.rule == Rule::parent_missing || item.rule == Rule::parent_cycle;
    });
  }
  std::vector<std::uint32_t> path;
  for (std::uint32_t start = 0; start < results_.size(); ++start) {
    path.clear();
    for (std::uint32_t at = start; states[at] == State::unseen;) {
      states[at] = State::on_path;
      path.push_back(at);
      const Id parent = results_[at].parent;
      if (!parent) break;
      const auto next = index_.find(parent);
      if (next == index_.end() || results_[next->second].gone) {
        found(results_[at], Rule::parent_missing);
        break;
      }
      at = next->second;
      if (states[at] == State::on_path) {
        const auto cycle = std::ranges::find(path, at);
        for (auto member = cycle; member != path.end(); ++member) {
          found(results_[*member], Rule::parent_cycle);
        }
      }
    }
    for (const std::uint32_t seen : path) states[seen] = State::done;
  }
}

const AccountResult& Cache::account(Id id) const {
  static const AccountResult none;
  const auto at = index_.find(id);
  return at == index_.end() ? none : results_[at->second];
}

const std::vector<Figure>& Cache::figures(const Plan& plan) {
  if (!figures_made_) {
    figures_ = portfolio_figures(plan, portfolio_, base_, forecast_);
    figures_made_ = true;
  }
  return figures_;
}

const Figure* Cache::figure(const Plan& plan, std::string_view id) {
  return find_figure(figures(plan), id);
}

ForecastBase Cache::forecast_base_of(Id id) const {
  return analysis::forecast_base(account(id), portfolio_, base_);
}

std::vector<Figure> Cache::figures_of(Id id) const {
  const ForecastBase base = forecast_base_of(id);
  return account_figures(account(id), portfolio_, base, analysis::forecast(base));
}

std::vector<Finding> Cache::operational(Id id) const {
  const AccountResult& result = account(id);
  std::vector<Finding> all = result.findings;
  if (const auto revenue = revenue_finding(result, portfolio_.base_year)) all.push_back(*revenue);
  sort_findings(all);
  return all;
}

std::vector<Finding> Cache::findings(const Plan& plan, Id id) {
  // Roles reach down to branches, so what changes further up counts as well.
  std::uint64_t revision = plan.revision(id);
  constexpr int deepest = 20;  // a circle of parents must end as well
  const auto* below = plan.find<Account>(id);
  for (int i = 0; below != nullptr && below->data.parent && i < deepest; ++i) {
    revision = std::max(revision, plan.revision(below->data.parent.id));
    below = plan.find(below->data.parent);
  }
  const std::uint64_t shared_revision = plan.shared_revision();
  const auto [at, is_new] = plan_findings_.try_emplace(id);
  PlanFindings& kept = at->second;
  if (is_new || kept.revision != revision || kept.shared_revision != shared_revision) {
    kept = {revision, shared_revision, plan_findings(plan, account(id), context_)};
    ++plan_checks_;
  }
  std::vector<Finding> all = operational(id);
  all.insert(all.end(), kept.findings.begin(), kept.findings.end());
  sort_findings(all);
  return all;
}

Health Cache::health(const Plan& plan, Id id) const {
  return health_of(plan, account(id), context_, portfolio_.base_year);
}

Completeness Cache::completeness(const Plan& plan, Id id) const {
  return completeness_of(plan, account(id), context_);
}

std::vector<Figure> Cache::plan_figures_of(const Plan& plan, Id id) const {
  return {health_figure(health(plan, id), id, context_),
          completeness_figure(completeness(plan, id), context_)};
}

std::vector<AreaSummary> Cache::summary(const Plan& plan, Id id) {
  return summary_of(plan, account(id), findings(plan, id), context_);
}

std::vector<Cache::Item> Cache::worst(std::size_t most) const {
  struct Candidate {
    Item item;
    std::int64_t revenue;
  };
  std::vector<Candidate> candidates;
  for (const AccountResult& result : results_) {
    std::optional<Finding> worst = revenue_finding(result, portfolio_.base_year);
    for (const Finding& item : result.findings) {
      if (!worst || item.severity > worst->severity) worst = item;
    }
    if (!worst || worst->severity == Severity::hint) continue;
    const std::int64_t revenue = std::max(result.revenue(portfolio_.shown_year).value,
                                          result.revenue(portfolio_.shown_year - 1).value);
    candidates.push_back({{result.id, *worst}, revenue});
  }
  const auto before = [](const Candidate& a, const Candidate& b) {
    if (a.item.finding.severity != b.item.finding.severity) {
      return a.item.finding.severity > b.item.finding.severity;
    }
    return a.revenue != b.revenue ? a.revenue > b.revenue : a.item.account < b.item.account;
  };
  most = std::min(most, candidates.size());
  std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(most),
                            before);
  std::vector<Item> items;
  for (std::size_t i = 0; i < most; ++i) items.push_back(candidates[i].item);
  return items;
}

}  // namespace keyplan::analysis
