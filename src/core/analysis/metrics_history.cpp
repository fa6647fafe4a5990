#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/analysis/metrics.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

using Values = MetricValues::List;

Ratio number(Decimal decimal) { return decimal ? Ratio(decimal.value()) : std::nullopt; }

Decimal decimal(double value) { return {nearest(value * 10'000)}; }

Period month_of(Date day) {
  const CivilDate date = civil(day);
  return {static_cast<std::int16_t>(date.year), static_cast<std::int8_t>(date.month)};
}

Period year_period(int year) { return {static_cast<std::int16_t>(year)}; }

/// Rounding of binary fractions is no difference.
bool reaches(double value, double mark, Better better) {
  const double slack = 1e-9 * std::max(1.0, std::abs(mark));
  return better == Better::lower ? value <= mark + slack : value >= mark - slack;
}

Ratio target_in(const Values& values, Period period, int start_month) {
  const Period year = period.month == 0 ? Period{} : year_period(fiscal_year(period, start_month));
  Ratio of_year;
  for (const auto* record : values) {
    if (!record->data.target) continue;
    if (record->data.period == period) return number(record->data.target);
    if (year && record->data.period == year) of_year = number(record->data.target);
  }
  return of_year;
}

struct Target {
  Ratio number;
  bool own = false;
};

/// Of the account and period; else of the book; else of the metric.
Target target_of(const UsedMetric& metric, const MetricValues& values, const MetricScope& scope,
                 Period period, int start_month) {
  const bool of_book = scope.of == MetricScope::Of::book;
  if (metric.id && scope.of != MetricScope::Of::group)
    if (const Ratio own = target_in(values.of(metric.id, scope.account()), period, start_month))
      return {own, true};
  if (metric.adds_up && !of_book) return {};
  if (metric.id && !of_book)
    if (const Ratio book = target_in(values.of(metric.id, {}), period, start_month))
      return {book, false};
  return {metric.target, false};
}

Figure value_figure(const UsedMetric& metric, double value, Date today) {
  const bool whole = std::abs(value - std::round(value)) < 1e-6;
  Figure figure{.id = "metric_own",
                .label = metric.name,
                .value = value,
                .unit = whole ? Unit::none : Unit::score,
                .as_of = today};
  if (metric.is_own()) return figure;
  figure.unit = metric.unit;
  if (metric.unit == Unit::percent) figure.value = value / 100;
  return figure;
}

Figure noted_figure(const UsedMetric& metric, const Record<MetricValue>& record,
                    const Context& context) {
  const double value = record.data.actual.value();
  Figure figure = value_figure(metric, value, context.today);
  if (metric.unit == Unit::money || metric.unit == Unit::money_per_day)
    figure.value = Money{nearest(value * std::pow(10.0, minor_digits(context.base))), context.base};
  figure.label += " " + period_text(record.data.period);
  figure.formula = "as noted";
  figure.inputs.push_back({.name = period_text(record.data.period),
                           .text = metric_text(metric, value, context.base),
                           .record = {Kind::metric_value, record.id},
                           .field = field_index<&MetricValue::actual>()});
  if (!record.data.note.empty()) figure.note = record.data.note;
  return figure;
}

Figure mean_figure(const UsedMetric& metric, const Values& values, const Context& context) {
  constexpr std::size_t most_inputs = 12;
  double sum = 0;
  for (const auto* record : values) sum += record->data.actual.value();
  Figure figure = value_figure(metric, sum / static_cast<double>(values.size()), context.today);
  figure.formula = "mean of the latest values of the accounts that have one";
  figure.inputs.push_back({.name = "Accounts with a value",
                           .value = static_cast<std::int64_t>(values.size()),
                           .unit = Unit::count,
                           .text = count_text(static_cast<std::int64_t>(values.size()))});
  for (std::size_t i = 0; i < std::min(values.size(), most_inputs); ++i)
    figure.inputs.push_back(
        {.name = period_text(values[i]->data.period),
         .text = metric_text(metric, values[i]->data.actual.value(), context.base),
         .record = {Kind::metric_value, values[i]->id},
         .field = field_index<&MetricValue::actual>()});
  return figure;
}

const Record<MetricValue>* latest_actual(const Values& values) {
  const Record<MetricValue>* latest = nullptr;
  for (const auto* record : values)
    if (record->data.actual) latest = record;
  return latest;
}

class State {
 public:
  State(Measured& measured, const UsedMetric& metric, const MetricValues& values)
      : measured_(measured),
        metric_(metric),
        values_(values),
        scope_(measured.scope()),
        context_(measured.context()),
        grouped_(scope_.of == MetricScope::Of::group),
        noted_(grouped_ || !metric.id ? none_ : values.of(metric.id, scope_.account())) {}

  MetricState take(bool with_history) {
    value();
    const Period period = state_.period ? state_.period : month_of(context_.today);
    const Target target = target_for(period);
    state_.target = target.number;
    state_.target_is_own = target.own;
    state_.warning = warning_of(metric_.warning, state_.target, metric_.better);
    state_.status = metric_status(state_.number, state_.target, state_.warning, metric_.better);
    state_.why = why();
    if (with_history) {
      history();
      trend();
    }
    return std::move(state_);
  }

 private:
  Target target_for(Period period) const {
    return target_of(metric_, values_, scope_, period, context_.start_month);
  }

  void value() {
    state_.figure = measured_.figure(metric_);
    const bool of_year = is_of_base_year(metric_);
    if (of_year && measured_.base_year() != 0) state_.period = year_period(measured_.base_year());
    if (!state_.figure.has_value()) noted_value(of_year);
    state_.number = metric_number(state_.figure);
  }

  /// What somebody has noted stands where nothing can be worked out.
  void noted_value(bool of_year) {
    const Record<MetricValue>* found = nullptr;
    if (of_year) {
      for (const auto* record : noted_)
        if (record->data.actual && record->data.period == state_.period) found = record;
    } else {
      found = latest_actual(noted_);
    }
    if (found != nullptr) {
      state_.figure = noted_figure(metric_, *found, context_);
      state_.period = found->data.period;
    } else if (metric_.is_own() && scope_.of != MetricScope::Of::account) {
      const Values all = values_.latest_of_accounts(metric_, scope_);
      if (all.empty()) return;
      state_.figure = mean_figure(metric_, all, context_);
      state_.period = {};
    }
    if (metric_.is_own() && !metric_.formula.empty() && state_.figure.formula.empty())
      state_.figure.formula = metric_.formula;
  }

  void add(Period period, Figure figure, bool noted) {
    const Ratio value = metric_number(figure);
    if (!value) return;
    state_.history.push_back(
        {.period = period,
         .number = value,
         .target = target_for(period ? period : month_of(context_.today)).number,
         .noted = noted,
         .figure = std::move(figure)});
  }

  void history() {
    for (const int year : measured_.years(metric_))
      add(year_period(year), measured_.figure(metric_, year), false);
    const bool now = !metric_.is_own() && !metric_.knows_past && state_.number && !state_.period;
    for (const auto* record : noted_) {
      if (!record->data.actual) continue;
      const Period period = record->data.period;
      if (std::ranges::contains(state_.history, period, &MetricPoint::period)) continue;
      // Today's value takes the place of what was noted for the time that still runs.
      if (now && last_day(period, context_.start_month) >= context_.today) continue;
      add(period, noted_figure(metric_, *record, context_), true);
    }
    if (metric_.is_own() && state_.history.empty()) means();
    keyplan::sort(state_.history, {}, [this](const MetricPoint& point) {
      return std::tuple(last_day(point.period, context_.start_month), point.period.month != 0);
    });
    if (now) add({}, state_.figure, false);
  }

  /// Of several accounts: the mean of those that have a value, by period.
  void means() {
    if (scope_.of == MetricScope::Of::account) return;
    std::map<Period, Values> by_period;
    for (const auto* record : values_.of_accounts(metric_, scope_))
      by_period[record->data.period].push_back(record);
    for (auto& [period, list] : by_period) add(period, mean_figure(metric_, list, context_), true);
  }

  void trend() {
    const auto& points = state_.history;
    if (points.size() < 2) return;
    const double before = *points[points.size() - 2].number;
    const double now = *points.back().number;
    const double change = now - before;
    const double scale = std::max(std::abs(before), std::abs(now));
    state_.trend = std::abs(change) <= steady_within * scale ? Trend::steady
                   : change > 0                              ? Trend::rising
                                                             : Trend::falling;
    state_.trend_is_good = (state_.trend == Trend::rising) == (metric_.better == Better::higher);
  }

  std::string text(double value) const { return metric_text(metric_, value, context_.base); }

  std::string why() const {
    if (!state_.number) return state_.figure.na_reason;
    if (!state_.target)
      return metric_.adds_up && metric_.target && scope_.of != MetricScope::Of::book
                 ? "The target is for the whole book."
                 : "No target is set.";
    const std::string value = text(*state_.number);
    const std::string target = text(*state_.target);
    const std::string_view side = metric_.better == Better::lower ? "at most" : "at least";
    if (state_.status == MetricStatus::on_track)
      return value + " is " + std::string(side) + " the target of " + target + ".";
    const std::string warning = text(*state_.warning);
    if (state_.status == MetricStatus::at_risk)
      return value + " misses the target of " + target + "; off track is what is worse than " +
             warning + ".";
    return value + " is worse than " + warning + ", where off track begins; the target is " +
           target + ".";
  }

  static inline const Values none_;
  Measured& measured_;
  const UsedMetric& metric_;
  const MetricValues& values_;
  const MetricScope& scope_;
  const Context& context_;
  bool grouped_;
  const Values& noted_;  // of the account or the book
  MetricState state_;
};

}  // namespace

// Values
// ------------------------------------------------------------------------------------------

MetricValues::MetricValues(const Plan& plan) {
  const int start = plan.fiscal_start_month();
  for (const Record<MetricValue>& record : plan.table<MetricValue>()) {
    const MetricValue& data = record.data;
    if (!data.metric || !data.period) continue;
    lists_[{data.metric.id, data.account.id}].push_back(&record);
    if (data.account && data.actual) by_metric_[data.metric.id].push_back(&record);
  }
  const auto by_end = [start](const Record<MetricValue>* record) {
    // A month that ends with its year stands after it; of equals the later record counts.
    return std::tuple(last_day(record->data.period, start), record->data.period.month != 0,
                      record->id);
  };
  for (auto& [key, list] : lists_) keyplan::sort(list, {}, by_end);
  for (auto& [metric, list] : by_metric_) keyplan::sort(list, {}, by_end);
}

const MetricValues::List& MetricValues::of(Id metric, Id account) const {
  static const List none;
  const auto found = lists_.find({metric, account});
  return found == lists_.end() ? none : found->second;
}

MetricValues::List MetricValues::of_accounts(const UsedMetric& metric,
                                             const MetricScope& scope) const {
  const auto found = by_metric_.find(metric.id);
  if (found == by_metric_.end()) return {};
  if (scope.of == MetricScope::Of::book) return found->second;
  std::vector<Id> accounts = scope.accounts;
  keyplan::sort(accounts);
  List list;
  for (const auto* record : found->second)
    if (std::ranges::binary_search(accounts, record->data.account.id)) list.push_back(record);
  return list;
}

MetricValues::List MetricValues::latest_of_accounts(const UsedMetric& metric,
                                                    const MetricScope& scope) const {
  std::map<Id, const Record<MetricValue>*> latest;
  for (const auto* record : of_accounts(metric, scope)) latest[record->data.account.id] = record;
  List list;
  for (const auto& [account, record] : latest) list.push_back(record);
  return list;
}

// Status
// ------------------------------------------------------------------------------------------

std::string_view trend_word(Trend trend) {
  switch (trend) {
    case Trend::unknown:
      return "";
    case Trend::falling:
      return "Falling";
    case Trend::steady:
      return "Steady";
    case Trend::rising:
      return "Rising";
  }
  return "";
}

std::string_view status_word(MetricStatus status) {
  switch (status) {
    case MetricStatus::not_known:
      return "Not known";
    case MetricStatus::no_target:
      return "No target";
    case MetricStatus::on_track:
      return "On track";
    case MetricStatus::at_risk:
      return "At risk";
    case MetricStatus::off_track:
      return "Off track";
  }
  return "";
}

Ratio warning_of(Ratio own, Ratio target, Better better) {
  if (own || !target) return own;
  const double distance = usual_warning * std::abs(*target);
  return better == Better::lower ? *target + distance : *target - distance;
}

MetricStatus metric_status(Ratio number, Ratio target, Ratio warning, Better better) {
  if (!number) return MetricStatus::not_known;
  if (!target) return MetricStatus::no_target;
  if (reaches(*number, *target, better)) return MetricStatus::on_track;
  return warning && reaches(*number, *warning, better) ? MetricStatus::at_risk
                                                       : MetricStatus::off_track;
}

MetricState metric_state(Measured& measured, const UsedMetric& metric, const MetricValues& values,
                         bool with_history) {
  return State(measured, metric, values).take(with_history);
}

// Edits
// -------------------------------------------------------------------------------------------

Id own_metric(Edit& edit, const UsedMetric& metric, const NewId& new_id) {
  if (metric.id) return metric.id;
  const Id id = new_id();
  // With its variant: what was chosen must not change with the data.
  edit.add(id, Metric{.standard = metric.standard, .variant = metric.variant});
  return id;
}

Edit note_todays_values(const Plan& plan, Measured& measured, std::span<const UsedMetric> metrics,
                        const NewId& new_id) {
  const MetricScope& scope = measured.scope();
  const Period month = month_of(measured.context().today);
  Edit edit("note the values of " + period_text(month));
  if (scope.of == MetricScope::Of::group) return edit;
  const MetricValues values(plan);
  for (const UsedMetric& metric : metrics) {
    if (metric.is_own() || metric.knows_past) continue;
    const Ratio value = metric_number(measured.figure(metric));
    if (!value) continue;
    const Decimal actual = decimal(*value);
    const Record<MetricValue>* noted = nullptr;
    if (metric.id)
      for (const auto* record : values.of(metric.id, scope.account()))
        if (record->data.period == month) noted = record;
    if (noted != nullptr) {
      if (noted->data.actual != actual) edit.set<&MetricValue::actual>(noted->id, Value{actual});
      continue;
    }
    const Id id = own_metric(edit, metric, new_id);
    edit.add(new_id(),
             MetricValue{
                 .account = {scope.account()}, .metric = {id}, .period = month, .actual = actual});
  }
  return edit;
}

}  // namespace keyplan::analysis
