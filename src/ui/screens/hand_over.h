// A colleague leaves: what moves to whom, as one edit, and as the pages that go with it.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/analysis/departure.h"
#include "core/share/hand_over_page.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

/// Who takes over.
struct Successors {
  model::Id usual;                                                     // of what is not said here:
  std::unordered_map<model::Id, model::Id, model::IdHash> of_account;  // by account
  model::Id of(model::Id account) const {
    const auto found = of_account.find(account);
    return found == of_account.end() || !found->second ? usual : found->second;
  }
};

/// A call as it stands: by whom and until when, as the action that plans it says where there is
/// one.
struct CallState {
  const model::Record<model::Action>* action = nullptr;
  model::Id caller;
  model::Date until;
  bool made = false;
};
/// The action that plans the call: an open one, else one done within the last month.
CallState state_of(const ScreenContext& in, const analysis::Call& call,
                   const Successors& successors);
/// Plans a call as an action.
model::Edit call_edit(const ScreenContext& in, const analysis::Call& call, model::Id caller,
                      model::Date until);

/// Reviews to come that they lead.
std::vector<model::RecordKey> next_reviews(const ScreenContext& in, model::Id member);

/// Moves ownership, and adds the calls as actions.
model::Edit hand_over_edit(const ScreenContext& in, const analysis::MemberLeaves& leaves,
                           const Successors& successors);

share::HandOverPack hand_over_pack(const ScreenContext& in, const analysis::MemberLeaves& leaves,
                                   const Successors& successors);

}  // namespace keyplan::ui
