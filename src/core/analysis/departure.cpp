#include "core/analysis/departure.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr int renewal_is_near_days = 180;
constexpr int days_to_call_first = 2;   // working days
constexpr int days_to_call_others = 5;  // working days

bool is_near(const std::optional<Deadline>& end, Date today) {
  return end && end->date.days - today.days <= renewal_is_near_days;
}

bool is_leading(const Account& account) {
  return account.tier == Tier::strategic || account.tier == Tier::key;
}

std::string name_of(const Plan& plan, RecordKey key) {
  const RecordBase* record = plan.find_any(key);
  const std::string title = record == nullptr ? std::string() : title_of(key.kind, *record);
  return title.empty() ? "(no name)" : title;
}
std::string person_name(const Plan& plan, Id id) { return name_of(plan, {Kind::person, id}); }

std::string joined(const Plan& plan, const std::vector<Id>& people) {
  std::string text;
  for (std::size_t i = 0; i < people.size() && i < 3; ++i) {
    text += (i == 0 ? "" : ", ") + person_name(plan, people[i]);
  }
  if (people.size() > 3) {
    text += " and " + count_text(static_cast<std::int64_t>(people.size()) - 3) + " more";
  }
  return text;
}

bool is_open(const Action& action) {
  return action.status != ActionStatus::done && action.status != ActionStatus::dropped;
}

bool is_coming(const Visit& visit, Date today) {
  return visit.status <= VisitStatus::planned && visit.date >= today;
}

void sort_ids(std::vector<Id>& ids) {
  keyplan::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
}

/// Which of ours know a person: their contact, those who talked with them, their sponsor.
class Acquaintances {
 public:
  Acquaintances(const Plan& plan, Id account, Date today) : plan_(plan) {
    for (const auto& contact : plan.of_account<model::Contact>(account)) {
      if (contact.data.answered && contact.data.date && contact.data.date <= today &&
          today.days - contact.data.date.days <= 365) {
        add(contact.data.person, contact.data.member);
      }
    }
    for (const auto& pair : plan.of_account<Sponsorship>(account)) {
      add(pair.data.person, pair.data.member);
    }
    for (const auto& person : plan.of_account<Person>(account)) {
      add({person.id}, person.data.owner);
    }
  }
  bool knows(Id member, Id person) const { return known_.contains({person, member}); }
  bool known_to_others(Id person, Id leaver) const {
    const auto first = known_.lower_bound({person, Id{}});
    for (auto at = first; at != known_.end() && at->first == person; ++at) {
      if (at->second != leaver) return true;
    }
    return false;
  }

 private:
  void add(Ref<Person> person, Ref<TeamMember> member) {
    if (person && plan_.find(member) != nullptr) known_.insert({person.id, member.id});
  }
  const Plan& plan_;
  std::set<std::pair<Id, Id>> known_;  // person, member
};

/// A team member leaves.
class Leaving {
 public:
  Leaving(const Plan& plan, Id member, const Cache& cache)
      : plan_(plan), cache_(cache), today_(cache.context().today) {
    out_.member = member;
  }

  MemberLeaves run() {
    const Record<TeamMember>* member = plan_.find<TeamMember>(out_.member);
    if (member == nullptr) return std::move(out_);
    const Id manager = member->data.manager.id;
    if (manager != out_.member && plan_.find<TeamMember>(manager) != nullptr) {
      out_.manager = manager;
    }
    deals();
    for (const Id account : touched_accounts()) add_account(account);
    keyplan::sort(out_.accounts, [](const AccountOfLeaver& a, const AccountOfLeaver& b) {
      return std::tuple(!a.owned, -a.last_year, a.account) <
             std::tuple(!b.owned, -b.last_year, b.account);
    });
    keyplan::sort(calls_, {}, &Ranked::rank);
    for (Ranked& call : calls_) out_.calls.push_back(std::move(call.call));
    sort_ids(out_.people);
    keyplan::sort(out_.hand_over.records);
    return std::move(out_);
  }

 private:
  struct Ranked {
    std::tuple<Date, int, Id> rank;
    Call call;
  };

