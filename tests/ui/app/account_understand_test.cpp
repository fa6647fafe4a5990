#include "account_page.h"

namespace keyplan {
namespace {

using analysis::day;
using model::Answer;
using model::Certainty;
using model::Foothold;
using model::Horizon;
using model::Id;
using model::Insight;
using model::InsightLink;
using model::InsightType;
using model::Interview;
using model::Person;
using model::Research;
using test::undo_restores;
using ui::Role;

class AccountUnderstand : public test::AccountPage {
 protected:
  void ask(std::string_view set) {
    const auto chips = page.drive.all(Role::radio, set);
    if (chips.size() == 1) {
      page.drive.click(Role::radio, chips[0]->name);
      return;
    }
    page.drive.click(Role::combobox, "Question set");
    const auto options = page.drive.all(Role::option, set);
    ASSERT_EQ(options.size(), 1u);
    page.drive.click(Role::option, options[0]->name);
  }
  Id person = plan.add(Person{.name = "Signe Dahl", .account = {plan.cancity}});
};

constexpr std::string_view unseen = "What they have not seen yet";
constexpr std::string_view objectives = "What are your objectives for this year?";

TEST_F(AccountUnderstand, U1_TheFactsOfTheAccountAreChangedInPlace) {
  show("Overview");
  for (const std::string_view field :
       {"Background", "Preferred services", "Phone", "Address", "Sector", "Region"})
    EXPECT_TRUE(page.drive.has(Role::textbox, field)) << field;
  undo_restores(page, [&] {
    page.drive.fill("Customer since", "2019-04-01");
    EXPECT_EQ(page.drive.value(Role::textbox, "Customer since"), "1 Apr 2019");
  });
  undo_restores(page, [&] { page.drive.fill("Employees", "1200"); });
  page.drive.fill("Background", "Third owner in ten years");
  page.drive.fill("Employees", "1200");
  const auto& account = now().find<model::Account>(plan.cancity)->data;
  EXPECT_EQ(account.background, "Third owner in ten years");
  EXPECT_EQ(account.employees, model::Count{1200});
}

TEST_F(AccountUnderstand, U7_TheFourStandingQuestionsAreAskedBeforeAnythingIsTakenOver) {
  show("Understand");
  EXPECT_TRUE(page.drive.shows("Standing questions 0/4"));
  EXPECT_EQ(page.drive.all(Role::textbox, "Answer to: ").size(), 4u);
  EXPECT_TRUE(now().table<model::QuestionSet>().empty());
}

TEST_F(AccountUnderstand, U7_AnAnswerSaysWhoSaidItWhenAndHowCertainItIs) {
  show("Understand");
  const std::string unanswered = "Answer to: " + std::string(objectives);
  undo_restores(page, [&] {
    page.drive.fill(unanswered, "Fewer stops in Delft");
    EXPECT_TRUE(page.drive.shows("Standing questions 1/4"));
  });
  page.drive.fill(unanswered, "Fewer stops in Delft");
  undo_restores(page, [&] { page.drive.choose("Said by of Fewer stops in Delft", "Signe Dahl"); });
  undo_restores(page, [&] { page.drive.choose("Certainty of Fewer stops in Delft", "Confirmed"); });
  page.drive.choose("Said by of Fewer stops in Delft", "Signe Dahl");
  page.drive.choose("Certainty of Fewer stops in Delft", "Confirmed");
  page.drive.fill("Date of Fewer stops in Delft", "2026-11-02");
  const Answer answer = only<Answer>();
  EXPECT_EQ(answer.text, "Fewer stops in Delft");
  EXPECT_EQ(answer.person.id, person);
  EXPECT_EQ(answer.certainty, Certainty::confirmed);
  EXPECT_EQ(answer.date, day(2026, 11, 2));
  const auto* question = now_->find(answer.question);
  ASSERT_NE(question, nullptr) << "the question came from the library with it";
  EXPECT_EQ(question->data.text, objectives);
  EXPECT_EQ(now_->table<model::Question>().size(), 4u);
  EXPECT_TRUE(page.drive.shows("1 of ")) << page.drive.dump();
}

TEST_F(AccountUnderstand, U7_AnAnswerCanBeRewrittenAndEmptied) {
  show("Understand");
  page.drive.fill("Answer to: " + std::string(objectives), "Fewer stops");
  undo_restores(page, [&] { page.drive.fill("Answer of Fewer stops", "No stops"); });
  page.drive.fill("Answer of Fewer stops", "");
  EXPECT_TRUE(page.drive.shows("Standing questions 0/4"));
}

TEST_F(AccountUnderstand, U2_WhereWeStandIsAskedOfEveryAccountAndAnsweredWithADate) {
  show("Understand");
  ask("Where we stand");
  const std::string revenue = "Answer to: What was our revenue here last year?";
  undo_restores(page, [&] { page.drive.fill(revenue, "4 M, of which half is service"); });
  page.drive.fill(revenue, "4 M, of which half is service");
  EXPECT_TRUE(page.drive.shows("Where we stand 1/9"));
  EXPECT_TRUE(only<Answer>().date) << "answered today";
}

TEST_F(AccountUnderstand, U7_SetsOfTheTemplateAreAskedAndThoseOfOthersAreNot) {
  const Id own = plan.add(model::QuestionSet{.name = "Our own set"});
  plan.add(model::Question{.text = "Who pays?", .set = {own}});
  const Id other = plan.add(model::QuestionSet{.name = "Another set"});
  plan.add(model::Question{.text = "Who waits?", .set = {other}});
  const Id chosen = plan.add(model::PlanTemplate{.name = "Key account"});
  plan.add(model::TemplateItem{
      .plan_template = {chosen}, .part = model::TemplatePart::question_set, .set = {own}});
  plan.set<&model::Account::plan_template>(plan.cancity, chosen);
  show("Understand");
  ask("Our own set");
  EXPECT_TRUE(page.drive.has(Role::textbox, "Answer to: Who pays?"));
  EXPECT_FALSE(page.drive.shows("Another set"));
}

TEST_F(AccountUnderstand, U7_InterviewsAlsoWithPastCustomersAreNoted) {
  show("Understand");
  undo_restores(page, [&] {
    page.drive.fill("Add interview", "Why they left");
    EXPECT_EQ(page.drive.rows("Interviews").size(), 1u);
  });
  page.drive.fill("Add interview", "Why they left");
  undo_restores(
      page, [&] { page.drive.choose("Form of Why they left", "Interview with a past customer"); });
  page.drive.choose("Form of Why they left", "Interview with a past customer");
  page.drive.choose("With of Why they left", "Signe Dahl");
  const Interview interview = only<Interview>();
  EXPECT_EQ(interview.form, model::InterviewForm::past_customer);
  EXPECT_EQ(interview.person.id, person);
  EXPECT_TRUE(interview.date) << "today, until it is changed";
}

TEST_F(AccountUnderstand, U4_TheResearchLogHasDateSourceAndSoWhat) {
  show("Understand");
  undo_restores(page, [&] { page.drive.fill("Add research entry", "New capital of 40 M"); });
  page.drive.fill("Add research entry", "New capital of 40 M");
  undo_restores(page, [&] { page.drive.choose("Topic of New capital of 40 M", "Capital"); });
  page.drive.choose("Topic of New capital of 40 M", "Capital");
  page.drive.fill("Source of New capital of 40 M", "Annual report, page 12");
  page.drive.fill("So what of New capital of 40 M", "Ask who plans the new line");
  const Research entry = only<Research>();
  EXPECT_EQ(entry.topic, model::ResearchTopic::capital);
  EXPECT_EQ(entry.source, "Annual report, page 12");
  EXPECT_EQ(entry.so_what, "Ask who plans the new line");
  EXPECT_TRUE(entry.date);
}

TEST_F(AccountUnderstand, U5_AnInitiativeOfTheirsNamesTheOfferingThatAnswersIt) {
  const Id service = plan.add(model::Offering{.name = "Service"});
  plan.add(
      Insight{.title = "New plant", .account = {plan.cancity}, .type = InsightType::initiative});
  show("Understand");
  undo_restores(page, [&] {
    page.drive.click(Role::button, "Open New plant");
    page.drive.choose("What of ours answers it", "Service");
    page.drive.click("Done");
  });
  page.drive.click(Role::button, "Open New plant");
  page.drive.choose("What of ours answers it", "Service");
  page.drive.click("Done");
  EXPECT_EQ(only<Insight>().offering.id, service);
}

TEST_F(AccountUnderstand, U5_TheListOfInsightsNamesTheOfferingInPlace) {
  const Id service = plan.add(model::Offering{.name = "Service"});
  plan.add(Insight{.title = "New plant", .account = {plan.cancity}, .type = InsightType::pressure});
  show("Understand");
  undo_restores(page,
                [&] { page.drive.choose("What of ours answers it of New plant", "Service"); });
  page.drive.choose("What of ours answers it of New plant", "Service");
  EXPECT_EQ(only<Insight>().offering.id, service);
}

TEST_F(AccountUnderstand, U6_TheRegisterIsKeptApartFromWhatTheySay) {
  show("Understand");
  undo_restores(page, [&] {
    page.drive.fill("Add to the register", "Spare parts run out");
    EXPECT_EQ(page.drive.rows(unseen).size(), 1u);
  });
  page.drive.fill("Add to the register", "Spare parts run out");
  EXPECT_EQ(only<Insight>().type, InsightType::unseen_problem);
  EXPECT_TRUE(page.drive.rows("Goals, pressures, initiatives, obstacles").empty());
  EXPECT_TRUE(told("Spare parts run out").contains("Problem they have not seen"))
      << "it is on the map all the same: " << told("Spare parts run out");
  page.drive.choose("Kind of what is added", "Opportunity");
  page.drive.fill("Add to the register", "Waste heat could be sold");
  const auto rows = page.drive.rows(unseen);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0][1], "Problem");
  EXPECT_EQ(rows[1][1], "Opportunity");
}

