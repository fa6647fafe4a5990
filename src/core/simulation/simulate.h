// Runs trials of a prepared simulation. A pure function over bytes: it may run in any worker, in
// any slices, and in any order; what a trial gives depends on its index alone.
//
// Cost: about one cell (account x trial) a dozen clock cycles. 10,000 accounts x 20,000 trials are
// some seconds: run them in slices of a few hundred trials, which is where a slice costs little
// more than its trials.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/error.h"
#include "core/simulation/prepared.h"

namespace keyplan::simulation {

/// Trials share random words in groups of so many: slices that begin and end at multiples of it
/// compute nothing twice.
inline constexpr std::uint64_t trials_at_once = 32;

/// `count` trials from `first` on, of bytes made by prepare(). Returns the bytes of a part, for
/// merge(). Errors: bytes that are not those of a simulation, no trials, or more than max_trials.
std::expected<std::string, model::Error> run(std::string_view prepared, std::uint64_t first,
                                             std::uint64_t count);

/// The same for a simulation that was read already: for many slices in one place.
std::expected<std::string, model::Error> run(const Prepared& prepared, std::uint64_t first,
                                             std::uint64_t count);

/// Results of trials 0 to n - 1, in minor units, by index.
struct Samples {
  std::uint64_t simulation = 0;  // fingerprint of the prepared bytes
  std::optional<std::int64_t> goal;
  std::vector<std::int64_t> results;
};

/// Parts in any order. Errors: bytes that are no part, parts of different simulations, and trials
/// that are missing or there twice.
std::expected<Samples, model::Error> merge_parts(std::span<const std::string_view> parts);

}  // namespace keyplan::simulation
