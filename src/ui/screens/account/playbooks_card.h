// Playbooks at an account: which are being played and how far they are, and the start of another.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

class PlaybooksCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  struct Entry {
    const model::Plan* from = nullptr;  // the plan, or the library
    model::Id playbook;
    std::string name;
    std::string purpose;
    std::size_t planned = 0;  // actions of it at this account
    std::size_t done = 0;
  };
  void collect(ScreenContext& in, model::Id account);

  std::vector<Entry> played_;
  std::vector<Entry> others_;  // by purpose and name
  std::vector<std::string> labels_;
  MadeFor made_for_;
};

}  // namespace keyplan::ui