  bool is_leaver(Ref<TeamMember> member) const { return member.id == out_.member; }
  bool is_over(const Assignment& role) const { return role.until && role.until < today_; }

  void deals() {
    for (const Record<Opportunity>& deal : plan_.table<Opportunity>()) {
      if (!is_leaver(deal.data.owner) || !model::is_open(deal.data.progress.stage)) continue;
      out_.deals.push_back(deal.id);
      if (!deal.data.amount) continue;
      const Date day = deal.data.close ? deal.data.close : today_;
      const auto amount = in_base(deal.data.amount, day, cache_.context());
      if (amount) out_.pipeline += *amount;
      out_.unconverted |= !amount;
    }
    sort_ids(out_.deals);
  }

  template <class T, class Of>
  void accounts_with(std::vector<Id>& accounts, Of of) const {
    for (const Record<T>& record : plan_.table<T>()) {
      if (is_leaver(of(record.data))) accounts.push_back(record.data.account.id);
    }
  }

  std::vector<Id> touched_accounts() const {
    std::vector<Id> accounts;
    for (const Record<Account>& account : plan_.table<Account>()) {
      if (is_leaver(account.data.owner)) accounts.push_back(account.id);
    }
    const auto owner = [](const auto& data) { return data.owner; };
    accounts_with<Person>(accounts, owner);
    accounts_with<Opportunity>(accounts, owner);
    accounts_with<Action>(accounts, owner);
    accounts_with<Goal>(accounts, owner);
    accounts_with<Risk>(accounts, owner);
    accounts_with<Visit>(accounts, [](const Visit& visit) { return visit.lead; });
    accounts_with<Sponsorship>(accounts, [](const Sponsorship& pair) { return pair.member; });
    accounts_with<Escalation>(accounts, [](const Escalation& step) { return step.member; });
    for (const Record<Assignment>& role : plan_.table<Assignment>()) {
      if (is_leaver(role.data.member) && !is_over(role.data)) {
        accounts.push_back(role.data.account.id);
      }
    }
    sort_ids(accounts);
    return accounts;
  }

  void add_account(Id id) {
    hand_over(id);
    const Record<Account>* account = plan_.find<Account>(id);
    if (account == nullptr) return;
    AccountOfLeaver& entry = out_.accounts.emplace_back(AccountOfLeaver{.account = id});
    entry.owned = is_leaver(account->data.owner);
    const Sum revenue = cache_.account(id).revenue(cache_.portfolio().base_year);
    entry.last_year = revenue.value;
    entry.forecast = analysis::forecast(cache_.forecast_base_of(id)).total;
    entry.end = next_end(plan_, id, today_);
    if (entry.owned) {
      out_.revenue_last_year += revenue;
      out_.forecast += entry.forecast.value_or(0);
    }
    const auto people = people_of(plan_, id, today_);
    const Acquaintances known(plan_, id, today_);
    for (const PersonState& state : people) {
      if (!state.present) continue;
      const bool theirs = is_leaver(state.person->data.owner);
      if (theirs) out_.people.push_back(state.person->id);
      const bool matters = state.decides || is_champion(state.person->data);
      if (theirs || (matters && (entry.owned || known.knows(out_.member, state.person->id)))) {
        call(*account, entry, state, known);
      }
    }
    if (entry.owned) reassign(entry, people, known);
  }

  /// The manager, else a sponsor who knows the person, else any sponsor of the account.
  Id caller_for(Id account, Id person) const {
    if (out_.manager) return out_.manager;
    Id found;
    for (const Record<Sponsorship>& pair : plan_.of_account<Sponsorship>(account)) {
      if (is_leaver(pair.data.member) || plan_.find(pair.data.member) == nullptr) continue;
      if (pair.data.person.id == person) return pair.data.member.id;
      if (!found || pair.data.member.id < found) found = pair.data.member.id;
    }
    return found;
  }

