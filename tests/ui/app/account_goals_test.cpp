#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using model::Goal;
using model::GoalLevel;
using model::GoalLink;
using model::GoalRole;
using model::Id;
using model::LinkStrength;
using model::Measurement;
using test::Page;
using test::SmallPortfolio;
using test::undo_restores;
using ui::Role;

model::Decimal number(int value) { return {std::int64_t{value} * 10'000}; }

class AccountGoals : public ::testing::Test {
 protected:
  void show(int width = 1440, int height = 900) {
    test::open(page, plan.plan);
    page.drive.resize(width, height);
    page.go("Accounts");
    page.drive.click(Role::link, "Cancity");
    page.drive.click(Role::tab, "Goals");
  }
  Id goal(std::string title, GoalLevel level, Goal more = {}) {
    more.title = std::move(title);
    more.level = level;
    more.account = {plan.cancity};
    more.ord = {std::string(1, next_++)};
    return plan.add(std::move(more));
  }
  const Goal& goal_now(Id id) {
    now_ = std::make_unique<model::Plan>(test::plan_in(page));
    return now_->find<Goal>(id)->data;
  }

  SmallPortfolio plan;
  char next_ = 'B';
  Id stops = goal("Fewer stops", GoalLevel::priority,
                  {.measure = "Minutes of stops",
                   .unit = "minutes",
                   .baseline = number(750),
                   .target = number(500),
                   .current = number(550),
                   .start = day(2026, 1, 1),
                   .due = day(2027, 6, 30),
                   .owner = {plan.owner}});
  Id revenue = goal("Revenue of 6 million", GoalLevel::annual);
  Id programme = goal("Part of their programme", GoalLevel::long_term);
  Id company = plan.add(Goal{.title = "8 million in all"});
  platform::MemoryStore store;
  Page page{store};
  std::unique_ptr<model::Plan> now_;
};

TEST_F(AccountGoals, G1_ProgressCountsTowardsALowerTargetAndSaysHow) {
  show();
  const auto& bar = page.drive.find(Role::progressbar, "Progress of Fewer stops");
  EXPECT_DOUBLE_EQ(*bar.now, 0.8);
  EXPECT_EQ(page.drive.value(Role::button, "Progress of Fewer stops"), "80%");
  EXPECT_EQ(page.drive.value(Role::button, "Progress of Revenue of 6 million"), "n/a");
  page.drive.focus(Role::button, "Progress of Fewer stops");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("(now \u2212 baseline) / (target \u2212 baseline)"));
  EXPECT_TRUE(page.drive.shows("750 minutes"));
  page.drive.press("Escape");
  page.drive.focus(Role::button, "Progress of Revenue of 6 million");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("The goal has no target."));
}

TEST_F(AccountGoals, G1_AnOpenEndLeadsToTheFieldThatClosesIt) {
  show();
  page.drive.click(Role::button, "No number yet: set one, of Revenue of 6 million");
  ASSERT_TRUE(page.drive.has(Role::dialog, "Goal")) << page.drive.dump();
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Target");
  page.drive.type("6000");
  page.drive.press("Enter");
  page.drive.click("Done");
  EXPECT_TRUE(page.drive.has(Role::button, "No baseline yet: set one, of Revenue of 6 million"));
}

TEST_F(AccountGoals, G1_AreAddedByTypingAtTheLevelThatIsShown) {
  show();
  page.drive.click(Role::radio, "Long-term 1");
  EXPECT_EQ(page.drive.rows("Goals").size(), 1u);
  undo_restores(page, [&] {
    page.drive.fill("Add goal", "Preferred supplier");
    EXPECT_EQ(page.drive.rows("Goals").size(), 2u);
  });
  page.drive.fill("Add goal", "Preferred supplier");
  const model::Plan now = test::plan_in(page);
  for (const auto& goal : now.of_account<Goal>(plan.cancity)) {
    if (goal.data.title == "Preferred supplier") EXPECT_EQ(goal.data.level, GoalLevel::long_term);
  }
  EXPECT_EQ(now.of_account<Goal>(plan.cancity).size(), 4u);
}

