// Where the year can land when chance plays its part, and what moves the result most.
#pragma once

#include <optional>

#include "ui/screens/outlooks.h"

namespace keyplan::ui {

/// "P10 30.9 · P90 36.0", in the unit of the forecast that stands above it; empty while no trial
/// was run.
std::string percentiles_text(const Outlook& outlook);

/// `trying`: a lever is being dragged, and what is shown is from before.
void landing_card(ScreenContext& in, const Outlook& outlook, const Outlooks& outlooks,
                  model::Id scenario, bool trying);

/// The driver that was pressed.
std::optional<simulation::Driver> drivers_card(ScreenContext& in, const Outlook& outlook);

}  // namespace keyplan::ui
