// All accounts in full: the tree of parents, more columns and filters, several removed at once.
#pragma once

#include <span>
#include <string>

#include "ui/screens/account_table.h"
#include "ui/screens/saved_views.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class AccountsScreen {
 public:
  AccountsScreen();
  void frame(ScreenContext& in);
  /// Shows only what matches; used when a search result leads here.
  void search_for(std::string text);

  std::vector<model::Id> selected(const model::Plan& plan) const;

 private:
  void toolbar(ScreenContext& in);
  void confirm_removal(ScreenContext& in);

  AccountTable table_;
  AccountFilter filter_;
  SavedViews views_;
  Selection selection_;
  bool asking_ = false;
};

/// Removes accounts and everything that belongs to them, as one step. Accounts that were part of a
/// removed one become accounts of their own.
model::Edit remove_accounts(const model::Plan& plan, std::span<const model::Id> accounts);

}  // namespace keyplan::ui
