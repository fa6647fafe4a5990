#include "core/model/tree.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "core/sorting/sort.h"

namespace keyplan::model {
namespace {

/// Order in which parent edges were written, the same for everyone who holds the same plan.
auto age_of_edge(const Plan& plan, Id account) {
  const auto* record = plan.find<Account>(account);
  const Stamp stamp = record->stamp_of(field_index<&Account::parent>());
  if (stamp.session >= plan.sessions().size()) {
    return std::tuple(std::int64_t{0}, SessionId{}, stamp.counter, account);
  }
  const Session& session = plan.sessions()[stamp.session];
  return std::tuple(session.start_minutes, session.id, stamp.counter, account);
}

}  // namespace

AccountTree::AccountTree(const Plan& plan, Strays wanted) {
  const Table<Account> accounts = plan.table<Account>();
  nodes_.reserve(accounts.size());
  for (const Record<Account>& record : accounts) {
    Id parent = record.data.parent.id;
    if (parent == record.id) {
      strays_.push_back({{Kind::account, record.id}, StrayReason::own_parent});
      parent = {};
    } else if (parent && accounts.find(parent) == nullptr) {
      strays_.push_back({{Kind::account, record.id}, StrayReason::missing_account});
      parent = {};
    }
    nodes_[record.id].parent = parent;
  }
  cut_circles(plan);
  for (const Record<Account>& record : accounts) {
    const Id parent = nodes_[record.id].parent;
    (parent ? nodes_[parent].branches : roots_).push_back(record.id);
  }
  for (auto& [id, node] : nodes_) keyplan::sort(node.branches);
  keyplan::sort(roots_);

  for (const KindInfo& kind : all_kinds()) {
    if (!kind.account || wanted == Strays::accounts) continue;
    for (const RecordBase& record : plan.table(kind.kind)) {
      const Id account = account_of(kind.kind, record);
      if (account && accounts.find(account) == nullptr) {
        strays_.push_back({{kind.kind, record.id}, StrayReason::missing_account});
      }
    }
  }
  keyplan::sort(strays_, {}, &Stray::record);
}

void AccountTree::cut_circles(const Plan& plan) {
  std::unordered_set<Id, IdHash> settled;
  for (const auto& [start, unused] : nodes_) {
    std::vector<Id> path;
    std::unordered_set<Id, IdHash> on_path;
    Id at = start;
    while (at && !settled.contains(at) && on_path.insert(at).second) {
      path.push_back(at);
      at = nodes_[at].parent;
    }
    if (at && !settled.contains(at)) {
      const auto circle = std::ranges::find(path, at);
      const Id last = std::ranges::max(std::ranges::subrange(circle, path.end()), {},
                                       [&](Id id) { return age_of_edge(plan, id); });
      nodes_[last].parent = {};
      strays_.push_back({{Kind::account, last}, StrayReason::circle});
    }
    settled.insert(path.begin(), path.end());
  }
}

Id AccountTree::parent(Id account) const {
  const auto at = nodes_.find(account);
  return at == nodes_.end() ? Id{} : at->second.parent;
}

std::span<const Id> AccountTree::branches(Id account) const {
  const auto at = nodes_.find(account);
  if (at == nodes_.end()) return {};
  return at->second.branches;
}

bool AccountTree::is_within(Id account, Id above) const {
  for (Id at = account; at; at = parent(at)) {
    if (at == above) return true;
  }
  return false;
}

}  // namespace keyplan::model
