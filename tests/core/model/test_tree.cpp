#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "core/model/tree.h"
#include "tests/core/support/plans.h"

namespace keyplan::model {
namespace {

using ::testing::ElementsAre;

struct TreeTest : ::testing::Test {
  Plan plan{"0123456789abcdefghjkmnpqrs"};
  std::uint32_t session = plan.add_session({SessionId{1}, 100, 0, {}});
  std::uint32_t later_session = plan.add_session({SessionId{0}, 100, 50, {}});

  void add(std::uint64_t id, std::uint64_t parent, Stamp stamp) {
    auto record = std::make_unique<Record<Account>>();
    record->id = Id{id};
    record->data.parent.id = Id{parent};
    record->created = stamp;
    plan.add_loaded(Kind::account, std::move(record));
  }
};

TEST_F(TreeTest, ShowsEveryAccountOnce) {
  add(1, 0, {session, 1});
  add(2, 1, {session, 1});
  add(3, 1, {session, 1});
  add(4, 3, {session, 1});
  const AccountTree tree(plan);
  EXPECT_THAT(tree.roots(), ElementsAre(Id{1}));
  EXPECT_THAT(tree.branches(Id{1}), ElementsAre(Id{2}, Id{3}));
  EXPECT_EQ(tree.parent(Id{4}), Id{3});
  EXPECT_TRUE(tree.is_within(Id{4}, Id{1}));
  EXPECT_FALSE(tree.is_within(Id{1}, Id{4}));
  EXPECT_TRUE(tree.strays().empty());
}

TEST_F(TreeTest, Fault17CirclesSelfParentsAndMissingParentsNeedAHome) {
  add(1, 2, {session, 1});
  add(2, 3, {later_session, 1});  // written last
  add(3, 1, {session, 9});
  add(4, 4, {session, 1});
  add(5, 99, {session, 1});
  add(6, 0, {session, 1});
  auto revenue = std::make_unique<Record<Revenue>>();
  revenue->id = Id{7};
  revenue->data.account.id = Id{99};
  plan.add_loaded(Kind::revenue, std::move(revenue));

  const AccountTree tree(plan);
  EXPECT_THAT(tree.roots(), ElementsAre(Id{2}, Id{4}, Id{5}, Id{6}));
  EXPECT_EQ(tree.parent(Id{1}), Id{2});
  EXPECT_EQ(tree.parent(Id{3}), Id{1});
  ASSERT_EQ(tree.strays().size(), 4u);
  EXPECT_EQ(tree.strays()[0].record.id, Id{2});
  EXPECT_EQ(tree.strays()[0].reason, StrayReason::circle);
  EXPECT_EQ(tree.strays()[1].reason, StrayReason::own_parent);
  EXPECT_EQ(tree.strays()[2].reason, StrayReason::missing_account);
  EXPECT_EQ(tree.strays()[3].record, (RecordKey{Kind::revenue, Id{7}}));
}

RC_GTEST_PROP(TreeProperties, NoCirclesAndNothingIsLost, ()) {
  const auto count = *rc::gen::inRange<std::uint64_t>(1, 60);
  Plan plan("");
  const auto session = plan.add_session({SessionId{1}, 100, 0, {}});
  for (std::uint64_t id = 1; id <= count; ++id) {
    auto record = std::make_unique<Record<Account>>();
    record->id = Id{id};
    record->data.parent.id = Id{*rc::gen::inRange<std::uint64_t>(0, count + 2)};
    record->created = {session, *rc::gen::inRange(1u, 100u)};
    plan.add_loaded(Kind::account, std::move(record));
  }
  const AccountTree tree(plan);
  std::set<Id> seen;
  std::vector<Id> open(tree.roots().begin(), tree.roots().end());
  while (!open.empty()) {
    const Id id = open.back();
    open.pop_back();
    RC_ASSERT(seen.insert(id).second);
    open.insert(open.end(), tree.branches(id).begin(), tree.branches(id).end());
  }
  RC_ASSERT(seen.size() == count);
  RC_ASSERT(tree.roots().size() >= tree.strays().size());
}

}  // namespace
}  // namespace keyplan::model
