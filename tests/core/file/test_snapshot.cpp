#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "core/file/read.h"
#include "core/file/snapshot.h"
#include "core/file/write.h"
#include "core/model/history.h"
#include "tests/core/support/plans.h"

namespace keyplan::file {
namespace {

using namespace model;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct SnapshotTest : ::testing::Test {
  static constexpr int accounts = 1000;
  Plan plan = keyplan::testing::empty_plan();
  std::vector<Id> ids;
  Snapshotter snapshotter;
  std::map<std::string, std::string> store;

  void SetUp() override {
    Edit edit("fill");
    edit.add(settings_id, Settings{.name = "Plan"});
    for (int i = 0; i < accounts; ++i) {
      ids.push_back(plan.new_id());
      edit.add(ids.back(), Account{.name = "Account " + std::to_string(i)});
      edit.add(plan.new_id(), Revenue{.account = {ids.back()}, .period = {2025}});
      edit.add(plan.new_id(), Opportunity{.name = "Deal", .account = {ids.back()}});
    }
    apply(std::move(edit));
  }
  void apply(Edit edit) {
    auto step = plan.apply(std::move(edit));
    ASSERT_TRUE(step);
    snapshotter.touch(step->change());
  }
  void rename(Id account, std::string name) {
    Edit edit("rename");
    edit.set<&Account::name>(account, std::move(name));
    apply(std::move(edit));
  }
  Snapshot save() {
    Snapshot snapshot = snapshotter.next(plan);
    for (const Chunk& chunk : snapshot.new_chunks) store[chunk.hash] = chunk.bytes;
    snapshotter.committed();
    return snapshot;
  }
  /// As a page does it: some work, then something else may happen, then more work.
  Snapshot save_in_slices(std::size_t max_bytes, const std::function<void(int)>& between) {
    int slices = 0;
    while (const auto chunks = snapshotter.prepare(plan, max_bytes)) {
      std::size_t bytes = 0;
      for (const Chunk& chunk : *chunks) {
        EXPECT_LT(bytes, max_bytes) << "at most one chunk too much";
        bytes += chunk.bytes.size();
        store[chunk.hash] = chunk.bytes;
      }
      between(++slices);
    }
    return save();
  }
  std::vector<Chunk> chunks_of(const Snapshot& snapshot) const {
    std::vector<Chunk> chunks;
    for (const std::string& hash : snapshot.hashes) chunks.push_back({hash, store.at(hash)});
    return chunks;
  }
};

TEST_F(SnapshotTest, AnEditSavesOneChunk) {
  const Snapshot first = save();
  EXPECT_THAT(first.new_chunks, SizeIs(first.hashes.size()));
  EXPECT_GE(first.hashes.size(), 17u);
  EXPECT_LE(first.hashes.size(), 65u) << "about 32 accounts a chunk";
  EXPECT_THAT(save().new_chunks, SizeIs(0));

  rename(ids[3], "Renamed");
  const Snapshot second = save();
  EXPECT_THAT(second.new_chunks, SizeIs(1));
  EXPECT_THAT(second.new_chunks[0].bytes, HasSubstr("\"Renamed\""));
  EXPECT_EQ(second.hashes.size(), first.hashes.size());
  const auto loaded = load_snapshot(second.manifest, chunks_of(second));
  ASSERT_TRUE(loaded) << loaded.error().sentence;
  EXPECT_EQ(write(loaded->plan), write(plan));
  const auto older = load_snapshot(first.manifest, chunks_of(first));
  ASSERT_TRUE(older);
  EXPECT_EQ(older->plan.find<Account>(ids[3])->data.name, "Account 3");
}

TEST_F(SnapshotTest, ARecordThatChangesItsAccountLeavesItsChunk) {
  save();
  const Id revenue = plan.of_account<Revenue>(ids[0])[0].id;
  Edit edit("move");
  edit.set<&Revenue::account>(revenue, ids[1]);
  apply(std::move(edit));
  const Snapshot snapshot = save();
  EXPECT_LE(snapshot.new_chunks.size(), 2u);
  const auto loaded = load_snapshot(snapshot.manifest, chunks_of(snapshot));
  ASSERT_TRUE(loaded) << loaded.error().sentence;
  EXPECT_EQ(write(loaded->plan), write(plan));
}

TEST_F(SnapshotTest, WhatWasNotCommittedIsSentAgain) {
  save();
  rename(ids[3], "Renamed");
  EXPECT_THAT(snapshotter.next(plan).new_chunks, SizeIs(1));
  EXPECT_THAT(snapshotter.next(plan).new_chunks, SizeIs(1)) << "the commit failed";
  snapshotter.committed();
  EXPECT_THAT(snapshotter.next(plan).new_chunks, SizeIs(0));
  snapshotter.send_all();
  const Snapshot all = snapshotter.next(plan);
  EXPECT_THAT(all.new_chunks, SizeIs(all.hashes.size()));
}

TEST_F(SnapshotTest, UndoGoesBackToTheStoredChunk) {
  const Snapshot first = save();
  Edit edit("rename");
  edit.set<&Account::name>(ids[3], std::string("Renamed"));
  auto step = plan.apply(std::move(edit));
  snapshotter.touch(step->change());
  save();
  Step undone = plan.revert(std::move(*step));
  snapshotter.touch(undone.change());
  const Snapshot back = save();
  EXPECT_EQ(back.hashes, first.hashes);
  EXPECT_EQ(back.manifest, first.manifest);
}

TEST_F(SnapshotTest, LoadingGoesOnWhereItStopped) {
  const Snapshot first = save();
  auto loaded = load_snapshot(first.manifest, chunks_of(first));
  ASSERT_TRUE(loaded);
  EXPECT_THAT(loaded->snapshotter.next(loaded->plan).new_chunks, SizeIs(0));
  loaded->plan.begin_session({.random = 77});
  Edit edit("rename");
  edit.set<&Account::name>(ids[500], std::string("Elsewhere"));
  auto step = loaded->plan.apply(std::move(edit));
  loaded->snapshotter.touch(step->change());
  const Snapshot next = loaded->snapshotter.next(loaded->plan);
  EXPECT_THAT(next.new_chunks, SizeIs(1));
  EXPECT_EQ(next.hashes.size(), first.hashes.size());
}

TEST_F(SnapshotTest, ALargeSnapshotIsMadeInSlices) {
  int slices = 0;
  const Snapshot snapshot = save_in_slices(50'000, [&](int n) { slices = n; });
  EXPECT_GE(slices, 5);
  EXPECT_LT(snapshot.new_chunks.size(), snapshot.hashes.size() / 2) << "most were handed out";
  const auto loaded = load_snapshot(snapshot.manifest, chunks_of(snapshot));
  ASSERT_TRUE(loaded) << loaded.error().sentence;
  EXPECT_EQ(write(loaded->plan), write(plan));
  EXPECT_FALSE(snapshotter.prepare(plan, 50'000)) << "nothing is left to do";
  EXPECT_THAT(save().new_chunks, SizeIs(0));
}

TEST_F(SnapshotTest, WhatChangesBetweenTwoSlicesIsInTheSnapshot) {
  const Id moved = plan.of_account<Revenue>(ids[0])[0].id;
  const Snapshot snapshot = save_in_slices(20'000, [&](int slice) {
    if (slice > 20) return;
    const auto n = static_cast<std::size_t>(slice);
    rename(ids[n * 37], "Renamed " + std::to_string(slice));
    Edit edit("more");
    edit.set<&Revenue::account>(moved, ids[n]);
    edit.remove({Kind::account, ids[n * 41 + 1]});
    edit.add(plan.new_id(), Opportunity{.name = "New", .account = {ids[n * 43]}});
    apply(std::move(edit));
  });
  const auto loaded = load_snapshot(snapshot.manifest, chunks_of(snapshot));
  ASSERT_TRUE(loaded) << loaded.error().sentence;
  EXPECT_EQ(write(loaded->plan), write(plan));
}

TEST_F(SnapshotTest, ManyNewRecordsAreMadeInSlicesToo) {
  save();
  Edit edit("import");
  for (int i = 0; i < 50'000; ++i) {
    edit.add(plan.new_id(),
             Revenue{.account = {ids[static_cast<std::size_t>(i) % ids.size()]}, .period = {2024}});
  }
  apply(std::move(edit));
  const Snapshot snapshot = save_in_slices(500'000, [](int) {});
  const auto loaded = load_snapshot(snapshot.manifest, chunks_of(snapshot));
  ASSERT_TRUE(loaded) << loaded.error().sentence;
  EXPECT_EQ(write(loaded->plan), write(plan));
}

TEST_F(SnapshotTest, WhatWasHandedOutIsSentAgainOnlyWhenTheStoreLacksIt) {
  const Snapshot first = save_in_slices(50'000, [](int) {});
  rename(ids[3], "Renamed");
  snapshotter.send_all();
  ASSERT_TRUE(snapshotter.prepare(plan, 50'000));
  const std::size_t rest = snapshotter.next(plan).new_chunks.size();
  EXPECT_LT(rest, first.hashes.size());
  EXPECT_THAT(snapshotter.next(plan).new_chunks, SizeIs(rest)) << "the commit failed";
  snapshotter.send_all();
  EXPECT_THAT(snapshotter.next(plan).new_chunks, SizeIs(first.hashes.size()));
}

TEST_F(SnapshotTest, AStoredPlanIsReadAsItsPartsArrive) {
  const Snapshot snapshot = save();
  auto chunks = chunks_of(snapshot);
  std::ranges::reverse(chunks);
  SnapshotReader reader(snapshot.manifest);
  double progress = reader.progress();
  EXPECT_EQ(progress, 0);
  for (const Chunk& chunk : chunks) {
    reader.add(chunk);
    reader.add(chunk);  // twice does no harm
    EXPECT_GT(reader.progress(), progress);
    progress = reader.progress();
  }
  reader.add({"0123", "not of this snapshot"});
  EXPECT_EQ(progress, 1);
  int slices = 1;
  while (!reader.finish(500)) ++slices;
  EXPECT_GE(slices, 6);
  auto loaded = reader.take();
  ASSERT_TRUE(loaded) << loaded.error().sentence;
  EXPECT_EQ(write(loaded->plan), write(plan));
  EXPECT_THAT(loaded->snapshotter.next(loaded->plan).new_chunks, SizeIs(0));
}

TEST_F(SnapshotTest, Fault42DamagedChunksAreNamed) {
  const Snapshot snapshot = save();
  const auto good = chunks_of(snapshot);
  auto chunks = good;
  chunks[4].bytes[100] ^= 1;
  auto loaded = load_snapshot(snapshot.manifest, chunks);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().sentence, HasSubstr("checksum does not fit"));
  EXPECT_EQ(loaded.error().path, chunks[4].hash);

  chunks = good;
  chunks[2].bytes.pop_back();
  loaded = load_snapshot(snapshot.manifest, chunks);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().sentence, HasSubstr("instead of"));
  EXPECT_EQ(loaded.error().path, chunks[2].hash);

  chunks = good;
  chunks.erase(chunks.begin() + 1);
  loaded = load_snapshot(snapshot.manifest, chunks);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().sentence, HasSubstr("is missing"));
  EXPECT_EQ(loaded.error().path, good[1].hash);

  for (std::size_t length = 0; length < snapshot.manifest.size() - 1; length += 97) {
    loaded = load_snapshot(snapshot.manifest.substr(0, length), good);
    ASSERT_FALSE(loaded);
    EXPECT_THAT(loaded.error().sentence, HasSubstr("damaged"));
  }
}

TEST_F(SnapshotTest, GrowingFarSpreadsAnew) {
  Plan small = keyplan::testing::empty_plan();
  Snapshotter of_small;
  EXPECT_THAT(of_small.next(small).new_chunks, SizeIs(0)) << "an empty plan has no chunk";
  of_small.committed();
  Edit edit("grow");
  for (int i = 0; i < accounts; ++i) edit.add(small.new_id(), Account{.name = "A"});
  auto step = small.apply(std::move(edit));
  of_small.touch(step->change());
  const Snapshot grown = of_small.next(small);
  EXPECT_GE(grown.hashes.size(), 16u);
  const auto loaded = load_snapshot(grown.manifest, grown.new_chunks);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(write(loaded->plan), write(small));
}

RC_GTEST_PROP(Snapshots, WhateverHappensBetweenSlicesTheSnapshotIsThePlan, ()) {
  Plan plan = keyplan::testing::arbitrary_edited_plan();
  plan.begin_session({.random = 7});
  History history;
  Snapshotter snapshotter;
  std::map<std::string, std::string> store;
  const auto touch = [&](const auto& change) {
    if (change) snapshotter.touch(*change);
  };
  const int saves = *rc::gen::inRange(1, 4);
  for (int save = 0; save < saves; ++save) {
    int between = *rc::gen::inRange(0, 8);
    while (const auto chunks = snapshotter.prepare(plan, 300)) {
      for (const Chunk& chunk : *chunks) store[chunk.hash] = chunk.bytes;
      if (between-- <= 0) continue;
      switch (*rc::gen::inRange(0, 3)) {
        case 0:
          touch(history.apply(plan, keyplan::testing::arbitrary_edit(plan)));
          break;
        case 1:
          touch(history.undo(plan));
          break;
        default:
          touch(history.redo(plan));
      }
    }
    const Snapshot snapshot = snapshotter.next(plan);
    for (const Chunk& chunk : snapshot.new_chunks) store[chunk.hash] = chunk.bytes;
    snapshotter.committed();
    std::vector<Chunk> chunks;
    for (const std::string& hash : snapshot.hashes) chunks.push_back({hash, store.at(hash)});
    const auto loaded = load_snapshot(snapshot.manifest, chunks);
    if (!loaded) RC_FAIL(loaded.error().sentence);
    RC_ASSERT(write(loaded->plan) == write(plan));
    touch(history.apply(plan, keyplan::testing::arbitrary_edit(plan)));
  }
}

TEST_F(SnapshotTest, UndoWhileRecordsAreBeingGroupedForgetsNone) {
  Edit edit("import");
  for (int i = 0; i < 50'000; ++i) edit.add(plan.new_id(), Account{.name = "A"});
  auto step = plan.apply(std::move(edit));
  ASSERT_TRUE(step);
  snapshotter.touch(step->change());
  Edit rename("rename");
  rename.set<&Account::name>(ids[0], std::string("Renamed"));
  auto renamed = plan.apply(std::move(rename));
  snapshotter.touch(renamed->change());
  ASSERT_TRUE(snapshotter.prepare(plan, 1000)) << "grouping has begun";
  Step undone = plan.revert(std::move(*renamed));  // the last account takes the place of ids[0]
  snapshotter.touch(undone.change());
  const Snapshot snapshot = save_in_slices(5'000'000, [](int) {});
  const auto loaded = load_snapshot(snapshot.manifest, chunks_of(snapshot));
  ASSERT_TRUE(loaded) << loaded.error().sentence;
  EXPECT_EQ(write(loaded->plan), write(plan));
}

TEST(Snapshots, PlanWithEverythingLoadsBack) {
  const Plan plan = keyplan::testing::plan_with_everything();
  Snapshotter snapshotter;
  const Snapshot snapshot = snapshotter.next(plan);
  const auto loaded = load_snapshot(snapshot.manifest, snapshot.new_chunks);
  ASSERT_TRUE(loaded) << loaded.error().sentence;
  EXPECT_EQ(keyplan::testing::difference(loaded->plan, plan), "");
}

}  // namespace
}  // namespace keyplan::file
