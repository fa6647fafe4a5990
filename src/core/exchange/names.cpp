#include "core/exchange/names.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <numeric>

#include "core/exchange/text_encoding.h"

namespace keyplan::exchange {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
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

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  return !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x3004) && c != 0xFEFF &&
         c != 0xFFFD;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

std::uint64_t letters_in(std::string_view squashed) {
  std::uint64_t letters = 0;
  for (const char c : squashed) letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64);
  return letters;
}

std::string_view last_word(std::string_view folded) {
  const std::size_t space = folded.find_last_of(" -_");
  return space == std::string_view::npos ? folded : folded.substr(space + 1);
}

// "ii", "iv", "a", "3": a word that numbers members of a series.
bool is_series_mark(std::string_view word) {
  if (word.empty()) return false;
  if (word.size() == 1) return true;
  return word.size() <= 4 && word.find_first_not_of("ivx") == std::string_view::npos;
}

// Edit distance with swaps of neighbours (optimal string alignment), or limit + 1 when it is
// larger.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last(a.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::vector<std::size_t> row(a.size() + 1);
    row[0] = j;
    std::size_t best = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      row[i] =
          std::min({row[i - 1] + 1, last[i] + 1, last[i - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[i] = std::min(row[i], before_last[i - 2] + 1);
      best = std::min(best, row[i]);
    }
    if (best > limit) return limit + 1;
    before_last = std::move(last);
    last = std::move(row);
  }
  return last[a.size()];
}

// How many typing errors two names of this length may differ by and still be offered as one.
std::size_t allowed_errors(std::size_t length) {
  if (length < 5) return 0;
  return length < 10 ? 1 : 2;
}

constexpr std::size_t not_near = 99;

std::size_t nearness(std::string_view a, std::string_view squashed_a, std::string_view b,
                     std::string_view squashed_b) {
  if (squashed_a.empty() || squashed_b.empty()) return not_near;
  if (squashed_a == squashed_b) return 0;
  if (digits_of(squashed_a) != digits_of(squashed_b)) return not_near;
  const std::size_t allowed = allowed_errors(std::min(squashed_a.size(), squashed_b.size()));
  const std::size_t distance = edit_distance(squashed_a, squashed_b, allowed);
  if (distance > allowed) return not_near;
  const std::string folded_a = fold_name(a);
  const std::string folded_b = fold_name(b);
  // "Tornado I" / "Tornado II" and "Plan A" / "Plan B" are a series; so is a name with and without
  // its mark.
  if (is_series_mark(last_word(folded_a)) || is_series_mark(last_word(folded_b))) return not_near;
  return distance;
}

}  // namespace

std::string_view trim(std::string_view text) {
  const auto is_plain = [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x7F; };
  std::size_t begin = 0;
  while (begin < text.size() && !is_plain(text[begin])) {
    std::size_t next = begin;
    if (!is_space(next_code_point(text, next))) break;
    begin = next;
  }
  if (!text.empty() && is_plain(text.back())) return text.substr(begin);
  std::size_t end = begin;
  for (std::size_t at = begin; at < text.size();) {
    if (!is_space(next_code_point(text, at))) end = at;
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

bool nearly_equal(std::string_view a, std::string_view b) {
  return nearness(a, squash(a), b, squash(b)) != not_near;
}

NearNames::NearNames(std::span<const std::string> known) {
  for (std::size_t i = 0; i < known.size(); ++i) add(known[i], i);
}

void NearNames::add(std::string_view name, std::size_t index) {
  Entry entry{std::string(name), squash(name), 0, 0, index};
  entry.letters = letters_in(entry.squashed);
  entry.digits = std::hash<std::string>{}(digits_of(entry.squashed));
  if (by_length_.size() <= entry.squashed.size()) by_length_.resize(entry.squashed.size() + 1);
  by_length_[entry.squashed.size()].push_back(std::move(entry));
  ++size_;
}

std::size_t NearNames::find(std::string_view name, std::size_t max_errors) const {
  const std::string squashed = squash(name);
  if (squashed.empty()) return none;
  const std::size_t reach = std::min(allowed_errors(squashed.size() + 2), max_errors);
  const std::uint64_t letters = letters_in(squashed);
  const std::size_t digits = std::hash<std::string>{}(digits_of(squashed));
  const int max_letters = static_cast<int>(2 * reach);  // one error swaps one letter for another
  std::size_t best = not_near;
  std::size_t found = none;
  const std::size_t from = squashed.size() > reach ? squashed.size() - reach : 0;
  for (std::size_t n = from; n <= squashed.size() + reach && n < by_length_.size(); ++n) {
    for (const Entry& entry : by_length_[n]) {
      if (entry.digits != digits || std::popcount(entry.letters ^ letters) > max_letters) continue;
      const std::size_t distance = nearness(name, squashed, entry.name, entry.squashed);
      if (distance < best) {
        best = distance;
        found = entry.index;
      }
    }
  }
  return best > max_errors ? none : found;
}

}  // namespace keyplan::exchange
