// A part of a plan that can be sent alone and merges back like the whole.
#pragma once

#include <span>

#include "core/model/plan.h"

namespace keyplan::share {

/// The accounts with all that belongs to them, the team members and offerings they refer to,
/// settings and exchange rates, with their merge data. Nothing that is left out counts as removed.
model::Plan part_of(const model::Plan& plan, std::span<const model::Id> accounts);

}  // namespace keyplan::share
