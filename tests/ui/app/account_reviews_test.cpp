#include <gtest/gtest.h>

#include <functional>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using model::Id;
using model::Review;
using test::Page;
using test::SmallPortfolio;
using ui::Role;

// Today is 22 Nov 2026.
struct Held : SmallPortfolio {
  Id last = add(Review{.title = "Autumn review",
                       .account = {cancity},
                       .type = model::ReviewType::quarterly,
                       .date = day(2026, 9, 1),
                       .notes = "- Send the study\n\n* Call the plant",
                       .rating = {4},
                       .held = true});
  Id late =
      add(model::Action{.title = "Old promise", .account = {cancity}, .due = day(2026, 10, 1)});
  Id done = add(model::Action{.title = "Kept promise",
                              .account = {cancity},
                              .status = model::ActionStatus::done,
                              .done_on = day(2026, 10, 5)});
  Id score = add(model::Satisfaction{.comment = "Good service",
                                     .account = {cancity},
                                     .survey = model::Survey::nps,
                                     .score = {90000},
                                     .date = day(2026, 10, 9)});
};

class AccountReviews : public ::testing::Test {
 protected:
  void show(std::string_view view = "Reviews") {
    test::open(page, plan.plan);
    page.go("Accounts");
    page.drive.click(Role::link, "Cancity");
    page.drive.click(Role::tab, "Reviews");
    page.drive.click(Role::radio, view);
  }
  void undone(const std::function<void()>& act) {
    const std::string before = page.export_plan();
    act();
    page.drive.press("Escape");
    page.drive.press("Ctrl+Z");
    EXPECT_EQ(page.export_plan(), before);
  }
  Held plan;
  platform::MemoryStore store;
  Page page{store};
};

TEST_F(AccountReviews, X4_TheNextAndTheLastReviewStandOnTop) {
  plan.add(Review{.title = "Winter review", .account = {plan.cancity}, .date = day(2026, 12, 20)});
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Next review"), "20 Dec 2026");
  EXPECT_TRUE(page.drive.shows("Winter review, in 28 days"));
  EXPECT_TRUE(page.drive.shows("Autumn review, 82 days ago, rated 4 of 5"));
  page.drive.click("Next review");
  EXPECT_TRUE(page.drive.has(Role::heading, "Winter review"));
}

TEST_F(AccountReviews, X4_AReviewStartsWithAnAgendaOfWhatChanged) {
  show();
  undone([&] { page.drive.click("Start review"); });
  page.drive.click("Start review");
  const std::string agenda = page.drive.value(Role::textbox, "Agenda");
  for (const std::string_view line :
       {"What changed since 1 Sep 2026", "- Action: Done: Kept promise",
        "- Action: Overdue: Old promise", "- Score: NPS 9: Good service"})
    EXPECT_TRUE(agenda.contains(line)) << line << "\n" << agenda;
  EXPECT_FALSE(agenda.contains("Business review"));
  const model::Plan now = test::plan_in(page);
  const auto reviews = now.of_account<Review>(plan.cancity);
  ASSERT_EQ(reviews.size(), 2u);
  const Review& started = reviews[reviews[0].id == plan.last ? 1 : 0].data;
  EXPECT_EQ(started.title, "Quarterly business review, 22 Nov 2026");
  EXPECT_EQ(started.lead.id, plan.owner);
}

TEST_F(AccountReviews, X4_GoalsAndRisksThatAreNewOrChangedAreNews) {
  plan.add(model::Risk{.title = "Plant closes", .account = {plan.cancity}});
  plan.add(model::Goal{.title = "Known for long", .account = {plan.cancity}});
  show();
  EXPECT_FALSE(page.drive.shows("Known for long"));
  page.drive.click(Role::tab, "Goals");
  page.drive.fill("Add goal", "Two more plants");
  page.drive.click(Role::tab, "Analysis");
  page.drive.fill("Amount of Plant closes", "2m");
  page.drive.click(Role::tab, "Reviews");
  EXPECT_TRUE(page.drive.has(Role::button, "New: Two more plants"));
  EXPECT_TRUE(page.drive.has(Role::button, "Changed: Plant closes"));
}

TEST_F(AccountReviews, X4_ThePlannedReviewIsTheOneThatStarts) {
  const Id planned = plan.add(
      Review{.title = "Winter review", .account = {plan.cancity}, .date = day(2026, 11, 25)});
  show();
  page.drive.click("Start review");
  const model::Plan now = test::plan_in(page);
  EXPECT_EQ(now.of_account<Review>(plan.cancity).size(), 2u);
  EXPECT_TRUE(now.find<Review>(planned)->data.agenda.contains("Kept promise"));
}

