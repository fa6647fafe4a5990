#pragma once

#include <string_view>

namespace keyplan::ui {

// "Ctrl+Shift+Z", "F2", "Enter", "i" as a key chord of Dear ImGui; no key in it when unknown.
int key_chord(std::string_view chord);

}  // namespace keyplan::ui
