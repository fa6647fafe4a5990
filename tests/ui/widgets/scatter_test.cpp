#include "ui/charts/scatter.h"

#include <algorithm>

#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

struct Field {
  std::vector<ScatterPoint> points = {
      {.key = 1, .name = "Cancity", .x = 8, .y = 9, .size = 1, .shown_size = "4.8 M"},
      {.key = 2,
       .name = "Konex",
       .x = 8,
       .y = 2,
       .size = 0.5,
       .tone = Tone::negative,
       .word = "At risk"},
      {.key = 3, .name = "Hottechi", .x = 2, .y = 9, .size = 0.3},
      {.key = 4, .name = "Isdom", .x = 2, .y = 2, .size = 0.1}};
  bool selects = true;
  std::vector<std::string> names;  // of points made by a loop
  ScatterState state;
  std::optional<ItemKey> opened, toggled;
  std::optional<std::vector<ItemKey>> lassoed, cell;

  void operator()(Ui& ui) {
    auto main = ui.main("Priorities");
    const ScatterAnswer answer = scatter(ui, "Where to invest", state, points,
                                         {.summary = "Four accounts.",
                                          .across = "Strength",
                                          .up = "Attractiveness",
                                          .size_head = "Revenue",
                                          .fields = {"Maintain", "Build", "Protect", "Invest"},
                                          .selects = selects});
    if (answer.opened) opened = answer.opened;
    if (answer.toggled) toggled = answer.toggled;
    if (answer.lassoed) lassoed = answer.lassoed;
    if (answer.cell) cell = answer.cell;
  }
};

// Presses the mouse at the first of the places, parts of the picture, and leads it over the others.
void draw_line(Driver& drive, std::initializer_list<std::pair<float, float>> places) {
  const DeviceRect box = drive.find(Role::figure, "Where to invest").rect;
  bool first = true;
  for (const auto& [x, y] : places) {
    drive.shell.mouse_move(box.x + box.width * x, box.y + box.height * y);
    drive.frame();
    if (first) drive.shell.mouse_button(0, true);
    if (first) drive.frame();
    first = false;
  }
}

void let_go(Driver& drive) {
  drive.shell.mouse_button(0, false);
  drive.settle();
}

}  // namespace

TEST(Scatter, TellsPlaceFieldSizeAndState) {
  Field field;
  auto drive = stage([&](Ui& ui) { field(ui); });
  EXPECT_EQ(drive.find(Role::figure, "Where to invest").description, "Four accounts.");
  EXPECT_EQ(drive.find(Role::button, "Cancity").description,
            "Invest: Attractiveness 9.0, Strength 8.0, Revenue 4.8 M");
  EXPECT_EQ(drive.find(Role::button, "Konex").description,
            "Protect: Attractiveness 2.0, Strength 8.0, At risk");
  EXPECT_TRUE(drive.has(Role::table, "Where to invest")) << "the data as a table";
}

TEST(Scatter, ArrowsGoToTheNearestAndEnterOpensIt) {
  Field field;
  auto drive = stage([&](Ui& ui) { field(ui); });
  drive.focus(Role::button, "Cancity");
  drive.press("Down");
  EXPECT_EQ(drive.focused()->name, "Konex");
  drive.press("Left");
  EXPECT_EQ(drive.focused()->name, "Isdom");
  drive.press("Up");
  EXPECT_EQ(drive.focused()->name, "Hottechi");
  drive.press("Home");
  EXPECT_EQ(drive.focused()->name, "Cancity");
  drive.press("Space");
  EXPECT_EQ(field.toggled, 1u);
  EXPECT_FALSE(field.opened);
  drive.press("Enter");
  EXPECT_EQ(field.opened, 1u);
}

TEST(Scatter, WhatIsDrawnRoundIsSelected) {
  Field field;
  auto drive = stage([&](Ui& ui) { field(ui); });
  draw_line(drive, {{0.55f, 0.12f}, {0.95f, 0.12f}, {0.95f, 0.88f}, {0.55f, 0.88f}, {0.55f, 0.2f}});
  let_go(drive);
  ASSERT_TRUE(field.lassoed);
  auto keys = *field.lassoed;
  std::ranges::sort(keys);
  EXPECT_EQ(keys, (std::vector<ItemKey>{1, 2}));
}

TEST(Scatter, WhereNothingIsSelectedNoLineIsDrawnAndNothingIsToldOfOne) {
  Field field;
  field.selects = false;
  auto drive = stage([&](Ui& ui) { field(ui); });
  draw_line(drive, {{0.55f, 0.12f}, {0.95f, 0.12f}, {0.95f, 0.88f}, {0.55f, 0.88f}});
  let_go(drive);
  EXPECT_FALSE(field.lassoed);
  EXPECT_TRUE(drive.take_announcements().empty());
}

