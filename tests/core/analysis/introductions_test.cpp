#include "core/analysis/introductions.h"

#include <algorithm>

#include "fixture.h"

namespace keyplan::analysis {
namespace {

class IntroductionsTest : public AnalysisTest {
 protected:
  Introductions ways() {
    cache.refresh(plan, today);
    branches_ = {plan, cache};
    return {plan, branches_.group(konex), cache.context()};
  }
  Advocate advocate() {
    cache.refresh(plan, today);
    branches_ = {plan, cache};
    return advocate_of(plan, branches_, konex, cache.context());
  }
  Id person(Id account, std::string name, Person more = {}) {
    more.name = std::move(name);
    more.account = {account};
    return add(std::move(more));
  }
  Id knows(Id who, Id whom, std::string how = {}, Power strength = Power::unset,
           bool willing = false) {
    return add(Acquaintance{.how = std::move(how),
                            .account = plan.find<Person>(who)->data.account,
                            .person = {who},
                            .knows = {whom},
                            .strength = strength,
                            .willing = willing});
  }
  std::vector<Id> people_of(const Introduction& way) {
    std::vector<Id> people;
    for (const IntroductionStep& step : way.steps) people.push_back(step.person);
    return people;
  }

  Id konex = account("Konex");
  Id berlin = add(Account{.name = "Konex Berlin", .parent = {konex}});
  Id lyon = add(Account{.name = "Konex Lyon", .parent = {konex}});
  Id anna = person(berlin, "Anna Weber", {.relationship = Relationship::trusted});
  Id clara = person(lyon, "Clara Petit", {.role = DecisionRole::decider});
  Branches branches_;
};

TEST_F(IntroductionsTest, B1_TheWayToTheDeciderSaysWhyAtEveryStep) {
  const Id bruno = person(lyon, "Bruno Keller", {.reports_to = {clara}});
  knows(bruno, anna, "built the plant in Lyon together.", Power::high, true);
  const Introduction way = ways().to(lyon);
  EXPECT_EQ(people_of(way), (std::vector<Id>{anna, bruno, clara}));
  EXPECT_TRUE(way.decides);
  EXPECT_EQ(way.cost, 1 + 3);
  EXPECT_EQ(as_text(way),
            "Anna Weber trusts us. Anna Weber and Bruno Keller know each other: built the plant "
            "in Lyon together. Bruno Keller reports to Clara Petit, who decides.");
}

TEST_F(IntroductionsTest, B1_TheCheaperWayIsTakenAlsoWhenItIsLonger) {
  const Id loose = person(lyon, "Loose", {.reports_to = {clara}});
  const Id close = person(lyon, "Close");
  const Id closer = person(lyon, "Closer");
  knows(anna, loose);  // 4 + 3
  knows(anna, close, "", Power::high, true);
  knows(close, closer, "", Power::high, true);
  add(Influence{.account = {lyon}, .from = {closer}, .to = {clara}, .strength = Power::high});
  const Introduction way = ways().to(lyon);
  EXPECT_EQ(people_of(way), (std::vector<Id>{anna, close, closer, clara}));
  EXPECT_EQ(way.cost, 1 + 1 + 2);
  EXPECT_EQ(way.steps.back().reason, "Clara Petit listens to Closer. Clara Petit decides.");
}

TEST_F(IntroductionsTest, B1_EqualWaysAreDecidedByIdsAndNotByTheOrderOfRecords) {
  const Id a = person(lyon, "A", {.reports_to = {clara}});
  const Id b = person(lyon, "B", {.reports_to = {clara}});
  knows(anna, std::max(a, b), "", Power::high);
  knows(anna, std::min(a, b), "", Power::high);
  EXPECT_EQ(people_of(ways().to(lyon))[1], std::min(a, b));
}

TEST_F(IntroductionsTest, B1_InfluenceGoesOneWayAndOpponentsIntroduceNobody) {
  add(Influence{.account = {lyon}, .from = {clara}, .to = {anna}});
  EXPECT_TRUE(ways().to(lyon).steps.empty());
  const Id rival = person(lyon, "Rival", {.attitude = Attitude::against, .reports_to = {clara}});
  knows(anna, rival);
  EXPECT_EQ(people_of(ways().to(lyon)), (std::vector<Id>{anna, rival}))
      << "as far as one gets: to them, not through them";
}

TEST_F(IntroductionsTest, B1_WhoHasLeftTakesNoPart) {
  knows(anna, clara);
  EXPECT_EQ(ways().to(lyon).steps.size(), 2u);
  set<&Person::left>(anna, Value{day(2026, 11, 1)});
  const Introduction way = ways().to(lyon);
  EXPECT_TRUE(way.steps.empty());
  EXPECT_EQ(way.missing, "Nobody who is with us leads to anybody there. Note who knows whom.");
}

TEST_F(IntroductionsTest, B1_SomebodyOfOursWhoTalkedWithThemIsAWayIn) {
  const Id ours = add(TeamMember{.name = "Bea Ortiz"});
  add(model::Contact{.account = {lyon},
                     .person = {clara},
                     .member = {ours},
                     .date = day(2026, 3, 1),
                     .answered = true});
  const Introduction way = ways().to(lyon);
  EXPECT_EQ(as_text(way), "Bea Ortiz of ours talked with Clara Petit.");
  EXPECT_EQ(way.cost, 2);
  set<&Person::left>(clara, Value{day(2026, 11, 1)});
  EXPECT_EQ(ways().to(lyon).missing, "Nobody is known there yet. Add the first person.");
}

TEST_F(IntroductionsTest, B1_OnePersonAtTwoBranchesIsTheShortestWay) {
  set<&Person::email>(anna, Value{std::string("anna@konex.example")});
  const Id same =
      person(lyon, "A. Weber", {.role = DecisionRole::decider, .email = "Anna@Konex.example"});
  const Introduction way = ways().to(lyon);
  EXPECT_EQ(people_of(way), (std::vector<Id>{anna, same}));
  EXPECT_EQ(way.cost, 0);
}

TEST_F(IntroductionsTest, B1_ReportingInACircleEnds) {
  set<&Person::reports_to>(anna, Value{clara});
  set<&Person::reports_to>(clara, Value{anna});
  EXPECT_EQ(people_of(ways().to(lyon)), (std::vector<Id>{anna, clara}));
}

TEST_F(IntroductionsTest, B1_TheAdvocateIsTheOneMarkedElseTheOneForWhichMostSpeaks) {
  revenue(lyon, 2025, eur(100));
  revenue(berlin, 2025, eur(100));
  person(berlin, "Champion", {.role = DecisionRole::champion});
  const Advocate suggested = advocate();
  EXPECT_EQ(suggested.account, berlin);
  EXPECT_FALSE(suggested.marked);
  EXPECT_EQ(suggested.reasons,
            (std::vector<std::string>{"It brings 50% of the revenue of the group.",
                                      "Champion speaks for us."}));
  set<&Account::advocate>(lyon, Value{true});
  const Advocate marked = advocate();
  EXPECT_EQ(marked.account, lyon);
  EXPECT_TRUE(marked.marked);
}

TEST_F(IntroductionsTest, B1_WithoutAnythingInFavourNoAdvocateIsGuessed) {
  EXPECT_FALSE(advocate().account);
}

TEST_F(IntroductionsTest, B1_TheNextBranchCanBeReachedAndBuysNothingYet) {
  const Id pumps = add(Offering{.name = "Pumps"});
  const Id oslo = add(Account{.name = "Konex Oslo", .parent = {konex}});
  const Id rome = add(Account{.name = "Konex Rome", .parent = {konex}});
  add(WhitespaceCell{.account = {rome}, .offering = {pumps}, .potential = eur(900'000)});
  revenue(berlin, 2025, eur(100));
  revenue(konex, 2025, eur(100));
  knows(anna, clara);
  const Introductions found = ways();
  const auto next = next_branches(plan, branches_.group(konex), found, berlin, cache.context());
  ASSERT_EQ(next.size(), 3u);
  EXPECT_EQ(next[0].account, lyon);
  EXPECT_EQ(next[0].reason, "Buys nothing from us yet; Anna Weber could introduce us.");
  EXPECT_EQ(next[1].account, rome);
  EXPECT_EQ(next[1].reason,
            "Buys nothing from us yet, €900 k of whitespace; no way there is known.");
  EXPECT_EQ(next[2].account, oslo);
}

}  // namespace
}  // namespace keyplan::analysis
