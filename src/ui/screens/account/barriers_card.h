// What makes leaving hard: what is good for the customer, and what is good only for us.
#pragma once

#include <array>

#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

class BarriersCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  using Barrier = model::Record<model::ExitBarrier>;
  struct Side {
    std::vector<const Barrier*> barriers;
    std::size_t shown = 0;
    AddField add;
  };
  void make(const ScreenContext& in, model::Id account);
  void side(ScreenContext& in, model::Id account, std::size_t which);
  void barrier(ScreenContext& in, const Barrier& barrier);

  MadeFor made_for_;
  model::Id account_;
  std::array<Side, 3> sides_;  // by Benefits; the first for those nobody has judged yet
};

}  // namespace keyplan::ui
