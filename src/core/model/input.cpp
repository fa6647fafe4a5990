#include "core/model/input.h"

#include <algorithm>
#include <array>

#include "core/model/display.h"

namespace keyplan::model {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

std::string lowered(std::string_view text) {
  std::string folded(text);
  std::ranges::transform(folded, folded.begin(), lower);
  return folded;
}

/// Plain spaces instead of no-break, thin and narrow ones, none around, and "-" for every minus.
std::string tidied(std::string_view text) {
  struct Replacement {
    std::string_view from;
    char to;
  };
  constexpr std::array<Replacement, 8> replacements = {{{"\u00a0", ' '},
                                                        {"\u2009", ' '},
                                                        {"\u202f", ' '},
                                                        {"\t", ' '},
                                                        {"\n", ' '},
                                                        {"\u2212", '-'},
                                                        {"\u2013", '-'},
                                                        {"\u2019", '\''}}};
  std::string plain;
  while (!text.empty()) {
    const auto* found = std::ranges::find_if(
        replacements, [&](const Replacement& r) { return text.starts_with(r.from); });
    if (found != replacements.end()) {
      plain += found->to;
      text.remove_prefix(found->from.size());
    } else {
      plain += text.front();
      text.remove_prefix(1);
    }
  }
  const auto first = plain.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return plain.substr(first, plain.find_last_not_of(' ') - first + 1);
}

void trim(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// digits * 10^exponent
struct Number {
  std::uint64_t digits = 0;
  int exponent = 0;
  bool negative = false;
};

/// Whether marks at these places cut the digits into groups of three (Indian groups of two as
/// well).
bool groups_fit(std::string_view text, std::string_view marks) {
  std::size_t in_group = 0;
  bool first = true;
  std::size_t last_group = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && marks.find(text[i]) == std::string_view::npos) {
      ++in_group;
      continue;
    }
    if (in_group == 0 || in_group > 3 || (!first && in_group < 2)) return false;
    last_group = in_group;
    in_group = 0;
    first = false;
  }
  return last_group == 3;
}

enum class LoneMark { groups, decimal };  // what "1.234" means

/// Only digits and marks, as left over when sign, currency and multiplier are taken away.
std::optional<Number> read_digits(std::string_view text, LoneMark lone) {
  if (text.empty() || !std::ranges::any_of(text, is_digit)) return std::nullopt;
  const auto dots = std::ranges::count(text, '.');
  const auto commas = std::ranges::count(text, ',');
  std::size_t point = std::string_view::npos;
  if (dots > 0 && commas > 0) {
    point = text.find_last_of(".,");
    if (std::ranges::count(text, text[point]) > 1) return std::nullopt;
  } else if (dots + commas == 1) {
    const auto at = text.find_first_of(".,");
    const bool three_after = text.size() - at - 1 == 3;
    const bool could_group = three_after && at >= 1 && at <= 3 && text[0] != '0' &&
                             text.find_first_of(" '") == std::string_view::npos;
    if (!could_group || lone == LoneMark::decimal) point = at;
  }
  std::string_view whole = text.substr(0, point);
  const std::string_view part =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  constexpr std::string_view marks = ".,' ";
  if (whole.find_first_of(marks) != std::string_view::npos && !groups_fit(whole, marks)) {
    return std::nullopt;
  }
  Number number;
  const auto take = [&number](char c) {
    if (!is_digit(c) || number.digits > static_cast<std::uint64_t>(max_exact_integer)) return false;
    number.digits = number.digits * 10 + static_cast<std::uint64_t>(c - '0');
    return true;
  };
  for (const char c : whole) {
    if (marks.find(c) == std::string_view::npos && !take(c)) return std::nullopt;
  }
  for (const char c : part) {
    if (!take(c)) return std::nullopt;
    --number.exponent;
  }
  return number;
}

struct Multiplier {
  std::string_view word;
  int exponent;
};
constexpr std::array<Multiplier, 14> multipliers = {{{"thousand", 3},
                                                     {"million", 6},
                                                     {"millions", 6},
                                                     {"billion", 9},
                                                     {"tsd", 3},
                                                     {"mio", 6},
                                                     {"mrd", 9},
                                                     {"mn", 6},
                                                     {"bn", 9},
                                                     {"k", 3},
                                                     {"t", 3},
                                                     {"m", 6},
                                                     {"b", 9},
                                                     {"mil", 6}}};

