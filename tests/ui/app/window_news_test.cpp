// What windows hear of each other: of saves where the browser has no locks, and of other versions.
#include <gtest/gtest.h>

#include <utility>

#include "windows.h"

namespace keyplan {
namespace {

using test::add_account;
using test::banner;
using test::has_account;
using test::name_plan;
using test::Page;
using test::plan_name;
using test::TwoWindows;
using test::WithoutLocks;

class WithoutLocksButHints : public WithoutLocks {
 protected:
  WithoutLocksButHints() { store.has_hints = true; }
  std::uint64_t head() const { return store.plans.begin()->second.head(); }
};

TEST_F(WithoutLocksButHints, EachWindowShowsAtOnceWhatTheOtherHasSaved) {
  Page second(store, 2);
  add_account(first, "By the first");
  first.pause();
  second.drive.settle();
  EXPECT_TRUE(second.drive.shows("From another window: 1 added")) << second.drive.dump();
  EXPECT_TRUE(has_account(second, "By the first"));
  EXPECT_FALSE(second.drive.shows(banner)) << "and can go on editing";
  const std::uint64_t before = head();
  for (int i = 0; i < 3; ++i) {
    second.pause();
    first.pause();
  }
  EXPECT_EQ(head(), before) << "nothing is new, so nothing is saved to and fro";
  name_plan(second, "By the second");
  second.pause();
  first.drive.settle();
  EXPECT_EQ(plan_name(first), "By the second");
  Page third(store, 3);
  EXPECT_TRUE(has_account(third, "By the first"));
  EXPECT_EQ(plan_name(third), "By the second");
}

TEST_F(WithoutLocksButHints, WhatIsNotSavedYetMeetsWhatTheOtherHasSaved) {
  Page second(store, 2);
  add_account(second, "By the second");  // saved in a moment
  add_account(first, "By the first");
  first.pause();
  second.pause();
  first.drive.settle();
  for (Page* page : {&first, &second}) {
    EXPECT_TRUE(has_account(*page, "By the first"));
    EXPECT_TRUE(has_account(*page, "By the second"));
    EXPECT_TRUE(page->saved());
  }
}

TEST_F(WithoutLocksButHints, OwnStepsCanStillBeUndone) {
  Page second(store, 2);
  name_plan(second, "By the second");
  second.pause();
  first.drive.settle();
  add_account(first, "By the first");
  first.pause();
  second.drive.settle();
  second.drive.press("Ctrl+Z");
  second.drive.press("Ctrl+Z");
  second.pause();
  first.drive.settle();
  EXPECT_EQ(plan_name(first), "Untitled plan");
}

TEST_F(WithoutLocksButHints, WhatCannotBeReadIsLeftToTheNextSave) {
  Page second(store, 2);
  name_plan(second, "By the second");
  second.pause();
  auto& newest = store.plans.begin()->second.snapshots.rbegin()->second.manifest;
  const std::string good = std::exchange(newest, "damaged");
  first.drive.settle();
  EXPECT_EQ(plan_name(first), "Untitled plan");
  EXPECT_TRUE(first.saved()) << first.drive.dump();
  newest = good;
  add_account(first, "By the first");
  first.pause();
  EXPECT_EQ(plan_name(first), "By the second");
}

// A newer version in another window
// ----------------------------------------------------------------------------------

TEST_F(TwoWindows, AStoreThatANewerVersionTookOverIsSaidAndWhatWasSavedIsKnownToBe) {
  add_account(first, "Last words");
  first.machine.deliver(platform::PageHidden{});
  first.machine.deliver(platform::StoreLost{"A newer version has taken over."});
  first.machine.deliver(platform::PageShown{});
  first.drive.settle();
  EXPECT_TRUE(
      first.drive.shows("Changes are no longer saved here: A newer version has taken over."))
      << first.drive.dump();
  EXPECT_TRUE(first.drive.shows("All changes so far are saved."));
  EXPECT_FALSE(first.machine.asks_before_leaving);

  add_account(first, "Too late");
  first.pause();
  EXPECT_TRUE(first.drive.shows("Nothing is saved on this device: A newer version"));
  EXPECT_TRUE(first.machine.asks_before_leaving);
  EXPECT_NE(first.export_plan().find("Too late"), std::string::npos);
  Page newer(store, 2);
  EXPECT_FALSE(newer.drive.shows(banner)) << "it may edit";
  EXPECT_TRUE(has_account(newer, "Last words"));
  EXPECT_FALSE(has_account(newer, "Too late"));
}

TEST_F(TwoWindows, WhatWasNotSavedBeforeTheStoreWentIsNotSaidToBe) {
  store.next_commits = {platform::CommitFault::unavailable};
  add_account(first, "Last words");
  first.machine.deliver(platform::PageHidden{});
  first.machine.deliver(platform::StoreLost{"A newer version has taken over."});
  first.machine.deliver(platform::PageShown{});
  first.drive.settle();
  EXPECT_TRUE(first.drive.shows("Nothing is saved on this device: A newer version"))
      << first.drive.dump();
  EXPECT_FALSE(first.drive.shows("All changes so far are saved."));
  EXPECT_TRUE(first.machine.asks_before_leaving);
}

TEST(Waiting, ForAnOlderWindowIsSaidUntilTheStoreOpens) {
  platform::MemoryStore store;
  Page page(store);
  page.machine.deliver(platform::StoreWaits{"Close the other window."});
  page.drive.settle();
  EXPECT_TRUE(page.drive.shows("Close the other window.")) << page.drive.dump();
  page.machine.store_open();
  page.drive.settle();
  EXPECT_FALSE(page.drive.shows("Close the other window."));
}

}  // namespace
}  // namespace keyplan
