// Long texts: written in the platform's own editor, here the plain one of the driver.
#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

const std::string sentence =
    "They run four warehouses and want to see every pallet, so the first thing to show is the "
    "dock. ";

struct Note {
  std::string notes = "First line";
  std::string name = "Cancity";
  int commits = 0;
  FieldLook look = FieldLook::boxed;
  float space_above = 0;

  void operator()(Ui& ui) {
    auto main = ui.main("Account");
    if (space_above > 0) ui.space(space_above);
    const auto check = [](std::string_view text) {
      return text.find("secret") == std::string_view::npos ? "" : "Leave the secret out.";
    };
    if (auto text = ui.text_field("Notes", notes, {.look = look, .lines = 3}, check)) {
      notes = *text;
      ++commits;
    }
    if (auto text = ui.text_field("Name", name)) name = *text;
  }
};

class Writing : public testing::TestWithParam<FieldLook> {
 protected:
  Note note{.look = GetParam()};
  Driver drive = stage([this](Ui& ui) { note(ui); });

  float height() { return drive.find(Role::textbox, "Notes").rect.height; }
};

}  // namespace

INSTANTIATE_TEST_SUITE_P(Looks, Writing,
                         testing::Values(FieldLook::boxed, FieldLook::in_place,
                                         FieldLook::property));

TEST_P(Writing, GrowsWithWhatIsWrittenAndStaysOneFieldForScreenReaders) {
  const float before = height();
  drive.focus(Role::textbox, "Notes");
  for (int i = 0; i < 24; ++i) drive.type(sentence);
  EXPECT_GT(height(), before + 5 * 20) << "the text is wrapped, not cut";
  EXPECT_EQ(drive.all(Role::textbox, "Notes").size(), 1u);
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Notes");
  const float while_edited = height();
  drive.press("Ctrl+Enter");
  EXPECT_EQ(height(), while_edited) << "nothing jumps when it is committed";
  EXPECT_EQ(note.commits, 1);
}

TEST_P(Writing, EnterBeginsALineAndTabCommitsAndGoesOn) {
  drive.mouse_click(drive.find(Role::textbox, "Notes"));
  drive.type(" and ");
  drive.press("Enter");
  drive.type("Zweite Zeile, Gr\u00fc\u00dfe, \u65e5\u672c\u8a9e");
  EXPECT_EQ(note.notes, "First line") << "not before it is left";
  drive.press("Tab");
  EXPECT_EQ(note.notes, "First line and \nZweite Zeile, Gr\u00fc\u00dfe, \u65e5\u672c\u8a9e");
  EXPECT_EQ(note.commits, 1);
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Name");
}

TEST_P(Writing, EscReverts) {
  drive.focus(Role::textbox, "Notes");
  drive.type("something else");
  EXPECT_EQ(drive.value(Role::textbox, "Notes"), "First linesomething else");
  drive.press("Esc");
  EXPECT_EQ(drive.value(Role::textbox, "Notes"), "First line");
  EXPECT_EQ(note.commits, 0);
}

TEST_P(Writing, LeavingWithTheMouseCommitsAndTheClickCounts) {
  drive.mouse_click(drive.find(Role::textbox, "Notes"));
  drive.press("Ctrl+A");
  drive.type("Rewritten");
  drive.mouse_click(drive.find(Role::textbox, "Name"));
  EXPECT_EQ(note.notes, "Rewritten");
  drive.press("Ctrl+A");
  drive.type("Konex");
  drive.press("Enter");
  EXPECT_EQ(note.name, "Konex");
}

TEST_P(Writing, ARefusedTextStaysWithItsSentence) {
  drive.focus(Role::textbox, "Notes");
  drive.type(", a secret");
  drive.press("Tab");
  EXPECT_EQ(note.notes, "First line");
  EXPECT_TRUE(drive.find(Role::textbox, "Notes").invalid);
  EXPECT_EQ(drive.find(Role::textbox, "Notes").description, "Leave the secret out.");
  EXPECT_EQ(drive.value(Role::textbox, "Notes"), "First line, a secret");
}

TEST_P(Writing, APageThatIsLeftKeepsWhatIsWrittenWithoutEndingIt) {
  drive.focus(Role::textbox, "Notes");
  drive.shell.long_text_input({.text = "Written so far", .caret = 14, .keep = true});
  drive.settle();
  EXPECT_EQ(note.notes, "Written so far");
  drive.type(" and further");
  drive.press("Tab");
  EXPECT_EQ(note.notes, "Written so far and further");
  EXPECT_EQ(note.commits, 2);
}

TEST_P(Writing, TheCaretStartsWhereTheMouseClicked) {
  note.notes = "one\ntwo\nthree";
  drive.settle();
  DeviceRect rect = drive.find(Role::textbox, "Notes").rect;
  drive.mouse_drag(rect.x + 12, rect.y + 34, rect.x + 12, rect.y + 34);
  EXPECT_GE(drive.shell.long_text().caret, 4u);
  EXPECT_LE(drive.shell.long_text().caret, 7u) << "in the second line";
  EXPECT_EQ(drive.shell.long_text().anchor, drive.shell.long_text().caret);
  drive.press("Esc");
  rect = drive.find(Role::textbox, "Notes").rect;
  drive.mouse_drag(rect.x + 1, rect.y + 12, rect.x + 300, rect.y + 34);
  EXPECT_LE(drive.shell.long_text().anchor, 1u);
  EXPECT_EQ(drive.shell.long_text().caret, 7u) << "what the mouse passed is selected";
}

