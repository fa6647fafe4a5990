#include <algorithm>
#include <map>
#include <set>

#include "core/analysis/metrics_words.h"
#include "core/analysis/wallet.h"
#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

using enum MetricVariant;
using V = MetricVariant;
using Builder = FigureList::Builder;

constexpr int days_a_year = 365;
constexpr int renewed_within = 90;  // days beside the end

}  // namespace

// Renewals
// ----------------------------------------------------------------------------------------

std::pair<Date, Date> Measured::days_of(std::optional<int> year) const {
  const Date today = context().today;
  if (!year) return {{today.days - days_a_year}, today};
  const Date last = last_day(Period{static_cast<std::int16_t>(*year)}, context().start_month);
  return {fiscal_year_start(*year, context().start_month), std::min(last, today)};
}

Measured::Renewals Measured::renewals_between(Date first, Date last) const {
  Renewals renewals;
  for (const AccountResult* result : results_) {
    const auto contracts = plan_.of_account<Contract>(result->id);
    if (contracts.empty() || !result->id) continue;
    for (const Record<Contract>& record : contracts) {
      const Contract& contract = record.data;
      // What ends today can still be renewed.
      if (!contract.end || contract.end < first || contract.end > last ||
          contract.end >= context().today)
        continue;
      const auto follows = [&](const Record<Contract>& other) {
        if (!other.data.start || other.id == record.id) return false;
        const int gap = other.data.start.days - contract.end.days;
        return other.data.offering == contract.offering && gap >= -renewed_within &&
               gap <= renewed_within && (!other.data.end || other.data.end > contract.end);
      };
      const bool renewed =
          contract.renews || std::any_of(contracts.begin(), contracts.end(), follows);
      const auto value = in_base(contract.value, contract.end, context());
      ++renewals.due;
      renewals.renewed += renewed ? 1 : 0;
      if (!value) ++renewals.unpriced;
      renewals.due_value += value.value_or(0);
      if (renewed) renewals.renewed_value += value.value_or(0);
    }
  }
  return renewals;
}

void Measured::renewal_figure(FigureList& list, const UsedMetric& metric, std::optional<int> year) {
  const auto [first, last] = days_of(year);
  const Renewals found = renewals_between(first, last);
  const bool by_value = metric.variant == retention_renewal_value;
  const Ratio value = by_value ? renewal_rate(static_cast<double>(found.renewed_value.value),
                                              static_cast<double>(found.due_value.value))
                               : renewal_rate(found.renewed, found.due);
  Builder figure =
      list.percent(id_of(metric), label_of(metric, year ? year_text(*year) : ""), value);
  figure
      .otherwise(found.due == 0 ? (year ? "No contract ended in the year."
                                        : "No contract ended within twelve months.")
                                : "None of the contracts that ended has an amount.")
      .count("Contracts that ended", found.due)
      .count("Renewed", found.renewed);
  if (!by_value) return;
  figure.money("A year of those that ended", found.due_value)
      .money("A year of those renewed", found.renewed_value);
  if (found.unpriced > 0) figure.count("Left out: without an amount or rate", found.unpriced);
}

// Penetration
// -------------------------------------------------------------------------------------

/// Accounts that exist; below one account all its branches.
std::vector<Id> Measured::units() const {
  std::vector<Id> found;
  for (const AccountResult* result : results_)
    if (plan_.find<Account>(result->id) != nullptr) found.push_back(result->id);
  if (scope_.of != MetricScope::Of::account) return found;
  std::set<Id> seen(found.begin(), found.end());  // parents may go in a circle
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const Record<Account>& branch : plan_.branches(found[i]))
      if (seen.insert(branch.id).second) found.push_back(branch.id);
  return found;
}

void Measured::wallet_figure(FigureList& list, const UsedMetric& metric) {
  Wallet wallet;
  for (const AccountResult* result : results_)
    if (const auto* account = plan_.find<Account>(result->id))
      wallet.add(*account, *result, portfolio().shown_year, context());
  analysis::wallet_figure(list, id_of(metric), label_of(metric), wallet, portfolio().shown_year,
                          scope_.of == MetricScope::Of::account);
}

