#include "core/analysis/introductions.h"

#include <algorithm>
#include <queue>
#include <tuple>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr int dialogue_days = 365;

std::string name_of(const Plan& plan, RecordKey key) {
  const RecordBase* record = plan.find(key);
  const std::string title = record == nullptr ? std::string() : title_of(key.kind, *record);
  return title.empty() ? "(no name)" : title;
}

bool is_present(const Person& person, Date today) { return !person.left || person.left > today; }

bool decides(const Person& person) {
  return person.role == DecisionRole::decider || person.role == DecisionRole::economic_buyer;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n.");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n.") - first + 1);
}

}  // namespace

// Advocate
// ---------------------------------------------------------------------------------------

namespace {

/// Relationships up to 40 points, satisfaction up to 20, revenue up to 20, a champion 20.
Advocate rated(const Plan& plan, const Branch& branch, const Sum& group_revenue,
               const Context& context) {
  Advocate found{.account = branch.account};
  const auto people = people_of(plan, branch.account, context.today);
  double points = 0;
  if (const Ratio score = relationship_score(people, context.today); score && *score > 50) {
    points += (*score - 50) / 50 * 40;
    found.reasons.push_back("Relationships stand at " + number_text(*score) + " of 100.");
  }
  const SatisfactionState satisfaction = satisfaction_of(plan, branch.account, context.today);
  if (satisfaction.nps && *satisfaction.nps > 0) {
    points += *satisfaction.nps / 100 * 20;
    found.reasons.push_back("They would recommend us: NPS " +
                            number_text(*satisfaction.nps, 0, Sign::always) + ".");
  } else if (satisfaction.csat && *satisfaction.csat >= .5) {
    points += *satisfaction.csat * 20;
    found.reasons.push_back(percent_text(*satisfaction.csat, 0) + " of them are satisfied.");
  }
  if (branch.own.shown().value > 0) {
    const Ratio share = group_revenue.overflowed
                            ? std::nullopt
                            : ratio(static_cast<double>(branch.own.shown().value),
                                    static_cast<double>(group_revenue.value));
    if (share) {
      points += std::min(1.0, *share) * 20;
      found.reasons.push_back("It brings " + percent_text(*share, 0) +
                              " of the revenue of the group.");
    }
  }
  std::vector<std::string> champions;
  for (const PersonState& state : people)
    if (state.present && is_champion(state.person->data))
      champions.push_back(name_of(plan, {Kind::person, state.person->id}));
  if (!champions.empty()) {
    points += 20;
    keyplan::sort(champions);
    found.reasons.push_back(
        champions.front() +
        (champions.size() == 1
             ? " speaks for us."
             : " and " +
                   counted(static_cast<std::int64_t>(champions.size()) - 1, "other", "others") +
                   " speak for us."));
  }
  found.points = static_cast<int>(nearest(points));
  return found;
}

}  // namespace

Advocate advocate_of(const Plan& plan, const Branches& branches, Id top, const Context& context) {
  const auto group = branches.group(top);
  if (group.empty()) return {};
  const Sum& revenue = group.front().group.shown();
  std::vector<const Branch*> marked;
  for (const Branch& branch : group)
    if (plan.find<Account>(branch.account)->data.advocate) marked.push_back(&branch);
  if (!marked.empty()) {
    keyplan::sort(marked, {}, [](const Branch* branch) {
      return std::tuple(-branch->own.shown().value, branch->account);
    });
    Advocate found = rated(plan, *marked.front(), revenue, context);
    found.marked = true;
    for (std::size_t i = 1; i < marked.size(); ++i) found.also_marked.push_back(marked[i]->account);
    return found;
  }
  Advocate best;
  for (const Branch& branch : group) {
    Advocate one = rated(plan, branch, revenue, context);
    if (one.points > best.points ||
        (one.points == best.points && one.points > 0 && one.account < best.account))
      best = std::move(one);
  }
  if (best.points == 0) return {};
  return best;
}

// Introductions
// ----------------------------------------------------------------------------------

std::string as_text(const Introduction& introduction) {
  if (introduction.steps.empty()) return introduction.missing;
  std::string text;
  for (const IntroductionStep& step : introduction.steps)
    text += (text.empty() ? "" : " ") + step.reason;
  return text;
}

Introductions::Introductions(const Plan& plan, std::span<const Branch> group,
                             const Context& context) {
  for (const Branch& branch : group) add_people(plan, branch.account, context);
  edges_.resize(people_.size());
  for (const Branch& branch : group) {
    add_starts(plan, branch.account, context);
    add_ties(plan, branch.account);
  }
  add_same_people(plan);
  search();
}

