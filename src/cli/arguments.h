// The words behind a command: options with and without a value, and file names.
#pragma once

#include <expected>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace keyplan::cli {

struct OptionInfo {
  std::string_view name;  // "--json"
  bool has_value = false;
};

struct Arguments {
  std::map<std::string, std::string, std::less<>> options;
  std::vector<std::string> files;

  bool has(std::string_view option) const { return options.contains(option); }
  std::string value(std::string_view option) const {
    const auto at = options.find(option);
    return at == options.end() ? std::string() : at->second;
  }
};

/// "--" ends the options; "--name=value" is "--name value". The error is a sentence.
std::expected<Arguments, std::string> parse_arguments(std::span<const std::string_view> words,
                                                      std::span<const OptionInfo> known);

}  // namespace keyplan::cli
