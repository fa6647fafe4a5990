#include "ui/screens/outlooks.h"

#include <algorithm>
#include <utility>

#include "core/simulation/prepared.h"

namespace keyplan::ui {
namespace {

constexpr std::uint64_t tried_key = ~0ull;
/// With more accounts than this, a frame has time to evaluate one scenario.
constexpr std::size_t small_plan = 1000;

}  // namespace

const analysis::Figure* Outlook::figure(std::string_view id) const {
  for (const auto* list : {&trial_figures, &driver_figures, &figures}) {
    if (const analysis::Figure* found = analysis::find_figure(*list, id)) return found;
  }
  return nullptr;
}

void Outlooks::frame(ScreenContext& in, bool hold) {
  evaluated_one_ = prepared_one_ = false;
  in.trials.still_shown();
  collect(in);
  std::erase_if(entries_, [&](const auto& entry) {  // scenarios that are gone
    return entry.first != 0 && entry.first != tried_key && entry.first != running_ &&
           in.plan.find<model::Scenario>(model::Id{entry.first}) == nullptr;
  });
  std::vector<std::uint64_t> wanted = std::exchange(wanted_, {});
  if (hold) return;
  std::erase_if(wanted, [this](std::uint64_t key) {
    const auto found = entries_.find(key);
    return found == entries_.end() || found->second.outlook.current;
  });
  if (running_ && std::ranges::contains(wanted, *running_)) return;
  if (std::exchange(running_, std::nullopt)) in.trials.stop();
  if (wanted.empty()) return;
  Entry& next = entries_.at(wanted.front());
  next.progress = 0;
  running_ = wanted.front();
  in.trials.start(next.prepared, trials);
  in.ui.request_frames();
}

void Outlooks::collect(ScreenContext& in) {
  if (!running_) {
    // Of a plan that was open before, or of nobody.
    if (in.trials.running()) in.trials.stop();
    static_cast<void>(in.trials.take());
    return;
  }
  Entry& entry = entries_.at(*running_);
  if (in.trials.running()) {
    entry.progress = in.trials.progress();
    return;
  }
  auto result = in.trials.take();
  running_.reset();
  if (!result) return;
  Outlook& outlook = entry.outlook;
  outlook.current = entry.done = true;
  if (!*result) {
    outlook.problem = result->error().sentence;
    outlook.summary.reset();
    outlook.trial_figures.clear();
    return;
  }
  outlook.summary = std::move(**result);
  outlook.trial_figures =
      simulation::simulation_figures(in.plan, outlook.inputs, *outlook.summary, {});
}

bool Outlooks::evaluate(ScreenContext& in, Entry& entry, const State& state,
                        const std::function<analysis::ScenarioOutcome()>& make) {
  if (entry.outlook.evaluated && entry.evaluated_for == state) return true;
  if (evaluated_one_ && in.figures.accounts().size() > small_plan) {
    in.ui.request_frames();
    return false;
  }
  evaluated_one_ = true;
  entry.outlook.outcome = make();
  entry.outlook.figures = analysis::scenario_figures(in.plan, entry.outlook.outcome);
  entry.outlook.evaluated = true;
  entry.evaluated_for = state;
  return true;
}

void Outlooks::prepare(ScreenContext& in, std::uint64_t key, Entry& entry, const State& state) {
  Outlook& outlook = entry.outlook;
  const bool same = !entry.prepared.empty() && entry.prepared_for == state;
  if (!same && prepared_one_ && in.figures.accounts().size() > small_plan) {
    outlook.current = false;
    in.ui.request_frames();
    return;
  }
  if (!same) {
    prepared_one_ = true;
    entry.prepared_for = state;
    auto inputs = simulation::inputs_of(in.plan, in.figures, outlook.outcome, {});
    if (!inputs) {
      outlook.problem = inputs.error().sentence;
      outlook.summary.reset();
      outlook.trial_figures.clear();
      outlook.drivers.clear();
      outlook.driver_figures.clear();
      outlook.current = true;
      entry.prepared.clear();
      return;
    }
    std::string prepared = simulation::prepare(*inputs);
    outlook.inputs = std::move(*inputs);
    outlook.drivers = simulation::drivers_of(outlook.inputs);
    outlook.driver_figures =
        simulation::simulation_figures(in.plan, outlook.inputs, {}, outlook.drivers);
    std::erase_if(outlook.driver_figures,
                  [](const analysis::Figure& figure) { return !figure.id.starts_with("driver_"); });
    if (prepared != entry.prepared) {
      entry.prepared = std::move(prepared);
      entry.done = false;
      outlook.problem.clear();
      if (running_ == key) {  // of what is no more
        in.trials.stop();
        running_.reset();
      }
    }
  }
  // A change that the simulation knows nothing of leaves its result as it is.
  outlook.current = entry.done;
  if (entry.done) return;
  wanted_.push_back(key);
  if (!running_) in.ui.request_frames();
}

const Outlook& Outlooks::of(ScreenContext& in, model::Id scenario) {
  Entry& entry = entries_[scenario.bits];
  evaluate(in, entry, {in.plan.revision(), in.figures.version(), 0},
           [&] { return analysis::evaluate_scenario(in.plan, scenario, in.figures); });
  return entry.outlook;
}

const Outlook& Outlooks::simulated(ScreenContext& in, model::Id scenario) {
  const State state{in.plan.revision(), in.figures.version(), 0};
  Entry& entry = entries_[scenario.bits];
  const bool ready = evaluate(
      in, entry, state, [&] { return analysis::evaluate_scenario(in.plan, scenario, in.figures); });
  if (ready)
    prepare(in, scenario.bits, entry, state);
  else
    entry.outlook.current = false;
  return entry.outlook;
}

const Outlook& Outlooks::tried(ScreenContext& in, std::span<const analysis::TriedChange> changes,
                               std::uint64_t version) {
  const State state{in.plan.revision(), in.figures.version(), version};
  Entry& entry = entries_[tried_key];
  // The one that somebody plays with is never late.
  evaluated_one_ = prepared_one_ = false;
  evaluate(in, entry, state,
           [&] { return analysis::evaluate_changes(in.plan, changes, in.figures); });
  prepare(in, tried_key, entry, state);
  return entry.outlook;
}

const Outlook* Outlooks::known(const ScreenContext& in) const {
  const auto found = entries_.find(0);
  if (found == entries_.end() || !found->second.outlook.current || !found->second.outlook.summary ||
      found->second.prepared_for != State{in.plan.revision(), in.figures.version(), 0})
    return nullptr;
  return &found->second.outlook;
}

bool Outlooks::working(model::Id scenario) const {
  const auto found = entries_.find(scenario.bits);
  return found != entries_.end() && !found->second.outlook.current;
}

bool Outlooks::trying() const {
  const auto found = entries_.find(tried_key);
  return found != entries_.end() && !found->second.outlook.current;
}

double Outlooks::progress(model::Id scenario) const {
  const auto found = entries_.find(scenario.bits);
  return found == entries_.end() || running_ != scenario.bits ? 0 : found->second.progress;
}

}  // namespace keyplan::ui
