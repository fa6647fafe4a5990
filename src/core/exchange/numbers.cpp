#include "core/exchange/numbers.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/exchange/text_encoding.h"

namespace keyplan::exchange {
namespace {

constexpr int max_digits = 18;
constexpr std::int64_t max_plan_integer = (std::int64_t{1} << 53) - 1;

struct Symbol {
  std::string_view text;
  std::string_view code;
};

// Longest first, so that "US$" is not read as "$" with letters before it. "kr" names four
// currencies and "¥" two, so "kr" carries no code and "¥" the commoner one.
constexpr Symbol symbols[] = {{"US$", "USD"},
                              {"CA$", "CAD"},
                              {"AU$", "AUD"},
                              {"NZ$", "NZD"},
                              {"HK$", "HKD"},
                              {"R$", "BRL"},
                              {"A$", "AUD"},
                              {"C$", "CAD"},
                              {"S$", "SGD"},
                              {"SFr.", "CHF"},
                              {"Fr.", "CHF"},
                              {"z\xC5\x82", "PLN"},
                              {"K\xC4\x8D", "CZK"},
                              {"kr.", ""},
                              {"kr", ""},
                              {"Ft", "HUF"},
                              {"$", "USD"},
                              {"\xE2\x82\xAC", "EUR"},
                              {"\xC2\xA3", "GBP"},
                              {"\xC2\xA5", "JPY"},
                              {"\xE2\x82\xB9", "INR"},
                              {"\xE2\x82\xBD", "RUB"},
                              {"\xE2\x82\xBA", "TRY"},
                              {"\xE2\x82\xB4", "UAH"},
                              {"\xE2\x82\xAA", "ILS"},
                              {"\xE2\x82\xA9", "KRW"}};

constexpr std::string_view codes =
    "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HRK HUF IDR ILS INR ISK "
    "JPY KES KRW KWD "
    "MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND "
    "ZAR ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Bytes of the space at the front: ASCII space, tab, no-break, narrow no-break, thin and figure
// space.
std::size_t space_length(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || text[0] == '\r') return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.starts_with("\xE2\x80\xAF") || text.starts_with("\xE2\x80\x89") ||
      text.starts_with("\xE2\x80\x87"))
    return 3;
  return 0;
}

std::size_t apostrophe_length(std::string_view text) {
  if (text.starts_with("'")) return 1;
  return text.starts_with("\xE2\x80\x99") ? 3 : 0;
}

void skip_spaces(std::string_view& text) {
  while (const std::size_t length = space_length(text)) text.remove_prefix(length);
}

