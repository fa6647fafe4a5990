#include <algorithm>

#include "cli/commands.h"
#include "cli/files.h"
#include "core/file/write.h"
#include "core/model/tree.h"

namespace keyplan::cli {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : several);
}

int check_file(const std::string& path) {
  auto read = open_plan(path);
  if (!read) return read.error();
  // What a newer Keyplan wrote may well look odd here.
  const bool faults = !read->notes.empty() && !read->newer_minor;
  for (const model::Error& note : read->notes) {
    complain(located(path, note, faults ? "" : "note: "));
  }
  if (read->notes_left_out != 0) {
    complain(path + ": and " + std::to_string(read->notes_left_out) + " more.");
  }
  const model::AccountTree tree(read->plan);
  if (!tree.strays().empty()) {
    complain(path + ": note: " +
             counted(tree.strays().size(), "record needs a home.", "records need a home."));
  }
  if (faults) return exit_found;
  std::size_t records = read->plan.foreign().size();
  for (const model::KindInfo& kind : model::all_kinds()) {
    records += read->plan.table(kind.kind).all().size();
  }
  print(path + ": in order, " + counted(records, "record", "records") + ".\n");
  return exit_fine;
}

}  // namespace

int check(const Arguments& arguments) {
  int code = exit_fine;
  for (const std::string& path : arguments.files) code = std::max(code, check_file(path));
  return code;
}

int fmt(const Arguments& arguments) {
  int code = exit_fine;
  for (const std::string& path : arguments.files) {
    const auto bytes = read_file(path);
    if (!bytes) {
      complain(path + ": " + bytes.error());
      code = exit_trouble;
      continue;
    }
    const auto read = file::read(*bytes);
    if (!read) {
      complain(located(path, read.error()));
      code = std::max(code, exit_found);
      continue;
    }
    const std::string text = file::write(read->plan);
    if (text == *bytes) continue;
    if (arguments.has("--check")) {
      const auto same = std::mismatch(text.begin(), text.end(), bytes->begin(), bytes->end()).first;
      const auto line = 1 + std::count(text.begin(), same, '\n');
      complain(path + ":" + std::to_string(line) + ":1: not in canonical form. Run: keyplan fmt " +
               path);
      code = std::max(code, exit_found);
    } else if (const auto written = write_file(path, text); !written) {
      complain(path + ": " + written.error());
      code = exit_trouble;
    }
  }
  return code;
}

}  // namespace keyplan::cli
