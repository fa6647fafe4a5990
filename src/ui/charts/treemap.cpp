#include "ui/charts/treemap.h"

#include <algorithm>
#include <limits>

namespace keyplan::ui {

std::vector<Box> squarified(std::span<const double> sizes, Box space) {
  std::vector<Box> boxes;
  boxes.reserve(sizes.size());
  double rest = 0;
  for (const double size : sizes) rest += size;
  std::size_t begin = 0;
  while (begin < sizes.size()) {
    const double width = std::max(0.0f, space.width()), height = std::max(0.0f, space.height());
    const double side = std::min(width, height);
    const double scale = rest > 0 ? width * height / rest : 0;
    // As many in one row along the shorter side as make it squarer.
    std::size_t end = begin;
    double row = 0;
    double worst = std::numeric_limits<double>::max();
    while (end < sizes.size()) {
      const double with = (row + sizes[end]) * scale;
      const double least = sizes[end] * scale, most = sizes[begin] * scale;
      const double ratio =
          least <= 0 || side <= 0 || with <= 0
              ? std::numeric_limits<double>::max()
              : std::max(side * side * most / (with * with), with * with / (side * side * least));
      if (end > begin && ratio > worst) break;
      worst = ratio;
      row += sizes[end];
      ++end;
    }
    const bool beside = width >= height;  // the row is a column at the left
    const double thick = side > 0 ? row * scale / side : 0;
    double along = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const double part = row > 0 ? side * sizes[i] / row : 0;
      const auto from = static_cast<float>(along), to = static_cast<float>(along + part);
      const auto depth = static_cast<float>(thick);
      boxes.push_back(beside ? Box{space.x0, space.y0 + from, space.x0 + depth, space.y0 + to}
                             : Box{space.x0 + from, space.y0, space.x0 + to, space.y0 + depth});
      along += part;
    }
    (beside ? space.x0 : space.y0) += static_cast<float>(thick);
    rest -= row;
    begin = end;
  }
  return boxes;
}

}  // namespace keyplan::ui
