#include "core/analysis/priority_book.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/core/analysis/edited_plan.h"

namespace keyplan::analysis {
namespace {

class PriorityBookTest : public AnalysisTest {
 protected:
  std::uint64_t measured_by_refresh() {
    const std::uint64_t before = book.measured();
    cache.refresh(plan, today);
    book.refresh(plan, cache);
    return book.measured() - before;
  }
  const PriorityAccount& of(Id account) {
    return book.base().accounts[*book.base().place(account)];
  }
  PriorityBook book;
};

TEST_F(PriorityBookTest, P1_OneEditMeasuresOneAccount) {
  std::vector<Id> accounts;
  for (int i = 0; i < 50; ++i) {
    accounts.push_back(account("A" + std::to_string(i)));
    revenue(accounts.back(), 2026, eur(100 + i));
  }
  EXPECT_EQ(measured_by_refresh(), 50u);
  EXPECT_EQ(measured_by_refresh(), 0u);
  set<&Account::employees>(accounts[3], Count{70});
  EXPECT_EQ(measured_by_refresh(), 1u);
  const Id added = account("New");
  EXPECT_EQ(measured_by_refresh(), 1u);
  remove(Kind::account, added);
  EXPECT_EQ(measured_by_refresh(), 0u);
  setting<&Settings::key_share>(Percent{2000});
  EXPECT_EQ(measured_by_refresh(), 0u) << "the threshold is no measure";
  const Id criterion = add(Criterion{.name = "Fit", .weight = {5000}});
  EXPECT_EQ(measured_by_refresh(), 50u) << "something else is measured";
  set<&Criterion::weight>(criterion, Percent{7000});
  EXPECT_EQ(measured_by_refresh(), 0u) << "a weight is no measure";
  EXPECT_DOUBLE_EQ(book.base().criteria[0].weight, 0.7);
}

TEST_F(PriorityBookTest, P1_WhatNothingDependsOnChangesNothing) {
  const Id id = account("A");
  revenue(id, 2026, eur(100));
  measured_by_refresh();
  const std::uint64_t before = book.version();
  set<&Account::notes>(id, std::string("called"));
  add(Action{.title = "Call", .account = {id}});
  measured_by_refresh();
  EXPECT_EQ(book.version(), before);
  set<&Account::tier>(id, Choice{static_cast<std::uint8_t>(Tier::key)});
  measured_by_refresh();
  EXPECT_GT(book.version(), before);
  EXPECT_EQ(of(id).chosen, Tier::key);
}

TEST_F(PriorityBookTest, P3_OneAccountThatGrowsMakesTheOthersLessKey) {
  const Id grows = account("Grows");
  const Id stays = account("Stays");
  const Id entry = revenue(grows, 2026, eur(50));
  revenue(stays, 2026, eur(50));
  measured_by_refresh();
  EXPECT_TRUE(of(stays).key.is_key);
  EXPECT_EQ(of(stays).abc, Abc::a);
  set<&Revenue::amount>(entry, eur(9'950));
  EXPECT_EQ(measured_by_refresh(), 1u);
  EXPECT_FALSE(of(stays).key.is_key);
  EXPECT_DOUBLE_EQ(*of(stays).key.revenue, 0.005);
  EXPECT_EQ(of(stays).abc, Abc::c);
}

TEST_F(PriorityBookTest, P4_APotentialStandsInForTheirSpendAndIsToldSo) {
  const Id id = account("A");
  revenue(id, 2026, eur(50));
  add(WhitespaceCell{.account = {id}, .potential = eur(200), .current = eur(50)});
  measured_by_refresh();
  EXPECT_DOUBLE_EQ(*of(id).they_depend, 0.25);
  const auto names = [&] {
    std::vector<std::string> names;
    for (const Input& input : power_figure(book.base(), 0).inputs) names.push_back(input.name);
    return names;
  };
  EXPECT_THAT(names(),
              testing::Contains(
                  "They depend on us: our share of the potential, their spend is not entered"));
  set<&Account::category_spend>(id, eur(500));
  measured_by_refresh();
  EXPECT_DOUBLE_EQ(*of(id).they_depend, 0.1);
  EXPECT_THAT(names(), testing::Contains("They depend on us: our share of their spend"));
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool equal(const PriorityBase& a, const PriorityBase& b) {
  return a.criteria == b.criteria && a.accounts == b.accounts &&
         std::ranges::equal(a.values, b.values, same) &&
         std::ranges::equal(a.scores, b.scores, same) && a.strategic_from == b.strategic_from &&
         a.key_from == b.key_from && a.growth_from == b.growth_from &&
         a.key_shares == b.key_shares && a.abc_a == b.abc_a && a.currency == b.currency &&
         a.today == b.today && a.shown_year == b.shown_year;
}

RC_GTEST_PROP(PriorityBook, P1_KeptUpToDateEqualsWorkedOutAnew, (const Steps& edits)) {
  EditedPlan made;
  Cache cache;
  PriorityBook kept;
  const Date today = day(2026, 11, 22);
  for (const auto& [what, which, much] : edits) {
    made.step(what, which, much);
    if (much % 3 == 0) continue;  // several edits at once as well
    cache.refresh(made.plan, today);
    const std::uint64_t version = kept.version();
    const PriorityBase before = kept.base();
    kept.refresh(made.plan, cache);
    RC_ASSERT(equal(kept.base(), priority_base(made.plan, cache)));
    if (kept.version() == version) RC_ASSERT(equal(kept.base(), before));
  }
}

}  // namespace
}  // namespace keyplan::analysis
