// Share of wallet: our revenue of the shown year / what customers say they spend a year on what we
// sell. Of accounts whose spend is known; what cells of whitespace could bring is another thing
// (book_whitespace.h).
#pragma once

#include <cstdint>
#include <string>

#include "core/analysis/account.h"
#include "core/analysis/explained.h"

namespace keyplan::analysis {

struct Wallet {
  Sum revenue;
  Sum spend;
  std::int64_t accounts = 0;     // of these
  std::int64_t without = 0;      // left out: nobody entered what they spend
  std::int64_t unconverted = 0;  // left out: no exchange rate
  model::Id example;             // one of the accounts

  void add(const model::Record<model::Account>& account, const AccountResult& result,
           int shown_year, const Context& context);
  Ratio share(int shown_year) const;
};
/// With revenue and spend. `alone`: it is of one account, so nothing is told of how many.
FigureList::Builder wallet_figure(FigureList& list, std::string id, std::string label,
                                  const Wallet& wallet, int shown_year, bool alone);

}  // namespace keyplan::analysis
