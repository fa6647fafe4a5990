#include <gtest/gtest.h>

#include "core/simulation/simulate.h"
#include "small_portfolio.h"

namespace keyplan {
namespace {

using test::names_in;
using test::Page;
using test::plan_in;
using test::SmallPortfolio;
using ui::Role;

/// A plan with the scenario that its largest account is lost.
struct WithScenario : SmallPortfolio {
  model::Id lost = add(model::Scenario{.name = "Lose Cancity"});
  model::Id change = add(model::ScenarioChange{
      .scenario = {lost}, .type = model::ChangeType::lose_account, .account = {cancity}});
};

template <class Plan>
class OnForecast : public ::testing::Test {
 protected:
  void show(std::string_view tab = {}) {
    page.drive.resize(1440, 2200);
    test::open(page, plan.plan);
    page.go("Forecast");
    if (!tab.empty()) page.drive.click(Role::tab, tab);
  }
  Plan plan;
  platform::MemoryStore store;
  Page page{store};
};

// Where the year can land
// -----------------------------------------------------------------------------------------

class Outlook : public OnForecast<SmallPortfolio> {};

TEST_F(Outlook, R6_SaysWhereTheYearCanLandAndWithWhatChanceItReachesTheGoal) {
  show();
  EXPECT_TRUE(page.drive.has(Role::figure, "Where the year can land")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("20,000 trials"));
  EXPECT_TRUE(page.drive.shows("reach €8.0\u00a0M: "));
  for (const char* mark : {"P10", "P50", "P90"}) {
    EXPECT_FALSE(page.drive.value(Role::button, mark).empty());
    page.drive.focus(Role::button, mark);
    page.drive.press("i");
    EXPECT_TRUE(page.drive.shows("Part of churn that is lost customers")) << mark;
    page.drive.press("Escape");
  }
  EXPECT_TRUE(page.drive.has(Role::button, "Chance to reach the goal"));
}

/// What stands below the forecast of the plan year.
std::string range(test::Page& page) {
  return page.drive.find(Role::button, "Forecast FY2027").description;
}

TEST_F(Outlook, R6_ThePortfolioNamesP10AndP90ThoughTheForecastWasNeverOpened) {
  test::open(page, plan.plan);
  const std::string note = range(page);
  page.go("Forecast");
  EXPECT_EQ(range(page), note);
  EXPECT_EQ(note, "P10 " + page.drive.value(Role::button, "P10") + " · P90 " +
                      page.drive.value(Role::button, "P90"))
      << "in the unit of the forecast, €5.7 M";
}

TEST_F(Outlook, R6_ThePortfolioOfAPlanWithoutAForecastPromisesNoRange) {
  analysis::PlanMaker maker;
  maker.account("Cancity");
  test::open(page, maker.plan);
  EXPECT_FALSE(page.drive.shows("P10")) << page.drive.dump();
}

TEST_F(Outlook, R6_AnEditRunsTheTrialsAnewAndUndoBringsTheOldResultBack) {
  show();
  const std::string before = page.drive.value(Role::button, "P50");
  page.drive.click(Role::tab, "Work back");
  const std::string note = page.drive.find(Role::button, "Forecast FY2027").description;
  page.drive.focus(Role::slider, "Churn");
  for (int i = 0; i < 20; ++i) page.drive.press("Right");
  EXPECT_NE(page.drive.find(Role::button, "Forecast FY2027").description, note);
  page.drive.click(Role::tab, "Outlook");
  EXPECT_NE(page.drive.value(Role::button, "P50"), before);
  for (int i = 0; i < 20; ++i) page.drive.press("Ctrl+Z");
  EXPECT_EQ(page.drive.value(Role::button, "P50"), before);
}

/// Every number on the page that comes from the trials.
std::vector<std::string> results(test::Page& page) {
  std::vector<std::string> found{page.drive.value(Role::button, "Chance to reach the goal")};
  for (const char* mark : {"P10", "P50", "P90"})
    found.push_back(page.drive.value(Role::button, mark));
  return found;
}

std::optional<std::string> run_trials(std::string_view prepared, std::uint64_t first,
                                      std::uint64_t count) {
  auto part = simulation::run(prepared, first, count);
  return part ? std::optional(std::move(*part)) : std::nullopt;
}

TEST_F(Outlook, R6_OneTwoAndFourWorkersGiveWhatThePageGives) {
  page.machine.run_in_worker = run_trials;
  show();
  const std::vector<std::string> on_page = results(page);
  for (const std::uint32_t workers : {1u, 2u, 4u}) {
    platform::MemoryStore other_store;
    Page other(other_store);
    other.machine.run_in_worker = run_trials;
    other.machine.workers = workers;
    other.drive.resize(1440, 2200);
    test::open(other, plan.plan);
    other.go("Forecast");
    EXPECT_EQ(results(other), on_page) << workers;
    other.drive.click(Role::tab, "Work back");
    other.drive.focus(Role::slider, "Churn");
    for (int i = 0; i < 20; ++i) other.drive.press("Right");
    other.drive.press("Ctrl+Z");
    for (int i = 1; i < 20; ++i) other.drive.press("Ctrl+Z");
    other.drive.click(Role::tab, "Outlook");
    EXPECT_EQ(results(other), on_page) << workers;
  }
}

TEST_F(Outlook, R6_WhenWorkersBreakThePageRunsTheTrialsItself) {
  int calls = 0;
  page.machine.workers = 2;
  page.machine.run_in_worker = [&](std::string_view prepared, std::uint64_t first,
                                   std::uint64_t count) {
    return ++calls == 3 ? std::nullopt : run_trials(prepared, first, count);
  };
  show();
  EXPECT_GE(calls, 3);
  platform::MemoryStore other_store;
  Page other(other_store);
  other.drive.resize(1440, 2200);
  test::open(other, plan.plan);
  other.go("Forecast");
  EXPECT_EQ(results(page), results(other));
}

/// Workers that answer when the test says so.
class SlowWorkers : public OnForecast<WithScenario> {
 protected:
  SlowWorkers() {
    page.machine.workers = 2;
    page.machine.workers_are_slow = true;
    page.machine.run_in_worker = [this](std::string_view prepared, std::uint64_t first,
                                        std::uint64_t count) {
      ++asked;
      return run_trials(prepared, first, count);
    };
  }
  void let_them_finish() {
    while (page.machine.workers_answer()) page.drive.settle();
  }
  int asked = 0;
};

TEST_F(SlowWorkers, R6_ThePortfolioShowsTheFormerRangeAsSuchUntilTheNewOneIsThere) {
  test::open(page, plan.plan);
  EXPECT_EQ(range(page), "€5.4\u00a0M existing, €215\u00a0k new");
  let_them_finish();
  const std::string before = range(page);
  EXPECT_TRUE(before.starts_with("P10 ")) << before;
  page.go("Forecast");
  page.drive.click(Role::tab, "Work back");
  page.drive.focus(Role::slider, "Churn");
  for (int i = 0; i < 20; ++i) page.drive.press("Right");
  page.go("Portfolio");
  EXPECT_EQ(range(page), "was " + before);
  let_them_finish();
  EXPECT_TRUE(range(page).starts_with("P10 ")) << range(page);
  EXPECT_NE(range(page), before);
}

TEST_F(SlowWorkers, R6_NothingRunsWhileAPageIsOpenThatShowsNothingOfIt) {
  test::open(page, plan.plan);
  EXPECT_EQ(asked, 2) << "one request for each worker";
  page.go("Accounts");
  let_them_finish();
  EXPECT_EQ(asked, 2);
  page.go("Portfolio");
  let_them_finish();
  EXPECT_TRUE(range(page).starts_with("P10 ")) << range(page);
  // Nor for a change that is made elsewhere, before somebody looks.
  asked = 0;
  page.go("Settings");
  page.drive.fill("Revenue goal", "9m");
  EXPECT_EQ(asked, 0);
  page.go("Portfolio");
  EXPECT_GT(asked, 0);
}

TEST_F(SlowWorkers, R6_AScenarioSaysThatItsChanceIsBeingWorkedOut) {
  show();
  EXPECT_EQ(page.drive.value(Role::button, "P50 of Lose Cancity"), "working");
  EXPECT_EQ(page.drive.value(Role::button, "Chance of Lose Cancity"), "working");
  EXPECT_TRUE(page.drive.shows("working, 1 to go")) << page.drive.dump();
  page.drive.focus(Role::button, "P50 of Lose Cancity");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("20,000 trials of the plan as it is now are being run"));
  page.drive.press("Escape");
  let_them_finish();
  EXPECT_FALSE(page.drive.shows("working")) << page.drive.dump();
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "P50 of Lose Cancity") << "it keeps the keyboard";
}

