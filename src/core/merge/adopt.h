// Taking over records of a plan that is not a copy of the open one.
#pragma once

#include "core/model/plan.h"

namespace keyplan::merge {

/// Whether the plans hold records with the same ids, settings aside: one was made from the other.
bool shares_records(const model::Plan& plan, const model::Plan& other);

/// An edit that adds the accounts of `other` with all that belongs to them, and the team members
/// and offerings they need. Who or what is there already under the same name is not added again.
model::Edit add_accounts_of(const model::Plan& plan, const model::Plan& other);

}  // namespace keyplan::merge
