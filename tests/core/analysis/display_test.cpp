#include "core/model/display.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/model/input.h"

namespace keyplan::model {
namespace {

Currency code(std::string_view text) { return *parse_currency(text); }
Money eur(std::int64_t cents) { return {cents, code("EUR")}; }

/// A no-break space, as shown texts have it before a unit.
std::string spaced(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '_' ? std::string("\u00a0") : std::string(1, c);
  return result;
}

TEST(Display, Money) {
  EXPECT_EQ(money_text(eur(4'821'00)), "€4,821.00");
  EXPECT_EQ(money_text(eur(-230)), "−€2.30");
  EXPECT_EQ(money_text(eur(5)), "€0.05");
  EXPECT_EQ(money_text(eur(1'234'567'89), MoneyStyle::whole), "€1,234,568");
  EXPECT_EQ(money_text({4821, code("JPY")}), "¥4,821");
  EXPECT_EQ(money_text({4821000, code("KWD")}), spaced("KWD_4,821.000"));
  EXPECT_EQ(money_text({}), "");
}

TEST(Display, CompactMoney) {
  const auto compact = [](std::int64_t cents, Sign sign = Sign::minus_only) {
    return money_text(eur(cents), MoneyStyle::compact, sign);
  };
  EXPECT_EQ(compact(31'300'000'00), spaced("€31.3_M"));
  EXPECT_EQ(compact(1'400'000'00, Sign::always), spaced("+€1.4_M"));
  EXPECT_EQ(compact(-2'300'000'00), spaced("−€2.3_M"));
  EXPECT_EQ(compact(452'400'00), spaced("€452_k"));
  EXPECT_EQ(compact(4'821'00), spaced("€4.8_k"));
  EXPECT_EQ(compact(820'00), "€820");
  EXPECT_EQ(compact(999'999'00), spaced("€1.0_M"));
  EXPECT_EQ(compact(999'70), spaced("€1.0_k"));
  EXPECT_EQ(compact(2'500'000'000'00), spaced("€2.5_B"));
  EXPECT_EQ(compact(0, Sign::always), "€0");
}

TEST(Display, OneScaleForAColumn) {
  const MoneyScale millions = money_scale(eur(35'000'000'00));
  EXPECT_EQ(millions.unit, "€M");
  EXPECT_EQ(in_scale(eur(31'320'000'00), millions), "31.3");
  EXPECT_EQ(in_scale(eur(-2'300'000'00), millions), "−2.3");
  EXPECT_EQ(in_scale(eur(600'000'00), millions, Sign::always), "+0.6");
  EXPECT_EQ(in_scale(eur(4'820'000'00), money_scale(eur(5'540'000'00))), "4.82");
  EXPECT_EQ(money_scale(eur(450'000'00)).unit, "€k");
  EXPECT_EQ(money_scale({100, code("CHF")}).unit, "CHF");
}

TEST(Display, NumbersDatesPeriods) {
  EXPECT_EQ(percent_text(0.072, 1, Sign::always), "+7.2%");
  EXPECT_EQ(percent_text(-0.04, 0), "−4%");
  EXPECT_EQ(percent_text(-0.0001, 1), "0.0%");
  EXPECT_EQ(percent_text(1.041), "104.1%");
  EXPECT_EQ(number_text(3.0, 1), "3.0");
  EXPECT_EQ(number_text(0.0 / 1.0 + 1e300), "\u2014");
  EXPECT_EQ(count_text(8800), "8,800");
  EXPECT_EQ(counted(1, "deal", "deals"), "1 deal");
  EXPECT_EQ(counted(1200, "deal", "deals"), "1,200 deals");
  EXPECT_EQ(date_text(*date_of(2027, 6, 30)), "30 Jun 2027");
  EXPECT_EQ(period_text({2027}), "FY2027");
  EXPECT_EQ(period_text({2026, 3}), "Mar 2026");
}

TEST(Input, MoneyAsPeopleTypeIt) {
  const auto read = [](std::string_view text) { return read_money(text, code("EUR")); };
  EXPECT_EQ(read("1.2m"), eur(1'200'000'00));
  EXPECT_EQ(read("45k"), eur(45'000'00));
  EXPECT_EQ(read("1,234.56"), eur(1'234'56));
  EXPECT_EQ(read("1.234,56"), eur(1'234'56));
  EXPECT_EQ(read("€ 5 000"), eur(5'000'00));
  EXPECT_EQ(read("€\u202f5\u00a0000"), eur(5'000'00));
  EXPECT_EQ(read("1.234"), eur(1'234'00));
  EXPECT_EQ(read("1,234,567"), eur(1'234'567'00));
  EXPECT_EQ(read("1'234.5"), eur(1'234'50));
  EXPECT_EQ(read("0.125k"), eur(125'00));
  EXPECT_EQ(read("12,5"), eur(12'50));
  EXPECT_EQ(read("1,5 Mio €"), eur(1'500'000'00));
  EXPECT_EQ(read("(300)"), eur(-300'00));
  EXPECT_EQ(read("−€2.30"), eur(-2'30));
  EXPECT_EQ(read("300 USD"), (Money{300'00, code("USD")}));
  EXPECT_EQ(read("usd 300"), (Money{300'00, code("USD")}));
  EXPECT_EQ(read("$1,234.50"), (Money{1'234'50, code("USD")}));
  EXPECT_EQ(read("5000 JPY"), (Money{5000, code("JPY")}));
  EXPECT_EQ(read("1,00,000"), eur(100'000'00));
  EXPECT_EQ(read("  "), Money{});
}

TEST(Input, WhatIsNoAmountSaysHowToWriteIt) {
  const auto error = [](std::string_view text) { return read_money(text, code("EUR")).error(); };
  EXPECT_EQ(error("about 5"),
            "\"about 5\" is not an amount. Write it like 45,000 or 1.2m or 300 USD.");
  EXPECT_EQ(error("1.2345"),
            "\"1.2345\" is not possible: an amount in EUR has at most 2 decimals.");
  EXPECT_EQ(error("99999999999999999999"),
            "\"99999999999999999999\" is not an amount. Write it like 45,000 or 1.2m or 300 USD.");
  EXPECT_EQ(error("900000bn"), "\"900000bn\" is not possible: the amount is too large.");
  for (const char* wrong : {"1.2.3,4,5", "12,34,5", "--5", "5 5", "k", "€", "1e5", "1,2345,678"}) {
    EXPECT_FALSE(read_money(wrong, code("EUR")).has_value()) << wrong;
  }
}

TEST(Input, PercentCountRateCurrency) {
  EXPECT_EQ(read_percent("12.5"), Percent{1250});
  EXPECT_EQ(read_percent("12,5 %"), Percent{1250});
  EXPECT_EQ(read_percent("−4%"), Percent{-400});
  EXPECT_EQ(read_percent("1.234").has_value(), false);
  EXPECT_EQ(read_count("8,800"), Count{8800});
  EXPECT_EQ(read_count("1.2k"), Count{1200});
  EXPECT_FALSE(read_count("1.5").has_value());
  EXPECT_EQ(read_rate("1.0825"), Rate{1'082'500'000});
  EXPECT_FALSE(read_rate("0").has_value());
  EXPECT_EQ(read_currency("eur"), code("EUR"));
  EXPECT_EQ(read_currency("€"), code("EUR"));
  EXPECT_FALSE(read_currency("euros").has_value());
}

TEST(Input, Dates) {
  const Date day = *date_of(2027, 6, 30);
  for (const char* text : {"30 Jun 2027", "30 June 2027", "June 30, 2027", "30.6.2027", "30/6/27",
                           "6/30/2027", "2027-06-30", "2027/6/30", "20270630", "30. 6. 2027"}) {
    EXPECT_EQ(read_date(text), day) << text;
  }
  EXPECT_EQ(read_date("6/7/2027"), *date_of(2027, 7, 6));
  for (const char* wrong : {"30 Feb 2027", "30.6.", "soon", "2027", "31.31.2027", "1/2/3/4"}) {
    EXPECT_FALSE(read_date(wrong).has_value()) << wrong;
  }
}

TEST(Input, Periods) {
  for (const char* text : {"FY27", "FY2027", "fy 27", "2027"}) {
    EXPECT_EQ(read_period(text), (Period{2027})) << text;
  }
  for (const char* text : {"Mar 2026", "March 2026", "2026-03", "3/2026", "03.2026"}) {
    EXPECT_EQ(read_period(text), (Period{2026, 3})) << text;
  }
  for (const char* wrong : {"27", "FY", "13/2026", "Q1 2026", "FY2026-03"}) {
    EXPECT_FALSE(read_period(wrong).has_value()) << wrong;
  }
}

class Fields : public testing::Test {
 protected:
  Fields() : plan(make_plan_id(1, 2)) {
    plan.begin_session({.random = 42});
    Edit edit("set up");
    edit.add(settings_id, Settings{.name = "Test", .base_currency = code("EUR")});
    anna = plan.new_id();
    edit.add(anna, TeamMember{.name = "Anna Keller"});
    for (int i = 0; i < 2; ++i) edit.add(plan.new_id(), TeamMember{.name = "Jo"});
    EXPECT_TRUE(plan.apply(std::move(edit)).has_value());
  }
  template <auto Member>
  const FieldInfo& field() {
    using T = typename detail::MemberOf<decltype(Member)>::Class;
    return info<T>().fields[field_index<Member>()];
  }
  Plan plan;
  Id anna;
};

TEST_F(Fields, EditTextReadsBack) {
  const auto same = [&](const FieldInfo& info, Value value) {
    const std::string text = edit_text(info, value, plan);
    const auto read = parse_input(info, text, plan);
    ASSERT_TRUE(read.has_value()) << text << ": " << read.error();
    EXPECT_TRUE(*read == value) << text;
  };
  same(field<&Opportunity::amount>(), eur(1'234'56));
  same(field<&Opportunity::amount>(), eur(-5));
  same(field<&Opportunity::amount>(), eur(1'234'000'00));
  same(field<&Opportunity::amount>(), Money{123'00, code("USD")});
  same(field<&Opportunity::progress>(), Progress{Stage::proposal, {}});
  same(field<&Opportunity::progress>(), Progress{Stage::engaging, {1250}});
  same(field<&Opportunity::type>(), Choice{3});
  same(field<&Opportunity::close>(), *date_of(2027, 6, 30));
  same(field<&Account::owner>(), anna);
  same(field<&Account::employees>(), Count{1'200});
  same(field<&Account::name>(), std::string("Müller & Söhne"));
  same(field<&Account::currency>(), code("CHF"));
  same(field<&Settings::churn>(), Percent{725});
  same(field<&Settings::plan_year>(), Period{2027});
  same(field<&ExchangeRate::rate>(), Rate{1'082'500'000});
  same(field<&Account::name>(), Value{});
}

TEST_F(Fields, ReferencesAndChoicesSayWhatIsWrong) {
  const auto& owner = field<&Account::owner>();
  EXPECT_EQ(*parse_input(owner, " anna keller ", plan), Value(anna));
  EXPECT_EQ(parse_input(owner, "Bert", plan).error(), "There is no team member called \"Bert\".");
  EXPECT_EQ(parse_input(owner, "Jo", plan).error(),
            "There are 2 team members called \"Jo\". Choose one from the list.");
  EXPECT_EQ(display(owner, anna, plan), "Anna Keller");
  EXPECT_EQ(display(owner, Id{12345}, plan), "Removed Team member");
  const auto& tier = field<&Account::tier>();
  EXPECT_EQ(*parse_input(tier, "platinum", plan), Value(Choice{1}));
  EXPECT_FALSE(parse_input(tier, "huge", plan).has_value());
  EXPECT_EQ(display(field<&Opportunity::progress>(), Progress{Stage::proposal, {4000}}, plan),
            "Proposal · 40%");
  EXPECT_FALSE(parse_input(field<&Opportunity::progress>(), "Proposal 140%", plan).has_value());
}

RC_GTEST_PROP(InputProperty, AnyAmountShownIsReadBack, ()) {
  const auto minor = *rc::gen::inRange<std::int64_t>(-max_exact_integer, max_exact_integer);
  const auto currency = code(*rc::gen::element<std::string>("EUR", "USD", "JPY", "KWD", "CHF"));
  const Money money{minor, currency};
  const auto read = read_money(money_text(money), code("EUR"));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == money);
}

RC_GTEST_PROP(InputProperty, AnyTextIsReadOrRefused, (const std::string& text)) {
  const auto money = read_money(text, code("EUR"));
  const auto date = read_date(text);
  const auto period = read_period(text);
  const auto percent = read_percent(text);
  RC_ASSERT((money || money.error().ends_with('.')));
  RC_ASSERT((date || date.error().ends_with('.')));
  RC_ASSERT((period || period.error().ends_with('.')));
  RC_ASSERT((percent || percent.error().ends_with('.')));
}

}  // namespace
}  // namespace keyplan::model