TEST_F(AccountUnderstand, U6_AnInsightThatTurnsOutUnseenMovesToTheRegister) {
  plan.add(Insight{.title = "Stops", .account = {plan.cancity}, .type = InsightType::obstacle});
  show("Understand");
  undo_restores(page, [&] { page.drive.choose("Type of Stops", "Problem they have not seen"); });
  page.drive.choose("Type of Stops", "Problem they have not seen");
  EXPECT_TRUE(page.drive.rows("Goals, pressures, initiatives, obstacles").empty());
  EXPECT_EQ(page.drive.rows(unseen).size(), 1u);
}

TEST_F(AccountUnderstand, U6_SaysSoWhatHowCertainWhoFollowsItAndWhenTheyWereTold) {
  plan.add(Insight{.title = "Spare parts run out",
                   .account = {plan.cancity},
                   .type = InsightType::unseen_problem});
  show("Understand");
  EXPECT_TRUE(page.drive.shows("0 of 1 told to them"));
  undo_restores(page, [&] { page.drive.choose("Kind of Spare parts run out", "Opportunity"); });
  undo_restores(
      page, [&] { page.drive.fill("So what of Spare parts run out", "Offer a stock on site"); });
  undo_restores(page, [&] { page.drive.click("Told today: Spare parts run out"); });
  page.drive.fill("So what of Spare parts run out", "Offer a stock on site");
  page.drive.choose("Certainty of Spare parts run out", "Said by one person");
  page.drive.choose("Followed by of Spare parts run out", "Ana Keller");
  page.drive.click("Told today: Spare parts run out");
  EXPECT_TRUE(page.drive.shows("1 of 1 told to them"));
  page.drive.fill("Told them on of Spare parts run out", "2026-11-02");
  const Insight insight = only<Insight>();
  EXPECT_EQ(insight.so_what, "Offer a stock on site");
  EXPECT_EQ(insight.certainty, Certainty::said);
  EXPECT_EQ(insight.owner.id, plan.owner);
  EXPECT_EQ(insight.told_on, day(2026, 11, 2));
}

