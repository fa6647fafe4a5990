#include <gtest/gtest.h>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using test::names_in;
using test::Page;
using test::SmallPortfolio;
using ui::Role;

class Portfolio : public ::testing::Test {
 protected:
  void SetUp() override { test::open(page, plan.plan); }
  SmallPortfolio plan;
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(Portfolio, KeyFiguresSayWhatIsAndWhatIsMissing) {
  EXPECT_EQ(page.drive.value(Role::button, "Revenue FY2026"), "€6.8\u00a0M");
  EXPECT_EQ(page.drive.find(Role::button, "Revenue FY2026").description, "−9.3% on FY2025");
  // 6.8 M x 80 % + the weighted cross-sell.
  EXPECT_EQ(page.drive.value(Role::button, "Forecast FY2027"), "€5.7\u00a0M");
  EXPECT_TRUE(page.drive.has(Role::button, "Gap to goal €8.0\u00a0M"));
  EXPECT_EQ(page.drive.value(Role::button, "Net revenue retention"), "90.7%");
  EXPECT_EQ(page.drive.find(Role::button, "Net revenue retention").description,
            "gross 80.0% · churn 20.0%");
  EXPECT_EQ(page.drive.value(Role::button, "Top-3 concentration"), "100.0%");
  EXPECT_TRUE(page.drive.shows("Cancity alone 71%"));
  EXPECT_EQ(page.drive.value(Role::button, "Plans needing attention"), "2 of 4");
}

TEST_F(Portfolio, ListsAccountsByRevenueAndWhatHasNoAccountLast) {
  const auto rows = page.drive.rows("Accounts");
  EXPECT_EQ(names_in(page, "Accounts"),
            (std::vector<std::string>{"Cancity", "Konex", "Konex Berlin", "Treequote",
                                      "Without account"}));
  EXPECT_TRUE(page.drive.shows("Overdue 4 d: Win back"));
  EXPECT_TRUE(page.drive.shows("3 Dec: Business review"));
  page.drive.click(Role::row, "Without account");
  EXPECT_TRUE(page.drive.has(Role::main, "Opportunities")) << page.drive.dump();
  EXPECT_EQ(page.drive.rows("Opportunities").size(), 1u);
}

TEST_F(Portfolio, SortsByAHeaderLargestFirstAndBackwards) {
  page.drive.click(Role::columnheader, "Growth");
  EXPECT_EQ(names_in(page, "Accounts").front(), "Cancity");
  page.drive.click(Role::columnheader, "Growth");
  EXPECT_EQ(names_in(page, "Accounts").front(), "Treequote");
  page.drive.click(Role::columnheader, "Account");
  EXPECT_EQ(names_in(page, "Accounts")[1], "Konex");
}

TEST_F(Portfolio, FiltersByTextTierAndState) {
  page.drive.fill("Filter accounts", "KONEX");
  EXPECT_EQ(names_in(page, "Accounts"), (std::vector<std::string>{"Konex", "Konex Berlin"}));
  page.drive.click(Role::radio, "Key");
  EXPECT_EQ(names_in(page, "Accounts"), (std::vector<std::string>{"Konex"}));
  page.drive.fill("Filter accounts", "");
  page.drive.click(Role::radio, "All tiers");
  page.drive.click(Role::radio, "At risk");
  EXPECT_EQ(names_in(page, "Accounts"), (std::vector<std::string>{"Konex", "Treequote"}));
}

TEST_F(Portfolio, OpensAnAccountFromTheKeyboardAlone) {
  page.drive.focus(Role::row, "Treequote");
  page.drive.press("Up");
  page.drive.press("Enter");
  EXPECT_TRUE(page.drive.has(Role::heading, "Konex Berlin")) << page.drive.dump();
}

TEST_F(Portfolio, WhatNeedsYouLeadsToTheRecord) {
  page.drive.click(Role::button, "Treequote: No revenue in FY2026");
  EXPECT_TRUE(page.drive.has(Role::heading, "Treequote")) << page.drive.dump();
}

TEST_F(Portfolio, AKeyFigureExplainsItselfAndLeadsToItsInput) {
  page.drive.focus(Role::button, "Top-3 concentration");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("revenue of the largest customers / revenue of all FY2026"));
  EXPECT_TRUE(page.drive.shows("as of 22 Nov 2026"));
  page.drive.click(Role::link, "Konex: €1,500,000.00");
  EXPECT_TRUE(page.drive.has(Role::heading, "Konex")) << page.drive.dump();
}