TEST_F(AccountGoals, G1_ChangeTheirStatusAndMoveInTheirOrder) {
  show();
  undo_restores(page, [&] {
    page.drive.choose("Status of Fewer stops", "At risk");
    EXPECT_EQ(page.drive.value(Role::combobox, "Status of Fewer stops"), "At risk");
  });
  undo_restores(page, [&] {
    page.drive.focus(Role::row, "Fewer stops");
    page.drive.press("Space");
    page.drive.click("Move down");
    EXPECT_GT(page.drive.find(Role::row, "Fewer stops").row,
              page.drive.find(Role::row, "Revenue of 6 million").row);
  });
}

TEST_F(AccountGoals, U5_TheirGoalsNameTheOfferingThatAnswersThem) {
  const Id service = plan.add(model::Offering{.name = "Service"});
  const Id uptime = plan.add(model::Insight{
      .title = "Uptime of 98 %", .account = {plan.cancity}, .type = model::InsightType::goal});
  plan.add(model::Insight{.title = "Energy prices",
                          .account = {plan.cancity},
                          .type = model::InsightType::pressure,
                          .offering = {service}});
  show();
  constexpr std::string_view table = "Their goals and our answers";
  EXPECT_TRUE(page.drive.shows("1 of 2 have an answer of ours"));
  EXPECT_EQ(page.drive.rows(table)[0][3], "No answer yet");
  EXPECT_EQ(page.drive.rows(table)[1][3], "Answered");
  undo_restores(page, [&] {
    page.drive.choose("What of ours answers it of Uptime of 98 %", "Service");
    EXPECT_TRUE(page.drive.shows("2 of 2 have an answer of ours"));
  });
  page.drive.click(Role::radio, "No answer yet 1");
  EXPECT_EQ(page.drive.rows(table).size(), 1u);
  page.drive.choose("What of ours answers it of Uptime of 98 %", "Service");
  EXPECT_TRUE(page.drive.rows(table).empty());
  EXPECT_TRUE(page.drive.shows("None of theirs is in this list."));
  now_ = std::make_unique<model::Plan>(test::plan_in(page));
  EXPECT_EQ(now_->find<model::Insight>(uptime)->data.offering.id, service);
}

TEST_F(AccountGoals, U5_AnAnswerThroughASolutionOfTheMapLeadsToIt) {
  const Id service = plan.add(model::Offering{.name = "Service"});
  const Id theirs = plan.add(model::Insight{
      .title = "Stops", .account = {plan.cancity}, .type = model::InsightType::obstacle});
  const Id solution = plan.add(model::Insight{.title = "Maintenance contract",
                                              .account = {plan.cancity},
                                              .type = model::InsightType::solution,
                                              .offering = {service}});
  plan.add(model::InsightLink{.account = {plan.cancity},
                              .from = {solution},
                              .to = {theirs},
                              .relation = model::InsightRelation::solves});
  show();
  EXPECT_TRUE(page.drive.shows("1 of 1 have an answer of ours"));
  page.drive.click("Service, answers Stops");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Insight"));
  EXPECT_TRUE(page.drive.shows("Maintenance contract"));
}

TEST_F(AccountGoals, U5_AGoalOfOursIsLinkedToTheirsInPlace) {
  const Id theirs = plan.add(model::Insight{
      .title = "Uptime of 98 %", .account = {plan.cancity}, .type = model::InsightType::goal});
  show();
  const auto link = [&] {
    page.drive.choose("Goal of ours that helps with Uptime of 98 %", "Fewer stops");
  };
  undo_restores(page, link);
  link();
  link();
  const model::Plan now = test::plan_in(page);
  const auto linked = now.of_account<model::Alignment>(plan.cancity);
  ASSERT_EQ(linked.size(), 1u) << "once";
  EXPECT_EQ(linked[0].data.goal.id, stops);
  EXPECT_EQ(linked[0].data.insight.id, theirs);
  EXPECT_EQ(page.drive.rows("Their goals and our answers")[0][5], "Fewer stops");
}

