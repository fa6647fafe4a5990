#include "core/text/query.h"

#include <algorithm>
#include <functional>

#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::text {
namespace {

bool begins_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  return before < 0x80 && !(before >= 'a' && before <= 'z') && !(before >= '0' && before <= '9');
}

}  // namespace

Match match(std::string_view folded_text, std::string_view word) {
  Match best = Match::none;
  for (auto at = folded_text.find(word); at != std::string_view::npos;
       at = folded_text.find(word, at + 1)) {
    if (begins_word(folded_text, at)) return Match::word_begins;
    best = Match::inside;
  }
  return best;
}

Query::Query(std::string_view typed) : folded_(folded(typed)) {
  std::string_view rest = folded_;
  while (!rest.empty()) {
    const auto space = rest.find(' ');
    if (space != 0) words_.emplace_back(rest.substr(0, space));
    rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
  }
  keyplan::sort(words_, std::greater{}, &std::string::size);
}

Fit Query::fit(std::string_view folded_name) const {
  Match worst = Match::word_begins;
  for (const std::string& word : words_) worst = std::min(worst, match(folded_name, word));
  if (worst == Match::none) return Fit::none;
  if (folded_name == folded_) return Fit::whole;
  if (folded_name.starts_with(folded_)) return Fit::begins;
  return worst == Match::word_begins ? Fit::words_begin : Fit::inside;
}

}  // namespace keyplan::text
