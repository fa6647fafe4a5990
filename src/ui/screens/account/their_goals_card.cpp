#include "ui/screens/account/their_goals_card.h"

#include <algorithm>

#include "core/model/display.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Id;
using model::Insight;
using model::Kind;

namespace {

std::string count(std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); }

std::string_view answer_word(const analysis::TheirGoal& theirs) {
  return theirs.answered() ? "Answered" : "No answer yet";
}

}  // namespace

void TheirGoalsCard::make(const ScreenContext& in, const GoalsData& goals) {
  if (made_for_ == goals.serial() && made_show_ == show_) return;
  made_for_ = goals.serial();
  made_show_ = show_;
  alignment_ = analysis::customer_alignment(in.plan, goals.account);
  our_names_.clear();
  for (const GoalRow& row : goals.own) our_names_.push_back(row.name);
  rows_.clear();
  for (const analysis::TheirGoal& theirs : alignment_.theirs) {
    if (show_ == Show::open && theirs.answered()) continue;
    if (show_ == Show::answered && !theirs.answered()) continue;
    std::string helped_by;
    for (const Id goal : theirs.goals) {
      if (!helped_by.empty()) helped_by += ", ";
      helped_by += name_of(in.plan, {Kind::goal, goal});
    }
    rows_.push_back(
        {&theirs, name_of(in.plan, {Kind::insight, theirs.insight->id}), std::move(helped_by)});
  }
  const std::size_t all = alignment_.theirs.size();
  const std::size_t answered = alignment_.answered;
  note_ =
      all == 0 ? std::string() : count(answered) + " of " + count(all) + " have an answer of ours";
  shows_ = {"All " + count(all), "No answer yet " + count(all - answered),
            "Answered " + count(answered)};
}

/// Links another goal of ours to theirs.
void TheirGoalsCard::help_with(ScreenContext& in, const Row& row, const GoalsData& goals) {
  const std::string told = "Goal of ours that helps with " + row.name;
  const auto chosen =
      in.ui.select("Helps", our_names_, -1,
                   {.look = FieldLook::in_place,
                    .placeholder = "Choose a goal",
                    .disabled_because = our_names_.empty() ? "There is no goal of ours yet." : "",
                    .name = told});
  if (!chosen || *chosen < 0) return;
  const GoalRow& goal = goals.own[static_cast<std::size_t>(*chosen)];
  if (std::ranges::contains(row.theirs->goals, goal.record->id)) return;
  auto alignment = new_record<model::Alignment>(in, goals.account);
  alignment->id = in.new_id();
  alignment->data.goal = {goal.record->id};
  alignment->data.insight = {row.theirs->insight->id};
  model::Edit edit("let " + goal.name + " help with " + row.name);
  edit.add(Kind::alignment, std::move(alignment));
  in.edit(std::move(edit));
}

void TheirGoalsCard::row(ScreenContext& in, Table& table, const Row& row, const GoalsData& goals) {
  const analysis::TheirGoal& theirs = *row.theirs;
  const Id id = theirs.insight->id;
  const auto scope = in.ui.id(id.bits);
  table.row_name(row.name);
  table.cell();
  record_field<&Insight::title>(in, id, FieldLook::in_place);
  table.cell();
  record_field<&Insight::type>(in, id, FieldLook::in_place);
  table.cell();
  record_field<&Insight::due>(in, id, FieldLook::in_place);
  table.cell();
  in.ui.status_dot(answer_word(theirs), theirs.answered() ? Tone::positive : Tone::warning);
  table.cell();
  if (theirs.through) {
    const std::string offering = name_of(in.plan, {Kind::offering, theirs.offering});
    const std::string told = offering + ", answers " + row.name;
    if (in.ui.button(offering, {.emphasis = Emphasis::quiet,
                                .small = true,
                                .description = "Through the solution " +
                                               name_of(in.plan, {Kind::insight, theirs.through}),
                                .name = told}))
      open_at<&Insight::offering>(in, theirs.through);
  } else {
    record_field<&Insight::offering>(in, id, FieldLook::in_place);
  }
  table.cell();
  in.ui.text(row.helped_by.empty() ? std::string_view("None yet") : row.helped_by,
             {.style = TextStyle::small,
              .tone = row.helped_by.empty() ? Tone::muted : Tone::ink,
              .wrap = false});
  table.cell();
  help_with(in, row, goals);
  table.cell();
  open_button(in, {Kind::insight, id}, row.name);
}

TsvWriter TheirGoalsCard::as_text(const ScreenContext& in) const {
  TsvWriter text;
  for (const std::string_view head :
       {"Theirs", "Type", "By when", "Answer", "What of ours answers it", "Goals of ours"})
    text.cell(head);
  text.end_row();
  for (const Row& row : rows_) {
    const Insight& data = row.theirs->insight->data;
    text.cell(row.name)
        .cell(model::choice_label(data.type))
        .cell(day_or(data.due, ""))
        .cell(answer_word(*row.theirs))
        .cell(row.theirs->offering ? name_of(in.plan, {Kind::offering, row.theirs->offering}) : "")
        .cell(row.helped_by)
        .end_row();
  }
  return text;
}

void TheirGoalsCard::frame(ScreenContext& in, const GoalsData& goals) {
  make(in, goals);
  const auto card = in.ui.card("Their goals and our answers", note_);
  if (!alignment_.theirs.empty()) {
    const std::vector<std::string_view> labels(shows_.begin(), shows_.end());
    if (const auto chosen =
            in.ui.chips_or_list("Show of theirs", labels, static_cast<int>(show_))) {
      show_ = static_cast<Show>(*chosen);
      in.ui.request_frames();
    }
  }
  const std::string offering = capitalised(words(in.plan).offering);
  const Column columns[] = {
      {.name = "Theirs", .flex = 2, .sortable = false},
      {.name = "Type", .width = 110, .sortable = false, .priority = 3},
      {.name = "By when", .width = 104, .sortable = false, .priority = 4},
      {.name = "Answer", .width = 120, .sortable = false},
      {.name = offering, .flex = 1.2f, .sortable = false},
      {.name = "Goals of ours that help", .flex = 1.2f, .sortable = false, .priority = 1},
      {.name = "Let a goal help", .width = 150, .sortable = false, .priority = 2},
      {.name = "All fields", .width = 72, .sortable = false, .priority = 1}};
  constexpr std::size_t most_without_scrolling = 12;
  auto table =
      in.ui.table("Their goals and our answers", columns, rows_.size(),
                  {.height = rows_.size() > most_without_scrolling ? 440.0f : 0.0f,
                   .openable = false,
                   .key = [this](std::size_t at) { return rows_[at].theirs->insight->id.bits; },
                   .empty = alignment_.theirs.empty()
                                ? "No goal of the customer is known yet. Note it under Understand."
                                : "None of theirs is in this list."});
  while (table.next_row()) row(in, table, rows_[table.row()], goals);
  if (table.copy_requested) in.copy(as_text(in));
}

}  // namespace keyplan::ui
