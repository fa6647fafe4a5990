// Editions that come back, and files made by hand: plans whose values carry no merge data.
#pragma once

#include "core/model/plan.h"

namespace keyplan::share {

/// Whether some records of the plan were made by no session: an edition, or a file written by hand.
bool has_values_by_hand(const model::Plan& plan);

/// Whether no session at all made any of it, and it is no edition: a file that somebody wrote by
/// hand or a program did, without merge data.
bool is_by_hand(const model::Plan& plan);

/// What was written in `other`, which holds records of `plan`, as an edit of `plan`. Of an edition
/// that is what somebody changed in it: values it was made with, and what is not in it, change
/// nothing. Of a file made by hand it is every value that differs; empty ones say nothing.
model::Edit news_of(const model::Plan& plan, const model::Plan& other);

}  // namespace keyplan::share
