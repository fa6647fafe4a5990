// Describe once: each record kind is a plain struct and ONE table of fields (records/*.cpp).
// Reading, writing, JSON Schema, CSV mapping, search, forms and redaction walk that table; none of
// them names a field of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/model/kinds.h"
#include "core/model/types.h"

namespace keyplan::model {

enum class FieldType : std::uint8_t {
  text,
  long_text,
  money,
  percent,
  rate,
  count,
  date,
  period,
  currency,
  choice,
  reference,
  flag,
  progress,
  decimal,
  order
};

/// What a field tells, so that editions of a plan (core/share/edition.h) can leave it out.
enum class Privacy : std::uint8_t {
  open,        // what the customer knows or may know
  commercial,  // what was and what shall be sold: names and amounts
  internal,    // our goals, costs, judgements and plans
  notes,       // free text that may say anything about anybody
  name,        // of a person
  contact      // how a person is found: mail, phone, other names
};
inline constexpr std::size_t privacy_count = 6;

struct ChoiceInfo {
  std::string_view key;  // in files; "" for the first, which means "not chosen"
  std::string_view label;
  std::string_view aliases = {};  // words of other systems, separated by '|', lower case
};

/// Choices of an enum class; specialised next to each enum. Index = enumerator.
template <class E>
inline constexpr std::span<const ChoiceInfo> choices_of = {};

/// The part of a field's description that its C++ type does not already say.
struct FieldOptions {
  std::string_view aliases = {};  // CSV headers of other systems, '|' between, lower case
  std::string_view help = {};     // one sentence for forms and the data dictionary
  Privacy privacy = Privacy::internal;
  bool required = false;  // a record without it is incomplete (never refused)
  bool long_text = false;
  bool searchable = false;
  bool calendar = false;    // a period of calendar years, not of fiscal ones
  bool across = false;      // may point to a record of any account of the group
  std::uint16_t since = 0;  // minor version of the format that brought it
};

struct FieldInfo {
  std::string_view key;  // JSON member
  std::string_view label;
  FieldType type;
  FieldOptions options;
  std::span<const ChoiceInfo> choices;  // choice and progress fields
  Kind target;                          // reference fields
  /// Address of the member, for readers and writers of many records: a std::string, Money, Percent,
  /// ..., an Id for references, the enumerator's byte for choices.
  const void* (*at)(const void* data);

  Value get(const void* data) const;
  /// Is the value's type the field's? Empty values fit every field.
  bool fits(const Value& value) const;
  /// False when the value does not fit; the record is then unchanged.
  bool set(void* data, Value&& value) const;
  bool is_empty(const void* data) const;
  /// Whether two records have the same value.
  bool same(const void* a, const void* b) const;
  void copy(const void* from, void* to) const;
};

namespace detail {

template <class T>
struct MemberOf;
template <class C, class M>
struct MemberOf<M C::*> {
  using Class = C;
  using Type = M;
};

template <class T>
inline constexpr bool is_ref = false;
template <class T>
inline constexpr bool is_ref<Ref<T>> = true;
template <class T>
struct RefTarget;
template <class T>
struct RefTarget<Ref<T>> {
  using Type = T;
};

template <class M>
constexpr FieldType type_of(bool long_text) {
  if constexpr (std::is_same_v<M, std::string>)
    return long_text ? FieldType::long_text : FieldType::text;
  else if constexpr (std::is_same_v<M, Money>)
    return FieldType::money;
  else if constexpr (std::is_same_v<M, Percent>)
    return FieldType::percent;
  else if constexpr (std::is_same_v<M, Rate>)
    return FieldType::rate;
  else if constexpr (std::is_same_v<M, Count>)
    return FieldType::count;
  else if constexpr (std::is_same_v<M, Date>)
    return FieldType::date;
  else if constexpr (std::is_same_v<M, Period>)
    return FieldType::period;
  else if constexpr (std::is_same_v<M, Currency>)
    return FieldType::currency;
  else if constexpr (std::is_same_v<M, bool>)
    return FieldType::flag;
  else if constexpr (std::is_same_v<M, Progress>)
    return FieldType::progress;
  else if constexpr (std::is_same_v<M, Decimal>)
    return FieldType::decimal;
  else if constexpr (std::is_same_v<M, OrderKey>)
    return FieldType::order;
  else if constexpr (is_ref<M>)
    return FieldType::reference;
  else {
    static_assert(std::is_enum_v<M>, "no field type for this member");
    return FieldType::choice;
  }
}

template <auto Member>
const void* member_address(const void* data) {
  return &(static_cast<const typename MemberOf<decltype(Member)>::Class*>(data)->*Member);
}

}  // namespace detail

/// Calls `fn.template operator()<T>()` with the type at FieldInfo::at: choices are a byte.
template <class Fn>
decltype(auto) with_type(FieldType type, Fn&& fn) {
  switch (type) {
    case FieldType::text:
    case FieldType::long_text:
      return fn.template operator()<std::string>();
    case FieldType::money:
      return fn.template operator()<Money>();
    case FieldType::percent:
      return fn.template operator()<Percent>();
    case FieldType::rate:
      return fn.template operator()<Rate>();
    case FieldType::count:
      return fn.template operator()<Count>();
    case FieldType::date:
      return fn.template operator()<Date>();
    case FieldType::period:
      return fn.template operator()<Period>();
    case FieldType::currency:
      return fn.template operator()<Currency>();
    case FieldType::reference:
      return fn.template operator()<Id>();
    case FieldType::flag:
      return fn.template operator()<bool>();
    case FieldType::progress:
      return fn.template operator()<Progress>();
    case FieldType::decimal:
      return fn.template operator()<Decimal>();
    case FieldType::order:
      return fn.template operator()<OrderKey>();
    case FieldType::choice:
      break;
  }
  return fn.template operator()<std::uint8_t>();
}

template <auto Member>
constexpr FieldInfo field(std::string_view key, std::string_view label, FieldOptions options = {}) {
  using M = typename detail::MemberOf<decltype(Member)>::Type;
  FieldInfo info{key, label,          detail::type_of<M>(options.long_text), options,
                 {},  Kind::settings, &detail::member_address<Member>};
  if constexpr (detail::is_ref<M>) info.target = kind_of<typename detail::RefTarget<M>::Type>;
  if constexpr (std::is_enum_v<M>) static_assert(sizeof(M) == 1, "choices are kept as a byte");
  if constexpr (std::is_enum_v<M> || std::is_same_v<M, Progress>) info.choices = choices_of<M>;
  return info;
}

/// Everything generic code knows about a record kind.
struct KindInfo {
  Kind kind;
  std::string_view key;     // "kind" in files
  std::string_view label;   // "Account"
  std::string_view plural;  // "Accounts"
  std::span<const FieldInfo> fields;
  std::uint16_t title = 0;                    // field that names a record to a person
  std::optional<std::uint16_t> account = {};  // field that says which account a record belongs to
};

/// Description of a record kind, defined beside its fields.
template <class T>
struct Described {
  static const KindInfo info;
};
#define KEYPLAN_KIND(name, Type) \
  template <>                    \
  const KindInfo Described<Type>::info;
KEYPLAN_RECORD_KINDS(KEYPLAN_KIND)
#undef KEYPLAN_KIND

}  // namespace keyplan::model
