// The small portfolio with a record of every kind in its largest account, for tests that do
// something everywhere.
#pragma once

#include "small_portfolio.h"

namespace keyplan::test {

struct FullAccount : SmallPortfolio {
  using Id = model::Id;
  static model::Decimal number(std::int64_t value) { return {value * 10'000}; }

  Id bo = add(model::TeamMember{.name = "Bo Lind"});
  Id service = add(model::Offering{.name = "Service"});
  Id competitor = add(model::Competitor{.name = "Rivalis"});

  // People
  Id okafor = add(model::Person{.name = "M. Okafor",
                                .account = {cancity},
                                .role = model::DecisionRole::decider,
                                .owner = {owner}});
  Id brandt = add(model::Person{.name = "L. Brandt",
                                .account = {cancity},
                                .role = model::DecisionRole::champion,
                                .reports_to = {okafor},
                                .owner = {owner}});
  Id weiss = add(model::Person{
      .name = "K. Weiss", .account = {cancity}, .reports_to = {okafor}, .owner = {owner}});
  Id pairing = add(model::Sponsorship{.purpose = "Renewal",
                                      .account = {cancity},
                                      .member = {owner},
                                      .person = {okafor},
                                      .last_talk = analysis::day(2025, 6, 1)});

  // Goals
  Id company = add(model::Goal{.title = "8 million in all", .ord = {"B"}});
  Id stops = add(model::Goal{.title = "Fewer stops",
                             .account = {cancity},
                             .level = model::GoalLevel::priority,
                             .measure = "Minutes of stops",
                             .unit = "minutes",
                             .baseline = number(750),
                             .target = number(500),
                             .current = number(550),
                             .start = analysis::day(2026, 1, 1),
                             .due = analysis::day(2027, 6, 30),
                             .owner = {owner},
                             .ord = {"C"}});
  Id growth = add(model::Goal{.title = "Revenue of 6 million", .account = {cancity}, .ord = {"D"}});
  Id january = add(model::Measurement{.account = {cancity},
                                      .goal = {stops},
                                      .period = {2027, 1},
                                      .plan = number(540),
                                      .actual = number(530)});

  // Understanding
  Id theirs = add(model::Insight{
      .title = "Uptime of 98 %", .account = {cancity}, .type = model::InsightType::goal});
  Id pressure = add(model::Insight{
      .title = "Energy prices", .account = {cancity}, .type = model::InsightType::pressure});
  Id unseen = add(model::Insight{.title = "Spare parts run out",
                                 .account = {cancity},
                                 .type = model::InsightType::unseen_problem});
  Id insight_link =
      add(model::InsightLink{.account = {cancity}, .from = {pressure}, .to = {theirs}});
  Id research = add(model::Research{
      .title = "New capital", .account = {cancity}, .date = analysis::day(2026, 10, 1)});
  Id interview = add(model::Interview{
      .title = "Plant talk", .account = {cancity}, .date = analysis::day(2026, 10, 1)});
  Id foothold = add(model::Foothold{
      .what = "Maintenance in Delft", .account = {cancity}, .competitor = {competitor}});

  // Analysis
  Id strength = add(model::SwotEntry{.text = "Known in every branch",
                                     .account = {cancity},
                                     .quadrant = model::Quadrant::strength,
                                     .ord = {"B"}});
  Id strength_two = add(model::SwotEntry{.text = "Fast on site",
                                         .account = {cancity},
                                         .quadrant = model::Quadrant::strength,
                                         .ord = {"C"}});
  Id problem = add(model::Problem{.title = "Filler 3 stops", .account = {cancity}});
  Id cause =
      add(model::Cause{.text = "The gap is seen late", .account = {cancity}, .problem = {problem}});
  Id risk = add(model::Risk{.title = "Price war",
                            .account = {cancity},
                            .impact = model::Grade::medium,
                            .likelihood = model::Grade::medium});

  // Value
  Id value = add(model::ValueProposition{.pain = "Lines stop",
                                         .account = {cancity},
                                         .quantity = number(9000),
                                         .change = {-3000},
                                         .unit_value = analysis::eur(140)});
  Id promise = add(model::Promise{.title = "On site in four hours", .account = {cancity}});
  Id barrier = add(model::ExitBarrier{
      .title = "Trained people", .account = {cancity}, .benefits = model::Benefits::customer});

  // Work
  Id weekly = add(model::Action{.title = "Weekly call",
                                .account = {cancity},
                                .owner = {owner},
                                .due = analysis::day(2026, 11, 20),
                                .repeats = model::Repeats::weekly,
                                .ord = {"B"}});
  Id offer = add(model::Action{.title = "Write offer",
                               .account = {cancity},
                               .start = analysis::day(2026, 11, 25),
                               .due = analysis::day(2026, 12, 10),
                               .ord = {"C"}});
  Id undated = add(model::Action{.title = "Find a champion", .account = {cancity}, .ord = {"D"}});
  Id visit = add(model::Visit{
      .purpose = "Packing line", .account = {cancity}, .date = analysis::day(2026, 12, 1)});
  Id point = add(model::ChecklistItem{
      .text = "Where does it wait", .account = {cancity}, .visit = {visit}, .ord = {"B"}});
  Id point_two = add(model::ChecklistItem{
      .text = "Who decides", .account = {cancity}, .visit = {visit}, .ord = {"C"}});
  Id review = add(model::Review{.title = "Autumn review",
                                .account = {cancity},
                                .date = analysis::day(2026, 9, 1),
                                .notes = "- Send the study\n- Call the plant",
                                .held = true});
  Id cycle = add(model::PdcaCycle{.title = "Daily huddle", .account = {cancity}});
  Id step = add(model::Escalation{.when = "Line stands still", .account = {cancity}, .ord = {"B"}});
  Id step_two =
      add(model::Escalation{.when = "Ticket for two days", .account = {cancity}, .ord = {"C"}});

  // Health
  Id score = add(model::Satisfaction{.comment = "Good service",
                                     .account = {cancity},
                                     .survey = model::Survey::nps,
                                     .score = number(9),
                                     .date = analysis::day(2026, 10, 1)});
  Id ticket = add(model::Ticket{
      .title = "Gap in the film", .account = {cancity}, .opened = analysis::day(2026, 11, 1)});
  Id contract = add(model::Contract{.title = "Frame",
                                    .account = {cancity},
                                    .start = analysis::day(2026, 1, 1),
                                    .end = analysis::day(2027, 10, 31)});
  Id loss =
      add(model::Loss{.what = "Line 3", .account = {cancity}, .date = analysis::day(2026, 5, 1)});

  // Templates
  Id set = add(model::QuestionSet{.name = "Our own set"});
  Id question = add(model::Question{.text = "Who pays?", .set = {set}});
  Id playbook = add(model::Playbook{.name = "Win back"});
  Id play = add(model::Play{.title = "Ask why", .playbook = {playbook}, .ord = {"B"}});
  Id play_two = add(model::Play{.title = "Make an offer", .playbook = {playbook}, .ord = {"C"}});
  Id plan_template = add(model::PlanTemplate{.name = "Our largest"});
};

}  // namespace keyplan::test
