#include "core/analysis/credits.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr Percent whole{100'00};

std::string name_of(const Plan& plan, RecordKey key) {
  const RecordBase* record = plan.find(key);
  const std::string title = record == nullptr ? std::string() : title_of(key.kind, *record);
  return title.empty() ? "(no name)" : title;
}

Percent counted_credit(const Assignment& data) {
  if (data.credit) return Percent{std::max(0, data.credit.hundredths)};
  return data.role == TeamRole::local_manager ? whole : Percent{0};
}

}  // namespace

// Who looks after an account
// -----------------------------------------------------------------------------

std::vector<Id> with_above(const Plan& plan, Id account) {
  std::vector<Id> chain;
  std::unordered_set<Id, IdHash> seen;
  for (const auto* at = plan.find<Account>(account); at != nullptr && seen.insert(at->id).second;
       at = plan.find(at->data.parent))
    chain.push_back(at->id);
  return chain;
}

std::vector<RoleHolder> holders_of(const Plan& plan, Id account) {
  std::vector<RoleHolder> found;
  const auto* own = plan.find<Account>(account);
  if (own == nullptr) return found;
  std::vector<std::pair<std::size_t, RoleHolder>> ranked;  // by how far above
  const bool any = !plan.table<Assignment>().empty();
  const std::vector<Id> chain = any ? with_above(plan, account) : std::vector<Id>();
  for (std::size_t level = 0; level < chain.size(); ++level) {
    for (const Record<Assignment>& record : plan.of_account<Assignment>(chain[level])) {
      const Assignment& data = record.data;
      if ((level > 0 && !data.branches) || plan.find(data.member) == nullptr) continue;
      ranked.push_back({level,
                        {.member = data.member.id,
                         .role = data.role,
                         .credit = counted_credit(data),
                         .offering = data.offering.id,
                         .assignment = record.id,
                         .account = chain[level],
                         .from = data.from,
                         .until = data.until}});
    }
  }
  if (plan.find(own->data.owner) != nullptr)
    ranked.push_back({~std::size_t{0},
                      {.member = own->data.owner.id,
                       .role = TeamRole::local_manager,
                       .credit = whole,
                       .account = account}});
  keyplan::sort(ranked, {}, [](const auto& one) {
    return std::tuple(one.second.role == TeamRole::unset, one.second.role, one.first,
                      one.second.assignment);
  });
  for (auto& [level, holder] : ranked) found.push_back(holder);
  return found;
}

std::vector<RoleHolder> holders_on(std::span<const RoleHolder> holders, Date day,
                                   std::optional<Id> offering) {
  std::vector<RoleHolder> found;
  bool local = false;
  for (const RoleHolder& holder : holders) {
    if (!holder.holds(day) || (offering && !holder.fits(*offering))) continue;
    // Who looks after one offering leaves the owner the rest, and that offering only to them.
    if (!holder.assignment && local) continue;
    if (holder.role == TeamRole::local_manager && (!holder.offering || offering)) local = true;
    found.push_back(holder);
  }
  return found;
}

// Credit
// -----------------------------------------------------------------------------------------

namespace {

class Crediting {
 public:
  Crediting(const Plan& plan, const Cache& cache)
      : plan_(plan), cache_(cache), context_(cache.context()) {}

  void add(Id account) {
    const AccountResult& result = cache_.account(account);
    holders_ = holders_of(plan_, account);
    for (const RoleHolder& holder : holders_on(holders_, context_.today))
      roles_.push_back({holder.member, account});
    revenue(account, result);
    deals(account);
    for (const Gap& gap : result.revenue_gaps) add_gap(out_.gaps, gap);
    for (const Gap& gap : result.deal_gaps) add_gap(out_.gaps, gap);
  }

  Credits take() {
    keyplan::sort(roles_);
    const auto repeated = std::ranges::unique(roles_);
    roles_.erase(repeated.begin(), repeated.end());
    for (const auto& [member, account] : roles_) ++members_[member].accounts;
    for (auto& [member, credit] : members_) {
      credit.member = member;
      out_.revenue.credits += credit.revenue;
      out_.won.credits += credit.won;
      out_.open.credits += credit.open;
      out_.members.push_back(credit);
    }
    keyplan::sort(out_.members, [](const MemberCredit& a, const MemberCredit& b) {
      return std::tuple(b.revenue.value, b.open.value, a.member) <
             std::tuple(a.revenue.value, a.open.value, b.member);
    });
    return std::move(out_);
  }

