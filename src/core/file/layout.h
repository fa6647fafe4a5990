// The order in which the described members of a record stand in its text. Readers and writers share
// it: the one expects what the other makes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/records.h"

namespace keyplan::file {

struct Line {
  std::string prefix;             // line break, indent, key and colon
  const model::FieldInfo* field;  // null = "kind"
  std::string_view key;
};

/// Lines before "~", sorted by key. `kind` null: of a kind this build does not know.
const std::vector<Line>& lines_of(const model::KindInfo* kind);

}  // namespace keyplan::file
