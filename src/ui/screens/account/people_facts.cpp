#include "ui/screens/account/people_facts.h"

#include <map>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::ui {

using model::Contact;
using model::Date;
using model::DecisionRole;
using model::Id;
using model::Person;
using model::Record;

namespace {

std::string count(std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); }

}  // namespace

void PeopleFacts::refresh(const ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  collect(in.plan, account, in.today);
  look_at_coverage(in.plan, in.today);
}

const PersonFacts* PeopleFacts::find(Id person) const {
  const auto found = index_.find(person);
  return found == index_.end() ? nullptr : &people_[found->second];
}

void PeopleFacts::collect(const model::Plan& plan, Id account, Date today) {
  people_.clear();
  index_.clear();
  const std::vector<analysis::PersonState> states = analysis::people_of(plan, account, today);
  coverage_ = analysis::coverage_of(states);
  for (const analysis::PersonState& state : states) {
    index_.emplace(state.person->id, people_.size());
    people_.push_back({state});
  }
  for (const auto& contact : plan.of_account<Contact>(account)) {
    const auto found = index_.find(contact.data.person.id);
    if (found != index_.end()) people_[found->second].contacts.push_back(&contact);
  }
  for (PersonFacts& facts : people_) {
    keyplan::sort(facts.contacts, [](const Record<Contact>* a, const Record<Contact>* b) {
      return a->data.date != b->data.date ? a->data.date > b->data.date : a->id > b->id;
    });
  }
}

void PeopleFacts::look_at_coverage(const model::Plan& plan, Date today) {
  findings_.clear();
  const std::size_t deciders = coverage_.deciders;
  const std::size_t covered = coverage_.engaged;
  std::size_t present = 0, engaged = 0, stale = 0, unowned = 0;
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
      if (!facts.engaged && !uncovered) uncovered = id;
      if (!data.owner) {
        ++unowned;
        if (!first_unowned) first_unowned = id;
      }
    }
    if (analysis::is_champion(data) && !champion) champion = id;
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