void Introductions::add_people(const Plan& plan, Id account, const Context& context) {
  for (const Record<Person>& record : plan.of_account<Person>(account)) {
    if (!is_present(record.data, context.today)) continue;
    const auto place = static_cast<std::uint32_t>(people_.size());
    places_.emplace(record.id, place);
    at_[account].push_back(place);
    people_.push_back({.person = record.id,
                       .account = account,
                       .name = name_of(plan, {Kind::person, record.id}),
                       .decides = decides(record.data),
                       .against = record.data.attitude == Attitude::against});
  }
}

void Introductions::start(std::uint32_t node, int cost, RecordKey record, std::string reason) {
  Node& at = people_[node];
  if (at.against || (at.cost >= 0 && std::pair(at.cost, at.record) <= std::pair(cost, record)))
    return;
  at.cost = cost;
  at.record = record;
  at.reason = std::move(reason);
}

void Introductions::add_starts(const Plan& plan, Id account, const Context& context) {
  for (const std::uint32_t place : at_[account]) {
    const Node& node = people_[place];
    const Person& person = plan.find<Person>(node.person)->data;
    const RecordKey key{Kind::person, node.person};
    if (person.relationship == Relationship::trusted)
      start(place, 0, key, node.name + " trusts us.");
    else if (is_champion(person))
      start(place, 0, key, node.name + " speaks for us.");
    else if (person.relationship == Relationship::working)
      start(place, 1, key, node.name + " works with us.");
  }
  const auto known_to = [&](Ref<Person> person, Ref<TeamMember> member, RecordKey record,
                            std::string_view how) {
    const auto at = places_.find(person.id);
    if (at == places_.end() || plan.find(member) == nullptr) return;
    start(at->second, 2, record,
          name_of(plan, {Kind::team_member, member.id}) + " of ours " + std::string(how) + " " +
              people_[at->second].name + ".");
  };
  for (const auto& contact : plan.of_account<model::Contact>(account)) {
    const Date day = contact.data.date;
    if (contact.data.answered && day && day <= context.today &&
        context.today.days - day.days <= dialogue_days)
      known_to(contact.data.person, contact.data.member, {Kind::contact, contact.id},
               "talked with");
  }
  for (const auto& pair : plan.of_account<Sponsorship>(account))
    known_to(pair.data.person, pair.data.member, {Kind::sponsorship, pair.id},
             "keeps in touch with");
}

void Introductions::connect(Id from, Id to, int cost, Tie tie, RecordKey record) {
  const auto a = places_.find(from);
  const auto b = places_.find(to);
  if (a == places_.end() || b == places_.end() || a == b) return;
  edges_[a->second].push_back({b->second, cost, tie, record});
}

void Introductions::add_ties(const Plan& plan, Id account) {
  for (const auto& known : plan.of_account<Acquaintance>(account)) {
    const Acquaintance& data = known.data;
    const int cost = (data.strength == Power::high     ? 2
                      : data.strength == Power::medium ? 3
                                                       : 4) -
                     (data.willing ? 1 : 0);
    const RecordKey key{Kind::acquaintance, known.id};
    how_.emplace(known.id, std::string(trimmed(data.how)));
    connect(data.person.id, data.knows.id, cost, Tie::acquaintance, key);
    connect(data.knows.id, data.person.id, cost, Tie::acquaintance, key);
  }
  for (const auto& line : plan.of_account<Influence>(account))
    connect(line.data.from.id, line.data.to.id, line.data.strength == Power::high ? 2 : 3,
            Tie::listens, {Kind::influence, line.id});
  for (const std::uint32_t place : at_[account]) {
    const Id person = people_[place].person;
    const Id above = plan.find<Person>(person)->data.reports_to.id;
    connect(person, above, 3, Tie::leads, {Kind::person, person});
    connect(above, person, 3, Tie::reports, {Kind::person, person});
  }
}

void Introductions::add_same_people(const Plan& plan) {
  std::unordered_map<std::string, std::uint32_t> by_email;  // the last one seen
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    const std::string email = text::folded(plan.find<Person>(people_[i].person)->data.email);
    if (!email.contains('@')) continue;
    const auto [at, is_new] = by_email.emplace(email, i);
    if (is_new) continue;
    const RecordKey a{Kind::person, people_[i].person};
    const RecordKey b{Kind::person, people_[at->second].person};
    connect(a.id, b.id, 0, Tie::same_person, b);
    connect(b.id, a.id, 0, Tie::same_person, a);
    at->second = i;
  }
}

