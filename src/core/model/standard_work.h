// Standard work: an action that repeats comes again when it is done. The rule for what follows a
// change of an action's status stands here, so that it is the same wherever the status is changed.
#pragma once

#include "core/model/plan.h"

namespace keyplan::model {

/// Done or dropped: nothing is to be done about it any more.
bool is_closed(const Action& action);

/// The day some intervals later. The last day of a month stays one; other days that a month does
/// not have become its last. Nothing for what does not repeat, and after the year 9999.
Date later_by(Date from, Repeats interval, int times);

/// How often an action that was done on that day has to be moved, so that the next one is due
/// after it.
int intervals_to_next(const Action& done, Date done_on);

/// The action that follows one that repeats: due and start moved by its interval, from the day it
/// was due and not from the day it was done. Nothing known of how the last one went is kept.
Action next_of(const Action& done, Date done_on);

/// Whether the next one is in the plan already, so that an action that is opened again and done
/// again does not come twice.
bool has_next(const Plan& plan, const Record<Action>& action);

/// Sets the status and what hangs on it: the day it was done on, and the next one when it repeats,
/// which gets the id `next` and the end of the list. True when the next one was added.
bool set_status(Edit& edit, const Plan& plan, const Record<Action>& action, ActionStatus status,
                Date today, Id next);

}  // namespace keyplan::model