TEST(LongTextField, FollowsThePageAndKeepsTheCaretInSight) {
  Note note{.space_above = 700};
  auto drive = stage([&](Ui& ui) { note(ui); });
  drive.focus(Role::textbox, "Notes");
  std::string text;
  for (int i = 0; i < 60; ++i) text += std::to_string(i) + ". " + sentence + "\n";
  const std::size_t end = text.size();
  drive.shell.long_text_input({.text = text, .caret = end});
  drive.settle();
  const auto caret_shows = [&](int line_from_top) {
    const auto& edited = drive.shell.long_text();
    const float y = edited.box.y + static_cast<float>(line_from_top) * edited.line;
    return y >= edited.seen.y && y + edited.line <= edited.seen.y + edited.seen.height + 4;
  };
  EXPECT_TRUE(caret_shows(60));
  EXPECT_GT(drive.shell.long_text().box.height, 60 * 20);
  EXPECT_LE(drive.shell.long_text().seen.height, 900);
  drive.shell.long_text_input({.text = text, .caret = 0});
  drive.settle();
  EXPECT_TRUE(caret_shows(0));
  const float before = drive.shell.long_text().box.y;
  drive.mouse_to(drive.find(Role::textbox, "Notes"));
  drive.shell.mouse_wheel(0, -2);
  drive.settle();
  EXPECT_LT(drive.shell.long_text().box.y, before) << "the wheel scrolls the page under it";
  EXPECT_EQ(drive.shell.long_text().text, text) << "and editing goes on";
}

TEST(LongTextField, IsAsHighAsThePlatformsEditorSays) {
  Note note;
  auto drive = stage([&](Ui& ui) { note(ui); });
  drive.focus(Role::textbox, "Notes");
  drive.shell.long_text_input({.text = "short", .caret = 5, .height = 400});
  drive.settle();
  EXPECT_GE(drive.find(Role::textbox, "Notes").rect.height, 400);
  drive.press("Esc");
  EXPECT_LT(drive.find(Role::textbox, "Notes").rect.height, 100);
}

TEST(LongTextField, ACommandCommitsWhatIsBeingWritten) {
  Note note;
  bool elsewhere = false;
  auto drive = stage([&](Ui& ui) {
    if (ui.shortcut("Alt+2")) elsewhere = true;
    if (elsewhere && note.commits > 0) {
      auto main = ui.main("Elsewhere");
      return;
    }
    note(ui);
  });
  drive.focus(Role::textbox, "Notes");
  drive.type(", and more");
  drive.press("Alt+2");
  EXPECT_TRUE(elsewhere);
  EXPECT_EQ(note.notes, "First line, and more");
  EXPECT_EQ(drive.shell.long_text().node, 0u);
}

TEST(LongTextField, EscInADialogRevertsTheTextAndKeepsTheDialog) {
  Note note;
  bool open = true;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Page");
    if (auto dialog = ui.dialog("Details", open)) {
      if (auto text = ui.text_field("Notes", note.notes, {.lines = 3})) note.notes = *text;
    }
  });
  drive.focus(Role::textbox, "Notes");
  drive.type("x");
  drive.press("Esc");
  EXPECT_TRUE(open);
  EXPECT_EQ(drive.value(Role::textbox, "Notes"), "First line");
  drive.press("Esc");
  EXPECT_FALSE(open);
}

TEST(WrappedText, BreaksAtBlanksAndNotInsideNumbers) {
  float narrow = 0, wide = 0;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Text");
    const float width = ui.text_width("needs 2.6x coverage, have 2.", TextStyle::label) + 2;
    wide = ui.text_height("needs 2.6x coverage, have 2.0x", TextStyle::label, width);
    narrow = ui.text_height("needs 2.6x coverage, have\n2.0x", TextStyle::label, width);
  });
  EXPECT_EQ(wide, narrow);
  EXPECT_GT(wide, 0);
}

TEST(LongTextField, ComesIntoSightAgainWhenItIsWrittenInAfterTheWindowChanged) {
  Note note;
  auto drive = stage(
      [&](Ui& ui) {
        auto main = ui.main("Account");
        auto columns = ui.columns({3, 2}, {.min_width = 400});
        columns.next();
        {
          auto card = ui.card("Above");
          for (int i = 0; i < 40; ++i) ui.text("A line of text.");
        }
        columns.next();
        auto card = ui.card("Facts");
        if (auto text = ui.text_field("Notes", note.notes, {.lines = 3})) note.notes = *text;
      },
      {.width = 1100, .height = 500});
  drive.focus(Role::textbox, "Notes");
  drive.resize(800, 700);
  EXPECT_EQ(drive.shell.long_text().seen.height, 0) << "stacked, it lies below";
  drive.type("x");
  EXPECT_GT(drive.shell.long_text().seen.height, 0);
}
