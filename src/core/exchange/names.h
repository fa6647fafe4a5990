// Names compared the way people compare them.
//
// Two names are equal when their folded forms are: surrounding space dropped, inner space
// collapsed, what cannot be seen ignored, case ignored for Latin, Greek and Cyrillic. What is only
// nearly equal is in likeness.h.
#pragma once

#include <string>
#include <string_view>

namespace keyplan::exchange {

// "  Acme   CORP " -> "acme corp". Also folds sharp s to ss and final sigma to sigma.
[[nodiscard]] std::string fold_name(std::string_view name);

// Without spaces around; inner space untouched. No-break spaces and what cannot be seen count as
// space.
[[nodiscard]] std::string_view trim(std::string_view text);

// Letters and digits only, folded: the form in which headers are compared ("Account Name" =
// "account_name").
[[nodiscard]] std::string squash(std::string_view name);

[[nodiscard]] bool is_letter_or_digit(char32_t c);
// Zero-width spaces and joiners, soft hyphens, marks of writing direction.
[[nodiscard]] bool is_invisible(char32_t c);

}  // namespace keyplan::exchange
