// What kind of bytes a dropped file holds, and their text as UTF-8.
//
// Decoding works in slices so that a page never stalls on a large file: construct a Decoder, call
// step() until it returns true, take the text. Every function is pure; nothing is kept between
// files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace keyplan::exchange {

enum class Encoding : std::uint8_t { utf8, utf8_bom, utf16_le, utf16_be, windows_1252 };

inline constexpr Encoding all_encodings[] = {Encoding::utf8, Encoding::utf8_bom, Encoding::utf16_le,
                                             Encoding::utf16_be, Encoding::windows_1252};

// The name shown to users, for example "UTF-16 LE".
[[nodiscard]] std::string_view name_of(Encoding encoding);

// What a file is before anyone reads it as a table. Everything but `text` is refused with
// sentence_for().
enum class FileNature : std::uint8_t {
  text,
  empty,
  only_nul,
  xlsx,
  zip,
  xls,
  pdf,
  html,
  image,
  plan,
  json,
  binary,
  too_large
};

inline constexpr std::size_t warn_bytes = 64u << 20;
inline constexpr std::size_t refuse_bytes = 256u << 20;

// Looks at the first kilobytes only, so it is safe to call on any file.
[[nodiscard]] FileNature nature_of(std::string_view bytes);

// The sentence a user can act on, "" for text. Name and position are added by the caller.
[[nodiscard]] std::string_view sentence_for(FileNature nature);

// A byte order mark decides; then the pattern of NUL bytes (UTF-16); then valid UTF-8; then
// Windows-1252. Validity is checked on the whole text: linear, about 1 GB/s for ASCII.
[[nodiscard]] Encoding detect_encoding(std::string_view bytes);

[[nodiscard]] bool is_valid_utf8(std::string_view text);

// The two halves of detect_encoding, for work in slices: what mark and NUL pattern say (utf8 when
// they say nothing), and the end of the valid UTF-8 that starts at `from`, at least `to` when all
// is valid.
[[nodiscard]] Encoding detect_encoding_of_head(std::string_view bytes);
[[nodiscard]] std::size_t valid_utf8_end(std::string_view text, std::size_t from, std::size_t to);

// Appends one code point; values that are no scalar value become U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

// Reads one code point at `at` and moves `at` behind it. Invalid bytes give U+FFFD and move by one.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

class Decoder {
 public:
  // `bytes` must outlive the decoder.
  Decoder(std::string_view bytes, Encoding encoding);

  // Decodes at least one and about `max_bytes` more bytes; true when all are done.
  bool step(std::size_t max_bytes);

  [[nodiscard]] bool done() const { return at_ >= bytes_.size(); }
  [[nodiscard]] double progress() const;

  // Characters which could not be read and became U+FFFD, and the line of the first (1-based, 0 =
  // none).
  [[nodiscard]] std::size_t unreadable() const { return unreadable_; }
  [[nodiscard]] std::size_t first_unreadable_line() const { return first_unreadable_line_; }

  // Valid UTF-8 without byte order mark.
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void replace_unreadable();
  void step_utf8(std::size_t end);
  void step_utf16(std::size_t end);
  void step_windows_1252(std::size_t end);

  std::string_view bytes_;
  Encoding encoding_;
  std::size_t at_ = 0;
  std::string out_;
  std::size_t unreadable_ = 0;
  std::size_t first_unreadable_line_ = 0;
};

}  // namespace keyplan::exchange
