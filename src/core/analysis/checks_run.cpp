// Asks the rules of plan quality about an account.
#include <algorithm>
#include <iterator>

#include "core/analysis/checks_rules.h"

namespace keyplan::analysis {

using namespace model;

namespace rules {

Planning::Planning(const Plan& plan, const Record<Account>& account, const AccountResult& result,
                   const Context& context)
    : plan(plan),
      account(account),
      result(result),
      context(context),
      today(context.today),
      leading(account.data.tier == Tier::strategic || account.data.tier == Tier::key),
      key{Kind::account, account.id},
      people(people_of(plan, account.id, context.today)),
      threads(threads_of(plan, account.id, people)),
      questions(questions_of(plan, account)),
      satisfaction(satisfaction_of(plan, account.id, context.today)) {
  const Record<PlanTemplate>* record = plan.find(account.data.plan_template);
  if (record != nullptr) plan_template = &record->data;
}

namespace {

using Find = void (*)(Planning&);

constexpr Find finders[] = {
#define KEYPLAN_RULE(name) &name,
    KEYPLAN_PLAN_RULES(KEYPLAN_RULE)
#undef KEYPLAN_RULE
};

/// What exports of a CRM or a service desk bring without anybody planning.
bool is_imported(Kind kind) {
  switch (kind) {
    case Kind::account:
    case Kind::revenue:
    case Kind::opportunity:
    case Kind::action:
    case Kind::person:
    case Kind::contact:
    case Kind::satisfaction:
    case Kind::ticket:
    case Kind::contract:
    case Kind::loss:
    case Kind::whitespace:
      return true;
    default:
      return false;
  }
}

std::vector<std::string> left_out(const Plan& plan, Ref<PlanTemplate> plan_template) {
  std::vector<std::string> names;
  if (!plan_template) return names;
  for (const Record<TemplateItem>& item : plan.table<TemplateItem>()) {
    if (item.data.plan_template == plan_template && item.data.part == TemplatePart::without_check) {
      names.push_back(item.data.name);
    }
  }
  return names;
}

}  // namespace
}  // namespace rules

bool is_planned(const Plan& plan, const Record<Account>& account) {
  const Tier tier = account.data.tier;
  if (tier == Tier::strategic || tier == Tier::key || account.data.plan_template) return true;
  return std::ranges::any_of(all_kinds(), [&](const KindInfo& kind) {
    return kind.account && !rules::is_imported(kind.kind) &&
           !plan.of_account(kind.kind, account.id).empty();
  });
}

std::vector<Finding> plan_findings(const Plan& plan, const AccountResult& result,
                                   const Context& context) {
  const Record<Account>* account = plan.find<Account>(result.id);
  if (account == nullptr || !is_planned(plan, *account)) return {};
  rules::Planning planning(plan, *account, result, context);
  const auto without = rules::left_out(plan, account->data.plan_template);
  constexpr std::size_t first = static_cast<std::size_t>(Rule::account_missing) + 1;
  for (std::size_t i = 0; i < std::size(rules::finders); ++i) {
    const RuleInfo& rule = all_rules()[first + i];
    if (std::ranges::contains(without, rule.id) || std::ranges::contains(without, rule.name)) {
      continue;
    }
    planning.rule = rule.rule;
    planning.severity = rule.severity;
    rules::finders[i](planning);
  }
  return std::move(planning.findings);
}

}  // namespace keyplan::analysis
