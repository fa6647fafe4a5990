// Metrics of the book, of groups and of one account; what planning is worth; maturity.
#include <gtest/gtest.h>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using analysis::eur;
using analysis::year_of;
using model::Action;
using model::Id;
using model::MaturityAnswer;
using model::Metric;
using model::MetricValue;
using model::ServiceCost;
using test::Page;
using test::undo_restores;
using ui::Role;

// Today is 22 Nov 2026. FY2026: 6.8 M after 7.5 M, NRR 90.7 %, GRR 80 %.
class Metrics : public ::testing::Test {
 protected:
  void show(int width = 1440, int height = 3000) {
    test::open(page, plan.plan);
    page.drive.resize(width, height);
    page.go("Metrics");
  }
  std::string cell(std::string_view metric, std::size_t column,
                   std::string_view table = "Metrics") {
    for (const auto& row : page.drive.rows(table))
      if (!row.empty() && row[0] == metric) return row.at(column);
    ADD_FAILURE() << "no metric " << metric << "\n";
    return {};
  }
  std::string now(std::string_view metric) { return cell(metric, 2); }
  std::string status(std::string_view metric) { return cell(metric, 5); }

  test::SmallPortfolio plan;
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(Metrics, M1_TheTenStandWithVariantValuePeriodAndStatus) {
  show();
  EXPECT_EQ(test::names_in(page, "Metrics"),
            (std::vector<std::string>{"Revenue growth", "Profitability", "Customer lifetime value",
                                      "Retention", "Account penetration", "Satisfaction",
                                      "Sales cycle", "Pipeline health", "Cost to serve",
                                      "Engagement with decision-makers"}));
  EXPECT_EQ(cell("Retention", 1), "Net revenue (NRR)");
  EXPECT_EQ(now("Retention"), "90.7%");
  EXPECT_EQ(cell("Retention", 3), "FY2026");
  EXPECT_EQ(status("Retention"), "No target");
  EXPECT_EQ(now("Satisfaction"), "n/a");
  EXPECT_EQ(status("Satisfaction"), "Not known");
  page.drive.focus(Role::button, "Satisfaction now");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("Nobody was asked within a year."));
}

TEST_F(Metrics, M1_ATargetIsTypedInTheTableAndHeldAgainstTheValue) {
  show();
  undo_restores(page, [&] { page.drive.fill("Target of Retention", "95%"); });
  page.drive.fill("Target of Retention", "95 %");
  EXPECT_EQ(status("Retention"), "At risk");
  EXPECT_EQ(cell("Retention", 4), "95.0%");
  page.drive.fill("Target of Retention", "90");
  EXPECT_EQ(status("Retention"), "On track");
  EXPECT_TRUE(page.drive.shows("1 on track"));
  const auto saved = test::plan_in(page);
  ASSERT_EQ(saved.table<Metric>().size(), 1u) << "only the one that was changed";
  EXPECT_EQ(saved.table<Metric>().begin()->data.standard, model::StandardMetric::retention);
}

TEST_F(Metrics, M1_TheChosenMetricSaysWhatItMeansAndTakesAnotherVariant) {
  show();
  page.drive.click(Role::row, "Retention");
  EXPECT_TRUE(page.drive.shows("How much of last year\u2019s business stays."));
  EXPECT_TRUE(page.drive.shows("(opening + expansion - contraction - lost) / opening"));
  undo_restores(page, [&] { page.drive.choose("Variant of Retention", "Gross revenue (GRR)"); });
  page.drive.choose("Variant of Retention", "Gross revenue (GRR)");
  EXPECT_EQ(now("Retention"), "80.0%");
  EXPECT_EQ(cell("Retention", 1), "Gross revenue (GRR)");
  undo_restores(page, [&] { page.drive.fill("Definition of Retention", "What we keep"); });
  page.drive.fill("Target for Retention", "85");
  page.drive.fill("Off track from, Retention", "75");
  EXPECT_EQ(status("Retention"), "At risk");
  EXPECT_TRUE(page.drive.shows("80.0% misses the target of 85.0%"));
  undo_restores(page, [&] { page.drive.click("Plan an action"); });
  page.drive.click("Plan an action");
  EXPECT_TRUE(std::ranges::any_of(test::plan_in(page).table<Action>(), [](const auto& action) {
    return action.data.title == "Bring to target: retention";
  }));
  EXPECT_TRUE(page.drive.has(Role::button, "Open the action"));
  undo_restores(page, [&] { page.drive.click("Back to the usual one"); });
  page.drive.click("Back to the usual one");
  EXPECT_EQ(now("Retention"), "90.7%");
}