TEST_F(Outlook, R6_WithoutAGoalThereIsNoChanceAndItSaysWhy) {
  plan.setting<&model::Settings::goal>({});
  show();
  EXPECT_TRUE(page.drive.shows("Set a goal to see the chance to reach it."));
  EXPECT_TRUE(page.drive.has(Role::button, "P50"));
}

TEST_F(Outlook, R6_TheTornadoNamesWhatMovesTheResultAndLeadsThere) {
  show();
  const auto rows = page.drive.rows("What moves the result most");
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0][0], "Cancity");
  const auto bars = page.drive.all(Role::button, "Churn: ");
  ASSERT_EQ(bars.size(), 1u);
  page.drive.click(bars[0]->name);
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Churn");
  EXPECT_EQ(page.drive.focused()->role, Role::slider);
  page.drive.click(Role::tab, "Outlook");
  page.drive.click("Cancity: Lost to Kept");
  EXPECT_TRUE(page.drive.has(Role::heading, "Cancity"));
}

// Scenarios
// -----------------------------------------------------------------------------------------

class Scenarios : public OnForecast<WithScenario> {};

TEST_F(Scenarios, R6_EachSaysWhatIsLostWhatItTakesAndWhetherThereIsAPlan) {
  show();
  const auto rows = page.drive.rows("Scenarios");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0][0], "Lose Cancity");
  EXPECT_TRUE(page.drive.has(Role::paragraph, "missing"));
  EXPECT_EQ(page.drive.value(Role::button, "Revenue lost in Lose Cancity"), "4.80");
  page.drive.focus(Role::button, "Revenue lost in Lose Cancity");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("100.0% of it goes"));
}

