#include "core/sorting/sort.h"

#include <algorithm>
#include <numeric>

namespace keyplan::sorting {

std::vector<std::uint32_t> order_of(std::size_t count, const void* range, Before before) {
  std::vector<std::uint32_t> order;
  std::uint32_t in_order = 1;  // how many of the first ones are
  while (in_order < count && !before(range, in_order, in_order - 1)) ++in_order;
  if (in_order >= count) return order;
  order.resize(count);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order,
                           [=](std::uint32_t a, std::uint32_t b) { return before(range, a, b); });
  return order;
}

}  // namespace keyplan::sorting
