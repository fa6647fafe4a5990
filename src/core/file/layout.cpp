#include "core/file/layout.h"

#include <array>
#include <span>

#include "core/file/json.h"
#include "core/sorting/sort.h"

namespace keyplan::file {
namespace {

using namespace model;

std::string line_prefix(std::string_view key) { return "\n   " + quoted(key) + ": "; }

std::vector<Line> lines_of(std::span<const FieldInfo> fields) {
  std::vector<Line> lines{{line_prefix("kind"), nullptr, "kind"}};
  for (const FieldInfo& field : fields)
    lines.push_back({line_prefix(field.key), &field, field.key});
  keyplan::sort(lines, {}, &Line::key);
  return lines;
}

}  // namespace

const std::vector<Line>& lines_of(const KindInfo* kind) {
  static const auto of_kinds = [] {
    std::array<std::vector<Line>, kind_count> all;
    for (const KindInfo& info : all_kinds()) {
      all[static_cast<std::size_t>(info.kind)] = lines_of(info.fields);
    }
    return all;
  }();
  static const std::vector<Line> of_others = lines_of(std::span<const FieldInfo>{});
  return kind == nullptr ? of_others : of_kinds[static_cast<std::size_t>(kind->kind)];
}

}  // namespace keyplan::file