TEST_F(AccountUnderstand, U6_AGoalARiskAndAnActionAreOneClickAway) {
  const Id problem = plan.add(Insight{.title = "Spare parts run out",
                                      .account = {plan.cancity},
                                      .type = InsightType::unseen_problem,
                                      .owner = {plan.owner},
                                      .so_what = "Offer a stock on site"});
  show("Understand");
  const auto follow_up = [&](std::string_view what) {
    page.drive.click("Follow up Spare parts run out");
    page.drive.click(Role::menuitem, what);
  };
  for (const std::string_view what : {"Goal", "Risk", "Action"})
    undo_restores(page, [&] { follow_up(what); });
  for (const std::string_view what : {"Goal", "Risk", "Action"}) follow_up(what);
  EXPECT_EQ(only<model::Goal>().title, "Spare parts run out");
  EXPECT_EQ(only<model::Alignment>().insight.id, problem);
  EXPECT_EQ(only<model::Risk>().insight.id, problem);
  EXPECT_EQ(only<model::Risk>().plan, "Offer a stock on site");
  bool found = false;
  for (const auto& action : now().of_account<model::Action>(plan.cancity)) {
    if (action.data.insight.id != problem) continue;
    found = true;
    EXPECT_EQ(action.data.title, "Offer a stock on site");
    EXPECT_EQ(action.data.owner.id, plan.owner);
  }
  EXPECT_TRUE(found);
  page.drive.click("Risk that follows: Spare parts run out");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Risk or opportunity"));
}

