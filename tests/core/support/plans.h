// Plans for tests: one hand-made with every feature of the file, and arbitrary ones for properties.
#pragma once

#include <string>

#include "core/model/history.h"
#include "core/model/plan.h"

namespace keyplan::testing {

/// Every kind of record, stamps of three sessions, an open conflict, a removed record, an erased
/// id, unknown kinds and members, misfit values, characters that need escapes.
model::Plan plan_with_everything();

/// An empty plan with a session of its own begun.
model::Plan empty_plan(std::uint64_t random = 1);

/// Inside a rapidcheck property: a plan made by edits, undo and several sessions.
model::Plan arbitrary_edited_plan();
/// The same plus what only files can bring: unknown members, alternates, foreign records.
model::Plan arbitrary_plan();
/// One arbitrary edit (may fail to apply).
model::Edit arbitrary_edit(model::Plan& plan);

/// "" when the plans hold the same in every detail; else the first difference.
std::string difference(const model::Plan& a, const model::Plan& b);

}  // namespace keyplan::testing
