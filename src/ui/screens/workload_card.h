// Hours and money planned for accounts against what each manager has.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/analysis/workload.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class WorkloadCard {
 public:
  void frame(ScreenContext& in);

 private:
  std::vector<analysis::Workload> loads_;
  std::uint64_t made_for_ = 0;
  std::uint64_t revision_ = ~0ull;
};

}  // namespace keyplan::ui
