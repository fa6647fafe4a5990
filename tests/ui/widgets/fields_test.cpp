#include <expected>
#include <utility>

#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

struct Form {
  std::string name = "Cancity";
  std::string notes;
  int amount = 12;
  int commits = 0;
  FieldLook look = FieldLook::boxed;

  void operator()(Ui& ui) {
    auto main = ui.main("Form");
    if (auto text = ui.text_field("Name", name, {.look = look})) {
      name = *text;
      ++commits;
    }
    const auto parse = [](std::string_view text) -> std::expected<int, std::string> {
      int value = 0;
      for (const char c : text) {
        if (c < '0' || c > '9') return std::unexpected("Write a whole number, for example 12.");
        value = value * 10 + (c - '0');
      }
      return value;
    };
    if (auto value = ui.parsed_field("Amount", std::to_string(amount), parse, {.look = look})) {
      amount = *value;
      ++commits;
    }
    if (auto text = ui.text_field("Notes", notes, {.lines = 3})) {
      notes = *text;
      ++commits;
    }
  }
};

}  // namespace

class Field : public testing::TestWithParam<FieldLook> {};
INSTANTIATE_TEST_SUITE_P(Looks, Field,
                         testing::Values(FieldLook::boxed, FieldLook::in_place,
                                         FieldLook::property));

TEST_P(Field, EnterCommitsOnce) {
  Form form{.look = GetParam()};
  auto drive = stage([&](Ui& ui) { form(ui); });
  drive.mouse_click(drive.find(Role::textbox, "Name"));
  drive.press("Ctrl+A");
  drive.type("Konex");
  EXPECT_EQ(form.name, "Cancity") << "not before Enter";
  drive.press("Enter");
  EXPECT_EQ(form.name, "Konex");
  EXPECT_EQ(form.commits, 1);
}

TEST_P(Field, EscReverts) {
  Form form{.look = GetParam()};
  auto drive = stage([&](Ui& ui) { form(ui); });
  drive.focus(Role::textbox, "Name");
  drive.type("Konex");
  drive.press("Esc");
  EXPECT_EQ(form.name, "Cancity");
  EXPECT_EQ(form.commits, 0);
  EXPECT_EQ(drive.value(Role::textbox, "Name"), "Cancity");
}

TEST_P(Field, TabCommitsAndGoesOn) {
  Form form{.look = GetParam()};
  auto drive = stage([&](Ui& ui) { form(ui); });
  drive.focus(Role::textbox, "Name");
  drive.press("Ctrl+A");
  drive.type("Konex");
  drive.press("Tab");
  EXPECT_EQ(form.name, "Konex");
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Amount");
  drive.press("Ctrl+A");
  drive.type("45");
  drive.press("Enter");
  EXPECT_EQ(form.amount, 45);
}

TEST_P(Field, LeavingWithTheMouseCommits) {
  Form form{.look = GetParam()};
  auto drive = stage([&](Ui& ui) { form(ui); });
  drive.mouse_click(drive.find(Role::textbox, "Name"));
  drive.press("Ctrl+A");
  drive.type("Konex");
  drive.mouse_click(drive.find(Role::textbox, "Amount"));
  EXPECT_EQ(form.name, "Konex");
  EXPECT_EQ(form.commits, 1);
}

TEST_P(Field, ARefusedValueStaysWithItsSentence) {
  Form form{.look = GetParam()};
  auto drive = stage([&](Ui& ui) { form(ui); });
  drive.fill("Amount", "12x");
  EXPECT_EQ(form.amount, 12);
  const Node& refused = drive.find(Role::textbox, "Amount");
  EXPECT_TRUE(refused.invalid);
  EXPECT_EQ(refused.value, "12x");
  EXPECT_EQ(refused.description, "Write a whole number, for example 12.");
  EXPECT_EQ(drive.take_announcements(),
            std::vector<std::string>{"Write a whole number, for example 12."});
  drive.focus(Role::textbox, "Amount");
  drive.press("Esc");
  EXPECT_FALSE(drive.find(Role::textbox, "Amount").invalid);
  drive.fill("Amount", "13");
  EXPECT_EQ(form.amount, 13);
}