struct CurrencySign {
  std::string_view sign;
  std::string_view code;
};
constexpr std::array<CurrencySign, 8> currency_signs = {{{"€", "EUR"},
                                                         {"US$", "USD"},
                                                         {"$", "USD"},
                                                         {"£", "GBP"},
                                                         {"¥", "JPY"},
                                                         {"₹", "INR"},
                                                         {"zł", "PLN"},
                                                         {"Fr.", "CHF"}}};

std::optional<Currency> currency_code(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return parse_currency(upper);
}

bool is_multiplier(std::string_view word) {
  return std::ranges::find(multipliers, lowered(word), &Multiplier::word) != multipliers.end();
}

/// Takes a currency off either end.
Currency take_currency(std::string_view& text) {
  for (const CurrencySign& sign : currency_signs) {
    const bool front = text.starts_with(sign.sign);
    if (!front && !text.ends_with(sign.sign)) continue;
    if (front)
      text.remove_prefix(sign.sign.size());
    else
      text.remove_suffix(sign.sign.size());
    trim(text);
    return *parse_currency(sign.code);
  }
  const auto at_most_letters = [&](bool front) {
    std::size_t count = 0;
    while (count < text.size() && is_letter(front ? text[count] : text[text.size() - 1 - count])) {
      ++count;
    }
    return count;
  };
  for (const bool front : {true, false}) {
    if (at_most_letters(front) != 3) continue;
    const std::string_view word = front ? text.substr(0, 3) : text.substr(text.size() - 3);
    if (is_multiplier(word)) continue;
    if (front)
      text.remove_prefix(3);
    else
      text.remove_suffix(3);
    trim(text);
    return *currency_code(word);
  }
  return {};
}

struct Amount {
  Number number;
  Currency currency;
};

std::optional<Amount> read_amount(std::string_view raw, LoneMark lone, bool with_currency) {
  const std::string tidy = tidied(raw);
  std::string_view text = tidy;
  Amount amount;
  if (text.starts_with('(') && text.ends_with(')')) {
    amount.number.negative = true;
    text = text.substr(1, text.size() - 2);
    trim(text);
  }
  const auto take_sign = [&] {
    if (!text.starts_with('-') && !text.starts_with('+')) return true;
    if (text.starts_with('-')) {
      if (amount.number.negative) return false;
      amount.number.negative = true;
    }
    text.remove_prefix(1);
    trim(text);
    return true;
  };
  if (!take_sign()) return std::nullopt;
  if (with_currency) amount.currency = take_currency(text);
  if (!take_sign()) return std::nullopt;
  std::size_t letters = 0;
  while (letters < text.size() && is_letter(text[text.size() - 1 - letters])) ++letters;
  int exponent = 0;
  if (letters > 0) {
    const std::string word = lowered(text.substr(text.size() - letters));
    const auto* found = std::ranges::find(multipliers, word, &Multiplier::word);
    if (found == multipliers.end()) return std::nullopt;
    exponent = found->exponent;
    text.remove_suffix(letters);
    trim(text);
    lone = LoneMark::decimal;  // "1.234m" is a decimal number: nobody groups and abbreviates
  }
  const auto digits = read_digits(text, lone);
  if (!digits) return std::nullopt;
  amount.number.digits = digits->digits;
  amount.number.exponent = digits->exponent + exponent;
  return amount;
}

enum class Fit { yes, too_many_decimals, too_large };

/// number * 10^decimals as an integer.
Fit scaled(const Number& number, int decimals, std::int64_t& units) {
  std::uint64_t value = number.digits;
  int exponent = number.exponent + decimals;
  for (; exponent < 0 && value % 10 == 0 && value != 0; ++exponent) value /= 10;
  if (value == 0) exponent = 0;
  if (exponent < 0) return Fit::too_many_decimals;
  for (; exponent > 0; --exponent) {
    if (value > static_cast<std::uint64_t>(max_exact_integer)) return Fit::too_large;
    value *= 10;
  }
  if (value > static_cast<std::uint64_t>(max_exact_integer)) return Fit::too_large;
  units = number.negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
  return Fit::yes;
}

