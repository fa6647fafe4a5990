// Priorities of all accounts at the price of what changed: an account is measured anew only when it
// changed, or when the day, a rate, the year shown or what is measured did. What it is held against
// (the ends of scales that follow the book, shares, ABC) follows from the numbers kept.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/analysis/priorities.h"

namespace keyplan::analysis {

class PriorityBook {
 public:
  /// `cache` was refreshed with `plan`.
  void refresh(const model::Plan& plan, const Cache& cache);

  const PriorityBase& base() const { return base_; }
  /// Grows whenever something changed, which most edits of a plan do not.
  std::uint64_t version() const { return version_; }
  /// Accounts measured since it was made: what an edit costs.
  std::uint64_t measured() const { return measured_; }

 private:
  using Bought = std::vector<std::pair<model::Id, std::int64_t>>;  // by offering, shown year
  struct Facts {
    Sum revenue;
    std::int64_t profit = 0;  // not negative
    bool dirty = true;        // measured in this refresh, with another result
  };

  void settle(const model::Plan& plan, const Cache& cache, std::vector<UsedCriterion> entered);
  void update(const model::Plan& plan, const Cache& cache, model::Id account);
  void take_bought(const model::Plan& plan, model::Id account);
  void measure(const model::Plan& plan, const Cache& cache, std::size_t place);
  void relate(std::size_t place, const Portfolio& portfolio);
  void share_profit();
  void share_offerings();
  void scale();
  void letters(double a, double b);

  PriorityBase base_;
  std::vector<Facts> facts_;            // by base_.accounts
  std::vector<UsedCriterion> entered_;  // with ends that are not set as NaN
  // By criterion: the usual ends of its scale, and those that scores were made with
  std::vector<std::pair<double, double>> usual_, ends_;
  std::unordered_map<model::Id, Bought, model::IdHash> bought_;  // of accounts, gone and none too
  std::unordered_map<model::Id, Wide, model::IdHash> sold_;      // by offering
  Wide profit_ = 0;
  Sum shares_total_;
  double abc_b_ = 0;

  // What the updates of one refresh changed
  bool changed_ = false;
  bool revenue_changed_ = false;
  bool profit_changed_ = false;
  bool sold_changed_ = false;
  std::vector<std::uint8_t> columns_changed_;  // by criterion

  bool filled_ = false;
  std::string plan_id_;
  std::uint64_t revision_ = 0;
  Context context_;
  int base_year_ = 0;
  std::uint64_t version_ = 0;
  std::uint64_t measured_ = 0;
};

}  // namespace keyplan::analysis
