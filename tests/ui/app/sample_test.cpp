#include "app/sample.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "core/analysis/introductions.h"
#include "core/analysis/portfolio.h"
#include "core/analysis/team_selling.h"
#include "core/file/read.h"
#include "core/file/write.h"

namespace keyplan::app {
namespace {

using namespace model;

constexpr CivilDate written{2026, 11, 22};  // the day of the sample's only session
const std::string plan_id = make_plan_id(3, 4);

Plan sample_on(int year, int month, int day) {
  auto plan = load_sample(sample_bytes(), *date_of(year, month, day), plan_id);
  EXPECT_TRUE(plan.has_value()) << (plan ? "" : plan.error().sentence);
  return plan ? std::move(*plan) : Plan(plan_id);
}

template <class Fn>
void for_every_field(const Plan& plan, Fn&& fn) {
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const Record<T>& record : plan.table<T>()) {
        for (const FieldInfo& field : kind.fields)
          fn(record.id, kind, field, field.get(&record.data));
      }
    });
  }
}

TEST(Sample, ReadsAndIsRichEnoughForADemo) {
  const Plan plan = sample_on(written.year, written.month, written.day);
  EXPECT_EQ(plan.id(), plan_id);
  EXPECT_EQ(plan.table<Account>().size(), 24u);
  EXPECT_EQ(plan.table<TeamMember>().size(), 6u);
  EXPECT_EQ(plan.table<Offering>().size(), 7u);
  EXPECT_GE(plan.table<Opportunity>().size(), 70u);
  EXPECT_GE(plan.table<Person>().size(), 60u);
  EXPECT_GE(plan.table<Action>().size(), 55u);
  EXPECT_GE(plan.table<Revenue>().size(), 400u);
}

TEST(Sample, IsAPlanFileInCanonicalForm) {
  const auto read = file::read(sample_bytes());
  ASSERT_TRUE(read.has_value()) << read.error().sentence;
  EXPECT_TRUE(read->notes.empty());
  EXPECT_EQ(file::write(read->plan), sample_bytes());
}

TEST(Sample, EveryReferenceLeadsSomewhereAndIdsAreUnique) {
  const Plan plan = sample_on(written.year, written.month, written.day);
  std::set<Id> ids;
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const Record<T>& record : plan.table<T>()) EXPECT_TRUE(ids.insert(record.id).second);
    });
  }
  for_every_field(
      plan, [&](Id id, const KindInfo& kind, const FieldInfo& field, const Value& value) {
        if (const Id* target = std::get_if<Id>(&value)) {
          EXPECT_NE(plan.find(RecordKey{field.target, *target}), nullptr)
              << kind.key << " " << to_text(id) << "." << field.key;
        }
        if (field.options.required) {
          EXPECT_FALSE(is_empty(value)) << kind.key << " " << to_text(id) << "." << field.key;
        }
      });
}

TEST(Sample, TextsNameNoYearBecauseDatesMove) {
  const Plan plan = sample_on(written.year, written.month, written.day);
  const std::regex year("(19|20)[0-9][0-9]");
  for_every_field(plan,
                  [&](Id id, const KindInfo& kind, const FieldInfo& field, const Value& value) {
                    if (const auto* text = std::get_if<std::string>(&value)) {
                      EXPECT_FALSE(std::regex_search(*text, year))
                          << kind.key << " " << to_text(id) << "." << field.key << ": " << *text;
                    }
                  });
}

