// A simulation as flat bytes: what a worker needs to run any of its trials, without a plan. The
// layout is of one build, as workers run the same module as the page; it is no file format. Little
// endian, every number at a multiple of its size.
//
// Nothing in the bytes is trusted: whoever reads them checks that every number is in range.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/error.h"
#include "core/simulation/inputs.h"

namespace keyplan::simulation {

inline constexpr std::uint32_t no_shock = 0xffffffff;
inline constexpr std::uint32_t chance_whole = 65536;  // chances are in 65536ths
inline constexpr std::uint64_t max_trials = 10'000'000;
inline constexpr std::uint32_t max_entities = 4'000'000;  // accounts, deals

struct PreparedAccount {
  std::uint64_t stream = 0;
  double base = 0;        // whole minor units
  float growth_log2 = 0;  // of the median growth, shocks not counted
  float spread_log2 = 0;  // standard deviation
  std::uint32_t loss_chance = 0;
  std::uint32_t sector = no_shock;
  std::uint32_t region = no_shock;
  std::uint32_t zero = 0;
};

struct PreparedDeal {
  std::uint64_t stream = 0;
  double amount = 0;  // whole minor units
  std::uint32_t chance = 0;
  std::uint32_t zero = 0;
};

struct PreparedShock {
  std::uint64_t stream = 0;
  float median_log2 = 0;  // so that the mean is 1
  float spread_log2 = 0;
};

struct Prepared {
  std::uint64_t seed = 0;
  std::uint64_t fingerprint = 0;  // of the bytes
  double price_factor = 1;
  std::int64_t fixed = 0;
  std::optional<std::int64_t> goal;
  std::vector<PreparedAccount> accounts;
  std::vector<PreparedDeal> deals;
  std::vector<PreparedShock> shocks;
};

std::string prepare(const Inputs& inputs);
std::expected<Prepared, model::Error> read_prepared(std::string_view bytes);

}  // namespace keyplan::simulation
