// What is done, by whom until when: actions, visits with their checklists, reviews, and learning
// from it.
#pragma once

#include <string>

#include "core/model/describe.h"

namespace keyplan::model {

enum class ActionStatus : std::uint8_t { unset, open, doing, done, dropped };
enum class Repeats : std::uint8_t {
  unset,
  weekly,
  fortnightly,
  monthly,
  quarterly,
  half_yearly,
  yearly
};
enum class VisitStatus : std::uint8_t { unset, planned, done, cancelled };
enum class ReviewType : std::uint8_t { unset, quarterly, annual, internal, partner };
enum class PdcaStage : std::uint8_t { unset, plan, perform, check, adjust, standard };
enum class Subject : std::uint8_t { unset, satisfaction, tickets, reviews, contracts, plan };

struct Action {
  std::string title;
  Ref<Account> account;
  Ref<Opportunity> opportunity;
  Ref<Person> person;
  Ref<TeamMember> owner;
  Date start;
  Date due;
  ActionStatus status = ActionStatus::unset;  // unset counts as open
  Date done_on;
  Repeats repeats = Repeats::unset;  // standard work: done once, it comes again
  Count effort_hours;
  Ref<Action> after;  // cannot start before that one is done
  Ref<Goal> goal;
  Ref<Risk> risk;
  Ref<Insight> insight;
  Ref<Review> review;
  Ref<Playbook> playbook;
  std::string notes;
  OrderKey ord;
  std::string source;
};

/// A visit of the engagement plan.
struct Visit {
  std::string purpose;
  Ref<Account> account;
  Date date;
  std::string place;
  Ref<TeamMember> lead;
  Ref<Person> host;
  VisitStatus status = VisitStatus::unset;  // unset counts as planned
  std::string findings;
  std::string follow_up;
};

/// What to look at on a visit, and what was found.
struct ChecklistItem {
  std::string text;
  Ref<Account> account;
  Ref<Visit> visit;
  bool done = false;
  std::string finding;
  OrderKey ord;
};

struct Review {
  std::string title;
  Ref<Account> account;
  ReviewType type = ReviewType::unset;
  Date date;
  Ref<TeamMember> lead;
  std::string agenda;
  std::string notes;
  std::string decisions;
  Count rating;  // 1 to 5, of the customer
  bool held = false;
};

/// Plan, do, check, act.
struct PdcaCycle {
  std::string title;
  Ref<Account> account;
  Ref<Goal> goal;
  Ref<TeamMember> owner;
  PdcaStage stage = PdcaStage::unset;  // unset counts as plan
  Date started;
  std::string planned;
  std::string performed;
  std::string learned;
  std::string adjusted;
};

/// Somebody has looked at something and says when: the dated tick beside the data.
struct Look {
  std::string note;
  Ref<Account> account;
  Subject subject = Subject::unset;
  Date date;
  Ref<TeamMember> by;
};

inline constexpr ChoiceInfo action_status_choices[] = {
    {"", "Open (usual)"},
    {"open", "Open", "not started|to do|todo|new|pending"},
    {"doing", "In progress", "in progress|started|doing|waiting on someone else"},
    {"done", "Done", "completed|complete|closed"},
    {"dropped", "Dropped", "deferred|cancelled|canceled"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<ActionStatus> = action_status_choices;

inline constexpr ChoiceInfo repeats_choices[] = {{"", "Once"},
                                                 {"weekly", "Every week"},
                                                 {"fortnightly", "Every two weeks"},
                                                 {"monthly", "Every month"},
                                                 {"quarterly", "Every quarter"},
                                                 {"half_yearly", "Every half year"},
                                                 {"yearly", "Every year"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Repeats> = repeats_choices;

inline constexpr ChoiceInfo visit_status_choices[] = {
    {"", "Planned (usual)"}, {"planned", "Planned"}, {"done", "Done"}, {"cancelled", "Cancelled"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<VisitStatus> = visit_status_choices;

inline constexpr ChoiceInfo review_type_choices[] = {{"", "Not set"},
                                                     {"quarterly", "Quarterly business review"},
                                                     {"annual", "Annual review"},
                                                     {"internal", "Internal review"},
                                                     {"partner", "Partner review"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<ReviewType> = review_type_choices;

inline constexpr ChoiceInfo pdca_stage_choices[] = {
    {"", "Plan (usual)"}, {"plan", "Plan"},     {"do", "Do"},
    {"check", "Check"},   {"adjust", "Adjust"}, {"standard", "Now standard"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<PdcaStage> = pdca_stage_choices;

inline constexpr ChoiceInfo subject_choices[] = {{"", "Not set"},
                                                 {"satisfaction", "Satisfaction scores"},
                                                 {"tickets", "Support tickets"},
                                                 {"reviews", "Review notes"},
                                                 {"contracts", "Contracts"},
                                                 {"plan", "The plan"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Subject> = subject_choices;

}  // namespace keyplan::model
