// Nodes in columns: ordered by the barycentre of their neighbours, then placed near their height.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "core/sorting/sort.h"
#include "ui/charts/layout_tree.h"

namespace keyplan::ui {
namespace {

constexpr int sweeps = 8;

class Layers {
 public:
  Layers(std::span<const int> columns, std::span<const LayerEdge> edges,
         std::span<const Extent> sizes, const LayerGaps& gaps)
      : sizes_(sizes), gaps_(gaps), column_(columns.begin(), columns.end()) {
    int last = 0;
    for (int& column : column_) {
      column = std::clamp(column, 0, static_cast<int>(column_.size()));
      last = std::max(last, column);
    }
    rows_.resize(static_cast<std::size_t>(last) + 1);
    for (std::size_t i = 0; i < column_.size(); ++i)
      rows_[static_cast<std::size_t>(column_[i])].push_back(static_cast<int>(i));
    const int count = static_cast<int>(column_.size());
    for (const LayerEdge& edge : edges) {
      if (edge.from < 0 || edge.to < 0 || edge.from >= count || edge.to >= count) continue;
      if (column_of(edge.from) < column_of(edge.to)) edges_.push_back(edge);
      if (column_of(edge.from) > column_of(edge.to)) edges_.push_back({edge.to, edge.from});
    }
    neighbours_of(left_, [](const LayerEdge& e) { return std::pair(e.to, e.from); });
    neighbours_of(right_, [](const LayerEdge& e) { return std::pair(e.from, e.to); });
  }

  std::vector<Point> places() {
    order();
    return place();
  }

 private:
  struct Neighbours {
    std::vector<std::size_t> first;
    std::vector<int> list;
    std::span<const int> of(int node) const {
      const auto i = static_cast<std::size_t>(node);
      return std::span(list).subspan(first[i], first[i + 1] - first[i]);
    }
  };

  template <class Pick>
  void neighbours_of(Neighbours& side, Pick&& pick) {
    side.first.assign(column_.size() + 1, 0);
    for (const LayerEdge& edge : edges_)
      ++side.first[static_cast<std::size_t>(pick(edge).first) + 1];
    for (std::size_t i = 1; i < side.first.size(); ++i) side.first[i] += side.first[i - 1];
    side.list.resize(edges_.size());
    std::vector<std::size_t> next(side.first.begin(), side.first.end());
    for (const LayerEdge& edge : edges_) {
      const auto [of, neighbour] = pick(edge);
      side.list[next[static_cast<std::size_t>(of)]++] = neighbour;
    }
  }

  int column_of(int node) const { return column_[static_cast<std::size_t>(node)]; }
  float height(int node) const { return sizes_[static_cast<std::size_t>(node)].height; }

  void number(std::vector<float>& position) const {
    for (const auto& row : rows_)
      for (std::size_t i = 0; i < row.size(); ++i)
        position[static_cast<std::size_t>(row[i])] =
            (static_cast<float>(i) + 0.5f) / static_cast<float>(row.size());
  }

  void order() {
    std::vector<float> position(column_.size()), wanted(column_.size());
    number(position);
    auto best = rows_;
    std::uint64_t least = crossings(position);
    for (int sweep = 0; sweep < sweeps && least > 0; ++sweep) {
      const bool rightwards = sweep % 2 == 0;
      const std::size_t count = rows_.size();
      for (std::size_t k = 0; k < count; ++k) {
        auto& row = rows_[rightwards ? k : count - 1 - k];
        for (const int node : row) {
          const auto neighbours = rightwards ? left_.of(node) : right_.of(node);
          float sum = 0;
          for (const int other : neighbours) sum += position[static_cast<std::size_t>(other)];
          wanted[static_cast<std::size_t>(node)] =
              neighbours.empty() ? position[static_cast<std::size_t>(node)]
                                 : sum / static_cast<float>(neighbours.size());
        }
        keyplan::sort(row, {}, [&](int node) { return wanted[static_cast<std::size_t>(node)]; });
        for (std::size_t i = 0; i < row.size(); ++i)
          position[static_cast<std::size_t>(row[i])] =
              (static_cast<float>(i) + 0.5f) / static_cast<float>(row.size());
      }
      if (const std::uint64_t now = crossings(position); now < least) {
        least = now;
        best = rows_;
      }
    }
    rows_ = std::move(best);
  }

  // Lines between the same two columns that cross.
  std::uint64_t crossings(const std::vector<float>& position) {
    const auto key = [&](const LayerEdge& e) {
      return std::tuple(column_of(e.from), column_of(e.to),
                        position[static_cast<std::size_t>(e.from)],
                        position[static_cast<std::size_t>(e.to)]);
    };
    keyplan::sort(edges_, {}, key);
    std::uint64_t crossed = 0;
    for (std::size_t begin = 0; begin < edges_.size();) {
      std::size_t end = begin;
      while (end < edges_.size() && column_of(edges_[end].from) == column_of(edges_[begin].from) &&
             column_of(edges_[end].to) == column_of(edges_[begin].to))
        ++end;
      ends_.clear();
      for (std::size_t i = begin; i < end; ++i)
        ends_.push_back(position[static_cast<std::size_t>(edges_[i].to)]);
      crossed += inversions(0, ends_.size());
      begin = end;
    }
    return crossed;
  }

