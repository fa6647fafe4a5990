#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "core/model/id_index.h"

namespace keyplan::model {
namespace {

RC_GTEST_PROP(IdIndex, BehavesLikeAMap, ()) {
  IdIndex index;
  std::map<Id, std::uint32_t> expected;
  const int steps = *rc::gen::inRange(0, 400);
  for (int i = 0; i < steps; ++i) {
    // Few ids, some of them neighbours after hashing, so that they meet often.
    const Id id{static_cast<std::uint64_t>(*rc::gen::inRange(1, 60)) *
                *rc::gen::element(1ull, 1ull << 54)};
    const auto slot = static_cast<std::uint32_t>(i);
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        if (expected.erase(id) != 0) index.erase(id);
        break;
      case 1:
        if (expected.contains(id)) {
          index.move(id, slot);
          expected[id] = slot;
        }
        break;
      default:
        RC_ASSERT(index.insert(id, slot) == expected.emplace(id, slot).second);
    }
    if (i % 50 == 49) index.reserve(static_cast<std::size_t>(i) * 3);
  }
  for (std::uint64_t i = 1; i < 60; ++i) {
    for (const Id id : {Id{i}, Id{i << 54}}) {
      const auto at = expected.find(id);
      RC_ASSERT(index.find(id) ==
                (at == expected.end() ? std::nullopt : std::optional(at->second)));
    }
  }
}

TEST(IdIndex, HoldsManyAndNoEmptyId) {
  IdIndex index;
  EXPECT_FALSE(index.find(Id{1}));
  EXPECT_FALSE(index.insert(Id{}, 1));
  for (std::uint32_t i = 1; i <= 100'000; ++i) ASSERT_TRUE(index.insert(Id{i * 7919ull}, i));
  EXPECT_FALSE(index.find(Id{})) << "an empty reference leads nowhere";
  for (std::uint32_t i = 1; i <= 100'000; ++i) ASSERT_EQ(index.find(Id{i * 7919ull}), i);
  for (std::uint32_t i = 1; i <= 100'000; i += 2) index.erase(Id{i * 7919ull});
  for (std::uint32_t i = 1; i <= 100'000; ++i) {
    ASSERT_EQ(index.find(Id{i * 7919ull}).has_value(), i % 2 == 0);
  }
}

}  // namespace
}  // namespace keyplan::model
