// Groups, introductions and the matrix.
#include <gtest/gtest.h>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using analysis::eur;
using model::Account;
using model::Acquaintance;
using model::Assignment;
using model::Id;
using model::Opportunity;
using model::Percent;
using model::Person;
using model::SellingRule;
using model::TeamMember;
using model::TeamRole;
using test::Page;
using test::undo_restores;
using ui::Role;

// Konex with Berlin, which bought for 0.5 M, and Lyon, which buys nothing yet.
class BranchesPage : public ::testing::Test {
 protected:
  void show(int width = 1440, int height = 3600) {
    test::open(page, plan.plan);
    page.drive.resize(width, height);
    page.go("Branches");
  }
  const Account& account(Id id) {
    held_ = test::plan_in(page);
    return held_.find<Account>(id)->data;
  }
  std::vector<std::string> row(std::string_view table, std::string_view name) {
    for (const auto& cells : page.drive.rows(table))
      if (!cells.empty() && cells[0].starts_with(name)) return cells;
    ADD_FAILURE() << "no row " << name;
    return std::vector<std::string>(12);
  }

  test::SmallPortfolio plan;
  Id lyon = plan.add(Account{.name = "Konex Lyon",
                             .parent = {plan.konex},
                             .region = "EMEA",
                             .country = "France",
                             .owner = {plan.owner}});
  Id anna = plan.add(Person{.name = "Anna Weber",
                            .account = {plan.berlin},
                            .role = model::DecisionRole::champion,
                            .relationship = model::Relationship::trusted});
  Id clara = plan.add(
      Person{.name = "Clara Petit", .account = {lyon}, .role = model::DecisionRole::decider});
  Id known = plan.add(Acquaintance{.how = "built the plant together",
                                   .account = {plan.berlin},
                                   .person = {anna},
                                   .knows = {clara},
                                   .strength = model::Power::high});
  platform::MemoryStore store;
  Page page{store};
  model::Plan held_{model::make_plan_id(9, 9)};
};

TEST_F(BranchesPage, B1_TheTreeRollsUpAndFoldsByKeyboard) {
  show();
  EXPECT_EQ(test::names_in(page, "Branches"), std::vector<std::string>{"Konex"})
      << "single accounts are left out while there are groups";
  auto konex = row("Branches", "Konex");
  EXPECT_EQ(konex[1], "1.50");
  EXPECT_EQ(konex[2], "2.00");
  page.drive.focus(Role::row, "Konex");
  page.drive.press("Right");
  EXPECT_EQ(test::names_in(page, "Branches"),
            (std::vector<std::string>{"Konex", "Konex Berlin", "Konex Lyon"}));
  EXPECT_EQ(page.drive.find(Role::row, "Konex").expanded, ui::Tristate::on);
  EXPECT_EQ(page.drive.find(Role::row, "Konex Berlin").level, 2);
  page.drive.press("Right");
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Konex Berlin");
  page.drive.press("Left");
  EXPECT_EQ(page.drive.focused()->name, "Konex") << "from a branch to what it belongs to";
  page.drive.press("Left");
  EXPECT_EQ(page.drive.rows("Branches").size(), 1u);
  page.drive.click("Show what is below Konex");
  EXPECT_EQ(page.drive.rows("Branches").size(), 3u);
  page.drive.click(Role::checkbox, "Single accounts too");
  EXPECT_EQ(page.drive.rows("Branches").size(), 5u);
}

TEST_F(BranchesPage, B1_TheSameBookByRegionAndCountry) {
  show();
  page.drive.click(Role::radio, "By region");
  EXPECT_EQ(test::names_in(page, "Branches"), (std::vector<std::string>{"EMEA", "No region set"}));
  EXPECT_EQ(row("Branches", "EMEA")[2], "4.80");
  page.drive.click("Show what is below EMEA");
  EXPECT_EQ(test::names_in(page, "Branches"),
            (std::vector<std::string>{"EMEA", "Netherlands", "France", "No region set"}));
  page.drive.click("Show what is below France");
  EXPECT_EQ(test::names_in(page, "Branches")[3], "Konex Lyon");
  page.drive.click(Role::radio, "By country");
  EXPECT_EQ(test::names_in(page, "Branches")[0], "Netherlands");
}

