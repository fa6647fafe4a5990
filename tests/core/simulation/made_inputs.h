// Inputs made of a few numbers, the same on every target.
#pragma once

#include <string>

#include "core/simulation/prepared.h"

namespace keyplan::simulation {

inline Inputs made_inputs(std::uint32_t accounts, std::uint32_t deals, std::uint64_t seed = 2027) {
  Inputs inputs{.options = {.seed = seed}, .price_rise = 0.03, .fixed = 1'234'567};
  for (std::uint32_t i = 0; i < 5; ++i) {
    inputs.shocks.push_back({.name = "Shock " + std::to_string(i),
                             .is_region = i >= 3,
                             .stream = 1000 + i,
                             .spread = 0.02 * (1 + i)});
  }
  for (std::uint32_t i = 0; i < accounts; ++i) {
    AccountInput account{.id = {(i + 1) * 0x9e3779b97f4aULL},
                         .base = 1'000'00 * (1 + i * 7919 % 997),
                         .loss_chance = 0.01 * (i % 30),
                         .growth = 0.9 + 0.01 * (i % 25),
                         .spread = 0.02 * (i % 15)};
    if (i % 4 != 0) account.sector = i % 3;
    if (i % 5 != 0) account.region = 3 + i % 2;
    inputs.accounts.push_back(account);
  }
  for (std::uint32_t i = 0; i < deals; ++i) {
    inputs.deals.push_back(
        {.id = {i + 1}, .amount = 10'000'00 * (1 + i % 13), .chance = 0.05 * (i % 21)});
  }
  inputs.goal = static_cast<std::int64_t>(expected_result(inputs));
  return inputs;
}

}  // namespace keyplan::simulation
