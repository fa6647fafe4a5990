// Field values as the JSON of plan files (plan-format.md B3), and back.
//   text, long text   string              date, period, currency   string ("2026-11-22", "2026-03",
//   "EUR") count             whole number        reference                string (record id)
//   percent           number of percent   choice                   string (its key)
//   rate              number              flag                     true
//   money             {"amount": minor units, "currency": "EUR"}
//   progress          {"probability": percent, "stage": "proposal"}, probability optional
// An empty field is absent from the file.
#pragma once

#include <string>
#include <string_view>

#include "core/file/json.h"
#include "core/model/describe.h"

namespace keyplan::file {

/// Adds `prefix`, the field's value and a comma; nothing when the field is empty. `data` is the
/// record's data struct.
void add_field(TextBuffer& out, std::string_view prefix, const model::FieldInfo& field,
               const void* data);

/// 12 characters, not quoted.
void add_id(TextBuffer& out, model::Id id);

/// Reads canonical JSON into the field. False, and the field unchanged, when the JSON is no value
/// of the field's type.
bool read_field(const model::FieldInfo& field, std::string_view json, void* data);

/// What a value of the field looks like, to complete "This is not ...": "a date like 2026-11-22".
std::string_view shape_of(model::FieldType type);

}  // namespace keyplan::file
