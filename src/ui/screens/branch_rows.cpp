#include "ui/screens/branch_rows.h"

#include <algorithm>
#include <functional>

#include "core/text/fold.h"

namespace keyplan::ui {

using analysis::Branch;
using analysis::Branches;
using analysis::Place;
using model::Id;
using model::Kind;

namespace {

/// Ids of records have their upper bits free.
std::uint64_t key_of(const std::string& place) {
  return std::hash<std::string>()(place) | std::uint64_t{1} << 63;
}

}  // namespace

void BranchRows::make(const ScreenContext& in, const Branches& branches, Wanted wanted) {
  rows_.clear();
  any_group_ = std::ranges::any_of(branches.all(), [](const Branch& one) { return one.below > 0; });
  switch (wanted.view) {
    case BranchView::groups:
      groups(in, branches, wanted.singles || !any_group_);
      return;
    case BranchView::regions:
      places_ = branches.by_region(in.plan);
      break;
    case BranchView::countries:
      places_ = branches.by_country(in.plan);
      break;
  }
  places(in, branches, places_, wanted.view == BranchView::regions ? "region" : "country", 0, -1);
}

void BranchRows::groups(const ScreenContext& in, const Branches& branches, bool singles) {
  std::unordered_set<Id, model::IdHash> homeless;
  for (const analysis::BranchFault& fault : branches.faults()) homeless.insert(fault.account);
  const auto& all = branches.all();
  std::vector<std::ptrdiff_t> above;  // rows, by depth
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Branch& branch = all[i];
    const bool faulty = homeless.contains(branch.account);
    if (branch.parent == Branch::none && branch.below == 0 && !singles && !faulty) continue;
    const std::uint64_t key = branch.account.bits;
    const bool open = branch.below > 0 && open_.contains(key);
    above.resize(branch.depth);
    rows_.push_back({.key = key,
                     .account = branch.account,
                     .name = name_of(in.plan, {Kind::account, branch.account}),
                     .own = &branch.own,
                     .all = &branch.group,
                     .tree = {.depth = static_cast<int>(branch.depth),
                              .below = branch.below > 0,
                              .open = open,
                              .parent = above.empty() ? -1 : above.back()},
                     .needs_home = faulty});
    above.push_back(static_cast<std::ptrdiff_t>(rows_.size()) - 1);
    if (!open) i += branch.below;
  }
}

void BranchRows::places(const ScreenContext& in, const Branches& branches,
                        const std::vector<Place>& list, const std::string& above, int depth,
                        std::ptrdiff_t parent) {
  for (const Place& place : list) {
    const std::string path = above + '\n' + text::folded(place.name);
    const std::uint64_t key = key_of(path);
    const bool open = open_.contains(key);
    const std::string_view what =
        depth == 0 && above == "region" ? "No region set" : "No country set";
    rows_.push_back({.key = key,
                     .account = {},
                     .name = place.name.empty() ? std::string(what) : place.name,
                     .own = nullptr,
                     .all = &place.totals,
                     .tree = {.depth = depth, .below = true, .open = open, .parent = parent}});
    if (!open) continue;
    const auto row = static_cast<std::ptrdiff_t>(rows_.size()) - 1;
    if (!place.parts.empty()) {
      places(in, branches, place.parts, path, depth + 1, row);
      continue;
    }
    for (const Id account : place.accounts) {
      const Branch* branch = branches.find(account);
      rows_.push_back({.key = account.bits,
                       .account = account,
                       .name = name_of(in.plan, {Kind::account, account}),
                       .own = &branch->own,
                       .all = &branch->own,
                       .tree = {.depth = depth + 1, .parent = row}});
    }
  }
}

void BranchRows::fold(std::uint64_t key, bool open) {
  if (open)
    open_.insert(key);
  else
    open_.erase(key);
}

void BranchRows::fold_all(const Branches& branches, bool open) {
  open_.clear();
  if (!open) return;
  for (const Branch& branch : branches.all())
    if (branch.below > 0) open_.insert(branch.account.bits);
  for (const char* view : {"region", "country"}) open_places(places_, view);
}

void BranchRows::open_places(const std::vector<Place>& list, const std::string& above) {
  for (const Place& place : list) {
    const std::string path = above + '\n' + text::folded(place.name);
    open_.insert(key_of(path));
    open_places(place.parts, path);
  }
}

void BranchRows::reveal(const Branches& branches, Id account) {
  const Branch* at = branches.find(account);
  while (at != nullptr && at->parent != Branch::none) {
    at = &branches.all()[at->parent];
    open_.insert(at->account.bits);
  }
}

}  // namespace keyplan::ui
