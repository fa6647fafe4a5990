// Faults that merging has to stand, by their numbers in faults.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "core/merge/changes.h"
#include "core/merge/conflicts.h"
#include "core/merge/join.h"
#include "core/merge/preview.h"
#include "core/model/history.h"
#include "core/model/tree.h"
#include "core/share/returned.h"
#include "tests/core/merge/replicas.h"
#include "tests/core/support/plans.h"

namespace keyplan::merge {
namespace {

using namespace model;
using namespace keyplan::testing;

Id add_account(Plan& plan, std::string name, Id parent = {}) {
  const Id id = plan.new_id();
  Edit edit("add");
  edit.add(id, Account{.name = std::move(name), .parent = {parent}});
  EXPECT_TRUE(plan.apply(std::move(edit)));
  return id;
}

void set_sector(Plan& plan, Id account, std::string sector) {
  Edit edit("change");
  edit.set<&Account::sector>(account, std::move(sector));
  EXPECT_TRUE(plan.apply(std::move(edit)));
}

/// Files of people who each changed a copy.
std::vector<std::string> files_of_team(std::size_t people) {
  Plan origin = empty_plan();
  std::vector<Id> accounts;
  for (int i = 0; i < 5; ++i)
    accounts.push_back(add_account(origin, "Account " + std::to_string(i)));
  const std::string start = bytes_of(origin);
  std::vector<std::string> files;
  for (std::size_t p = 0; p < people; ++p) {
    Plan copy = parsed(start);
    copy.begin_session({.random = 100 + p, .unix_minutes = static_cast<std::int64_t>(10 + p)});
    set_sector(copy, accounts[p % accounts.size()], "Sector " + std::to_string(p));
    set_sector(copy, accounts[0], "Of " + std::to_string(p));
    add_account(copy, "New " + std::to_string(p), accounts[p % 2]);
    files.push_back(bytes_of(copy));
  }
  return files;
}

std::string joined_in_order(const std::vector<std::string>& files,
                            const std::vector<std::size_t>& order) {
  std::string all = files[order.front()];
  for (const std::size_t i : order) all = joined(all, files[i], join);
  return all;
}

TEST(Faults, Case43AWrongClockChangesNoResultOfAMerge) {
  constexpr std::int64_t three_years = std::int64_t{3} * 365 * 24 * 60;
  std::vector<std::vector<std::string>> outcomes;
  for (const std::int64_t wrong : {std::int64_t{0}, three_years, -three_years, std::int64_t{60}}) {
    Plan origin = empty_plan();
    const Id clash = add_account(origin, "Clash");
    const Id later = add_account(origin, "Later");
    Plan a = parsed(bytes_of(origin));
    a.begin_session({.random = 11, .unix_minutes = 1000});
    set_sector(a, clash, "Ana's");
    set_sector(a, later, "first");
    // Bo continues Ana's file with a clock that is wrong, and goes backwards between two sessions.
    Plan b = parsed(bytes_of(a));
    b.begin_session({.random = 12, .unix_minutes = 2000 + wrong});
    set_sector(b, later, "second");
    b.begin_session({.random = 13, .unix_minutes = 1500 + wrong});
    set_sector(b, later, "third");
    // Cy clashes with both.
    Plan c = parsed(bytes_of(origin));
    c.begin_session({.random = 14, .unix_minutes = 3000 - wrong});
    set_sector(c, clash, "Cy's");
    const Plan all = parsed(joined(bytes_of(b), bytes_of(c), join));
    EXPECT_EQ(all.find<Account>(later)->data.sector, "third") << wrong;
    EXPECT_EQ(conflicts(all).size(), 1u) << wrong;
    outcomes.push_back(live_values(all));
  }
  for (const auto& outcome : outcomes) EXPECT_EQ(outcome, outcomes.front());
}

TEST(Faults, Case45FilesInAnyOrderEndInTheSameBytes) {
  const std::vector<std::string> three = files_of_team(3);
  std::vector<std::size_t> order{0, 1, 2};
  const std::string once = joined_in_order(three, order);
  do EXPECT_EQ(joined_in_order(three, order), once);
  while (std::ranges::next_permutation(order).found);

  const std::vector<std::string> eight = files_of_team(8);
  std::vector<std::size_t> shuffled(eight.size());
  std::iota(shuffled.begin(), shuffled.end(), std::size_t{0});
  const std::string all = joined_in_order(eight, shuffled);
  Dice dice(45);
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = shuffled.size(); i-- > 1;)
      std::swap(shuffled[i],
                shuffled[static_cast<std::size_t>(dice.below(static_cast<int>(i + 1)))]);
    EXPECT_EQ(joined_in_order(eight, shuffled), all);
  }
}

