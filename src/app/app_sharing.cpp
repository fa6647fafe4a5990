// Plans that leave, in every form, and sealed ones that come in.
#include <algorithm>
#include <utility>

#include "app/app.h"
#include "app/screens.h"
#include "core/file/write.h"
#include "core/model/display.h"
#include "core/model/tree.h"
#include "core/share/library.h"
#include "core/share/parcel.h"
#include "core/share/person.h"

namespace keyplan::app {
namespace {

/// Safe on every system: letters, digits, dot, dash and underscore, at most 80 characters.
std::string file_name(std::string_view plan_name, model::Date today, std::string_view extension) {
  std::string name;
  for (const char c : plan_name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  if (name.size() > 50) name.resize(50);
  while (name.ends_with('-')) name.pop_back();
  if (name.empty()) name = "plan";
  return name + "-" + model::to_text(today) + std::string(extension);
}

std::vector<model::Id> with_branches(const model::Plan& plan, model::Id account) {
  const model::AccountTree tree(plan);
  std::vector<model::Id> all{account};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto below = tree.branches(all[i]);
    all.insert(all.end(), below.begin(), below.end());
  }
  return all;
}

}  // namespace

// Out
// ----------------------------------------------------------------------------------------------

void App::open_share_dialog() {
  if (route_.page == ui::Page::start) {
    say("There is no plan to share yet.");
    return;
  }
  const model::Plan& plan = shown().plan();
  const ui::Words word = ui::words(plan);
  std::vector<ui::ShareScope> scopes;
  if (route_.page == ui::Page::account && plan.find<model::Account>(route_.account) != nullptr) {
    ui::ShareScope& scope = scopes.emplace_back();
    scope.name = ui::name_of(plan, {model::Kind::account, route_.account});
    scope.accounts = with_branches(plan, route_.account);
    if (const auto branches = static_cast<std::int64_t>(scope.accounts.size()) - 1; branches > 0)
      scope.name += " and " + model::counted(branches, "branch", "branches");
  }
  if (std::vector<model::Id> selected = screens_->accounts.selected(plan); !selected.empty()) {
    const auto count = static_cast<std::int64_t>(selected.size());
    scopes.push_back(
        {model::count_text(count) + " selected " + (count == 1 ? word.account : word.accounts),
         std::move(selected)});
  }
  screens_->share_dialog.open(platform_.why_no_sealing(), std::move(scopes));
}

void App::export_plan() {
  if (route_.page == ui::Page::start) {
    say("There is no plan to export yet.");
    return;
  }
  send(shown().plan(), {.form = ui::ShareForm::plan_file});
}

void App::export_library() {
  const model::Plan& plan = shown().plan();
  const std::vector<model::RecordKey> records = share::shared_parts_of(plan);
  if (records.empty()) {
    say("There are no templates, question sets or playbooks to pass on yet.");
    return;
  }
  const std::uint64_t high = platform_.random_bits();
  const model::Plan library =
      share::library_of(plan, records, model::make_plan_id(high, platform_.random_bits()));
  platform_.save_file(
      file_name(plan.settings().name + " templates", {platform_.now().today}, ".keyplan"),
      "application/json", file::write(library));
}

void App::send(const model::Plan& plan, const ui::ShareWish& wish) {
  if (!wish.is_everything()) {
    const std::uint64_t high = platform_.random_bits();
    const share::Parcel parcel = share::pack(plan, wish.accounts, wish.edition,
                                             model::make_plan_id(high, platform_.random_bits()));
    hand_over(parcel.plan, wish);
    return;
  }
  hand_over(plan, wish);
}

void App::hand_over(const model::Plan& plan, const ui::ShareWish& wish) {
  autosave_.flush(workspace_->plan(), platform::Durability::strict);
  workspace_->mark_published();
  std::string name = plan.settings().name;
  if (wish.accounts.size() == 1 || (route_.page == ui::Page::account && !wish.accounts.empty()))
    name = ui::name_of(plan, {model::Kind::account, wish.accounts.front()});
  std::string ending;
  if (wish.edition != share::Edition::full)
    ending = "-" + std::string(share::info(wish.edition).key);
  const model::Date today{platform_.now().today};
  if (wish.form == ui::ShareForm::plan_file) {
    exporting_backup_ = !look_ && wish.is_everything();
    platform_.save_file(file_name(name, today, ending + ".keyplan"), "application/json",
                        file::write(plan));
    screens_->share_dialog.close();
    return;
  }
  const bool as_link = wish.form == ui::ShareForm::link;
  sealing_ = ++requests_;
  sealing_name_ = as_link ? std::string() : file_name(name, today, ending + ".keyplan-sealed");
  platform_.seal(sealing_, file::write(plan), wish.passphrase,
                 as_link ? platform::SealedForm::link : platform::SealedForm::file);
}

void App::sealed(platform::Sealed done) {
  if (done.request != sealing_ || !screens_->share_dialog.is_waiting()) return;
  if (sealing_name_.empty()) {
    screens_->share_dialog.link_made(std::move(done.result));
    return;
  }
  platform_.save_file(sealing_name_, "application/octet-stream", std::move(done.result));
  screens_->share_dialog.close();
  say("Sealed. Send the file, and tell the passphrase another way.");
}

void App::file_saved() {
  if (!std::exchange(exporting_backup_, false)) return;  // that file was no backup
  backup_.exported();
  say("Exported. Send the file to a teammate or keep it as a backup.");
}

void App::save_personal_data(model::RecordKey person) {
  const model::Plan& plan = shown().plan();
  platform_.save_file(
      file_name(ui::name_of(plan, person), {platform_.now().today}, "-personal-data.txt"),
      "text/plain", share::personal_data(plan, person));
}

void App::give_pack(ui::PrintedPack pack) {
  if (pack.on_paper) return platform_.print(pack.html);
  platform_.save_file(file_name(pack.name, {platform_.now().today}, ".html"), "text/html",
                      std::move(pack.html));
}

void App::erase_person(model::RecordKey person) {
  if (refuses_changes()) return;
  const auto done = workspace_->apply(share::erasure_of(workspace_->plan(), person));
  if (!done) {
    complain(done.error().sentence);
    return;
  }
  changed(*done, {});
  workspace_->forget_steps();
  autosave_.forget_earlier(workspace_->plan());
  say("Erased. Replace the files that were exported before: they still hold the person.");
}

// In
// -----------------------------------------------------------------------------------------------

void App::sealed_arrived(std::vector<platform::File> files) {
  screens_->share_dialog.close();
  unsealing_ = {.request = ++requests_, .files = std::move(files)};
  ask_for_passphrase();
}

void App::link_arrived(platform::LinkArrived link) {
  if (link.problem.empty()) {
    sealed_arrived({{.name = "Shared link", .bytes = std::move(link.sealed)}});
    return;
  }
  screens_->share_dialog.close();
  unsealing_ = {.request = ++requests_};
  unseal_dialog_.open({.about = {}, .blocked = std::move(link.problem)});
}

void App::ask_for_passphrase() {
  std::vector<platform::File>& files = unsealing_.files;
  const auto next = std::ranges::find_if(files, platform::is_sealed);
  if (next == files.end()) {
    unseal_dialog_.close();
    arrived(std::exchange(files, {}), platform::FileSource::chosen);
    return;
  }
  unsealing_.next = static_cast<std::size_t>(next - files.begin());
  unseal_dialog_.open(
      {.about = "\u201C" + next->name +
                "\u201D is sealed with a passphrase. Opening it changes nothing of your own plan "
                "before you have agreed.",
       .blocked = platform_.why_no_sealing()});
}

void App::unsealed(platform::Unsealed done) {
  if (done.request != unsealing_.request || unsealing_.files.empty()) return;
  unsealing_.files[unsealing_.next].bytes = std::move(done.bytes);
  ask_for_passphrase();
}

void App::seal_failed(platform::SealFailed failed) {
  if (failed.request == unsealing_.request && unseal_dialog_.is_open()) {
    unseal_dialog_.failed(std::move(failed.sentence));
  } else if (failed.request == sealing_ && screens_->share_dialog.is_waiting()) {
    screens_->share_dialog.failed(std::move(failed.sentence));
  }
}

void App::draw_sharing(ui::ScreenContext& in) {
  ui::Ui& ui = in.ui;
  if (const auto wish =
          screens_->share_dialog.frame(in, [this] { return platform_.make_passphrase(); })) {
    send(shown().plan(), *wish);
  }
  if (const auto wish = screens_->person_dialog.frame(in)) {
    if (wish->what == ui::PersonWish::What::erase)
      erase_person(wish->person);
    else
      save_personal_data(wish->person);
  }
  // A plan that is still being opened comes first: it may be the one that is merged into.
  const bool ready = store_answered_ && !opening_.busy() && waiting_frames_ == 0;
  if (!ready || question_.open || file_opening_) return;
  const auto answer = unseal_dialog_.frame(ui);
  if (!answer) return;
  unsealing_.request = ++requests_;
  if (answer->cancelled) {
    unsealing_.files.clear();
  } else {
    platform_.unseal(unsealing_.request, unsealing_.files[unsealing_.next].bytes,
                     answer->passphrase);
  }
}

}  // namespace keyplan::app