template <class T>
Read<T> refused(std::string_view text, std::string_view how) {
  return std::unexpected(quoted(text) + " is not " + std::string(how));
}

constexpr std::string_view month_names[] = {"january",   "february", "march",    "april",
                                            "may",       "june",     "july",     "august",
                                            "september", "october",  "november", "december"};

/// A month's name or any beginning of it with three letters or more; 0 = none.
int month_of(std::string_view word) {
  const std::string folded = lowered(word);
  if (folded.size() < 3) return 0;
  for (int i = 0; i < 12; ++i) {
    if (month_names[i].starts_with(folded)) return i + 1;
  }
  if (folded == "sept") return 9;
  return 0;
}

/// Runs of digits and runs of letters.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < text.size();) {
    const bool digit = is_digit(text[i]);
    if (!digit && !is_letter(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (digit ? is_digit(text[end]) : is_letter(text[end]))) ++end;
    words.push_back(text.substr(i, end - i));
    i = end;
  }
  return words;
}

std::optional<int> small_number(std::string_view word) {
  if (word.empty() || word.size() > 4 || !std::ranges::all_of(word, is_digit)) return std::nullopt;
  int number = 0;
  for (const char c : word) number = number * 10 + (c - '0');
  return number;
}

/// Two digits mean this century, with the last thirty years of the one before.
std::optional<int> year_of(std::string_view word) {
  const auto year = small_number(word);
  if (!year || word.size() == 1 || word.size() == 3) return std::nullopt;
  if (word.size() == 2) return *year + (*year >= 70 ? 1900 : 2000);
  return year;
}

std::optional<Date> date_from(std::string_view day, std::string_view month, std::string_view year) {
  const auto y = year_of(year);
  const auto d = small_number(day);
  const int named = month_of(month);
  const auto m = named != 0 ? std::optional(named) : small_number(month);
  if (!y || !d || !m) return std::nullopt;
  return date_of(*y, *m, *d);
}

}  // namespace

Read<Money> read_money(std::string_view text, Currency usual) {
  if (tidied(text).empty()) return Money{};
  const auto amount = read_amount(text, LoneMark::groups, true);
  if (!amount) return refused<Money>(text, "an amount. Write it like 45,000 or 1.2m or 300 USD.");
  const Currency currency = amount->currency ? amount->currency : usual;
  Money money{0, currency};
  switch (scaled(amount->number, minor_digits(currency), money.minor)) {
    case Fit::yes:
      return money;
    case Fit::too_large:
      return refused<Money>(text, "possible: the amount is too large.");
    case Fit::too_many_decimals:
      break;
  }
  return refused<Money>(text, "possible: an amount in " + to_text(currency) + " has at most " +
                                  counted(minor_digits(currency), "decimal.", "decimals."));
}

Read<Percent> read_percent(std::string_view text) {
  std::string tidy = tidied(text);
  if (tidy.empty()) return Percent{};
  if (tidy.ends_with('%')) tidy.pop_back();
  const auto amount = read_amount(tidy, LoneMark::decimal, false);
  std::int64_t units = 0;
  if (!amount) return refused<Percent>(text, "a percentage. Write it like 12.5%.");
  const Fit fit = scaled(amount->number, 2, units);
  if (fit == Fit::too_many_decimals) {
    return refused<Percent>(text, "possible: a percentage has at most 2 decimals.");
  }
  if (fit == Fit::too_large || units > 1'000'000'00 || units < -1'000'000'00) {
    return refused<Percent>(text, "possible: the percentage is too large.");
  }
  return Percent{static_cast<std::int32_t>(units)};
}

Read<Rate> read_rate(std::string_view text) {
  if (tidied(text).empty()) return Rate{};
  const auto amount = read_amount(text, LoneMark::decimal, false);
  std::int64_t units = 0;
  if (!amount || scaled(amount->number, 9, units) != Fit::yes || units <= 0) {
    return refused<Rate>(text, "an exchange rate. Write it like 1.0825.");
  }
  return Rate{units};
}

