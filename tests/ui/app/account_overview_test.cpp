#include "account_page.h"

namespace keyplan {
namespace {

using analysis::day;
using model::Action;
using model::Goal;
using model::Id;
using test::undo_restores;
using ui::Role;

class AccountOverview : public test::AccountPage {
 protected:
  /// The row of a finding begins with its sentence.
  void mend(std::string_view sentence) {
    const auto rows = page.drive.all(Role::button, sentence);
    ASSERT_EQ(rows.size(), 1u) << sentence << page.drive.dump();
    page.drive.click(Role::button, rows[0]->name);
  }
};

TEST_F(AccountOverview, M5_HealthAndCompletenessTellHowTheyCameAbout) {
  plan.add(model::Satisfaction{.account = {plan.cancity},
                               .survey = model::Survey::nps,
                               .score = {90'000},
                               .date = day(2026, 11, 1)});
  show("Overview");
  const auto explain = [&](std::string_view figure) {
    page.drive.focus(Role::button, figure);
    page.drive.press("i");
    EXPECT_TRUE(page.drive.has(Role::dialog, figure)) << page.drive.dump();
  };
  explain("Account health");
  for (const std::string_view line :
       {"weighted mean of the components that are known, less points for risk",
        "Satisfaction: 100, weight 25%", "Support: n/a, no ticket was ever recorded",
        "as of 22 Nov 2026"})
    EXPECT_TRUE(page.drive.shows(line)) << line;
  page.drive.press("Escape");
  explain("Plan completeness");
  for (const std::string_view line :
       {"weighted mean of its sections", "Clear goals: 0.0%, weight 20%", "Missing: No risk"})
    EXPECT_TRUE(page.drive.shows(line)) << line;
}

TEST_F(AccountOverview, ThePageIsToldByTheNameOfTheAccountAndItsSection) {
  show("Goals");
  EXPECT_TRUE(page.drive.has(Role::main, "Cancity: Goals")) << page.drive.dump();
}

TEST_F(AccountOverview, M3_AFindingOpensTheFieldThatClosesIt) {
  plan.set<&model::Account::owner>(plan.cancity, model::Value{});
  show("Health");
  mend("Nobody owns this account");
  ASSERT_TRUE(page.drive.has(Role::dialog, "Account")) << page.drive.dump();
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Owner");
  page.drive.choose("Owner", "Ana Keller");
  page.drive.click("Done");
  EXPECT_TRUE(page.drive.all(Role::button, "Nobody owns this account").empty());
  EXPECT_EQ(now().find<model::Account>(plan.cancity)->data.owner.id, plan.owner);
}

TEST_F(AccountOverview, M3_AFindingCreatesTheRecordThatIsMissing) {
  show("Health");
  undo_restores(page, [&] {
    mend("No people are recorded");
    EXPECT_TRUE(page.drive.has(Role::dialog, "Person"));
    page.drive.click("Done");
  });
  mend("No people are recorded");
  page.drive.fill("Name", "Signe Dahl");
  page.drive.click("Done");
  EXPECT_TRUE(page.drive.all(Role::button, "No people are recorded").empty());
  EXPECT_EQ(only<model::Person>().name, "Signe Dahl");
}

TEST_F(AccountOverview, M3_EachOfTheFiveFailureModesIsFoundAndItsRowLeadsToTheFindings) {
  plan.add(Goal{.title = "Improve the relationship", .account = {plan.cancity}});
  plan.add(Action{.title = "Call", .account = {plan.cancity}});
  show("Overview");
  for (const std::string_view area :
       {"Customer insight: ", "Alignment: ", "Clear goals: ", "Risks: ", "Execution: "})
    EXPECT_EQ(page.drive.all(Role::button, area).size(), 1u) << area << page.drive.dump();
  page.drive.click(Role::button, page.drive.all(Role::button, "Risks: ").at(0)->name);
  EXPECT_TRUE(page.drive.shows("What needs you"));
  EXPECT_TRUE(page.drive.shows("No risk is recorded"));
}

TEST_F(AccountOverview, M4_AGrowthGoalOnAnUnsatisfiedAccountIsARiskWithAnActionOneClickAway) {
  const Id goal =
      plan.add(Goal{.title = "Grow by a third", .account = {plan.cancity}, .grows_revenue = true});
  plan.set<&model::Account::at_risk>(plan.cancity, model::Value{model::Choice{2}});
  show("Health");
  const auto rows = page.drive.all(Role::button, "shall grow revenue, but the account is at risk");
  ASSERT_EQ(rows.size(), 1u) << page.drive.dump();
  EXPECT_TRUE(rows[0]->description.starts_with("Risk")) << rows[0]->description;
  page.drive.click(Role::button, rows[0]->name);
  page.drive.fill("Title", "Mend first");
  page.drive.click("Done");
  bool found = false;
  for (const auto& action : now().of_account<Action>(plan.cancity))
    found = found || (action.data.title == "Mend first" && action.data.goal.id == goal);
  EXPECT_TRUE(found);
}

TEST_F(AccountOverview, M4_AGrowthGoalOnAnAccountWithoutComplaintsIsNoRisk) {
  plan.add(Goal{.title = "Grow by a third", .account = {plan.cancity}, .grows_revenue = true});
  show("Health");
  EXPECT_TRUE(page.drive.all(Role::button, "shall grow revenue, but").empty());
}

TEST_F(AccountOverview, B3_ChoosingATemplateBringsItsSectionsQuestionsAndRhythm) {
  show("Overview");
  EXPECT_TRUE(page.drive.shows("How do you plan this account?"));
  const std::string light =
      page.drive.all(Role::button, "Mid-size or portfolio account").at(0)->name;
  undo_restores(page, [&] {
    page.drive.click(Role::button, light);
    EXPECT_FALSE(page.drive.shows("How do you plan this account?"));
  });
  EXPECT_TRUE(page.drive.has(Role::tab, "Analysis"));
  page.drive.click(Role::button, light);
  EXPECT_FALSE(page.drive.has(Role::tab, "Analysis")) << "the light template leaves it out";
  EXPECT_TRUE(page.drive.has(Role::tab, "History"));
  const model::Plan& after = now();
  const auto chosen = after.find<model::Account>(plan.cancity)->data.plan_template;
  ASSERT_NE(after.find(chosen), nullptr);
  EXPECT_EQ(after.find(chosen)->data.name, "Mid-size or portfolio account");
  EXPECT_EQ(after.table<model::PlanTemplate>().size(), 1u) << "the others stay in the library";
}

TEST_F(AccountOverview, B3_TheTemplateCanBeChangedLaterInTheFacts) {
  const Id first = plan.add(model::PlanTemplate{.name = "Ours"});
  plan.add(model::PlanTemplate{.name = "Theirs"});
  plan.set<&model::Account::plan_template>(plan.cancity, first);
  show("Overview");
  undo_restores(page, [&] { page.drive.choose("Plan template", "Theirs"); });
}

class Playbooks : public test::AccountPage {
 protected:
  void start(std::string_view label) { page.drive.choose("Start a playbook", label); }
};

TEST_F(Playbooks, K1_K2_ThereAreTenToKeepCustomersAndTenAgainstChurn) {
  show("Actions");
  for (const std::string_view purpose : {"Keep the customer: ", "Against churn: "}) {
    page.drive.click(Role::combobox, "Start a playbook");
    page.drive.type(purpose);
    const auto options = page.drive.all(Role::option, purpose);
    ASSERT_FALSE(options.empty());
    EXPECT_EQ(options[0]->set_size, 10) << purpose;
    page.drive.press("Escape");
  }
}

TEST_F(Playbooks, K2_StartedItPlansItsPlaysAsActionsAndKeepsTrackOfThem) {
  show("Actions");
  const std::size_t before = now().of_account<Action>(plan.cancity).size();
  undo_restores(page, [&] { start("Against churn: Act on CSAT and NPS"); });
  start("Against churn: Act on CSAT and NPS");
  const std::string row = "Act on CSAT and NPS: Against churn";
  EXPECT_EQ(told(row), "0 of 4 done");
  std::string first;
  std::size_t added = 0;
  for (const auto& action : now().of_account<Action>(plan.cancity)) {
    if (!action.data.playbook) continue;
    ++added;
    EXPECT_TRUE(action.data.due);
    EXPECT_EQ(action.data.owner.id, plan.owner) << "who owns the account";
    EXPECT_EQ(action.data.repeats, model::Repeats::half_yearly);
    if (first.empty()) first = action.data.title;
  }
  EXPECT_EQ(added, 4u);
  EXPECT_EQ(now_->of_account<Action>(plan.cancity).size(), before + 4);
  EXPECT_EQ(now_->table<model::Playbook>().size(), 1u);
}

TEST_F(Playbooks, K1_DoneActionsCountTowardsTheirPlaybook) {
  const Id playbook = plan.add(
      model::Playbook{.name = "Reward loyalty", .purpose = model::PlaybookPurpose::retention});
  plan.add(Action{.title = "Thank them",
                  .account = {plan.cancity},
                  .status = model::ActionStatus::done,
                  .playbook = {playbook}});
  plan.add(Action{.title = "Invite them", .account = {plan.cancity}, .playbook = {playbook}});
  show("Actions");
  EXPECT_EQ(told("Reward loyalty: Keep the customer"), "1 of 2 done");
  page.drive.click(Role::button, "Reward loyalty: Keep the customer");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Playbook"));
}

}  // namespace
}  // namespace keyplan
