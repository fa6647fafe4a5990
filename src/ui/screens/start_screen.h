// What an empty Keyplan shows: the three ways to begin, and the sample.
#pragma once

#include "ui/screens/screen.h"

namespace keyplan::ui {

/// `stored`: plans on this device that can be opened. Answers the one that was chosen.
struct StoredPlan {
  std::string title;
  std::string saved;  // "saved 21 Nov 2026"
};
std::optional<std::size_t> start_screen(ScreenContext& in, const std::vector<StoredPlan>& stored);

}  // namespace keyplan::ui
