// Metrics: the ten of the field and the team's own, of one account, of some together or of the
// whole book, each in the variant that was chosen.
//
// "of the year" below is the base year (portfolio.h), "now" is today. (+) marks the usual variant.
// - revenue growth: (+) year on year; compound since the first year with revenue.
// - profitability: (+) (revenue - cost of goods) / revenue, of entries that name a cost;
// contribution
//   is that less cost to serve / revenue.
// - customer lifetime value, a customer: margin m a year, r = 1 - average churn (set in the
//   settings, else of the accounts together over up to three years, else of the book; of one
//   account that of the book), discount d. (+) m r / (1 + d - r); m (1 + d) / (1 + d - r); m / (1 -
//   r); sum of m r^t / (1 + d)^t over years 1 to N.
// - retention: (+) NRR; GRR; customers kept, by count; contracts that ended within twelve months
//   and were renewed, by count or by value of a year. Renewed is what renews by itself, or what
//   another contract of the account on the same offering follows within 90 days.
// - account penetration, now: (+ where any spend is entered) share of wallet, of accounts whose
//   spend is known; (+ else) cells of offerings x units sold / sellable; offerings sold to any
//   unit / sellable; units that are customers / units. The units of one account are it and all its
//   branches.
// - satisfaction, last twelve months: (+) NPS; CSAT as share of 4 and 5; CSAT as mean.
// - sales cycle: (+) mean, median of days from opened to won, of all won deals.
// - pipeline health, now: (+) coverage: open pipeline of the plan year / what is still to be sold;
//   weighted pipeline; velocity: open deals x average deal x win rate / sales cycle.
// - cost to serve, of the year: (+) share of revenue; amount.
// - engagement, now: those who decide and are in dialogue / all who decide, (+) by people; by power
//   (high 3, medium 2, low or unknown 1).
// What the plan cannot work out for a period is taken from the values noted for it.
//
// The ten are always there, as the plan's own records say or as usual. Numbers of targets and
// values are as people say them: percent as percent, amounts in whole units of the base currency.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/analysis/account_plan.h"
#include "core/analysis/cache.h"

namespace keyplan::analysis {

// Which metrics there are
// -----------------------------------------------------------------------------

struct VariantInfo {
  model::MetricVariant variant = {};
  model::StandardMetric standard = {};
  Unit unit = Unit::none;
  model::Better better = model::Better::higher;
  bool knows_past = false;  // earlier years come from dated records
  bool adds_up = false;     // an amount: what the book aims at is no aim of its accounts
  std::string_view formula;
  std::string_view note;
};
const VariantInfo& variant_info(model::MetricVariant variant);
/// Those of a standard metric, the usual one first (of penetration: share of wallet).
std::vector<model::MetricVariant> variants_of(model::StandardMetric standard);
/// What the metric tells, in a sentence.
std::string_view definition_of(model::StandardMetric standard);

struct UsedMetric {
  model::Id id;  // 0: a standard one as usual
  std::string name;
  model::StandardMetric standard = {};  // unset: an own one
  model::MetricVariant variant = {};    // unset: an own one
  std::string definition;
  std::string_view formula;
  Unit unit = Unit::none;  // of own ones none
  std::string unit_text;   // of own ones
  model::Better better = model::Better::higher;
  Ratio target;  // of the book
  Ratio warning;
  bool customer_value = false;
  bool knows_past = false;
  bool adds_up = false;
  bool is_own() const { return standard == model::StandardMetric::unset; }
};
/// Its value is of the base year; of others it is of today or of the last twelve months.
bool is_of_base_year(const UsedMetric& metric);
/// The ten in the order of the field, then own ones, then what the customer gains.
std::vector<UsedMetric> used_metrics(const model::Plan& plan);

/// "10%", "105 days", "€170 k", "4.5 points".
std::string metric_text(const UsedMetric& metric, double number, model::Currency currency);
/// The same for columns and pictures: without a unit of one's own that is more than a sign.
std::string short_metric_text(const UsedMetric& metric, double number, model::Currency currency);
/// A figure's value as targets are entered.
Ratio metric_number(const Figure& figure);

// What is measured
// ------------------------------------------------------------------------------------

struct MetricScope {
  enum class Of : std::uint8_t { book, group, account };
  Of of = Of::book;
  std::vector<model::Id> accounts;  // of a group, or the one
  model::Id account() const { return of == Of::account ? accounts.front() : model::Id{}; }
  friend bool operator==(const MetricScope&, const MetricScope&) = default;
};

struct MetricGroup {
  std::string name;  // "Not set" for accounts without one
  std::vector<model::Id> accounts;
};
/// By sector, region, country, tier or owner, in their order; accounts without one come last.
std::vector<MetricGroup> metric_groups(const model::Plan& plan, model::GroupBy by);

/// Some accounts and what metrics need of them, gathered on first use. Valid until the next change
/// of plan or cache. The order of the accounts makes no difference.
class Measured {
 public:
  Measured(const model::Plan& plan, const Cache& cache, MetricScope scope);

  const MetricScope& scope() const { return scope_; }
  const Context& context() const { return cache_.context(); }
  int base_year() const { return cache_.portfolio().base_year; }
  const Portfolio& portfolio() const;  // of these accounts
  /// As of today, or of a fiscal year; that only of metrics that know their past.
  Figure figure(const UsedMetric& metric, std::optional<int> year = {});
  /// Fiscal years for which there may be something to work out, ascending.
  std::vector<int> years(const UsedMetric& metric);

