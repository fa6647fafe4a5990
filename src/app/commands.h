// Everything that can be done from anywhere: one list for keys, the command palette and help.
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "ui/screens/screen.h"

namespace keyplan::app {

struct Command {
  std::string_view name;
  std::string_view chord;  // "" = none; Ctrl is Cmd on a Mac
  std::variant<ui::Request, ui::Page> does;
};

std::span<const Command> commands();

}  // namespace keyplan::app
