#include "core/analysis/customer_goals.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>

#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

using GoalsOfInsight = std::unordered_map<Id, std::vector<Id>, IdHash>;

/// Goals of ours by the insight they help with, each once.
GoalsOfInsight helping_goals(const Plan& plan, Id account) {
  GoalsOfInsight found;
  for (const Record<Alignment>& alignment : plan.of_account<Alignment>(account)) {
    if (plan.find(alignment.data.goal) == nullptr) continue;
    std::vector<Id>& goals = found[alignment.data.insight.id];
    if (!std::ranges::contains(goals, alignment.data.goal.id))
      goals.push_back(alignment.data.goal.id);
  }
  return found;
}

int place_of(InsightType type) {
  switch (type) {
    case InsightType::unset:
    case InsightType::goal:
      return 0;
    case InsightType::pressure:
      return 1;
    case InsightType::initiative:
      return 2;
    default:
      return 3;
  }
}

/// No date comes last.
std::int32_t day_or_never(Date date) {
  return date ? date.days : std::numeric_limits<std::int32_t>::max();
}

Id offering_of(const Plan& plan, const Insight& insight) {
  return plan.find(insight.offering) == nullptr ? Id{} : insight.offering.id;
}

}  // namespace

bool is_unseen(InsightType type) {
  return type == InsightType::unseen_problem || type == InsightType::unseen_opportunity;
}

CustomerAlignment customer_alignment(const Plan& plan, Id account) {
  CustomerAlignment result;
  GoalsOfInsight goals = helping_goals(plan, account);
  std::unordered_map<Id, std::size_t, IdHash> places;
  for (const Record<Insight>& insight : plan.of_account<Insight>(account)) {
    if (insight.data.type == InsightType::solution || is_unseen(insight.data.type)) continue;
    places.emplace(insight.id, result.theirs.size());
    result.theirs.push_back({.insight = &insight,
                             .offering = offering_of(plan, insight.data),
                             .goals = std::move(goals[insight.id])});
  }
  const auto answer_through = [&](Id theirs, Id other) {
    const auto place = places.find(theirs);
    const auto* solution = plan.find<Insight>(other);
    if (place == places.end() || solution == nullptr ||
        solution->data.type != InsightType::solution)
      return;
    TheirGoal& goal = result.theirs[place->second];
    if (goal.offering) return;
    goal.offering = offering_of(plan, solution->data);
    if (goal.offering) goal.through = other;
  };
  for (const Record<InsightLink>& link : plan.of_account<InsightLink>(account)) {
    if (link.data.relation == InsightRelation::blocks) continue;
    answer_through(link.data.from.id, link.data.to.id);
    answer_through(link.data.to.id, link.data.from.id);
  }
  result.answered = static_cast<std::uint32_t>(
      std::ranges::count_if(result.theirs, [](const TheirGoal& goal) { return goal.answered(); }));
  keyplan::sort(result.theirs, {}, [](const TheirGoal& goal) {
    const Insight& data = goal.insight->data;
    return std::tuple(place_of(data.type), day_or_never(data.due), goal.insight->id);
  });
  return result;
}

UnseenRegister unseen_register(const Plan& plan, Id account, Date today) {
  UnseenRegister result;
  std::unordered_map<Id, std::vector<RecordKey>, IdHash> follow_ups;
  for (const auto& [insight, goals] : helping_goals(plan, account))
    for (const Id goal : goals) follow_ups[insight].push_back({Kind::goal, goal});
  for (const Record<Risk>& risk : plan.of_account<Risk>(account))
    if (risk.data.insight) follow_ups[risk.data.insight.id].push_back({Kind::risk, risk.id});
  for (const Record<Action>& action : plan.of_account<Action>(account))
    if (action.data.insight)
      follow_ups[action.data.insight.id].push_back({Kind::action, action.id});
  for (const Record<Insight>& insight : plan.of_account<Insight>(account)) {
    if (!is_unseen(insight.data.type)) continue;
    const Date told = insight.data.told_on;
    if (told && told <= today) ++result.told;
    result.entries.push_back({&insight, std::move(follow_ups[insight.id])});
  }
  keyplan::sort(result.entries, {}, [](const Unseen& entry) {
    const Date told = entry.insight->data.told_on;
    return std::tuple(static_cast<bool>(told), told ? -told.days : 0, entry.insight->id);
  });
  return result;
}

}  // namespace keyplan::analysis