bool eat(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool eat_minus(std::string_view& text) {
  return eat(text, "-") || eat(text, "\xE2\x88\x92") || eat(text, "\xE2\x80\x93");
}

bool eat_currency(std::string_view& text, Number& number) {
  if (text.size() >= 3 && is_currency_code(text.substr(0, 3))) {
    std::copy_n(text.begin(), 3, number.currency.begin());
    text.remove_prefix(3);
    return true;
  }
  for (const Symbol& symbol : symbols) {
    if (!eat(text, symbol.text)) continue;
    if (!symbol.code.empty()) std::copy_n(symbol.code.begin(), 3, number.currency.begin());
    return true;
  }
  return false;
}

// Collects digits into the mantissa; digits beyond the 18th move the scale and leave a trace for
// rounding.
class Digits {
 public:
  bool add(char digit, bool fraction) {
    if (kept_ == max_digits) {
      if (!fraction) return false;
      sticky_ = sticky_ || digit != '0';
      return true;
    }
    mantissa_ = mantissa_ * 10 + (digit - '0');
    if (mantissa_ != 0) ++kept_;
    if (fraction) ++scale_;
    // A long row of zeros after the mark would overflow the scale.
    return scale_ <= 64;
  }
  // The dropped digits must not turn "just above a half" into "a half" when rounding to even.
  void finish(Number& number) const {
    number.mantissa = mantissa_ + (sticky_ && mantissa_ % 5 == 0 ? 1 : 0);
    number.scale = static_cast<std::uint8_t>(scale_);
  }

 private:
  std::int64_t mantissa_ = 0;
  int kept_ = 0;
  int scale_ = 0;
  bool sticky_ = false;
};

struct Scan {
  GroupMark group = GroupMark::none;
  std::size_t decimals = 0;
};

// The group mark in front of at least three digits, if any, and its length.
std::pair<GroupMark, std::size_t> group_at(std::string_view text, DecimalMark mark) {
  if (mark == DecimalMark::dot && text.starts_with(',')) return {GroupMark::comma, 1};
  if (mark == DecimalMark::comma && text.starts_with('.')) return {GroupMark::dot, 1};
  if (const std::size_t length = apostrophe_length(text)) return {GroupMark::apostrophe, length};
  if (const std::size_t length = space_length(text)) return {GroupMark::space, length};
  return {GroupMark::none, 0};
}

std::size_t leading_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

bool scan_digits(std::string_view& text, DecimalMark mark, Number& number, Scan& scan) {
  Digits digits;
  std::size_t run = leading_digits(text);
  const char decimal = mark == DecimalMark::dot ? '.' : ',';
  if (run == 0 && !(text.size() > 1 && text[0] == decimal && is_digit(text[1]))) return false;
  const auto take = [&](std::size_t count, bool fraction) {
    for (std::size_t i = 0; i < count; ++i)
      if (!digits.add(text[i], fraction)) return false;
    text.remove_prefix(count);
    return true;
  };
  const std::size_t first_run = run;
  if (!take(run, false)) return false;
  bool last_group_of_two = false;
  while (true) {
    const auto [group, length] = group_at(text, mark);
    if (group == GroupMark::none) break;
    run = leading_digits(text.substr(length));
    // A space before a currency sign is no group mark.
    if (group == GroupMark::space && run == 0) break;
    const bool indian = run == 2 && group == GroupMark::comma && first_run <= 2;
    if (first_run == 0 || first_run > 3 || (run != 3 && !indian)) return false;
    if (scan.group != GroupMark::none && scan.group != group) return false;
    // Indian grouping ends in three digits; 1,234,56 is nobody's number.
    if (last_group_of_two && run != 3 && run != 2) return false;
    last_group_of_two = run == 2;
    scan.group = group;
    text.remove_prefix(length);
    if (!take(run, false)) return false;
  }
  if (last_group_of_two) return false;
  if (text.starts_with(decimal)) {
    text.remove_prefix(1);
    scan.decimals = leading_digits(text);
    if (!take(scan.decimals, true)) return false;
  }
  digits.finish(number);
  return true;
}

// "1.2E+05" as spreadsheets write long numbers.
bool apply_exponent(std::string_view& text, Number& number) {
  if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E')) return true;
  std::string_view rest = text.substr(1);
  const bool negative = eat(rest, "-");
  if (!negative) eat(rest, "+");
  const std::size_t digits = leading_digits(rest);
  if (digits == 0) return true;  // "EUR" starts with an E too
  if (digits > 2) return false;
  int exponent = 0;
  std::from_chars(rest.data(), rest.data() + digits, exponent);
  text = rest.substr(digits);
  if (negative) {
    if (number.scale + exponent > 64) return false;
    number.scale = static_cast<std::uint8_t>(number.scale + exponent);
    return true;
  }
  for (; exponent > 0; --exponent) {
    if (number.scale > 0) {
      --number.scale;
    } else {
      if (number.mantissa > max_plan_integer / 10) return false;
      number.mantissa *= 10;
    }
  }
  return true;
}

std::optional<Number> parse(std::string_view text, DecimalMark mark, Scan& scan) {
  Number number;
  bool negative = false;
  bool currency = false;
  skip_spaces(text);
  const bool parenthesis = eat(text, "(");
  skip_spaces(text);
  negative = eat_minus(text);
  if (!negative) eat(text, "+");
  skip_spaces(text);
  currency = eat_currency(text, number);
  skip_spaces(text);
  if (currency && !negative) negative = eat_minus(text);
  if (!scan_digits(text, mark, number, scan)) return std::nullopt;
  if (!apply_exponent(text, number)) return std::nullopt;
  skip_spaces(text);
  if (eat(text, "%")) number.percent = true;
  if (!negative && !parenthesis && eat_minus(text)) negative = true;
  skip_spaces(text);
  if (!currency && !text.empty()) {
    currency = eat_currency(text, number);
    skip_spaces(text);
    if (!negative && !parenthesis && eat_minus(text)) negative = true;
    skip_spaces(text);
  }
  if (parenthesis && !eat(text, ")")) return std::nullopt;
  skip_spaces(text);
  if (!text.empty()) return std::nullopt;
  if (negative || parenthesis) number.mantissa = -number.mantissa;
  return number;
}

bool same_value(const Number& a, const Number& b) {
  return a.mantissa == b.mantissa && a.scale == b.scale;
}

}  // namespace

bool is_currency_code(std::string_view text) {
  if (text.size() != 3) return false;
  for (std::size_t at = 0; at + 4 <= codes.size(); at += 4)
    if (codes.substr(at, 3) == text) return true;
  return false;
}

std::optional<Number> parse_number(std::string_view text, DecimalMark mark) {
  Scan scan;
  return parse(text, mark, scan);
}

