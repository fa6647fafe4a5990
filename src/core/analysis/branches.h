// Groups: every account with all branches below it, and the same book by region and country.
// Amounts are minor units of the base currency. A branch is an account of its own, so adding up the
// groups and what has no account gives the whole book: nothing is lost and nothing counts twice.
//
// The tree is the one of model/tree.h. Where parents go round in a circle, the account whose parent
// was written last stands at the top; where the parent is missing, the account itself does. Both
// are told as faults until somebody mends them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/analysis/cache.h"
#include "core/model/tree.h"

namespace keyplan::analysis {

inline constexpr std::size_t branch_years = 5;

/// Potential and current are of whitespace that names a potential (cells_of in account_plan.h).
struct WhitespaceTotals {
  Sum potential;
  Sum current;
  Sum free;  // potential less current, no cell below zero
  std::uint32_t cells = 0;
  std::uint32_t unconverted = 0;  // cells with an amount without exchange rate, left out
  WhitespaceTotals& operator+=(const WhitespaceTotals& other);
  friend bool operator==(const WhitespaceTotals&, const WhitespaceTotals&) = default;
};

struct BranchTotals {
  std::uint32_t accounts = 0;
  std::uint32_t customers = 0;            // with revenue in the shown year
  std::array<Sum, branch_years> revenue;  // of the years up to the shown one, which is the last
  Sum this_year;                          // recorded for the plan year already
  Sum cost;                               // of the shown year
  Sum revenue_with_cost;                  // of its entries that name a cost
  Sum forecast;                           // of the plan year, of the accounts that have one
  std::uint32_t forecasts = 0;
  std::uint32_t open_deals = 0;
  Sum open;      // amounts of open deals
  Sum weighted;  // amount x probability, deals that close after the plan year too
  Sum won;       // in the plan year
  std::uint32_t open_actions = 0;
  std::uint32_t overdue_actions = 0;
  std::uint32_t people = 0;
  WhitespaceTotals whitespace;
  std::vector<Gap> revenue_gaps;
  std::vector<Gap> deal_gaps;

  const Sum& shown() const { return revenue[branch_years - 1]; }
  const Sum& before() const { return revenue[branch_years - 2]; }
  /// Over the year before, where there was revenue in it.
  Ratio growth() const;
  Ratio margin() const;  // of the revenue whose cost is known
  BranchTotals& operator+=(const BranchTotals& other);
  friend bool operator==(const BranchTotals&, const BranchTotals&) = default;
};

struct Branch {
  model::Id account;
  std::uint32_t parent = none;  // places in Branches::all()
  std::uint32_t below = 0;      // how many branches: they follow in all()
  std::uint32_t depth = 0;
  BranchTotals own;
  BranchTotals group;  // with everything below
  static constexpr std::uint32_t none = ~0u;
  friend bool operator==(const Branch&, const Branch&) = default;
};

/// An account whose parent cannot be followed.
struct BranchFault {
  model::Id account;
  model::StrayReason reason = {};
  std::vector<model::Id> circle;  // from the account up and round, without it twice
  friend bool operator==(const BranchFault&, const BranchFault&) = default;
};

/// By region or country; upper and lower case and accents make no difference.
struct Place {
  std::string name;  // "" = not set
  BranchTotals totals;
  std::vector<model::Id> accounts;  // the largest first
  std::vector<Place> parts;         // countries of a region
};

class Branches {
 public:
  Branches() = default;
  Branches(const model::Plan& plan, const Cache& cache) { refresh(plan, cache); }

  /// Adds up anew the accounts that changed and what stands above them; `cache` was refreshed with
  /// `plan`. Everything handed out before is invalid when the version grew.
  void refresh(const model::Plan& plan, const Cache& cache);
  /// Grows whenever something changed.
  std::uint64_t version() const { return version_; }
  /// Accounts added up since it was made: what an edit costs.
  std::uint64_t computed() const { return computed_; }

  /// Every account, those above before those below; groups and branches by revenue.
  const std::vector<Branch>& all() const { return all_; }
  const Branch* find(model::Id account) const;
  /// The account and all below it.
  std::span<const Branch> group(model::Id account) const;
  /// The account at the top of its group.
  model::Id top(model::Id account) const;
  /// What belongs to no account, or to one that is gone.
  const BranchTotals& without_account() const { return without_account_; }
  const BranchTotals& book() const { return book_; }
  const std::vector<BranchFault>& faults() const { return faults_; }

  std::vector<Place> by_region(const model::Plan& plan) const;  // with their countries
  std::vector<Place> by_country(const model::Plan& plan) const;

 private:
  using Totals = std::unordered_map<model::Id, BranchTotals, model::IdHash>;
  /// What the forecast of an account depends on besides itself.
  struct Outlook {
    bool overflowed = false;
    int base_year = 0;
    std::optional<double> churn;
    std::optional<double> price_uplift;
    friend bool operator==(const Outlook&, const Outlook&) = default;
  };
  struct Updated {
    Totals totals;                      // of accounts that changed
    std::vector<std::uint32_t> places;  // the same as places, where those stay
    bool another_tree = false;
    bool loose = false;  // what belongs to no account
  };
  Updated update(const model::Plan& plan, const Cache& cache, std::span<const model::Id> touched);
  bool look_ahead(const Cache& cache);
  void plant(const model::Plan& plan, Totals own);
  void find_faults(const model::Plan& plan, const model::AccountTree& tree);
  void add_up_all();
  void add_up_forecasts();
  void add_up_above(std::uint32_t place);
  void add_up_book();
  void add_up_loose(const model::Plan& plan, const Cache& cache);
  bool in_order() const;
  void sort();

  std::vector<Branch> all_;
  std::unordered_map<model::Id, model::Id, model::IdHash> parents_;  // as entered, where they are
  std::unordered_map<model::Id, std::uint32_t, model::IdHash> places_;
  BranchTotals without_account_;
  BranchTotals book_;
  std::vector<BranchFault> faults_;

  bool filled_ = false;
  std::string plan_id_;
  std::uint64_t revision_ = 0;
  Context context_;
  int shown_year_ = 0;
  Outlook outlook_;
  std::vector<model::Id> offerings_;
  std::uint64_t version_ = 0;
  std::uint64_t computed_ = 0;
};

/// Why an account cannot become a branch of another one: it is that account, or stands above it.
/// "" = it can.
std::string why_not_below(const model::Plan& plan, model::Id account, model::Id parent);

/// group_revenue, group_growth, group_forecast, group_weighted, group_whitespace, group_people of
/// the account with its branches; the inputs are the parts of the account itself and of each branch
/// right below it.
std::vector<Figure> group_figures(const model::Plan& plan, const Branches& branches,
                                  model::Id account, const Cache& cache);

}  // namespace keyplan::analysis
