#include "core/analysis/customer_goals.h"

#include "fixture.h"

namespace keyplan::analysis {
namespace {

class CustomerGoals : public AnalysisTest {
 protected:
  Id theirs(std::string title, InsightType type, Date due = {}, Id offering = {}) {
    return add(Insight{.title = std::move(title),
                       .account = {konex},
                       .type = type,
                       .due = due,
                       .offering = {offering}});
  }
  std::vector<std::string> titles() {
    std::vector<std::string> titles;
    for (const TheirGoal& goal : customer_alignment(plan, konex).theirs)
      titles.push_back(goal.insight->data.title);
    return titles;
  }
  Id konex = account("Konex");
  Id service = add(Offering{.name = "Service"});
  Date now = day(2026, 11, 22);
};

TEST_F(CustomerGoals, U5_CountsWhatOfTheirsAnOfferingAnswers) {
  theirs("New plant", InsightType::initiative, {}, service);
  theirs("Energy prices", InsightType::pressure);
  const CustomerAlignment found = customer_alignment(plan, konex);
  ASSERT_EQ(found.theirs.size(), 2u);
  EXPECT_EQ(found.answered, 1u);
  EXPECT_FALSE(found.theirs[0].answered());
  EXPECT_EQ(found.theirs[1].offering, service);
  EXPECT_FALSE(found.theirs[1].through);
}

TEST_F(CustomerGoals, U5_StandByKindAndThenByDateWithoutSolutionsAndWhatTheyHaveNotSeen) {
  theirs("Obstacle", InsightType::obstacle);
  theirs("Goal without a date", InsightType::goal);
  theirs("Goal", InsightType::goal, day(2027, 1, 1));
  theirs("Unset", InsightType::unset, day(2026, 1, 1));
  theirs("Pressure", InsightType::pressure);
  theirs("Initiative", InsightType::initiative);
  theirs("Solution", InsightType::solution);
  theirs("Unseen", InsightType::unseen_problem);
  theirs("Unseen too", InsightType::unseen_opportunity);
  EXPECT_EQ(titles(), (std::vector<std::string>{"Unset", "Goal", "Goal without a date", "Pressure",
                                                "Initiative", "Obstacle"}));
}

TEST_F(CustomerGoals, U5_ASolutionOnTheMapBringsItsOffering) {
  const Id obstacle = theirs("Stops", InsightType::obstacle);
  const Id blocked = theirs("Output", InsightType::goal);
  const Id solution = theirs("Maintenance contract", InsightType::solution, {}, service);
  add(InsightLink{.account = {konex},
                  .from = {solution},
                  .to = {obstacle},
                  .relation = InsightRelation::solves});
  add(InsightLink{.account = {konex},
                  .from = {solution},
                  .to = {blocked},
                  .relation = InsightRelation::blocks});
  const CustomerAlignment found = customer_alignment(plan, konex);
  ASSERT_EQ(found.theirs.size(), 2u);
  EXPECT_FALSE(found.theirs[0].answered()) << "what blocks is no answer";
  EXPECT_EQ(found.theirs[1].offering, service);
  EXPECT_EQ(found.theirs[1].through, solution);
}

TEST_F(CustomerGoals, U5_AnOfferingThatIsGoneAnswersNothing) {
  theirs("New plant", InsightType::initiative, {}, service);
  remove(Kind::offering, service);
  EXPECT_EQ(customer_alignment(plan, konex).answered, 0u);
}

TEST_F(CustomerGoals, U5_NamesEachGoalOfOursThatHelpsOnce) {
  const Id insight = theirs("Uptime", InsightType::goal);
  const Id ours = add(Goal{.title = "Sell service", .account = {konex}});
  for (const std::string_view how : {"By spare parts", "By training"})
    add(Alignment{
        .how = std::string(how), .account = {konex}, .goal = {ours}, .insight = {insight}});
  EXPECT_EQ(customer_alignment(plan, konex).theirs.at(0).goals, std::vector<Id>{ours});
}

TEST_F(CustomerGoals, U6_TheRegisterHoldsTheUnseenOnesTheUntoldFirst) {
  theirs("Goal", InsightType::goal);
  const auto unseen = [&](std::string title, InsightType type, Date told) {
    return add(
        Insight{.title = std::move(title), .account = {konex}, .type = type, .told_on = told});
  };
  unseen("Told early", InsightType::unseen_problem, day(2026, 3, 1));
  unseen("Told late", InsightType::unseen_opportunity, day(2026, 10, 1));
  unseen("To be told", InsightType::unseen_problem, day(2026, 12, 1));
  unseen("Not told", InsightType::unseen_problem, {});
  const UnseenRegister found = unseen_register(plan, konex, now);
  std::vector<std::string> titles;
  for (const Unseen& entry : found.entries) titles.push_back(entry.insight->data.title);
  EXPECT_EQ(titles,
            (std::vector<std::string>{"Not told", "To be told", "Told late", "Told early"}));
  EXPECT_EQ(found.told, 2u) << "a talk to come is none yet";
}

TEST_F(CustomerGoals, U6_WhatFollowsFromAnEntryIsNamed) {
  const Id problem = theirs("Spare parts run out", InsightType::unseen_problem);
  theirs("Another", InsightType::unseen_problem);
  const Id goal = add(Goal{.title = "Stock in Delft", .account = {konex}});
  add(Alignment{.account = {konex}, .goal = {goal}, .insight = {problem}});
  const Id risk = add(Risk{.title = "They stop", .account = {konex}, .insight = {problem}});
  const Id action = add(Action{.title = "Show it", .account = {konex}, .insight = {problem}});
  const UnseenRegister found = unseen_register(plan, konex, now);
  ASSERT_EQ(found.entries.size(), 2u);
  for (const Unseen& entry : found.entries) {
    if (entry.insight->id == problem) {
      EXPECT_EQ(
          entry.followed_by,
          (std::vector<RecordKey>{{Kind::goal, goal}, {Kind::risk, risk}, {Kind::action, action}}));
    } else {
      EXPECT_TRUE(entry.followed_by.empty());
    }
  }
}

}  // namespace
}  // namespace keyplan::analysis