 private:
  struct Costs {
    Sum amount;
    std::map<model::ServiceCostType, Sum> by_type;
    std::vector<Gap> gaps;
  };
  struct Renewals {
    std::uint32_t due = 0;
    std::uint32_t renewed = 0;
    Sum due_value;
    Sum renewed_value;
    std::uint32_t unpriced = 0;  // without an amount or rate
  };
  struct Margin {
    Ratio share;
    const YearTotal* year = nullptr;
  };

  void growth_figure(FigureList& list, const UsedMetric& metric, int year);
  void margin_figure(FigureList& list, const UsedMetric& metric, int year);
  void lifetime_figure(FigureList& list, const UsedMetric& metric, int year);
  void cohort_figure(FigureList& list, const UsedMetric& metric, int year);
  void renewal_figure(FigureList& list, const UsedMetric& metric, std::optional<int> year);
  void wallet_figure(FigureList& list, const UsedMetric& metric);
  void penetration_figure(FigureList& list, const UsedMetric& metric);
  void satisfaction_figure(FigureList& list, const UsedMetric& metric, std::optional<int> year);
  void cycle_figure(FigureList& list, const UsedMetric& metric, std::optional<int> year);
  void pipeline_figure(FigureList& list, const UsedMetric& metric);
  void cost_figure(FigureList& list, const UsedMetric& metric, int year);
  void engagement_figure(FigureList& list, const UsedMetric& metric);

  Margin margin_of(int year) const;
  Lever<double> churn_of(int year) const;
  const Costs* costs_of(int year);
  Renewals renewals_between(model::Date first, model::Date last) const;
  const std::vector<std::int64_t>& cycles_of(int year);
  std::vector<model::Id> units() const;
  void gather_costs();
  void gather_cycles();
  std::pair<model::Date, model::Date> days_of(std::optional<int> year) const;

  const model::Plan& plan_;
  const Cache& cache_;
  MetricScope scope_;
  std::vector<const AccountResult*> results_;
  Portfolio part_;                        // of a group or account
  const Portfolio* portfolio_ = nullptr;  // of the book
  std::optional<std::map<int, Costs>> costs_;
  std::optional<std::map<int, std::vector<std::int64_t>>> cycles_;
};

// History, target, status
// -----------------------------------------------------------------------------

/// Values noted by hand, by metric and account.
class MetricValues {
 public:
  explicit MetricValues(const model::Plan& plan);
  using List = std::vector<const model::Record<model::MetricValue>*>;
  /// By the end of their period; account 0: of the whole book.
  const List& of(model::Id metric, model::Id account) const;
  /// With a value, of any of these accounts, by the end of their period.
  List of_accounts(const UsedMetric& metric, const MetricScope& scope) const;
  /// The latest of each account.
  List latest_of_accounts(const UsedMetric& metric, const MetricScope& scope) const;

 private:
  struct Key {
    model::Id metric, account;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return model::IdHash{}(key.metric) * 31 + model::IdHash{}(key.account);
    }
  };
  std::unordered_map<Key, List, KeyHash> lists_;
  std::unordered_map<model::Id, List, model::IdHash> by_metric_;  // only those of accounts
};

struct MetricPoint {
  model::Period period;  // none: now
  Ratio number;
  Ratio target;
  bool noted = false;  // by hand
  Figure figure;
};

enum class Trend : std::uint8_t { unknown, falling, steady, rising };
std::string_view trend_word(Trend trend);
/// A change below this share of the value before is none.
inline constexpr double steady_within = 0.02;

enum class MetricStatus : std::uint8_t { not_known, no_target, on_track, at_risk, off_track };
std::string_view status_word(MetricStatus status);
/// Without a warning of its own a metric is off track from a tenth beside its target.
inline constexpr double usual_warning = 0.1;
MetricStatus metric_status(Ratio number, Ratio target, Ratio warning, model::Better better);
/// `own` or the usual one.
Ratio warning_of(Ratio own, Ratio target, model::Better better);

struct MetricState {
  Figure figure;  // with the reason where there is none
  Ratio number;
  model::Period period;  // the value is of; none: now
  Ratio target;
  bool target_is_own = false;  // of this account and period, not of the metric
  Ratio warning;
  MetricStatus status = MetricStatus::not_known;
  std::string why;  // the status in a sentence
  std::vector<MetricPoint> history;
  Trend trend = Trend::unknown;
  bool trend_is_good = false;  // of rising and falling
};
/// `with_history`: else history and trend stay empty, which is what comparisons need.
MetricState metric_state(Measured& measured, const UsedMetric& metric, const MetricValues& values,
                         bool with_history = true);

// Edits
// ------------------------------------------------------------------------------------------------

using NewId = std::function<model::Id()>;
/// The metric's record; for a usual one the edit adds it.
model::Id own_metric(model::Edit& edit, const UsedMetric& metric, const NewId& new_id);
/// Keeps the values of today that the plan could not know later: those of this month, of the book
/// or an account. Empty where nothing is new.
model::Edit note_todays_values(const model::Plan& plan, Measured& measured,
                               std::span<const UsedMetric> metrics, const NewId& new_id);

}  // namespace keyplan::analysis
