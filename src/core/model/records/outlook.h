// What could happen to the plan: scenarios, the changes that make them up, and how we would cope.
#pragma once

#include <string>

#include "core/model/describe.h"

namespace keyplan::model {

enum class ChangeType : std::uint8_t {
  unset,
  lose_account,
  sector_shock,
  region_shock,
  price_change,
  churn_change,
  win_rate_change,
  manager_leaves
};
enum class LossPlanStatus : std::uint8_t { unset, missing, draft, ready };

struct Scenario {
  std::string name;
  std::string note;
  std::string loss_plan;                                    // how we cope
  LossPlanStatus loss_plan_status = LossPlanStatus::unset;  // unset: what the text says
  Ref<TeamMember> owner;
  OrderKey ord;
};

/// One of the things that happen in a scenario. What each type reads is in analysis/scenario.h.
struct ScenarioChange {
  std::string note;
  Ref<Scenario> scenario;
  ChangeType type = ChangeType::unset;
  Ref<Account> account;
  std::string sector;
  std::string region;
  Ref<TeamMember> member;
  Percent percent;
  OrderKey ord;
};

inline constexpr ChoiceInfo change_type_choices[] = {{"", "Not set"},
                                                     {"lose_account", "Lose an account"},
                                                     {"sector_shock", "Shock to a sector"},
                                                     {"region_shock", "Shock to a region"},
                                                     {"price_change", "Prices change"},
                                                     {"churn_change", "Churn changes"},
                                                     {"win_rate_change", "Win rate changes"},
                                                     {"manager_leaves", "A manager leaves"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<ChangeType> = change_type_choices;

inline constexpr ChoiceInfo loss_plan_status_choices[] = {
    {"", "As the text says"}, {"missing", "Missing"}, {"draft", "Draft"}, {"ready", "Ready"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<LossPlanStatus> = loss_plan_status_choices;

}  // namespace keyplan::model
