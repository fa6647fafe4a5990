#include "core/analysis/metrics.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {
namespace {

using enum MetricVariant;
using V = MetricVariant;
using S = StandardMetric;

MetricScope of_account(Id account) { return {MetricScope::Of::account, {account}}; }
MetricScope of_group(std::vector<Id> accounts) {
  return {MetricScope::Of::group, std::move(accounts)};
}

// Today is 22 Nov 2026; the plan is of FY2027, so that the base year is FY2026.
class MetricsTest : public AnalysisTest {
 protected:
  MetricsTest() { setting<&Settings::plan_year>(year_of(2027)); }

  Id choose(MetricVariant variant, Metric more = {}) {
    more.standard = variant_info(variant).standard;
    more.variant = variant;
    return add(std::move(more));
  }
  UsedMetric used(MetricVariant variant) {
    for (UsedMetric& metric : used_metrics(plan))
      if (metric.variant == variant) return metric;
    choose(variant);
    for (UsedMetric& metric : used_metrics(plan))
      if (metric.variant == variant) return metric;
    ADD_FAILURE() << "not in use";
    return {};
  }
  MetricState state(const UsedMetric& metric, MetricScope scope = {}) {
    cache.refresh(plan, today);
    Measured measured(plan, cache, std::move(scope));
    return metric_state(measured, metric, MetricValues(plan));
  }
  MetricState state(MetricVariant variant, MetricScope scope = {}) {
    const UsedMetric metric = used(variant);
    return state(metric, std::move(scope));
  }
  double number(MetricVariant variant, MetricScope scope = {}) {
    const MetricState found = state(variant, std::move(scope));
    EXPECT_TRUE(found.number.has_value()) << found.figure.na_reason;
    EXPECT_FALSE(found.figure.formula.empty());
    return found.number.value_or(-1);
  }
  std::string shown(MetricVariant variant, MetricScope scope = {}) {
    return state(variant, std::move(scope)).figure.text();
  }
  std::string reason(MetricVariant variant, MetricScope scope = {}) {
    const MetricState found = state(variant, std::move(scope));
    EXPECT_FALSE(found.number.has_value());
    return found.figure.na_reason;
  }
  Id sold(Id account, int year, Money amount, Money cost) {
    return add(
        Revenue{.account = {account}, .period = year_of(year), .amount = amount, .cost = cost});
  }
  Id cost(Id account, ServiceCostType type, Money amount, Period period = year_of(2026)) {
    return add(ServiceCost{.account = {account}, .period = period, .type = type, .amount = amount});
  }
  Id won(Id account, int days, Money amount = eur(1000), Date close = day(2026, 6, 30)) {
    return add(Opportunity{.name = "Deal",
                           .account = {account},
                           .progress = {Stage::won},
                           .amount = amount,
                           .opened = {close.days - days},
                           .close = close});
  }
  void ask(Survey survey, std::initializer_list<int> scores, Id account,
           Date date = day(2026, 5, 1)) {
    for (const int score : scores)
      add(Satisfaction{.account = {account},
                       .survey = survey,
                       .score = {score * std::int64_t{10'000}},
                       .date = date});
  }
  Id person(Id account, DecisionRole role, Power power, bool engaged) {
    return add(Person{.name = "Somebody",
                      .account = {account},
                      .role = role,
                      .power = power,
                      .relationship = engaged ? Relationship::working : Relationship::contact});
  }
  Id value(Id metric, Id account, Period period, double actual, double target = -1) {
    return add(MetricValue{.account = {account},
                           .metric = {metric},
                           .period = period,
                           .target = target < 0 ? Decimal{} : Decimal{nearest(target * 10'000)},
                           .actual = actual < 0 ? Decimal{} : Decimal{nearest(actual * 10'000)}});
  }
  Id konex = account("Konex");
};

// Oracles
// -----------------------------------------------------------------------------------------

TEST_F(MetricsTest, M1_GrowthIsYearOnYearOrCompound) {
  revenue(konex, 2023, eur(1'000'000));
  revenue(konex, 2024, eur(1'100'000));
  revenue(konex, 2025, eur(1'157'391));
  revenue(konex, 2026, eur(1'331'000));
  EXPECT_NEAR(number(growth_year), 15, 1e-4);
  EXPECT_NEAR(number(growth_compound), 10, 1e-9);
  EXPECT_NEAR(number(growth_compound, of_account(konex)), 10, 1e-9);
  EXPECT_EQ(shown(growth_year), "15.0%");
}

TEST_F(MetricsTest, M1_MarginIsGrossOrWhatIsLeftAfterServing) {
  sold(konex, 2026, eur(1'200'000), eur(780'000));
  EXPECT_NEAR(number(margin_gross), 35, 1e-9);
  const Id other = account("Other");
  sold(other, 2026, eur(1'000'000), eur(650'000));
  for (const auto& [type, thousands] :
       std::initializer_list<std::pair<ServiceCostType, int>>{{ServiceCostType::delivery, 46},
                                                              {ServiceCostType::returns, 48},
                                                              {ServiceCostType::team, 90},
                                                              {ServiceCostType::credit, 30},
                                                              {ServiceCostType::custom, 76}})
    cost(other, type, eur(thousands * 1000));
  EXPECT_NEAR(number(serve_share, of_account(other)), 29, 1e-9);
  EXPECT_NEAR(number(margin_contribution, of_account(other)), 6, 1e-9);
  EXPECT_NEAR(number(serve_amount, of_account(other)), 290'000, 1e-9);
  EXPECT_EQ(reason(serve_share, of_account(konex)), "No cost to serve of the year is recorded.");
}

TEST_F(MetricsTest, M1_LifetimeValueInItsFourVariants) {
  sold(konex, 2026, eur(100'000), eur(40'000));
  setting<&Settings::churn>(Value{Percent{20'00}});
  setting<&Settings::discount_rate>(Value{Percent{10'00}});
  EXPECT_NEAR(number(lifetime_infinite), 160'000, .01);
  EXPECT_NEAR(number(lifetime_immediate), 220'000, .01);
  EXPECT_NEAR(number(lifetime_undiscounted), 300'000, .01);
  EXPECT_NEAR(number(lifetime_years), 127'445.84, .005) << "five years are usual";
  setting<&Settings::lifetime_years>(Value{Count{1}});
  EXPECT_NEAR(number(lifetime_years), 60'000 * .8 / 1.1, .01);
  EXPECT_NEAR(number(lifetime_infinite, of_account(konex)), 160'000, .01);
  // Published: 8 x .0425 / (1.12 - .0425).
  setting<&Settings::churn>(Value{Percent{95'75}});
  setting<&Settings::discount_rate>(Value{Percent{12'00}});
  EXPECT_NEAR(number(lifetime_infinite), 60'000 * .0425 / (1.12 - .0425), .01);
}

TEST_F(MetricsTest, M1_LifetimeValueNeedsAnEnd) {
  sold(konex, 2026, eur(100'000), eur(40'000));
  setting<&Settings::churn>(Value{Percent{0}});
  EXPECT_EQ(reason(lifetime_undiscounted), "Nobody is expected to leave, so the sum has no end.");
  EXPECT_NEAR(number(lifetime_infinite), 600'000, .01) << "what comes later counts less";
}

TEST_F(MetricsTest, M1_RetentionIsNetGrossOrOfCustomers) {
  // 1,000 k opening, 150 k more, 30 k less, 70 k lost: NRR 105 %, GRR 90 %.
  const auto one = [&](std::int64_t before, std::int64_t now) {
    const Id id = account("One");
    revenue(id, 2025, eur(before * 1000));
    if (now > 0) revenue(id, 2026, eur(now * 1000));
    return id;
  };
  one(500, 650);
  one(430, 400);
  one(70, 0);
  one(0, 999);
  EXPECT_NEAR(number(retention_net), 105, 1e-9);
  EXPECT_NEAR(number(retention_gross), 90, 1e-9);
  EXPECT_NEAR(number(retention_customers), 100.0 * 2 / 3, 1e-9);
}

TEST_F(MetricsTest, M1_GrossRetentionNeverCountsMoreThanThereWas) {
  // 400>460, 300>270, 200>0, 100>100.
  std::vector<Id> all;
  for (const auto& [before, now] :
       std::initializer_list<std::pair<int, int>>{{400, 460}, {300, 270}, {200, 0}, {100, 100}}) {
    all.push_back(account("One"));
    revenue(all.back(), 2025, eur(before));
    if (now > 0) revenue(all.back(), 2026, eur(now));
  }
  EXPECT_NEAR(number(retention_net), 83, 1e-9);
  EXPECT_NEAR(number(retention_gross), 77, 1e-9);
  EXPECT_NEAR(number(retention_net, of_group({all[0], all[1]})), 100.0 * 730 / 700, 1e-9);
  EXPECT_NEAR(number(retention_net, of_account(all[2])), 0, 1e-9) << "all is lost, not unknown";
}

TEST_F(MetricsTest, M1_RenewalsAreCountedOrWeighedByValue) {
  for (int i = 0; i < 20; ++i) {
    const Id customer = account("Customer");
    add(Contract{
        .title = "Old", .account = {customer}, .end = day(2026, 3, 31), .value = eur(1000)});
    if (i < 10)
      add(Contract{.title = "New",
                   .account = {customer},
                   .start = day(2026, 4, 1),
                   .end = day(2027, 3, 31),
                   .value = eur(9000)});
    else if (i < 18)
      set<&Contract::renews>(plan.of_account<Contract>(customer)[0].id, Value{true});
  }
  EXPECT_NEAR(number(retention_renewals), 90, 1e-9);
  EXPECT_NEAR(number(retention_renewal_value), 90, 1e-9);
  const Id large = account("Large");
  add(Contract{.title = "Gone", .account = {large}, .end = day(2026, 9, 30), .value = eur(20'000)});
  EXPECT_NEAR(number(retention_renewal_value), 45, 1e-9);
  EXPECT_EQ(reason(retention_renewals, of_account(konex)),
            "No contract ended within twelve months.");
  EXPECT_EQ(state(retention_renewals).history.back().period, year_of(2026));
}

TEST_F(MetricsTest, M1_PenetrationOfSpendOfferingsUnitsAndCells) {
  EXPECT_EQ(used_metrics(plan)[4].variant, penetration_cells) << "no spend is known";
  revenue(konex, 2026, eur(1'200'000));
  set<&Account::category_spend>(konex, Value{eur(4'800'000)});
  EXPECT_EQ(used_metrics(plan)[4].variant, penetration_wallet);
  EXPECT_NEAR(number(penetration_wallet), 25, 1e-9);
  EXPECT_NEAR(number(penetration_wallet, of_account(konex)), 25, 1e-9);
}

TEST_F(MetricsTest, M1_CellsAreOfferingsTimesUnits) {
  // 10 offerings at Konex and its branch: 4 are sold to somebody; 6 of 20 cells.
  const Id branch = add(Account{.name = "Konex Berlin", .parent = {konex}});
  std::vector<Id> offerings;
  for (int i = 0; i < 10; ++i) offerings.push_back(add(Offering{.name = "Offering"}));
  const auto owned = [&](Id unit, int offering) {
    add(WhitespaceCell{.account = {unit},
                       .offering = {offerings[static_cast<std::size_t>(offering)]},
                       .state = CellState::owned});
  };
  for (const int offering : {0, 1, 2}) owned(konex, offering);
  for (const int offering : {1, 2, 3}) owned(branch, offering);
  account("Elsewhere");
  EXPECT_NEAR(number(penetration_offerings, of_account(konex)), 40, 1e-9);
  EXPECT_NEAR(number(penetration_cells, of_account(konex)), 30, 1e-9);
  EXPECT_NEAR(number(penetration_cells), 20, 1e-9) << "of 30 cells of the book";
}

TEST_F(MetricsTest, M1_UnitsThatBuy) {
  std::vector<Id> units{konex};
  for (int i = 0; i < 7; ++i)
    units.push_back(
        add(Account{.name = "Branch", .parent = {units[static_cast<std::size_t>(i) / 2]}}));
  for (const int unit : {0, 3, 7}) revenue(units[static_cast<std::size_t>(unit)], 2026, eur(10));
  EXPECT_NEAR(number(penetration_units, of_account(konex)), 37.5, 1e-9);
  EXPECT_EQ(reason(penetration_units, of_account(units[7])), "The account has no branches.");
}

TEST_F(MetricsTest, M1_SatisfactionAsNpsTopTwoAndMean) {
  ask(Survey::nps, {10, 9, 9, 8, 7, 7, 6, 3, 10, 9}, konex);
  ask(Survey::csat, {5, 4, 4, 3, 5, 2, 4, 5}, konex);
  EXPECT_NEAR(number(satisfaction_nps), 30, 1e-9);
  EXPECT_NEAR(number(V::satisfaction_top_two), 75, 1e-9);
  EXPECT_NEAR(number(V::satisfaction_mean), 4, 1e-9);
  EXPECT_EQ(shown(V::satisfaction_mean), "4.0");
  const Id other = account("Other");
  ask(Survey::csat, {4, 5, 4, 1, 2}, other);
  EXPECT_NEAR(number(V::satisfaction_top_two, of_account(other)), 60, 1e-9);
  EXPECT_EQ(reason(satisfaction_nps, of_account(other)), "Nobody was asked within a year.");
}

TEST_F(MetricsTest, M1_SalesCycleAsMeanAndMedian) {
  for (const int days : {60, 90, 120, 150}) won(konex, days);
  EXPECT_NEAR(number(cycle_mean), 105, 1e-9);
  EXPECT_NEAR(number(cycle_median), 105, 1e-9);
  won(konex, 600, eur(1), day(2024, 1, 1));
  EXPECT_NEAR(number(cycle_median, of_account(konex)), 120, 1e-9);
  const MetricState mean = state(cycle_mean);
  ASSERT_EQ(mean.history.size(), 2u);
  EXPECT_NEAR(*mean.history[0].number, 600, 1e-9) << "by the year of close";
  EXPECT_NEAR(*mean.history[1].number, 105, 1e-9);
  EXPECT_EQ(mean.trend, Trend::falling);
  EXPECT_TRUE(mean.trend_is_good) << "a shorter cycle is better";
}

TEST_F(MetricsTest, M1_CoverageOfWhatIsStillToBeSoldAndWhatIsNeeded) {
  revenue(konex, 2026, eur(1'000'000));
  setting<&Settings::churn>(Value{Percent{0}});
  setting<&Settings::goal>(Value{eur(1'500'000)});
  setting<&Settings::win_rate>(Value{Percent{25'00}});
  deal(konex, Stage::proposal, eur(1'500'000), day(2027, 5, 1), {}, DealType::cross_sell);
  EXPECT_NEAR(number(V::pipeline_coverage), 3, 1e-9);
  EXPECT_NEAR(number(V::pipeline_coverage, of_account(konex)), 3, 1e-9) << "it is all there is";
  const Figure coverage = state(V::pipeline_coverage).figure;
  std::vector<std::string> inputs;
  for (const Input& input : coverage.inputs) inputs.push_back(input.name + " " + input.text);
  EXPECT_NE(std::ranges::find(inputs, "Needed: 1 / win rate 4.0\u00d7"), inputs.end());
  EXPECT_NE(std::ranges::find(inputs, "Needed where a fifth slips 4.8\u00d7"), inputs.end());
}

TEST_F(MetricsTest, M1_PipelineIsWeightedByProbability) {
  deal(konex, Stage::prospecting, eur(100'000), day(2027, 5, 1), {25'00});
  deal(konex, Stage::proposal, eur(200'000), day(2027, 5, 1), {50'00});
  deal(konex, Stage::negotiation, eur(50'000), day(2027, 5, 1), {90'00});
  EXPECT_NEAR(number(pipeline_weighted), 170'000, 1e-9);
  EXPECT_NEAR(number(pipeline_weighted, of_account(konex)), 170'000, 1e-9);
}

TEST_F(MetricsTest, M1_VelocityIsWhatComesInADay) {
  for (int i = 0; i < 50; ++i) deal(konex, Stage::proposal, eur(1), day(2027, 5, 1));
  won(konex, 30, eur(10'000));
  for (int i = 0; i < 4; ++i) deal(konex, Stage::lost, eur(1), day(2026, 5, 1));
  EXPECT_NEAR(number(pipeline_velocity), 3333.33, .005);
}

TEST_F(MetricsTest, M1_EngagementCountsPeopleOrTheirPower) {
  for (const bool engaged : {true, true, true, true, false, false})
    person(konex, DecisionRole::decider, Power::unset, engaged);
  person(konex, DecisionRole::user, Power::high, false);
  EXPECT_NEAR(number(engagement_people), 100.0 * 4 / 6, 1e-9);
  // 12 of 19: five of high power and two of medium, four of high power in dialogue.
  const Id other = account("Other");
  const Id branch = account("Branch");
  for (const bool engaged : {true, true, true, false})
    person(other, DecisionRole::economic_buyer, Power::high, engaged);
  person(branch, DecisionRole::decider, Power::high, true);
  for (int i = 0; i < 2; ++i) person(branch, DecisionRole::decider, Power::medium, false);
  EXPECT_NEAR(number(engagement_weighted, of_group({other, branch})), 100.0 * 12 / 19, 1e-9);
}

// What is not known
// -------------------------------------------------------------------------------

TEST_F(MetricsTest, M1_AnEmptyPlanHasAReasonForEveryVariant) {
  remove(Kind::account, konex);
  for (int i = 1; i < static_cast<int>(choices_of<MetricVariant>.size()); ++i) {
    const auto variant = static_cast<MetricVariant>(i);
    SCOPED_TRACE(choice_label(variant));
    EXPECT_EQ(variant_info(variant).variant, variant);
    if (variant == pipeline_weighted) {
      EXPECT_NEAR(number(variant), 0, 1e-9) << "no deals weigh nothing";
      continue;
    }
    EXPECT_FALSE(reason(variant).empty());
    EXPECT_EQ(state(variant).status, MetricStatus::not_known);
  }
}

TEST_F(MetricsTest, M1_TheTenAreThereAsUsualUntilThePlanHasItsOwn) {
  auto all = used_metrics(plan);
  ASSERT_EQ(all.size(), 10u);
  EXPECT_EQ(all[0].name, "Revenue growth");
  EXPECT_EQ(all[3].variant, retention_net);
  EXPECT_FALSE(all[3].id);
  const Id nrr = choose(retention_gross, {.name = "What stays", .target = {90 * 10'000}});
  add(Metric{.name = "Uptime", .unit = "%", .customer_value = true});
  add(Metric{.name = "Visits"});
  all = used_metrics(plan);
  ASSERT_EQ(all.size(), 12u);
  EXPECT_EQ(all[3].id, nrr);
  EXPECT_EQ(all[3].name, "What stays");
  EXPECT_NEAR(*all[3].target, 90, 1e-9);
  EXPECT_EQ(all[10].name, "Visits");
  EXPECT_TRUE(all[11].customer_value) << "what the customer gains comes last";
}

TEST_F(MetricsTest, M1_AVariantOfAnotherMetricCountsAsNone) {
  add(Metric{.standard = S::sales_cycle, .variant = retention_net});
  EXPECT_EQ(used_metrics(plan)[6].variant, cycle_mean);
}

TEST_F(MetricsTest, M1_AmountsWithoutARateAreNamedAndLeftOut) {
  revenue(konex, 2026, eur(1000));
  cost(konex, ServiceCostType::team, eur(100));
  cost(konex, ServiceCostType::team, usd(900));
  EXPECT_NEAR(number(serve_share), 10, 1e-9);
  const auto inputs = state(serve_share).figure.inputs;
  EXPECT_TRUE(std::ranges::any_of(inputs, [](const Input& input) {
    return input.name == "Left out" && input.text.contains("USD");
  }));
}

TEST_F(MetricsTest, M1_CostsCountInTheFiscalYearOfTheirPeriod) {
  setting<&Settings::fiscal_year_start>(Value{Choice{4}});
  revenue(konex, 2026, eur(1000));
  cost(konex, ServiceCostType::team, eur(100), month_of(2025, 4));
  cost(konex, ServiceCostType::team, eur(50), month_of(2026, 4));
  EXPECT_NEAR(number(serve_amount), 100, 1e-9) << "April 2026 is in FY2027";
}

// Target and status
// -------------------------------------------------------------------------------

TEST_F(MetricsTest, M1_StatusHoldsTheValueAgainstTargetAndWarning) {
  revenue(konex, 2025, eur(1000));
  revenue(konex, 2026, eur(1100));
  const Id growth = choose(growth_year, {.target = {10 * 10'000}});
  EXPECT_EQ(state(growth_year).status, MetricStatus::on_track);
  EXPECT_EQ(state(growth_year).why, "10.0% is at least the target of 10.0%.");
  set<&Metric::target>(growth, Value{Decimal{11 * 10'000}});
  EXPECT_EQ(state(growth_year).status, MetricStatus::at_risk) << "a tenth beside the target";
  set<&Metric::target>(growth, Value{Decimal{12 * 10'000}});
  EXPECT_EQ(state(growth_year).status, MetricStatus::off_track);
  set<&Metric::warning>(growth, Value{Decimal{5 * 10'000}});
  EXPECT_EQ(state(growth_year).status, MetricStatus::at_risk);
  set<&Metric::target>(growth, Value{});
  EXPECT_EQ(state(growth_year).status, MetricStatus::no_target);
}

TEST_F(MetricsTest, M1_WhereLowerIsBetterTheSidesAreTheOther) {
  for (const int days : {100, 120}) won(konex, days);
  const Id cycle = choose(cycle_mean, {.target = {110 * 10'000}});
  EXPECT_EQ(state(cycle_mean).status, MetricStatus::on_track);
  set<&Metric::target>(cycle, Value{Decimal{102 * 10'000}});
  EXPECT_EQ(state(cycle_mean).status, MetricStatus::at_risk);
  set<&Metric::target>(cycle, Value{Decimal{90 * 10'000}});
  EXPECT_EQ(state(cycle_mean).status, MetricStatus::off_track);
}

TEST_F(MetricsTest, M1_TheTargetIsOfPeriodAndAccountThenOfTheBookThenOfTheMetric) {
  revenue(konex, 2025, eur(1000));
  revenue(konex, 2026, eur(1100));
  const Id growth = choose(growth_year, {.target = {1 * 10'000}});
  const auto target = [&](MetricScope scope) {
    return *state(growth_year, std::move(scope)).target;
  };
  EXPECT_NEAR(target(of_account(konex)), 1, 1e-9);
  value(growth, {}, year_of(2026), -1, 2);
  EXPECT_NEAR(target(of_account(konex)), 2, 1e-9);
  EXPECT_NEAR(target(of_group({konex})), 2, 1e-9);
  value(growth, konex, year_of(2026), -1, 3);
  value(growth, konex, year_of(2025), -1, 9);
  EXPECT_NEAR(target(of_account(konex)), 3, 1e-9);
  EXPECT_NEAR(target({}), 2, 1e-9);
}

TEST_F(MetricsTest, M1_AnAmountTheBookAimsAtIsNoAimOfItsAccounts) {
  choose(pipeline_weighted, {.target = {500'000 * std::int64_t{10'000}}});
  deal(konex, Stage::proposal, eur(200'000), day(2027, 5, 1), {50'00});
  EXPECT_EQ(state(pipeline_weighted).status, MetricStatus::off_track);
  EXPECT_EQ(state(pipeline_weighted, of_account(konex)).status, MetricStatus::no_target);
  EXPECT_EQ(state(pipeline_weighted, of_account(konex)).why, "The target is for the whole book.");
}

// History
// -----------------------------------------------------------------------------------------

TEST_F(MetricsTest, M1_HistoryComesFromTheRecordsAndFromWhatWasNotedBefore) {
  revenue(konex, 2024, eur(1000));
  revenue(konex, 2025, eur(1100));
  revenue(konex, 2026, eur(1210));
  const Id growth = choose(growth_year);
  value(growth, {}, year_of(2023), 7);
  value(growth, {}, year_of(2026), 99);
  const MetricState found = state(growth_year);
  ASSERT_EQ(found.history.size(), 3u);
  EXPECT_EQ(found.history[0].period, year_of(2023));
  EXPECT_TRUE(found.history[0].noted);
  EXPECT_NEAR(*found.history[2].number, 10, 1e-9) << "what the plan knows is not overruled";
  EXPECT_EQ(found.trend, Trend::steady);
}

TEST_F(MetricsTest, M1_WhatThePlanCannotKnowLaterIsNotedToday) {
  person(konex, DecisionRole::decider, Power::high, true);
  add(Offering{.name = "Service"});
  cache.refresh(plan, today);
  for (const MetricScope& scope : {MetricScope{}, of_account(konex)}) {
    Measured measured(plan, cache, scope);
    Edit edit =
        note_todays_values(plan, measured, used_metrics(plan), [this] { return plan.new_id(); });
    ASSERT_TRUE(plan.apply(std::move(edit)).has_value());
    cache.refresh(plan, today);
  }
  EXPECT_EQ(plan.table<Metric>().size(), 2u) << "penetration and engagement; no pipeline is known";
  ASSERT_EQ(plan.table<MetricValue>().size(), 4u);
  for (const auto& noted : plan.table<MetricValue>()) {
    EXPECT_EQ(noted.data.period, month_of(2026, 11));
  }
  Measured measured(plan, cache, {});
  EXPECT_TRUE(
      note_todays_values(plan, measured, used_metrics(plan), [this] { return plan.new_id(); })
          .empty())
      << "nothing is new";
  today = day(2027, 1, 15);
  person(konex, DecisionRole::decider, Power::high, false);
  const MetricState later = state(engagement_people);
  ASSERT_EQ(later.history.size(), 2u);
  EXPECT_NEAR(*later.history[0].number, 100, 1e-9);
  EXPECT_NEAR(*later.history[1].number, 50, 1e-9);
  EXPECT_FALSE(later.history[1].period) << "now";
  EXPECT_EQ(later.trend, Trend::falling);
  EXPECT_FALSE(later.trend_is_good);
}

TEST_F(MetricsTest, M2_AnOwnMetricHasItsLatestValueAndAMeanOverAccounts) {
  const Id other = account("Other");
  const Id id =
      add(Metric{.name = "Uptime", .unit = "%", .target = {95 * 10'000}, .customer_value = true});
  const UsedMetric uptime = used_metrics(plan).back();
  EXPECT_EQ(state(uptime).figure.na_reason, "No value is noted yet.");
  value(id, konex, year_of(2025), 90);
  value(id, konex, month_of(2026, 3), 96.5);
  value(id, other, year_of(2025), 80);
  EXPECT_NEAR(*state(uptime, of_account(konex)).number, 96.5, 1e-9);
  EXPECT_EQ(state(uptime, of_account(konex)).status, MetricStatus::on_track);
  EXPECT_EQ(state(uptime, of_account(konex)).trend, Trend::rising);
  EXPECT_NEAR(*state(uptime).number, 88.25, 1e-9) << "mean of the latest of each";
  EXPECT_EQ(state(uptime).history.size(), 2u);
  EXPECT_NEAR(*state(uptime).history[0].number, 85, 1e-9);
  EXPECT_NEAR(*state(uptime, of_group({other})).number, 80, 1e-9);
  value(id, {}, year_of(2026), 91);
  EXPECT_NEAR(*state(uptime).number, 91, 1e-9) << "the book has a value of its own";
  EXPECT_EQ(metric_text(uptime, 88.25, code("EUR")), "88.25%");
}

TEST_F(MetricsTest, M2_AnOwnMetricCanBeBetterWhenItIsLower) {
  const Id id = add(Metric{.name = "Stops", .better = Better::lower, .target = {5 * 10'000}});
  value(id, {}, year_of(2026), 4);
  EXPECT_EQ(state(used_metrics(plan).back()).status, MetricStatus::on_track);
}

TEST_F(MetricsTest, M1_AccountsAreGroupedWithUnsetOnesLast) {
  set<&Account::sector>(konex, Value{std::string("Food")});
  const Id second = add(Account{.name = "B", .sector = "auto"});
  account("C");
  const auto groups = metric_groups(plan, GroupBy::sector);
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].name, "auto");
  EXPECT_EQ(groups[0].accounts, std::vector<Id>{second});
  EXPECT_EQ(groups[2].name, "Not set");
  EXPECT_EQ(metric_groups(plan, GroupBy::tier).size(), 1u);
}

/// Every variant of a group is the same in whatever order its accounts are given.
RC_GTEST_PROP(MetricsProperties, M1_TheOrderOfAccountsMakesNoDifference, ()) {
  PlanMaker maker;
  maker.setting<&Settings::plan_year>(year_of(2027));
  maker.setting<&Settings::goal>(Value{eur(5'000'000)});
  const auto amount = rc::gen::inRange<std::int64_t>(0, 900'000);
  std::vector<Id> ids;
  const Id service = maker.add(Offering{.name = "Service"});
  maker.add(Offering{.name = "Spares"});
  for (int i = 0; i < 5; ++i) {
    const Id id = maker.account("Account");
    ids.push_back(id);
    for (const int year : {2024, 2025, 2026})
      maker.add(Revenue{.account = {id},
                        .period = year_of(year),
                        .offering = {service},
                        .amount = eur(*amount),
                        .cost = eur(*amount)});
    maker.set<&Account::category_spend>(id, Value{eur(*amount)});
    maker.add(ServiceCost{.account = {id}, .period = year_of(2026), .amount = eur(*amount)});
    maker.add(Contract{.title = "C",
                       .account = {id},
                       .end = day(2026, *rc::gen::inRange(1, 13), 5),
                       .renews = *rc::gen::arbitrary<bool>(),
                       .value = eur(*amount)});
    maker.add(Satisfaction{.account = {id},
                           .survey = *rc::gen::element(Survey::nps, Survey::csat),
                           .score = {*rc::gen::inRange<std::int64_t>(1, 6) * 10'000},
                           .date = day(2026, 5, 1)});
    maker.deal(id, *rc::gen::element(Stage::won, Stage::lost, Stage::proposal), eur(*amount),
               day(2027, 2, 1));
    maker.add(Person{.name = "P",
                     .account = {id},
                     .role = DecisionRole::decider,
                     .power = *rc::gen::element(Power::low, Power::high),
                     .relationship = *rc::gen::element(Relationship::none, Relationship::trusted)});
  }
  Cache cache;
  cache.refresh(maker.plan, day(2026, 11, 22));
  auto other = ids;
  const int turn = *rc::gen::inRange(0, 5);
  std::ranges::rotate(other, other.begin() + turn);
  if (*rc::gen::arbitrary<bool>()) std::ranges::reverse(other);
  const MetricValues values(maker.plan);
  Measured one(maker.plan, cache, of_group(ids));
  Measured two(maker.plan, cache, of_group(other));
  for (int i = 1; i < static_cast<int>(choices_of<MetricVariant>.size()); ++i) {
    const VariantInfo& info = variant_info(static_cast<MetricVariant>(i));
    const UsedMetric metric{.name = "Metric",
                            .standard = info.standard,
                            .variant = info.variant,
                            .formula = info.formula,
                            .unit = info.unit,
                            .better = info.better,
                            .knows_past = info.knows_past};
    const MetricState a = metric_state(one, metric, values);
    const MetricState b = metric_state(two, metric, values);
    RC_ASSERT(a.figure.value == b.figure.value);
    RC_ASSERT(a.figure.na_reason == b.figure.na_reason);
    RC_ASSERT(a.history.size() == b.history.size());
    RC_ASSERT(a.figure.has_value() != !a.figure.na_reason.empty());
    if (const auto* value = std::get_if<double>(&a.figure.value)) RC_ASSERT(std::isfinite(*value));
  }
}

}  // namespace
}  // namespace keyplan::analysis
