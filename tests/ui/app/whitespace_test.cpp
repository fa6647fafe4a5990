// Whitespace over the whole book.
#include <gtest/gtest.h>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using analysis::eur;
using model::CellState;
using model::Id;
using model::WhitespaceCell;
using test::Page;
using test::undo_restores;
using ui::Role;

class Whitespace : public ::testing::Test {
 protected:
  void show(int width = 1440, int height = 2200) {
    test::open(page, plan.plan);
    page.drive.resize(width, height);
    page.go("Whitespace");
  }
  Id cell(Id account, Id offering, WhitespaceCell more) {
    more.account = {account};
    more.offering = {offering};
    return plan.add(std::move(more));
  }
  void paste(std::string text) {
    page.machine.deliver(platform::FilesArrived{.source = platform::FileSource::pasted,
                                                .files = {{"Pasted text.txt", std::move(text)}}});
    page.drive.settle();
  }
  std::string text_of(std::string_view unit_and_offering) {
    const auto found = page.drive.all(Role::gridcell, std::string(unit_and_offering) + ": ");
    return found.empty() ? "" : found.front()->name.substr(unit_and_offering.size() + 2);
  }

  test::SmallPortfolio plan;
  Id service = plan.add(model::Offering{.name = "Service", .family = "Care"});
  Id parts = plan.add(model::Offering{.name = "Parts", .family = "Goods"});
  Id rival = plan.add(model::Competitor{.name = "Rivalis"});
  Id owned = cell(plan.cancity, service,
                  {.state = CellState::owned,
                   .potential = eur(500'000),
                   .current = eur(180'000),
                   .adoption = {60'00}});
  Id free = cell(plan.konex, service, {.state = CellState::free, .potential = eur(100'000)});
  Id taken = cell(plan.konex, parts,
                  {.state = CellState::competitor,
                   .potential = eur(80'000),
                   .competitor = {rival},
                   .until = day(2027, 3, 31)});
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(Whitespace, W1_EveryAccountByEveryOfferingSaysWhereWeStand) {
  show();
  EXPECT_EQ(text_of("Cancity, Service"), "owned");
  EXPECT_EQ(text_of("Konex, Service"), "\u20ac100\u00a0k");
  EXPECT_EQ(text_of("Konex, Parts"), "rival");
  EXPECT_EQ(text_of("Treequote, Parts"), "free");
  const auto rival_cell = page.drive.find(Role::gridcell, "Konex, Parts: rival");
  EXPECT_EQ(rival_cell.description,
            "Rivalis, until 31 Mar 2027, \u20ac80\u00a0k a year still to be won");
}

TEST_F(Whitespace, W1_TheFiguresOfTheBookExplainThemselves) {
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Whitespace"), "\u20ac420\u00a0k");
  EXPECT_EQ(page.drive.find(Role::button, "Whitespace").description,
            "and \u20ac80\u00a0k at competitors");
  EXPECT_EQ(page.drive.value(Role::button, "Penetration"), "12.5%");
  EXPECT_EQ(page.drive.value(Role::button, "Adoption"), "60.0%");
  page.drive.focus(Role::button, "Share of potential");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("spend with us / potential, by value")) << page.drive.dump();
}

TEST_F(Whitespace, W1_ShareOfWalletIsOfWhatTheySpendAndNotOfThePotential) {
  plan.set<&model::Account::category_spend>(plan.cancity, eur(19'200'000));
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Share of wallet"), "25.0%");
  EXPECT_EQ(page.drive.find(Role::button, "Share of wallet").description,
            "where their spend is entered");
  EXPECT_EQ(page.drive.value(Role::button, "Share of potential"), "26.5%");
  page.drive.focus(Role::button, "Share of wallet");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("our revenue / what they spend on what we sell"))
      << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Left out: spend not known"));
}

TEST_F(Whitespace, W1_WithoutTheirSpendThereIsNoShareOfWallet) {
  show();
  EXPECT_FALSE(page.drive.has(Role::button, "Share of wallet"));
  EXPECT_TRUE(page.drive.has(Role::button, "Share of potential"));
}

TEST_F(Whitespace, W3_CrossSellAndUpSellAreTotalled) {
  show();
  const auto figure = page.drive.find(Role::button, "Cross-sell");
  EXPECT_FALSE(figure.value.empty());
  EXPECT_TRUE(page.drive.has(Role::button, "Up-sell"));
}

TEST_F(Whitespace, W1_CellsShowSpendShareAndAdoptionToo) {
  show();
  page.drive.click(Role::radio, "Share of potential");
  EXPECT_EQ(text_of("Cancity, Service"), "36%");
  page.drive.click(Role::radio, "Adoption");
  EXPECT_EQ(text_of("Cancity, Service"), "60%");
  page.drive.click(Role::radio, "Spend");
  EXPECT_EQ(text_of("Cancity, Service"), "\u20ac180\u00a0k");
  EXPECT_EQ(text_of("Treequote, Parts"), "\u00b7") << "nothing";
}

TEST_F(Whitespace, W1_GroupsAddUpTheirAccounts) {
  show();
  page.drive.choose("Rows", "Sector");
  EXPECT_EQ(text_of("Retail (1), Service"), "100%");
  EXPECT_EQ(text_of("Industry (1), Service"), "0%");
  EXPECT_EQ(text_of("Not set (2), Service"), "0%");
  page.drive.click(Role::radio, "Whitespace");
  EXPECT_EQ(text_of("Retail (1), Service"), "\u20ac320\u00a0k");
  EXPECT_EQ(page.drive.find(Role::gridcell, "Retail (1), Service: \u20ac320\u00a0k").description,
            "1 of 1 own it, \u20ac180\u00a0k with us, \u20ac320\u00a0k still to be won");
}

TEST_F(Whitespace, W1_ACellIsFilledAsOneStepAndKeepsTheKeyboardInTheGrid) {
  show();
  page.drive.focus(Role::gridcell, "Cancity, Service: owned");
  page.drive.press("Left");
  page.drive.press("Enter");
  undo_restores(page, [&] { page.drive.choose("State", "Competitor"); });
  page.drive.choose("State", "Competitor");
  EXPECT_EQ(text_of("Cancity, Parts"), "rival");
  undo_restores(page, [&] { page.drive.fill("Their contract ends", "2027-06-30"); });
}

TEST_F(Whitespace, W2_ACellBecomesAnOpportunityAGoalOrAnAction) {
  show();
  page.drive.click(Role::gridcell, "Konex, Service: \u20ac100\u00a0k");
  undo_restores(page, [&] {
    page.drive.click("Make opportunity");
    page.drive.click("Done");
  });
  page.drive.click("Make opportunity");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Opportunity"));
  page.drive.click("Done");
  page.drive.click("Make goal");
  page.drive.click("Done");
  page.drive.click("Make action");
  page.drive.click("Done");
  const model::Plan now = test::plan_in(page);
  const auto deals = now.of_account<model::Opportunity>(plan.konex);
  EXPECT_TRUE(std::ranges::any_of(
      deals, [](const auto& deal) { return deal.data.amount == eur(100'000); }));
  EXPECT_EQ(now.of_account<model::Goal>(plan.konex)[0].data.title, "Sell Service to Konex");
}

TEST_F(Whitespace, W1_ABlockOfASpreadsheetFillsCellsByName) {
  show();
  const std::string block =
      "\tParts\tSERVICE\tBicycles\n"
      "cancity\t120.000,00\t\t5\n"
      "Treequote\tn/a\t75.500,50\t\n"
      "Konex\tRivalis\tabout 5\t\n"
      "Nobody\t1\t2\t\n";
  undo_restores(page, [&] {
    paste(block);
    page.drive.click("Fill 4 cells");
  });
  paste(block);
  EXPECT_TRUE(page.drive.shows("4 cells are filled by the names above and at the left."))
      << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("3 left out"));
  EXPECT_TRUE(page.drive.shows("Column 4: \"Bicycles\" is not here."));
  EXPECT_TRUE(page.drive.shows("Row 5: \"Nobody\" is not here."));
  EXPECT_TRUE(page.drive.shows("Konex, Service: \"about 5\" is neither an amount nor a state."));
  page.drive.click("Fill 4 cells");
  EXPECT_EQ(text_of("Cancity, Parts"), "\u20ac120\u00a0k");
  EXPECT_EQ(text_of("Treequote, Parts"), "\u2014");
  EXPECT_EQ(text_of("Treequote, Service"), "\u20ac76\u00a0k");
}

TEST_F(Whitespace, W1_ABlockWithoutNamesFillsFromTheChosenCellOn) {
  show();
  page.drive.click(Role::gridcell, "Konex, Parts: rival");
  paste("10\t20\n30\t40\n50\t60\n70\t80\n");
  page.drive.click(Role::radio, "Spend with us");
  page.drive.click("Fill 6 cells");
  const model::Plan now = test::plan_in(page);
  EXPECT_EQ(now.find<WhitespaceCell>(taken)->data.current, eur(10));
  EXPECT_EQ(now.find<WhitespaceCell>(free)->data.current, eur(20));
  EXPECT_EQ(now.of_account<WhitespaceCell>(plan.treequote).size(), 2u);
}

TEST_F(Whitespace, W1_WhatIsNoBlockChangesNothing) {
  show();
  const std::string before = file::write(test::plan_in(page));
  paste("  \n\t\n");
  EXPECT_TRUE(page.drive.shows("The clipboard holds no cells."));
  page.drive.press("Escape");
  paste("once upon a time");
  EXPECT_TRUE(page.drive.shows("is neither an amount nor a state."));
  page.drive.click("Keep as it is");
  EXPECT_EQ(file::write(test::plan_in(page)), before);
}

TEST_F(Whitespace, W1_OfferingsAreComparedByAdoptionAndWhatIsLeft) {
  show();
  auto rows = page.drive.rows("Offerings");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0][0], "Service") << "the most whitespace first";
  EXPECT_EQ(rows[0][1], "1 of 4");
  EXPECT_EQ(rows[0][6], "60%");
  EXPECT_EQ(rows[1][7], "1");
  page.drive.click(Role::columnheader, "Offering");
  rows = page.drive.rows("Offerings");
  EXPECT_EQ(rows[0][0], "Parts");
}

TEST_F(Whitespace, W1_WhatCompetitorsHoldComesByTheEndOfTheirContract) {
  show();
  page.drive.click(Role::button, "Konex, Parts: Rivalis, \u20ac80\u00a0k");
  EXPECT_TRUE(page.drive.has(Role::button, "Make goal"));
}

TEST_F(Whitespace, W1_TheFilterAppliesToGridFiguresAndOfferings) {
  show();
  page.drive.fill("Filter accounts", "konex");
  EXPECT_EQ(page.drive.value(Role::button, "Whitespace"), "\u20ac100\u00a0k");
  EXPECT_EQ(page.drive.rows("Offerings")[0][1], "0 of 2");
  EXPECT_EQ(text_of("Cancity, Service"), "");
  page.drive.fill("Filter accounts", "cancity");
  page.drive.choose("Rows", "Sector");
  EXPECT_TRUE(page.drive.shows("No cell is marked as held by a competitor."));
}

TEST_F(Whitespace, W1_TwoThousandAccountsByFiftyOfferingsDrawOnlyWhatIsInSight) {
  for (int i = 0; i < 48; ++i) plan.add(model::Offering{.name = "Offering " + std::to_string(i)});
  for (int i = 0; i < 1996; ++i)
    plan.add(model::Account{.name = "Account " + std::to_string(10'000 + i)});
  show(1440, 900);
  EXPECT_LT(page.drive.all(Role::gridcell, ": ").size(), 600u);
  page.drive.focus(Role::gridcell, page.drive.all(Role::gridcell, ": ").front()->name);
  page.drive.press("Ctrl+End");
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Treequote, Service: free");
}

TEST_F(Whitespace, W1_WithoutOfferingsItSaysWhereToBegin) {
  for (const Id id : {owned, free, taken}) plan.remove(model::Kind::whitespace, id);
  plan.remove(model::Kind::offering, service);
  plan.remove(model::Kind::offering, parts);
  show();
  paste("Account,Revenue\nNordwind,100\nSuedwind,200\n");
  EXPECT_TRUE(page.drive.has(Role::heading, "Import")) << "without cells it is a table as anywhere";
  page.go("Whitespace");
  page.drive.click("Add offerings");
  EXPECT_TRUE(page.drive.has(Role::heading, "Offerings"));
}

}  // namespace
}  // namespace keyplan
