#include "account_page.h"

namespace keyplan {
namespace {

using analysis::eur;
using model::CellState;
using model::Id;
using model::WhitespaceCell;
using test::undo_restores;
using ui::Role;

class AccountGrowth : public test::AccountPage {
 protected:
  Id service = plan.add(model::Offering{.name = "Service"});
  Id parts = plan.add(model::Offering{.name = "Parts"});
  Id branch = plan.add(model::Account{.name = "Cancity Delft", .parent = {plan.cancity}});
  void cell(Id account, Id offering, WhitespaceCell more) {
    more.account = {account};
    more.offering = {offering};
    plan.add(std::move(more));
  }
  std::vector<std::string> cells() {
    std::vector<std::string> names;
    for (const ui::Node* node : page.drive.all(Role::gridcell, ": ")) names.push_back(node->name);
    return names;
  }
};

TEST_F(AccountGrowth, W1_EachUnitAndOfferingIsOwnedFreeOrTaken) {
  const Id rival = plan.add(model::Competitor{.name = "Rivalis"});
  cell(plan.cancity, service, {.state = CellState::owned, .current = eur(300'000)});
  cell(plan.cancity, parts, {.state = CellState::free, .potential = eur(200'000)});
  cell(branch, service, {.state = CellState::competitor, .competitor = {rival}});
  cell(branch, parts, {.state = CellState::not_applicable});
  show("Growth");
  EXPECT_EQ(cells(), (std::vector<std::string>{
                         "Cancity, Parts: \u20AC200\u00A0k", "Cancity, Service: owned",
                         "Cancity Delft, Parts: \u2014", "Cancity Delft, Service: rival"}))
      << page.drive.dump();
  EXPECT_EQ(page.drive.find(Role::gridcell, "Cancity, Parts: \u20AC200\u00A0k").description,
            "\u20AC200\u00A0k a year still to be won");
}

TEST_F(AccountGrowth, W1_B1_EveryLevelBelowIsThereEachUnderItsParent) {
  const Id harbour = plan.add(model::Account{.name = "Harbour", .parent = {branch}});
  plan.add(model::Account{.name = "Cancity Assen", .parent = {plan.cancity}});
  const Id quay = plan.add(model::Account{.name = "Quay", .parent = {harbour}});
  cell(quay, service, {.state = CellState::free, .potential = eur(70'000)});
  show("Growth");
  std::vector<std::string> units;
  for (const std::string& name : cells())
    if (name.contains(", Service: ")) units.push_back(name.substr(0, name.find(',')));
  EXPECT_EQ(units, (std::vector<std::string>{"Cancity", "Cancity Assen", "Cancity Delft", "Harbour",
                                             "Quay"}));
  EXPECT_TRUE(page.drive.shows("\u20AC70\u00A0k a year still to be won")) << page.drive.dump();
  page.drive.click(Role::gridcell, "Quay, Service: \u20AC70\u00A0k");
  page.drive.fill("Potential", "90000");
  EXPECT_TRUE(page.drive.has(Role::gridcell, "Quay, Service: \u20AC90\u00A0k"));
}

TEST_F(AccountGrowth, W1_ParentsThatGoInACircleEndTheGrid) {
  plan.set<&model::Account::parent>(plan.cancity, branch);
  show("Growth");
  EXPECT_EQ(cells().size(), 4u) << page.drive.dump();
}

TEST_F(AccountGrowth, W1_ACellIsFilledInPlaceAsOneStep) {
  show("Growth");
  page.drive.click(Role::gridcell, "Cancity, Service: free");
  undo_restores(page, [&] { page.drive.fill("Potential", "150000"); });
  EXPECT_TRUE(page.drive.has(Role::gridcell, "Cancity, Service: free")) << page.drive.dump();
  page.drive.fill("Potential", "150000");
  EXPECT_TRUE(page.drive.has(Role::gridcell, "Cancity, Service: \u20AC150\u00A0k"))
      << page.drive.dump();
  page.drive.fill("Adoption", "40");
  const auto cells = now().of_account<WhitespaceCell>(plan.cancity);
  ASSERT_EQ(cells.size(), 1u) << "both are of one cell";
  EXPECT_EQ(cells[0].data.potential, eur(150'000));
  EXPECT_EQ(cells[0].data.adoption.hundredths, 40'00);
  EXPECT_EQ(cells[0].data.offering.id, service);
}

TEST_F(AccountGrowth, W2_ACellBecomesAnOpportunity) {
  cell(branch, service, {.state = CellState::free, .potential = eur(90'000)});
  show("Growth");
  page.drive.click(Role::gridcell, "Cancity Delft, Service: \u20AC90\u00A0k");
  undo_restores(page, [&] {
    page.drive.click("Make opportunity");
    page.drive.click("Done");
  });
  page.drive.click("Make opportunity");
  page.drive.click("Done");
  const auto deals = now().of_account<model::Opportunity>(branch);
  ASSERT_EQ(deals.size(), 1u);
  EXPECT_EQ(deals[0].data.name, "Service for Cancity Delft");
  EXPECT_EQ(deals[0].data.offering.id, service);
  EXPECT_EQ(deals[0].data.amount, eur(90'000));
  EXPECT_EQ(deals[0].data.type, model::DealType::cross_sell) << "W3: it counts as cross-sell";
}

TEST_F(AccountGrowth, W2_ACellBecomesAGoal) {
  show("Growth");
  page.drive.click(Role::gridcell, "Cancity, Service: free");
  undo_restores(page, [&] {
    page.drive.click("Make goal");
    EXPECT_TRUE(page.drive.has(Role::dialog, "Goal"));
    page.drive.click("Done");
  });
  page.drive.click("Make goal");
  page.drive.click("Done");
  const auto goal = only<model::Goal>();
  EXPECT_EQ(goal.title, "Sell Service to Cancity");
  EXPECT_TRUE(goal.grows_revenue);
}

TEST_F(AccountGrowth, W2_ACellBecomesAnAction) {
  show("Growth");
  page.drive.click(Role::gridcell, "Cancity, Service: free");
  undo_restores(page, [&] {
    page.drive.click("Make action");
    EXPECT_TRUE(page.drive.has(Role::dialog, "Action"));
    page.drive.click("Done");
  });
  page.drive.click("Make action");
  page.drive.click("Done");
  bool found = false;
  for (const auto& action : now().of_account<model::Action>(plan.cancity))
    found = found || action.data.title == "Open the talk about Service";
  EXPECT_TRUE(found);
}

TEST_F(AccountGrowth, W1_TheGridWorksWithTheKeyboard) {
  show("Growth");
  page.drive.focus(Role::gridcell, "Cancity, Parts: free");
  page.drive.press("Right");
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Cancity, Service: free");
  page.drive.press("Down");
  EXPECT_EQ(page.drive.focused()->name, "Cancity Delft, Service: free");
  page.drive.press("Enter");
  EXPECT_TRUE(page.drive.has(Role::button, "Make goal"));
}

TEST_F(AccountGrowth, W1_WithoutOfferingsItSaysWhereToBegin) {
  plan.remove(model::Kind::offering, service);
  plan.remove(model::Kind::offering, parts);
  show("Growth");
  EXPECT_TRUE(page.drive.shows("Nothing to sell yet."));
  page.drive.click("Add offerings");
  EXPECT_TRUE(page.drive.has(Role::heading, "Offerings")) << page.drive.dump();
}

}  // namespace
}  // namespace keyplan
