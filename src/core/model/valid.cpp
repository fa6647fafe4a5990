#include "core/model/valid.h"

#include <cstdint>
#include <cstring>
#include <type_traits>
#include <variant>

namespace keyplan::model {
namespace {

using Fault = std::optional<std::string_view>;

constexpr std::uint16_t last_currency = 26 * 26 * 26;

std::uint64_t word_at(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

bool is_exact(std::int64_t number) {
  return number >= -max_exact_integer && number <= max_exact_integer;
}

// What is wrong with one value; empty values are fine. No text is made on the way: an import has a
// million of them checked at once.
constexpr std::string_view too_large = "the number is too large.";
constexpr std::string_view impossible = "the value does not exist.";

Fault unless(bool fine, std::string_view sentence) { return fine ? Fault{} : Fault{sentence}; }

Fault fault(const std::string& text) {
  if (text.size() > max_text_bytes) return "the text is longer than 1 MB.";
  return unless(find_bad_utf8(text) == std::string_view::npos, "the text is not UTF-8.");
}
Fault fault(const Money& money) {
  if (money.currency.code > last_currency) return impossible;
  return unless(!money || is_exact(money.minor), "the amount is too large.");
}
Fault fault(Percent percent) {
  return unless(!percent || (percent.hundredths >= -max_percent.hundredths &&
                             percent.hundredths <= max_percent.hundredths),
                too_large);
}
Fault fault(Rate rate) {
  return unless(!rate || (rate.billionths > 0 && is_exact(rate.billionths)),
                "the rate is not above 0, or too large.");
}
Fault fault(Count count) { return unless(!count || is_exact(count.value), too_large); }
Fault fault(Date date) {
  static const Date first = *date_of(1, 1, 1);
  static const Date last = *date_of(9999, 12, 31);
  return unless(!date || (date >= first && date <= last), impossible);
}
Fault fault(Period period) {
  return unless(!period || (period.year > 0 && period.year <= 9999 && period.month >= 0 &&
                            period.month <= 12),
                impossible);
}
Fault fault(Currency currency) { return unless(currency.code <= last_currency, impossible); }
Fault fault(Id id) { return unless(id.bits >> 60 == 0, impossible); }
Fault fault(const Progress& progress) {
  return progress.stage > Stage::lost ? Fault{impossible} : fault(progress.probability);
}
Fault fault(Decimal number) {
  return unless(!number || is_exact(number.ten_thousandths), too_large);
}
Fault fault(const OrderKey& key) { return unless(!key || is_order_key(key.text), impossible); }
Fault fault(std::monostate) { return {}; }
Fault fault(Choice) { return {}; }
Fault fault(bool) { return {}; }

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

Fault fault_of(const Value& value) {
  return std::visit([](const auto& v) { return fault(v); }, value);
}

Fault fault_of(const FieldInfo& field, const void* data) {
  return with_type(field.type, [&]<class T>() -> Fault {
    const T& held = *static_cast<const T*>(field.at(data));
    if constexpr (std::is_same_v<T, std::uint8_t>) {
      return unless(held < field.choices.size(), impossible);
    } else {
      return fault(held);
    }
  });
}

}  // namespace keyplan::model