  void call(const Record<Account>& account, const AccountOfLeaver& entry, const PersonState& state,
            const Acquaintances& known) {
    const bool champion = is_champion(state.person->data);
    const bool matters = state.decides || champion;
    const bool first = matters && is_leading(account.data) && is_near(entry.end, today_);
    Call call{.person = state.person->id,
              .account = account.id,
              .caller = caller_for(account.id, state.person->id),
              .until = working_days_later(today_, first ? days_to_call_first : days_to_call_others),
              .decides = state.decides,
              .champion = champion};
    call.reason = person_name(plan_, call.person) + (state.decides ? " decides"
                                                     : champion    ? " speaks for us"
                                                                   : " is in their care");
    if (first) {
      call.reason += ", and the " +
                     std::string(entry.end->what == Deadline::What::renewal ? "renewal is on "
                                                                            : "contract ends on ") +
                     date_text(entry.end->date);
    } else if (matters && !known.known_to_others(call.person, out_.member)) {
      call.reason += " and knows nobody else of ours";
    }
    call.reason += ".";
    if (!call.caller) call.reason += " Nobody of ours is there to call; choose somebody.";
    const int rank = state.decides ? 0 : champion ? 1 : 2;
    calls_.push_back({{call.until, rank, call.person}, std::move(call)});
  }

  void reassign(AccountOfLeaver& entry, const std::vector<PersonState>& people,
                const Acquaintances& known) const {
    Reassignment& r = entry.reassignment;
    std::vector<Id> shared;
    std::vector<Id> champions;
    std::vector<Id> deciders;
    for (const PersonState& state : people) {
      if (!state.present) continue;
      const Id id = state.person->id;
      if (known.known_to_others(id, out_.member)) {
        shared.push_back(id);
        continue;
      }
      if (is_champion(state.person->data)) {
        champions.push_back(id);
      } else if (state.decides) {
        deciders.push_back(id);
      }
    }
    keyplan::sort(shared);
    keyplan::sort(champions);
    keyplan::sort(deciders);
    if (!shared.empty()) {
      r.for_it.push_back("Others of ours are in touch with " + joined(plan_, shared) + ".");
    } else {
      r.against.push_back("Nobody else of ours is in touch with anybody there.");
    }
    if (!champions.empty()) {
      r.against.push_back("Only they know the champion: " + joined(plan_, champions) + ".");
    }
    if (!deciders.empty()) {
      r.against.push_back("Only they know people who decide: " + joined(plan_, deciders) + ".");
    }
    if (is_near(entry.end, today_)) {
      r.against.push_back(std::string(entry.end->what == Deadline::What::renewal
                                          ? "The renewal is near: "
                                          : "The contract ends soon: ") +
                          date_text(entry.end->date) + ".");
    } else if (entry.end) {
      r.for_it.push_back("There is time until " + date_text(entry.end->date) + ".");
    } else {
      r.for_it.push_back("No renewal or contract end is recorded.");
    }
    std::int64_t critical = 0;
    for (const Record<Ticket>& ticket : plan_.of_account<Ticket>(entry.account)) {
      critical +=
          ticket.data.urgency == Urgency::critical && analysis::is_open(ticket.data, today_);
    }
    if (critical > 0) {
      r.against.push_back(counted(critical, "critical ticket is", "critical tickets are") +
                          " open.");
    }
    if (plan_.find<Account>(entry.account)->data.at_risk >= AtRisk::serious) {
      r.against.push_back("The account is at risk already.");
    }
    const auto steps = plan_.of_account<Escalation>(entry.account);
    const bool others = std::ranges::any_of(steps.begin(), steps.end(), [&](const auto& step) {
      return plan_.find(step.data.member) != nullptr && !is_leaver(step.data.member);
    });
    if (others) r.for_it.push_back("The escalation path names others of ours.");
  }

