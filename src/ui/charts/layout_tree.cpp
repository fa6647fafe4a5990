// Tidy trees after Buchheim, Jünger and Leipert (2002), without recursion: a chain of thousands
// must not exhaust the small stack of a browser.
#include "ui/charts/layout_tree.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace keyplan::ui {
namespace {

// Children of each node in index order; those of `count` are the roots.
struct Children {
  explicit Children(std::span<const int> parents) : first(parents.size() + 2, 0) {
    const std::size_t count = parents.size();
    const auto slot = [&](int parent) {
      return parent < 0 ? count : static_cast<std::size_t>(parent);
    };
    for (const int parent : parents) ++first[slot(parent) + 1];
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    list.resize(count);
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (std::size_t i = 0; i < count; ++i) list[next[slot(parents[i])]++] = static_cast<int>(i);
  }
  std::span<const int> of(std::size_t node) const {
    return std::span(list).subspan(first[node], first[node + 1] - first[node]);
  }
  std::vector<std::size_t> first;
  std::vector<int> list;
};

class TidyTree {
 public:
  TidyTree(std::span<const int> parents, const Children& children, std::span<const Extent> sizes,
           const TreeGaps& gaps)
      : parents_(parents), children_(children), sizes_(sizes), gaps_(gaps), nodes_(sizes.size()) {
    for (std::size_t i = 0; i <= sizes.size(); ++i) {
      int number = 0;
      for (const int child : children.of(i)) {
        Walked& node = at(child);
        node.ancestor = child;
        node.number = number++;
      }
    }
  }

  // Puts the roots given, and what hangs below them, side by side. `order` has parents before
  // their children.
  void lay_out(std::span<const int> roots, std::span<const int> order) {
    for (std::size_t i = order.size(); i-- > 0;) {
      const auto children = children_.of(static_cast<std::size_t>(order[i]));
      place_row(children);
      execute_shifts(children);
    }
    place_row(roots);
    execute_shifts(roots);
    for (const int root : roots) at(root).x = at(root).prelim;
    for (const int node : order) {
      const Walked& own = at(node);
      const double carried = parent_of(node) < 0 ? own.mod : own.mod + own.carried;
      for (const int child : children_.of(static_cast<std::size_t>(node))) {
        at(child).carried = carried;
        at(child).x = at(child).prelim + carried;
      }
    }
  }

  double middle(int node) const { return nodes_[static_cast<std::size_t>(node)].x; }

 private:
  struct Walked {
    double prelim = 0, mod = 0, change = 0, shift = 0;  // wide trees need the digits
    double carried = 0;                                 // sum of the mods above
    double x = 0;                                       // of the middle
    int thread = -1, ancestor = -1, number = 0;
  };

  Walked& at(int node) { return nodes_[static_cast<std::size_t>(node)]; }
  int parent_of(int node) const { return parents_[static_cast<std::size_t>(node)]; }
  float width(int node) const { return sizes_[static_cast<std::size_t>(node)].width; }

  float distance(int left, int right) const {
    const bool siblings = parent_of(left) == parent_of(right) && parent_of(left) >= 0;
    return (width(left) + width(right)) / 2 + (siblings ? gaps_.siblings : gaps_.cousins);
  }

  int next_left(int node) {
    const auto children = children_.of(static_cast<std::size_t>(node));
    return children.empty() ? at(node).thread : children.front();
  }
  int next_right(int node) {
    const auto children = children_.of(static_cast<std::size_t>(node));
    return children.empty() ? at(node).thread : children.back();
  }

  // Siblings whose own subtrees are done already.
  void place_row(std::span<const int> row) {
    int default_ancestor = row.empty() ? -1 : row.front();
    for (std::size_t i = 0; i < row.size(); ++i) {
      Walked& node = at(row[i]);
      const auto below = children_.of(static_cast<std::size_t>(row[i]));
      const double middle =
          below.empty() ? 0 : (at(below.front()).prelim + at(below.back()).prelim) / 2;
      if (i == 0) {
        node.prelim = middle;
        continue;
      }
      node.prelim = at(row[i - 1]).prelim + distance(row[i - 1], row[i]);
      if (!below.empty()) node.mod = node.prelim - middle;
      default_ancestor = apportion(row, i, default_ancestor);
    }
  }

  // Moves the subtree of row[index] to the right until it is free of those left of it.
  int apportion(std::span<const int> row, std::size_t index, int default_ancestor) {
    const int node = row[index];
    int inner_right = node, outer_right = node;
    int inner_left = row[index - 1], outer_left = row.front();
    double sum_inner_right = at(inner_right).mod, sum_outer_right = at(outer_right).mod;
    double sum_inner_left = at(inner_left).mod, sum_outer_left = at(outer_left).mod;
    for (;;) {
      const int left = next_right(inner_left), right = next_left(inner_right);
      if (left < 0 || right < 0) break;
      inner_left = left;
      inner_right = right;
      outer_left = next_left(outer_left);
      outer_right = next_right(outer_right);
      at(outer_right).ancestor = node;
      const double shift = (at(inner_left).prelim + sum_inner_left) -
                           (at(inner_right).prelim + sum_inner_right) +
                           distance(inner_left, inner_right);
      if (shift > 0) {
        const int near = at(inner_left).ancestor;
        const bool beside = near >= 0 && parent_of(near) == parent_of(node);
        move_subtree(beside ? near : default_ancestor, node, shift);
        sum_inner_right += shift;
        sum_outer_right += shift;
      }
      sum_inner_left += at(inner_left).mod;
      sum_inner_right += at(inner_right).mod;
      sum_outer_left += at(outer_left).mod;
      sum_outer_right += at(outer_right).mod;
    }
    if (const int left = next_right(inner_left); left >= 0 && next_right(outer_right) < 0) {
      at(outer_right).thread = left;
      at(outer_right).mod += sum_inner_left - sum_outer_right;
    }
    if (const int right = next_left(inner_right); right >= 0 && next_left(outer_left) < 0) {
      at(outer_left).thread = right;
      at(outer_left).mod += sum_inner_right - sum_outer_left;
      default_ancestor = node;
    }
    return default_ancestor;
  }

