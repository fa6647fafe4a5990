// The cascade of goals: from the company to accounts to representatives.
#include <gtest/gtest.h>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using model::Goal;
using model::GoalLevel;
using model::Id;
using test::Page;
using test::undo_restores;
using ui::Role;

model::Decimal number(std::int64_t value) { return {value * 10'000}; }

constexpr std::string_view cascade = "Cascade of goals";

class Goals : public ::testing::Test {
 protected:
  void show(int width = 1600, int height = 1400) {
    test::open(page, plan.plan);
    page.drive.resize(width, height);
    page.go("Goals");
  }
  Id goal(std::string title, Goal more = {}) {
    more.title = std::move(title);
    more.unit = "\u20ac M";
    more.ord = {std::string(1, next_++)};
    return plan.add(std::move(more));
  }
  Goal goal_now(std::string_view title) {
    const model::Plan now = test::plan_in(page);
    for (const auto& record : now.table<Goal>())
      if (record.data.title == title) return record.data;
    ADD_FAILURE() << "no goal " << title;
    return {};
  }
  std::vector<std::string> row(std::string_view title) {
    for (const auto& row : page.drive.rows(cascade))
      if (!row.empty() && row[0].contains(title)) return row;
    ADD_FAILURE() << "no row " << title;
    return std::vector<std::string>(10);
  }

  test::SmallPortfolio plan;
  char next_ = 'B';
  Id bo = plan.add(model::TeamMember{.name = "Bo Lind"});
  Id company = goal("8 million in all",
                    {.baseline = number(5), .target = number(8), .due = day(2027, 12, 31)});
  Id at_cancity = goal("Cancity at 6 million", {.account = {plan.cancity},
                                                .parent = {company},
                                                .baseline = number(4),
                                                .target = number(6),
                                                .owner = {plan.owner}});
  Id of_bo = goal("Half a million of service", {.account = {plan.cancity},
                                                .parent = {at_cancity},
                                                .baseline = number(0),
                                                .target = number(1),
                                                .current = number(1),
                                                .owner = {bo},
                                                .personal = true});
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(Goals, G3_TheCascadeGoesFromTheCompanyToTheRepresentative) {
  goal("Market leader", {.level = GoalLevel::long_term, .due = day(2030, 12, 31)});
  show();
  const auto rows = page.drive.rows(cascade);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0][1], "Company, long-term");
  EXPECT_EQ(rows[1][1], "Company");
  EXPECT_EQ(rows[2][1], "Cancity");
  EXPECT_EQ(rows[2][2], "Ana Keller");
  EXPECT_EQ(rows[3][1], "Bo Lind");
  EXPECT_TRUE(page.drive.shows("2 company goals"));
}

TEST_F(Goals, G3_SaysWhatRolledUpAndWhatNobodyHasTakenOn) {
  show();
  EXPECT_EQ(row("8 million in all")[6], "33%") << "one of three million has come from below";
  EXPECT_EQ(row("8 million in all")[7], "1 \u20ac M not covered");
  EXPECT_EQ(row("Cancity at 6 million")[7], "1 \u20ac M not covered");
  page.drive.focus(Role::button, "From below: 8 million in all");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("what the goals right below have come so far"));
  EXPECT_TRUE(page.drive.shows("Wanted by the goals below"));
}

TEST_F(Goals, G3_AGoalForARepresentativeIsAddedInPlace) {
  show();
  const auto add = [&] {
    page.drive.click("Add a goal below Cancity at 6 million");
    page.drive.choose("Whose the new goal is", "Bo Lind");
    page.drive.fill("Add goal below", "Half a million of spares");
  };
  undo_restores(page, add);
  add();
  const Goal made = goal_now("Half a million of spares");
  EXPECT_TRUE(made.personal);
  EXPECT_EQ(made.owner.id, bo);
  EXPECT_EQ(made.parent.id, at_cancity);
  EXPECT_EQ(made.account.id, plan.cancity);
  EXPECT_EQ(made.unit, "\u20ac M") << "so that it can be added up";
  page.drive.fill("Target of Half a million of spares", "1");
  EXPECT_EQ(row("Cancity at 6 million")[7], "Covered");
}