void Introductions::search() {
  using Entry = std::tuple<int, int, Id, std::uint32_t>;  // cost, steps, person, place
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  const auto wait = [&](std::uint32_t place) {
    const Node& node = people_[place];
    queue.emplace(node.cost, node.steps, node.person, place);
  };
  for (std::uint32_t i = 0; i < people_.size(); ++i)
    if (people_[i].cost >= 0) wait(i);
  std::vector<char> settled(people_.size(), 0);
  while (!queue.empty()) {
    const auto [cost, steps, person, place] = queue.top();
    queue.pop();
    if (settled[place] != 0) continue;
    settled[place] = 1;
    if (people_[place].against) continue;
    for (const Edge& edge : edges_[place]) {
      Node& next = people_[edge.to];
      if (settled[edge.to] != 0) continue;
      const std::tuple way(cost + edge.cost, steps + 1, person, edge.record);
      const Id before = next.before == none ? Id{} : people_[next.before].person;
      if (next.cost >= 0 && std::tuple(next.cost, next.steps, before, next.record) <= way) continue;
      next.cost = cost + edge.cost;
      next.steps = steps + 1;
      next.before = place;
      next.tie = edge.tie;
      next.record = edge.record;
      wait(edge.to);
    }
  }
}

std::string Introductions::reason(const Node& before, const Node& node) const {
  std::string text;
  switch (node.tie) {
    case Tie::acquaintance: {
      text = before.name + " and " + node.name + " know each other";
      const auto how = how_.find(node.record.id);
      if (how != how_.end() && !how->second.empty()) text += ": " + how->second;
      break;
    }
    case Tie::listens:
      text = node.name + " listens to " + before.name;
      break;
    case Tie::reports:
      text = node.name + " reports to " + before.name;
      break;
    case Tie::leads:
      text = before.name + " reports to " + node.name;
      break;
    case Tie::same_person:
      text = before.name + " is at this branch too";
      break;
    case Tie::with_us:
      return node.reason;
  }
  if (node.decides)
    text += node.tie == Tie::leads ? ", who decides" : ". " + node.name + " decides";
  return text + ".";
}

Introduction Introductions::way_to(std::uint32_t place) const {
  Introduction found{.account = people_[place].account,
                     .cost = people_[place].cost,
                     .decides = people_[place].decides};
  for (std::uint32_t at = place; at != none; at = people_[at].before) {
    const Node& node = people_[at];
    const bool starts = node.before == none;
    found.steps.push_back({node.person, starts ? Tie::with_us : node.tie, node.record,
                           starts ? node.reason : reason(people_[node.before], node)});
  }
  std::ranges::reverse(found.steps);
  return found;
}

Introduction Introductions::to_person(Id person) const {
  const auto at = places_.find(person);
  if (at == places_.end()) return {.missing = "They are not known in this group, or have left."};
  if (people_[at->second].cost < 0)
    return {.account = people_[at->second].account,
            .missing = "Nobody who is with us leads to " + people_[at->second].name +
                       ". Note who knows whom."};
  return way_to(at->second);
}

Introduction Introductions::to(Id account) const {
  const auto at = at_.find(account);
  if (at == at_.end() || at->second.empty())
    return {.account = account, .missing = "Nobody is known there yet. Add the first person."};
  std::optional<std::uint32_t> best;
  const auto rank = [&](std::uint32_t place) {
    const Node& node = people_[place];
    return std::tuple(!node.decides, node.cost, node.steps, node.person);
  };
  for (const std::uint32_t place : at->second)
    if (people_[place].cost >= 0 && (!best || rank(place) < rank(*best))) best = place;
  if (best) return way_to(*best);
  return {.account = account,
          .missing = "Nobody who is with us leads to anybody there. Note who knows whom."};
}

// Next branch
// ------------------------------------------------------------------------------------

std::vector<NextBranch> next_branches(const Plan& plan, std::span<const Branch> group,
                                      const Introductions& introductions, Id except,
                                      const Context& context) {
  std::vector<NextBranch> found;
  for (const Branch& branch : group) {
    const bool customer = branch.own.shown().value > 0;
    const std::int64_t free = branch.own.whitespace.free.value;
    if (branch.account == except || (customer && free <= 0)) continue;
    NextBranch next{.account = branch.account, .customer = customer, .whitespace = free};
    const Introduction way = introductions.to(branch.account);
    if (!way.steps.empty()) {
      next.from = name_of(plan, {Kind::person, way.from()});
      next.steps = static_cast<int>(way.steps.size()) - 1;
    }
    next.reason = customer ? "Buys from us already" : "Buys nothing from us yet";
    if (free > 0)
      next.reason +=
          ", " + money_text({free, context.base}, MoneyStyle::compact) + " of whitespace";
    next.reason += !next.from        ? "; no way there is known."
                   : next.steps == 0 ? "; " + *next.from + " is with us there."
                                     : "; " + *next.from + " could introduce us.";
    found.push_back(std::move(next));
  }
  keyplan::sort(found, [](const NextBranch& a, const NextBranch& b) {
    const auto rank = [](const NextBranch& next) {
      const bool nobody_needed = next.from && next.steps == 0;
      return std::tuple(!next.from, next.customer, nobody_needed, -next.whitespace, next.steps,
                        next.account);
    };
    return rank(a) < rank(b);
  });
  return found;
}

}  // namespace keyplan::analysis
