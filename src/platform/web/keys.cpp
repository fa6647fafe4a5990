#include "platform/web/keys.h"

#include <utility>

namespace keyplan::platform {
namespace {

constexpr std::pair<std::string_view, ImGuiKey> named_keys[] = {
    {"Tab", ImGuiKey_Tab},
    {"ArrowLeft", ImGuiKey_LeftArrow},
    {"ArrowRight", ImGuiKey_RightArrow},
    {"ArrowUp", ImGuiKey_UpArrow},
    {"ArrowDown", ImGuiKey_DownArrow},
    {"PageUp", ImGuiKey_PageUp},
    {"PageDown", ImGuiKey_PageDown},
    {"Home", ImGuiKey_Home},
    {"End", ImGuiKey_End},
    {"Insert", ImGuiKey_Insert},
    {"Delete", ImGuiKey_Delete},
    {"Backspace", ImGuiKey_Backspace},
    {"Space", ImGuiKey_Space},
    {" ", ImGuiKey_Space},
    {"Enter", ImGuiKey_Enter},
    {"Escape", ImGuiKey_Escape},
    {"ControlLeft", ImGuiKey_LeftCtrl},
    {"ControlRight", ImGuiKey_RightCtrl},
    {"ShiftLeft", ImGuiKey_LeftShift},
    {"ShiftRight", ImGuiKey_RightShift},
    {"AltLeft", ImGuiKey_LeftAlt},
    {"AltRight", ImGuiKey_RightAlt},
    {"MetaLeft", ImGuiKey_LeftSuper},
    {"MetaRight", ImGuiKey_RightSuper},
    {"ContextMenu", ImGuiKey_Menu},
    {"Quote", ImGuiKey_Apostrophe},
    {"Comma", ImGuiKey_Comma},
    {"Minus", ImGuiKey_Minus},
    {"Period", ImGuiKey_Period},
    {"Slash", ImGuiKey_Slash},
    {"Semicolon", ImGuiKey_Semicolon},
    {"Equal", ImGuiKey_Equal},
    {"BracketLeft", ImGuiKey_LeftBracket},
    {"Backslash", ImGuiKey_Backslash},
    {"BracketRight", ImGuiKey_RightBracket},
    {"Backquote", ImGuiKey_GraveAccent},
    {"NumpadDecimal", ImGuiKey_KeypadDecimal},
    {"NumpadDivide", ImGuiKey_KeypadDivide},
    {"NumpadMultiply", ImGuiKey_KeypadMultiply},
    {"NumpadSubtract", ImGuiKey_KeypadSubtract},
    {"NumpadAdd", ImGuiKey_KeypadAdd},
    {"NumpadEnter", ImGuiKey_KeypadEnter},
    {"NumpadEqual", ImGuiKey_KeypadEqual},
    {"F1", ImGuiKey_F1},
    {"F2", ImGuiKey_F2},
    {"F3", ImGuiKey_F3},
    {"F4", ImGuiKey_F4},
    {"F5", ImGuiKey_F5},
    {"F6", ImGuiKey_F6},
    {"F7", ImGuiKey_F7},
    {"F8", ImGuiKey_F8},
    {"F9", ImGuiKey_F9},
    {"F10", ImGuiKey_F10},
    {"F11", ImGuiKey_F11},
    {"F12", ImGuiKey_F12},
};

ImGuiKey named(std::string_view name) {
  for (const auto& [known, key] : named_keys) {
    if (known == name) return key;
  }
  return ImGuiKey_None;
}

ImGuiKey letter(std::string_view name) {
  if (name.size() != 1) return ImGuiKey_None;
  const char lower = static_cast<char>(name[0] | 0x20);
  return lower >= 'a' && lower <= 'z' ? static_cast<ImGuiKey>(ImGuiKey_A + (lower - 'a'))
                                      : ImGuiKey_None;
}

ImGuiKey digit(std::string_view name, ImGuiKey zero) {
  if (name.size() != 1 || name[0] < '0' || name[0] > '9') return ImGuiKey_None;
  return static_cast<ImGuiKey>(zero + (name[0] - '0'));
}

}  // namespace

ImGuiKey key_from_browser(std::string_view code, std::string_view key) {
  if (const ImGuiKey found = letter(key)) return found;
  if (code.starts_with("Key")) return letter(code.substr(3));  // a layout without Latin letters
  if (code.starts_with("Digit")) return digit(code.substr(5), ImGuiKey_0);
  if (code.starts_with("Numpad")) {
    if (const ImGuiKey found = digit(code.substr(6), ImGuiKey_Keypad0)) return found;
  }
  if (const ImGuiKey found = named(code)) return found;
  return named(key);
}

}  // namespace keyplan::platform
