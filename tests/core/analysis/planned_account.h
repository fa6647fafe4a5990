// An account whose plan leaves nothing to be said against: tests spoil one thing in it.
#pragma once

#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {

class PlannedAccount : public PlanMaker {
 public:
  PlannedAccount() {
    work_on(today);
    superior = add(TeamMember{.name = "Berta Boss"});
    manager = add(TeamMember{.name = "Anna Keller", .manager = {superior}});
    offering = add(Offering{.name = "Service"});
    set_of_questions =
        add(QuestionSet{.name = "Standing", .purpose = QuestionPurpose::standing, .ord = {"a"}});
    question =
        add(Question{.text = "What are your objectives?", .set = {set_of_questions}, .ord = {"a"}});
    account = add(Account{
        .name = "Cancity", .tier = Tier::strategic, .owner = {manager}, .renewal = ago(-120)});
    for (const int year : {2025, 2026}) {
      add(Revenue{.account = {account},
                  .period = year_of(year),
                  .offering = {offering},
                  .amount = eur(1'000'000)});
    }
    people();
    insight_map();
    goals();
    work();
    value();
    support();
  }

  /// Edits are of that day from now on.
  void work_on(Date date) {
    plan.begin_session({.random = ++sessions_, .unix_minutes = std::int64_t{date.days} * 24 * 60});
  }
  Date ago(int days) const { return {today.days - days}; }

  std::vector<Finding> findings() {
    cache.refresh(plan, today);
    return cache.findings(plan, account);
  }
  std::vector<std::string> sentences(Rule rule) {
    std::vector<std::string> found;
    for (const Finding& finding : findings()) {
      if (finding.rule == rule) found.push_back(sentence(finding, plan, base_currency(plan)));
    }
    return found;
  }

  const Date today = day(2026, 11, 22);
  Cache cache;
  Id superior, manager, offering, set_of_questions, question, account;
  Id decider, buyer, champion, opponent;
  Id answer, goal_of_theirs, initiative, link, research;
  Id goal, alignment, role, risk, action;
  Id review, visit, value_proposition, promise, barrier;
  Id score, look_at_scores, contract, sponsorship, superior_call;

 private:
  Id somebody(std::string name, DecisionRole in_decisions, Attitude attitude) {
    const Id id = add(Person{.name = std::move(name),
                             .account = {account},
                             .role = in_decisions,
                             .attitude = attitude,
                             .power = Power::medium,
                             .owner = {manager},
                             .relationship = Relationship::trusted,
                             .wanted = Relationship::trusted});
    add(model::Contact{.summary = "Talked",
                       .account = {account},
                       .person = {id},
                       .member = {manager},
                       .date = ago(10),
                       .answered = true});
    return id;
  }

  void people() {
    decider = somebody("Dora Decider", DecisionRole::decider, Attitude::in_favour);
    buyer = somebody("Emil Buyer", DecisionRole::economic_buyer, Attitude::neutral);
    champion = somebody("Carla Champion", DecisionRole::champion, Attitude::champion);
    opponent = somebody("Otto Opponent", DecisionRole::influencer, Attitude::against);
    set<&Person::approach>(opponent, std::string("Show him the figures"));
    sponsorship = add(Sponsorship{
        .account = {account}, .member = {superior}, .person = {buyer}, .last_talk = ago(30)});
    add(Escalation{.when = "A line stands still", .account = {account}, .member = {manager}});
  }

  void insight_map() {
    answer = add(Answer{.text = "Fewer stops",
                        .account = {account},
                        .question = {question},
                        .person = {decider},
                        .by = {manager},
                        .date = ago(20),
                        .certainty = Certainty::said});
    goal_of_theirs = add(Insight{.title = "Uptime 98 %",
                                 .account = {account},
                                 .type = InsightType::goal,
                                 .owner = {manager},
                                 .certainty = Certainty::confirmed,
                                 .confirmed_by = {decider},
                                 .offering = {offering},
                                 .so_what = "Offer service"});
    initiative = add(Insight{.title = "Plant renewal",
                             .account = {account},
                             .type = InsightType::initiative,
                             .owner = {manager},
                             .offering = {offering},
                             .so_what = "Be in the tender"});
    link = add(InsightLink{.account = {account}, .from = {initiative}, .to = {goal_of_theirs}});
    research = add(Research{.title = "New plant announced",
                            .account = {account},
                            .date = ago(30),
                            .so_what = "Ask for the project lead"});
  }

  void goals() {
    goal = add(Goal{.title = "Revenue 1.2 M",
                    .account = {account},
                    .unit = "€",
                    .baseline = {1'000'000 * std::int64_t{10'000}},
                    .target = {1'200'000 * std::int64_t{10'000}},
                    .start = ago(100),
                    .due = ago(-200),
                    .owner = {manager},
                    .status = GoalStatus::on_track,
                    .confirmed_by = {decider},
                    .grows_revenue = true});
    alignment = add(Alignment{.account = {account}, .goal = {goal}, .insight = {goal_of_theirs}});
    role = add(GoalRole{.sentence = "I sell the service",
                        .account = {account},
                        .goal = {goal},
                        .member = {manager}});
  }

  void work() {
    risk = add(Risk{.title = "Plant closes",
                    .account = {account},
                    .impact = Grade::medium,
                    .likelihood = Grade::medium,
                    .owner = {manager},
                    .response = RiskResponse::reduce,
                    .due = ago(-60)});
    review = add(Review{
        .title = "QBR", .account = {account}, .date = ago(40), .notes = "Uptime", .held = true});
    action = add(Action{.title = "Prepare renewal",
                        .account = {account},
                        .owner = {manager},
                        .due = ago(-20),
                        .review = {review}});
    visit = add(Visit{.purpose = "See the line",
                      .account = {account},
                      .date = ago(50),
                      .status = VisitStatus::done,
                      .findings = "Two stops a day"});
  }

  void value() {
    value_proposition = add(ValueProposition{.pain = "Line downtime",
                                             .account = {account},
                                             .quantity = {9'000 * 10'000},
                                             .unit = "minutes",
                                             .change = {-3'000},
                                             .unit_value = eur(410),
                                             .confirmed_by = {decider}});
    promise = add(Promise{.title = "Answer within a day",
                          .account = {account},
                          .since = ago(800),
                          .delivery = Delivery::arrives,
                          .checked_on = ago(90)});
    barrier = add(ExitBarrier{
        .title = "Trained people", .account = {account}, .benefits = Benefits::customer});
  }

  void support() {
    score = add(Satisfaction{.account = {account},
                             .survey = Survey::nps,
                             .score = {9 * 10'000},
                             .date = ago(60),
                             .person = {decider}});
    look_at_scores =
        add(Look{.account = {account}, .subject = Subject::satisfaction, .date = ago(50)});
    contract = add(Contract{.title = "Frame contract",
                            .account = {account},
                            .offering = {offering},
                            .end = ago(-400),
                            .notice_by = ago(-300)});
  }

  std::uint64_t sessions_ = 100;
};

}  // namespace keyplan::analysis
