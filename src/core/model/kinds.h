// The one list of record kinds. It gives Kind its values, every kind its struct and a plan its
// tables. A new kind is a line here, a struct in records/, and its description beside it.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "core/model/types.h"

// A macro, because the language cannot yet make an enumeration and a list of types from one list.
#define KEYPLAN_RECORD_KINDS(KIND)          \
  KIND(settings, Settings)                  \
  KIND(rate, ExchangeRate)                  \
  KIND(team_member, TeamMember)             \
  KIND(offering, Offering)                  \
  KIND(account, Account)                    \
  KIND(revenue, Revenue)                    \
  KIND(opportunity, Opportunity)            \
  KIND(action, Action)                      \
  KIND(person, Person)                      \
  KIND(question_set, QuestionSet)           \
  KIND(question, Question)                  \
  KIND(interview, Interview)                \
  KIND(answer, Answer)                      \
  KIND(research, Research)                  \
  KIND(insight, Insight)                    \
  KIND(insight_link, InsightLink)           \
  KIND(competitor, Competitor)              \
  KIND(foothold, Foothold)                  \
  KIND(goal, Goal)                          \
  KIND(goal_link, GoalLink)                 \
  KIND(goal_role, GoalRole)                 \
  KIND(alignment, Alignment)                \
  KIND(measurement, Measurement)            \
  KIND(swot, SwotEntry)                     \
  KIND(problem, Problem)                    \
  KIND(cause, Cause)                        \
  KIND(risk, Risk)                          \
  KIND(value_proposition, ValueProposition) \
  KIND(exit_barrier, ExitBarrier)           \
  KIND(promise, Promise)                    \
  KIND(influence, Influence)                \
  KIND(contact, Contact)                    \
  KIND(sponsorship, Sponsorship)            \
  KIND(escalation, Escalation)              \
  KIND(visit, Visit)                        \
  KIND(checklist_item, ChecklistItem)       \
  KIND(review, Review)                      \
  KIND(pdca, PdcaCycle)                     \
  KIND(look, Look)                          \
  KIND(satisfaction, Satisfaction)          \
  KIND(ticket, Ticket)                      \
  KIND(contract, Contract)                  \
  KIND(loss, Loss)                          \
  KIND(playbook, Playbook)                  \
  KIND(play, Play)                          \
  KIND(plan_template, PlanTemplate)         \
  KIND(template_item, TemplateItem)         \
  KIND(whitespace, WhitespaceCell)          \
  KIND(criterion, Criterion)                \
  KIND(rating, Rating)                      \
  KIND(scenario, Scenario)                  \
  KIND(scenario_change, ScenarioChange)     \
  KIND(saved_view, SavedView)               \
  KIND(metric, Metric)                      \
  KIND(metric_value, MetricValue)           \
  KIND(service_cost, ServiceCost)           \
  KIND(maturity_answer, MaturityAnswer)     \
  KIND(assignment, Assignment)              \
  KIND(selling_rule, SellingRule)           \
  KIND(acquaintance, Acquaintance)

namespace keyplan::model {

#define KEYPLAN_KIND(name, Type) name,
enum class Kind : std::uint8_t { KEYPLAN_RECORD_KINDS(KEYPLAN_KIND) };
#undef KEYPLAN_KIND

#define KEYPLAN_KIND(name, Type) +1
inline constexpr std::size_t kind_count = 0 KEYPLAN_RECORD_KINDS(KEYPLAN_KIND);
#undef KEYPLAN_KIND

#define KEYPLAN_KIND(name, Type) struct Type;
KEYPLAN_RECORD_KINDS(KEYPLAN_KIND)
#undef KEYPLAN_KIND

/// Kind of a record struct.
template <class T>
inline constexpr Kind kind_of = [] {
  static_assert(sizeof(T) == 0, "not a record");
  return Kind{};
}();
#define KEYPLAN_KIND(name, Type) \
  template <>                    \
  inline constexpr Kind kind_of<Type> = Kind::name;
KEYPLAN_RECORD_KINDS(KEYPLAN_KIND)
#undef KEYPLAN_KIND

/// A typed reference inside a record struct.
template <class T>
struct Ref {
  Id id;
  explicit operator bool() const { return static_cast<bool>(id); }
  friend auto operator<=>(Ref, Ref) = default;
};

/// Calls `fn.template operator()<T>()` with the struct of a kind.
template <class Fn>
decltype(auto) with_kind(Kind kind, Fn&& fn) {
  switch (kind) {
#define KEYPLAN_KIND(name, Type) \
  case Kind::name:               \
    return fn.template operator()<Type>();
    KEYPLAN_RECORD_KINDS(KEYPLAN_KIND)
#undef KEYPLAN_KIND
  }
  return fn.template operator()<Settings>();
}

/// std::tuple<Of<Settings>, Of<ExchangeRate>, ...>
template <template <class> class Of>
struct ForEachKind {
#define KEYPLAN_KIND(name, Type) , Of<Type>
  template <class None, class... T>
  struct Tail {
    using Type = std::tuple<T...>;
  };
  using Tuple = typename Tail<void KEYPLAN_RECORD_KINDS(KEYPLAN_KIND)>::Type;
#undef KEYPLAN_KIND
};

}  // namespace keyplan::model
