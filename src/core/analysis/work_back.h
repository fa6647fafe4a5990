// Which deals and whitespace cells, with the actions behind them, would close the gap to the goal.
//
// What an item adds to the forecast of the plan year, in minor units of the base currency:
//   win a deal      amount x (1 - probability): its probability is in the forecast already
//   bring forward   amount x probability of a deal that would close after the plan year
//   sell a cell     (potential - spend with us) x win rate, of cells that are free, owned with more
//   to
//                   sell, or taken by a competitor whose contract ends within the plan year or on
//                   an unknown day; cells with an open deal are left to the deal. An approximation:
//                   a cell sold late in the year brings less than its year.
// Hours of an item are those of its deal's open actions, counted for the owner of the deal, else of
// the account.
//
// The answer is the fewest items that close the gap within the hours of each member, and among
// those the ones that add most; equal ones go by fewer hours, then by id. Every item takes the
// hours of one member, so the problem falls apart: for each member a knapsack by dynamic
// programming (Bellman) over items, hours and number of items, then the members are put together by
// number. That is exact while a member's items x hours x most items chosen stay within
// `most_cells`, e.g. 400 items, 500 hours, 100 of them; without a limit of hours, for any number.
// Beyond that the member's items are taken by value while they fit, and the answer is not called
// proven.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/scenario.h"
#include "core/analysis/workload.h"

namespace keyplan::analysis {

struct WorkBackItem {
  enum class What : std::uint8_t { win_deal, bring_forward, sell_cell };
  What what = What::win_deal;
  model::RecordKey record;  // the deal or the cell
  model::Id account;
  model::Id offering;                 // none for deals that name none
  model::Id owner;                    // none = nobody's hours
  std::int64_t value = 0;             // above zero
  std::optional<std::int64_t> hours;  // nothing = not known
  std::vector<model::Id> actions;     // open ones of the deal, by id
  std::string reason;                 // a sentence: why it would help
};

struct WorkBackItems {
  std::vector<WorkBackItem> items;
  std::uint32_t cells_without_potential = 0;
  std::uint32_t cells_without_rate = 0;  // potential that could not be converted
  bool no_win_rate = false;              // cells are left out for that reason
};
/// Everything that could help, the most value first. With a scenario: without the accounts that are
/// lost in it, values of the others as they survive, and with its win rate.
WorkBackItems work_back_items(const model::Plan& plan, const Cache& cache,
                              const ScenarioOutcome* scenario = nullptr);

struct Capacity {
  model::Id member;
  std::int64_t hours = 0;  // that are left for this
};

/// Of members with a capacity: its part for the days of the plan year that are left, less the
/// effort of their open actions due in it that belong to none of the items. Not below 0.
std::vector<Capacity> capacities_of(const model::Plan& plan, std::span<const Workload> workloads,
                                    const WorkBackItems& items, const Context& context);

struct WorkBackOptions {
  std::vector<Capacity> capacities;  // members not named have no limit
  std::int64_t usual_hours = 0;      // of an item whose hours are not known
  std::int64_t most_cells = 20'000'000;
};

struct WorkBack {
  std::int64_t gap = 0;
  std::vector<std::size_t> chosen;  // indices, the most value first
  std::int64_t value = 0;           // of the chosen ones
  std::int64_t hours = 0;           // of the chosen ones
  bool closes = false;
  bool proven = false;         // no smaller set closes the gap; or no set at all does
  std::int64_t all_value = 0;  // of all items, without regard to hours
  std::string sentence;        // the answer
};
/// Without a set that closes the gap, the set that comes nearest.
WorkBack work_back(std::span<const WorkBackItem> items, std::int64_t gap,
                   const WorkBackOptions& options, model::Currency currency);

/// The figure work_back: what the chosen items add, each of them as an input.
Figure work_back_figure(const model::Plan& plan, const WorkBackItems& items, const WorkBack& answer,
                        const Context& context);

}  // namespace keyplan::analysis
