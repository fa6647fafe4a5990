// Trials of a simulation, run beside the page: the application says how, in workers or a little in
// every frame. What they give is the same either way.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "core/simulation/summary.h"

namespace keyplan::ui {

class Trials {
 public:
  virtual ~Trials() = default;
  /// Of bytes made by simulation::prepare(). Whatever was running before is dropped.
  virtual void start(std::string prepared, std::uint64_t count) = 0;
  virtual void stop() = 0;
  /// Told in every frame by whoever shows what comes of it; a simulation of which nobody tells so
  /// is dropped, for another page is open.
  virtual void still_shown() = 0;
  virtual bool running() const = 0;
  virtual double progress() const = 0;  // 0 to 1
  /// The result, once, when all trials are there.
  virtual std::optional<std::expected<simulation::Summary, model::Error>> take() = 0;
};

}  // namespace keyplan::ui