TEST(Faults, Case47MovesThatMakeACircleLeaveATreeThatIsTheSameForAll) {
  for (const std::size_t length : {std::size_t{2}, std::size_t{3}, std::size_t{50}}) {
    Plan origin = empty_plan();
    std::vector<Id> accounts;
    for (std::size_t i = 0; i < length; ++i)
      accounts.push_back(add_account(origin, "Account " + std::to_string(i)));
    const std::string start = bytes_of(origin);
    std::vector<std::string> files;
    for (std::size_t i = 0; i < length; ++i) {
      Plan copy = parsed(start);
      copy.begin_session({.random = 500 + i, .unix_minutes = static_cast<std::int64_t>(i)});
      Edit move("move");
      move.set<&Account::parent>(accounts[i], accounts[(i + 1) % length]);
      ASSERT_TRUE(copy.apply(std::move(move)));
      files.push_back(bytes_of(copy));
    }
    std::vector<std::size_t> order(length);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::string one_way = joined_in_order(files, order);
    std::ranges::reverse(order);
    EXPECT_EQ(joined_in_order(files, order), one_way);

    const Plan plan = parsed(one_way);
    const AccountTree tree(plan);
    EXPECT_EQ(std::ranges::count(tree.strays(), StrayReason::circle, &Stray::reason), 1) << length;
    for (const Id account : accounts) {
      std::size_t steps = 0;
      for (Id at = account; at != Id{} && steps <= length; at = tree.parent(at)) ++steps;
      EXPECT_LE(steps, length) << "a circle of " << length;
    }
  }
}

TEST(Faults, Case49AForgedVersionTableChangesOnlyWhatThePreviewLists) {
  Plan plan = empty_plan();
  History history;
  const Id account = add_account(plan, "Cancity");
  plan.begin_session({.random = 77, .unix_minutes = 50});
  Edit ours("ours");
  ours.set<&Account::sector>(account, std::string("Retail"));
  ours.set<&Account::city>(account, std::string("Leeds"));
  ASSERT_TRUE(history.apply(plan, std::move(ours)));
  const std::string before = bytes_of(plan);

  // Claims to have seen every session up to the end of all counters, mine included.
  std::string forged = before;
  for (const Session& session : plan.sessions()) {
    const std::string row = "\"" + to_text(session.id) + "\": \"";
    const std::size_t at = forged.find(row) + row.size();
    forged.replace(at, forged.find(' ', at) - at, "4294967295");
  }
  const auto replace = [&](std::string_view from, std::string_view to) {
    const std::size_t at = forged.find(from);
    ASSERT_NE(at, std::string::npos);
    forged.replace(at, from.size(), to);
  };
  replace("\"city\": \"Leeds\"", "\"city\": \"York\"");
  const std::string stamp = to_text(plan.sessions()[plan.own_stamp()->session].id);
  replace("\"~\": \"", "\"~\": \"" + stamp + ".4000000000:city ");
  // The stamp of the record comes first in its line.
  const std::size_t line = forged.find("\"~\": \"" + stamp + ".4000000000:city ");
  const std::size_t rest = line + ("\"~\": \"" + stamp + ".4000000000:city ").size();
  const std::size_t end = forged.find_first_of(" \"", rest);
  const std::string created = forged.substr(rest, end - rest);
  std::string tail = forged.substr(end, forged.find('"', end) - end);
  for (std::size_t at; (at = tail.find(":city")) != std::string::npos;) {
    const std::size_t from = tail.rfind(' ', at);
    tail.erase(from, at + 5 - from);
  }
  forged.replace(line, forged.find('"', end) - line,
                 "\"~\": \"" + created + " " + stamp + ".4000000000:city" + tail);

  Preview preview(plan);
  const Contribution brought = preview.add("forged", parsed(forged));
  EXPECT_TRUE(brought.oddities.knows_our_future);
  const Changes listed = preview.changes();
  ASSERT_EQ(listed.records.size(), 1u);
  ASSERT_EQ(listed.records[0].fields.size(), 1u);
  EXPECT_EQ(listed.records[0].fields[0].key, "city");

  ASSERT_TRUE(history.merge(plan, preview.patch(), Edit("merge")));
  EXPECT_EQ(plan.find<Account>(account)->data.city, "York");
  EXPECT_EQ(plan.find<Account>(account)->data.sector, "Retail");
  ASSERT_TRUE(history.undo(plan));
  EXPECT_EQ(bytes_of(plan), before);
}

