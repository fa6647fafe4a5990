// Joins two copies of a plan (plan-format.md B4): in any order, any number of times, with the same
// result, and without losing a value that its overwriter had not seen.
#pragma once

#include <string>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::merge {

/// What a join noticed that no honest copy brings along.
struct Oddities {
  /// A stamp with two values: the file was edited by hand, or forged. Both values are kept.
  struct Clash {
    model::Id record;
    std::string key;
  };
  std::vector<Clash> clashes;
  /// Records that their copy had seen and no longer has, without having removed or erased them:
  /// somebody deleted the lines by hand. They come back.
  std::vector<model::Id> missing_there;
  /// Their copy knows stamps of our running session that we never made.
  bool knows_our_future = false;
};

struct Joined {
  model::Patch patch;  // for Plan::merge of `ours`
  Oddities oddities;
  bool nothing_new = true;  // `ours` is the join already
};

/// Both must have the same plan id. Neither changes.
Joined join(const model::Plan& ours, const model::Plan& theirs);

}  // namespace keyplan::merge
