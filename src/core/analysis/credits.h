// A matrix organisation: who of ours looks after an account in which role, whose credit its revenue
// and deals are, who reports to whom on both sides, and which deals break a rule of team selling.
// Amounts are minor units of the base currency.
//
// Roles
// - An assignment holds at its account, with `branches` also at every account below, from and until
//   its days, both included; with an offering only for that one.
// - The owner of an account is its local manager while no assignment says that somebody else is.
// Credit
// - of a revenue entry goes to those whose assignment holds on the last day of its period, of a
// deal
//   to those of its close date (today while it has none).
// - is the share entered; without one a local manager has 100 % and others have none.
// - of one person with several roles is the largest of them, never their sum.
// Revenue is counted once, whoever has credit for it; the sum of all credits may be more or less.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/branches.h"
#include "core/model/records/organisation.h"

namespace keyplan::analysis {

// Who looks after an account
// -----------------------------------------------------------------------------

struct RoleHolder {
  model::Id member;
  model::TeamRole role = {};
  model::Percent credit;  // that counts, see above
  model::Id offering;     // only of this one; none = all
  model::Id assignment;   // none: as the owner of the account
  model::Id account;      // where it is entered: the account itself or one above
  model::Date from;
  model::Date until;
  bool holds(model::Date day) const { return (!from || from <= day) && (!until || day <= until); }
  bool fits(model::Id offered) const { return !offering || offering == offered; }
};

/// The account and those above it, as far as the parents can be followed.
std::vector<model::Id> with_above(const model::Plan& plan, model::Id account);
/// All who ever hold a role there, by role, nearest account first, then by id. The owner is the
/// last local manager, and counts only on days on which no other one holds for all offerings.
std::vector<RoleHolder> holders_of(const model::Plan& plan, model::Id account);
/// Those of a day. With an offering, also those who are there only for it.
std::vector<RoleHolder> holders_on(std::span<const RoleHolder> holders, model::Date day,
                                   std::optional<model::Id> offering = {});

// Credit
// -----------------------------------------------------------------------------------------

struct Credited {
  Sum once;     // counted once
  Sum credits;  // of all members together
  friend bool operator==(const Credited&, const Credited&) = default;
};

struct MemberCredit {
  model::Id member;
  Sum revenue;                 // credit, of the shown year
  Sum won;                     // credit, of deals won in the plan year
  Sum open;                    // credit, of open deals
  std::uint32_t accounts = 0;  // with a role in force today
};

struct Credits {
  Credited revenue;  // of the shown year
  Credited won;      // in the plan year
  Credited open;
  Sum without_credit;                 // revenue of the shown year that is nobody's credit
  std::vector<MemberCredit> members;  // the largest credit of revenue first
  std::vector<Gap> gaps;
};
Credits credits_of(const model::Plan& plan, std::span<const model::Id> accounts,
                   const Cache& cache);

/// credited_revenue, credited_won, credited_open: the revenue once, and all credits apart.
std::vector<Figure> credit_figures(const model::Plan& plan, const Credits& credits,
                                   const Cache& cache);

// Reporting lines
// --------------------------------------------------------------------------------

/// What a manager answers for. Revenue is of the accounts whose local manager is in the line, each
/// counted once, however many ways lead to them.
struct ManagerLine {
  model::Id manager;
  std::vector<model::Id> direct;  // report to them first
  std::vector<model::Id> dotted;  // report to them as well
  std::uint32_t members = 0;      // in the line, without the manager
  std::uint32_t with_dotted = 0;
  Sum revenue;  // of the first line and the manager's own
  Sum revenue_with_dotted;
  bool in_circle = false;  // reports to themselves, by whatever way
};
/// Of everybody to whom somebody reports, the largest first.
std::vector<ManagerLine> manager_lines(const model::Plan& plan, const Cache& cache);

}  // namespace keyplan::analysis
