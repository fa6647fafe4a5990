#include "stage.h"
#include "ui/charts/charts.h"

using namespace keyplan::ui;
using namespace keyplan::test;

TEST(WalkChart, IsAFigureWithPressableBarsAndItsDataAsATable) {
  const std::vector<WalkBar> bars = {{"FY26", 4.82, "4.82", WalkKind::start},
                                     {"Churn", -0.35, "-0.35", WalkKind::loss},
                                     {"Goal", 5.54, "5.54", WalkKind::goal}};
  std::optional<std::size_t> pressed;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Forecast");
    const ChartAnswer answer =
        walk_chart(ui, "From FY26 to the goal", bars, {.summary = "From 4.82 to 5.54."});
    if (answer.pressed) pressed = answer.pressed;
  });
  EXPECT_EQ(drive.find(Role::figure, "From FY26 to the goal").description, "From 4.82 to 5.54.");
  EXPECT_EQ(drive.value(Role::button, "Churn"), "-0.35");
  EXPECT_EQ(drive.rows("From FY26 to the goal").size(), 2u) << "the first row counts as a header";
  drive.click("Churn");
  EXPECT_EQ(pressed, 1u);
  drive.press("Right");
  EXPECT_EQ(drive.focused()->name, "Goal");
}

TEST(Charts, StandEmptyAndExtremeData) {
  const std::vector<double> none, one = {3}, flat = {2, 2, 2};
  const std::vector<BarRow> rows = {{"Zero", 0, "0", Tone::accent},
                                    {"Down", -4, "-4", Tone::negative}};
  const std::vector<std::string> years = {"FY25", "FY26"};
  const std::vector<StackedSeries> series = {{"Existing", {1, -1}}, {"New", {0}}};
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Charts");
    walk_chart(ui, "Nothing", {});
    sparkline(ui, "None", none);
    sparkline(ui, "One", one);
    sparkline(ui, "Flat", flat);
    bar_list(ui, "Bars", rows);
    stacked_chart(ui, "Stacked", years, series, {});
    stacked_chart(ui, "No years", {}, {}, {});
  });
  EXPECT_TRUE(drive.has(Role::figure, "Bars"));
  EXPECT_EQ(drive.find(Role::img, "Flat").description, "2.00, 2.00, 2.00");
}
