#include "core/exchange/numbers.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <initializer_list>
#include <string>

namespace keyplan::exchange {
namespace {

std::int64_t cents(std::string_view text, DecimalMark mark) {
  const auto number = parse_number(text, mark);
  EXPECT_TRUE(number) << text;
  if (!number) return -1;
  const auto scaled = to_scaled(*number, 2);
  EXPECT_TRUE(scaled) << text;
  return scaled ? scaled->value : -1;
}

TEST(Numbers, AreReadInEveryDialect) {
  EXPECT_EQ(cents("1,234.56", DecimalMark::dot), 123456);
  EXPECT_EQ(cents("$1,234.50 ", DecimalMark::dot), 123450);
  EXPECT_EQ(cents("1.234,56", DecimalMark::comma), 123456);
  EXPECT_EQ(cents("1 234,56 \u20AC", DecimalMark::comma), 123456);
  EXPECT_EQ(cents("1\u00A0234,56\u00A0\u20AC", DecimalMark::comma), 123456);
  EXPECT_EQ(cents("1\u202F234\u202F567,5", DecimalMark::comma), 123456750);
  EXPECT_EQ(cents("CHF 1'234.50", DecimalMark::dot), 123450);
  EXPECT_EQ(cents("1\u2019234.50", DecimalMark::dot), 123450);
  EXPECT_EQ(cents("12,34,567.00", DecimalMark::dot), 123456700);
  EXPECT_EQ(cents("1.2E+05", DecimalMark::dot), 12000000);
  EXPECT_EQ(cents(".5", DecimalMark::dot), 50);
  EXPECT_EQ(cents("5.", DecimalMark::dot), 500);
  EXPECT_EQ(cents("0", DecimalMark::comma), 0);
}

TEST(Numbers, MayBeNegativeInEveryWay) {
  for (const char* text :
       {"-1,234.50", "(1,234.50)", "($1,234.50)", "1,234.50-", "$-1,234.50", "-$1,234.50",
        "\u22121,234.50", "- 1,234.50", "1,234.50- USD", "1,234.50 USD-"})
    EXPECT_EQ(cents(text, DecimalMark::dot), -123450) << text;
}

TEST(Numbers, KnowTheirCurrency) {
  EXPECT_EQ(parse_number("$5", DecimalMark::dot)->currency_code(), "USD");
  EXPECT_EQ(parse_number("5 \u20AC", DecimalMark::comma)->currency_code(), "EUR");
  EXPECT_EQ(parse_number("5EUR", DecimalMark::comma)->currency_code(), "EUR");
  EXPECT_EQ(parse_number("CHF 5.-", DecimalMark::dot).has_value(), true);
  EXPECT_EQ(parse_number("A$ 5", DecimalMark::dot)->currency_code(), "AUD");
  EXPECT_EQ(parse_number("5", DecimalMark::dot)->currency_code(), "");
  EXPECT_TRUE(parse_number("12.5 %", DecimalMark::dot)->percent);
}

TEST(Numbers, OtherTextIsNoNumber) {
  for (const char* text :
       {"",         " ",    "-",         "abc",        "12 pcs", "1.2.3", "1,23,4", "12,3456",
        "1,234,56", "0x10", "NaN",       "1/2",        "(5",     "5)",    "--5",    "=1+2",
        "+",        "$",    "1,234.5.6", "61.77.6555", "1 23",   "\u0661"})
    EXPECT_FALSE(parse_number(text, DecimalMark::dot)) << text;
}

TEST(Numbers, RoundHalfToEven) {
  const auto rounded = [](std::string_view text) {
    return *to_scaled(*parse_number(text, DecimalMark::dot), 2);
  };
  EXPECT_EQ(rounded("0.125").value, 12);
  EXPECT_EQ(rounded("0.135").value, 14);
  EXPECT_EQ(rounded("-0.125").value, -12);
  EXPECT_EQ(rounded("0.12500000000000000000001").value, 13);
  EXPECT_EQ(rounded("2186.625").value, 218662);
  EXPECT_TRUE(rounded("2186.625").was_rounded);
  EXPECT_FALSE(rounded("2186.620").was_rounded);
}

TEST(Numbers, TooLargeIsSaidNotWrapped) {
  EXPECT_FALSE(parse_number("1234567890123456789", DecimalMark::dot));
  EXPECT_FALSE(to_scaled(*parse_number("99999999999999999", DecimalMark::dot), 2));
  EXPECT_EQ(to_scaled(*parse_number("90071992547409.91", DecimalMark::dot), 2)->value,
            9007199254740991);
  EXPECT_FALSE(to_scaled(*parse_number("90071992547409.92", DecimalMark::dot), 2));
  EXPECT_FALSE(parse_number("1e99", DecimalMark::dot));
}

NumberEvidence evidence_of(std::initializer_list<std::string_view> cells) {
  NumberEvidence evidence;
  for (const std::string_view cell : cells) evidence.add(cell);
  return evidence;
}

TEST(NumberDialect, IsDecidedByTheColumnThenTheFile) {
  const NumberEvidence none;
  const NumberEvidence unclear = evidence_of({"1,234", "5", "2,500"});
  EXPECT_EQ(decide(evidence_of({"1,234", "1,234.5"}), none, DecimalMark::comma).mark,
            DecimalMark::dot);
  EXPECT_EQ(decide(evidence_of({"1,234", "1,5"}), none, DecimalMark::dot).mark, DecimalMark::comma);
  EXPECT_EQ(decide(unclear, evidence_of({"0,5"}), DecimalMark::dot).mark, DecimalMark::comma);
  const NumberDecision assumed = decide(unclear, none, DecimalMark::dot);
  EXPECT_EQ(assumed.mark, DecimalMark::dot);
  EXPECT_TRUE(assumed.assumed);
  EXPECT_FALSE(decide(evidence_of({"5", "1234"}), none, DecimalMark::dot).assumed);
}

TEST(NumberDialect, IsShownByAnExample) {
  EXPECT_EQ(example_of(DecimalMark::comma, evidence_of({"1.234,56"})), "1.234,56");
  EXPECT_EQ(example_of(DecimalMark::comma, evidence_of({"1 234,56"})), "1 234,56");
  EXPECT_EQ(example_of(DecimalMark::dot, evidence_of({"1'234.5"})), "1'234.56");
  EXPECT_EQ(example_of(DecimalMark::dot, evidence_of({"12"})), "1234");
}

RC_GTEST_PROP(Numbers, WhatIsPrintedIsReadBack, ()) {
  Number number;
  number.mantissa =
      *rc::gen::inRange<std::int64_t>(-99'999'999'999'999'999, 99'999'999'999'999'999);
  number.scale = *rc::gen::inRange<std::uint8_t>(0, 9);
  number.percent = *rc::gen::arbitrary<bool>();
  const auto mark = *rc::gen::element(DecimalMark::dot, DecimalMark::comma);
  const char group = *rc::gen::element('\0', ' ', '\'', mark == DecimalMark::dot ? ',' : '.');
  const std::string text = print_number(number, mark, group);
  const auto read = parse_number(text, mark);
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->mantissa == number.mantissa);
  RC_ASSERT(read->scale == number.scale);
  RC_ASSERT(read->percent == number.percent);
}

RC_GTEST_PROP(Numbers, AnyTextIsSafe, (const std::string& text)) {
  NumberEvidence evidence;
  evidence.add(text);
  for (const DecimalMark mark : {DecimalMark::dot, DecimalMark::comma})
    if (const auto number = parse_number(text, mark)) (void)to_scaled(*number, 2);
}

}  // namespace
}  // namespace keyplan::exchange
