// What somebody types to find a name among many: case and accents do not matter, and every word of
// it counts ("mul bre" finds "Müller Breweries").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace keyplan::text {

/// The best place of a word in a text.
enum class Match : std::uint8_t { none, inside, word_begins };
Match match(std::string_view folded_text, std::string_view word);

/// How well a name fits, best first.
enum class Fit : std::uint8_t {
  whole,        // the query is the name
  begins,       // the name begins with the query
  words_begin,  // every word of the query begins a word of the name
  inside,       // every word of the query is somewhere in the name
  none
};

class Query {
 public:
  explicit Query(std::string_view typed);

  bool empty() const { return words_.empty(); }
  /// The longest word first: the rarest.
  const std::vector<std::string>& words() const { return words_; }
  Fit fit(std::string_view folded_name) const;

 private:
  std::string folded_;
  std::vector<std::string> words_;
};

}  // namespace keyplan::text
