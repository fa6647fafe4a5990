// Taking over records of a plan that is not a copy of the open one.
#pragma once

#include <string>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::merge {

/// Whether the plans hold records with the same ids, settings aside: one was made from the other.
bool shares_records(const model::Plan& plan, const model::Plan& other);

/// An edit that adds the accounts of `other` with all that belongs to them, and the team members
/// and offerings they need. Who or what is there already under the same name is not added again.
model::Edit add_accounts_of(const model::Plan& plan, const model::Plan& other);

/// An edit that writes anew, in `other`, the values by which it differs from `plan`, another state
/// of the same plan; empty ones say nothing. `also_by_hand`: also those that no session has written
/// in either.
model::Edit written_anew(const model::Plan& plan, const model::Plan& other, bool also_by_hand);

/// Names of accounts of `other` that an account of `plan` with another id has too, in any spelling
/// that searching takes for the same; sorted.
std::vector<std::string> same_names(const model::Plan& plan, const model::Plan& other);

}  // namespace keyplan::merge
