#include "core/simulation/simulate.h"

#include <algorithm>
#include <array>

#include "core/simulation/bytes.h"
#include "core/simulation/random.h"
#include "core/sorting/sort.h"

namespace keyplan::simulation {

using namespace model;
using namespace simd;

namespace {

constexpr std::uint64_t magic = 0x3130'7472'6170'6b6b;
constexpr std::size_t block = 256;  // trials whose sums stay in the fastest cache
static_assert(block % trials_at_once == 0);

struct Head {
  std::uint64_t magic = 0;
  std::uint64_t simulation = 0;
  std::int64_t goal = 0;
  std::uint64_t has_goal = 0;
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};
static_assert(sizeof(Head) == 48);

/// First counter words of the four lanes of a group of trials.
U32 counter_of(std::uint64_t group) {
  const U32 lane = {0, 1, 2, 3};
  return splat(static_cast<std::uint32_t>(group * lanes)) + lane;
}

/// Trials to be run together: both numbers are multiples of trials_at_once.
struct Slice {
  std::uint64_t first = 0;
  std::size_t count = 0;  // up to block
};

/// One number for every trial of a slice.
using Factors = std::array<float, block>;

/// exp2(median + spread x normal) of every trial. Trials 8g + l and 8g + 4 + l share the words of
/// lane l of group g: the two halves of a pair of normal numbers.
void fill(Factors& factors, const Stream& stream, Slice slice, float median, float spread) {
  const Generator random(stream);
  for (std::size_t t = 0; t < slice.count; t += 8) {
    const Words words = random.words(counter_of((slice.first + t) / 8));
    const Point z = normal_pair(words[0], words[1]);
    store(&factors[t], exp2(splat(median) + splat(spread) * z.x));
    store(&factors[t + 4], exp2(splat(median) + splat(spread) * z.y));
  }
}

struct Sums {
  alignas(16) std::array<double, block> existing;
  alignas(16) std::array<double, block> deals;
};

void add(double* sums, F32 factor, double base) {
  const Halves halves = widened(factor);
  store(sums, load<F64>(sums) + halves.low * splat(base));
  store(sums + 2, load<F64>(sums + 2) + halves.high * splat(base));
}

/// Three blocks of words are enough for 32 trials: two for four pairs of normal numbers, one for
/// the draws of 16 bits. Trials 32g + 8i + l and 32g + 8i + 4 + l share pair i of lane l.
void add_account(Sums& sums, const PreparedAccount& account, std::uint64_t seed, Slice slice,
                 const Factors& sector, const Factors& region) {
  const Generator random({seed, Purpose::account, account.stream});
  const F32 median = splat(account.growth_log2);
  const F32 spread = splat(account.spread_log2);
  const I32 lost = bits_of<I32>(splat(account.loss_chance));
  const auto add_trials = [&](std::size_t t, F32 normal, U32 draw) {
    const F32 growth = exp2(median + spread * normal);
    const F32 shocked = growth * (load<F32>(&sector[t]) * load<F32>(&region[t]));
    const I32 stays = bits_of<I32>(draw) >= lost;
    add(&sums.existing[t], bits_of<F32>(bits_of<I32>(shocked) & stays), account.base);
  };
  const auto add_pair = [&](std::size_t t, U32 first_word, U32 second_word, U32 draws) {
    const Point z = normal_pair(first_word, second_word);
    add_trials(t, z.x, draws & splat(0xffffU));
    add_trials(t + 4, z.y, draws >> 16);
  };
  for (std::size_t t = 0; t < slice.count; t += trials_at_once) {
    const std::uint64_t group = (slice.first + t) / trials_at_once * 3;
    const Words draws = random.words(counter_of(group + 2));
    const Words a = random.words(counter_of(group));
    add_pair(t, a[0], a[1], draws[0]);
    add_pair(t + 8, a[2], a[3], draws[1]);
    const Words b = random.words(counter_of(group + 1));
    add_pair(t + 16, b[0], b[1], draws[2]);
    add_pair(t + 24, b[2], b[3], draws[3]);
  }
}

/// Every word has draws for two trials: 32 trials take one block of words.
void add_deal(Sums& sums, const PreparedDeal& deal, std::uint64_t seed, Slice slice) {
  const Generator random({seed, Purpose::deal, deal.stream});
  const I32 won_below = bits_of<I32>(splat(deal.chance));
  const I64 amount = bits_of<I64>(splat(deal.amount));
  for (std::size_t t = 0; t < slice.count; t += trials_at_once) {
    const Words words = random.words(counter_of((slice.first + t) / trials_at_once));
#pragma clang loop unroll(full)
    for (std::size_t half = 0; half < 8; ++half) {
      const U32 word = words[half / 2];
      const U32 draw = half % 2 == 0 ? word & splat(0xffffU) : word >> 16;
      const MaskHalves won = widened_mask(bits_of<I32>(draw) < won_below);
      double* at = &sums.deals[t + 4 * half];
      store(at, load<F64>(at) + bits_of<F64>(won.low & amount));
      store(at + 2, load<F64>(at + 2) + bits_of<F64>(won.high & amount));
    }
  }
}

/// To whole minor units, half away from zero.
std::int64_t whole(double amount) {
  constexpr double most = 9.2e18;
  amount = std::clamp(amount, -most, most);
  return static_cast<std::int64_t>(amount + (amount < 0 ? -0.5 : 0.5));
}

class Run {
 public:
  explicit Run(const Prepared& prepared)
      : prepared_(prepared), shocks_(prepared.shocks.size() + 1) {
    shocks_.back().fill(1.0F);
  }

