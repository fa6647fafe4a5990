#include "core/file/nature.h"

#include <algorithm>

namespace keyplan::file {
namespace {

struct Signature {
  std::string_view bytes;
  std::string_view sentence;
};

using namespace std::string_view_literals;

constexpr Signature signatures[] = {
    {"PK\x03\x04"sv,
     "This is a ZIP file (or a document like XLSX or DOCX), not a Keyplan plan. "
     "Unpack it, or save the table as CSV and import that."},
    {"\x89PNG"sv, "This is a PNG picture, not a Keyplan plan."},
    {"\xFF\xD8\xFF"sv, "This is a JPEG picture, not a Keyplan plan."},
    {"GIF8"sv, "This is a GIF picture, not a Keyplan plan."},
    {"%PDF"sv, "This is a PDF document, not a Keyplan plan."},
    {"\x1F\x8B"sv, "This is a gzip file, not a Keyplan plan. Unpack it first."},
    {"\xD0\xCF\x11\xE0"sv,
     "This is an old Office document, not a Keyplan plan. Save the table as "
     "CSV and import that."},
    {"SQLite format 3"sv, "This is a SQLite database, not a Keyplan plan."},
};

ReadError error(Problem problem, std::string_view sentence, int line = 1) {
  return ReadError{{std::string(sentence), {}, line, line}, problem};
}

}  // namespace

Utf16 utf16_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return Utf16::little_endian;
  if (bytes.starts_with("\xFE\xFF")) return Utf16::big_endian;
  const std::string_view start = bytes.substr(0, std::min<std::size_t>(bytes.size(), 64) & ~1uz);
  if (start.size() < 4) return Utf16::no;
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < start.size(); ++i) {
    if (start[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  const std::size_t most = start.size() * 3 / 8;  // three quarters of the characters
  if (odd >= most && even == 0) return Utf16::little_endian;
  if (even >= most && odd == 0) return Utf16::big_endian;
  return Utf16::no;
}

std::optional<std::size_t> find_git_conflict(std::string_view text) {
  if (text.starts_with("<<<<<<< ")) return 0;
  const auto at = text.find("\n<<<<<<< ");
  if (at == std::string_view::npos) return std::nullopt;
  return at + 1;
}

std::optional<Halves> halves_of_git_conflict(std::string_view text) {
  enum class In : std::uint8_t { both, ours, base, theirs };
  In in = In::both;
  Halves halves;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
    text.remove_prefix(line.size());
    const bool divides = line == "=======\n" || line == "=======\r\n";
    if (in == In::both && line.starts_with("<<<<<<< ")) {
      in = In::ours;
    } else if (in == In::ours && line.starts_with("||||||| ")) {
      in = In::base;
    } else if ((in == In::ours || in == In::base) && divides) {
      in = In::theirs;
    } else if (in == In::theirs && line.starts_with(">>>>>>> ")) {
      in = In::both;
    } else {
      if (in == In::both || in == In::ours) halves.ours += line;
      if (in == In::both || in == In::theirs) halves.theirs += line;
    }
  }
  if (in != In::both) return std::nullopt;
  return halves;
}

std::optional<ReadError> not_a_plan(std::string_view bytes) {
  switch (utf16_of(bytes)) {
    case Utf16::little_endian:
      return error(Problem::utf16,
                   "This file is in UTF-16 LE. A plan file is in UTF-8; it can be converted.");
    case Utf16::big_endian:
      return error(Problem::utf16,
                   "This file is in UTF-16 BE. A plan file is in UTF-8; it can be converted.");
    case Utf16::no:
      break;
  }
  if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
  const auto first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return error(Problem::empty, "This file is empty.");
  if (bytes.find_first_not_of('\0') == std::string_view::npos) {
    return error(Problem::empty,
                 "This file contains no data, only zero bytes. That happens when a computer stops "
                 "while it is saving.");
  }
  for (const Signature& signature : signatures) {
    if (bytes.starts_with(signature.bytes)) return error(Problem::other_file, signature.sentence);
  }
  if (const auto conflict = find_git_conflict(bytes.substr(0, 4096)); conflict == first) {
    return std::nullopt;  // said better once its line is known
  }
  const char start = bytes[first];
  if (start == '{' || start == '[') return std::nullopt;
  if (start == '<') {
    return error(Problem::other_file,
                 "This is a web page or another XML file, not a Keyplan plan.");
  }
  const std::string_view line =
      bytes.substr(first, std::min(bytes.find('\n', first), first + 4096) - first);
  if (std::ranges::any_of(line,
                          [](char c) { return c == ',' || c == ';' || c == '\t' || c == '|'; })) {
    return error(Problem::table,
                 "This looks like a table (CSV), not a Keyplan plan. Import it instead.");
  }
  return error(Problem::other_file, "This is not a Keyplan plan: a plan file begins with {.");
}

}  // namespace keyplan::file
