#include "core/exchange/text_encoding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace keyplan::exchange {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::size_t sniffed_bytes = 4096;

// Windows-1252 differs from Latin-1 in these 32 bytes; five of them are unassigned.
constexpr std::array<char16_t, 32> windows_1252_high = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

constexpr char32_t windows_1252(unsigned char byte) {
  if (byte == 0) return replacement;
  return byte >= 0x80 && byte < 0xA0 ? char32_t{windows_1252_high[byte - 0x80]} : char32_t{byte};
}

constexpr unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// Length of the well-formed sequence at `at`, 0 when there is none. Overlong forms, surrogates and
// values above U+10FFFF are not well-formed (Unicode, table 3-7).
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  const std::size_t left = text.size() - at;
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return left >= 2 && is_continuation(byte_at(text, at + 1)) ? 2 : 0;
  if (lead < 0xF0) {
    if (left < 3) return 0;
    const unsigned char second = byte_at(text, at + 1);
    if (lead == 0xE0 && second < 0xA0) return 0;
    if (lead == 0xED && second > 0x9F) return 0;
    return is_continuation(second) && is_continuation(byte_at(text, at + 2)) ? 3 : 0;
  }
  if (lead > 0xF4 || left < 4) return 0;
  const unsigned char second = byte_at(text, at + 1);
  if (lead == 0xF0 && second < 0x90) return 0;
  if (lead == 0xF4 && second > 0x8F) return 0;
  return is_continuation(second) && is_continuation(byte_at(text, at + 2)) &&
                 is_continuation(byte_at(text, at + 3))
             ? 4
             : 0;
}

std::string_view without_leading_space(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_prefix) {
  if (text.size() < lower_prefix.size()) return false;
  for (std::size_t i = 0; i < lower_prefix.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (c != lower_prefix[i]) return false;
  }
  return true;
}

bool looks_like_utf16(std::string_view bytes, std::size_t nul_offset) {
  const std::size_t size = std::min(bytes.size(), sniffed_bytes) & ~std::size_t{1};
  if (size < 2) return false;
  std::size_t nul_here = 0;
  std::size_t nul_there = 0;
  for (std::size_t i = 0; i < size; i += 2) {
    if (bytes[i + nul_offset] == '\0') ++nul_here;
    if (bytes[i + 1 - nul_offset] == '\0') ++nul_there;
  }
  // Separators, digits and line ends are ASCII in every script, so a table has at least this share.
  return nul_there == 0 && nul_here * 10 >= size / 2;
}

FileNature text_nature(std::string_view head) {
  const std::string_view start = without_leading_space(head);
  if (start.empty()) return head.size() < sniffed_bytes ? FileNature::empty : FileNature::text;
  if (starts_with_ignoring_case(start, "<!doctype html") ||
      starts_with_ignoring_case(start, "<html") || starts_with_ignoring_case(start, "<head") ||
      starts_with_ignoring_case(start, "<table"))
    return FileNature::html;
  if (start[0] == '{') {
    if (head.find("\"keyplan\"") != std::string_view::npos ||
        head.find("\"erased\"") != std::string_view::npos)
      return FileNature::plan;
    const std::string_view inside = without_leading_space(start.substr(1));
    if (inside.empty() || inside[0] == '"' || inside[0] == '}') return FileNature::json;
  }
  if (start.starts_with("[{") || start.starts_with("[\n")) return FileNature::json;
  return FileNature::text;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf8_bom:
      return "UTF-8 with BOM";
    case Encoding::utf16_le:
      return "UTF-16 LE";
    case Encoding::utf16_be:
      return "UTF-16 BE";
    case Encoding::windows_1252:
      return "Windows-1252";
  }
  return "";
}

FileNature nature_of(std::string_view bytes) {
  if (bytes.empty()) return FileNature::empty;
  if (bytes.size() > refuse_bytes) return FileNature::too_large;
  const std::string_view head = bytes.substr(0, sniffed_bytes);
  if (bytes[0] == '\0' && bytes.find_first_not_of('\0') == std::string_view::npos)
    return FileNature::only_nul;
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"))
    return head.find("xl/") != std::string_view::npos ||
                   head.find("[Content_Types].xml") != std::string_view::npos
               ? FileNature::xlsx
               : FileNature::zip;
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return FileNature::xls;
  if (head.starts_with("%PDF-")) return FileNature::pdf;
  if (head.starts_with("\x89PNG") || head.starts_with("\xFF\xD8\xFF") || head.starts_with("GIF8"))
    return FileNature::image;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return FileNature::text;
  if (head.find('\0') == std::string_view::npos) return text_nature(head);
  return looks_like_utf16(bytes, 1) || looks_like_utf16(bytes, 0) ? FileNature::text
                                                                  : FileNature::binary;
}

std::string_view sentence_for(FileNature nature) {
  switch (nature) {
    case FileNature::text:
      return "";
    case FileNature::empty:
      return "This file is empty.";
    case FileNature::only_nul:
      return "This file contains no data, only zero bytes. A disk crash leaves such files.";
    case FileNature::xlsx:
      return "This is an Excel workbook. Open it in Excel and save each sheet as CSV, then drop "
             "the CSV files here.";
    case FileNature::zip:
      return "This is a ZIP archive. Unpack it and drop the CSV files inside it here.";
    case FileNature::xls:
      return "This is an old Excel or Office file. Open it and save each sheet as CSV, then drop "
             "the CSV files here.";
    case FileNature::pdf:
      return "This is a PDF document, not a table. Export the list as CSV instead.";
    case FileNature::html:
      return "This is a web page, not a table. Export the list as CSV instead.";
    case FileNature::image:
      return "This is a picture, not a table. Export the list as CSV instead.";
    case FileNature::plan:
      return "This is a plan file. Open it as a plan instead of importing it.";
    case FileNature::json:
      return "This is a JSON file, not a table. Export the list as CSV instead.";
    case FileNature::binary:
      return "This file is not text. Export the list as CSV instead.";
    case FileNature::too_large:
      return "This file is larger than 256 MB. Split it and import the parts.";
  }
  return "";
}

