// Somebody leaves, of ours or of theirs, or a whole account goes: what it costs, and what is done.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using model::Id;
using model::Person;
using test::Page;
using test::SmallPortfolio;
using ui::Role;

// Today is 22 Nov 2026, a Sunday.
struct Cast : SmallPortfolio {
  Id boss = add(model::TeamMember{.name = "Cora Vance"});
  Id bo = add(model::TeamMember{.name = "Bo Lind"});
  Id okafor = add(Person{.name = "M. Okafor",
                         .account = {cancity},
                         .role = model::DecisionRole::decider,
                         .attitude = model::Attitude::neutral,
                         .owner = {owner}});
  Id brandt = add(Person{.name = "L. Brandt",
                         .account = {cancity},
                         .role = model::DecisionRole::champion,
                         .attitude = model::Attitude::champion,
                         .reports_to = {okafor},
                         .owner = {owner}});
  Id weiss = add(Person{.name = "K. Weiss", .account = {konex}, .owner = {owner}});
  Id action = add(model::Action{.title = "Send the offer",
                                .account = {cancity},
                                .person = {brandt},
                                .owner = {owner},
                                .due = day(2026, 12, 1)});
  Id visit = add(model::Visit{
      .purpose = "Plant walk", .account = {konex}, .date = day(2026, 12, 9), .lead = {owner}});
  Id review = add(model::Review{
      .title = "Year review", .account = {cancity}, .date = day(2026, 12, 15), .lead = {owner}});
  Id pairing = add(model::Sponsorship{
      .purpose = "Yearly talk", .account = {cancity}, .member = {owner}, .person = {okafor}});
  Id step = add(model::Escalation{.when = "Line stops", .account = {konex}, .member = {owner}});

  Cast() {
    set<&model::TeamMember::manager>(owner, boss);
    set<&model::Account::renewal>(cancity, day(2027, 2, 1));
  }
};

class Departures : public ::testing::Test {
 protected:
  void show() { test::open(page, plan.plan); }
  void leave() {
    show();
    run("Somebody of ours leaves");
    page.drive.choose("Who leaves", "Ana Keller");
  }
  /// From the command list.
  void run(std::string_view command) {
    page.drive.press("Ctrl+K");
    page.drive.type(command);
    page.drive.press("Enter");
  }
  void people() {
    show();
    page.go("Accounts");
    page.drive.click(Role::link, "Cancity");
    page.drive.click(Role::tab, "People");
  }
  std::vector<model::Action> actions(const model::Plan& now, std::string_view begin) {
    std::vector<model::Action> found;
    for (const auto& record : now.table<model::Action>())
      if (record.data.title.starts_with(begin)) found.push_back(record.data);
    std::ranges::sort(found, {}, &model::Action::title);
    return found;
  }
  Cast plan;
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(Departures, S4_SaysWhatIsExposedAndWhy) {
  leave();
  EXPECT_TRUE(page.drive.shows("Ana Keller leaves us"));
  EXPECT_TRUE(page.drive.shows("Manager: Cora Vance"));
  EXPECT_TRUE(page.drive.shows("Revenue FY2026 exposed"));
  EXPECT_EQ(page.drive.value(Role::button, "Revenue FY2026 exposed"), "\u20ac6.8\u00a0M");
  EXPECT_TRUE(page.drive.shows("Forecast exposed"));
  page.drive.focus(Role::button, "Revenue FY2026 exposed");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("sum of the revenue of the accounts they own"));
  EXPECT_TRUE(page.drive.shows("Konex Berlin"));
}

TEST_F(Departures, S4_SaysWhoCallsWhomUntilWhenAndWhy) {
  leave();
  const auto rows = page.drive.rows("Calls to make");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0][0], "M. Okafor");
  EXPECT_EQ(rows[0][1], "Cora Vance");
  EXPECT_EQ(rows[0][2], "24 Nov 2026");
  EXPECT_EQ(rows[0][3], "M. Okafor decides, and the renewal is on 1 Feb 2027.");
  EXPECT_EQ(rows[2][0], "K. Weiss");
  EXPECT_EQ(rows[2][2], "27 Nov 2026");
}

