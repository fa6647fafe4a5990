// Numbers as people and programs write them, read exactly: no floating point anywhere.
//
// A cell alone can be ambiguous ("1,234"), a column rarely is. NumberEvidence collects what a
// column shows, decide() says which decimal mark it uses and whether that is known or assumed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keyplan::exchange {

enum class DecimalMark : std::uint8_t { dot, comma };

// value = mantissa / 10^scale. 18 significant digits are kept exactly.
struct Number {
  std::int64_t mantissa = 0;
  std::uint8_t scale = 0;
  bool percent = false;
  std::array<char, 3> currency{};  // ISO 4217 code, zeros when the cell names none

  [[nodiscard]] std::string_view currency_code() const {
    return currency[0] == '\0' ? std::string_view{}
                               : std::string_view(currency.data(), currency.size());
  }
};

// Accepts surrounding spaces (also no-break ones), currency signs and codes on either side, groups
// of three (or Indian 1,00,000), an apostrophe or space as group mark, parentheses or a minus on
// either side, a percent sign, an exponent. Anything else is nullopt: "12 pcs" is text.
[[nodiscard]] std::optional<Number> parse_number(std::string_view text, DecimalMark mark);

// Plain text of a number in a dialect; parse_number reads it back. group is 0 or the group mark.
[[nodiscard]] std::string print_number(const Number& number, DecimalMark mark, char group = '\0');

struct Rounded {
  std::int64_t value = 0;
  bool was_rounded = false;  // the text had more decimals than fit
};

// number * 10^digits as an integer, half to even. nullopt when it does not fit in 2^53 - 1, the
// plan's limit.
[[nodiscard]] std::optional<Rounded> to_scaled(const Number& number, int digits);

[[nodiscard]] bool is_currency_code(std::string_view text);

// The group mark most cells use, for showing the dialect back: "1'234.50".
enum class GroupMark : std::uint8_t { none, comma, dot, space, apostrophe };

struct NumberEvidence {
  std::size_t numbers = 0;   // cells that are numbers in at least one dialect
  std::size_t texts = 0;     // filled cells that are no number
  std::size_t dot_only = 0;  // only a dot as decimal mark makes sense
  std::size_t comma_only = 0;
  std::size_t ambiguous = 0;      // both make sense with different values: "1.234"
  std::size_t ambiguous_dot = 0;  // of these, the ones with a dot
  std::size_t decimals = 0;       // cells with decimals
  std::size_t with_currency = 0;
  std::size_t percent = 0;
  std::array<std::size_t, 5> groups{};  // by GroupMark
  std::array<char, 3> currency{};       // first one seen
  bool mixed_currencies = false;

  void add(std::string_view cell);
  void add(const NumberEvidence& other);

  [[nodiscard]] bool mostly_numbers() const { return numbers > 0 && texts * 10 <= numbers; }
};

struct NumberDecision {
  DecimalMark mark = DecimalMark::dot;
  bool assumed = false;  // ambiguous cells exist and nothing in the column or file decides
};

// `rest` is what the other columns (or files) show; `fallback` is used when nothing decides.
[[nodiscard]] NumberDecision decide(const NumberEvidence& column, const NumberEvidence& rest,
                                    DecimalMark fallback);

// "1,234.56", "1.234,56", "1 234,56" ... for the preview.
[[nodiscard]] std::string_view example_of(DecimalMark mark, const NumberEvidence& evidence);

}  // namespace keyplan::exchange
