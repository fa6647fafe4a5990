#include "core/model/types.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "core/model/stamps.h"

namespace keyplan::model {
namespace {

constexpr auto base32_values = [] {
  std::array<std::int8_t, 256> values;
  values.fill(-1);
  for (std::size_t i = 0; i < base32_digits.size(); ++i) {
    values[static_cast<unsigned char>(base32_digits[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}();

std::string base32_text(std::uint64_t bits, int length) {
  std::string text(static_cast<std::size_t>(length), '0');
  for (auto at = text.rbegin(); at != text.rend(); ++at, bits >>= 5) *at = base32_digits[bits & 31];
  return text;
}

std::optional<std::uint64_t> parse_base32(std::string_view text, std::size_t length) {
  if (text.size() != length) return std::nullopt;
  std::uint64_t bits = 0;
  for (const char c : text) {
    const int digit = base32_values[static_cast<unsigned char>(c)];
    if (digit < 0) return std::nullopt;
    bits = bits << 5 | static_cast<std::uint64_t>(digit);
  }
  return bits;
}

void append_padded(std::string& text, int number, int width) {
  std::array<char, 12> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const int length = static_cast<int>(end - digits.data());
  text.append(static_cast<std::size_t>(std::max(0, width - length)), '0');
  text.append(digits.data(), end);
}

std::optional<int> parse_digits(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

int minor_digits(Currency currency) {
  static constexpr std::array<std::string_view, 16> none = {
      "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
      "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF"};
  static constexpr std::array<std::string_view, 7> three = {"BHD", "IQD", "JOD", "KWD",
                                                            "LYD", "OMR", "TND"};
  const std::string code = to_text(currency);
  if (std::ranges::find(none, code) != none.end()) return 0;
  if (std::ranges::find(three, code) != three.end()) return 3;
  return 2;
}

CivilDate civil(Date date) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{date.days}}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Date> date_of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{year},
                                        std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

bool is_open(Stage stage) { return stage > Stage::unset && stage < Stage::won; }

Percent usual_probability(Stage stage) {
  switch (stage) {
    case Stage::unset:
      return {};
    case Stage::prospecting:
      return {1000};
    case Stage::engaging:
      return {3000};
    case Stage::proposal:
      return {5000};
    case Stage::negotiation:
      return {7500};
    case Stage::won:
      return {10000};
    case Stage::lost:
      return {0};
  }
  return {};
}

Percent probability(const Progress& progress) {
  return progress.probability ? progress.probability : usual_probability(progress.stage);
}

bool is_empty(const Value& value) { return std::holds_alternative<std::monostate>(value); }

std::string to_text(Id id) { return base32_text(id.bits, 12); }
std::string to_text(SessionId id) { return base32_text(id.bits, 6); }

std::optional<Id> parse_id(std::string_view text) {
  const auto bits = parse_base32(text, 12);
  if (!bits || *bits == 0) return std::nullopt;
  return Id{*bits};
}

std::optional<SessionId> parse_session_id(std::string_view text) {
  const auto bits = parse_base32(text, 6);
  if (!bits) return std::nullopt;
  return SessionId{static_cast<std::uint32_t>(*bits)};
}

std::string to_text(Currency currency) {
  if (!currency) return {};
  const int code = currency.code - 1;
  return {static_cast<char>('A' + code / 676), static_cast<char>('A' + code / 26 % 26),
          static_cast<char>('A' + code % 26)};
}

std::optional<Currency> parse_currency(std::string_view text) {
  if (text.size() != 3) return std::nullopt;
  int code = 0;
  for (const char c : text) {
    if (c < 'A' || c > 'Z') return std::nullopt;
    code = code * 26 + (c - 'A');
  }
  return Currency{static_cast<std::uint16_t>(code + 1)};
}

std::string to_text(Date date) {
  if (!date) return {};
  const CivilDate day = civil(date);
  std::string text;
  append_padded(text, day.year, 4);
  text += '-';
  append_padded(text, day.month, 2);
  text += '-';
  append_padded(text, day.day, 2);
  return text;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return date_of(*year, *month, *day);
}

std::string to_text(Period period) {
  if (!period) return {};
  std::string text;
  append_padded(text, period.year, 4);
  if (period.month != 0) {
    text += '-';
    append_padded(text, period.month, 2);
  }
  return text;
}

std::optional<Period> parse_period(std::string_view text) {
  if (text.size() != 4 && text.size() != 7) return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  if (!year || *year == 0) return std::nullopt;
  Period period{static_cast<std::int16_t>(*year)};
  if (text.size() == 7) {
    const auto month = parse_digits(text.substr(5));
    if (text[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
    period.month = static_cast<std::int8_t>(*month);
  }
  return period;
}

std::optional<std::int64_t> parse_decimal(std::string_view text, int digits) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view part =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && part.empty())) return std::nullopt;
  while (part.size() > static_cast<std::size_t>(digits)) {
    if (part.back() != '0') return std::nullopt;
    part.remove_suffix(1);
  }
  std::int64_t units = 0;
  const auto take = [&units](char c) {
    if (c < '0' || c > '9') return false;
    units = units * 10 + (c - '0');
    return units <= max_exact_integer;
  };
  for (const char c : whole) {
    if (!take(c)) return std::nullopt;
  }
  for (int i = 0; i < digits; ++i) {
    if (!take(static_cast<std::size_t>(i) < part.size() ? part[static_cast<std::size_t>(i)]
                                                        : '0')) {
      return std::nullopt;
    }
  }
  return negative ? -units : units;
}

std::string decimal_text(std::int64_t units, int digits) {
  std::uint64_t magnitude =
      units < 0 ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  std::string reversed;
  for (int i = 0; i < digits || magnitude != 0 || i == digits; ++i, magnitude /= 10) {
    if (i == digits && !reversed.empty()) reversed += '.';
    const char digit = static_cast<char>('0' + magnitude % 10);
    if (i >= digits || digit != '0' || !reversed.empty()) reversed += digit;
  }
  if (units < 0) reversed += '-';
  return {reversed.rbegin(), reversed.rend()};
}

std::string to_text(Percent percent) { return percent ? decimal_text(percent.hundredths, 2) : ""; }
std::string to_text(Rate rate) { return rate ? decimal_text(rate.billionths, 9) : ""; }

std::string to_text(Decimal number) {
  return number ? decimal_text(number.ten_thousandths, 4) : "";
}

bool is_order_key(std::string_view text) {
  return !text.empty() && text.size() <= max_order_key && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

std::optional<OrderKey> parse_order_key(std::string_view text) {
  if (!is_order_key(text)) return std::nullopt;
  return OrderKey{std::string(text)};
}

std::optional<Decimal> parse_decimal_number(std::string_view text) {
  const auto units = parse_decimal(text, 4);
  if (!units) return std::nullopt;
  return Decimal{*units};
}

std::optional<Percent> parse_percent(std::string_view text) {
  const auto units = parse_decimal(text, 2);
  if (!units || *units > max_percent.hundredths || *units < -max_percent.hundredths)
    return std::nullopt;
  return Percent{static_cast<std::int32_t>(*units)};
}

std::optional<Rate> parse_rate(std::string_view text) {
  const auto units = parse_decimal(text, 9);
  if (!units || *units <= 0) return std::nullopt;
  return Rate{*units};
}

int fiscal_year(Date date, int start_month) {
  const CivilDate day = civil(date);
  return start_month > 1 && day.month >= start_month ? day.year + 1 : day.year;
}

int fiscal_year(Period period, int start_month) {
  if (period.month == 0) return period.year;
  return start_month > 1 && period.month >= start_month ? period.year + 1 : period.year;
}

Date fiscal_year_start(int fiscal_year, int start_month) {
  const int year = start_month > 1 ? fiscal_year - 1 : fiscal_year;
  return date_of(year, start_month, 1).value_or(Date{});
}

}  // namespace keyplan::model
