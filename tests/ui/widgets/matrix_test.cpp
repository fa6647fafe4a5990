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

namespace {

struct Risks {
  MatrixAxis impact{.name = "Impact", .steps = {"Small", "Medium", "Large"}};
  MatrixAxis likelihood{.name = "Likelihood", .steps = {"Rare", "Possible", "Likely"}};
  std::vector<MatrixItem> items = {
      {.key = 1, .at = {.row = 2, .column = 1}, .title = "R1 Price war", .text = "owner A. Keller"},
      {.key = 2, .at = {.row = 0, .column = 0}, .title = "R2 Late parts"},
      {.key = 3, .at = {.row = 0, .column = 2}, .title = "R3 Fixed", .movable = false}};
  GridMatrixState state;
  std::optional<ItemKey> pressed, opened;
  std::vector<GridMatrixAnswer::Moved> moves;

  void operator()(Ui& ui) {
    auto main = ui.main("Account");
    const GridMatrixAnswer answer = grid_matrix(ui, "Risks", state, impact, likelihood,
                                                [](GridPlace at) {
                                                  return at.row + at.column >= 3
                                                             ? MatrixLook{Tone::negative, "High"}
                                                             : MatrixLook{Tone::positive, "Low"};
                                                },
                                                items, {.summary = "Three risks."});
    if (answer.pressed) pressed = answer.pressed;
    if (answer.opened) opened = answer.opened;
    if (!answer.moved) return;
    moves.push_back(*answer.moved);
    for (MatrixItem& item : items)
      if (item.key == answer.moved->key) item.at = answer.moved->to;
  }
};

}  // namespace

TEST(GridMatrix, CellsSayWhatTheirColourMeansAndHoldTheThings) {
  Risks risks;
  auto drive = stage([&](Ui& ui) { risks(ui); });
  EXPECT_EQ(drive.find(Role::figure, "Risks").description, "Three risks.");
  const Node& cell = drive.find(Role::gridcell, "Likely, Medium: High");
  ASSERT_EQ(drive.children(cell).size(), 1u);
  EXPECT_EQ(drive.children(cell)[0]->name, "R1 Price war");
  EXPECT_EQ(drive.find(Role::button, "R1 Price war").description,
            "Likely, Medium: High. owner A. Keller");
  EXPECT_LT(drive.find(Role::row, "Likely").rect.y, drive.find(Role::row, "Rare").rect.y)
      << "the highest stands on top";
  EXPECT_TRUE(drive.has(Role::columnheader, "Large"));
}

TEST(GridMatrix, DraggingAndTheKeyboardGiveTheSameAnswer) {
  Risks by_keys, by_mouse;
  auto keys = stage([&](Ui& ui) { by_keys(ui); });
  keys.focus(Role::button, "R2 Late parts");
  keys.press("Ctrl+Up");
  EXPECT_EQ(keys.focused()->name, "R2 Late parts") << "the keyboard stays with it";
  EXPECT_EQ(keys.find(Role::button, "R2 Late parts").description, "Possible, Small: Low");
  auto mouse = stage([&](Ui& ui) { by_mouse(ui); });
  const DeviceRect from = mouse.find(Role::button, "R2 Late parts").rect;
  const DeviceRect to = mouse.find(Role::gridcell, "Possible, Small").rect;
  mouse.mouse_drag(from.x + 10, from.y + 10, to.x + 30, to.y + 50);
  ASSERT_EQ(by_mouse.moves.size(), 1u);
  ASSERT_EQ(by_keys.moves.size(), 1u);
  EXPECT_EQ(by_mouse.moves[0].key, by_keys.moves[0].key);
  EXPECT_EQ(by_mouse.moves[0].to, by_keys.moves[0].to);
  EXPECT_FALSE(by_mouse.pressed) << "a drag is no press";
  keys.press("Ctrl+Left");
  EXPECT_EQ(by_keys.moves.size(), 1u) << "there is no cell at the left";
  keys.focus(Role::button, "R3 Fixed");
  keys.press("Ctrl+Up");
  EXPECT_EQ(by_keys.moves.size(), 1u) << "this one may not be moved";
}

TEST(GridMatrix, PressesOpensAndWalks) {
  Risks risks;
  auto drive = stage([&](Ui& ui) { risks(ui); });
  drive.click("R1 Price war");
  EXPECT_EQ(risks.pressed, 1u);
  drive.press("Down");
  EXPECT_EQ(drive.focused()->name, "R2 Late parts");
  drive.press("Right");
  EXPECT_EQ(drive.focused()->name, "R3 Fixed");
  drive.press("Enter");
  EXPECT_EQ(risks.opened, 3u);
}

TEST(GridMatrix, ACrowdedCellShowsFewUntilAsked) {
  Risks risks;
  risks.items.clear();
  for (std::size_t i = 0; i < 5000; ++i)
    risks.items.push_back({.key = i + 1,
                           .at = {.row = i % 3, .column = i / 3 % 3},
                           .title = "R" + std::to_string(i)});
  auto drive = stage([&](Ui& ui) { risks(ui); });
  EXPECT_LT(drive.all(Role::button, "R").size(), 60u);
  drive.click("and 553 more, Rare, Small");
  EXPECT_GT(drive.all(Role::button, "R").size(), 500u);
  drive.click("Show fewer, Rare, Small");
  EXPECT_LT(drive.all(Role::button, "R").size(), 60u);
  drive.focus(Role::button, "R2");
  drive.press("End");
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_GT(drive.focused()->rect.height, 0) << "its cell opens and it is scrolled into view";
}

TEST(GridMatrix, StandsEmptyNarrowAndLarge) {
  Risks risks;
  risks.items.clear();
  auto drive = stage([&](Ui& ui) { risks(ui); });
  EXPECT_TRUE(drive.has(Role::gridcell, "Rare, Small: Low"));
  risks = Risks();
  drive.shell.set_user_scale(2);
  drive.resize(400, 700);
  drive.focus(Role::button, "R2 Late parts");
  drive.press("End");
  EXPECT_GT(drive.focused()->rect.width, 0) << "scrolled into view";
}