TEST_F(Portfolio, CopiesTheTableForASpreadsheet) {
  page.drive.focus(Role::row, "Treequote");
  page.drive.press("Ctrl+C");
  EXPECT_EQ(page.drive.shell.clipboard().substr(0, page.drive.shell.clipboard().find("Konex")),
            "Account\tTier\tRevenue FY2026 EUR\tGrowth\tState\tOpen pipeline EUR\tNext step\n"
            "Cancity\tStrategic\t4800000\t20%\tHealthy\t400000\t3 Dec: Business review\n");
}

TEST_F(Portfolio, SaysHowManyRowsWereCopied) {
  page.drive.focus(Role::row, "Treequote");
  page.drive.press("Ctrl+C");
  EXPECT_TRUE(page.drive.has(Role::status, "Copied 5 rows.")) << page.drive.dump();
  page.go("Accounts");
  page.drive.focus(Role::row, "Cancity");
  page.drive.press("Space");
  page.drive.click("Copy table");
  EXPECT_TRUE(page.drive.has(Role::status, "Copied 1 row.")) << page.drive.dump();
  page.go("Opportunities");
  page.drive.act(*page.drive.all(Role::row).at(1), ui::ActionKind::focus);
  page.drive.press("Ctrl+C");
  const auto rows = page.drive.rows("Opportunities").size();
  EXPECT_TRUE(page.drive.has(Role::status, "Copied " + std::to_string(rows) + " rows."))
      << page.drive.dump();
}

TEST(EmptyPortfolio, SaysHowToBegin) {
  platform::MemoryStore store;
  Page page(store);
  analysis::PlanMaker maker;
  test::open(page, maker.plan);
  page.go("Portfolio");
  EXPECT_TRUE(page.drive.shows("No accounts yet")) << page.drive.dump();
  page.drive.click("Add account");
  EXPECT_TRUE(page.drive.has(Role::textbox, "Name")) << page.drive.dump();
}

TEST(LargePortfolio, TenThousandAccountsDrawOnlyWhatIsSeen) {
  platform::MemoryStore store;
  Page page(store);
  analysis::PlanMaker maker;
  model::Edit edit("add");
  for (int i = 0; i < 10'000; ++i) {
    const model::Id id = maker.plan.new_id();
    edit.add(id, model::Account{.name = "Account " + std::to_string(i)});
    edit.add(maker.plan.new_id(), model::Revenue{.account = {id},
                                                 .period = analysis::year_of(2025),
                                                 .amount = analysis::eur(10'000 + i)});
  }
  ASSERT_TRUE(maker.plan.apply(std::move(edit)).has_value());
  // Trials of so many take seconds, which a test would wait for on the page itself.
  page.machine.workers = 1;
  page.machine.workers_are_slow = true;
  int asked = 0;
  page.machine.run_in_worker = [&](auto...) { return ++asked, std::string(); };
  test::open(page, maker.plan);
  EXPECT_EQ(page.drive.find(Role::grid, "Accounts").row_count, 10'001);
  EXPECT_EQ(names_in(page, "Accounts").front(), "Account 9999");
  EXPECT_LT(page.drive.rows("Accounts").size(), 60u);
  EXPECT_EQ(asked, 1) << "its range is being worked out beside it";
}

}  // namespace
}  // namespace keyplan
