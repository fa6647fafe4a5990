// Selling across branches and regions: who of ours looks after an account in which role and with
// which credit, who must take part in a sale, and who at one branch knows whom at another.
#pragma once

#include <string>

#include "core/model/describe.h"
#include "core/model/records/book.h"
#include "core/model/records/people.h"

namespace keyplan::model {

enum class TeamRole : std::uint8_t {
  unset,
  global_manager,
  local_manager,
  specialist,
  sponsor,
  support,
  partner
};

/// Somebody of ours works on an account beside its owner, who is its local manager while nobody
/// else is.
struct Assignment {
  std::string note;
  Ref<Account> account;
  Ref<TeamMember> member;
  TeamRole role = TeamRole::unset;
  Percent credit;          // of revenue and deals; all credits may exceed 100 %
  Ref<Offering> offering;  // only of this one
  bool branches = false;   // also of all accounts below
  Date from;
  Date until;
};

/// A sale that is so large, or of such a kind, needs somebody in a role.
struct SellingRule {
  std::string name;
  Ref<Account> group;      // only there and at its branches
  Ref<Offering> offering;  // only of this one
  DealType type = DealType::unset;
  Money from_amount;  // only from this amount on
  TeamRole needs = TeamRole::unset;
  Percent credit;  // that the role is to have, at least
  std::string note;
  OrderKey ord;
};

/// A person at the customer knows another one, mostly at another branch.
struct Acquaintance {
  std::string how;  // "built the plant in Lyon together"
  Ref<Account> account;
  Ref<Person> person;
  Ref<Person> knows;
  Power strength = Power::unset;
  bool willing = false;  // said that they would introduce us
};

inline constexpr ChoiceInfo team_role_choices[] = {
    {"", "Not set"},
    {"global_manager", "Global manager", "global account manager|gam|key account manager"},
    {"local_manager", "Local manager", "local account manager|account owner"},
    {"specialist", "Specialist", "presales|pre-sales|solution specialist|overlay"},
    {"sponsor", "Executive sponsor"},
    {"support", "Support", "customer success|service"},
    {"partner", "Partner"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<TeamRole> = team_role_choices;

}  // namespace keyplan::model
