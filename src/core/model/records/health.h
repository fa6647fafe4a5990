// Whether the customer is well and stays: satisfaction, support tickets, contracts, and what was
// lost and why.
#pragma once

#include <string>

#include "core/model/describe.h"

namespace keyplan::model {

enum class Survey : std::uint8_t { unset, nps, csat };
enum class Urgency : std::uint8_t { unset, low, medium, high, critical };
enum class LossReason : std::uint8_t {
  unset,
  price,
  product,
  service,
  competitor,
  champion_left,
  budget,
  insourced,
  closed_down,
  merger,
  never_adopted,
  other
};

struct Satisfaction {
  std::string comment;
  Ref<Account> account;
  Survey survey = Survey::unset;
  Decimal score;  // NPS: 0 to 10, CSAT: 1 to 5
  Date date;
  Ref<Person> person;
  std::string source;
};

struct Ticket {
  std::string title;
  Ref<Account> account;
  Urgency urgency = Urgency::unset;
  Date opened;
  Date closed;  // empty = open
  Ref<Offering> offering;
  Ref<TeamMember> owner;
  std::string notes;
  std::string source;
};

struct Contract {
  std::string title;
  Ref<Account> account;
  Ref<Offering> offering;
  Date start;
  Date end;
  Date notice_by;       // last day on which it can be ended
  bool renews = false;  // by itself
  Money value;          // a year
  std::string notes;
  std::string source;
};

/// What was lost, wholly or in part, and why.
struct Loss {
  std::string what;
  Ref<Account> account;
  Date date;
  LossReason reason = LossReason::unset;
  Money amount;  // a year
  Ref<Offering> offering;
  Ref<Competitor> competitor;
  std::string root_cause;
  std::string lesson;
};

inline constexpr ChoiceInfo survey_choices[] = {{"", "Not set"},
                                                {"nps", "NPS (0 to 10)", "net promoter score"},
                                                {"csat", "CSAT (1 to 5)", "satisfaction"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Survey> = survey_choices;

inline constexpr ChoiceInfo urgency_choices[] = {{"", "Not set"},
                                                 {"low", "Low"},
                                                 {"medium", "Medium", "normal"},
                                                 {"high", "High"},
                                                 {"critical", "Critical", "urgent"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Urgency> = urgency_choices;

inline constexpr ChoiceInfo loss_reason_choices[] = {{"", "Not known"},
                                                     {"price", "Price"},
                                                     {"product", "Gap in the product"},
                                                     {"service", "Service or support"},
                                                     {"competitor", "Competitor"},
                                                     {"champion_left", "Our champion left"},
                                                     {"budget", "Budget"},
                                                     {"insourced", "They do it themselves"},
                                                     {"closed_down", "Closed down"},
                                                     {"merger", "Merger"},
                                                     {"never_adopted", "Never really used"},
                                                     {"other", "Other"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<LossReason> = loss_reason_choices;

}  // namespace keyplan::model
