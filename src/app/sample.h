// The sample portfolio: an invented vendor with invented customers, for a first look and for demos.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "core/model/plan.h"

namespace keyplan::app {

/// assets/samples/sample.keyplan.json, which is part of the program.
std::string_view sample_bytes();

/// Reads a sample plan and moves it in time so that it looks as if written `today`: dates by the
/// days since its last session began, months by months, fiscal years by whole years (the planned
/// one changes in April). It gets the id `plan_id` (as made by make_plan_id), because everybody's
/// sample is a plan of its own. Members this build does not know and erased ids stay behind: a
/// sample has none.
std::expected<model::Plan, model::Error> load_sample(std::string_view bytes, model::Date today,
                                                     std::string plan_id);

}  // namespace keyplan::app
