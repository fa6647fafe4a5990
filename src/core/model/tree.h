// The tree of accounts as it can be shown, whatever the file says: every account once, no circles
// (plan-format.md B4). A view of the plan, never written back.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::model {

enum class StrayReason : std::uint8_t {
  missing_account,  // its account, or an account's parent, does not exist or was removed
  own_parent,
  circle,  // of parents; the edge written last is the one that is ignored
};

/// A record that needs a home: what it points to cannot be followed. It stands at the top.
struct Stray {
  RecordKey record;
  StrayReason reason;
};

class AccountTree {
 public:
  /// Looking for records that need a home walks through all of the plan: of groups alone one may do
  /// without.
  enum class Strays : std::uint8_t { accounts_and_records, accounts };
  explicit AccountTree(const Plan& plan, Strays wanted = Strays::accounts_and_records);

  /// Nothing for accounts at the top.
  Id parent(Id account) const;
  std::span<const Id> roots() const { return roots_; }  // sorted by id
  std::span<const Id> branches(Id account) const;       // sorted by id
  /// Whether `account` is `above` or stands below it.
  bool is_within(Id account, Id above) const;
  /// Accounts, and records of accounts where wanted; sorted.
  std::span<const Stray> strays() const { return strays_; }

 private:
  struct Node {
    Id parent;
    std::vector<Id> branches;
  };
  void cut_circles(const Plan& plan);

  std::unordered_map<Id, Node, IdHash> nodes_;
  std::vector<Id> roots_;
  std::vector<Stray> strays_;
};

}  // namespace keyplan::model
