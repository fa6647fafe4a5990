// The rows of the page about branches: groups with their branches, or regions, countries and what
// is in them, as far as they are unfolded.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/analysis/branches.h"
#include "ui/screens/screen.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

enum class BranchView : std::uint8_t { groups, regions, countries };

struct BranchRow {
  std::uint64_t key = 0;  // of an account: its id
  model::Id account;      // none: a region or country
  std::string name;
  const analysis::BranchTotals* own = nullptr;
  const analysis::BranchTotals* all = nullptr;
  TreeRow tree;
  bool needs_home = false;
};

class BranchRows {
 public:
  struct Wanted {
    BranchView view = BranchView::groups;
    bool singles = false;  // accounts that belong to no group as well
  };
  /// `branches` must outlive the rows.
  void make(const ScreenContext& in, const analysis::Branches& branches, Wanted wanted);
  /// Whether anything belongs to a group at all.
  bool any_group() const { return any_group_; }
  const std::vector<BranchRow>& rows() const { return rows_; }

  void fold(std::uint64_t key, bool open);
  void fold_all(const analysis::Branches& branches, bool open);
  /// Unfolds what is above an account.
  void reveal(const analysis::Branches& branches, model::Id account);

 private:
  void groups(const ScreenContext& in, const analysis::Branches& branches, bool singles);
  void places(const ScreenContext& in, const analysis::Branches& branches,
              const std::vector<analysis::Place>& list, const std::string& above, int depth,
              std::ptrdiff_t parent);

  void open_places(const std::vector<analysis::Place>& list, const std::string& above);

  std::vector<BranchRow> rows_;
  std::vector<analysis::Place> places_;
  std::unordered_set<std::uint64_t> open_;
  bool any_group_ = false;
};

}  // namespace keyplan::ui