Encoding detect_encoding_of_head(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return Encoding::utf8_bom;
  if (bytes.starts_with("\xFF\xFE")) return Encoding::utf16_le;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::utf16_be;
  if (looks_like_utf16(bytes, 1)) return Encoding::utf16_le;
  if (looks_like_utf16(bytes, 0)) return Encoding::utf16_be;
  return Encoding::utf8;
}

Encoding detect_encoding(std::string_view bytes) {
  const Encoding head = detect_encoding_of_head(bytes);
  if (head != Encoding::utf8) return head;
  Utf8Evidence evidence;
  evidence.look(bytes, bytes.size());
  return evidence.encoding();
}

bool Utf8Evidence::look(std::string_view text, std::size_t to) {
  while (at_ < std::min(to, text.size())) {
    const std::size_t length = utf8_length(text, at_);
    letters_ += length > 1 ? 1u : 0u;
    others_ += length == 0 ? 1u : 0u;
    at_ += std::max<std::size_t>(length, 1);
  }
  return at_ >= text.size();
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
    code_point = replacement;
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const std::size_t length = utf8_length(text, at);
  const unsigned char lead = byte_at(text, at);
  if (length <= 1) {
    ++at;
    return length == 0 ? replacement : char32_t{lead};
  }
  char32_t value = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) value = (value << 6) | (byte_at(text, at + i) & 0x3Fu);
  at += length;
  return value;
}

Decoder::Decoder(std::string_view bytes, Encoding encoding) : bytes_(bytes), encoding_(encoding) {
  if (bytes_.starts_with("\xEF\xBB\xBF") &&
      (encoding == Encoding::utf8 || encoding == Encoding::utf8_bom))
    at_ = 3;
  if (bytes_.starts_with("\xFF\xFE") && encoding == Encoding::utf16_le) at_ = 2;
  if (bytes_.starts_with("\xFE\xFF") && encoding == Encoding::utf16_be) at_ = 2;
}

double Decoder::progress() const {
  return bytes_.empty() ? 1.0 : static_cast<double>(at_) / static_cast<double>(bytes_.size());
}

bool Decoder::step(std::size_t max_bytes) {
  if (done()) return true;
  const std::size_t end = std::min(bytes_.size(), at_ + std::max<std::size_t>(max_bytes, 4));
  switch (encoding_) {
    case Encoding::utf8:
    case Encoding::utf8_bom:
      step_utf8(end);
      break;
    case Encoding::utf16_le:
    case Encoding::utf16_be:
      step_utf16(end);
      break;
    case Encoding::windows_1252:
      step_windows_1252(end);
      break;
  }
  return done();
}

void Decoder::count(Odd& odd) const {
  if (odd.characters++ == 0)
    odd.line = 1 + static_cast<std::size_t>(std::ranges::count(out_, '\n'));
}

void Decoder::replace_unreadable() {
  append_utf8(out_, replacement);
  count(unreadable_);
}

void Decoder::step_utf8(std::size_t end) {
  std::size_t clean_from = at_;
  while (at_ < end) {
    const std::size_t length = utf8_length(bytes_, at_);
    if (length != 0 && bytes_[at_] != '\0') {
      at_ += length;
      continue;
    }
    out_.append(bytes_.substr(clean_from, at_ - clean_from));
    if (const char32_t letter = windows_1252(byte_at(bytes_, at_)); letter != replacement) {
      append_utf8(out_, letter);
      count(pasted_in_);
    } else {
      replace_unreadable();
    }
    clean_from = ++at_;
  }
  out_.append(bytes_.substr(clean_from, at_ - clean_from));
}

void Decoder::step_utf16(std::size_t end) {
  const std::size_t low = encoding_ == Encoding::utf16_le ? 0 : 1;
  const auto unit = [&](std::size_t at) {
    return static_cast<char32_t>(byte_at(bytes_, at + low) | (byte_at(bytes_, at + 1 - low) << 8));
  };
  while (at_ < end) {
    if (at_ + 2 > bytes_.size()) {
      replace_unreadable();
      at_ = bytes_.size();
      return;
    }
    const char32_t first = unit(at_);
    at_ += 2;
    const bool high = first >= 0xD800 && first < 0xDC00;
    if (high && at_ + 2 <= bytes_.size()) {
      const char32_t second = unit(at_);
      if (second >= 0xDC00 && second < 0xE000) {
        append_utf8(out_, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
        at_ += 2;
        continue;
      }
    }
    if (first == 0 || (first >= 0xD800 && first < 0xE000))
      replace_unreadable();
    else
      append_utf8(out_, first);
  }
}

void Decoder::step_windows_1252(std::size_t end) {
  for (; at_ < end; ++at_) {
    const char32_t value = windows_1252(byte_at(bytes_, at_));
    if (value == replacement)
      replace_unreadable();
    else
      append_utf8(out_, value);
  }
}

}  // namespace keyplan::exchange
