// Team selling: which open deals break a rule that wants somebody in a role, and what mends it.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/analysis/credits.h"

namespace keyplan::analysis {

struct BrokenRule {
  model::Id deal;
  model::Id account;
  model::Id rule;
  model::TeamRole needs = {};
  std::int64_t amount = 0;  // of the deal, 0 without one or without an exchange rate
  bool missing = true;      // nobody has the role; else the credit is too low
  model::Id member;         // who has it, or who could take it; none = to be chosen
  model::Id assignment;     // whose credit is too low
  std::string what;         // "No specialist", in few words
  std::string sentence;
  friend bool operator==(const BrokenRule&, const BrokenRule&) = default;
};
/// Of open deals of an account. A deal whose amount has no exchange rate is not judged by amount.
std::vector<BrokenRule> broken_rules(const model::Plan& plan, model::Id account,
                                     const Context& context);
/// Of all accounts, the largest deals first.
std::vector<BrokenRule> broken_rules(const model::Plan& plan, const Cache& cache);

/// The same at the price of what changed: looks anew at the deals of accounts that did, and of
/// those below an account that has another team now.
class BrokenRules {
 public:
  /// `cache` was refreshed with `plan`.
  void refresh(const model::Plan& plan, const Cache& cache);
  const std::vector<BrokenRule>& all() const { return all_; }
  /// Accounts whose deals were judged since it was made: what an edit costs.
  std::uint64_t computed() const { return computed_; }

 private:
  struct Duty {
    model::Id id;
    model::Id member;
    model::TeamRole role = {};
    model::Percent credit;
    model::Id offering;
    bool branches = false;
    model::Date from;
    model::Date until;
    friend bool operator==(const Duty&, const Duty&) = default;
  };
  /// What the deals of an account's branches depend on as well.
  struct Team {
    bool there = false;  // the account is
    model::Id parent;
    model::Id owner;
    std::vector<Duty> duties;
    friend bool operator==(const Team&, const Team&) = default;
  };
  static Team team_of(const model::Plan& plan, model::Id account);

  std::vector<BrokenRule> all_;
  std::unordered_map<model::Id, Team, model::IdHash> teams_;
  bool filled_ = false;
  std::string plan_id_;
  std::uint64_t revision_ = 0;
  std::uint64_t shared_revision_ = 0;
  Context context_;
  std::uint64_t computed_ = 0;
};

/// What mends it: a role for `member`, or the credit that the rule wants.
void mend(model::Edit& edit, const model::Plan& plan, const BrokenRule& broken, model::Id member,
          model::Id new_id);

}  // namespace keyplan::analysis
