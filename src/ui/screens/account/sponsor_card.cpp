#include "ui/screens/account/sponsor_card.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/model/standard_work.h"
#include "core/sorting/sort.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Action;
using model::Date;
using model::Escalation;
using model::Id;
using model::Kind;
using model::Person;
using model::Record;
using model::Sponsorship;

namespace {

constexpr std::size_t few = 12;

/// A field that adds by typing and is ready for the next one.
std::optional<std::string> add_field(ScreenContext& in, std::string_view label, bool& again) {
  if (std::exchange(again, false)) in.ui.focus_next();
  auto text =
      in.ui.text_field(label, "", {.placeholder = label, .width = 320, .label_shown = false});
  if (!text || text->empty()) return std::nullopt;
  again = true;
  in.ui.request_frames();
  return text;
}

const Record<Action>* planned_call(const model::Plan& plan, const Sponsorship& pairing) {
  for (const auto& action : plan.of_account<Action>(pairing.account.id)) {
    const Action& data = action.data;
    if (!model::is_closed(data) && data.repeats != model::Repeats::unset &&
        data.owner == pairing.member && data.person == pairing.person)
      return &action;
  }
  return nullptr;
}

std::string pair_name(const model::Plan& plan, const Sponsorship& pairing) {
  const auto* ours = plan.find(pairing.member);
  const auto* theirs = plan.find(pairing.person);
  return (ours == nullptr ? "Nobody of ours" : ours->data.name) + " and " +
         (theirs == nullptr ? "nobody of theirs" : theirs->data.name);
}

void plan_call(ScreenContext& in, const Sponsorship& pairing) {
  const auto* person = in.plan.find(pairing.person);
  if (person == nullptr) return;
  auto action = new_record<Action>(in, pairing.account.id);
  action->data.title = "Yearly call with " + person->data.name;
  action->data.owner = pairing.member;
  action->data.person = pairing.person;
  action->data.repeats = model::Repeats::yearly;
  const Date next = next_talk(pairing);
  action->data.due = next && next > in.today ? next : Date{in.today.days + 7};
  action->id = in.new_id();
  model::Edit edit("plan the yearly call with " + person->data.name);
  edit.add(Kind::action, std::move(action));
  in.edit(std::move(edit));
}

void talked_today(ScreenContext& in, const Record<Sponsorship>& pairing) {
  if (pairing.data.last_talk == in.today) {
    in.ui.announce("It is noted already.");
    return;
  }
  model::Edit edit("note the talk of " + pair_name(in.plan, pairing.data));
  edit.set<&Sponsorship::last_talk>(pairing.id, in.today);
  const auto* person = in.plan.find(pairing.data.person);
  if (person != nullptr && (!person->data.last_contact || person->data.last_contact < in.today))
    edit.set<&Person::last_contact>(person->id, in.today);
  in.edit(std::move(edit));
}

}  // namespace

Date next_talk(const Sponsorship& pairing) {
  constexpr std::int64_t usual = 12, most = 1200;
  const std::int64_t months = pairing.months_between ? pairing.months_between.value : usual;
  return model::later_by(pairing.last_talk, model::Repeats::monthly,
                         static_cast<int>(std::clamp<std::int64_t>(months, 0, most)));
}

void SponsorCard::pairing(ScreenContext& in, const Record<Sponsorship>& pairing) {
  const auto scope = in.ui.id(pairing.id.bits);
  const Id id = pairing.id;
  const std::string pair = pair_name(in.plan, pairing.data);
  const auto group = in.ui.group(pair);
  {
    const auto row = in.ui.row();
    in.ui.strong(pair);
    const Date next = next_talk(pairing.data);
    if (!next) {
      in.ui.badge("Never talked", Tone::warning);
    } else if (next < in.today) {
      in.ui.badge("Due since " + model::date_text(next), Tone::negative);
    } else {
      in.ui.badge("Next talk by " + model::date_text(next), Tone::positive);
    }
  }
  record_field<&Sponsorship::purpose>(in, id, FieldLook::in_place);
  {
    auto columns = in.ui.columns(2, {.min_width = 150});
    columns.next();
    record_field<&Sponsorship::member>(in, id);
    record_field<&Sponsorship::last_talk>(in, id);
    columns.next();
    record_field<&Sponsorship::person>(in, id);
    record_field<&Sponsorship::months_between>(in, id);
  }
  {
    const auto row = in.ui.row();
    const std::string today = "Talked today: " + pair;
    if (in.ui.button("Talked today", {.small = true, .name = today})) talked_today(in, pairing);
    if (const auto* call = planned_call(in.plan, pairing.data)) {
      const std::string label = "Call planned for " + model::date_text(call->data.due);
      if (in.ui.button(label, {.emphasis = Emphasis::quiet, .small = true}))
        in.open({Kind::action, call->id});
    } else {
      const std::string told = "Plan the yearly call: " + pair;
      const bool both = in.plan.find(pairing.data.member) != nullptr &&
                        in.plan.find(pairing.data.person) != nullptr;
      if (in.ui.button("Plan the yearly call",
                       {.small = true,
                        .disabled_because = both ? "" : "Say first who talks with whom.",
                        .name = told})) {
        plan_call(in, pairing.data);
      }
    }
    const std::string told = "Open the pairing of " + pair;
    if (in.ui.button("Open", {.emphasis = Emphasis::quiet, .small = true, .name = told}))
      in.open({Kind::sponsorship, id});
  }
  in.ui.line();
}