TEST(Sample, MovesDatesByDaysMonthsByMonthsAndFiscalYearsByYears) {
  const Plan before = sample_on(written.year, written.month, written.day);
  const Plan after = sample_on(2029, 2, 1);
  const int days = date_of(2029, 2, 1)->days - date_of(2026, 11, 22)->days;
  std::map<std::pair<Id, std::string_view>, Value> old_values;
  for_every_field(before, [&](Id id, const KindInfo&, const FieldInfo& field, const Value& value) {
    old_values[{id, field.key}] = value;
  });
  int moved = 0;
  for_every_field(after, [&](Id id, const KindInfo&, const FieldInfo& field, const Value& value) {
    Value expected = old_values[{id, field.key}];
    if (auto* date = std::get_if<Date>(&expected)) date->days += days, ++moved;
    if (auto* period = std::get_if<Period>(&expected)) {
      ++moved;
      if (period->month == 0) {
        period->year += 2;
      } else {  // from November 2026 to February 2029
        const int months = period->year * 12 + period->month - 1 + 27;
        *period = {static_cast<std::int16_t>(months / 12),
                   static_cast<std::int8_t>(months % 12 + 1)};
      }
    }
    EXPECT_EQ(value, expected) << to_text(id) << "." << field.key;
  });
  EXPECT_GT(moved, 500);
  EXPECT_EQ(after.sessions()[0].start_minutes - before.sessions()[0].start_minutes, days * 1440);
}

TEST(Sample, PlansTheNextYearFromAprilOn) {
  EXPECT_EQ(sample_on(2026, 11, 22).settings().plan_year, Period{2027});
  EXPECT_EQ(sample_on(2027, 3, 31).settings().plan_year, Period{2027});
  EXPECT_EQ(sample_on(2027, 4, 1).settings().plan_year, Period{2028});
  EXPECT_EQ(sample_on(2025, 11, 22).settings().plan_year, Period{2026});
}

struct Story {
  analysis::Portfolio portfolio;
  std::set<analysis::Rule> rules;
};

Story story_on(Date today) {
  const auto plan = load_sample(sample_bytes(), today, plan_id);
  EXPECT_TRUE(plan.has_value());
  const analysis::Context context = analysis::context_of(*plan, today);
  std::vector<analysis::AccountResult> accounts(1);  // the records without an account
  analysis::compute_account(*plan, Id{}, context, accounts[0]);
  Story story;
  for (const Record<Account>& account : plan->table<Account>()) {
    analysis::AccountResult& result = accounts.emplace_back();
    analysis::compute_account(*plan, account.id, context, result);
    for (const auto& finding : result.findings) story.rules.insert(finding.rule);
    if (const auto finding = analysis::revenue_finding(result, context.plan_year - 1)) {
      story.rules.insert(finding->rule);
    }
  }
  story.portfolio = analysis::fold(accounts, context);
  return story;
}

TEST(Sample, TellsTheSameStoryOnAnyDay) {
  for (const Date today : {*date_of(2026, 11, 22), *date_of(2027, 1, 20), *date_of(2027, 4, 1),
                           *date_of(2028, 2, 29), *date_of(2031, 8, 3)}) {
    SCOPED_TRACE(to_text(today));
    const Story story = story_on(today);
    const analysis::Portfolio& portfolio = story.portfolio;
    ASSERT_EQ(portfolio.base_year, portfolio.plan_year - 1);
    const auto* year = portfolio.year(portfolio.base_year);
    ASSERT_NE(year, nullptr);
    EXPECT_NEAR(static_cast<double>(year->revenue.value), 30'000'000'00.0, 1'000'000'00.0);
    const auto nrr = analysis::net_revenue_retention(year->cohort());
    const auto churn = analysis::revenue_churn_with_contraction(year->cohort());
    const auto top_three = portfolio.top_share(3);
    ASSERT_TRUE(nrr && churn && top_three);
    EXPECT_GT(*nrr, 1.03);
    EXPECT_LT(*nrr, 1.06);
    EXPECT_GT(*churn, 0.06);
    EXPECT_LT(*churn, 0.09);
    EXPECT_NEAR(*top_three, 0.38, 0.02);
    EXPECT_TRUE(portfolio.revenue_gaps.empty() && portfolio.deal_gaps.empty());
    using enum analysis::Rule;
    for (const auto rule : {renewal_without_action, revenue_lost, revenue_falling, actions_overdue,
                            deals_past_close, no_owner}) {
      EXPECT_TRUE(story.rules.contains(rule)) << static_cast<int>(rule);
    }
    EXPECT_FALSE(story.rules.contains(won_not_booked));
    EXPECT_FALSE(story.rules.contains(renewal_passed));
  }
}

