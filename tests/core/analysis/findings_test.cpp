#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "core/analysis/account.h"
#include "core/analysis/checks.h"
#include "tests/core/analysis/planned_account.h"

namespace keyplan::analysis {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Rules, HaveAnIdAReasonAndAFix) {
  std::set<std::string_view> ids;
  std::set<std::string_view> names;
  for (const RuleInfo& rule : all_rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
    EXPECT_EQ(find_rule(rule.id), &rule);
    EXPECT_FALSE(rule.words.empty() || rule.words.ends_with('.')) << rule.id;
    EXPECT_TRUE(rule.reason.ends_with('.')) << rule.id;
    EXPECT_FALSE(rule.reason.contains('!') || rule.words.contains('!')) << rule.id;
    EXPECT_FALSE(rule.fix.label.empty()) << rule.id;
    for (const Preset& preset : rule.fix.presets) {
      if (preset.from == Preset::From::nothing) continue;
      ASSERT_TRUE(rule.fix.creates && preset.field != nullptr) << rule.id;
      const FieldInfo& field = model::info(rule.fix.kind).fields[preset.field()];
      EXPECT_LE(preset.choice, field.choices.size()) << rule.id;
    }
  }
  EXPECT_GE(ids.size(), 40u);
  EXPECT_EQ(find_rule("no_such_rule"), nullptr);
}

TEST(Rules, CoverTheFiveWaysInWhichPlansFail) {
  for (const Area area : {Area::insight, Area::alignment, Area::goals, Area::risks, Area::execution,
                          Area::relationships, Area::value, Area::support, Area::revenue}) {
    EXPECT_GE(std::ranges::count(all_rules(), area, &RuleInfo::area), 3) << area_label(area);
  }
}

TEST(Findings, NothingIsSaidAgainstAGoodPlan) {
  PlannedAccount plan;
  for (const Finding& finding : plan.findings()) {
    ADD_FAILURE() << sentence(finding, plan.plan, base_currency(plan.plan));
  }
}

TEST(Findings, AFreshImportHearsOnlyWhatIsOperational) {
  PlanMaker made;
  const Id account = made.account("Imported");
  made.add(QuestionSet{.name = "Standing", .purpose = QuestionPurpose::standing});
  made.revenue(account, 2026, eur(100));
  made.deal(account, Stage::proposal, eur(50), day(2026, 1, 1));
  made.add(Action{.title = "Old", .account = {account}, .due = day(2020, 1, 1)});
  made.add(Person{.name = "P", .account = {account}, .role = DecisionRole::decider});
  made.add(model::Contact{.summary = "Mail", .account = {account}, .date = day(2020, 1, 1)});
  made.add(Ticket{
      .title = "T", .account = {account}, .urgency = Urgency::critical, .opened = day(2020, 1, 1)});
  made.add(Contract{.title = "C", .account = {account}, .end = day(2026, 1, 1)});
  made.add(Satisfaction{
      .account = {account}, .survey = Survey::nps, .score = {0}, .date = day(2020, 1, 1)});
  Cache cache;
  cache.refresh(made.plan, day(2026, 11, 22));
  const auto findings = cache.findings(made.plan, account);
  EXPECT_EQ(findings, cache.operational(account));
  EXPECT_FALSE(findings.empty());
  for (const Finding& finding : findings) EXPECT_TRUE(is_operational(finding.rule));

  made.set<&Account::tier>(account, Choice{static_cast<std::uint8_t>(Tier::key)});
  cache.refresh(made.plan, day(2026, 11, 22));
  EXPECT_GT(cache.findings(made.plan, account).size(), 10u);
}

TEST(Findings, PlanningBeginsWithTheFirstRecordOfAPlan) {
  PlanMaker made;
  const Id account = made.account("A");
  EXPECT_FALSE(is_planned(made.plan, *made.plan.find<Account>(account)));
  made.add(Risk{.title = "R", .account = {account}});
  EXPECT_TRUE(is_planned(made.plan, *made.plan.find<Account>(account)));
}

