#include "core/analysis/team_selling.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

std::string name_of(const Plan& plan, RecordKey key) {
  const RecordBase* record = plan.find(key);
  const std::string title = record == nullptr ? std::string() : title_of(key.kind, *record);
  return title.empty() ? "(no name)" : title;
}

bool can_propose(const Plan& plan, const Assignment& data, TeamRole role) {
  return data.role == role && plan.find(data.member) != nullptr;
}

/// Who has a role most often, for an offering first. Asked for many deals, looked for once.
class Usual {
 public:
  explicit Usual(const Plan& plan) : plan_(plan) {}
  Id member(TeamRole role, Id offering) {
    const auto [at, is_new] = found_.try_emplace(std::pair(role, offering));
    if (is_new) at->second = look(role, offering);
    return at->second;
  }

 private:
  Id look(TeamRole role, Id offering) const {
    std::map<Id, std::pair<std::uint32_t, std::uint32_t>> often;  // for the offering, at all
    for (const Record<Assignment>& record : plan_.table<Assignment>()) {
      if (!can_propose(plan_, record.data, role)) continue;
      auto& [same, all] = often[record.data.member.id];
      same += offering && record.data.offering.id == offering ? 1 : 0;
      ++all;
    }
    Id best;
    for (const auto& [member, times] : often)
      if (!best || times > often[best]) best = member;
    return best;
  }
  const Plan& plan_;
  std::map<std::pair<TeamRole, Id>, Id> found_;
};

/// Who could take the role: the owner for a local manager, who has it further up without the
/// branches, the owner of the account at the top for a global manager, else whoever usually has it.
Id proposed(const Plan& plan, Id account, TeamRole role, Id offering, std::span<const Id> chain,
            Usual& usual) {
  const auto owner = [&](Id of) {
    const auto owner = plan.find<Account>(of)->data.owner;
    return plan.find(owner) == nullptr ? Id{} : owner.id;
  };
  if (role == TeamRole::local_manager) return owner(account);
  for (const Id above : chain)
    for (const Record<Assignment>& record : plan.of_account<Assignment>(above))
      if (can_propose(plan, record.data, role) &&
          (!record.data.offering || record.data.offering.id == offering))
        return record.data.member.id;
  if (role == TeamRole::global_manager) return owner(chain.back());
  return usual.member(role, offering);
}

void word(const Plan& plan, const Record<Opportunity>& deal, const Record<SellingRule>& rule,
          Percent has, BrokenRule& broken) {
  const std::string role = lower_first(choice_label(rule.data.needs));
  const std::string least = percent_text(rule.data.credit.fraction(), 0);
  const std::string name = name_of(plan, {Kind::team_member, broken.member});
  broken.sentence = name_of(plan, {Kind::opportunity, deal.id});
  if (broken.missing) {
    broken.what = "No " + role;
    broken.sentence += " has no " + role;
  } else {
    broken.what = name + " has " + percent_text(has.fraction(), 0) + ", not " + least + " credit";
    broken.sentence += " gives its " + role + " " + name + " less than " + least + " credit";
  }
  broken.sentence += ": " + name_of(plan, {Kind::selling_rule, rule.id}) + ".";
}

std::int64_t amount_of(const Opportunity& deal, const Context& context) {
  return in_base(deal.amount, deal.close ? deal.close : context.today, context).value_or(0);
}

bool applies(const Opportunity& deal, const SellingRule& rule, std::span<const Id> chain,
             const Context& context) {
  if (rule.needs == TeamRole::unset) return false;
  if (rule.group && !std::ranges::contains(chain, rule.group.id)) return false;
  if (rule.offering && rule.offering != deal.offering) return false;
  if (rule.type != DealType::unset && rule.type != deal.type) return false;
  if (!rule.from_amount) return true;
  if (!deal.amount) return false;
  if (deal.amount.currency == rule.from_amount.currency)
    return deal.amount.minor >= rule.from_amount.minor;
  const Date day = deal.close ? deal.close : context.today;
  const auto amount = in_base(deal.amount, day, context);
  const auto least = in_base(rule.from_amount, day, context);
  return amount && least && *amount >= *least;
}

std::vector<BrokenRule> broken_at(const Plan& plan, Id account, const Context& context,
                                  Usual& usual) {
  std::vector<BrokenRule> found;
  if (plan.table<SellingRule>().empty() || plan.find<Account>(account) == nullptr) return found;
  std::vector<RoleHolder> holders;
  std::vector<Id> chain;
  for (const Record<Opportunity>& deal : plan.of_account<Opportunity>(account)) {
    if (!model::is_open(deal.data.progress.stage)) continue;
    if (chain.empty()) {
      chain = with_above(plan, account);
      holders = holders_of(plan, account);
    }
    const auto present = holders_on(holders, context.today, deal.data.offering.id);
    for (const Record<SellingRule>& rule : plan.table<SellingRule>()) {
      if (!applies(deal.data, rule.data, chain, context)) continue;
      BrokenRule broken{.deal = deal.id,
                        .account = account,
                        .rule = rule.id,
                        .needs = rule.data.needs,
                        .amount = amount_of(deal.data, context)};
      const RoleHolder* best = nullptr;
      for (const RoleHolder& holder : present)
        if (holder.role == rule.data.needs && (best == nullptr || holder.credit > best->credit))
          best = &holder;
      if (best != nullptr) {
        if (!rule.data.credit || best->credit >= rule.data.credit) continue;
        broken.missing = false;
        broken.member = best->member;
        broken.assignment = best->assignment;
      } else {
        broken.member =
            proposed(plan, account, rule.data.needs, deal.data.offering.id, chain, usual);
      }
      word(plan, deal, rule, best == nullptr ? Percent{0} : best->credit, broken);
      found.push_back(std::move(broken));
    }
  }
  keyplan::sort(found, {},
                [](const BrokenRule& broken) { return std::pair(broken.deal, broken.rule); });
  return found;
}

}  // namespace

