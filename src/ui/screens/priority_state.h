// Priorities of all accounts as the screens show them: worked out once after a change, and again
// with the weights that are being tried out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/analysis/priorities.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class PriorityState {
 public:
  /// `tried`: weights by criterion while one is dragged, else empty.
  void refresh(const ScreenContext& in, std::span<const double> tried = {});

  const analysis::PriorityBase& base() const { return base_; }
  struct Of {
    const analysis::PriorityAccount* facts = nullptr;
    const analysis::Priority* priority = nullptr;
    std::size_t place = 0;  // in base().accounts
  };
  std::optional<Of> find(model::Id account) const;
  /// How `find(account)` came about.
  analysis::Figure figure(std::size_t place) const;
  /// Grows whenever something changed.
  std::uint64_t version() const { return version_; }

 private:
  analysis::PriorityBase base_;
  std::vector<analysis::Priority> all_;
  std::vector<double> tried_;
  std::unordered_map<model::Id, std::size_t, model::IdHash> places_;
  std::uint64_t made_for_ = 0;
  std::uint64_t revision_ = ~0ull;
  std::uint64_t version_ = 0;
};

/// Ids of the plan's criteria in their order. Where it has none yet, the edit adds the usual ones.
std::vector<model::Id> own_criteria(const ScreenContext& in, model::Edit& edit);

}  // namespace keyplan::ui