TEST_F(Metrics, M1_HistoryIsAPictureWithItsDataAndValuesThatCanBeAdded) {
  plan.revenue(plan.cancity, 2024, eur(3'000'000));
  show();
  const auto history = page.drive.rows("History of Revenue growth");
  ASSERT_EQ(history.size(), 2u) << "FY2025 and FY2026";
  EXPECT_EQ(history[1][0], "FY2026");
  EXPECT_EQ(history[1][1], "\u22129.3%");
  EXPECT_EQ(cell("Revenue growth", 7), "Falling");
  undo_restores(page, [&] { page.drive.click("Add value"); });
  page.drive.click("Add value");
  auto saved = test::plan_in(page);
  ASSERT_EQ(saved.table<MetricValue>().size(), 1u);
  EXPECT_EQ(saved.table<MetricValue>().begin()->data.period, year_of(2026));
  page.drive.fill("Target of FY2026", "-5");
  EXPECT_EQ(status("Revenue growth"), "Off track");
  page.drive.fill("Period of FY2026", "FY2023");
  page.drive.fill("Actual of FY2023", "12");
  EXPECT_EQ(page.drive.rows("History of Revenue growth").size(), 3u);
}

TEST_F(Metrics, M1_TodaysValuesAreNotedForThePast) {
  plan.add(model::Person{.name = "Dora",
                         .account = {plan.cancity},
                         .role = model::DecisionRole::decider,
                         .relationship = model::Relationship::working});
  show();
  undo_restores(page, [&] { page.drive.click("Note today\u2019s values"); });
  page.drive.click("Note today\u2019s values");
  const auto saved = test::plan_in(page);
  EXPECT_EQ(saved.table<MetricValue>().size(), 2u) << "pipeline and engagement";
  page.drive.click("Note today\u2019s values");
  EXPECT_TRUE(page.drive.shows("There is nothing new to note."));
}

TEST_F(Metrics, M1_GroupsAndOneAccountAreMeasuredAlike) {
  show();
  page.drive.click(Role::radio, "Sector");
  page.drive.choose("Group measured", "Industry");
  EXPECT_EQ(now("Revenue growth"), "\u221225.0%");
  EXPECT_TRUE(page.drive.shows("of Industry; press one to see it in full"));
  EXPECT_FALSE(page.drive.has(Role::textbox, "Target of Revenue growth"));
  page.drive.click(Role::radio, "One account");
  EXPECT_EQ(now("Revenue growth"), "20.0%") << "the largest one first";
  page.drive.choose("Account measured", "Treequote");
  EXPECT_EQ(now("Revenue growth"), "\u2212100.0%");
  undo_restores(page, [&] { page.drive.fill("Target of Revenue growth", "5"); });
  page.drive.fill("Target of Revenue growth", "5");
  EXPECT_EQ(status("Revenue growth"), "Off track");
  const auto saved = test::plan_in(page);
  ASSERT_EQ(saved.table<MetricValue>().size(), 1u);
  EXPECT_EQ(saved.table<MetricValue>().begin()->data.account.id, plan.treequote);
  page.drive.click(Role::radio, "Whole book");
  EXPECT_EQ(now("Revenue growth"), "\u22129.3%");
  EXPECT_EQ(status("Revenue growth"), "No target");
}

TEST_F(Metrics, M1_OneMetricIsComparedAcrossGroups) {
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Retail"), "20.0%");
  EXPECT_EQ(page.drive.value(Role::button, "Not set"), "\u221266.7%")
      << "Konex Berlin and Treequote";
  page.drive.click(Role::button, "Industry");
  EXPECT_TRUE(page.drive.shows("Revenue FY2025")) << "it says why";
  page.drive.press("Escape");
  page.drive.click(Role::radio, "By tier");
  EXPECT_EQ(page.drive.value(Role::button, "Strategic"), "20.0%");
}

TEST_F(Metrics, M2_AnOwnMetricIsAddedByTypingAndTakesValues) {
  show();
  undo_restores(page, [&] { page.drive.fill("Add a metric of our own", "Visits a month"); });
  page.drive.fill("Add a metric of our own", "Visits a month");
  EXPECT_EQ(page.drive.rows("Metrics").size(), 11u);
  page.drive.click("Add value");
  page.drive.fill("Actual of FY2026", "4.5");
  EXPECT_EQ(now("Visits a month"), "4.5");
  page.drive.fill("Target of Visits a month", "5");
  EXPECT_EQ(status("Visits a month"), "At risk");
  undo_restores(page, [&] { page.drive.click("Remove metric"); });
  page.drive.click("Remove metric");
  EXPECT_TRUE(test::plan_in(page).table<MetricValue>().empty());
}

TEST_F(Metrics, M2_WhatTheCustomerGainsStandsApart) {
  show();
  EXPECT_TRUE(page.drive.shows("Nothing is measured yet. What does the customer count?"));
  page.drive.fill("Add what the customer gains", "Hours without a stop");
  EXPECT_EQ(test::names_in(page, "What the customer gains"),
            std::vector<std::string>{"Hours without a stop"});
  EXPECT_EQ(page.drive.rows("Metrics").size(), 10u);
  EXPECT_TRUE(test::plan_in(page).table<Metric>().begin()->data.customer_value);
}

