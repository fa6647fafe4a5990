// Values as people read them: one fixed English form on every machine, no locale. The forms in plan
// files are in types.h; reading what people type is in input.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/plan.h"

namespace keyplan::model {

/// Whether a positive number carries a plus. Minus is U+2212, as wide as the plus.
enum class Sign : std::uint8_t { minus_only, always };

enum class MoneyStyle : std::uint8_t {
  full,     // €4,821.00
  plain,    // €4,821 or €4,820.50: decimals only when there are any
  whole,    // €4,821
  compact,  // €31.3 M, €452 k, €820
};

/// "" for no money. Currencies without a usual sign show their code: "CHF 4,821.00".
std::string money_text(Money money, MoneyStyle style = MoneyStyle::full,
                       Sign sign = Sign::minus_only);

/// The plan's base currency; EUR where the settings name none.
Currency base_currency(const Plan& plan);

/// "€", or the code followed by a no-break space.
std::string currency_sign(Currency currency);

/// One unit for a column or chart, so that its numbers compare at a glance.
struct MoneyScale {
  Currency currency;
  std::int64_t divisor = 1;  // minor units of one shown unit
  int decimals = 0;
  std::string unit;  // for the header: "€M", "€k", "€"
};
/// The scale that shows the largest amount of a column with three or four digits.
MoneyScale money_scale(Money largest);
/// The number alone, "31.3" or "−2.3"; the unit is in the header.
std::string in_scale(Money money, const MoneyScale& scale, Sign sign = Sign::minus_only);

/// A ratio as percent: 0.072 is "7.2%". Whole percents lose their zeros only with decimals = 0.
std::string percent_text(double ratio, int decimals = 1, Sign sign = Sign::minus_only);
std::string number_text(double number, int decimals = 0, Sign sign = Sign::minus_only);
std::string count_text(std::int64_t count);  // 8,800
/// "1 deal", "8,800 deals".
std::string counted(std::int64_t count, std::string_view one, std::string_view many);
/// A label within a sentence: "action", but "SWOT entry".
std::string lower_first(std::string_view label);
std::string date_text(Date date);        // 30 Jun 2027
std::string period_text(Period period);  // FY2027 or Mar 2026
std::string year_text(int fiscal_year);  // FY2027

/// Text of a value for reading; "" when empty.
std::string display(const FieldInfo& field, const Value& value, const Plan& plan);

/// Text of a value for changing it in place; parse_input (input.h) reads it back unchanged.
std::string edit_text(const FieldInfo& field, const Value& value, const Plan& plan);

}  // namespace keyplan::model