TEST_F(Departures, S4_SaysForEachAccountWhetherItCanChangeHands) {
  leave();
  const auto rows = page.drive.rows("Accounts in their care");
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0][0], "Cancity");
  EXPECT_EQ(rows[0][3], "Renewal 1 Feb 2027");
  EXPECT_EQ(rows[0][4], "Not without risk");
  EXPECT_TRUE(page.drive.shows("Against: Only they know the champion: L. Brandt."));
  EXPECT_TRUE(page.drive.shows("Against: The renewal is near: 1 Feb 2027."));
  EXPECT_TRUE(page.drive.shows("For: No renewal or contract end is recorded."));
}

TEST_F(Departures, S4_HandsOverInOneStepAndAddsTheCalls) {
  leave();
  page.drive.choose("Successor", "Bo Lind");
  page.drive.choose("Successor at Konex", "Cora Vance");
  EXPECT_EQ(page.drive.rows("Accounts in their care")[1][5], "Cora Vance");
  page.drive.click("Hand over");
  const model::Plan now = test::plan_in(page);
  EXPECT_EQ(now.find<model::Account>(plan.cancity)->data.owner.id, plan.bo);
  EXPECT_EQ(now.find<model::Account>(plan.berlin)->data.owner.id, plan.bo);
  EXPECT_EQ(now.find<model::Account>(plan.konex)->data.owner.id, plan.boss);
  EXPECT_EQ(now.find<Person>(plan.okafor)->data.owner.id, plan.bo);
  EXPECT_EQ(now.find<Person>(plan.weiss)->data.owner.id, plan.boss);
  EXPECT_EQ(now.find<model::Action>(plan.action)->data.owner.id, plan.bo);
  EXPECT_EQ(now.find<model::Visit>(plan.visit)->data.lead.id, plan.boss);
  EXPECT_EQ(now.find<model::Review>(plan.review)->data.lead.id, plan.bo);
  EXPECT_EQ(now.find<model::Sponsorship>(plan.pairing)->data.member.id, plan.bo);
  EXPECT_EQ(now.find<model::Escalation>(plan.step)->data.member.id, plan.boss);
  const auto calls = actions(now, "Call ");
  ASSERT_EQ(calls.size(), 3u);
  EXPECT_EQ(calls[2].title, "Call M. Okafor");
  EXPECT_EQ(calls[2].owner.id, plan.boss) << "the manager calls";
  EXPECT_EQ(calls[2].person.id, plan.okafor);
  EXPECT_EQ(calls[2].due, day(2026, 11, 24));
  EXPECT_TRUE(page.drive.shows("Nothing is in the care of Ana Keller."));
}

TEST_F(Departures, S4_RolesOnAccountsAreHandedOverToo) {
  const Id role = plan.add(model::Assignment{
      .account = {plan.cancity}, .member = {plan.owner}, .role = model::TeamRole::global_manager});
  leave();
  EXPECT_EQ(page.drive.value(Role::group, "Roles on accounts"), "1");
  page.drive.choose("Successor", "Bo Lind");
  page.drive.click("Hand over");
  EXPECT_EQ(test::plan_in(page).find<model::Assignment>(role)->data.member.id, plan.bo);
}

TEST_F(Departures, S4_HandingOverIsTakenBackInOneStep) {
  leave();
  page.drive.choose("Successor", "Bo Lind");
  test::undo_restores(page, [&] {
    page.drive.click("Hand over");
    EXPECT_TRUE(page.drive.shows("Handed over."));
  });
  EXPECT_FALSE(page.drive.shows("Handed over."));
  EXPECT_TRUE(page.drive.has(Role::button, "Hand over"));
}

TEST_F(Departures, S4_ACallThatIsPlannedAlreadyIsNotAskedForAgain) {
  plan.add(
      model::Action{.title = "Call M. Okafor", .account = {plan.cancity}, .person = {plan.okafor}});
  leave();
  page.drive.choose("Successor", "Bo Lind");
  page.drive.click("Hand over");
  EXPECT_EQ(actions(test::plan_in(page), "Call M. Okafor").size(), 1u);
}

