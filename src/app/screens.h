// All screens of the application with what they remember between frames.
#pragma once

#include "app/app.h"
#include "ui/screens/account_screen.h"
#include "ui/screens/accounts_screen.h"
#include "ui/screens/branches_screen.h"
#include "ui/screens/departure_screen.h"
#include "ui/screens/forecast_screen.h"
#include "ui/screens/goals_screen.h"
#include "ui/screens/import_screen.h"
#include "ui/screens/list_screens.h"
#include "ui/screens/metrics_screen.h"
#include "ui/screens/outlooks.h"
#include "ui/screens/person_dialog.h"
#include "ui/screens/person_leaves_dialog.h"
#include "ui/screens/portfolio_screen.h"
#include "ui/screens/priorities_screen.h"
#include "ui/screens/record_dialog.h"
#include "ui/screens/retention_screen.h"
#include "ui/screens/search_palette.h"
#include "ui/screens/share_dialog.h"
#include "ui/screens/share_screen.h"
#include "ui/screens/templates_screen.h"
#include "ui/screens/whitespace_screen.h"

namespace keyplan::app {

struct App::Screens {
  ui::Outlooks outlooks;       // shared by the pages that show them
  ui::BranchBook branch_book;  // so too
  ui::PortfolioScreen portfolio;
  ui::AccountsScreen accounts;
  ui::AccountScreen account;
  ui::BranchesScreen branches;
  ui::PrioritiesScreen priorities;
  ui::ForecastScreen forecast;
  ui::GoalsScreen goals;
  ui::RetentionScreen retention;
  ui::WhitespaceScreen whitespace;
  ui::MetricsScreen metrics;
  ui::OpportunitiesScreen opportunities;
  ui::ActionsScreen actions;
  ui::TeamScreen team;
  ui::DepartureScreen departure;
  ui::OfferingsScreen offerings;
  ui::TemplatesScreen templates;
  ui::ImportScreen import;
  ui::ShareScreen share;
  ui::ShareDialog share_dialog;
  ui::PersonDialog person_dialog;
  ui::RecordDialog record_dialog;
  ui::PersonLeavesDialog person_leaves;
  ui::SettingsScreen settings;
  ui::SearchPalette search;
};

}  // namespace keyplan::app
