#include "core/exchange/dates.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace keyplan::exchange {
namespace {

using model::Date;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Up to `max_length` digits; the count read, 0 when none.
std::size_t read_digits(std::string_view& text, std::size_t max_length, int& value) {
  std::size_t length = 0;
  value = 0;
  while (length < max_length && length < text.size() && is_digit(text[length]))
    value = value * 10 + (text[length++] - '0');
  text.remove_prefix(length);
  return length;
}

std::optional<Date> checked_date(int year, int month, int day) {
  if (year < 1000) return std::nullopt;
  return model::date_of(year, month, day);
}

// "", "T10:15", " 0:00", " 10:15:30.123 PM", "T10:15:30Z", "+02:00" and " UTC" after a time.
bool is_time_suffix(std::string_view text) {
  if (text.empty()) return true;
  if (text[0] != 'T' && text[0] != ' ') return false;
  text = trimmed(text.substr(1));
  int hour = 0;
  int minute = 0;
  if (read_digits(text, 2, hour) == 0 || hour > 24 || !text.starts_with(':')) return false;
  text.remove_prefix(1);
  if (read_digits(text, 2, minute) != 2 || minute > 59) return false;
  if (text.starts_with(':')) {
    int second = 0;
    text.remove_prefix(1);
    if (read_digits(text, 2, second) == 0 || second > 60) return false;
    if (text.starts_with('.') || text.starts_with(',')) {
      text.remove_prefix(1);
      while (!text.empty() && is_digit(text[0])) text.remove_prefix(1);
    }
  }
  text = trimmed(text);
  if (text.empty() || text == "Z" || text == "UTC" || text == "GMT" || text == "AM" ||
      text == "PM" || text == "am" || text == "pm")
    return true;
  if (text[0] != '+' && text[0] != '-') return false;
  return std::ranges::all_of(text.substr(1), [](char c) { return is_digit(c) || c == ':'; });
}

struct Parts {
  int value[3] = {};
  std::size_t digits[3] = {};
  char separator = '\0';
  bool time = false;
};

std::optional<Parts> split(std::string_view text) {
  Parts parts;
  for (int i = 0; i < 3; ++i) {
    parts.digits[i] = read_digits(text, 4, parts.value[i]);
    if (parts.digits[i] == 0) return std::nullopt;
    if (i == 2) break;
    if (text.empty()) return std::nullopt;
    const char separator = text[0];
    if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
    if (i == 0)
      parts.separator = separator;
    else if (parts.separator != separator)
      return std::nullopt;
    text.remove_prefix(1);
    // "1. 3. 2017"
    if (separator == '.' && text.starts_with(' ')) text.remove_prefix(1);
  }
  if (text.starts_with('.') && parts.separator == '.') text.remove_prefix(1);
  if (!is_time_suffix(text)) return std::nullopt;
  parts.time = !text.empty();
  return parts;
}

std::optional<Date> date_of_parts(const Parts& parts, DateOrder order) {
  const int* value = parts.value;
  if (order == DateOrder::year_first) {
    if (parts.digits[0] != 4 || parts.digits[1] > 2 || parts.digits[2] > 2) return std::nullopt;
    return checked_date(value[0], value[1], value[2]);
  }
  if (order == DateOrder::compact) return std::nullopt;
  if (parts.digits[0] > 2 || parts.digits[1] > 2) return std::nullopt;
  int year = value[2];
  if (parts.digits[2] == 2)
    year += year >= 70 ? 1900 : 2000;
  else if (parts.digits[2] != 4)
    return std::nullopt;
  return order == DateOrder::day_first ? checked_date(year, value[1], value[0])
                                       : checked_date(year, value[0], value[1]);
}

std::optional<Date> parse_compact(std::string_view text) {
  if (text.size() != 8 || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  int number = 0;
  std::from_chars(text.data(), text.data() + 8, number);
  // Order numbers have eight digits too; dates of business lie in these centuries.
  const int year = number / 10000;
  if ((year < 1900 || year > 2199) && year != 9999) return std::nullopt;
  return checked_date(year, number / 100 % 100, number % 100);
}

void append_padded(std::string& out, int value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

}  // namespace

bool is_open_end(Date date) { return model::civil(date).year == 9999; }

std::optional<Date> parse_date(std::string_view text, DateOrder order) {
  text = trimmed(text);
  if (order == DateOrder::compact) return parse_compact(text);
  const std::optional<Parts> parts = split(text);
  return parts ? date_of_parts(*parts, order) : std::nullopt;
}

std::string print_date(Date date, DateOrder order, char separator) {
  const auto [year, month, day] = model::civil(date);
  std::string out;
  switch (order) {
    case DateOrder::year_first:
    case DateOrder::compact:
      append_padded(out, year, 4);
      if (order == DateOrder::year_first) out += '-';
      append_padded(out, month, 2);
      if (order == DateOrder::year_first) out += '-';
      append_padded(out, day, 2);
      break;
    case DateOrder::day_first:
    case DateOrder::month_first:
      append_padded(out, order == DateOrder::day_first ? day : month, 2);
      out += separator;
      append_padded(out, order == DateOrder::day_first ? month : day, 2);
      out += separator;
      append_padded(out, year, 4);
      break;
  }
  return out;
}

void DateEvidence::add(std::string_view cell) {
  cell = trimmed(cell);
  if (cell.empty()) return;
  if (parse_compact(cell)) {
    ++dates;
    ++by_order[std::to_underlying(DateOrder::compact)];
    ++only[std::to_underlying(DateOrder::compact)];
    return;
  }
  const std::optional<Parts> parts = split(cell);
  std::size_t fits = 0;
  DateOrder last = DateOrder::year_first;
  if (parts) {
    for (const DateOrder order :
         {DateOrder::year_first, DateOrder::day_first, DateOrder::month_first}) {
      if (!date_of_parts(*parts, order)) continue;
      ++by_order[std::to_underlying(order)];
      ++fits;
      last = order;
    }
  }
  if (fits == 0) {
    ++texts;
    return;
  }
  ++dates;
  if (fits == 1) ++only[std::to_underlying(last)];
  if (parts->separator == '.' && last != DateOrder::year_first) ++dotted;
  if (parts->time) ++with_time;
  if (separator == '\0') separator = parts->separator;
}

void DateEvidence::add(const DateEvidence& other) {
  dates += other.dates;
  texts += other.texts;
  for (std::size_t i = 0; i < 4; ++i) {
    by_order[i] += other.by_order[i];
    only[i] += other.only[i];
  }
  dotted += other.dotted;
  with_time += other.with_time;
  if (separator == '\0') separator = other.separator;
}

DateDecision decide(const DateEvidence& column, const DateEvidence& rest, DateOrder fallback) {
  const auto at = [](const std::size_t(&counts)[4], DateOrder order) {
    return counts[std::to_underlying(order)];
  };
  const DateOrder* best = std::ranges::max_element(
      all_date_orders, {}, [&](DateOrder order) { return at(column.by_order, order); });
  if (*best == DateOrder::year_first || *best == DateOrder::compact || column.dates == 0)
    return {*best, false};

  const auto day_or_month = [&](const DateEvidence& evidence) -> std::optional<DateOrder> {
    const std::size_t day = at(evidence.only, DateOrder::day_first);
    const std::size_t month = at(evidence.only, DateOrder::month_first);
    if (day != month) return day > month ? DateOrder::day_first : DateOrder::month_first;
    if (evidence.dotted > 0 && day == 0) return DateOrder::day_first;
    return std::nullopt;
  };
  if (const auto order = day_or_month(column)) return {*order, false};
  if (const auto order = day_or_month(rest)) return {*order, false};
  return {fallback == DateOrder::day_first ? DateOrder::day_first : DateOrder::month_first, true};
}

std::string example_of(DateOrder order, const DateEvidence& evidence) {
  constexpr Date shown{17226};  // 2017-03-01
  std::string out = print_date(shown, order, evidence.separator == '\0' ? '/' : evidence.separator);
  if (evidence.with_time > 0 && order != DateOrder::compact) out += " 0:00";
  return out;
}

}  // namespace keyplan::exchange
