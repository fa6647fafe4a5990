// Revenue entries from three places: columns like "Revenue 2003" and tables of orders or invoices,
// order lines joined with their orders, and won deals. All are added up by account, year (or
// month), offering and kind, because a plan holds what was sold, not every invoice.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/exchange/rows.h"

namespace keyplan::exchange {

class RevenueBook {
 public:
  RevenueBook(RunState& state, References& references, Rows& rows);

  // 1. Every row of accounts with revenue columns, of revenue tables and of order lines.
  void read_year_columns(std::uint32_t file, std::uint32_t row);
  void read_entry(std::uint32_t file, std::uint32_t row);
  void read_item(std::uint32_t file, std::uint32_t row);  // after all entries
  /// Are the amounts of order lines per unit? Decided by which reading adds up to the orders.
  void weigh_item(std::uint32_t file, std::uint32_t row);
  void finish_orders();
  /// The same revenue can come as a total of the year and as rows that make it up: asks which of
  /// them count.
  void settle_totals();

  // 2. What the plan has already, then the deals; both as they will be after the import.
  void learn_record(const model::Record<model::Revenue>& record);
  /// Years with revenue from files; deals of these accounts and years are not counted again.
  void note_other_years();
  void read_deal(EntityIndex deal);

  // 3. Groups become drafts. Returns the number of groups still to do.
  void decide_kinds();
  /// Latest fiscal year with revenue, after decide_kinds; 0 = none.
  int last_year() const { return last_year_of_all_; }
  std::size_t groups() const { return groups_.size(); }
  void place_group(std::size_t index);
  void finish();

 private:
  enum class Origin : std::uint8_t { imported, won_deals };
  enum class Sort : std::uint8_t { base, cross_sell, up_sell, price };
  struct Group {
    EntityIndex account = no_entity;
    EntityIndex offering = no_entity;
    model::Period period;
    Sort sort = Sort::base;
    Origin origin = Origin::imported;
    model::Currency currency;
    std::int64_t amount = 0;  // in units of 10^-4
    std::int64_t cost = 0;
    bool has_cost = false;
    bool too_large = false;
    bool is_total = false;  // of a year, as a column of an account
    bool dropped = false;   // counted otherwise
    model::RevenueKind stated = model::RevenueKind::unset;
    std::size_t rows = 0;
    std::uint32_t file = 0;
    std::uint32_t row = 0;
  };
  struct Line {
    EntityIndex account = no_entity;
    EntityIndex offering = no_entity;
    model::Period period;
    model::RevenueKind kind = model::RevenueKind::unset;
    model::Currency currency;
    std::int64_t amount = 0;
    std::optional<std::int64_t> cost;
  };
  struct Order {
    Line line;
    std::uint32_t file = 0;
    std::uint32_t row = 0;
    std::int64_t items = 0;          // sum of the line amounts as written
    std::int64_t items_by_unit = 0;  // sum of amount times quantity
    bool has_items = false;
  };
  struct Existing {
    model::Id id;
    Sort sort = Sort::base;
    model::Currency currency;
    bool taken = false;
  };
  /// What an earlier import brought.
  struct Imported {
    model::Id id;
    EntityIndex account = no_entity;
    int year = 0;
    bool is_total = false;
    model::Money amount;
  };
  /// Revenue of an account in a year: [0] by rows, [1] as a total.
  struct TwoWays {
    std::int64_t sums[2] = {0, 0};
    bool in_files[2] = {false, false};
    bool in_plan[2] = {false, false};  // [0]: for an offering or a month
    bool rows_replace_total = false;   // rows without offering and month
    std::uint32_t files[2] = {0, 0};
    bool comparable = true;
    model::Currency currency;
    void add(bool is_total, std::int64_t amount, model::Currency in);
    bool counts_twice() const;
  };

  /// False when an earlier file has given this account's revenue of the year.
  bool claim_year(EntityIndex account, int year, std::uint32_t file);
  void add(Line line, Origin origin, std::uint32_t file, std::uint32_t row, bool is_total = false);
  std::optional<Line> read_line(std::uint32_t file, std::uint32_t row);
  std::optional<std::int64_t> quantity_in(std::uint32_t file, std::uint32_t row) const;
  bool is_cancelled(std::uint32_t file, std::uint32_t row) const;
  int fiscal_year_of(model::Period period) const;
  void note_year(EntityIndex account, int year);
  model::RevenueKind kind_of_base(const Group& group) const;
  static std::string group_key(EntityIndex account, model::Period period, EntityIndex offering,
                               std::string_view source);

  RunState& state_;
  References& references_;
  Rows& rows_;
  bool joins_items_ = false;
  bool by_unit_ = false;
  std::size_t orders_matching_ = 0;
  std::vector<Group> groups_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::map<std::pair<EntityIndex, int>, std::uint32_t> year_columns_;  // file that gave them
  std::unordered_map<std::string_view, Order> orders_;
  std::vector<std::string_view> order_list_;  // as they came, for equal results every time
  std::unordered_map<std::string, std::vector<Existing>> existing_;
  std::vector<Imported> imported_;
  std::vector<model::RecordKey> earlier_won_;  // revenue made from won deals by an earlier import
  std::set<model::Id> kept_;
  std::unordered_map<EntityIndex, int> first_year_;
  std::set<std::pair<EntityIndex, int>> other_revenue_;  // years with revenue from elsewhere
  int first_year_of_all_ = 0;
  int last_year_of_all_ = 0;
  std::map<int, int> new_less_existing_;  // customers, by year, as earlier imports told them apart
  bool first_customers_are_new_ = false;
  std::size_t won_deals_ = 0;
  std::size_t won_without_date_ = 0;
  std::size_t won_with_other_revenue_ = 0;
};

/// Revenue entries made from won deals carry this as their source, so that the next import finds
/// them.
inline constexpr std::string_view won_deals_source = "won deals";
inline constexpr std::string_view imported_source = "import";

/// Money in units of 10^-4, as amounts of files are added up.
[[nodiscard]] std::int64_t minor_to_fine(const model::Money& money);

}  // namespace keyplan::exchange
