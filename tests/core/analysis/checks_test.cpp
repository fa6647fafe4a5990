#include "core/analysis/checks.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <set>

#include "tests/core/analysis/planned_account.h"

namespace keyplan::analysis {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// What is wrong, the sentence about it, and what mends it.
struct Case {
  Rule rule;
  std::function<void(PlannedAccount&)> spoil;
  std::string sentence;
  std::function<void(PlannedAccount&)> mend;
};

std::string text(std::string_view words) { return std::string(words); }
Choice of(auto value) { return {static_cast<std::uint8_t>(value)}; }
/// What somebody enters of that type is empty again.
const Value nothing;

class EveryRule : public testing::TestWithParam<Case> {};

TEST_P(EveryRule, FindsTheFaultUntilItIsMended) {
  const Case& c = GetParam();
  PlannedAccount plan;
  ASSERT_THAT(plan.sentences(c.rule), IsEmpty());
  c.spoil(plan);
  EXPECT_THAT(plan.sentences(c.rule), ElementsAre(c.sentence));
  for (const Finding& finding : plan.findings()) {
    const Fix& fix = analysis::info(finding.rule).fix;
    EXPECT_FALSE(fix.label.empty());
    if (fix.creates) {
      const AnyRecord made = made_by(fix, finding, plan.account);
      if (model::info(fix.kind).account) {
        EXPECT_EQ(account_of(fix.kind, *made), plan.account);
      }
      for (const Preset& preset : fix.presets) {
        if (preset.from == Preset::From::choice || preset.from == Preset::From::found) {
          EXPECT_FALSE(model::is_empty(get(fix.kind, *made, preset.field()))) << c.sentence;
        }
      }
    } else {
      EXPECT_EQ(fix.kind, finding.record.kind);
      EXPECT_NE(plan.plan.find(finding.record), nullptr);
      if (fix.field != nullptr) {
        EXPECT_LT(fix.field(), model::info(fix.kind).fields.size());
      }
    }
  }
  c.mend(plan);
  EXPECT_THAT(plan.sentences(c.rule), IsEmpty());
}

/// A field is emptied or set wrong, and set right again.
template <auto Member>
Case field(Rule rule, Id PlannedAccount::* record, Value wrong, Value right, std::string sentence) {
  return {rule, [=](PlannedAccount& p) { p.set<Member>(p.*record, wrong); }, std::move(sentence),
          [=](PlannedAccount& p) { p.set<Member>(p.*record, right); }};
}
/// The same where the right value is a record of the plan.
template <auto Member>
Case missing(Rule rule, Id PlannedAccount::* record, Id PlannedAccount::* right,
             std::string sentence) {
  return {rule, [=](PlannedAccount& p) { p.set<Member>(p.*record, nothing); }, std::move(sentence),
          [=](PlannedAccount& p) { p.set<Member>(p.*record, p.*right); }};
}
/// The only record of its kind is removed, and another one made.
template <class T>
Case removed(Rule rule, Id PlannedAccount::* record, std::string sentence,
             std::function<T(PlannedAccount&)> make) {
  return {rule, [=](PlannedAccount& p) { p.remove(kind_of<T>, p.*record); }, std::move(sentence),
          [=](PlannedAccount& p) { p.add(make(p)); }};
}

constexpr Date on{20779};  // 22 Nov 2026, the day of the account
Date ago(int days) { return {on.days - days}; }
Decimal number(std::int64_t value) { return {value * 10'000}; }

std::vector<Case> insight_cases() {
  using enum Rule;
  using P = PlannedAccount;
  return {
      {question_unanswered,
       [](P& p) { p.add(Question{.text = "Who decides?", .set = {p.set_of_questions}}); },
       "1 question has no answer, first “Who decides?”",
       [](P& p) {
         for (const auto& question : p.plan.table<Question>()) {
           p.add(Answer{
               .text = "Dora", .account = {p.account}, .question = {question.id}, .date = on});
         }
       }},
      {answer_old, [](P& p) { p.set<&Answer::date>(p.answer, ago(366)); },
       "1 answer is older than a year, since 21 Nov 2025",
       [](P& p) {
         p.add(
             Answer{.text = "Still", .account = {p.account}, .question = {p.question}, .date = on});
       }},
      field<&Answer::certainty>(answers_assumed, &P::answer, of(Certainty::assumed),
                                of(Certainty::said),
                                "1 answer is assumed and none was given by the customer"),
      field<&Insight::so_what>(
          insight_without_so_what, &P::initiative, nothing, text("Bid"),
          "1 insight does not say what follows from it, first “Plant renewal”"),
      field<&Research::so_what>(
          research_without_so_what, &P::research, nothing, text("Call"),
          "1 research entry does not say what follows, first “New plant announced”"),
      {swot_without_so_what, [](P& p) { p.add(SwotEntry{.text = "Near", .account = {p.account}}); },
       "1 SWOT entry does not say what follows, first “Near”",
       [](P& p) {
         p.set<&SwotEntry::so_what>(p.plan.of_account<SwotEntry>(p.account)[0].id, text("Visit"));
       }},
      {customer_goal_unconfirmed,
       [](P& p) {
         p.set<&Insight::confirmed_by>(p.goal_of_theirs, nothing);
         p.set<&Insight::certainty>(p.goal_of_theirs, of(Certainty::said));
       },
       "Nobody at the customer has confirmed their goal “Uptime 98 %”",
       [](P& p) { p.set<&Insight::confirmed_by>(p.goal_of_theirs, p.decider); }},
      field<&Insight::type>(no_customer_goal, &P::goal_of_theirs, of(InsightType::obstacle),
                            of(InsightType::goal), "No goal of the customer is recorded"),
      field<&Insight::type>(no_initiative, &P::initiative, of(InsightType::obstacle),
                            of(InsightType::pressure),
                            "No initiative or pressure of the customer is recorded"),
      removed<InsightLink>(initiative_not_linked, &P::link,
                           "1 initiative or pressure is linked to nothing, first “Plant renewal”",
                           [](P& p) {
                             return InsightLink{.account = {p.account},
                                                .from = {p.goal_of_theirs},
                                                .to = {p.initiative}};
                           }),
      missing<&Insight::owner>(insight_without_owner, &P::initiative, &P::manager,
                               "1 insight is followed by nobody of ours, first “Plant renewal”"),
      {insight_open_end,
       [](P& p) {
         p.set<&Insight::offering>(p.initiative, nothing);
         p.remove(Kind::insight_link, p.link);
       },
       "1 insight leads to no offering and no goal of ours, first “Plant renewal”",
       [](P& p) {
         p.add(Alignment{.account = {p.account}, .goal = {p.goal}, .insight = {p.initiative}});
       }},
      field<&Research::date>(research_old, &P::research, ago(181), ago(180),
                             "Nothing new about the customer has been noted since 25 May 2026"),
  };
}

std::vector<Case> goal_cases() {
  using enum Rule;
  using P = PlannedAccount;
  return {
      missing<&Goal::confirmed_by>(goal_unconfirmed, &P::goal, &P::decider,
                                   "Nobody at the customer has agreed to “Revenue 1.2 M”"),
      removed<Alignment>(goal_not_aligned, &P::alignment,
                         "“Revenue 1.2 M” helps the customer with nothing they want",
                         [](P& p) {
                           return Alignment{
                               .account = {p.account}, .goal = {p.goal}, .insight = {p.initiative}};
                         }),
      missing<&Goal::owner>(goal_without_owner, &P::goal, &P::manager,
                            "“Revenue 1.2 M” has no owner"),
      removed<GoalRole>(
          goal_without_role, &P::role, "Nobody has said what they do for “Revenue 1.2 M”",
          [](P& p) {
            return GoalRole{.sentence = "I visit", .account = {p.account}, .goal = {p.goal}};
          }),
      field<&Goal::status>(no_goal, &P::goal, of(GoalStatus::dropped), of(GoalStatus::on_track),
                           "The plan has no goal"),
      {goal_vague,
       [](P& p) {
         p.set<&Goal::title>(p.goal, text("Strengthen the partnership"));
         p.set<&Goal::target>(p.goal, nothing);
       },
       "“Strengthen the partnership” is vague and names no number",
       [](P& p) { p.set<&Goal::target>(p.goal, number(5)); }},
      field<&Goal::target>(goal_without_number, &P::goal, nothing, number(1'200'000),
                           "“Revenue 1.2 M” has no target"),
      field<&Goal::due>(goal_without_date, &P::goal, nothing, ago(-9),
                        "“Revenue 1.2 M” has no date"),
      field<&Goal::baseline>(goal_without_baseline, &P::goal, nothing, number(1),
                             "“Revenue 1.2 M” does not say where it started"),
      field<&Goal::due>(goal_past_due, &P::goal, ago(1), on,
                        "“Revenue 1.2 M” was due on 21 Nov 2026"),
      {goal_off_track, [](P& p) { p.set<&Goal::status>(p.goal, of(GoalStatus::off_track)); },
       "“Revenue 1.2 M” is not on track and has no open action",
       [](P& p) { p.set<&Action::goal>(p.action, p.goal); }},
      field<&Goal::target>(goal_unrealistic, &P::goal, number(2'000'001), number(2'000'000),
                           "“Revenue 1.2 M” is more than twice the best year so far"),
      field<&Goal::baseline>(goal_no_better, &P::goal, number(1'200'001), number(1),
                             "The target of “Revenue 1.2 M” is no better than its baseline"),
      {growth_on_unsatisfied, [](P& p) { p.set<&Satisfaction::score>(p.score, number(6)); },
       "“Revenue 1.2 M” shall grow revenue, but there are more detractors than promoters",
       [](P& p) { p.set<&Goal::grows_revenue>(p.goal, false); }},
  };
}

std::vector<Case> work_cases() {
  using enum Rule;
  using P = PlannedAccount;
  const auto second_action = [](P& p) {
    return p.add(Action{.title = "Then",
                        .account = {p.account},
                        .owner = {p.manager},
                        .due = ago(-30),
                        .after = {p.action}});
  };
  return {
      removed<Risk>(no_risk, &P::risk, "No risk is recorded",
                    [](P& p) { return Risk{.title = "Merger", .account = {p.account}}; }),
      missing<&Risk::owner>(risk_without_owner, &P::risk, &P::manager,
                            "Nobody watches the risk “Plant closes”"),
      field<&Risk::response>(risk_without_response, &P::risk, nothing, of(RiskResponse::accept),
                             "There is no response to the risk “Plant closes”"),
      field<&Risk::impact>(risk_not_rated, &P::risk, nothing, of(Grade::low),
                           "The risk “Plant closes” has no impact or no likelihood"),
      {high_risk_without_action, [](P& p) { p.set<&Risk::impact>(p.risk, of(Grade::very_high)); },
       "“Plant closes” is a high risk (15 of 25) and has no open action",
       [](P& p) { p.set<&Action::risk>(p.action, p.risk); }},
      field<&Risk::due>(risk_not_looked_at, &P::risk, ago(1), on,
                        "The risk “Plant closes” was to be looked at on 21 Nov 2026"),
      {loss_without_cause,
       [](P& p) { p.add(model::Loss{.what = "Two lines", .account = {p.account}}); },
       "Nobody has found out why “Two lines” was lost",
       [](P& p) {
         p.set<&model::Loss::root_cause>(p.plan.of_account<model::Loss>(p.account)[0].id,
                                         text("Price"));
       }},
      missing<&Action::owner>(action_without_owner, &P::action, &P::manager,
                              "1 open action has no owner, first “Prepare renewal”"),
      field<&Action::due>(action_without_date, &P::action, nothing, on,
                          "1 open action has no date, first “Prepare renewal”"),
      {action_forgotten,
       [](P& p) {
         p.work_on(ago(61));
         p.add(Action{.title = "Call", .account = {p.account}, .due = ago(61)});
       },
       "1 action was due more than 60 days ago and nobody has touched them, first “Call”",
       [](P& p) {
         p.work_on(on);
         for (const auto& action : p.plan.of_account<Action>(p.account)) {
           p.set<&Action::status>(action.id, of(ActionStatus::doing));
         }
       }},
      {action_waits,
       [=](P& p) {
         second_action(p);
         p.set<&Action::due>(p.action, ago(1));
       },
       "“Then” waits for “Prepare renewal”, which is late",
       [](P& p) { p.set<&Action::status>(p.action, of(ActionStatus::done)); }},
      {no_open_action,
       [](P& p) {
         p.set<&Account::tier>(p.account, of(Tier::growth));
         p.set<&Action::status>(p.action, of(ActionStatus::dropped));
       },
       "The plan has no open action",
       [](P& p) { p.set<&Action::status>(p.action, of(ActionStatus::doing)); }},
      {review_overdue, [](P& p) { p.set<&Review::date>(p.review, ago(93)); },
       "No review has been held since 21 Aug 2026",
       [](P& p) { p.add(Review{.title = "Next", .account = {p.account}, .date = ago(-30)}); }},
      missing<&Action::review>(review_without_actions, &P::action, &P::review,
                               "The review on 13 Oct 2026 has notes, but no action came from it"),
      {visit_overdue, [](P& p) { p.set<&Visit::date>(p.visit, ago(93)); },
       "No visit has been made since 21 Aug 2026 and none is planned",
       [](P& p) { p.add(Visit{.purpose = "Next", .account = {p.account}, .date = on}); }},
      field<&Visit::status>(visit_not_closed, &P::visit, of(VisitStatus::planned),
                            of(VisitStatus::cancelled),
                            "The visit “See the line” was planned for 3 Oct 2026"),
      {visit_without_findings, [](P& p) { p.set<&Visit::findings>(p.visit, nothing); },
       "The visit “See the line” on 3 Oct 2026 has no findings",
       [](P& p) {
         p.add(ChecklistItem{
             .text = "Stops", .account = {p.account}, .visit = {p.visit}, .finding = "Two"});
       }},
  };
}

std::vector<Case> people_cases() {
  using enum Rule;
  using P = PlannedAccount;
  const auto nobody_talks = [](P& p, std::vector<Id> people) {
    for (const Id id : people) p.set<&Person::relationship>(id, of(Relationship::contact));
    for (const auto& contact : p.plan.table<model::Contact>()) {
      if (std::ranges::contains(people, contact.data.person.id)) {
        p.set<&model::Contact::answered>(contact.id, false);
      }
    }
  };
  return {
      {renewal_single_threaded, [=](P& p) { nobody_talks(p, {p.champion, p.opponent}); },
       "Only 2 people are in dialogue with us, and the contract ends or renews on 22 Mar 2027",
       [](P& p) { p.set<&Person::relationship>(p.opponent, of(Relationship::working)); }},
      {renewal_few_deciders, [=](P& p) { nobody_talks(p, {p.buyer}); },
       "Only 1 person who decides is in dialogue with us, and the contract ends or renews on "
       "22 Mar 2027",
       [](P& p) {
         p.add(model::Contact{
             .account = {p.account}, .person = {p.buyer}, .date = on, .answered = true});
       }},
      field<&Person::left>(no_champion, &P::champion, ago(1), nothing,
                           "Nobody at the customer speaks for us"),
      field<&Person::role>(no_economic_buyer, &P::buyer, of(DecisionRole::user),
                           of(DecisionRole::economic_buyer),
                           "It is not known who holds the budget"),
      missing<&Person::owner>(decider_without_owner, &P::decider, &P::manager,
                              "Nobody of ours looks after Dora Decider"),
      {decider_stale,
       [](P& p) {
         for (const auto& contact : p.plan.table<model::Contact>()) {
           if (contact.data.person.id == p.decider) {
             p.set<&model::Contact::date>(contact.id, ago(91));
           }
         }
       },
       "Dora Decider decides, and there has been no contact since 23 Aug 2026",
       [](P& p) { p.set<&Person::last_contact>(p.decider, on); }},
      field<&Person::relationship>(
          relationship_below_wanted, &P::champion, of(Relationship::working),
          of(Relationship::trusted),
          "1 relationship is not where it should be, first Carla Champion"),
      {opponent_without_approach,
       [](P& p) {
         p.set<&Person::power>(p.opponent, of(Power::high));
         p.set<&Person::approach>(p.opponent, nothing);
       },
       "Otto Opponent is against us, has power, and we have no approach",
       [](P& p) { p.set<&Person::approach>(p.opponent, text("Through Dora")); }},
      {left_but_named, [](P& p) { p.set<&Person::left>(p.buyer, ago(5)); },
       "Emil Buyer has left, but 1 record names them as if not, first (no name)",
       [](P& p) { p.set<&Sponsorship::person>(p.sponsorship, p.decider); }},
      removed<Sponsorship>(
          no_sponsor, &P::sponsorship, "No executive of ours is paired with one of theirs",
          [](P& p) {
            return Sponsorship{.account = {p.account}, .member = {p.superior}, .person = {p.buyer}};
          }),
      field<&Sponsorship::last_talk>(
          sponsor_talk_overdue, &P::sponsorship, ago(366), ago(365),
          "Emil Buyer has not talked to their sponsor at our house since 21 Nov 2025"),
      {no_superior_call, [](P& p) { p.remove(Kind::sponsorship, p.sponsorship); },
       "Berta Boss has not called the customer within a year",
       [](P& p) {
         p.add(model::Contact{.account = {p.account}, .member = {p.superior}, .date = ago(300)});
       }},
      {no_escalation_path,
       [](P& p) { p.remove(Kind::escalation, p.plan.of_account<Escalation>(p.account)[0].id); },
       "It is not said who calls whom when something goes wrong",
       [](P& p) { p.add(Escalation{.when = "Fire", .account = {p.account}}); }},
  };
}

std::vector<Case> value_cases() {
  using enum Rule;
  using P = PlannedAccount;
  return {
      removed<ValueProposition>(
          no_value_proposition, &P::value_proposition,
          "It is not said what we are worth to the customer",
          [](P& p) { return ValueProposition{.pain = "Stops", .account = {p.account}}; }),
      field<&ValueProposition::quantity>(value_without_number, &P::value_proposition, nothing,
                                         number(1), "The value of “Line downtime” has no number"),
      missing<&ValueProposition::confirmed_by>(
          value_unconfirmed, &P::value_proposition, &P::decider,
          "Nobody at the customer has confirmed the value of “Line downtime”"),
      field<&Promise::checked_on>(
          promise_not_checked, &P::promise, ago(366), ago(365),
          "Nobody has checked for a year whether “Answer within a day” still arrives"),
      field<&Promise::delivery>(promise_not_arriving, &P::promise, of(Delivery::no_longer),
                                of(Delivery::arrives), "“Answer within a day” no longer arrives"),
      {barriers_only_ours,
       [](P& p) { p.set<&ExitBarrier::benefits>(p.barrier, of(Benefits::only_us)); },
       "What makes leaving hard is good only for us",
       [](P& p) {
         p.add(
             ExitBarrier{.title = "Skill", .account = {p.account}, .benefits = Benefits::customer});
       }},
      removed<Satisfaction>(
          no_satisfaction, &P::score, "Nobody has asked whether the customer is satisfied",
          [](P& p) {
            return Satisfaction{
                .account = {p.account}, .survey = Survey::csat, .score = number(5), .date = on};
          }),
      field<&Satisfaction::date>(satisfaction_old, &P::score, day(2026, 5, 21), day(2026, 5, 22),
                                 "The latest satisfaction score is of 21 May 2026"),
      field<&Look::date>(scores_not_looked_at, &P::look_at_scores, ago(61), ago(60),
                         "Nobody has looked at the score of 23 Sep 2026"),
      {critical_ticket_open,
       [](P& p) {
         p.add(Ticket{.title = "Stop",
                      .account = {p.account},
                      .urgency = Urgency::critical,
                      .opened = ago(8)});
       },
       "The critical ticket “Stop” has been open for 8 days",
       [](P& p) { p.set<&Ticket::closed>(p.plan.of_account<Ticket>(p.account)[0].id, on); }},
      {tickets_not_looked_at,
       [](P& p) {
         p.add(Ticket{.title = "Slow", .account = {p.account}, .opened = ago(31)});
         p.add(Ticket{.title = "New", .account = {p.account}, .opened = on});
       },
       "2 tickets are open, and nobody has looked at them for 30 days",
       [](P& p) {
         p.add(Look{.account = {p.account}, .subject = Subject::tickets, .date = ago(30)});
       }},
      {contract_notice_near, [](P& p) { p.set<&Contract::notice_by>(p.contract, ago(-19)); },
       "“Frame contract” can be ended until 11 Dec 2026 and no open action is due before",
       [](P& p) { p.set<&Action::due>(p.action, ago(-19)); }},
      {contract_expired, [](P& p) { p.set<&Contract::end>(p.contract, ago(1)); },
       "“Frame contract” expired on 21 Nov 2026",
       [](P& p) {
         p.add(Contract{
             .title = "Next", .account = {p.account}, .offering = {p.offering}, .start = on});
       }},
      {competitor_contract_ends,
       [](P& p) {
         const Id rival = p.add(Competitor{.name = "Rival"});
         p.add(Foothold{.what = "Press line",
                        .account = {p.account},
                        .competitor = {rival},
                        .offering = {p.offering},
                        .until = ago(-180)});
       },
       "A competitor's contract ends on 21 May 2027, and nothing is planned for it: “Press line”",
       [](P& p) { p.set<&Action::title>(p.action, text("Win RIVAL's line")); }},
      {deal_breaks_selling_rule,
       [](P& p) {
         p.deal(p.account, Stage::proposal, eur(1000), ago(-30));
         p.add(SellingRule{.name = "Specialists", .needs = TeamRole::specialist});
       },
       "“Deal” breaks the rule “Specialists”",
       [](P& p) {
         p.add(Assignment{
             .account = {p.account}, .member = {p.manager}, .role = TeamRole::specialist});
       }},
  };
}

std::vector<Case> all_cases() {
  std::vector<Case> all;
  for (const auto& part :
       {insight_cases(), goal_cases(), work_cases(), people_cases(), value_cases()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(Plan, EveryRule, testing::ValuesIn(all_cases()), [](const auto& c) {
  return std::string(analysis::info(c.param.rule).id);
});

TEST(RulesOfPlans, AllHaveTheirTest) {
  std::set<Rule> tested{Rule::plan_unchanged};  // it needs another day
  for (const Case& c : all_cases()) tested.insert(c.rule);
  for (const RuleInfo& rule : all_rules()) {
    EXPECT_TRUE(is_operational(rule.rule) || tested.contains(rule.rule)) << rule.id;
  }
}

}  // namespace
}  // namespace keyplan::analysis
