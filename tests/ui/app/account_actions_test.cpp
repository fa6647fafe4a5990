#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using model::Action;
using model::ActionStatus;
using model::Id;
using test::Page;
using test::SmallPortfolio;
using ui::Role;

// Today is 22 Nov 2026. Cancity has "Business review", due 3 Dec, besides these.
struct Work : SmallPortfolio {
  Id call = add(Action{.title = "Weekly call",
                       .account = {cancity},
                       .owner = {owner},
                       .due = day(2026, 11, 20),
                       .repeats = model::Repeats::weekly});
  Id study = add(Action{.title = "Send study",
                        .account = {cancity},
                        .start = day(2026, 11, 18),
                        .due = day(2026, 11, 30),
                        .status = ActionStatus::doing});
  Id offer = add(Action{.title = "Write offer",
                        .account = {cancity},
                        .start = day(2026, 11, 25),
                        .due = day(2026, 12, 10),
                        .after = {study}});
  Id idea = add(Action{.title = "Find a champion", .account = {cancity}});
};

class AccountActions : public ::testing::Test {
 protected:
  void show(std::string_view view) {
    test::open(page, plan.plan);
    page.go("Accounts");
    page.drive.click(Role::link, "Cancity");
    page.drive.click(Role::tab, "Actions");
    page.drive.click(Role::radio, view);
  }
  Action one(Id id) {
    const model::Plan now = test::plan_in(page);
    const auto* found = now.find<Action>(id);
    EXPECT_NE(found, nullptr);
    return found == nullptr ? Action{} : found->data;
  }
  std::vector<Action> titled(std::string_view title) {
    std::vector<Action> found;
    const model::Plan now = test::plan_in(page);
    for (const auto& action : now.of_account<Action>(plan.cancity))
      if (action.data.title == title) found.push_back(action.data);
    return found;
  }
  void undone(const std::function<void()>& act) {
    const std::string before = page.export_plan();
    act();
    page.drive.press("Escape");
    page.drive.press("Ctrl+Z");
    EXPECT_EQ(page.export_plan(), before);
  }
  std::vector<std::string> cards(std::string_view column) {
    std::vector<std::string> found;
    for (const ui::Node* node : page.drive.children(page.drive.find(Role::group, column)))
      if (node->role == Role::button) found.push_back(node->name);
    return found;
  }
  Work plan;
  platform::MemoryStore store;
  Page page{store};
};

using Names = std::vector<std::string>;

TEST_F(AccountActions, X1_TheStatusInTheListMarksTheDayAndPlansTheNextOneInOneEdit) {
  show("List");
  undone([&] { page.drive.choose("Status of Weekly call", "Done"); });
  page.drive.choose("Status of Weekly call", "Done");
  auto calls = titled("Weekly call");
  ASSERT_EQ(calls.size(), 2u);
  std::ranges::sort(calls, {}, &Action::due);
  EXPECT_EQ(calls[0].done_on, day(2026, 11, 22));
  EXPECT_EQ(calls[1].due, day(2026, 11, 27));
  EXPECT_EQ(calls[1].status, ActionStatus::unset);
}

TEST_F(AccountActions, X1_TheBoardShowsColumnsOwnersAndWhatIsOverdue) {
  plan.add(Action{.title = "Long ago",
                  .account = {plan.cancity},
                  .status = ActionStatus::done,
                  .done_on = day(2026, 1, 1)});
  plan.add(Action{.title = "Given up", .account = {plan.cancity}, .status = ActionStatus::dropped});
  show("Board");
  EXPECT_EQ(cards("Open").size(), 4u);
  EXPECT_EQ(cards("In progress"), Names{"Send study"});
  EXPECT_TRUE(cards("Done").empty());
  EXPECT_EQ(page.drive.find(Role::button, "Weekly call").description,
            "Every week, Ana Keller, Overdue, 20 Nov 2026");
  EXPECT_TRUE(page.drive.shows("1 done earlier"));
  page.drive.click(Role::checkbox, "Show dropped actions");
  EXPECT_EQ(cards("Dropped"), Names{"Given up"});
}

TEST_F(AccountActions, X1_CtrlAndAnArrowMovesACardToTheNextColumn) {
  show("Board");
  undone([&] {
    page.drive.focus(Role::button, "Find a champion");
    page.drive.press("Ctrl+Right");
    EXPECT_EQ(cards("In progress").size(), 2u);
  });
  page.drive.focus(Role::button, "Send study");
  page.drive.press("Ctrl+Right");
  EXPECT_EQ(one(plan.study).status, ActionStatus::done);
  EXPECT_EQ(one(plan.study).done_on, day(2026, 11, 22));
  page.drive.press("Ctrl+Left");
  EXPECT_EQ(one(plan.study).status, ActionStatus::doing);
  EXPECT_FALSE(one(plan.study).done_on);
}

TEST_F(AccountActions, X1_ACardThatRepeatsComesAgainWhenItIsMovedToDone) {
  show("Board");
  page.drive.focus(Role::button, "Weekly call");
  page.drive.press("Ctrl+Right");
  page.drive.press("Ctrl+Right");
  EXPECT_EQ(titled("Weekly call").size(), 2u);
  EXPECT_EQ(cards("Done"), Names{"Weekly call"});
}

