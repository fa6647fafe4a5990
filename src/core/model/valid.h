// What a plan may hold: exactly what its file can say. Checked before an edit changes anything.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/describe.h"

namespace keyplan::model {

inline constexpr std::size_t max_text_bytes = std::size_t{1} << 20;

/// Length of the valid UTF-8 character at the start of `text`; 0 when there is none.
std::size_t utf8_length(std::string_view text);
/// Offset of the first byte that is not UTF-8; npos when all is.
std::size_t find_bad_utf8(std::string_view text);

/// Why a plan cannot hold a value, to follow "... could not be done: "; nothing when it can.
std::optional<std::string_view> fault_of(const Value& value);
/// The same for the value a record has in a field, without making a copy of it.
std::optional<std::string_view> fault_of(const FieldInfo& field, const void* data);

}  // namespace keyplan::model