constexpr auto any = [](const auto&) { return true; };

template <class T>
int count_of(const Plan& plan, Id account, auto&& counts) {
  int count = 0;
  for (const Record<T>& record : plan.table<T>()) {
    count += record.data.account.id == account && counts(record.data) ? 1 : 0;
  }
  return count;
}

Id account_named(const Plan& plan, std::string_view name) {
  for (const auto& account : plan.table<Account>()) {
    if (account.data.name == name) return account.id;
  }
  ADD_FAILURE() << name;
  return {};
}

TEST(Sample, HasTwoAccountsPlannedToTheFull) {
  const Plan plan = sample_on(written.year, written.month, written.day);
  for (const char* name : {"Brauholm Group", "Ferrantis Automotive"}) {
    SCOPED_TRACE(name);
    const Id id = account_named(plan, name);
    const Account& account = plan.find<Account>(id)->data;
    EXPECT_FALSE(account.background.empty() || account.address.empty() ||
                 account.preferred_services.empty());
    EXPECT_TRUE(account.plan_template);
    EXPECT_NE(account.engagement, Engagement::unset);
    EXPECT_NE(account.commitment, Commitment::unset);

    const auto expect_between = [&]<class T>(int low, int high) {
      const int count = count_of<T>(plan, id, any);
      EXPECT_TRUE(count >= low && count <= high) << info(kind_of<T>).plural << ": " << count;
    };
    expect_between.operator()<Person>(8, 14);
    expect_between.operator()<Influence>(4, 10);
    expect_between.operator()<Contact>(8, 15);
    expect_between.operator()<Sponsorship>(2, 3);
    expect_between.operator()<Escalation>(3, 3);
    expect_between.operator()<Answer>(14, 20);
    expect_between.operator()<Interview>(1, 3);
    expect_between.operator()<Research>(4, 6);
    expect_between.operator()<Insight>(8, 12);
    expect_between.operator()<InsightLink>(8, 15);
    expect_between.operator()<Foothold>(2, 4);
    const int goals = count_of<Goal>(plan, id, [](const Goal& goal) { return !goal.personal; });
    EXPECT_TRUE(goals >= 4 && goals <= 6) << goals;
    expect_between.operator()<GoalLink>(4, 10);
    expect_between.operator()<GoalRole>(5, 12);
    expect_between.operator()<Alignment>(4, 8);
    expect_between.operator()<Measurement>(24, 24);
    expect_between.operator()<SwotEntry>(8, 8);
    expect_between.operator()<Problem>(2, 2);
    expect_between.operator()<Cause>(10, 16);
    expect_between.operator()<Risk>(5, 5);
    expect_between.operator()<ValueProposition>(3, 3);
    expect_between.operator()<ExitBarrier>(3, 3);
    expect_between.operator()<Promise>(3, 3);
    expect_between.operator()<Action>(10, 20);
    expect_between.operator()<Visit>(3, 3);
    expect_between.operator()<ChecklistItem>(9, 15);
    expect_between.operator()<Review>(4, 4);
    expect_between.operator()<PdcaCycle>(1, 1);
    expect_between.operator()<Look>(5, 5);
    expect_between.operator()<Satisfaction>(8, 8);
    expect_between.operator()<Ticket>(5, 5);
    expect_between.operator()<Contract>(3, 3);
    expect_between.operator()<Loss>(1, 1);
  }
}