TEST(SecretField, IsNeitherShownNorToldUntilSomebodyAsks) {
  std::string secret;
  bool shown = false;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Form");
    if (auto text = ui.secret_field("Passphrase", secret, shown, {.help = "Six words."}))
      secret = *text;
  });
  const auto is_told = [&] {
    for (const std::string& diff : drive.diffs())
      if (diff.contains("heron")) return true;
    return false;
  };
  EXPECT_TRUE(drive.find(Role::textbox, "Passphrase").secret);
  EXPECT_EQ(drive.find(Role::textbox, "Passphrase").description, "Six words.");
  drive.mouse_click(drive.find(Role::textbox, "Passphrase"));
  drive.type("heron maple");
  drive.press("Ctrl+A");
  drive.press("Ctrl+C");
  EXPECT_EQ(drive.shell.clipboard(), "");
  drive.press("Enter");
  EXPECT_EQ(secret, "heron maple");
  EXPECT_EQ(drive.value(Role::textbox, "Passphrase"), "");
  EXPECT_EQ(drive.find(Role::textbox, "Passphrase").description,
            "Six words. Filled in, not shown.");
  EXPECT_FALSE(is_told());

  drive.mouse_click(drive.find(Role::button, "Show"));
  EXPECT_FALSE(drive.find(Role::textbox, "Passphrase").secret);
  EXPECT_EQ(drive.value(Role::textbox, "Passphrase"), "heron maple");
  EXPECT_TRUE(is_told());
  drive.mouse_click(drive.find(Role::button, "Hide"));
  EXPECT_TRUE(drive.find(Role::textbox, "Passphrase").secret);
  EXPECT_EQ(drive.value(Role::textbox, "Passphrase"), "");
}

TEST(SecretField, WhatIsBeingTypedIsKeptWhenItIsShown) {
  std::string secret;
  bool shown = false;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Form");
    if (auto text = ui.secret_field("Passphrase", secret, shown)) secret = *text;
  });
  drive.focus(Role::textbox, "Passphrase");
  drive.type("heron");
  drive.mouse_click(drive.find(Role::button, "Show"));
  EXPECT_EQ(drive.value(Role::textbox, "Passphrase"), "heron");
}

TEST(TextField, SeveralLines) {
  Form form;
  auto drive = stage([&](Ui& ui) { form(ui); });
  EXPECT_TRUE(drive.find(Role::textbox, "Notes").multiline);
  drive.focus(Role::textbox, "Notes");
  drive.type("one");
  drive.press("Enter");
  drive.type("two");
  drive.press("Ctrl+Enter");
  EXPECT_EQ(form.notes, "one\ntwo");
}

TEST(TextField, PasteAndCopyGoThroughTheClipboard) {
  Form form;
  auto drive = stage([&](Ui& ui) { form(ui); });
  drive.focus(Role::textbox, "Name");
  drive.press("Ctrl+A");
  drive.press("Ctrl+C");
  EXPECT_EQ(drive.shell.clipboard(), "Cancity");
  drive.paste("K\xC3\xB6ln");
  drive.press("Enter");
  EXPECT_EQ(form.name, "K\xC3\xB6ln");
}

TEST(SearchField, AnswersEveryKeystroke) {
  std::string query;
  std::vector<std::string> seen;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Search");
    if (auto text = ui.search_field("Filter accounts", query)) {
      query = *text;
      seen.push_back(query);
    }
  });
  drive.focus(Role::searchbox, "Filter accounts");
  drive.type("k");
  drive.type("o");
  EXPECT_EQ(seen, (std::vector<std::string>{"k", "ko"}));
  drive.fill("Filter accounts", "x");
  EXPECT_EQ(query, "x");
}

TEST(TextField, ValueSetFromOutsideIsShown) {
  Form form;
  auto drive = stage([&](Ui& ui) { form(ui); });
  form.name = "Renamed elsewhere";
  drive.settle();
  EXPECT_EQ(drive.value(Role::textbox, "Name"), "Renamed elsewhere");
}

TEST(TextField, IsCommittedBeforeAButtonThatIsPressedByNameActs) {
  std::string name, saved;
  for (const bool button_first : {false, true}) {
    auto drive = stage([&](Ui& ui) {
      auto main = ui.main("Form");
      if (button_first && ui.button("Save")) saved = name;
      if (auto text = ui.text_field("Name", name)) name = *text;
      if (!button_first && ui.button("Save")) saved = name;
    });
    name = "Cancity";
    drive.mouse_click(drive.find(Role::textbox, "Name"));
    drive.press("Ctrl+A");
    drive.type("Konex");
    drive.click("Save");  // as voice control does
    EXPECT_EQ(saved, "Konex");
    EXPECT_EQ(std::exchange(saved, {}), name);
  }
}