  void hand_over(Id account) {
    HandOver& pack = out_.hand_over;
    const auto take = [&]<class T>(const Record<T>& record, std::uint32_t& count) {
      pack.records.push_back({kind_of<T>, record.id});
      ++count;
    };
    for (const Record<Action>& action : plan_.of_account<Action>(account)) {
      if (is_leaver(action.data.owner) && is_open(action.data)) take(action, pack.open_actions);
    }
    for (const Record<Visit>& visit : plan_.of_account<Visit>(account)) {
      if (is_leaver(visit.data.lead) && is_coming(visit.data, today_)) {
        take(visit, pack.next_visits);
      }
    }
    for (const Record<Goal>& goal : plan_.of_account<Goal>(account)) {
      if (is_leaver(goal.data.owner) && analysis::is_open(goal.data)) take(goal, pack.goals);
    }
    for (const Record<Risk>& risk : plan_.of_account<Risk>(account)) {
      if (is_leaver(risk.data.owner) && is_open_risk(risk.data)) take(risk, pack.risks);
    }
    for (const Record<Sponsorship>& pair : plan_.of_account<Sponsorship>(account)) {
      if (is_leaver(pair.data.member)) take(pair, pack.sponsor_pairings);
    }
    for (const Record<Escalation>& step : plan_.of_account<Escalation>(account)) {
      if (is_leaver(step.data.member)) take(step, pack.escalation_steps);
    }
    for (const Record<Assignment>& role : plan_.of_account<Assignment>(account)) {
      if (is_leaver(role.data.member) && !is_over(role.data)) take(role, pack.roles);
    }
  }

  const Plan& plan_;
  const Cache& cache_;
  Date today_;
  MemberLeaves out_;
  std::vector<Ranked> calls_;
};

}  // namespace

Date working_days_later(Date day, int days) {
  // 1 January 1970 was a Thursday; 0 = Monday.
  const auto weekday = [](Date date) { return ((date.days + 3) % 7 + 7) % 7; };
  while (days > 0) {
    ++day.days;
    if (weekday(day) < 5) --days;
  }
  return day;
}

MemberLeaves member_leaves(const Plan& plan, Id member, const Cache& cache) {
  return Leaving(plan, member, cache).run();
}

AccountLost account_lost(const Plan& plan, Id account, const Cache& cache) {
  AccountLost lost{.account = account};
  const Portfolio& portfolio = cache.portfolio();
  std::vector<Id> all{account};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const Record<Account>& branch : plan.branches(all[i])) {
      if (!std::ranges::contains(all, branch.id)) all.push_back(branch.id);
    }
  }
  Sum pipeline;
  for (const Id id : all) {
    lost.revenue += cache.account(id).revenue(portfolio.shown_year);
    pipeline += cache.account(id).deals.open_amount;
  }
  lost.pipeline = pipeline.value;
  lost.branches.assign(all.begin() + 1, all.end());
  keyplan::sort(lost.branches);
  if (!lost.revenue.overflowed && !portfolio.shares_total.overflowed) {
    lost.share = ratio(static_cast<double>(std::max<std::int64_t>(0, lost.revenue.value)),
                       static_cast<double>(portfolio.shares_total.value));
  }
  lost.win_rate = cache.forecast_base().win_rate.value;
  const std::int64_t revenues[] = {lost.revenue.value};
  if (!lost.revenue.overflowed)
    lost.refill = worst_case(revenues, lost.win_rate).pipeline_to_refill;

  const auto money = [&](std::int64_t minor) {
    return money_text({minor, portfolio.base}, MoneyStyle::compact);
  };
  if (portfolio.shown_year != 0) {
    lost.sentences.push_back("Revenue of " + year_text(portfolio.shown_year) +
                             " that goes: " + money(lost.revenue.value) +
                             (lost.share ? ", " + percent_text(*lost.share) + " of all." : "."));
  }
  if (!lost.branches.empty()) {
    lost.sentences.push_back(
        counted(static_cast<std::int64_t>(lost.branches.size()), "branch goes", "branches go") +
        " with it.");
  }
  if (lost.pipeline > 0) {
    lost.sentences.push_back("Open deals worth " + money(lost.pipeline) + " go with it.");
  }
  lost.sentences.push_back(
      lost.refill ? "New pipeline to make up for it: " + money(*lost.refill) +
                        " at a win rate of " + percent_text(*lost.win_rate, 0) + "."
                  : std::string("How much new pipeline makes up for it is not known: there is no "
                                "win rate."));
  return lost;
}

}  // namespace keyplan::analysis
