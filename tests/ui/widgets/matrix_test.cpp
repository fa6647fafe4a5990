#include "ui/charts/matrix.h"

#include <chrono>

#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

struct Whitespace {
  std::vector<std::string> columns = {"GTX Basic", "GTX Pro"};
  std::vector<std::string> rows = {"Amsterdam", "Antwerp"};
  HeatGridState state;
  HeatGridAnswer last;
  int asked = 0;
  bool pressable = true;

  void operator()(Ui& ui) {
    auto main = ui.main("Account");
    asked = 0;
    const HeatGridAnswer answer = heat_grid(
        ui, "Whitespace", state, columns, rows,
        [&](GridPlace place) {
          ++asked;
          if (place == GridPlace{0, 0})
            return HeatCell{.text = "owned", .tone = Tone::positive, .description = "since 2019"};
          return HeatCell{.text = std::to_string(place.row * 100 + place.column),
                          .strength = static_cast<double>(place.row) / 2};
        },
        {.summary = "Two branches.", .corner = "Branch", .pressable = pressable});
    if (answer.pressed) last.pressed = answer.pressed;
    if (answer.opened) last.opened = answer.opened;
  }
};

std::vector<std::string> many(std::string_view word, int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back(std::string(word) + " " + std::to_string(i));
  return names;
}

}  // namespace

TEST(HeatGrid, IsAFigureWithAGridOfNamedCells) {
  Whitespace whitespace;
  auto drive = stage([&](Ui& ui) { whitespace(ui); });
  EXPECT_EQ(drive.find(Role::figure, "Whitespace").description, "Two branches.");
  const Node& grid = drive.find(Role::grid, "Whitespace");
  EXPECT_EQ(grid.row_count, 3);
  EXPECT_EQ(grid.column_count, 3);
  EXPECT_TRUE(drive.has(Role::columnheader, "Branch"));
  EXPECT_TRUE(drive.has(Role::rowheader, "Antwerp"));
  const Node& owned = drive.find(Role::gridcell, "Amsterdam, GTX Basic: owned");
  EXPECT_EQ(owned.description, "since 2019");
  EXPECT_EQ(owned.column, 2);
  EXPECT_EQ(drive.find(Role::row, "Antwerp").row, 3);
}

TEST(HeatGrid, CellsArePressedAndOpenedByMouseAndKeys) {
  Whitespace whitespace;
  auto drive = stage([&](Ui& ui) { whitespace(ui); });
  drive.click(Role::gridcell, "Antwerp, GTX Pro");
  EXPECT_EQ(whitespace.last.pressed, (GridPlace{1, 1}));
  drive.press("Up");
  drive.press("Left");
  EXPECT_EQ(drive.focused()->name, "Amsterdam, GTX Basic: owned");
  drive.press("Left");
  EXPECT_EQ(drive.focused()->name, "Amsterdam, GTX Basic: owned");
  drive.press("Enter");
  EXPECT_EQ(whitespace.last.opened, (GridPlace{0, 0}));
  drive.press("Space");
  EXPECT_EQ(whitespace.last.pressed, (GridPlace{0, 0}));
  drive.mouse_click(drive.find(Role::gridcell, "Antwerp, GTX Basic"));
  EXPECT_EQ(whitespace.last.pressed, (GridPlace{1, 0}));
}

TEST(HeatGrid, TwoThousandRowsByFiftyColumnsScrollAndAreReachable) {
  Whitespace whitespace;
  whitespace.columns = many("Offering", 50);
  whitespace.rows = many("Branch", 2000);
  auto drive = stage([&](Ui& ui) { whitespace(ui); });
  EXPECT_LT(whitespace.asked, 500);
  drive.focus(Role::gridcell, "Branch 0, Offering 1:");
  drive.press("Ctrl+End");
  ASSERT_NE(drive.focused(), nullptr) << drive.dump();
  EXPECT_EQ(drive.focused()->name, "Branch 1999, Offering 49: 199949");
  EXPECT_GT(drive.focused()->rect.height, 0) << "scrolled into view";
  EXPECT_GT(drive.focused()->rect.width, 0) << "scrolled into view";
  EXPECT_LT(whitespace.asked, 500);
  drive.press("Home");
  EXPECT_EQ(drive.focused()->name, "Branch 1999, Offering 0: 199900");
  EXPECT_GT(drive.focused()->rect.width, 30) << "not behind the names of the rows";
  drive.press("PageUp");
  EXPECT_NE(drive.focused()->name, "Branch 1999, Offering 0: 199900");
  drive.press("Ctrl+Home");
  EXPECT_EQ(drive.focused()->name, "Branch 0, Offering 0: owned");
  EXPECT_GT(drive.focused()->rect.height, 20) << "not behind the names of the columns";
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) drive.frame();
  const auto passed = std::chrono::steady_clock::now() - start;
  EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(passed).count(), 20 * 20);
}

TEST(HeatGrid, StandsEmptyReadOnlyAndNarrow) {
  Whitespace whitespace;
  whitespace.pressable = false;
  auto drive = stage([&](Ui& ui) { whitespace(ui); });
  EXPECT_TRUE(drive.has(Role::cell, "Amsterdam, GTX Basic: owned"));
  EXPECT_TRUE(drive.has(Role::table, "Whitespace"));
  whitespace.rows.clear();
  drive.settle();
  EXPECT_TRUE(drive.shows("Nothing here yet."));
  whitespace = Whitespace();
  drive.shell.set_user_scale(2);
  drive.resize(360, 600);
  EXPECT_GT(drive.find(Role::gridcell, "Amsterdam, GTX Basic").rect.width, 0);
}
