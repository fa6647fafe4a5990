// The whitespace of an account: its units (itself and all branches below it) by offering, with what
// is owned, open, taken or free, and what a cell could become.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ui/screens/account/plan_parts.h"
#include "ui/screens/whitespace_cell.h"

namespace keyplan::ui {

class WhitespaceCard {
 public:
  void frame(ScreenContext& in, const model::Record<model::Account>& account, bool actions);

 private:
  void collect(ScreenContext& in, model::Id account);
  void add_units(const ScreenContext& in, model::Id account);

  struct Unit {
    model::Id account;
    std::vector<analysis::OfferingCell> cells;  // by offering
  };
  std::vector<Unit> units_;
  std::vector<std::string> rows_;
  std::vector<std::uint8_t> depths_;
  std::vector<model::Id> offerings_;  // by name
  std::vector<std::string> columns_;
  CellScale scale_;
  std::int64_t whitespace_ = 0;
  MadeFor made_for_;
  HeatGridState grid_;
  struct Chosen {
    model::Id account;
    model::Id offering;
  };
  std::optional<Chosen> chosen_;
  WhitespaceCellCard cell_;
};

}  // namespace keyplan::ui