TEST(Sample, ShowsEveryOfferingAtEveryUnitOfThePlannedAccounts) {
  const Plan plan = sample_on(written.year, written.month, written.day);
  std::set<CellState> states;
  for (const char* name :
       {"Brauholm Group", "Brauholm Dairy", "Brauholm Polska", "Molkerei Sandvig",
        "Ferrantis Automotive", "Ferrantis Ib\u00e9rica", "Ferrantis Driveline"}) {
    const Id id = account_named(plan, name);
    std::set<Id> offerings;
    for (const auto& cell : plan.table<WhitespaceCell>()) {
      if (cell.data.account.id != id) continue;
      EXPECT_TRUE(offerings.insert(cell.data.offering.id).second) << name;
      EXPECT_EQ(cell.data.state == CellState::competitor, static_cast<bool>(cell.data.competitor));
      EXPECT_EQ(cell.data.state == CellState::not_applicable, !cell.data.potential);
      states.insert(cell.data.state);
    }
    EXPECT_EQ(offerings.size(), plan.table<Offering>().size()) << name;
  }
  EXPECT_EQ(states.size(), 5u);
}

TEST(Sample, LeavesSomeEndsOfThePlannedAccountsOpen) {
  const Date today = *date_of(written.year, written.month, written.day);
  const Plan plan = sample_on(written.year, written.month, written.day);
  for (const char* name : {"Brauholm Group", "Ferrantis Automotive"}) {
    SCOPED_TRACE(name);
    const Id id = account_named(plan, name);
    EXPECT_EQ(count_of<Person>(plan, id,
                               [](const Person& person) {
                                 return person.role == DecisionRole::decider && !person.owner;
                               }),
              1);
    EXPECT_EQ(count_of<Goal>(plan, id,
                             [](const Goal& goal) { return !goal.confirmed_by && !goal.personal; }),
              1);
    EXPECT_EQ(count_of<Risk>(plan, id,
                             [](const Risk& risk) { return risk.response == RiskResponse::unset; }),
              1);
    EXPECT_EQ(count_of<Action>(plan, id,
                               [&](const Action& action) {
                                 return action.due < today && action.status != ActionStatus::done;
                               }),
              1);
    std::set<Id> answered;
    for (const auto& answer : plan.table<Answer>()) {
      if (answer.data.account.id == id) answered.insert(answer.data.question.id);
    }
    int unanswered = 0;
    for (const auto& question : plan.table<Question>()) {
      const QuestionPurpose purpose = plan.find(question.data.set)->data.purpose;
      if (purpose != QuestionPurpose::standing && purpose != QuestionPurpose::position) continue;
      unanswered += answered.contains(question.id) ? 0 : 1;
    }
    EXPECT_EQ(unanswered, 1);
  }
}

TEST(Sample, GroupsHaveAWayInRolesAndRulesToKeep) {
  const Plan plan = sample_on(written.year, written.month, written.day);
  analysis::Cache cache;
  cache.refresh(plan, *date_of(written.year, written.month, written.day));
  const analysis::Branches branches(plan, cache);
  EXPECT_TRUE(branches.faults().empty());
  const Id aldersyn = account_named(plan, "Aldersyn Pharma");
  const Id austria = account_named(plan, "Aldersyn Austria");
  const analysis::Introductions ways(plan, branches.group(aldersyn), cache.context());
  EXPECT_EQ(analysis::as_text(ways.to(austria)),
            "Marguerite Healy speaks for us. Marguerite Healy and Judith Aigner know each other: "
            "Wrote the group standard for packaging together. Judith Aigner reports to Werner "
            "Kogler, who decides.");
  EXPECT_TRUE(
      analysis::advocate_of(plan, branches, account_named(plan, "Brauholm Group"), cache.context())
          .marked);
  const Id ferrantis[] = {account_named(plan, "Ferrantis Driveline")};
  const analysis::Credits credits = analysis::credits_of(plan, ferrantis, cache);
  EXPECT_GT(credits.revenue.credits.value, credits.revenue.once.value);
  const auto broken = analysis::broken_rules(plan, cache);
  EXPECT_GE(broken.size(), 3u);
  EXPECT_LT(broken.size(), 12u) << "a demo, not an alarm";
}

TEST(Sample, DamagedBytesGiveASentence) {
  const auto plan = load_sample(sample_bytes().substr(0, 1000), *date_of(2026, 11, 22), plan_id);
  ASSERT_FALSE(plan.has_value());
  EXPECT_FALSE(plan.error().sentence.empty());
}

}  // namespace
}  // namespace keyplan::app