TEST_F(AccountGoals, G3_ServeGoalsOfTheCompany) {
  show();
  EXPECT_TRUE(page.drive.shows("Nothing here serves it yet."));
  undo_restores(page, [&] {
    page.drive.choose("Goal that serves 8 million in all", "Revenue of 6 million");
    EXPECT_FALSE(page.drive.shows("Nothing here serves it yet."));
  });
  page.drive.choose("Goal that serves 8 million in all", "Revenue of 6 million");
  EXPECT_EQ(goal_now(revenue).parent.id, company);
  undo_restores(page, [&] {
    page.drive.fill("Add company goal", "A second one");
    EXPECT_EQ(page.drive.rows("Company goals").size(), 2u);
  });
}

TEST_F(AccountGoals, G2_PressingACellOfTheXMatrixLinksTwoGoals) {
  show();
  const std::string cell = "P1 Fewer stops, A1 Revenue of 6 million";
  undo_restores(page, [&] {
    page.drive.click(Role::gridcell, cell + ": none");
    EXPECT_TRUE(page.drive.has(Role::gridcell, cell + ": weak"));
  });
  page.drive.click(Role::gridcell, cell + ": none");
  undo_restores(page, [&] {
    page.drive.click(Role::gridcell, cell + ": weak");
    EXPECT_TRUE(page.drive.has(Role::gridcell, cell + ": strong"));
  });
  page.drive.click(Role::gridcell, cell + ": weak");
  model::Plan now = test::plan_in(page);
  ASSERT_EQ(now.of_account<GoalLink>(plan.cancity).size(), 1u);
  const GoalLink& link = now.of_account<GoalLink>(plan.cancity)[0].data;
  EXPECT_EQ(link.from.id, stops) << "what is lower serves what is higher";
  EXPECT_EQ(link.to.id, revenue);
  EXPECT_EQ(link.strength, LinkStrength::strong);
  undo_restores(page, [&] {
    page.drive.click(Role::gridcell, cell + ": strong");
    EXPECT_TRUE(page.drive.has(Role::gridcell, cell + ": none"));
  });
}

TEST_F(AccountGoals, G2_PressingACellOfAPersonGivesARoleAndKeepsWhatWasSaid) {
  const Id said = plan.add(GoalRole{.sentence = "I name the stops.",
                                    .account = {plan.cancity},
                                    .goal = {stops},
                                    .member = {plan.owner},
                                    .strength = LinkStrength::strong});
  const Id person = plan.add(model::Person{.name = "Signe Dahl", .account = {plan.cancity}});
  plan.add(GoalRole{.account = {plan.cancity}, .goal = {revenue}, .person = {person}});
  show();
  page.drive.click(Role::gridcell, "P1 Fewer stops, W1 Ana Keller: strong");
  EXPECT_TRUE(page.drive.has(Role::gridcell, "P1 Fewer stops, W1 Ana Keller: weak"));
  page.drive.click(Role::gridcell, "P1 Fewer stops, W2 Signe Dahl: none");
  const model::Plan now = test::plan_in(page);
  EXPECT_EQ(now.find<GoalRole>(said)->data.sentence, "I name the stops.");
  EXPECT_EQ(now.of_account<GoalRole>(plan.cancity).size(), 3u);
}

