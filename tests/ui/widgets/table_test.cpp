#include "ui/widgets/table.h"

#include <numeric>

#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

const Column columns[] = {{.name = "Account", .flex = 1},
                          {.name = "Tier"},
                          {.name = "Revenue", .align = Align::right},
                          {.name = "Next step", .flex = 1, .priority = 2}};

struct Accounts {
  std::vector<std::size_t> order;
  Sort sort;
  std::optional<std::size_t> opened;
  Selection* selection = nullptr;
  float height = 400;
  int drawn = 0;
  bool copied = false;

  explicit Accounts(std::size_t count) : order(count) { std::iota(order.begin(), order.end(), 0u); }

  void operator()(Ui& ui) {
    auto main = ui.main("Accounts");
    auto card = ui.card("All accounts");
    drawn = 0;
    auto table = ui.table(
        "Accounts", columns, order.size(),
        {.sort = sort, .height = height, .selection = selection, .key = [&](std::size_t row) {
           return order[row] + 1;
         }});
    while (table.next_row()) {
      ++drawn;
      const std::size_t account = order[table.row()];
      table.cell();
      ui.text("Account " + std::to_string(account));
      table.cell();
      ui.badge("Key");
      table.cell();
      ui.number(std::to_string(account * 10));
      table.cell();
      ui.text("QBR");
    }
    if (table.sorted) {
      sort = *table.sorted;
      std::ranges::sort(order);
      if (sort.descending) std::ranges::reverse(order);
    }
    if (table.opened) opened = order[*table.opened];
    if (table.copy_requested) copied = true;
  }
};

}  // namespace

TEST(Table, TellsRowsCellsAndSorting) {
  Accounts accounts(3);
  auto drive = stage([&](Ui& ui) { accounts(ui); });
  EXPECT_EQ(drive.rows("Accounts"),
            (std::vector<std::vector<std::string>>{{"Account 0", "Key", "0", "QBR"},
                                                   {"Account 1", "Key", "10", "QBR"},
                                                   {"Account 2", "Key", "20", "QBR"}}));
  const Node& grid = drive.find(Role::grid, "Accounts");
  EXPECT_EQ(grid.row_count, 4);
  EXPECT_EQ(grid.column_count, 4);
  EXPECT_EQ(drive.find(Role::row, "Account 1").row, 3);
  drive.click(Role::columnheader, "Revenue");
  EXPECT_EQ(accounts.sort, (Sort{2, false}));
  EXPECT_EQ(drive.find(Role::columnheader, "Revenue").sorted, Sorted::ascending);
  drive.click(Role::columnheader, "Revenue");
  EXPECT_EQ(drive.find(Role::columnheader, "Revenue").sorted, Sorted::descending);
  EXPECT_EQ(drive.rows("Accounts")[0][0], "Account 2");
}

TEST(Table, RowsOpenByMouseKeysAndAction) {
  Accounts accounts(5);
  auto drive = stage([&](Ui& ui) { accounts(ui); });
  drive.click(Role::row, "Account 1");
  EXPECT_EQ(accounts.opened, 1u);
  drive.mouse_click(drive.find(Role::row, "Account 3"));
  EXPECT_EQ(accounts.opened, 3u);
  drive.focus(Role::row, "Account 0");
  drive.press("Down");
  drive.press("Down");
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Account 2");
  drive.press("Enter");
  EXPECT_EQ(accounts.opened, 2u);
  drive.press("Ctrl+C");
  EXPECT_TRUE(accounts.copied);
}

TEST(Table, AHundredThousandRowsDrawOnlyWhatIsSeen) {
  Accounts accounts(100000);
  auto drive = stage([&](Ui& ui) { accounts(ui); });
  EXPECT_LT(accounts.drawn, 40);
  EXPECT_EQ(drive.find(Role::grid, "Accounts").row_count, 100001);
  drive.focus(Role::row, "Account 0");
  drive.press("End");
  ASSERT_NE(drive.focused(), nullptr) << drive.dump();
  EXPECT_EQ(drive.focused()->name, "Account 99999");
  EXPECT_EQ(drive.focused()->row, 100001);
  EXPECT_GT(drive.focused()->rect.height, 0) << "scrolled into view";
  EXPECT_LT(accounts.drawn, 40);
  drive.press("PageUp");
  EXPECT_NE(drive.focused()->name, "Account 99999");
  drive.press("Home");
  EXPECT_EQ(drive.focused()->name, "Account 0");
}

TEST(Table, WithoutAHeightThePageScrollsAndRowsAreStillClipped) {
  Accounts accounts(100000);
  accounts.height = 0;
  auto drive = stage([&](Ui& ui) { accounts(ui); });
  EXPECT_LT(accounts.drawn, 60);
  drive.focus(Role::row, "Account 0");
  drive.press("End");
  ASSERT_NE(drive.focused(), nullptr);
  EXPECT_EQ(drive.focused()->name, "Account 99999");
}

TEST(Table, SelectionByMouseAndKeys) {
  Accounts accounts(6);
  Selection selection;
  accounts.selection = &selection;
  auto drive = stage([&](Ui& ui) { accounts(ui); });
  drive.mouse_click(drive.find(Role::row, "Account 1"));
  EXPECT_EQ(selection.keys, (std::unordered_set<std::uint64_t>{2}));
  drive.shell.modifiers(false, true, false, false);
  drive.mouse_click(drive.find(Role::row, "Account 3"));
  EXPECT_EQ(selection.keys, (std::unordered_set<std::uint64_t>{2, 3, 4}));
  drive.shell.modifiers(true, false, false, false);
  drive.mouse_click(drive.find(Role::row, "Account 2"));
  drive.shell.modifiers(false, false, false, false);
  EXPECT_EQ(selection.keys, (std::unordered_set<std::uint64_t>{2, 4}));
  drive.focus(Role::row, "Account 5");
  drive.press("Space");
  EXPECT_TRUE(selection.contains(6));
  drive.press("Ctrl+A");
  EXPECT_EQ(selection.keys.size(), 6u);
  EXPECT_EQ(drive.find(Role::row, "Account 0").selected, Tristate::on);
}

