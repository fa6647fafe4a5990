#include "ui/screens/unseal_dialog.h"

#include <utility>

namespace keyplan::ui {

void UnsealDialog::open(Sealed sealed) {
  *this = {};
  sealed_ = std::move(sealed);
  open_ = to_field_ = told_ = true;
}

void UnsealDialog::failed(std::string sentence) {
  working_ = told_ = false;
  to_field_ = true;
  complaint_ = std::move(sentence);
}

std::optional<UnsealDialog::Answer> UnsealDialog::frame(Ui& ui) {
  if (!open_) return std::nullopt;
  std::optional<Answer> answer;
  const bool can_open = sealed_.blocked.empty();
  if (const auto dialog =
          ui.dialog(can_open ? "Open this plan?" : "This plan cannot be opened", open_)) {
    ui.text(can_open ? sealed_.about : sealed_.blocked);
    bool entered = false;
    if (can_open) {
      if (std::exchange(to_field_, false)) ui.focus_next();
      if (auto text = ui.secret_field("Passphrase", passphrase_, shown_, {.error = complaint_})) {
        passphrase_ = std::move(*text);
        complaint_.clear();
      }
      entered = ui.entered();
    }
    if (!std::exchange(told_, true)) ui.announce(complaint_);
    const auto buttons = ui.dialog_buttons();
    if (ui.button(can_open ? "Cancel" : "Close")) open_ = false;
    if (can_open &&
        (ui.button("Open", {.emphasis = Emphasis::primary,
                            .disabled_because = working_ ? "It is being opened." : ""}) ||
         (entered && !working_))) {
      if (passphrase_.empty()) {
        failed("Write the passphrase that came with it.");
      } else {
        working_ = true;
        complaint_.clear();
        answer = Answer{.passphrase = passphrase_};
      }
      ui.request_frames();
    }
  }
  if (!open_) {
    close();
    answer = Answer{.cancelled = true, .passphrase = {}};
  }
  return answer;
}

}  // namespace keyplan::ui
