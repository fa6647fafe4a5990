#include "core/analysis/health.h"

#include <gmock/gmock.h>

#include "tests/core/analysis/planned_account.h"

namespace keyplan::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class HealthTest : public AnalysisTest {
 protected:
  HealthTest() { id = account("A"); }
  Health health() {
    cache.refresh(plan, today);
    return cache.health(plan, id);
  }
  Completeness completeness() {
    cache.refresh(plan, today);
    return cache.completeness(plan, id);
  }
  Date ago(int days) { return {today.days - days}; }
  Ratio part(HealthPart of) { return health().parts[static_cast<std::size_t>(of)].score; }
  Figure plan_figure(std::string_view name) {
    cache.refresh(plan, today);
    return *find_figure(cache.plan_figures_of(plan, id), name);
  }
  void score(Survey survey, int value) {
    add(Satisfaction{.account = {id}, .survey = survey, .score = {value * 10'000}, .date = ago(9)});
  }
  void ticket(Urgency urgency, Date closed = {}) {
    add(Ticket{.account = {id}, .urgency = urgency, .opened = ago(99), .closed = closed});
  }
  Id id;
};

TEST_F(HealthTest, IsNotKnownOfAnEmptyAccount) {
  EXPECT_EQ(health().score, std::nullopt);
  const Figure figure = plan_figure("health");
  EXPECT_EQ(figure.text(), "n/a");
  EXPECT_EQ(figure.na_reason, "None of its components is known yet.");
  EXPECT_EQ(figure.inputs[0].text, "n/a, no score of the last year");
  EXPECT_EQ(plan_figure("plan_completeness").na_reason, "Planning has not begun.");
  EXPECT_THAT(cache.summary(plan, id), IsEmpty());
}

// Weights .3/.3/.1/.3 on 80, 60, 50, 70 are 68; a risk of 10 leaves 58.
TEST_F(HealthTest, WeighsItsComponentsAndTakesOffForRisk) {
  setting<&Settings::weigh_satisfaction>(Percent{3000});
  setting<&Settings::weigh_relationships>(Percent{3000});
  setting<&Settings::weigh_value>(Percent{1000});
  setting<&Settings::weigh_support>(Percent{3000});
  for (const int value : {5, 4, 4, 5, 3}) score(Survey::csat, value);
  for (int i = 0; i < 5; ++i) {
    add(Person{.account = {id},
               .role = DecisionRole::decider,
               .relationship = i < 3 ? Relationship::working : Relationship::none});
  }
  add(Promise{.account = {id}, .delivery = Delivery::partly});
  add(Promise{.account = {id}});
  for (int i = 0; i < 3; ++i) ticket(Urgency::medium);
  ticket(Urgency::critical, ago(1));
  EXPECT_NEAR(*health().score, 68, 1e-9);
  EXPECT_EQ(health().band, HealthBand::healthy);
  add(Risk{.account = {id}, .impact = Grade::very_high, .likelihood = Grade::high});
  EXPECT_NEAR(*health().score, 58, 1e-9);
  EXPECT_EQ(health().band, HealthBand::watch);
  set<&Account::at_risk>(id, Choice{static_cast<std::uint8_t>(AtRisk::critical)});
  EXPECT_NEAR(*health().score, 28, 1e-9);

  const Figure figure = plan_figure("health");
  EXPECT_EQ(figure.note, "At risk.");
  std::vector<std::string> inputs;
  for (const Input& input : figure.inputs) inputs.push_back(input.name + ": " + input.text);
  EXPECT_THAT(inputs, ElementsAre("Satisfaction: 80, weight 30%: CSAT 80%",
                                  "Relationships: 60, weight 30%: 3 of 5 deciders in dialogue",
                                  "Value delivered: 50, weight 10%: 0 of 1 promises kept in full",
                                  "Support: 70, weight 30%: 3 open tickets",
                                  "Execution: n/a, no open action and no review",
                                  "Revenue: n/a, there is no year to compare with",
                                  "Marked as at risk: −30", "Critical risks: −10, 1 open risk"));
  EXPECT_EQ(figure.inputs[0].field, field_index<&Settings::weigh_satisfaction>());
  EXPECT_EQ(figure.inputs[6].record, (RecordKey{Kind::account, id}));
}

TEST_F(HealthTest, ScoresOfComponents) {
  using HealthPart::satisfaction, HealthPart::support, HealthPart::execution;
  score(Survey::nps, 10);
  score(Survey::nps, 8);
  EXPECT_EQ(part(satisfaction), 75.0);  // NPS 50
  score(Survey::csat, 3);
  EXPECT_EQ(part(satisfaction), 37.5);
  ticket(Urgency::critical);
  ticket(Urgency::high);
  EXPECT_EQ(part(support), 40.0);
  for (int i = 0; i < 3; ++i) ticket(Urgency::critical);
  EXPECT_EQ(part(support), 0.0);
  for (const int due : {-5, 5}) add(Action{.account = {id}, .due = ago(due)});
  EXPECT_EQ(part(execution), 50.0);
  add(Review{.account = {id}, .date = ago(300), .held = true});
  EXPECT_EQ(part(execution), 75.0) << "once a year is enough without a tier";
  revenue(id, 2024, eur(100));
  revenue(id, 2025, eur(90));
  EXPECT_NEAR(*part(HealthPart::revenue), 25, 1e-9);
}

TEST_F(HealthTest, BandsFollowWhatIsShown) {
  EXPECT_EQ(band_of(59.5), HealthBand::healthy);
  EXPECT_EQ(band_of(59.4), HealthBand::watch);
  EXPECT_EQ(band_of(39.4), HealthBand::at_risk);
  EXPECT_EQ(band_of(71.9), HealthBand::healthy);
}

// Sections of 100, 80, 60, 40 and 0 % are 56 %: amber.
TEST_F(HealthTest, CompletenessIsTheMeanOfItsSections) {
  const Id us = add(TeamMember{.name = "Anna"});
  const Id theirs =
      add(Insight{.account = {id}, .type = InsightType::goal, .owner = {us}, .so_what = "Offer"});
  add(Insight{.account = {id}, .type = InsightType::pressure, .owner = {us}, .so_what = "Ask"});
  const Id person = add(Person{.account = {id}});
  for (int i = 0; i < 5; ++i) {
    const Id goal = add(Goal{.account = {id},
                             .baseline = i < 3 ? Decimal{1} : Decimal{},
                             .target = i < 2 ? Decimal{2} : Decimal{},
                             .due = i < 2 ? today : Date{},
                             .owner = {us},
                             .confirmed_by = {i < 4 ? person : Id{}}});
    if (i < 4) add(Alignment{.account = {id}, .goal = {goal}, .insight = {theirs}});
    if (i < 3) add(GoalRole{.sentence = "I sell", .account = {id}, .goal = {goal}});
    add(Risk{.account = {id},
             .impact = Grade::low,
             .likelihood = i < 1 ? Grade::low : Grade::unset,
             .owner = {i < 1 ? us : Id{}},
             .response = i < 1 ? RiskResponse::accept : RiskResponse::unset});
  }
  const Completeness whole = completeness();
  std::vector<double> percent;
  for (const auto& section : whole.sections) percent.push_back(std::round(section.share * 100));
  EXPECT_THAT(percent, ElementsAre(100, 80, 60, 40, 0));
  EXPECT_NEAR(*whole.share, 0.56, 1e-9);
  EXPECT_EQ(whole.rag, Rag::amber);
  EXPECT_THAT(whole.sections[1].missing, ElementsAre("1 of 5 goals is not agreed with the customer",
                                                     "1 of 5 goals serves no goal of theirs",
                                                     "2 of 5 goals are nobody's task"));
  EXPECT_THAT(whole.sections[4].missing, ElementsAre("No open action", "No review in time"));
  const Figure figure = plan_figure("plan_completeness");
  EXPECT_EQ(figure.text(), "56.0%");
  EXPECT_EQ(figure.inputs[0].text, "100.0%, weight 20%");
  EXPECT_EQ(figure.inputs.back().text, "No review in time");

  setting<&Settings::weigh_actions>(Percent{0});
  EXPECT_NEAR(*completeness().share, 0.70, 1e-9);
}

TEST(PlanSummary, SaysWhatIsGoodAndTheWorstOfTheRest) {
  PlannedAccount plan;
  const auto lines = [&] {
    plan.cache.refresh(plan.plan, plan.today);
    std::vector<std::string> text;
    for (const AreaSummary& line : plan.cache.summary(plan.plan, plan.account)) {
      text.push_back(std::string(state_word(line)) + " " + std::string(area_label(line.area)) +
                     ": " + line.sentence);
    }
    return text;
  };
  EXPECT_THAT(lines(), ElementsAre("Good Customer insight: 1 of 1 question answered",
                                   "Good Alignment: all goals are agreed with the customer",
                                   "Good Clear goals: 1 of 1 goal on track",
                                   "Good Risks: 1 recorded, 1 with a response",
                                   "Good Execution: 1 open action, review due 13 Jan 2027"));
  plan.set<&Goal::owner>(plan.goal, Value());
  plan.set<&Goal::confirmed_by>(plan.goal, Value());
  plan.remove(Kind::goal_role, plan.role);
  plan.set<&Action::due>(plan.action, plan.ago(2));
  plan.set<&Risk::impact>(plan.risk, Choice{5});
  plan.set<&Insight::so_what>(plan.initiative, Value());
  EXPECT_THAT(
      lines(),
      ElementsAre(
          "Good Customer insight: 1 of 1 question answered",
          "Check Alignment: Nobody at the customer has agreed to “Revenue 1.2 M”, and 1 more",
          "Good Clear goals: 1 of 1 goal on track",
          "Risk Risks: “Plant closes” is a high risk (15 of 25) and has no open action",
          "Check Execution: 1 action is overdue, since 20 Nov 2026"));
}

TEST(PlanSummary, AGoodPlanIsCompleteAndHealthy) {
  PlannedAccount plan;
  plan.cache.refresh(plan.plan, plan.today);
  EXPECT_EQ(plan.cache.completeness(plan.plan, plan.account).share, 1.0);
  EXPECT_EQ(plan.cache.completeness(plan.plan, plan.account).rag, Rag::green);
  EXPECT_EQ(plan.cache.health(plan.plan, plan.account).band, HealthBand::healthy);
}

}  // namespace
}  // namespace keyplan::analysis
