// Why the customer buys and stays: value propositions in their own figures, what would make leaving
// hard, and what was promised and whether it still arrives.
#pragma once

#include <string>

#include "core/model/records/causes.h"

namespace keyplan::model {

enum class Benefits : std::uint8_t { unset, customer, only_us };
enum class Delivery : std::uint8_t { unset, arrives, partly, no_longer };

/// Pain, effect and number: money = quantity x change x value of one unit (see
/// analysis/value.h).
struct ValueProposition {
  std::string pain;
  Ref<Account> account;
  std::string effect;
  Decimal quantity;  // today, in a year: 9,000
  std::string unit;  // "minutes of downtime"
  Percent change;    // -30
  Money unit_value;  // of one unit, in the customer's own figures
  Money worth;       // a year, where it cannot be worked out from the figures above
  std::string proof;
  Ref<Offering> offering;
  Ref<Insight> insight;
  Ref<Person> confirmed_by;
  Date confirmed_on;
};

struct ExitBarrier {
  std::string title;
  Ref<Account> account;
  Benefits benefits = Benefits::unset;
  Grade strength = Grade::unset;
  Money cost;  // what switching would cost them
  std::string notes;
};

/// Value delivered: what converted the customer, and whether it still arrives.
struct Promise {
  std::string title;
  Ref<Account> account;
  Date since;
  Delivery delivery = Delivery::unset;
  Date checked_on;
  Benefits benefits = Benefits::unset;
  Money worth;  // a year
  Ref<TeamMember> owner;
  std::string evidence;
};

inline constexpr ChoiceInfo benefits_choices[] = {
    {"", "Not set"}, {"customer", "Good for the customer"}, {"only_us", "Only for us"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Benefits> = benefits_choices;

inline constexpr ChoiceInfo delivery_choices[] = {{"", "Not known"},
                                                  {"arrives", "Arrives"},
                                                  {"partly", "Arrives in part"},
                                                  {"no_longer", "No longer arrives"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Delivery> = delivery_choices;

}  // namespace keyplan::model
