// Two texts, divided by a NUL, as copies of one plan: joined in both orders they are the same, and
// joining again changes nothing.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/file/nature.h"
#include "core/file/read.h"
#include "core/file/write.h"
#include "core/merge/preview.h"
#include "core/merge/text.h"

namespace {

using namespace keyplan;

void require(bool condition) {
  if (!condition) std::abort();
}

std::string joined(std::string_view ours, std::string_view theirs) {
  auto a = file::read(ours);
  auto b = file::read(theirs);
  require(a && b);
  const auto patched = a->plan.merge(merge::join(a->plan, b->plan).patch, model::Edit("merge"));
  require(patched.has_value());
  return file::write(a->plan);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(file::halves_of_git_conflict(bytes));
  const auto split = bytes.find('\0');
  if (split == std::string_view::npos) return 0;
  const auto a = file::read(bytes.substr(0, split));
  const auto b = file::read(bytes.substr(split + 1));
  if (!a || !b || a->plan.id() != b->plan.id()) return 0;

  merge::Preview preview(a->plan);
  const merge::Contribution brought = preview.add("b", b->plan);
  static_cast<void>(merge::contribution_text(brought) + merge::oddities_text(brought.oddities));
  static_cast<void>(merge::report(preview.changes(), a->plan, preview.merged()));
  static_cast<void>(merge::report(preview.new_conflicts(), preview.merged()));

  const std::string ours = file::write(a->plan);
  const std::string theirs = file::write(b->plan);
  const std::string ab = joined(ours, theirs);
  require(ab == file::write(preview.merged()));
  require(ab == joined(theirs, ours));
  // Limits hold for what comes from files; a join of two large ones may be above them.
  if (!file::read(ab)) return 0;
  require(joined(ab, theirs) == ab);
  require(joined(ab, ours) == ab);
  return 0;
}