TEST(Table, LeavesOutColumnsWhenSpaceIsShort) {
  Accounts accounts(2);
  auto drive = stage([&](Ui& ui) { accounts(ui); });
  EXPECT_TRUE(drive.has(Role::columnheader, "Next step"));
  drive.resize(340, 700);
  EXPECT_FALSE(drive.has(Role::columnheader, "Next step"));
  EXPECT_EQ(drive.rows("Accounts")[0].size(), 3u);
}

TEST(Table, EditInACellCommits) {
  std::string amount = "12";
  auto drive = stage([&](Ui& ui) {
    auto main = ui.main("Deals");
    auto table = ui.table("Deals", columns, 1, {.openable = false});
    while (table.next_row()) {
      table.cell();
      ui.text("Antwerp");
      table.cell();
      table.cell();
      if (auto text = ui.text_field(
              "##amount", amount,
              {.look = FieldLook::in_place, .align = Align::right, .name = "Amount of Antwerp"}))
        amount = *text;
      table.cell();
    }
  });
  drive.fill("Amount of Antwerp", "14");
  EXPECT_EQ(amount, "14");
  EXPECT_EQ(drive.rows("Deals")[0][2], "14");
}

TEST(Table, EmptySaysSo) {
  Accounts accounts(0);
  auto drive = stage([&](Ui& ui) { accounts(ui); });
  EXPECT_TRUE(drive.shows("Nothing here yet."));
}

TEST(Tsv, QuotesWhatNeedsIt) {
  TsvWriter tsv;
  tsv.cell("Account").cell("Note").end_row();
  tsv.cell("K\"x").cell("a\tb").end_row();
  EXPECT_EQ(tsv.text(), "Account\tNote\n\"K\"\"x\"\t\"a\tb\"\n");
}

namespace {

// 0 with 1 and 2 below it, and 3.
struct Tree {
  struct Row {
    int account;
    TreeRow tree;
  };
  bool open = false;
  std::vector<Row> rows() const {
    std::vector<Row> shown{{0, {.depth = 0, .below = true, .open = open}}};
    if (open) {
      shown.push_back({1, {.depth = 1, .parent = 0}});
      shown.push_back({2, {.depth = 1, .parent = 0}});
    }
    shown.push_back({3, {.depth = 0}});
    return shown;
  }
  void operator()(Ui& ui) {
    auto main = ui.main("Groups");
    const auto shown = rows();
    auto table = ui.table("Groups", columns, shown.size(),
                          {.key = [&](std::size_t row) { return shown[row].account + 1u; },
                           .tree = [&](std::size_t row) { return shown[row].tree; }});
    while (table.next_row()) {
      const std::string name = "Account " + std::to_string(shown[table.row()].account);
      const auto id = ui.id(static_cast<std::uint64_t>(shown[table.row()].account));
      table.row_name(name);
      table.cell();
      ui.text(name);
      for (int i = 0; i < 3; ++i) {
        table.cell();
        ui.text(std::to_string(i));
      }
    }
    if (table.fold) open = table.fold->open;
  }
};

}  // namespace

TEST(TreeTable, TellsLevelsAndWhatIsShown) {
  Tree tree;
  auto drive = stage([&](Ui& ui) { tree(ui); });
  EXPECT_EQ(drive.find(Role::treegrid, "Groups").row_count, 3);
  EXPECT_EQ(drive.find(Role::row, "Account 0").expanded, Tristate::off);
  EXPECT_EQ(drive.find(Role::row, "Account 3").expanded, Tristate::absent);
  drive.click("Show what is below Account 0");
  EXPECT_EQ(drive.find(Role::row, "Account 0").expanded, Tristate::on);
  EXPECT_EQ(drive.find(Role::row, "Account 0").level, 1);
  EXPECT_EQ(drive.find(Role::row, "Account 2").level, 2);
  EXPECT_EQ(drive.rows("Groups")[1], (std::vector<std::string>{"Account 1", "0", "1", "2"}))
      << "each cell is named by its words alone, the last one too";
  drive.click("Hide what is below Account 0");
  EXPECT_EQ(drive.rows("Groups").size(), 2u);
}

TEST(TreeTable, LeftAndRightFoldAndGoUpAndDown) {
  Tree tree;
  auto drive = stage([&](Ui& ui) { tree(ui); });
  drive.focus(Role::row, "Account 0");
  drive.press("Right");
  EXPECT_EQ(drive.rows("Groups").size(), 4u);
  EXPECT_EQ(drive.focused()->name, "Account 0");
  drive.press("Right");
  EXPECT_EQ(drive.focused()->name, "Account 1");
  drive.press("Right");
  EXPECT_EQ(drive.focused()->name, "Account 1") << "nothing is below it";
  drive.press("Down");
  drive.press("Left");
  EXPECT_EQ(drive.focused()->name, "Account 0");
  drive.press("Left");
  EXPECT_EQ(drive.rows("Groups").size(), 2u);
  drive.press("Left");
  EXPECT_EQ(drive.focused()->name, "Account 0");
}