TEST_F(AccountReviews, X4_ALineOfTheNotesBecomesAnActionOnce) {
  show();
  undone([&] { page.drive.click("Make action: Send the study"); });
  page.drive.click("Make action: Send the study");
  EXPECT_FALSE(page.drive.has(Role::button, "Make action: Send the study"));
  EXPECT_TRUE(page.drive.shows("Action: open"));
  EXPECT_TRUE(page.drive.has(Role::button, "Make action: Call the plant"));
  const model::Plan now = test::plan_in(page);
  bool found = false;
  for (const auto& action : now.of_account<model::Action>(plan.cancity))
    found = found || (action.data.title == "Send the study" && action.data.review.id == plan.last);
  EXPECT_TRUE(found);
  page.drive.click(Role::link, "Send the study");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Action"));
}

TEST_F(AccountReviews, X4_AReviewIsHeldAndRatedInPlace) {
  show();
  page.drive.click("Start review");
  undone([&] { page.drive.click(Role::checkbox, "This review was held"); });
  page.drive.click(Role::checkbox, "This review was held");
  EXPECT_TRUE(page.drive.shows("22 Nov 2026, today")) << "it is the last one now";
}

TEST_F(AccountReviews, X4_WhatChangedLeadsToTheRecord) {
  show();
  page.drive.click("Overdue: Old promise");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Action"));
}

TEST_F(AccountReviews, U3_ReviewNotesAreTickedAsLookedAtWithDateAndName) {
  show();
  page.drive.choose("Looked at by", "Ana Keller");
  undone([&] { page.drive.click("Review notes looked at today by me"); });
  page.drive.click("Review notes looked at today by me");
  EXPECT_TRUE(page.drive.shows("last on 22 Nov 2026"));
  const model::Plan now = test::plan_in(page);
  ASSERT_EQ(now.of_account<model::Look>(plan.cancity).size(), 1u);
  EXPECT_EQ(now.of_account<model::Look>(plan.cancity)[0].data.by.id, plan.owner);
}

TEST_F(AccountReviews, X2_VisitsArePlannedByQuarter) {
  show("Engagement plan");
  undone([&] { page.drive.fill("Add visit in Q4 FY2026", "Walk the packing line"); });
  page.drive.click(Role::radio, "Next year");
  page.drive.fill("Add visit in Q2 FY2027", "Walk the packing line");
  const model::Plan now = test::plan_in(page);
  ASSERT_EQ(now.of_account<model::Visit>(plan.cancity).size(), 1u);
  EXPECT_EQ(now.of_account<model::Visit>(plan.cancity)[0].data.date, day(2027, 4, 1));
}

TEST_F(AccountReviews, X2_AChecklistIsTickedOrderedAndFollowedUp) {
  plan.add(
      model::Visit{.purpose = "Packing line", .account = {plan.cancity}, .date = day(2026, 12, 1)});
  show("Engagement plan");
  page.drive.fill("Add point", "Where does it wait");
  page.drive.fill("Add point", "Who decides on the shift");
  undone([&] { page.drive.click(Role::checkbox, "Where does it wait"); });
  page.drive.click(Role::checkbox, "Where does it wait");
  undone([&] { page.drive.click("Move up: Who decides on the shift"); });
  page.drive.fill("Found of Where does it wait", "Pallets wait two hours");
  page.drive.click("Make action: Pallets wait two hours");
  const model::Plan now = test::plan_in(page);
  bool found = false;
  for (const auto& action : now.of_account<model::Action>(plan.cancity))
    found = found || action.data.title == "Follow up: Pallets wait two hours";
  EXPECT_TRUE(found);
  const auto points = now.of_account<model::ChecklistItem>(plan.cancity);
  ASSERT_EQ(points.size(), 2u);
  EXPECT_TRUE(points[0].data.done);
}

TEST_F(AccountReviews, X3_ACycleGoesFromPlanToStandardWithItsTextsEditedSideBySide) {
  show("Plan, do, check, adjust");
  page.drive.fill("Add cycle", "Daily huddle");
  undone([&] { page.drive.fill("Planned of Daily huddle", "Ten minutes at the line"); });
  page.drive.fill("Learned of Daily huddle", "Fewer stops");
  undone([&] { page.drive.click("On to do: Daily huddle"); });
  page.drive.click("On to do: Daily huddle");
  page.drive.click("On to check: Daily huddle");
  page.drive.click("On to adjust: Daily huddle");
  page.drive.click("Make it standard: Daily huddle");
  const model::Plan now = test::plan_in(page);
  const auto cycles = now.of_account<model::PdcaCycle>(plan.cancity);
  ASSERT_EQ(cycles.size(), 1u);
  EXPECT_EQ(cycles[0].data.stage, model::PdcaStage::standard);
  EXPECT_EQ(cycles[0].data.learned, "Fewer stops");
}

TEST_F(AccountReviews, X4_WithoutReviewsOneSentenceSaysHowToBegin) {
  test::open(page, plan.plan);
  page.go("Accounts");
  page.drive.click(Role::link, "Konex Berlin");
  page.drive.click(Role::tab, "Reviews");
  EXPECT_TRUE(page.drive.shows("No reviews yet. Start one"));
  page.drive.click("Start review");
  EXPECT_TRUE(page.drive.has(Role::textbox, "Agenda"));
}

}  // namespace
}  // namespace keyplan
