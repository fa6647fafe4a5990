// Somebody at the customer leaves: what they were in, who could follow, and what to do about it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/analysis/departure.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class PersonLeavesDialog {
 public:
  void open(model::Id person);
  bool is_open() const { return open_; }
  void frame(ScreenContext& in);

 private:
  void refresh(const ScreenContext& in);
  void named_in(ScreenContext& in) const;
  void successors(ScreenContext& in) const;
  void actions(ScreenContext& in);
  void note(ScreenContext& in);

  bool open_ = false;
  model::Id person_;
  std::uint64_t revision_ = ~0ull;
  analysis::PersonLeaves leaves_;
  std::vector<bool> wanted_;  // of the proposed actions
};

}  // namespace keyplan::ui
