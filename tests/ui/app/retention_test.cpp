// Keeping customers, over all accounts.
#include <gtest/gtest.h>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using analysis::eur;
using model::Account;
using model::Contract;
using model::Id;
using model::Loss;
using model::LossReason;
using test::Page;
using test::undo_restores;
using ui::Role;

// Today is 22 Nov 2026. Lost in FY2026: Treequote 1.0 M, Konex 0.5 M less, of 7.5 M.
class Retention : public ::testing::Test {
 protected:
  void show(int width = 1440, int height = 2600) {
    test::open(page, plan.plan);
    page.drive.resize(width, height);
    page.go("Retention");
  }
  Id contract(std::string title, Id account, model::Date end, Contract more = {}) {
    more.title = std::move(title);
    more.account = {account};
    more.end = end;
    return plan.add(std::move(more));
  }

  test::SmallPortfolio plan;
  Id treequote_lost = plan.add(Loss{.what = "All of Treequote",
                                    .account = {plan.treequote},
                                    .date = day(2026, 2, 1),
                                    .reason = LossReason::price,
                                    .amount = eur(900'000),
                                    .root_cause = "No list price for service"});
  Id konex_less = plan.add(Loss{.what = "Line 3",
                                .account = {plan.konex},
                                .date = day(2026, 5, 1),
                                .reason = LossReason::competitor,
                                .amount = eur(300'000),
                                .root_cause = "no list price for service "});
  Id earlier = plan.add(Loss{.what = "Spares",
                             .account = {plan.konex},
                             .date = day(2025, 5, 1),
                             .reason = LossReason::price,
                             .amount = eur(200'000)});
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(Retention, K3_LossesAreShownByReasonAndYear) {
  show();
  const auto rows = page.drive.rows("Losses by reason");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0][0], "Price");
  EXPECT_EQ(rows[0][1], "0.20") << "FY2025";
  EXPECT_EQ(rows[0][2], "0.90") << "FY2026";
  EXPECT_EQ(rows[0][3], "2");
  EXPECT_EQ(rows[0][5], "79%");
  EXPECT_EQ(rows[1][0], "Competitor");
  EXPECT_EQ(rows[1][1], "\u2014");
}

TEST_F(Retention, K3_TheChartTellsWhatItShowsAndWhy) {
  show();
  EXPECT_TRUE(page.drive.shows("What was lost in each fiscal year, split by the reason noted."));
  const auto table = page.drive.all(Role::figure, "Losses by year and reason");
  ASSERT_EQ(table.size(), 1u);
}

TEST_F(Retention, K3_WhatTheRevenueLostIsComparedWithWhatWasNoted) {
  show();
  const auto rows = page.drive.rows("Churn by year");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1][0], "FY2026");
  EXPECT_EQ(rows[1][1], "1.50");
  EXPECT_EQ(rows[1][2], "20.0%");
  EXPECT_EQ(rows[1][3], "2");
  EXPECT_EQ(rows[1][4], "1.20");
  EXPECT_EQ(rows[1][5], "0.30") << "nobody has said why";
  EXPECT_EQ(page.drive.value(Role::button, "Revenue lost FY2026"), "\u20ac1.5\u00a0M");
  EXPECT_EQ(page.drive.value(Role::button, "Lost with a reason FY2026"), "80.0%");
  page.drive.focus(Role::button, "Revenue lost FY2026");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("revenue of customers who left + what the others spend less"));
}

TEST_F(Retention, K3_RootCausesAreCountedOverAllAccountsAndLeadToTheirLosses) {
  show();
  const auto rows = page.drive.rows("Root causes");
  ASSERT_EQ(rows.size(), 1u) << "however they are written";
  EXPECT_EQ(rows[0][1], "2");
  EXPECT_EQ(rows[0][2], "2");
  EXPECT_EQ(rows[0][3], "1.20");
  EXPECT_TRUE(page.drive.shows("1 without a root cause"));
  EXPECT_EQ(page.drive.rows("Losses").size(), 3u);
  page.drive.click(Role::row, rows[0][0]);
  EXPECT_EQ(page.drive.rows("Losses").size(), 2u);
}

TEST_F(Retention, K3_LossesOfAllAccountsAreChangedInPlace) {
  show();
  undo_restores(page, [&] { page.drive.choose("Reason of Spares", "Budget"); });
  undo_restores(page, [&] { page.drive.fill("Root cause of Spares", "Bought elsewhere"); });
  page.drive.choose("Reason of Spares", "Budget");
  EXPECT_EQ(test::plan_in(page).find<Loss>(earlier)->data.reason, LossReason::budget);
  EXPECT_EQ(page.drive.rows("Losses by reason").size(), 3u);
  undo_restores(page, [&] { page.drive.click("Add loss"); });
}

TEST_F(Retention, K3_WhatEndsInTheWholeBookIsOnATimeLineWhoseBarsMove) {
  const Id soon = contract("Service", plan.cancity, day(2027, 1, 15),
                           {.start = day(2026, 1, 16), .renews = true, .value = eur(400'000)});
  contract("Lease", plan.konex, day(2028, 6, 30), {.value = eur(100'000)});
  contract("Old", plan.konex, day(2026, 1, 1));
  plan.set<&Account::renewal>(plan.berlin, model::Value{day(2027, 3, 1)});
  show();
  auto rows = page.drive.rows("Contracts and renewals");
  ASSERT_EQ(rows.size(), 2u) << "within a year";
  EXPECT_EQ(rows[0][0], "Cancity");
  EXPECT_EQ(rows[0][1], "Service");
  EXPECT_EQ(rows[0][5], "Renews by itself");
  EXPECT_EQ(rows[1][0], "Konex Berlin");
  EXPECT_EQ(rows[1][1], "Renewal");
  EXPECT_EQ(rows[1][4], "\u20ac500\u00a0k") << "last year's revenue";
  page.drive.click(Role::radio, "90 days");
  EXPECT_EQ(page.drive.rows("Contracts and renewals").size(), 1u);
  page.drive.click(Role::radio, "All");
  EXPECT_EQ(page.drive.rows("Contracts and renewals").size(), 3u);
  const auto later = [&] {
    page.drive.focus(Role::button, "Service");
    page.drive.press("Ctrl+Right");
  };
  undo_restores(page, later);
  later();
  const Contract moved = test::plan_in(page).find<Contract>(soon)->data;
  EXPECT_EQ(moved.end, day(2027, 1, 16));
  EXPECT_EQ(moved.start, day(2026, 1, 16));
  undo_restores(page, [&] { page.drive.fill("Renewal of Konex Berlin", "2027-04-01"); });
}

TEST_F(Retention, K3_AccountsAtRiskStandByTheirSeverity) {
  plan.set<&Account::at_risk>(plan.cancity, model::Value{model::Choice{1}});
  plan.set<&Account::at_risk>(plan.konex, model::Value{model::Choice{3}});
  show();
  const auto names = test::names_in(page, "Accounts at risk");
  EXPECT_EQ(names, (std::vector<std::string>{"Konex", "Cancity"}));
  EXPECT_EQ(page.drive.value(Role::button, "Revenue at risk FY2026"), "\u20ac6.3\u00a0M");
  EXPECT_TRUE(page.drive.shows("2 accounts, 1 critical"));
  undo_restores(page, [&] { page.drive.choose("Severity of Cancity", "Critical"); });
  page.drive.choose("Severity of Cancity", "No");
  EXPECT_EQ(page.drive.rows("Accounts at risk").size(), 1u);
}

TEST_F(Retention, K3_StandsOnANarrowPageAndWithoutAnything) {
  show();
  page.drive.resize(480, 900);
  EXPECT_TRUE(page.drive.shows("Why revenue was lost"));
  platform::MemoryStore other_store;
  Page other{other_store, 2};
  analysis::PlanMaker empty;
  test::open(other, empty.plan);
  other.go("Retention");
  EXPECT_TRUE(other.drive.shows("No loss is noted yet."));
  EXPECT_TRUE(other.drive.shows("Nothing ends in this time."));
  EXPECT_TRUE(other.drive.shows("No account is marked as at risk. Mark one in its facts."));
  other.drive.press("Alt+1");
  other.drive.press("Alt+R");
  EXPECT_TRUE(other.drive.shows("No root cause is noted."));
}

}  // namespace
}  // namespace keyplan
