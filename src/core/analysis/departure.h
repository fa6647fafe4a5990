// Somebody leaves, and what has to be done: an account manager or colleague of ours, a person at
// the customer, a whole account. Amounts are minor units of the base currency. Names are looked up
// when a sentence is made; everything else points to records.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/account_plan.h"
#include "core/analysis/cache.h"

namespace keyplan::analysis {

/// So many working days later; weekends do not count, holidays are not known.
model::Date working_days_later(model::Date day, int days);

// Of ours
// -----------------------------------------------------------------------------------------

/// Whom to call, by whom, until when. People who decide and champions of strategic and key accounts
/// with a renewal or contract end within 180 days are called within two working days, everybody
/// else within five. The manager of the one who leaves calls, else a sponsor of the account.
struct Call {
  model::Id person;
  model::Id account;
  model::Id caller;  // none = nobody of ours is left who could call
  model::Date until;
  bool decides = false;
  bool champion = false;
  std::string reason;  // a sentence
};

/// Can the account go to somebody else without risking the renewal?
struct Reassignment {
  std::vector<std::string> for_it;  // sentences
  std::vector<std::string> against;
  bool safe() const { return against.empty(); }
};

struct AccountOfLeaver {
  model::Id account;
  bool owned = false;          // else they only know people or deals there
  std::int64_t last_year = 0;  // revenue of the base year
  std::optional<std::int64_t> forecast;
  std::optional<Deadline> end;  // next renewal or contract end
  Reassignment reassignment;    // of owned accounts
};

/// What a successor takes over.
struct HandOver {
  std::vector<model::RecordKey>
      records;  // actions, visits, goals, risks, pairings, escalation steps, roles
  std::uint32_t open_actions = 0;
  std::uint32_t next_visits = 0;
  std::uint32_t goals = 0;
  std::uint32_t risks = 0;
  std::uint32_t sponsor_pairings = 0;
  std::uint32_t escalation_steps = 0;
  std::uint32_t roles = 0;  // on accounts, that are not over
};

struct MemberLeaves {
  model::Id member;
  model::Id manager;                      // none = nobody
  std::vector<AccountOfLeaver> accounts;  // owned ones first, then by revenue
  std::vector<model::Id> people;          // whose contact they are, and who have not left
  std::vector<model::Id> deals;           // open
  Sum revenue_last_year;                  // of owned accounts
  Sum forecast;
  Sum pipeline;              // open deals of theirs
  bool unconverted = false;  // a deal without exchange rate is left out
  std::vector<Call> calls;
  HandOver hand_over;
};
MemberLeaves member_leaves(const model::Plan& plan, model::Id member, const Cache& cache);

// Of theirs
// ---------------------------------------------------------------------------------------

struct Successor {
  model::Id person;
  int points = 0;  // see departure.cpp
  std::vector<std::string> reasons;
};

struct PersonLeaves {
  model::Id person;
  model::Id account;
  /// What names them, open things only: goals agreed, insights, values confirmed, sponsor pairings,
  /// escalation steps, visits, actions.
  std::vector<model::RecordKey> named_in;
  std::vector<model::Id>
      goals;  // of ours, which they agreed to or the insights they own are behind
  std::vector<model::Id> deals;  // open deals of the account, where they decide or speak for us
  Sum deal_amount;
  std::vector<Successor> successors;  // the best first, at most three
  std::vector<std::string> actions;   // what to do, the most urgent first
};
PersonLeaves person_leaves(const model::Plan& plan, model::Id person, const Context& context);

// An account
// -----------------------------------------------------------------------------------------

struct AccountLost {
  model::Id account;
  Sum revenue;                      // of the year shown, branches included
  Ratio share;                      // of all revenue
  std::vector<model::Id> branches;  // that go with it
  std::int64_t pipeline = 0;        // open deals that go with it
  Ratio win_rate;
  std::optional<std::int64_t> refill;  // pipeline to win to make up for it: revenue / win rate
  std::vector<std::string> sentences;
};
AccountLost account_lost(const model::Plan& plan, model::Id account, const Cache& cache);

}  // namespace keyplan::analysis