TEST_F(Metrics, M6_PlannedAccountsStandBesideTheOthers) {
  plan.add(model::Goal{.title = "Grow", .account = {plan.cancity}});
  show();
  EXPECT_TRUE(page.drive.shows("1 of 4 accounts is planned: with a goal and an action."));
  const auto rows = page.drive.rows("Planned and other accounts");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0][1], "100.0%");
  EXPECT_EQ(rows[0][2], "0.0%");
  EXPECT_EQ(rows[1][1], "20.0%");
  EXPECT_EQ(rows[1][2], "\u221242.9%");
  EXPECT_EQ(rows[1][3], "+62.9%");
  const auto customers = page.drive.rows("Existing and new customers");
  ASSERT_EQ(customers.size(), 1u);
  EXPECT_EQ(customers[0][1], "50.0%");
  EXPECT_EQ(customers[0][2], "n/a");
}

TEST_F(Metrics, M7_TheCheckHoldsWhatWeSayAgainstWhatThePlanShows) {
  show();
  const std::string goals = "Goals are shared with the customer";
  EXPECT_EQ(page.drive.all(Role::listitem).size(), 12u);
  EXPECT_EQ(page.drive.value(Role::button, "Shown: " + goals),
            "0 of 2 key accounts have a confirmed customer goal");
  undo_restores(page, [&] { page.drive.choose("How far: " + goals, "For all"); });
  page.drive.choose("How far: " + goals, "For all");
  EXPECT_TRUE(page.drive.shows("More than the plan shows"));
  EXPECT_EQ(page.drive.value(Role::button, "Maturity as we see it"), "75");
  EXPECT_EQ(test::plan_in(page).table<MaturityAnswer>().begin()->data.date, day(2026, 11, 22));
  undo_restores(page, [&] { page.drive.fill("Next step: " + goals, "Ask Dora"); });
  page.drive.fill("Next step: " + goals, "Ask Dora");
  undo_restores(page, [&] { page.drive.click("Plan: Ask Dora"); });
  page.drive.click("Plan: Ask Dora");
  const auto saved = test::plan_in(page);
  EXPECT_TRUE(std::ranges::any_of(saved.table<Action>(), [](const auto& action) {
    return action.data.title == "Ask Dora" && action.data.due == day(2026, 12, 6);
  }));
  EXPECT_TRUE(page.drive.has(Role::button, "Open action: Ask Dora"));
}

TEST_F(Metrics, M1_AnAccountShowsItsMetricsAndWhatServingItCosts) {
  test::open(page, plan.plan);
  page.drive.resize(1440, 3200);
  page.go("Accounts");
  page.drive.click(Role::link, "Cancity");
  page.drive.click(Role::tab, "Health");
  EXPECT_EQ(page.drive.rows("Metrics").size(), 10u);
  undo_restores(page, [&] { page.drive.fill("Add cost", "Freight to the islands"); });
  page.drive.fill("Add cost", "Freight to the islands");
  page.drive.fill("Amount of Freight to the islands", "480k");
  const auto saved = test::plan_in(page);
  ASSERT_EQ(saved.table<ServiceCost>().size(), 1u);
  EXPECT_EQ(saved.table<ServiceCost>().begin()->data.period, year_of(2026));
  EXPECT_EQ(page.drive.value(Role::button, "Cost to serve now"), "10.0%");
  page.drive.click(Role::link, "All metrics and their history");
  EXPECT_TRUE(page.drive.shows("of Cancity; press one to see it in full"));
  EXPECT_EQ(now("Cost to serve"), "10.0%");
  page.drive.click(Role::link, "Open its plan");
  EXPECT_TRUE(page.drive.has(Role::tab, "Health"));
}

TEST_F(Metrics, M1_DiscountAndYearsOfLifetimeValueAreSet) {
  show();
  page.go("Settings");
  undo_restores(page, [&] { page.drive.fill("Discount rate", "8"); });
  undo_restores(page, [&] { page.drive.fill("Years of lifetime value", "7"); });
}

TEST_F(Metrics, M1_StandsOnANarrowPageByKeyboardAndWithoutAnything) {
  show();
  page.drive.resize(480, 900);
  EXPECT_TRUE(page.drive.shows("How we do"));
  platform::MemoryStore other_store;
  Page other{other_store, 2};
  analysis::PlanMaker empty;
  test::open(other, empty.plan);
  other.drive.press("Alt+M");
  EXPECT_EQ(other.drive.rows("Metrics").size(), 10u);
  EXPECT_TRUE(other.drive.shows("0 of 0 accounts are planned"));
  EXPECT_TRUE(other.drive.shows("No account is strategic or key yet."));
  EXPECT_FALSE(other.drive.has(Role::radio, "Sector"));
}

}  // namespace
}  // namespace keyplan
