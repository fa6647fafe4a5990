#include "core/file/stamp_text.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "core/model/types.h"

namespace keyplan::file {
namespace {

constexpr std::string_view hex = "0123456789ABCDEF";
constexpr std::int64_t minutes_per_day = 24 * 60;

bool stays(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         c == '-';
}

std::optional<std::string> decode_key(std::string_view text) {
  std::string key;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (stays(text[i])) {
      key += text[i];
      continue;
    }
    if (text[i] != '%' || i + 2 >= text.size()) return std::nullopt;
    const auto high = hex.find(text[i + 1]);
    const auto low = hex.find(text[i + 2]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    const char c = static_cast<char>(high << 4 | low);
    if (stays(c)) return std::nullopt;  // one form only
    key += c;
    i += 2;
  }
  return key;
}

std::optional<std::uint32_t> parse_counter(std::string_view text) {
  std::uint32_t counter = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, counter);
  if (error != std::errc{} || at != end || counter == 0 || text[0] == '0') return std::nullopt;
  return counter;
}

/// Calls `fn(part)` for each part between single spaces until it returns false.
template <class Fn>
bool each_part(std::string_view text, Fn&& fn) {
  for (;;) {
    const auto space = text.find(' ');
    if (!fn(text.substr(0, space))) return false;
    if (space == std::string_view::npos) return true;
    text.remove_prefix(space + 1);
  }
}

}  // namespace

std::optional<LooseStamp> parse_stamp(std::string_view text) {
  if (text.size() < 8 || text[6] != '.') return std::nullopt;
  const auto session = model::parse_session_id(text.substr(0, 6));
  const auto counter = parse_counter(text.substr(7));
  if (!session || !counter) return std::nullopt;
  return LooseStamp{*session, *counter};
}

std::optional<std::vector<LooseStamp>> parse_stamps(std::string_view text) {
  std::vector<LooseStamp> stamps;
  if (text.empty()) return stamps;
  const bool fine = each_part(text, [&](std::string_view part) {
    const auto stamp = parse_stamp(part);
    if (stamp) stamps.push_back(*stamp);
    return stamp.has_value();
  });
  if (!fine) return std::nullopt;
  return stamps;
}

std::optional<RecordStamps> parse_record_stamps(std::string_view text) {
  RecordStamps stamps;
  bool first = true;
  const bool fine = each_part(text, [&](std::string_view part) {
    const auto colon = part.find(':');
    const auto stamp = parse_stamp(part.substr(0, colon));
    if (!stamp || first != (colon == std::string_view::npos)) return false;
    if (first) {
      stamps.created = *stamp;
      first = false;
      return true;
    }
    const std::string_view key = part.substr(colon + 1);
    auto decoded = key == "~del" ? std::optional(std::string(key)) : decode_key(key);
    if (!decoded || (*decoded == "~del" && key != "~del")) return false;
    stamps.of_fields.emplace_back(std::move(*decoded), *stamp);
    return true;
  });
  if (!fine) return std::nullopt;
  return stamps;
}

std::string encode_key(std::string_view key) {
  if (key == "~del") return std::string(key);
  std::string text;
  for (const char c : key) {
    if (stays(c)) {
      text += c;
    } else {
      text += '%';
      text += hex[static_cast<unsigned char>(c) >> 4];
      text += hex[static_cast<unsigned char>(c) & 15];
    }
  }
  return text;
}

std::string session_line(const model::Session& session) {
  const std::int64_t first = std::int64_t{model::date_of(1, 1, 1)->days} * minutes_per_day;
  const std::int64_t last = std::int64_t{model::date_of(9999, 12, 31)->days} * minutes_per_day;
  const std::int64_t start = std::clamp(session.start_minutes, first, last);
  const std::int64_t of_day = (start % minutes_per_day + minutes_per_day) % minutes_per_day;
  const auto days = static_cast<std::int32_t>((start - of_day) / minutes_per_day);
  const auto two = [](std::int64_t n) {
    return std::string{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
  };
  std::string text = std::to_string(session.counter) + ' ' + to_text(model::Date{days}) + 'T' +
                     two(of_day / 60) + ':' + two(of_day % 60) + 'Z';
  if (!session.who.empty()) text += ' ' + session.who;
  return text;
}

std::optional<model::Session> parse_session_line(model::SessionId id, std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto counter = parse_counter(text.substr(0, space));
  text.remove_prefix(space + 1);
  if (!counter || text.size() < 17) return std::nullopt;
  const auto two = [text](std::size_t at) {
    const bool digits =
        text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
    return digits ? (text[at] - '0') * 10 + (text[at + 1] - '0') : std::numeric_limits<int>::max();
  };
  const auto day = model::parse_date(text.substr(0, 10));
  const int hour = two(11);
  const int minute = two(14);
  if (!day || text[10] != 'T' || text[13] != ':' || text[16] != 'Z' || hour > 23 || minute > 59) {
    return std::nullopt;
  }
  if (text.size() > 17 && text[17] != ' ') return std::nullopt;
  return model::Session{.id = id,
                        .counter = *counter,
                        .start_minutes = day->days * minutes_per_day + hour * 60 + minute,
                        .who = std::string(text.size() > 17 ? text.substr(18) : "")};
}

}  // namespace keyplan::file