TEST_F(AccountActions, X1_CtrlAndAnArrowChangesTheOrderInAColumn) {
  show("Board");
  Names before = cards("Open");
  page.drive.focus(Role::button, before[1]);
  page.drive.press("Ctrl+Up");
  std::swap(before[0], before[1]);
  EXPECT_EQ(cards("Open"), before);
  page.drive.press("Ctrl+Z");
  std::swap(before[0], before[1]);
  EXPECT_EQ(cards("Open"), before);
}

TEST_F(AccountActions, X1_ACardIsAddedToAColumnByTyping) {
  show("Board");
  undone([&] {
    page.drive.fill("Add action to In progress", "Draft the letter");
    EXPECT_EQ(cards("In progress").size(), 2u);
    EXPECT_TRUE(page.drive.has(Role::button, "Draft the letter"));
  });
}

TEST_F(AccountActions, X1_TheGanttSaysWhatStartsTooEarly) {
  show("Gantt");
  EXPECT_EQ(page.drive.value(Role::button, "Write offer"), "25 Nov 2026 to 10 Dec 2026");
  EXPECT_TRUE(
      page.drive.find(Role::button, "Write offer").description.contains("after Send study"));
  EXPECT_TRUE(page.drive.find(Role::button, "Write offer").description.contains("Too early"));
  EXPECT_TRUE(page.drive.find(Role::button, "Weekly call").description.contains("Overdue"));
  EXPECT_TRUE(page.drive.has(Role::group, "Ana Keller"));
  page.drive.click(Role::radio, "By goal");
  EXPECT_TRUE(page.drive.has(Role::group, "Without a goal"));
}

TEST_F(AccountActions, X1_ABarIsMovedByTheKeyboard) {
  show("Gantt");
  undone([&] {
    page.drive.focus(Role::button, "Write offer");
    page.drive.press("Shift+Right");
    EXPECT_EQ(page.drive.value(Role::button, "Write offer"), "2 Dec 2026 to 17 Dec 2026");
  });
  page.drive.focus(Role::button, "Weekly call");
  page.drive.press("Right");
  EXPECT_EQ(one(plan.call).due, day(2026, 11, 21));
  EXPECT_FALSE(one(plan.call).start);
}

TEST_F(AccountActions, X1_AnActionWithoutADateIsPlannedInAWeek) {
  show("Gantt");
  undone([&] {
    page.drive.click("Plan it: Find a champion");
    EXPECT_EQ(page.drive.value(Role::button, "Find a champion"), "29 Nov 2026");
  });
}

TEST_F(AccountActions, X5_TheWeekSaysWhatMovedWhatIsDueAndWhatWentStale) {
  const Id person = plan.add(model::Person{.name = "M. Okafor",
                                           .account = {plan.cancity},
                                           .role = model::DecisionRole::decider,
                                           .last_contact = day(2026, 6, 1)});
  plan.add(model::Contact{
      .summary = "Asked for a study", .account = {plan.cancity}, .date = day(2026, 11, 19)});
  plan.add(
      model::Contract{.title = "Frame", .account = {plan.cancity}, .notice_by = day(2026, 11, 25)});
  plan.add(
      model::Risk{.title = "Plant closes", .account = {plan.cancity}, .due = day(2026, 10, 1)});
  plan.add(model::Answer{.text = "Growth", .account = {plan.cancity}, .date = day(2025, 1, 1)});
  plan.add(model::Review{
      .title = "Quarter", .account = {plan.cancity}, .date = day(2026, 11, 20), .held = true});
  show("Week");
  const auto rows = [&](std::string_view column) {
    Names names;
    for (const ui::Node* node : page.drive.children(page.drive.find(Role::group, column)))
      names.push_back(node->name);
    return names;
  };
  EXPECT_EQ(rows("What moved"), (Names{"Held: Quarter", "Asked for a study"}));
  EXPECT_EQ(rows("What is due"), (Names{"Last day of notice: Frame"}));
  const Names stale = rows("What went stale");
  for (const std::string_view text :
       {"No contact in 90 days: M. Okafor", "Not looked at again: Plant closes",
        "Overdue: Weekly call", "Older than a year: Growth"})
    EXPECT_TRUE(std::ranges::contains(stale, text)) << text;
  page.drive.click("Overdue: Weekly call");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Action"));
  static_cast<void>(person);
}

TEST_F(AccountActions, X1_FiveThousandActionsCanBeSeenInEveryView) {
  model::Edit edit("many");
  for (int i = 0; i < 5000; ++i)
    edit.add(plan.plan.new_id(), Action{.title = "Action " + std::to_string(i),
                                        .account = {plan.cancity},
                                        .due = model::Date{20000 + i % 1000}});
  ASSERT_TRUE(plan.plan.apply(std::move(edit)));
  for (const std::string_view view : {"List", "Board", "Gantt", "Week"}) {
    show(view);
    EXPECT_TRUE(page.drive.dump().contains("Action ")) << view;
  }
}

}  // namespace
}  // namespace keyplan