TEST(Findings, TemplatesLeaveChecksOut) {
  PlannedAccount plan;
  plan.set<&Goal::owner>(plan.goal, Value());
  plan.set<&Goal::due>(plan.goal, Value());
  const Id light = plan.add(PlanTemplate{.name = "Light"});
  plan.set<&Account::plan_template>(plan.account, light);
  EXPECT_THAT(plan.sentences(Rule::goal_without_owner), testing::SizeIs(1));
  for (const char* name : {"goal_without_owner", "Goal without date"}) {
    plan.add(
        TemplateItem{.name = name, .plan_template = {light}, .part = TemplatePart::without_check});
  }
  EXPECT_THAT(plan.findings(), IsEmpty());
}

TEST(Findings, TemplatesSetTheRhythm) {
  PlannedAccount plan;
  const Id slow = plan.add(PlanTemplate{
      .name = "Slow", .review_months = {12}, .contact_days = {5}, .visit_months = {1}});
  plan.set<&Review::date>(plan.review, plan.ago(200));
  plan.set<&Account::plan_template>(plan.account, slow);
  EXPECT_THAT(plan.sentences(Rule::review_overdue), IsEmpty());
  EXPECT_THAT(plan.sentences(Rule::decider_stale), testing::SizeIs(2));
  EXPECT_THAT(plan.sentences(Rule::visit_overdue), testing::SizeIs(1));
}

TEST(Findings, AnOldPlanIsUnchangedUntilSomebodyLooks) {
  PlannedAccount plan;
  const Date later{plan.today.days + 61};
  plan.cache.refresh(plan.plan, later);
  const auto unchanged = [&] {
    return std::ranges::contains(plan.cache.findings(plan.plan, plan.account), Rule::plan_unchanged,
                                 &Finding::rule);
  };
  EXPECT_TRUE(unchanged());
  plan.cache.refresh(plan.plan, {later.days - 1});
  EXPECT_FALSE(unchanged());
  plan.work_on(later);
  plan.add(Look{.account = {plan.account}, .subject = Subject::plan, .date = later});
  plan.cache.refresh(plan.plan, later);
  EXPECT_FALSE(unchanged());
}

