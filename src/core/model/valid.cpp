#include "core/model/valid.h"

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace keyplan::model {
namespace {

std::uint64_t word_at(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

bool is_exact(std::int64_t number) {
  return number >= -max_exact_integer && number <= max_exact_integer;
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned first = byte(0);
  if (text.empty()) return 0;
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return follows(1) ? 2 : 0;
  if (first < 0xF0) {
    if (!follows(1) || !follows(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;  // longer than needed
    if (first == 0xED && byte(1) > 0x9F) return 0;  // half of a surrogate pair
    return 3;
  }
  if (first > 0xF4 || !follows(1) || !follows(2) || !follows(3)) return 0;
  if (first == 0xF0 && byte(1) < 0x90) return 0;
  if (first == 0xF4 && byte(1) > 0x8F) return 0;
  return 4;
}

std::size_t find_bad_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.size() - at >= 8 && (word_at(text.data() + at) & 0x8080808080808080) == 0) {
      at += 8;
      continue;
    }
    const std::size_t length = utf8_length(text.substr(at, 4));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::optional<std::string_view> fault_of(const Value& value) {
  using Fault = std::optional<std::string_view>;
  constexpr std::string_view too_large = "the number is too large.";
  constexpr std::string_view impossible = "the value does not exist.";
  const auto unless = [](bool fine, std::string_view fault) {
    return fine ? Fault{} : Fault{fault};
  };
  return std::visit(
      [&]<class T>(const T& v) -> Fault {
        if constexpr (std::is_same_v<T, std::string>) {
          if (v.size() > max_text_bytes) return "the text is longer than 1 MB.";
          return unless(find_bad_utf8(v) == std::string_view::npos, "the text is not UTF-8.");
        } else if constexpr (std::is_same_v<T, Money>) {
          if (v.currency.code > 26 * 26 * 26) return impossible;
          return unless(is_exact(v.minor), "the amount is too large.");
        } else if constexpr (std::is_same_v<T, Percent>) {
          return unless(!v || parse_percent(to_text(v)) == v, too_large);
        } else if constexpr (std::is_same_v<T, Rate>) {
          return unless(!v || parse_rate(to_text(v)) == v,
                        "the rate is not above 0, or too large.");
        } else if constexpr (std::is_same_v<T, Count>) {
          return unless(!v || is_exact(v.value), too_large);
        } else if constexpr (std::is_same_v<T, Date>) {
          return unless(!v || (v >= date_of(1, 1, 1) && v <= date_of(9999, 12, 31)), impossible);
        } else if constexpr (std::is_same_v<T, Period>) {
          return unless(!v || parse_period(to_text(v)) == v, impossible);
        } else if constexpr (std::is_same_v<T, Currency>) {
          return unless(v.code <= 26 * 26 * 26, impossible);
        } else if constexpr (std::is_same_v<T, Id>) {
          return unless(v.bits >> 60 == 0, impossible);
        } else if constexpr (std::is_same_v<T, Progress>) {
          if (v.stage > Stage::lost) return impossible;
          const Percent p = v.probability;
          return unless(!p || parse_percent(to_text(p)) == p, too_large);
        } else {
          return {};
        }
      },
      value);
}

}  // namespace keyplan::model
