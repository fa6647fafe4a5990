// Every oracle of the metric table: published or hand-checked inputs with their results.
#include "core/analysis/formulas.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/analysis/exact.h"

namespace keyplan::analysis {
namespace {

constexpr std::int64_t thousand = 1'000'00;  // in cents
constexpr std::int64_t million = 1'000 * thousand;

void expect_near(Ratio actual, double expected, double tolerance = 1e-9) {
  ASSERT_TRUE(actual.has_value());
  EXPECT_NEAR(*actual, expected, tolerance);
}

TEST(Formulas, AverageChurnIsMeanOfYearlyRatesOrPooled) {
  const ChurnYear rates[] = {{100, 8}, {100, 12}, {100, 10}};
  expect_near(average_churn(rates), 0.10);
  const ChurnYear years[] = {{2'000 * thousand, 160 * thousand},
                             {2'200 * thousand, 264 * thousand},
                             {2'400 * thousand, 240 * thousand}};
  expect_near(average_churn(years), 0.10);
  expect_near(pooled_churn(years), 0.100606, 1e-6);
}

TEST(Formulas, YearsWithoutOpeningAreNoChurnYears) {
  const ChurnYear years[] = {{0, 0}, {100, 10}};
  expect_near(average_churn(years), 0.10);
  EXPECT_FALSE(average_churn({}).has_value());
  EXPECT_FALSE(pooled_churn(std::span(years, 1)).has_value());
}

TEST(Formulas, PredictedExistingRevenue) {
  EXPECT_EQ(predicted_existing(2'500 * thousand, 0, 0.10), 2'250 * thousand);
  EXPECT_EQ(predicted_existing(2'500 * thousand, 0.04, 0.10), 2'340 * thousand);
  EXPECT_EQ(2'340 * thousand + (300 + 120 + 80 + 25) * thousand, 2'865 * thousand);
}

TEST(Formulas, WorkBackFromTheGoal) {
  const std::int64_t existing = predicted_existing(million, 0.03, 0.05);
  EXPECT_EQ(existing, 978'500'00);
  const GapClosing closing =
      close_gap(1'150 * thousand, existing, 100 * thousand, 0.40, 45 * thousand);
  EXPECT_EQ(closing.gap, 71'500'00);
  EXPECT_EQ(closing.need, 178'750'00);
  EXPECT_EQ(closing.deals, 4);
}

TEST(Formulas, PassedGoalNeedsNothingAndUnknownWinRateIsUnknownNeed) {
  const GapClosing passed = close_gap(100, 150, 0, std::nullopt, std::nullopt);
  EXPECT_EQ(passed.gap, -50);
  EXPECT_EQ(passed.need, 0);
  EXPECT_EQ(passed.deals, 0);
  const GapClosing unknown = close_gap(100, 50, 0, std::nullopt, 10);
  EXPECT_EQ(unknown.gap, 50);
  EXPECT_FALSE(unknown.need.has_value());
  EXPECT_FALSE(unknown.deals.has_value());
  EXPECT_FALSE(close_gap(100, 50, 0, 0.0, 10).need.has_value());
}

TEST(Formulas, NetRevenueRetention) {
  expect_near(
      net_revenue_retention({1'000 * thousand, 150 * thousand, 30 * thousand, 70 * thousand}),
      1.05);
  expect_near(net_revenue_retention({27 * thousand, 8 * thousand, 5 * thousand, 0}), 1.111, 1e-3);
  // Accounts 400>460, 300>270, 200>0, 100>100.
  const Cohort four{1000, 60, 30, 200};
  expect_near(net_revenue_retention(four), 0.83);
  expect_near(gross_revenue_retention(four), 0.77);
  EXPECT_FALSE(net_revenue_retention({}).has_value());
}

TEST(Formulas, GrossRetentionAndChurn) {
  const Cohort cohort{million, 150 * thousand, 30 * thousand, 70 * thousand};
  expect_near(gross_revenue_retention(cohort), 0.90);
  expect_near(revenue_churn(cohort), 0.07);
  expect_near(revenue_churn_with_contraction(cohort), 0.10);
  expect_near(net_revenue_churn(cohort), -0.05);
  expect_near(logo_churn(4, 50), 0.08);
  EXPECT_FALSE(logo_churn(0, 0).has_value());
}

TEST(Formulas, RetentionAndRenewal) {
  expect_near(retention(52, 6, 50), 0.92);
  expect_near(renewal_rate(18, 20), 0.90);
}

TEST(Formulas, LifetimeValue) {
  const double m = 100'000 * .60;
  expect_near(lifetime_value(m, .8, .1), 160'000, 1e-6);
  expect_near(lifetime_value_immediate(m, .8, .1), 220'000, 1e-6);
  expect_near(lifetime_value_undiscounted(m, .8), 300'000, 1e-6);
  expect_near(lifetime_value_years(m, .8, .1, 1, 5), 127'445.84, 0.005);
  expect_near(lifetime_value_years(m, .8, .1, 0, 5), 175'238.03, 0.005);
  expect_near(lifetime_value(8, .0425, .12), 0.315545, 1e-6);
  EXPECT_FALSE(lifetime_value_undiscounted(m, 1).has_value());
  EXPECT_FALSE(lifetime_value(m, 1.2, .1).has_value());
}

TEST(Formulas, Satisfaction) {
  const int nps[] = {10, 9, 9, 8, 7, 7, 6, 3, 10, 9};
  expect_near(net_promoter_score(nps), 30);
  std::vector<int> survey(50, 9);
  survey.insert(survey.end(), 30, 7);
  survey.insert(survey.end(), 20, 4);
  expect_near(net_promoter_score(survey), 30);
  std::vector<int> csat(150, 5);
  csat.insert(csat.end(), 100, 3);
  expect_near(satisfaction_top_two(csat), 0.60);
  const int ratings[] = {5, 4, 4, 3, 5, 2, 4, 5};
  expect_near(satisfaction_top_two(ratings), 0.75);
  expect_near(satisfaction_mean(ratings), 4.0);
  EXPECT_FALSE(net_promoter_score({}).has_value());
  EXPECT_FALSE(satisfaction_mean({}).has_value());
}

TEST(Formulas, ShareOfWalletAndPenetration) {
  expect_near(share_of_wallet(12, 48), 0.25);
  expect_near(share_of_wallet(9 * million, 1'000 * million), 0.009);
  expect_near(penetration(4, 10), 0.40);
  expect_near(penetration(3, 8), 0.375);
  expect_near(penetration(6, 20), 0.30);
  const Cell cells[] = {{300 * thousand, 100 * thousand}, {200 * thousand, 80 * thousand}};
  EXPECT_EQ(whitespace(cells), 320 * thousand);
}

TEST(Formulas, WinRates) {
  expect_near(win_rate(10, 30), 0.25);
  expect_near(win_rate(1.5, 2.5), 0.375);
  expect_near(existing_new_multiple(0.63, 0.09), 7.0);
  EXPECT_FALSE(win_rate(0, 0).has_value());
  EXPECT_FALSE(existing_new_multiple(0.63, 0.0).has_value());
}

TEST(Formulas, SalesCycle) {
  const std::int64_t days[] = {60, 90, 120, 150};
  expect_near(mean(days), 105);
  expect_near(median({60, 90, 120, 150}), 105);
  expect_near(median({150, 60, 90}), 90);
  EXPECT_FALSE(median({}).has_value());
}

TEST(Formulas, PipelineCoverage) {
  expect_near(pipeline_coverage(15, 5), 3.0);
  expect_near(required_coverage(0.25), 4.0);
  expect_near(required_coverage(0.25, 0.20), 4.8);
  EXPECT_FALSE(pipeline_coverage(15, 0).has_value());
  EXPECT_FALSE(required_coverage(0.0).has_value());
}

TEST(Formulas, WeightedPipelineAndVelocity) {
  EXPECT_EQ(weighted(100 * thousand, 2500) + weighted(200 * thousand, 5000) +
                weighted(50 * thousand, 9000),
            170 * thousand);
  constexpr std::int64_t most = (std::int64_t{1} << 53) - 1;
  EXPECT_EQ(weighted(most, 10000), most);
  expect_near(sales_velocity(50, 10'000, .20, 30.0), 3'333.33, 0.005);
  expect_near(sales_velocity(50, 25'000, .25, 60.0), 5'208.33, 0.005);
  EXPECT_FALSE(sales_velocity(50, 10'000, .20, 0.0).has_value());
}

TEST(Formulas, MarginAndCostToServe) {
  expect_near(gross_margin(120, 78), 0.35);
  const std::int64_t cost_to_serve = (46 + 48 + 94 + 30 + 72) * thousand;
  EXPECT_EQ(cost_to_serve, 290 * thousand);
  expect_near(cost_to_serve_share(290 * thousand, million), 0.29);
  expect_near(contribution(350 * thousand, 290 * thousand, million), 0.06);
}

TEST(Formulas, Growth) {
  expect_near(growth(1'150, 1'000), 0.15);
  expect_near(compound_growth(1'000, 1'331, 3), 0.10);
  EXPECT_FALSE(growth(5, 0).has_value());
  EXPECT_FALSE(compound_growth(0, 5, 1).has_value());
}

TEST(Formulas, Relationships) {
  std::vector<Contact> six(6);
  for (int i = 0; i < 4; ++i) six[i].engaged = true;
  expect_near(decision_maker_coverage(six), 4.0 / 6);
  const Contact weighted_contacts[] = {{5, true}, {4, true},  {4, false},
                                       {2, true}, {3, false}, {1, true}};
  expect_near(decision_maker_coverage(weighted_contacts), 12.0 / 19);
  EXPECT_EQ(multi_threading(2), Threads::thin);
  EXPECT_EQ(multi_threading(1), Threads::single);
  EXPECT_EQ(multi_threading(0.5), Threads::none);
  EXPECT_NEAR(relationship_depth(60, 40, 70, 50, 20), 54, 1e-9);
  EXPECT_NEAR(decayed(10, 90), 2.5, 1e-9);
  const Relation relations[] = {{3, 1, .67}, {3, 0, 0}, {2, 2, 1}, {1, -1, .33}};
  expect_near(relationship_health(relations), 65.8, 0.05);
  EXPECT_FALSE(relationship_health({}).has_value());
}

TEST(Formulas, Concentration) {
  std::vector<std::int64_t> shares = {18, 12, 10, 8, 7, 5};
  shares.insert(shares.end(), 10, 4);
  expect_near(top_share(shares, 1), 0.18);
  expect_near(top_share(shares, 5), 0.55);
  expect_near(top_share(shares, 10), 0.76);
  expect_near(concentration_index(shares), 866);
  const std::int64_t four[] = {30, 30, 20, 20};
  expect_near(concentration_index(four), 2'600);
  const std::int64_t six[] = {20, 19, 18, 17, 16, 10};
  expect_near(concentration_index(six), 1'730);
  EXPECT_FALSE(top_share({}, 3).has_value());
  EXPECT_FALSE(concentration_index({}).has_value());
}

TEST(Formulas, KeyAccountIsLargeOnAnyMeasure) {
  const Ratio large[] = {0.01, 0.18, std::nullopt};
  const Ratio small[] = {0.01};
  EXPECT_TRUE(is_key_account(large, 0.10));
  EXPECT_FALSE(is_key_account(small, 0.10));
  EXPECT_TRUE(is_key_account(small, 0.10, true));
}

TEST(Formulas, WorstCase) {
  const std::int64_t lost[] = {1'800 * thousand};
  const Loss loss = worst_case(lost, 0.25);
  EXPECT_EQ(loss.revenue, 1'800 * thousand);
  EXPECT_EQ(loss.pipeline_to_refill, 7'200 * thousand);
}

TEST(Formulas, Segments) {
  const Weighted attractive[] = {{.35, 8}, {.25, 6}, {.2, 9}, {.2, 5}};
  const Weighted strength[] = {{.4, 7}, {.3, 5}, {.3, 4}};
  expect_near(weighted_score(attractive), 7.10);
  expect_near(weighted_score(strength), 5.50);
  EXPECT_EQ(band_of_nine(7.10), Band::high);
  EXPECT_EQ(band_of_nine(5.50), Band::medium);
  const std::int64_t revenues[] = {400, 250, 120, 80, 50, 40, 30, 20, 6, 4};
  const auto letters = abc(revenues);
  EXPECT_EQ(std::ranges::count(letters, Abc::a), 4);
  EXPECT_EQ(std::ranges::count(letters, Abc::b), 3);
  EXPECT_EQ(std::ranges::count(letters, Abc::c), 3);
}

TEST(Formulas, HealthAndCompleteness) {
  EXPECT_NEAR(health_composite(40, 72, 3, 12), 71.9, 0.2);
  EXPECT_NEAR(.25 * (40 + 100) / 2, 17.5, 1e-9);
  const Weighted parts[] = {{.3, 80}, {.3, 60}, {.1, 50}, {.3, 70}};
  expect_near(health_weighted(parts, 0), 68);
  expect_near(health_weighted(parts, 10), 58);
  const Weighted sections[] = {{1, 1.00}, {1, .80}, {1, .60}, {1, .40}, {1, 0}};
  expect_near(weighted_score(sections), .56);
  EXPECT_EQ(completeness_rag(.56), Rag::amber);
  EXPECT_EQ(completeness_rag(.39), Rag::red);
  EXPECT_EQ(completeness_rag(.75), Rag::green);
}

TEST(Formulas, CreditsMayExceedRevenue) {
  const double shares[] = {1.0, 0.5};
  const Credit credit = matrix_credit(500 * thousand, shares);
  EXPECT_EQ(credit.revenue, 500 * thousand);
  EXPECT_EQ(credit.credited, 750 * thousand);
}

TEST(Exact, ScalingRoundsHalfToEvenAndNeverWraps) {
  EXPECT_EQ(scaled(5, 1, 2), 2);
  EXPECT_EQ(scaled(7, 1, 2), 4);
  EXPECT_EQ(scaled(-5, 1, 2), -2);
  EXPECT_EQ(scaled(-7, 1, 2), -4);
  constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(scaled(huge, 3, 3), huge);
  EXPECT_EQ(scaled(huge, 2, 1), std::nullopt);
  Sum sum;
  sum += huge;
  EXPECT_FALSE(sum.overflowed);
  sum += 1;
  EXPECT_TRUE(sum.overflowed);
  sum += -5;
  EXPECT_TRUE(sum.overflowed);
  EXPECT_EQ(nearest(1e30), huge);
  EXPECT_EQ(saturating_add(huge, 1), huge);
  EXPECT_EQ(saturating_sub(-huge, huge), std::numeric_limits<std::int64_t>::min());
}

}  // namespace
}  // namespace keyplan::analysis
