// Rules about the people at the customer and those of ours who keep in touch with them.
#include <algorithm>

#include "core/analysis/checks_rules.h"

namespace keyplan::analysis::rules {

using namespace model;

namespace {

constexpr int renewal_preparation_days = 180;
constexpr int usual_contact_days = 90;
constexpr int days_a_year = 365;

std::optional<Date> end_to_prepare(const Planning& in) {
  const auto end = next_end(in.plan, in.account.id, in.today);
  if (!end || !in.soon(end->date, renewal_preparation_days)) return std::nullopt;
  return end->date;
}

}  // namespace

void renewal_single_threaded(Planning& in) {
  const auto end = end_to_prepare(in);
  if (end && in.threads.engaged < enough_engaged) in.found(in.key, in.threads.engaged, *end);
}

void renewal_few_deciders(Planning& in) {
  const auto end = end_to_prepare(in);
  if (end && in.threads.engaged_deciders < 2) in.found(in.key, in.threads.engaged_deciders, *end);
}

void no_champion(Planning& in) {
  if (in.threads.no_champion) in.found(in.key);
}

void no_economic_buyer(Planning& in) {
  if (in.threads.no_economic_buyer) in.found(in.key);
}

void decider_without_owner(Planning& in) {
  for (const PersonState& state : in.people) {
    if (state.present && state.decides && !state.person->data.owner) in.found(*state.person);
  }
}

void decider_stale(Planning& in) {
  int days = usual_contact_days;
  if (in.plan_template != nullptr && in.plan_template->contact_days) {
    days =
        static_cast<int>(std::clamp<std::int64_t>(in.plan_template->contact_days.value, 0, 9999));
  }
  for (const PersonState& state : in.people) {
    if (!state.present || !state.decides) continue;
    if (!state.last_contact || in.before(state.last_contact, days)) {
      in.found(*state.person, 0, state.last_contact);
    }
  }
}

void relationship_below_wanted(Planning& in) {
  Tally tally(in);
  for (const PersonState& state : in.people) {
    const Person& person = state.person->data;
    if (state.present && person.relationship < person.wanted) tally.add(*state.person);
  }
}

void opponent_without_approach(Planning& in) {
  for (const PersonState& state : in.people) {
    const Person& person = state.person->data;
    if (state.present && person.attitude == Attitude::against && person.power == Power::high &&
        person.approach.empty()) {
      in.found(*state.person);
    }
  }
}

void left_but_named(Planning& in) {
  for (const PersonState& state : in.people) {
    if (state.present) continue;
    std::int64_t count = 0;
    RecordKey first;
    const auto names = [&]<class T>(const Record<T>& record, Ref<Person> person) {
      if (person.id != state.person->id) return;
      const RecordKey key{kind_of<T>, record.id};
      if (count++ == 0 || key < first) first = key;
    };
    for (const auto& record : in.all<Insight>()) names(record, record.data.person);
    for (const auto& record : in.all<Sponsorship>()) names(record, record.data.person);
    for (const auto& record : in.all<Escalation>()) names(record, record.data.person);
    for (const auto& record : in.all<Action>()) {
      if (in.is_open(record.data)) names(record, record.data.person);
    }
    for (const auto& record : in.all<Visit>()) {
      if (record.data.status <= VisitStatus::planned) names(record, record.data.host);
    }
    for (const PersonState& other : in.people) {
      if (other.present) names(*other.person, other.person->data.reports_to);
    }
    if (count > 0) in.found(*state.person, count, {}, first);
  }
}

void no_sponsor(Planning& in) {
  if (in.account.data.tier == Tier::strategic && in.all<Sponsorship>().empty()) in.found(in.key);
}

void sponsor_talk_overdue(Planning& in) {
  for (const Record<Sponsorship>& pair : in.all<Sponsorship>()) {
    const std::int64_t months = pair.data.months_between ? pair.data.months_between.value : 12;
    if (pair.data.last_talk && months_later(pair.data.last_talk, months) >= in.today) continue;
    in.found(pair, 0, pair.data.last_talk, {Kind::person, pair.data.person.id});
  }
}

void no_superior_call(Planning& in) {
  if (!in.leading) return;
  const Record<TeamMember>* owner = in.plan.find(in.account.data.owner);
  if (owner == nullptr || in.plan.find(owner->data.manager) == nullptr) return;
  const Ref<TeamMember> superior = owner->data.manager;
  const auto this_year = [&](Date day) {
    return day && day <= in.today && !in.before(day, days_a_year);
  };
  for (const auto& contact : in.all<model::Contact>()) {
    if (contact.data.member == superior && this_year(contact.data.date)) return;
  }
  for (const auto& pair : in.all<Sponsorship>()) {
    if (pair.data.member == superior && this_year(pair.data.last_talk)) return;
  }
  in.found(in.key, 0, {}, {Kind::team_member, superior.id});
}

void no_escalation_path(Planning& in) {
  if (in.leading && in.all<Escalation>().empty()) in.found(in.key);
}

}  // namespace keyplan::analysis::rules
