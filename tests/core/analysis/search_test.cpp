#include "core/analysis/search.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Search : public AnalysisTest {
 protected:
  std::vector<std::string> names(std::string_view query, std::size_t most = 50) {
    index.refresh(plan);
    std::vector<std::string> result;
    for (const Hit& hit : index.find(query, most).best) {
      result.push_back(title_of(hit.key.kind, *plan.find(hit.key)));
    }
    return result;
  }
  SearchIndex index;
};

TEST_F(Search, RanksNamesThatBeginWithTheQueryFirst) {
  account("Grand Port");
  account("Airport Lounge");
  account("Port");
  account("Portland Works");
  add(Account{.name = "Harbour", .city = "Porto"});
  add(Account{.name = "Harbour 2", .city = "Freeport"});
  EXPECT_THAT(names("PORT"), ElementsAre("Port", "Portland Works", "Grand Port", "Airport Lounge",
                                         "Harbour", "Harbour 2"));
}

TEST_F(Search, EveryWordMustBeThere) {
  const Id a = account("Müller Antriebe");
  account("Müller Bau");
  add(Person{.name = "Jo Müller", .account = {a}, .email = "jo@antriebe.example"});
  EXPECT_THAT(names("muel ant"), IsEmpty());
  EXPECT_THAT(names("mul ant"), ElementsAre("Müller Antriebe", "Jo Müller"));
  EXPECT_THAT(names("ant mul"), ElementsAre("Müller Antriebe", "Jo Müller"));
  EXPECT_THAT(names("  "), IsEmpty());
}

TEST_F(Search, FindsEveryKindOfRecord) {
  const Id a = account("Alpha");
  add(Person{.name = "Alpha Person", .account = {a}});
  deal(a, Stage::proposal, eur(1));
  add(Opportunity{.name = "Alpha roll-out", .next_step = "send quote"});
  add(Action{.title = "Alpha call", .account = {a}});
  add(Offering{.name = "Alpha pump"});
  add(TeamMember{.name = "Alpha Anna"});
  EXPECT_THAT(names("alpha"), ElementsAre("Alpha", "Alpha Person", "Alpha roll-out", "Alpha call",
                                          "Alpha pump", "Alpha Anna"));
  EXPECT_THAT(names("quote"), ElementsAre("Alpha roll-out"));
  EXPECT_THAT(names("alpha", 2), ElementsAre("Alpha", "Alpha Person"));
  EXPECT_EQ(index.find("alpha", 2).total, 6u);
}

TEST_F(Search, FollowsEditsUndoAndRemoval) {
  const Id a = account("Before");
  EXPECT_THAT(names("before"), ElementsAre("Before"));
  set<&Account::name>(a, std::string("After"));
  EXPECT_THAT(names("before"), IsEmpty());
  EXPECT_THAT(names("after"), ElementsAre("After"));
  const Id person = add(Person{.name = "Afterwards", .account = {a}});
  EXPECT_THAT(names("after"), ElementsAre("After", "Afterwards"));
  remove(Kind::person, person);
  remove(Kind::account, a);
  EXPECT_THAT(names("after"), IsEmpty());
}

RC_GTEST_PROP(SearchProperty, FindsExactlyTheNamesThatContainTheQuery,
              (std::vector<unsigned> picks)) {
  PlanMaker maker;
  const std::vector<std::string> parts = {"aa", "ab", "ba", "b", "a"};
  std::vector<std::string> all;
  for (const unsigned pick : picks) {
    std::string name = parts[pick % 5] + (pick % 3 == 0 ? " " : "") + parts[pick / 5 % 5];
    maker.account(name);
    all.push_back(name);
  }
  SearchIndex index;
  index.refresh(maker.plan);
  for (const std::string& query : parts) {
    const auto expected = static_cast<std::size_t>(std::ranges::count_if(
        all, [&](const std::string& name) { return name.find(query) != std::string::npos; }));
    RC_ASSERT(index.find(query, 1000).best.size() == expected);
  }
}

}  // namespace
}  // namespace keyplan::analysis
