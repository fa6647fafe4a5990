#include "ui/screens/metrics_state.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/model/display.h"

namespace keyplan::ui {

using analysis::MetricScope;
using analysis::MetricStatus;
using analysis::Trend;
using analysis::UsedMetric;
using model::Decimal;
using model::Id;
using model::Metric;
using model::MetricValue;
using model::Period;

bool MetricsState::refresh(const ScreenContext& in, const MetricScope& scope) {
  if (made_for_.holds(in, scope.account()) && scope_ == scope) return false;
  scope_ = scope;
  ++serial_;
  metrics_ = analysis::used_metrics(in.plan);
  values_.emplace(in.plan);
  lines_.clear();
  analysis::Measured measured(in.plan, in.figures, scope);
  const model::Currency base = in.figures.context().base;
  for (const UsedMetric& metric : metrics_) {
    MetricLine& line = lines_.emplace_back();
    line.metric = &metric;
    line.key = metric.id ? metric.id.bits : static_cast<std::uint64_t>(metric.standard);
    line.state = analysis::metric_state(measured, metric, *values_);
    for (const auto& point : line.state.history) line.line.push_back(point.number.value_or(0));
    line.value =
        line.state.number ? analysis::short_metric_text(metric, *line.state.number, base) : "n/a";
    if (line.state.target)
      line.target = analysis::short_metric_text(metric, *line.state.target, base);
  }
  return true;
}

const MetricLine* MetricsState::find(std::uint64_t key) const {
  const auto found = std::ranges::find(lines_, key, &MetricLine::key);
  return found == lines_.end() ? nullptr : &*found;
}

Tone tone_of(MetricStatus status) {
  switch (status) {
    case MetricStatus::on_track:
      return Tone::positive;
    case MetricStatus::at_risk:
      return Tone::warning;
    case MetricStatus::off_track:
      return Tone::negative;
    default:
      return Tone::muted;
  }
}

Tone trend_tone(const analysis::MetricState& state) {
  if (state.trend != Trend::rising && state.trend != Trend::falling) return Tone::muted;
  return state.trend_is_good ? Tone::positive : Tone::negative;
}

std::string when_text(Period period) {
  return period ? model::period_text(period) : std::string("now");
}

std::string variant_text(const UsedMetric& metric) {
  return metric.is_own() ? metric.unit_text : std::string(model::choice_label(metric.variant));
}

model::Read<Decimal> read_metric_number(std::string_view text) {
  auto read = model::read_decimal(text);
  if (read) return read;
  std::string number(text);
  for (const std::string_view unit :
       {"a day", "days", "day", "%", "\u00d7", "\u20ac", "$", "\u00a3", "\u00a0"}) {
    for (auto at = number.find(unit); at != std::string::npos; at = number.find(unit))
      number.erase(at, unit.size());
  }
  auto without_unit = model::read_decimal(number);
  return without_unit ? without_unit : read;
}

std::string number_to_edit(analysis::Ratio number) {
  if (!number) return {};
  return model::to_text(Decimal{std::llround(*number * 10'000)});
}

void set_target(ScreenContext& in, const MetricScope& scope, const MetricLine& line,
                Decimal target) {
  const UsedMetric& metric = *line.metric;
  const model::Value value = target ? model::Value{target} : model::Value{};
  const bool of_book = scope.of == MetricScope::Of::book;
  if (scope.of == MetricScope::Of::group) return;
  if (of_book && !line.state.target_is_own) {
    set_metric<&Metric::target>(in, metric, "target", value);
    return;
  }
  const int start = in.figures.context().start_month;
  const int year = line.state.period ? model::fiscal_year(line.state.period, start)
                                     : model::fiscal_year(in.today, start);
  const Period of_year{static_cast<std::int16_t>(year)};
  model::Edit edit("change target of " + metric.name);
  // What is shown may be of the month or of its year: that record is changed.
  const model::Record<MetricValue>* known = nullptr;
  if (metric.id) {
    const analysis::MetricValues values(in.plan);
    for (const auto* record : values.of(metric.id, scope.account())) {
      const Period period = record->data.period;
      const bool same = period == of_year || (line.state.period && period == line.state.period);
      if (same && (known == nullptr || record->data.target)) known = record;
    }
  }
  if (known != nullptr) {
    edit.set<&MetricValue::target>(known->id, value);
  } else if (target) {
    const Id id = analysis::own_metric(edit, metric, in.new_id);
    edit.add(
        in.new_id(),
        MetricValue{
            .account = {scope.account()}, .metric = {id}, .period = of_year, .target = target});
  }
  if (!edit.empty()) in.edit(std::move(edit));
}

void target_cell(ScreenContext& in, const MetricScope& scope, const MetricLine& line) {
  if (scope.of == MetricScope::Of::group) {
    in.ui.number(line.target.empty() ? "\u2014" : line.target);
    return;
  }
  const std::string told = "Target of " + line.metric->name;
  const std::string text = number_to_edit(line.state.target);
  const auto entered = in.ui.parsed_field("Target", text, read_metric_number,
                                          {.look = FieldLook::in_place,
                                           .placeholder = "Add",
                                           .shown = line.target,
                                           .align = Align::right,
                                           .style = TextStyle::small,
                                           .name = told});
  if (!entered) return;
  const Decimal now =
      line.state.target ? Decimal{std::llround(*line.state.target * 10'000)} : Decimal{};
  if (*entered != now) set_target(in, scope, line, *entered);
}

void remove_metric(ScreenContext& in, const UsedMetric& metric) {
  if (!metric.id) return;
  model::Edit edit(metric.is_own() ? "remove " + metric.name
                                   : "make " + metric.name + " the usual one");
  for (const auto& value : in.plan.table<MetricValue>())
    if (value.data.metric.id == metric.id) edit.remove({model::Kind::metric_value, value.id});
  edit.remove({model::Kind::metric, metric.id});
  in.edit(std::move(edit));
}

}  // namespace keyplan::ui
