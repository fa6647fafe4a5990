#include "core/simulation/summary.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "tests/core/analysis/fixture.h"
#include "tests/core/simulation/made_inputs.h"

namespace keyplan::simulation {
namespace {

using namespace analysis;
using namespace model;
using testing::ElementsAre;
using What = Driver::What;

TEST(Summary, PercentilesAreResultsThatWereDrawn) {
  std::vector<std::int64_t> results(100);
  std::iota(results.begin(), results.end(), 1);
  std::ranges::reverse(results);
  const Summary s = summarize({.goal = 91, .results = results});
  EXPECT_EQ(s.p10, 10);
  EXPECT_EQ(s.p50, 50);
  EXPECT_EQ(s.p90, 90);
  EXPECT_EQ(s.mean, 51) << "50.5, half up";
  EXPECT_EQ(s.least, 1);
  EXPECT_EQ(s.most, 100);
  EXPECT_DOUBLE_EQ(*s.goal_chance, 0.1);
  EXPECT_DOUBLE_EQ(s.goal_chance_error, 0.03);
  EXPECT_EQ(summarize({.results = {5}}).p90, 5);
  EXPECT_EQ(summarize({}).trials, 0u);
  EXPECT_FALSE(summarize({.results = {5}}).goal_chance);
}

// The bars of such results began below the least number there is.
TEST(Summary, ResultsAtTheEndsOfTheRangeHaveBars) {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  const Summary s = summarize({.results = {least, 0, std::numeric_limits<std::int64_t>::max()}});
  EXPECT_EQ(s.histogram.from, least);
  EXPECT_EQ(std::accumulate(s.histogram.counts.begin(), s.histogram.counts.end(), 0u), 3u);
}

RC_GTEST_PROP(SummaryProperty, BarsHaveRoundWidthsAndHoldEveryResult,
              (std::vector<std::int64_t> results)) {
  RC_PRE(!results.empty());
  for (std::int64_t& result : results) result /= 4;
  const Summary s = summarize({.results = results});
  std::uint64_t all = 0;
  for (const std::uint32_t count : s.histogram.counts) all += count;
  RC_ASSERT(all == results.size());
  RC_ASSERT(s.histogram.counts.size() <= 40u);
  RC_ASSERT(s.histogram.from % s.histogram.width == 0);
  RC_ASSERT(s.histogram.from <= s.least && s.least - s.histogram.from < s.histogram.width);
  RC_ASSERT(s.least <= s.p10 && s.p10 <= s.p50 && s.p50 <= s.p90 && s.p90 <= s.most);
}

class SimulatedPlan : public testing::Test, public PlanMaker {
 protected:
  Inputs inputs(std::vector<TriedChange> changes = {}, Options options = {}) {
    cache.refresh(plan, today);
    auto made = inputs_of(plan, cache, evaluate_changes(plan, changes, cache), options);
    EXPECT_TRUE(made) << made.error().sentence;
    return made.value_or(Inputs{});
  }
  static const AccountInput& of(const Inputs& inputs, Id id) {
    const auto found = std::ranges::find(inputs.accounts, id, &AccountInput::id);
    EXPECT_NE(found, inputs.accounts.end());
    return *found;
  }
  void years(Id account, std::vector<std::int64_t> euros) {
    int year = 2026 - static_cast<int>(euros.size());
    for (const std::int64_t amount : euros) revenue(account, year++, eur(amount));
  }

