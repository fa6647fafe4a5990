// Strategic analysis: SWOT, problems with their causes (5 whys, fishbone), risks and opportunities.
#pragma once

#include <string>

#include "core/model/describe.h"

namespace keyplan::model {

enum class Quadrant : std::uint8_t { unset, strength, weakness, opportunity, threat };
enum class CauseCategory : std::uint8_t {
  unset,
  people,
  process,
  product,
  place,
  policy,
  measurement,
  partners,
  money
};
enum class ProblemStatus : std::uint8_t { unset, open, cause_known, acting, solved };
enum class RiskType : std::uint8_t { unset, risk, opportunity };
enum class Grade : std::uint8_t { unset, very_low, low, medium, high, very_high };
enum class RiskResponse : std::uint8_t { unset, avoid, reduce, transfer, accept, pursue, share };
enum class RiskStatus : std::uint8_t { unset, open, handled, happened, closed };

struct SwotEntry {
  std::string text;
  Ref<Account> account;
  Quadrant quadrant = Quadrant::unset;
  std::string evidence;
  std::string so_what;
  OrderKey ord;
};

/// The head of a fishbone, and the start of a chain of whys.
struct Problem {
  std::string title;
  Ref<Account> account;
  std::string impact;
  ProblemStatus status = ProblemStatus::unset;
  Ref<TeamMember> owner;
  Date date;
};

struct Cause {
  std::string text;
  Ref<Account> account;
  Ref<Problem> problem;
  Ref<Cause> why_of;  // the cause this is the answer to "why?" of; none: of the problem itself
  CauseCategory category = CauseCategory::unset;
  bool root = false;
  std::string evidence;
  OrderKey ord;
};

struct Risk {
  std::string title;
  Ref<Account> account;
  RiskType type = RiskType::unset;  // unset counts as a risk
  Grade impact = Grade::unset;
  Grade likelihood = Grade::unset;
  Money amount;  // at stake, or to be won
  Ref<TeamMember> owner;
  RiskResponse response = RiskResponse::unset;
  std::string plan;
  Date due;
  RiskStatus status = RiskStatus::unset;  // unset counts as open
  Ref<Insight> insight;                   // what of the customer it follows from
};

inline constexpr ChoiceInfo quadrant_choices[] = {{"", "Not set"},
                                                  {"strength", "Strength"},
                                                  {"weakness", "Weakness"},
                                                  {"opportunity", "Opportunity"},
                                                  {"threat", "Threat"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Quadrant> = quadrant_choices;

inline constexpr ChoiceInfo cause_category_choices[] = {{"", "Other"},
                                                        {"people", "People"},
                                                        {"process", "Process"},
                                                        {"product", "Product"},
                                                        {"place", "Place"},
                                                        {"policy", "Policy"},
                                                        {"measurement", "Measurement"},
                                                        {"partners", "Partners"},
                                                        {"money", "Money"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<CauseCategory> = cause_category_choices;

inline constexpr ChoiceInfo problem_status_choices[] = {{"", "Open (usual)"},
                                                        {"open", "Open"},
                                                        {"cause_known", "Cause known"},
                                                        {"acting", "Being acted on"},
                                                        {"solved", "Solved"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<ProblemStatus> = problem_status_choices;

inline constexpr ChoiceInfo risk_type_choices[] = {
    {"", "Risk (usual)"}, {"risk", "Risk"}, {"opportunity", "Opportunity"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<RiskType> = risk_type_choices;

inline constexpr ChoiceInfo grade_choices[] = {
    {"", "Not rated"},         {"very_low", "Very low", "1"}, {"low", "Low", "2"},
    {"medium", "Medium", "3"}, {"high", "High", "4"},         {"very_high", "Very high", "5"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Grade> = grade_choices;

inline constexpr ChoiceInfo risk_response_choices[] = {
    {"", "None yet"},     {"avoid", "Avoid"},   {"reduce", "Reduce"}, {"transfer", "Transfer"},
    {"accept", "Accept"}, {"pursue", "Pursue"}, {"share", "Share"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<RiskResponse> = risk_response_choices;

inline constexpr ChoiceInfo risk_status_choices[] = {{"", "Open (usual)"},
                                                     {"open", "Open"},
                                                     {"handled", "Being handled"},
                                                     {"happened", "Happened"},
                                                     {"closed", "Closed"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<RiskStatus> = risk_status_choices;

}  // namespace keyplan::model