Read<Count> read_count(std::string_view text) {
  if (tidied(text).empty()) return Count{};
  const auto amount = read_amount(text, LoneMark::groups, false);
  std::int64_t units = 0;
  if (!amount || scaled(amount->number, 0, units) != Fit::yes) {
    return refused<Count>(text, "a whole number. Write it like 1,200.");
  }
  return Count{units};
}

Read<Decimal> read_decimal(std::string_view text) {
  if (tidied(text).empty()) return Decimal{};
  const auto amount = read_amount(text, LoneMark::decimal, false);
  std::int64_t units = 0;
  if (!amount || scaled(amount->number, 4, units) != Fit::yes) {
    return refused<Decimal>(text, "a number with up to 4 decimals. Write it like 4.5.");
  }
  return Decimal{units};
}

Read<Date> read_date(std::string_view text) {
  const std::string tidy = tidied(text);
  if (tidy.empty()) return Date{};
  if (const auto iso = parse_date(tidy)) return *iso;
  const auto words = words_of(tidy);
  std::optional<Date> date;
  if (words.size() == 3) {
    if (words[0].size() == 4 && is_digit(words[0][0]))
      date = date_from(words[2], words[1], words[0]);
    else if (month_of(words[0]) != 0)
      date = date_from(words[1], words[0], words[2]);
    else {
      date = date_from(words[0], words[1], words[2]);
      if (!date) date = date_from(words[1], words[0], words[2]);
    }
  } else if (words.size() == 1 && words[0].size() == 8 && words[0] == std::string_view(tidy)) {
    date = date_from(words[0].substr(6), words[0].substr(4, 2), words[0].substr(0, 4));
  }
  if (!date) return refused<Date>(text, "a date. Write it like 30 Jun 2027.");
  return *date;
}

Read<Period> read_period(std::string_view text) {
  const std::string tidy = tidied(text);
  if (tidy.empty()) return Period{};
  auto words = words_of(tidy);
  bool fiscal = false;
  if (!words.empty() && (lowered(words[0]) == "fy" || lowered(words[0]) == "gj")) {
    fiscal = true;
    words.erase(words.begin());
  }
  const auto period = [&]() -> std::optional<Period> {
    if (words.size() == 1 && (fiscal || words[0].size() == 4)) {
      const auto year = year_of(words[0]);
      if (!year || *year == 0) return std::nullopt;
      return Period{static_cast<std::int16_t>(*year)};
    }
    if (words.size() != 2 || fiscal) return std::nullopt;
    const bool year_first = words[0].size() == 4 && small_number(words[0]);
    const std::string_view month_word = words[year_first ? 1 : 0];
    const auto year = year_of(words[year_first ? 0 : 1]);
    const int named = month_of(month_word);
    const int month = named != 0 ? named : small_number(month_word).value_or(0);
    if (!year || *year == 0 || month < 1 || month > 12) return std::nullopt;
    return Period{static_cast<std::int16_t>(*year), static_cast<std::int8_t>(month)};
  }();
  if (!period) return refused<Period>(text, "a year or month. Write it like FY2027 or Mar 2026.");
  return *period;
}

Read<Currency> read_currency(std::string_view text) {
  const std::string tidy = tidied(text);
  if (tidy.empty()) return Currency{};
  for (const CurrencySign& sign : currency_signs) {
    if (tidy == sign.sign) return *parse_currency(sign.code);
  }
  const auto code = currency_code(tidy);
  if (!code) return refused<Currency>(text, "a currency. Write its three letters, like EUR.");
  return *code;
}

namespace {

std::optional<std::size_t> find_choice(const FieldInfo& field, std::string_view text) {
  const std::string wanted = lowered(text);
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    const ChoiceInfo& choice = field.choices[i];
    if (lowered(choice.label) == wanted || (i != 0 && choice.key == wanted)) return i;
  }
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    std::string_view rest = field.choices[i].aliases;
    while (!rest.empty()) {
      const auto bar = rest.find('|');
      if (rest.substr(0, bar) == wanted) return i;
      rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
    }
  }
  return std::nullopt;
}

