#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/file/read.h"
#include "core/file/write.h"
#include "core/model/difference.h"
#include "core/model/history.h"
#include "tests/core/support/plans.h"

namespace keyplan::model {
namespace {

using keyplan::testing::arbitrary_edit;
using keyplan::testing::arbitrary_plan;
using keyplan::testing::empty_plan;

Plan copy_of(const Plan& plan) {
  auto read = file::read(file::write(plan));
  EXPECT_TRUE(read) << (read ? "" : read.error().sentence);
  return std::move(read->plan);
}

/// Every visible record with its values, in the words of the file.
std::string shown(const Plan& plan) {
  std::string text;
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      std::vector<const Record<T>*> records;
      for (const Record<T>& record : plan.table<T>()) records.push_back(&record);
      std::ranges::sort(records, {}, [](const Record<T>* record) { return record->id; });
      for (const Record<T>* record : records) {
        auto bare = std::make_unique<Record<T>>();
        bare->id = record->id;
        bare->data = record->data;
        Plan alone(make_plan_id(1, 1));
        alone.add_session({SessionId{1}, 1, 0, ""});
        alone.add_loaded(kind.kind, std::move(bare));
        file::RecordWriter writer(alone);
        writer.begin();
        writer.add(kind.kind, *alone.find_any({kind.kind, record->id}));
        text += writer.finish();
      }
    });
  }
  return text;
}

TEST(Difference, GoingBackShowsTheEarlierStateAndCanBeUndone) {
  Plan plan = empty_plan();
  History history;
  const auto change = [&](Edit edit) { ASSERT_TRUE(history.apply(plan, std::move(edit))); };
  const Id kept = plan.new_id(), removed = plan.new_id(), added = plan.new_id();
  Edit first("first");
  first.add(settings_id, Settings{.name = "Plan"});
  first.add(kept, Account{.name = "Konex", .sector = "Industry"});
  first.add(removed, Account{.name = "Treequote"});
  change(std::move(first));
  const Plan then = copy_of(plan);

  Edit second("second");
  second.set<&Account::name>(kept, std::string("Konex AG"));
  second.set<&Account::sector>(kept, {});
  second.remove({Kind::account, removed});
  second.add(added, Account{.name = "Cancity"});
  change(std::move(second));
  const std::string now = shown(plan);

  change(edit_towards(plan, then, "go back"));
  EXPECT_EQ(plan.find<Account>(kept)->data.name, "Konex");
  EXPECT_EQ(plan.find<Account>(kept)->data.sector, "Industry");
  EXPECT_NE(plan.find<Account>(removed), nullptr);
  EXPECT_EQ(plan.find<Account>(added), nullptr);
  EXPECT_EQ(shown(plan), shown(then));
  EXPECT_TRUE(edit_towards(plan, then, "again").empty());

  history.undo(plan);
  EXPECT_EQ(shown(plan), now);
}

TEST(Difference, ARecordThatIsGoneWithoutATraceComesBackAsItWas) {
  Plan plan = empty_plan();
  Edit edit("add");
  const Id id = plan.new_id();
  edit.add(id, Account{.name = "Konex"});
  auto step = plan.apply(std::move(edit));
  ASSERT_TRUE(step);
  const Plan then = copy_of(plan);
  plan.revert(std::move(*step));  // nobody has seen it
  ASSERT_EQ(plan.find_any({Kind::account, id}), nullptr);
  ASSERT_TRUE(plan.apply(edit_towards(plan, then, "go back")));
  EXPECT_EQ(plan.find<Account>(id)->data.name, "Konex");
  EXPECT_TRUE(file::read(file::write(plan)));
}

TEST(Difference, WhatWasErasedForGoodStaysErased) {
  Plan then = empty_plan();
  Edit edit("add");
  const Id id = then.new_id();
  edit.add(id, Account{.name = "Konex"});
  ASSERT_TRUE(then.apply(std::move(edit)));
  Plan now = empty_plan(2);
  now.set_erased({id});
  EXPECT_TRUE(edit_towards(now, then, "go back").empty());
}

RC_GTEST_PROP(Difference, GoingBackAlwaysShowsTheEarlierState, ()) {
  Plan plan = arbitrary_plan();
  plan.begin_session({.random = 5});
  if (plan.find<Settings>(settings_id) == nullptr) {  // as every plan of the application has
    const bool removed = plan.find_any({Kind::settings, settings_id}) != nullptr;
    Edit edit("begin");
    removed ? edit.restore({Kind::settings, settings_id}) : edit.add(settings_id, Settings{});
    RC_ASSERT(plan.apply(std::move(edit)).has_value());
  }
  const Plan then = copy_of(plan);
  History history;
  const int edits = *rc::gen::inRange(1, 8);
  for (int i = 0; i < edits; ++i) static_cast<void>(history.apply(plan, arbitrary_edit(plan)));
  const std::string now = shown(plan);
  const auto done = history.apply(plan, edit_towards(plan, then, "go back"));
  if (!done) RC_FAIL(done.error().sentence);
  RC_ASSERT(shown(plan) == shown(then));
  const auto read = file::read(file::write(plan));
  RC_ASSERT(read.has_value());
  if (!done->touched.empty()) history.undo(plan);
  RC_ASSERT(shown(plan) == now);
}

}  // namespace
}  // namespace keyplan::model