TEST_F(Scenarios, R6_EachSaysItsP50AndItsChanceToReachTheGoal) {
  show();
  const std::string median = page.drive.value(Role::button, "P50 of Lose Cancity");
  const std::string chance = page.drive.value(Role::button, "Chance of Lose Cancity");
  EXPECT_TRUE(chance.ends_with("%")) << chance;
  page.drive.focus(Role::button, "P50 of Lose Cancity");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("Part of churn that is lost customers"));
  page.drive.press("Escape");
  page.drive.click("Scenario: Base");
  page.drive.click(Role::menuitem, "Lose Cancity");
  EXPECT_EQ(page.drive.value(Role::button, "Chance to reach the goal"), chance);
  EXPECT_EQ(page.drive.all(Role::button, "P50 of Lose Cancity").front()->value, median);
}

TEST_F(Scenarios, R6_EveryPageSaysTheSameOfAPlanWhicheverIsOpenedFirst) {
  const auto compared = [](Page& of) {
    of.drive.click(Role::tab, "Compare");
    std::vector<std::string> found;
    for (const char* line : {"Base", "Lose Cancity"})
      for (const char* head : {"P10", "P50", "P90", "Chance"})
        found.push_back(of.drive.value(Role::button, std::string(head) + " of " + line));
    return found;
  };
  const auto shown_first = [](Page& of) {
    of.drive.click(Role::tab, "Outlook");
    std::vector<std::string> found;
    for (const char* name : {"P10", "P50", "P90", "Chance to reach the goal", "P50 of Lose Cancity",
                             "Chance of Lose Cancity"})
      found.push_back(of.drive.value(Role::button, name));
    return found;
  };
  show();
  const auto outlook = shown_first(page);
  const auto table = compared(page);
  EXPECT_EQ(table, (std::vector<std::string>{outlook[0], outlook[1], outlook[2], outlook[3],
                                             table[4], outlook[4], table[6], outlook[5]}));
  // The other way round, and with the shock lab in between.
  platform::MemoryStore other_store;
  Page other(other_store);
  other.drive.resize(1440, 2200);
  test::open(other, plan.plan);
  other.go("Forecast");
  other.drive.click(Role::tab, "Shock lab");
  const std::string chance = other.drive.value(Role::button, "Chance of the goal");
  EXPECT_EQ(chance, outlook[3]);
  EXPECT_EQ(compared(other), table);
  EXPECT_EQ(shown_first(other), outlook);
}

TEST_F(Scenarios, R6_OneIsAddedByTypingItsNameAndTakenBackInOneStep) {
  show();
  test::undo_restores(page, [&] { page.drive.fill("Add scenario", "Everything at once"); });
  page.drive.fill("Add scenario", "Everything at once");
  EXPECT_TRUE(page.drive.has(Role::main, "Scenario")) << page.drive.dump();
  EXPECT_EQ(plan_in(page).table<model::Scenario>().size(), 2u);
}

TEST_F(Scenarios, R6_OnePressMakesTheUsualOnes) {
  show();
  EXPECT_FALSE(page.drive.has(Role::button, "Lose Cancity")) << "there is one of that name";
  page.drive.click("Retail shock −40%");
  EXPECT_TRUE(page.drive.shows("1 account"));
  page.drive.click("Back to the forecast");
  page.drive.click("Ana Keller leaves");
  page.drive.click("Back to the forecast");
  const model::Plan now = plan_in(page);
  EXPECT_EQ(now.table<model::Scenario>().size(), 3u);
  EXPECT_EQ(now.table<model::ScenarioChange>().size(), 3u);
  EXPECT_EQ(names_in(page, "Scenarios").size(), 3u);
}

