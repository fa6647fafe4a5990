// What differs between two states of a plan, in the user's terms: for the preview of a merge, and
// for `keyplan diff`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::merge {

enum class What : std::uint8_t { added, changed, removed };

struct FieldChange {
  std::string key;
  std::optional<std::uint16_t> field;  // nothing: a member this build does not know
  model::Value before;                 // of such a member: its JSON
  model::Value after;
};

struct RecordChange {
  What what = What::added;
  bool erased = false;  // removed for good
  model::RecordKey record;
  std::string title;                // of the later state where there is one
  model::Id account;                // that it belongs to, or is
  model::Stamp latest;              // of what is different, in `after`; of `before` when erased
  std::vector<FieldChange> fields;  // of a changed record; concurrent values do not count
};

struct Changes {
  std::vector<RecordChange> records;  // accounts first, then by kind, title and id
  std::size_t unknown_kinds = 0;      // records of kinds that this build does not know

  std::size_t count(What what) const;
  bool empty() const { return records.empty() && unknown_kinds == 0; }
};

/// Fields that two states of a record show differently, each in its own plan.
std::vector<FieldChange> changed_fields(model::Kind kind, const model::RecordBase& before,
                                        const model::RecordBase& after);

/// Both are states of one plan, or two plans that share record ids.
Changes changes(const model::Plan& before, const model::Plan& after);

}  // namespace keyplan::merge
