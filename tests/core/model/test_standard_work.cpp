#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "core/file/write.h"
#include "core/model/standard_work.h"
#include "tests/core/support/plans.h"

namespace keyplan::model {
namespace {

using keyplan::testing::empty_plan;

Date day(int year, int month, int of_month) { return *date_of(year, month, of_month); }

class StandardWork : public ::testing::Test {
 protected:
  Id add(Action action) {
    const Id id = plan.new_id();
    Edit edit("add action");
    edit.add(id, std::move(action));
    EXPECT_TRUE(plan.apply(std::move(edit)));
    return id;
  }
  /// Whether the next one was added.
  bool set(Id id, ActionStatus status, Date today) {
    Edit edit("change status");
    const bool next = set_status(edit, plan, *plan.find<Action>(id), status, today, plan.new_id());
    auto step = plan.apply(std::move(edit));
    EXPECT_TRUE(step);
    if (step) last = std::move(*step);
    return next;
  }
  const Action* open_one() {
    const Action* found = nullptr;
    for (const auto& action : plan.table<Action>())
      if (!is_closed(action.data)) found = &action.data;
    return found;
  }
  Plan plan = empty_plan();
  Step last;
};

TEST_F(StandardWork, X1_WhatRepeatsComesAgainWithTheEditThatMarksItDone) {
  const Id id = add({.title = "Call the plant",
                     .start = day(2026, 11, 2),
                     .due = day(2026, 11, 9),
                     .repeats = Repeats::weekly,
                     .notes = "Ask for the line speed"});
  const std::string before = file::write(plan);
  EXPECT_TRUE(set(id, ActionStatus::done, day(2026, 11, 10)));
  EXPECT_EQ(plan.find<Action>(id)->data.done_on, day(2026, 11, 10));
  const Action* next = open_one();
  ASSERT_NE(next, nullptr);
  EXPECT_EQ(next->title, "Call the plant");
  EXPECT_EQ(next->due, day(2026, 11, 16));
  EXPECT_EQ(next->start, day(2026, 11, 9));
  EXPECT_EQ(next->notes, "Ask for the line speed");
  EXPECT_FALSE(next->done_on);
  plan.revert(std::move(last));
  EXPECT_EQ(file::write(plan), before);
}

TEST_F(StandardWork, X1_WhatHappensOnceDoesNotComeAgain) {
  const Id id = add({.title = "Sign", .due = day(2026, 11, 9)});
  EXPECT_FALSE(set(id, ActionStatus::done, day(2026, 11, 9)));
  EXPECT_EQ(plan.table<Action>().size(), 1u);
}

TEST_F(StandardWork, X1_DroppingWhatRepeatsEndsIt) {
  const Id id = add({.title = "Call", .due = day(2026, 11, 9), .repeats = Repeats::weekly});
  EXPECT_FALSE(set(id, ActionStatus::dropped, day(2026, 11, 9)));
  EXPECT_EQ(plan.table<Action>().size(), 1u);
  EXPECT_FALSE(plan.find<Action>(id)->data.done_on);
}

TEST_F(StandardWork, X1_OpeningItAgainTakesTheDayBackAndDoingItAgainAddsNoSecondOne) {
  const Id id = add({.title = "Call", .due = day(2026, 11, 9), .repeats = Repeats::weekly});
  EXPECT_TRUE(set(id, ActionStatus::done, day(2026, 11, 9)));
  EXPECT_FALSE(set(id, ActionStatus::doing, day(2026, 11, 9)));
  EXPECT_FALSE(plan.find<Action>(id)->data.done_on);
  EXPECT_FALSE(set(id, ActionStatus::done, day(2026, 11, 10)));
  EXPECT_EQ(plan.table<Action>().size(), 2u);
}

TEST_F(StandardWork, X1_DoneLateItComesNextInItsRhythmAndNotInThePast) {
  const Id id = add({.title = "Review", .due = day(2026, 1, 15), .repeats = Repeats::monthly});
  EXPECT_TRUE(set(id, ActionStatus::done, day(2026, 11, 22)));
  EXPECT_EQ(open_one()->due, day(2026, 12, 15));
}

TEST_F(StandardWork, X1_DoneEarlyItKeepsItsRhythm) {
  const Id id = add({.title = "Review", .due = day(2026, 12, 15), .repeats = Repeats::quarterly});
  EXPECT_TRUE(set(id, ActionStatus::done, day(2026, 11, 22)));
  EXPECT_EQ(open_one()->due, day(2027, 3, 15));
}

TEST_F(StandardWork, X1_WithoutADueDateItIsDueOneIntervalAfterItWasDone) {
  const Id id = add({.title = "Look", .repeats = Repeats::fortnightly});
  EXPECT_TRUE(set(id, ActionStatus::done, day(2026, 11, 22)));
  EXPECT_EQ(open_one()->due, day(2026, 12, 6));
}

TEST(StandardWorkDates, X1_TheEndOfAMonthStaysItsEnd) {
  EXPECT_EQ(later_by(day(2027, 1, 31), Repeats::monthly, 1), day(2027, 2, 28));
  EXPECT_EQ(later_by(day(2027, 2, 28), Repeats::monthly, 1), day(2027, 3, 31));
  EXPECT_EQ(later_by(day(2027, 1, 30), Repeats::monthly, 1), day(2027, 2, 28));
  EXPECT_EQ(later_by(day(2027, 1, 30), Repeats::monthly, 2), day(2027, 3, 30));
  EXPECT_EQ(later_by(day(2026, 11, 30), Repeats::quarterly, 1), day(2027, 2, 28));
  EXPECT_EQ(later_by(day(2027, 8, 31), Repeats::half_yearly, 1), day(2028, 2, 29));
  EXPECT_EQ(later_by(day(2028, 2, 29), Repeats::yearly, 1), day(2029, 2, 28));
}

TEST(StandardWorkDates, X1_NothingComesAfterTheLastYear) {
  EXPECT_FALSE(later_by(day(9999, 12, 1), Repeats::monthly, 1));
  EXPECT_FALSE(later_by(day(9999, 12, 31), Repeats::weekly, 1));
  EXPECT_FALSE(later_by(day(2026, 1, 1), Repeats::unset, 1));
}

RC_GTEST_PROP(StandardWorkDates, X1_TheNextOneIsAlwaysLaterThanTheOneBeforeAndTheDayItWasDone, ()) {
  const auto repeats = static_cast<Repeats>(*rc::gen::inRange(1, 7));
  const Date due{*rc::gen::inRange(0, 40000)};
  const Date start{due.days - *rc::gen::inRange(0, 60)};
  const Date done_on{due.days + *rc::gen::inRange(-400, 40000)};
  const Action next = next_of({.start = start, .due = due, .repeats = repeats}, done_on);
  RC_ASSERT(next.due > due);
  RC_ASSERT(next.due > done_on);
  RC_ASSERT(next.start <= next.due);
  // And the first such day of the rhythm.
  const int times = intervals_to_next({.due = due, .repeats = repeats}, done_on);
  if (times > 1) RC_ASSERT(!(later_by(due, repeats, times - 1) > done_on));
}

}  // namespace
}  // namespace keyplan::model
