#include <chrono>
#include <cstdio>
#include <ctime>

#include "cli/commands.h"
#include "cli/files.h"

namespace keyplan::cli {

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void complain(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fputc('\n', stderr);
}

std::string located(const std::string& file, const model::Error& error, std::string_view mark) {
  std::string text = file + ':' + std::to_string(std::max(error.line, 1)) + ':' +
                     std::to_string(std::max(error.column, 1)) + ": " + std::string(mark) +
                     error.sentence;
  if (!error.path.empty()) text += " (" + error.path + ")";
  return text;
}

std::expected<file::ReadResult, int> open_plan(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes) {
    complain(path + ": " + bytes.error());
    return std::unexpected(exit_trouble);
  }
  auto result = file::read(*bytes);
  if (!result) {
    complain(located(path, result.error()));
    return std::unexpected(exit_found);
  }
  return std::move(*result);
}

std::expected<model::Date, int> today_of(const Arguments& arguments) {
  if (arguments.has("--today")) {
    const auto date = model::parse_date(arguments.value("--today"));
    if (date) return *date;
    complain("keyplan: --today needs a day like 2026-11-22.");
    return std::unexpected(exit_trouble);
  }
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  localtime_r(&now, &local);
  return *model::date_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

}  // namespace keyplan::cli