  // Pairs of ends_[begin, end) in the wrong order; sorts them (as merge sort does: depth is the
  // logarithm of the length).
  std::uint64_t inversions(std::size_t begin, std::size_t end) {
    if (end - begin < 2) return 0;
    const std::size_t half = begin + (end - begin) / 2;
    std::uint64_t found = inversions(begin, half) + inversions(half, end);
    merged_.clear();
    std::size_t a = begin, b = half;
    while (a < half || b < end) {
      if (b == end || (a < half && ends_[a] <= ends_[b])) {
        merged_.push_back(ends_[a++]);
      } else {
        found += half - a;
        merged_.push_back(ends_[b++]);
      }
    }
    std::ranges::copy(merged_, ends_.begin() + static_cast<std::ptrdiff_t>(begin));
    return found;
  }

  std::vector<Point> place() const {
    std::vector<Point> places(column_.size());
    std::vector<float> middle(column_.size());
    float x = 0;
    for (const auto& row : rows_) {
      float widest = 0, y = 0;
      for (const int node : row) {
        const auto i = static_cast<std::size_t>(node);
        places[i].x = x;
        middle[i] = y + height(node) / 2;
        y += height(node) + gaps_.rows;
        widest = std::max(widest, sizes_[i].width);
      }
      const float shift = (gaps_.rows - y) / 2;  // the middles of all columns are level
      for (const int node : row) middle[static_cast<std::size_t>(node)] += shift;
      if (!row.empty()) x += widest + gaps_.columns;
    }
    for (int sweep = 0; sweep < 4; ++sweep) {
      const bool rightwards = sweep % 2 == 0;
      for (std::size_t k = 0; k < rows_.size(); ++k)
        pull(rows_[rightwards ? k : rows_.size() - 1 - k], rightwards ? left_ : right_, middle);
    }
    float top = 1e30f;
    for (std::size_t i = 0; i < places.size(); ++i) {
      places[i].y = middle[i] - sizes_[i].height / 2;
      top = std::min(top, places[i].y);
    }
    for (Point& point : places) point.y -= top;
    return places;
  }

  // Moves the nodes of a column as near to their neighbours as order and gaps allow, in the sense
  // of least squares: blocks that would overlap share their mean (pool adjacent violators).
  void pull(const std::vector<int>& row, const Neighbours& side, std::vector<float>& middle) const {
    struct Block {
      float mean = 0;
      int count = 0;
    };
    std::vector<Block> blocks;
    std::vector<float> offset(row.size(), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) offset[i] = offset[i - 1] + (height(row[i - 1]) + height(row[i])) / 2 + gaps_.rows;
      const auto neighbours = side.of(row[i]);
      float wanted = middle[static_cast<std::size_t>(row[i])];
      if (!neighbours.empty()) {
        wanted = 0;
        for (const int other : neighbours) wanted += middle[static_cast<std::size_t>(other)];
        wanted /= static_cast<float>(neighbours.size());
      }
      blocks.push_back({wanted - offset[i], 1});
      while (blocks.size() > 1 && blocks[blocks.size() - 2].mean > blocks.back().mean) {
        const Block last = blocks.back();
        blocks.pop_back();
        Block& before = blocks.back();
        const int count = before.count + last.count;
        before.mean = (before.mean * static_cast<float>(before.count) +
                       last.mean * static_cast<float>(last.count)) /
                      static_cast<float>(count);
        before.count = count;
      }
    }
    std::size_t i = 0;
    for (const Block& block : blocks)
      for (int k = 0; k < block.count; ++k, ++i)
        middle[static_cast<std::size_t>(row[i])] = block.mean + offset[i];
  }

  std::span<const Extent> sizes_;
  const LayerGaps& gaps_;
  std::vector<int> column_;
  std::vector<std::vector<int>> rows_;  // the nodes of each column in order
  std::vector<LayerEdge> edges_;        // from left to right
  Neighbours left_, right_;
  std::vector<float> ends_, merged_;
};

}  // namespace

std::vector<Point> layered(std::span<const int> columns, std::span<const LayerEdge> edges,
                           std::span<const Extent> sizes, const LayerGaps& gaps) {
  const std::size_t count = std::min(columns.size(), sizes.size());
  if (count == 0) return {};
  return Layers(columns.first(count), edges, sizes.first(count), gaps).places();
}

}  // namespace keyplan::ui
