#include "ui/charts/diagram.h"

#include <cmath>

#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

DiagramNode person(std::uint64_t key, std::string title, Point place) {
  return {.key = key,
          .title = std::move(title),
          .subtitle = "CFO",
          .tone = Tone::negative,
          .tone_word = "against",
          .note = "nobody",
          .place = place,
          .size = diagram_node_size(1)};
}

struct People {
  std::vector<DiagramNode> nodes;
  std::vector<DiagramEdge> edges;
  DiagramState state;
  DiagramOptions options{
      .summary = "4 people.", .height = 500, .can_rehang = true, .can_connect = true};
  DiagramAnswer last;  // what was answered since it was cleared

  void draw(Ui& ui) {
    auto main = ui.main("People");
    const DiagramAnswer answer = diagram(ui, "Who decides", nodes, edges, state, options);
    if (answer.pressed) last.pressed = answer.pressed;
    if (answer.opened) last.opened = answer.opened;
    if (answer.pressed_edge) last.pressed_edge = answer.pressed_edge;
    if (answer.rehung) last.rehung = answer.rehung;
    if (answer.connected) last.connected = answer.connected;
  }
};

// Okafor above Brandt and Ivanova; Chen below Ivanova.
People four_people() {
  People people;
  people.nodes = {person(1, "Okafor", {100, 0}), person(2, "Brandt", {0, 120}),
                  person(3, "Ivanova", {200, 120}), person(4, "Chen", {200, 240})};
  people.nodes[1].relations = "Reports to Okafor.";
  people.nodes[1].badges = {"Decider"};
  people.edges = {{.key = 12, .from = 1, .to = 2},
                  {.key = 13, .from = 1, .to = 3},
                  {.key = 34, .from = 3, .to = 4},
                  {.key = 23,
                   .from = 2,
                   .to = 3,
                   .style = EdgeStyle::influence,
                   .label = "influences",
                   .tone = Tone::negative}};
  return people;
}

People grid_of(std::size_t count) {
  People people;
  const auto across = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count))));
  for (std::size_t i = 0; i < count; ++i) {
    people.nodes.push_back(
        person(i + 1, "Person " + std::to_string(i + 1),
               {static_cast<float>(i % across) * 180, static_cast<float>(i / across) * 110}));
    if (i > 0) people.edges.push_back({.key = i + 1, .from = i / 2 + (i % 2), .to = i + 1});
  }
  return people;
}

Point middle(const Node& node) {
  return {node.rect.x + node.rect.width / 2, node.rect.y + node.rect.height / 2};
}

void drag(Driver& drive, std::string_view node, Point to) {
  const Point from = middle(drive.find(Role::button, node));
  drive.mouse_drag(from.x, from.y, to.x, to.y);
}

}  // namespace

TEST(Diagram, IsAFigureWhoseBoxesAreTold) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  EXPECT_EQ(drive.find(Role::figure, "Who decides").description, "4 people.");
  EXPECT_EQ(drive.find(Role::button, "Brandt").description,
            "CFO, against, nobody, Decider. Reports to Okafor.");
  EXPECT_TRUE(drive.has(Role::button, "Brandt influences Ivanova"));
  const auto rows = drive.rows("Who decides");
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[1], (std::vector<std::string>{"Brandt", "CFO", "against", "nobody, Decider",
                                               "Reports to Okafor."}));
}

TEST(Diagram, AnswersPressesAndSelects) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.click("Ivanova");
  EXPECT_EQ(people.last.pressed, 3u);
  EXPECT_EQ(people.state.selected, 3u);
  EXPECT_EQ(drive.find(Role::button, "Ivanova").selected, Tristate::on);
  drive.mouse_click(drive.find(Role::button, "Brandt"));
  EXPECT_EQ(people.last.pressed, 2u);
  EXPECT_FALSE(people.last.opened.has_value());
  drive.wait(1);
  drive.mouse_click(drive.find(Role::button, "Okafor"), 2);
  EXPECT_EQ(people.last.opened, 1u);
  drive.click("Brandt influences Ivanova");
  EXPECT_EQ(people.last.pressed_edge, 23u);
}

TEST(Diagram, AnswersAPressOnALineWithoutWords) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  const DeviceRect above = drive.find(Role::button, "Ivanova").rect;
  Node between = drive.find(Role::button, "Chen");
  between.rect.height = between.rect.y - above.y - above.height;
  between.rect.y = above.y + above.height;
  drive.mouse_click(between);
  EXPECT_EQ(people.last.pressed_edge, 34u);
}

