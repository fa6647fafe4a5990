// The JSON of plan files, byte for byte: RFC 8785 escapes and numbers, everything on one line with
// ", " and ": ", object keys sorted by byte. Printing makes this form; reading accepts nothing
// else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace keyplan::file {

/// Text under construction: one growing buffer, written in place.
class TextBuffer {
 public:
  TextBuffer() = default;
  TextBuffer(const TextBuffer&) = delete;
  TextBuffer& operator=(const TextBuffer&) = delete;

  /// Room for `count` more bytes; write there, then call written().
  char* room(std::size_t count) {
    if (static_cast<std::size_t>(end_ - at_) < count) grow(count);
    return at_;
  }
  void written(char* end) { at_ = end; }
  void add(char c) {
    *room(1) = c;
    ++at_;
  }
  void add(std::string_view text) {
    char* const to = room(text.size());
    copy(to, text.data(), text.size());
    at_ = to + text.size();
  }
  void add(std::int64_t number);
  /// Quoted and escaped.
  void add_string(std::string_view text);
  void drop_last() { --at_; }
  std::size_t size() const { return static_cast<std::size_t>(at_ - text_.data()); }
  std::string_view view() const { return {text_.data(), size()}; }
  void cut_to(std::size_t size) { at_ = text_.data() + size; }
  void reserve(std::size_t count) { room(count); }
  std::string take();

 private:
  /// Most texts are short, and for those a call of memcpy costs more than the copying.
  static void copy(char* to, const char* from, std::size_t count) {
    constexpr std::size_t word = 8;
    if (count > 64) {
      std::memcpy(to, from, count);
    } else if (count >= word) {
      for (std::size_t i = 0; i + word <= count; i += word) std::memcpy(to + i, from + i, word);
      std::memcpy(to + count - word, from + count - word, word);
    } else {
      for (std::size_t i = 0; i < count; ++i) to[i] = from[i];
    }
  }
  void grow(std::size_t count);

  std::string text_;  // longer than what is used
  char* at_ = text_.data();
  char* end_ = at_;
};

std::string quoted(std::string_view text);

/// The canonical form of a JSON number, worked out on its digits so that nothing is rounded.
/// Nothing when `text` is no JSON number or its magnitude is above 2^53 - 1 or below 1e-300.
std::optional<std::string> canonical_number(std::string_view text);

/// Walks canonical text from front to back. Each read_ function moves on only when it succeeds.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool done() const { return at_ == end_; }
  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
  bool skip(std::string_view expected);
  char peek() const { return at_ == end_ ? '\0' : *at_; }
  /// A string that has exactly the escapes RFC 8785 wants.
  bool read_string(std::string& out);
  bool read_integer(std::int64_t& out);  // magnitude up to 2^53 - 1
  bool read_number(std::string_view& out);
  /// Any value with at most `depth` levels, as its text.
  bool read_value(std::string_view& out, int depth);

 private:
  const char* at_;
  const char* end_;
};

}  // namespace keyplan::file
