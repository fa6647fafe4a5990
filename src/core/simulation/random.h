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

/// Read anew wherever they are needed: of numbers the compiler knows, or has widened outside of a
/// loop, it makes a slow multiplication of 64 by 64 bits in wasm.
inline const volatile simd::U32 multipliers[2] = {simd::splat(Philox::times_0),
                                                  simd::splat(Philox::times_1)};

using Words = std::array<simd::U32, 4>;

/// The words of one stream. Only the first counter word differs between trials, so half of the
/// first two rounds is the same for all of them and done once.
class Generator {
 public:
  explicit Generator(const Stream& stream) {
    const auto c1 = static_cast<std::uint32_t>(stream.purpose);
    const auto c2 = static_cast<std::uint32_t>(stream.id);
    k0_ = static_cast<std::uint32_t>(stream.seed);
    k1_ = static_cast<std::uint32_t>(stream.seed >> 32);
    const std::uint64_t one = std::uint64_t{c2} * Philox::times_1;
    const auto c0_of_two = static_cast<std::uint32_t>(one >> 32) ^ c1 ^ k0_;
    c1_of_two_ = static_cast<std::uint32_t>(one);
    c3_ = static_cast<std::uint32_t>(stream.id >> 32);
    two_ = std::uint64_t{c0_of_two} * Philox::times_0;
  }

  /// Four words for each of the four lanes whose first counter words are given.
  Words words(simd::U32 counter) const {
    using namespace simd;
    const U32 first = multipliers[0];
    const U32 second = multipliers[1];
    std::uint32_t k0 = k0_;
    std::uint32_t k1 = k1_;
    Product a = multiply(counter, first);
    U32 c2 = a.high ^ splat(c3_ ^ k1);
    U32 c3 = a.low;
    k0 += Philox::bump_0;
    k1 += Philox::bump_1;
    Product b = multiply(c2, second);
    U32 c0 = b.high ^ splat(c1_of_two_ ^ k0);
    U32 c1 = b.low;
    c2 = c3 ^ splat(static_cast<std::uint32_t>(two_ >> 32) ^ k1);
    c3 = splat(static_cast<std::uint32_t>(two_));
    for (int round = 2; round < Philox::rounds; ++round) {
      k0 += Philox::bump_0;
      k1 += Philox::bump_1;
      a = multiply(c0, first);
      b = multiply(c2, second);
      c0 = b.high ^ c1 ^ splat(k0);
      c1 = b.low;
      c2 = a.high ^ c3 ^ splat(k1);
      c3 = a.low;
    }
    return {c0, c1, c2, c3};
  }

 private:
  std::uint32_t k0_ = 0;
  std::uint32_t k1_ = 0;
  std::uint32_t c1_of_two_ = 0;
  std::uint32_t c3_ = 0;
  std::uint64_t two_ = 0;
};

}  // namespace keyplan::simulation