namespace {

// Ten thousand on a regular field, the first the largest; every seventh is at risk.
Field ten_thousand() {
  Field field;
  field.points.clear();
  for (int i = 0; i < 10'000; ++i) field.names.push_back("Account " + std::to_string(i));
  for (ItemKey i = 0; i < 10'000; ++i)
    field.points.push_back({.key = i + 1,
                            .name = field.names[i],
                            .x = static_cast<double>(i % 100) / 10,
                            .y = static_cast<double>(i / 100) / 10,
                            .size = 1.0 / static_cast<double>(i + 1),
                            .tone = i % 7 == 0 ? Tone::negative : Tone::accent,
                            .word = i % 7 == 0 ? "At risk" : "Healthy"});
  return field;
}

int counted(std::string_view name) { return std::atoi(std::string(name).c_str()); }

std::vector<const Node*> cells(Driver& drive) { return drive.all(Role::button, " points, "); }

}  // namespace

TEST(Scatter, OfThousandsTheLargestAreBubblesAndTheOthersAreCountedWhereTheyLie) {
  Field field = ten_thousand();
  auto drive = stage([&](Ui& ui) { field(ui); });
  EXPECT_TRUE(drive.has(Role::button, "Account 0"));
  EXPECT_FALSE(drive.has(Role::button, "Account 9999"));
  EXPECT_EQ(drive.find(Role::table, "Where to invest").row_count, 10'000);
  EXPECT_LT(drive.all(Role::button).size(), 700u);
  int all = 0;
  for (const Node* cell : cells(drive)) all += counted(cell->name);
  EXPECT_EQ(all, 10'000 - 24);
  EXPECT_TRUE(drive.shows(" points, Invest: Attractiveness "));
}

TEST(Scatter, ACellSaysWhatIsInItAndIsSelectedAsOne) {
  Field field = ten_thousand();
  auto drive = stage([&](Ui& ui) { field(ui); });
  const Node cell = *cells(drive).back();
  EXPECT_NE(cell.description.find(" Healthy"), std::string::npos) << cell.description;
  EXPECT_NE(cell.description.find(" At risk"), std::string::npos) << cell.description;
  EXPECT_EQ(cell.selected, Tristate::off);
  drive.click(Role::button, cell.name);
  ASSERT_TRUE(field.cell);
  ASSERT_EQ(field.cell->size(), static_cast<std::size_t>(counted(cell.name)));
  EXPECT_FALSE(field.lassoed) << "the ground below it is not pressed";

  field.points[field.cell->front() - 1].selected = true;
  drive.settle();
  drive.shell.wake();
  drive.settle();
  EXPECT_EQ(drive.find(Role::button, cell.name).selected, Tristate::mixed);
  EXPECT_TRUE(drive.find(Role::button, cell.name).description.ends_with("1 selected"));
  for (const ItemKey key : *field.cell) field.points[key - 1].selected = true;
  drive.shell.wake();
  drive.settle();
  EXPECT_EQ(drive.find(Role::button, cell.name).selected, Tristate::on);
}

TEST(Scatter, ArrowsGoThroughCellsAsThroughBubbles) {
  Field field = ten_thousand();
  auto drive = stage([&](Ui& ui) { field(ui); });
  drive.focus(Role::button, "Account 0");
  drive.press("End");
  const std::string last = drive.focused()->name;
  EXPECT_NE(last.find(" points, Invest"), std::string::npos) << last;
  drive.press("Left");
  EXPECT_NE(drive.focused()->name, last);
  EXPECT_NE(drive.focused()->name.find(" points, "), std::string::npos);
  drive.press("Space");
  ASSERT_TRUE(field.cell);
  EXPECT_EQ(field.cell->size(), static_cast<std::size_t>(counted(drive.focused()->name)));
}

TEST(Scatter, WhatIsDrawnRoundAmongThousandsIsSelectedOneByOne) {
  Field field = ten_thousand();
  auto drive = stage([&](Ui& ui) { field(ui); });
  draw_line(drive, {{0.01f, 0.12f}, {0.1f, 0.12f}, {0.99f, 0.12f}, {0.99f, 0.5f}, {0.01f, 0.5f}});
  let_go(drive);
  ASSERT_TRUE(field.lassoed);
  EXPECT_GT(field.lassoed->size(), 3'000u);
  EXPECT_LT(field.lassoed->size(), 6'000u);
  EXPECT_FALSE(field.cell) << "the cell on which the line began is not pressed";
}

TEST(Scatter, EscapeEndsALineThatBeganOnACell) {
  Field field = ten_thousand();
  auto drive = stage([&](Ui& ui) { field(ui); });
  draw_line(drive, {{0.3f, 0.3f}, {0.4f, 0.6f}, {0.5f, 0.6f}, {0.6f, 0.6f}});
  drive.press("Escape");
  let_go(drive);
  EXPECT_FALSE(field.lassoed);
  EXPECT_FALSE(field.cell);
}