TEST(Findings, GrowthNeedsASatisfiedCustomer) {
  const auto why = [](auto spoil) {
    PlannedAccount plan;
    spoil(plan);
    return plan.sentences(Rule::growth_on_unsatisfied);
  };
  const std::string grows = "“Revenue 1.2 M” shall grow revenue, but ";
  EXPECT_THAT(why([](PlannedAccount& p) { p.set<&Account::at_risk>(p.account, Choice{1}); }),
              ElementsAre(grows + "the account is at risk"));
  EXPECT_THAT(why([](PlannedAccount& p) {
                for (const int score : {5, 3}) {
                  p.add(Satisfaction{.account = {p.account},
                                     .survey = Survey::csat,
                                     .score = {score * 10'000},
                                     .date = p.ago(60)});
                }
              }),
              ElementsAre(grows + "fewer than 60% are satisfied"));
  EXPECT_THAT(
      why([](PlannedAccount& p) {
        p.add(Ticket{
            .title = "T", .account = {p.account}, .urgency = Urgency::critical, .opened = p.today});
      }),
      ElementsAre(grows + "a critical ticket is open"));
}

TEST(Findings, RevenueGoalsInAnyUnit) {
  const auto unrealistic = [](std::int64_t target, std::string unit) {
    PlannedAccount plan;
    plan.set<&Goal::target>(plan.goal, Decimal{target * 10'000});
    plan.set<&Goal::unit>(plan.goal, std::move(unit));
    return !plan.sentences(Rule::goal_unrealistic).empty();
  };
  EXPECT_TRUE(unrealistic(3, "M€"));
  EXPECT_TRUE(unrealistic(3, "EUR million"));
  EXPECT_FALSE(unrealistic(2, "€ M"));
  EXPECT_TRUE(unrealistic(2'001, "€k"));
  EXPECT_TRUE(unrealistic(120, "%"));
  EXPECT_FALSE(unrealistic(15, "%"));
  EXPECT_FALSE(unrealistic(9'000'000, "pieces"));
}

TEST(Findings, ActionsWaitForTheRightReasons) {
  const auto waits = [](ActionStatus status, Date due, Date start) {
    PlannedAccount plan;
    plan.set<&Action::status>(plan.action, Choice{static_cast<std::uint8_t>(status)});
    plan.set<&Action::due>(plan.action, due);
    plan.add(Action{.title = "Then",
                    .account = {plan.account},
                    .start = start,
                    .due = plan.ago(-5),
                    .after = {plan.action}});
    return plan.sentences(Rule::action_waits);
  };
  const Date today = day(2026, 11, 22);
  const std::string then = "“Then” waits for “Prepare renewal”, which ";
  EXPECT_THAT(waits(ActionStatus::open, today, {}), IsEmpty());
  EXPECT_THAT(waits(ActionStatus::dropped, today, {}), ElementsAre(then + "is dropped"));
  EXPECT_THAT(waits(ActionStatus::open, {today.days + 6}, {}), ElementsAre(then + "ends after it"));
  EXPECT_THAT(waits(ActionStatus::done, today, {}), IsEmpty());
  EXPECT_THAT(waits(ActionStatus::done, today, {today.days - 1}),
              ElementsAre(then + "is done: it can start"));
}

TEST(Findings, WorstComesFirstInAnyOrderOfRecords) {
  const auto spoiled = [](bool backwards) {
    PlannedAccount plan;
    std::vector<std::pair<Id, Goal>> goals;
    for (std::uint64_t i = 1; i <= 5; ++i) {
      goals.push_back({Id{1000 + i}, Goal{.title = "G", .account = {plan.account}}});
    }
    if (backwards) std::ranges::reverse(goals);
    for (const auto& [id, goal] : goals) plan.add_with_id(id, goal);
    plan.set<&Promise::delivery>(plan.promise, Choice{3});
    std::vector<std::pair<Rule, Id>> found;
    for (const Finding& finding : plan.findings()) {
      const bool of_goal = finding.record.kind == Kind::goal;
      found.push_back({finding.rule, of_goal ? finding.record.id : Id{}});
    }
    EXPECT_TRUE(std::ranges::is_sorted(plan.findings(), std::greater{}, &Finding::severity));
    return found;
  };
  const auto found = spoiled(false);
  ASSERT_GT(found.size(), 20u);
  EXPECT_EQ(found.front().first, Rule::promise_not_arriving);
  EXPECT_EQ(found, spoiled(true));
}

TEST(Findings, AreKeptUntilSomethingChanges) {
  PlannedAccount plan;
  plan.findings();
  const std::uint64_t before = plan.cache.plan_checks();
  plan.findings();
  EXPECT_EQ(plan.cache.plan_checks(), before);
  plan.add(Account{.name = "Other"});
  plan.findings();
  EXPECT_EQ(plan.cache.plan_checks(), before) << "another account is no reason";
  plan.set<&Goal::owner>(plan.goal, Value());
  plan.findings();
  EXPECT_EQ(plan.cache.plan_checks(), before + 1);
  plan.add(Question{.text = "Why us?", .set = {plan.set_of_questions}});
  EXPECT_THAT(plan.sentences(Rule::question_unanswered), testing::SizeIs(1));
  plan.cache.refresh(plan.plan, plan.ago(-1));
  plan.cache.findings(plan.plan, plan.account);
  EXPECT_EQ(plan.cache.plan_checks(), before + 3);
}

TEST(Findings, LongNamesAreCutAtAWholeCharacter) {
  PlannedAccount plan;
  std::string title = "x";
  for (int i = 0; i < 60; ++i) title += "ü";
  plan.set<&Goal::title>(plan.goal, title);
  plan.set<&Goal::due>(plan.goal, Value());
  const auto found = plan.sentences(Rule::goal_without_date);
  ASSERT_EQ(found.size(), 1u);
  std::string shown = "“x";
  for (int i = 0; i < 39; ++i) shown += "ü";
  EXPECT_EQ(found[0], shown + "…” has no date");
}

}  // namespace
}  // namespace keyplan::analysis
