#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

TEST(Checkbox, Toggles) {
  bool on = false;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    if (ui.checkbox("Show closed", on)) on = !on;
  });
  drive.click(Role::checkbox, "Show closed");
  EXPECT_TRUE(on);
  EXPECT_EQ(drive.find(Role::checkbox, "Show closed").checked, Tristate::on);
  drive.press("Space");
  EXPECT_FALSE(on);
}

TEST(Chips, ChooseOneOfAFew) {
  int kept = 0;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    if (auto chosen = ui.chips("Keep", {"Yours", "Theirs"}, kept)) kept = *chosen;
  });
  EXPECT_TRUE(drive.has(Role::radiogroup, "Keep"));
  drive.click(Role::radio, "Theirs");
  EXPECT_EQ(kept, 1);
  drive.press("Left");
  drive.press("Enter");
  EXPECT_EQ(kept, 0);
}

TEST(Tabs, TellWhichIsSelected) {
  int tab = 0;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    if (auto chosen = ui.tabs("Parts of the account", {"Overview", "Goals", "People"}, tab))
      tab = *chosen;
  });
  drive.click(Role::tab, "People");
  EXPECT_EQ(tab, 2);
  EXPECT_EQ(drive.find(Role::tab, "People").selected, Tristate::on);
  EXPECT_EQ(drive.find(Role::tab, "People").position, 3);
}

TEST(Select, ShortListWithKeys) {
  int tier = 0;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    if (auto chosen = ui.select("Tier", {"Strategic", "Key", "Growth"}, tier)) tier = *chosen;
  });
  EXPECT_EQ(drive.value(Role::combobox, "Tier"), "Strategic");
  drive.choose("Tier", "Growth");
  EXPECT_EQ(tier, 2);
  EXPECT_EQ(drive.find(Role::combobox, "Tier").expanded, Tristate::off);
  drive.focus(Role::combobox, "Tier");
  drive.press("Enter");
  EXPECT_EQ(drive.find(Role::combobox, "Tier").expanded, Tristate::on);
  drive.press("Up");
  drive.press("Enter");
  EXPECT_EQ(tier, 1);
  drive.press("Enter");
  drive.press("Esc");
  EXPECT_EQ(tier, 1);
  EXPECT_FALSE(drive.has(Role::option, "Key"));
}

namespace {

// A reference to one of many records, as the account screen has it.
class LongSelect : public testing::Test {
 protected:
  LongSelect() {
    names = {"M\u00fcller Antriebe", "Airport Lounge", "Grand Port", "Portland Works",
             "\u0160koda"};
    for (int i = 0; i < 60; ++i) names.push_back("Account " + std::to_string(i));
    for (const std::string& name : names) labels.push_back(name);
  }
  void frame(Ui& ui) {
    auto main = ui.main("Start");
    const std::string_view shown =
        owner < 0 ? std::string_view() : labels[static_cast<std::size_t>(owner)];
    const auto chosen = ui.select("Owner", shown,
                                  [&] {
                                    ++asked;
                                    return Choices{labels, owner};
                                  },
                                  {.placeholder = "None", .clear = "No owner"});
    if (chosen) owner = *chosen;
    ui.button("After");
  }
  std::vector<std::string> options() {
    std::vector<std::string> shown;
    for (const Node* node : drive.all(Role::option)) shown.push_back(node->name);
    return shown;
  }
  // The option the keyboard is on, as screen readers are told.
  std::string active() {
    const Node* field = drive.focused();
    const Node* option = field == nullptr ? nullptr : drive.shell.tree().find(field->active);
    return option == nullptr ? "" : option->name;
  }

  std::vector<std::string> names;
  std::vector<std::string_view> labels;
  int owner = -1;
  int asked = 0;
  Driver drive = stage([this](Ui& ui) { frame(ui); });
};

}  // namespace

TEST_F(LongSelect, IsFilteredByTheBeginningOfWordsWithoutRegardToCaseAndAccents) {
  drive.focus(Role::combobox, "Owner");
  drive.press("Enter");
  drive.type("PORT");
  EXPECT_EQ(options(),
            (std::vector<std::string>{"Portland Works", "Grand Port", "Airport Lounge"}));
  EXPECT_EQ(active(), "Portland Works");
  drive.press("Down");
  EXPECT_EQ(active(), "Grand Port");
  drive.press("Enter");
  EXPECT_EQ(owner, 2);
  EXPECT_FALSE(drive.has(Role::searchbox, "Filter Owner"));
  drive.press("Enter");
  drive.type("mul");
  drive.press("Enter");
  EXPECT_EQ(drive.value(Role::combobox, "Owner"), "M\u00fcller Antriebe");
}

TEST_F(LongSelect, LettersOpenItAndAreItsFilter) {
  drive.focus(Role::combobox, "Owner");
  drive.type("s");
  EXPECT_EQ(drive.value(Role::searchbox, "Filter Owner"), "s");
  drive.type("ko");
  EXPECT_EQ(drive.value(Role::searchbox, "Filter Owner"), "sko");
  drive.press("Enter");
  EXPECT_EQ(owner, 4);
}

TEST_F(LongSelect, KeepsTheKeyboardWhenItWasOpenedWithTheMouse) {
  drive.mouse_click(drive.find(Role::combobox, "Owner"));
  drive.type("mul");
  drive.press("Enter");
  EXPECT_EQ(owner, 0);
  drive.type("port");
  EXPECT_EQ(drive.value(Role::searchbox, "Filter Owner"), "port");
  drive.press("Enter");
  EXPECT_EQ(owner, 3);
}

