// Runs the trials of a simulation in the workers of the platform, or, where there are none, a slice
// in every frame. What a trial gives depends on its index alone, so the result is the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/sliced_trials.h"
#include "platform/platform.h"
#include "ui/screens/trials.h"

namespace keyplan::app {

class BackgroundTrials final : public ui::Trials {
 public:
  explicit BackgroundTrials(platform::Platform& platform) : platform_(platform) {}

  void start(std::string prepared, std::uint64_t count) override;
  void stop() override;
  void still_shown() override { shown_ = true; }
  bool running() const override { return on_page_ ? sliced_.running() : done_ < count_; }
  double progress() const override;
  std::optional<std::expected<simulation::Summary, model::Error>> take() override;

  void answered(platform::TrialsRun run);
  /// There are no workers any more: what was running begins anew on the page.
  void workers_failed();
  /// Once a frame; true while frames have to go on.
  bool work();

 private:
  struct Worker {
    bool busy = false;
    std::uint64_t simulation = 0;  // it was given last
    std::uint64_t trials = 0;      // of the request it works on
  };
  void give(std::size_t worker);

  platform::Platform& platform_;
  SlicedTrials sliced_;
  bool on_page_ = false;
  bool shown_ = false;  // said so since the last frame
  std::string prepared_;
  std::uint64_t simulation_ = 0;  // grows with every start
  std::uint64_t count_ = 0;
  std::uint64_t slice_ = 0;
  std::uint64_t next_ = 0;  // first trial that nobody was given
  std::uint64_t done_ = 0;
  std::vector<Worker> workers_;
  std::vector<std::string> parts_;
  std::optional<std::expected<simulation::Summary, model::Error>> result_;
};

}  // namespace keyplan::app
