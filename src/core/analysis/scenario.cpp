#include "core/analysis/scenario.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr std::int32_t all_of_it = 100'00;        // hundredths of a percent
constexpr std::int32_t risk_at_least = 10'00;     // when a manager leaves
constexpr std::int32_t risk_of_a_reason = 10'00;  // against a new one
constexpr std::int32_t risk_at_most = 50'00;

/// What remains after losing these shares, in the same order whoever entered them.
Survival surviving(std::vector<std::int32_t> losses) {
  keyplan::sort(losses);
  double left = 1;
  for (const std::int32_t loss : losses) left *= static_cast<double>(all_of_it - loss) / all_of_it;
  return {nearest(left * static_cast<double>(Survival::whole))};
}

/// The loss of an amount; scaling down cannot leave the range.
std::int64_t lost_of(Survival survival, std::int64_t amount) {
  return amount - survival.of(amount);
}

/// Walks over the changes and works out what they do.
class Evaluation {
 public:
  Evaluation(const Plan& plan, const Cache& cache) : plan_(plan), cache_(cache) {}

  ScenarioOutcome run(std::span<const TriedChange> changes) {
    out_.before_base = cache_.forecast_base();
    out_.before = cache_.forecast();
    for (const TriedChange& change : changes) take(change);
    effects();
    forecast_base();
    out_.forecast = analysis::forecast(out_.base);
    concentrate();
    recovery();
    return std::move(out_);
  }

 private:
  using Problem = ScenarioGap::Problem;

  void gap(const TriedChange& change, Problem problem, const std::string& words) {
    const std::string what = change.data.type == ChangeType::unset
                                 ? "A change"
                                 : std::string(choice_label(change.data.type));
    out_.gaps.push_back({change.id, problem, what + ": " + words});
  }

  /// The share lost in hundredths of a percent; `when_empty` or a gap where none is entered.
  std::optional<std::int32_t> loss(const TriedChange& change,
                                   std::optional<std::int32_t> when_empty = std::nullopt) {
    const Percent percent = change.data.percent;
    if (!percent) {
      if (!when_empty) gap(change, Problem::no_percent, "enter the share of revenue that is lost.");
      return when_empty;
    }
    const std::int32_t within = std::clamp(percent.hundredths, 0, all_of_it);
    if (within != percent.hundredths) {
      gap(change, Problem::out_of_range,
          percent_text(percent.fraction()) + " counts as " + percent_text(within / 10000.0) +
              ". Enter a share lost of 0% to 100%.");
    }
    return within;
  }

  std::optional<double> points(const TriedChange& change) {
    if (change.data.percent) return change.data.percent.fraction();
    gap(change, Problem::no_percent, "enter by how much.");
    return std::nullopt;
  }

  void hit(Id account, std::int32_t lost, Id change) {
    Hit& hit = hits_[account];
    hit.losses.push_back(lost);
    if (change) hit.changes.push_back(change);
  }

  void take(const TriedChange& change) {
    switch (change.data.type) {
      case ChangeType::unset:
        return gap(change, Problem::no_type, "choose what happens.");
      case ChangeType::lose_account:
        return lose_account(change);
      case ChangeType::sector_shock:
        return shock(change, change.data.sector, "sector", &Account::sector);
      case ChangeType::region_shock:
        return shock(change, change.data.region, "region", &Account::region);
      case ChangeType::manager_leaves:
        return manager_leaves(change);
      case ChangeType::price_change:
        return price(change);
      case ChangeType::churn_change:
        if (points(change)) churn_points_ += change.data.percent.hundredths;
        return;
      case ChangeType::win_rate_change:
        if (!points(change)) return;
        if (!cache_.forecast_base().win_rate.value) {
          return gap(change, Problem::no_win_rate,
                     "there is no win rate yet. Set one in Settings, or close deals.");
        }
        win_rate_points_ += change.data.percent.hundredths;
        return;
    }
  }

  void price(const TriedChange& change) {
    const auto rise = points(change);
    if (!rise) return;
    if (*rise < -1) {
      gap(change, Problem::out_of_range,
          percent_text(*rise) + " counts as " + percent_text(-1) +
              ": nothing costs less than "
              "nothing.");
    }
    price_factors_.push_back(std::max(0.0, 1 + *rise));
  }

