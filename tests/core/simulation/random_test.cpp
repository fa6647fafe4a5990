#include "core/simulation/random.h"

#include <gmock/gmock.h>

#include <cmath>

namespace keyplan::simulation {
namespace {

using namespace simd;

std::array<std::uint32_t, 4> words(std::array<std::uint32_t, 4> counter,
                                   std::array<std::uint32_t, 2> key) {
  const Stream stream{key[0] | std::uint64_t{key[1]} << 32, static_cast<Purpose>(counter[1]),
                      counter[2] | std::uint64_t{counter[3]} << 32};
  const Words found = Generator(stream).words(U32{~counter[0], counter[0], 1, 2});
  return {found[0][1], found[1][1], found[2][1], found[3][1]};
}

// From kat_vectors of the authors' library Random123, philox4x32 with seven rounds.
TEST(Random, GivesThePublishedWords) {
  using testing::ElementsAre;
  EXPECT_THAT(words({0, 0, 0, 0}, {0, 0}),
              ElementsAre(0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48));
  EXPECT_THAT(words({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
              ElementsAre(0x5207ddc2, 0x45165e59, 0x4d8ee751, 0x8c52f662));
  EXPECT_THAT(words({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              ElementsAre(0x4dfccaba, 0x190a87f0, 0xc47362ba, 0xb6b5242a));
}

TEST(Simd, FunctionsAreThoseOfTheCLibrary) {
  for (int i = 0; i < 20'000; ++i) {
    const float uniform = (static_cast<float>(i) + 0.5F) / 20'000;
    EXPECT_NEAR(log(splat(uniform))[0], std::log(uniform), 3e-7 * (1 - std::log(uniform)));
    const float exponent = (uniform - 0.5F) * 40;
    EXPECT_NEAR(exp2(splat(exponent))[3] / std::exp2(exponent), 1, 4e-7);
  }
  EXPECT_EQ(exp2(splat(0.0F))[0], 1);
}

TEST(Simd, PointsLieOnTheCircleInAllDirections) {
  std::array<int, 8> octants{};
  for (std::uint32_t i = 0; i < 4096; ++i) {
    const Point point = point_on_circle(splat(i << 20));
    const double x = point.x[0];
    const double y = point.y[0];
    EXPECT_NEAR(x * x + y * y, 1, 1e-6);
    ++octants[static_cast<std::size_t>((x < 0 ? 4 : 0) + (y < 0 ? 2 : 0) +
                                       (std::abs(x) < std::abs(y) ? 1 : 0))];
  }
  for (const int count : octants) EXPECT_NEAR(count, 512, 2);
}

TEST(Simd, NormalNumbersHaveMeanZeroAndVarianceOne) {
  double sums[4] = {};
  double product = 0;
  constexpr int n = 100'000;
  const Generator generator({.seed = 7, .id = 9});
  for (std::uint32_t i = 0; i < n; ++i) {
    const Words random = generator.words(splat(i));
    const Point z = normal_pair(random[0], random[1]);
    const double x = z.x[0];
    const double y = z.y[0];
    sums[0] += x;
    sums[1] += x * x;
    sums[2] += y;
    sums[3] += y * y;
    product += x * y;
  }
  const double se = 1 / std::sqrt(n);
  EXPECT_NEAR(sums[0] / n, 0, 4 * se);
  EXPECT_NEAR(sums[2] / n, 0, 4 * se);
  EXPECT_NEAR(sums[1] / n, 1, 4 * std::sqrt(2.0) * se);
  EXPECT_NEAR(sums[3] / n, 1, 4 * std::sqrt(2.0) * se);
  EXPECT_NEAR(product / n, 0, 4 * se);
}

}  // namespace
}  // namespace keyplan::simulation
