// What is planned the same way for many accounts: playbooks of plays, and templates of plans.
// Belongs to the whole plan.
#pragma once

#include <string>

#include "core/model/records/book.h"
#include "core/model/records/work.h"

namespace keyplan::model {

enum class PlaybookPurpose : std::uint8_t { unset, retention, churn, growth, onboarding, other };
enum class TemplatePart : std::uint8_t { unset, question_set, playbook, section, without_check };

struct Playbook {
  std::string name;
  PlaybookPurpose purpose = PlaybookPurpose::unset;
  std::string why;
  std::string measure;  // how one sees that it works
  OrderKey ord;
};

/// A step of a playbook: it becomes an action of the account.
struct Play {
  std::string title;
  Ref<Playbook> playbook;
  Count after_days;  // due that many days after the playbook begins
  Repeats repeats = Repeats::unset;
  Count effort_hours;
  std::string notes;
  OrderKey ord;
};

struct PlanTemplate {
  std::string name;
  std::string meant_for;
  Tier tier = Tier::unset;
  Count review_months;  // between two reviews
  Count contact_days;   // between two contacts with a decision-maker
  Count visit_months;   // between two visits
  Count hours_a_month;  // of our time
  OrderKey ord;
};

struct TemplateItem {
  std::string name;  // of a section or check
  Ref<PlanTemplate> plan_template;
  TemplatePart part = TemplatePart::unset;
  Ref<QuestionSet> set;
  Ref<Playbook> playbook;
  OrderKey ord;
};

inline constexpr ChoiceInfo playbook_purpose_choices[] = {
    {"", "Not set"},      {"retention", "Keep the customer"}, {"churn", "Against churn"},
    {"growth", "Growth"}, {"onboarding", "Onboarding"},       {"other", "Other"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<PlaybookPurpose> = playbook_purpose_choices;

inline constexpr ChoiceInfo template_part_choices[] = {{"", "Not set"},
                                                       {"question_set", "Question set"},
                                                       {"playbook", "Playbook"},
                                                       {"section", "Section"},
                                                       {"without_check", "Check left out"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<TemplatePart> = template_part_choices;

}  // namespace keyplan::model
