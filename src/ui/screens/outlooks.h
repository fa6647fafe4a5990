// What the plan, each scenario and what is tried out right now come to: their forecast at once, and
// what trials say when they were run. Shared by all pages that show it. One simulation runs at a
// time, beside the page; what is asked for first in a frame runs first.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/scenario.h"
#include "core/simulation/inputs.h"
#include "core/simulation/summary.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

struct Outlook {
  analysis::ScenarioOutcome outcome;
  std::vector<analysis::Figure> figures;  // of the outcome: scenario_figures()
  bool evaluated = false;

  // Of what is simulated
  simulation::Inputs inputs;
  std::vector<simulation::Driver> drivers;
  std::vector<analysis::Figure> driver_figures;  // driver_1, driver_2, ...
  std::optional<simulation::Summary> summary;    // of the trials that were run last
  std::vector<analysis::Figure> trial_figures;   // of that summary
  bool current = false;                          // the summary is of the plan as it is now
  std::string problem;                           // why no trial can be run

  const analysis::Figure* figure(std::string_view id) const;
};

class Outlooks {
 public:
  /// Of every simulation on every page: with fewer of some, one plan would have two P10s.
  static constexpr std::uint64_t trials = 20'000;

  /// Collects what is done and starts the next one; once a frame, before anything is asked for.
  /// What nobody asked for since the last frame is no longer run. `hold`: nothing new is started,
  /// for a value is still being dragged.
  void frame(ScreenContext& in, bool hold = false);

  /// Of the plan (no id) or a scenario, evaluated for the plan as it is now. In large plans only
  /// the first of a frame is brought up to date, the others as they were.
  const Outlook& of(ScreenContext& in, model::Id scenario);
  /// The same with trials.
  const Outlook& simulated(ScreenContext& in, model::Id scenario);
  /// Of changes that are tried out; `version` grows when they change.
  const Outlook& tried(ScreenContext& in, std::span<const analysis::TriedChange> changes,
                       std::uint64_t version);
  /// What is known of the plan as it is now, or nothing; starts nothing.
  const Outlook* known(const ScreenContext& in) const;

  /// Trials of this one are running or waiting to be run.
  bool working(model::Id scenario) const;
  bool trying() const;  // the same of what is tried out
  double progress(model::Id scenario) const;

 private:
  struct State {
    std::uint64_t revision = 0;
    std::uint64_t version = 0;
    std::uint64_t tried = 0;
    friend bool operator==(const State&, const State&) = default;
  };
  struct Entry {
    Outlook outlook;
    State evaluated_for;
    State prepared_for;
    std::string prepared;  // bytes of the simulation
    bool done = false;     // its trials were run
    double progress = 0;
  };
  bool evaluate(ScreenContext& in, Entry& entry, const State& state,
                const std::function<analysis::ScenarioOutcome()>& make);
  void prepare(ScreenContext& in, std::uint64_t key, Entry& entry, const State& state);
  void collect(ScreenContext& in);

  std::map<std::uint64_t, Entry> entries_;
  std::optional<std::uint64_t> running_;
  std::vector<std::uint64_t> wanted_;  // of this frame, in order, whose trials are to be run
  bool evaluated_one_ = false;         // in this frame
  bool prepared_one_ = false;
};

}  // namespace keyplan::ui
