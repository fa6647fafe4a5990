#include "core/file/json.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <vector>

#include "core/model/valid.h"

namespace keyplan::file {
namespace {

constexpr std::uint64_t each_byte = 0x0101010101010101;
constexpr std::uint64_t high_bits = each_byte * 0x80;

constexpr std::uint64_t zero_bytes(std::uint64_t word) {
  return (word - each_byte) & ~word & high_bits;
}

/// Marks the bytes that a JSON string cannot hold as they are, and false hits only behind them.
constexpr std::uint64_t escapable(std::uint64_t word) {
  const std::uint64_t control = (word - each_byte * 0x20) & ~word & high_bits;
  return control | zero_bytes(word ^ each_byte * '"') | zero_bytes(word ^ each_byte * '\\');
}

std::uint64_t load(const char* at) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

/// Bytes at the start of a text that a string literal holds unchanged.
const char* end_of_plain(const char* at, const char* end) {
  for (; end - at >= 8; at += 8) {
    if (const std::uint64_t hits = escapable(load(at))) return at + std::countr_zero(hits) / 8;
  }
  while (at != end && is_plain(*at)) ++at;
  return at;
}

constexpr std::string_view hex = "0123456789abcdef";

char short_escape(char c) {
  switch (c) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '\b':
      return 'b';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    default:
      return '\0';
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void TextBuffer::grow(std::size_t count) {
  const std::size_t used = size();
  const std::size_t wanted =
      std::max({used + count, text_.size() + text_.size() / 2, std::size_t{256}});
  text_.resize_and_overwrite(wanted, [](char*, std::size_t size) { return size; });
  at_ = text_.data() + used;
  end_ = text_.data() + text_.size();
}

std::string TextBuffer::take() {
  text_.resize(size());
  std::string text = std::move(text_);
  text_ = {};
  at_ = end_ = text_.data();
  return text;
}

void TextBuffer::add(std::int64_t number) {
  char* const at = room(24);
  at_ = std::to_chars(at, at + 24, number).ptr;
}

void TextBuffer::add_string(std::string_view text) {
  const char* from = text.data();
  const char* const end = from + text.size();
  char* at = room(text.size() + 2);
  *at++ = '"';
  for (;;) {
    for (; end - from >= 8; from += 8, at += 8) {
      const std::uint64_t word = load(from);
      if (escapable(word) != 0) break;
      std::memcpy(at, &word, sizeof word);
    }
    while (from != end && is_plain(*from)) *at++ = *from++;
    if (from == end) break;
    written(at);
    at = room(static_cast<std::size_t>(end - from) + 8);
    *at++ = '\\';
    if (const char escape = short_escape(*from)) {
      *at++ = escape;
    } else {
      std::memcpy(at, "u00", 3);
      at[3] = hex[static_cast<unsigned char>(*from) >> 4];
      at[4] = hex[static_cast<unsigned char>(*from) & 15];
      at += 5;
    }
    ++from;
  }
  *at++ = '"';
  written(at);
}

std::string quoted(std::string_view text) {
  TextBuffer out;
  out.add_string(text);
  return out.take();
}

// Numbers
// ------------------------------------------------------------------------------------------

std::optional<std::string> canonical_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);

  std::string digits;  // significant ones
  int point = 0;       // the value is 0.DIGITS * 10^point
  std::size_t at = 0;
  bool leading = true;
  const auto take_digits = [&](int point_step) {
    const std::size_t from = at;
    for (; at < text.size() && is_digit(text[at]); ++at) {
      if (leading && text[at] == '0') {
        if (point_step == 0) --point;
        continue;
      }
      leading = false;
      digits += text[at];
      point += point_step;
    }
    return at - from;
  };
  const std::size_t whole = take_digits(1);
  if (whole == 0 || (whole > 1 && text[0] == '0')) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (take_digits(0) == 0) return std::nullopt;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    const bool minus = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    int exponent = 0;
    const std::size_t from = at;
    for (; at < text.size() && is_digit(text[at]); ++at) {
      exponent = std::min(exponent * 10 + (text[at] - '0'), 1'000'000'000 / 10);
    }
    if (at == from) return std::nullopt;
    point += minus ? -exponent : exponent;
  }
  if (at != text.size()) return std::nullopt;

  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  if (digits.empty()) return "0";
  constexpr std::string_view largest = "9007199254740991";
  if (point > 16 || (point == 16 && digits > largest) || point < -300) return std::nullopt;

