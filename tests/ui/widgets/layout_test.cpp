#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include "ui/charts/layout_tree.h"

using namespace keyplan::ui;

namespace {

constexpr float rounding = 0.2f;  // base units; places are floats, and pictures may be very wide

struct Forest {
  std::vector<int> parents;
  std::vector<Extent> sizes;
};

Forest random_forest(unsigned seed, int count) {
  std::mt19937 random(seed);
  Forest forest;
  for (int i = 0; i < count; ++i) {
    const bool root = i == 0 || random() % 12 == 0;
    forest.parents.push_back(root ? -1 : static_cast<int>(random() % static_cast<unsigned>(i)));
    forest.sizes.push_back(
        {60 + static_cast<float>(random() % 160), 40 + static_cast<float>(random() % 60)});
  }
  // Parents need not stand before their children.
  std::vector<int> place(forest.parents.size());
  std::iota(place.begin(), place.end(), 0);
  std::shuffle(place.begin(), place.end(), random);
  Forest mixed{std::vector<int>(place.size()), forest.sizes};
  for (std::size_t i = 0; i < place.size(); ++i) {
    const int parent = forest.parents[i];
    mixed.parents[static_cast<std::size_t>(place[i])] =
        parent < 0 ? -1 : place[static_cast<std::size_t>(parent)];
  }
  return mixed;
}

// Boxes that touch each other, by sweeping over lines of equal height.
int overlaps(std::span<const Point> places, std::span<const Extent> sizes) {
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return places[i].x; });
  int found = 0;
  for (std::size_t a = 0; a < order.size(); ++a) {
    const std::size_t i = order[a];
    for (std::size_t b = a + 1; b < order.size(); ++b) {
      const std::size_t k = order[b];
      if (places[k].x >= places[i].x + sizes[i].width - rounding) break;
      if (places[k].y < places[i].y + sizes[i].height - rounding &&
          places[i].y < places[k].y + sizes[k].height - rounding)
        ++found;
    }
  }
  return found;
}

void expect_parents_in_the_middle(const Forest& forest, std::span<const Point> places) {
  const auto middle = [&](std::size_t i) { return places[i].x + forest.sizes[i].width / 2; };
  std::map<int, std::pair<float, float>> spans;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (forest.parents[i] < 0) continue;
    auto& [low, high] = spans.try_emplace(forest.parents[i], 1e30f, -1e30f).first->second;
    low = std::min(low, middle(i));
    high = std::max(high, middle(i));
  }
  for (const auto& [parent, span] : spans)
    EXPECT_NEAR(middle(static_cast<std::size_t>(parent)), (span.first + span.second) / 2, rounding);
}

int crossings(std::span<const Point> places, std::span<const LayerEdge> edges) {
  int found = 0;
  for (const LayerEdge& a : edges)
    for (const LayerEdge& b : edges) {
      const auto y = [&](int node) { return places[static_cast<std::size_t>(node)].y; };
      if (y(a.from) < y(b.from) && y(a.to) > y(b.to)) ++found;
    }
  return found;
}

}  // namespace

TEST(TidyTree, HasNoOverlapAndParentsInTheMiddleAboveTheirChildren) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const Forest forest = random_forest(seed, 1 + static_cast<int>(seed * 7));
    for (const float wrap : {0.0f, 1200.0f}) {
      const auto places = tidy_tree(forest.parents, forest.sizes, {.wrap = wrap});
      ASSERT_EQ(places.size(), forest.parents.size());
      EXPECT_EQ(overlaps(places, forest.sizes), 0) << "seed " << seed << ", wrap " << wrap;
      expect_parents_in_the_middle(forest, places);
      for (std::size_t i = 0; i < places.size(); ++i) {
        EXPECT_GE(places[i].x, 0);
        if (forest.parents[i] >= 0)
          EXPECT_GT(places[i].y, places[static_cast<std::size_t>(forest.parents[i])].y);
      }
      EXPECT_EQ(places, tidy_tree(forest.parents, forest.sizes, {.wrap = wrap}));
    }
  }
}

TEST(TidyTree, KeepsChildrenInTheirOrder) {
  const std::vector<int> parents = {-1, 0, 0, 0, 2};
  const std::vector<Extent> sizes(5, {100, 60});
  const auto places = tidy_tree(parents, sizes);
  EXPECT_LT(places[1].x, places[2].x);
  EXPECT_LT(places[2].x, places[3].x);
  EXPECT_EQ(places[1].y, places[3].y);
  EXPECT_EQ(places[4].x, places[2].x);
}