 private:
  struct Item {
    Date day;
    Id offering;
    friend auto operator<=>(const Item&, const Item&) = default;
  };
  using Items = std::map<Item, Sum>;  // what has the same day and offering is split once

  /// Of each member the largest share.
  std::map<Id, Percent> shares(const Item& item) const {
    std::map<Id, Percent> found;
    for (const RoleHolder& holder : holders_on(holders_, item.day, item.offering)) {
      const auto [at, is_new] = found.emplace(holder.member, holder.credit);
      if (!is_new) at->second = std::max(at->second, holder.credit);
    }
    return found;
  }

  void split(const Items& items, Credited& total, Sum MemberCredit::* part, Sum* without) {
    for (const auto& [item, amount] : items) {
      total.once += amount;
      bool any = false;
      for (const auto& [member, share] : shares(item)) {
        if (share.hundredths == 0) continue;
        any = true;
        const auto credit = scaled(amount.value, share.hundredths, whole.hundredths);
        Sum& sum = members_[member].*part;
        sum += credit.value_or(0);
        sum.overflowed |= amount.overflowed || !credit;
      }
      if (!any && without != nullptr) *without += amount;
    }
  }

  void revenue(Id account, const AccountResult& result) {
    const int year = cache_.portfolio().shown_year;
    if (year == 0 || result.year(year) == nullptr) return;
    Items items;
    const bool simple = std::ranges::all_of(holders_, [](const RoleHolder& holder) {
      return !holder.offering && !holder.from && !holder.until;
    });
    if (simple) {
      items[{context_.today, {}}] += result.revenue(year);
    } else {
      for (const Record<Revenue>& entry : plan_.of_account<Revenue>(account)) {
        const Revenue& data = entry.data;
        if (!data.period || !data.amount || fiscal_year(data.period, context_.start_month) != year)
          continue;
        const Date day = last_day(data.period, context_.start_month);
        items[{day, data.offering.id}] += in_base(data.amount, day, context_).value_or(0);
      }
    }
    split(items, out_.revenue, &MemberCredit::revenue, &out_.without_credit);
  }

  void deals(Id account) {
    Items won;
    Items open;
    for (const Record<Opportunity>& record : plan_.of_account<Opportunity>(account)) {
      const Opportunity& deal = record.data;
      if (!deal.amount) continue;
      const Date day = deal.close ? deal.close : context_.today;
      const auto amount = in_base(deal.amount, day, context_);
      if (!amount) continue;
      if (model::is_open(deal.progress.stage))
        open[{std::max(day, context_.today), deal.offering.id}] += *amount;
      else if (deal.progress.stage == Stage::won && deal.close &&
               deal.close >= context_.plan_start && deal.close <= context_.plan_end)
        won[{day, deal.offering.id}] += *amount;
    }
    split(won, out_.won, &MemberCredit::won, nullptr);
    split(open, out_.open, &MemberCredit::open, nullptr);
  }

  const Plan& plan_;
  const Cache& cache_;
  const Context& context_;
  std::vector<RoleHolder> holders_;  // of the account being added
  std::vector<std::pair<Id, Id>> roles_;
  std::map<Id, MemberCredit> members_;
  Credits out_;
};

}  // namespace

Credits credits_of(const Plan& plan, std::span<const Id> accounts, const Cache& cache) {
  Crediting crediting(plan, cache);
  for (const Id account : accounts) crediting.add(account);
  return crediting.take();
}

std::vector<Figure> credit_figures(const Plan& plan, const Credits& credits, const Cache& cache) {
  constexpr std::size_t inputs_shown = 12;
  FigureList list(cache.context().base, cache.context().today);
  const auto add = [&](std::string id, std::string label, const Credited& credited,
                       Sum MemberCredit::* part) {
    auto figure = list.money(std::move(id), std::move(label), credited.once);
    figure.formula("counted once, whoever has credit for it");
    figure.note("Credits are told apart and may be more than the amount itself.");
    figure.money("All credits together", credited.credits);
    std::vector<const MemberCredit*> members;
    for (const MemberCredit& member : credits.members)
      if ((member.*part).value != 0) members.push_back(&member);
    keyplan::sort(members, [&](const MemberCredit* a, const MemberCredit* b) {
      return (a->*part).value > (b->*part).value;
    });
    for (std::size_t i = 0; i < members.size() && i < inputs_shown; ++i)
      figure
          .money("Credit of " + name_of(plan, {Kind::team_member, members[i]->member}),
                 members[i]->*part)
          .entered({Kind::team_member, members[i]->member}, field_index<&TeamMember::name>(), "");
    if (members.size() > inputs_shown)
      figure.remark("More", count_text(static_cast<std::int64_t>(members.size() - inputs_shown)));
    if (part == &MemberCredit::revenue && credits.without_credit.value != 0)
      figure.money("Nobody's credit", credits.without_credit);
    figure.gaps(credits.gaps);
  };
  const int year = cache.portfolio().shown_year;
  add("credited_revenue", "Revenue" + (year == 0 ? std::string() : " " + year_text(year)),
      credits.revenue, &MemberCredit::revenue);
  add("credited_won", "Won in " + year_text(cache.context().plan_year), credits.won,
      &MemberCredit::won);
  add("credited_open", "Open deals", credits.open, &MemberCredit::open);
  return list.take();
}