  void move_subtree(int left, int right, double shift) {
    const double between = static_cast<double>(std::max(1, at(right).number - at(left).number));
    at(right).change -= shift / between;
    at(right).shift += shift;
    at(left).change += shift / between;
    at(right).prelim += shift;
    at(right).mod += shift;
  }

  void execute_shifts(std::span<const int> row) {
    double shift = 0, change = 0;
    for (std::size_t i = row.size(); i-- > 0;) {
      Walked& node = at(row[i]);
      node.prelim += shift;
      node.mod += shift;
      change += node.change;
      shift += node.shift + change;
    }
  }

  std::span<const int> parents_;
  const Children& children_;
  std::span<const Extent> sizes_;
  const TreeGaps& gaps_;
  std::vector<Walked> nodes_;
};

}  // namespace

std::vector<int> rooted(std::span<const int> parents) {
  const int count = static_cast<int>(parents.size());
  std::vector<int> result(parents.begin(), parents.end());
  for (int i = 0; i < count; ++i) {
    int& parent = result[static_cast<std::size_t>(i)];
    if (parent < 0 || parent >= count || parent == i) parent = -1;
  }
  // Walk up from each node; to meet the own walk again means a circle. The walks start at the
  // lowest index, but may enter a circle anywhere: its lowest member is looked for.
  std::vector<int> walk(parents.size(), -1);
  for (int i = 0; i < count; ++i) {
    int at = i;
    while (at >= 0 && walk[static_cast<std::size_t>(at)] < 0) {
      walk[static_cast<std::size_t>(at)] = i;
      at = result[static_cast<std::size_t>(at)];
    }
    if (at < 0 || walk[static_cast<std::size_t>(at)] != i) continue;
    int lowest = at;
    for (int next = result[static_cast<std::size_t>(at)]; next != at;
         next = result[static_cast<std::size_t>(next)])
      lowest = std::min(lowest, next);
    result[static_cast<std::size_t>(lowest)] = -1;
  }
  return result;
}

std::vector<Point> tidy_tree(std::span<const int> given, std::span<const Extent> sizes,
                             const TreeGaps& gaps) {
  const std::size_t count = std::min(given.size(), sizes.size());
  std::vector<Point> places(count);
  if (count == 0) return places;
  const std::vector<int> parents = rooted(given.first(count));
  const Children children(parents);
  TidyTree tree(parents, children, sizes.first(count), gaps);

  std::vector<int> order, depth(count, 0);
  order.reserve(count);
  std::vector<float> level_heights;
  float shelf_top = 0;
  double shelf_right = 0;
  // Lays out the roots given as one piece, on this shelf or, when it is full, on the next.
  const auto lay_out = [&](std::span<const int> roots) {
    order.assign(roots.begin(), roots.end());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto node = static_cast<std::size_t>(order[i]);
      depth[node] = parents[node] < 0 ? 0 : depth[static_cast<std::size_t>(parents[node])] + 1;
      for (const int child : children.of(node)) order.push_back(child);
    }
    tree.lay_out(roots, order);
    double left = 1e30, right = -1e30;
    for (const int node : order) {
      const double half = sizes[static_cast<std::size_t>(node)].width / 2;
      left = std::min(left, tree.middle(node) - half);
      right = std::max(right, tree.middle(node) + half);
    }
    return std::pair(left, right);
  };
  const auto finish_shelf = [&](std::span<const int> nodes) {
    level_heights.clear();
    for (const int node : nodes) {
      const auto level = static_cast<std::size_t>(depth[static_cast<std::size_t>(node)]);
      if (level >= level_heights.size()) level_heights.resize(level + 1, 0);
      level_heights[level] =
          std::max(level_heights[level], sizes[static_cast<std::size_t>(node)].height);
    }
    std::vector<float> tops(level_heights.size());
    for (std::size_t level = 0; level < level_heights.size(); ++level) {
      tops[level] = shelf_top;
      shelf_top += level_heights[level] + gaps.levels;
    }
    for (const int node : nodes)
      places[static_cast<std::size_t>(node)].y =
          tops[static_cast<std::size_t>(depth[static_cast<std::size_t>(node)])];
  };

  const auto roots = children.of(count);
  if (gaps.wrap <= 0) {
    const auto [left, right] = lay_out(roots);
    for (const int node : order) {
      const auto i = static_cast<std::size_t>(node);
      places[i].x = static_cast<float>(tree.middle(node) - sizes[i].width / 2 - left);
    }
    finish_shelf(order);
    return places;
  }
  std::vector<int> shelf;
  for (std::size_t r = 0; r < roots.size(); ++r) {
    const auto [left, right] = lay_out(roots.subspan(r, 1));
    const double start = shelf.empty() ? 0 : shelf_right + gaps.cousins;
    const bool fits = shelf.empty() || start + right - left <= gaps.wrap;
    if (!fits) {
      finish_shelf(shelf);
      shelf.clear();
    }
    const double x = fits ? start : 0;
    for (const int node : order) {
      const auto i = static_cast<std::size_t>(node);
      places[i].x = static_cast<float>(tree.middle(node) - sizes[i].width / 2 - left + x);
    }
    shelf_right = x + right - left;
    shelf.insert(shelf.end(), order.begin(), order.end());
  }
  finish_shelf(shelf);
  return places;
}

}  // namespace keyplan::ui
