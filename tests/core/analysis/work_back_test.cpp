#include "core/analysis/work_back.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using What = WorkBackItem::What;

class WorkBackTest : public testing::Test, public PlanMaker {
 protected:
  WorkBackTest() {
    anna = add(TeamMember{.name = "Anna"});
    account = add(Account{.name = "Cancity", .owner = {anna}});
    offering = add(Offering{.name = "Service"});
    setting<&Settings::win_rate>(Percent{25'00});
  }
  WorkBackItems items(const ScenarioOutcome* scenario = nullptr) {
    cache.refresh(plan, today);
    return work_back_items(plan, cache, scenario);
  }
  WorkBack solve(std::int64_t gap, WorkBackOptions options = {}) {
    return work_back(items().items, gap, options, code("EUR"));
  }

  const Date today = day(2026, 11, 22);
  Cache cache;
  Id anna, account, offering;
};

TEST_F(WorkBackTest, DealsAddWhatTheForecastLeavesOut) {
  const Id now = deal(account, Stage::proposal, eur(100'000), day(2026, 12, 1), Percent{30'00});
  const Id later = deal(account, Stage::proposal, eur(100'000), day(2027, 2, 1), Percent{40'00});
  deal(account, Stage::proposal, eur(1), day(2026, 12, 1), {}, DealType::renewal);
  deal(account, Stage::won, eur(1), day(2026, 12, 1));
  add(Action{.title = "Call", .account = {account}, .opportunity = {now}, .effort_hours = {8}});
  add(Action{.title = "Meet", .account = {account}, .opportunity = {now}});
  add(Action{.title = "Done",
             .account = {account},
             .opportunity = {now},
             .status = ActionStatus::done,
             .effort_hours = {80}});
  const auto found = items().items;
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].record.id, now);
  EXPECT_EQ(found[0].value, 70'000'00);
  EXPECT_EQ(found[0].hours, 8);
  EXPECT_EQ(found[0].actions.size(), 2u);
  EXPECT_EQ(found[0].owner, anna);
  EXPECT_EQ(found[0].reason, "Counts with 30% of €100\u00a0k: won it adds the rest.");
  EXPECT_EQ(found[1].record.id, later);
  EXPECT_EQ(found[1].what, What::bring_forward);
  EXPECT_EQ(found[1].value, 40'000'00);
  EXPECT_EQ(found[1].hours, std::nullopt);
}

