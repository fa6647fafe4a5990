// The table of accounts that Portfolio and Accounts share.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/screens/account_rows.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

/// A column of an account table. Width as in ui::Column.
struct AccountColumn {
  AccountField field;
  float width = 0;
  float flex = 0;
  float least = Column{}.least;
  int priority = 0;
};

/// Columns named with their unit, one cell per field, sorting, copying, and the way to the account.
/// The screens differ in columns, filters and in what a selection can do.
class AccountTable {
 public:
  /// `columns` is kept by reference: a constant of the screen.
  explicit AccountTable(std::span<const AccountColumn> columns) : columns_(columns) {}

  struct Options {
    Selection* selection = nullptr;
    bool fill = false;  // down to the bottom of the page
    std::string_view empty = "Nothing here yet.";
  };
  /// First in a frame: everything below shows these rows. `tree`: by name means by the tree of
  /// parents.
  void refresh(const ScreenContext& in, const AccountFilter& filter, bool tree);
  void frame(ScreenContext& in, const Options& options);

  const AccountRows& rows() const { return rows_; }
  /// All rows shown, or the selected ones, as a spreadsheet takes them.
  TsvWriter as_text(const ScreenContext& in, const Selection* selection = nullptr) const;
  std::string sorted_by() const;  // "revenue"
  void sort_by(AccountField field);
  const AccountOrder& order() const { return order_; }
  void set_order(AccountField field, bool descending) {
    order_.by = field;
    order_.descending = descending;
  }

 private:
  Sort sort() const;                                                    // as the widget wants it
  bool last_row(std::size_t row) const { return row >= rows_.size(); }  // "Without account"
  void name_columns(const ScreenContext& in);
  void draw_cell(ScreenContext& in, const AccountRow& row, AccountField field, bool as_link);

  std::span<const AccountColumn> columns_;
  std::vector<std::string> names_;
  std::vector<Column> shown_columns_;
  AccountRows rows_;
  AccountOrder order_;
  bool with_last_row_ = false;
};

}  // namespace keyplan::ui
