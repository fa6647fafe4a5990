// A page that is printed: all of what scrolls on a screen, cut into sheets between its parts.
#include "ui/paper.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ui/widgets/table.h"
#include "ui/widgets/ui.h"

namespace keyplan::test {
namespace {

using namespace ui;

std::vector<std::string> names(const SemanticTree& tree, Role role) {
  std::vector<std::string> found;
  for (const Node& node : tree.nodes())
    if (node.role == role) found.push_back(node.name);
  return found;
}

void draw_table(Ui& ui, std::size_t rows) {
  const Column columns[] = {{.name = "Name", .flex = 1}};
  Table table = ui.table("Accounts", columns, rows, {.fill = true});
  while (table.next_row()) {
    table.cell();
    ui.text("Account " + std::to_string(table.row()), {.style = TextStyle::small});
  }
}

TEST(Paper, APageThatFitsIsOneSheetAsHighAsItsContent) {
  Paper paper;
  paper.lay_out([](Ui& ui) {
    const auto main = ui.main("Page");
    const auto card = ui.card("Goals");
    ui.text("Grow by a tenth.");
  });
  ASSERT_EQ(paper.sheets().size(), 1u);
  EXPECT_LT(paper.sheets()[0].height, Paper::most_height / 3);
  EXPECT_EQ(names(paper.tree(), Role::main), std::vector<std::string>{"Page"});
}

TEST(Paper, ShowsAllRowsOfATableThatScrollsOnAScreenAndCutsNone) {
  Paper paper;
  paper.lay_out([](Ui& ui) {
    const auto main = ui.main("Page");
    draw_table(ui, 100);
  });
  EXPECT_EQ(names(paper.tree(), Role::rowheader).size(), 100u);
  ASSERT_GT(paper.sheets().size(), 3u);
  for (const Node& node : paper.tree().nodes()) {
    if (node.role != Role::row) continue;
    EXPECT_TRUE(std::ranges::any_of(paper.sheets(), [&](const Sheet& sheet) {
      return node.rect.y >= sheet.top && node.rect.y + node.rect.height <= sheet.top + sheet.height;
    })) << node.name;
  }
}

TEST(Paper, SaysHowManyRowsOfALongTableAreNotPrinted) {
  Paper paper;
  paper.lay_out([](Ui& ui) {
    const auto main = ui.main("Page");
    draw_table(ui, 10'000);
  });
  EXPECT_EQ(names(paper.tree(), Role::rowheader).size(), 250u);
  const auto sentences = names(paper.tree(), Role::paragraph);
  EXPECT_TRUE(std::ranges::contains(sentences, "9750 more rows are not printed."));
  EXPECT_LE(paper.sheets().size(), static_cast<std::size_t>(Paper::most_sheets));
}

TEST(Paper, LeavesOutWhatCanOnlyBePressed) {
  bool answered = false;
  Paper paper;
  paper.lay_out([&](Ui& ui) {
    {
      const auto bar = ui.side_bar("Keyplan");
    }
    const auto main = ui.main("Page");
    answered |= ui.button("Add account");
    answered |= ui.search_field("Search", "").has_value();
    ui.search_field("Filter", "Konex");
    const std::vector<MenuEntry> entries{{.text = "Rename"}};
    answered |= ui.menu("More", entries).has_value();
    ui.banner(Tone::warning, "Two contracts end.", "Show them");
  });
  const SemanticTree& tree = paper.tree();
  EXPECT_FALSE(answered);
  EXPECT_TRUE(names(tree, Role::button).empty());
  EXPECT_TRUE(names(tree, Role::navigation).empty());
  EXPECT_EQ(names(tree, Role::alert), std::vector<std::string>{"Two contracts end."});
  EXPECT_TRUE(
      std::ranges::any_of(tree.nodes(), [](const Node& node) { return node.name == "Filter"; }));
  EXPECT_FALSE(
      std::ranges::any_of(tree.nodes(), [](const Node& node) { return node.name == "Search"; }));
}

Node part(NodeId id, float top, float height, NodeId parent = 0, Role role = Role::paragraph) {
  Node node;
  node.id = id;
  node.parent = parent;
  node.role = role;
  node.rect = {0, top, 100, height};
  return node;
}

TEST(Sheets, AreCutBetweenCardsWhereThatLeavesEnough) {
  SemanticTree tree;
  tree.add(part(1, 0, 700, 0, Role::region));
  tree.add(part(2, 10, 20, 1));
  tree.add(part(3, 700, 600, 0, Role::region));
  tree.add(part(4, 800, 20, 3));
  EXPECT_EQ(cut_into_sheets(tree, 1300, 1000), (std::vector<Sheet>{{0, 700, {}}, {700, 600, {}}}));
}

TEST(Sheets, AreCutBetweenLinesOfACardThatBeginsLate) {
  SemanticTree tree;
  tree.add(part(1, 0, 300, 0, Role::region));
  tree.add(part(2, 300, 900, 0, Role::region));
  tree.add(part(3, 960, 60, 2));
  EXPECT_EQ(cut_into_sheets(tree, 1200, 1000), (std::vector<Sheet>{{0, 960, {}}, {960, 240, {}}}));
}

TEST(Sheets, GoThroughWhatIsHigherThanASheet) {
  SemanticTree tree;
  tree.add(part(1, 0, 2500));
  EXPECT_EQ(cut_into_sheets(tree, 2500, 1000).size(), 3u);
}

TEST(Sheets, RepeatTheHeadOfATableThatGoesOnAndLeaveNoHeadWithoutARow) {
  const auto row = [](NodeId id, float top, std::int64_t place) {
    Node node = part(id, top, 100, 1, Role::row);
    node.row = place;
    return node;
  };
  SemanticTree tree;
  tree.add(part(1, 0, 100, 0, Role::table));
  tree.add(row(2, 950, 1));
  for (NodeId id = 3; id <= 14; ++id)
    tree.add(row(id, 950 + 100 * static_cast<float>(id - 2), static_cast<std::int64_t>(id)));
  const std::vector<Sheet> sheets = cut_into_sheets(tree, 2250, 1000);
  ASSERT_EQ(sheets.size(), 3u);
  EXPECT_EQ(sheets[0].height, 950);  // the head goes with the first row
  EXPECT_TRUE(sheets[1].heads.empty());
  EXPECT_EQ(sheets[1].height, 1000);
  ASSERT_EQ(sheets[2].heads.size(), 1u);
  EXPECT_EQ(sheets[2].heads[0].y, 950);
}

RC_GTEST_PROP(Sheets, TogetherAreThePageAndCutNoLine, ()) {
  SemanticTree tree;
  float top = 0;
  for (NodeId id = 1; id <= *rc::gen::inRange<NodeId>(1, 60); ++id) {
    const auto height = static_cast<float>(*rc::gen::inRange(1, 400));
    tree.add(part(id, top, height));
    top += height + static_cast<float>(*rc::gen::inRange(0, 40));
  }
  const std::vector<Sheet> sheets = cut_into_sheets(tree, top, 1000);
  float at = 0;
  for (const Sheet& sheet : sheets) {
    RC_ASSERT(sheet.top == at);
    RC_ASSERT(sheet.height > 0);
    RC_ASSERT(sheet.height <= 1000);
    at += sheet.height;
    for (const Node& node : tree.nodes())
      RC_ASSERT(!(node.rect.y < at && at < node.rect.y + node.rect.height));
  }
  RC_ASSERT(at == top);
}

}  // namespace
}  // namespace keyplan::test