std::vector<BrokenRule> broken_rules(const Plan& plan, Id account, const Context& context) {
  Usual usual(plan);
  return broken_at(plan, account, context, usual);
}

std::vector<BrokenRule> broken_rules(const Plan& plan, const Cache& cache) {
  BrokenRules rules;
  rules.refresh(plan, cache);
  return rules.all();
}

BrokenRules::Team BrokenRules::team_of(const Plan& plan, Id account) {
  Team team;
  if (const auto* record = plan.find<Account>(account)) {
    team.there = true;
    team.parent = record->data.parent.id;
    team.owner = record->data.owner.id;
  }
  for (const Record<Assignment>& duty : plan.of_account<Assignment>(account)) {
    const Assignment& data = duty.data;
    team.duties.push_back({.id = duty.id,
                           .member = data.member.id,
                           .role = data.role,
                           .credit = data.credit,
                           .offering = data.offering.id,
                           .branches = data.branches,
                           .from = data.from,
                           .until = data.until});
  }
  return team;
}

void BrokenRules::refresh(const Plan& plan, const Cache& cache) {
  const bool same_plan = plan_id_ == plan.id() && revision_ <= plan.revision() && filled_;
  const bool same_context = context_ == cache.context();
  if (same_plan && same_context && revision_ == plan.revision()) return;
  const bool keep = same_plan && same_context && shared_revision_ == plan.shared_revision();
  std::optional<std::vector<Id>> touched;
  if (keep) touched = plan.touched_since(revision_);
  filled_ = true;
  plan_id_ = plan.id();
  revision_ = plan.revision();
  shared_revision_ = plan.shared_revision();
  context_ = cache.context();
  if (plan.table<SellingRule>().empty()) {
    filled_ = false;  // nothing is known of teams, and the first rule asks for all of them
    teams_.clear();
    all_.clear();
    return;
  }

  bool all = !touched;
  std::unordered_set<Id, IdHash> affected;
  if (touched) {
    std::vector<Id> others;  // whose team is another now: their branches depend on it
    for (const Id account : *touched) {
      affected.insert(account);
      Team team = team_of(plan, account);
      Team& known = teams_[account];
      if (team == known) continue;
      // Whoever usually has a role is proposed everywhere.
      all |= team.duties != known.duties;
      known = std::move(team);
      others.push_back(account);
    }
    std::unordered_set<Id, IdHash> walked(others.begin(), others.end());
    while (!others.empty() && !all) {
      const Id above = others.back();
      others.pop_back();
      for (const Record<Account>& branch : plan.branches(above)) {
        affected.insert(branch.id);
        if (walked.insert(branch.id).second) others.push_back(branch.id);
      }
    }
  } else {
    teams_.clear();
    for (const Record<Account>& account : plan.table<Account>())
      teams_.emplace(account.id, team_of(plan, account.id));
    // Also of accounts that are gone, and of none: they say who usually has a role.
    for (const Record<Assignment>& duty : plan.table<Assignment>())
      if (!teams_.contains(duty.data.account.id))
        teams_.emplace(duty.data.account.id, team_of(plan, duty.data.account.id));
  }

  std::vector<BrokenRule> found;
  Usual usual(plan);
  const auto look = [&](Id account) {
    if (cache.account(account).deals.open() == 0) return;
    ++computed_;
    auto own = broken_at(plan, account, context_, usual);
    std::ranges::move(own, std::back_inserter(found));
  };
  if (all) {
    all_.clear();
    for (const AccountResult& result : cache.accounts()) look(result.id);
  } else {
    std::erase_if(all_, [&](const BrokenRule& one) { return affected.contains(one.account); });
    for (const Id account : affected) look(account);
  }
  const auto order = [](const BrokenRule& one) {
    return std::tuple(-one.amount, one.deal, one.rule);
  };
  keyplan::sort(found, {}, order);
  const auto kept = static_cast<std::ptrdiff_t>(all_.size());
  std::ranges::move(found, std::back_inserter(all_));
  std::ranges::inplace_merge(all_, all_.begin() + kept, {}, order);
}

void mend(Edit& edit, const Plan& plan, const BrokenRule& broken, Id member, Id new_id) {
  const auto* rule = plan.find<SellingRule>(broken.rule);
  if (rule == nullptr) return;
  if (!broken.missing && broken.assignment) {
    edit.set<&Assignment::credit>(broken.assignment, Value{rule->data.credit});
    return;
  }
  edit.add(new_id, Assignment{.account = {broken.account},
                              .member = {member},
                              .role = broken.needs,
                              .credit = rule->data.credit});
}

}  // namespace keyplan::analysis
