// Whitespace over the whole book: accounts, or groups of them, by offerings as a heat map; a cell
// is filled in place, filled from a spreadsheet, and becomes an opportunity, a goal or an action.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/book_whitespace.h"
#include "core/exchange/cell_filling.h"
#include "ui/screens/account_rows.h"
#include "ui/screens/saved_views.h"
#include "ui/screens/whitespace_cell.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class WhitespaceScreen {
 public:
  void frame(ScreenContext& in);
  /// A block of cells from the clipboard; what it would fill is asked in the next frame.
  void paste(std::string text);

 private:
  struct Line {
    std::string name;
    const analysis::BookWhitespace::Row* row = nullptr;  // of one account
    std::vector<analysis::WhitespaceSum> sums;           // by offering, of a group
    std::size_t accounts = 1;
    std::uint8_t depth = 0;
  };

  void collect(ScreenContext& in);
  void add_wallet(const ScreenContext& in);
  void add_groups(const ScreenContext& in);
  void sort_lines(const ScreenContext& in);
  void key_figures(ScreenContext& in);
  void toolbar(ScreenContext& in);
  void grid(ScreenContext& in);
  HeatCell look(const ScreenContext& in, GridPlace place) const;
  void offerings(ScreenContext& in);
  void ending(ScreenContext& in);
  void ask_to_fill(ScreenContext& in);
  void preview(ScreenContext& in);
  TsvWriter as_text(const ScreenContext& in) const;

  AccountFilter filter_;
  SavedViews views_;
  AccountRows rows_;
  analysis::BookWhitespace book_;
  model::GroupBy by_ = model::GroupBy::unset;
  int order_ = 0;  // by name, revenue, whitespace
  CellFacet facet_ = CellFacet::state;

  std::vector<Line> lines_;
  std::vector<std::string> row_names_;
  std::vector<std::uint8_t> depths_;
  std::vector<std::string> column_names_;
  CellScale scale_;
  analysis::WhitespaceSum sum_;                     // of what is shown
  std::vector<analysis::WhitespaceSum> by_column_;  // the same by offering
  std::vector<analysis::TakenCell> taken_;
  std::vector<analysis::Figure> figures_;
  bool made_ = false;
  std::uint64_t made_for_rows_ = 0;
  std::uint64_t made_for_book_ = 0;
  model::GroupBy made_by_ = model::GroupBy::unset;
  int made_order_ = 0;

  HeatGridState grid_;
  // The cell on the card below, by what it is: rows move when the plan changes.
  struct Chosen {
    model::Id account;
    model::Id offering;
  };
  std::optional<Chosen> chosen_;
  WhitespaceCellCard cell_;
  Sort offering_order_{.column = 5, .descending = true};

  struct Preview {
    std::optional<exchange::CellBlock> block;
    exchange::CellFilling filling;
    std::string from;  // "by the names above and at the left"
    std::size_t cells() const { return filling.amounts + filling.states; }
  };
  std::optional<std::string> pasted_;
  std::optional<Preview> preview_;  // of what is pasted
  bool asking_ = false;
  exchange::CellMeaning meaning_ = exchange::CellMeaning::potential;
};

}  // namespace keyplan::ui
