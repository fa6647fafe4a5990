#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/commands.h"
#include "cli/files.h"
#include "core/file/nature.h"
#include "core/file/write.h"
#include "core/merge/preview.h"
#include "core/merge/text.h"
#include "core/share/returned.h"

namespace keyplan::cli {
namespace {

/// The plans in a file: one, or the two halves of an unfinished Git merge.
std::expected<std::vector<model::Plan>, int> plans_in(const std::string& path) {
  std::vector<model::Plan> plans;
  auto bytes = read_file(path);
  if (!bytes) {
    complain(path + ": " + bytes.error());
    return std::unexpected(exit_trouble);
  }
  auto read = file::read(*bytes);
  if (read) {
    plans.push_back(std::move(read->plan));
    return plans;
  }
  const auto halves = read.error().problem == file::Problem::conflict
                          ? file::halves_of_git_conflict(*bytes)
                          : std::nullopt;
  if (halves) {
    auto ours = file::read(halves->ours);
    auto theirs = file::read(halves->theirs);
    if (ours && theirs) {
      plans.push_back(std::move(ours->plan));
      plans.push_back(std::move(theirs->plan));
      return plans;
    }
  }
  complain(located(path, read.error()));
  return std::unexpected(exit_found);
}

/// Where a program looks at what Git hands over, a file that does not exist is /dev/null.
std::expected<model::Plan, int> plan_or_nothing(const std::string& path, const std::string& id) {
  if (path == "/dev/null") return model::Plan(id);
  auto read = open_plan(path);
  if (!read) return std::unexpected(read.error());
  return std::move(read->plan);
}

/// Nobody looks at what a file made by hand brings before it is taken, so it replaces nothing.
merge::Contribution add(merge::Preview& preview, const std::string& path, const model::Plan& plan) {
  if (!share::is_by_hand(plan)) return preview.add(path, plan);
  std::int64_t newest = 0;
  for (const model::Session& session : preview.merged().sessions())
    newest = std::max(newest, session.start_minutes);
  return preview.add_by_hand(path, plan, newest, false);
}

int print_diff(const std::string& a, const std::string& b) {
  auto before = plan_or_nothing(a, {});
  if (!before) return before.error();
  auto after = plan_or_nothing(b, before->id());
  if (!after) return after.error();
  const merge::Changes changes = merge::changes(*before, *after);
  print(merge::report(changes, *before, *after));
  const auto conflicts = merge::conflicts(*after);
  print(merge::report(conflicts, *after));
  return changes.empty() && conflicts.empty() ? exit_fine : exit_found;
}

}  // namespace

int merge(const Arguments& arguments) {
  if (!arguments.has("-o")) {
    complain("keyplan: Say where to write the plan: keyplan merge FILE FILE... -o OUT");
    return exit_trouble;
  }
  int code = exit_fine;
  std::optional<model::Plan> first;
  std::optional<merge::Preview> preview;
  for (const std::string& path : arguments.files) {
    auto plans = plans_in(path);
    if (!plans) {
      code = std::max(code, plans.error());
      continue;
    }
    for (model::Plan& plan : *plans) {
      if (!preview) {
        preview.emplace(plan);
        first.emplace(std::move(plan));
        continue;
      }
      const merge::Contribution brought = add(*preview, path, plan);
      print(path + ": " + merge::contribution_text(brought) + ".\n");
      if (const std::string odd = merge::oddities_text(brought.oddities); !odd.empty())
        complain(path + ": note: " + odd);
      if (brought.left_out) code = std::max(code, exit_found);
    }
  }
  if (!preview) {
    complain("keyplan: None of the files could be read. Nothing was written.");
    return code;
  }
  const model::Plan& merged = preview->merged();
  if (arguments.has("--report")) print(merge::report(preview->changes(), *first, merged));
  const auto conflicts = merge::conflicts(merged);
  if (!conflicts.empty()) {
    print(merge::report(conflicts, merged));
    code = std::max(code, exit_found);
  }
  const std::string out = arguments.value("-o");
  if (const auto written = write_file(out, file::write(merged)); !written) {
    complain(out + ": " + written.error());
    return exit_trouble;
  }
  return code;
}

int diff(const Arguments& arguments) {
  const auto& files = arguments.files;
  if (files.size() == 2) return print_diff(files[0], files[1]);
  // Git's diff driver: path, old file, its hash and mode, new file, its hash and mode, and for a
  // renamed file two more. Git takes any exit code but 0 for a crash.
  if (files.size() == 7 || files.size() == 9) {
    print(files[0] + "\n");
    static_cast<void>(print_diff(files[1], files[4]));
    return exit_fine;
  }
  complain("keyplan: Name two plan files: keyplan diff A B");
  return exit_trouble;
}

int git_merge(const Arguments& arguments) {
  const std::string& ours_path = arguments.files[1];
  auto ours = open_plan(ours_path);
  auto theirs = open_plan(arguments.files[2]);
  if (!ours || !theirs) return exit_trouble;
  if (ours->plan.id() != theirs->plan.id()) {
    complain("keyplan: These are two different plans, not two states of one. Nothing was merged.");
    return exit_trouble;
  }
  merge::Preview preview(ours->plan);
  const merge::Contribution brought = add(preview, arguments.files[2], theirs->plan);
  if (const std::string odd = merge::oddities_text(brought.oddities); !odd.empty())
    complain("keyplan: note: " + odd);
  if (const auto written = write_file(ours_path, file::write(preview.merged())); !written) {
    complain(ours_path + ": " + written.error());
    return exit_trouble;
  }
  const auto conflicts = preview.new_conflicts();
  if (conflicts.empty()) return exit_fine;
  complain("keyplan: " + std::to_string(conflicts.size()) +
           (conflicts.size() == 1 ? " value clashes." : " values clash.") +
           " The file holds all of them and is in order; settle them in Keyplan, or commit it as "
           "it is.");
  complain(merge::report(conflicts, preview.merged()));
  return exit_found;
}

}  // namespace keyplan::cli
