// The rules of plan quality: one function for each, with what they share. For checks*.cpp only.
#pragma once

#include <vector>

#include "core/analysis/account.h"
#include "core/analysis/account_plan.h"
#include "core/analysis/checks.h"

namespace keyplan::analysis::rules {

/// An account under examination.
class Planning {
 public:
  Planning(const model::Plan& plan, const model::Record<model::Account>& account,
           const AccountResult& result, const Context& context);

  const model::Plan& plan;
  const model::Record<model::Account>& account;
  const AccountResult& result;
  const Context& context;
  const model::Date today;
  const bool leading;  // strategic or key
  const model::PlanTemplate* plan_template = nullptr;
  const model::RecordKey key;  // of the account
  const std::vector<PersonState> people;
  const ThreadSignals threads;
  const Questions questions;
  const SatisfactionState satisfaction;

  template <class T>
  model::RecordList<T> all() const {
    return plan.of_account<T>(account.id);
  }
  /// More than that many days ago.
  bool before(model::Date day, int days) const { return day && today.days - day.days > days; }
  /// Today or within that many days.
  bool soon(model::Date day, int days) const {
    return day && day >= today && day.days - today.days <= days;
  }
  bool is_open(const model::Action& action) const {
    return action.status != model::ActionStatus::done &&
           action.status != model::ActionStatus::dropped;
  }
  template <class Fits>
  bool has_open_action(Fits fits) const {
    for (const model::Record<model::Action>& action : all<model::Action>()) {
      if (is_open(action.data) && fits(action.data)) return true;
    }
    return false;
  }

  void found(model::RecordKey record, std::int64_t number = 0, model::Date date = {},
             model::RecordKey other = {}) {
    findings.push_back({rule, severity, record, number, date, other});
  }
  template <class T>
  void found(const model::Record<T>& record, std::int64_t number = 0, model::Date date = {},
             model::RecordKey other = {}) {
    found({model::kind_of<T>, record.id}, number, date, other);
  }

  Rule rule = Rule::question_unanswered;  // being asked
  Severity severity = Severity::hint;
  std::vector<Finding> findings;
};

/// Many records with the same fault are one finding, which points to the first of them: the one
/// with the earliest date.
class Tally {
 public:
  explicit Tally(Planning& in) : in_(in) {}
  template <class T>
  void add(const model::Record<T>& record, model::Date date = {}, model::RecordKey other = {}) {
    const model::RecordKey key{model::kind_of<T>, record.id};
    if (count_++ != 0 && std::pair(date_, first_) <= std::pair(date, key)) return;
    first_ = key;
    date_ = date;
    other_ = other;
  }
  ~Tally() {
    if (count_ > 0) in_.found(first_, count_, date_, other_);
  }
  Tally(const Tally&) = delete;
  Tally& operator=(const Tally&) = delete;

 private:
  Planning& in_;
  std::int64_t count_ = 0;
  model::RecordKey first_;
  model::Date date_;
  model::RecordKey other_;
};

#define KEYPLAN_RULE(name) void name(Planning& in);
KEYPLAN_PLAN_RULES(KEYPLAN_RULE)
#undef KEYPLAN_RULE

}  // namespace keyplan::analysis::rules
