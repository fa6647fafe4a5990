// People at the customer and between the two houses: who decides, who influences whom, who of ours
// looks after whom, every contact, sponsors and the way up when something burns.
#pragma once

#include <string>

#include "core/model/describe.h"

namespace keyplan::model {

enum class DecisionRole : std::uint8_t {
  unset,
  decider,
  economic_buyer,
  influencer,
  champion,
  gatekeeper,
  user
};
enum class Attitude : std::uint8_t { unset, against, neutral, in_favour, champion };
enum class Power : std::uint8_t { unset, low, medium, high };
enum class Relationship : std::uint8_t { unset, none, contact, working, trusted };
enum class Channel : std::uint8_t { unset, visit, call, video, mail, message, event };

struct Person {
  std::string name;
  Ref<Account> account;
  std::string job_title;
  DecisionRole role = DecisionRole::unset;
  Attitude attitude = Attitude::unset;
  Power power = Power::unset;
  Ref<Person> reports_to;
  Ref<TeamMember> owner;  // who of ours looks after the relationship
  Relationship relationship = Relationship::unset;
  Relationship wanted = Relationship::unset;
  Date last_contact;
  std::string interests;
  std::string approach;
  std::string email;
  std::string phone;
  Date left;  // has left the customer
  std::string notes;
  std::string source;
  std::string also_known_as;
};

/// `from` is listened to by `to`, whatever the reporting lines say.
struct Influence {
  std::string note;
  Ref<Account> account;
  Ref<Person> from;
  Ref<Person> to;
  Power strength = Power::unset;
};

/// One entry of the contact log.
struct Contact {
  std::string summary;
  Ref<Account> account;
  Ref<Person> person;
  Ref<TeamMember> member;
  Date date;
  Channel channel = Channel::unset;
  bool answered = false;  // it was a dialogue, not only a message of ours
  std::string next_step;
};

/// An executive of ours and one of theirs who keep in touch.
struct Sponsorship {
  std::string purpose;
  Ref<Account> account;
  Ref<TeamMember> member;
  Ref<Person> person;
  Date last_talk;
  Count months_between;  // how often they talk; empty = 12
};

/// One step of the escalation path, in order.
struct Escalation {
  std::string when;
  Ref<Account> account;
  Ref<TeamMember> member;
  Ref<Person> person;
  Count hours;  // until somebody must have answered
  OrderKey ord;
};

inline constexpr ChoiceInfo decision_role_choices[] = {
    {"", "Not known"},
    {"decider", "Decider", "decision maker|decision-maker|business decision maker"},
    {"economic_buyer", "Economic buyer", "economic decision maker|budget holder|economic buyer"},
    {"influencer", "Influencer", "evaluator|technical buyer|influencer"},
    {"champion", "Champion", "executive sponsor|sponsor|champion"},
    {"gatekeeper", "Gatekeeper", "procurement|blocker|gatekeeper"},
    {"user", "User", "business user|end user|user"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<DecisionRole> = decision_role_choices;

inline constexpr ChoiceInfo attitude_choices[] = {
    {"", "Not known"},
    {"against", "Against", "enemy|negative|opponent"},
    {"neutral", "Neutral"},
    {"in_favour", "In favour", "for|supporter|positive"},
    {"champion", "Champion", "mentor|advocate|promoter"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Attitude> = attitude_choices;

inline constexpr ChoiceInfo power_choices[] = {
    {"", "Not known"}, {"low", "Low"}, {"medium", "Medium"}, {"high", "High"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Power> = power_choices;

inline constexpr ChoiceInfo relationship_choices[] = {{"", "Not known"},
                                                      {"none", "None yet"},
                                                      {"contact", "In contact"},
                                                      {"working", "Works with us"},
                                                      {"trusted", "Trusts us"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Relationship> = relationship_choices;

inline constexpr ChoiceInfo channel_choices[] = {
    {"", "Not set"},    {"visit", "Visit"},     {"call", "Call"},  {"video", "Video call"},
    {"mail", "E-mail"}, {"message", "Message"}, {"event", "Event"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Channel> = channel_choices;

}  // namespace keyplan::model