TEST(Diagram, MovesWithTheArrowKeys) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.focus(Role::button, "Okafor");
  std::vector<std::string> walked;
  for (const char* key : {"Right", "Down", "Up", "Left", "Up", "End", "Home"}) {
    drive.press(key);
    ASSERT_NE(drive.focused(), nullptr);
    walked.push_back(drive.focused()->name);
  }
  EXPECT_EQ(walked, (std::vector<std::string>{"Ivanova", "Chen", "Ivanova", "Brandt", "Okafor",
                                              "Chen", "Okafor"}));
  EXPECT_EQ(people.state.selected, 1u) << "the selection follows";
  drive.press("Enter");
  EXPECT_EQ(people.last.opened, 1u);
  drive.press("Space");
  EXPECT_EQ(people.last.pressed, 1u);
}

TEST(Diagram, IsOneTabStopWithTheLinesOfTheSelectedBox) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.focus(Role::button, "Brandt");
  std::vector<std::string> walked;
  for (int i = 0; i < 3; ++i) {
    drive.press("Tab");
    ASSERT_NE(drive.focused(), nullptr);
    walked.push_back(drive.focused()->name);
  }
  EXPECT_EQ(walked,
            (std::vector<std::string>{"Brandt influences Ivanova", "Show as table", "Fit"}));
}

TEST(Diagram, RehangsByDraggingOneBoxOntoAnother) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drag(drive, "Chen", middle(drive.find(Role::button, "Brandt")));
  ASSERT_TRUE(people.last.rehung.has_value());
  EXPECT_EQ(people.last.rehung->node, 4u);
  EXPECT_EQ(people.last.rehung->onto, 2u);
  EXPECT_FALSE(people.last.pressed.has_value()) << "a drag is no press";
}

TEST(Diagram, RehangsOntoFreeGroundAsWithoutParent) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  const Point chen = middle(drive.find(Role::button, "Chen"));
  drag(drive, "Chen", {chen.x + 300, chen.y});
  ASSERT_TRUE(people.last.rehung.has_value());
  EXPECT_EQ(people.last.rehung->onto, std::nullopt);
  people.last = {};
  const Point okafor = middle(drive.find(Role::button, "Okafor"));
  drag(drive, "Okafor", {okafor.x + 400, okafor.y});
  EXPECT_FALSE(people.last.rehung.has_value()) << "it hangs below nobody already";
}

TEST(Diagram, NeverHangsABoxBelowItself) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drag(drive, "Okafor", middle(drive.find(Role::button, "Chen")));
  EXPECT_FALSE(people.last.rehung.has_value());
  drag(drive, "Chen", middle(drive.find(Role::button, "Ivanova")));
  EXPECT_FALSE(people.last.rehung.has_value()) << "it hangs there already";
}

TEST(Diagram, LeavesADragThatIsCancelled) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  const Point chen = middle(drive.find(Role::button, "Chen"));
  const Point brandt = middle(drive.find(Role::button, "Brandt"));
  drive.shell.mouse_move(chen.x, chen.y);
  drive.settle();
  drive.shell.mouse_button(0, true);
  drive.frame();
  drive.shell.mouse_move(brandt.x, brandt.y);
  drive.frame();
  drive.press("Esc");
  drive.shell.mouse_button(0, false);
  drive.settle();
  EXPECT_FALSE(people.last.rehung.has_value());
  EXPECT_FALSE(people.last.pressed.has_value());
}

TEST(Diagram, DragsTheGroundWhereNothingCanBeRehung) {
  People people = four_people();
  people.options.can_rehang = false;
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  const Point before = middle(drive.find(Role::button, "Chen"));
  drag(drive, "Chen", {before.x + 40, before.y + 20});
  const Point after = middle(drive.find(Role::button, "Chen"));
  EXPECT_NEAR(after.x - before.x, 40, 1.5);
  EXPECT_NEAR(after.y - before.y, 20, 1.5);
  EXPECT_FALSE(people.last.rehung.has_value());
}

TEST(Diagram, RehangsByKeyboard) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.focus(Role::button, "Chen");
  drive.press("m");
  drive.press("Up");
  drive.press("Left");
  EXPECT_EQ(drive.focused()->name, "Brandt");
  const auto said = drive.take_announcements();
  ASSERT_EQ(said.size(), 3u);
  EXPECT_EQ(said[1], "It hangs there already.");
  EXPECT_EQ(said[2], "Below Brandt.");
  drive.press("Enter");
  ASSERT_TRUE(people.last.rehung.has_value());
  EXPECT_EQ(people.last.rehung->node, 4u);
  EXPECT_EQ(people.last.rehung->onto, 2u);
  EXPECT_EQ(drive.focused()->name, "Chen") << "the keyboard goes back to what was moved";
  EXPECT_EQ(people.state.selected, 4u);
  EXPECT_FALSE(people.last.opened.has_value());
}