  const Date today = day(2026, 11, 22);
  Cache cache;
};

TEST_F(SimulatedPlan, IsCentredOnTheForecast) {
  const Id a = add(Account{.name = "A", .sector = "Rail", .at_risk = AtRisk::critical});
  const Id b = add(Account{.name = "B", .sector = "rail", .region = "North"});
  years(a, {100'000, 120'000, 110'000});
  years(b, {400'000, 300'000, 500'000});
  years(account("Lost"), {50'000, 0});
  setting<&Settings::price_uplift>(Percent{400});
  setting<&Settings::planned_up_sell>(eur(20'000));
  deal(a, Stage::proposal, eur(70'000), day(2026, 12, 1), Percent{4000}, DealType::new_customer);
  deal(a, Stage::proposal, eur(70'000), day(2027, 12, 1));
  deal(a, Stage::proposal, eur(70'000), day(2026, 12, 1), {}, DealType::renewal);
  const Inputs made = inputs();
  EXPECT_GT(made.churn, 0.1);
  EXPECT_LT(made.lost_part, 1);
  EXPECT_NEAR(expected_result(made), static_cast<double>(*cache.forecast().total), 2);
  ASSERT_EQ(made.deals.size(), 1u) << "not the one of next year, and not the renewal";
  EXPECT_DOUBLE_EQ(made.deals[0].chance, 0.4);
  EXPECT_EQ(made.fixed, 20'000'00) << "what is planned beyond the pipeline";
  ASSERT_EQ(made.shocks.size(), 2u) << "rail and Rail are one sector";
  EXPECT_EQ(of(made, a).sector, of(made, b).sector);
  EXPECT_FALSE(of(made, a).region);
  EXPECT_DOUBLE_EQ(of(made, a).loss_chance, 4 * of(made, b).loss_chance);
}

TEST_F(SimulatedPlan, OwnHistoryCountsTheMoreTheLongerItIs) {
  const Id steady = account("Steady");
  const Id once = account("Once");
  const Id often = account("Often");
  const Id fresh = account("Fresh");
  years(steady, {100, 100, 100, 100, 100, 100});
  years(once, {100, 150});
  years(often, {20, 30, 45, 67, 100, 150});
  years(fresh, {100});
  setting<&Settings::churn>(Percent{0});
  const Inputs made = inputs();
  EXPECT_EQ(of(made, once).history, 1);
  EXPECT_EQ(of(made, often).history, 5);
  EXPECT_GT(of(made, often).growth, of(made, once).growth);
  EXPECT_GT(of(made, once).growth, of(made, fresh).growth);
  EXPECT_GT(of(made, fresh).growth, of(made, steady).growth) << "the mean is pulled up by growth";
  EXPECT_GT(of(made, fresh).spread, 0);
}

TEST_F(SimulatedPlan, AScenarioTakesAccountsAndTheirDealsOut) {
  const Id a = account("A");
  const Id b = account("B");
  years(a, {100'000});
  years(b, {100'000});
  deal(a, Stage::proposal, eur(70'000), day(2026, 12, 1));
  deal(b, Stage::proposal, eur(70'000), day(2026, 12, 1));
  const std::vector<TriedChange> changes = {
      {{}, {.type = ChangeType::lose_account, .account = {a}}},
      {{}, {.type = ChangeType::lose_account, .account = {b}, .percent = Percent{25'00}}}};
  const Inputs made = inputs(changes);
  ASSERT_EQ(made.accounts.size(), 1u);
  EXPECT_EQ(of(made, b).base, 75'000'00);
  ASSERT_EQ(made.deals.size(), 1u);
  EXPECT_DOUBLE_EQ(made.deals[0].chance, 0.375);
  EXPECT_NEAR(expected_result(made),
              static_cast<double>(*evaluate_changes(plan, changes, cache).forecast.total), 2);
}

TEST_F(SimulatedPlan, AmountsBeyondWhatCanBeAddedAreRefused) {
  for (const char* name : {"A", "B"}) {
    revenue(account(name), 2025, Money{max_exact_integer, code("EUR")});
  }
  cache.refresh(plan, today);
  const ScenarioOutcome outcome = evaluate_changes(plan, {}, cache);
  EXPECT_TRUE(inputs_of(plan, cache, outcome, {}).has_value());
  for (int i = 0; i < 2000; ++i) {
    revenue(account("C"), 2025, Money{max_exact_integer, code("EUR")});
  }
  cache.refresh(plan, today);
  const auto made = inputs_of(plan, cache, evaluate_changes(plan, {}, cache), {});
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().sentence, testing::HasSubstr("typing error"));
}

TEST_F(SimulatedPlan, TheOrderOfRecordsIsNoMatter) {
  PlanMaker other;
  const auto fill = [](PlanMaker& maker, bool backwards) {
    for (int n = 0; n < 6; ++n) {
      const int i = backwards ? 5 - n : n;
      const Id id{static_cast<std::uint64_t>(100 + i)};
      maker.add_with_id(
          id, Account{.name = "A", .sector = i % 2 == 0 ? "Rail" : "Air", .region = "South"});
      for (const int y : {0, 1}) {
        const int year = backwards ? 2025 - y : 2024 + y;
        maker.add_with_id(Id{static_cast<std::uint64_t>(1000 + 10 * i + year - 2024)},
                          Revenue{.account = {id},
                                  .period = year_of(year),
                                  .amount = eur(1000 + 37 * i * (year - 2023))});
      }
      maker.add_with_id(Id{static_cast<std::uint64_t>(2000 + i)},
                        Opportunity{.name = "Deal",
                                    .account = {id},
                                    .progress = {Stage::proposal, {}},
                                    .amount = eur(100)});
    }
  };
  fill(*this, false);
  fill(other, true);
  Cache others;
  others.refresh(other.plan, today);
  const auto made =
      inputs_of(other.plan, others, evaluate_changes(other.plan, {}, others), Options{});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->accounts.size(), 6u);
  EXPECT_EQ(made->deals.size(), 6u);
  EXPECT_EQ(prepare(*made), prepare(inputs()));
}

TEST_F(SimulatedPlan, FiguresExplainThemselves) {
  const Id a = account("Cancity");
  years(a, {90'000, 100'000});
  deal(a, Stage::proposal, eur(70'000), day(2026, 12, 1));
  const Inputs made = inputs();
  const std::string bytes = *run(prepare(made), 0, 200);
  const std::string_view parts[] = {bytes};
  const auto drivers = drivers_of(made);
  auto figures = simulation_figures(plan, made, *merge(parts), drivers);
  for (const Figure& figure : figures) {
    EXPECT_EQ(figure.has_value(), figure.na_reason.empty()) << figure.id;
    EXPECT_FALSE(figure.formula.empty()) << figure.id;
  }
  EXPECT_EQ(find_figure(figures, "simulation_goal_chance")->na_reason,
            "No goal is set. Set one in Settings.");
  EXPECT_EQ(find_figure(figures, "driver_1")->label, "Cancity") << "100 k lost or kept";
  EXPECT_EQ(find_figure(figures, "driver_1")->inputs[0].text, "€35,000.00") << "only the deal";
  EXPECT_EQ(find_figure(figures, "driver_2")->label, "Deal");
  figures = simulation_figures(plan, made, {}, {});
  EXPECT_EQ(find_figure(figures, "simulation_p50")->na_reason, "No trial was run.");
}

TEST(Drivers, AreSortedByWhatTheyMove) {
  const auto drivers = drivers_of(made_inputs(50, 20));
  EXPECT_TRUE(std::ranges::is_sorted(drivers, std::greater{}, &Driver::swing));
  EXPECT_FALSE(drivers.empty());
  std::size_t accounts = 0;
  for (const Driver& driver : drivers) {
    EXPECT_FALSE(driver.reason.empty());
    EXPECT_GT(driver.swing(), 0);
    accounts += driver.what == What::account ? 1 : 0;
  }
  EXPECT_EQ(accounts, largest);
  EXPECT_TRUE(drivers_of({}).empty());
}

TEST(Drivers, ComeOutAsTheClosedFormSays) {
  Inputs inputs;
  inputs.accounts = {{.id = {1}, .base = 1'000'000, .loss_chance = 0.1}};
  inputs.deals = {{.id = {2}, .amount = 200'000, .chance = 0.25}};
  inputs.churn = 0.1;
  inputs.win_rate = 0.2;
  const auto drivers = drivers_of(inputs);
  const auto find = [&](What what) {
    const auto found = std::ranges::find(drivers, what, &Driver::what);
    EXPECT_NE(found, drivers.end());
    return *found;
  };
  const Driver account = find(What::account);
  EXPECT_EQ(account.expected, 950'000);
  EXPECT_EQ(account.low, 50'000);
  EXPECT_EQ(account.high, 1'050'000);
  const Driver deal = find(What::deal);
  EXPECT_EQ(deal.low, 900'000);
  EXPECT_EQ(deal.high, 1'100'000);
  EXPECT_EQ(find(What::price).swing(), 18'000);
  EXPECT_EQ(find(What::churn).low, 975'000) << "a churn of 7.5 %";
  EXPECT_EQ(find(What::churn).high, 925'000);
  EXPECT_EQ(find(What::win_rate).swing(), 25'000) << "15 % and 25 % instead of 20 %";
}

TEST(ExactFunctions, AreThoseOfTheCLibrary) {
  for (int i = 1; i < 5000; ++i) {
    const double x = i * 0.013;
    EXPECT_NEAR(exact_log(x), std::log(x), 1e-14 * (1 + std::abs(std::log(x))));
    EXPECT_NEAR(exact_exp(x - 30) / std::exp(x - 30), 1, 1e-13);
  }
}

}  // namespace
}  // namespace keyplan::simulation
