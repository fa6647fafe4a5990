#include "core/analysis/retention.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::analysis {

using namespace model;

namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

LossYear year_line(int year, const Portfolio& portfolio) {
  LossYear line{.year = year};
  const YearTotal* total = portfolio.year(year);
  if (total == nullptr || year == 0 || year > portfolio.base_year || total->opening.value <= 0)
    return line;
  line.gone = saturating_add(total->lost.value, total->contraction.value);
  line.churn = revenue_churn_with_contraction(total->cohort());
  return line;
}

}  // namespace

// Losses
// ------------------------------------------------------------------------------------------

const LossYear* Losses::year(int fiscal_year) const {
  const auto found = std::ranges::find(years, fiscal_year, &LossYear::year);
  return found == years.end() ? nullptr : &*found;
}

Losses losses_of(const Plan& plan, const Cache& cache) {
  const Context& context = cache.context();
  const Portfolio& portfolio = cache.portfolio();
  Losses result;
  const auto year_of = [&](const model::Loss& loss) {
    return loss.date ? fiscal_year(loss.date, context.start_month) : 0;
  };
  std::set<int> years;
  for (const Record<model::Loss>& loss : plan.table<model::Loss>())
    years.insert(year_of(loss.data));
  for (const YearTotal& year : portfolio.years)
    if (year.year <= portfolio.base_year && year.opening.value > 0) years.insert(year.year);
  for (const int year : years) result.years.push_back(year_line(year, portfolio));

  std::map<LossReason, LossesByReason> reasons;
  std::map<std::string, RootCause> causes;
  for (const Record<model::Loss>& record : plan.table<model::Loss>()) {
    const model::Loss& loss = record.data;
    const auto place =
        static_cast<std::size_t>(std::distance(years.begin(), years.find(year_of(loss))));
    const Date day = loss.date ? loss.date : context.today;
    const auto amount = in_base(loss.amount, day, context);
    ++result.losses;
    if (!loss.amount) ++result.unpriced;
    if (loss.amount && !amount) ++result.unconverted;
    if (loss.reason == LossReason::unset) ++result.without_reason;
    result.amount += amount.value_or(0);
    LossYear& year = result.years[place];
    ++year.losses;
    year.noted += amount.value_or(0);
    LossesByReason& by_reason = reasons[loss.reason];
    by_reason.reason = loss.reason;
    by_reason.by_year.resize(years.size());
    by_reason.losses_by_year.resize(years.size());
    ++by_reason.losses;
    ++by_reason.losses_by_year[place];
    by_reason.amount += amount.value_or(0);
    by_reason.by_year[place] += amount.value_or(0);
    std::string text = trimmed(loss.root_cause);
    if (text.empty()) {
      ++result.without_cause;
      continue;
    }
    RootCause& cause = causes[text::folded(text)];
    if (cause.text.empty()) cause.text = std::move(text);
    ++cause.losses;
    cause.amount += amount.value_or(0);
    if (loss.account && !std::ranges::contains(cause.accounts, loss.account.id))
      cause.accounts.push_back(loss.account.id);
  }
  for (LossYear& year : result.years)
    if (year.gone)
      year.unexplained = std::max<std::int64_t>(0, saturating_sub(*year.gone, year.noted.value));
  for (auto& [reason, line] : reasons) {
    line.share =
        ratio(static_cast<double>(line.amount.value), static_cast<double>(result.amount.value));
    result.reasons.push_back(std::move(line));
  }
  keyplan::sort(result.reasons, [](const LossesByReason& a, const LossesByReason& b) {
    return std::tuple(b.amount.value, b.losses) < std::tuple(a.amount.value, a.losses);
  });
  for (auto& [folded, cause] : causes) result.causes.push_back(std::move(cause));
  keyplan::sort(result.causes, [](const RootCause& a, const RootCause& b) {
    return std::tuple(b.losses, b.amount.value) < std::tuple(a.losses, a.amount.value);
  });
  return result;
}

// Contracts and renewals
// --------------------------------------------------------------------------

std::vector<Ending> endings_of(const Plan& plan, const Cache& cache) {
  const Context& context = cache.context();
  std::vector<Ending> endings;
  std::set<std::pair<Id, Date>> ends;  // of contracts
  for (const Record<Contract>& record : plan.table<Contract>()) {
    const Contract& contract = record.data;
    const auto* account = plan.find(contract.account);
    if (account == nullptr || !contract.end) continue;
    ends.emplace(account->id, contract.end);
    if (contract.end < context.today) continue;
    endings.push_back({.record = {Kind::contract, record.id},
                       .account = account->id,
                       .start = contract.start,
                       .end = contract.end,
                       .notice_by = contract.notice_by,
                       .renews = contract.renews,
                       .amount = in_base(contract.value, context.today, context),
                       .at_risk = account->data.at_risk});
  }
  const int base_year = cache.portfolio().base_year;
  for (const Record<Account>& account : plan.table<Account>()) {
    const Date renewal = account.data.renewal;
    if (!renewal || renewal < context.today || ends.contains({account.id, renewal})) continue;
    const Sum revenue = cache.account(account.id).revenue(base_year);
    endings.push_back({.record = {Kind::account, account.id},
                       .account = account.id,
                       .end = renewal,
                       .amount = base_year == 0 ? std::nullopt : std::optional(revenue.value),
                       .at_risk = account.data.at_risk});
  }
  keyplan::sort(endings, {}, [](const Ending& ending) {
    return std::tuple(ending.end, ending.account, ending.record.id);
  });
  return endings;
}

