#include "core/analysis/wallet.h"

#include <utility>

#include "core/analysis/account_plan.h"
#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

void Wallet::add(const Record<Account>& account, const AccountResult& result, int shown_year,
                 const Context& context) {
  if (!account.data.category_spend) {
    ++without;
    return;
  }
  const auto amount = in_base(account.data.category_spend, context.today, context);
  if (!amount) {
    ++unconverted;
    return;
  }
  ++accounts;
  example = account.id;
  revenue += result.revenue(shown_year);
  spend += *amount;
}

Ratio Wallet::share(int shown_year) const {
  if (revenue.overflowed || spend.overflowed || shown_year == 0) return std::nullopt;
  return share_of_wallet(revenue.value, spend.value);
}

FigureList::Builder wallet_figure(FigureList& list, std::string id, std::string label,
                                  const Wallet& wallet, int shown_year, bool alone) {
  auto figure = list.percent(std::move(id), std::move(label), wallet.share(shown_year));
  figure
      .otherwise(wallet.accounts == 0 ? "Nobody has entered what they spend on what we sell."
                                      : "No revenue is recorded.")
      .money("Our revenue" + (shown_year == 0 ? std::string() : " " + year_text(shown_year)),
             wallet.revenue)
      .money("Their spend a year", wallet.spend);
  if (wallet.accounts == 1)
    figure.entered({Kind::account, wallet.example}, field_index<&Account::category_spend>(), "");
  if (!alone) {
    figure.count("Accounts with a known spend", wallet.accounts);
    if (wallet.without > 0) figure.count("Left out: spend not known", wallet.without);
  }
  if (wallet.unconverted > 0) figure.count("Left out: no exchange rate", wallet.unconverted);
  return figure;
}

}  // namespace keyplan::analysis
