// The page that is shown, on paper.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "page.h"

namespace keyplan::test {
namespace {

using ui::Node;
using ui::Role;

bool has(const ui::Paper& paper, Role role, std::string_view name) {
  return std::ranges::any_of(paper.tree().nodes(), [&](const Node& node) {
    return node.role == role && node.name.contains(name);
  });
}

class Printing : public testing::Test {
 protected:
  Printing() : page(store) { page.drive.click(Role::link, "Load the sample portfolio"); }
  platform::MemoryStore store;
  Page page;
};

TEST_F(Printing, T7_EveryPageIsPrintedWholeWithoutSideBarAndButtons) {
  for (const char* name :
       {"Portfolio", "Accounts", "Branches", "Priorities", "Forecast", "Whitespace", "Goals",
        "Retention", "Metrics", "Opportunities", "Actions", "Team", "Offerings", "Templates",
        "Share & merge", "Settings"}) {
    page.go(name);
    const auto paper = page.print();
    EXPECT_TRUE(has(*paper, Role::main, name));
    EXPECT_FALSE(has(*paper, Role::navigation, "Keyplan")) << name;
    EXPECT_GE(paper->sheets().size(), 1u) << name;
    EXPECT_LT(paper->sheets().size(), static_cast<std::size_t>(ui::Paper::most_sheets)) << name;
    const auto& nodes = paper->tree().nodes();
    const float bottom = paper->sheets().back().top + paper->sheets().back().height;
    for (const Node& node : nodes)
      EXPECT_LE(node.rect.y + node.rect.height, bottom + 1) << name << ": " << node.name;
  }
}

TEST_F(Printing, T7_RowsThatAreScrolledAwayAreOnPaper) {
  page.drive.resize(1024, 500);
  page.go("Accounts");
  const auto rows = [](const ui::SemanticTree& tree) {
    return std::ranges::count(tree.nodes(), Role::rowheader, &Node::role);
  };
  EXPECT_LT(rows(page.drive.shell.tree()), 24);
  EXPECT_GE(rows(page.print()->tree()), 24);
}

TEST_F(Printing, T7_PaperNamesThePlanAndTheDay) {
  const auto paper = page.print();
  EXPECT_TRUE(has(*paper, Role::paragraph, "22 Nov 2026"));
}

TEST_F(Printing, T7_TheScreenStaysAsItWas) {
  page.go("Accounts");
  page.drive.fill("Filter accounts", "a");
  page.drive.settle();
  const std::string before = page.drive.dump();
  page.print();
  page.drive.settle();
  EXPECT_EQ(page.drive.dump(), before);
}

TEST_F(Printing, T7_TheDarkScreenIsPrintedInLightColours) {
  page.drive.press("Alt+D");
  const auto paper = page.print();
  EXPECT_FALSE(paper->shell().theme().dark);
  EXPECT_TRUE(page.drive.shell.theme().dark);
}

TEST_F(Printing, T7_APageIsPrintedFromTheSearch) {
  page.drive.press("Ctrl+K");
  page.drive.type("print this");
  page.drive.press("Enter");
  EXPECT_EQ(page.machine.prints_of_page, 1);
}

}  // namespace
}  // namespace keyplan::test
