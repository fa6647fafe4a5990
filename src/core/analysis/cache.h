// All results of a plan, kept up to date at the price of what changed: an account is computed anew
// only when its revision or the context (day, fiscal calendar, currency, rates) changed, and the
// portfolio is a fold over the accounts' results. The plan says which accounts an edit touched.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/analysis/figures.h"
#include "core/analysis/health.h"
#include "core/analysis/walk.h"

namespace keyplan::analysis {

class Cache {
 public:
  /// Brings everything up to date; does nothing when neither plan nor day changed. Results handed
  /// out before are invalid afterwards.
  void refresh(const model::Plan& plan, model::Date today);
  /// Forgets everything. To be called when another plan was opened.
  void clear();

  // Valid after the first refresh
  // ------------------------------------------------------------------
  const Context& context() const { return context_; }
  const Portfolio& portfolio() const { return portfolio_; }
  const ForecastBase& forecast_base() const { return base_; }
  const Forecast& forecast() const { return forecast_; }
  /// In no particular order: every account, the records without one (id 0), and accounts that are
  /// gone but still have records.
  const std::vector<AccountResult>& accounts() const { return results_; }
  /// Empty result for an account that does not exist; Id{} = records without an account.
  const AccountResult& account(model::Id id) const;

  /// Made on first use after a change. `plan` is the one of the last refresh.
  const std::vector<Figure>& figures(const model::Plan& plan);
  const Figure* figure(const model::Plan& plan, std::string_view id);
  std::vector<Figure> figures_of(model::Id account) const;
  ForecastBase forecast_base_of(model::Id account) const;

  /// What operational rules find at one account, worst first.
  std::vector<Finding> operational(model::Id account) const;
  /// That and what the rules of plan quality find, worst first. `plan` is the one of the last
  /// refresh. The latter are kept until the account, what it shares with others, or the day
  /// changes.
  std::vector<Finding> findings(const model::Plan& plan, model::Id account);
  /// Computed when asked for; `plan` is the one of the last refresh.
  Health health(const model::Plan& plan, model::Id account) const;
  Completeness completeness(const model::Plan& plan, model::Id account) const;
  /// The figures health and plan_completeness.
  std::vector<Figure> plan_figures_of(const model::Plan& plan, model::Id account) const;
  /// The five lines of the card "Plan checks".
  std::vector<AreaSummary> summary(const model::Plan& plan, model::Id account);
  struct Item {
    model::Id account;
    Finding finding;
  };
  /// The worst operational finding of each account, worst and largest accounts first, hints left
  /// out.
  std::vector<Item> worst(std::size_t most) const;

  /// How many account results were computed since the cache was made: proof of what an edit costs.
  std::uint64_t computed() const { return computed_; }
  /// The same of accounts whose plan was checked.
  std::uint64_t plan_checks() const { return plan_checks_; }
  /// Grows whenever results changed.
  std::uint64_t version() const { return version_; }

 private:
  /// Computes an account's result, or drops it when neither the account nor a record of it is left.
  void update(const model::Plan& plan, model::Id account);
  void update_all(const model::Plan& plan);
  void check_parents();

  std::string plan_id_;
  std::uint64_t revision_ = 0;
  bool filled_ = false;
  bool parents_changed_ = false;
  Context context_;
  std::vector<AccountResult> results_;
  std::unordered_map<model::Id, std::uint32_t, model::IdHash> index_;
  Portfolio portfolio_;
  ForecastBase base_;
  Forecast forecast_;
  std::vector<Figure> figures_;
  bool figures_made_ = false;
  struct PlanFindings {
    std::uint64_t revision = 0;
    std::uint64_t shared_revision = 0;
    std::vector<Finding> findings;
  };
  std::unordered_map<model::Id, PlanFindings, model::IdHash> plan_findings_;  // of this context
  std::uint64_t plan_checks_ = 0;
  std::uint64_t computed_ = 0;
  std::uint64_t version_ = 0;
};

}  // namespace keyplan::analysis
