#include "ui/charts/trend.h"

#include <gtest/gtest.h>

#include "platform/headless/driver.h"

namespace keyplan::ui {
namespace {

using platform::Driver;

const std::vector<TrendPoint> three{
    {.name = "FY2024", .value = 4, .shown = "4%", .soft = true},
    {.name = "FY2025", .value = 6, .shown = "6%", .target = 5, .shown_target = "5%"},
    {.name = "FY2026", .value = 5, .shown = "5%", .target = 7, .shown_target = "7%"}};

TEST(Trend, TellsItsDataAsATableWithTargets) {
  Driver drive{[](Ui& ui) {
    const auto main = ui.main("Page");
    trend_chart(ui, "History", three, {.summary = "It rises."});
  }};
  EXPECT_EQ(drive.find(Role::figure, "History").description, "It rises.");
  const auto rows = drive.rows("History");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0], (std::vector<std::string>{"FY2024", "4%", "none"}));
  EXPECT_EQ(rows[2], (std::vector<std::string>{"FY2026", "5%", "7%"}));
}

TEST(Trend, PointsArePressedAndExplainThemselvesByKeyboard) {
  std::optional<std::size_t> pressed;
  Driver drive{[&](Ui& ui) {
    const auto main = ui.main("Page");
    const auto answer = trend_chart(ui, "History", three, {.explain = [](std::size_t point) {
                                      return Explanation{.title = "Why " + three[point].name};
                                    }});
    if (answer.pressed) pressed = answer.pressed;
  }};
  drive.focus(Role::button, "FY2025");
  drive.press("Enter");
  EXPECT_EQ(pressed, 1u);
  EXPECT_TRUE(drive.shows("Why FY2025"));
}

TEST(Trend, StandsWithOnePointAndWithManyOfEqualHeight) {
  std::vector<TrendPoint> points{{.name = "now", .value = 0, .shown = "0"}};
  Driver drive{[&](Ui& ui) {
    const auto main = ui.main("Page");
    trend_chart(ui, "History", points);
    trend_chart(ui, "Nothing", {});
  }};
  EXPECT_EQ(drive.rows("History").size(), 1u);
  EXPECT_TRUE(drive.has(Role::figure, "Nothing"));
  points.assign(400, TrendPoint{points[0]});
  drive.settle();
  EXPECT_EQ(drive.rows("History").size(), 400u);
}

}  // namespace
}  // namespace keyplan::ui
