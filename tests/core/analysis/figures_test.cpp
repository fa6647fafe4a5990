#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Figures : public AnalysisTest {
 protected:
  Figures() { setting<&Settings::plan_year>(year_of(2027)); }
};

TEST_F(Figures, EmptyPlanIsNotApplicableEverywhereAndNeverANumber) {
  cache.refresh(plan, today);
  for (const Figure& f : cache.figures(plan)) {
    EXPECT_EQ(f.has_value(), f.na_reason.empty()) << f.id;
    EXPECT_EQ(f.as_of, today) << f.id;
    if (f.unit == Unit::count || f.unit == Unit::money) continue;
    if (f.id == "coverage_required") continue;
    EXPECT_EQ(f.text(), "n/a") << f.id;
    EXPECT_TRUE(f.na_reason.ends_with(".")) << f.id;
  }
  EXPECT_EQ(figure("forecast_total").text(), "n/a");
  EXPECT_EQ(figure("revenue_last_year").na_reason, "No revenue before FY2027 is recorded.");
  EXPECT_EQ(figure("gap_to_goal").na_reason, "No goal is set. Set one in Settings.");
  EXPECT_EQ(money("won_value"), eur(0));
}

TEST_F(Figures, IdsAreUniqueAndSnakeCase) {
  revenue(account("A"), 2026, eur(5));
  cache.refresh(plan, today);
  std::set<std::string> ids;
  for (const Figure& f : cache.figures(plan)) {
    EXPECT_TRUE(ids.insert(f.id).second) << f.id;
    EXPECT_EQ(f.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), std::string::npos)
        << f.id;
    EXPECT_FALSE(f.label.empty()) << f.id;
    EXPECT_FALSE(f.formula.empty()) << f.id;
  }
  for (const char* id : {"won_value",
                         "won_count",
                         "lost_count",
                         "open_count",
                         "prospecting_count",
                         "engaging_count",
                         "revenue_this_year",
                         "revenue_last_year",
                         "revenue_growth",
                         "average_churn",
                         "average_churn_pooled",
                         "predicted_existing",
                         "net_new",
                         "forecast_total",
                         "gap_to_goal",
                         "pipeline_needed",
                         "deals_needed",
                         "nrr",
                         "grr",
                         "logo_churn",
                         "weighted_pipeline",
                         "pipeline_coverage",
                         "coverage_required",
                         "win_rate",
                         "win_rate_value",
                         "sales_cycle_mean",
                         "sales_cycle_median",
                         "top_1_share",
                         "top_3_share",
                         "top_5_share",
                         "top_10_share",
                         "hhi",
                         "revenue_fy2026"}) {
    EXPECT_TRUE(ids.contains(id)) << id;
  }
}

TEST_F(Figures, RetentionOfTheSameCustomers) {
  const std::pair<std::int64_t, std::int64_t> pairs[] = {
      {400, 460}, {300, 270}, {200, 0}, {100, 100}};
  for (const auto& [before, now] : pairs) {
    const Id id = account("A");
    revenue(id, 2025, eur(before));
    if (now != 0) revenue(id, 2026, eur(now));
  }
  revenue(account("New"), 2026, eur(500));
  EXPECT_DOUBLE_EQ(number("nrr"), 0.83);
  EXPECT_DOUBLE_EQ(number("grr"), 0.77);
  EXPECT_DOUBLE_EQ(number("revenue_churn"), 0.20);
  EXPECT_DOUBLE_EQ(number("revenue_churn_with_contraction"), 0.23);
  EXPECT_DOUBLE_EQ(number("net_revenue_churn"), 0.17);
  EXPECT_DOUBLE_EQ(number("logo_churn"), 0.25);
  EXPECT_DOUBLE_EQ(number("retention"), 0.75);
  EXPECT_DOUBLE_EQ(number("average_churn"), 0.23);
  EXPECT_DOUBLE_EQ(number("average_churn_lost"), 0.20);
  EXPECT_DOUBLE_EQ(number("revenue_growth"), 0.33);
  EXPECT_EQ(money("revenue_last_year"), eur(1330));
  EXPECT_EQ(count("customers"), 4);
}

