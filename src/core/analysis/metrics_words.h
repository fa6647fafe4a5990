// What the sources of metrics share: ids and labels of their figures.
#pragma once

#include <string>
#include <string_view>

#include "core/analysis/metrics.h"

namespace keyplan::analysis {

inline std::string id_of(const UsedMetric& metric) {
  const auto& choice =
      model::choices_of<model::MetricVariant>[static_cast<std::size_t>(metric.variant)];
  return "metric_" + std::string(choice.key);
}

inline std::string label_of(const UsedMetric& metric, std::string_view when = {}) {
  return metric.name + (when.empty() ? "" : " " + std::string(when));
}

inline Ratio as_ratio(std::int64_t part, std::int64_t whole) {
  return ratio(static_cast<double>(part), static_cast<double>(whole));
}

}  // namespace keyplan::analysis
