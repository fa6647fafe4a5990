// What a file is that should be a plan but does not look like one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/file/read.h"

namespace keyplan::file {

/// Nothing when the bytes may be JSON in UTF-8. Looks at the first kilobytes, except for NUL bytes.
std::optional<ReadError> not_a_plan(std::string_view bytes);

enum class Utf16 : std::uint8_t { no, little_endian, big_endian };
/// By byte order mark, or by the NUL bytes that every ASCII character brings along.
Utf16 utf16_of(std::string_view bytes);

/// Offset of the first marker of an unfinished Git merge.
std::optional<std::size_t> find_git_conflict(std::string_view text);

/// A text with the markers of an unfinished Git merge as the two texts it was made of; nothing when
/// the markers are not in order.
struct Halves {
  std::string ours;
  std::string theirs;
};
std::optional<Halves> halves_of_git_conflict(std::string_view text);

inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

}  // namespace keyplan::file
