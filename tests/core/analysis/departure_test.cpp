#include "core/analysis/departure.h"

#include <gmock/gmock.h>

#include "tests/core/analysis/planned_account.h"

namespace keyplan::analysis {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(WorkingDays, LeaveWeekendsOut) {
  EXPECT_EQ(working_days_later(day(2026, 11, 22), 2), day(2026, 11, 24)) << "from a Sunday";
  EXPECT_EQ(working_days_later(day(2026, 11, 26), 2), day(2026, 11, 30)) << "Thursday to Monday";
  EXPECT_EQ(working_days_later(day(2026, 11, 27), 5), day(2026, 12, 4));
}

class MemberLeavesTest : public testing::Test, public PlannedAccount {
 protected:
  MemberLeaves leaves(Id member) {
    cache.refresh(plan, today);
    return member_leaves(plan, member, cache);
  }
};

TEST_F(MemberLeavesTest, SaysWhatIsExposedAndWhatToHandOver) {
  const Id other = PlanMaker::account("Other");
  const Id deal = add(Opportunity{.name = "Line 2",
                                  .account = {other},
                                  .progress = {Stage::proposal, {}},
                                  .amount = eur(70'000),
                                  .owner = {manager}});
  add(Opportunity{.name = "Won",
                  .account = {other},
                  .progress = {Stage::won, {}},
                  .amount = eur(9),
                  .owner = {manager}});
  const Id next =
      add(Visit{.purpose = "Next", .account = {account}, .date = ago(-9), .lead = {manager}});
  const MemberLeaves left = leaves(manager);
  EXPECT_EQ(left.manager, superior);
  EXPECT_EQ(left.revenue_last_year.value, 1'000'000'00);
  EXPECT_GT(left.forecast.value, 0);
  EXPECT_EQ(left.pipeline.value, 70'000'00);
  EXPECT_THAT(left.deals, ElementsAre(deal));
  EXPECT_THAT(left.people, UnorderedElementsAre(decider, buyer, champion, opponent));
  ASSERT_EQ(left.accounts.size(), 2u);
  EXPECT_TRUE(left.accounts[0].owned);
  EXPECT_EQ(left.accounts[0].account, account);
  EXPECT_FALSE(left.accounts[1].owned);
  EXPECT_EQ(left.hand_over.open_actions, 1u);
  EXPECT_EQ(left.hand_over.next_visits, 1u);
  EXPECT_EQ(left.hand_over.escalation_steps, 1u);
  EXPECT_EQ(left.hand_over.sponsor_pairings, 0u);
  EXPECT_THAT(left.hand_over.records, Contains(RecordKey{Kind::visit, next}));
  EXPECT_THAT(leaves(Id{99}).accounts, IsEmpty());
}

TEST_F(MemberLeavesTest, DecidersAndChampionsAreCalledFirst) {
  const MemberLeaves left = leaves(manager);
  ASSERT_EQ(left.calls.size(), 4u);
  EXPECT_THAT((std::vector{left.calls[0].person, left.calls[1].person}),
              UnorderedElementsAre(decider, buyer));
  EXPECT_EQ(left.calls[2].person, champion);
  EXPECT_EQ(left.calls[3].person, opponent);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(left.calls[i].until, day(2026, 11, 24));
  EXPECT_EQ(left.calls[3].until, day(2026, 11, 27));
  for (const Call& call : left.calls) EXPECT_EQ(call.caller, superior);
  EXPECT_EQ(left.calls[2].reason,
            "Carla Champion speaks for us, and the renewal is on 22 Mar 2027.");
  EXPECT_EQ(left.calls[3].reason, "Otto Opponent is in their care.");

  set<&Account::renewal>(account, ago(-200));
  const MemberLeaves later = leaves(manager);
  EXPECT_EQ(later.calls[0].until, day(2026, 11, 27)) << "there is time";
  EXPECT_THAT(later.calls, Contains(testing::Field(&Call::reason,
                                                   "Dora Decider decides and knows nobody else of "
                                                   "ours.")));
}

TEST_F(MemberLeavesTest, WithoutAManagerASponsorCallsElseNobody) {
  set<&TeamMember::manager>(manager, Value());
  EXPECT_EQ(leaves(manager).calls[0].caller, superior) << "the sponsor of the account";
  remove(Kind::sponsorship, sponsorship);
  const MemberLeaves left = leaves(manager);
  EXPECT_EQ(left.calls[0].caller, Id{});
  EXPECT_TRUE(left.calls[0].reason.ends_with("Nobody of ours is there to call; choose somebody."));
}

TEST_F(MemberLeavesTest, TellsWhatSpeaksForAndAgainstANewManager) {
  add(Ticket{
      .title = "Stop", .account = {account}, .urgency = Urgency::critical, .opened = ago(1)});
  Reassignment r = leaves(manager).accounts[0].reassignment;
  EXPECT_FALSE(r.safe());
  EXPECT_THAT(r.for_it, ElementsAre("Others of ours are in touch with Emil Buyer."));
  EXPECT_THAT(r.against,
              ElementsAre("Only they know the champion: Carla Champion.",
                          "Only they know people who decide: Dora Decider.",
                          "The renewal is near: 22 Mar 2027.", "1 critical ticket is open."));

  set<&Ticket::closed>(plan.of_account<Ticket>(account)[0].id, today);
  set<&Account::renewal>(account, ago(-300));
  for (const Id person : {decider, champion}) {
    add(model::Contact{.account = {account},
                       .person = {person},
                       .member = {superior},
                       .date = ago(3),
                       .answered = true});
  }
  add(Escalation{.when = "Fire", .account = {account}, .member = {superior}});
  r = leaves(manager).accounts[0].reassignment;
  EXPECT_TRUE(r.safe());
  EXPECT_THAT(r.for_it, Contains("There is time until 18 Sep 2027."));
  EXPECT_THAT(r.for_it, Contains("The escalation path names others of ours."));
}

class PersonLeavesTest : public testing::Test, public PlannedAccount {
 protected:
  PersonLeaves leaves(Id person) { return person_leaves(plan, person, context_of(plan, today)); }
};

TEST_F(PersonLeavesTest, SaysWhatTheyWereInAndWhoCouldFollow) {
  const Id deal = this->deal(account, Stage::proposal, eur(70'000));
  add(Influence{.account = {account}, .from = {decider}, .to = {buyer}});
  set<&Person::reports_to>(champion, decider);
  const PersonLeaves left = leaves(decider);
  EXPECT_THAT(
      left.named_in,
      UnorderedElementsAre(RecordKey{Kind::goal, goal}, RecordKey{Kind::insight, goal_of_theirs},
                           RecordKey{Kind::value_proposition, value_proposition}));
  EXPECT_THAT(left.goals, ElementsAre(goal));
  EXPECT_THAT(left.deals, ElementsAre(deal));
  EXPECT_EQ(left.deal_amount.value, 70'000'00);
  // Champion: reports 3, champion 3, dialogue 2. Buyer: influence 4, dialogue 2, decides 1.
  ASSERT_EQ(left.successors.size(), 2u) << "an opponent is no successor";
  EXPECT_EQ(left.successors[0].person, champion);
  EXPECT_EQ(left.successors[0].points, 8);
  EXPECT_EQ(left.successors[1].person, buyer);
  EXPECT_THAT(left.successors[1].reasons,
              ElementsAre("Listened to Dora Decider.", "Is in dialogue with us.", "Decides."));
  EXPECT_THAT(left.actions,
              ElementsAre("Thank Dora Decider, and ask where they go and who follows.",
                          "Ask Dora Decider for an introduction to Carla Champion.",
                          "Confirm 1 open deal worth €70\u00a0k with the others who decide.",
                          "Agree on 1 goal with somebody else at the customer."));
}

TEST_F(PersonLeavesTest, AChampionIsKept) {
  const PersonLeaves left = leaves(champion);
  EXPECT_EQ(left.actions.back(), "Stay in touch: a champion takes us along.");
  EXPECT_THAT(leaves(buyer).actions, Contains("Choose a new executive for the sponsor pairing."));
  for (const Id other : {decider, buyer, opponent}) remove(Kind::person, other);
  EXPECT_THAT(leaves(champion).actions,
              Contains("Find somebody at the customer who takes the place of Carla Champion."));
  EXPECT_EQ(leaves(Id{99}).person, Id{});
}

// 10 M in the book, 1.8 M of it lost, at a win rate of 25 %: 7.2 M of new pipeline.
TEST(AccountIsLost, NeedsNewPipelineAtTheWinRate) {
  PlanMaker made;
  const Id lost = made.account("Lost");
  const Id branch = made.add(Account{.name = "Branch", .parent = {lost}});
  const Id rest = made.account("Rest");
  made.revenue(lost, 2025, eur(1'500'000));
  made.revenue(branch, 2025, eur(300'000));
  made.revenue(rest, 2025, eur(8'200'000));
  made.deal(branch, Stage::proposal, eur(50'000));
  Cache cache;
  cache.refresh(made.plan, day(2026, 11, 22));
  AccountLost result = account_lost(made.plan, lost, cache);
  EXPECT_EQ(result.refill, std::nullopt);
  EXPECT_EQ(result.sentences.back(),
            "How much new pipeline makes up for it is not known: there is no win rate.");
  made.setting<&Settings::win_rate>(Percent{2500});
  cache.refresh(made.plan, day(2026, 11, 22));
  result = account_lost(made.plan, lost, cache);
  EXPECT_EQ(result.revenue.value, 1'800'000'00);
  EXPECT_DOUBLE_EQ(*result.share, 0.18);
  EXPECT_EQ(result.refill, 7'200'000'00);
  EXPECT_THAT(result.branches, ElementsAre(branch));
  EXPECT_THAT(result.sentences,
              ElementsAre("Revenue of FY2025 that goes: €1.8\u00a0M, 18.0% of all.",
                          "1 branch goes with it.", "Open deals worth €50\u00a0k go with it.",
                          "New pipeline to make up for it: €7.2\u00a0M at a win rate of 25%."));
}

}  // namespace
}  // namespace keyplan::analysis
