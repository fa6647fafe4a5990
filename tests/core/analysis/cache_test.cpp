#include "core/analysis/cache.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "core/analysis/search.h"
#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {
namespace {

class CacheTest : public AnalysisTest {
 protected:
  std::uint64_t computed_by_refresh() {
    const std::uint64_t before = cache.computed();
    cache.refresh(plan, today);
    return cache.computed() - before;
  }
};

TEST_F(CacheTest, OneEditComputesOneAccount) {
  std::vector<Id> accounts;
  for (int i = 0; i < 50; ++i) {
    accounts.push_back(account("A" + std::to_string(i)));
    revenue(accounts.back(), 2025, eur(100 + i));
  }
  const Id entry = revenue(accounts[7], 2024, eur(5));
  EXPECT_EQ(computed_by_refresh(), 51u) << "and the records without account";
  EXPECT_EQ(computed_by_refresh(), 0u);

  set<&Revenue::amount>(entry, eur(6));
  EXPECT_EQ(computed_by_refresh(), 1u);
  EXPECT_EQ(cache.account(accounts[7]).revenue(2024).value, 6'00);
  EXPECT_EQ(cache.portfolio().revenue(2024).value, 6'00);

  set<&Revenue::account>(entry, accounts[8]);
  EXPECT_EQ(computed_by_refresh(), 2u) << "the account it left and the one it came to";

  setting<&Settings::goal>(eur(1'000'000));
  EXPECT_EQ(computed_by_refresh(), 0u) << "no account depends on the goal";
  EXPECT_EQ(cache.forecast().goal, 1'000'000'00);

  add(ExchangeRate{.currency = code("USD"), .date = day(2025, 1, 1), .rate = {900'000'000}});
  EXPECT_EQ(computed_by_refresh(), 51u) << "every account depends on the rates";
  today = day(2026, 11, 23);
  EXPECT_EQ(computed_by_refresh(), 51u) << "and on the day";
}

TEST_F(CacheTest, UndoAndRedoComputeOneAccount) {
  const Id a = account("A");
  account("B");
  const Id entry = revenue(a, 2025, eur(1));
  cache.refresh(plan, today);
  History history;
  Edit edit("change amount");
  edit.set<&Revenue::amount>(entry, eur(2));
  ASSERT_TRUE(history.apply(plan, std::move(edit)).has_value());
  EXPECT_EQ(computed_by_refresh(), 1u);
  history.undo(plan);
  EXPECT_EQ(computed_by_refresh(), 1u);
  EXPECT_EQ(cache.account(a).revenue(2025).value, 1'00);
  history.redo(plan);
  EXPECT_EQ(computed_by_refresh(), 1u);
  EXPECT_EQ(cache.account(a).revenue(2025).value, 2'00);
}

TEST_F(CacheTest, AccountsComeAndGo) {
  const Id a = account("A");
  const Id b = account("B");
  const Id c = account("C");
  const Id entry = revenue(a, 2025, eur(1));
  revenue(b, 2025, eur(2));
  revenue(c, 2025, eur(4));
  cache.refresh(plan, today);
  EXPECT_EQ(cache.portfolio().accounts, 3u);
  remove(Kind::revenue, entry);
  remove(Kind::account, a);
  cache.refresh(plan, today);
  EXPECT_EQ(cache.portfolio().accounts, 2u);
  EXPECT_EQ(cache.portfolio().revenue(2025).value, 6'00);
  EXPECT_FALSE(cache.account(a).id);
  const Id d = account("D");
  revenue(d, 2025, eur(8));
  cache.refresh(plan, today);
  EXPECT_EQ(cache.portfolio().revenue(2025).value, 14'00);
  EXPECT_EQ(cache.account(d).revenue(2025).value, 8'00);
}

TEST_F(CacheTest, RecordsOfAnAccountThatIsGoneStayVisible) {
  const Id a = account("A");
  account("B");
  revenue(a, 2025, eur(1));
  deal(a, Stage::won, eur(3), day(2025, 5, 5));
  remove(Kind::account, a);
  cache.refresh(plan, today);
  EXPECT_EQ(cache.portfolio().accounts, 1u);
  EXPECT_EQ(cache.portfolio().revenue(2025).value, 1'00);
  EXPECT_EQ(cache.portfolio().deals.won(), 1u);
  EXPECT_THAT(operational(a), testing::Contains("2 records belong to an account that is gone"));
}

TEST_F(CacheTest, MoreChangesThanThePlanRemembersAreAllSeen) {
  const Id a = account("A");
  cache.refresh(plan, today);
  SearchIndex index;
  index.refresh(plan);
  Edit edit("import");
  for (int i = 0; i < 5000; ++i) {
    const Id id = plan.new_id();
    edit.add(id, Account{.name = "Imported"});
    edit.add(plan.new_id(), Revenue{.account = {id}, .period = year_of(2025), .amount = eur(1)});
  }
  ASSERT_TRUE(plan.apply(std::move(edit)).has_value());
  EXPECT_FALSE(plan.touched_since(2).has_value());
  cache.refresh(plan, today);
  index.refresh(plan);
  EXPECT_EQ(cache.portfolio().accounts, 5001u);
  EXPECT_EQ(cache.portfolio().revenue(2025).value, 5000'00);
  EXPECT_EQ(index.find("imported").total, 5000u);
  set<&Account::name>(a, std::string("Imported last"));
  EXPECT_EQ(computed_by_refresh(), 1u);
  index.refresh(plan);
  EXPECT_EQ(index.find("imported").total, 5001u);
}

TEST_F(CacheTest, AnotherPlanStartsAnew) {
  revenue(account("A"), 2025, eur(1));
  cache.refresh(plan, today);
  PlanMaker other;
  other.plan = Plan(make_plan_id(3, 4));
  cache.refresh(other.plan, today);
  EXPECT_EQ(cache.portfolio().accounts, 0u);
}

using Row = std::tuple<unsigned, unsigned, unsigned, unsigned>;

/// A random plan from plain numbers, so that failures shrink to something readable.
void fill(PlanMaker& maker, const std::vector<Row>& rows) {
  std::vector<Id> accounts;
  for (int i = 0; i < 5; ++i) accounts.push_back(maker.account("A" + std::to_string(i)));
  accounts.push_back(Id{});
  maker.add(ExchangeRate{.currency = code("USD"), .date = day(2024, 7, 1), .rate = {912'345'678}});
  Edit edit("fill");
  for (const auto& [what, who, when, much] : rows) {
    const Id account = accounts[who % 6];
    const int year = 2022 + static_cast<int>(when % 6);
    const Money amount{much % 1'000'000, code(much % 3 == 0 ? "USD" : "EUR")};
    const Date close = day(year, 1 + static_cast<int>(when % 12), 15);
    if (what % 2 == 0) {
      edit.add(maker.plan.new_id(), Revenue{.account = {account},
                                            .period = year_of(year),
                                            .kind = static_cast<RevenueKind>(much % 6),
                                            .amount = amount});
    } else {
      edit.add(maker.plan.new_id(),
               Opportunity{.account = {account},
                           .progress = {static_cast<Stage>(much % 7), {}},
                           .amount = amount,
                           .type = static_cast<DealType>(who % 6),
                           .opened = {close.days - static_cast<int>(much % 400)},
                           .close = close});
    }
  }
  RC_ASSERT(maker.plan.apply(std::move(edit)).has_value());
}

std::vector<Share> sorted(std::vector<Share> shares) {
  std::ranges::sort(shares, {}, &Share::account);
  return shares;
}

bool equal(const Portfolio& a, const Portfolio& b) {
  return a.years == b.years && a.deals == b.deals && a.pipeline == b.pipeline &&
         a.booked == b.booked && a.base_year == b.base_year && a.shown_year == b.shown_year &&
         a.top == b.top && sorted(a.shares) == sorted(b.shares) &&
         a.shares_total == b.shares_total && a.concentration_index == b.concentration_index &&
         a.cycle_median == b.cycle_median && a.cycle_sum == b.cycle_sum &&
         a.accounts == b.accounts && a.accounts_at_risk == b.accounts_at_risk;
}

RC_GTEST_PROP(PortfolioProperty, AccountsAddUpToThePortfolioInAnyOrder,
              (const std::vector<Row>& rows, unsigned seed)) {
  PlanMaker maker;
  fill(maker, rows);
  const Date today = day(2026, 11, 22);
  Cache cache;
  cache.refresh(maker.plan, today);
  auto results = cache.accounts();
  std::ranges::shuffle(results, std::mt19937(seed));
  const Portfolio shuffled = fold(results, cache.context());
  RC_ASSERT(equal(shuffled, cache.portfolio()));

  for (const YearTotal& total : cache.portfolio().years) {
    Sum sum;
    for (const AccountResult& account : results) sum += account.revenue(total.year);
    RC_ASSERT(sum == total.revenue);
    // Nothing is negative here, so the movements explain the year completely.
    RC_ASSERT(total.revenue.value == total.opening.value - total.lost.value -
                                         total.contraction.value + total.expansion.value +
                                         total.arrived.value);
    const Ratio gross = gross_revenue_retention(total.cohort());
    RC_ASSERT((!gross || (*gross >= 0 && *gross <= 1)));
  }
  std::uint32_t deals = 0;
  for (const AccountResult& account : results) deals += account.deals.all();
  RC_ASSERT(deals == maker.plan.table<Opportunity>().size());

  for (const Figure& figure : cache.figures(maker.plan)) {
    const auto* number = std::get_if<double>(&figure.value);
    RC_ASSERT((number == nullptr || std::isfinite(*number)));
    RC_ASSERT(figure.has_value() == figure.na_reason.empty());
  }
}

RC_GTEST_PROP(CacheProperty, CachedEqualsComputedAnew,
              (const std::vector<Row>& rows,
               const std::vector<std::pair<unsigned, unsigned>>& edits)) {
  PlanMaker maker;
  fill(maker, rows);
  const Date today = day(2026, 11, 22);
  Cache kept;
  kept.refresh(maker.plan, today);
  for (const auto& [which, what] : edits) {
    std::vector<RecordKey> keys;
    for (const auto& r : maker.plan.table<Revenue>()) keys.push_back({Kind::revenue, r.id});
    for (const auto& r : maker.plan.table<Account>()) keys.push_back({Kind::account, r.id});
    std::ranges::sort(keys);
    if (keys.empty()) break;
    const RecordKey key = keys[which % keys.size()];
    if (key.kind == Kind::revenue && what % 2 == 0) {
      maker.set<&Revenue::amount>(key.id, eur(what % 1000));
    } else {
      maker.remove(key.kind, key.id);
    }
    kept.refresh(maker.plan, today);
  }
  Cache anew;
  anew.refresh(maker.plan, today);
  RC_ASSERT(equal(kept.portfolio(), anew.portfolio()));
}

}  // namespace
}  // namespace keyplan::analysis
