#include "ui/screens/earlier_states.h"

#include <algorithm>

namespace keyplan::ui {

void EarlierStatesCard::frame(ScreenContext& in) {
  constexpr std::size_t at_first = 8;
  const auto card = in.ui.card("Earlier states of this plan", "on this device");
  if (in.earlier_states.empty()) {
    in.ui.muted("There is none yet. Every save keeps the state before it for a while.");
    return;
  }
  in.ui.muted("Choose one to look at it. Nothing changes before you decide to go back to it.");
  const std::size_t count = all_ ? in.earlier_states.size() : at_first;
  for (std::size_t i = 0; i < std::min(count, in.earlier_states.size()); ++i) {
    const auto id = in.ui.id(i);
    const EarlierState& state = in.earlier_states[i];
    if (in.ui.list_row({.title = state.when, .text = state.why})) in.look_at = i;
  }
  if (in.earlier_states.size() > count && in.ui.button("Show all")) all_ = true;
}

}  // namespace keyplan::ui
