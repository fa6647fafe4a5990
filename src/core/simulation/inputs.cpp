#include "core/simulation/inputs.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <unordered_map>

#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::simulation {

using namespace model;
using namespace analysis;

namespace {

constexpr double most_chance = 0.95;
constexpr double least_growth = 0.05;
constexpr double most_growth = 20;
constexpr double most_spread = 1;

double as_double(std::int64_t amount) { return static_cast<double>(amount); }

/// FNV-1a (Fowler, Noll, Vo), 64 bits.
std::uint64_t hashed(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

double likelier(AtRisk at_risk) {
  switch (at_risk) {
    case AtRisk::unset:
      return 1;
    case AtRisk::watch:
      return 1.5;
    case AtRisk::serious:
      return 2.5;
    case AtRisk::critical:
      return 4;
  }
  return 1;
}

/// Logarithms of an account's yearly growth.
struct History {
  std::vector<double> growth;
  double mean = 0;
  double squares = 0;  // sum of squared distances from the mean
};

History history_of(const AccountResult& account, int base_year, int years) {
  History history;
  for (int y = base_year - years + 1; y <= base_year; ++y) {
    const YearRevenue* now = account.year(y);
    const YearRevenue* before = account.year(y - 1);
    if (now == nullptr || before == nullptr || before->total.value <= 0) continue;
    const std::int64_t existing = now->by_kind[kind_index(RevenueKind::existing)].value;
    if (existing <= 0) continue;
    const double factor = as_double(existing) / as_double(before->total.value);
    history.growth.push_back(exact_log(std::clamp(factor, least_growth, most_growth)));
  }
  for (const double growth : history.growth) history.mean += growth;
  if (!history.growth.empty()) history.mean /= static_cast<double>(history.growth.size());
  for (const double growth : history.growth) {
    history.squares += (growth - history.mean) * (growth - history.mean);
  }
  return history;
}

class Making {
 public:
  Making(const Plan& plan, const Cache& cache, const ScenarioOutcome& outcome,
         const Options& options)
      : plan_(plan), cache_(cache), outcome_(outcome) {
    out_.options = options;
  }

  std::expected<Inputs, Error> run() {
    const ForecastBase& base = outcome_.base;
    if (base.overflowed) return too_large();
    out_.currency = base.currency;
    out_.today = base.today;
    out_.plan_year = base.plan_year;
    out_.base_year = base.base_year;
    out_.price_rise = base.price_uplift.value.value_or(0);
    out_.churn = base.churn.value.value_or(0);
    out_.win_rate = base.win_rate.value;
    out_.closed_deals = cache_.portfolio().deals.won() + cache_.portfolio().deals.lost();
    out_.goal = base.goal.value;
    out_.forecast = outcome_.forecast.total;
    for (std::size_t i = 0; i < 3; ++i) {
      const std::int64_t sales = base.net_new[i].value.value_or(0);
      out_.fixed = saturating_add(out_.fixed, saturating_sub(sales, base.weighted[i]));
    }
    for (const AccountEffect& effect : outcome_.accounts) {
      survival_.emplace(effect.account, effect.survival);
    }
    past_churn();
    accounts();
    deals();
    const auto fits = [](std::int64_t amount) {
      return amount <= max_exact_integer && amount >= -max_exact_integer;
    };
    bool all_fit = fits(out_.fixed) && fits(out_.goal.value_or(0));
    for (const AccountInput& account : out_.accounts) all_fit &= fits(account.base);
    for (const DealInput& deal : out_.deals) all_fit &= fits(deal.amount);
    if (!all_fit) return too_large();
    return std::move(out_);
  }

 private:
  static std::unexpected<Error> too_large() {
    return std::unexpected(Error{
        .sentence = "The amounts are too large to be added up. Look for a typing error among the "
                    "largest revenue entries and deals."});
  }

  Survival survival_of(Id account) const {
    const auto found = survival_.find(account);
    return found == survival_.end() ? Survival{} : found->second;
  }

  void past_churn() {
    double lost = 0;
    double all = 0;
    std::vector<double> rates;
    for (const YearTotal* year : cache_.portfolio().churn_years()) {
      const double opening = as_double(year->opening.value);
      const double gone = as_double(year->lost.value) + as_double(year->contraction.value);
      lost += as_double(year->lost.value) / opening;
      all += gone / opening;
      rates.push_back(gone / opening);
    }
    if (all > 0) out_.lost_part = lost / all;
    if (rates.size() < 2) return;
    const double mean = all / static_cast<double>(rates.size());
    double squares = 0;
    for (const double rate : rates) squares += (rate - mean) * (rate - mean);
    out_.churn_spread = std::sqrt(squares / static_cast<double>(rates.size() - 1));
  }

  /// By folded name: the name, and the index of its shock once these are given.
  using Names = std::map<std::string, std::pair<std::string, std::optional<std::uint32_t>>>;

  static std::string add_name(Names& names, const std::string& name) {
    std::string folded = text::folded(name);
    if (!folded.empty()) names.try_emplace(folded, name, std::nullopt);
    return folded;
  }

  void number(Names& names, bool is_region, double spread) {
    for (auto& [folded, named] : names) {
      if (out_.shocks.size() == max_shocks) return;
      named.second = static_cast<std::uint32_t>(out_.shocks.size());
      out_.shocks.push_back(
          {named.first, is_region, hashed((is_region ? "region " : "sector ") + folded), spread});
    }
  }

  void accounts() {
    struct Found {
      const AccountResult* result = nullptr;
      History history;
      double likelier = 1;
      std::string sector;
      std::string region;
    };
    std::vector<Found> all;
    Names sectors, regions;
    for (const AccountResult& result : cache_.accounts()) {
      const YearRevenue* year = result.year(out_.base_year);
      if (out_.base_year == 0 || year == nullptr || year->total.value == 0) continue;
      all.push_back({.result = &result});
    }
    keyplan::sort(all, {}, [](const Found& found) { return found.result->id; });
    for (Found& found : all) {
      found.history =
          history_of(*found.result, out_.base_year, std::max(0, out_.options.history_years));
      const Record<Account>* account = plan_.find<Account>(found.result->id);
      const std::int64_t revenue = found.result->revenue(out_.base_year).value;
      const std::int64_t base = revenue > 0 ? survival_of(found.result->id).of(revenue) : revenue;
      if (base == 0) continue;
      out_.accounts.push_back({.id = found.result->id, .base = base});
      if (account == nullptr || base < 0) continue;
      found.likelier = likelier(account->data.at_risk);
      found.sector = add_name(sectors, account->data.sector);
      found.region = add_name(regions, account->data.region);
    }
    std::erase_if(all, [&](const Found& found) {
      return !std::ranges::binary_search(out_.accounts, found.result->id, {}, &AccountInput::id);
    });
    number(sectors, false, out_.options.sector_spread);
    number(regions, true, out_.options.region_spread);

    double weight = 0, weighted_likelier = 0, history_weight = 0, mean = 0, squares = 0;
    std::size_t freedom = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const double base = std::max(0.0, as_double(out_.accounts[i].base));
      weight += base;
      weighted_likelier += base * all[i].likelier;
      const History& history = all[i].history;
      if (history.growth.empty()) continue;
      history_weight += base;
      mean += base * history.mean;
      squares += history.squares;
      freedom += history.growth.size() - 1;
    }
    if (history_weight > 0) mean /= history_weight;
    const double usual = out_.options.usual_spread * out_.options.usual_spread;
    const double variance = freedom > 0 ? squares / static_cast<double>(freedom) : usual;
    const double prior = std::max(0.0, out_.options.prior_years);
    const double chance = std::min(most_chance, std::clamp(out_.churn, 0.0, 1.0) * out_.lost_part);
    const double scale = weighted_likelier > 0 ? weight / weighted_likelier : 1;
    double expected = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      AccountInput& account = out_.accounts[i];
      const History& history = all[i].history;
      account.history = static_cast<int>(history.growth.size());
      if (account.base < 0) {
        // Credit notes: they are as certain as the forecast takes them.
        account.growth = 1 - out_.churn;
        continue;
      }
      const double n = account.history;
      account.loss_chance = std::min(most_chance, chance * scale * all[i].likelier);
      if (n > 0 && n + prior > 0) {
        account.growth = exact_exp(n / (n + prior) * (history.mean - mean));
      }
      const double known = n > 0 && prior + n > 1
                               ? (prior * variance + history.squares) / (prior + n - 1)
                               : variance;
      account.spread = std::min(most_spread, std::sqrt(known));
      if (!all[i].sector.empty()) account.sector = sectors.at(all[i].sector).second;
      if (!all[i].region.empty()) account.region = regions.at(all[i].region).second;
      expected += as_double(account.base) * (1 - account.loss_chance) * account.growth;
    }
    if (expected <= 0) return;
    const double level = weight * (1 - std::clamp(out_.churn, 0.0, 1.0)) / expected;
    for (AccountInput& account : out_.accounts) {
      if (account.base > 0) account.growth *= level;
    }
  }

