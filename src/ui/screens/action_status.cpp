#include "ui/screens/action_status.h"

namespace keyplan::ui {

model::Edit status_edit(const ScreenContext& in, const model::Record<model::Action>& action,
                        model::ActionStatus status) {
  const std::string name = name_of(in.plan, {model::Kind::action, action.id});
  model::Edit edit(status == model::ActionStatus::done ? "mark " + name + " as done"
                                                       : "change status of " + name);
  model::set_status(edit, in.plan, action, status, in.today, in.new_id());
  return edit;
}

}  // namespace keyplan::ui
