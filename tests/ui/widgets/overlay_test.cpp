#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

TEST(Dialog, HoldsTheFocusAndClosesWithEsc) {
  bool open = false;
  int outside = 0;
  auto drive = stage([&](Ui& ui) {
    {
      auto main = ui.main("Start");
      if (ui.button("Delete account")) open = true;
      if (ui.button("Outside")) ++outside;
    }
    if (auto dialog = ui.dialog("Delete Cancity?", open)) {
      ui.text("You can undo this.");
      auto buttons = ui.dialog_buttons();
      if (ui.button("Cancel")) open = false;
      if (ui.button("Delete", Emphasis::danger)) open = false;
    }
  });
  drive.click("Delete account");
  ASSERT_TRUE(drive.has(Role::dialog, "Delete Cancity?")) << drive.dump();
  EXPECT_TRUE(drive.find(Role::dialog, "Delete Cancity?").modal);
  for (int i = 0; i < 5; ++i) {
    drive.press("Tab");
    ASSERT_NE(drive.focused(), nullptr);
    EXPECT_TRUE(drive.focused()->name == "Cancel" || drive.focused()->name == "Delete")
        << drive.focused()->name;
  }
  drive.act(drive.find(Role::button, "Outside"), ActionKind::press);
  drive.mouse_click(drive.find(Role::button, "Outside"));
  EXPECT_EQ(outside, 0);
  drive.press("Esc");
  EXPECT_FALSE(open);
  EXPECT_FALSE(drive.has(Role::dialog, "Delete Cancity?"));
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Delete account") << "the focus comes back";
  drive.click("Delete account");
  drive.click("Cancel");
  EXPECT_FALSE(open);
  drive.click("Outside");
  EXPECT_EQ(outside, 1);
}

TEST(Dialog, ThatIsNoLongerDrawnDoesNotBlockThePage) {
  bool open = true, shown = true;
  int pressed = 0;
  auto drive = stage([&](Ui& ui) {
    {
      auto main = ui.main("Start");
      if (ui.button("Go on")) ++pressed;
    }
    if (shown)
      if (auto dialog = ui.dialog("Question", open)) ui.text("Sure?");
  });
  shown = false;
  drive.settle();
  drive.mouse_click(drive.find(Role::button, "Go on"));
  EXPECT_EQ(pressed, 1);
}

TEST(Palette, IsDrivenByTheKeyboardAlone) {
  PaletteState state;
  const std::vector<PaletteEntry> commands = {
      {"Add account", "Command", "Ctrl+N"}, {"Konex", "Account", ""}, {"Kan-code", "Account", ""}};
  std::string chosen;
  auto drive = stage([&](Ui& ui) {
    if (ui.shortcut("Ctrl+K")) state = {.open = true};
    {
      auto main = ui.main("Start");
      ui.button("Import");
    }
    std::vector<PaletteEntry> found;
    for (const PaletteEntry& entry : commands)
      if (entry.title.find(state.query) != std::string::npos) found.push_back(entry);
    if (auto index = ui.palette("Search", state, found))
      chosen = found[static_cast<std::size_t>(*index)].title;
  });
  drive.press("Ctrl+K");
  EXPECT_TRUE(drive.has(Role::dialog, "Search"));
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->role, Role::searchbox);
  drive.type("K");
  EXPECT_EQ(drive.all(Role::option).size(), 2u) << drive.dump();
  drive.press("Down");
  drive.press("Enter");
  EXPECT_EQ(chosen, "Kan-code");
  EXPECT_FALSE(state.open);
  EXPECT_FALSE(drive.has(Role::dialog, "Search"));
  drive.press("Ctrl+K");
  drive.press("Esc");
  EXPECT_FALSE(state.open);
  drive.press("Ctrl+K");
  drive.click(Role::option, "Add account");
  EXPECT_EQ(chosen, "Add account");
}

