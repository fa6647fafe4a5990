// What has to be done to a plan so that it shows what another state of it shows.
#pragma once

#include <string>

#include "core/model/plan.h"

namespace keyplan::model {

/// The edit that gives `now` the records and values of `then`. It is an ordinary change: it can be
/// undone, and teammates receive it like any other. What this build does not describe (records of
/// unknown kinds, members beside known fields, concurrent values of equal fields) stays as it is
/// now.
Edit edit_towards(const Plan& now, const Plan& then, std::string name);

}  // namespace keyplan::model
