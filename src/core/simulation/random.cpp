#include "core/simulation/random.h"

namespace keyplan::simulation {

Multipliers multipliers() {
  static const volatile std::uint32_t times[2] = {Philox::times_0, Philox::times_1};
  return {simd::splat(times[0]), simd::splat(times[1])};
}

}  // namespace keyplan::simulation
