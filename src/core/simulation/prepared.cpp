#include "core/simulation/prepared.h"

#include <algorithm>
#include <cmath>

#include "core/simulation/bytes.h"

namespace keyplan::simulation {

using namespace model;

namespace {

constexpr std::uint64_t magic =
    0x3130'7475'706e'6b6b;  // names what the bytes are, and their layout
constexpr double log2_e = 1.44269504088896340736;
// With normal numbers within 6 of zero and spreads within 2, exp2() stays in its range.
constexpr float most_log2 = 30;
constexpr double most_factor = 1e6;

static_assert(sizeof(PreparedAccount) == 40 && sizeof(PreparedDeal) == 24 &&
                  sizeof(PreparedShock) == 16,
              "no padding: the bytes are compared and hashed");

struct Head {
  std::uint64_t magic = 0;
  std::uint64_t seed = 0;
  double price_factor = 1;
  std::int64_t fixed = 0;
  std::int64_t goal = 0;
  std::uint32_t has_goal = 0;
  std::uint32_t accounts = 0;
  std::uint32_t deals = 0;
  std::uint32_t shocks = 0;
};
static_assert(sizeof(Head) == 56);

std::uint32_t in_65536ths(double chance) {
  return static_cast<std::uint32_t>(std::clamp(chance, 0.0, 1.0) * chance_whole + 0.5);
}

float within(double log2) {
  return static_cast<float>(std::clamp<double>(log2, -most_log2, most_log2));
}

bool is_log2(float number) { return std::isfinite(number) && std::abs(number) <= most_log2; }
bool is_spread(float number) { return std::isfinite(number) && number >= 0 && number <= 2; }
bool is_amount(double amount) {
  return std::isfinite(amount) && std::abs(amount) <= static_cast<double>(max_exact_integer);
}
bool is_amount(std::int64_t amount) {
  return amount <= max_exact_integer && amount >= -max_exact_integer;
}

}  // namespace

std::string prepare(const Inputs& inputs) {
  std::string bytes;
  bytes.reserve(sizeof(Head) + inputs.accounts.size() * sizeof(PreparedAccount) +
                inputs.deals.size() * sizeof(PreparedDeal) +
                inputs.shocks.size() * sizeof(PreparedShock));
  append(bytes, Head{.magic = magic,
                     .seed = inputs.options.seed,
                     .price_factor = std::clamp(1 + inputs.price_rise, 0.0, most_factor),
                     .fixed = inputs.fixed,
                     .goal = inputs.goal.value_or(0),
                     .has_goal = inputs.goal ? 1U : 0U,
                     .accounts = static_cast<std::uint32_t>(inputs.accounts.size()),
                     .deals = static_cast<std::uint32_t>(inputs.deals.size()),
                     .shocks = static_cast<std::uint32_t>(inputs.shocks.size())});
  // The mean of a lognormal number is exp(variance / 2) times its median.
  const auto median_log2 = [](double mean, double spread) {
    return within((exact_log(std::max(mean, 1e-9)) - spread * spread / 2) * log2_e);
  };
  for (const AccountInput& account : inputs.accounts) {
    append(bytes, PreparedAccount{.stream = account.id.bits,
                                  .base = static_cast<double>(account.base),
                                  .growth_log2 = median_log2(account.growth, account.spread),
                                  .spread_log2 = static_cast<float>(account.spread * log2_e),
                                  .loss_chance = in_65536ths(account.loss_chance),
                                  .sector = account.sector.value_or(no_shock),
                                  .region = account.region.value_or(no_shock)});
  }
  for (const DealInput& deal : inputs.deals) {
    append(bytes, PreparedDeal{.stream = deal.id.bits,
                               .amount = static_cast<double>(deal.amount),
                               .chance = in_65536ths(deal.chance)});
  }
  for (const ShockInput& shock : inputs.shocks) {
    append(bytes, PreparedShock{.stream = shock.stream,
                                .median_log2 = median_log2(1, shock.spread),
                                .spread_log2 = static_cast<float>(shock.spread * log2_e)});
  }
  return bytes;
}

std::expected<Prepared, Error> read_prepared(std::string_view bytes) {
  const auto refused = [](std::string why) {
    return std::unexpected(
        Error{.sentence = "The simulation cannot be run: " + why + " Start it again."});
  };
  ByteReader reader(bytes);
  const Head head = reader.take<Head>();
  if (head.magic != magic) return refused("these are no bytes of a simulation of this version.");
  if (std::max(head.accounts, head.deals) > max_entities || head.shocks > max_shocks) {
    return refused("it has more accounts or deals than fit.");
  }
  Prepared prepared{.seed = head.seed,
                    .fingerprint = fingerprint_of(bytes),
                    .price_factor = head.price_factor,
                    .fixed = head.fixed};
  prepared.accounts = reader.take_all<PreparedAccount>(head.accounts);
  prepared.deals = reader.take_all<PreparedDeal>(head.deals);
  prepared.shocks = reader.take_all<PreparedShock>(head.shocks);
  if (!reader.is_whole()) return refused("its bytes are cut off or too many.");
  if (head.has_goal > 1 || !is_amount(head.goal) || !is_amount(head.fixed) ||
      !std::isfinite(head.price_factor) || head.price_factor < 0 ||
      head.price_factor > most_factor) {
    return refused("its amounts are out of range.");
  }
  if (head.has_goal == 1) prepared.goal = head.goal;
  const auto is_shock = [&](std::uint32_t index) {
    return index == no_shock || index < prepared.shocks.size();
  };
  const bool accounts_fit =
      std::ranges::all_of(prepared.accounts, [&](const PreparedAccount& account) {
        return is_amount(account.base) && is_log2(account.growth_log2) &&
               is_spread(account.spread_log2) && account.loss_chance <= chance_whole &&
               is_shock(account.sector) && is_shock(account.region) && account.zero == 0;
      });
  if (!accounts_fit) return refused("an account is out of range.");
  const bool deals_fit = std::ranges::all_of(prepared.deals, [](const PreparedDeal& deal) {
    return is_amount(deal.amount) && deal.chance <= chance_whole && deal.zero == 0;
  });
  if (!deals_fit) return refused("a deal is out of range.");
  const bool shocks_fit = std::ranges::all_of(prepared.shocks, [](const PreparedShock& shock) {
    return is_log2(shock.median_log2) && is_spread(shock.spread_log2);
  });
  if (!shocks_fit) return refused("a shock is out of range.");
  return prepared;
}

}  // namespace keyplan::simulation
