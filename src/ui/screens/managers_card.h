// Who of ours looks after an account and its branches: local and global managers, roles with their
// credit, what each has credit for, and who reports to whom on both sides.
#pragma once

#include <vector>

#include "core/analysis/credits.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/screens/branch_book.h"
#include "ui/screens/record_table.h"

namespace keyplan::ui {

class ManagersCard {
 public:
  ManagersCard();
  void frame(ScreenContext& in, model::Id account);

 private:
  MadeFor made_for_;
  std::vector<analysis::RoleHolder> today_;
  RecordTable roles_;
};

class CreditsCard {
 public:
  /// Of the account with its branches.
  void frame(ScreenContext& in, BranchBook& book, model::Id account);

 private:
  std::uint64_t made_for_ = ~0ull;
  model::Id account_;
  analysis::Credits credits_;
  std::vector<analysis::Figure> figures_;
};

class ReportingCard {
 public:
  void frame(ScreenContext& in);

 private:
  MadeFor made_for_;
  std::vector<analysis::ManagerLine> lines_;
};

}  // namespace keyplan::ui
