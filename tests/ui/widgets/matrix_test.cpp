#include "ui/charts/matrix.h"

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
  std::string_view corner = "Branch";
  std::vector<std::uint8_t> depths;

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
        {.summary = "Two branches.", .corner = corner, .pressable = pressable, .depths = depths});
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

TEST(HeatGrid, TellsBelowWhichRowAnIndentedOneStands) {
  Whitespace whitespace;
  whitespace.rows = {"Amsterdam", "Harbour", "Quay 3", "Mill"};
  whitespace.depths = {0, 1, 2, 1};
  auto drive = stage([&](Ui& ui) { whitespace(ui); });
  const auto told = [&](std::string_view row) {
    return drive.find(Role::rowheader, row).description;
  };
  EXPECT_EQ(told("Amsterdam"), "");
  EXPECT_EQ(told("Harbour"), "below Amsterdam");
  EXPECT_EQ(told("Quay 3"), "below Harbour");
  EXPECT_EQ(told("Mill"), "below Amsterdam");
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
  whitespace.corner = {};
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

namespace {

struct Strategy {
  XMatrixLists lists;
  XMatrixState state;
  std::vector<std::pair<std::string, Strength>> known;
  std::optional<XMatrixAnswer::Entry> opened;

  Strategy() {
    lists.annual.items = {"Grow 15 %", "CSAT 4.5"};
    lists.priorities.items = {"Roll out GTX Pro"};
    lists.targets.items = {"5.54 M"};
    lists.long_term.items = {"Preferred supplier"};
    lists.people.items = {"A. Keller"};
  }
  static std::string name(const XMatrixPair& pair) {
    return std::to_string(static_cast<int>(pair.row_list)) + std::to_string(pair.row) +
           std::to_string(static_cast<int>(pair.column_list)) + std::to_string(pair.column);
  }
  void operator()(Ui& ui) {
    auto main = ui.main("Strategy");
    const XMatrixAnswer answer = x_matrix(ui, "Strategy on a page", state, lists,
                                          [&](const XMatrixPair& pair) {
                                            for (const auto& [key, strength] : known)
                                              if (key == name(pair)) return strength;
                                            return Strength::none;
                                          },
                                          {.summary = "Four lists."});
    if (answer.opened) opened = answer.opened;
    if (!answer.set) return;
    std::erase_if(known, [&](auto& entry) { return entry.first == name(answer.set->pair); });
    known.emplace_back(name(answer.set->pair), answer.set->next);
  }
};

}  // namespace

TEST(XMatrix, CellsAreToldWithBothSidesAndCycleWhenPressed) {
  Strategy strategy;
  auto drive = stage([&](Ui& ui) { strategy(ui); });
  EXPECT_EQ(drive.find(Role::figure, "Strategy on a page").description, "Four lists.");
  EXPECT_EQ(drive.all(Role::gridcell).size(), 7u) << "people do not meet long-term objectives";
  for (const char* strength : {"weak", "strong", "none"}) {
    drive.click(Role::gridcell, "P1 Roll out GTX Pro, A2 CSAT 4.5");
    EXPECT_TRUE(
        drive.has(Role::gridcell, std::string("P1 Roll out GTX Pro, A2 CSAT 4.5: ") + strength));
  }
  EXPECT_TRUE(drive.has(Role::columnheader, "W1 A. Keller"));
  EXPECT_TRUE(drive.shows("5.54 M"));
}

TEST(XMatrix, WorksByKeyboard) {
  Strategy strategy;
  auto drive = stage([&](Ui& ui) { strategy(ui); });
  drive.focus(Role::gridcell, "P1 Roll out GTX Pro, A1 Grow 15 %");
  drive.press("Down");
  EXPECT_EQ(drive.focused()->name, "L1 Preferred supplier, A1 Grow 15 %: none");
  drive.press("Space");
  EXPECT_EQ(drive.focused()->name, "L1 Preferred supplier, A1 Grow 15 %: weak");
  drive.press("Enter");
  EXPECT_EQ(drive.focused()->name, "L1 Preferred supplier, A1 Grow 15 %: strong");
  drive.press("End");
  EXPECT_EQ(drive.focused()->name, "L1 Preferred supplier, T1 5.54 M: none");
  drive.press("Up");
  drive.press("Right");
  EXPECT_EQ(drive.focused()->name, "P1 Roll out GTX Pro, W1 A. Keller: none");
}

TEST(XMatrix, WhatStandsInTheListsCanBeOpened) {
  Strategy strategy;
  auto drive = stage([&](Ui& ui) { strategy(ui); });
  drive.click(Role::rowheader, "L1 Preferred supplier");
  ASSERT_TRUE(strategy.opened);
  EXPECT_EQ(strategy.opened->list, XList::long_term);
  drive.click(Role::button, "CSAT 4.5");
  EXPECT_EQ(strategy.opened->list, XList::annual);
  EXPECT_EQ(strategy.opened->index, 1u);
}

TEST(XMatrix, StandsEmptyNarrowAndLarge) {
  Strategy strategy;
  strategy.lists.annual.items.clear();
  strategy.lists.people.items.clear();
  auto drive = stage([&](Ui& ui) { strategy(ui); });
  EXPECT_EQ(drive.all(Role::gridcell).size(), 2u);
  strategy.lists = {};
  drive.settle();
  EXPECT_TRUE(drive.has(Role::figure, "Strategy on a page"));
  strategy = Strategy();
  drive.shell.set_user_scale(2);
  drive.resize(400, 700);
  drive.focus(Role::gridcell, "P1 Roll out GTX Pro, A1 Grow 15 %");
  drive.press("End");
  EXPECT_GT(drive.focused()->rect.width, 0) << "scrolled into view";
}

namespace {

struct Measures {
  std::vector<std::string> months = many("M", 12);
  std::vector<BowlerRow> rows;
  BowlerState state;
  std::optional<std::size_t> opened;
  std::vector<BowlerAnswer::Edited> edits;

  explicit Measures(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      rows.push_back({.key = i + 1,
                      .measure = "Measure " + std::to_string(i),
                      .unit = "%",
                      .owner = "A. Keller",
                      .baseline = "70",
                      .target = "90"});
      rows.back().months.resize(12, {.plan = "80"});
    }
    if (count > 0) rows[0].months[0] = {.plan = "72", .actual = "71", .met = Met::missed};
    if (count > 0) rows[0].months[1] = {.plan = "74", .actual = "75", .met = Met::met};
  }
  void operator()(Ui& ui) {
    auto main = ui.main("Measures");
    const BowlerAnswer answer = bowler(
        ui, "Bowler", state, months, rows,
        {.check = [](std::string_view text) { return text == "x" ? "Enter a number." : ""; }});
    if (answer.opened) opened = answer.opened;
    if (!answer.edited) return;
    edits.push_back(*answer.edited);
    BowlerMonth& month = rows[answer.edited->row].months[answer.edited->month];
    (answer.edited->line == BowlerLine::plan ? month.plan : month.actual) = answer.edited->text;
  }
};

}  // namespace