TEST_F(Goals, G3_AnAccountTakesOnItsPartOfACompanyGoal) {
  show();
  const auto add = [&] {
    page.drive.click("Add a goal below 8 million in all");
    page.drive.choose("Whose the new goal is", "Konex");
    page.drive.fill("Add goal below", "Konex stays at 2 million");
  };
  undo_restores(page, add);
  add();
  const Goal made = goal_now("Konex stays at 2 million");
  EXPECT_FALSE(made.personal);
  EXPECT_EQ(made.account.id, plan.konex);
  EXPECT_EQ(made.owner.id, plan.owner) << "who owns the account";
  EXPECT_EQ(made.due, day(2027, 12, 31));
  EXPECT_EQ(row("Konex stays at 2 million")[1], "Konex");
}

TEST_F(Goals, G3_LongTermObjectivesOfTheCompanyAreAddedAndShownAlone) {
  show();
  const auto add = [&] {
    page.drive.choose("Level of the new goal", "Long-term objective");
    page.drive.fill("Add company goal", "Market leader");
  };
  undo_restores(page, add);
  add();
  EXPECT_EQ(goal_now("Market leader").level, GoalLevel::long_term);
  EXPECT_EQ(row("Market leader")[7], "No goal serves it yet");
  page.drive.click(Role::radio, "Long-term objectives");
  EXPECT_EQ(page.drive.rows(cascade).size(), 1u);
}

TEST_F(Goals, G3_TheGoalsOfOneRepresentativeStandBelowThoseTheyServe) {
  goal("Another one", {.owner = {plan.owner}});
  show();
  page.drive.choose("Goals of", "Bo Lind");
  EXPECT_EQ(page.drive.rows(cascade).size(), 3u);
  page.drive.choose("Goals of", "Of everybody");
  EXPECT_EQ(page.drive.rows(cascade).size(), 4u);
}

TEST_F(Goals, G3_WhatIsNotCoveredYetCanBeShownAlone) {
  plan.set<&Goal::target>(of_bo, model::Value{number(2)});
  show();
  page.drive.click(Role::radio, "Not covered yet");
  EXPECT_EQ(page.drive.rows(cascade).size(), 1u);
}

TEST_F(Goals, G3_WhatIsBelowFoldsAway) {
  show();
  page.drive.click("Hide 2 below 8 million in all");
  EXPECT_EQ(page.drive.rows(cascade).size(), 1u);
  page.drive.click("Show 2 below 8 million in all");
  EXPECT_EQ(page.drive.rows(cascade).size(), 3u);
}

TEST_F(Goals, G3_GoalsAreChangedAndRemovedInPlace) {
  show();
  undo_restores(page, [&] { page.drive.fill("Goal of 8 million in all", "9 million in all"); });
  undo_restores(page, [&] { page.drive.choose("Owner of 8 million in all", "Bo Lind"); });
  undo_restores(page, [&] { page.drive.fill("Target of 8 million in all", "9"); });
  undo_restores(page, [&] {
    page.drive.focus(Role::row, "Half a million of service");
    page.drive.press("Space");
    page.drive.click("Remove 1");
    EXPECT_EQ(page.drive.rows(cascade).size(), 2u);
  });
}

TEST_F(Goals, G3_TheCascadeIsReachedFromTheAccountAndLeadsBack) {
  show();
  page.drive.click(Role::link, "Cancity");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Goal"));
  page.drive.press("Escape");
  page.drive.click("See the whole cascade");
  EXPECT_FALSE(page.drive.rows(cascade).empty());
  page.drive.press("Alt+1");
  page.drive.press("Alt+G");
  EXPECT_FALSE(page.drive.rows(cascade).empty());
}

TEST_F(Goals, G3_AGoalOfARepresentativeIsNoGoalOfTheCompany) {
  goal("Ten visits", {.owner = {bo}, .personal = true});
  test::open(page, plan.plan);
  page.go("Accounts");
  page.drive.click(Role::link, "Cancity");
  page.drive.click(Role::tab, "Goals");
  EXPECT_EQ(page.drive.rows("Company goals").size(), 1u);
}

TEST_F(Goals, G3_StandsOnANarrowPageAndWhenThereIsNothing) {
  show();
  page.drive.resize(480, 900);
  EXPECT_EQ(page.drive.rows(cascade).size(), 3u);
  for (const Id id : {of_bo, at_cancity, company}) plan.remove(model::Kind::goal, id);
  platform::MemoryStore other_store;
  Page other{other_store, 2};
  test::open(other, plan.plan);
  other.go("Goals");
  EXPECT_TRUE(other.drive.shows("What does the whole company want by when?"));
}

}  // namespace
}  // namespace keyplan
