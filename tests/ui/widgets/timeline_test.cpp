#include "ui/charts/timeline.h"

#include "stage.h"
#include "ui/charts/timeline_axis.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

constexpr std::int32_t march_1 = 20878;  // 2027

struct Plan {
  std::vector<TimelineLane> lanes = {{.name = "Roll-out"}, {.name = "People", .note = "A. Keller"}};
  std::vector<TimelineBar> bars = {
      {.key = 1,
       .lane = 0,
       .first = march_1,
       .last = march_1 + 20,
       .title = "Design",
       .tone = Tone::positive,
       .word = "On track",
       .done = 0.4},
      {.key = 2, .lane = 0, .first = march_1 + 15, .last = march_1 + 60, .title = "Build"},
      {.key = 3, .lane = 1, .first = march_1 + 30, .last = march_1 + 30, .title = "Sponsor named"},
      {.key = 4,
       .lane = 1,
       .first = march_1 + 40,
       .last = march_1 + 80,
       .title = "Contract",
       .movable = false}};
  std::vector<TimelineLink> links = {{.from = 1, .to = 2, .warning = "Too early"}};
  TimelineState state;
  TimelineAnswer last;
  std::vector<TimelineAnswer::Moved> moves;
  bool can_add = true;
  float height = 400;

  void operator()(Ui& ui) {
    auto main = ui.main("Plan");
    const TimelineAnswer answer = timeline(ui, "Actions over time", state, lanes, bars, links,
                                           {.summary = "Two lanes from March to May.",
                                            .height = height,
                                            .today = march_1 + 10,
                                            .add_word = can_add ? "Add action" : ""});
    if (answer.pressed) last.pressed = answer.pressed;
    if (answer.opened) last.opened = answer.opened;
    if (answer.added) last.added = answer.added;
    if (!answer.moved) return;
    moves.push_back(*answer.moved);
    for (TimelineBar& bar : bars) {
      if (bar.key != answer.moved->key) continue;
      bar.first = answer.moved->first;
      bar.last = answer.moved->last;
    }
  }
};

void fill(Plan& plan, int count, int per_lane) {
  plan.lanes.clear();
  plan.bars.clear();
  plan.links.clear();
  for (int i = 0; i < count; ++i) {
    if (i % per_lane == 0) plan.lanes.push_back({.name = "Lane " + std::to_string(i / per_lane)});
    const std::int32_t first = march_1 + i * 37 % 900;
    plan.bars.push_back({.key = static_cast<ItemKey>(i) + 1,
                         .lane = static_cast<std::size_t>(i / per_lane),
                         .first = first,
                         .last = first + 12,
                         .title = "Action " + std::to_string(i)});
    if (i > 0)
      plan.links.push_back({.from = static_cast<ItemKey>(i), .to = static_cast<ItemKey>(i) + 1});
  }
}

}  // namespace

TEST(Timeline, TellsEverythingItShows) {
  Plan plan;
  auto drive = stage([&](Ui& ui) { plan(ui); });
  EXPECT_EQ(drive.find(Role::figure, "Actions over time").description,
            "Two lanes from March to May.");
  EXPECT_EQ(drive.value(Role::button, "Design"), "1 Mar 2027 to 21 Mar 2027");
  EXPECT_EQ(drive.find(Role::button, "Design").description, "On track, 40 % done");
  EXPECT_EQ(drive.find(Role::button, "Build").description, "after Design, Too early");
  EXPECT_EQ(drive.find(Role::button, "Sponsor named").description, "milestone");
  EXPECT_EQ(drive.value(Role::button, "Sponsor named"), "31 Mar 2027");
  EXPECT_EQ(drive.find(Role::group, "People").description, "A. Keller");
  EXPECT_TRUE(drive.shows("Today, 11 Mar 2027"));
  const Node &design = drive.find(Role::button, "Design"),
             &build = drive.find(Role::button, "Build");
  EXPECT_GE(build.rect.y, design.rect.y + design.rect.height) << "they would cover each other";
}

TEST(Timeline, PressesAndOpens) {
  Plan plan;
  auto drive = stage([&](Ui& ui) { plan(ui); });
  drive.click("Build");
  EXPECT_EQ(plan.last.pressed, 2u);
  EXPECT_FALSE(plan.last.opened);
  drive.press("Enter");
  EXPECT_EQ(plan.last.opened, 2u);
  drive.mouse_click(drive.find(Role::button, "Contract"), 2);
  EXPECT_EQ(plan.last.opened, 4u);
}

