// Our goals and how they hang together: SMART goals, the Hoshin X-matrix, the monthly values of the
// bowler, and what each of them does for the customer.
#pragma once

#include <string>

#include "core/model/describe.h"

namespace keyplan::model {

/// Side of the X-matrix a goal stands on.
enum class GoalLevel : std::uint8_t { unset, annual, long_term, priority, target };
enum class GoalStatus : std::uint8_t { unset, on_track, at_risk, off_track, achieved, dropped };
enum class LinkStrength : std::uint8_t { unset, weak, strong };

/// Of an account, or of the company when it has none.
struct Goal {
  std::string title;
  Ref<Account> account;
  GoalLevel level = GoalLevel::unset;  // unset counts as annual
  Ref<Goal> parent;                    // the goal it serves, up to the company's
  std::string measure;
  std::string unit;
  Decimal baseline;
  Decimal target;
  Decimal current;
  Date start;
  Date due;
  Ref<TeamMember> owner;
  bool personal = false;  // the owner's own share of the goal it serves
  GoalStatus status = GoalStatus::unset;
  std::string why;
  Ref<Person> confirmed_by;  // at the customer
  Date confirmed_on;
  bool grows_revenue = false;
  OrderKey ord;
};

/// A mark of the X-matrix.
struct GoalLink {
  std::string note;
  Ref<Account> account;
  Ref<Goal> from;
  Ref<Goal> to;
  LinkStrength strength = LinkStrength::unset;  // unset counts as weak
};

/// What somebody does for a goal, in one sentence.
struct GoalRole {
  std::string sentence;
  Ref<Account> account;
  Ref<Goal> goal;
  Ref<TeamMember> member;
  Ref<Person> person;  // of the customer's
  LinkStrength strength = LinkStrength::unset;
};

/// Our goal helps the customer with that.
struct Alignment {
  std::string how;
  Ref<Account> account;
  Ref<Goal> goal;
  Ref<Insight> insight;
};

/// A month of the bowler.
struct Measurement {
  std::string note;
  Ref<Account> account;
  Ref<Goal> goal;
  Period period;
  Decimal plan;
  Decimal actual;
};

inline constexpr ChoiceInfo goal_level_choices[] = {{"", "Annual objective (usual)"},
                                                    {"annual", "Annual objective"},
                                                    {"long_term", "Long-term objective"},
                                                    {"priority", "Priority"},
                                                    {"target", "Target to improve"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<GoalLevel> = goal_level_choices;

inline constexpr ChoiceInfo goal_status_choices[] = {
    {"", "Not set"},          {"on_track", "On track"},
    {"at_risk", "At risk"},   {"off_track", "Off track"},
    {"achieved", "Achieved"}, {"dropped", "Dropped"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<GoalStatus> = goal_status_choices;

inline constexpr ChoiceInfo link_strength_choices[] = {
    {"", "Weak (usual)"}, {"weak", "Weak"}, {"strong", "Strong"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<LinkStrength> = link_strength_choices;

}  // namespace keyplan::model