std::string print_number(const Number& number, DecimalMark mark, char group) {
  const bool negative = number.mantissa < 0;
  std::string digits = std::to_string(negative ? -number.mantissa : number.mantissa);
  if (digits.size() <= number.scale) digits.insert(0, number.scale + 1u - digits.size(), '0');
  const std::size_t whole = digits.size() - number.scale;
  std::string out = negative ? "-" : "";
  for (std::size_t i = 0; i < whole; ++i) {
    if (group != '\0' && i != 0 && (whole - i) % 3 == 0) out += group;
    out += digits[i];
  }
  if (number.scale > 0) {
    out += mark == DecimalMark::dot ? '.' : ',';
    out.append(digits, whole);
  }
  if (number.percent) out += '%';
  if (!number.currency_code().empty()) {
    out += ' ';
    out += number.currency_code();
  }
  return out;
}

std::optional<Rounded> to_scaled(const Number& number, int digits) {
  std::int64_t value = number.mantissa < 0 ? -number.mantissa : number.mantissa;
  Rounded result;
  int shift = digits - number.scale;
  for (; shift > 0; --shift) {
    if (value > max_plan_integer / 10) return std::nullopt;
    value *= 10;
  }
  // Remember only what half-even needs: the last digit dropped and whether anything came after it.
  int last = 0;
  bool below = false;
  for (; shift < 0; ++shift) {
    below = below || last != 0;
    last = static_cast<int>(value % 10);
    value /= 10;
  }
  result.was_rounded = last != 0 || below;
  if (last > 5 || (last == 5 && (below || value % 2 == 1))) ++value;
  if (value > max_plan_integer) return std::nullopt;
  result.value = number.mantissa < 0 ? -value : value;
  return result;
}

void NumberEvidence::add(std::string_view cell) {
  Scan dot_scan;
  Scan comma_scan;
  skip_spaces(cell);
  if (cell.empty()) return;
  const std::optional<Number> dot = parse(cell, DecimalMark::dot, dot_scan);
  const std::optional<Number> comma = parse(cell, DecimalMark::comma, comma_scan);
  if (!dot && !comma) {
    ++texts;
    return;
  }
  ++numbers;
  const Number& number = dot ? *dot : *comma;
  if (dot && !comma) ++dot_only;
  if (comma && !dot) ++comma_only;
  const bool unclear = dot && comma && !same_value(*dot, *comma);
  if (unclear) ++ambiguous;
  if (unclear && cell.find('.') != std::string_view::npos) ++ambiguous_dot;
  const Scan& scan = dot ? dot_scan : comma_scan;
  if (!unclear) {
    ++groups[std::to_underlying(scan.group)];
    if (scan.decimals > 0) ++decimals;
  }
  if (number.percent) ++percent;
  if (!number.currency_code().empty()) {
    ++with_currency;
    if (currency[0] == '\0')
      currency = number.currency;
    else if (currency != number.currency)
      mixed_currencies = true;
  }
}

void NumberEvidence::add(const NumberEvidence& other) {
  numbers += other.numbers;
  texts += other.texts;
  dot_only += other.dot_only;
  comma_only += other.comma_only;
  ambiguous += other.ambiguous;
  ambiguous_dot += other.ambiguous_dot;
  decimals += other.decimals;
  with_currency += other.with_currency;
  percent += other.percent;
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] += other.groups[i];
  if (currency[0] == '\0')
    currency = other.currency;
  else if (other.currency[0] != '\0' && currency != other.currency)
    mixed_currencies = true;
}

NumberDecision decide(const NumberEvidence& column, const NumberEvidence& rest,
                      DecimalMark fallback) {
  const auto majority = [](const NumberEvidence& evidence) -> std::optional<DecimalMark> {
    if (evidence.dot_only == evidence.comma_only) return std::nullopt;
    return evidence.dot_only > evidence.comma_only ? DecimalMark::dot : DecimalMark::comma;
  };
  if (const auto mark = majority(column)) return {*mark, false};
  if (const auto mark = majority(rest)) return {*mark, false};
  return {fallback, column.ambiguous > 0};
}

std::string_view example_of(DecimalMark mark, const NumberEvidence& evidence) {
  const auto count = [&](GroupMark group) { return evidence.groups[std::to_underlying(group)]; };
  const bool decimals = evidence.decimals > 0;
  if (count(GroupMark::space) > 0) return mark == DecimalMark::dot ? "1 234.56" : "1 234,56";
  if (count(GroupMark::apostrophe) > 0) return mark == DecimalMark::dot ? "1'234.56" : "1'234,56";
  if (mark == DecimalMark::comma)
    return decimals && count(GroupMark::dot) == 0 ? "1234,56" : "1.234,56";
  if (count(GroupMark::comma) > 0) return decimals ? "1,234.56" : "1,234";
  return decimals ? "1234.56" : "1234";
}

}  // namespace keyplan::exchange
