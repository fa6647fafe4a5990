// Where the boxes of a diagram stand. Pure functions of sizes and relations: the same input gives
// the same picture everywhere. Lengths are base units; positions are the top left corner of a box,
// and the whole picture starts at 0, 0.
#pragma once

#include <span>
#include <vector>

namespace keyplan::ui {

struct Point {
  float x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

struct Extent {
  float width = 0, height = 0;
};

struct TreeGaps {
  float siblings = 16;  // between boxes of one parent
  float cousins = 28;   // between boxes of different parents
  float levels = 48;    // between a box and what hangs below it
  // Trees stand side by side up to this width and go on below it; 0: all in one line.
  float wrap = 0;
};

// `parents` with a meaning: -1 for what is no index, and no cycles. Where parents go round in a
// circle, the one with the lowest index becomes a root.
std::vector<int> rooted(std::span<const int> parents);

// A forest with every level on one line and parents in the middle above their children, in the
// order given. `parents` are indices, -1 for a root; see rooted(). Takes linear time.
std::vector<Point> tidy_tree(std::span<const int> parents, std::span<const Extent> sizes,
                             const TreeGaps& gaps = {});

struct LayerEdge {
  int from = 0, to = 0;  // indices of nodes
};

struct LayerGaps {
  float columns = 80;  // room for the lines
  float rows = 16;
};

// Nodes in given columns (0 is the left one), each column ordered so that few lines cross, and
// nodes near the height of what they are connected to. Lines within a column are ignored.
std::vector<Point> layered(std::span<const int> columns, std::span<const LayerEdge> edges,
                           std::span<const Extent> sizes, const LayerGaps& gaps = {});

}  // namespace keyplan::ui
