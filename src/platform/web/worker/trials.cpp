// The program of a worker: runs trials of a simulation and knows nothing else, so that it starts at
// once and needs little memory. web/src/trial_worker.ts calls it; bytes lie in the inbox, which
// kt_inbox makes large enough first.

#include <emscripten/emscripten.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "core/simulation/simulate.h"

namespace {

std::string inbox;
std::optional<keyplan::simulation::Prepared> simulation;
std::string part;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE char* kt_inbox(std::size_t size) {
  inbox.resize_and_overwrite(size, [](char*, std::size_t n) { return n; });
  return inbox.data();
}

/// The simulation in the inbox is the one to run from now on. 0: these bytes are none.
EMSCRIPTEN_KEEPALIVE int kt_prepare() {
  auto read = keyplan::simulation::read_prepared(inbox);
  inbox = {};
  simulation.reset();
  if (read) simulation = std::move(*read);
  return simulation ? 1 : 0;
}

/// Size of the part, which lies at kt_part(). 0: it could not be run.
EMSCRIPTEN_KEEPALIVE std::size_t kt_run(double first, double count) {
  part.clear();
  if (!simulation) return 0;
  auto run = keyplan::simulation::run(*simulation, static_cast<std::uint64_t>(first),
                                      static_cast<std::uint64_t>(count));
  if (run) part = std::move(*run);
  return part.size();
}

EMSCRIPTEN_KEEPALIVE const char* kt_part() { return part.data(); }
}