// Reporting lines
// --------------------------------------------------------------------------------

namespace {

/// The owner where they are one of several local managers, else the first.
Id local_manager(const Plan& plan, Id account, Date today) {
  Id found;
  const Id owner = plan.find<Account>(account)->data.owner.id;
  for (const RoleHolder& holder : holders_on(holders_of(plan, account), today)) {
    if (holder.role != TeamRole::local_manager || (holder.assignment && holder.offering)) continue;
    if (holder.member == owner) return owner;
    if (!found) found = holder.member;
  }
  return found;
}

struct Lines {
  std::unordered_map<Id, std::vector<Id>, IdHash> first;
  std::unordered_map<Id, std::vector<Id>, IdHash> second;

  /// Everybody below, without the manager; `circle` when the way leads back to them.
  std::vector<Id> below(Id manager, bool dotted, bool& circle) const {
    std::vector<Id> found{manager};
    std::unordered_set<Id, IdHash> seen{manager};
    const auto take = [&](const auto& lines, Id above) {
      const auto at = lines.find(above);
      if (at == lines.end()) return;
      for (const Id member : at->second) {
        circle |= member == manager;
        if (seen.insert(member).second) found.push_back(member);
      }
    };
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Id at = found[i];
      take(first, at);
      if (dotted) take(second, at);
    }
    found.erase(found.begin());
    return found;
  }
};

}  // namespace

std::vector<ManagerLine> manager_lines(const Plan& plan, const Cache& cache) {
  Lines lines;
  std::vector<Id> managers;
  for (const Record<TeamMember>& member : plan.table<TeamMember>()) {
    const auto above = [&](Ref<TeamMember> manager, auto& of) {
      if (plan.find(manager) == nullptr) return;
      of[manager.id].push_back(member.id);
      managers.push_back(manager.id);
    };
    above(member.data.manager, lines.first);
    if (member.data.second_manager != member.data.manager)
      above(member.data.second_manager, lines.second);
  }
  keyplan::sort(managers);
  const auto repeated = std::ranges::unique(managers);
  managers.erase(repeated.begin(), repeated.end());
  if (managers.empty()) return {};

  std::unordered_map<Id, Sum, IdHash> revenue;
  const int year = cache.portfolio().shown_year;
  for (const Record<Account>& account : plan.table<Account>()) {
    const Sum own = cache.account(account.id).revenue(year);
    if (own == Sum{}) continue;
    if (const Id member = local_manager(plan, account.id, cache.context().today))
      revenue[member] += own;
  }
  const auto of = [&](Id member) {
    const auto at = revenue.find(member);
    return at == revenue.end() ? Sum{} : at->second;
  };

  std::vector<ManagerLine> found;
  for (const Id manager : managers) {
    ManagerLine line{
        .manager = manager, .revenue = of(manager), .revenue_with_dotted = of(manager)};
    const auto direct = [&](const auto& from, std::vector<Id>& into) {
      const auto at = from.find(manager);
      if (at != from.end()) into = at->second;
      keyplan::sort(into);
    };
    direct(lines.first, line.direct);
    direct(lines.second, line.dotted);
    const auto solid = lines.below(manager, false, line.in_circle);
    const auto both = lines.below(manager, true, line.in_circle);
    line.members = static_cast<std::uint32_t>(solid.size());
    line.with_dotted = static_cast<std::uint32_t>(both.size());
    for (const Id member : solid) line.revenue += of(member);
    for (const Id member : both) line.revenue_with_dotted += of(member);
    found.push_back(std::move(line));
  }
  keyplan::sort(found, {}, [](const ManagerLine& line) {
    return std::tuple(-line.revenue_with_dotted.value, -std::int64_t{line.with_dotted},
                      line.manager);
  });
  return found;
}

}  // namespace keyplan::analysis
