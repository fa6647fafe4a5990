#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/model/record.h"
#include "core/model/types.h"

namespace keyplan::model {
namespace {

TEST(Dates, OnlyDaysOfTheCalendarAreRead) {
  EXPECT_EQ(to_text(*parse_date("2024-02-29")), "2024-02-29");
  EXPECT_EQ(to_text(*parse_date("0001-01-01")), "0001-01-01");
  EXPECT_EQ(to_text(*parse_date("9999-12-31")), "9999-12-31");
  EXPECT_EQ(parse_date("1970-01-01")->days, 0);
  for (const char* text :
       {"2025-02-29", "1900-02-29", "0000-01-01", "275760-09-13", "2025-13-01", "2025-00-10",
        "2025-04-31", "2025-4-30", "2025/04/30", "", "2025-04-3x"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

RC_GTEST_PROP(Dates, TextAndBack, ()) {
  const Date date{*rc::gen::inRange(date_of(1, 1, 1)->days, date_of(9999, 12, 31)->days + 1)};
  RC_ASSERT(parse_date(to_text(date)) == date);
  const CivilDate day = civil(date);
  RC_ASSERT(date_of(day.year, day.month, day.day) == date);
}

TEST(Periods, YearsAndMonths) {
  EXPECT_EQ(to_text(Period{2026, 3}), "2026-03");
  EXPECT_EQ(to_text(Period{26}), "0026");
  EXPECT_EQ(parse_period("2026"), Period{2026});
  EXPECT_EQ(parse_period("2026-12"), (Period{2026, 12}));
  for (const char* text : {"", "26", "2026-", "2026-0", "2026-13", "2026-00", "0000", "2026-1x"}) {
    EXPECT_FALSE(parse_period(text)) << text;
  }
}

TEST(FiscalYears, AreNamedAfterTheYearInWhichTheyEnd) {
  EXPECT_EQ(fiscal_year(*parse_date("2025-03-31"), 4), 2025);
  EXPECT_EQ(fiscal_year(*parse_date("2025-04-01"), 4), 2026);
  EXPECT_EQ(fiscal_year(*parse_date("2025-12-31"), 1), 2025);
  EXPECT_EQ(fiscal_year(Period{2025, 4}, 4), 2026);
  EXPECT_EQ(fiscal_year(Period{2025, 3}, 4), 2025);
  EXPECT_EQ(fiscal_year(Period{2025}, 4), 2025) << "a fiscal year is named already";
  EXPECT_EQ(to_text(fiscal_year_start(2026, 4)), "2025-04-01");
  EXPECT_EQ(to_text(fiscal_year_start(2026, 1)), "2026-01-01");
  EXPECT_FALSE(fiscal_year_start(1, 4)) << "would begin before the calendar";
}

RC_GTEST_PROP(FiscalYears, StartOnTheirFirstDay, ()) {
  const int year = *rc::gen::inRange(2, 9999);
  const int month = *rc::gen::inRange(1, 13);
  const Date start = fiscal_year_start(year, month);
  RC_ASSERT(fiscal_year(start, month) == year);
  RC_ASSERT(fiscal_year(Date{start.days - 1}, month) == year - 1);
}

TEST(Decimals, NothingIsRounded) {
  EXPECT_EQ(parse_decimal("12.5", 2), 1250);
  EXPECT_EQ(parse_decimal("-0.05", 2), -5);
  EXPECT_EQ(parse_decimal("12.500", 2), 1250);
  EXPECT_EQ(parse_decimal("90071992547409.91", 2), max_exact_integer);
  for (const char* text : {"", "-", ".5", "1.", "1.234", "1e3", "90071992547409.92", "1,5", "+1"}) {
    EXPECT_FALSE(parse_decimal(text, 2)) << text;
  }
  EXPECT_EQ(decimal_text(1250, 2), "12.5");
  EXPECT_EQ(decimal_text(-5, 2), "-0.05");
  EXPECT_EQ(decimal_text(0, 2), "0");
  EXPECT_EQ(decimal_text(100, 2), "1");
  EXPECT_EQ(decimal_text(7, 0), "7");
}

RC_GTEST_PROP(Decimals, TextAndBack, ()) {
  const auto units = *rc::gen::inRange<std::int64_t>(-max_exact_integer, max_exact_integer);
  const int digits = *rc::gen::inRange(0, 10);
  RC_ASSERT(parse_decimal(decimal_text(units, digits), digits) == units);
}

TEST(Rates, MustBeAboveZero) {
  EXPECT_EQ(to_text(*parse_rate("1.0825")), "1.0825");
  EXPECT_FALSE(parse_rate("0"));
  EXPECT_FALSE(parse_rate("-1"));
  EXPECT_FALSE(parse_rate("0.0000000001"));
}

TEST(Currencies, ThreeCapitalLetters) {
  EXPECT_EQ(to_text(*parse_currency("AAA")), "AAA");
  EXPECT_EQ(to_text(*parse_currency("ZZZ")), "ZZZ");
  EXPECT_FALSE(parse_currency("eur"));
  EXPECT_FALSE(parse_currency("EU"));
  EXPECT_EQ(minor_digits(*parse_currency("JPY")), 0);
  EXPECT_EQ(minor_digits(*parse_currency("KWD")), 3);
  EXPECT_EQ(minor_digits(*parse_currency("EUR")), 2);
}

RC_GTEST_PROP(Ids, TextAndBackInTheSameOrder, ()) {
  const Id a{*rc::gen::inRange<std::uint64_t>(1, std::uint64_t{1} << 60)};
  const Id b{*rc::gen::inRange<std::uint64_t>(1, std::uint64_t{1} << 60)};
  RC_ASSERT(parse_id(to_text(a)) == a);
  RC_ASSERT((a < b) == (to_text(a) < to_text(b)));
}

TEST(Ids, OfWrongFormAreNotRead) {
  for (const char* text :
       {"", "000000000000", "c4wq8mzt1n0", "c4wq8mzt1n0rr", "c4wq8mzt1n0i", "C4WQ8MZT1N0R"}) {
    EXPECT_FALSE(parse_id(text)) << text;
  }
}

TEST(Descriptions, ChoicesHaveUniqueKeysAndOneForEachEnumerator) {
  for (const KindInfo& kind : all_kinds()) {
    EXPECT_EQ(find_kind(kind.key), &kind);
    for (const FieldInfo& field : kind.fields) {
      EXPECT_TRUE(find_field(kind.kind, field.key));
      EXPECT_FALSE(field.label.empty());
      for (std::size_t i = 1; i < field.choices.size(); ++i) {
        EXPECT_FALSE(field.choices[i].key.empty());
        for (std::size_t k = i + 1; k < field.choices.size(); ++k) {
          EXPECT_NE(field.choices[i].key, field.choices[k].key) << field.key;
        }
      }
    }
  }
  EXPECT_EQ(find_kind("zone"), nullptr);
  EXPECT_FALSE(find_field(Kind::account, "kind"));
}

TEST(Descriptions, EveryFieldCanBeSetReadAndCleared) {
  for (const KindInfo& kind : all_kinds()) {
    const auto other = [](FieldType type) -> Value {
      return type == FieldType::text || type == FieldType::long_text ? Value(Count{1})
                                                                     : Value(std::string("x"));
    };
    for (const FieldInfo& field : kind.fields) {
      with_kind(kind.kind, [&]<class T>() {
        T data;
        EXPECT_TRUE(is_empty(field.get(&data))) << field.key;
        EXPECT_FALSE(field.set(&data, other(field.type))) << field.key;
        EXPECT_TRUE(field.set(&data, {})) << field.key;
      });
    }
  }
}

}  // namespace
}  // namespace keyplan::model
