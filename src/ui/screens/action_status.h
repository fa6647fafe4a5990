// The one way in which the interface changes the status of an action: with the day it was done on,
// and the next one when it repeats (core/model/standard_work.h).
#pragma once

#include "core/model/standard_work.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

/// The edit; more can be added to it before it is queued.
model::Edit status_edit(const ScreenContext& in, const model::Record<model::Action>& action,
                        model::ActionStatus status);

}  // namespace keyplan::ui