TEST_F(LongSelect, OffersNoneAsTheFirstOption) {
  owner = 3;
  drive.settle();
  drive.focus(Role::combobox, "Owner");
  drive.press("Enter");
  EXPECT_EQ(active(), "Portland Works") << "it opens at the present choice";
  EXPECT_EQ(options().front(), "No owner");
  drive.type("no own");
  EXPECT_EQ(active(), "No owner");
  drive.press("Enter");
  EXPECT_EQ(owner, -1);
  owner = 3;
  drive.choose("Owner", "No owner");
  EXPECT_EQ(owner, -1);
}

TEST_F(LongSelect, EscLeavesTheChoiceAndGivesTheKeyboardBack) {
  owner = 3;
  drive.focus(Role::combobox, "Owner");
  drive.press("Enter");
  drive.type("acc");
  drive.press("Down");
  drive.press("Esc");
  EXPECT_EQ(owner, 3);
  EXPECT_TRUE(drive.all(Role::option).empty());
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Owner");
  drive.press("Enter");
  EXPECT_EQ(active(), "Portland Works") << "what was typed before is forgotten";
}

TEST_F(LongSelect, SaysThatNothingMatches) {
  drive.focus(Role::combobox, "Owner");
  drive.press("Enter");
  drive.type("zebra");
  EXPECT_TRUE(drive.shows("Nothing matches."));
  drive.press("Enter");
  EXPECT_EQ(owner, -1);
}

TEST_F(LongSelect, TellsScreenReadersTheListAndWhichOptionIsMeant) {
  drive.focus(Role::combobox, "Owner");
  EXPECT_EQ(drive.find(Role::combobox, "Owner").expanded, Tristate::off);
  EXPECT_EQ(drive.find(Role::combobox, "Owner").controls, 0u);
  drive.press("Enter");
  drive.press("Down");
  const Node& combobox = drive.find(Role::combobox, "Owner");
  const Node& list = drive.find(Role::listbox, "Owner");
  EXPECT_EQ(combobox.expanded, Tristate::on);
  EXPECT_EQ(combobox.controls, list.id);
  const Node* option = drive.shell.tree().find(combobox.active);
  ASSERT_NE(option, nullptr);
  EXPECT_EQ(option->name, "M\u00fcller Antriebe");
  EXPECT_EQ(option->position, 2);
  EXPECT_EQ(option->set_size, 66);
  EXPECT_EQ(option->parent, list.id);
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->active, combobox.active);
}

TEST_F(LongSelect, WithTenThousandOptionsDrawsOnlyThoseInSight) {
  labels.clear();
  names.clear();
  for (int i = 0; i < 10'000; ++i) names.push_back("Account " + std::to_string(i));
  for (const std::string& name : names) labels.push_back(name);
  owner = 7'000;
  asked = 0;
  drive.settle();
  EXPECT_EQ(asked, 0) << "while it is closed nobody asks for them";
  drive.focus(Role::combobox, "Owner");
  drive.press("Enter");
  EXPECT_LT(drive.all(Role::option).size(), 16u);
  EXPECT_EQ(active(), "Account 7000");
  EXPECT_GT(drive.find(Role::option, "Account 7000").rect.height, 0) << "in sight";
  drive.press("Down");
  drive.press("PageDown");
  drive.press("Up");
  const Node& option = drive.find(Role::option, active());
  EXPECT_GT(option.position, 7'005);
  EXPECT_EQ(option.set_size, 10'001);
  EXPECT_GT(option.rect.height, 0);
  drive.type("9999");
  EXPECT_EQ(options(), std::vector<std::string>{"Account 9999"});
  drive.press("Enter");
  EXPECT_EQ(owner, 9'999);
}

TEST_F(LongSelect, ScrolledWithTheWheelAnswersTheOptionUnderTheMouse) {
  drive.focus(Role::combobox, "Owner");
  drive.press("Enter");
  drive.mouse_to(drive.find(Role::option, "Airport Lounge"));
  drive.shell.mouse_wheel(0, -3);
  drive.settle();
  EXPECT_EQ(active(), "No owner") << "the keyboard stays where it was";
  drive.mouse_click(drive.find(Role::option, "Account 5"));
  EXPECT_EQ(owner, 10);
}

TEST(Slider, KeysActionsAndMouse) {
  double lever = 0.1;
  int finished = 0;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    const SliderAnswer answer = ui.slider("Cross-sell", lever, {.maximum = 0.5});
    if (answer.changed) lever = answer.value;
    if (answer.finished) ++finished;
  });
  drive.focus(Role::slider, "Cross-sell");
  drive.press("Right");
  EXPECT_NEAR(lever, 0.11, 1e-9);
  drive.act(drive.find(Role::slider, "Cross-sell"), ActionKind::increment);
  EXPECT_NEAR(lever, 0.12, 1e-9);
  drive.act(drive.find(Role::slider, "Cross-sell"), ActionKind::set_value, "0.3");
  EXPECT_NEAR(lever, 0.3, 1e-9);
  EXPECT_EQ(finished, 3);
  const DeviceRect rect = drive.find(Role::slider, "Cross-sell").rect;
  drive.mouse_drag(rect.x + rect.width * 0.5f, rect.y + rect.height / 2, rect.x + rect.width + 50,
                   rect.y);
  EXPECT_NEAR(lever, 0.5, 1e-9);
  EXPECT_EQ(finished, 4) << "one step for the whole drag";
}