TEST(Timeline, ArrowKeysGoFromBarToBarAndMoveThem) {
  Plan plan;
  auto drive = stage([&](Ui& ui) { plan(ui); });
  drive.focus(Role::button, "Design");
  drive.press("Right");
  EXPECT_EQ(drive.value(Role::button, "Design"), "2 Mar 2027 to 22 Mar 2027");
  drive.press("Shift+Left");
  EXPECT_EQ(drive.value(Role::button, "Design"), "23 Feb 2027 to 15 Mar 2027");
  drive.press("Ctrl+Right");
  EXPECT_EQ(drive.value(Role::button, "Design"), "23 Feb 2027 to 16 Mar 2027");
  EXPECT_EQ(plan.moves.size(), 3u) << "one move for each press";
  drive.press("Down");
  EXPECT_EQ(drive.focused()->name, "Build");
  drive.press("End");
  EXPECT_EQ(drive.focused()->name, "Contract");
  drive.press("Right");
  EXPECT_EQ(plan.moves.size(), 3u) << "this one may not be moved";
}

TEST(Timeline, DraggingAndTheKeyboardGiveTheSameAnswer) {
  Plan by_keys, by_mouse;
  auto keys = stage([&](Ui& ui) { by_keys(ui); });
  keys.focus(Role::button, "Design");
  keys.press("Shift+Right");
  auto mouse = stage([&](Ui& ui) { by_mouse(ui); });
  const DeviceRect rect = mouse.find(Role::button, "Design").rect;
  const float week = rect.width / 21 * 7, y = rect.y + rect.height / 2;
  mouse.mouse_drag(rect.x + rect.width / 2, y, rect.x + rect.width / 2 + week, y);
  ASSERT_EQ(by_mouse.moves.size(), 1u) << "one move for one drag";
  EXPECT_EQ(by_mouse.moves[0].first, by_keys.moves[0].first);
  EXPECT_EQ(by_mouse.moves[0].last, by_keys.moves[0].last);
  EXPECT_FALSE(by_mouse.last.pressed) << "a drag is no press";

  const DeviceRect now = mouse.find(Role::button, "Design").rect;
  mouse.mouse_drag(now.x + now.width - 2, y, now.x + now.width - 2 + week, y);
  ASSERT_EQ(by_mouse.moves.size(), 2u);
  EXPECT_EQ(by_mouse.moves[1].first, march_1 + 7);
  EXPECT_EQ(by_mouse.moves[1].last, march_1 + 34);
}

TEST(Timeline, EscLetsADraggedBarStay) {
  Plan plan;
  auto drive = stage([&](Ui& ui) { plan(ui); });
  const DeviceRect rect = drive.find(Role::button, "Design").rect;
  drive.shell.mouse_move(rect.x + 30, rect.y + 8);
  drive.settle();
  drive.shell.mouse_button(0, true);
  drive.frame();
  drive.shell.mouse_move(rect.x + 130, rect.y + 8);
  drive.frame();
  drive.frame();
  drive.press("Escape");
  drive.shell.mouse_button(0, false);
  drive.settle();
  EXPECT_TRUE(plan.moves.empty());
}

TEST(Timeline, AddsByDoubleClickAndByButton) {
  Plan plan;
  auto drive = stage([&](Ui& ui) { plan(ui); });
  const DeviceRect lane = drive.find(Role::group, "People").rect;
  const DeviceRect milestone = drive.find(Role::button, "Sponsor named").rect;
  const float x = milestone.x - 60, y = lane.y + lane.height / 2;
  drive.shell.mouse_move(x, y);
  drive.settle();
  for (int i = 0; i < 2; ++i) {
    drive.shell.mouse_button(0, true);
    drive.frame();
    drive.shell.mouse_button(0, false);
    drive.frame();
  }
  drive.settle();
  ASSERT_TRUE(plan.last.added);
  EXPECT_EQ(plan.last.added->lane, 1u);
  EXPECT_LT(plan.last.added->day, march_1 + 30);
  drive.click("Add action to Roll-out");
  EXPECT_EQ(plan.last.added->lane, 0u);
  EXPECT_EQ(plan.last.added->day, march_1 + 10) << "today";
  plan.can_add = false;
  drive.settle();
  EXPECT_FALSE(drive.has(Role::button, "Add action to Roll-out"));
}

TEST(Timeline, ZoomsByButtonKeyAndWheel) {
  Plan plan;
  auto drive = stage([&](Ui& ui) { plan(ui); });
  const double all = plan.state.days_shown;
  drive.click("Zoom in");
  EXPECT_LT(plan.state.days_shown, all);
  drive.click("Show all");
  EXPECT_EQ(plan.state.days_shown, all);
  drive.focus(Role::button, "Build");
  drive.press("-");
  EXPECT_GT(plan.state.days_shown, all);
  const double wide = plan.state.days_shown;
  drive.mouse_to(drive.find(Role::group, "People"));
  drive.shell.modifiers(false, false, true, false);
  drive.shell.mouse_wheel(0, 1);
  drive.frame();
  drive.shell.modifiers(false, false, false, false);
  drive.settle();
  EXPECT_LT(plan.state.days_shown, wide);
  const double left = plan.state.left_day;
  drive.click("Later");
  EXPECT_GT(plan.state.left_day, left);
}

