#include "core/sorting/sort.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

namespace keyplan {
namespace {

struct Visit {
  std::string customer;
  int day = 0;
  bool operator==(const Visit&) const = default;
};

TEST(Sort, FollowsTheComparisonOfWhatIsProjected) {
  std::vector<Visit> visits = {{"Konex", 3}, {"Aldine", 1}, {"Cancity", 2}};
  sort(visits, {}, &Visit::customer);
  EXPECT_EQ(visits, (std::vector<Visit>{{"Aldine", 1}, {"Cancity", 2}, {"Konex", 3}}));
  sort(visits, std::greater{}, &Visit::day);
  EXPECT_EQ(visits.front().customer, "Konex");
}

TEST(Sort, MovesWhatCannotBeCopiedAndSortsPartsAndArrays) {
  std::vector<std::unique_ptr<int>> owned;
  for (const int value : {3, 1, 2}) owned.push_back(std::make_unique<int>(value));
  sort(owned, {}, [](const auto& value) { return *value; });
  EXPECT_EQ(*owned[0] * 100 + *owned[1] * 10 + *owned[2], 123);

  std::array values = {4, 3, 2, 1};
  sort(std::span(values).subspan(1, 2));
  EXPECT_EQ(values, (std::array{4, 2, 3, 1}));
}

TEST(Sort, NothingAndOneAreInOrder) {
  std::vector<int> none, one = {7};
  sort(none);
  sort(one);
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(one, std::vector{7});
}

RC_GTEST_PROP(Sort, IsTheStableSortOfTheStandardLibrary,
              (std::vector<std::pair<std::uint8_t, int>> list)) {
  auto expected = list;
  const auto first = [](const auto& pair) { return pair.first % 7; };
  std::ranges::stable_sort(expected, std::ranges::greater{}, first);
  sort(list, std::ranges::greater{}, first);
  RC_ASSERT(list == expected);
}

}  // namespace
}  // namespace keyplan
