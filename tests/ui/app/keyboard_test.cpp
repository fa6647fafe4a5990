// The keyboard alone: Tab never gets lost, whatever page or overlay came before.
#include <gtest/gtest.h>

#include "page.h"

namespace keyplan {
namespace {

using test::Page;
using ui::Role;

/// Presses Tab until the thing has the keyboard.
bool tab_to(Page& page, Role role, std::string_view name) {
  for (int presses = 0; presses < 120; ++presses) {
    const ui::Node* node = page.drive.focused();
    if (node != nullptr && node->role == role && node->name == name) return true;
    page.drive.press("Tab");
  }
  return false;
}

TEST(Keyboard, TabStartsAnewOnAPageThatTookTheFocusedThingAway) {
  platform::MemoryStore store;
  Page page(store);
  ASSERT_TRUE(tab_to(page, Role::link, "Load the sample portfolio"));
  page.drive.press("Enter");
  EXPECT_TRUE(tab_to(page, Role::button, "Add account"));
}

TEST(Keyboard, TabGoesOnAfterTheSearchClosed) {
  platform::MemoryStore store;
  Page page(store);
  page.drive.click(Role::link, "Load the sample portfolio");
  page.drive.press("Ctrl+K");
  page.drive.type("Brauholm Group");
  page.drive.press("Enter");
  ASSERT_TRUE(tab_to(page, Role::textbox, "Sector"));
  page.drive.type("Breweries");  // Tab opened the field with everything selected
  page.drive.press("Enter");
  EXPECT_EQ(page.drive.value(Role::textbox, "Sector"), "Breweries");
}

TEST(Keyboard, TheBeginningOfACommandFindsItBeforeRecordsWithTheSameWords) {
  platform::MemoryStore store;
  Page page(store);
  page.drive.click(Role::link, "Load the sample portfolio");
  page.drive.press("Ctrl+K");
  page.drive.type("Go to Goals");
  page.drive.press("Enter");
  EXPECT_TRUE(page.drive.has(Role::main, "Goals")) << page.drive.dump();
}

TEST(Keyboard, TabPassesTwoChartsWhoseBarsHaveTheSameNames) {
  platform::MemoryStore store;
  Page page(store);
  page.drive.press("Alt+N");
  page.drive.fill("Name", "Antwerp Port Services");
  page.drive.click(Role::tab, "Growth");
  page.drive.click("Add revenue");
  page.drive.fill("Amount of Untitled Revenue entry", "1.2m");
  page.drive.click(Role::tab, "Overview");
  EXPECT_TRUE(tab_to(page, Role::textbox, "Sector"));
}

}  // namespace
}  // namespace keyplan