// Files without merge data
// -----------------------------------------------------------------------------------------

class MadeByHand : public ::testing::Test {
 protected:
  /// One account, as a program would write it: without stamps, each time with the same ids.
  static Plan file(const std::string& sector, const std::string& more = {}) {
    return parsed(R"({"keyplan":{"format":[1,0],"id":")" + empty_plan().id() +
                  R"("},"records":{"00000000000a":{"kind":"account","name":"Cancity","sector":")" +
                  sector + "\"" + more + "}}}");
  }
  std::vector<std::string> sectors() const {
    const auto& record = *plan.table<Account>().begin();
    std::vector<std::string> all{record.data.sector};
    for (const Alternate& other : record.alternates) all.push_back(other.json);
    std::ranges::sort(all);
    return all;
  }
  void edit(const std::string& sector) {
    plan.begin_session({.random = 5, .unix_minutes = 29'600'000, .who = "Ana"});
    set_sector(plan, (*plan.table<Account>().begin()).id, sector);
  }
  Contribution add(const Plan& other, bool replaces = true) {
    Preview preview(plan);
    Contribution brought = preview.add_by_hand("by hand", other, 29'700'000, replaces);
    if (!brought.nothing_new) EXPECT_TRUE(plan.merge(preview.patch(), Edit("merge")));
    return brought;
  }
  Plan plan = file("Retail");
};

TEST_F(MadeByHand, AJoinAloneWouldLoseWhatAnotherFileOfTheSameIdSays) {
  edit("Wholesale");
  ASSERT_TRUE(share::is_by_hand(file("Leisure")));
  EXPECT_FALSE(share::is_by_hand(plan));
  EXPECT_TRUE(join(plan, file("Leisure")).nothing_new) << "its stamps are those of the first file";
}

TEST_F(MadeByHand, WhatDiffersFromAnEditMadeHereStandsBesideIt) {
  edit("Wholesale");
  const Contribution brought = add(file("Leisure", R"(,"city":"Ghent")"));
  EXPECT_EQ(brought.conflicts, 1u);
  EXPECT_EQ(brought.changed, 1u);
  ASSERT_EQ(brought.contributors.size(), 1u) << "one new session";
  EXPECT_EQ(sectors(), (std::vector<std::string>{"\"Wholesale\"", "Leisure"}));
  EXPECT_EQ((*plan.table<Account>().begin()).data.city, "Ghent");
}

TEST_F(MadeByHand, WhatDiffersFromWhatNobodyHasEditedReplacesIt) {
  const Contribution brought = add(file("Leisure"));
  EXPECT_EQ(brought.conflicts, 0u);
  EXPECT_EQ(brought.changed, 1u);
  EXPECT_EQ(sectors(), std::vector<std::string>{"Leisure"});
}

TEST_F(MadeByHand, OrStandsBesideItWhereNobodyLooksFirst) {
  add(file("Leisure"), false);
  EXPECT_EQ(sectors().size(), 2u);
}

TEST_F(MadeByHand, TheSameFileAgainIsNothingNewAlsoAfterItsConflictWasSettled) {
  edit("Wholesale");
  add(file("Leisure"));
  EXPECT_TRUE(add(file("Leisure")).nothing_new);
  edit("Wholesale");
  EXPECT_EQ(sectors(), std::vector<std::string>{"Wholesale"});
  EXPECT_TRUE(add(file("Leisure")).nothing_new);
  EXPECT_EQ(sectors(), std::vector<std::string>{"Wholesale"});
}

TEST_F(MadeByHand, BringsNewRecordsAndClearsNothing) {
  Plan other = parsed(R"({"keyplan":{"format":[1,0],"id":")" + empty_plan().id() +
                      R"("},"records":{"00000000000a":{"kind":"account","name":"Cancity"},)" +
                      R"("00000000000b":{"kind":"account","name":"Konex"}}})");
  EXPECT_EQ(add(other).added, 1u);
  EXPECT_EQ(sectors(), std::vector<std::string>{"Retail"});
}

}  // namespace
}  // namespace keyplan::merge
