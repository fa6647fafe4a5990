// The accounts of a plan as rows: what Portfolio and Accounts show, filter, sort and copy. Made
// anew only when results, filter or sort order change, never per frame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/display.h"
#include "core/model/tree.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

/// The worst operational finding of an account in one word.
enum class AccountState : std::uint8_t { at_risk, watch, healthy };
std::string_view state_word(AccountState state);
Tone state_tone(AccountState state);

struct AccountRow {
  const model::Record<model::Account>* record = nullptr;  // none: the records without an account
  const analysis::AccountResult* result = nullptr;        // none: summed over several, see below
  std::int64_t revenue = 0;              // of the shown year, minor units of the base currency
  std::optional<std::int64_t> forecast;  // of the plan year, where anything is known
  std::optional<double> growth;          // of the base year
  std::int64_t open_pipeline = 0;        // amounts of all open deals
  std::uint32_t open_deals = 0;
  AccountState state = AccountState::healthy;
  bool needs_home = false;  // its parent is missing, or goes round in a circle
  std::uint8_t depth = 0;   // in the tree of parents, while rows are in that order
};

enum class AccountField : std::uint8_t {
  name,
  tier,
  revenue,
  history,
  growth,
  state,
  pipeline,
  next_step,
  sector,
  country,
  owner,
  forecast,
  renewal,
  open_deals
};

struct AccountFilter {
  std::string text;  // in name, sector, country, city, region, owner
  std::optional<model::Tier> tier;
  std::optional<AccountState> state;
  std::string sector;
  std::string region;
  model::Id owner;
  bool operator==(const AccountFilter&) const = default;
  bool any() const { return *this != AccountFilter{}; }
};

struct AccountOrder {
  AccountField by = AccountField::revenue;
  bool descending = true;
  bool as_tree = false;  // by name, parents before their parts; only without a filter
  bool operator==(const AccountOrder&) const = default;
};

class AccountRows {
 public:
  /// Brings the rows up to date; cheap when nothing changed.
  void refresh(const ScreenContext& in, const AccountFilter& filter, const AccountOrder& order);

  std::size_t size() const { return shown_.size(); }
  const AccountRow& operator[](std::size_t i) const { return all_[shown_[i]]; }
  /// What belongs to no account, or to one that is gone; nothing while everything has a home.
  const std::optional<AccountRow>& without_account() const { return without_account_; }
  const model::MoneyScale& revenue_scale() const { return revenue_scale_; }
  const model::MoneyScale& pipeline_scale() const { return pipeline_scale_; }
  /// Grows whenever the rows changed.
  std::uint64_t version() const { return version_; }

  /// What occurs in the plan, sorted: for filters.
  const std::vector<std::string>& sectors() const { return sectors_; }
  const std::vector<std::string>& regions() const { return regions_; }

 private:
  void collect(const ScreenContext& in);
  void select(const ScreenContext& in, const AccountFilter& filter, const AccountOrder& order);
  void sort(const ScreenContext& in, const AccountOrder& order);
  void find_homes(const ScreenContext& in);
  void order_as_tree();

  std::vector<AccountRow> all_;
  std::optional<model::AccountTree> tree_;  // only while some account has a parent
  std::vector<std::uint32_t> shown_;
  std::optional<AccountRow> without_account_;
  model::MoneyScale revenue_scale_;
  model::MoneyScale pipeline_scale_;
  std::vector<std::string> sectors_;
  std::vector<std::string> regions_;

  bool made_ = false;
  std::uint64_t revision_ = 0;
  std::uint64_t results_version_ = 0;
  AccountFilter filter_;
  AccountOrder order_;
  std::uint64_t version_ = 0;
};

}  // namespace keyplan::ui
