// What several people wrote without knowing of each other, as a view of a plan: computed when it is
// looked at, never written back. A conflict ends when somebody writes the field, or removes or
// restores the record, having seen both sides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::merge {

enum class ConflictKind : std::uint8_t {
  values,                // a field has several values
  edited_and_removed,    // somebody removed the record, somebody else wrote to it: it is shown
  restored_and_removed,  // somebody removed it again, somebody else restored it: it is shown
};

/// One side of a conflict.
struct Side {
  model::Stamp stamp;    // who and when, by Plan::sessions()
  model::Value value;    // of a field this build describes; empty = cleared
  std::string json;      // the same as in the file; "" = cleared
  bool fits = true;      // false: `json` is no value this build can show in the field
  bool removed = false;  // this side removed the record
};

struct Conflict {
  ConflictKind kind = ConflictKind::values;
  model::RecordKey record;
  std::string key;                     // of the member; "" when it is about the whole record
  std::optional<std::uint16_t> field;  // nothing: a member this build does not know
  std::vector<Side> sides;             // the one that is shown first
};

/// Of one record; nothing when it does not exist or is hidden.
std::vector<Conflict> conflicts_of(const model::Plan& plan, model::RecordKey record);
/// Of all records, sorted by record.
std::vector<Conflict> conflicts(const model::Plan& plan);

/// Equal for the same conflict in two states of a plan: same record, same sides.
std::string signature(const Conflict& conflict);

/// The edit operation that settles a conflict in favour of a side: an ordinary write that has seen
/// all of them. False when this build cannot write the value.
bool settle(model::Edit& edit, const Conflict& conflict, const Side& side);

/// "Ana", or "somebody" where the session has no name.
std::string_view author(const model::Plan& plan, model::Stamp stamp);

}  // namespace keyplan::merge