TEST_F(Departures, S4_NobodyIsHandedOverToNobody) {
  leave();
  const std::string before = page.export_plan();
  EXPECT_TRUE(page.drive.find(Role::button, "Hand over").disabled);
  EXPECT_EQ(page.export_plan(), before);
}

TEST_F(Departures, S4_ThePackIsAPageToPrintBeforeAndAfter) {
  plan.set<&Person::approach>(plan.okafor, std::string("Short <b>notes</b>"));
  leave();
  page.drive.choose("Successor", "Bo Lind");
  page.machine.saved_files.clear();
  page.drive.click("Save the hand-over pack");
  ASSERT_EQ(page.machine.saved_files.size(), 1u);
  const std::string before = page.machine.saved_files.back().bytes;
  EXPECT_EQ(page.machine.saved_files.back().name, "Hand-over-Ana-Keller-2026-11-22.html");
  for (const std::string_view part :
       {"Hand-over of Ana Keller", "Cancity", "Send the offer", "Plant walk", "Year review",
        "M. Okafor decides", "Bo Lind", "Short &lt;b&gt;notes&lt;/b&gt;", "Line stops"}) {
    EXPECT_TRUE(before.contains(part)) << part;
  }
  page.drive.click("Hand over");
  page.drive.click("Save the hand-over pack");
  EXPECT_EQ(page.machine.saved_files.back().bytes, before) << "what moved is still in it";
}

TEST_F(Departures, S4_WhoCallsIsChosenInTheTableAndPlansTheCall) {
  leave();
  const auto choose = [&] { page.drive.choose("Caller of K. Weiss", "Bo Lind"); };
  test::undo_restores(page, choose);
  choose();
  auto calls = actions(test::plan_in(page), "Call K. Weiss");
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_EQ(calls[0].owner.id, plan.bo);
  EXPECT_EQ(calls[0].due, day(2026, 11, 27));
  EXPECT_EQ(page.drive.rows("Calls to make")[2][1], "Bo Lind");
  EXPECT_TRUE(page.drive.shows("2 of 3 not planned yet"));
  test::undo_restores(page, [&] { page.drive.choose("Caller of K. Weiss", "Cora Vance"); });
  page.drive.choose("Caller of K. Weiss", "Cora Vance");
  calls = actions(test::plan_in(page), "Call K. Weiss");
  ASSERT_EQ(calls.size(), 1u) << "the same action";
  EXPECT_EQ(calls[0].owner.id, plan.boss);
}

TEST_F(Departures, S4_UntilWhenIsChangedInTheTable) {
  leave();
  const auto later = [&] { page.drive.fill("Call M. Okafor until", "2026-11-30"); };
  test::undo_restores(page, later);
  later();
  EXPECT_EQ(page.drive.rows("Calls to make")[0][2], "30 Nov 2026");
  test::undo_restores(page, [&] { page.drive.fill("Call M. Okafor until", "2026-12-01"); });
  page.drive.fill("Call M. Okafor until", "2026-12-01");
  const auto calls = actions(test::plan_in(page), "Call M. Okafor");
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_EQ(calls[0].due, day(2026, 12, 1));
  EXPECT_EQ(calls[0].owner.id, plan.boss) << "who was to call still is";
}

TEST_F(Departures, S4_ACallIsPlannedAndMadeInTheTable) {
  leave();
  test::undo_restores(page, [&] { page.drive.click("Plan the call to L. Brandt"); });
  page.drive.click("Plan the call to L. Brandt");
  test::undo_restores(page, [&] { page.drive.click("The call to L. Brandt was made"); });
  page.drive.click("The call to L. Brandt was made");
  const auto calls = actions(test::plan_in(page), "Call L. Brandt");
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_EQ(calls[0].status, model::ActionStatus::done);
  EXPECT_EQ(calls[0].done_on, day(2026, 11, 22));
  page.drive.choose("Successor", "Bo Lind");
  page.drive.click("Hand over");
  EXPECT_EQ(actions(test::plan_in(page), "Call L. Brandt").size(), 1u) << "not asked for again";
}