  void lose_account(const TriedChange& change) {
    if (!change.data.account) return gap(change, Problem::no_target, "choose the account.");
    if (plan_.find(change.data.account) == nullptr) {
      return gap(change, Problem::target_gone,
                 "the account is no longer in the plan. Choose another, or remove the change.");
    }
    const auto lost = loss(change, all_of_it);
    std::vector<Id> all{change.data.account.id};
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const Record<Account>& branch : plan_.branches(all[i])) {
        if (!std::ranges::contains(all, branch.id)) all.push_back(branch.id);
      }
    }
    for (const Id account : all) hit(account, *lost, change.id);
  }

  void shock(const TriedChange& change, const std::string& name, const std::string& dimension,
             std::string Account::* member) {
    const std::string wanted = text::folded(name);
    if (wanted.empty()) return gap(change, Problem::no_target, "enter the " + dimension + ".");
    const auto lost = loss(change);
    if (!lost) return;
    bool found = false;
    for (const Record<Account>& account : plan_.table<Account>()) {
      if (text::folded(account.data.*member) != wanted) continue;
      hit(account.id, *lost, change.id);
      found = true;
    }
    if (!found) gap(change, Problem::nothing_there, "no account is in “" + name + "”.");
  }

  void manager_leaves(const TriedChange& change) {
    if (!change.data.member) return gap(change, Problem::no_target, "choose who leaves.");
    const Record<TeamMember>* member = plan_.find(change.data.member);
    if (member == nullptr) {
      return gap(change, Problem::target_gone,
                 "they are no longer in the team. Choose somebody else, or remove the change.");
    }
    Leaver leaver{.change = change.id,
                  .leaves = member_leaves(plan_, change.data.member.id, cache_)};
    const auto entered = change.data.percent ? loss(change) : std::nullopt;
    for (const AccountOfLeaver& account : leaver.leaves.accounts) {
      if (!account.owned) continue;
      Exposed exposed{.account = account.account, .revenue = account.last_year};
      const std::int32_t lost =
          entered ? *entered : share_at_risk(account.reassignment, exposed.reasons);
      if (entered) exposed.reasons.push_back(percent_text(lost / 10000.0) + ", as entered.");
      exposed.at_risk = lost / 10000.0;
      leaver.exposed = saturating_add(leaver.exposed, exposed.revenue);
      hit(account.account, lost, change.id);
      leaver.accounts.push_back(std::move(exposed));
    }
    if (leaver.accounts.empty()) {
      gap(change, Problem::nothing_there,
          (member->data.name.empty() ? "they own" : member->data.name + " owns") + " no account.");
    }
    out_.leavers.push_back(std::move(leaver));
  }

  static std::int32_t share_at_risk(const Reassignment& reassignment,
                                    std::vector<std::string>& reasons) {
    reasons.push_back(percent_text(risk_at_least / 10000.0, 0) +
                      " is at risk whenever somebody new comes.");
    std::int32_t share = risk_at_least;
    for (const std::string& against : reassignment.against) {
      reasons.push_back(percent_text(risk_of_a_reason / 10000.0, 0) + " more: " + against);
      share += risk_of_a_reason;
    }
    if (share > risk_at_most) {
      reasons.push_back("No more than " + percent_text(risk_at_most / 10000.0, 0) + " is taken.");
    }
    return std::min(share, risk_at_most);
  }

  void effects() {
    for (auto& [id, hit] : hits_) {
      const Survival survival = hit.survival = surviving(std::move(hit.losses));
      if (survival == Survival{}) continue;
      keyplan::sort(hit.changes);
      const AccountResult& result = cache_.account(id);
      AccountEffect effect{.account = id, .survival = survival, .changes = std::move(hit.changes)};
      const YearRevenue* year = result.year(cache_.portfolio().base_year);
      if (year != nullptr && year->total.value > 0) {
        effect.revenue = year->total.value;
        effect.revenue_lost = lost_of(survival, effect.revenue);
        if (year->revenue_with_cost.value > 0) {
          effect.margin_lost =
              lost_of(survival, saturating_sub(year->revenue_with_cost.value, year->cost.value));
          out_.margin_lost += *effect.margin_lost;
          ++out_.with_margin;
        }
      }
      effect.deals_lost = survival.billionths == 0 ? result.deals.open() : 0;
      effect.pipeline_lost = lost_of(survival, result.deals.open_amount.value);
      effect.weighted_lost = lost_of(survival, result.pipeline.net_new().weighted.value);
      out_.accounts_lost += survival.billionths == 0 ? 1 : 0;
      out_.revenue_lost += effect.revenue_lost;
      out_.deals_lost += effect.deals_lost;
      out_.pipeline_lost += effect.pipeline_lost;
      out_.weighted_lost += effect.weighted_lost;
      out_.accounts.push_back(std::move(effect));
    }
    keyplan::sort(out_.accounts, [](const AccountEffect& a, const AccountEffect& b) {
      return std::tuple(-a.revenue_lost, a.account) < std::tuple(-b.revenue_lost, b.account);
    });
  }

  void levers(ForecastBase& base) const {
    if (!price_factors_.empty()) {
      auto factors = price_factors_;
      factors.push_back(1 + base.price_uplift.value.value_or(0));
      keyplan::sort(factors);
      double product = 1;
      for (const double factor : factors) product *= factor;
      base.price_uplift.value = product - 1;
      base.price_uplift.origin = Origin::tried;
    }
    if (churn_points_ != 0) {
      base.churn.value = std::clamp(
          base.churn.value.value_or(0) + static_cast<double>(churn_points_) / 10000.0, 0.0, 1.0);
      base.churn.origin = Origin::tried;
    }
    if (win_rate_points_ != 0) {
      base.win_rate.value = std::clamp(
          *base.win_rate.value + static_cast<double>(win_rate_points_) / 10000.0, 0.0, 1.0);
      base.win_rate.origin = Origin::tried;
    }
  }

  void forecast_base() {
    ForecastBase& base = out_.base;
    base = out_.before_base;
    if (base.overflowed) return;
    const Ratio old_rate = base.win_rate.value;
    levers(base);
    if (base.base) base.base = saturating_sub(*base.base, out_.revenue_lost.value);

    std::array<Sum, 3> weighted_lost;
    std::array<Sum, 4> quarters_lost;
    Sum to_new_lost, kept_lost, amount_lost;
    for (const AccountEffect& effect : out_.accounts) {
      const Pipeline& pipeline = cache_.account(effect.account).pipeline;
      const auto lost = [&](const Sum& sum) { return lost_of(effect.survival, sum.value); };
      for (std::size_t i = 0; i < 3; ++i) weighted_lost[i] += lost(pipeline.parts[i].weighted);
      for (std::size_t i = 0; i < 4; ++i) quarters_lost[i] += lost(pipeline.quarters[i]);
      to_new_lost += lost(pipeline.to_new_customers);
      kept_lost += lost(pipeline.parts[static_cast<std::size_t>(Adds::kept)].weighted);
      amount_lost += lost(pipeline.net_new().amount);
    }
    // Deals are won more or less often than their stages say, as all deals are.
    const double more_often = old_rate && *old_rate > 0 ? *base.win_rate.value / *old_rate : 1.0;
    const std::int64_t billionths = nearest(more_often * 1e9);
    const auto left = [&](std::int64_t amount, const Sum& lost) {
      return scaled(saturating_sub(amount, lost.value), billionths, 1'000'000'000).value_or(amount);
    };
    for (std::size_t i = 0; i < 3; ++i) {
      base.weighted[i] = left(base.weighted[i], weighted_lost[i]);
      Lever<std::int64_t>& lever = base.net_new[i];
      const std::int64_t derived = saturating_add(base.booked[i], base.weighted[i]);
      if (lever.value) {
        const std::int64_t fewer = saturating_sub(lever.derived.value_or(derived), derived);
        const std::int64_t value = saturating_sub(*lever.value, fewer);
        const bool planned = lever.origin != Origin::derived;
        lever.value = planned && *lever.value >= 0 ? std::max<std::int64_t>(0, value) : value;
      }
      lever.derived = derived;
    }
    for (std::size_t i = 0; i < 4; ++i) {
      base.weighted_by_quarter[i] = left(base.weighted_by_quarter[i], quarters_lost[i]);
    }
    const std::int64_t open_to_new = cache_.portfolio().pipeline.to_new_customers.value;
    base.to_new_customers = saturating_add(saturating_sub(base.to_new_customers, open_to_new),
                                           left(open_to_new, to_new_lost));
    base.kept = saturating_sub(base.kept, kept_lost.value);
    base.pipeline = saturating_sub(base.pipeline, amount_lost.value);
  }

  void concentrate() {
    const Portfolio& before = cache_.portfolio();
    std::vector<AccountResult> left;
    left.reserve(cache_.accounts().size());
    for (const AccountResult& account : cache_.accounts()) {
      const YearRevenue* year = account.year(before.shown_year);
      if (year == nullptr) continue;
      AccountResult& shrunk = left.emplace_back();
      shrunk.id = account.id;
      shrunk.years.push_back({.year = year->year, .total = year->total});
      if (year->total.value > 0) {
        shrunk.years.back().total.value = survival_of(account.id).of(year->total.value);
      }
    }
    out_.concentration = fold(left, cache_.context());
  }

  void recovery() {
    const ForecastBase& base = out_.base;
    if (out_.revenue_lost.overflowed || base.overflowed) return;
    const std::int64_t revenues[] = {out_.revenue_lost.value};
    if (out_.before_base.base) {
      out_.share_lost = ratio(static_cast<double>(out_.revenue_lost.value),
                              static_cast<double>(*out_.before_base.base));
    }
    out_.refill = worst_case(revenues, base.win_rate.value).pipeline_to_refill;
    out_.deals_needed =
        close_gap(out_.revenue_lost.value, 0, 0, base.win_rate.value, base.average_deal.value)
            .deals;
    Sum growth;
    for (const Record<Account>& account : plan_.table<Account>()) {
      if (account.data.tier != Tier::growth || survival_of(account.id) != Survival{}) continue;
      const Sum revenue = cache_.account(account.id).revenue(cache_.portfolio().base_year);
      if (revenue.value <= 0) continue;
      growth += revenue;
      ++out_.growth_accounts;
    }
    if (out_.growth_accounts == 0 || growth.overflowed) return;
    const std::int64_t average = *scaled(growth.value, 1, out_.growth_accounts);
    out_.average_growth = average;
    if (average <= 0) return;
    const std::int64_t lost = out_.revenue_lost.value;
    out_.accounts_needed = lost / average + (lost % average != 0 ? 1 : 0);
  }

  struct Hit {
    std::vector<std::int32_t> losses;  // shares, hundredths of a percent
    std::vector<Id> changes;
    Survival survival;
  };

  Survival survival_of(Id account) const {
    const auto hit = hits_.find(account);
    return hit == hits_.end() ? Survival{} : hit->second.survival;
  }

  const Plan& plan_;
  const Cache& cache_;
  std::map<Id, Hit> hits_;
  std::vector<double> price_factors_;
  std::int64_t churn_points_ = 0;  // hundredths of a percent
  std::int64_t win_rate_points_ = 0;
  ScenarioOutcome out_;
};

}  // namespace

