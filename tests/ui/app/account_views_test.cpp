#include <gtest/gtest.h>

#include "app/sample.h"
#include "page.h"

namespace keyplan {
namespace {

using test::Page;
using ui::Role;

struct Size {
  int width, height;
};

class AccountViews : public ::testing::TestWithParam<Size> {};

// People, actions and reviews of an account that is planned to the full.
TEST_P(AccountViews, S1_X1_X4_AreDrawnAtEveryWidthWithNothingBesideThePage) {
  platform::MemoryStore store;
  Page page(store, 1, GetParam().width, GetParam().height);
  page.drop({{"sample.keyplan", std::string(app::sample_bytes())}});
  page.drive.press("Ctrl+K");
  page.drive.type("Brauholm Group");
  page.drive.press("Enter");
  struct View {
    std::string_view tab, view;
  };
  for (const View view :
       {View{"People", "Map"}, View{"People", "List"}, View{"Actions", "List"},
        View{"Actions", "Board"}, View{"Actions", "Gantt"}, View{"Actions", "Week"},
        View{"Reviews", "Reviews"}, View{"Reviews", "Engagement plan"},
        View{"Reviews", "Plan, do, check, adjust"}}) {
    page.drive.click(Role::tab, view.tab);
    page.drive.click(Role::radio, view.view);
    // Charts and tables scroll in their own; what stands in the page does not leave it.
    for (const Role role : {Role::textbox, Role::combobox, Role::heading, Role::checkbox}) {
      for (const ui::Node* node : page.drive.all(role)) {
        EXPECT_LE(node->rect.x + node->rect.width, static_cast<float>(GetParam().width))
            << view.view << ": " << node->name;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, AccountViews,
                         ::testing::Values(Size{1440, 900}, Size{1024, 700}, Size{600, 900}));

}  // namespace
}  // namespace keyplan
