// What a bar of a time line that was dragged changes in its record.
#pragma once

#include "core/model/edit.h"
#include "ui/charts/timeline.h"

namespace keyplan::ui {

/// Only what is there can be moved: a start, an end, or both as far apart as they were.
template <auto Start, auto End>
void move_dates(model::Edit& edit, model::Id id, model::Date start, model::Date end,
                const TimelineAnswer::Moved& moved) {
  using model::Date;
  if (start && start.days != moved.first) edit.set<Start>(id, model::Value{Date{moved.first}});
  if (end && end.days != moved.last) edit.set<End>(id, model::Value{Date{moved.last}});
}

}  // namespace keyplan::ui
