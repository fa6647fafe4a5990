// Words with a usual spelling, for offering corrections: sectors and countries.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace keyplan::exchange {

[[nodiscard]] std::span<const std::string_view> usual_sectors();
[[nodiscard]] std::span<const std::string_view> usual_countries();

/// The usual word written like the user writes: "technolgy" gets "technology", not "Technology".
[[nodiscard]] std::string in_case_of(std::string_view usual, std::string_view written);

}  // namespace keyplan::exchange
