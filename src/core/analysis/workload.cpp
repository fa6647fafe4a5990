#include "core/analysis/workload.h"

#include <string>
#include <tuple>
#include <unordered_map>

#include "core/analysis/account_plan.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::analysis {

using namespace model;

std::int64_t tier_hours(const Settings& settings, Tier tier) {
  const auto chosen = [](Count own, std::int64_t usual) { return own ? own.value : usual; };
  switch (tier) {
    case Tier::strategic:
      return chosen(settings.hours_strategic, 240);
    case Tier::key:
      return chosen(settings.hours_key, 120);
    case Tier::growth:
      return chosen(settings.hours_growth, 60);
    case Tier::maintain:
    case Tier::unset:
      break;
  }
  return chosen(settings.hours_maintain, 16);
}

std::vector<Workload> workloads(const Plan& plan, std::span<const AccountResult> accounts,
                                const Portfolio& portfolio, const Context& context) {
  std::vector<Workload> loads;
  std::unordered_map<Id, std::size_t, IdHash> places;
  const auto load_of = [&](Id member) -> Workload& {
    const auto [at, fresh] = places.emplace(member, loads.size());
    if (fresh) loads.push_back({.member = member});
    return loads[at->second];
  };
  const auto known = [&](Ref<TeamMember> member) {
    return plan.find(member) == nullptr ? Id{} : member.id;
  };

  for (const Record<TeamMember>& member : plan.table<TeamMember>()) {
    if (!member.data.capacity_hours && !member.data.budget) continue;
    Workload& load = load_of(member.id);
    if (member.data.capacity_hours) load.capacity = member.data.capacity_hours.value;
    if (!member.data.budget) continue;
    load.budget_limit = in_base(member.data.budget, context.today, context);
    if (!load.budget_limit) ++load.unconverted;
  }
  for (const AccountResult& result : accounts) {
    const Record<Account>* account = plan.find<Account>(result.id);
    if (account == nullptr) continue;
    const Account& data = account->data;
    Workload& load = load_of(known(data.owner));
    ++load.accounts;
    load.targeted += data.targeted ? 1 : 0;
    load.hours =
        saturating_add(load.hours, data.planned_hours ? data.planned_hours.value
                                                      : tier_hours(plan.settings(), data.tier));
    load.revenue = saturating_add(load.revenue, result.revenue(portfolio.shown_year).value);
    if (!data.planned_budget) continue;
    if (const auto budget = in_base(data.planned_budget, context.today, context)) {
      load.budget = saturating_add(load.budget, *budget);
    } else {
      ++load.unconverted;
    }
  }
  for (const Record<Action>& action : plan.table<Action>()) {
    const Action& data = action.data;
    if (!data.effort_hours || data.status == ActionStatus::done ||
        data.status == ActionStatus::dropped || (data.due && data.due > context.plan_end))
      continue;
    if (const Id owner = known(data.owner)) {
      Workload& load = load_of(owner);
      load.action_hours = saturating_add(load.action_hours, data.effort_hours.value);
    }
  }
  for (Workload& load : loads) {
    if (load.capacity)
      load.load = ratio(static_cast<double>(load.hours), static_cast<double>(*load.capacity));
  }
  keyplan::sort(loads, {}, [&](const Workload& load) {
    const auto* member = plan.find<TeamMember>(load.member);
    return std::tuple(member == nullptr,
                      member == nullptr ? std::string() : text::folded(member->data.name),
                      load.member);
  });
  return loads;
}

}  // namespace keyplan::analysis
