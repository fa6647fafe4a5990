#include "app/background_trials.h"

#include <algorithm>
#include <utility>

#include "core/simulation/simulate.h"

namespace keyplan::app {
namespace {

/// Cells (accounts x trials) of one request: some 20 ms, so that a worker is soon free for a newer
/// simulation.
constexpr std::uint64_t cells_at_once = 2'000'000;
/// At least, so that they end together.
constexpr std::uint64_t requests_each = 4;

}  // namespace

void BackgroundTrials::start(std::string prepared, std::uint64_t count) {
  stop();
  workers_.resize(platform_.trial_workers());
  on_page_ = workers_.empty();
  prepared_ = std::move(prepared);
  if (on_page_) {
    sliced_.start(prepared_, count);
    return;
  }
  auto read = simulation::read_prepared(prepared_);
  if (!read) {
    result_ = std::unexpected(std::move(read).error());
    return;
  }
  const std::uint64_t cells =
      std::max<std::uint64_t>(1, read->accounts.size() + read->deals.size());
  const std::uint64_t wished =
      std::min(cells_at_once / cells, count / workers_.size() / requests_each);
  slice_ =
      std::max<std::uint64_t>(1, wished / simulation::trials_at_once) * simulation::trials_at_once;
  count_ = count;
  for (std::size_t worker = 0; worker < workers_.size(); ++worker) give(worker);
}

bool BackgroundTrials::work() {
  if (!std::exchange(shown_, false)) {
    if (running()) stop();
    return false;
  }
  return on_page_ && sliced_.work();
}

void BackgroundTrials::stop() {
  ++simulation_;  // answers to come are of an earlier one
  sliced_.stop();
  count_ = next_ = done_ = 0;
  parts_.clear();
  result_.reset();
}

void BackgroundTrials::give(std::size_t which) {
  Worker& worker = workers_[which];
  if (worker.busy || next_ >= count_) return;
  const bool knows_it = std::exchange(worker.simulation, simulation_) == simulation_;
  worker.trials = std::min(slice_, count_ - next_);
  worker.busy = true;
  const std::uint64_t first = std::exchange(next_, next_ + worker.trials);
  platform_.run_trials(static_cast<std::uint32_t>(which), static_cast<std::uint32_t>(simulation_),
                       knows_it ? std::string_view() : std::string_view(prepared_), first,
                       worker.trials);
}

void BackgroundTrials::answered(platform::TrialsRun run) {
  if (on_page_ || run.worker >= workers_.size()) return;
  Worker& worker = workers_[run.worker];
  worker.busy = false;
  if (run.request == static_cast<std::uint32_t>(simulation_) && running()) {
    parts_.push_back(std::move(run.part));
    done_ += worker.trials;
    if (done_ == count_) {
      const std::vector<std::string_view> parts(parts_.begin(), parts_.end());
      result_ = simulation::merge(parts);
      parts_.clear();
      return;
    }
  }
  give(run.worker);
}

void BackgroundTrials::workers_failed() {
  if (on_page_) return;
  const std::uint64_t wanted = running() ? count_ : 0;
  workers_.clear();
  on_page_ = true;
  if (wanted > 0) sliced_.start(prepared_, wanted);
}

double BackgroundTrials::progress() const {
  if (on_page_) return sliced_.progress();
  return count_ == 0 ? 0 : static_cast<double>(done_) / static_cast<double>(count_);
}

std::optional<std::expected<simulation::Summary, model::Error>> BackgroundTrials::take() {
  return on_page_ ? sliced_.take() : std::exchange(result_, std::nullopt);
}

}  // namespace keyplan::app
