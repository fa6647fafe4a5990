// Who changed what in an account, as its records still show it: each value knows the stamp of the
// action that wrote it. Values that were overwritten since are not told; the states kept on the
// device have them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::analysis {

struct HistoryItem {
  enum class What : std::uint8_t { added, set, removed };
  What what = What::set;
  model::RecordKey record;
  std::uint16_t field = 0;  // of What::set
};

/// One action of one person.
struct HistoryEntry {
  model::Stamp stamp;
  std::string who;                // "" when unknown
  std::int64_t unix_minutes = 0;  // when the session of the action began
  std::vector<HistoryItem> items;
};

/// Latest first, at most `most` of them. Records that were removed are among them.
std::vector<HistoryEntry> account_history(const model::Plan& plan, model::Id account,
                                          std::size_t most);

/// "changed Status of Prepare QBR deck", "added 12 people", in the words of the records.
std::string sentence(const HistoryEntry& entry, const model::Plan& plan);

}  // namespace keyplan::analysis
