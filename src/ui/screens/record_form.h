// Forms made from the description of a record kind: one in-place editor per field type. A new field
// of a record appears here without a change.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "ui/screens/screen.h"

namespace keyplan::ui {

/// What a field looks like in a row of a table: long texts on one line; those of several lines are
/// only shown, and changed where all fields of the record are.
bool record_cell(ScreenContext& in, model::RecordKey key, std::uint16_t field,
                 Align align = Align::left);

/// Editor of one field; queues the edit when a value is committed. True when it did.
bool record_field(ScreenContext& in, model::RecordKey key, std::uint16_t field, FieldLook look,
                  Align align = Align::left);

template <auto Member>
bool record_field(ScreenContext& in, model::Id id, FieldLook look = FieldLook::property,
                  Align align = Align::left) {
  using T = typename model::detail::MemberOf<decltype(Member)>::Class;
  return record_field(in, {model::kind_of<T>, id}, model::field_index<Member>(), look, align);
}

/// The same of a record that is not there yet: the first value entered adds it, as one step. Once
/// it is there, its own values are shown.
bool draft_field(ScreenContext& in, model::Kind kind, const model::RecordBase& draft,
                 std::uint16_t field, FieldLook look = FieldLook::property);

/// All fields of a record below each other, except the ones named. `focus` gets the keyboard.
void record_form(ScreenContext& in, model::RecordKey key,
                 std::initializer_list<std::string_view> except = {},
                 std::optional<std::uint16_t> focus = {});

}  // namespace keyplan::ui
