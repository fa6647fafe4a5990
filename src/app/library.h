// The library: question sets, playbooks and plan templates to choose from.
#pragma once

#include <string_view>

namespace keyplan::app {

/// assets/library/library.keyplan.json, a plan file that is part of the program.
std::string_view library_bytes();

}  // namespace keyplan::app