TEST(Bowler, IsATableThatSaysWhatWasMet) {
  Measures measures(2);
  auto drive = stage([&](Ui& ui) { measures(ui); });
  EXPECT_EQ(drive.find(Role::figure, "Bowler").description,
            "2 measures. Met 1 of 2 monthly results.");
  EXPECT_EQ(drive.find(Role::table, "Bowler").column_count, 15);
  const std::vector<std::string> row = drive.rows("Bowler")[0];
  ASSERT_EQ(row.size(), 15u);
  EXPECT_EQ(row[0], "Measure 0");
  EXPECT_EQ(row[1], "70");
  EXPECT_EQ(row[2], "90");
  EXPECT_EQ(row[3], "plan 72, actual 71, missed");
  EXPECT_EQ(row[4], "plan 74, actual 75, met");
  EXPECT_EQ(row[5], "plan 80, actual none");
  EXPECT_EQ(drive.find(Role::rowheader, "Measure 0").description, "%, A. Keller");
  EXPECT_TRUE(drive.has(Role::textbox, "Actual of Measure 0 in M 0, missed"));
}

TEST(Bowler, ValuesAreTypedInPlace) {
  Measures measures(2);
  auto drive = stage([&](Ui& ui) { measures(ui); });
  drive.fill("Actual of Measure 1 in M 3", "81");
  ASSERT_EQ(measures.edits.size(), 1u);
  EXPECT_EQ(measures.edits[0].row, 1u);
  EXPECT_EQ(measures.edits[0].month, 3u);
  EXPECT_EQ(measures.edits[0].line, BowlerLine::actual);
  EXPECT_EQ(drive.value(Role::textbox, "Actual of Measure 1 in M 3"), "81");
  drive.fill("Plan of Measure 0 in M 5", "x");
  EXPECT_EQ(measures.edits.size(), 1u) << "this is no number";
  EXPECT_TRUE(drive.find(Role::textbox, "Plan of Measure 0 in M 5").invalid);
  drive.focus(Role::textbox, "Plan of Measure 1 in M 4");
  drive.type("85");
  drive.press("Tab");
  EXPECT_EQ(measures.edits.back().text, "85");
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Actual of Measure 1 in M 4");
  drive.click(Role::rowheader, "Measure 1");
  EXPECT_EQ(measures.opened, 1u);
}

TEST(Bowler, WhatIsBeingTypedStaysWhileTheTableScrolls) {
  Measures measures(400);
  auto drive = stage([&](Ui& ui) { measures(ui); });
  EXPECT_LT(drive.all(Role::textbox).size(), 500u) << "only rows in sight";
  drive.focus(Role::textbox, "Plan of Measure 0 in M 0");
  drive.type("73");
  const DeviceRect table = drive.find(Role::table, "Bowler").rect;
  drive.shell.mouse_move(table.x + 600, table.y + 300);
  for (int i = 0; i < 10; ++i) {
    drive.shell.mouse_wheel(0, -5);
    drive.settle();
  }
  EXPECT_EQ(drive.find(Role::textbox, "Plan of Measure 0 in M 0").rect.height, 0)
      << "scrolled away";
  drive.press("Enter");
  ASSERT_EQ(measures.edits.size(), 1u);
  EXPECT_EQ(measures.edits[0].text, "73");
}

TEST(Bowler, StandsEmptyNarrowAndLarge) {
  Measures measures(0);
  auto drive = stage([&](Ui& ui) { measures(ui); });
  EXPECT_TRUE(drive.shows("No measures yet."));
  measures = Measures(1);
  drive.shell.set_user_scale(2);
  drive.resize(400, 700);
  drive.focus(Role::textbox, "Plan of Measure 0 in M 11");
  EXPECT_GT(drive.focused()->rect.width, 0) << "scrolled into view";
}
