// Invented portfolios of any size, the same on every machine: for measuring and for tests that need
// many records. About 5.5 kB of file and eleven records an account.
#pragma once

#include <cstddef>
#include <string>

#include "core/model/plan.h"

namespace keyplan::bench {

inline constexpr std::size_t records_an_account = 11;

/// `accounts` accounts, each with its revenue, deals, actions and people; a team, offerings, rates
/// and a goal. Planned is the fiscal year 2026; no date is later than 2027. Some fields were edited
/// after their record was made. The plan's session goes on.
model::Plan generate_plan(std::size_t accounts);

/// The same after `percent` of all fields that hold something were edited in `sessions` later
/// sessions: what merge data costs (plan-format.md B5).
model::Plan generate_edited_plan(std::size_t accounts, std::size_t sessions, std::size_t percent);

/// A table of deals as one CRM exports it: `rows` rows below the header, for `accounts` accounts
/// that a second table, `accounts_csv`, describes.
struct Export {
  std::string accounts_csv;
  std::string deals_csv;
};
Export generate_export(std::size_t rows, std::size_t accounts = 2000);

}  // namespace keyplan::bench
