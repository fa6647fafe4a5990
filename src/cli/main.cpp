#include <algorithm>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "core/file/schema.h"
#include "core/file/write.h"

namespace keyplan::cli {

int schema(const Arguments&) {
  print(file::schema());
  return exit_fine;
}

namespace {

struct Command {
  std::string_view name;
  std::string_view usage;  // behind the name
  std::string_view help;
  std::vector<OptionInfo> options;
  std::size_t fewest_files;
  std::size_t most_files;
  int (*run)(const Arguments&);
};

const std::vector<Command>& commands() {
  static const std::vector<Command> all = {
      {"check",
       "FILE...",
       "Say what is wrong with plan files, as file:line:column.",
       {},
       1,
       10'000,
       &check},
      {"fmt",
       "[--check] FILE...",
       "Write plan files in canonical form, or say which are not.",
       {{"--check"}},
       1,
       10'000,
       &fmt},
      {"show",
       "PLAN [--json] [--today YYYY-MM-DD]",
       "Show what a plan holds and its figures.",
       {{"--json"}, {"--today", true}},
       1,
       1,
       &show},
      {"import",
       "FILE... [--into PLAN] -o OUT",
       "Import CSV files of a CRM into a plan; prints what changes.",
       {{"--into", true}, {"-o", true}},
       1,
       10'000,
       &import},
      {"merge",
       "FILE FILE... -o OUT [--report]",
       "Join copies of one plan, in any order; values that clash are all kept and named.",
       {{"-o", true}, {"--report"}},
       1,
       10'000,
       &merge},
      {"diff",
       "A B",
       "Say what differs between two states of a plan. Also a diff driver for Git.",
       {},
       2,
       9,
       &diff},
      {"git-merge",
       "ANCESTOR OURS THEIRS",
       "The merge driver for Git, the same as keyplan-merge.",
       {},
       3,
       3,
       &git_merge},
      {"schema", "", "Print the JSON Schema of plan files.", {}, 0, 0, &schema}};
  return all;
}

std::string usage_of(const Command& command) {
  return "keyplan " + std::string(command.name) +
         (command.usage.empty() ? "" : " " + std::string(command.usage));
}

std::string help() {
  std::string text = "Keyplan plans key accounts. Usage:\n\n";
  for (const Command& command : commands()) {
    text += "  " + usage_of(command) + "\n      " + std::string(command.help) + "\n";
  }
  return text +
         "\n  keyplan --help | --version\n\n"
         "Exit code: 0 fine, 1 the input has faults or differs, 2 wrong usage or a file could "
         "not be read or written.\n";
}

int misuse(std::string_view sentence, std::string_view usage) {
  complain("keyplan: " + std::string(sentence));
  complain("Usage: " + std::string(usage));
  return exit_trouble;
}

int run(std::span<const std::string_view> words) {
  if (words.empty()) {
    complain(help());
    return exit_trouble;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    print(help());
    return exit_fine;
  }
  if (words[0] == "--version") {
    print("keyplan, plan format " + std::to_string(file::format_major) + "." +
          std::to_string(file::format_minor) + "\n");
    return exit_fine;
  }
  const auto command = std::ranges::find(commands(), words[0], &Command::name);
  if (command == commands().end()) {
    return misuse("There is no command " + std::string(words[0]) + ".", "keyplan --help");
  }
  const auto rest = words.subspan(1);
  if (std::ranges::contains(rest, "--help") || std::ranges::contains(rest, "-h")) {
    print("Usage: " + usage_of(*command) + "\n" + std::string(command->help) + "\n");
    return exit_fine;
  }
  const auto arguments = parse_arguments(rest, command->options);
  if (!arguments) return misuse(arguments.error(), usage_of(*command));
  if (arguments->files.size() < command->fewest_files) {
    return misuse("A file name is missing.", usage_of(*command));
  }
  if (arguments->files.size() > command->most_files) {
    return misuse("There are too many file names.", usage_of(*command));
  }
  return command->run(*arguments);
}

}  // namespace
}  // namespace keyplan::cli

int main(int count, char** words) {
  std::vector<std::string_view> all(words + 1, words + std::max(count, 1));
  // Git is given one program name for a driver.
  if (count > 0 && std::string_view(words[0]).ends_with("keyplan-merge"))
    all.insert(all.begin(), "git-merge");
  return keyplan::cli::run(all);
}