TEST_F(Scenarios, R6_APageSaysWhatHappensWhomItHitsAndKeepsTheLossPlan) {
  show();
  page.drive.click(Role::row, "Lose Cancity");
  EXPECT_EQ(page.drive.value(Role::button, "Revenue lost FY2026"), "€4.8\u00a0M");
  EXPECT_EQ(names_in(page, "Account hit"), (std::vector<std::string>{"Cancity"}));
  page.drive.click("Add a change");
  EXPECT_TRUE(page.drive.shows("Lose an account: choose the account."));
  page.drive.press("Ctrl+Z");
  EXPECT_FALSE(page.drive.shows("Lose an account: choose the account."));
  EXPECT_TRUE(page.drive.shows("loss plan missing"));
  page.drive.choose("State of that plan", "Ready");
  EXPECT_TRUE(page.drive.shows("loss plan ready"));
  page.drive.click("Remove scenario");
  const model::Plan now = plan_in(page);
  EXPECT_EQ(now.table<model::Scenario>().size(), 0u);
  EXPECT_EQ(now.table<model::ScenarioChange>().size(), 0u);
  page.drive.press("Ctrl+Z");
  EXPECT_EQ(plan_in(page).table<model::ScenarioChange>().size(), 1u);
}

TEST_F(Scenarios, R6_AManagerWhoLeavesBringsTheCallsToMake) {
  plan.add(model::Person{.name = "Nadia Roth", .account = {plan.cancity}, .owner = {plan.owner}});
  show();
  page.drive.click("Ana Keller leaves");
  EXPECT_TRUE(page.drive.has(Role::grid, "Who must be called")) << page.drive.dump();
  EXPECT_EQ(names_in(page, "Who must be called"), (std::vector<std::string>{"Nadia Roth"}));
}

TEST_F(Scenarios, R6_TheOneThatIsChosenIsShownByWalkAndChart) {
  show();
  const std::string before = page.drive.value(Role::button, "P50");
  page.drive.click("Scenario: Base");
  page.drive.click(Role::menuitem, "Lose Cancity");
  EXPECT_EQ(page.drive.all(Role::button, "FY2026").front()->value, "2.00") << page.drive.dump();
  EXPECT_NE(page.drive.value(Role::button, "P50"), before);
  page.drive.click("Scenario: Lose Cancity");
  page.drive.click(Role::menuitem, "Base");
  EXPECT_EQ(page.drive.value(Role::button, "P50"), before);
}

TEST_F(Scenarios, R6_AreComparedSideBySide) {
  show();
  page.drive.click("Compare scenarios");
  EXPECT_EQ(names_in(page, "Scenarios side by side"),
            (std::vector<std::string>{"Base", "Lose Cancity"}));
  EXPECT_EQ(page.drive.value(Role::button, "Revenue lost of Lose Cancity"), "4.80");
  EXPECT_FALSE(page.drive.value(Role::button, "P50 of Base").empty()) << page.drive.dump();
  EXPECT_FALSE(page.drive.value(Role::button, "Chance of Lose Cancity").empty());
  EXPECT_EQ(page.drive.rows("Forecast against the goal").size(), 2u)
      << "the first row counts as a header";
  page.drive.click(Role::row, "Lose Cancity");
  EXPECT_TRUE(page.drive.has(Role::main, "Scenario"));
}

// What would close the gap
// -----------------------------------------------------------------------------------------

class WorkBack : public OnForecast<SmallPortfolio> {};

TEST_F(WorkBack, R5_NamesWhatWouldCloseTheGapAndMakesItActionsInOneStep) {
  show("Work back");
  EXPECT_TRUE(page.drive.shows("The gap cannot be closed with what is in the plan: 2 items"))
      << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Proven: no smaller set does better."));
  EXPECT_TRUE(page.drive.has(Role::button, "What the items add"));
  test::undo_restores(page, [&] { page.drive.click("Make 2 actions"); });
  page.drive.click("Make 2 actions");
  EXPECT_EQ(plan_in(page).table<model::Action>().size(), 4u);
  EXPECT_TRUE(page.drive.find(Role::button, "Make actions").disabled);
}

// The shock lab
// -----------------------------------------------------------------------------------------

class ShockLab : public OnForecast<SmallPortfolio> {
 protected:
  std::string state_of(std::string_view tile) {
    for (const auto& row : page.drive.rows("Board"))
      if (row[0] == tile) return row[3];
    return "not on it";
  }
};

