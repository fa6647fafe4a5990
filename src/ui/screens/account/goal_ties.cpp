#include "ui/screens/account/goal_ties.h"

#include <algorithm>
#include <unordered_set>

#include "core/model/display.h"

namespace keyplan::ui {

using model::Alignment;
using model::GoalRole;
using model::Id;
using model::Insight;
using model::Kind;

namespace {

std::vector<std::string_view> names_of(const GoalsData& goals) {
  std::vector<std::string_view> names;
  for (const GoalRow& row : goals.own) names.push_back(row.name);
  return names;
}

/// A choice stays within its list when that gets shorter.
void keep_within(int& choice, std::size_t size) {
  choice = std::clamp(choice, 0, std::max(0, static_cast<int>(size) - 1));
}

}  // namespace

// Roles
// -------------------------------------------------------------------------------------------

RolesCard::RolesCard()
    : table_(Kind::goal_role, {{.field = "sentence", .flex = 2},
                               {.field = "goal", .flex = 1.4f},
                               {.field = "member", .flex = 1},
                               {.field = "person", .flex = 1, .priority = 1}}) {}

void RolesCard::make(const ScreenContext& in, const GoalsData& goals) {
  if (made_for_ == goals.serial()) return;
  made_for_ = goals.serial();
  goal_names_ = names_of(goals);
  people_.clear();
  people_names_.clear();
  for (const auto& member : in.plan.table<model::TeamMember>()) {
    people_.push_back({Kind::team_member, member.id});
    people_names_.push_back(name_of(in.plan, people_.back()));
  }
  for (const auto& person : in.plan.of_account<model::Person>(goals.account)) {
    people_.push_back({Kind::person, person.id});
    people_names_.push_back(name_of(in.plan, people_.back()) + " (customer)");
  }
  people_labels_.assign(people_names_.begin(), people_names_.end());
  std::unordered_set<Id, model::IdHash> said;
  for (const auto& role : in.plan.of_account<GoalRole>(goals.account))
    if (!role.data.sentence.empty()) said.insert(role.data.goal.id);
  std::int64_t silent = 0;
  for (const GoalRow& row : goals.own)
    if (analysis::is_open(row.record->data) && !said.contains(row.record->id)) ++silent;
  silent_ = silent == 0 ? std::string()
                        : model::counted(silent, "goal in which nobody has said their part",
                                         "goals in which nobody has said their part");
  keep_within(goal_, goal_names_.size());
  keep_within(person_, people_.size());
}

void RolesCard::frame(ScreenContext& in, const GoalsData& goals) {
  make(in, goals);
  const auto card =
      in.ui.card("Roles", silent_.empty() ? std::string_view("in one sentence each") : silent_);
  if (goals.own.empty()) {
    in.ui.muted("First a goal, then who does what for it.");
    return;
  }
  {
    const auto row = in.ui.row();
    if (const auto chosen = in.ui.select("Who", people_labels_, people_.empty() ? -1 : person_,
                                         {.width = 170, .name = "Who has the role"}))
      person_ = *chosen;
    if (const auto chosen = in.ui.select("Does for the goal", goal_names_, goal_,
                                         {.width = 210, .name = "Goal of the role"}))
      goal_ = *chosen;
  }
  if (auto sentence = add_.frame(
          in,
          {.label = "Add role", .placeholder = "In one sentence: I make sure that", .width = 0})) {
    auto role = new_record<GoalRole>(in, goals.account);
    role->data.sentence = std::move(*sentence);
    role->data.goal = {goals.own[static_cast<std::size_t>(goal_)].record->id};
    if (!people_.empty()) {
      const model::RecordKey who = people_[static_cast<std::size_t>(person_)];
      if (who.kind == Kind::team_member)
        role->data.member = {who.id};
      else
        role->data.person = {who.id};
    }
    add_record(in, Kind::goal_role, std::move(role));
  }
  table_.frame(in, {.name = "Roles",
                    .account = goals.account,
                    .of_account = true,
                    .details = true,
                    .empty = "Nobody has said their part yet."});
}

// Theirs and ours
// ---------------------------------------------------------------------------------

AlignmentsCard::AlignmentsCard()
    : table_(Kind::alignment, {{.field = "goal", .flex = 1.4f},
                               {.field = "how", .flex = 1.4f},
                               {.field = "insight", .flex = 1.4f}}) {}

void AlignmentsCard::make(const ScreenContext& in, const GoalsData& goals) {
  if (made_for_ == goals.serial()) return;
  made_for_ = goals.serial();
  goal_names_ = names_of(goals);
  theirs_.clear();
  their_names_.clear();
  for (const auto& insight : in.plan.of_account<Insight>(goals.account)) {
    theirs_.push_back(insight.id);
    their_names_.push_back(name_of(in.plan, {Kind::insight, insight.id}));
  }
  their_labels_.assign(their_names_.begin(), their_names_.end());
  keep_within(goal_, goal_names_.size());
  keep_within(their_, theirs_.size());
}

void AlignmentsCard::frame(ScreenContext& in, const GoalsData& goals) {
  make(in, goals);
  const auto card = in.ui.card("Ours and theirs", "what of the customer a goal of ours helps with");
  if (goals.own.empty()) {
    in.ui.muted("First a goal of ours, then the goal of theirs that it helps.");
    return;
  }
  if (theirs_.empty()) {
    in.ui.muted("No goal of the customer is known yet. Note it under Understand.");
  } else {
    {
      const auto row = in.ui.row();
      if (const auto chosen = in.ui.select("Our goal", goal_names_, goal_, {.width = 210}))
        goal_ = *chosen;
      if (const auto chosen = in.ui.select("Theirs", their_labels_, their_,
                                           {.width = 210, .name = "Goal of theirs"}))
        their_ = *chosen;
    }
    if (auto how = add_.frame(
            in, {.label = "Add alignment", .placeholder = "How it helps them", .width = 0})) {
      auto alignment = new_record<Alignment>(in, goals.account);
      alignment->data.how = std::move(*how);
      alignment->data.goal = {goals.own[static_cast<std::size_t>(goal_)].record->id};
      alignment->data.insight = {theirs_[static_cast<std::size_t>(their_)]};
      add_record(in, Kind::alignment, std::move(alignment));
    }
  }
  table_.frame(in, {.name = "Ours and theirs",
                    .account = goals.account,
                    .of_account = true,
                    .details = true,
                    .empty = "No goal of ours is linked to one of theirs yet."});
}

}  // namespace keyplan::ui
