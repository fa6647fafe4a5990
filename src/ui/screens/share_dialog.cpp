#include "ui/screens/share_dialog.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/model/display.h"

namespace keyplan::ui {
namespace {

// Shorter ones are found by trying, however slow each attempt is made.
constexpr std::ptrdiff_t shortest_passphrase = 10;  // letters and signs

/// "2 accounts, 5 opportunities, 3 people. Left out: 12 records and 40 values."
std::string contents_of(const share::Parcel& parcel, const Words& word) {
  std::string text;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count == 0) return;
    if (!text.empty()) text += ", ";
    text += model::counted(static_cast<std::int64_t>(count), one, many);
  };
  add(parcel.plan.table<model::Account>().size(), word.account, word.accounts);
  add(parcel.plan.table<model::Opportunity>().size(), word.opportunity, word.opportunities);
  add(parcel.plan.table<model::Action>().size(), "action", "actions");
  add(parcel.plan.table<model::Person>().size(), "person", "people");
  text += text.empty() ? "Settings only." : ".";
  if (parcel.records_left_out + parcel.values_left_out > 0) {
    text += " Left out: ";
    text += model::counted(static_cast<std::int64_t>(parcel.records_left_out), "record", "records");
    text += " and ";
    text += model::counted(static_cast<std::int64_t>(parcel.values_left_out), "value", "values");
    text += '.';
  }
  if (parcel.names_replaced > 0) {
    text += ' ';
    text += model::counted(static_cast<std::int64_t>(parcel.names_replaced), "name is a role",
                           "names are roles");
    text += " instead.";
  }
  return text;
}

bool is_short(std::string_view passphrase) {
  return std::ranges::count_if(passphrase, [](char c) {
           return c != ' ' && (c & 0xC0) != 0x80;  // not the rest of a UTF-8 sequence
         }) < shortest_passphrase;
}

std::string_view about(ShareForm form, share::Edition edition) {
  switch (form) {
    case ShareForm::plan_file:
      return edition == share::Edition::full
                 ? "Whoever gets the file can read all of it, including what it says about people."
                 : "Whoever gets the file can read all that is in it.";
    case ShareForm::sealed_file:
      return "Only the passphrase opens the file, so it may travel by mail or lie on a shared "
             "drive.";
    case ShareForm::link:
      break;
  }
  return "All of it is in the link, sealed, and on no server. Only small plans fit into one.";
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

void ShareDialog::open(std::string why_no_sealing, std::vector<ShareScope> scopes) {
  *this = {};
  scopes_ = std::move(scopes);
  open_ = to_field_ = true;
  why_no_sealing_ = std::move(why_no_sealing);
  if (!why_no_sealing_.empty()) form_ = ShareForm::plan_file;
}

void ShareDialog::changed() {
  link_.clear();
  failure_.clear();
  complaint_.clear();
  copied_ = working_ = false;
  contents_.clear();
}

std::span<const model::Id> ShareDialog::accounts() const {
  if (scope_ >= scopes_.size()) return {};
  return scopes_[scope_].accounts;
}

void ShareDialog::scope_field(Ui& ui) {
  if (scopes_.empty()) return;
  std::vector<std::string_view> names;
  for (const ShareScope& scope : scopes_) names.push_back(scope.name);
  names.push_back("The whole plan");
  if (const auto chosen =
          ui.chips("What", names, static_cast<int>(scope_), {.label_shown = true})) {
    changed();
    scope_ = static_cast<std::size_t>(*chosen);
  }
}

void ShareDialog::edition_field(ScreenContext& in) {
  std::vector<std::string_view> labels;
  for (const share::EditionInfo& info : share::editions()) labels.push_back(info.label);
  if (const auto chosen = in.ui.select("Edition", labels, static_cast<int>(edition_),
                                       {.help = share::info(edition_).sentence})) {
    changed();
    edition_ = static_cast<share::Edition>(*chosen);
  }
  if (contents_.empty() || counted_ != in.plan.revision()) {
    contents_ = contents_of(share::pack(in.plan, accounts(), edition_, {}), words(in.plan));
    counted_ = in.plan.revision();
  }
  in.ui.muted(contents_);
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
  if (auto text = ui.secret_field("Passphrase", passphrase_, shown_,
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
    shown_ = true;  // it has to be told to somebody
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

std::optional<ShareWish> ShareDialog::frame(ScreenContext& in,
                                            const std::function<std::string()>& make_passphrase) {
  Ui& ui = in.ui;
  if (!open_) return std::nullopt;
  std::optional<ShareWish> wish;
  entered_ = false;
  if (const auto dialog = ui.dialog("Share plan", open_, 560)) {
    scope_field(ui);
    edition_field(in);
    if (const auto form =
            ui.chips("Form", {"Plan file", "Sealed file", "Link"}, static_cast<int>(form_),
                     {.disabled_because = why_no_sealing_, .label_shown = true})) {
      changed();
      form_ = static_cast<ShareForm>(*form);
    }
    if (link_.empty()) ui.muted(about(form_, edition_));
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
        wish = ShareWish{form_, passphrase_, edition_, {accounts().begin(), accounts().end()}};
      }
    }
  }
  if (!open_) close();  // the passphrase is not kept
  return wish;
}

}  // namespace keyplan::ui
