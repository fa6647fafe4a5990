// The plain lists of a plan: opportunities, actions, team and offerings, each one table.
#pragma once

#include "ui/screens/record_table.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class OpportunitiesScreen {
 public:
  OpportunitiesScreen();
  void frame(ScreenContext& in);
  void search_for(std::string text);
  void show_without_account() { show_ = Show::without_account; }

 private:
  enum class Show : std::uint8_t { open, won, lost, without_account, all };
  RecordTable table_;
  Show show_ = Show::open;
};

class ActionsScreen {
 public:
  ActionsScreen();
  void frame(ScreenContext& in);
  void search_for(std::string text);

 private:
  enum class Show : std::uint8_t { open, overdue, done, all };
  RecordTable table_;
  Show show_ = Show::open;
};

class TeamScreen {
 public:
  TeamScreen();
  void frame(ScreenContext& in);
  void search_for(std::string text) { table_.search_for(std::move(text)); }

 private:
  RecordTable table_;
};

class OfferingsScreen {
 public:
  OfferingsScreen();
  void frame(ScreenContext& in);
  void search_for(std::string text) { table_.search_for(std::move(text)); }

 private:
  RecordTable table_;
};

/// New records as the lists and the account screen add them.
model::AnyRecord new_opportunity(const ScreenContext& in, model::Id account);
model::AnyRecord new_action(const ScreenContext& in, model::Id account);
model::AnyRecord new_person(const ScreenContext& in, model::Id account);
model::AnyRecord new_revenue(const ScreenContext& in, model::Id account);

}  // namespace keyplan::ui
