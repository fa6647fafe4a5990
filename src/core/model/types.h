// The values a record field can hold. Every type has an explicit empty state, a canonical text form
// (the one in plan files) and no hidden currency, time zone or rounding.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace keyplan::model {

inline constexpr std::string_view base32_digits = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford

/// Record id: 60 random bits, written as 12 characters of lower-case Crockford base32.
/// Numeric order equals the byte order of the text.
struct Id {
  std::uint64_t bits = 0;  // 0 = no record
  explicit operator bool() const { return bits != 0; }
  friend auto operator<=>(Id, Id) = default;
};

/// ISO 4217 code packed as base-26 number + 1.
struct Currency {
  std::uint16_t code = 0;  // 0 = none
  explicit operator bool() const { return code != 0; }
  friend auto operator<=>(Currency, Currency) = default;
};

/// Digits after the decimal point of one unit: 2 for most, 0 for JPY, 3 for KWD.
int minor_digits(Currency currency);

/// Whole minor units (cents), never a floating point number. Empty when it has no currency.
struct Money {
  std::int64_t minor = 0;
  Currency currency;
  explicit operator bool() const { return static_cast<bool>(currency); }
  friend auto operator<=>(const Money&, const Money&) = default;
};

/// Largest magnitude of a stored integer: what every JSON reader keeps exactly.
inline constexpr std::int64_t max_exact_integer = (std::int64_t{1} << 53) - 1;

/// Day in the proleptic Gregorian calendar, years 1 to 9999.
struct Date {
  static constexpr std::int32_t none = std::numeric_limits<std::int32_t>::min();
  std::int32_t days = none;  // since 1970-01-01
  explicit operator bool() const { return days != none; }
  friend auto operator<=>(Date, Date) = default;
};

struct CivilDate {
  int year;
  int month;  // 1-12
  int day;    // 1-31
};
CivilDate civil(Date date);
std::optional<Date> date_of(int year, int month, int day);  // empty when there is no such day

/// A fiscal year ("2026"), or one calendar month ("2026-03").
struct Period {
  std::int16_t year = 0;  // 0 = none
  std::int8_t month = 0;  // 0 = the whole fiscal year
  explicit operator bool() const { return year != 0; }
  friend auto operator<=>(Period, Period) = default;
};

/// Hundredths of a percent: 12.5 % is 1250.
struct Percent {
  static constexpr std::int32_t none = std::numeric_limits<std::int32_t>::min();
  std::int32_t hundredths = none;
  explicit operator bool() const { return hundredths != none; }
  double fraction() const { return hundredths / 10000.0; }
  friend auto operator<=>(Percent, Percent) = default;
};

inline constexpr Percent max_percent{1'000'000'00};  // and as much below zero

/// Exchange rate with nine decimals: units of the base currency for one unit of the other.
struct Rate {
  std::int64_t billionths = 0;  // 0 = none
  explicit operator bool() const { return billionths != 0; }
  friend auto operator<=>(Rate, Rate) = default;
};

struct Count {
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();
  std::int64_t value = none;
  explicit operator bool() const { return value != none; }
  friend auto operator<=>(Count, Count) = default;
};

/// A measured number of any unit with up to four decimals: 4.5 is 45000.
struct Decimal {
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();
  std::int64_t ten_thousandths = none;
  explicit operator bool() const { return ten_thousandths != none; }
  double value() const { return static_cast<double>(ten_thousandths) / 10000.0; }
  friend auto operator<=>(Decimal, Decimal) = default;
};

/// Place of a record in a list that people put in order: base 62, compared byte by byte (order.h).
struct OrderKey {
  std::string text;
  explicit operator bool() const { return !text.empty(); }
  friend auto operator<=>(const OrderKey&, const OrderKey&) = default;
};
inline constexpr std::size_t max_order_key = 200;  // characters that files may have
bool is_order_key(std::string_view text);

enum class Stage : std::uint8_t { unset, prospecting, engaging, proposal, negotiation, won, lost };

/// Stage and probability mean something only together, so they are one value.
struct Progress {
  Stage stage = Stage::unset;
  Percent probability;  // of winning; empty = the usual one of the stage
  explicit operator bool() const { return stage != Stage::unset; }
  friend auto operator<=>(const Progress&, const Progress&) = default;
};
bool is_open(Stage stage);
Percent usual_probability(Stage stage);
/// The stated probability, or the usual one of the stage.
Percent probability(const Progress& progress);

/// Value of a choice field: index into the field's choices; 0 = not chosen.
struct Choice {
  std::uint8_t index = 0;
  explicit operator bool() const { return index != 0; }
  friend auto operator<=>(Choice, Choice) = default;
};

/// What any field can hold. monostate = empty.
using Value = std::variant<std::monostate, std::string, Money, Percent, Rate, Count, Date, Period,
                           Currency, Choice, Id, bool, Progress, Decimal, OrderKey>;

bool is_empty(const Value& value);

// Canonical text forms. Parsing accepts exactly what printing makes.
std::string to_text(Id id);
std::string to_text(Currency currency);
std::string to_text(Date date);        // 2026-11-22
std::string to_text(Period period);    // 2026 or 2026-03
std::string to_text(Percent percent);  // 12.5
std::string to_text(Rate rate);        // 1.0825
std::string to_text(Decimal number);   // 4.5
std::optional<Id> parse_id(std::string_view text);
std::optional<Currency> parse_currency(std::string_view text);
std::optional<Date> parse_date(std::string_view text);
std::optional<Period> parse_period(std::string_view text);
std::optional<Percent> parse_percent(std::string_view text);
std::optional<Rate> parse_rate(std::string_view text);
std::optional<Decimal> parse_decimal_number(std::string_view text);
std::optional<OrderKey> parse_order_key(std::string_view text);
/// A decimal number with up to `digits` decimals, as whole units of 10^-digits. No rounding: more
/// decimals than that, or a magnitude above max_exact_integer, give nothing.
std::optional<std::int64_t> parse_decimal(std::string_view text, int digits);
std::string decimal_text(std::int64_t units, int digits);

/// The fiscal year a day falls in; named after the calendar year in which it ends.
int fiscal_year(Date date, int start_month);
/// The fiscal year of a period (a month belongs to the fiscal year it lies in).
int fiscal_year(Period period, int start_month);
/// First day of a fiscal year.
Date fiscal_year_start(int fiscal_year, int start_month);

}  // namespace keyplan::model
