// What needs somebody, as rules. Every rule stands once in the table of checks.cpp: its words, why
// it matters and how it is mended.
//
// Operational rules look at what any CRM export has; they are computed with each account's result,
// and the portfolio counts them. The others judge the quality of an account plan: they are computed
// for one account when somebody asks (Cache::findings), and only where planning has begun, so that
// a fresh import is not flooded.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/context.h"
#include "core/model/plan.h"

namespace keyplan::analysis {

struct AccountResult;

// Rules of plan quality, by area. A macro, because each is an enumerator and a function
// (checks_rules.h).
#define KEYPLAN_PLAN_RULES(RULE)  \
  RULE(question_unanswered)       \
  RULE(answer_old)                \
  RULE(answers_assumed)           \
  RULE(insight_without_so_what)   \
  RULE(research_without_so_what)  \
  RULE(swot_without_so_what)      \
  RULE(customer_goal_unconfirmed) \
  RULE(no_customer_goal)          \
  RULE(no_initiative)             \
  RULE(initiative_not_linked)     \
  RULE(insight_without_owner)     \
  RULE(insight_open_end)          \
  RULE(research_old)              \
  RULE(goal_unconfirmed)          \
  RULE(goal_not_aligned)          \
  RULE(goal_without_owner)        \
  RULE(goal_without_role)         \
  RULE(no_goal)                   \
  RULE(goal_vague)                \
  RULE(goal_without_number)       \
  RULE(goal_without_date)         \
  RULE(goal_without_baseline)     \
  RULE(goal_past_due)             \
  RULE(goal_off_track)            \
  RULE(goal_unrealistic)          \
  RULE(goal_no_better)            \
  RULE(growth_on_unsatisfied)     \
  RULE(no_risk)                   \
  RULE(risk_without_owner)        \
  RULE(risk_without_response)     \
  RULE(risk_not_rated)            \
  RULE(high_risk_without_action)  \
  RULE(risk_not_looked_at)        \
  RULE(loss_without_cause)        \
  RULE(action_without_owner)      \
  RULE(action_without_date)       \
  RULE(action_forgotten)          \
  RULE(action_waits)              \
  RULE(no_open_action)            \
  RULE(review_overdue)            \
  RULE(review_without_actions)    \
  RULE(visit_overdue)             \
  RULE(visit_not_closed)          \
  RULE(visit_without_findings)    \
  RULE(plan_unchanged)            \
  RULE(renewal_single_threaded)   \
  RULE(renewal_few_deciders)      \
  RULE(no_champion)               \
  RULE(no_economic_buyer)         \
  RULE(decider_without_owner)     \
  RULE(decider_stale)             \
  RULE(relationship_below_wanted) \
  RULE(opponent_without_approach) \
  RULE(left_but_named)            \
  RULE(no_sponsor)                \
  RULE(sponsor_talk_overdue)      \
  RULE(no_superior_call)          \
  RULE(no_escalation_path)        \
  RULE(no_value_proposition)      \
  RULE(value_without_number)      \
  RULE(value_unconfirmed)         \
  RULE(promise_not_checked)       \
  RULE(promise_not_arriving)      \
  RULE(barriers_only_ours)        \
  RULE(no_satisfaction)           \
  RULE(satisfaction_old)          \
  RULE(scores_not_looked_at)      \
  RULE(critical_ticket_open)      \
  RULE(tickets_not_looked_at)     \
  RULE(contract_notice_near)      \
  RULE(contract_expired)          \
  RULE(competitor_contract_ends)  \
  RULE(deal_breaks_selling_rule)

enum class Severity : std::uint8_t { hint, check, risk };
std::string_view severity_word(Severity severity);  // "Risk", "Check", "Hint"

/// The first five are the ways in which account plans fail.
enum class Area : std::uint8_t {
  insight,
  alignment,
  goals,
  risks,
  execution,
  relationships,
  value,
  support,
  revenue,
  data
};
inline constexpr std::size_t area_count = 10;
std::string_view area_label(Area area);  // "Customer insight"

enum class Rule : std::uint8_t {
  // Operational
  renewal_without_action,
  renewal_passed,
  revenue_lost,
  revenue_falling,
  actions_overdue,
  deals_past_close,
  won_not_booked,
  no_owner,
  no_people,
  no_next_action,
  missing_rate,
  parent_missing,
  parent_cycle,
  account_missing,
#define KEYPLAN_RULE(name) name,
  KEYPLAN_PLAN_RULES(KEYPLAN_RULE)
#undef KEYPLAN_RULE
};

/// A value that a new record begins with.
struct Preset {
  enum class From : std::uint8_t { nothing, choice, found, other };
  From from = From::nothing;
  std::uint16_t (*field)() = nullptr;
  std::uint8_t choice = 0;
};

/// One click away from the finding: a field of the record found is opened, or a record is created
/// in the account.
struct Fix {
  std::string_view label;  // "Set the target"
  model::Kind kind = model::Kind::account;
  bool creates = false;
  std::uint16_t (*field)() = nullptr;  // to open; none: the record as a whole
  std::array<Preset, 2> presets = {};
};

struct RuleInfo {
  Rule rule;
  std::string_view id;  // stable; templates leave rules out by it
  Area area;
  Severity severity;
  std::string_view name;    // "Goal without number"
  std::string_view words;   // of the sentence; see checks.cpp for what stands in braces
  std::string_view reason;  // why it matters
  Fix fix;
};
std::span<const RuleInfo> all_rules();  // by Rule
const RuleInfo& info(Rule rule);
const RuleInfo* find_rule(std::string_view id);
bool is_operational(Rule rule);

struct Finding {
  Rule rule;
  Severity severity;
  model::RecordKey record;      // where to act
  std::int64_t number = 0;      // what it counts or measures, as the rule's words say
  model::Date date = {};        // of the oldest, the next, the last
  model::RecordKey other = {};  // a second record that the sentence or the fix names
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// One short sentence without full stop; `base` is the currency of amounts in it.
std::string sentence(const Finding& finding, const model::Plan& plan, model::Currency base);

/// What a fix that creates makes: without id, belonging to that account.
model::AnyRecord made_by(const Fix& fix, const Finding& finding, model::Id account);

/// Planning has begun: the account is strategic or key, has a template, or has a record that only
/// planning makes. Records that exports of a CRM bring do not count.
bool is_planned(const model::Plan& plan, const model::Record<model::Account>& account);

/// What the rules of plan quality find; nothing at an account without planning. Rules that its
/// template leaves out, by id or name, are not asked. In no particular order.
std::vector<Finding> plan_findings(const model::Plan& plan, const AccountResult& account,
                                   const Context& context);

/// Worst first; then by rule, date and record, so that the order is the same everywhere.
void sort_findings(std::vector<Finding>& findings);

}  // namespace keyplan::analysis