TEST_F(AccountGoals, G2_TheBowlerIsFilledInPlace) {
  plan.add(Measurement{.account = {plan.cancity},
                       .goal = {stops},
                       .period = {2027, 1},
                       .plan = number(540),
                       .actual = number(530)});
  show();
  EXPECT_TRUE(page.drive.has(Role::textbox, "Actual of Minutes of stops in Jan, met"));
  undo_restores(page, [&] {
    page.drive.fill("Actual of Minutes of stops in Jan, met", "600");
    EXPECT_TRUE(page.drive.has(Role::textbox, "Actual of Minutes of stops in Jan, missed"));
  });
  undo_restores(page, [&] {
    page.drive.fill("Plan of Minutes of stops in Feb", "1,520.5");
    EXPECT_EQ(page.drive.value(Role::textbox, "Plan of Minutes of stops in Feb"), "1520.5");
  });
  page.drive.fill("Plan of Minutes of stops in Feb", "520");
  const model::Plan now = test::plan_in(page);
  std::map<model::Period, Id> goals;
  for (const auto& value : now.of_account<Measurement>(plan.cancity))
    goals[value.data.period] = value.data.goal.id;
  EXPECT_EQ(goals, (std::map<model::Period, Id>{{{2027, 1}, stops}, {{2027, 2}, stops}}));
}

TEST_F(AccountGoals, G1_EverybodySaysTheirRoleAndGoalsMeetTheirs) {
  plan.add(model::Insight{.title = "Stop less", .account = {plan.cancity}});
  show();
  undo_restores(page, [&] {
    page.drive.choose("Goal of the role", "Revenue of 6 million");
    page.drive.fill("Add role", "I call every week.");
    EXPECT_EQ(page.drive.rows("Roles").size(), 1u);
  });
  undo_restores(page, [&] {
    page.drive.fill("Add alignment", "Fewer stops are the first step");
    EXPECT_EQ(page.drive.rows("Ours and theirs").size(), 1u);
  });
}

TEST_F(AccountGoals, G8_TheRoadMapHasEverythingWithADateAndBarsMove) {
  plan.add(model::Contract{.title = "Frame",
                           .account = {plan.cancity},
                           .start = day(2026, 1, 1),
                           .end = day(2027, 12, 31)});
  plan.add(model::Review{.title = "Quarter", .account = {plan.cancity}, .date = day(2027, 3, 1)});
  show(1440, 3000);
  EXPECT_EQ(page.drive.find(Role::button, "Frame").description, "Ends");
  EXPECT_TRUE(page.drive.has(Role::button, "Quarter"));
  EXPECT_FALSE(page.drive.has(Role::button, "Business review")) << "a small action";
  undo_restores(page, [&] {
    page.drive.focus(Role::button, "Fewer stops");
    page.drive.press("Right");
    EXPECT_EQ(page.drive.value(Role::button, "Fewer stops"), "2 Jan 2026 to 1 Jul 2027");
  });
  page.drive.focus(Role::button, "Fewer stops");
  page.drive.press("Right");
  EXPECT_EQ(goal_now(stops).due, day(2027, 7, 1));
}

TEST_F(AccountGoals, AnEmptyTabSaysHowToBegin) {
  test::open(page, plan.plan);
  page.go("Accounts");
  page.drive.click(Role::link, "Treequote");
  page.drive.click(Role::tab, "Goals");
  EXPECT_TRUE(page.drive.shows("No goals yet."));
  EXPECT_TRUE(page.drive.has(Role::textbox, "Add goal"));
  page.drive.resize(640, 900);
  EXPECT_TRUE(page.drive.shows("No goals to link yet."));
}

TEST_F(AccountGoals, DrawOnlyTheRowsInSightOfFiveThousand) {
  for (int i = 0; i < 5'000; ++i)
    plan.add(Goal{.title = "Goal " + std::to_string(i),
                  .account = {plan.cancity},
                  .level = static_cast<GoalLevel>(1 + i % 4),
                  .due = day(2027, 1 + i % 12, 1)});
  show();
  EXPECT_LT(page.drive.rows("Goals").size(), 100u);
  EXPECT_LT(page.drive.all(Role::gridcell).size(), 5'000u);
}

}  // namespace
}  // namespace keyplan
