// Merges in words: what a report on the command line and a list in the interface say alike.
#pragma once

#include <string>

#include "core/merge/changes.h"
#include "core/merge/conflicts.h"
#include "core/merge/preview.h"

namespace keyplan::merge {

/// Opportunity “Antwerp roll-out” (Cancity)
std::string subject(const model::Plan& plan, model::RecordKey record);

/// Amount: €340,000.00 → €310,000.00
std::string field_line(const FieldChange& change, model::Kind kind, const model::Plan& before,
                       const model::Plan& after);
/// Opportunity “Antwerp roll-out” (Cancity) and, when one field changed, what happened to it.
std::string line(const RecordChange& change, const model::Plan& before, const model::Plan& after);

/// A value of a conflict: €310,000.00, "cleared", "removed".
std::string side_text(const Conflict& conflict, const Side& side, const model::Plan& plan);

/// 12 added, 3 changed, 1 removed
std::string counts_text(std::size_t added, std::size_t changed, std::size_t removed);
/// "Bob, 3 to 5 Nov 2026"; "" when nobody is named.
std::string contributors_text(const std::vector<Contributor>& contributors);
/// What one file brought, in a sentence without its name: "12 added, 2 conflicts, from Bob".
std::string contribution_text(const Contribution& contribution);
/// What there is to do about accounts that are there twice now; "" when none is.
std::string same_names_text(const std::vector<std::string>& names);
/// Sentences about files that were edited by hand or forged; "" when there is nothing odd.
std::string oddities_text(const Oddities& oddities);

/// All changes, a line each: "+ Person ..." , "~ ...", "- ...".
std::string report(const Changes& changes, const model::Plan& before, const model::Plan& after);
/// All conflicts with their sides, indented below them.
std::string report(const std::vector<Conflict>& conflicts, const model::Plan& plan);

}  // namespace keyplan::merge
