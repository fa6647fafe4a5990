#include "ui/screens/share_dialog.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/model/display.h"

namespace keyplan::ui {
namespace {

// Shorter ones are found by trying, however slow each attempt is made.
constexpr std::ptrdiff_t shortest_passphrase = 10;  // letters and signs

bool is_short(std::string_view passphrase) {
  return std::ranges::count_if(passphrase, [](char c) {
           return c != ' ' && (c & 0xC0) != 0x80;  // not the rest of a UTF-8 sequence
         }) < shortest_passphrase;
}

std::string_view about(ShareForm form) {
  switch (form) {
    case ShareForm::plan_file:
      return "Whoever gets the file can read all of it, including what it says about people.";
    case ShareForm::sealed_file:
      return "Only the passphrase opens the file, so it may travel by mail or lie on a shared "
             "drive.";
    case ShareForm::link:
      break;
  }
  return "The whole plan is in the link, sealed, and on no server. Only small plans fit into one.";
}

std::string_view button_of(ShareForm form) {
  switch (form) {
    case ShareForm::plan_file:
      return "Save plan file";
    case ShareForm::sealed_file:
      return "Save sealed file";
    case ShareForm::link:
      break;
  }
  return "Make link";
}

}  // namespace

void ShareDialog::open(std::string why_no_sealing) {
  *this = {};
  open_ = to_field_ = true;
  why_no_sealing_ = std::move(why_no_sealing);
  if (!why_no_sealing_.empty()) form_ = ShareForm::plan_file;
}

void ShareDialog::changed() {
  link_.clear();
  failure_.clear();
  complaint_.clear();
  copied_ = working_ = false;
}

void ShareDialog::link_made(std::string link) {
  working_ = false;
  link_ = std::move(link);
}

void ShareDialog::failed(std::string sentence) {
  working_ = false;
  failure_ = std::move(sentence);
}

void ShareDialog::passphrase_field(Ui& ui, const std::function<std::string()>& make_passphrase) {
  if (std::exchange(to_field_, false)) ui.focus_next();
  if (auto text = ui.text_field("Passphrase", passphrase_,
                                {.help = "Tell it another way than you send the plan: on the "
                                         "telephone, for instance.",
                                 .error = complaint_})) {
    changed();
    passphrase_ = std::move(*text);
  }
  entered_ = ui.entered();
  if (ui.button("Suggest a passphrase", {.small = true})) {
    changed();
    passphrase_ = make_passphrase();
    ui.announce("Suggested: " + passphrase_);
  }
}

void ShareDialog::link_field(Ui& ui) {
  const std::string length =
      model::count_text(static_cast<std::int64_t>(link_.size())) + " characters.";
  ui.text_field("Link", link_,
                {.help = copied_ ? "Copied. Send it, and tell the passphrase another way." : length,
                 .readonly = true});
}

std::optional<ShareWish> ShareDialog::frame(Ui& ui,
                                            const std::function<std::string()>& make_passphrase) {
  if (!open_) return std::nullopt;
  std::optional<ShareWish> wish;
  entered_ = false;
  if (const auto dialog = ui.dialog("Share plan", open_, 560)) {
    if (const auto form =
            ui.chips("Form", {"Plan file", "Sealed file", "Link"}, static_cast<int>(form_),
                     {.disabled_because = why_no_sealing_, .label_shown = true})) {
      changed();
      form_ = static_cast<ShareForm>(*form);
    }
    if (link_.empty()) ui.muted(about(form_));
    if (!why_no_sealing_.empty()) ui.muted("It cannot be sealed here. " + why_no_sealing_);
    if (form_ != ShareForm::plan_file) passphrase_field(ui, make_passphrase);
    if (!failure_.empty()) ui.banner(Tone::warning, failure_);
    if (!link_.empty()) link_field(ui);
    const auto buttons = ui.dialog_buttons();
    if (ui.button(link_.empty() ? "Cancel" : "Close")) open_ = false;
    if (!link_.empty()) {
      if (ui.button("Copy link", Emphasis::primary)) {
        ui.copy(link_);
        copied_ = true;
        ui.announce("The link is copied.");
      }
    } else if (ui.button(button_of(form_),
                         {.emphasis = Emphasis::primary,
                          .disabled_because = working_ ? "It is being sealed." : ""}) ||
               (entered_ && !working_)) {
      if (form_ != ShareForm::plan_file && is_short(passphrase_)) {
        complaint_ =
            "At least ten characters are needed. Better are six words: have some suggested.";
        ui.announce(complaint_);
        to_field_ = true;
      } else {
        failure_.clear();
        working_ = form_ != ShareForm::plan_file;
        wish = ShareWish{form_, passphrase_};
      }
    }
  }
  if (!open_) close();  // the passphrase is not kept
  return wish;
}

}  // namespace keyplan::ui