TEST(Toast, OffersUndoIsAnnouncedAndGoesByItself) {
  Toast toast{.text = "Deleted 3 actions.", .action = "Undo", .serial = 1};
  int undone = 0;
  auto drive = stage([&](Ui& ui) {
    {
      auto main = ui.main("Start");
      ui.button("Import");
    }
    switch (ui.toast(toast)) {
      case ToastAnswer::action:
        ++undone;
        [[fallthrough]];
      case ToastAnswer::closed:
        toast = {};
        break;
      case ToastAnswer::none:
        break;
    }
  });
  EXPECT_EQ(drive.take_announcements(), std::vector<std::string>{"Deleted 3 actions."});
  drive.click("Undo");
  EXPECT_EQ(undone, 1);
  EXPECT_FALSE(drive.has(Role::button, "Undo"));
  toast = {.text = "Saved.", .serial = 2};
  drive.settle();
  ASSERT_TRUE(drive.shell.next_wake());
  drive.wait(9);
  EXPECT_FALSE(drive.shows("Saved."));
}

TEST(Banner, IsAnAlertWithAButton) {
  bool saved = false;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    saved |= ui.banner(Tone::negative, "This browser does not store anything.", "Save file");
  });
  EXPECT_TRUE(drive.has(Role::alert, "This browser does not store anything."));
  EXPECT_EQ(drive.take_announcements().size(), 1u);
  drive.click("Save file");
  EXPECT_TRUE(saved);
  EXPECT_EQ(drive.take_announcements().size(), 0u) << "said once";
}

namespace {

struct Figure {
  std::optional<int> followed;
  void operator()(Ui& ui) {
    auto main = ui.main("Start");
    const auto answer = ui.key_figure("Revenue FY26", "31.3 M", {.note = "+7.2% on FY25"}, [] {
      return Explanation{.title = "Revenue FY26",
                         .formula = "Sum of the revenue entries of the year",
                         .inputs = {{"Cancity", "4.8 M", true}, {"Others", "26.5 M", false}},
                         .as_of = "as of 22 Nov 2026"};
    });
    if (answer.followed) followed = answer.followed;
    ui.button("Import");
  }
};

}  // namespace

TEST(KeyFigure, ExplainsItselfByKey) {
  Figure figure;
  auto drive = stage([&](Ui& ui) { figure(ui); });
  const Node& node = drive.find(Role::button, "Revenue FY26");
  EXPECT_EQ(node.value, "31.3 M");
  EXPECT_EQ(node.description, "+7.2% on FY25");
  drive.focus(Role::button, "Revenue FY26");
  drive.press("i");
  EXPECT_TRUE(drive.shows("Sum of the revenue entries of the year")) << drive.dump();
  drive.press("Esc");
  EXPECT_FALSE(drive.shows("Sum of the revenue entries of the year"));
  drive.press("i");
  drive.click(Role::link, "Cancity: 4.8 M");
  EXPECT_EQ(figure.followed, 0);
  EXPECT_FALSE(drive.shows("Sum of the revenue entries of the year"));
}

TEST(KeyFigure, ExplainsItselfByHovering) {
  Figure figure;
  auto drive = stage([&](Ui& ui) { figure(ui); });
  drive.mouse_to(drive.find(Role::button, "Revenue FY26"));
  EXPECT_FALSE(drive.shows("Sum of the revenue entries of the year")) << "not at once";
  drive.wait(1);
  EXPECT_TRUE(drive.shows("Sum of the revenue entries of the year"));
  drive.mouse_click(drive.find(Role::link, "Cancity: 4.8 M"));
  EXPECT_EQ(figure.followed, 0);
  drive.mouse_to(drive.find(Role::button, "Import"));
  EXPECT_FALSE(drive.shows("Sum of the revenue entries of the year"));
}

TEST(Progress, CanBeCancelled) {
  bool cancelled = false;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    cancelled |= ui.progress("Importing", 0.4, "40 000 of 100 000 rows");
  });
  EXPECT_EQ(drive.find(Role::progressbar, "Importing").now, 0.4);
  drive.click("Cancel");
  EXPECT_TRUE(cancelled);
}

TEST(EmptyState, IsASentenceAndAButton) {
  bool pressed = false;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    pressed |= ui.empty_state("No goals yet.", "Add goal");
  });
  EXPECT_TRUE(drive.shows("No goals yet."));
  drive.click("Add goal");
  EXPECT_TRUE(pressed);
}
