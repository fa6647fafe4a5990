#include "core/analysis/priorities.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/workload.h"
#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {
namespace {

class PrioritiesTest : public AnalysisTest {
 protected:
  PriorityBase base() {
    cache.refresh(plan, today);
    return priority_base(plan, cache);
  }
  std::size_t place(const PriorityBase& base, Id account) {
    const auto at = std::ranges::find(base.accounts, account, &PriorityAccount::id);
    EXPECT_NE(at, base.accounts.end());
    return static_cast<std::size_t>(at - base.accounts.begin());
  }
  Priority priority(Id account) {
    const PriorityBase all = base();
    return prioritise(all)[place(all, account)];
  }
  PriorityAccount facts(Id account) {
    const PriorityBase all = base();
    return all.accounts[place(all, account)];
  }
  Id criterion(std::string name, int weight, CriterionAxis axis = CriterionAxis::unset,
               Measure measure = Measure::unset) {
    return add(Criterion{.name = std::move(name),
                         .axis = axis,
                         .measure = measure,
                         .weight = {weight * 100},
                         .ord = {std::string(1, ++last_)}});
  }
  void rate(Id account, Id criterion, double score) {
    add(Rating{.account = {account},
               .criterion = {criterion},
               .score = {static_cast<std::int64_t>(score * 10'000)}});
  }
  char last_ = 'A';
  Workload load_of(Id member) {
    cache.refresh(plan, today);
    for (const Workload& load :
         workloads(plan, cache.accounts(), cache.portfolio(), cache.context()))
      if (load.member == member) return load;
    ADD_FAILURE() << "no such member";
    return {};
  }
};

// .35 x 8 + .25 x 6 + .2 x 9 + .2 x 5 = 7.10; .4 x 7 + .3 x 5 + .3 x 4 = 5.50.
TEST_F(PrioritiesTest, P1_AxesAreWeightedMeansOfTheirCriteria) {
  const Id id = account("A");
  int weights[] = {35, 25, 20, 20};
  double scores[] = {8, 6, 9, 5};
  for (int i = 0; i < 4; ++i) rate(id, criterion("C" + std::to_string(i), weights[i]), scores[i]);
  int others[] = {40, 30, 30};
  double strengths[] = {7, 5, 4};
  for (int i = 0; i < 3; ++i)
    rate(id, criterion("R" + std::to_string(i), others[i], CriterionAxis::relationship),
         strengths[i]);
  const Priority found = priority(id);
  EXPECT_NEAR(*found.attractiveness, 7.10, 1e-9);
  EXPECT_NEAR(*found.relationship, 5.50, 1e-9);
  EXPECT_NEAR(*found.score, (7.10 + 5.50) / 2, 1e-9);
  EXPECT_EQ(stance_of(*found.attractiveness, *found.relationship), Stance::invest);
}

TEST_F(PrioritiesTest, P1_WhatIsNotKnownIsLeftOutAndSaidSo) {
  const Id id = account("A");
  rate(id, criterion("Fit", 50), 8);
  criterion("Reach", 50);
  EXPECT_NEAR(*priority(id).attractiveness, 8, 1e-9);
  EXPECT_EQ(priority(id).relationship, std::nullopt);
  const Figure why = priority_figure(base(), 0);
  EXPECT_EQ(why.inputs[0].text, "8.0 for 8, weight 50%");
  EXPECT_EQ(why.inputs[1].text, "not known, left out");
}

TEST_F(PrioritiesTest, P1_AScaleCanCountDownwards) {
  const Id near = account("Near");
  const Id far = account("Far");
  const Id distance = add(Criterion{
      .name = "Distance in km", .weight = {10'000}, .worst = {500 * 10'000}, .best = {0}});
  rate(near, distance, 50);
  rate(far, distance, 900);
  EXPECT_NEAR(*priority(near).score, 9, 1e-9);
  EXPECT_NEAR(*priority(far).score, 0, 1e-9);
}

TEST_F(PrioritiesTest, P1_UsualCriteriaCountWhileThePlanHasNone) {
  const Id large = account("Large");
  const Id small = account("Small");
  revenue(large, 2026, eur(900'000));
  revenue(small, 2026, eur(9'000));
  EXPECT_EQ(base().criteria.size(), usual_criteria().size());
  EXPECT_GT(*priority(large).score, *priority(small).score);
}

TEST_F(PrioritiesTest, P2_TheTierIsSuggestedByThresholdsThatCanBeSet) {
  const Id id = account("A");
  rate(id, criterion("Fit", 100), 6);
  EXPECT_EQ(priority(id).suggested, Tier::key);
  setting<&Settings::strategic_from>(Decimal{5 * 10'000});
  EXPECT_EQ(priority(id).suggested, Tier::strategic);
  setting<&Settings::strategic_from>(Decimal{9 * 10'000});
  setting<&Settings::key_from>(Decimal{8 * 10'000});
  EXPECT_EQ(priority(id).suggested, Tier::growth);
}

// 400, 250, 120, 80, 50, 40, 30, 20, 6, 4: A = 4, B = 3, C = 3.
TEST_F(PrioritiesTest, P2_AbcIsByCumulativeRevenue) {
  std::vector<Id> ids;
  for (const int amount : {400, 250, 120, 80, 50, 40, 30, 20, 6, 4}) {
    ids.push_back(account("A" + std::to_string(amount)));
    revenue(ids.back(), 2026, eur(amount));
  }
  std::string letters;
  for (const Id id : ids) letters += static_cast<char>('A' + static_cast<int>(facts(id).abc));
  EXPECT_EQ(letters, "AAAABBBCCC");
}

TEST_F(PrioritiesTest, P3_EighteenPercentIsKeyAndOneIsNot) {
  const Id large = account("Large");
  const Id small = account("Small");
  const Id rest = account("Rest");
  revenue(large, 2026, eur(18));
  revenue(small, 2026, eur(1));
  revenue(rest, 2026, eur(81));
  EXPECT_TRUE(facts(large).key.is_key);
  EXPECT_FALSE(facts(small).key.is_key);
  setting<&Settings::key_share>(Percent{2000});
  EXPECT_FALSE(facts(large).key.is_key);
}

TEST_F(PrioritiesTest, P3_EachMeasureHasAThresholdOfItsOwn) {
  const Id offering = add(Offering{.name = "Valves"});
  const Id buyer = account("Buyer");
  revenue(account("Rest"), 2026, eur(95));
  add(Revenue{
      .account = {buyer}, .period = year_of(2026), .offering = {offering}, .amount = eur(5)});
  EXPECT_TRUE(facts(buyer).key.is_key) << "all revenue of one offering";
  setting<&Settings::key_share_offering>(Percent{10'100});
  EXPECT_FALSE(facts(buyer).key.is_key) << "5% of all revenue";
  setting<&Settings::key_share>(Percent{500});
  EXPECT_TRUE(facts(buyer).key.is_key);
  setting<&Settings::key_share>(Percent{501});
  EXPECT_FALSE(facts(buyer).key.is_key);
  EXPECT_EQ(key_shares_text(key_shares(plan.settings())),
            "5.01% of revenue, 5.01% of profit, 101% of one offering");
}

TEST_F(PrioritiesTest, P3_AProfitableAccountIsKeyByItsProfit) {
  const Id good = account("Good");
  const Id rest = account("Rest");
  add(Revenue{.account = {good}, .period = year_of(2026), .amount = eur(5), .cost = eur(0)});
  add(Revenue{.account = {rest}, .period = year_of(2026), .amount = eur(95), .cost = eur(80)});
  EXPECT_TRUE(facts(good).key.is_key) << "a quarter of all profit";
  setting<&Settings::key_share_profit>(Percent{2'501});
  EXPECT_FALSE(facts(good).key.is_key);
}

TEST_F(PrioritiesTest, P3_AnAccountIsKeyByOneOfferingOrByItsStanding) {
  const Id offering = add(Offering{.name = "Valves"});
  const Id buyer = account("Buyer");
  const Id rest = account("Rest");
  const Id famous = add(Account{.name = "Famous", .standing = true});
  revenue(rest, 2026, eur(1000));
  add(Revenue{
      .account = {buyer}, .period = year_of(2026), .offering = {offering}, .amount = eur(5)});
  EXPECT_TRUE(facts(buyer).key.is_key);
  EXPECT_EQ(facts(buyer).key.of, offering);
  EXPECT_TRUE(facts(famous).key.is_key);
  EXPECT_LE(priority(famous).suggested, Tier::key);
}

TEST_F(PrioritiesTest, P4_PowerIsWithTheSideThatDependsLess) {
  const Id giant = add(Account{.name = "Giant", .category_spend = eur(10'000)});
  const Id captive = add(Account{.name = "Captive", .category_spend = eur(110)});
  const Id unknown = account("Unknown");
  revenue(giant, 2026, eur(800));
  revenue(captive, 2026, eur(100));
  revenue(unknown, 2026, eur(100));
  EXPECT_EQ(facts(giant).power, Power::theirs);
  EXPECT_EQ(facts(captive).power, Power::ours);
  EXPECT_EQ(facts(unknown).power, Power::unknown);
  const PriorityBase all = base();
  EXPECT_EQ(power_figure(all, place(all, unknown)).na_reason,
            "It needs their spend on what we sell, or potentials in whitespace.");
}

TEST_F(PrioritiesTest, P6_HoursComeFromTheAccountOrItsTierAndAreHeldAgainstCapacity) {
  const Id ana = add(TeamMember{.name = "Ana", .capacity_hours = {300}});
  add(Account{.name = "A", .tier = Tier::strategic, .owner = {ana}, .targeted = true});
  add(Account{.name = "B", .tier = Tier::key, .owner = {ana}, .planned_hours = {50}});
  add(Action{.title = "Call", .owner = {ana}, .due = day(2026, 12, 1), .effort_hours = {8}});
  const Workload load = load_of(ana);
  EXPECT_EQ(load.hours, 290);
  EXPECT_EQ(load.action_hours, 8);
  EXPECT_EQ(load.targeted, 1u);
  EXPECT_FALSE(load.over_capacity());
  setting<&Settings::hours_strategic>(Count{400});
  EXPECT_TRUE(load_of(ana).over_capacity());
}

TEST_F(PrioritiesTest, P6_ABudgetWithoutARateIsNamedAndLeftOut) {
  const Id ana = add(TeamMember{.name = "Ana", .budget = eur(1000)});
  add(Account{.name = "A", .owner = {ana}, .planned_budget = eur(1200)});
  add(Account{.name = "B", .owner = {ana}, .planned_budget = usd(500)});
  const Workload load = load_of(ana);
  EXPECT_EQ(load.budget, 120'000);
  EXPECT_TRUE(load.over_budget());
  EXPECT_EQ(load.unconverted, 1u);
}

TEST_F(PrioritiesTest, P6_AccountsOfNobodyComeLast) {
  account("A");
  add(TeamMember{.name = "Zoe", .capacity_hours = {10}});
  cache.refresh(plan, today);
  const auto loads = workloads(plan, cache.accounts(), cache.portfolio(), cache.context());
  ASSERT_EQ(loads.size(), 2u);
  EXPECT_EQ(loads[1].member, Id{});
}

RC_GTEST_PROP(Priorities, P3_TheFigureCountsWhoIsKeyByRevenue,
              (const std::vector<std::uint16_t>& amounts, std::uint16_t share)) {
  PlanMaker maker;
  maker.setting<&Settings::key_share>(Percent{share % 10'000});
  for (const int amount : amounts) maker.revenue(maker.account("A"), 2026, eur(amount % 40));
  Cache cache;
  cache.refresh(maker.plan, day(2026, 11, 22));
  const PriorityBase all = priority_base(maker.plan, cache);
  const auto key = std::ranges::count_if(all.accounts, [&](const PriorityAccount& account) {
    return account.revenue > 0 &&
           is_key_account(std::array{account.key.revenue}, all.key_shares.revenue);
  });
  const Figure& figure = *cache.figure(maker.plan, "key_accounts");
  if (figure.has_value())
    RC_ASSERT(std::get<std::int64_t>(figure.value) == key);
  else
    RC_ASSERT(key == 0);
}

/// Bases with scores as they come, some of them not known.
PriorityBase any_base() {
  PriorityBase base;
  base.strategic_from = 7;
  base.key_from = 5.5;
  base.growth_from = 4;
  const auto criteria = *rc::gen::inRange<std::size_t>(1, 6);
  for (std::size_t c = 0; c < criteria; ++c)
    base.criteria.push_back(
        {.name = "C",
         .axis = *rc::gen::element(CriterionAxis::attractiveness, CriterionAxis::relationship),
         .weight = *rc::gen::inRange(0, 100) / 100.0});
  base.accounts.resize(1);
  for (std::size_t c = 0; c < criteria; ++c)
    base.scores.push_back(*rc::gen::inRange(0, 5) == 0 ? std::nan("")
                                                       : *rc::gen::inRange(0, 101) / 10.0);
  base.values = base.scores;
  return base;
}

RC_GTEST_PROP(Priorities, P1_AHigherScoreNeverLowersThePriority, ()) {
  PriorityBase base = any_base();
  const auto c = *rc::gen::inRange<std::size_t>(0, base.criteria.size());
  if (std::isnan(base.scores[c])) base.scores[c] = *rc::gen::inRange(0, 101) / 10.0;
  const Priority before = prioritise(base)[0];
  base.scores[c] = std::min(10.0, base.scores[c] + *rc::gen::inRange(0, 50) / 10.0);
  const Priority after = prioritise(base)[0];
  RC_ASSERT(before.score.has_value() == after.score.has_value());
  if (after.score) {
    RC_ASSERT(*after.score >= *before.score - 1e-12);
    RC_ASSERT(after.suggested <= before.suggested);
  }
}

RC_GTEST_PROP(Priorities, P1_ScoresStayBetweenZeroAndTenWhateverTheWeights, ()) {
  const PriorityBase base = any_base();
  std::vector<double> weights;
  for (std::size_t c = 0; c < base.criteria.size(); ++c)
    weights.push_back(*rc::gen::inRange(0, 1000) / 10.0);
  const Priority found = prioritise(base, weights)[0];
  for (const Ratio value : {found.attractiveness, found.relationship, found.score})
    if (value) RC_ASSERT(*value >= 0 && *value <= 10 + 1e-12);
}

}  // namespace
}  // namespace keyplan::analysis
