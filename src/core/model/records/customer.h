// What we know of the customer, and from whom: questions and answers, research, the goals,
// pressures, initiatives and obstacles on the insight map, and competitors.
#pragma once

#include <string>

#include "core/model/describe.h"

namespace keyplan::model {

enum class QuestionPurpose : std::uint8_t { unset, standing, position, discovery, past, survey };
enum class Certainty : std::uint8_t { unset, assumed, said, confirmed };
enum class InterviewForm : std::uint8_t { unset, conversation, deep_dive, past_customer, survey };
enum class ResearchTopic : std::uint8_t {
  unset,
  capital,
  initiative,
  trend,
  people,
  results,
  market,
  other
};
enum class InsightType : std::uint8_t {
  unset,
  goal,
  pressure,
  initiative,
  obstacle,
  unseen_problem,
  unseen_opportunity,
  solution
};
enum class Horizon : std::uint8_t { unset, short_term, long_term };
enum class InsightRelation : std::uint8_t { unset, leads_to, blocks, solves };
enum class Threat : std::uint8_t { unset, low, medium, high };

/// Questions that are asked together. Belongs to the whole plan, so that accounts can be compared.
struct QuestionSet {
  std::string name;
  QuestionPurpose purpose = QuestionPurpose::unset;
  std::string notes;
  OrderKey ord;
};

struct Question {
  std::string text;
  Ref<QuestionSet> set;
  std::string why;
  OrderKey ord;
};

struct Interview {
  std::string title;
  Ref<Account> account;
  Date date;
  InterviewForm form = InterviewForm::unset;
  Ref<Person> person;
  Ref<TeamMember> by;
  Ref<QuestionSet> set;
  std::string notes;
};

struct Answer {
  std::string text;
  Ref<Account> account;
  Ref<Question> question;
  Ref<Person> person;  // who said it
  Ref<TeamMember> by;  // who of ours wrote it down
  Date date;
  Certainty certainty = Certainty::unset;  // unset counts as assumed
  Ref<Interview> interview;
  std::string so_what;
};

struct Research {
  std::string title;
  Ref<Account> account;
  ResearchTopic topic = ResearchTopic::unset;
  Date date;
  std::string source;
  std::string detail;
  std::string so_what;
  Ref<TeamMember> by;
};

/// A node of the insight map.
struct Insight {
  std::string title;
  Ref<Account> account;
  InsightType type = InsightType::unset;
  Horizon horizon = Horizon::unset;
  std::string detail;
  std::string measure;  // in the customer's words: "OEE 85 % by Q3"
  Date due;
  Ref<Person> person;     // whose it is at the customer
  Ref<TeamMember> owner;  // who of ours follows it
  Certainty certainty = Certainty::unset;
  Ref<Person> confirmed_by;
  Date confirmed_on;
  Ref<Offering> offering;  // what of ours answers it
  Date told_on;            // we told them; of what they have not seen themselves
  std::string so_what;
};

/// A line of the insight map.
struct InsightLink {
  std::string note;
  Ref<Account> account;
  Ref<Insight> from;
  Ref<Insight> to;
  InsightRelation relation = InsightRelation::unset;  // unset counts as leads_to
};

/// Belongs to the whole plan.
struct Competitor {
  std::string name;
  std::string strengths;
  std::string weaknesses;
  std::string notes;
};

/// What a competitor holds at an account.
struct Foothold {
  std::string what;
  Ref<Account> account;
  Ref<Competitor> competitor;
  Ref<Offering> offering;  // of ours that could take its place
  Money spend;             // in a year
  Date until;              // when their contract ends
  Threat threat = Threat::unset;
  Ref<Person> supporter;  // who at the customer stands for them
  std::string approach;   // how we win it
};

inline constexpr ChoiceInfo question_purpose_choices[] = {{"", "Not set"},
                                                          {"standing", "Standing questions"},
                                                          {"position", "Where we stand"},
                                                          {"discovery", "Discovery"},
                                                          {"past", "Past customers"},
                                                          {"survey", "Survey"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<QuestionPurpose> = question_purpose_choices;

inline constexpr ChoiceInfo certainty_choices[] = {{"", "Assumed (usual)"},
                                                   {"assumed", "Assumed"},
                                                   {"said", "Said by one person"},
                                                   {"confirmed", "Confirmed"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Certainty> = certainty_choices;

inline constexpr ChoiceInfo interview_form_choices[] = {
    {"", "Conversation (usual)"},
    {"conversation", "Conversation"},
    {"deep_dive", "Deep-dive interview"},
    {"past_customer", "Interview with a past customer"},
    {"survey", "Survey"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<InterviewForm> = interview_form_choices;

inline constexpr ChoiceInfo research_topic_choices[] = {
    {"", "Not set"},      {"capital", "Capital"}, {"initiative", "Initiative"}, {"trend", "Trend"},
    {"people", "People"}, {"results", "Results"}, {"market", "Market"},         {"other", "Other"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<ResearchTopic> = research_topic_choices;

inline constexpr ChoiceInfo insight_type_choices[] = {
    {"", "Not set"},
    {"goal", "Goal"},
    {"pressure", "Pressure"},
    {"initiative", "Initiative"},
    {"obstacle", "Obstacle"},
    {"unseen_problem", "Problem they have not seen"},
    {"unseen_opportunity", "Opportunity they have not seen"},
    {"solution", "Solution"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<InsightType> = insight_type_choices;

inline constexpr ChoiceInfo horizon_choices[] = {
    {"", "Not set"}, {"short", "Short-term"}, {"long", "Long-term"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Horizon> = horizon_choices;

inline constexpr ChoiceInfo insight_relation_choices[] = {{"", "Leads to (usual)"},
                                                          {"leads_to", "Leads to"},
                                                          {"blocks", "Blocks"},
                                                          {"solves", "Answers"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<InsightRelation> = insight_relation_choices;

inline constexpr ChoiceInfo threat_choices[] = {
    {"", "Not set"}, {"low", "Low"}, {"medium", "Medium"}, {"high", "High"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Threat> = threat_choices;

}  // namespace keyplan::model
