#include "ui/screens/account/people_facts.h"

#include <algorithm>
#include <map>

#include "core/model/display.h"

namespace keyplan::ui {

using model::Contact;
using model::Date;
using model::DecisionRole;
using model::Id;
using model::Person;
using model::Record;

namespace {

constexpr int days_of_dialogue = 365;

bool is_champion(const Person& person) {
  return person.role == DecisionRole::champion || person.attitude == model::Attitude::champion;
}

std::string count(std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); }

}  // namespace

void PeopleFacts::refresh(const model::Plan& plan, Id account, Date today) {
  if (revision_ == plan.revision() && account_ == account && today_ == today) return;
  revision_ = plan.revision();
  account_ = account;
  today_ = today;
  ++state_;
  collect(plan, account, today);
  look_at_coverage(plan, today);
}

const PersonFacts* PeopleFacts::find(Id person) const {
  const auto found = index_.find(person);
  return found == index_.end() ? nullptr : &people_[found->second];
}

void PeopleFacts::collect(const model::Plan& plan, Id account, Date today) {
  people_.clear();
  index_.clear();
  for (const auto& person : plan.of_account<Person>(account)) {
    index_.emplace(person.id, people_.size());
    const Person& data = person.data;
    people_.push_back({.person = &person,
                       .last_contact = data.last_contact,
                       .present = !data.left || data.left > today,
                       .decides = data.role == DecisionRole::decider ||
                                  data.role == DecisionRole::economic_buyer});
  }
  for (const auto& contact : plan.of_account<Contact>(account)) {
    const auto found = index_.find(contact.data.person.id);
    if (found == index_.end()) continue;
    PersonFacts& facts = people_[found->second];
    facts.contacts.push_back(&contact);
    const Date date = contact.data.date;
    if (!date || date > today) continue;
    if (!facts.last_contact || date > facts.last_contact) facts.last_contact = date;
    if (contact.data.answered && date.days >= today.days - days_of_dialogue) facts.engaged = true;
  }
  for (PersonFacts& facts : people_) {
    if (facts.person->data.relationship >= model::Relationship::working) facts.engaged = true;
    facts.engaged = facts.engaged && facts.present;
    std::ranges::sort(facts.contacts, [](const Record<Contact>* a, const Record<Contact>* b) {
      return a->data.date != b->data.date ? a->data.date > b->data.date : a->id > b->id;
    });
  }
}

void PeopleFacts::look_at_coverage(const model::Plan& plan, Date today) {
  findings_.clear();
  std::size_t present = 0, deciders = 0, covered = 0, engaged = 0, stale = 0, unowned = 0;
  Id uncovered, someone, first_stale, first_unowned, champion, buyer;
  std::map<Id, std::size_t> held;  // by owner: people in dialogue
  for (const PersonFacts& facts : people_) {
    if (!facts.present) continue;
    const Person& data = facts.person->data;
    const Id id = facts.person->id;
    ++present;
    if (facts.engaged) {
      ++engaged;
      someone = id;
      if (data.owner) ++held[data.owner.id];
    }
    if (facts.decides) {
      ++deciders;
      covered += facts.engaged ? 1 : 0;
      if (!facts.engaged && !uncovered) uncovered = id;
      if (!data.owner) {
        ++unowned;
        if (!first_unowned) first_unowned = id;
      }
    }
    if (is_champion(data) && !champion) champion = id;
    if (data.role == DecisionRole::economic_buyer && !buyer) buyer = id;
    if (!facts.last_contact || facts.last_contact.days < today.days - stale_contact_days) {
      ++stale;
      if (!first_stale || (facts.decides && !find(first_stale)->decides)) first_stale = id;
    }
  }
  summary_ = model::counted(static_cast<std::int64_t>(present), "person", "people") + " \u00b7 " +
             count(covered) + " of " + count(deciders) + " deciders in dialogue";
  if (present == 0) return;
  const auto name = [&](Id id) { return name_of(plan, {model::Kind::person, id}); };
  const auto add = [&](std::string_view chip, Tone tone, std::string sentence, Id person = {}) {
    findings_.push_back({chip, tone, std::move(sentence), person});
  };
  const auto good = [&](std::string sentence, Id person = {}) {
    add("Good", Tone::positive, std::move(sentence), person);
  };
  const auto check = [&](std::string sentence, Id person = {}) {
    add("Check", Tone::warning, std::move(sentence), person);
  };
  const auto risk = [&](std::string sentence, Id person = {}) {
    add("Risk", Tone::negative, std::move(sentence), person);
  };
  if (deciders == 0) {
    check("Nobody is known to decide or to hold the budget.");
  } else {
    std::string sentence = count(covered) + " of " + count(deciders) +
                           " who decide or hold the budget are in dialogue with us.";
    if (covered == deciders) {
      good(std::move(sentence));
    } else {
      risk(sentence + " Not yet: " + name(uncovered) + ".", uncovered);
    }
  }
  champion ? good("Champion: " + name(champion) + ".", champion) : check("No champion yet.");
  buyer ? good("Economic buyer: " + name(buyer) + ".", buyer)
        : check("No economic buyer is known.");
  if (engaged == 0) {
    risk("Nobody is in dialogue with us.");
  } else if (engaged == 1) {
    risk("It all hangs on one person: only " + name(someone) + " is in dialogue with us.", someone);
  } else if (held.size() == 1 && held.begin()->second > 1) {
    check("It all hangs on one of us: " +
          name_of(plan, {model::Kind::team_member, held.begin()->first}) + " holds every contact.");
  } else {
    good(count(engaged) + " people are in dialogue with us.");
  }
  if (unowned > 0)
    risk(unowned == 1 ? name(first_unowned) + " decides, and nobody of ours owns the relationship."
                      : count(unowned) +
                            " who decide have nobody of ours who owns the relationship, first " +
                            name(first_unowned) + ".",
         first_unowned);
  const std::string days = std::to_string(stale_contact_days) + " days";
  if (stale == 0) {
    good("Everybody was contacted in the last " + days + ".");
  } else {
    check(count(stale) + " of " + count(present) + " had no contact in the last " + days +
              ", first " + name(first_stale) + ".",
          first_stale);
  }
}

}  // namespace keyplan::ui
