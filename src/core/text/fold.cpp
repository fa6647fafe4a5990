#include "core/text/fold.h"

#include <cstdint>

namespace keyplan::text {

namespace {

using namespace std::string_view_literals;

/// Base letters of U+00C0 to U+017F; '\1' stands for two letters, '\0' for the character itself.
constexpr std::string_view latin =
    "aaaaaa\1ceeeeiiii"    // C0 À-Ï (Æ)
    "dnooooo\0ouuuuy\1\1"  // D0 Ð-ß (Þ, ß)
    "aaaaaa\1ceeeeiiii"    // E0
    "dnooooo\0ouuuuy\1y"   // F0
    "aaaaaaccccccccdd"     // 100
    "ddeeeeeeeeeegggg"     // 110
    "gggghhhhiiiiiiii"     // 120
    "ii\1\1jjkkklllllll"   // 130 (Ĳ)
    "lllnnnnnnnnnoooo"     // 140
    "oo\1\1rrrrrrssssss"   // 150 (Œ)
    "ssttttttuuuuuuuu"     // 160
    "uuuuwwyyyzzzzzzs"sv;  // 170

static_assert(latin.size() == 0x180 - 0xC0);

constexpr std::string_view two_letters(char32_t c) {
  switch (c) {
    case 0xC6:
    case 0xE6:
      return "ae";
    case 0xDE:
    case 0xFE:
      return "th";
    case 0xDF:
      return "ss";
    case 0x132:
    case 0x133:
      return "ij";
    case 0x152:
    case 0x153:
      return "oe";
    default:
      return "";
  }
}

char32_t fold_greek_cyrillic(char32_t c) {
  switch (c) {
    case 0x386:
    case 0x3AC:
      return 0x3B1;
    case 0x388:
    case 0x3AD:
      return 0x3B5;
    case 0x389:
    case 0x3AE:
      return 0x3B7;
    case 0x38A:
    case 0x3AF:
    case 0x3CA:
      return 0x3B9;
    case 0x38C:
    case 0x3CC:
      return 0x3BF;
    case 0x38E:
    case 0x3CD:
    case 0x3CB:
      return 0x3C5;
    case 0x38F:
    case 0x3CE:
      return 0x3C9;
    case 0x3C2:
      return 0x3C3;
    case 0x401:
    case 0x451:
      return 0x435;  // ё is written е as often as not
    case 0x419:
    case 0x439:
      return 0x439;
    default:
      break;
  }
  if (c >= 0x391 && c <= 0x3AB) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  return c;
}

/// Next code point, or the byte itself where the text is no UTF-8.
char32_t next_code_point(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  std::size_t length = first < 0x80    ? 1
                       : first >= 0xF0 ? 4
                       : first >= 0xE0 ? 3
                       : first >= 0xC0 ? 2
                                       : 1;
  if (length > text.size()) length = 1;
  char32_t c = length == 1 ? first : first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) c = c << 6 | (byte(i) & 0x3Fu);
  text.remove_prefix(length);
  return c;
}

void append_utf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_combining(char32_t c) { return c >= 0x300 && c <= 0x36F; }

}  // namespace

std::string folded(std::string_view text) {
  std::string result;
  append_folded(result, text);
  return result;
}

void append_folded(std::string& result, std::string_view text) {
  const std::size_t start = result.size();
  bool space = true;  // leading spaces are left out
  while (!text.empty()) {
    // Nearly all text is ASCII: this loop is the one that counts.
    std::size_t plain = 0;
    while (plain < text.size() && static_cast<unsigned char>(text[plain] - '!') <= '~' - '!')
      ++plain;
    if (plain > 0) {
      const std::size_t from = result.size();
      result.append(text.substr(0, plain));
      for (std::size_t i = from; i < result.size(); ++i) {
        if (result[i] >= 'A' && result[i] <= 'Z') result[i] = static_cast<char>(result[i] + 32);
      }
      text.remove_prefix(plain);
      space = false;
      continue;
    }
    const char32_t c = next_code_point(text);
    if (c <= ' ' || c == 0xA0 || c == 0x202F || c == 0x2009) {
      if (!space) result += ' ';
      space = true;
      continue;
    }
    space = false;
    if (c >= 0xC0 && c < 0x180) {
      const char base = latin[c - 0xC0];
      if (base == '\1')
        result += two_letters(c);
      else if (base == '\0')
        append_utf8(result, c);
      else
        result += base;
    } else if (c >= 0x218 && c <= 0x21B) {
      result += c < 0x21A ? 's' : 't';
    } else if (!is_combining(c)) {
      append_utf8(result, c >= 0x386 && c < 0x460 ? fold_greek_cyrillic(c) : c);
    }
  }
  if (result.size() > start && result.back() == ' ') result.pop_back();
}

}  // namespace keyplan::text
