#include "app/words.h"

#include <string_view>

#include "core/model/display.h"

namespace keyplan::app {
namespace {

constexpr std::int64_t minutes_a_day = 24 * 60;

std::string in_unit(std::uint64_t tenths, std::string_view unit) {
  std::string text = model::count_text(static_cast<std::int64_t>(tenths / 10));
  if (tenths < 100 && tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
  return text + " " + std::string(unit);
}

}  // namespace

model::Date local_date(std::int64_t unix_minutes, std::int32_t offset) {
  const std::int64_t local = unix_minutes + offset;
  const std::int64_t day = (local >= 0 ? local : local - minutes_a_day + 1) / minutes_a_day;
  return {static_cast<std::int32_t>(day)};
}

std::string clock_text(std::int64_t unix_minutes, std::int32_t offset) {
  const std::int64_t midnight = local_date(unix_minutes, offset).days * minutes_a_day;
  const auto of_day = static_cast<int>(unix_minutes + offset - midnight);
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return two(of_day / 60) + ":" + two(of_day % 60);
}

std::string days_ago(std::int64_t days) {
  if (days <= 0) return "today";
  if (days == 1) return "yesterday";
  return model::count_text(days) + " days ago";
}

std::string size_text(std::uint64_t bytes) {
  if (bytes < 1'000'000) return "less than 1 MB";
  if (bytes < 1'000'000'000) return in_unit(bytes / 100'000, "MB");
  return in_unit(bytes / 100'000'000, "GB");
}

}  // namespace keyplan::app
