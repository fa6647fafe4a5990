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

// A byte order mark decides; then the pattern of NUL bytes (UTF-16); then what the letters beyond
// ASCII are, in the whole text: linear, about 1 GB/s for ASCII.
[[nodiscard]] Encoding detect_encoding(std::string_view bytes);

[[nodiscard]] bool is_valid_utf8(std::string_view text);

// The two halves of detect_encoding, for work in slices: what mark and NUL pattern say (utf8 when
// they say nothing), and what the letters say.
[[nodiscard]] Encoding detect_encoding_of_head(std::string_view bytes);

// Letters of UTF-8 do not come about by chance: a text that has more of them than of other bytes is
// UTF-8, with pieces of another encoding pasted in.
class Utf8Evidence {
 public:
  // Looks at about the bytes up to `to`; true when all are done.
  bool look(std::string_view text, std::size_t to);
  [[nodiscard]] std::size_t done() const { return at_; }
  [[nodiscard]] Encoding encoding() const {
    return letters_ >= others_ ? Encoding::utf8 : Encoding::windows_1252;
  }

 private:
  std::size_t at_ = 0;
  std::size_t letters_ = 0;  // of UTF-8, beyond ASCII
  std::size_t others_ = 0;
};

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

  struct Odd {
    std::size_t characters = 0;
    std::size_t line = 0;  // of the first, 1-based
  };
  // Characters which could not be read and became U+FFFD.
  [[nodiscard]] const Odd& unreadable() const { return unreadable_; }
  // Bytes in UTF-8 that are none and were read as Windows-1252.
  [[nodiscard]] const Odd& pasted_in() const { return pasted_in_; }

  // Valid UTF-8 without byte order mark.
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void replace_unreadable();
  void count(Odd& odd) const;
  void step_utf8(std::size_t end);
  void step_utf16(std::size_t end);
  void step_windows_1252(std::size_t end);

  std::string_view bytes_;
  Encoding encoding_;
  std::size_t at_ = 0;
  std::string out_;
  Odd unreadable_;
  Odd pasted_in_;
};

}  // namespace keyplan::exchange