TEST(TidyTree, CutsCirclesAtTheirLowestIndex) {
  EXPECT_EQ(rooted(std::vector<int>{2, 0, 1}), (std::vector<int>{-1, 0, 1}));
  EXPECT_EQ(rooted(std::vector<int>{3, 2, 3, 1}), (std::vector<int>{3, -1, 3, 1}))
      << "0 hangs on the circle 1, 3, 2 from outside";
  EXPECT_EQ(rooted(std::vector<int>{0, 17, -5}), (std::vector<int>{-1, -1, -1}));
  const std::vector<Extent> sizes(3, {100, 60});
  EXPECT_EQ(overlaps(tidy_tree(std::vector<int>{1, 2, 0}, sizes), sizes), 0);
}

TEST(TidyTree, WrapsManyTreesToSeveralLines) {
  const std::vector<int> parents(40, -1);
  const std::vector<Extent> sizes(40, {150, 64});
  float right = 0;
  for (const Point& place : tidy_tree(parents, sizes, {.wrap = 900}))
    right = std::max(right, place.x + 150);
  EXPECT_LE(right, 900);
}

TEST(TidyTree, StandsFiveThousandOfEveryShapeQuickly) {
  constexpr int count = 5000;
  std::vector<int> chain(count), star(count, 0), comb(count);
  star[0] = -1;
  for (int i = 0; i < count; ++i) {
    chain[static_cast<std::size_t>(i)] = i - 1;
    comb[static_cast<std::size_t>(i)] = i % 2 == 0 ? i - 2 : i - 1;
  }
  comb[0] = -1;
  const std::vector<Extent> sizes(count, {150, 64});
  for (const auto& parents : {chain, star, comb, random_forest(3, count).parents})
    EXPECT_EQ(tidy_tree(parents, sizes).size(), sizes.size());
}

TEST(TidyTree, IsNothingForNothing) {
  EXPECT_TRUE(tidy_tree({}, {}).empty());
  EXPECT_TRUE(layered({}, {}, {}).empty());
}

TEST(Layered, PutsNodesIntoTheirColumnsWithoutOverlap) {
  std::mt19937 random(5);
  for (int round = 0; round < 30; ++round) {
    std::vector<int> columns;
    std::vector<Extent> sizes;
    std::vector<LayerEdge> edges;
    for (int i = 0; i < 40; ++i) {
      columns.push_back(static_cast<int>(random() % 4));
      sizes.push_back(
          {80 + static_cast<float>(random() % 80), 30 + static_cast<float>(random() % 40)});
    }
    for (int i = 0; i < 60; ++i)
      edges.push_back({static_cast<int>(random() % 42) - 1, static_cast<int>(random() % 40)});
    const auto places = layered(columns, edges, sizes);
    EXPECT_EQ(overlaps(places, sizes), 0);
    EXPECT_EQ(places, layered(columns, edges, sizes));
    for (std::size_t i = 0; i < places.size(); ++i)
      for (std::size_t k = 0; k < places.size(); ++k) {
        if (columns[i] == columns[k]) EXPECT_EQ(places[i].x, places[k].x);
        if (columns[i] < columns[k]) EXPECT_LT(places[i].x + sizes[i].width, places[k].x);
      }
  }
}

TEST(Layered, UntanglesLinesThatNeedNotCross) {
  // Ten pairs, the partners given in a mixed order.
  std::vector<int> columns(20, 0), partners(10);
  std::iota(partners.begin(), partners.end(), 0);
  std::shuffle(partners.begin(), partners.end(), std::mt19937(2));
  std::vector<LayerEdge> edges;
  for (int i = 0; i < 10; ++i) {
    columns[static_cast<std::size_t>(i) + 10] = 1;
    edges.push_back({i, 10 + partners[static_cast<std::size_t>(i)]});
  }
  const auto places = layered(columns, edges, std::vector<Extent>(20, {100, 40}));
  EXPECT_EQ(crossings(places, edges), 0);
  for (const LayerEdge& edge : edges)
    EXPECT_NEAR(places[static_cast<std::size_t>(edge.from)].y,
                places[static_cast<std::size_t>(edge.to)].y, rounding);
}

TEST(Layered, StandsFiveThousand) {
  std::mt19937 random(9);
  std::vector<int> columns;
  std::vector<LayerEdge> edges;
  for (int i = 0; i < 5000; ++i) {
    columns.push_back(i % 5);
    edges.push_back({i, static_cast<int>(random() % 5000)});
  }
  EXPECT_EQ(layered(columns, edges, std::vector<Extent>(5000, {100, 40})).size(), 5000u);
}