TEST_F(Departures, S4_TheCallListStaysAfterHandingOver) {
  leave();
  page.drive.choose("Successor", "Bo Lind");
  page.drive.choose("Caller of K. Weiss", "Bo Lind");
  page.drive.click("Hand over");
  const auto rows = page.drive.rows("Calls to make");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0][1], "Cora Vance");
  EXPECT_EQ(rows[2][1], "Bo Lind");
  page.drive.choose("Caller of M. Okafor", "Bo Lind");
  EXPECT_EQ(actions(test::plan_in(page), "Call M. Okafor")[0].owner.id, plan.bo);
}

TEST_F(Departures, S4_ThePackIsPrintedAsItIsSaved) {
  leave();
  page.drive.choose("Successor", "Bo Lind");
  page.drive.choose("Caller of K. Weiss", "Bo Lind");
  page.drive.fill("Call K. Weiss until", "2026-11-25");
  page.machine.saved_files.clear();
  page.drive.click("Print the hand-over pack");
  EXPECT_TRUE(page.machine.saved_files.empty());
  ASSERT_EQ(page.machine.printed_pages.size(), 1u);
  const std::string printed = page.machine.printed_pages.back();
  EXPECT_TRUE(printed.contains("Hand-over of Ana Keller"));
  EXPECT_TRUE(printed.contains("25 Nov 2026")) << "as the call list was changed";
  page.drive.click("Save the hand-over pack");
  EXPECT_EQ(page.machine.saved_files.back().bytes, printed);
}

TEST_F(Departures, S4_IsReachedFromTheSelectedMemberOfTheTeam) {
  show();
  page.go("Team");
  page.drive.fill("Filter Team", "Ana");
  EXPECT_FALSE(page.drive.has(Role::button, "Leaves us"));
  page.drive.click(Role::row, "Ana Keller");
  page.drive.click("Leaves us");
  EXPECT_TRUE(page.drive.shows("Ana Keller leaves us"));
  page.drive.click("Back to the team");
  EXPECT_TRUE(page.drive.has(Role::grid, "Team"));
}

TEST_F(Departures, S4_SomebodyWithNothingHasNothingToHandOver) {
  show();
  run("Somebody of ours leaves");
  page.drive.choose("Who leaves", "Bo Lind");
  EXPECT_TRUE(page.drive.shows("Nothing is in the care of Bo Lind."));
  EXPECT_FALSE(page.drive.has(Role::button, "Hand over"));
  EXPECT_TRUE(page.drive.shows("They own no account."));
}

TEST_F(Departures, S4_StandsOnANarrowPageInTheWordsOfThePlan) {
  plan.setting<&model::Settings::word_account>(std::string("client"));
  plan.setting<&model::Settings::word_accounts>(std::string("clients"));
  leave();
  page.drive.resize(480, 900);
  EXPECT_TRUE(page.drive.shows("Clients in their care"));
  page.drive.choose("Successor", "Bo Lind");
  page.drive.click("Hand over");
  EXPECT_TRUE(page.drive.shows("Handed over."));
}

TEST_F(Departures, S3_AChampionLeavesAndTheDialogSaysWhatItMeans) {
  people();
  page.drive.click("L. Brandt");
  page.drive.click("L. Brandt has left");
  EXPECT_TRUE(page.drive.has(Role::dialog, "L. Brandt has left"));
  EXPECT_TRUE(page.drive.shows("Send the offer"));
  EXPECT_TRUE(page.drive.shows("Open opportunities worth"));
  EXPECT_TRUE(
      page.drive.has(Role::checkbox, "Thank L. Brandt, and ask where they go and who follows."));
  EXPECT_TRUE(page.drive.has(Role::checkbox, "Stay in touch: a champion takes us along."));
}

