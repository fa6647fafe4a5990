// Metrics of the book, of some accounts or of one as the screens show them: worked out once after a
// change, and the edits that change a metric, also one that is still the usual one.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/metrics.h"
#include "core/model/input.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

struct MetricLine {
  const analysis::UsedMetric* metric = nullptr;
  analysis::MetricState state;
  std::vector<double> line;  // its history
  std::uint64_t key = 0;     // of the record, or the standard metric
  std::string value;         // "n/a" without one
  std::string target;        // "" without one
};

class MetricsState {
 public:
  /// True: everything was worked out anew.
  bool refresh(const ScreenContext& in, const analysis::MetricScope& scope);

  const std::vector<analysis::UsedMetric>& metrics() const { return metrics_; }
  const std::vector<MetricLine>& lines() const { return lines_; }
  const MetricLine* find(std::uint64_t key) const;
  const analysis::MetricScope& scope() const { return scope_; }
  const analysis::MetricValues& values() const { return *values_; }
  /// Another number each time.
  std::uint64_t serial() const { return serial_; }

 private:
  analysis::MetricScope scope_;
  std::vector<analysis::UsedMetric> metrics_;
  std::vector<MetricLine> lines_;
  std::optional<analysis::MetricValues> values_;
  MadeFor made_for_;
  std::uint64_t serial_ = 0;
};

Tone tone_of(analysis::MetricStatus status);
/// Of the word "Rising" or "Falling": whether that is good.
Tone trend_tone(const analysis::MetricState& state);
/// "FY2026" or "now".
std::string when_text(model::Period period);
/// "Net revenue (NRR)"; of own metrics their unit.
std::string variant_text(const analysis::UsedMetric& metric);

/// A number as metrics show it: "12%", "€1.2m", "105 days".
model::Read<model::Decimal> read_metric_number(std::string_view text);
/// The number alone, to be changed.
std::string number_to_edit(analysis::Ratio number);

/// Sets the target: of the metric, where the book is shown; else of the account, for the period
/// that is shown.
void set_target(ScreenContext& in, const analysis::MetricScope& scope, const MetricLine& line,
                model::Decimal target);
/// The target in place; a text where several accounts are shown together.
void target_cell(ScreenContext& in, const analysis::MetricScope& scope, const MetricLine& line);

/// Sets a field of the metric; of a usual one the edit adds the record first.
template <auto Member>
void set_metric(ScreenContext& in, const analysis::UsedMetric& metric, std::string_view what,
                model::Value value) {
  model::Edit edit("change " + std::string(what) + " of " + metric.name);
  const model::Id id = analysis::own_metric(edit, metric, in.new_id);
  edit.set<Member>(id, std::move(value));
  in.edit(std::move(edit));
}

/// Removes an own metric, or makes a standard one usual again, with all values noted.
void remove_metric(ScreenContext& in, const analysis::UsedMetric& metric);

}  // namespace keyplan::ui