TEST_F(WorkBackTest, CellsAddTheirWhitespaceAtTheWinRate) {
  const auto cell = [&](Id of, CellState state, Money potential, Date until = {}) {
    return add(WhitespaceCell{.account = {account},
                              .offering = {of},
                              .state = state,
                              .potential = potential,
                              .current = eur(20'000),
                              .until = until});
  };
  const auto other = [&](const char* name) { return add(Offering{.name = name}); };
  const Id free = cell(offering, CellState::free, eur(100'000));
  const Id ends = cell(other("B"), CellState::competitor, eur(60'000), day(2026, 12, 1));
  cell(other("C"), CellState::competitor, eur(90'000), day(2028, 12, 1));
  cell(other("D"), CellState::not_applicable, eur(90'000));
  cell(other("E"), CellState::free, Money{});
  cell(other("F"), CellState::free, usd(5));
  const Id in_deal = other("G");
  cell(in_deal, CellState::free, eur(90'000));
  add(Opportunity{.name = "Deal",
                  .account = {account},
                  .offering = {in_deal},
                  .progress = {Stage::proposal, {}}});
  WorkBackItems found = items();
  ASSERT_EQ(found.items.size(), 2u);
  EXPECT_EQ(found.items[0].record, (RecordKey{Kind::whitespace, free}));
  EXPECT_EQ(found.items[0].value, 20'000'00);
  EXPECT_EQ(found.items[1].record.id, ends);
  EXPECT_EQ(found.items[1].reason, "€40\u00a0k a year is with a competitor, at a win rate of 25%.");
  EXPECT_EQ(found.cells_without_potential, 1u);
  EXPECT_EQ(found.cells_without_rate, 1u);
  setting<&Settings::win_rate>(Value());
  found = items();
  EXPECT_THAT(found.items, IsEmpty());
  EXPECT_TRUE(found.no_win_rate);
  const Figure figure =
      work_back_figure(plan, found, work_back(found.items, 1, {}, code("EUR")), cache.context());
  EXPECT_THAT(figure.na_reason, HasSubstr("Nothing in the plan could close the gap"));
}

TEST_F(WorkBackTest, TakesTheFewestWithinTheHoursThereAre) {
  const auto with_hours = [&](std::int64_t euros, std::int64_t hours) {
    const Id made = deal(account, Stage::proposal, eur(euros), day(2026, 12, 1), Percent{50'00});
    add(Action{
        .title = "Do", .account = {account}, .opportunity = {made}, .effort_hours = {hours}});
  };
  with_hours(200'000, 50);
  with_hours(120'000, 20);
  with_hours(100'000, 20);
  with_hours(60'000, 1);
  EXPECT_THAT(solve(90'000'00).chosen, ElementsAre(0));
  const WorkBack limited = solve(90'000'00, {.capacities = {{anna, 40}}});
  EXPECT_THAT(limited.chosen, ElementsAre(1, 2)) << "60 k and 50 k in 40 hours";
  EXPECT_TRUE(limited.proven);
  EXPECT_EQ(limited.hours, 40);
  EXPECT_EQ(limited.sentence, "2 items close the gap of €90\u00a0k; no fewer do.");
  const WorkBack open = solve(115'000'00, {.capacities = {{anna, 40}}});
  EXPECT_FALSE(open.closes);
  EXPECT_THAT(open.sentence, HasSubstr("find more hours"));
  EXPECT_THAT(solve(999'000'00).sentence, HasSubstr("Find more deals or whitespace."));
  EXPECT_EQ(solve(0).sentence, "The goal is reached: nothing more is needed.");
  const WorkBack rough = solve(90'000'00, {.capacities = {{anna, 40}}, .most_cells = 10});
  EXPECT_FALSE(rough.proven);
  EXPECT_TRUE(rough.closes);

  const Figure figure = work_back_figure(plan, items(), limited, cache.context());
  EXPECT_EQ(figure.text(), "€110,000.00");
  EXPECT_THAT(figure.inputs[1].text, HasSubstr("1 open action."));
}

TEST_F(WorkBackTest, HoursAreWhatTheRestOfTheYearLeaves) {
  set<&TeamMember::capacity_hours>(anna, Count{3650});
  add(TeamMember{.name = "No limit"});
  const Id made = deal(account, Stage::proposal, eur(100), day(2026, 12, 1));
  const auto action = [&](Id of, std::int64_t hours, Date due = {}) {
    add(Action{.title = "Do",
               .account = {account},
               .opportunity = {of},
               .owner = {anna},
               .due = due,
               .effort_hours = {hours}});
  };
  action(made, 20);
  action({}, 30, day(2026, 12, 24));
  action({}, 50, day(2027, 1, 24));
  const auto found = items();
  const auto loads = workloads(plan, cache.accounts(), cache.portfolio(), cache.context());
  const auto left = capacities_of(plan, loads, found, cache.context());
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].member, anna);
  EXPECT_EQ(left[0].hours, 400 - 30) << "40 of 365 days, less what else is due in them";
}

TEST_F(WorkBackTest, AScenarioTakesItsShare) {
  const Id other = PlanMaker::account("Other");
  deal(account, Stage::proposal, eur(100'000), day(2026, 12, 1), Percent{50'00});
  deal(other, Stage::proposal, eur(100'000), day(2026, 12, 1), Percent{50'00});
  cache.refresh(plan, today);
  const std::vector<TriedChange> changes = {
      {{}, {.type = ChangeType::lose_account, .account = {account}}},
      {{}, {.type = ChangeType::lose_account, .account = {other}, .percent = Percent{50'00}}}};
  const ScenarioOutcome outcome = evaluate_changes(plan, changes, cache);
  const auto found = items(&outcome).items;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].account, other);
  EXPECT_EQ(found[0].value, 25'000'00);
}

using Row = std::tuple<std::uint16_t, std::uint8_t, std::uint8_t>;

std::vector<WorkBackItem> made(std::vector<Row> rows, std::size_t most) {
  if (rows.size() > most) rows.resize(most);
  std::vector<WorkBackItem> items;
  for (const auto& [value, hours, owner] : rows) {
    WorkBackItem item{.record = {Kind::opportunity, {items.size() + 1}},
                      .owner = {owner % 4U},
                      .value = 1 + value % 50};
    if (hours % 8 != 7) item.hours = hours % 8;
    items.push_back(std::move(item));
  }
  return items;
}

struct Best {
  std::size_t number = 0;
  std::int64_t value = 0;
  bool closes = false;
};

/// Every set there is.
Best brute_force(const std::vector<WorkBackItem>& items, std::int64_t gap,
                 const WorkBackOptions& options) {
  Best best;
  for (std::size_t set = 0; set < std::size_t{1} << items.size(); ++set) {
    std::map<Id, std::int64_t> hours;
    Best found;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if ((set >> i & 1) == 0) continue;
      ++found.number;
      found.value += items[i].value;
      hours[items[i].owner] += items[i].hours.value_or(options.usual_hours);
    }
    const bool fits = std::ranges::all_of(options.capacities, [&](const Capacity& capacity) {
      return hours[capacity.member] <= capacity.hours;
    });
    if (!fits) continue;
    found.closes = found.value >= gap;
    const auto rank = [](const Best& b) {
      return b.closes ? std::tuple(0, static_cast<std::int64_t>(b.number), -b.value)
                      : std::tuple(1, -b.value, static_cast<std::int64_t>(b.number));
    };
    if (rank(found) < rank(best)) best = found;
  }
  return best;
}

RC_GTEST_PROP(WorkBackProperty, IsWhatTryingEverySetFinds,
              (const std::vector<Row>& rows, std::uint8_t part, std::uint8_t first,
               std::uint8_t second)) {
  const auto items = made(rows, 15);
  std::int64_t all = 0;
  for (const WorkBackItem& item : items) all += item.value;
  const std::int64_t gap = all * (part % 120) / 100 + 1;
  const WorkBackOptions options{.capacities = {{{1}, first % 30}, {{2}, second % 30}},
                                .usual_hours = 2};
  const WorkBack answer = work_back(items, gap, options, code("EUR"));
  const Best best = brute_force(items, gap, options);
  RC_ASSERT(answer.proven);
  RC_ASSERT(answer.closes == best.closes);
  RC_ASSERT(answer.value == best.value);
  if (best.closes) RC_ASSERT(answer.chosen.size() == best.number);
  std::int64_t value = 0;
  for (const std::size_t index : answer.chosen) value += items[index].value;
  RC_ASSERT(value == answer.value);
}

RC_GTEST_PROP(WorkBackProperty, KeepsToTheHoursAndTheOrderOfItemsIsNoMatter,
              (const std::vector<Row>& rows, std::uint8_t hours, bool rough)) {
  auto items = made(rows, 60);
  const WorkBackOptions options{.capacities = {{{1}, hours}, {{2}, hours / 2}},
                                .most_cells = rough ? 1 : 20'000'000};
  const auto records = [&](const WorkBack& answer) {
    std::vector<RecordKey> keys;
    for (const std::size_t index : answer.chosen) keys.push_back(items[index].record);
    return keys;
  };
  const WorkBack one = work_back(items, 300, options, code("EUR"));
  const auto keys = records(one);
  std::map<Id, std::int64_t> used;
  for (const std::size_t i : one.chosen) used[items[i].owner] += items[i].hours.value_or(0);
  RC_ASSERT(used[Id{1}] <= hours);
  RC_ASSERT(used[Id{2}] <= hours / 2);
  std::ranges::reverse(items);
  RC_ASSERT(records(work_back(items, 300, options, code("EUR"))) == keys);
}

}  // namespace
}  // namespace keyplan::analysis