void SponsorCard::frame(ScreenContext& in, Id account) {
  const auto card = in.ui.card("Sponsor pairings", "an executive of ours and one of theirs");
  const auto pairings = in.plan.of_account<Sponsorship>(account);
  if (pairings.empty())
    in.ui.muted("No executives are paired yet. Type what the first two should talk about.");
  std::vector<const Record<Sponsorship>*> sorted;
  for (const auto& one : pairings) sorted.push_back(&one);
  // Those who have to talk first stand first; who never talked before them.
  keyplan::sort(sorted, {},
                [](const auto* one) { return std::pair(next_talk(one->data), one->id); });
  for (std::size_t i = 0; i < sorted.size() && (all_ || i < few); ++i) pairing(in, *sorted[i]);
  if (!all_ && sorted.size() > few && in.ui.button("Show all pairings", {.small = true}))
    all_ = true;
  if (auto purpose = add_field(in, "Add pairing", add_another_)) {
    auto record = new_record<Sponsorship>(in, account);
    record->data.purpose = std::move(*purpose);
    add_record(in, Kind::sponsorship, std::move(record));
  }
}

void EscalationCard::step(ScreenContext& in, std::span<const model::RecordBase* const> steps,
                          std::size_t place) {
  const Id id = steps[place]->id;
  const auto scope = in.ui.id(id.bits);
  const std::string name = name_of(in.plan, {Kind::escalation, id});
  const std::string number = std::to_string(place + 1);
  const auto move = [&](std::size_t to) {
    model::Edit edit("move " + name);
    model::move_in_order(edit, Kind::escalation, steps, id, to, in.new_id().bits);
    if (!edit.empty()) in.edit(std::move(edit));
  };
  const auto group = in.ui.group("Step " + number);
  in.ui.strong(number + ". " + name);
  {
    auto columns = in.ui.columns({4, 4, 5}, {.min_width = 120});
    columns.next();
    record_field<&Escalation::member>(in, id);
    columns.next();
    record_field<&Escalation::person>(in, id);
    columns.next();
    record_field<&Escalation::hours>(in, id);
  }
  const auto row = in.ui.row();
  const std::string up = "Move up: " + name;
  const std::string down = "Move down: " + name;
  const std::string open = "Open step: " + name;
  // Never disabled: the keyboard stays on them while a step is moved to the end.
  if (in.ui.button("Move up", {.small = true, .name = up}))
    place > 0 ? move(place - 1) : in.ui.announce("It is the first.");
  if (in.ui.button("Move down", {.small = true, .name = down}))
    place + 1 < steps.size() ? move(place + 2) : in.ui.announce("It is the last.");
  if (in.ui.button("Open", {.emphasis = Emphasis::quiet, .small = true, .name = open}))
    in.open({Kind::escalation, id});
}

void EscalationCard::frame(ScreenContext& in, Id account) {
  const auto card = in.ui.card("Escalation path", "who calls whom when something burns");
  const auto all = in.plan.of_account(Kind::escalation, account);
  std::vector<const model::RecordBase*> steps(all.begin(), all.end());
  model::sort_by_order(Kind::escalation, steps);
  if (steps.empty()) in.ui.muted("No path yet. Agree on it before it is needed.");
  for (std::size_t i = 0; i < steps.size() && (all_ || i < few); ++i) step(in, steps, i);
  if (!all_ && steps.size() > few && in.ui.button("Show all steps", {.small = true})) all_ = true;
  if (!steps.empty()) in.ui.line();
  if (auto when = add_field(in, "Add step", add_another_)) {
    auto record = new_record<Escalation>(in, account);
    record->data.when = std::move(*when);
    add_record(in, Kind::escalation, std::move(record));
  }
}

}  // namespace keyplan::ui
