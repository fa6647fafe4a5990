#include "core/exchange/names.h"

#include <cstdint>

#include "core/exchange/text_encoding.h"

namespace keyplan::exchange {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Simple case folding of Unicode for the blocks business names use: Latin-1, Latin Extended-A, the
// cased part of Latin Extended Additional, Greek and Cyrillic.
char32_t fold_case(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x100 && c <= 0x17F) {
    if (c == 0x130) return 'i';
    if (c == 0x178) return 0xFF;
    if (c == 0x17F) return 's';
    const bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (c == 0x131 || c == 0x138 || c == 0x149) return c;
    return (c % 2 == 1) == odd_is_upper ? c + 1 : c;
  }
  if (c >= 0x218 && c <= 0x21B) return c | 1;
  if (c >= 0x1E00 && c <= 0x1E95) return c | 1;
  if (c == 0x1E9E) return 0xDF;
  if (c >= 0x1EA0 && c <= 0x1EFF) return c | 1;
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 63;
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
  if (c == 0x3C2) return 0x3C3;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x460 && c <= 0x481) return c | 1;
  if (c >= 0x48A && c <= 0x4BF) return c | 1;
  if (c >= 0x4D0 && c <= 0x52F) return c | 1;
  return c;
}

}  // namespace

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  return !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x3004) && c != 0xFEFF &&
         c != 0xFFFD;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF;
}

std::string_view trim(std::string_view text) {
  const auto is_plain = [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x7F; };
  std::size_t begin = 0;
  while (begin < text.size() && !is_plain(text[begin])) {
    std::size_t next = begin;
    const char32_t c = next_code_point(text, next);
    if (!is_space(c) && !is_invisible(c)) break;
    begin = next;
  }
  if (!text.empty() && is_plain(text.back())) return text.substr(begin);
  std::size_t end = begin;
  for (std::size_t at = begin; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_space(c) && !is_invisible(c)) end = at;
  }
  return text.substr(begin, end - begin);
}

std::string fold_name(std::string_view name) {
  std::string folded;
  folded.reserve(name.size());
  bool space = false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (is_space(c)) {
      space = true;
      continue;
    }
    if (is_invisible(c)) continue;
    if (space && !folded.empty()) folded += ' ';
    space = false;
    const char32_t lower = fold_case(c);
    if (lower == 0xDF)
      folded += "ss";
    else
      append_utf8(folded, lower);
  }
  return folded;
}

std::string squash(std::string_view name) {
  std::string squashed;
  squashed.reserve(name.size());
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (!is_letter_or_digit(c)) continue;
    const char32_t lower = fold_case(c);
    if (lower == 0xDF)
      squashed += "ss";
    else
      append_utf8(squashed, lower);
  }
  return squashed;
}

}  // namespace keyplan::exchange
