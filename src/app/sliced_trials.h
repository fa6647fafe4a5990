// Runs the trials of a simulation on the page's own thread, a slice in every frame: where there are
// no workers.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "core/simulation/prepared.h"
#include "core/simulation/summary.h"

namespace keyplan::app {

class SlicedTrials {
 public:
  void start(std::string prepared, std::uint64_t count);
  void stop() { *this = {}; }
  bool running() const { return simulation_.has_value(); }
  double progress() const;
  std::optional<std::expected<simulation::Summary, model::Error>> take();

  /// One slice; true while more is to be done, so that frames go on.
  bool work();

 private:
  std::optional<simulation::Prepared> simulation_;
  std::uint64_t count_ = 0;
  std::uint64_t done_ = 0;
  std::vector<std::string> parts_;
  std::optional<std::expected<simulation::Summary, model::Error>> result_;
};

}  // namespace keyplan::app