TEST_F(BranchesPage, B1_WhatIsInNoGroupOrHasNoRateIsToldAndNotHidden) {
  plan.revenue({}, 2026, eur(100'000));
  plan.revenue(lyon, 2026, analysis::usd(7));
  show();
  EXPECT_TRUE(
      page.drive.shows("All together \u20ac6.9\u00a0M, of it \u20ac100\u00a0k without account."));
  EXPECT_TRUE(page.drive.shows("1 amount in USD is left out: no exchange rate on 31 Dec 2026."));
}

TEST_F(BranchesPage, B1_TheGroupExplainsWhatItAddsUp) {
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Revenue with branches FY2026"), "\u20ac2.0\u00a0M");
  page.drive.focus(Role::button, "Revenue with branches FY2026");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("revenue of the account + revenue of every branch below it"));
  EXPECT_TRUE(page.drive.shows("Konex Berlin"));
}

TEST_F(BranchesPage, B1_AnIntroductionSaysWhyStepByStepAndBecomesAnAction) {
  show();
  EXPECT_TRUE(page.drive.shows("Buys nothing from us yet; Anna Weber could introduce us."));
  EXPECT_TRUE(page.drive.shows("Anna Weber trusts us."));
  EXPECT_TRUE(
      page.drive.shows("Anna Weber and Clara Petit know each other: built the plant together. "
                       "Clara Petit decides."));
  undo_restores(page, [&] { page.drive.click("Make it an action"); });
  page.drive.click("Make it an action");
  const model::Plan after = test::plan_in(page);
  const auto actions = after.of_account<model::Action>(lyon);
  ASSERT_EQ(actions.size(), 1u);
  EXPECT_EQ(actions[0].data.title, "Ask Anna Weber to introduce us to Clara Petit at Konex Lyon");
  EXPECT_EQ(actions[0].data.owner.id, plan.owner);
  EXPECT_TRUE(page.drive.find(Role::button, "Make it an action").disabled);
}

TEST_F(BranchesPage, B1_WithoutAWaySomebodyIsAskedWhoKnowsWhom) {
  plan.remove(model::Kind::acquaintance, known);
  show();
  EXPECT_TRUE(page.drive.shows("Nobody who is with us leads to anybody there."));
  page.drive.click("Note who knows whom");
  EXPECT_TRUE(page.drive.has(Role::dialog, "")) << page.drive.dump();
}

TEST_F(BranchesPage, B1_TheAdvocateIsSuggestedWithReasonsAndMarkedInPlace) {
  show();
  EXPECT_TRUE(page.drive.shows("Anna Weber speaks for us."));
  undo_restores(page, [&] { page.drive.click("Mark as advocate"); });
  page.drive.click("Mark as advocate");
  EXPECT_TRUE(account(plan.berlin).advocate);
  page.drive.choose("Advocate of the group", "Konex");
  EXPECT_TRUE(account(plan.konex).advocate);
  EXPECT_FALSE(account(plan.berlin).advocate) << "one branch speaks for us";
}

TEST_F(BranchesPage, B1_ABranchMovesInPlaceAndNeverIntoACircle) {
  show();
  undo_restores(page, [&] { page.drive.choose("Parent of Konex", "Cancity"); });
  page.drive.choose("Parent of Konex", "Konex Lyon");
  EXPECT_TRUE(page.drive.shows("Konex Lyon stands below Konex: that would be a circle."));
  EXPECT_FALSE(account(plan.konex).parent);
}

TEST_F(BranchesPage, B1_ABranchMovesOnTheMapByKeyboard) {
  show();
  page.drive.focus(Role::button, "Konex Lyon");
  page.drive.press("M");
  page.drive.press("Left");
  page.drive.press("Enter");
  EXPECT_EQ(account(lyon).parent.id, plan.berlin) << page.drive.dump();
}

TEST_F(BranchesPage, B1_CirclesAndMissingParentsAreShownAndMendedInOneStep) {
  plan.set<&Account::parent>(plan.konex, model::Value{plan.berlin});
  plan.set<&Account::parent>(plan.cancity, model::Value{Id{4711}});
  show();
  ASSERT_EQ(page.drive.rows("To be mended").size(), 2u);
  EXPECT_TRUE(page.drive.shows("Konex is below Konex Berlin is below Konex: a circle."));
  EXPECT_TRUE(page.drive.shows("Its parent is no longer in the plan."));
  undo_restores(page, [&] { page.drive.click("Make Konex top-level"); });
  page.drive.click("Make Konex top-level");
  EXPECT_EQ(page.drive.rows("To be mended").size(), 1u);
  undo_restores(page, [&] { page.drive.choose("Parent of Cancity", "Konex"); });
  page.drive.choose("Parent of Cancity", "Konex");
  EXPECT_EQ(account(plan.cancity).parent.id, plan.konex);
  EXPECT_FALSE(page.drive.shows("To be mended"));
}

TEST_F(BranchesPage, B1_TheAccountPageShowsItsGroupAndWhoIntroducesUs) {
  show();
  page.drive.click("Show what is below Konex");
  page.drive.click(Role::link, "Konex Lyon");
  EXPECT_TRUE(page.drive.shows("Konex Berlin, suggested"));
  EXPECT_TRUE(page.drive.shows("Anna Weber trusts us. Anna Weber and Clara Petit know each other"));
  undo_restores(page, [&] { page.drive.click("Plan the introduction"); });
  page.drive.click(Role::tab, "People");
  EXPECT_TRUE(page.drive.shows("Who knows whom elsewhere"));
  page.drive.fill("Add how they know each other", "studied together");
  page.drive.choose("Who of studied together", "Clara Petit");
  page.drive.choose("Knows of studied together", "Anna Weber, Konex Berlin");
  const model::Plan after = test::plan_in(page);
  const auto acquaintances = after.of_account<Acquaintance>(lyon);
  ASSERT_EQ(acquaintances.size(), 1u);
  EXPECT_EQ(acquaintances[0].data.knows.id, anna);
  page.drive.click(Role::tab, "Overview");
  page.drive.click(Role::link, "Show the whole group");
  EXPECT_TRUE(page.drive.has(Role::heading, "Konex Lyon"));
}

TEST_F(BranchesPage, B2_RolesAreGivenInPlaceAndReachBranches) {
  const Id gina = plan.add(TeamMember{.name = "Gina Global"});
  plan.add(Assignment{.account = {plan.konex},
                      .member = {gina},
                      .role = TeamRole::global_manager,
                      .credit = Percent{50'00},
                      .branches = true});
  show();
  EXPECT_TRUE(page.drive.shows("Ana Keller, 100% credit, as the owner"));
  EXPECT_TRUE(page.drive.shows("Gina Global, 50% credit"));
  undo_restores(page, [&] { page.drive.fill("Credit of Gina Global", "60"); });
  undo_restores(page, [&] { page.drive.click("Add role"); });
  page.drive.click("Show what is below Konex");
  page.drive.click(Role::row, "Konex Berlin");
  EXPECT_TRUE(page.drive.shows("Gina Global, 50% credit, from Konex"));
}

TEST_F(BranchesPage, B2_RevenueIsCountedOnceAndCreditsApart) {
  const Id gina = plan.add(TeamMember{.name = "Gina Global"});
  plan.add(Assignment{.account = {plan.konex},
                      .member = {gina},
                      .role = TeamRole::global_manager,
                      .credit = Percent{50'00},
                      .branches = true});
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Revenue FY2026"), "\u20ac2.0\u00a0M");
  EXPECT_TRUE(page.drive.shows("credits \u20ac3.0\u00a0M"));
  EXPECT_EQ(row("Credit of each", "Ana Keller")[1], "\u20ac2.0\u00a0M");
  EXPECT_EQ(row("Credit of each", "Gina Global")[1], "\u20ac1.0\u00a0M");
  page.drive.focus(Role::button, "Revenue FY2026");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("counted once, whoever has credit for it"));
}

TEST_F(BranchesPage, B2_BothReportingLinesAreAddedUpWithoutCountingTwice) {
  const Id boss = plan.add(TeamMember{.name = "Boss"});
  plan.set<&TeamMember::manager>(plan.owner, model::Value{boss});
  const Id other = plan.add(TeamMember{.name = "Other"});
  plan.set<&TeamMember::second_manager>(plan.owner, model::Value{other});
  show();
  EXPECT_EQ(row("Reporting lines", "Boss")[3], "\u20ac6.8\u00a0M");
  EXPECT_EQ(row("Reporting lines", "Other")[3], "\u2014");
  EXPECT_EQ(row("Reporting lines", "Other")[4], "\u20ac6.8\u00a0M");
  page.go("Team");
  EXPECT_TRUE(page.drive.has(Role::columnheader, "Also reports to")) << page.drive.dump();
}

TEST_F(BranchesPage, B2_ADealThatBreaksARuleIsMendedInOneStep) {
  const Id sam = plan.add(TeamMember{.name = "Sam Special"});
  plan.add(SellingRule{.name = "Large deals need a specialist",
                       .from_amount = eur(300'000),
                       .needs = TeamRole::specialist,
                       .credit = Percent{20'00}});
  show();
  const auto broken = page.drive.rows("Broken rules");
  ASSERT_EQ(broken.size(), 1u);
  EXPECT_EQ(broken[0][2], "Large deals need a specialist");
  EXPECT_EQ(broken[0][3], "No specialist");
  undo_restores(page, [&] { page.drive.choose("Who takes the role for Deal", "Sam Special"); });
  page.drive.choose("Who takes the role for Deal", "Sam Special");
  EXPECT_TRUE(page.drive.shows("Every open opportunity keeps the rules."));
  const model::Plan after = test::plan_in(page);
  const auto roles = after.of_account<Assignment>(plan.cancity);
  ASSERT_EQ(roles.size(), 1u);
  EXPECT_EQ(roles[0].data.member.id, sam);
  EXPECT_EQ(roles[0].data.credit, Percent{20'00});
}

TEST_F(BranchesPage, B2_RulesAreAddedAndChangedInPlace) {
  show();
  EXPECT_TRUE(page.drive.shows("No rule yet. Which sale needs more than one of you?"));
  page.drive.fill("Add rule", "Renewals need support");
  undo_restores(page, [&] { page.drive.choose("Needs a of Renewals need support", "Support"); });
  page.drive.choose("Needs a of Renewals need support", "Support");
  page.drive.fill("From amount of Renewals need support", "50000");
  const model::Plan after = test::plan_in(page);
  EXPECT_EQ((*after.table<SellingRule>().begin()).data.needs, TeamRole::support);
}

TEST_F(BranchesPage, B1_StandsOnANarrowPageWithHostileNamesAndWithoutAnything) {
  const std::string hostile(200, 'W');
  Id above = lyon;
  for (int i = 0; i < 30; ++i)
    above = plan.add(Account{.name = hostile + "##x%s\n", .parent = {above}});
  show();
  page.drive.click("Show all below");
  EXPECT_GE(page.drive.rows("Branches").size(), 8u);
  page.drive.resize(480, 900);
  EXPECT_TRUE(page.drive.shows("Roll-up"));
  platform::MemoryStore other_store;
  Page other{other_store, 2};
  analysis::PlanMaker empty;
  test::open(other, empty.plan);
  other.drive.press("Alt+1");
  other.drive.press("Alt+B");
  EXPECT_TRUE(other.drive.shows("No accounts yet."));
}

}  // namespace
}  // namespace keyplan
