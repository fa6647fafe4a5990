#include "core/analysis/account_plan.h"

#include <gmock/gmock.h>

#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {
namespace {

using testing::ElementsAre;

class AccountPlan : public AnalysisTest {
 protected:
  AccountPlan() { id = account("A"); }
  Context context() { return context_of(plan, today); }
  Date ago(int days) { return {today.days - days}; }
  Id person(DecisionRole role, Power power, bool engaged, Attitude attitude = Attitude::unset,
            int last_contact = 0) {
    return add(Person{.name = "P",
                      .account = {id},
                      .role = role,
                      .attitude = attitude,
                      .power = power,
                      .relationship = engaged ? Relationship::working : Relationship::contact,
                      .last_contact = ago(last_contact)});
  }
  template <class T>
  const Record<T>& record(Id of) {
    return *plan.find<T>(of);
  }
  Id id;
};

TEST_F(AccountPlan, AsksStandingQuestionsAndThoseOfTheTemplate) {
  const Id standing = add(QuestionSet{.purpose = QuestionPurpose::standing, .ord = {"b"}});
  const Id discovery = add(QuestionSet{.purpose = QuestionPurpose::discovery, .ord = {"a"}});
  const Id second = add(Question{.text = "2", .set = {standing}, .ord = {"b"}});
  const Id first = add(Question{.text = "1", .set = {standing}, .ord = {"a"}});
  const Id third = add(Question{.text = "3", .set = {discovery}});
  EXPECT_THAT(questions_of(plan, record<Account>(id)).open, ElementsAre(first, second));
  const Id plan_template = add(PlanTemplate{.name = "T"});
  add(TemplateItem{
      .plan_template = {plan_template}, .part = TemplatePart::question_set, .set = {discovery}});
  set<&Account::plan_template>(id, plan_template);
  add(Answer{.text = "Old", .account = {id}, .question = {first}, .date = ago(9)});
  const Id latest = add(Answer{.text = "New", .account = {id}, .question = {first}, .date = today});
  add(Answer{.account = {id}, .question = {second}, .date = today});
  const Questions questions = questions_of(plan, record<Account>(id));
  EXPECT_EQ(questions.asked, 3u);
  EXPECT_EQ(questions.answered, 1u);
  EXPECT_THAT(questions.open, ElementsAre(third, second)) << "an empty answer is none";
  ASSERT_EQ(questions.latest.size(), 1u);
  EXPECT_EQ(questions.latest[0]->id, latest);
}

TEST_F(AccountPlan, ProgressKnowsItsDirection) {
  const Id up = add(Goal{.account = {id}, .baseline = {100}, .target = {200}, .current = {150}});
  const Id down = add(Goal{.account = {id}, .baseline = {200}, .target = {100}, .current = {125}});
  EXPECT_EQ(progress_of(plan, record<Goal>(up)).fraction, 0.5);
  EXPECT_EQ(progress_of(plan, record<Goal>(down)).fraction, 0.75);
  set<&Goal::current>(up, Decimal{90});
  EXPECT_DOUBLE_EQ(*progress_of(plan, record<Goal>(up)).fraction, -0.1);
  set<&Goal::current>(up, Value());
  EXPECT_EQ(progress_of(plan, record<Goal>(up)).na_reason,
            "Nobody has entered where it stands now.");
  add(Measurement{.account = {id}, .goal = {up}, .period = month_of(2026, 9), .actual = {175}});
  add(Measurement{.account = {id}, .goal = {up}, .period = month_of(2026, 3), .actual = {110}});
  EXPECT_EQ(progress_of(plan, record<Goal>(up)).fraction, 0.75);
  set<&Goal::baseline>(up, Value());
  EXPECT_EQ(progress_of(plan, record<Goal>(up)).na_reason, "The goal has no baseline.");
  set<&Goal::target>(up, Value());
  EXPECT_EQ(progress_of(plan, record<Goal>(up)).na_reason, "The goal has no target.");
  set<&Goal::target>(down, Decimal{200});
  EXPECT_EQ(progress_of(plan, record<Goal>(down)).na_reason, "Baseline and target are the same.");
}

TEST_F(AccountPlan, AGoalIsOnTrackWhenItKeepsUpWithTime) {
  const Id goal = add(Goal{.account = {id},
                           .baseline = {0},
                           .target = {100},
                           .current = {45},
                           .start = ago(50),
                           .due = ago(-50)});
  EXPECT_EQ(standing_of(plan, record<Goal>(goal), today), GoalStatus::on_track);
  set<&Goal::current>(goal, Decimal{44});
  EXPECT_EQ(standing_of(plan, record<Goal>(goal), today), GoalStatus::at_risk);
  set<&Goal::current>(goal, Decimal{24});
  EXPECT_EQ(standing_of(plan, record<Goal>(goal), today), GoalStatus::off_track);
  add(Goal{.account = {id}, .status = GoalStatus::achieved});
  add(Goal{.account = {id}, .status = GoalStatus::dropped});
  add(Goal{.account = {id}});
  const GoalCount count = goals_of(plan, id, today);
  EXPECT_EQ(count.goals, 3u);
  EXPECT_EQ(count.on_track, 1u);
  EXPECT_EQ(count.off_track, 1u);
  EXPECT_EQ(count.unknown, 1u);
}

TEST_F(AccountPlan, ValueIsWorkedOutInTheCustomersFigures) {
  const Id value = add(ValueProposition{.pain = "Downtime",
                                        .account = {id},
                                        .quantity = {9'000 * 10'000},
                                        .unit = "minutes of downtime",
                                        .change = {-3'000},
                                        .unit_value = usd(410)});
  // 9,000 minutes x 30 % x $410.
  EXPECT_EQ(worth_of(record<ValueProposition>(value).data), usd(1'107'000));
  const Figure figure = value_figure(plan, record<ValueProposition>(value), today);
  EXPECT_EQ(figure.text(), "$1,107,000.00");
  EXPECT_EQ(figure.formula, "quantity a year x change x cost of one");
  ASSERT_EQ(figure.inputs.size(), 3u);
  EXPECT_EQ(figure.inputs[0].text, "9,000 minutes of downtime");
  EXPECT_EQ(figure.inputs[0].record, (RecordKey{Kind::value_proposition, value}));
  EXPECT_EQ(figure.inputs[0].field, field_index<&ValueProposition::quantity>());
  EXPECT_EQ(figure.inputs[2].field, field_index<&ValueProposition::unit_value>());

  set<&ValueProposition::change>(value, Value());
  EXPECT_EQ(value_figure(plan, record<ValueProposition>(value), today).na_reason,
            "The change is not known.");
  set<&ValueProposition::worth>(value, usd(5));
  EXPECT_EQ(value_figure(plan, record<ValueProposition>(value), today).text(), "$5.00");

  set<&ValueProposition::change>(value, max_percent);
  set<&ValueProposition::quantity>(value, Decimal{max_exact_integer});
  set<&ValueProposition::unit_value>(value, Money{max_exact_integer, code("USD")});
  EXPECT_EQ(worth_of(record<ValueProposition>(value).data).error(), "The amount is too large.");
}

TEST_F(AccountPlan, RiskScoreIsImpactTimesLikelihood) {
  EXPECT_EQ(score_of({.impact = Grade::very_high, .likelihood = Grade::very_high}), 25);
  EXPECT_EQ(score_of({.impact = Grade::very_low, .likelihood = Grade::very_low}), 1);
  EXPECT_EQ(score_of({.impact = Grade::high}), std::nullopt);
  EXPECT_EQ(score_word(4), "Low");
  EXPECT_EQ(score_word(9), "Medium");
  EXPECT_EQ(score_word(10), "High");
  EXPECT_EQ(score_word(20), "Critical");
}

TEST_F(AccountPlan, CoverageCountsDecidersInDialogue) {
  using enum DecisionRole;
  for (int i = 0; i < 4; ++i) person(decider, Power::high, true);
  person(economic_buyer, Power::high, false);
  person(decider, Power::high, false);
  person(user, Power::high, true);
  Coverage coverage = coverage_of(people_of(plan, id, today));
  EXPECT_EQ(coverage.engaged, 4u);
  EXPECT_EQ(coverage.deciders, 6u);
  EXPECT_NEAR(*coverage.plain, 0.667, 0.0005);
  const Id gone = person(decider, Power::high, true);
  set<&Person::left>(gone, ago(1));
  // 12 of 19 by power: 3 x 4 engaged, and 3 + 3 + 1 not.
  person(decider, Power::unset, false);
  coverage = coverage_of(people_of(plan, id, today));
  EXPECT_NEAR(*coverage.weighted, 0.632, 0.0005);
  EXPECT_EQ(coverage_of({}).plain, std::nullopt);
}

TEST_F(AccountPlan, OnlyAnAnswerIsADialogue) {
  const Id someone = person(DecisionRole::decider, Power::low, false, Attitude::unset, 300);
  add(model::Contact{.account = {id}, .person = {someone}, .date = ago(20)});
  add(model::Contact{.account = {id}, .person = {someone}, .date = ago(-20), .answered = true});
  PersonState state = people_of(plan, id, today)[0];
  EXPECT_EQ(state.last_contact, ago(20)) << "the later of both, nothing from the future";
  EXPECT_FALSE(state.engaged);
  add(model::Contact{.account = {id}, .person = {someone}, .date = ago(365), .answered = true});
  state = people_of(plan, id, today)[0];
  EXPECT_EQ(state.last_dialogue, ago(365));
  EXPECT_TRUE(state.engaged);
}

TEST_F(AccountPlan, ThreadsPerDeal) {
  using enum DecisionRole;
  person(decider, Power::low, true);
  person(economic_buyer, Power::low, true, Attitude::champion);
  EXPECT_EQ(threads_of(plan, id, people_of(plan, id, today)).threads, std::nullopt);
  deal(id, Stage::proposal, eur(5));
  const ThreadSignals two = threads_of(plan, id, people_of(plan, id, today));
  EXPECT_EQ(two.threads, Threads::thin) << "two on one deal: no signal, but fewer than three";
  EXPECT_TRUE(two.below_minimum);
  EXPECT_FALSE(two.no_champion || two.no_economic_buyer);
  EXPECT_EQ(two.engaged_deciders, 2u);
  for (int i = 0; i < 2; ++i) deal(id, Stage::proposal, eur(5));
  EXPECT_EQ(threads_of(plan, id, people_of(plan, id, today)).threads, Threads::none);
}

TEST_F(AccountPlan, RelationshipHealth) {
  using enum DecisionRole;
  EXPECT_EQ(relationship_score(people_of(plan, id, today), today), std::nullopt);
  person(user, Power::high, false, Attitude::in_favour, 180);
  person(user, Power::high, false, Attitude::neutral, 400);
  person(user, Power::medium, false, Attitude::champion, 90);
  person(user, Power::low, false, Attitude::against, 365);
  person(user, Power::high, false, Attitude::unset, 1);
  EXPECT_NEAR(*relationship_score(people_of(plan, id, today), today), 65.8, 0.05);
}

TEST_F(AccountPlan, SatisfactionIsOfTheLastYearAndOncePerPerson) {
  for (const int score : {10, 9, 9, 8, 7, 7, 6, 3, 10, 9}) {
    add(Satisfaction{
        .account = {id}, .survey = Survey::nps, .score = {score * 10'000}, .date = ago(30)});
  }
  for (const int score : {5, 4, 4, 3, 5, 2, 4, 5}) {
    add(Satisfaction{
        .account = {id}, .survey = Survey::csat, .score = {score * 10'000}, .date = ago(365)});
  }
  add(Satisfaction{.account = {id}, .survey = Survey::nps, .score = {0}, .date = ago(366)});
  SatisfactionState state = satisfaction_of(plan, id, today);
  EXPECT_DOUBLE_EQ(*state.nps, 30);
  EXPECT_DOUBLE_EQ(*state.csat, 0.75);
  EXPECT_EQ(state.latest, ago(30));
  const Id one = person(DecisionRole::user, Power::low, false);
  for (const auto& [score, days] : {std::pair{0, 20}, {10, 5}, {0, 10}}) {
    add(Satisfaction{.account = {id},
                     .survey = Survey::nps,
                     .score = {score * 10'000},
                     .date = ago(days),
                     .person = {one}});
  }
  state = satisfaction_of(plan, id, today);
  EXPECT_EQ(state.nps_scores, 11u);
  EXPECT_NEAR(*state.nps, 100.0 * (6 - 2) / 11, 1e-9);
}

TEST_F(AccountPlan, DatesBeforeAndAfterToday) {
  add(Review{.account = {id}, .date = ago(-1), .held = true});
  const Id held = add(Review{.account = {id}, .date = ago(5), .held = true});
  add(Review{.account = {id}, .date = ago(1)});
  EXPECT_EQ(latest_review(plan, id, today)->id, held);
  add(Visit{.account = {id}, .date = ago(3)});
  add(Visit{.account = {id}, .date = ago(-2), .status = VisitStatus::cancelled});
  const Id next = add(Visit{.account = {id}, .date = ago(-9)});
  EXPECT_EQ(next_visit(plan, id, today)->id, next);
  set<&Account::renewal>(id, ago(-50));
  const Id contract = add(Contract{.account = {id}, .end = ago(-90), .notice_by = ago(-10)});
  add(Contract{.account = {id}, .end = ago(10)});
  const auto deadlines = deadlines_of(plan, id);
  std::vector<int> days;
  for (const Deadline& deadline : deadlines) days.push_back(deadline.date.days - today.days);
  EXPECT_THAT(days, ElementsAre(-10, 10, 50, 90));
  EXPECT_EQ(deadlines[1].record, (RecordKey{Kind::contract, contract}));
  EXPECT_EQ(deadline_word(deadlines[1].what), "Notice by");
  EXPECT_EQ(next_end(plan, id, today)->date, ago(-50));
}

TEST_F(AccountPlan, MonthsLaterEndInTheSameMonth) {
  EXPECT_EQ(months_later(day(2026, 11, 30), 3), day(2027, 2, 28));
  EXPECT_EQ(months_later(day(2027, 11, 30), 3), day(2028, 2, 29));
  EXPECT_EQ(months_later(day(2026, 1, 15), 12), day(2027, 1, 15));
  EXPECT_EQ(months_later({}, 3), Date{});
}

TEST_F(AccountPlan, CellsTakeTheirStateFromRecordRevenueOrDeal) {
  const Id a = add(Offering{.name = "A"});
  const Id b = add(Offering{.name = "B"});
  const Id c = add(Offering{.name = "C"});
  const Id d = add(Offering{.name = "D"});
  const Id e = add(Offering{.name = "E"});
  const auto sold = [&](Id offering, int year, Money amount) {
    add(Revenue{
        .account = {id}, .period = year_of(year), .offering = {offering}, .amount = amount});
  };
  sold(a, 2025, eur(180'000));
  sold(a, 2026, eur(90'000));
  sold(b, 2024, eur(70'000));
  add(Opportunity{.account = {id}, .offering = {b}, .progress = {Stage::proposal, {}}});
  add(WhitespaceCell{.account = {id}, .offering = {a}, .potential = eur(500'000)});
  add(WhitespaceCell{.account = {id},
                     .offering = {d},
                     .state = CellState::competitor,
                     .potential = eur(100'000),
                     .current = eur(30'000)});
  add(WhitespaceCell{.account = {id}, .offering = {e}, .state = CellState::not_applicable});
  add(WhitespaceCell{.account = {id}, .offering = {c}, .potential = usd(5)});
  const auto cells = cells_of(plan, id, context());
  std::vector<CellState> states;
  for (const OfferingCell& cell : cells) states.push_back(cell.state);
  EXPECT_THAT(states, ElementsAre(CellState::owned, CellState::open_deal, CellState::free,
                                  CellState::competitor, CellState::not_applicable));
  EXPECT_EQ(cells[0].whitespace, 320'000'00);
  EXPECT_EQ(cells[1].whitespace, std::nullopt);
  EXPECT_EQ(cells[3].whitespace, 70'000'00);
  EXPECT_TRUE(cells[2].unconverted) << "no rate for the dollar";
  EXPECT_EQ(penetration_of(cells), 0.25);
  EXPECT_EQ(penetration_of({}), std::nullopt);
}

}  // namespace
}  // namespace keyplan::analysis