TEST(Diagram, CancelsOrUnhangsByKeyboard) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.focus(Role::button, "Chen");
  drive.press("m");
  drive.press("Up");
  drive.press("Esc");
  EXPECT_EQ(drive.focused()->name, "Chen");
  drive.press("Enter");
  EXPECT_FALSE(people.last.rehung.has_value());
  EXPECT_EQ(people.last.opened, 4u) << "keys mean again what they meant before";
  drive.press("m");
  drive.press("Delete");
  ASSERT_TRUE(people.last.rehung.has_value());
  EXPECT_EQ(people.last.rehung->onto, std::nullopt);
}

TEST(Diagram, ConnectsWithShiftWithTheHandleAndByKeyboard) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  const Point brandt = middle(drive.find(Role::button, "Brandt"));
  drive.shell.modifiers(false, true, false, false);
  drag(drive, "Chen", brandt);
  drive.shell.modifiers(false, false, false, false);
  ASSERT_TRUE(people.last.connected.has_value());
  EXPECT_EQ(people.last.connected->from, 4u);
  EXPECT_EQ(people.last.connected->to, 2u);
  EXPECT_FALSE(people.last.rehung.has_value());

  people.last = {};
  const DeviceRect okafor = drive.find(Role::button, "Okafor").rect;
  drive.mouse_drag(okafor.x + okafor.width + 3, okafor.y + okafor.height / 2, brandt.x, brandt.y);
  ASSERT_TRUE(people.last.connected.has_value());
  EXPECT_EQ(people.last.connected->from, 1u);
  EXPECT_FALSE(people.last.pressed.has_value());

  people.last = {};
  drive.focus(Role::button, "Ivanova");
  drive.press("c");
  drive.press("Down");
  drive.press("Enter");
  ASSERT_TRUE(people.last.connected.has_value());
  EXPECT_EQ(people.last.connected->to, 4u);
}

TEST(Diagram, CannotBeChangedUnlessItMay) {
  People people = four_people();
  people.options.can_rehang = people.options.can_connect = false;
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.focus(Role::button, "Chen");
  drive.press("m");
  drive.press("Up");
  drive.press("Enter");
  EXPECT_FALSE(people.last.rehung.has_value());
  EXPECT_EQ(people.last.opened, 3u);
}

TEST(Diagram, ZoomsAboutThePointer) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  const DeviceRect before = drive.find(Role::button, "Ivanova").rect;
  const Point fixed{before.x + 10, before.y + 10};
  drive.focus(Role::button, "Ivanova");
  drive.shell.mouse_move(fixed.x, fixed.y);
  drive.settle();
  drive.shell.mouse_wheel(0, 2);
  drive.settle();
  const DeviceRect after = drive.find(Role::button, "Ivanova").rect;
  const float factor = after.width / before.width;
  EXPECT_GT(factor, 1.1f);
  EXPECT_NEAR(after.x + 10 * factor, fixed.x, 1.5);
  EXPECT_NEAR(after.y + 10 * factor, fixed.y, 1.5);
}

TEST(Diagram, TheWheelScrollsThePageUntilSomebodyWorksInThePicture) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("People");
    ui.button("Add person");
    diagram(ui, "Who decides", people.nodes, people.edges, people.state, people.options);
    ui.space(2000);
    ui.text("Foot");
  });
  drive.focus(Role::button, "Add person");
  const auto top = [&] { return drive.find(Role::figure, "Who decides").rect.y; };
  const auto turn = [&](float steps) {
    drive.mouse_to(drive.find(Role::button, "Ivanova"));
    drive.shell.mouse_wheel(0, steps);
    drive.settle();
  };
  const float before = top(), zoom = people.state.zoom;
  turn(-1);
  EXPECT_LT(top(), before);
  EXPECT_EQ(people.state.zoom, zoom);
  turn(1);
  EXPECT_EQ(top(), before);

  drive.focus(Role::button, "Ivanova");
  turn(-2);
  EXPECT_EQ(top(), before);
  EXPECT_LT(people.state.zoom, zoom);
}

TEST(Diagram, ZoomsAndFitsWithButtonsAndKeys) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  const float first = people.state.zoom;
  drive.click("Zoom in");
  EXPECT_GT(people.state.zoom, first);
  drive.click("Zoom out");
  EXPECT_NEAR(people.state.zoom, first, 0.001);
  drive.focus(Role::button, "Chen");
  drive.press("=");
  EXPECT_GT(people.state.zoom, first);
  drive.press("-");
  drive.press("-");
  EXPECT_LT(people.state.zoom, first);
  drive.press("0");
  EXPECT_NEAR(people.state.zoom, first, 0.001);
  drive.click("Fit");
  EXPECT_NEAR(people.state.zoom, first, 0.001);
}

TEST(Diagram, KeysWithCtrlBelongToOthers) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.focus(Role::button, "Chen");
  const float zoom = people.state.zoom;
  drive.press("Ctrl+-");
  drive.press("Ctrl+m");
  EXPECT_EQ(people.state.zoom, zoom);
  EXPECT_TRUE(drive.take_announcements().empty());
}