std::int64_t Survival::of(std::int64_t amount) const {
  return scaled(amount, billionths, whole).value_or(amount);
}

Survival ScenarioOutcome::survival_of(Id account) const {
  const auto found = std::ranges::find(accounts, account, &AccountEffect::account);
  return found == accounts.end() ? Survival{} : found->survival;
}

std::vector<TriedChange> changes_of(const Plan& plan, Id scenario) {
  std::vector<TriedChange> changes;
  if (!scenario) return changes;
  for (const Record<ScenarioChange>& change : plan.table<ScenarioChange>()) {
    if (change.data.scenario.id == scenario) changes.push_back({change.id, change.data});
  }
  keyplan::sort(changes, [](const TriedChange& a, const TriedChange& b) {
    return std::tuple(!a.data.ord, a.data.ord, a.id) < std::tuple(!b.data.ord, b.data.ord, b.id);
  });
  return changes;
}

ScenarioOutcome evaluate_changes(const Plan& plan, std::span<const TriedChange> changes,
                                 const Cache& cache) {
  return Evaluation(plan, cache).run(changes);
}

ScenarioOutcome evaluate_scenario(const Plan& plan, Id scenario, const Cache& cache) {
  ScenarioOutcome outcome = evaluate_changes(plan, changes_of(plan, scenario), cache);
  outcome.scenario = scenario;
  return outcome;
}

LossPlanStatus loss_plan_status(const Scenario& scenario) {
  if (scenario.loss_plan_status != LossPlanStatus::unset) return scenario.loss_plan_status;
  return scenario.loss_plan.empty() ? LossPlanStatus::missing : LossPlanStatus::draft;
}

}  // namespace keyplan::analysis
