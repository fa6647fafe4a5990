// What the records of an account tell about who changed them.
#include "core/analysis/account_history.h"

#include <gtest/gtest.h>

#include "core/model/history.h"
#include "fixture.h"

namespace keyplan::analysis {
namespace {

class AccountHistory : public testing::Test, public PlanMaker {
 protected:
  void session(std::string who, std::int64_t minutes) {
    plan.begin_session(
        {.random = ++random_, .unix_minutes = 29'550'000 + minutes, .who = std::move(who)});
  }
  std::vector<HistoryEntry> entries(std::size_t most = 100) const {
    return account_history(plan, cancity, most);
  }
  std::vector<std::string> told(std::size_t most = 100) const {
    std::vector<std::string> lines;
    for (const HistoryEntry& entry : entries(most))
      lines.push_back(entry.who + ": " + sentence(entry, plan));
    return lines;
  }
  using Lines = std::vector<std::string>;

  std::uint64_t random_ = 50;
  Id cancity = account("Cancity");
  Id konex = account("Konex");
};

TEST_F(AccountHistory, TellsTheLatestFirstAcrossSessions) {
  session("Bea", 200);
  const Id visit = add(Action{.title = "Visit", .account = {cancity}});
  session("Ana", 100);  // an older session that came with a merge
  set<&Account::sector>(cancity, std::string("Retail"));
  session("Cem", 300);
  set<&Action::due>(visit, day(2026, 12, 3));
  EXPECT_EQ(told(), (Lines{"Cem: changed Due of \u201CVisit\u201D to 3 Dec 2026",
                           "Bea: added \u201CVisit\u201D",
                           "Ana: changed Sector of \u201CCancity\u201D to Retail",
                           ": added \u201CCancity\u201D"}));
  EXPECT_EQ(told(2).size(), 2u);
  EXPECT_EQ(told(2)[0], told()[0]);
  EXPECT_TRUE(told(0).empty());
}

TEST_F(AccountHistory, ALaterActionOfOneSessionComesFirst) {
  session("Bea", 200);
  set<&Account::sector>(cancity, std::string("Retail"));
  set<&Account::region>(cancity, std::string("EMEA"));
  const Lines lines = told();
  ASSERT_GE(lines.size(), 2u);
  EXPECT_EQ(lines[0], "Bea: changed Region of \u201CCancity\u201D to EMEA");
  EXPECT_EQ(lines[1], "Bea: changed Sector of \u201CCancity\u201D to Retail");
}

TEST_F(AccountHistory, WhatOneActionDidIsOneEntry) {
  session("Bea", 200);
  Edit edit("add three people");
  for (const char* name : {"Signe", "Tom", "Uma"})
    edit.add(plan.new_id(), Person{.name = name, .account = {cancity}});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  Edit mixed("plan");
  mixed.set<&Account::sector>(cancity, std::string("Retail"));
  mixed.add(plan.new_id(), Goal{.title = "Grow", .account = {cancity}});
  ASSERT_TRUE(plan.apply(std::move(mixed)));
  const auto all = entries();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].items.size(), 2u);
  EXPECT_EQ(all[1].items.size(), 3u);
  EXPECT_EQ(told(), (Lines{"Bea: changed Sector of \u201CCancity\u201D to Retail and 1 more change",
                           "Bea: added 3 people", ": added \u201CCancity\u201D"}));
}

TEST_F(AccountHistory, RemovedRecordsAreToldByTheirNameUntilTheyComeBack) {
  const Id visit = add(Action{.title = "Visit", .account = {cancity}});
  session("Bea", 200);
  remove(Kind::action, visit);
  ASSERT_FALSE(told().empty());
  EXPECT_EQ(told()[0], "Bea: removed \u201CVisit\u201D");
  Edit edit("restore");
  edit.restore({Kind::action, visit});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  for (const HistoryEntry& entry : entries())
    for (const HistoryItem& item : entry.items) EXPECT_NE(item.what, HistoryItem::What::removed);
}

TEST_F(AccountHistory, OtherAccountsAndOverwrittenValuesAreNotTold) {
  session("Bea", 200);
  set<&Account::sector>(konex, std::string("Industry"));
  const Id theirs = add(Action{.title = "Theirs", .account = {konex}});
  remove(Kind::action, theirs);
  set<&Account::sector>(cancity, std::string("Retail"));
  set<&Account::sector>(cancity, std::string("Wholesale"));
  EXPECT_EQ(told(), (Lines{"Bea: changed Sector of \u201CCancity\u201D to Wholesale",
                           ": added \u201CCancity\u201D"}));
}

TEST_F(AccountHistory, WhatWasUndoneIsNotTold) {
  History history;
  Edit edit("change");
  edit.set<&Account::sector>(cancity, std::string("Retail"));
  ASSERT_TRUE(history.apply(plan, std::move(edit)));
  ASSERT_TRUE(history.undo(plan));
  EXPECT_EQ(told(), (Lines{": added \u201CCancity\u201D"}));
}

TEST_F(AccountHistory, ReferencesAreToldByNameLongTextsAndEmptiedValuesByTheirFieldAlone) {
  const Id ana = add(TeamMember{.name = "Ana Keller"});
  set<&Account::owner>(cancity, ana);
  set<&Account::background>(cancity, std::string(61, 'x'));
  set<&Account::sector>(cancity, Value{});
  const Id nameless = add(Action{.account = {cancity}});
  set<&Action::status>(nameless, Value{Choice{2}});
  const Lines lines = told();
  ASSERT_GE(lines.size(), 5u);
  EXPECT_EQ(lines[0], ": changed Status of an action to In progress");
  EXPECT_EQ(lines[1], ": added an action");
  EXPECT_EQ(lines[2], ": changed Sector of \u201CCancity\u201D");
  EXPECT_EQ(lines[3], ": changed Background of \u201CCancity\u201D");
  EXPECT_EQ(lines[4], ": changed Owner of \u201CCancity\u201D to Ana Keller");
}

TEST_F(AccountHistory, AbbreviationsKeepTheirCapitals) {
  add(SwotEntry{.account = {cancity}});
  EXPECT_EQ(told().front(), ": added a SWOT entry");
}

TEST_F(AccountHistory, OfAnAccountThatIsNotThereIsEmpty) {
  EXPECT_TRUE(account_history(plan, Id{12345}, 10).empty());
}

}  // namespace
}  // namespace keyplan::analysis
