// Times and sizes as the user reads them.
#pragma once

#include <cstdint>
#include <string>

#include "core/model/types.h"

namespace keyplan::app {

/// `offset` = minutes that the local time is ahead of UTC.
model::Date local_date(std::int64_t unix_minutes, std::int32_t offset);
std::string clock_text(std::int64_t unix_minutes, std::int32_t offset);  // "14:02"
std::string days_ago(std::int64_t days);                                 // "yesterday"
std::string size_text(std::uint64_t bytes);                              // "12 MB"

}  // namespace keyplan::app
