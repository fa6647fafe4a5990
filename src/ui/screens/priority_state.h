// Priorities of all accounts as the screens show them: brought up to date after a change, and
// ranked again with the weights that are being tried out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/priority_book.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class PriorityState {
 public:
  /// `tried`: weights by criterion while one is dragged, else empty.
  void refresh(const ScreenContext& in, std::span<const double> tried = {});

  const analysis::PriorityBase& base() const { return book_.base(); }
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
  analysis::PriorityBook book_;
  std::vector<analysis::Priority> all_;
  std::vector<double> tried_;
  std::uint64_t made_for_ = 0;  // of the book
  std::uint64_t version_ = 0;
};

/// Ids of the plan's criteria in their order. Where it has none yet, the edit adds the usual ones.
std::vector<model::Id> own_criteria(const ScreenContext& in, model::Edit& edit);

}  // namespace keyplan::ui
