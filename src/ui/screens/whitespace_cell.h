// One cell of the whitespace grid: how it looks, and the card on which it is filled and becomes an
// opportunity, a goal or an action.
#pragma once

#include <cstdint>
#include <string>

#include "core/analysis/account_plan.h"
#include "ui/charts/matrix.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

/// What the cells of a grid tell.
enum class CellFacet : std::uint8_t { state, whitespace, spend, share, adoption };

struct CellScale {
  std::int64_t whitespace = 0;  // the largest in the grid
  std::int64_t current = 0;
};
HeatCell look_of(const ScreenContext& in, const analysis::OfferingCell& cell, CellFacet facet,
                 const CellScale& scale);
std::string base_amount(const ScreenContext& in, std::int64_t minor);  // "\u20ac1.2 M"

class WhitespaceCellCard {
 public:
  /// Draws into the container it is called in.
  void frame(ScreenContext& in, model::Id account, const analysis::OfferingCell& cell);

 private:
  void fields(ScreenContext& in, model::Id account, const analysis::OfferingCell& cell);
  void buttons(ScreenContext& in, model::Id account, const analysis::OfferingCell& cell);

  model::Record<model::WhitespaceCell> draft_;  // of a cell of which nothing is written yet
};

}  // namespace keyplan::ui
