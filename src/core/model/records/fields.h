// What the descriptions of many record kinds have in common.
#pragma once

#include "core/model/describe.h"

namespace keyplan::model {

/// The account a record belongs to.
template <auto Member>
constexpr FieldInfo account_field(Privacy privacy = Privacy::internal) {
  return field<Member>("account", "Account", {.privacy = privacy, .required = true});
}

/// A long text that may say anything about anybody.
template <auto Member>
constexpr FieldInfo notes_field(std::string_view key = "notes", std::string_view label = "Notes",
                                std::string_view help = {}) {
  return field<Member>(
      key, label, {.help = help, .privacy = Privacy::notes, .long_text = true, .searchable = true});
}

/// Place in a list that people put in order.
template <auto Member>
constexpr FieldInfo order_field() {
  return field<Member>("ord", "Order", {.privacy = Privacy::open});
}

/// What follows from an insight: the question every one of them is asked.
template <auto Member>
constexpr FieldInfo so_what_field() {
  return field<Member>("so_what", "So what",
                       {.help = "What it means for us, and what we will do about it.",
                        .privacy = Privacy::notes,
                        .long_text = true,
                        .searchable = true});
}

/// The answer to "are these two the same?" is kept here, so that it is not asked again.
template <auto Member>
constexpr FieldInfo also_known_as(Privacy privacy) {
  return field<Member>(
      "also_known_as", "Also known as",
      {.help = "Other names and source ids, one on a line: imports know it by them.",
       .privacy = privacy,
       .long_text = true,
       .searchable = true});
}

/// Identity in the system a record was imported from.
template <auto Member>
constexpr FieldInfo source_field(std::string_view aliases) {
  return field<Member>("source", "Source id", {.aliases = aliases});
}

/// The place of a kind in files and on screens.
template <class T>
constexpr KindInfo kind_info(std::string_view key, std::string_view label, std::string_view plural,
                             std::span<const FieldInfo> fields) {
  return {kind_of<T>, key, label, plural, fields};
}

/// The same of a kind whose records belong to an account: their name comes first, then it.
template <class T>
constexpr KindInfo account_kind_info(std::string_view key, std::string_view label,
                                     std::string_view plural, std::span<const FieldInfo> fields) {
  return {kind_of<T>, key, label, plural, fields, 0, 1};
}

}  // namespace keyplan::model
