// The plan file as JSON Schema 2020-12, made from the description of the records. The copy in
// assets/schema is for other tools; a test keeps it current.
#pragma once

#include <string>

namespace keyplan::file {

std::string schema();

}  // namespace keyplan::file
