#include "account_page.h"

namespace keyplan {
namespace {

using test::undo_restores;
using ui::Role;

class AccountHistoryTab : public test::AccountPage {
 protected:
  std::vector<std::vector<std::string>> changes() { return page.drive.rows("What changed"); }
};

TEST_F(AccountHistoryTab, T2_TellsWhoChangedWhatAndWhenTheLatestFirst) {
  plan.plan.begin_session({.random = 9, .unix_minutes = 29'700'000, .who = "Bea Lind"});
  plan.set<&model::Account::sector>(plan.cancity, std::string("Wholesale"));
  show("History");
  ASSERT_GE(changes().size(), 3u) << page.drive.dump();
  EXPECT_EQ(changes()[0],
            (std::vector<std::string>{"21 Jun 2026", "Bea Lind",
                                      "Changed Sector of \u201CCancity\u201D to Wholesale"}));
  EXPECT_EQ(changes()[1][1], "Unknown");
  page.drive.click(Role::tab, "Overview");
  page.drive.fill("Region", "Benelux");
  page.drive.click(Role::tab, "History");
  EXPECT_EQ(changes()[0][2], "Changed Region of \u201CCancity\u201D to Benelux");
}

TEST_F(AccountHistoryTab, T2_AChangeOpensItsRecord) {
  show("History");
  page.drive.focus(Role::row, changes()[0][2]);
  page.drive.press("Enter");
  EXPECT_FALSE(page.drive.all(Role::dialog).empty()) << page.drive.dump();
}

TEST_F(AccountHistoryTab, T2_RemovedRecordsAreTold) {
  const model::Id call = plan.add(model::Action{.title = "Call them", .account = {plan.cancity}});
  plan.remove(model::Kind::action, call);
  show("History");
  EXPECT_EQ(changes()[0][2], "Removed \u201CCall them\u201D");
}

TEST_F(AccountHistoryTab, T2_OneGoesBackSeveralStepsAtOnceAndForwardAgain) {
  show("Overview");
  const std::string before = page.export_plan();
  page.drive.fill("Region", "Benelux");
  page.drive.fill("Sector", "Wholesale");
  page.drive.fill("City", "Delft");
  page.drive.click(Role::tab, "History");
  const auto steps = page.drive.all(Role::button, "Change ");
  ASSERT_EQ(steps.size(), 3u) << page.drive.dump();
  EXPECT_EQ(steps[0]->description, "undo this");
  EXPECT_EQ(steps[2]->description, "back to before this");
  EXPECT_EQ(steps[2]->name, "Change region of Cancity");
  page.drive.click(Role::button, steps[2]->name);
  EXPECT_TRUE(page.export_plan() == before) << "undo left traces";
  EXPECT_TRUE(page.drive.all(Role::button, "Change ").empty());
  for (int i = 0; i < 3; ++i) page.drive.press("Ctrl+Shift+Z");
  const auto& account = now().find<model::Account>(plan.cancity)->data;
  EXPECT_EQ(account.region, "Benelux");
  EXPECT_EQ(account.sector, "Wholesale");
  EXPECT_EQ(account.city, "Delft");
}

TEST_F(AccountHistoryTab, T2_OneGoesBackToTheStepInTheMiddle) {
  show("Overview");
  page.drive.fill("Region", "Benelux");
  const std::string first = page.export_plan();
  page.drive.fill("Sector", "Wholesale");
  page.drive.fill("City", "Delft");
  page.drive.click(Role::tab, "History");
  page.drive.click(Role::button, "Change sector of Cancity");
  const auto& account = now().find<model::Account>(plan.cancity)->data;
  EXPECT_EQ(account.region, "Benelux");
  EXPECT_EQ(account.sector, "Retail");
  EXPECT_TRUE(account.city.empty());
  EXPECT_EQ(page.drive.all(Role::button, "Change ").size(), 1u);
}

}  // namespace
}  // namespace keyplan
