#include "ui/charts/kanban.h"

#include <algorithm>

#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

// Does with the answers what a screen does.
struct Wall {
  std::vector<KanbanColumn> columns = {
      {.name = "To do"}, {.name = "Doing", .note = "at most 3"}, {.name = "Done"}};
  std::vector<KanbanCard> cards = {
      {.key = 1,
       .column = 0,
       .title = "Send study",
       .text = "Cancity",
       .chip = "High",
       .chip_tone = Tone::warning,
       .right = "18 Nov",
       .overdue = true},
      {.key = 2, .column = 0, .title = "Prepare review"},
      {.key = 3, .column = 0, .title = "Visit Antwerp"},
      {.key = 4, .column = 1, .title = "Price notice"},
      {.key = 5, .column = 1, .title = "Fixed card", .movable = false}};
  KanbanState state;
  std::optional<ItemKey> pressed, opened;
  std::vector<KanbanAnswer::Moved> moves;
  std::vector<KanbanAnswer::Added> added;

  void operator()(Ui& ui) {
    auto main = ui.main("Actions");
    const KanbanAnswer answer = kanban(ui, "Actions of this week", state, columns, cards,
                                       {.summary = "Five actions.", .add_word = "Add action"});
    if (answer.pressed) pressed = answer.pressed;
    if (answer.opened) opened = answer.opened;
    if (answer.added) {
      added.push_back(*answer.added);
      cards.push_back({.key = 100 + added.size(),
                       .column = answer.added->column,
                       .title = answer.added->title});
    }
    if (answer.moved) {
      moves.push_back(*answer.moved);
      apply(*answer.moved);
    }
  }
  void apply(const KanbanAnswer::Moved& moved) {
    const auto from = std::ranges::find(cards, moved.key, &KanbanCard::key);
    KanbanCard card = *from;
    cards.erase(from);
    card.column = moved.column;
    auto to = cards.end();
    if (moved.before) to = std::ranges::find(cards, *moved.before, &KanbanCard::key);
    cards.insert(to, card);
  }
};

std::vector<std::string> titles(Driver& drive, std::string_view column) {
  std::vector<std::string> found;
  for (const Node* node : drive.children(drive.find(Role::group, column)))
    if (node->role == Role::button) found.push_back(node->name);
  return found;
}

using Titles = std::vector<std::string>;

void drag(Driver& drive, std::string_view card, std::string_view onto, float part) {
  const DeviceRect from = drive.find(Role::button, card).rect;
  const DeviceRect to = drive.find(Role::button, onto).rect;
  drive.mouse_drag(from.x + 20, from.y + from.height / 2, to.x + 20, to.y + to.height * part);
}

}  // namespace

TEST(Kanban, TellsColumnsAndAllThatACardShows) {
  Wall wall;
  auto drive = stage([&](Ui& ui) { wall(ui); });
  EXPECT_EQ(drive.find(Role::figure, "Actions of this week").description, "Five actions.");
  EXPECT_EQ(drive.find(Role::group, "To do").description, "3 cards");
  EXPECT_EQ(drive.find(Role::group, "Doing").description, "2 cards, at most 3");
  EXPECT_EQ(drive.find(Role::button, "Send study").description, "High, Cancity, Overdue, 18 Nov");
  EXPECT_EQ(titles(drive, "To do"), (Titles{"Send study", "Prepare review", "Visit Antwerp"}));
  EXPECT_TRUE(drive.shows("Nothing here yet.")) << "the empty column says so";
}

TEST(Kanban, OpensByEnterAndDoubleClick) {
  Wall wall;
  auto drive = stage([&](Ui& ui) { wall(ui); });
  drive.click("Prepare review");
  EXPECT_EQ(wall.pressed, 2u);
  EXPECT_FALSE(wall.opened);
  drive.press("Enter");
  EXPECT_EQ(wall.opened, 2u);
  drive.mouse_click(drive.find(Role::button, "Price notice"), 2);
  EXPECT_EQ(wall.opened, 4u);
}

TEST(Kanban, ArrowsGoFromCardToCard) {
  Wall wall;
  auto drive = stage([&](Ui& ui) { wall(ui); });
  drive.focus(Role::button, "Send study");
  drive.press("Down");
  EXPECT_EQ(drive.focused()->name, "Prepare review");
  drive.press("Right");
  EXPECT_EQ(drive.focused()->name, "Fixed card");
  drive.press("Right");
  EXPECT_EQ(drive.focused()->name, "Fixed card") << "the last column is empty";
  drive.press("Up");
  drive.press("Left");
  EXPECT_EQ(drive.focused()->name, "Send study");
  EXPECT_TRUE(wall.moves.empty());
}