TEST_F(Figures, AverageChurnOverThreeYearsMeanAndPooled) {
  // Openings 2.0, 2.2, 2.4 million; lost 160, 264, 240 thousand.
  const Id core = account("Core");
  const auto one_year = [&](int year, std::int64_t core_revenue, std::int64_t leaver) {
    revenue(core, year, eur(core_revenue * 1000));
    if (leaver != 0) revenue(account("Leaver"), year, eur(leaver * 1000));
  };
  one_year(2023, 1'840, 160);
  one_year(2024, 1'936, 264);
  one_year(2025, 2'160, 240);
  one_year(2026, 2'500, 0);
  EXPECT_NEAR(number("average_churn"), 0.10, 1e-12);
  EXPECT_NEAR(number("average_churn_pooled"), 0.100606, 1e-6);
  EXPECT_EQ(input("average_churn", "FY2025"), "12.0%");
  EXPECT_EQ(money("predicted_existing"), eur(2'250'000));
  setting<&Settings::price_uplift>(Percent{400});
  EXPECT_EQ(money("predicted_existing"), eur(2'340'000));
  EXPECT_EQ(input("predicted_existing", "Price rise"), "4.0%, set in Settings");
  EXPECT_EQ(input("predicted_existing", "Churn"), "10.0%");
  setting<&Settings::churn>(Percent{2000});
  EXPECT_EQ(money("predicted_existing"), eur(2'080'000));
  EXPECT_EQ(input("predicted_existing", "Churn"), "20.0%, set in Settings");
  EXPECT_NEAR(number("average_churn"), 0.10, 1e-12) << "the figure stays what the data says";
}

TEST_F(Figures, HoleInTheRecordsIsNoChurn) {
  const Id a = account("A");
  revenue(a, 2023, eur(100));
  revenue(a, 2025, eur(100));
  revenue(a, 2026, eur(90));
  EXPECT_DOUBLE_EQ(number("average_churn"), 0.10);
}

TEST_F(Figures, NetNewSplitAndForecast) {
  const Id old_customer = account("Old");
  revenue(old_customer, 2026, eur(2'500'000));
  const Id fresh = account("Fresh");
  setting<&Settings::churn>(Percent{1000});
  setting<&Settings::price_uplift>(Percent{400});
  const Date close = day(2027, 5, 1);
  const Percent sure{10000};
  deal(fresh, Stage::negotiation, eur(300'000), close, sure, DealType::new_customer);
  deal(old_customer, Stage::negotiation, eur(120'000), close, sure, DealType::cross_sell);
  deal(old_customer, Stage::negotiation, eur(80'000), close, sure, DealType::up_sell);
  deal(fresh, Stage::negotiation, eur(25'000), close, sure, DealType::up_sell);
  deal(old_customer, Stage::negotiation, eur(999'000), close, sure, DealType::renewal);
  EXPECT_EQ(money("net_new_customers"), eur(300'000));
  EXPECT_EQ(money("net_new_cross_sell"), eur(120'000));
  EXPECT_EQ(money("net_new_up_sell"), eur(105'000));
  EXPECT_EQ(money("net_new"), eur(525'000));
  EXPECT_THAT(input("net_new", "Of which to customers won this year"), HasSubstr("€25,000.00"));
  EXPECT_EQ(input("net_new", "Not in it: weighted renewals and existing business"), "€999,000.00");
  EXPECT_EQ(money("forecast_total"), eur(2'865'000));
}

TEST_F(Figures, DealsWithoutTypeAreSortedByWhatTheAccountBought) {
  const Id pump = add(Offering{.name = "Pump"});
  const Id valve = add(Offering{.name = "Valve"});
  const Id customer = account("Customer");
  add(Revenue{
      .account = {customer}, .period = year_of(2026), .offering = {pump}, .amount = eur(10)});
  const auto with = [&](Id account, Id offering, std::int64_t amount) {
    add(Opportunity{.account = {account},
                    .offering = {offering},
                    .progress = {Stage::negotiation, {10000}},
                    .amount = eur(amount),
                    .close = day(2027, 2, 1)});
  };
  with(customer, pump, 1);
  with(customer, valve, 2);
  with(customer, Id{}, 4);
  with(account("Prospect"), pump, 8);
  with(Id{}, pump, 16);
  EXPECT_EQ(money("net_new_up_sell"), eur(5));
  EXPECT_EQ(money("net_new_cross_sell"), eur(2));
  EXPECT_EQ(money("net_new_customers"), eur(24));
}

TEST_F(Figures, BookedRevenueOfTheYearIsPartOfNetNew) {
  const Id old_customer = account("Old");
  const Id fresh = account("Fresh");
  revenue(old_customer, 2026, eur(100));
  revenue(old_customer, 2027, eur(100));
  revenue(old_customer, 2027, eur(7), RevenueKind::cross_sell);
  revenue(fresh, 2027, eur(50));
  revenue(fresh, 2027, eur(3), RevenueKind::up_sell);
  EXPECT_EQ(money("net_new_customers"), eur(50));
  EXPECT_EQ(money("net_new_cross_sell"), eur(7));
  EXPECT_EQ(money("net_new_up_sell"), eur(3));
  EXPECT_EQ(money("revenue_this_year"), eur(160));
  EXPECT_EQ(money("forecast_total"), eur(160)) << "existing revenue is predicted, not booked again";
}

TEST_F(Figures, WorkBackFromTheGoal) {
  const Id a = account("A");
  revenue(a, 2026, eur(1'000'000));
  setting<&Settings::goal>(eur(1'150'000));
  setting<&Settings::churn>(Percent{500});
  setting<&Settings::price_uplift>(Percent{300});
  setting<&Settings::win_rate>(Percent{4000});
  setting<&Settings::average_deal>(eur(45'000));
  deal(a, Stage::proposal, eur(200'000), day(2027, 3, 1), Percent{5000}, DealType::cross_sell);
  EXPECT_EQ(money("gap_to_goal"), eur(71'500));
  EXPECT_EQ(money("pipeline_needed"), eur(178'750));
  EXPECT_EQ(count("deals_needed"), 4);
  EXPECT_EQ(input("deals_needed", "By 31 Mar 2027"), "1");
  EXPECT_EQ(input("pipeline_needed", "By 31 Dec 2027"), "€44,687.50");
  EXPECT_EQ(input("pipeline_needed", "Win rate"), "40.0%, set in Settings");
  EXPECT_DOUBLE_EQ(number("coverage_required"), 2.5);
  EXPECT_NEAR(number("pipeline_coverage"), 200'000.0 / 171'500, 1e-12);

  std::int64_t sum = 0;
  for (const Quarter& quarter : cache.forecast().quarters) sum += quarter.need.value_or(0);
  EXPECT_EQ(sum, 178'750'00);
  EXPECT_EQ(cache.forecast().quarters[0].weighted, 100'000'00);
}

TEST_F(Figures, QuartersThatAreOverNeedNothing) {
  revenue(account("A"), 2026, eur(100));
  setting<&Settings::goal>(eur(200));
  setting<&Settings::win_rate>(Percent{5000});
  today = day(2027, 8, 1);
  cache.refresh(plan, today);
  const auto& quarters = cache.forecast().quarters;
  EXPECT_TRUE(quarters[0].over);
  EXPECT_TRUE(quarters[1].over);
  EXPECT_FALSE(quarters[1].need.has_value());
  EXPECT_EQ(quarters[2].need, 100'00);
  EXPECT_EQ(quarters[3].need, 100'00);
}

TEST_F(Figures, LeversAreTriedWithoutTouchingThePlan) {
  revenue(account("A"), 2026, eur(1'000));
  cache.refresh(plan, today);
  const ForecastBase tried = with_levers(cache.forecast_base(), {.churn = 0.5, .goal = 900'00});
  const Forecast f = forecast(tried);
  EXPECT_EQ(f.existing, 500'00);
  EXPECT_EQ(f.gap, 400'00);
  const auto figures = forecast_figures(tried, f);
  const Figure* existing = find_figure(figures, "predicted_existing");
  ASSERT_NE(existing, nullptr);
  EXPECT_EQ(existing->inputs.back().text, "50.0%, tried out here");
  EXPECT_EQ(cache.forecast().existing, 1'000'00);
}

TEST_F(Figures, WalkAddsUpToTheCent) {
  const Id a = account("A");
  revenue(a, 2026, {333'33, code("EUR")});
  setting<&Settings::churn>(Percent{733});
  setting<&Settings::price_uplift>(Percent{111});
  setting<&Settings::goal>(eur(500));
  deal(a, Stage::proposal, {1'01, code("EUR")}, day(2027, 3, 1), Percent{3333}, DealType::up_sell);
  cache.refresh(plan, today);
  const auto steps = walk(cache.forecast_base(), cache.forecast());
  ASSERT_EQ(steps.size(), 9u);
  std::int64_t level = 0;
  for (const WalkStep& step : steps) {
    switch (step.kind) {
      case StepKind::start:
        level = step.amount.minor;
        break;
      case StepKind::minus:
      case StepKind::plus:
      case StepKind::gap:
        level += step.amount.minor;
        break;
      case StepKind::subtotal:
      case StepKind::goal:
        EXPECT_EQ(step.amount.minor, level) << step.label;
        break;
    }
    EXPECT_NE(cache.figure(plan, step.figure), nullptr) << step.figure;
  }
  EXPECT_EQ(steps.front().label, "FY2026");
  EXPECT_EQ(steps[6].label, "FY2027 forecast");
}

TEST_F(Figures, PipelineCountsWhatCanCloseInThePlanYear) {
  const Id a = account("A");
  deal(a, Stage::prospecting, eur(100'000), day(2027, 2, 1), Percent{2500});
  deal(a, Stage::engaging, eur(200'000), {}, Percent{5000});
  deal(a, Stage::proposal, eur(50'000), day(2026, 10, 1), Percent{9000});
  deal(a, Stage::proposal, eur(1'000'000), day(2028, 1, 1), Percent{9000});
  deal(a, Stage::won, eur(77), day(2026, 1, 1));
  EXPECT_EQ(money("weighted_pipeline"), eur(170'000));
  EXPECT_EQ(money("open_pipeline"), eur(350'000));
  EXPECT_EQ(input("weighted_pipeline", "Not in it: deals that close later"), "€900,000.00");
  EXPECT_EQ(input("weighted_pipeline", "Of all open deals, without close date"), "1");
  EXPECT_EQ(input("weighted_pipeline", "Of all open deals, past their close date"), "1");
  EXPECT_EQ(count("open_count"), 4);
}

TEST_F(Figures, DealsWonAndLost) {
  const Id a = account("A");
  for (int i = 0; i < 10; ++i) deal(a, Stage::won, eur(150), day(2026, 1, 1));
  for (int i = 0; i < 30; ++i) deal(a, Stage::lost, eur(i < 25 ? 100 : 0), day(2026, 1, 1));
  deal({}, Stage::prospecting, {});
  EXPECT_DOUBLE_EQ(number("win_rate"), 0.25);
  EXPECT_DOUBLE_EQ(number("win_rate_value"), 0.375);
  EXPECT_EQ(money("won_value"), eur(1'500));
  EXPECT_EQ(count("won_count"), 10);
  EXPECT_EQ(count("lost_count"), 30);
  EXPECT_EQ(count("prospecting_count"), 1);
  EXPECT_EQ(count("deals_without_account"), 1);
  EXPECT_EQ(money("average_deal"), eur(150));
  EXPECT_DOUBLE_EQ(number("coverage_required"), 4.0);
}

TEST_F(Figures, SalesCycle) {
  const Id a = account("A");
  for (const int days : {60, 90, 120, 150}) {
    add(Opportunity{.account = {a},
                    .progress = {Stage::won, {}},
                    .amount = eur(10'000),
                    .opened = day(2026, 1, 1),
                    .close = {day(2026, 1, 1).days + days}});
  }
  add(Opportunity{.account = {a},
                  .progress = {Stage::won, {}},
                  .opened = day(2026, 5, 1),
                  .close = day(2026, 4, 1)});
  EXPECT_DOUBLE_EQ(number("sales_cycle_mean"), 105);
  EXPECT_DOUBLE_EQ(number("sales_cycle_median"), 105);
}

// Shares 40, 3 and twelve times 2.5 %, then 27 times 1 %.
TEST_F(Figures, P3_KeyAccountsByRevenueFollowTheThresholdOfThePlan) {
  std::vector<int> amounts = {400, 30};
  amounts.insert(amounts.end(), 12, 25);
  amounts.insert(amounts.end(), 27, 10);
  for (const int amount : amounts)
    revenue(account("A" + std::to_string(amount)), 2026, eur(amount));
  EXPECT_EQ(count("key_accounts"), 1);
  EXPECT_EQ(input("key_accounts", "Key from"), "10.0%");
  setting<&Settings::key_share>(Percent{250});
  EXPECT_EQ(count("key_accounts"), 14) << "more than the ten largest";
  EXPECT_EQ(figure("key_accounts").formula, "accounts with at least 2.5% of all revenue FY2026");
  EXPECT_EQ(input("key_accounts", "A400"), "40.0%");
  EXPECT_EQ(input("key_accounts", "More of them, each smaller"), "4");
  EXPECT_EQ(input("key_accounts", "Key from"), "2.5%, set in Settings");
  setting<&Settings::key_share>(Percent{4100});
  EXPECT_EQ(count("key_accounts"), 0);
}

TEST_F(Figures, P3_RevenueOfNoAccountMakesNoKeyAccount) {
  revenue(account("A"), 2026, eur(10));
  revenue({}, 2026, eur(45));
  const Id gone = account("Gone");
  revenue(gone, 2026, eur(45));
  remove(Kind::account, gone);
  EXPECT_EQ(count("key_accounts"), 1);
  EXPECT_EQ(input("key_accounts", "A"), "10.0%");
}

TEST_F(Figures, Concentration) {
  std::vector<int> shares = {18, 12, 10, 8, 7, 5};
  shares.insert(shares.end(), 10, 4);
  Id largest;
  for (const int share : shares) {
    const Id id = account("A" + std::to_string(share));
    revenue(id, 2026, eur(share));
    if (share == 18) largest = id;
  }
  EXPECT_DOUBLE_EQ(number("top_1_share"), 0.18);
  EXPECT_DOUBLE_EQ(number("top_5_share"), 0.55);
  EXPECT_DOUBLE_EQ(number("top_10_share"), 0.76);
  EXPECT_DOUBLE_EQ(number("hhi"), 866);
  EXPECT_EQ(count("key_accounts"), 3);
  EXPECT_EQ(figure("key_accounts").formula, "accounts with at least 10% of all revenue FY2026");
  EXPECT_EQ(input("top_1_share", "A18"), "€18.00");
  EXPECT_EQ(figure("top_1_share").inputs[0].record, (RecordKey{Kind::account, largest}));
}

TEST_F(Figures, OldHistorySaysWhichYearIsLastYear) {
  revenue(account("A"), 2017, eur(100));
  EXPECT_EQ(figure("revenue_last_year").label, "Revenue FY2017");
  EXPECT_EQ(input("revenue_last_year", "The year"), "the latest one with revenue before FY2027");
  EXPECT_THAT(input("predicted_existing", "Revenue FY2017"),
              HasSubstr("the latest year with revenue"));
  EXPECT_THAT(input("predicted_existing", "Churn"), HasSubstr("counted as none"));
  EXPECT_EQ(figure("average_churn").na_reason, "Churn needs two years of revenue in a row.");
}

TEST_F(Figures, YearThatIsNotOverSaysSo) {
  revenue(account("A"), 2026, eur(100));
  EXPECT_EQ(input("revenue_last_year", "The year"), "ends on 31 Dec 2026, not complete yet");
}

TEST_F(Figures, FiscalYearsFollowTheStartMonth) {
  setting<&Settings::fiscal_year_start>(Choice{7});
  setting<&Settings::plan_year>({});
  const Id a = account("A");
  add(Revenue{.account = {a}, .period = month_of(2026, 6), .amount = eur(1)});
  add(Revenue{.account = {a}, .period = month_of(2026, 7), .amount = eur(2)});
  EXPECT_EQ(cache.context().plan_year, 0);
  EXPECT_EQ(money("revenue_last_year"), eur(1));
  EXPECT_EQ(money("revenue_this_year"), eur(2));
  EXPECT_EQ(cache.context().plan_year, 2027);
  EXPECT_EQ(cache.context().plan_start, day(2026, 7, 1));
  EXPECT_EQ(cache.context().plan_end, day(2027, 6, 30));
  EXPECT_EQ(quarter_start(2027, 7, 2), day(2027, 1, 1));
}

TEST_F(Figures, GrossMarginOfEntriesWithCost) {
  const Id a = account("A");
  add(Revenue{.account = {a}, .period = year_of(2026), .amount = eur(1200), .cost = eur(780)});
  revenue(a, 2026, eur(5'000));
  EXPECT_DOUBLE_EQ(number("gross_margin"), 0.35);
}

TEST_F(Figures, CurrenciesAreConvertedAtTheirDay) {
  add(ExchangeRate{.currency = code("USD"), .date = day(2025, 1, 1), .rate = {500'000'000}});
  add(ExchangeRate{.currency = code("USD"), .date = day(2026, 6, 1), .rate = {900'000'000}});
  add(ExchangeRate{.currency = code("JPY"), .date = day(2025, 1, 1), .rate = {6'000'000}});
  const Id a = account("A");
  revenue(a, 2025, usd(1'000));
  revenue(a, 2026, usd(1'000));
  revenue(a, 2026, {100'000, code("JPY")});
  EXPECT_EQ(money("revenue_fy2025"), eur(500));
  EXPECT_EQ(money("revenue_fy2026"), eur(900 + 600));
}

TEST_F(Figures, MissingRateIsANamedGapNeverOne) {
  add(ExchangeRate{.currency = code("USD"), .date = day(2026, 6, 1), .rate = {900'000'000}});
  const Id a = account("A");
  revenue(a, 2026, eur(100));
  revenue(a, 2025, usd(1'000));
  deal(a, Stage::won, {500, code("CHF")}, day(2026, 1, 1));
  EXPECT_EQ(money("revenue_last_year"), eur(100));
  EXPECT_EQ(input("revenue_last_year", "Left out"),
            "1 amount in USD is left out: no exchange rate on 31 Dec 2025.");
  EXPECT_EQ(input("won_value", "Left out"),
            "1 amount in CHF is left out: no exchange rate on 1 Jan 2026.");
  EXPECT_EQ(count("won_count"), 1);
  EXPECT_THAT(operational(a),
              Contains("1 amount is left out of the totals: no exchange rate on 31 Dec 2025"));
  add(ExchangeRate{.currency = code("CHF"), .date = day(2020, 1, 1), .rate = {1'000'000'000}});
  EXPECT_EQ(money("won_value").minor, 500);
}

TEST_F(Figures, OverflowIsFlaggedNotWrapped) {
  const Money most{max_exact_integer, code("EUR")};
  const Id a = account("A");
  Edit edit("many");
  for (int i = 0; i < 1400; ++i) {
    edit.add(plan.new_id(), Revenue{.account = {a}, .period = year_of(2026), .amount = most});
    edit.add(plan.new_id(),
             Opportunity{.account = {a}, .progress = {Stage::negotiation, {}}, .amount = most});
  }
  ASSERT_TRUE(plan.apply(std::move(edit)).has_value());
  for (const char* id :
       {"revenue_last_year", "revenue_fy2026", "open_pipeline", "weighted_pipeline"}) {
    EXPECT_EQ(figure(id).text(), "n/a") << id;
    EXPECT_EQ(figure(id).na_reason, "The sum is too large to be added up.") << id;
  }
  EXPECT_EQ(figure("forecast_total").text(), "n/a");
  EXPECT_EQ(figure("top_1_share").text(), "n/a");
}

TEST_F(Figures, EnormousRateDoesNotWrap) {
  add(ExchangeRate{.currency = code("USD"), .date = day(2020, 1, 1), .rate = {max_exact_integer}});
  revenue(account("A"), 2026, {max_exact_integer, code("USD")});
  EXPECT_THAT(input("revenue_last_year", "Left out"), HasSubstr("too large to convert"));
}

TEST_F(Figures, AccountFiguresAndItsWalk) {
  const Id a = account("A");
  const Id b = account("B");
  revenue(a, 2025, eur(200));
  revenue(a, 2026, eur(300));
  revenue(b, 2026, eur(700));
  setting<&Settings::goal>(eur(1'200));
  setting<&Settings::churn>(Percent{1000});
  deal(a, Stage::proposal, eur(40), day(2027, 1, 5), Percent{5000}, DealType::up_sell);
  cache.refresh(plan, today);
  const auto figures = cache.figures_of(a);
  const auto text = [&](std::string_view id) { return find_figure(figures, id)->text(); };
  EXPECT_EQ(text("revenue_last_year"), "€300.00");
  EXPECT_EQ(text("revenue_growth"), "50.0%");
  EXPECT_EQ(text("revenue_share"), "30.0%");
  EXPECT_EQ(text("goal"), "€360.00");
  EXPECT_EQ(text("forecast_total"), "€290.00");
  EXPECT_EQ(text("gap_to_goal"), "€70.00");
  EXPECT_EQ(text("weighted_pipeline"), "€20.00");
  const auto base = cache.forecast_base_of(a);
  EXPECT_EQ(walk(base, forecast(base)).size(), 9u);
}

TEST_F(Figures, WhatNeedsSomebody) {
  const Id boss = add(TeamMember{.name = "Anna"});
  const Id a =
      add(Account{.name = "A", .tier = Tier::key, .owner = {boss}, .renewal = day(2027, 1, 31)});
  revenue(a, 2025, eur(100));
  revenue(a, 2026, eur(80));
  deal(a, Stage::proposal, eur(5), day(2026, 11, 1));
  EXPECT_THAT(operational(a),
              ElementsAre("Renewal in 70 days and no open action", "Revenue fell by 20%",
                          "1 open deal is past the close date, since 1 Nov 2026",
                          "No people are recorded", "No open action"));
  add(Action{.title = "Call", .account = {a}, .due = day(2026, 11, 20)});
  add(Action{.title = "Visit", .account = {a}, .due = day(2026, 12, 24)});
  add(Person{.name = "P", .account = {a}, .last_contact = day(2026, 11, 10)});
  EXPECT_THAT(operational(a), Contains("1 action is overdue, since 20 Nov 2026"));
  EXPECT_THAT(operational(a), Not(Contains("Renewal in 70 days and no open action")));
  const AccountResult& result = cache.account(a);
  EXPECT_EQ(result.next_due, day(2026, 11, 20));
  EXPECT_EQ(result.last_activity, day(2026, 11, 10));
  EXPECT_EQ(result.renewal_in_days, 70);
  EXPECT_EQ(cache.portfolio().accounts_at_risk, 1u);
  const auto worst = cache.worst(5);
  ASSERT_EQ(worst.size(), 1u);
  EXPECT_EQ(worst[0].finding.severity, Severity::risk);
}

TEST_F(Figures, WonButNotBookedIsShown) {
  const Id a = account("A");
  deal(a, Stage::won, eur(12'000), day(2027, 2, 1));
  EXPECT_THAT(operational(a),
              Contains(HasSubstr("are won, but no revenue of the year is recorded")));
  revenue(a, 2027, eur(12'000));
  EXPECT_THAT(operational(a), Not(Contains(HasSubstr("are won"))));
}

TEST_F(Figures, ParentsThatAreMissingOrCircular) {
  const Id a = account("A");
  const Id b = account("B");
  const Id c = account("C");
  const Id self = account("Self");
  const Id outside = account("Outside");
  set<&Account::parent>(a, b);
  set<&Account::parent>(b, c);
  set<&Account::parent>(c, a);
  set<&Account::parent>(self, self);
  set<&Account::parent>(outside, a);
  const std::string cycle = "It is its own parent, directly or through others";
  for (const Id id : {a, b, c, self}) EXPECT_THAT(operational(id), Contains(cycle));
  EXPECT_THAT(operational(outside), Not(Contains(cycle)));
  remove(Kind::account, a);
  EXPECT_THAT(operational(c), Contains("Its parent is not in this plan"));
  EXPECT_THAT(operational(b), Not(Contains(cycle)));
  EXPECT_THAT(operational(outside), Contains("Its parent is not in this plan"));
}

}  // namespace
}  // namespace keyplan::analysis