void Measured::penetration_figure(FigureList& list, const UsedMetric& metric) {
  const std::vector<Id> all = units();
  std::int64_t sold = 0;
  std::int64_t sellable = 0;
  if (metric.variant == penetration_units) {
    const int year = portfolio().shown_year;
    for (const Id unit : all) sold += cache_.account(unit).revenue(year).value > 0 ? 1 : 0;
    // An account without branches buys or does not; that is no share.
    const bool one = scope_.of == MetricScope::Of::account && all.size() == 1;
    sellable = one || year == 0 ? 0 : static_cast<std::int64_t>(all.size());
    list.percent(id_of(metric), label_of(metric), penetration(sold, sellable))
        .otherwise(one ? "The account has no branches." : "No revenue is recorded.")
        .count("Units that buy", sold)
        .count("Units", static_cast<std::int64_t>(all.size()));
    return;
  }
  const std::vector<Id> offerings = offerings_of(plan_);
  std::map<Id, std::int64_t> never;  // by offering: units at which it can never be sold
  std::set<Id> owned;
  std::int64_t cells_owned = 0;
  std::int64_t cells_never = 0;
  for (const Id unit : all) {
    for (const OfferingCell& cell : cells_of(plan_, unit, context(), offerings)) {
      if (cell.state == CellState::owned) {
        ++cells_owned;
        owned.insert(cell.offering);
      } else if (cell.state == CellState::not_applicable) {
        ++cells_never;
        ++never[cell.offering];
      }
    }
  }
  const auto offering_count = static_cast<std::int64_t>(offerings.size());
  const auto unit_count = static_cast<std::int64_t>(all.size());
  const bool by_cell = metric.variant == penetration_cells;
  if (by_cell) {
    sold = cells_owned;
    sellable = offering_count * unit_count - cells_never;
  } else {
    sold = static_cast<std::int64_t>(owned.size());
    sellable = offering_count - std::ranges::count_if(never, [&](const auto& one) {
                 return one.second == unit_count;
               });
  }
  Builder figure = list.percent(id_of(metric), label_of(metric), penetration(sold, sellable));
  figure
      .otherwise(offering_count == 0 ? "The plan has no offerings yet." : "Nothing could be sold.")
      .count(by_cell ? "Cells sold" : "Offerings sold", sold)
      .count(by_cell ? "Cells that could be sold" : "Offerings that could be sold", sellable)
      .count("Offerings", offering_count)
      .count("Units", unit_count);
  if (by_cell && cells_never > 0) figure.count("Left out: not applicable", cells_never);
}

// Satisfaction
// ------------------------------------------------------------------------------------

void Measured::satisfaction_figure(FigureList& list, const UsedMetric& metric,
                                   std::optional<int> year) {
  const auto [first, last] = days_of(year);
  const bool nps = metric.variant == satisfaction_nps;
  std::vector<int> answers;
  for (const AccountResult* result : results_) {
    if (plan_.find<Account>(result->id) == nullptr) continue;
    const auto own =
        answers_between(plan_, result->id, nps ? Survey::nps : Survey::csat, first, last);
    answers.insert(answers.end(), own.begin(), own.end());
  }
  const std::string label = label_of(metric, year ? year_text(*year) : "");
  const auto count_from = [&](int low, int high) {
    return std::ranges::count_if(answers,
                                 [&](int answer) { return answer >= low && answer <= high; });
  };
  Builder figure =
      nps ? list.points(id_of(metric), label, net_promoter_score(answers))
      : metric.variant == V::satisfaction_mean
          ? list.score(id_of(metric), label, analysis::satisfaction_mean(answers))
          : list.percent(id_of(metric), label, analysis::satisfaction_top_two(answers));
  figure.otherwise(year ? "Nobody was asked in the year." : "Nobody was asked within a year.")
      .count("Scores", static_cast<std::int64_t>(answers.size()));
  if (nps)
    figure.count("Of 9 and 10", count_from(9, 10))
        .count("Of 7 and 8", count_from(7, 8))
        .count("Of 0 to 6", count_from(0, 6));
  else
    figure.count("Of 4 and 5", count_from(4, 5)).count("Of 1 to 3", count_from(1, 3));
}

// Engagement
// --------------------------------------------------------------------------------------

void Measured::engagement_figure(FigureList& list, const UsedMetric& metric) {
  std::vector<PersonState> people;
  for (const AccountResult* result : results_) {
    if (result->people == 0 || plan_.find<Account>(result->id) == nullptr) continue;
    auto own = people_of(plan_, result->id, context().today);
    people.insert(people.end(), own.begin(), own.end());
  }
  const Coverage coverage = coverage_of(people);
  Builder figure =
      list.percent(id_of(metric), label_of(metric),
                   metric.variant == engagement_people ? coverage.plain : coverage.weighted);
  figure.otherwise("Nobody is known to decide.")
      .count("Who decide", coverage.deciders)
      .count("Of them in dialogue", coverage.engaged);
  if (scope_.of != MetricScope::Of::account) return;
  for (const PersonState& state : people) {
    if (!state.present || !state.decides || state.engaged) continue;
    figure.remark(state.person->data.name, "not in dialogue")
        .entered({Kind::person, state.person->id}, field_index<&Person::relationship>(), "");
  }
}

}  // namespace keyplan::analysis