  void deals() {
    const Ratio before = outcome_.before_base.win_rate.value;
    const double more_often = before && *before > 0 && out_.win_rate ? *out_.win_rate / *before : 1;
    for (const AccountResult& result : cache_.accounts()) {
      if (result.deals.open() == 0) continue;
      const double left = survival_of(result.id).fraction() * more_often;
      for (const OpenDeal& deal : open_deals(plan_, result.id, cache_.context())) {
        if (deal.later || deal.adds == Adds::kept || deal.amount == 0 || !deal.chance) continue;
        const double chance = std::clamp(deal.chance.fraction() * left, 0.0, 1.0);
        if (chance > 0) out_.deals.push_back({deal.id, result.id, deal.amount, chance});
      }
    }
    keyplan::sort(out_.deals, {}, &DealInput::id);
  }

  const Plan& plan_;
  const Cache& cache_;
  const ScenarioOutcome& outcome_;
  std::unordered_map<Id, Survival, IdHash> survival_;
  Inputs out_;
};

}  // namespace

std::expected<Inputs, Error> inputs_of(const Plan& plan, const Cache& cache,
                                       const ScenarioOutcome& outcome, const Options& options) {
  return Making(plan, cache, outcome, options).run();
}

double expected_result(const Inputs& inputs) {
  double existing = 0;
  for (const AccountInput& account : inputs.accounts) {
    existing += as_double(account.base) * (1 - account.loss_chance) * account.growth;
  }
  double deals = 0;
  for (const DealInput& deal : inputs.deals) deals += as_double(deal.amount) * deal.chance;
  return existing * (1 + inputs.price_rise) + deals + as_double(inputs.fixed);
}

