#include <gtest/gtest.h>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using test::Page;
using test::SmallPortfolio;
using ui::Role;

class Forecast : public ::testing::Test {
 protected:
  void show() {
    test::open(page, plan.plan);
    page.go("Forecast");
  }
  model::Percent churn_now() { return test::plan_in(page).settings().churn; }

  SmallPortfolio plan;
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(Forecast, R5_WalksFromLastYearToTheGoal) {
  show();
  EXPECT_EQ(page.drive.all(Role::button, "FY2026").front()->value, "6.80") << page.drive.dump();
  EXPECT_EQ(page.drive.value(Role::button, "Churn"), "−1.36");
  EXPECT_EQ(page.drive.value(Role::button, "Goal"), "8.00");
  page.drive.focus(Role::button, "Churn");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("20.0%, average of the last years"));
}

TEST_F(Forecast, R5_ALeverMovedByKeyboardIsOneStepThatCanBeUndone) {
  show();
  page.drive.click(Role::tab, "Work back");
  page.drive.focus(Role::slider, "Churn");
  page.drive.press("Right");
  EXPECT_EQ(churn_now().hundredths, 2010);
  EXPECT_EQ(page.drive.value(Role::slider, "Churn"), "20.1%");
  EXPECT_EQ(page.drive.value(Role::button, "Churn"), "−1.37");
  page.drive.press("Ctrl+Z");
  EXPECT_FALSE(churn_now());
  EXPECT_EQ(page.drive.value(Role::slider, "Churn"), "20.0%");
}

TEST_F(Forecast, R5_DraggingRecomputesAtOnceAndWritesOnlyWhenLetGo) {
  show();
  page.drive.click(Role::tab, "Work back");
  const ui::Node slider = page.drive.find(Role::slider, "Price rise");
  const float y = slider.rect.y + slider.rect.height / 2;
  const float middle = slider.rect.x + slider.rect.width / 2;
  page.drive.shell.mouse_move(slider.rect.x + 8, y);
  page.drive.settle();
  page.drive.shell.mouse_button(0, true);
  page.drive.settle();
  page.drive.shell.mouse_move(middle, y);
  page.drive.settle();
  EXPECT_EQ(page.drive.value(Role::slider, "Price rise"), "10.0%");
  EXPECT_EQ(page.drive.value(Role::button, "Price"), "+0.54");
  EXPECT_FALSE(test::plan_in(page).settings().price_uplift);
  page.drive.shell.mouse_button(0, false);
  page.drive.settle();
  EXPECT_EQ(test::plan_in(page).settings().price_uplift.hundredths, 1000);
  page.drive.press("Ctrl+Z");
  EXPECT_FALSE(test::plan_in(page).settings().price_uplift);
}

TEST_F(Forecast, R2_AnOwnValueGivesWayToTheDerivedOne) {
  plan.setting<&model::Settings::churn>(model::Percent{1000});
  show();
  page.drive.click(Role::tab, "Work back");
  EXPECT_TRUE(page.drive.shows("Set by you; the data gives 20.0%"));
  page.drive.click("Use derived churn");
  EXPECT_FALSE(churn_now());
  EXPECT_FALSE(page.drive.has(Role::button, "Use derived churn"));
}

TEST_F(Forecast, R5_WithoutAGoalOneIsSetInPlace) {
  plan.setting<&model::Settings::goal>({});
  show();
  page.drive.click(Role::tab, "Work back");
  EXPECT_TRUE(page.drive.shows("Set a goal to see the gap"));
  page.drive.fill("Revenue goal", "7.5m");
  EXPECT_EQ(test::plan_in(page).settings().goal.minor, 750'000'000);
  EXPECT_TRUE(page.drive.has(Role::button, "Gap to goal €7.5\u00a0M"));
}

TEST_F(Forecast, R2_TellsChurnOfEachYearAndBothAverages) {
  page.drive.resize(1440, 1800);
  show();
  const auto rows = page.drive.rows("Revenue and churn by year");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1][0], "FY2026 so far");
  EXPECT_EQ(rows[1][1], "6.80");
  EXPECT_EQ(page.drive.value(Role::button, "Churn FY2026"), "20.0%");
  EXPECT_EQ(page.drive.value(Role::button, "NRR FY2026"), "90.7%") << page.drive.dump();
  EXPECT_EQ(page.drive.value(Role::button, "Average churn"), "20.0%");
  EXPECT_EQ(page.drive.value(Role::button, "Average churn, pooled"), "20.0%");
}

TEST(EmptyForecast, LeadsToWhereRevenueIsEntered) {
  platform::MemoryStore store;
  Page page(store);
  analysis::PlanMaker maker;
  maker.account("Cancity");
  test::open(page, maker.plan);
  page.go("Forecast");
  page.drive.click("Add last year’s revenue");
  EXPECT_TRUE(page.drive.has(Role::main, "Accounts")) << page.drive.dump();
}

}  // namespace
}  // namespace keyplan
