#include "core/model/records.h"

#include <algorithm>
#include <array>

namespace keyplan::model {

std::span<const KindInfo* const> detail::kind_table() {
#define KEYPLAN_KIND(name, Type) &Described<Type>::info,
  static constexpr std::array<const KindInfo*, kind_count> kinds{
      KEYPLAN_RECORD_KINDS(KEYPLAN_KIND)};
#undef KEYPLAN_KIND
  return kinds;
}

const KindInfo* find_kind(std::string_view key) {
  const auto kinds = detail::kind_table();
  const auto found = std::ranges::find(kinds, key, &KindInfo::key);
  return found == kinds.end() ? nullptr : *found;
}

std::optional<std::uint16_t> find_field(Kind kind, std::string_view key) {
  const auto fields = info(kind).fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].key == key) return static_cast<std::uint16_t>(i);
  }
  return std::nullopt;
}

}  // namespace keyplan::model
