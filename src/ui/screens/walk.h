// Forecast walks on the screen: from last year to the goal, each bar explained by its figure.
#pragma once

#include <span>
#include <string_view>

#include "core/model/display.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

/// The unit of all amounts of a walk, told in the header of its card.
model::MoneyScale walk_scale(const analysis::ForecastBase& base,
                             const analysis::Forecast& forecast);

/// Draws the walk of a forecast; `figures` explain its bars.
void walk_of(ScreenContext& in, std::string_view name, const analysis::ForecastBase& base,
             const analysis::Forecast& forecast, const std::vector<analysis::Figure>& figures);

/// The card with an account's own walk.
void account_walk_card(ScreenContext& in, model::Id account);

}  // namespace keyplan::ui
