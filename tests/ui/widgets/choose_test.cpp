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

TEST(Select, LongListIsFilteredByTyping) {
  std::vector<std::string> names;
  for (int i = 0; i < 60; ++i) names.push_back("Account " + std::to_string(i));
  std::vector<std::string_view> views(names.begin(), names.end());
  int owner = -1;
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Start");
    if (auto chosen = ui.select("Account", views, owner, {.clear = "No account"})) owner = *chosen;
  });
  drive.focus(Role::combobox, "Account");
  drive.press("Enter");
  drive.type("unt 4");
  EXPECT_FALSE(drive.has(Role::option, "Account 12"));
  drive.press("Down");
  drive.press("Enter");
  EXPECT_EQ(owner, 40);
  drive.choose("Account", "No account");
  EXPECT_EQ(owner, -1);
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
