// What the import has to ask. Every question has a proposed answer, so an import never waits; the
// user's answers are kept by key and survive every recomputation.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/exchange/preview.h"

namespace keyplan::exchange {

/// The user's answers by question key.
using Answers = std::unordered_map<std::string, std::size_t>;

/// "1 deal", "1,480 deals"
struct Noun {
  std::string_view one;
  std::string_view many;
};
[[nodiscard]] std::string counted(std::size_t count, Noun noun);
/// What rows of such a table are called in sentences.
[[nodiscard]] Noun noun_of(TableKind kind);
[[nodiscard]] Noun noun_of(model::Kind kind);
/// Text in typographic quotation marks, shortened to one line.
[[nodiscard]] std::string quoted(std::string_view text);

class QuestionBook {
 public:
  explicit QuestionBook(const Answers& answers) : answers_(answers) {}

  struct Entry {
    Question question;
    std::string before;  // text = before + "1,480 deals" + after
    std::string after;
    Noun noun;
    std::size_t count = 0;
    bool is_answered = false;  // by the user
  };

  /// Index of the entry of a key; made on first use with these options. `proposed` is the answer
  /// until the user gives one.
  std::size_t ask(const std::string& key, std::vector<std::string> options,
                  std::size_t proposed = 0);
  Entry& operator[](std::size_t index) { return entries_[index]; }
  [[nodiscard]] std::vector<Question> take();

 private:
  const Answers& answers_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> by_key_;
};

}  // namespace keyplan::exchange
