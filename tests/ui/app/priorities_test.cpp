#include "core/analysis/priorities.h"

#include <gtest/gtest.h>

#include <memory>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::eur;
using model::Account;
using model::Criterion;
using test::names_in;
using test::Page;
using test::undo_restores;
using ui::Role;

class Priorities : public ::testing::Test {
 protected:
  void show() {
    test::open(page, plan.plan);
    page.drive.resize(1800, 2400);
    page.go("Priorities");
  }
  const model::Plan& now() {
    now_ = std::make_unique<model::Plan>(test::plan_in(page));
    return *now_;
  }
  model::Id fit(int weight = 100) {
    return plan.add(Criterion{.name = "Fit", .weight = {weight * 100}});
  }
  void rate(model::Id account, model::Id by, int score) {
    plan.add(model::Rating{
        .account = {account}, .criterion = {by}, .score = {score * std::int64_t{10'000}}});
  }

  test::SmallPortfolio plan;
  platform::MemoryStore store;
  Page page{store};
  std::unique_ptr<model::Plan> now_;
};

using Names = std::vector<std::string>;

TEST_F(Priorities, P1_EveryScoreSaysHowItCameAbout) {
  const model::Id by = fit();
  rate(plan.cancity, by, 8);
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Priority of Cancity"), "8.0");
  page.drive.focus(Role::button, "Priority of Cancity");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("8.0 for 8, weight 100%")) << page.drive.dump();
}

TEST_F(Priorities, P1_AWeightRanksAnewAndIsOneStepToUndo) {
  const model::Id by = fit(50);
  const model::Id far = plan.add(Criterion{.name = "Reach", .weight = {1000}});
  rate(plan.cancity, by, 2);
  rate(plan.cancity, far, 10);
  rate(plan.konex, by, 6);
  rate(plan.konex, far, 0);
  show();
  EXPECT_EQ(names_in(page, "Ranking")[0], "Konex");
  const auto far_to_fifty = [&] {
    page.drive.act(page.drive.find(Role::slider, "Reach"), ui::ActionKind::set_value, "50");
    page.drive.act(page.drive.find(Role::slider, "Fit"), ui::ActionKind::set_value, "5");
  };
  far_to_fifty();
  EXPECT_EQ(names_in(page, "Ranking")[0], "Cancity") << page.drive.dump();
  page.drive.press("Ctrl+Z");
  page.drive.press("Ctrl+Z");
  EXPECT_EQ(names_in(page, "Ranking")[0], "Konex");
}

TEST_F(Priorities, P1_ChangingAUsualWeightMakesTheCriteriaThePlansOwn) {
  show();
  EXPECT_TRUE(page.drive.has(Role::slider, "Whitespace"));
  undo_restores(page, [&] {
    page.drive.act(page.drive.find(Role::slider, "Whitespace"), ui::ActionKind::set_value, "40");
  });
  page.drive.act(page.drive.find(Role::slider, "Whitespace"), ui::ActionKind::set_value, "40");
  const auto& criteria = now().table<Criterion>();
  EXPECT_EQ(criteria.size(), analysis::usual_criteria().size())
      << "all of them, so that nothing else changes";
  for (const auto& criterion : criteria)
    if (criterion.data.name == "Whitespace") EXPECT_EQ(criterion.data.weight.hundredths, 4000);
}

TEST_F(Priorities, P1_ACriterionIsAddedByTypingAndOpened) {
  fit();
  show();
  page.drive.fill("Add criterion", "Room to grow");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Criterion")) << page.drive.dump();
  page.drive.click("Done");
  EXPECT_TRUE(page.drive.has(Role::slider, "Room to grow"));
}

TEST_F(Priorities, P1_AnAccountIsRatedByHand) {
  fit();
  show();
  page.drive.click(Role::row, "Konex");
  undo_restores(page, [&] {
    page.drive.act(page.drive.find(Role::slider, "Fit of Konex"), ui::ActionKind::set_value, "7");
  });
  page.drive.act(page.drive.find(Role::slider, "Fit of Konex"), ui::ActionKind::set_value, "7");
  EXPECT_EQ(page.drive.value(Role::button, "Priority of Konex"), "7.0");
}

TEST_F(Priorities, P2_TheMatrixTellsTheFieldOfEachAccount) {
  const model::Id by = fit();
  const model::Id strong = plan.add(
      Criterion{.name = "Trust", .axis = model::CriterionAxis::relationship, .weight = {10'000}});
  rate(plan.cancity, by, 9);
  rate(plan.cancity, strong, 8);
  rate(plan.konex, by, 8);
  rate(plan.konex, strong, 2);
  show();
  EXPECT_EQ(page.drive.find(Role::figure, "Where to invest").description,
            "How attractive each account is and how strong the relationship.");
  EXPECT_TRUE(page.drive.shows(
      "Invest & grow: Attractiveness 9.0, Relationship strength 8.0, Revenue \u20AC4.8\u00A0M"))
      << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Selectively build: Attractiveness 8.0"));
  EXPECT_TRUE(page.drive.shows("2 accounts without a place"));
}

TEST_F(Priorities, P2_OfHundredsOfAccountsThoseOfACellAreSelectedAsOne) {
  const model::Id by = fit();
  const model::Id strong = plan.add(
      Criterion{.name = "Trust", .axis = model::CriterionAxis::relationship, .weight = {10'000}});
  for (int i = 0; i < 400; ++i) {
    const model::Id account = plan.account("Customer " + std::to_string(i));
    rate(account, by, 9);
    rate(account, strong, i % 4 == 0 ? 2 : 8);
  }
  show();
  const auto cells = page.drive.all(Role::button, " accounts, Selectively build: ");
  ASSERT_EQ(cells.size(), 1u) << page.drive.dump();
  const std::string name = cells.front()->name;
  page.drive.click(Role::button, name);
  EXPECT_EQ(page.drive.find(Role::button, name).selected, ui::Tristate::on);
  page.drive.choose("Owner of the selected", "Ana Keller");
  std::size_t owned = 0;
  for (const auto& account : now().table<Account>()) owned += account.data.owner ? 1 : 0;
  EXPECT_EQ(owned, 4 + static_cast<std::size_t>(std::stoi(name)));

  page.go("Portfolio");
  page.drive.click(Role::button, page.drive.all(Role::button, " accounts, ").front()->name);
  EXPECT_TRUE(page.drive.has(Role::main, "Priorities")) << "where they can be planned at once";
}

TEST_F(Priorities, P2_TheSuggestedTierIsTakenOverAtAPress) {
  const model::Id by = fit();
  rate(plan.treequote, by, 9);
  show();
  undo_restores(page, [&] { page.drive.click("Make Treequote Strategic"); });
  page.drive.click("Make Treequote Strategic");
  EXPECT_EQ(now().find<Account>(plan.treequote)->data.tier, model::Tier::strategic);
  EXPECT_FALSE(page.drive.has(Role::button, "Make Treequote Strategic"));
}

TEST_F(Priorities, P3_TheKeyAccountTestNamesItsShares) {
  show();
  page.drive.focus(Role::button, "Largest share of Cancity");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("Of all revenue")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("70.6%"));
}

TEST_F(Priorities, P3_FromWhichShareAnAccountIsKeyIsSetInSettings) {
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Key by a share"), "2");
  EXPECT_EQ(page.drive.find(Role::button, "Key by a share").description, "from 10%");
  page.go("Settings");
  undo_restores(page, [&] { page.drive.fill("Key from share of revenue", "7.25"); });
  page.drive.fill("Key from share of revenue", "7.25");
  page.go("Priorities");
  EXPECT_EQ(page.drive.value(Role::button, "Key by a share"), "3") << "Konex Berlin has 7.35%";
  EXPECT_EQ(page.drive.find(Role::button, "Key by a share").description, "from 7.25%");
}

TEST_F(Priorities, P2_ScoresOfTiersAndHoursAreSetInSettings) {
  show();
  page.go("Settings");
  for (const std::string_view field :
       {"Strategic from score", "Growth from score", "A up to", "Hours for a key one"})
    EXPECT_TRUE(page.drive.has(Role::textbox, field)) << field << page.drive.dump();
  page.drive.fill("Strategic from score", "5.5");
  EXPECT_EQ(now().settings().strategic_from, model::Decimal{5'5000});
}

TEST_F(Priorities, P4_PowerSaysWhatItNeedsOrWhoHoldsIt) {
  plan.set<&Account::category_spend>(plan.cancity, eur(48'000'000));
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Power of Cancity"), "They hold it");
  EXPECT_EQ(page.drive.value(Role::button, "Power of Konex"), "Not known");
}

TEST_F(Priorities, P7_AViewIsKeptUnderANameAndShownOnOtherPagesToo) {
  show();
  page.drive.fill("Filter accounts", "konex");
  page.drive.click(Role::radio, "Region");
  const auto save = [&] {
    page.drive.click("Views");
    page.drive.click(Role::menuitem, "Save this view");
    page.drive.fill("Name", "Konex and its branches");
    if (page.drive.has(Role::button, "Save")) page.drive.click("Save");
  };
  test::undo_restores(page, save);
  save();
  page.drive.click("Show all");
  EXPECT_GT(page.drive.rows("Ranking").size(), 2u);
  page.drive.click("Views");
  page.drive.click(Role::menuitem, "Konex and its branches");
  EXPECT_EQ(page.drive.rows("Ranking").size(), 2u);
  page.go("Accounts");
  page.drive.click("Views");
  page.drive.click(Role::menuitem, "Konex and its branches");
  EXPECT_TRUE(page.drive.has(Role::link, "Konex Berlin")) << page.drive.dump();
  EXPECT_FALSE(page.drive.has(Role::link, "Cancity"));
  test::undo_restores(page, [&] {
    page.drive.click("Views");
    page.drive.click(Role::menuitem, "Remove Konex and its branches");
  });
}

TEST_F(Priorities, P5_P7_SeveralAccountsAreChangedAtOnceAsOneStep) {
  show();
  page.drive.click(Role::row, "Konex");
  page.drive.focus(Role::row, "Konex");
  page.drive.press("Ctrl+A");
  undo_restores(page, [&] { page.drive.click("Target"); });
  page.drive.click("Target");
  for (const auto& account : now().table<Account>()) EXPECT_TRUE(account.data.targeted);
}

TEST_F(Priorities, P5_AnActionAndATemplateAreGivenToSeveralAccountsAsOneStep) {
  const model::Id quarterly = plan.add(model::PlanTemplate{.name = "Quarterly"});
  show();
  page.drive.click(Role::row, "Konex");
  page.drive.press("Ctrl+A");
  const std::size_t before = now().table<model::Action>().size();
  undo_restores(page, [&] { page.drive.fill("Plan an action for each", "Call before Christmas"); });
  page.drive.fill("Plan an action for each", "Call before Christmas");
  EXPECT_EQ(now().table<model::Action>().size(), before + 4);
  for (const auto& action : now().of_account<model::Action>(plan.konex)) {
    EXPECT_EQ(action.data.title, "Call before Christmas");
    EXPECT_EQ(action.data.owner.id, plan.owner);
  }
  undo_restores(page, [&] { page.drive.choose("Template of the selected", "Quarterly"); });
  page.drive.choose("Template of the selected", "Quarterly");
  for (const auto& account : now().table<Account>())
    EXPECT_EQ(account.data.plan_template.id, quarterly);
}

TEST_F(Priorities, P6_HoursAreHeldAgainstWhatAManagerHas) {
  plan.set<&model::TeamMember::capacity_hours>(plan.owner, model::Count{300});
  show();
  // 240 + 120 + 16 + 60 hours of the tiers.
  EXPECT_EQ(page.drive.value(Role::button, "Load of Ana Keller"), "145%") << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("1 manager over the limit"));
}

TEST_F(Priorities, P8_AccountsAreGroupedByAnyDimensionAndARowFilters) {
  show();
  page.drive.click(Role::radio, "Sector");
  EXPECT_EQ(names_in(page, "By group"), (Names{"Industry", "Retail", "Not set"}));
  page.drive.click(Role::row, "Industry");
  EXPECT_EQ(names_in(page, "Ranking"), (Names{"Konex"}));
  page.drive.click("Show all");
  EXPECT_EQ(names_in(page, "Ranking").size(), 4u);
}

TEST_F(Priorities, AnEmptyPlanSaysHowToBegin) {
  test::open(page, analysis::PlanMaker().plan);
  page.go("Priorities");
  EXPECT_TRUE(page.drive.shows("Nothing to rank yet")) << page.drive.dump();
}

}  // namespace
}  // namespace keyplan