TEST(Diagram, BringsWhatIsChosenIntoView) {
  People people = grid_of(400);
  auto drive = stage([&](Ui& ui) { people.draw(ui); }, {.width = 1000, .height = 800});
  EXPECT_FALSE(drive.has(Role::button, "Person 400"));
  drive.focus(Role::button, "Person 1");
  drive.press("End");
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Person 400");
  EXPECT_GT(drive.focused()->rect.height, 20);
  people.state.reveal = 1;
  drive.settle();
  EXPECT_GT(drive.find(Role::button, "Person 1").rect.height, 20);
}

TEST(Diagram, KeepsTheKeyboardOnABoxThatIsPannedAway) {
  People people = grid_of(400);
  people.options.can_rehang = false;
  auto drive = stage([&](Ui& ui) { people.draw(ui); }, {.width = 1000, .height = 800});
  drive.focus(Role::button, "Person 1");
  const DeviceRect box = drive.find(Role::button, "Person 1").rect;
  const Point ground{box.x + box.width + 5, box.y + box.height + 8};
  drive.mouse_drag(ground.x, ground.y, ground.x - 300, ground.y);
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Person 1");
  EXPECT_EQ(drive.focused()->rect.height, 0);
  drive.press("Down");
  EXPECT_GT(drive.focused()->rect.height, 20) << "it comes back with the next key";
}

TEST(Diagram, CanBeReadAsATableOnTheScreen) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.click("Show as table");
  EXPECT_TRUE(people.state.as_table);
  ASSERT_EQ(drive.rows("Who decides").size(), 4u);
  EXPECT_EQ(drive.rows("Who decides")[2][0], "Ivanova");
  drive.click(Role::row, "Ivanova");
  EXPECT_EQ(people.last.opened, 3u);
  drive.click("Show as picture");
  EXPECT_TRUE(drive.has(Role::figure, "Who decides"));
}

TEST(Diagram, StandsNoneAndOne) {
  People none, one;
  one.nodes = {person(7, "Alone", {5000, -300})};
  one.edges = {{.key = 1, .from = 7, .to = 7}, {.key = 2, .from = 7, .to = 99}};
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("People");
    diagram(ui, "None", none.nodes, none.edges, none.state, {.empty = "No people yet."});
    diagram(ui, "One", one.nodes, one.edges, one.state, one.options);
  });
  EXPECT_TRUE(drive.shows("No people yet."));
  EXPECT_GT(drive.find(Role::button, "Alone").rect.height, 50);
  drive.focus(Role::button, "Alone");
  drive.press("Down");
  drive.press("m");
  drive.press("Enter");
  EXPECT_EQ(drive.focused()->name, "Alone");
}

TEST(Diagram, StaysReadableWithManyAtEveryScale) {
  for (const float scale : {0.9f, 1.0f, 2.0f}) {
    People people = grid_of(150);
    auto drive = stage([&](Ui& ui) { people.draw(ui); });
    drive.shell.set_user_scale(scale);
    people.state.zoom = 0;
    drive.settle();
    const Node& first = drive.find(Role::button, "Person 1");
    EXPECT_GE(first.rect.width, 80 * scale) << "a name of 11 px has room";
    EXPECT_EQ(drive.rows("Who decides").size(), 150u);
    drive.click("Fit");
    EXPECT_EQ(drive.all(Role::button, "Person").size(), 150u) << "all are in view";
  }
}

TEST(Diagram, TellsAPartOfThousandsAndWhichOneItIs) {
  People people = grid_of(5000);
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.click("Fit");
  EXPECT_LE(drive.all(Role::button, "Person").size(), 310u);
  people.state.selected = 4000;
  drive.settle();
  EXPECT_TRUE(drive.has(Role::button, "Person 4000"));
  const Node& table = drive.find(Role::table, "Who decides");
  EXPECT_EQ(table.row_count, 5001);
  bool row_told = false;
  for (const Node* row : drive.children(table))
    row_told |= row->row == 4001 && drive.children(*row).front()->name == "Person 4000";
  EXPECT_TRUE(row_told);
  EXPECT_LT(drive.shell.tree().nodes().size(), 2000u);
  // Any of them can be pressed with the mouse.
  drive.mouse_click(drive.find(Role::button, "Person 4000"));
  EXPECT_EQ(people.last.pressed, 4000u);
}

TEST(Diagram, SettlesAndAsksForNoFrames) {
  People people = four_people();
  auto drive = stage([&](Ui& ui) { people.draw(ui); });
  drive.mouse_to(drive.find(Role::button, "Chen"));
  EXPECT_FALSE(drive.shell.wants_more_frames());
  const std::size_t sent = drive.diffs().size();
  drive.settle();
  EXPECT_EQ(drive.diffs().size(), sent);
}
