#include "simulation.h"

#include <cmath>
#include <string>
#include <vector>

#include "core/simulation/bytes.h"
#include "core/simulation/summary.h"
#include "javascript.h"
#include "tests/bench/measure.h"

#ifndef __EMSCRIPTEN__
#include <thread>
#endif

namespace keyplan::bench {
namespace {

using namespace keyplan::simulation;

constexpr std::uint32_t accounts = 2'000;
constexpr std::uint32_t trials = 2'048;

Inputs portfolio() {
  Inputs inputs{.price_rise = 0.02};
  for (std::uint32_t i = 0; i < 12; ++i) {
    inputs.shocks.push_back({.is_region = i >= 8, .stream = 100 + i, .spread = 0.06});
  }
  for (std::uint32_t i = 0; i < accounts; ++i) {
    inputs.accounts.push_back({.id = {1'000'003ULL * (i + 1)},
                               .base = 10'000'00 * (1 + i * 7919 % 997),
                               .loss_chance = 0.02 + 0.005 * (i % 20),
                               .growth = 0.95 + 0.005 * (i % 20),
                               .spread = 0.08 + 0.005 * (i % 20),
                               .sector = i % 8,
                               .region = 8 + i % 4});
  }
  return inputs;
}

#ifndef __EMSCRIPTEN__
void two_threads(const std::string& bytes) {
  const auto part = [&](std::uint64_t first, std::uint64_t count) {
    const auto made = run(bytes, first, count);
    if (!made) give_up(made.error().sentence);
  };
  const Contender one{"one thread", [&] { return time_of([&] { return part(0, trials), 0; }); }};
  const Contender two{"two threads", [&] {
                        return time_of([&] {
                          std::thread other([&] { part(trials / 2, trials / 2); });
                          part(0, trials / 2);
                          other.join();
                          return 0;
                        });
                      }};
  race("simulation of 4 M cells by threads", {two, one});
}
#else
void two_threads(const std::string&) {}
#endif

}  // namespace

void simulation() {
  const Inputs inputs = portfolio();
  const std::string bytes = prepare(inputs);
  const auto simulate = [&] {
    const auto part = run(bytes, 0, trials);
    if (!part) give_up(part.error().sentence);
    const std::string_view parts[] = {*part};
    return *merge(parts);
  };
  // The JavaScript contenders read the same bytes, after the number of trials.
  std::string told;
  append(told, std::uint64_t{trials});
  told += bytes;
  const double mean = expected_result(inputs);
  const auto agrees = [&](double other) { return std::abs(other / mean - 1) < 0.01; };
  if (!agrees(static_cast<double>(simulate().mean))) give_up("The simulation is off its mean.");
  for (const char* contender : {"simulate_inlined", "simulate_plainly"}) {
    const double other = call_javascript(contender, told);
    if (in_node && !agrees(other)) give_up("A simulation in JavaScript is off its mean.");
  }
  std::vector<Contender> contenders{own(simulate)};
  add_javascript(contenders, "hand-inlined JavaScript", "simulate_inlined", told);
  add_javascript(contenders, "JavaScript with Math.random", "simulate_plainly", told);
  race("simulation of 4 M cells", contenders);
  if (!in_node) two_threads(bytes);
}

}  // namespace keyplan::bench
