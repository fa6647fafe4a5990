// The criteria of priorities: their weights as sliders, which re-rank while they are dragged, and
// the way to change, add and remove them.
#pragma once

#include <span>
#include <vector>

#include "ui/screens/account/plan_parts.h"
#include "ui/screens/priority_state.h"

namespace keyplan::ui {

class CriteriaCard {
 public:
  void frame(ScreenContext& in, const PriorityState& state);
  /// Weights that are being tried out, by criterion; empty while none is.
  std::span<const double> tried() const { return tried_; }

 private:
  void weight(ScreenContext& in, const PriorityState& state, std::size_t criterion, double all);

  std::vector<double> tried_;
  AddField add_;
};

/// How one account scores by each criterion; those rated by hand are rated here.
void ratings_card(ScreenContext& in, const PriorityState& state, model::Id account);

}  // namespace keyplan::ui
