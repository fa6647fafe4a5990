#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

TEST(Button, IsPressedByActionMouseAndKeys) {
  int pressed = 0;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    ui.button("Import");
    if (ui.button("Add account", Emphasis::primary)) ++pressed;
  });
  drive.click("Add account");
  EXPECT_EQ(pressed, 1);
  drive.mouse_click(drive.find(Role::button, "Add account"));
  EXPECT_EQ(pressed, 2);
  drive.focus(Role::button, "Add account");
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Add account");
  drive.press("Enter");
  EXPECT_EQ(pressed, 3);
  drive.press("Space");
  EXPECT_EQ(pressed, 4);
}

TEST(Button, DisabledSaysWhyAndCannotBePressed) {
  bool pressed = false;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    if (ui.button("Undo", {.disabled_because = "Nothing to undo."})) pressed = true;
  });
  const Node& node = drive.find(Role::button, "Undo");
  EXPECT_TRUE(node.disabled);
  EXPECT_EQ(node.description, "Nothing to undo.");
  drive.mouse_click(node);
  EXPECT_FALSE(pressed);
}

TEST(Focus, TabWalksThroughTheSideBarAndThePage) {
  auto drive = stage([&](Ui& ui) {
    if (auto bar = ui.side_bar("Keyplan")) {
      ui.side_item("Portfolio", {.selected = true});
      ui.side_item("Settings");
    }
    auto main = ui.main("Portfolio");
    ui.button("Import");
    ui.text_field("Name", "Cancity");
    ui.checkbox("Show all", false);
  });
  std::vector<std::string> walked;
  drive.focus(Role::link, "Portfolio");
  for (int i = 0; i < 5; ++i) {
    ASSERT_NE(drive.focused(), nullptr) << drive.dump();
    walked.push_back(drive.focused()->name);
    drive.press("Tab");
  }
  EXPECT_EQ(walked,
            (std::vector<std::string>{"Portfolio", "Settings", "Import", "Name", "Show all"}));
}

TEST(SideBar, TellsTheCurrentPageAndFoldsWhenNarrow) {
  std::string went;
  auto drive = stage([&](Ui& ui) {
    if (auto bar = ui.side_bar("Keyplan"))
      for (const char* page : {"Portfolio", "Accounts"})
        if (ui.side_item(page, {.selected = std::string_view(page) == "Portfolio"})) went = page;
    auto main = ui.main("Portfolio");
    ui.button("Import");
  });
  EXPECT_TRUE(drive.find(Role::link, "Portfolio").current);
  drive.resize(800, 900);
  EXPECT_FALSE(drive.has(Role::link, "Accounts"));
  drive.click("Menu");
  drive.click(Role::link, "Accounts");
  EXPECT_EQ(went, "Accounts");
  EXPECT_FALSE(drive.has(Role::link, "Accounts")) << "choosing a page folds the menu again";
}

TEST(Menu, OffersItsEntries) {
  int chosen = -1;
  const MenuEntry entries[] = {{.text = "Rename"}, {.text = "Delete", .danger = true}};
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    if (const auto entry = ui.menu("More", entries)) chosen = *entry;
  });
  drive.click("More");
  drive.click(Role::menuitem, "Delete");
  EXPECT_EQ(chosen, 1);
  EXPECT_FALSE(drive.has(Role::menuitem, "Rename"));
  drive.focus(Role::button, "More");
  drive.press("Enter");
  drive.press("Down");
  drive.press("Up");
  drive.press("Enter");
  EXPECT_EQ(chosen, 0);
}

TEST(ListRow, IsNamedByTitleAndText) {
  bool pressed = false;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    pressed |= ui.list_row(
        {.chip = "Risk", .chip_tone = Tone::negative, .title = "Konex", .text = "No review"});
  });
  const Node& row = drive.find(Role::button, "Konex: No review");
  EXPECT_EQ(row.description, "Risk");
  drive.click(Role::button, "Konex: No review");
  EXPECT_TRUE(pressed);
}

TEST(Shortcut, WorksFromAnywhere) {
  int undone = 0;
  auto drive = stage([&](Ui& ui) {
    if (ui.shortcut("Ctrl+Shift+Z")) ++undone;
    auto main = ui.main("Start");
    ui.button("Import");
  });
  drive.press("Ctrl+Shift+Z");
  drive.press("Ctrl+Z");
  EXPECT_EQ(undone, 1);
}

TEST(Settling, AnIdlePageAsksForNoFrames) {
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    auto columns = ui.columns({2, 1}, {.fill_page = true});
    for (int i = 0; i < 2; ++i) {
      columns.next();
      auto card = ui.card(i == 0 ? "Goals" : "People");
      ui.text(
          "Text that is long enough to be wrapped in a narrow column of a page with two of them.");
    }
  });
  EXPECT_FALSE(drive.shell.wants_more_frames());
  const std::size_t sent = drive.diffs().size();
  EXPECT_EQ(sent, 1u);
  drive.settle();
  EXPECT_EQ(drive.diffs().size(), sent) << "nothing changed, nothing is sent";
}

TEST(Columns, CardsOfARowAreEquallyHighAndStackWhenNarrow) {
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    auto columns = ui.columns(2);
    columns.next();
    {
      auto card = ui.card("Short");
      ui.text("One line.");
    }
    columns.next();
    auto card = ui.card("Tall");
    for (int i = 0; i < 8; ++i) ui.text("Line.");
  });
  const DeviceRect a = drive.find(Role::region, "Short").rect,
                   b = drive.find(Role::region, "Tall").rect;
  EXPECT_EQ(a.y, b.y);
  EXPECT_EQ(a.height, b.height);
  EXPECT_GT(b.x, a.x + a.width);
  drive.resize(700, 900);
  const DeviceRect c = drive.find(Role::region, "Short").rect,
                   d = drive.find(Role::region, "Tall").rect;
  EXPECT_EQ(c.x, d.x);
  EXPECT_GT(d.y, c.y);
}

TEST(Card, StaysAsHighAsItIsWhenItIsScrolledAway) {
  auto drive = stage(
      [](Ui& ui) {
        auto main = ui.main("Long page");
        for (int i = 0; i < 4; ++i) {
          auto id = ui.id(static_cast<std::uint64_t>(i));
          auto card = ui.card("Card " + std::to_string(i));
          ui.space(500);
          ui.text("Foot of card " + std::to_string(i));
        }
      },
      {.width = 800, .height = 700});
  drive.shell.mouse_move(400, 400);
  for (int i = 0; i < 12; ++i) {
    drive.shell.mouse_wheel(0, -3);
    drive.settle();
  }
  const DeviceRect foot = drive.find(Role::paragraph, "Foot of card 3").rect;
  EXPECT_GT(foot.height, 0) << "the end of the page can be reached";
}
