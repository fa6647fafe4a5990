// One account: facts, revenue, opportunities, people and actions, all edited in place, and its walk
// from last year to the year being planned.
#pragma once

#include "ui/screens/record_table.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class AccountScreen {
 public:
  AccountScreen();
  void frame(ScreenContext& in, model::Id account);
  /// Opens the tab on which records of this kind are.
  void show(model::Kind kind);

 private:
  enum class Tab : std::uint8_t { overview, revenue, opportunities, people, actions };
  void header(ScreenContext& in, const model::Record<model::Account>& account);
  void overview(ScreenContext& in, const model::Record<model::Account>& account);
  void facts(ScreenContext& in, const model::Record<model::Account>& account);
  void family(ScreenContext& in, const model::Record<model::Account>& account);
  void revenue(ScreenContext& in, model::Id account);

  Tab tab_ = Tab::overview;
  bool confirm_removal_ = false;
  RecordTable revenue_;
  RecordTable opportunities_;
  RecordTable people_;
  RecordTable actions_;
};

}  // namespace keyplan::ui
