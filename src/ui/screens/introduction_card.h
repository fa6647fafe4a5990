// Who speaks for us in a group, which branch is next, and who could introduce us there, step by
// step with reasons.
#pragma once

#include <string>
#include <vector>

#include "ui/screens/branch_book.h"

namespace keyplan::ui {

class IntroductionCard {
 public:
  void advocate(ScreenContext& in, BranchBook& book, model::Id account);
  void introduction(ScreenContext& in, BranchBook& book, model::Id account);
  /// The branch to be introduced to; answers whether there is one.
  void choose(model::Id branch) { target_ = branch; }

 private:
  void refresh(ScreenContext& in, BranchBook& book, model::Id account);
  void steps(ScreenContext& in);
  void next_branches(ScreenContext& in, const BranchBook::Group& group);

  std::uint64_t made_for_ = ~0ull;
  model::Id of_;
  model::Id target_;  // chosen; none: the first of the next branches
  model::Id shown_;
  analysis::Introduction way_;
  bool asked_ = false;
  RecordChoices::List branches_;  // of the group
};

}  // namespace keyplan::ui