TEST_F(ShockLab, R6_PressingATileTakesAnAccountOffTheBoardAndBack) {
  show("Shock lab");
  EXPECT_EQ(state_of("Cancity"), "On the board") << page.drive.dump();
  page.drive.click("Cancity");
  EXPECT_EQ(page.drive.value(Role::button, "Revenue lost FY2026"), "€4.8\u00a0M");
  EXPECT_EQ(page.drive.value(Role::button, "Forecast left"), "€1.6\u00a0M");
  EXPECT_TRUE(page.drive.has(Role::button, "Chance of the goal"));
  page.drive.click("Put Cancity back");
  EXPECT_EQ(page.drive.value(Role::button, "Revenue lost FY2026"), "€0");
  page.drive.click("Cancity");
  page.drive.click("Put all back");
  EXPECT_EQ(page.drive.value(Role::button, "Revenue lost FY2026"), "€0");
}

TEST_F(ShockLab, R6_WorksWithTheKeyboard) {
  show("Shock lab");
  page.drive.click("Konex");
  page.drive.click("Konex");
  page.drive.press("Home");
  for (int i = 0; i < 3 && page.drive.focused()->name != "Cancity"; ++i) page.drive.press("Down");
  ASSERT_EQ(page.drive.focused()->name, "Cancity");
  page.drive.press("Delete");
  EXPECT_TRUE(state_of("Cancity").starts_with("Off the board"));
  page.drive.press("Space");
  EXPECT_TRUE(state_of("Cancity").starts_with("On the board"));
  page.drive.press("Home");
  page.drive.press("Space");
  EXPECT_TRUE(state_of("Cancity").starts_with("Off the board")) << "with its sector";
}

TEST_F(ShockLab, R6_DraggingOffTheBoardTakesAWholeGroup) {
  show("Shock lab");
  page.drive.click(Role::radio, "By manager");
  const ui::Node head = page.drive.find(Role::button, "Ana Keller");
  const ui::Node place =
      page.drive.find(Role::paragraph, "Drag here, or press, to take it off the board");
  page.drive.mouse_drag(head.rect.x + 20, head.rect.y + 8, place.rect.x + 60, place.rect.y + 20);
  EXPECT_TRUE(page.drive.shows("% left")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Who must be called"));
}

TEST_F(ShockLab, R6_WhatIsOffTheBoardIsKeptAsAScenarioInOneStep) {
  show("Shock lab");
  const std::string before = page.export_plan();
  page.drive.click("Cancity");
  EXPECT_TRUE(before == page.export_plan()) << "only tried out";
  page.drive.click("Keep as scenario");
  EXPECT_TRUE(page.drive.has(Role::main, "Scenario"));
  EXPECT_TRUE(page.drive.has(Role::heading, "Without Cancity")) << page.drive.dump();
  page.drive.press("Ctrl+Z");
  EXPECT_TRUE(before == page.export_plan());
}

TEST_F(ShockLab, R6_ManyAccountsAreDrawnAsTheLargestAndOthers) {
  for (int i = 0; i < 400; ++i) {
    const model::Id account = plan.account("Customer " + std::to_string(i));
    plan.revenue(account, 2026, analysis::eur(1'000'000 + i));
  }
  show("Shock lab");
  EXPECT_TRUE(page.drive.has(Role::button, "103 others")) << page.drive.dump();
}

TEST_F(ShockLab, R6_AnAccountTooSmallForATileIsTakenOffByItsName) {
  for (int i = 0; i < 4; ++i) {
    const model::Id account =
        plan.add(model::Account{.name = "Corner shop " + std::to_string(i), .sector = "Trade"});
    plan.revenue(account, 2026, analysis::eur(1'000));
  }
  show("Shock lab");
  EXPECT_EQ(state_of("4 accounts"), "On the board") << page.drive.dump();
  EXPECT_FALSE(page.drive.has(Role::button, "Corner shop 2")) << "nobody could hit it";
  page.drive.choose("Take off by name", "Corner shop 2");
  EXPECT_EQ(state_of("4 accounts"), "75% left") << page.drive.dump();
  EXPECT_TRUE(page.drive.has(Role::button, "Put Corner shop 2 back"));
  EXPECT_TRUE(page.drive.has(Role::button, "Keep as scenario"));
  page.drive.click(Role::button, "Trade");
  EXPECT_EQ(state_of("4 accounts"), "Off the board");
  page.drive.click("Put all back");
  EXPECT_EQ(state_of("4 accounts"), "On the board");
}

}  // namespace
}  // namespace keyplan