TEST(Timeline, OfThousandsOnlyThoseInSightAreDrawnAndAllCanBeReached) {
  for (const int per_lane : {1, 10, 5000}) {
    Plan plan;
    fill(plan, 5000, per_lane);
    auto drive = stage([&](Ui& ui) { plan(ui); });
    EXPECT_LT(drive.all(Role::button, "Action ").size(), 120u);
    drive.focus(Role::button, "Action 0");
    drive.press("End");
    ASSERT_NE(drive.focused(), nullptr) << drive.dump();
    EXPECT_GT(drive.focused()->rect.height, 0) << "scrolled into view";
    EXPECT_GT(drive.focused()->rect.width, 0) << "scrolled into view";
    drive.press("Up");
    EXPECT_NE(drive.focused(), nullptr);
    drive.press("Home");
    EXPECT_GT(drive.focused()->rect.height, 0);
    drive.press("Right");
    EXPECT_EQ(plan.moves.size(), 1u);
  }
}

TEST(Timeline, StandsEmptyNarrowAndLarge) {
  Plan plan;
  plan.bars.clear();
  plan.links.clear();
  auto drive = stage([&](Ui& ui) { plan(ui); });
  EXPECT_TRUE(drive.has(Role::group, "People"));
  plan.lanes.clear();
  drive.settle();
  EXPECT_TRUE(drive.shows("Nothing planned yet."));
  plan = Plan();
  drive.shell.set_user_scale(2);
  drive.resize(420, 700);
  EXPECT_GT(drive.find(Role::button, "Design").rect.width, 0);
  EXPECT_TRUE(drive.has(Role::button, "Zoom in"));
}

TEST(Timeline, ZoomEndsBeforeNothingCanBeSeen) {
  Plan plan;
  auto drive = stage([&](Ui& ui) { plan(ui); });
  for (int i = 0; i < 30; ++i) drive.click("Zoom in");
  EXPECT_GE(plan.state.days_shown, 7);
  for (int i = 0; i < 30; ++i) drive.click("Zoom out");
  EXPECT_TRUE(drive.has(Role::button, "Design"));
}

TEST(Timeline, ADragThatEndedOnAnotherPageMovesNothing) {
  Plan plan;
  bool shown = true;
  auto drive = stage([&](Ui& ui) {
    if (shown)
      plan(ui);
    else
      auto other = ui.main("Other");
  });
  const DeviceRect rect = drive.find(Role::button, "Design").rect;
  drive.shell.mouse_move(rect.x + 30, rect.y + 8);
  drive.settle();
  drive.shell.mouse_button(0, true);
  drive.frame();
  drive.shell.mouse_move(rect.x + 130, rect.y + 8);
  drive.frame();
  drive.frame();
  shown = false;
  drive.frame();
  drive.shell.mouse_button(0, false);
  drive.settle();
  shown = true;
  drive.settle();
  EXPECT_TRUE(plan.moves.empty());
}

namespace {

std::vector<std::string> labels(const std::vector<TimeTick>& ticks) {
  std::vector<std::string> found;
  for (const TimeTick& tick : ticks) found.push_back(tick.label);
  return found;
}

}  // namespace

TEST(TimelineAxis, NamesWeeksMonthsQuartersAndYears) {
  using Labels = std::vector<std::string>;
  EXPECT_EQ(day_in_words(march_1), "1 Mar 2027");
  EXPECT_EQ(day_in_words(-1), "31 Dec 1969");
  EXPECT_EQ(labels(ticks_of(TimeUnit::week, march_1 + 3, march_1 + 14)),
            (Labels{"1 Mar", "8 Mar", "15 Mar"}))
      << "1 March 2027 is a Monday";
  EXPECT_EQ(labels(ticks_of(TimeUnit::month, march_1 - 1, march_1 + 40)),
            (Labels{"Feb", "Mar", "Apr"}));
  EXPECT_EQ(labels(ticks_of(TimeUnit::quarter, march_1, march_1 + 320)),
            (Labels{"Q1", "Q2", "Q3", "Q4", "Q1"}));
  EXPECT_EQ(labels(ticks_above(TimeUnit::week, march_1, march_1 + 31)),
            (Labels{"Mar 2027", "Apr 2027"}));
  EXPECT_EQ(labels(ticks_above(TimeUnit::month, march_1, march_1 + 365)), (Labels{"2027", "2028"}));
  EXPECT_EQ(ticks_of(TimeUnit::year, march_1, march_1).front().day, march_1 - 59);
  EXPECT_EQ(unit_that_fits(30), TimeUnit::day);
  EXPECT_EQ(unit_that_fits(8), TimeUnit::week);
  EXPECT_EQ(unit_that_fits(2), TimeUnit::month);
  EXPECT_EQ(unit_that_fits(0.5), TimeUnit::quarter);
  EXPECT_EQ(unit_that_fits(0.1), TimeUnit::year);
}
