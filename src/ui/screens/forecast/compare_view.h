// The plan and every scenario side by side: what they cost, what is left, and with what chance.
#pragma once

#include <optional>

#include "ui/screens/forecast/scenarios.h"

namespace keyplan::ui {

/// The scenario that was opened.
std::optional<model::Id> compare_scenarios(ScreenContext& in, Outlooks& outlooks);

}  // namespace keyplan::ui
