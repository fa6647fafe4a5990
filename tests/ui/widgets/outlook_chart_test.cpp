#include "stage.h"
#include "ui/charts/board.h"
#include "ui/charts/histogram.h"
#include "ui/charts/tornado.h"
#include "ui/charts/treemap.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

std::vector<HistogramBar> five_bars() {
  return {{30, 31, 1, "30 to 31", "10.0%"},
          {31, 32, 2, "31 to 32", "20.0%"},
          {32, 33, 4, "32 to 33", "40.0%"},
          {33, 34, 2, "33 to 34", "20.0%"},
          {34, 35, 1, "34 to 35", "10.0%"}};
}

const std::vector<HistogramMark> three_marks = {
    {"P10", 31, "31.0"}, {"P50", 32.5, "32.5"}, {"P90", 34, "34.0"}};

}  // namespace

TEST(Histogram, SaysInWordsWhereEachBarLies) {
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Forecast");
    histogram(ui, "Where it can land", five_bars(), three_marks,
              {.summary = "Half of the trials end at 32.5 or below.",
               .low = 31,
               .high = 34,
               .low_words = "below P10",
               .middle_words = "between",
               .high_words = "reaches the goal",
               .goal = 34.0,
               .goal_words = "reach 34.0: 10%"});
  });
  EXPECT_EQ(drive.find(Role::figure, "Where it can land").description,
            "Half of the trials end at 32.5 or below.");
  const auto rows = drive.rows("Where it can land");
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(rows[0], (std::vector<std::string>{"30 to 31", "10.0%", "below P10"}));
  EXPECT_EQ(rows[2][2], "between");
  EXPECT_EQ(rows[4][2], "reaches the goal");
  EXPECT_TRUE(drive.shows("reach 34.0: 10%"));
}

TEST(Histogram, ItsMarksAreReachedByKeyboardAndExplainThemselves) {
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Forecast");
    histogram(ui, "Where it can land", five_bars(), three_marks, {.explain = [](std::size_t mark) {
                Explanation why;
                why.title = "Mark " + std::to_string(mark);
                return why;
              }});
  });
  EXPECT_EQ(drive.value(Role::button, "P10"), "31.0");
  drive.focus(Role::button, "P90");
  drive.press("i");
  EXPECT_TRUE(drive.shows("Mark 2"));
}

TEST(Histogram, StandsEmptyDataAndAGoalFarAway) {
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Forecast");
    histogram(ui, "Nothing", {}, {});
    histogram(ui, "Far", five_bars(), three_marks, {.goal = 900.0, .goal_words = "reach 900: 0%"});
    const std::vector<HistogramBar> one = {{5, 5, 1, "5", "100%"}};
    histogram(ui, "One", one, {}, {.goal = -50.0, .goal_words = "reach -50: 100%"});
  });
  EXPECT_TRUE(drive.shows("reach 900: 0% \u2192"));
  EXPECT_TRUE(drive.shows("\u2190 reach -50: 100%"));
}

TEST(Tornado, DrawsTheLongestFirstAndAnswersWhatIsPressed) {
  const std::vector<TornadoBar> bars = {{"Prices", 33, 34, "2%", "4%", "−0.5", "+0.5"},
                                        {"Churn", 35, 31, "5%", "10%", "+1.5", "−2.5"},
                                        {"Konex", 30, 34, "Lost", "Kept", "−3.5", "+0.5"}};
  std::optional<std::size_t> pressed;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Forecast");
    const auto answer =
        tornado(ui, "What moves it", bars, {.summary = "Konex most of all.", .expected = 33.5});
    if (answer.pressed) pressed = answer.pressed;
    tornado(ui, "Nothing", {});
  });
  const auto rows = drive.rows("What moves it");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0][0], "Churn");
  EXPECT_EQ(rows[1], (std::vector<std::string>{"Konex", "Lost", "−3.5", "Kept", "+0.5"}));
  EXPECT_EQ(rows[2][0], "Prices");
  EXPECT_EQ(drive.value(Role::button, "Konex: Lost to Kept"), "−3.5 to +0.5");
  drive.click("Konex: Lost to Kept");
  EXPECT_EQ(pressed, 2u);
}

TEST(Board, TilesAndGroupsAreTakenOffByPressingKeyboardAndDragging) {
  ItemsState state;
  std::vector<BoardGroup> groups = {{1, "Retail", "5.0"}, {2, "Industry", "2.0", false, true}};
  std::vector<BoardTile> tiles = {{10, 0, "Cancity", "4.0", 4},
                                  {11, 0, "Treequote", "1.0", 1, 0},
                                  {12, 1, "Konex", "2.0", 2, 0.5}};
  std::vector<ItemKey> toggled, taken;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Lab");
    const auto answer = board(ui, "Board", state, groups, tiles, {.size_head = "Revenue"});
    if (answer.toggled) toggled.push_back(*answer.toggled);
    if (answer.taken) taken.push_back(*answer.taken);
  });
  EXPECT_EQ(drive.rows("Board")[1],
            (std::vector<std::string>{"Treequote", "Retail", "1.0", "Off the board"}));
  EXPECT_EQ(drive.find(Role::button, "Konex").description, "50% left");
  drive.click("Cancity");
  drive.click("Retail");
  drive.click("Industry");
  EXPECT_EQ(toggled, (std::vector<ItemKey>{10, 1})) << "the group without a name stays";
  drive.press("Home");
  drive.press("Delete");
  EXPECT_EQ(taken, (std::vector<ItemKey>{1}));
  const Node tile = drive.find(Role::button, "Konex");
  drive.mouse_drag(tile.rect.x + 8, tile.rect.y + 8, tile.rect.x + 24, tile.rect.y + 12);
  EXPECT_EQ(taken.size(), 1u) << "dropped on the board";
  const Node place = drive.find(Role::paragraph, "Drag here, or press, to take it off the board");
  drive.mouse_drag(tile.rect.x + 8, tile.rect.y + 8, place.rect.x + 9, place.rect.y + 9);
  ASSERT_EQ(taken.size(), 2u);
  EXPECT_EQ(taken[1], 12u);
}

TEST(Board, StandsEmpty) {
  ItemsState state;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Lab");
    board(ui, "Board", state, {}, {});
  });
  EXPECT_TRUE(drive.has(Role::figure, "Board"));
}

TEST(Treemap, FillsItsSpaceInProportion) {
  const std::vector<double> sizes = {6, 6, 4, 3, 2, 2, 1};
  const auto boxes = squarified(sizes, {0, 0, 600, 400});
  ASSERT_EQ(boxes.size(), sizes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    EXPECT_NEAR(boxes[i].width() * boxes[i].height(), sizes[i] * 10'000, 100);
    EXPECT_GE(boxes[i].x0, -0.1f);
    EXPECT_LE(boxes[i].x1, 600.1f);
    EXPECT_LE(boxes[i].y1, 400.1f);
    for (std::size_t j = 0; j < i; ++j) {
      const bool apart = boxes[i].x0 >= boxes[j].x1 - 0.1f || boxes[j].x0 >= boxes[i].x1 - 0.1f ||
                         boxes[i].y0 >= boxes[j].y1 - 0.1f || boxes[j].y0 >= boxes[i].y1 - 0.1f;
      EXPECT_TRUE(apart) << i << " covers " << j;
    }
  }
}
