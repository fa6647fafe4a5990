// Text as people search for it.
#pragma once

#include <string>
#include <string_view>

namespace keyplan::text {

/// Lower case without accents, for Latin, Greek and Cyrillic; other characters stay. Runs of spaces
/// and line breaks become one space.
std::string folded(std::string_view text);
void append_folded(std::string& result, std::string_view text);

}  // namespace keyplan::text
