#include "app/sliced_trials.h"

#include <algorithm>
#include <utility>

#include "core/simulation/simulate.h"

namespace keyplan::app {
namespace {

/// Cells (accounts x trials) that a frame has time for.
constexpr std::uint64_t cells_in_a_slice = 400'000;

}  // namespace

void SlicedTrials::start(std::string prepared, std::uint64_t count) {
  *this = {};
  auto read = simulation::read_prepared(prepared);
  if (!read) {
    result_ = std::unexpected(std::move(read).error());
    return;
  }
  simulation_ = std::move(*read);
  count_ = count;
}

double SlicedTrials::progress() const {
  return count_ == 0 ? 0 : static_cast<double>(done_) / static_cast<double>(count_);
}

bool SlicedTrials::work() {
  if (!simulation_) return false;
  const std::uint64_t cells =
      std::max<std::uint64_t>(1, simulation_->accounts.size() + simulation_->deals.size());
  const std::uint64_t wished = std::max(simulation::trials_at_once, cells_in_a_slice / cells) /
                               simulation::trials_at_once * simulation::trials_at_once;
  const std::uint64_t slice = std::min(wished, count_ - done_);
  auto part = simulation::run(*simulation_, done_, slice);
  if (!part) {
    simulation_.reset();
    result_ = std::unexpected(std::move(part).error());
    return true;
  }
  parts_.push_back(std::move(*part));
  done_ += slice;
  if (done_ < count_) return true;
  const std::vector<std::string_view> parts(parts_.begin(), parts_.end());
  result_ = simulation::merge(parts);
  simulation_.reset();
  parts_.clear();
  return true;
}

std::optional<std::expected<simulation::Summary, model::Error>> SlicedTrials::take() {
  return std::exchange(result_, std::nullopt);
}

}  // namespace keyplan::app
