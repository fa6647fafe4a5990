#include <gtest/gtest.h>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using test::names_in;
using test::Page;
using test::SmallPortfolio;
using ui::Role;

class Accounts : public ::testing::Test {
 protected:
  void show() {
    test::open(page, plan.plan);
    page.go("Accounts");
  }
  SmallPortfolio plan;
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(Accounts, StandInTheTreeOfTheirParents) {
  const model::Id first = plan.add(model::Account{.name = "Aarhus", .parent = {plan.konex}});
  show();
  EXPECT_EQ(names_in(page, "Accounts"),
            (std::vector<std::string>{"Cancity", "Konex", "Aarhus", "Konex Berlin", "Treequote",
                                      "Without account"}));
  // By anything else they stand alone, and say whose part they are.
  page.drive.click(Role::columnheader, "FY2026 €M");
  EXPECT_TRUE(page.drive.shows("part of Konex"));
  static_cast<void>(first);
}

TEST_F(Accounts, WhoseParentIsMissingNeedAHome) {
  plan.set<&model::Account::parent>(plan.treequote, model::Id{12345});
  show();
  const auto& row = page.drive.find(Role::row, "Treequote");
  EXPECT_TRUE(page.drive.shows("Needs a home"));
  EXPECT_EQ(page.drive.all(Role::row, "Treequote").size(), 1u) << row.name;
}

TEST_F(Accounts, AreFilteredByOwnerAndSector) {
  show();
  page.drive.choose("Sector", "Industry");
  EXPECT_EQ(names_in(page, "Accounts"), (std::vector<std::string>{"Konex"}));
  page.drive.click("Show all");
  page.drive.choose("Owner", "Ana Keller");
  EXPECT_EQ(names_in(page, "Accounts").size(), 4u);
}

TEST_F(Accounts, AreFoundByBeginningsOfWordsWithoutTheirAccents) {
  plan.add(model::Account{.name = "M\u00fcller Antriebe", .city = "K\u00f6ln"});
  show();
  page.drive.fill("Filter accounts", "MUL koln");
  EXPECT_EQ(names_in(page, "Accounts"), (std::vector<std::string>{"M\u00fcller Antriebe"}));
}

TEST_F(Accounts, ThatAreRemovedOfferTheWayBackAtOnce) {
  show();
  page.drive.click(Role::link, "Treequote");
  page.drive.click("Remove account");
  page.drive.click("Remove");
  EXPECT_TRUE(page.drive.shows("Done: remove Treequote."));
  page.drive.click("Undo");
  EXPECT_NE(test::plan_in(page).find<model::Account>(plan.treequote), nullptr);
}

TEST_F(Accounts, TakeTheirParentFromAListThatIsSearched) {
  for (int i = 0; i < 30; ++i) plan.add(model::Account{.name = "Branch " + std::to_string(i)});
  const model::Id lodz = plan.add(model::Account{.name = "\u0141\u00f3d\u017a Works"});
  show();
  page.drive.fill("Filter accounts", "Treequote");
  page.drive.click(Role::link, "Treequote");
  page.drive.focus(Role::combobox, "Parent");
  page.drive.type("lod");
  page.drive.press("Enter");
  EXPECT_EQ(page.drive.value(Role::combobox, "Parent"), "\u0141\u00f3d\u017a Works");
  EXPECT_EQ(test::plan_in(page).find<model::Account>(plan.treequote)->data.parent.id, lodz);
  page.drive.choose("Parent", "None");
  EXPECT_FALSE(test::plan_in(page).find<model::Account>(plan.treequote)->data.parent);
}

TEST_F(Accounts, KeepLongNotesWithTheirLines) {
  show();
  page.drive.click(Role::link, "Treequote");
  page.drive.focus(Role::textbox, "Notes");
  page.drive.type("They pay late.");
  page.drive.press("Enter");
  page.drive.type("Ask for a deposit.");
  page.drive.press("Alt+1");
  EXPECT_EQ(test::plan_in(page).find<model::Account>(plan.treequote)->data.notes,
            "They pay late.\nAsk for a deposit.");
}

TEST_F(Accounts, ShowWhatIsForecastForThePlannedYear) {
  show();
  page.drive.click(Role::columnheader, "Forecast \u20acM");
  EXPECT_EQ(names_in(page, "Accounts").front(), "Cancity");
  EXPECT_TRUE(page.drive.has(Role::gridcell, "4.04"));
  page.drive.click(Role::link, "Cancity");
  EXPECT_EQ(page.drive.value(Role::button, "Forecast FY2027"), "\u20ac4.0\u00a0M");
}

TEST_F(Accounts, OpenFromTheirName) {
  show();
  page.drive.click(Role::link, "Konex Berlin");
  EXPECT_TRUE(page.drive.has(Role::heading, "Konex Berlin")) << page.drive.dump();
}

TEST_F(Accounts, SeveralAreRemovedAtOnceAndOneUndoBringsThemBack) {
  show();
  page.drive.focus(Role::row, "Konex");
  page.drive.press("Space");
  page.drive.press("Down");
  page.drive.press("Down");
  page.drive.press("Space");
  page.drive.click("Remove 2");
  EXPECT_TRUE(page.drive.shows("5 records that belong to them")) << page.drive.dump();
  page.drive.click("Remove");
  model::Plan now = test::plan_in(page);
  EXPECT_EQ(now.table<model::Account>().size(), 2u);
  ASSERT_NE(now.find<model::Account>(plan.berlin), nullptr);
  EXPECT_FALSE(now.find<model::Account>(plan.berlin)->data.parent);
  EXPECT_EQ(now.of_account<model::Revenue>(plan.konex).size(), 0u);
  page.drive.press("Ctrl+Z");
  now = test::plan_in(page);
  EXPECT_EQ(now.table<model::Account>().size(), 4u);
  EXPECT_EQ(now.of_account<model::Revenue>(plan.konex).size(), 2u);
  EXPECT_EQ(now.find<model::Account>(plan.berlin)->data.parent.id, plan.konex);
}

}  // namespace
}  // namespace keyplan
