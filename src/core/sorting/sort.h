// keyplan::sort: std::ranges::stable_sort with one algorithm for all types of elements.
//
// The library's own is compiled anew for each type and each order: 885 of 4,087 kB of the page's
// code were copies of it, and a visitor waits for every one. Here a call adds little more than its
// comparison. The elements themselves are moved once each, however long the way of their places.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

namespace keyplan {
namespace sorting {

/// Whether one element of `range` stands before another, by their places.
using Before = bool (*)(const void* range, std::uint32_t a, std::uint32_t b);

/// The places of `count` elements, fewer than 2^32, in the order they should be in; empty where
/// they are. Those of which neither stands before the other keep their order.
std::vector<std::uint32_t> order_of(std::size_t count, const void* range, Before before);

template <class Iterator, class Compare, class Projection>
struct Sorted {
  Iterator first;
  Compare& compare;
  Projection& projection;

  static bool before(const void* range, std::uint32_t a, std::uint32_t b) {
    const auto& in = *static_cast<const Sorted*>(range);
    const auto at = [&](std::uint32_t place) -> decltype(auto) {
      return std::invoke(in.projection,
                         in.first[static_cast<std::iter_difference_t<Iterator>>(place)]);
    };
    return std::invoke(in.compare, at(a), at(b));
  }
};

struct Sort {
  template <std::ranges::random_access_range Range, class Compare = std::ranges::less,
            class Projection = std::identity>
    requires std::sortable<std::ranges::iterator_t<Range>, Compare, Projection>
  void operator()(Range&& range, Compare compare = {}, Projection projection = {}) const {
    const auto first = std::ranges::begin(range);
    using Iterator = std::remove_const_t<decltype(first)>;
    const auto count = static_cast<std::size_t>(std::ranges::distance(range));
    const Sorted<Iterator, Compare, Projection> in{first, compare, projection};
    const auto order = order_of(count, &in, &in.before);
    if (order.empty()) return;
    std::vector<std::iter_value_t<Iterator>> moved;
    moved.reserve(count);
    for (const std::uint32_t place : order)
      moved.push_back(std::ranges::iter_move(first + static_cast<std::ptrdiff_t>(place)));
    std::ranges::move(moved, first);
  }
};

}  // namespace sorting

/// As std::ranges::stable_sort(range, compare, projection).
inline constexpr sorting::Sort sort;

}  // namespace keyplan