TEST(Kanban, CtrlAndArrowsTakeTheCardAlong) {
  Wall wall;
  auto drive = stage([&](Ui& ui) { wall(ui); });
  drive.focus(Role::button, "Send study");
  drive.press("Ctrl+Down");
  EXPECT_EQ(titles(drive, "To do"), (Titles{"Prepare review", "Send study", "Visit Antwerp"}));
  drive.press("Ctrl+Down");
  EXPECT_EQ(titles(drive, "To do"), (Titles{"Prepare review", "Visit Antwerp", "Send study"}));
  drive.press("Ctrl+Up");
  drive.press("Ctrl+Right");
  EXPECT_EQ(titles(drive, "Doing"), (Titles{"Price notice", "Send study", "Fixed card"}));
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Send study") << "the keyboard stays with it";
  drive.press("Ctrl+Right");
  EXPECT_EQ(titles(drive, "Done"), (Titles{"Send study"}));
  drive.press("Ctrl+Right");
  EXPECT_EQ(wall.moves.size(), 5u) << "there is no column behind the last one";
  drive.focus(Role::button, "Fixed card");
  drive.press("Ctrl+Left");
  EXPECT_EQ(wall.moves.size(), 5u) << "this one may not be moved";
}

TEST(Kanban, DraggingAndTheKeyboardGiveTheSameAnswer) {
  Wall by_keys, by_mouse;
  auto keys = stage([&](Ui& ui) { by_keys(ui); });
  keys.focus(Role::button, "Send study");
  keys.press("Ctrl+Right");
  keys.focus(Role::button, "Prepare review");
  keys.press("Ctrl+Down");
  auto mouse = stage([&](Ui& ui) { by_mouse(ui); });
  drag(mouse, "Send study", "Price notice", 0.2f);
  drag(mouse, "Prepare review", "Visit Antwerp", 0.9f);
  ASSERT_EQ(by_mouse.moves.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(by_mouse.moves[i].key, by_keys.moves[i].key);
    EXPECT_EQ(by_mouse.moves[i].column, by_keys.moves[i].column);
    EXPECT_EQ(by_mouse.moves[i].before, by_keys.moves[i].before);
  }
  EXPECT_FALSE(by_mouse.pressed) << "a drag is no press";
  drag(mouse, "Price notice", "Price notice", 0.9f);
  EXPECT_EQ(by_mouse.moves.size(), 2u) << "put back where it was";
}

TEST(Kanban, TheFieldBelowAddsAndIsReadyForTheNext) {
  Wall wall;
  auto drive = stage([&](Ui& ui) { wall(ui); });
  drive.fill("Add action to Done", "Thank the plant");
  ASSERT_EQ(wall.added.size(), 1u);
  EXPECT_EQ(wall.added[0].column, 2u);
  EXPECT_EQ(titles(drive, "Done"), (Titles{"Thank the plant"}));
  drive.focus(Role::textbox, "Add action to Done");
  drive.type("One");
  drive.press("Enter");
  drive.type("Two");
  drive.press("Enter");
  EXPECT_EQ(titles(drive, "Done"), (Titles{"Thank the plant", "One", "Two"}));
  EXPECT_EQ(drive.value(Role::textbox, "Add action to Done"), "");
}

TEST(Kanban, OfThousandsOnlyThoseInSightAreDrawnAndAllCanBeReached) {
  Wall wall;
  wall.cards.clear();
  for (std::size_t i = 0; i < 5000; ++i)
    wall.cards.push_back({.key = i + 1,
                          .column = i % 3,
                          .title = "Action " + std::to_string(i),
                          .text = i % 2 == 0 ? "Cancity" : ""});
  auto drive = stage([&](Ui& ui) { wall(ui); });
  EXPECT_LT(drive.all(Role::button, "Action ").size(), 60u);
  EXPECT_EQ(drive.find(Role::group, "To do").description, "1667 cards");
  drive.focus(Role::button, "Action 0");
  drive.press("End");
  ASSERT_NE(drive.focused(), nullptr) << drive.dump();
  EXPECT_EQ(drive.focused()->name, "Action 4998");
  EXPECT_GT(drive.focused()->rect.height, 0) << "scrolled into view";
  drive.press("Ctrl+Right");
  EXPECT_EQ(drive.focused()->name, "Action 4998");
  EXPECT_GT(drive.focused()->rect.height, 0) << "still in view in its new column";
  drive.press("Home");
  EXPECT_EQ(drive.focused()->name, "Action 1");
}

TEST(Kanban, StandsEmptyNarrowAndLarge) {
  Wall wall;
  wall.cards.clear();
  auto drive = stage([&](Ui& ui) { wall(ui); });
  EXPECT_EQ(drive.find(Role::group, "To do").description, "0 cards");
  wall = Wall();
  wall.cards.resize(1);
  drive.shell.set_user_scale(2);
  drive.resize(500, 800);
  EXPECT_EQ(drive.find(Role::group, "To do").description, "1 card");
  drive.focus(Role::button, "Send study");
  drive.press("Ctrl+Right");
  drive.press("Ctrl+Right");
  EXPECT_EQ(drive.focused()->name, "Send study");
  EXPECT_GT(drive.focused()->rect.width, 0) << "the board scrolls to it";
  wall.columns.clear();
  drive.settle();
  EXPECT_TRUE(drive.has(Role::figure, "Actions of this week"));
}