TEST_F(AccountUnderstand, U6_EntriesAreRemovedTogetherAndBroughtBackTogether) {
  for (const std::string_view title : {"One", "Two"})
    plan.add(Insight{.title = std::string(title),
                     .account = {plan.cancity},
                     .type = InsightType::unseen_problem});
  show("Understand");
  undo_restores(page, [&] {
    for (const ui::Node* node : page.drive.children(page.drive.find(Role::grid, unseen))) {
      if (node->name == "One") page.drive.act(*node, ui::ActionKind::focus);
    }
    page.drive.press("Ctrl+A");
    page.drive.click("Remove 2");
    EXPECT_TRUE(page.drive.rows(unseen).empty());
  });
}

TEST_F(AccountUnderstand, U8_TheirGoalsAreShortOrLongTermAndLinkedToOurs) {
  const Id theirs = plan.add(
      Insight{.title = "Uptime of 98 %", .account = {plan.cancity}, .type = InsightType::goal});
  const Id ours = plan.add(model::Goal{.title = "Sell service", .account = {plan.cancity}});
  plan.add(model::Alignment{.how = "Service brings uptime",
                            .account = {plan.cancity},
                            .goal = {ours},
                            .insight = {theirs}});
  show("Understand");
  undo_restores(page, [&] {
    page.drive.click(Role::button, "Open Uptime of 98 %");
    page.drive.choose("Horizon", "Long-term");
    page.drive.click("Done");
  });
  page.drive.click(Role::button, "Open Uptime of 98 %");
  page.drive.choose("Horizon", "Long-term");
  page.drive.click("Done");
  EXPECT_EQ(only<Insight>().horizon, Horizon::long_term);
  page.drive.click(Role::tab, "Goals");
  EXPECT_EQ(page.drive.rows("Goals").size(), 1u) << "theirs is not among ours";
  EXPECT_EQ(page.drive.rows("Ours and theirs").size(), 1u);
}

