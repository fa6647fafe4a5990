#include <gtest/gtest.h>

#include "platform/headless/driver.h"
#include "ui/widgets/ui.h"

using namespace keyplan;
using ui::Role;

TEST(Smoke, ButtonIsFoundAndPressed) {
  int pressed = 0;
  platform::Driver drive([&](ui::Ui& ui) {
    auto main = ui.main("Start");
    if (ui.button("Add account", ui::Emphasis::primary)) ++pressed;
  });
  drive.click("Add account");
  EXPECT_EQ(pressed, 1) << drive.dump();
}
