#include "cli/arguments.h"

#include <algorithm>

namespace keyplan::cli {

std::expected<Arguments, std::string> parse_arguments(std::span<const std::string_view> words,
                                                      std::span<const OptionInfo> known) {
  Arguments arguments;
  bool options_ended = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (options_ended || word.size() < 2 || word[0] != '-') {
      arguments.files.emplace_back(word);
      continue;
    }
    if (word == "--") {
      options_ended = true;
      continue;
    }
    const auto equals = word.starts_with("--") ? word.find('=') : std::string_view::npos;
    const std::string_view name = word.substr(0, equals);
    const auto option = std::ranges::find(known, name, &OptionInfo::name);
    if (option == known.end())
      return std::unexpected("There is no option " + std::string(name) + ".");
    std::string value;
    if (option->has_value) {
      if (equals != std::string_view::npos)
        value = word.substr(equals + 1);
      else if (i + 1 < words.size())
        value = words[++i];
      if (value.empty())
        return std::unexpected("The option " + std::string(name) + " needs a value.");
    } else if (equals != std::string_view::npos) {
      return std::unexpected("The option " + std::string(name) + " takes no value.");
    }
    if (!arguments.options.emplace(name, std::move(value)).second) {
      return std::unexpected("The option " + std::string(name) + " is there twice.");
    }
  }
  return arguments;
}

}  // namespace keyplan::cli
