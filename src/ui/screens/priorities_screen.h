// Which accounts matter: the matrix, the criteria whose weights re-rank while they are dragged, the
// ranked table with tiers, key-account test and power, groups, and the time and money there are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/screens/account_rows.h"
#include "ui/screens/criteria_card.h"
#include "ui/screens/invest_card.h"
#include "ui/screens/priority_state.h"
#include "ui/screens/saved_views.h"
#include "ui/screens/workload_card.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class PrioritiesScreen {
 public:
  void frame(ScreenContext& in);

 private:
  void sort(const ScreenContext& in);
  void key_figures(ScreenContext& in);
  void ranking(ScreenContext& in);
  void toolbar(ScreenContext& in);
  void change_selected(ScreenContext& in);
  void cell_suggestion(ScreenContext& in, const AccountRow& row, const PriorityState::Of& of);
  void make_groups(const ScreenContext& in);
  void groups(ScreenContext& in);
  std::vector<model::Id> selected(const model::Plan& plan) const;
  TsvWriter as_text(const ScreenContext& in) const;

  AccountFilter filter_;
  SavedViews views_;
  AccountRows rows_;
  PriorityState state_;
  InvestCard invest_;
  CriteriaCard criteria_;
  WorkloadCard workload_;
  Selection selection_;
  Sort order_{.column = 2, .descending = true};
  std::vector<std::uint32_t> shown_;  // places in rows_
  std::uint64_t sorted_for_ = ~0ull;
  std::uint64_t sorted_rows_ = ~0ull;
  Sort sorted_order_;

  struct Group {
    std::string name;
    std::size_t accounts = 0;
    std::int64_t revenue = 0;
    double score = 0;
    std::size_t scored = 0;
    std::size_t key = 0;
    std::size_t targeted = 0;
    std::int64_t hours = 0;
    model::Id example;  // an account of it
  };
  model::GroupBy by_ = model::GroupBy::tier;
  std::vector<Group> groups_;
  std::uint64_t grouped_for_ = ~0ull;
  std::uint64_t grouped_rows_ = ~0ull;
  model::GroupBy grouped_by_ = model::GroupBy::tier;
};

}  // namespace keyplan::ui
