#include "platform/headless/headless.h"

#include <gtest/gtest.h>

using namespace keyplan::platform;

namespace {

template <class T>
T only(Headless& platform) {
  std::vector<Event> events = platform.take_events();
  EXPECT_EQ(events.size(), 1u);
  const T* event = events.empty() ? nullptr : std::get_if<T>(&events[0]);
  EXPECT_NE(event, nullptr);
  return event != nullptr ? *event : T{};
}

Commit commit(std::uint64_t expected) {
  return {.plan_id = "plan",
          .title = "Plan",
          .expected_seq = expected,
          .manifest = "m",
          .chunk_hashes = {"a"},
          .new_chunks = {{"a", "bytes"}}};
}

}  // namespace

TEST(MemoryStore, CommitsByCompareAndSet) {
  MemoryStore store;
  Headless platform(store);
  platform.store_commit(commit(0));
  EXPECT_EQ(only<Committed>(platform).seq, 1u);
  platform.store_commit(commit(0));
  const CommitFailed conflict = only<CommitFailed>(platform);
  EXPECT_EQ(conflict.fault, CommitFault::conflict);
  EXPECT_EQ(conflict.head_seq, 1u);
  platform.store_load("plan", 1);
  const auto events = platform.take_events();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(std::get<SnapshotLoaded>(events[0]).manifest, "m");
  const auto& loaded = std::get<ChunksLoaded>(events[1]);
  EXPECT_TRUE(loaded.last);
  ASSERT_EQ(loaded.chunks.size(), 1u);
  EXPECT_EQ(loaded.chunks[0].bytes, "bytes");
}

TEST(MemoryStore, TakesChunksAheadOfTheCommitThatNamesThem) {
  MemoryStore store;
  Headless platform(store);
  platform.store_chunks("plan", {{"b", "ahead"}});
  Commit next = commit(0);
  next.chunk_hashes.push_back("b");
  platform.store_commit(next);
  EXPECT_EQ(only<Committed>(platform).seq, 1u);
}

TEST(MemoryStore, FailsWhenToldTo) {
  MemoryStore store;
  Headless platform(store);
  store.next_commits = {std::nullopt, CommitFault::quota};
  platform.store_commit(commit(0));
  EXPECT_EQ(only<Committed>(platform).seq, 1u);
  platform.store_commit(commit(1));
  EXPECT_EQ(only<CommitFailed>(platform).fault, CommitFault::quota);
  Commit incomplete = commit(1);
  incomplete.chunk_hashes.push_back("b");
  platform.store_commit(incomplete);
  EXPECT_EQ(only<CommitFailed>(platform).fault, CommitFault::missing_chunks);
  store.available = false;
  platform.store_open();
  EXPECT_EQ(only<StoreOpened>(platform).state, StoreState::unavailable);
}

TEST(MemoryStore, OutlivesThePage) {
  MemoryStore store;
  {
    Headless platform(store);
    platform.store_commit(commit(0));
    platform.set_preference("theme", "dark");
  }
  Headless again(store);
  again.store_open();
  const StoreOpened opened = only<StoreOpened>(again);
  ASSERT_EQ(opened.plans.size(), 1u);
  EXPECT_EQ(opened.plans[0].title, "Plan");
  EXPECT_EQ(again.preference("theme"), "dark");
}

TEST(Headless, TimerFiresWhenItsTimeHasCome) {
  MemoryStore store;
  Headless platform(store);
  platform.wake_after(500);
  platform.advance_milliseconds(499);
  EXPECT_TRUE(platform.take_events().empty());
  platform.advance_milliseconds(1);
  only<TimerFired>(platform);
  platform.advance_minutes(24 * 60);
  EXPECT_TRUE(platform.take_events().empty());
  EXPECT_EQ(platform.now().today, 20780);
}

TEST(Headless, RandomBitsRepeat) {
  MemoryStore store;
  Headless a(store, 7), b(store, 7);
  EXPECT_EQ(a.random_bits(), b.random_bits());
  EXPECT_NE(a.random_bits(), a.random_bits());
}
