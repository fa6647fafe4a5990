// Integer arithmetic that never wraps. Sums of money are exact; one that does not fit says so.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace keyplan::analysis {

__extension__ typedef __int128 Wide;

/// amount x numerator / denominator (positive), half to even; nothing when it does not fit.
inline std::optional<std::int64_t> scaled(std::int64_t amount, std::int64_t numerator,
                                          std::int64_t denominator) {
  std::int64_t narrow = 0;
  if (!__builtin_mul_overflow(amount, numerator, &narrow)) {
    // The usual case, without the slow division of 128 bits.
    const std::int64_t whole = narrow / denominator;
    const std::int64_t rest = narrow % denominator;
    const std::uint64_t distance = static_cast<std::uint64_t>(rest < 0 ? -rest : rest);
    const std::uint64_t other = static_cast<std::uint64_t>(denominator) - distance;
    const bool away = distance > other || (distance == other && whole % 2 != 0);
    return whole + (away ? (narrow < 0 ? -1 : 1) : 0);
  }
  const Wide product = Wide{amount} * numerator;
  Wide whole = product / denominator;
  const Wide rest = product % denominator;
  const Wide twice = (rest < 0 ? -rest : rest) * 2;
  if (twice > denominator || (twice == denominator && whole % 2 != 0))
    whole += product < 0 ? -1 : 1;
  if (whole > std::numeric_limits<std::int64_t>::max() ||
      whole < std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(whole);
}

inline std::int64_t saturating_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b > 0 ? std::numeric_limits<std::int64_t>::max()
               : std::numeric_limits<std::int64_t>::min();
}

inline std::int64_t saturating_sub(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (!__builtin_sub_overflow(a, b, &difference)) return difference;
  return b < 0 ? std::numeric_limits<std::int64_t>::max()
               : std::numeric_limits<std::int64_t>::min();
}

/// The nearest integer, half away from zero; the nearest end of the range beyond it.
inline std::int64_t nearest(double number) {
  constexpr double limit = 9.2e18;
  if (std::isnan(number)) return 0;
  if (number >= limit) return std::numeric_limits<std::int64_t>::max();
  if (number <= -limit) return std::numeric_limits<std::int64_t>::min();
  return std::llround(number);
}

/// A running sum of minor units. Once out of range it stays `overflowed` and its value means
/// nothing.
struct Sum {
  std::int64_t value = 0;
  bool overflowed = false;

  Sum& operator+=(std::int64_t amount) {
    std::int64_t exact = 0;
    overflowed |= __builtin_add_overflow(value, amount, &exact);
    value = saturating_add(value, amount);
    return *this;
  }
  Sum& operator+=(const Sum& other) {
    overflowed |= other.overflowed;
    return *this += other.value;
  }
  friend bool operator==(const Sum&, const Sum&) = default;
};

}  // namespace keyplan::analysis
