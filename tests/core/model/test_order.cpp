#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "core/file/read.h"
#include "core/file/write.h"
#include "core/merge/join.h"
#include "core/model/order.h"
#include "tests/core/support/plans.h"

namespace keyplan::model {
namespace {

using keyplan::testing::empty_plan;

std::vector<const RecordBase*> shown(const Plan& plan) {
  std::vector<const RecordBase*> records;
  for (const RecordBase& record : plan.table(Kind::question)) records.push_back(&record);
  sort_by_order(Kind::question, records);
  return records;
}

std::vector<std::string> texts(const Plan& plan) {
  std::vector<std::string> all;
  for (const RecordBase* record : shown(plan)) all.push_back(title_of(Kind::question, *record));
  return all;
}

void add(Plan& plan, std::string text, std::uint64_t random) {
  Question question{.text = std::move(text)};
  question.ord = key_at_end(Kind::question, shown(plan), random);
  Edit edit("add question");
  edit.add(plan.new_id(), std::move(question));
  ASSERT_TRUE(plan.apply(std::move(edit)));
}

void move(Plan& plan, std::size_t from, std::size_t place, std::uint64_t random) {
  const auto records = shown(plan);
  Edit edit("move question");
  move_in_order(edit, Kind::question, records, records[from]->id, place, random);
  if (!edit.empty()) ASSERT_TRUE(plan.apply(std::move(edit)));
}

Plan list_of(int count) {
  Plan plan = empty_plan();
  for (int i = 0; i < count; ++i) add(plan, std::string(1, static_cast<char>('a' + i)), 7);
  return plan;
}

TEST(Order, RecordsComeInTheOrderInWhichTheyWereAdded) {
  EXPECT_EQ(texts(list_of(5)), (std::vector<std::string>{"a", "b", "c", "d", "e"}));
}

RC_GTEST_PROP(Order, MovingWorksLikeMovingInAList, ()) {
  Plan plan = list_of(6);
  std::vector<std::string> wanted = texts(plan);
  const int moves = *rc::gen::inRange(0, 60);
  for (int i = 0; i < moves; ++i) {
    const auto from = *rc::gen::inRange<std::size_t>(0, 6);
    const auto place = *rc::gen::inRange<std::size_t>(0, 7);
    move(plan, from, place, *rc::gen::arbitrary<std::uint64_t>());
    const std::string moved = wanted[from];
    wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(from));
    wanted.insert(wanted.begin() + static_cast<std::ptrdiff_t>(place > from ? place - 1 : place),
                  moved);
    RC_ASSERT(texts(plan) == wanted);
  }
  for (const RecordBase* record : shown(plan)) {
    RC_ASSERT(order_key(Kind::question, *record).text.size() <= long_order_key);
  }
}

RC_GTEST_PROP(Order, AKeyBetweenTwoIsBetweenThem, ()) {
  const auto key = [] {
    return OrderKey{*rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("0123456789ABCXYZabcxyz")))};
  };
  OrderKey a = key();
  OrderKey b = key();
  if (b && b < a) std::swap(a, b);
  const auto between = key_between(a, b, *rc::gen::arbitrary<std::uint64_t>());
  if (!between) {
    RC_ASSERT(b && (a == b || b.text.starts_with(a.text) || a > b));
    return;
  }
  RC_ASSERT(is_order_key(between->text));
  RC_ASSERT(a < *between);
  RC_ASSERT(!b || *between < b);
}

TEST(Order, MovingToTheTopAThousandTimesKeepsKeysShort) {
  Plan plan = list_of(4);
  for (std::uint64_t i = 0; i < 1000; ++i) move(plan, 3, 0, i * 977);
  for (const RecordBase* record : shown(plan)) {
    EXPECT_LE(order_key(Kind::question, *record).text.size(), 8u);
  }
}

TEST(Order, AKeyThatBecameTooLongRenewsTheWholeListInOneEdit) {
  Plan plan = empty_plan();
  Edit edit("add");
  for (const std::string tail : {"1", "2"}) {
    edit.add(plan.new_id(), Question{.text = tail, .ord = {std::string(41, 'a') + tail}});
  }
  edit.add(plan.new_id(), Question{.text = "3", .ord = {"b"}});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  move(plan, 2, 1, 5);
  EXPECT_EQ(texts(plan), (std::vector<std::string>{"1", "3", "2"}));
  for (const RecordBase* record : shown(plan)) {
    EXPECT_LE(order_key(Kind::question, *record).text.size(), 6u);
  }
}

TEST(Order, RecordsWithoutKeysCanBePutInOrder) {
  Plan plan = empty_plan();
  Edit edit("add");
  for (const std::string text : {"x", "y", "z"}) edit.add(plan.new_id(), Question{.text = text});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  const auto before = texts(plan);
  move(plan, 2, 0, 5);
  EXPECT_EQ(texts(plan), (std::vector<std::string>{before[2], before[0], before[1]}));
}

// Fault 48: two people move records of one list at the same time.
TEST(Faults, Case48_TwoPeoplePutTheSameListInOrder) {
  const Plan start = list_of(5);
  Plan ana = start.copy();
  ana.begin_session({.random = 11, .unix_minutes = 29'550'010, .who = "Ana"});
  Plan bob = start.copy();
  bob.begin_session({.random = 12, .unix_minutes = 29'550'020, .who = "Bob"});
  move(ana, 4, 1, 3);  // a e b c d
  move(bob, 3, 1, 4);  // a d b c e
  add(ana, "ana's", 8);
  add(bob, "bob's", 8);

  const auto joined = [](const Plan& ours, const Plan& theirs) {
    Plan plan = ours.copy();
    plan.begin_session({.random = 13, .unix_minutes = 29'550'030, .who = "Cy"});
    EXPECT_TRUE(plan.merge(merge::join(plan, theirs).patch, Edit("merge")));
    return plan;
  };
  const Plan one = joined(ana, bob);
  const Plan other = joined(bob, ana);
  EXPECT_EQ(texts(one), texts(other));
  const auto order = texts(one);
  EXPECT_EQ(order.size(), 7u);
  EXPECT_EQ(std::set<std::string>(order.begin(), order.end()).size(), 7u);
  const auto place = [&](std::string_view text) {
    return std::ranges::find(order, text) - order.begin();
  };
  EXPECT_EQ(place("a"), 0);
  EXPECT_LT(place("e"), place("b"));
  EXPECT_LT(place("d"), place("b"));
  EXPECT_EQ(order[3], "b");
}

TEST(Order, AFileWithAKeyOfOtherCharactersKeepsItAsUnreadable) {
  Plan plan = list_of(1);
  std::string text = file::write(plan);
  const std::size_t at = text.find("\"ord\": \"");
  ASSERT_NE(at, std::string::npos);
  text[at + 8] = '-';
  const auto read = file::read(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(order_key(Kind::question, *shown(read->plan)[0]).text, "");
  EXPECT_EQ(file::write(read->plan), text);
}

}  // namespace
}  // namespace keyplan::model
