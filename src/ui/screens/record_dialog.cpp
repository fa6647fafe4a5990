#include "ui/screens/record_dialog.h"

#include <utility>

#include "ui/screens/record_form.h"

namespace keyplan::ui {

void RecordDialog::frame(ScreenContext& in) {
  if (!open_) return;
  const model::KindInfo& kind = model::info(record_.kind);
  const auto dialog = in.ui.dialog(kind.label, open_, 620);
  if (!dialog) return;
  if (in.plan.find(record_) == nullptr) {
    in.ui.text("It is no longer in the plan.");
    const auto buttons = in.ui.dialog_buttons();
    if (in.ui.button("Close")) open_ = false;
    return;
  }
  record_form(in, record_, {"account"}, std::exchange(field_, std::nullopt));
  const auto buttons = in.ui.dialog_buttons();
  if (in.ui.button("Remove", Emphasis::danger)) {
    model::Edit edit("remove " + name_of(in.plan, record_));
    edit.remove(record_);
    in.edit(std::move(edit));
    open_ = false;
  }
  const auto* person =
      record_.kind == model::Kind::person ? in.plan.find<model::Person>(record_.id) : nullptr;
  if (person != nullptr && !person->data.left && in.ui.button("Has left")) {
    in.has_left(record_.id);
    open_ = false;
  }
  if (in.ui.button("Done", Emphasis::primary)) open_ = false;
}

}  // namespace keyplan::ui
