#include "core/simulation/simulate.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "core/simulation/bytes.h"
#include "core/simulation/random.h"
#include "core/simulation/summary.h"
#include "tests/core/simulation/made_inputs.h"

namespace keyplan::simulation {
namespace {

using testing::HasSubstr;

std::string part(std::string_view bytes, std::uint64_t first, std::uint64_t count) {
  auto made = run(bytes, first, count);
  EXPECT_TRUE(made) << made.error().sentence;
  return made.value_or(std::string());
}

Samples samples_of(const std::vector<std::string>& parts) {
  const std::vector<std::string_view> views(parts.begin(), parts.end());
  auto merged = merge_parts(views);
  EXPECT_TRUE(merged) << merged.error().sentence;
  return merged.value_or(Samples{});
}
Samples samples_of(const Inputs& inputs, std::uint64_t trials) {
  return samples_of({part(prepare(inputs), 0, trials)});
}

// The same model once more, one number after the other, in double precision and with the functions
// of the C library.
namespace reference {

std::array<std::uint32_t, 4> philox(std::uint64_t seed, Purpose purpose, std::uint64_t id,
                                    std::uint32_t counter) {
  std::array<std::uint32_t, 4> c{counter, static_cast<std::uint32_t>(purpose),
                                 static_cast<std::uint32_t>(id),
                                 static_cast<std::uint32_t>(id >> 32)};
  auto k0 = static_cast<std::uint32_t>(seed);
  auto k1 = static_cast<std::uint32_t>(seed >> 32);
  for (int round = 0; round < 7; ++round) {
    const std::uint64_t a = std::uint64_t{c[0]} * 0xD2511F53;
    const std::uint64_t b = std::uint64_t{c[2]} * 0xCD9E8D57;
    c = {static_cast<std::uint32_t>(b >> 32) ^ c[1] ^ k0, static_cast<std::uint32_t>(b),
         static_cast<std::uint32_t>(a >> 32) ^ c[3] ^ k1, static_cast<std::uint32_t>(a)};
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
  return c;
}

/// One of the two halves of Box and Muller.
double normal(std::uint32_t first, std::uint32_t second, bool is_second) {
  const double radius = std::sqrt(-2 * std::log(((first >> 8) + 0.5) / 16777216.0));
  // An angle within an eighth of a turn; one bit mirrors it, one turns it into the other quarters.
  const double angle =
      (static_cast<double>(second & 0x3fffffff) / (1 << 30) - 0.5) * std::acos(-1) / 2;
  const double cosine = (second >> 31 != 0 ? -1 : 1) * std::cos(angle);
  const bool swap = (second >> 30 & 1) != 0;
  return radius * (swap != is_second ? std::sin(angle) : cosine);
}

double shock(std::uint64_t seed, std::uint64_t id, std::uint64_t trial) {
  const auto w =
      philox(seed, Purpose::shock, id, static_cast<std::uint32_t>(trial / 8 * 4 + trial % 4));
  return normal(w[0], w[1], trial % 8 >= 4);
}

struct Drawn {
  double normal;
  std::uint32_t chance;
};
Drawn account(std::uint64_t seed, std::uint64_t id, std::uint64_t trial) {
  const std::uint64_t pair = trial % 32 / 8;
  const bool second = trial % 8 >= 4;
  const auto words = [&](std::uint64_t of_three) {
    return philox(seed, Purpose::account, id,
                  static_cast<std::uint32_t>((trial / 32 * 3 + of_three) * 4 + trial % 4));
  };
  const auto w = words(pair / 2);
  const std::uint32_t draw = words(2)[pair];
  return {normal(w[pair % 2 * 2], w[pair % 2 * 2 + 1], second),
          second ? draw >> 16 : draw & 0xffff};
}

double result(const Prepared& p, std::uint64_t trial) {
  std::vector<double> shocks;
  for (const PreparedShock& shock : p.shocks) {
    const double z = reference::shock(p.seed, shock.stream, trial);
    shocks.push_back(std::exp2(shock.median_log2 + shock.spread_log2 * z));
  }
  double existing = 0;
  for (const PreparedAccount& account : p.accounts) {
    const Drawn drawn = reference::account(p.seed, account.stream, trial);
    if (drawn.chance < account.loss_chance) continue;
    double factor = std::exp2(account.growth_log2 + account.spread_log2 * drawn.normal);
    if (account.sector != no_shock) factor *= shocks[account.sector];
    if (account.region != no_shock) factor *= shocks[account.region];
    existing += account.base * factor;
  }
  double deals = 0;
  for (const PreparedDeal& deal : p.deals) {
    const auto w = philox(p.seed, Purpose::deal, deal.stream,
                          static_cast<std::uint32_t>(trial / 32 * 4 + trial % 4));
    const std::uint64_t half = trial % 32 / 4;
    const std::uint32_t chance = half % 2 == 0 ? w[half / 2] & 0xffff : w[half / 2] >> 16;
    if (chance < deal.chance) deals += deal.amount;
  }
  return existing * p.price_factor + deals + static_cast<double>(p.fixed);
}

}  // namespace reference

TEST(Simulation, AgreesWithAPlainOneNumberAfterTheOther) {
  const std::string bytes = prepare(made_inputs(60, 40));
  const auto prepared = read_prepared(bytes);
  ASSERT_TRUE(prepared);
  const Samples samples = samples_of({part(bytes, 0, 600)});
  for (std::uint64_t t = 0; t < 600; ++t) {
    const double expected = reference::result(*prepared, t);
    EXPECT_NEAR(static_cast<double>(samples.results[t]) / expected, 1, 1e-6) << "trial " << t;
  }
}

// Computed once; native and wasm must give these very bits.
TEST(Simulation, GivesTheSameBitsEverywhere) {
  const std::string bytes = prepare(made_inputs(300, 100));
  EXPECT_EQ(fingerprint_of(bytes), 6366487173759357704u);
  EXPECT_EQ(fingerprint_of(part(bytes, 0, 3000)), 3908325034759478936u);
  const Samples samples = samples_of({part(bytes, 0, 4)});
  EXPECT_THAT(samples.results,
              testing::ElementsAre(14218466656, 14934633545, 13409989798, 12680857331));
}

TEST(Simulation, MeanAndVarianceAreThoseOfTheClosedForm) {
  Inputs inputs = made_inputs(200, 60);
  constexpr std::uint64_t trials = 40'000;
  const Summary summary = summarize(samples_of(inputs, trials));
  EXPECT_NEAR(static_cast<double>(summary.mean), expected_result(inputs),
              4 * summary.standard_error);

  // Without shocks everything is independent: variances add up.
  for (AccountInput& account : inputs.accounts) account.sector = account.region = std::nullopt;
  double variance = 0;
  for (const AccountInput& a : inputs.accounts) {
    const double stays = 1 - a.loss_chance;
    const double mean = static_cast<double>(a.base) * a.growth * (1 + inputs.price_rise);
    variance += mean * mean * stays * (std::exp(a.spread * a.spread) - stays);
  }
  for (const DealInput& d : inputs.deals) {
    variance +=
        static_cast<double>(d.amount) * static_cast<double>(d.amount) * d.chance * (1 - d.chance);
  }
  const Summary apart = summarize(samples_of(inputs, trials));
  EXPECT_NEAR(apart.standard_error / std::sqrt(variance / trials), 1, 4 / std::sqrt(2.0 * trials))
      << "a normal sample's standard deviation";
}

TEST(Simulation, ShocksMakeAccountsFallTogether) {
  Inputs inputs = made_inputs(200, 0);
  for (AccountInput& account : inputs.accounts) {
    account.sector = 0;
    account.region = std::nullopt;
  }
  inputs.shocks[0].spread = 0.2;
  const double together = summarize(samples_of(inputs, 4000)).standard_error;
  for (AccountInput& account : inputs.accounts) account.sector = std::nullopt;
  EXPECT_GT(together, 2 * summarize(samples_of(inputs, 4000)).standard_error);
}

TEST(Simulation, CertainThingsAreCertain) {
  Inputs inputs;
  inputs.accounts = {{.id = {1}, .base = 100}, {.id = {2}, .base = 1000, .loss_chance = 1}};
  inputs.deals = {{.id = {3}, .amount = 7, .chance = 1}, {.id = {4}, .amount = 9, .chance = 0}};
  inputs.fixed = -3;
  for (const std::int64_t result : samples_of(inputs, 100).results) EXPECT_EQ(result, 104);
}

TEST(Simulation, AnAccountKeepsItsLuckWhateverElseIsThere) {
  Inputs one = made_inputs(3, 0);
  one.fixed = 0;
  Inputs other = one;
  other.accounts.erase(other.accounts.begin());
  Inputs first = one;
  first.accounts.resize(1);
  const Samples all = samples_of(one, 500);
  const Samples without = samples_of(other, 500);
  const Samples alone = samples_of(first, 500);
  for (std::size_t t = 0; t < 500; ++t) {
    EXPECT_NEAR(static_cast<double>(all.results[t]),
                static_cast<double>(without.results[t] + alone.results[t]), 1);
  }
  one.options.seed = 1;
  EXPECT_NE(samples_of(one, 500).results, all.results);
}

RC_GTEST_PROP(SimulationProperty, WorkersChangeNothing,
              (const std::vector<std::uint8_t>& cuts, std::uint64_t seed)) {
  const std::string bytes = prepare(made_inputs(7, 5, seed));
  std::vector<std::string> parts;
  std::uint64_t first = 0;
  for (const std::uint8_t cut : cuts) {
    const std::uint64_t count = 1 + cut % 100;
    parts.push_back(part(bytes, first, count));
    first += count;
  }
  RC_PRE(first > 0);
  std::ranges::reverse(parts);
  const Samples samples = samples_of(parts);
  const Samples whole = samples_of({part(bytes, 0, first)});
  RC_ASSERT(samples.results == whole.results);
  RC_ASSERT(samples.goal == whole.goal);
}

RC_GTEST_PROP(SimulationProperty, DamagedBytesAreRefusedOrHarmless,
              (std::uint16_t at, std::uint8_t value, std::uint16_t length)) {
  std::string bytes = prepare(made_inputs(7, 5));
  bytes[at % bytes.size()] = static_cast<char>(value);
  auto made = run(bytes, 3, 40);
  if (made) RC_ASSERT(made->size() == part(prepare(made_inputs(1, 0)), 0, 40).size());
  RC_ASSERT(!run(std::string_view(bytes).substr(0, length % bytes.size()), 0, 1));

  std::string result = part(prepare(made_inputs(2, 1)), 0, 20);
  result[at % result.size()] = static_cast<char>(value);
  const std::string_view views[] = {result};
  const auto merged = merge_parts(views);
  if (merged) RC_ASSERT(merged->results.size() == 20u);
  const std::string_view cut[] = {std::string_view(result).substr(0, length % result.size())};
  RC_ASSERT(!merge_parts(cut));
}

TEST(Simulation, RefusesWhatItCannotRunWithASentence) {
  const std::string bytes = prepare(made_inputs(2, 1));
  EXPECT_THAT(run(bytes, 0, 0).error().sentence, HasSubstr("Choose fewer"));
  EXPECT_FALSE(run(bytes, max_trials, 1));
  EXPECT_FALSE(run(bytes, 1, ~std::uint64_t{0}));
  EXPECT_THAT(run("", 0, 1).error().sentence, HasSubstr("no bytes of a simulation"));
  EXPECT_FALSE(run(bytes + "x", 0, 1));

  const std::string a = part(bytes, 0, 10);
  const std::string b = part(bytes, 10, 10);
  const std::string foreign = part(prepare(made_inputs(3, 1)), 10, 10);
  const auto error = [](std::vector<std::string_view> parts) {
    const auto merged = merge(parts);
    return merged ? std::string() : merged.error().sentence;
  };
  EXPECT_EQ(error({a, b}), "");
  EXPECT_EQ(error({}), "There are no results to put together. Run the simulation.");
  EXPECT_EQ(error({b}), "Trials are missing. Run the simulation again.");
  EXPECT_EQ(error({a, b, b}), "Trials are there twice. Run the simulation again.");
  EXPECT_EQ(error({a, foreign}), "The results are of different simulations. Run it again.");
  EXPECT_EQ(error({"?"}), "A part of the results is damaged. Run the simulation again.");
}

}  // namespace
}  // namespace keyplan::simulation
