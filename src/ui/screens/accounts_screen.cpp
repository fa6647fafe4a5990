#include "ui/screens/accounts_screen.h"

#include <algorithm>
#include <array>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/account_filters.h"

namespace keyplan::ui {
namespace {

using model::Account;
using model::Id;
using model::Kind;

constexpr AccountColumn columns[] = {
    {.field = AccountField::name, .flex = 2.2f},
    {.field = AccountField::tier, .width = 92},
    {.field = AccountField::sector, .flex = 1, .priority = 3},
    {.field = AccountField::country, .flex = 0.8f, .priority = 4},
    {.field = AccountField::owner, .flex = 1, .priority = 2},
    {.field = AccountField::revenue},
    {.field = AccountField::forecast, .priority = 5},
    {.field = AccountField::growth},
    {.field = AccountField::state, .width = 94, .priority = 6},
    {.field = AccountField::renewal, .width = 104, .priority = 1},
    {.field = AccountField::open_deals, .priority = 7},
};

/// Of the order in saved views, by AccountField.
constexpr std::array<std::string_view, 14> field_words{
    "name",      "tier",   "revenue", "history", "growth",   "state",   "pipeline",
    "next_step", "sector", "country", "owner",   "forecast", "renewal", "open_deals"};

}  // namespace

model::Edit remove_accounts(const model::Plan& plan, std::span<const Id> accounts) {
  const std::string several =
      model::count_text(static_cast<std::int64_t>(accounts.size())) + " " + words(plan).accounts;
  model::Edit edit("remove " + (accounts.size() == 1
                                    ? name_of(plan, {Kind::account, accounts.front()})
                                    : several));
  for (const Id account : accounts) {
    plan.for_each_of_account(account, [&](Kind kind, const model::RecordBase& record) {
      edit.remove({kind, record.id});
    });
    for (const auto& branch : plan.branches(account)) {
      if (!std::ranges::contains(accounts, branch.id)) edit.set<&Account::parent>(branch.id, {});
    }
    edit.remove({Kind::account, account});
  }
  return edit;
}

AccountsScreen::AccountsScreen() : table_(columns) { table_.sort_by(AccountField::name); }

void AccountsScreen::search_for(std::string text) { filter_ = {.text = std::move(text)}; }

/// Only what is in the plan: a selected account may be gone after an undo.
std::vector<Id> AccountsScreen::selected(const model::Plan& plan) const {
  std::vector<Id> found;
  for (const std::uint64_t key : selection_.keys) {
    if (plan.find<Account>(Id{key}) != nullptr) found.push_back(Id{key});
  }
  keyplan::sort(found);
  return found;
}

void AccountsScreen::frame(ScreenContext& in) {
  Ui& ui = in.ui;
  const Words word = words(in.plan);
  const std::string title = capitalised(word.accounts);
  table_.refresh(in, filter_, true);
  {
    const auto main = in.main("Accounts");
    {
      const auto shown = static_cast<std::int64_t>(table_.rows().size());
      const auto all = static_cast<std::int64_t>(in.plan.table<Account>().size());
      const auto header = ui.page_header(
          title, shown == all
                     ? model::counted(all, word.account, word.accounts)
                     : model::count_text(shown) + " of " + model::count_text(all) + " shown");
      if (ui.button("Copy table")) in.copy(table_.as_text(in, &selection_));
      if (ui.button("Import")) in.request(Request::choose_files);
      if (ui.button("Add " + word.account, Emphasis::primary)) in.request(Request::add_account);
    }
    const auto card = ui.card();
    if (in.plan.table<Account>().empty() && !table_.rows().without_account()) {
      if (ui.empty_state(
              "Import " + word.accounts + " from your CRM, or add the first one by hand.",
              "Choose files", "No " + word.accounts + " yet")) {
        in.request(Request::choose_files);
      }
      return;
    }
    toolbar(in);
    table_.frame(in,
                 {.selection = &selection_,
                  .fill = true,
                  .empty = filter_.any() ? "Nothing matches the filter." : "Nothing here yet."});
  }
  confirm_removal(in);
}

void AccountsScreen::toolbar(ScreenContext& in) {
  Ui& ui = in.ui;
  const auto row = ui.row();
  filter_by_text(in, filter_);
  filter_by_tier(in, filter_);
  filter_by_sector(in, filter_, table_.rows());
  filter_by_region(in, filter_, table_.rows());
  filter_by_owner(in, filter_);
  const AccountOrder order = table_.order();
  const auto word_of = [](AccountField field) {
    return field_words[static_cast<std::size_t>(field)];
  };
  AccountView view{filter_, model::GroupBy::unset, std::string(word_of(order.by)),
                   order.descending};
  if (views_.frame(in, view)) {
    filter_ = view.filter;
    for (const AccountColumn& column : columns)
      if (word_of(column.field) == view.sort_by) table_.set_order(column.field, view.descending);
  }
  if (filter_.any() && ui.button("Show all", {.emphasis = Emphasis::quiet, .small = true})) {
    filter_ = {};
    ui.request_frames();
  }
  const std::size_t count = selected(in.plan).size();
  if (count == 0) return;
  const std::string number = model::count_text(static_cast<std::int64_t>(count));
  if (ui.button(told_apart("Share " + number, "share"), {.small = true}))
    in.request(Request::share_plan);
  const std::string label = "Remove " + number;
  if (ui.button(told_apart(label, "remove"), {.emphasis = Emphasis::danger, .small = true}))
    asking_ = true;
}

void AccountsScreen::confirm_removal(ScreenContext& in) {
  if (!asking_) return;
  Ui& ui = in.ui;
  const std::vector<Id> chosen = selected(in.plan);
  const Words word = words(in.plan);
  const std::string what =
      model::counted(static_cast<std::int64_t>(chosen.size()), word.account, word.accounts);
  const auto dialog = ui.dialog("Remove " + what, asking_);
  if (!dialog) return;
  std::int64_t records = 0;
  for (const Id account : chosen) {
    records += static_cast<std::int64_t>(in.plan.of_account<model::Revenue>(account).size() +
                                         in.plan.of_account<model::Opportunity>(account).size() +
                                         in.plan.of_account<model::Action>(account).size() +
                                         in.plan.of_account<model::Person>(account).size());
  }
  ui.text(records == 0
              ? "Nothing else belongs to " + std::string(chosen.size() == 1 ? "it." : "them.")
              : model::counted(records, "record that belongs", "records that belong") + " to " +
                    (chosen.size() == 1 ? "it" : "them") +
                    " will be removed as well. You can undo this.");
  const auto buttons = ui.dialog_buttons();
  if (ui.button("Keep")) asking_ = false;
  if (ui.button("Remove", Emphasis::danger)) {
    in.edit(remove_accounts(in.plan, chosen));
    selection_ = {};
    asking_ = false;
  }
}

}  // namespace keyplan::ui
