// A block of cells from a spreadsheet as an edit of the whitespace grid.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/exchange/cell_block.h"
#include "core/model/plan.h"

namespace keyplan::exchange {

/// What the numbers of the block are. Words are states in any case: "owned", "free", "deal",
/// "competitor", "n/a", or the name of a competitor of the plan.
enum class CellMeaning : std::uint8_t { potential, current, adoption };

struct CellFilling {
  model::Edit edit{""};
  std::size_t amounts = 0;
  std::size_t states = 0;
  std::vector<std::string> left_out;  // at most ten sentences
  std::size_t left_out_count = 0;     // of cells
};

/// Amounts without a currency are in the base currency. Rows and columns of the block are places in
/// `accounts` and `offerings`; a later cell for the same place replaces an earlier one.
CellFilling fill_cells(const model::Plan& plan, const CellBlock& block, CellMeaning meaning,
                       std::span<const model::Id> accounts, std::span<const model::Id> offerings,
                       const std::function<model::Id()>& new_id);

}  // namespace keyplan::exchange
