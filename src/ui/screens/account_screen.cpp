#include "ui/screens/account_screen.h"

#include <algorithm>
#include <vector>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/accounts_screen.h"
#include "ui/screens/list_screens.h"

namespace keyplan::ui {
namespace {

using model::Account;
using model::Kind;
using model::Record;

std::string subtitle(const ScreenContext& in, const Account& account) {
  std::string text;
  const auto add = [&text](std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += " \u00b7 ";
    text += part;
  };
  add(account.sector);
  add(account.country.empty() ? account.region : account.country);
  if (account.customer_since) add("customer since " + model::date_text(account.customer_since));
  if (account.renewal) add("renewal " + model::date_text(account.renewal));
  if (const auto* owner = in.plan.find(account.owner)) add("owner " + owner->data.name);
  return text;
}

}  // namespace

void AccountScreen::show(Kind kind) { tab_ = tab_of(kind); }

void AccountScreen::header(ScreenContext& in, const Record<Account>& account) {
  std::vector<HeaderOptions::Badge> badges;
  if (account.data.tier != model::Tier::unset) {
    badges.push_back({model::choice_label(account.data.tier), Tone::accent});
  }
  std::string health;
  if (state_.health.score && state_.health.band) {
    health = std::string(analysis::band_word(*state_.health.band)) + " " +
             model::number_text(*state_.health.score);
    badges.push_back({health, tone_of(*state_.health.band)});
  }
  const std::string name = name_of(in.plan, {Kind::account, account.id});
  const auto header = in.ui.page_header(name, subtitle(in, account.data), {.badges = badges});
  if (in.ui.button("Share")) in.request(Request::share_plan);
  if (in.ui.button("Remove account")) confirm_removal_ = true;
  if (in.ui.button("Add action", Emphasis::primary)) {
    model::Edit edit("add action");
    model::AnyRecord action = new_action(in, account.id);
    action->id = in.new_id();
    edit.add(Kind::action, std::move(action));
    in.edit(std::move(edit));
    tab_ = AccountTab::actions;
  }
}

void AccountScreen::sections(ScreenContext& in) {
  // A finding, a link or a search may lead to a section that the template left out.
  std::vector<AccountTab> tabs = state_.tabs;
  if (!std::ranges::contains(tabs, tab_)) tabs.push_back(tab_);
  keyplan::sort(tabs);
  std::vector<std::string_view> names;
  for (const AccountTab tab : tabs)
    names.push_back(account_tab_names[static_cast<std::size_t>(tab)]);
  const auto current = std::ranges::find(tabs, tab_) - tabs.begin();
  if (const auto chosen = in.ui.tabs("Sections", names, static_cast<int>(current)))
    tab_ = tabs[static_cast<std::size_t>(*chosen)];
}

void AccountScreen::removal(ScreenContext& in, model::Id id) {
  if (!confirm_removal_) return;
  const std::string name = name_of(in.plan, {Kind::account, id});
  const auto dialog = in.ui.dialog("Remove " + name + "?", confirm_removal_);
  if (!dialog) return;
  in.ui.text("Its revenue, " + words(in.plan).opportunities +
             ", people, actions and the rest of its plan go with it. Undo brings everything back.");
  const auto buttons = in.ui.dialog_buttons();
  if (in.ui.button("Cancel")) confirm_removal_ = false;
  if (in.ui.button("Remove", Emphasis::danger)) {
    confirm_removal_ = false;
    in.edit(remove_accounts(in.plan, std::span(&id, 1)));
    in.go({.page = Page::accounts});
  }
}

void AccountScreen::frame(ScreenContext& in, model::Id id, BranchBook& book) {
  // Another section starts at its top, as another page would.
  const std::string section(account_tab_names[static_cast<std::size_t>(tab_)]);
  const auto main = in.main(told_apart(name_of(in.plan, {Kind::account, id}) + ": " + section,
                                       model::to_text(id) + section));
  const auto* account = in.plan.find<Account>(id);
  if (account == nullptr) {
    const auto card = in.ui.card();
    if (in.ui.empty_state("This account is no longer in the plan.", "Show all accounts")) {
      in.go({.page = Page::accounts});
    }
    return;
  }
  state_.refresh(in, id);
  header(in, *account);
  sections(in);
  switch (tab_) {
    case AccountTab::overview:
      if (const auto tab = overview_.frame(in, *account, state_, book)) tab_ = *tab;
      break;
    case AccountTab::understand:
      understand_.frame(in, *account);
      break;
    case AccountTab::goals:
      goals_.frame(in, *account);
      break;
    case AccountTab::analysis:
      analysis_.frame(in, *account);
      break;
    case AccountTab::value:
      value_.frame(in, *account);
      break;
    case AccountTab::growth:
      growth_.frame(in, *account);
      break;
    case AccountTab::actions:
      actions_.frame(in, *account);
      break;
    case AccountTab::people:
      people_.frame(in, *account);
      break;
    case AccountTab::health:
      health_.frame(in, *account, state_);
      break;
    case AccountTab::reviews:
      reviews_.frame(in, *account);
      break;
    case AccountTab::history:
      history_.frame(in, *account);
      break;
  }
  removal(in, id);
}

}  // namespace keyplan::ui
