#include <gtest/gtest.h>

#include <functional>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using model::Id;
using model::Person;
using test::Page;
using test::SmallPortfolio;
using ui::Role;

struct Cast : SmallPortfolio {
  Id okafor = add(Person{.name = "M. Okafor",
                         .account = {cancity},
                         .job_title = "CEO",
                         .role = model::DecisionRole::decider,
                         .attitude = model::Attitude::neutral,
                         .power = model::Power::high,
                         .owner = {owner},
                         .relationship = model::Relationship::working});
  Id brandt = add(Person{.name = "L. Brandt",
                         .account = {cancity},
                         .job_title = "CFO",
                         .role = model::DecisionRole::economic_buyer,
                         .attitude = model::Attitude::against,
                         .reports_to = {okafor}});
  Id diaz = add(Person{.name = "R. Diaz",
                       .account = {cancity},
                       .job_title = "Procurement",
                       .reports_to = {brandt},
                       .left = analysis::day(2026, 3, 1)});
};

class AccountPeople : public ::testing::Test {
 protected:
  void show() {
    test::open(page, plan.plan);
    page.go("Accounts");
    page.drive.click(Role::link, "Cancity");
    page.drive.click(Role::tab, "People");
  }
  template <class T>
  T one(Id id) {
    const model::Plan now = test::plan_in(page);
    const auto* found = now.find<T>(id);
    EXPECT_NE(found, nullptr);
    return found == nullptr ? T{} : found->data;
  }
  /// What is done, and that one undo takes all of it back.
  void undone(const std::function<void()>& act) {
    const std::string before = page.export_plan();
    act();
    page.drive.press("Escape");  // out of the field that waits for the next one
    page.drive.press("Ctrl+Z");
    EXPECT_EQ(page.export_plan(), before);
  }
  std::string told(std::string_view name) {
    return page.drive.find(Role::button, name).description;
  }
  Cast plan;
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(AccountPeople, S1_TheMapTellsAttitudeOwnerRoleAndWhoLeft) {
  plan.add(model::Influence{.account = {plan.cancity}, .from = {plan.diaz}, .to = {plan.okafor}});
  show();
  EXPECT_EQ(told("M. Okafor"), "CEO, neutral, Ana Keller, decider");
  EXPECT_EQ(told("L. Brandt"),
            "CFO, against, nobody of ours, economic buyer. Reports to M. Okafor.");
  EXPECT_EQ(told("R. Diaz"),
            "Procurement, attitude unknown, nobody of ours, left. Reports to L. Brandt. "
            "Influences M. Okafor.");
  EXPECT_TRUE(page.drive.has(Role::button, "R. Diaz influences M. Okafor"));
}

TEST_F(AccountPeople, S1_APersonIsAddedBelowTheSelectedOneByTypingTheName) {
  show();
  page.drive.click("L. Brandt");
  undone([&] { page.drive.fill("Add person", "K. Weber"); });
  page.drive.fill("Add person", "K. Weber");
  EXPECT_EQ(told("K. Weber"), "attitude unknown, nobody of ours. Reports to L. Brandt.");
  page.drive.click("Select nobody");
  page.drive.fill("Add person", "H. Lind");
  EXPECT_EQ(told("H. Lind"), "attitude unknown, nobody of ours");
}

TEST_F(AccountPeople, S1_DraggingAPersonOntoAnotherChangesWhoTheyReportTo) {
  show();
  undone([&] {
    const ui::DeviceRect from = page.drive.find(Role::button, "R. Diaz").rect;
    const ui::DeviceRect to = page.drive.find(Role::button, "M. Okafor").rect;
    page.drive.mouse_drag(from.x + from.width / 2, from.y + from.height / 2, to.x + to.width / 2,
                          to.y + to.height / 2);
    EXPECT_TRUE(page.drive.shows("left. Reports to M. Okafor."));
  });
}

TEST_F(AccountPeople, S1_TheKeyboardRehangsAPersonAndNobodyEverReportsToSomebodyBelowThem) {
  show();
  page.drive.focus(Role::button, "R. Diaz");
  page.drive.press("M");
  page.drive.press("Delete");
  EXPECT_FALSE(one<Person>(plan.diaz).reports_to);
  page.drive.press("Ctrl+Z");
  page.drive.focus(Role::button, "M. Okafor");
  page.drive.press("M");
  page.drive.press("Down");
  page.drive.press("Enter");
  page.drive.press("Escape");
  EXPECT_FALSE(one<Person>(plan.okafor).reports_to);
}

TEST_F(AccountPeople, S1_ConnectingTwoPeopleAddsAnInfluenceLine) {
  show();
  page.drive.focus(Role::button, "R. Diaz");
  const auto connect = [&] {
    page.drive.focus(Role::button, "R. Diaz");
    page.drive.press("C");
    page.drive.press("Up");
    page.drive.press("Enter");
  };
  undone(connect);
  connect();
  const model::Plan now = test::plan_in(page);
  ASSERT_EQ(now.of_account<model::Influence>(plan.cancity).size(), 1u);
  EXPECT_EQ(now.of_account<model::Influence>(plan.cancity)[0].data.from.id, plan.diaz);
}

TEST_F(AccountPeople, S1_TheSelectedPersonIsChangedInPlace) {
  show();
  page.drive.click("L. Brandt");
  undone([&] {
    page.drive.choose("Attitude", "In favour");
    EXPECT_TRUE(told("L. Brandt").starts_with("CFO, in favour"));
  });
  page.drive.fill("Interests", "Working capital");
  page.drive.choose("Relationship wanted", "Trusts us");
  EXPECT_EQ(one<Person>(plan.brandt).interests, "Working capital");
  EXPECT_EQ(one<Person>(plan.brandt).wanted, model::Relationship::trusted);
}

TEST_F(AccountPeople, S1_EnterOnThePersonOpensAllFields) {
  show();
  page.drive.focus(Role::button, "L. Brandt");
  page.drive.press("Enter");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Person"));
}

TEST_F(AccountPeople, S1_AContactIsLoggedTodayAndLastContactFollowsInTheSameEdit) {
  show();
  page.drive.click("L. Brandt");
  undone([&] { page.drive.fill("Log a contact", "Wants a lower price"); });
  page.drive.fill("Log a contact", "Wants a lower price");
  EXPECT_TRUE(page.drive.shows("Wants a lower price"));
  const model::Plan now = test::plan_in(page);
  const auto contacts = now.of_account<model::Contact>(plan.cancity);
  ASSERT_EQ(contacts.size(), 1u);
  EXPECT_EQ(contacts[0].data.person.id, plan.brandt);
  EXPECT_EQ(contacts[0].data.date, model::Date{page.machine.now().today});
  EXPECT_EQ(now.find<Person>(plan.brandt)->data.last_contact, contacts[0].data.date);
}

TEST_F(AccountPeople, X1_AnActionWithThePersonIsAddedAndOpened) {
  show();
  page.drive.click("M. Okafor");
  page.drive.click("Add action with them");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Action"));
  page.drive.click("Done");
  bool found = false;
  const model::Plan now = test::plan_in(page);
  for (const auto& action : now.of_account<model::Action>(plan.cancity)) {
    if (action.data.person.id != plan.okafor) continue;
    found = true;
    EXPECT_EQ(action.data.owner.id, plan.owner);
  }
  EXPECT_TRUE(found);
}

TEST_F(AccountPeople, S2_CoverageNamesWhatIsMissingAndLeadsToThePerson) {
  show();
  EXPECT_TRUE(page.drive.shows(
      "1 of 2 who decide or hold the budget are in dialogue with us. Not yet: L. Brandt."));
  EXPECT_TRUE(page.drive.shows("No champion yet."));
  EXPECT_TRUE(page.drive.shows("Economic buyer: L. Brandt."));
  EXPECT_TRUE(page.drive.shows("only M. Okafor is in dialogue with us"));
  EXPECT_TRUE(page.drive.shows("2 of 2 had no contact in the last 90 days"));
  page.drive.click(Role::button, "Economic buyer: L. Brandt.");
  EXPECT_TRUE(page.drive.has(Role::heading, "L. Brandt"));
  page.drive.click("Ask M. Okafor for an introduction");
  EXPECT_EQ(test::plan_in(page).of_account<model::Action>(plan.cancity).size(), 2u);
}

TEST_F(AccountPeople, S3_SponsorsTalkedTodayAndTheYearlyCallIsPlanned) {
  plan.add(model::Sponsorship{.purpose = "Renewal",
                              .account = {plan.cancity},
                              .member = {plan.owner},
                              .person = {plan.okafor},
                              .last_talk = analysis::day(2025, 6, 1)});
  show();
  EXPECT_TRUE(page.drive.shows("Due since 1 Jun 2026"));
  undone([&] {
    page.drive.click("Talked today: Ana Keller and M. Okafor");
    EXPECT_TRUE(page.drive.shows("Next talk by"));
  });
  page.drive.click("Plan the yearly call: Ana Keller and M. Okafor");
  EXPECT_TRUE(page.drive.shows("Call planned for"));
  bool yearly = false;
  const model::Plan now = test::plan_in(page);
  for (const auto& action : now.of_account<model::Action>(plan.cancity))
    yearly = yearly || action.data.repeats == model::Repeats::yearly;
  EXPECT_TRUE(yearly);
}

TEST_F(AccountPeople, S3_TheEscalationPathIsAnOrderedList) {
  show();
  page.drive.fill("Add step", "Line stands still");
  page.drive.fill("Add step", "Ticket open for two days");
  EXPECT_TRUE(page.drive.shows("2. Ticket open for two days"));
  undone([&] {
    page.drive.click("Move up: Ticket open for two days");
    EXPECT_TRUE(page.drive.shows("1. Ticket open for two days"));
  });
  EXPECT_TRUE(page.drive.shows("1. Line stands still"));
}

TEST_F(AccountPeople, S1_TheListShowsTheTables) {
  show();
  page.drive.click(Role::radio, "List");
  EXPECT_EQ(page.drive.rows("People").size(), 3u);
  EXPECT_TRUE(page.drive.has(Role::textbox, "Add contact"));
  EXPECT_TRUE(page.drive.has(Role::textbox, "Add influence"));
}

TEST_F(AccountPeople, S1_AnEmptyMapSaysHowToBegin) {
  test::open(page, plan.plan);
  page.go("Accounts");
  page.drive.click(Role::link, "Konex");
  page.drive.click(Role::tab, "People");
  EXPECT_TRUE(page.drive.shows("Nobody yet. Type the name of somebody who decides here."));
  page.drive.fill("Add person", "E. Rossi");
  EXPECT_TRUE(page.drive.has(Role::button, "E. Rossi"));
}

}  // namespace
}  // namespace keyplan
