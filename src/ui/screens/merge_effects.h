// What a merge does to the accounts it changes: health, whitespace and what the checks find. Worked
// out a few accounts a frame, because a merge may touch thousands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/merge/changes.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class MergeEffects {
 public:
  struct BeforeAfter {
    std::int64_t before = 0;
    std::int64_t after = 0;
  };
  struct AccountHealth {
    std::string name;
    std::optional<double> before;
    std::optional<double> after;
  };

  /// Goes on with the work; `after` is up to date with `merged`.
  void work(ScreenContext& in, const model::Plan& merged, analysis::Cache& after,
            const merge::Changes& changes);
  bool finished() const { return next_ >= accounts_.size(); }

  BeforeAfter findings;               // in the accounts that change
  BeforeAfter whitespace;             // minor units of the base currency
  std::vector<AccountHealth> health;  // where it changes, the largest change first

 private:
  void start(const merge::Changes& changes);

  std::vector<model::Id> accounts_;
  std::size_t next_ = 0;
  std::uint64_t revision_ = ~0ull;
  std::uint64_t merged_revision_ = ~0ull;
  const model::Plan* merged_ = nullptr;
  std::size_t records_ = 0;  // that change
};

}  // namespace keyplan::ui
