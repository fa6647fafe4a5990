#include "ui/screens/account/person_card.h"

#include <utility>

#include "core/model/display.h"
#include "core/model/input.h"
#include "ui/screens/list_screens.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Action;
using model::Contact;
using model::Id;
using model::Influence;
using model::Kind;
using model::Person;
using model::Relationship;

namespace {

constexpr std::size_t few_contacts = 4;

/// An action with somebody, in a week, for whom owns the relationship.
Id add_action(ScreenContext& in, Id account, const PersonFacts& facts, std::string title) {
  auto action = new_record<Action>(in, account);
  action->data.title = std::move(title);
  action->data.due = {in.today.days + 7};
  action->data.person = {facts.person->id};
  action->data.owner = facts.person->data.owner;
  action->id = in.new_id();
  const Id id = action->id;
  model::Edit edit("add action with " + name_of(in.plan, {Kind::person, facts.person->id}));
  edit.add(Kind::action, std::move(action));
  in.edit(std::move(edit));
  return id;
}

/// Who could introduce us: somebody in dialogue who influences them, else their boss, else a
/// colleague of theirs.
const PersonFacts* introducer(const model::Plan& plan, Id account, const PersonFacts& to,
                              const PeopleFacts& all) {
  for (const auto& line : plan.of_account<Influence>(account)) {
    if (line.data.to.id != to.person->id) continue;
    const PersonFacts* from = all.find(line.data.from.id);
    if (from != nullptr && from->engaged && from != &to) return from;
  }
  const Id boss = to.person->data.reports_to.id;
  if (const PersonFacts* above = all.find(boss); above != nullptr && above->engaged) return above;
  for (const PersonFacts& other : all.people()) {
    if (other.engaged && other.person != to.person && boss &&
        other.person->data.reports_to.id == boss)
      return &other;
  }
  return nullptr;
}

}  // namespace

void PersonCard::contact_log(ScreenContext& in, Id account, const PersonFacts& facts) {
  const Id id = facts.person->id;
  in.ui.space(8);
  in.ui.strong("Contact log");
  if (std::exchange(log_another_, false)) in.ui.focus_next();
  auto said = in.ui.text_field("Log a contact", "",
                               {.placeholder = "What was said today", .label_shown = false});
  if (said && !said->empty()) {
    model::Edit edit("log a contact with " + name_of(in.plan, {Kind::person, id}));
    edit.add(
        in.new_id(),
        Contact{
            .summary = std::move(*said), .account = {account}, .person = {id}, .date = in.today});
    const model::Date before = facts.person->data.last_contact;
    if (!before || before < in.today) edit.set<&Person::last_contact>(id, in.today);
    in.edit(std::move(edit));
    log_another_ = true;
    in.ui.request_frames();
  }
  std::size_t shown = 0;
  for (const auto* contact : facts.contacts) {
    if (shown++ == few_contacts && !all_contacts_) break;
    const auto scope = in.ui.id(contact->id.bits);
    const std::string date = model::date_text(contact->data.date);
    const std::string_view how = contact->data.channel == model::Channel::unset
                                     ? std::string_view()
                                     : model::choice_label(contact->data.channel);
    if (in.ui.list_row({.chip = how, .text = contact->data.summary, .right = date}))
      in.open({Kind::contact, contact->id});
  }
  if (facts.contacts.empty()) in.ui.muted("No contact noted yet.");
  if (facts.contacts.size() > few_contacts && !all_contacts_ &&
      in.ui.button("Show all contacts", {.emphasis = Emphasis::quiet, .small = true}))
    all_contacts_ = true;
}

void PersonCard::introduction(ScreenContext& in, Id account, const PersonFacts& facts,
                              const PeopleFacts& all) {
  if (facts.engaged || !facts.present) return;
  const PersonFacts* by = introducer(in.plan, account, facts, all);
  if (by == nullptr) return;
  const std::string name = name_of(in.plan, {Kind::person, by->person->id});
  if (in.ui.button("Ask " + name + " for an introduction", {.small = true, .wide = true})) {
    add_action(in, account, *by,
               "Ask " + name + " for an introduction to " +
                   name_of(in.plan, {Kind::person, facts.person->id}));
  }
}

Id PersonCard::frame(ScreenContext& in, Id account, Id person, const PeopleFacts& facts) {
  const PersonFacts* one = facts.find(person);
  if (one == nullptr) {
    const auto card = in.ui.card("Person");
    in.ui.muted("Select somebody on the map to see and change what we know of them.");
    return {};
  }
  if (std::exchange(shown_, person) != person) all_contacts_ = false;
  const std::string name = name_of(in.plan, {Kind::person, person});
  const std::string age = !one->last_contact
                              ? "never contacted"
                              : "last contact " + model::date_text(one->last_contact);
  const auto card = in.ui.card(name, age);
  const auto scope = in.ui.id(person.bits);
  record_field<&Person::job_title>(in, person);
  record_field<&Person::role>(in, person);
  record_field<&Person::attitude>(in, person);
  record_field<&Person::power>(in, person);
  record_field<&Person::relationship>(in, person);
  record_field<&Person::wanted>(in, person);
  record_field<&Person::owner>(in, person);
  record_field<&Person::reports_to>(in, person);
  record_field<&Person::interests>(in, person);
  record_field<&Person::approach>(in, person);
  record_field<&Person::last_contact>(in, person);
  Id wanted;
  {
    const auto row = in.ui.row();
    if (in.ui.button("Add action with them", {.small = true}))
      in.open({Kind::action, add_action(in, account, *one, "Next step with " + name)});
    const std::string told = "Open " + name;
    if (in.ui.button("All fields", {.small = true, .name = told})) in.open({Kind::person, person});
    const std::string leaves = name + " has left";
    if (!one->person->data.left && in.ui.button("Has left", {.small = true, .name = leaves}))
      in.has_left(person);
    const Id above = one->person->data.reports_to.id;
    if (facts.find(above) != nullptr) {
      const std::string boss = "Show who " + name + " reports to";
      if (in.ui.button("Their boss", {.emphasis = Emphasis::quiet, .small = true, .name = boss}))
        wanted = above;
    }
  }
  introduction(in, account, *one, facts);
  contact_log(in, account, *one);
  return wanted;
}

}  // namespace keyplan::ui
