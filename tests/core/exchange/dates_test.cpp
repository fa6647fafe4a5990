#include "core/exchange/dates.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <initializer_list>
#include <string>

namespace keyplan::exchange {
namespace {

std::string iso(std::string_view text, DateOrder order) {
  const auto date = parse_date(text, order);
  return date ? model::to_text(*date) : "";
}

TEST(Dates, AreReadInEveryDialect) {
  EXPECT_EQ(iso("2017-03-01", DateOrder::year_first), "2017-03-01");
  EXPECT_EQ(iso(" 2017/3/1 ", DateOrder::year_first), "2017-03-01");
  EXPECT_EQ(iso("2017-03-01T10:15:30.123Z", DateOrder::year_first), "2017-03-01");
  EXPECT_EQ(iso("2017-03-01 10:15:30+02:00", DateOrder::year_first), "2017-03-01");
  EXPECT_EQ(iso("17.11.2004", DateOrder::day_first), "2004-11-17");
  EXPECT_EQ(iso("1. 3. 2017", DateOrder::day_first), "2017-03-01");
  EXPECT_EQ(iso("01/03/17", DateOrder::day_first), "2017-03-01");
  EXPECT_EQ(iso("11/17/2004 0:00", DateOrder::month_first), "2004-11-17");
  EXPECT_EQ(iso("3/1/2017 10:15 PM", DateOrder::month_first), "2017-03-01");
  EXPECT_EQ(iso("20170301", DateOrder::compact), "2017-03-01");
  EXPECT_EQ(iso("1/2/69", DateOrder::day_first), "2069-02-01");
  EXPECT_EQ(iso("1/2/70", DateOrder::day_first), "1970-02-01");
}

TEST(Dates, ThatDoNotExistAreRefused) {
  for (const char* text : {"2017-02-29", "2017-13-01", "2017-00-10", "0000-01-01", "2017-3",
                           "2017-03-01x", "2017-03/01", "17.11.", "275760-01-01"})
    EXPECT_EQ(iso(text, DateOrder::year_first), "") << text;
  EXPECT_EQ(iso("31.04.2017", DateOrder::day_first), "");
  EXPECT_EQ(iso("12345678", DateOrder::compact), "");
  EXPECT_EQ(iso("61.77.6555", DateOrder::day_first), "");
}

TEST(Dates, KnowTheOpenEnd) {
  EXPECT_TRUE(is_open_end(*parse_date("99991231", DateOrder::compact)));
  EXPECT_TRUE(is_open_end(*parse_date("9999-12-31", DateOrder::year_first)));
  EXPECT_FALSE(is_open_end(*parse_date("2017-12-31", DateOrder::year_first)));
}

DateEvidence evidence_of(std::initializer_list<std::string_view> cells) {
  DateEvidence evidence;
  for (const std::string_view cell : cells) evidence.add(cell);
  return evidence;
}

TEST(DateDialect, IsDecidedByTheWholeColumn) {
  const DateEvidence none;
  EXPECT_EQ(decide(evidence_of({"3/4/2017", "3/14/2017"}), none, DateOrder::day_first).order,
            DateOrder::month_first);
  EXPECT_EQ(decide(evidence_of({"3/4/2017", "14/3/2017"}), none, DateOrder::month_first).order,
            DateOrder::day_first);
  EXPECT_EQ(decide(evidence_of({"1.2.2017"}), none, DateOrder::month_first).order,
            DateOrder::day_first);
  EXPECT_FALSE(decide(evidence_of({"1.2.2017"}), none, DateOrder::month_first).assumed);
  EXPECT_EQ(decide(evidence_of({"2017-01-02"}), none, DateOrder::month_first).order,
            DateOrder::year_first);
  EXPECT_EQ(decide(evidence_of({"20170102"}), none, DateOrder::month_first).order,
            DateOrder::compact);
  const DateDecision unclear =
      decide(evidence_of({"3/4/2017", "5/6/2017"}), none, DateOrder::day_first);
  EXPECT_TRUE(unclear.assumed);
  EXPECT_EQ(unclear.order, DateOrder::day_first);
  EXPECT_EQ(
      decide(evidence_of({"3/4/2017"}), evidence_of({"12/31/2017"}), DateOrder::day_first).order,
      DateOrder::month_first);
}

TEST(DateDialect, IsShownByAnExample) {
  EXPECT_EQ(example_of(DateOrder::month_first, evidence_of({"3/14/2017 0:00"})), "03/01/2017 0:00");
  EXPECT_EQ(example_of(DateOrder::day_first, evidence_of({"1.3.2017"})), "01.03.2017");
}

RC_GTEST_PROP(Dates, WhatIsPrintedIsReadBack, ()) {
  const model::Date date{*rc::gen::inRange<std::int32_t>(-25'000, 84'000)};  // 1901 to 2199
  for (const DateOrder order : all_date_orders)
    RC_ASSERT(parse_date(print_date(date, order), order) == date);
}

RC_GTEST_PROP(Dates, AnyTextIsSafe, (const std::string& text)) {
  DateEvidence evidence;
  evidence.add(text);
  for (const DateOrder order : all_date_orders) (void)parse_date(text, order);
}

}  // namespace
}  // namespace keyplan::exchange
