#include <gtest/gtest.h>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using test::Page;
using test::plan_in;
using test::undo_restores;
using ui::Role;

class Templates : public ::testing::Test {
 protected:
  void show(std::string_view part = "Plan templates") {
    test::open(page, plan.plan);
    page.drive.resize(1440, 2000);
    page.go("Templates");
    page.drive.click(Role::tab, part);
  }
  test::SmallPortfolio plan;
  platform::MemoryStore store, other_store;
  Page page{store};
};

TEST_F(Templates, B3_TakesOverWhatTheLibraryHasInOneStep) {
  show();
  EXPECT_TRUE(page.drive.shows("The library has 4 plan templates that this plan does not use yet."))
      << page.drive.dump();
  undo_restores(page, [&] { page.drive.click("Take them over"); });
  page.drive.click("Take them over");
  EXPECT_FALSE(page.drive.has(Role::button, "Take them over"));
  EXPECT_EQ(page.drive.rows("Plan templates").size(), 4u);
  EXPECT_EQ(plan_in(page).table<model::PlanTemplate>().size(), 4u);
}

TEST_F(Templates, U7_QuestionSetsAreTakenOverChangedAndAdded) {
  show("Question sets");
  page.drive.click("Take them over");
  undo_restores(page, [&] { page.drive.fill("Add question set", "Our own"); });
  page.drive.fill("Add question set", "Our own");
  page.drive.choose("Question set", "Our own");
  undo_restores(page, [&] { page.drive.fill("Add question", "Who pays?"); });
  page.drive.fill("Add question", "Who pays?");
  undo_restores(page, [&] { page.drive.fill("Question of Who pays?", "Who decides?"); });
  page.drive.fill("Question of Who pays?", "Who decides?");
  EXPECT_EQ(page.drive.rows("Questions").size(), 1u);
  const model::Plan now = plan_in(page);
  bool found = false;
  for (const auto& question : now.table<model::Question>()) {
    if (question.data.text != "Who decides?") continue;
    found = true;
    ASSERT_NE(now.find(question.data.set), nullptr);
    EXPECT_EQ(now.find(question.data.set)->data.name, "Our own");
  }
  EXPECT_TRUE(found);
}

TEST_F(Templates, K1_PlaybooksOfOnesOwnHavePlaysInAnOrderThatCanBeChanged) {
  show("Playbooks");
  page.drive.fill("Add playbook", "Win back");
  page.drive.fill("Add play", "Ask why");
  page.drive.fill("Add play", "Make an offer");
  undo_restores(page, [&] { page.drive.fill("Due after (days) of Ask why", "3"); });
  page.drive.fill("Due after (days) of Ask why", "3");
  undo_restores(page, [&] {
    page.drive.focus(Role::row, "Ask why");
    page.drive.press("Space");
    page.drive.click("Move down");
    EXPECT_GT(page.drive.find(Role::row, "Ask why").row,
              page.drive.find(Role::row, "Make an offer").row);
  });
  const model::Plan now = plan_in(page);
  ASSERT_EQ(now.table<model::Playbook>().size(), 1u);
  EXPECT_EQ(now.table<model::Play>().size(), 2u);
}

TEST_F(Templates, B3_ARemovedOneIsOfferedAgainAndComesBack) {
  show();
  page.drive.click("Take them over");
  page.drive.focus(Role::row, "Key account");
  page.drive.press("Space");
  undo_restores(page, [&] { page.drive.click("Remove 1"); });
  page.drive.focus(Role::row, "Key account");
  page.drive.press("Space");
  page.drive.click("Remove 1");
  EXPECT_EQ(page.drive.rows("Plan templates").size(), 3u);
  EXPECT_TRUE(page.drive.shows("The library has 1 plan template that this plan does not use yet."));
  page.drive.click("Take them over");
  EXPECT_EQ(page.drive.rows("Plan templates").size(), 4u);
}

TEST_F(Templates, B3_ArePassedOnAsAFileThatAnotherPlanTakesIn) {
  plan.add(model::PlanTemplate{.name = "Our largest", .meant_for = "Three accounts"});
  const model::Id set = plan.add(model::QuestionSet{.name = "Ours"});
  plan.add(model::Question{.text = "Who pays?", .set = {set}});
  show();
  page.machine.saved_files.clear();
  page.drive.click("Pass on as a file");
  ASSERT_EQ(page.machine.saved_files.size(), 1u);
  const auto file = page.machine.saved_files[0];
  EXPECT_TRUE(file.name.ends_with(".keyplan")) << file.name;
  EXPECT_FALSE(file.bytes.contains("Cancity")) << "nothing of the accounts";
  EXPECT_FALSE(file.bytes.contains("Ana Keller"));

  test::SmallPortfolio theirs;
  Page colleague(other_store, 5);
  test::open(colleague, theirs.plan);
  const std::size_t accounts = plan_in(colleague).table<model::Account>().size();
  undo_restores(colleague, [&] {
    colleague.drop({{file.name, file.bytes}});
    colleague.drive.click("Take them over");
  });
  colleague.drop({{file.name, file.bytes}});
  colleague.drive.click("Take them over");
  const model::Plan now = plan_in(colleague);
  EXPECT_EQ(now.table<model::Account>().size(), accounts) << colleague.drive.dump();
  ASSERT_EQ(now.table<model::PlanTemplate>().size(), 1u) << colleague.drive.dump();
  EXPECT_EQ((*now.table<model::PlanTemplate>().begin()).data.name, "Our largest");
  EXPECT_EQ(now.table<model::Question>().size(), 1u);
}

TEST_F(Templates, B3_AFileOfThoseOneHasAlreadyShowsWhatIsDifferentAndMerges) {
  const model::Id set = plan.add(model::QuestionSet{.name = "Ours"});
  const model::Id question = plan.add(model::Question{.text = "Who pays?", .set = {set}});
  show();
  page.machine.saved_files.clear();
  page.drive.click("Pass on as a file");
  ASSERT_EQ(page.machine.saved_files.size(), 1u);
  const auto file = page.machine.saved_files[0];
  page.drop({{file.name, file.bytes}});
  ASSERT_TRUE(page.drive.has(Role::dialog, "Another plan with the same records"));
  page.drive.click("Merge it into this plan");
  const auto buttons = page.drive.all(Role::button, "Merge ");
  if (!buttons.empty()) page.drive.act(*buttons[0], ui::ActionKind::press);
  const model::Plan now = plan_in(page);
  EXPECT_EQ(now.table<model::QuestionSet>().size(), 1u);
  ASSERT_NE(now.find<model::Question>(question), nullptr);
  EXPECT_EQ(now.table<model::Account>().size(), 4u) << "nothing is taken away";
}

TEST_F(Templates, U9_CompetitorsAreKeptForAllAccounts) {
  show("Competitors");
  undo_restores(page, [&] { page.drive.fill("Add competitor", "Rivalis"); });
  page.drive.fill("Add competitor", "Rivalis");
  undo_restores(page, [&] { page.drive.fill("Strengths of Rivalis", "Price"); });
  page.drive.fill("Strengths of Rivalis", "Price");
  const model::Plan now = plan_in(page);
  EXPECT_EQ((*now.table<model::Competitor>().begin()).data.strengths, "Price");
}

}  // namespace
}  // namespace keyplan
