#include "core/analysis/scenario.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/core/analysis/planned_account.h"

namespace keyplan::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Problem = ScenarioGap::Problem;

Percent percent(double of) { return {static_cast<std::int32_t>(of * 100)}; }

class ScenarioTest : public testing::Test, public PlanMaker {
 protected:
  ScenarioTest() {
    anna = add(TeamMember{.name = "Anna Keller"});
    key = add(Account{.name = "Key", .sector = "Airlines", .region = "South", .owner = {anna}});
    branch = add(Account{.name = "Branch", .parent = {key}, .sector = "Airlines"});
    growth = add(Account{.name = "Growth", .tier = Tier::growth, .sector = "Rail"});
    rest = add(Account{.name = "Rest", .region = "South"});
    revenue(key, 2025, eur(1'500'000));
    revenue(branch, 2025, eur(300'000));
    revenue(growth, 2025, eur(200'000));
    revenue(rest, 2025, eur(8'000'000));
    setting<&Settings::win_rate>(percent(25));
    setting<&Settings::average_deal>(eur(100'000));
    setting<&Settings::goal>(eur(11'000'000));
    scenario = add(Scenario{.name = "Worst case"});
  }

  Id change(ScenarioChange data) {
    data.scenario = {scenario};
    return add(std::move(data));
  }
  ScenarioOutcome outcome() {
    cache.refresh(plan, today);
    return evaluate_scenario(plan, scenario, cache);
  }
  Figure figure(std::string_view id) {
    const auto figures = scenario_figures(plan, outcome());
    const Figure* found = find_figure(figures, id);
    if (found == nullptr) ADD_FAILURE() << "no figure " << id;
    return found == nullptr ? Figure{} : *found;
  }
  std::vector<Problem> problems() {
    std::vector<Problem> found;
    for (const ScenarioGap& gap : outcome().gaps) found.push_back(gap.problem);
    return found;
  }

  const Date today = day(2026, 11, 22);
  Cache cache;
  Id anna, key, branch, growth, rest, scenario;
};

// The oracle of the worst case: 10 M in the book, 1.8 M of it lost, at a win rate of 25 %.
TEST_F(ScenarioTest, LosingAnAccountTakesItsBranchesAndNeedsFourTimesThePipeline) {
  deal(branch, Stage::proposal, eur(50'000), day(2026, 12, 1));
  const Id lost = change({.type = ChangeType::lose_account, .account = {key}});
  const ScenarioOutcome s = outcome();
  EXPECT_EQ(s.revenue_lost.value, 1'800'000'00);
  EXPECT_DOUBLE_EQ(*s.share_lost, 0.18);
  EXPECT_EQ(s.refill, 7'200'000'00);
  EXPECT_EQ(s.deals_needed, 72);
  EXPECT_EQ(s.accounts_needed, 9) << "of 200 k each";
  EXPECT_EQ(s.accounts_lost, 2u);
  EXPECT_EQ(s.deals_lost, 1u);
  EXPECT_EQ(s.pipeline_lost.value, 50'000'00);
  EXPECT_EQ(s.weighted_lost.value, 25'000'00);
  EXPECT_EQ(s.before.total, 10'025'000'00);
  EXPECT_EQ(s.forecast.total, 8'200'000'00);
  EXPECT_EQ(*s.forecast.gap - *s.before.gap, 1'825'000'00);
  EXPECT_EQ(s.forecast.quarters[3].weighted, 0);
  ASSERT_THAT(s.accounts, SizeIs(2));
  EXPECT_EQ(s.accounts[0].account, key) << "the largest loss first";
  EXPECT_THAT(s.accounts[0].changes, ElementsAre(lost));
  EXPECT_DOUBLE_EQ(*s.concentration.top_share(1), 8.0 / 8.2);
  EXPECT_EQ(s.concentration.top.size(), 2u);
  EXPECT_THAT(s.gaps, IsEmpty());
}

TEST_F(ScenarioTest, EveryFigureSaysHowItCameAbout) {
  change({.type = ChangeType::lose_account, .account = {key}});
  change({.type = ChangeType::sector_shock});
  const Figure lost = figure("scenario_revenue_lost");
  EXPECT_EQ(lost.text(), "€1,800,000.00");
  EXPECT_EQ(lost.inputs[0].name, "Key");
  EXPECT_EQ(lost.inputs[0].record, (RecordKey{Kind::account, key}));
  EXPECT_THAT(lost.inputs[0].text, HasSubstr("100.0% of it goes"));
  EXPECT_EQ(lost.inputs.back().text, "Shock to a sector: enter the sector.");
  EXPECT_EQ(figure("scenario_margin_lost").na_reason,
            "No revenue of the accounts that are hit names a cost.");
  for (const Figure& figure : scenario_figures(plan, outcome())) {
    EXPECT_EQ(figure.has_value(), figure.na_reason.empty()) << figure.id;
    EXPECT_FALSE(figure.formula.empty() && figure.has_value()) << figure.id;
  }
}

TEST_F(ScenarioTest, MarginIsThatOfRevenueWithACost) {
  add(Revenue{
      .account = {key}, .period = year_of(2025), .amount = eur(100'000), .cost = eur(65'000)});
  change({.type = ChangeType::lose_account, .account = {key}, .percent = percent(50)});
  const ScenarioOutcome s = outcome();
  EXPECT_EQ(s.with_margin, 1u) << "the branch names no cost";
  EXPECT_EQ(s.margin_lost.value, 17'500'00);
  EXPECT_EQ(s.revenue_lost.value, 950'000'00);
  EXPECT_EQ(s.accounts_lost, 0u);
}

TEST_F(ScenarioTest, ShocksMultiplyWhatSurvivesInAnyOrder) {
  change({.type = ChangeType::sector_shock, .sector = " AIRLINES", .percent = percent(20)});
  change({.type = ChangeType::region_shock, .region = "south", .percent = percent(50)});
  const ScenarioOutcome s = outcome();
  EXPECT_DOUBLE_EQ(s.survival_of(key).fraction(), 0.4);
  EXPECT_DOUBLE_EQ(s.survival_of(branch).fraction(), 0.8);
  EXPECT_DOUBLE_EQ(s.survival_of(rest).fraction(), 0.5);
  EXPECT_EQ(s.survival_of(growth), Survival{});
  EXPECT_EQ(s.revenue_lost.value, 900'000'00 + 60'000'00 + 4'000'000'00);
}

TEST_F(ScenarioTest, PriceChurnAndWinRateMoveTheForecast) {
  setting<&Settings::price_uplift>(percent(4));
  setting<&Settings::churn>(percent(10));
  deal(rest, Stage::proposal, eur(100'000), day(2026, 12, 1));
  change({.type = ChangeType::price_change, .percent = percent(-50)});
  change({.type = ChangeType::churn_change, .percent = percent(15)});
  change({.type = ChangeType::win_rate_change, .percent = percent(-5)});
  const ScenarioOutcome s = outcome();
  EXPECT_NEAR(*s.base.price_uplift.value, 0.52 - 1, 1e-12);
  EXPECT_DOUBLE_EQ(*s.base.churn.value, 0.25);
  EXPECT_DOUBLE_EQ(*s.base.win_rate.value, 0.20);
  EXPECT_EQ(s.forecast.existing, 3'900'000'00);
  EXPECT_EQ(s.forecast.net_new, 40'000'00) << "won at 20 % instead of 25 %";
  EXPECT_EQ(s.before.net_new, 50'000'00);
  EXPECT_EQ(s.revenue_lost.value, 0);
}

TEST_F(ScenarioTest, PlannedSalesLoseWhatThePipelineBehindThemLoses) {
  deal(key, Stage::proposal, eur(100'000), day(2026, 12, 1), {}, DealType::up_sell);
  setting<&Settings::planned_up_sell>(eur(70'000));
  change({.type = ChangeType::lose_account, .account = {key}});
  EXPECT_EQ(outcome().forecast.net_new, 20'000'00);
  setting<&Settings::planned_up_sell>(eur(30'000));
  EXPECT_EQ(outcome().forecast.net_new, 0);
}

TEST_F(ScenarioTest, AManagerWhoLeavesPutsAShareAtRiskAndSaysWhy) {
  const Id leaves = change({.type = ChangeType::manager_leaves, .member = {anna}});
  add(Person{.name = "Dora", .account = {key}, .owner = {anna}});
  const ScenarioOutcome s = outcome();
  ASSERT_THAT(s.leavers, SizeIs(1));
  EXPECT_EQ(s.leavers[0].change, leaves);
  ASSERT_THAT(s.leavers[0].accounts, SizeIs(1));
  EXPECT_DOUBLE_EQ(s.leavers[0].accounts[0].at_risk, 0.2);
  EXPECT_THAT(s.leavers[0].accounts[0].reasons,
              ElementsAre("10% is at risk whenever somebody new comes.",
                          "10% more: Nobody else of ours is in touch with anybody there."));
  EXPECT_THAT(s.leavers[0].leaves.calls, SizeIs(1));
  EXPECT_EQ(s.leavers[0].exposed, 1'500'000'00);
  EXPECT_EQ(s.revenue_lost.value, 300'000'00);
  set<&ScenarioChange::percent>(leaves, percent(40));
  EXPECT_EQ(outcome().revenue_lost.value, 600'000'00);
}

TEST_F(ScenarioTest, WhatCannotCountIsNamedAndNothingElse) {
  change({});
  change({.type = ChangeType::lose_account});
  change({.type = ChangeType::lose_account, .account = {Id{77}}});
  change({.type = ChangeType::sector_shock, .percent = percent(5)});
  change({.type = ChangeType::sector_shock, .sector = "Rail"});
  change({.type = ChangeType::region_shock, .region = "Moon", .percent = percent(5)});
  change({.type = ChangeType::manager_leaves});
  change({.type = ChangeType::manager_leaves, .member = {Id{78}}});
  change({.type = ChangeType::price_change});
  change({.type = ChangeType::churn_change});
  change({.type = ChangeType::win_rate_change});
  EXPECT_THAT(problems(), testing::UnorderedElementsAre(
                              Problem::no_type, Problem::no_target, Problem::target_gone,
                              Problem::no_target, Problem::no_percent, Problem::nothing_there,
                              Problem::no_target, Problem::target_gone, Problem::no_percent,
                              Problem::no_percent, Problem::no_percent));
  const ScenarioOutcome s = outcome();
  EXPECT_EQ(s.forecast.total, s.before.total);
  for (const ScenarioGap& gap : s.gaps) EXPECT_TRUE(gap.sentence.ends_with(".")) << gap.sentence;
}

TEST_F(ScenarioTest, SharesBeyondAllCountAsAllAndAreNamed) {
  change({.type = ChangeType::sector_shock, .sector = "Rail", .percent = percent(130)});
  const ScenarioOutcome s = outcome();
  EXPECT_EQ(s.revenue_lost.value, 200'000'00);
  ASSERT_THAT(s.gaps, SizeIs(1));
  EXPECT_EQ(s.gaps[0].sentence,
            "Shock to a sector: 130.0% counts as 100.0%. Enter a share lost of 0% to 100%.");
  EXPECT_FALSE(s.accounts_needed) << "the only Growth account is lost";
}

TEST_F(ScenarioTest, AWinRateNobodyKnowsCannotChange) {
  setting<&Settings::win_rate>(Value());
  change({.type = ChangeType::win_rate_change, .percent = percent(5)});
  change({.type = ChangeType::lose_account, .account = {key}});
  const ScenarioOutcome s = outcome();
  EXPECT_THAT(problems(), ElementsAre(Problem::no_win_rate));
  EXPECT_EQ(s.refill, std::nullopt);
  EXPECT_EQ(s.deals_needed, std::nullopt);
}

TEST_F(ScenarioTest, ChangesComeInTheirOrder) {
  const Id second = change({.type = ChangeType::churn_change, .ord = {"b"}});
  const Id first = change({.type = ChangeType::price_change, .ord = {"a"}});
  const Id last = change({});
  std::vector<Id> ids;
  for (const TriedChange& found : changes_of(plan, scenario)) ids.push_back(found.id);
  EXPECT_THAT(ids, ElementsAre(first, second, last));
}

TEST_F(ScenarioTest, ALossPlanWithoutTextIsMissing) {
  EXPECT_EQ(loss_plan_status({}), LossPlanStatus::missing);
  EXPECT_EQ(loss_plan_status({.loss_plan = "Call"}), LossPlanStatus::draft);
  EXPECT_EQ(loss_plan_status({.loss_plan = "Call", .loss_plan_status = LossPlanStatus::ready}),
            LossPlanStatus::ready);
}

using Row = std::tuple<unsigned, unsigned, unsigned>;

struct RandomPlan : PlanMaker {
  explicit RandomPlan(const std::vector<Row>& rows) {
    constexpr std::string_view names[] = {"", "Rail", "Air", "Sea"};
    for (unsigned i = 0; i < 5; ++i) {
      accounts.push_back(add(Account{.name = "A" + std::to_string(i),
                                     .parent = {i == 3 ? accounts[0] : Id{}},
                                     .tier = static_cast<Tier>(i),
                                     .sector = std::string(names[i % 4]),
                                     .region = std::string(names[(i + 1) % 3])}));
    }
    for (const auto& [what, who, much] : rows) {
      const Id account = accounts[who % 5];
      const Money amount = eur(static_cast<std::int64_t>(much % 100'000) - 1'000);
      if (what % 3 == 0) {
        deal(account, static_cast<Stage>(1 + much % 6), amount, day(2026, 12, 1), {},
             static_cast<DealType>(what % 6));
      } else {
        revenue(account, 2023 + static_cast<int>(much % 4), amount);
      }
    }
    setting<&Settings::goal>(eur(1'000'000));
    cache.refresh(plan, day(2026, 11, 22));
  }
  std::vector<TriedChange> changes(const std::vector<Row>& rows) const {
    std::vector<TriedChange> made;
    for (const auto& [what, who, much] : rows) {
      made.push_back({Id{made.size() + 1},
                      {.type = static_cast<ChangeType>(what % 8),
                       .account = {accounts[who % 5]},
                       .sector = who % 2 == 0 ? "rail" : "Air",
                       .region = who % 3 == 0 ? "SEA" : "Rail",
                       .percent = {static_cast<std::int32_t>(much % 12'000) - 1'000}}});
    }
    return made;
  }
  std::vector<Id> accounts;
  Cache cache;
};

bool same(const Forecast& a, const Forecast& b) {
  return a.base == b.base && a.churn == b.churn && a.price == b.price && a.existing == b.existing &&
         a.net_new_parts == b.net_new_parts && a.total == b.total && a.gap == b.gap &&
         a.need == b.need && a.deals == b.deals && a.coverage == b.coverage &&
         a.coverage_required == b.coverage_required && a.remaining_quota == b.remaining_quota &&
         std::ranges::equal(a.quarters, b.quarters, [](const Quarter& x, const Quarter& y) {
           return x.weighted == y.weighted && x.need == y.need && x.deals == y.deals;
         });
}

RC_GTEST_PROP(ScenarioProperty, WithoutChangesItIsThePlan, (const std::vector<Row>& rows)) {
  const RandomPlan made(rows);
  const ScenarioOutcome s = evaluate_changes(made.plan, {}, made.cache);
  RC_ASSERT(same(s.forecast, made.cache.forecast()));
  RC_ASSERT(s.base.to_new_customers == made.cache.forecast_base().to_new_customers);
  RC_ASSERT(s.base.pipeline == made.cache.forecast_base().pipeline);
  RC_ASSERT(s.base.kept == made.cache.forecast_base().kept);
  RC_ASSERT(s.concentration.top == made.cache.portfolio().top);
  RC_ASSERT(s.concentration.concentration_index == made.cache.portfolio().concentration_index);
  RC_ASSERT(s.revenue_lost == Sum{});
}

RC_GTEST_PROP(ScenarioProperty, TheOrderOfChangesIsNoMatter,
              (const std::vector<Row>& rows, const std::vector<Row>& change_rows)) {
  const RandomPlan made(rows);
  auto changes = made.changes(change_rows);
  const ScenarioOutcome one = evaluate_changes(made.plan, changes, made.cache);
  std::ranges::reverse(changes);
  std::ranges::rotate(changes, changes.begin() + static_cast<std::ptrdiff_t>(changes.size() / 2));
  const ScenarioOutcome two = evaluate_changes(made.plan, changes, made.cache);
  RC_ASSERT(one.accounts == two.accounts);
  RC_ASSERT(same(one.forecast, two.forecast));
  RC_ASSERT(one.gaps.size() == two.gaps.size());
}

RC_GTEST_PROP(ScenarioProperty, WhatIsLostAndWhatIsLeftAreTheWhole,
              (const std::vector<Row>& rows, const std::vector<Row>& change_rows)) {
  const RandomPlan made(rows);
  const ScenarioOutcome s = evaluate_changes(made.plan, made.changes(change_rows), made.cache);
  RC_ASSERT(s.base.base.has_value() == s.before_base.base.has_value());
  if (s.base.base) RC_ASSERT(*s.base.base + s.revenue_lost.value == *s.before_base.base);
  Sum sum;
  for (const AccountEffect& effect : s.accounts) {
    RC_ASSERT(effect.revenue_lost >= 0 && effect.revenue_lost <= effect.revenue);
    sum += effect.revenue_lost;
  }
  RC_ASSERT(sum == s.revenue_lost);
  const Ratio hhi = s.concentration.concentration_index;
  RC_ASSERT((!hhi || (*hhi > 0 && *hhi <= 10'000.0001)));
  for (const Figure& figure : scenario_figures(made.plan, s)) {
    const auto* number = std::get_if<double>(&figure.value);
    RC_ASSERT((number == nullptr || std::isfinite(*number)));
    RC_ASSERT(figure.has_value() == figure.na_reason.empty());
  }
}

}  // namespace
}  // namespace keyplan::analysis