// Accounts at risk
// --------------------------------------------------------------------------------

std::vector<AccountAtRisk> accounts_at_risk(const Plan& plan, const Cache& cache) {
  std::vector<AccountAtRisk> found;
  for (const Record<Account>& account : plan.table<Account>()) {
    if (account.data.at_risk == AtRisk::unset) continue;
    const AccountResult& result = cache.account(account.id);
    found.push_back({.account = account.id,
                     .severity = account.data.at_risk,
                     .revenue = result.revenue(cache.portfolio().base_year).value,
                     .next_end = next_end(plan, account.id, cache.context().today),
                     .open_actions = result.open_actions});
  }
  keyplan::sort(found, [](const AccountAtRisk& a, const AccountAtRisk& b) {
    return std::tuple(b.severity, b.revenue, a.account) <
           std::tuple(a.severity, a.revenue, b.account);
  });
  return found;
}

// Key figures
// -------------------------------------------------------------------------------------

std::vector<Figure> retention_figures(const Losses& losses, const std::vector<Ending>& endings,
                                      const std::vector<AccountAtRisk>& at_risk,
                                      const Cache& cache) {
  constexpr std::size_t inputs_shown = 12;
  const Context& context = cache.context();
  const Portfolio& portfolio = cache.portfolio();
  FigureList list(context.base, context.today);
  const LossYear* year = losses.year(portfolio.base_year);
  const bool known = year != nullptr && year->gone.has_value();
  const std::string of_year = portfolio.base_year == 0 ? "" : " " + year_text(portfolio.base_year);
  {
    auto figure = list.money("revenue_gone", "Revenue lost" + of_year,
                             known ? year->gone : std::optional<std::int64_t>());
    figure.formula("revenue of customers who left + what the others spend less")
        .otherwise("It takes revenue of two years to see what was lost.");
    if (known) {
      const YearTotal& total = *portfolio.year(portfolio.base_year);
      figure.money("Of customers who left", total.lost).money("Spent less", total.contraction);
    }
  }
  {
    Ratio share;
    if (known && *year->gone > 0)
      share = 1 - *ratio(static_cast<double>(*year->unexplained), static_cast<double>(*year->gone));
    auto figure = list.percent("revenue_gone_explained", "Lost with a reason" + of_year, share);
    figure.formula("losses noted / revenue lost, at most all of it")
        .otherwise(known ? "Nothing was lost." : "It is not known what was lost.");
    if (known) {
      figure.money("Losses noted", year->noted).money("Revenue lost", year->gone);
    }
  }
  {
    Sum sum;
    std::vector<const Ending*> soon;
    for (const Ending& ending : endings) {
      if (ending.end.days > context.today.days + renewal_notice_days) break;
      sum += ending.amount.value_or(0);
      soon.push_back(&ending);
    }
    auto figure = list.money("ends_soon", "Ends or renews within 90 days", sum);
    figure.formula("a year of the contracts and renewals that are due");
    for (std::size_t i = 0; i < soon.size() && i < inputs_shown; ++i)
      figure.money(date_text(soon[i]->end), soon[i]->amount)
          .entered(soon[i]->record,
                   soon[i]->record.kind == Kind::contract ? field_index<&Contract::end>()
                                                          : field_index<&Account::renewal>(),
                   "");
    if (soon.size() > inputs_shown)
      figure.remark("More", count_text(static_cast<std::int64_t>(soon.size() - inputs_shown)));
  }
  {
    Sum sum;
    for (const AccountAtRisk& account : at_risk) sum += account.revenue;
    auto figure = list.money("revenue_at_risk", "Revenue at risk" + of_year, sum);
    figure.formula("revenue of the accounts marked as at risk");
    for (const AtRisk severity : {AtRisk::critical, AtRisk::serious, AtRisk::watch}) {
      Sum part;
      for (const AccountAtRisk& account : at_risk)
        if (account.severity == severity) part += account.revenue;
      figure.money(std::string(choice_label(severity)), part);
    }
  }
  return list.take();
}

}  // namespace keyplan::analysis