  // The layout of ECMAScript's Number::toString, which RFC 8785 prescribes.
  const int count = static_cast<int>(digits.size());
  std::string out = negative ? "-" : "";
  if (point >= count) {
    out += digits;
    out.append(static_cast<std::size_t>(point - count), '0');
  } else if (point > 0) {
    out.append(digits, 0, static_cast<std::size_t>(point));
    out += '.';
    out.append(digits, static_cast<std::size_t>(point));
  } else if (point > -6) {
    out += "0.";
    out.append(static_cast<std::size_t>(-point), '0');
    out += digits;
  } else {
    out += digits[0];
    if (count > 1) {
      out += '.';
      out.append(digits, 1);
    }
    out += 'e';
    out += std::to_string(point - 1);
  }
  return out;
}

// Cursor
// -------------------------------------------------------------------------------------------

bool Cursor::skip(std::string_view expected) {
  if (!rest().starts_with(expected)) return false;
  at_ += expected.size();
  return true;
}

bool Cursor::read_string(std::string& out) {
  if (at_ == end_ || *at_ != '"') return false;
  const char* at = at_ + 1;
  const char* special = end_of_plain(at, end_);
  if (special == end_) return false;
  out.assign(at, static_cast<std::size_t>(special - at));
  at = special;
  while (*at != '"') {
    if (*at != '\\' || end_ - at < 2) return false;
    if (at[1] == 'u') {
      if (end_ - at < 6 || at[2] != '0' || at[3] != '0') return false;
      const auto high = hex.find(at[4]);
      const auto low = hex.find(at[5]);
      if (high > 1 || low == std::string_view::npos) return false;
      const char c = static_cast<char>(high << 4 | low);
      if (short_escape(c) != '\0') return false;
      out += c;
      at += 6;
    } else {
      constexpr std::string_view letters = "\"\\btnfr";
      constexpr std::string_view meanings = "\"\\\b\t\n\f\r";
      const auto which = letters.find(at[1]);
      if (which == std::string_view::npos) return false;
      out += meanings[which];
      at += 2;
    }
    special = end_of_plain(at, end_);
    if (special == end_) return false;
    out.append(at, static_cast<std::size_t>(special - at));
    at = special;
  }
  if (model::find_bad_utf8(out) != std::string_view::npos) return false;
  at_ = at + 1;
  return true;
}

bool Cursor::read_number(std::string_view& out) {
  const char* at = at_;
  while (at != end_ && (is_digit(*at) || *at == '-' || *at == '.' || *at == 'e')) ++at;
  out = {at_, static_cast<std::size_t>(at - at_)};
  // Short whole numbers are canonical by their look; the rest is compared with its canonical form.
  const bool whole =
      !out.empty() && out.size() < 16 && out[0] != '0' && std::ranges::all_of(out, is_digit);
  if (!whole && canonical_number(out) != out) return false;
  at_ = at;
  return true;
}

bool Cursor::read_integer(std::int64_t& out) {
  const char* at = at_;
  const bool negative = at != end_ && *at == '-';
  if (negative) ++at;
  const char* const first = at;
  std::int64_t number = 0;
  for (; at != end_ && is_digit(*at); ++at) {
    number = number * 10 + (*at - '0');
    if (number > model::max_exact_integer) return false;
  }
  if (at == first || (*first == '0' && (at - first > 1 || negative))) return false;
  if (at != end_ && (*at == '.' || *at == 'e')) return false;
  out = negative ? -number : number;
  at_ = at;
  return true;
}

bool Cursor::read_value(std::string_view& out, int depth) {
  struct Level {
    bool object;
    std::string last_key;
  };
  std::vector<Level> open;
  const char* const from = at_;
  const auto fail = [&] {
    at_ = from;
    return false;
  };
  std::string text;
  std::string_view number;
  const auto read_key = [&] {
    if (!open.back().object) return true;
    const bool first = at_[-1] == '{';
    if (!read_string(text) || !skip(": ")) return false;
    if (!first && text <= open.back().last_key) return false;
    open.back().last_key = text;
    return true;
  };
  for (;;) {
    bool value_done = true;
    if (skip("{}") || skip("[]")) {
      if (static_cast<int>(open.size()) >= depth) return fail();
    } else if (peek() == '{' || peek() == '[') {
      if (static_cast<int>(open.size()) >= depth) return fail();
      open.push_back({peek() == '{', {}});
      ++at_;
      if (!read_key()) return fail();
      value_done = false;
    } else if (peek() == '"') {
      if (!read_string(text)) return fail();
    } else if (!skip("true") && !skip("false") && !skip("null") && !read_number(number)) {
      return fail();
    }
    while (value_done) {
      if (open.empty()) {
        out = {from, static_cast<std::size_t>(at_ - from)};
        return true;
      }
      if (skip(", ")) {
        if (!read_key()) return fail();
        break;
      }
      if (!skip(open.back().object ? "}" : "]")) return fail();
      open.pop_back();
    }
  }
}

}  // namespace keyplan::file