TEST_F(Departures, S3_WhoCouldFollowIsSaidWithReasons) {
  plan.add(Person{.name = "T. Ruiz",
                  .account = {plan.cancity},
                  .attitude = model::Attitude::in_favour,
                  .reports_to = {plan.brandt}});
  people();
  page.drive.click("L. Brandt");
  page.drive.click("L. Brandt has left");
  EXPECT_TRUE(page.drive.shows("Reports to L. Brandt. Is in favour of us."));
  EXPECT_TRUE(page.drive.has(Role::checkbox, "Ask L. Brandt for an introduction to T. Ruiz."));
}

TEST_F(Departures, S3_NotingItIsOneStepWithTheActionsThatAreWanted) {
  people();
  page.drive.click("L. Brandt");
  test::undo_restores(page, [&] {
    page.drive.click("L. Brandt has left");
    page.drive.click("Note it");
  });
  page.drive.click("L. Brandt has left");
  page.drive.click(Role::checkbox, "Stay in touch: a champion takes us along.");
  page.drive.click("Note it");
  const model::Plan now = test::plan_in(page);
  EXPECT_EQ(now.find<Person>(plan.brandt)->data.left, day(2026, 11, 22));
  const auto thank = actions(now, "Thank L. Brandt");
  ASSERT_EQ(thank.size(), 1u);
  EXPECT_EQ(thank[0].owner.id, plan.owner);
  EXPECT_EQ(thank[0].person.id, plan.brandt);
  EXPECT_EQ(thank[0].due, day(2026, 11, 24));
  EXPECT_EQ(actions(now, "Confirm 1 open deal").size(), 1u);
  EXPECT_TRUE(actions(now, "Stay in touch").empty());
  EXPECT_FALSE(page.drive.has(Role::button, "L. Brandt has left")) << "they have";
}

TEST_F(Departures, S3_TheRecordOfAPersonLeadsThereToo) {
  people();
  page.drive.click("L. Brandt");
  page.drive.click("Open L. Brandt");
  page.drive.click("Has left");
  EXPECT_TRUE(page.drive.has(Role::dialog, "L. Brandt has left"));
  page.drive.press("Escape");
  EXPECT_FALSE(page.drive.has(Role::dialog, "L. Brandt has left"));
}

TEST_F(Departures, K3_LosingAnAccountSaysWhatHasToBeWonInstead) {
  show();
  page.go("Accounts");
  page.drive.click(Role::link, "Konex");
  page.drive.click(Role::tab, "Health");
  page.drive.click("If we lose this account");
  EXPECT_TRUE(page.drive.has(Role::dialog, "If we lose Konex"));
  // With its branch 2.0 M of 6.8 M; at a win rate of 50 % twice as much has to be offered.
  EXPECT_EQ(page.drive.value(Role::button, "Revenue FY2026 that goes"), "\u20ac2.0\u00a0M");
  EXPECT_EQ(page.drive.value(Role::button, "Share of all revenue"), "29.4%");
  EXPECT_EQ(page.drive.value(Role::button, "New pipeline to make up for it"), "\u20ac4.0\u00a0M");
  EXPECT_TRUE(page.drive.shows("1 branch goes with it."));
}

TEST_F(Departures, K3_TheLossIsNotedWithItsAmountAndOpened) {
  show();
  page.go("Accounts");
  page.drive.click(Role::link, "Konex");
  page.drive.click(Role::tab, "Health");
  test::undo_restores(page, [&] {
    page.drive.click("If we lose this account");
    page.drive.click("Note the loss");
  });
  page.drive.click("If we lose this account");
  page.drive.click("Note the loss");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Loss"));
  page.drive.press("Escape");
  const model::Plan now = test::plan_in(page);
  std::vector<model::Loss> losses;
  for (const auto& loss : now.table<model::Loss>()) losses.push_back(loss.data);
  ASSERT_EQ(losses.size(), 1u);
  EXPECT_EQ(losses[0].account.id, plan.konex);
  EXPECT_EQ(losses[0].amount, analysis::eur(2'000'000));
  EXPECT_EQ(losses[0].date, day(2026, 11, 22));
}

}  // namespace
}  // namespace keyplan
