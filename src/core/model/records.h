// The record kinds of a plan and what generic code knows about them. The structs are in records/,
// by what they are about; their fields are described once, in the source file beside each header.
#pragma once

#include <optional>
#include <ranges>
#include <span>
#include <string_view>

#include "core/model/describe.h"
#include "core/model/records/book.h"
#include "core/model/records/causes.h"
#include "core/model/records/customer.h"
#include "core/model/records/goals.h"
#include "core/model/records/health.h"
#include "core/model/records/library.h"
#include "core/model/records/measures.h"
#include "core/model/records/organisation.h"
#include "core/model/records/outlook.h"
#include "core/model/records/people.h"
#include "core/model/records/priorities.h"
#include "core/model/records/value.h"
#include "core/model/records/work.h"

namespace keyplan::model {

inline constexpr Id settings_id{1};

namespace detail {
std::span<const KindInfo* const> kind_table();  // by Kind
}

inline const KindInfo& info(Kind kind) {
  return *detail::kind_table()[static_cast<std::size_t>(kind)];
}
template <class T>
const KindInfo& info() {
  return info(kind_of<T>);
}
/// Every KindInfo, in the order of Kind.
inline auto all_kinds() {
  return std::views::transform(detail::kind_table(),
                               [](const KindInfo* kind) -> const KindInfo& { return *kind; });
}
const KindInfo* find_kind(std::string_view key);

/// Index of a field by its key, if there is one.
std::optional<std::uint16_t> find_field(Kind kind, std::string_view key);

/// Index of a described member, e.g. field_index<&Account::name>().
template <auto Member>
std::uint16_t field_index() {
  using Class = typename detail::MemberOf<decltype(Member)>::Class;
  static const std::uint16_t index = [] {
    const auto fields = info<Class>().fields;
    std::uint16_t i = 0;
    while (fields[i].at != &detail::member_address<Member>) ++i;
    return i;
  }();
  return index;
}

template <class E>
std::string_view choice_label(E value) {
  return choices_of<E>[static_cast<std::size_t>(value)].label;
}

}  // namespace keyplan::model
