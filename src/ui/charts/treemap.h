// Boxes whose areas are as their sizes, as square as they can be (Bruls, Huizing and van Wijk,
// "Squarified treemaps").
#pragma once

#include <span>
#include <vector>

#include "ui/widgets/options.h"

namespace keyplan::ui {

// One box for each size, in the same order. Sizes are above zero, the largest first.
std::vector<Box> squarified(std::span<const double> sizes, Box space);

}  // namespace keyplan::ui