double exact_log(double number) {
  // number = m x 2^e with m from sqrt(1/2) to sqrt(2); ln m = 2 artanh((m - 1) / (m + 1)).
  constexpr double ln_2 = 0.693147180559945309417;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(number);
  constexpr std::uint64_t half = 0x3fe6a09e667f3bcd;  // sqrt(1/2)
  const std::uint64_t shifted = bits - half;
  const auto e = static_cast<double>(static_cast<std::int64_t>(shifted) >> 52);
  const double m = std::bit_cast<double>((shifted & 0x000fffffffffffff) + half);
  const double s = (m - 1) / (m + 1);
  const double square = s * s;
  double sum = 0;
  for (int n = 23; n >= 1; n -= 2) sum = sum * square + 1.0 / n;
  return 2 * s * sum + e * ln_2;
}

double exact_exp(double number) {
  constexpr double ln_2 = 0.693147180559945309417;
  number = std::clamp(number, -700.0, 700.0);
  const auto e = static_cast<std::int64_t>(number / ln_2 + (number < 0 ? -0.5 : 0.5));
  const double x = number - static_cast<double>(e) * ln_2;
  double sum = 1;
  for (int n = 16; n >= 1; --n) sum = 1 + sum * x / n;
  return sum * std::bit_cast<double>(static_cast<std::uint64_t>(e + 1023) << 52);
}

}  // namespace keyplan::simulation