  void trials(Slice slice) {
    sums_.existing.fill(0);
    sums_.deals.fill(0);
    for (std::size_t i = 0; i < prepared_.shocks.size(); ++i) {
      const PreparedShock& shock = prepared_.shocks[i];
      fill(shocks_[i], {prepared_.seed, Purpose::shock, shock.stream}, slice, shock.median_log2,
           shock.spread_log2);
    }
    for (const PreparedAccount& account : prepared_.accounts) {
      add_account(sums_, account, prepared_.seed, slice, shock_of(account.sector),
                  shock_of(account.region));
    }
    for (const PreparedDeal& deal : prepared_.deals) {
      add_deal(sums_, deal, prepared_.seed, slice);
    }
  }

  std::int64_t result(std::size_t trial) const {
    return whole(sums_.existing[trial] * prepared_.price_factor + sums_.deals[trial] +
                 static_cast<double>(prepared_.fixed));
  }

 private:
  const Factors& shock_of(std::uint32_t index) const {
    return index == no_shock ? shocks_.back() : shocks_[index];
  }

  const Prepared& prepared_;
  std::vector<Factors> shocks_;  // the last one is none
  Sums sums_;
};

std::unexpected<Error> refused(std::string sentence) {
  return std::unexpected(Error{.sentence = std::move(sentence)});
}

}  // namespace

std::expected<std::string, Error> run(const Prepared& prepared, std::uint64_t first,
                                      std::uint64_t count) {
  if (count == 0 || first > max_trials || count > max_trials - first) {
    return refused("A simulation runs 1 to 10,000,000 trials. Choose fewer.");
  }
  std::string bytes;
  bytes.reserve(sizeof(Head) + count * sizeof(std::int64_t));
  append(bytes, Head{.magic = magic,
                     .simulation = prepared.fingerprint,
                     .goal = prepared.goal.value_or(0),
                     .has_goal = prepared.goal ? 1U : 0U,
                     .first = first,
                     .count = count});
  Run run(prepared);
  const std::uint64_t end = first + count;
  for (std::uint64_t at = first - first % trials_at_once; at < end; at += block) {
    const std::uint64_t left = (end - at + trials_at_once - 1) / trials_at_once * trials_at_once;
    run.trials({at, static_cast<std::size_t>(std::min<std::uint64_t>(block, left))});
    for (std::size_t i = 0; i < block && at + i < end; ++i) {
      if (at + i >= first) append(bytes, run.result(i));
    }
  }
  return bytes;
}

std::expected<std::string, Error> run(std::string_view bytes, std::uint64_t first,
                                      std::uint64_t count) {
  const auto prepared = read_prepared(bytes);
  if (!prepared) return std::unexpected(prepared.error());
  return run(*prepared, first, count);
}

std::expected<Samples, Error> merge_parts(std::span<const std::string_view> parts) {
  if (parts.empty()) return refused("There are no results to put together. Run the simulation.");
  struct Part {
    Head head;
    std::vector<std::int64_t> results;
  };
  std::vector<Part> all;
  for (const std::string_view bytes : parts) {
    ByteReader reader(bytes);
    Part part{.head = reader.take<Head>()};
    const Head& head = part.head;
    if (head.magic != magic || head.has_goal > 1 || head.count == 0 || head.count > max_trials ||
        head.first > max_trials) {
      return refused("A part of the results is damaged. Run the simulation again.");
    }
    part.results = reader.take_all<std::int64_t>(head.count);
    if (!reader.is_whole()) {
      return refused("A part of the results is cut off. Run the simulation again.");
    }
    all.push_back(std::move(part));
  }
  keyplan::sort(all, {}, [](const Part& part) { return part.head.first; });
  const Head& front = all.front().head;
  Samples samples{.simulation = front.simulation};
  if (front.has_goal == 1) samples.goal = front.goal;
  for (const Part& part : all) {
    if (part.head.simulation != front.simulation || part.head.goal != front.goal ||
        part.head.has_goal != front.has_goal) {
      return refused("The results are of different simulations. Run it again.");
    }
    if (part.head.first != samples.results.size()) {
      return refused(part.head.first < samples.results.size()
                         ? "Trials are there twice. Run the simulation again."
                         : "Trials are missing. Run the simulation again.");
    }
    samples.results.insert(samples.results.end(), part.results.begin(), part.results.end());
  }
  return samples;
}

}  // namespace keyplan::simulation
