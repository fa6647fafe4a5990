// Keyboard events of the browser as Dear ImGui keys.
#pragma once

#include <string_view>

#include "imgui.h"

namespace keyplan::platform {

// `code` names the place of a key, `key` what it means in the user's layout (UI Events). Letters go
// by meaning, so that Ctrl+Z is where the user's Z is; all else by place, or by meaning where a
// phone gives no place. ImGuiKey_None for keys nobody listens to.
ImGuiKey key_from_browser(std::string_view code, std::string_view key);

}  // namespace keyplan::platform
