// Where to invest: accounts by attractiveness and strength of the relationship, as a picture one
// can select in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/charts/scatter.h"
#include "ui/screens/account_rows.h"
#include "ui/screens/priority_state.h"

namespace keyplan::ui {

class InvestCard {
 public:
  /// Shows the accounts of `rows`. Without `selection` pressing a bubble opens the account. True
  /// when the selection changed.
  bool frame(ScreenContext& in, const PriorityState& state, const AccountRows& rows,
             Selection* selection, float height);

 private:
  void name_rows(const ScreenContext& in, const AccountRows& rows);
  void make(const PriorityState& state, const AccountRows& rows);

  ScatterState scatter_;
  struct Texts {
    std::string name, revenue;
  };
  std::vector<Texts> texts_;  // of each row
  std::vector<ScatterPoint> points_;
  std::size_t without_place_ = 0;  // accounts that lack one of the two scores
  std::uint64_t made_for_ = ~0ull;
  std::uint64_t rows_version_ = ~0ull;
};

}  // namespace keyplan::ui
