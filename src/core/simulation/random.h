// Random numbers that are a pure function of where they are used: Philox4x32 with seven rounds, the
// fewest that pass BigCrush (Salmon, Moraes, Dror, Shaw: "Parallel Random Numbers: As Easy as 1, 2,
// 3", SC11). A counter and a key give four words of 32 bits; there is no state, so trials can be
// split among workers in any way and give the same numbers.
//
// key     = seed
// counter = (four lanes a group of trials, purpose, id of the account, deal or shock)
//
// An account keeps its luck whatever else is in the plan: two scenarios with the same seed differ
// by what they change and by nothing else.
#pragma once

#include <array>
#include <cstdint>

#include "core/simulation/simd.h"

namespace keyplan::simulation {

enum class Purpose : std::uint32_t { account, deal, shock };

/// One stream of random words.
struct Stream {
  std::uint64_t seed = 0;
  Purpose purpose = Purpose::account;
  std::uint64_t id = 0;
};

struct Philox {
  static constexpr int rounds = 7;
  static constexpr std::uint32_t bump_0 = 0x9E3779B9;
  static constexpr std::uint32_t bump_1 = 0xBB67AE85;
  static constexpr std::uint32_t times_0 = 0xD2511F53;
  static constexpr std::uint32_t times_1 = 0xCD9E8D57;
};

using Words = std::array<simd::U32, 4>;

/// The two multipliers, unknown to the compiler: it then multiplies halves to a whole in one
/// instruction of wasm, where it takes a slow multiplication of wholes for a known number.
struct Multipliers {
  simd::U32 first;
  simd::U32 second;
};
Multipliers multipliers();

/// Four words for each of the four lanes whose first counter words are given.
inline Words random_words(const Multipliers& times, const Stream& stream, simd::U32 counter) {
  using namespace simd;
  U32 c0 = counter;
  U32 c1 = splat(static_cast<std::uint32_t>(stream.purpose));
  U32 c2 = splat(static_cast<std::uint32_t>(stream.id));
  U32 c3 = splat(static_cast<std::uint32_t>(stream.id >> 32));
  std::uint32_t k0 = static_cast<std::uint32_t>(stream.seed);
  std::uint32_t k1 = static_cast<std::uint32_t>(stream.seed >> 32);
  for (int round = 0; round < Philox::rounds; ++round) {
    const Product a = multiply(c0, times.first);
    const Product b = multiply(c2, times.second);
    c0 = b.high ^ c1 ^ splat(k0);
    c1 = b.low;
    c2 = a.high ^ c3 ^ splat(k1);
    c3 = a.low;
    k0 += Philox::bump_0;
    k1 += Philox::bump_1;
  }
  return {c0, c1, c2, c3};
}

}  // namespace keyplan::simulation
