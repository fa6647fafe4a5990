#include "ui/screens/maturity_card.h"

#include <string>
#include <utility>

#include "core/model/display.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {

using analysis::PracticeState;
using model::Id;
using model::Kind;
using model::Maturity;
using model::MaturityAnswer;

namespace {

Explanation why(const ScreenContext& in, const PracticeState& state, const std::string& name) {
  Explanation text{.title = name,
                   .formula = state.evidence,
                   .as_of = "as of " + model::date_text(in.today),
                   .note = "Key accounts are those of tier strategic or key."};
  if (state.level_shown)
    text.inputs.push_back(
        {"So the plan shows", std::string(model::choice_label(*state.level_shown)), false});
  else
    text.not_available = state.evidence;
  if (state.answer != nullptr && !state.answer->data.evidence.empty())
    text.inputs.push_back({"What we say", state.answer->data.evidence, false});
  return text;
}

Tone tone_of(PracticeState::Compared compared) {
  using enum PracticeState::Compared;
  return compared == more_said  ? Tone::warning
         : compared == as_shown ? Tone::positive
                                : Tone::muted;
}

std::string name_of_practice(const PracticeState& state) {
  return std::string(model::choice_label(state.practice));
}

/// The answer that counts; where there is none the edit adds it.
Id answer_of(const ScreenContext& in, model::Edit& edit, const PracticeState& state) {
  if (state.answer != nullptr) return state.answer->id;
  const Id id = in.new_id();
  edit.add(id, MaturityAnswer{.practice = state.practice, .date = in.today});
  return id;
}

std::string step_of(const PracticeState& state) {
  if (state.answer != nullptr && !state.answer->data.next_step.empty())
    return state.answer->data.next_step;
  return std::string(state.usual_step);
}

}  // namespace

void MaturityCard::level(ScreenContext& in, const PracticeState& state) {
  std::vector<std::string_view> labels;
  for (const auto& choice : model::choices_of<Maturity>) labels.push_back(choice.label);
  const int current = state.answer == nullptr ? 0 : static_cast<int>(state.answer->data.level);
  const std::string told = "How far: " + name_of_practice(state);
  const auto chosen =
      in.ui.select("How far we are", labels, current,
                   {.look = FieldLook::in_place, .unset = current == 0, .name = told});
  if (!chosen || *chosen < 0 || *chosen == current) return;
  model::Edit edit("answer \u201c" + name_of_practice(state) + "\u201d");
  const Id id = answer_of(in, edit, state);
  edit.set<&MaturityAnswer::level>(
      id, *chosen == 0 ? model::Value{}
                       : model::Value{model::Choice{static_cast<std::uint8_t>(*chosen)}});
  if (state.answer != nullptr && state.answer->data.date != in.today)
    edit.set<&MaturityAnswer::date>(id, model::Value{in.today});
  in.edit(std::move(edit));
}

void MaturityCard::next_step(ScreenContext& in, const PracticeState& state) {
  const std::string own = state.answer == nullptr ? std::string() : state.answer->data.next_step;
  const std::string told = "Next step: " + name_of_practice(state);
  const auto entered = in.ui.text_field("Next step", own,
                                        {.look = FieldLook::in_place,
                                         .placeholder = state.usual_step,
                                         .style = TextStyle::small,
                                         .name = told});
  if (!entered) return;
  model::Edit edit("change next step of \u201c" + name_of_practice(state) + "\u201d");
  const Id id = answer_of(in, edit, state);
  edit.set<&MaturityAnswer::next_step>(id,
                                       entered->empty() ? model::Value{} : model::Value{*entered});
  in.edit(std::move(edit));
}

void MaturityCard::plan_it(ScreenContext& in, const PracticeState& state) {
  const std::string step = step_of(state);
  const auto known = planned_.find(step);
  if (known != planned_.end()) {
    const std::string told = "Open action: " + step;
    if (in.ui.button("Planned", {.emphasis = Emphasis::quiet, .small = true, .name = told}))
      in.open({Kind::action, known->second});
    return;
  }
  const std::string told = "Plan: " + step;
  if (!in.ui.button("Plan it", {.small = true, .name = told})) return;
  auto action = action_for(in, {}, step);
  if (state.answer != nullptr) action->data.owner = state.answer->data.owner;
  add_record(in, Kind::action, std::move(action));
}

void MaturityCard::frame(ScreenContext& in, std::span<const analysis::UsedMetric> metrics) {
  if (!made_for_.holds(in, {})) {
    check_ = analysis::maturity_of(in.plan, in.figures, metrics);
    figures_ = analysis::maturity_figures(check_, in.figures.context());
    planned_ = actions_by_title(in.plan, {});
  }
  const auto card = in.ui.card("Do we practise key account management?", "0 to 100");
  {
    auto sides = in.ui.columns(3, {.min_width = 150});
    for (const analysis::Figure& figure : figures_) {
      sides.next();
      key_figure(in, figure);
    }
  }
  const auto list = in.ui.group("Practices", Role::list);
  for (const PracticeState& state : check_.practices) {
    const auto id = in.ui.id(static_cast<std::uint64_t>(state.practice));
    const std::string name = name_of_practice(state);
    in.ui.line();
    const auto item = in.ui.group(name, Role::listitem);
    auto sides = in.ui.columns({5, 4, 5}, {.min_width = 200});
    sides.next();
    in.ui.text(name, {.style = TextStyle::small_strong});
    in.ui.figure("Shown: " + name, state.evidence, [&] { return why(in, state, name); },
                 {.style = TextStyle::small, .tone = Tone::muted});
    sides.next();
    level(in, state);
    if (state.compared != PracticeState::Compared::unknown)
      in.ui.badge(analysis::compared_word(state.compared), tone_of(state.compared));
    sides.next();
    next_step(in, state);
    const auto buttons = in.ui.row({.gap = 4});
    plan_it(in, state);
    if (state.answer != nullptr) open_button(in, {Kind::maturity_answer, state.answer->id}, name);
  }
}

}  // namespace keyplan::ui
