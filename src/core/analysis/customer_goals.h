// What the customer wants and what stands in its way, and what of ours answers it; and what we know
// of that the customer has not seen.
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::analysis {

/// A problem or opportunity of the customer that only we have seen so far.
bool is_unseen(model::InsightType type);

struct TheirGoal {
  const model::Record<model::Insight>* insight = nullptr;
  model::Id offering;            // it names, else of a solution it is linked to on the insight map
  model::Id through;             // that solution; none: it names the offering itself
  std::vector<model::Id> goals;  // of ours that help with it
  bool answered() const { return static_cast<bool>(offering); }
};

/// Goals, pressures, initiatives and obstacles, in this order and then by date: neither solutions
/// nor what the customer has not seen. Answered is what an offering of ours answers.
struct CustomerAlignment {
  std::vector<TheirGoal> theirs;
  std::uint32_t answered = 0;
};
CustomerAlignment customer_alignment(const model::Plan& plan, model::Id account);

/// What has been made of something the customer has not seen: goals of ours that help with it,
/// risks and actions that follow from it.
struct Unseen {
  const model::Record<model::Insight>* insight = nullptr;
  std::vector<model::RecordKey> followed_by;
};
struct UnseenRegister {
  std::vector<Unseen> entries;  // those not told yet first, then the latest told first
  std::uint32_t told = 0;       // up to today
};
UnseenRegister unseen_register(const model::Plan& plan, model::Id account, model::Date today);

}  // namespace keyplan::analysis