TEST_F(AccountUnderstand, U9_CompetitorsAreNotedWithWhatTheyHoldAndUntilWhen) {
  const Id rival = plan.add(model::Competitor{.name = "Rivalis"});
  show("Understand");
  undo_restores(page, [&] { page.drive.fill("Add foothold", "Maintenance in Delft"); });
  page.drive.fill("Add foothold", "Maintenance in Delft");
  page.drive.choose("Competitor of Maintenance in Delft", "Rivalis");
  undo_restores(page, [&] { page.drive.fill("Until of Maintenance in Delft", "2027-06-30"); });
  page.drive.fill("Until of Maintenance in Delft", "2027-06-30");
  page.drive.fill("Spend a year of Maintenance in Delft", "250 000");
  page.drive.choose("Threat to us of Maintenance in Delft", "High");
  const Foothold foothold = only<Foothold>();
  EXPECT_EQ(foothold.competitor.id, rival);
  EXPECT_EQ(foothold.until, day(2027, 6, 30));
  EXPECT_EQ(foothold.spend, analysis::eur(250'000));
  EXPECT_EQ(foothold.threat, model::Threat::high);
}

TEST_F(AccountUnderstand, U10_HowTheyCameToUsAndHowFarTheyAreCommittedIsSaid) {
  show("Overview");
  undo_restores(page, [&] { page.drive.choose("Kind of engagement", "Rescue"); });
  page.drive.choose("Kind of engagement", "Rescue");
  EXPECT_EQ(now().find<model::Account>(plan.cancity)->data.engagement, model::Engagement::rescue);
  EXPECT_TRUE(page.drive.has(Role::combobox, "Their commitment"));
}

TEST_F(AccountUnderstand, U11_TheMapTellsWhatIsLinkedHowCertainItIsAndWhoFollowsIt) {
  const Id pressure = plan.add(Insight{.title = "Energy prices",
                                       .account = {plan.cancity},
                                       .type = InsightType::pressure,
                                       .owner = {plan.owner},
                                       .certainty = Certainty::confirmed,
                                       .so_what = "Offer the audit"});
  const Id goal = plan.add(
      Insight{.title = "Use 10 % less", .account = {plan.cancity}, .type = InsightType::goal});
  plan.add(InsightLink{.account = {plan.cancity}, .from = {pressure}, .to = {goal}});
  show("Understand");
  EXPECT_EQ(told("Energy prices"), "Pressure, Confirmed, Ana Keller");
  EXPECT_TRUE(told("Use 10 % less").contains("so what?")) << told("Use 10 % less");
  EXPECT_TRUE(page.drive.has(Role::button, "Energy prices leads to Use 10 % less"));
}

TEST_F(AccountUnderstand, U11_InsightsAreAddedToTheMapByTypingAndOpenedFromIt) {
  show("Understand");
  undo_restores(page, [&] {
    page.drive.choose("Type", "Obstacle");
    page.drive.fill("Add to the map", "No budget before June");
  });
  page.drive.choose("Type", "Obstacle");
  page.drive.fill("Add to the map", "No budget before June");
  EXPECT_EQ(only<Insight>().type, InsightType::obstacle);
  page.drive.focus(Role::button, "No budget before June");
  page.drive.press("Enter");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Insight")) << page.drive.dump();
}

TEST_F(AccountUnderstand, U11_ALinkOfTheMapOpensAndGoes) {
  const Id from = plan.add(Insight{.title = "Stops", .account = {plan.cancity}});
  const Id to = plan.add(Insight{.title = "Output", .account = {plan.cancity}});
  plan.add(InsightLink{.account = {plan.cancity},
                       .from = {from},
                       .to = {to},
                       .relation = model::InsightRelation::blocks});
  show("Understand");
  undo_restores(page, [&] {
    page.drive.click(Role::button, "Stops blocks Output");
    page.drive.click("Remove");
    EXPECT_FALSE(page.drive.has(Role::button, "Stops blocks Output"));
  });
}

TEST_F(AccountUnderstand, AnEmptySectionSaysHowToBegin) {
  show("Understand");
  for (const int width : {1440, 640}) {
    page.drive.resize(width, 2400);
    for (const std::string_view field : {"Add to the map", "Add insight", "Add to the register",
                                         "Add research entry", "Add interview", "Add foothold"})
      EXPECT_TRUE(page.drive.has(Role::textbox, field)) << field;
    EXPECT_TRUE(page.drive.shows("Nothing on the map yet."));
  }
}

}  // namespace
}  // namespace keyplan
