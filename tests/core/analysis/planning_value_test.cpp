#include "core/analysis/planning_value.h"

#include "core/analysis/maturity.h"
#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {
namespace {

class PlanningValueTest : public AnalysisTest {
 protected:
  PlanningValueTest() { setting<&Settings::plan_year>(year_of(2027)); }
  void closed(Id account, int won, int lost, DealType type = DealType::unset) {
    for (int i = 0; i < won + lost; ++i)
      deal(account, i < won ? Stage::won : Stage::lost, eur(100), day(2026, 5, 1), {}, type);
  }
  Id planned(std::string name) {
    const Id id = account(std::move(name));
    add(Goal{.title = "Grow", .account = {id}});
    add(Action{.title = "Call", .account = {id}});
    return id;
  }
  double value(std::string_view id) {
    const Figure found = get(id);
    const auto* number = std::get_if<double>(&found.value);
    if (number == nullptr) ADD_FAILURE() << id << ": " << found.na_reason;
    return number == nullptr ? -1 : *number;
  }
  Figure get(std::string_view id) {
    cache.refresh(plan, today);
    const auto figures = planning_figures(planning_value(plan, cache), cache.context());
    const Figure* found = find_figure(figures, id);
    if (found == nullptr) ADD_FAILURE() << "no figure " << id;
    return found == nullptr ? Figure{} : *found;
  }
};

TEST_F(PlanningValueTest, M6_ExistingCustomersAreWonSevenTimesAsOften) {
  const Id konex = account("Konex");
  revenue(konex, 2024, eur(1000));
  closed(konex, 63, 37);
  const Id fresh = account("Fresh");
  closed(fresh, 9, 91);
  EXPECT_NEAR(value("win_rate_existing"), .63, 1e-9);
  EXPECT_NEAR(value("win_rate_new"), .09, 1e-9);
  EXPECT_NEAR(value("existing_new_multiple"), 7, 1e-9);
}

TEST_F(PlanningValueTest, M6_TheTypeOfADealSaysWhoseItIs) {
  const Id konex = account("Konex");
  revenue(konex, 2024, eur(1000));
  closed(konex, 1, 0, DealType::new_customer);
  closed(account("Fresh"), 1, 1, DealType::cross_sell);
  closed({}, 1, 0);
  EXPECT_NEAR(value("win_rate_new"), 1, 1e-9);
  EXPECT_NEAR(value("win_rate_existing"), .5, 1e-9);
  const auto inputs = get("existing_new_multiple").inputs;
  EXPECT_EQ(inputs.back().name, "Left out: without account and type");
}

TEST_F(PlanningValueTest, M6_PlannedAccountsStandBesideTheOthers) {
  const Id one = planned("One");
  const Id other = account("Other");
  closed(one, 3, 1);
  closed(other, 1, 3);
  revenue(one, 2025, eur(1000));
  revenue(one, 2026, eur(1150));
  revenue(other, 2025, eur(1000));
  revenue(other, 2026, eur(1050));
  EXPECT_NEAR(value("win_rate_planned"), .75, 1e-9);
  EXPECT_NEAR(value("win_rate_unplanned"), .25, 1e-9);
  EXPECT_NEAR(value("win_rate_lift"), 3, 1e-9);
  EXPECT_NEAR(value("growth_planned"), .15, 1e-9);
  EXPECT_NEAR(value("growth_unplanned"), .05, 1e-9);
  EXPECT_NEAR(value("growth_lead"), .10, 1e-9);
  EXPECT_EQ(get("planned_accounts").value, FigureValue(std::int64_t{1}));
}

TEST_F(PlanningValueTest, M6_PlannedTakesAGoalThatHoldsAndAnAction) {
  const Id id = account("One");
  EXPECT_FALSE(is_planned(plan, id));
  const Id goal = add(Goal{.title = "Grow", .account = {id}});
  EXPECT_FALSE(is_planned(plan, id));
  add(Action{.title = "Call", .account = {id}, .status = ActionStatus::done});
  EXPECT_TRUE(is_planned(plan, id));
  set<&Goal::status>(goal, Value{Choice{static_cast<std::uint8_t>(GoalStatus::dropped)}});
  EXPECT_FALSE(is_planned(plan, id));
}

TEST_F(PlanningValueTest, M6_AnEmptyPlanSaysWhyThereIsNothing) {
  for (const char* id :
       {"win_rate_planned", "win_rate_unplanned", "win_rate_lift", "growth_planned", "growth_lead",
        "win_rate_existing", "win_rate_new", "existing_new_multiple"}) {
    EXPECT_FALSE(get(id).has_value()) << id;
    EXPECT_FALSE(get(id).na_reason.empty()) << id;
  }
}

class MaturityTest : public AnalysisTest {
 protected:
  MaturityCheck check() {
    cache.refresh(plan, today);
    return maturity_of(plan, cache, used_metrics(plan));
  }
  PracticeState of(Practice practice) {
    return check().practices[static_cast<std::size_t>(practice) - 1];
  }
  Id key(std::string name) {
    return add(Account{.name = std::move(name), .tier = Tier::key, .owner = {anna}});
  }
  void answer(Practice practice, Maturity level, Date date = {}) {
    add(MaturityAnswer{.practice = practice, .level = level, .date = date});
  }
  Id anna = add(TeamMember{.name = "Anna"});
};

TEST_F(MaturityTest, M7_EachPracticeIsShownByThePlanItself) {
  const Id konex = key("Konex");
  key("Aalto");
  account("Small");
  EXPECT_EQ(of(Practice::goals).evidence, "0 of 2 key accounts have a confirmed customer goal");
  EXPECT_EQ(of(Practice::goals).level_shown, Maturity::not_at_all);
  const Id dora = add(
      Person{.name = "Dora", .account = {konex}, .role = DecisionRole::decider, .owner = {anna}});
  const Id bert = add(TeamMember{.name = "Bert", .capacity_hours = {10}});
  add(Goal{.title = "Grow", .account = {konex}, .confirmed_by = {dora}});
  add(Insight{.title = "Uptime", .account = {konex}, .type = InsightType::goal});
  add(ValueProposition{
      .pain = "Stops", .account = {konex}, .worth = eur(1000), .confirmed_by = {dora}});
  add(WhitespaceCell{
      .account = {konex}, .offering = {add(Offering{.name = "Service"})}, .potential = eur(1000)});
  add(Assignment{.account = {konex}, .member = {bert}});
  add(Sponsorship{.account = {konex}, .member = {bert}, .person = {dora}});
  add(Review{.title = "QBR", .account = {konex}, .date = day(2026, 10, 1), .held = true});
  add(Criterion{.name = "Size", .measure = Measure::revenue});
  add(Metric{.standard = StandardMetric::satisfaction, .target = {30 * 10'000}});
  const MaturityCheck found = check();
  EXPECT_EQ(found.key_accounts, 2);
  for (const PracticeState& state : found.practices) {
    SCOPED_TRACE(choice_label(state.practice));
    const bool of_owners = state.practice == Practice::capacity;
    const bool for_all = state.practice == Practice::selection;
    EXPECT_EQ(state.of, of_owners ? 1 : state.practice == Practice::metrics ? 10 : 2);
    EXPECT_EQ(state.shown, for_all ? 2 : of_owners ? 0 : 1) << state.evidence;
    EXPECT_FALSE(state.usual_step.empty());
  }
  set<&TeamMember::capacity_hours>(anna, Value{Count{1000}});
  EXPECT_EQ(of(Practice::capacity).shown, 1);
  EXPECT_EQ(of(Practice::selection).level_shown, Maturity::for_all);
  EXPECT_EQ(of(Practice::metrics).level_shown, Maturity::begun);
}

TEST_F(MaturityTest, M7_SaysWhereWeSayMoreThanThePlanShows) {
  key("Konex");
  answer(Practice::goals, Maturity::for_all);
  answer(Practice::selection, Maturity::not_at_all);
  EXPECT_EQ(of(Practice::goals).compared, PracticeState::Compared::more_said);
  EXPECT_EQ(of(Practice::selection).compared, PracticeState::Compared::as_shown);
  EXPECT_EQ(of(Practice::insight).compared, PracticeState::Compared::unknown);
  add(Criterion{.name = "Size", .measure = Measure::revenue});
  EXPECT_EQ(of(Practice::selection).compared, PracticeState::Compared::less_said);
  answer(Practice::selection, Maturity::improved, day(2026, 11, 1));
  EXPECT_EQ(of(Practice::selection).compared, PracticeState::Compared::as_shown)
      << "the latest counts, and no plan can show that it is improved";
}

TEST_F(MaturityTest, M7_TheTotalIsOfWhatWasAnswered) {
  EXPECT_FALSE(check().said.has_value());
  EXPECT_FALSE(check().shown.has_value());
  answer(Practice::goals, Maturity::for_all);
  answer(Practice::team, Maturity::begun);
  answer(Practice::reviews, Maturity::unset);
  EXPECT_EQ(check().answered, 2);
  EXPECT_NEAR(check().said.value(), 50, 1e-9);
  const auto figures = maturity_figures(check(), cache.context());
  EXPECT_EQ(find_figure(figures, "maturity_said")->text(), "50");
  EXPECT_EQ(find_figure(figures, "maturity_shown")->na_reason,
            "No account is strategic or key yet.");
}

}  // namespace
}  // namespace keyplan::analysis