std::string choices_sentence(const FieldInfo& field) {
  std::string sentence = "one of the choices:";
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    sentence += (i == 0 ? " " : ", ") + std::string(field.choices[i].label);
  }
  return sentence + ".";
}

Read<Value> read_reference(const FieldInfo& field, std::string_view text, const Plan& plan) {
  const std::string wanted = lowered(text);
  Id found;
  int count = 0;
  for (const RecordBase& record : plan.table(field.target)) {
    const std::string title = title_of(field.target, record);
    if (title == text || lowered(title) == wanted) {
      found = record.id;
      ++count;
    }
  }
  const std::string kind = lowered(info(field.target).label);
  if (count == 0) {
    return std::unexpected("There is no " + kind + " called " + quoted(text) + ".");
  }
  if (count > 1) {
    return std::unexpected("There are " + counted(count, "", lowered(info(field.target).plural)) +
                           " called " + quoted(text) + ". Choose one from the list.");
  }
  return found;
}

Read<Value> read_progress(const FieldInfo& field, std::string_view text) {
  std::string_view stage = text;
  Percent percent;
  const auto digit = text.find_first_of("0123456789");
  if (digit != std::string_view::npos) {
    const auto read = read_percent(text.substr(digit));
    if (!read) return std::unexpected(read.error());
    if (read->hundredths < 0 || read->hundredths > 100'00) {
      return refused<Value>(text, "possible: a probability lies between 0% and 100%.");
    }
    percent = *read;
    stage = text.substr(0, digit);
    for (const std::string_view mark : {" ", "·", ",", " "}) {
      while (stage.ends_with(mark)) stage.remove_suffix(mark.size());
    }
  }
  const auto choice = find_choice(field, stage);
  if (!choice) return refused<Value>(stage, choices_sentence(field));
  if (*choice == 0) return Value{};
  return Progress{static_cast<Stage>(*choice), percent};
}

template <class T>
Read<Value> as_value(Read<T> read) {
  if (!read) return std::unexpected(std::move(read.error()));
  if (!*read) return Value{};
  return Value(std::move(*read));
}

}  // namespace

Read<Value> parse_input(const FieldInfo& field, std::string_view text, const Plan& plan) {
  const std::string tidy = tidied(text);
  if (tidy.empty()) return Value{};
  switch (field.type) {
    case FieldType::text: {
      // Text keeps its own marks; only a line break would not fit a one-line field.
      std::string line(text);
      std::ranges::replace(line, '\n', ' ');
      std::string_view trimmed = line;
      trim(trimmed);
      return Value(std::string(trimmed));
    }
    case FieldType::long_text:
      return Value(std::string(text));
    case FieldType::money:
      return as_value(read_money(tidy, base_currency(plan)));
    case FieldType::percent:
      return as_value(read_percent(tidy));
    case FieldType::rate:
      return as_value(read_rate(tidy));
    case FieldType::count:
      return as_value(read_count(tidy));
    case FieldType::decimal:
      return as_value(read_decimal(tidy));
    case FieldType::order:
      return as_value<OrderKey>(is_order_key(tidy) ? Read<OrderKey>(OrderKey{tidy})
                                                   : std::unexpected(std::string(
                                                         "An order key has letters and digits.")));
    case FieldType::date:
      return as_value(read_date(tidy));
    case FieldType::period:
      return as_value(read_period(tidy));
    case FieldType::currency:
      return as_value(read_currency(tidy));
    case FieldType::reference:
      return read_reference(field, tidy, plan);
    case FieldType::progress:
      return read_progress(field, tidy);
    case FieldType::choice: {
      const auto choice = find_choice(field, tidy);
      if (!choice) return refused<Value>(text, choices_sentence(field));
      if (*choice == 0) return Value{};
      return Choice{static_cast<std::uint8_t>(*choice)};
    }
    case FieldType::flag: {
      const std::string word = lowered(tidy);
      if (word == "yes" || word == "true" || word == "1" || word == "x") return Value(true);
      if (word == "no" || word == "false" || word == "0") return Value(false);
      return refused<Value>(text, "yes or no.");
    }
  }
  return Value{};
}

}  // namespace keyplan::model
