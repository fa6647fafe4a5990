// Two windows of one browser with the same plan: one edits, the other looks on; and when the
// browser cannot tell them apart, both edit and nothing is lost.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "app/autosave.h"
#include "core/file/write.h"
#include "small_portfolio.h"
#include "windows.h"

namespace keyplan {
namespace {

using platform::CommitFault;
using test::add_account;
using test::banner;
using test::edit_here;
using test::has_account;
using test::name_plan;
using test::Page;
using test::plan_name;
using test::TwoWindows;
using test::WithoutLocks;
using ui::Role;

TEST_F(TwoWindows, TheSecondOneReadsOnlyAndFollowsWhatIsSavedInTheFirst) {
  Page second(store, 2);
  EXPECT_TRUE(second.drive.shows(banner)) << second.drive.dump();
  EXPECT_TRUE(second.drive.shows("Read only"));
  EXPECT_FALSE(first.drive.shows(banner));
  second.go("Accounts");
  second.drive.fill("Filter accounts", "o");
  add_account(first, "Konex");
  first.pause();
  second.drive.settle();
  EXPECT_TRUE(second.drive.shows("Konex")) << second.drive.dump();
  EXPECT_FALSE(second.drive.shows("Cancity")) << "the filter stays";
}

TEST_F(TwoWindows, NothingCanBeChangedInTheSecondOne) {
  Page second(store, 2);
  const std::string before = second.export_plan();
  name_plan(second, "Mine");
  EXPECT_TRUE(second.drive.shows("Nothing was changed here.")) << second.drive.dump();
  second.drive.press("Alt+N");
  second.drive.press("Ctrl+Z");
  second.pause();
  EXPECT_EQ(second.export_plan(), before);
  EXPECT_EQ(store.plans.begin()->second.head(), 1u);
}

TEST_F(TwoWindows, EditHereInsteadHandsOverWithTheLastEditAndTheRolesAreChanged) {
  Page second(store, 2);
  name_plan(first, "Just typed");  // and not saved yet
  second.drive.click(edit_here);
  first.drive.settle();
  second.drive.settle();
  EXPECT_FALSE(second.drive.shows(banner)) << second.drive.dump();
  EXPECT_EQ(plan_name(second), "Just typed");
  EXPECT_TRUE(first.drive.shows(banner)) << first.drive.dump();

  name_plan(second, "By the second");
  second.pause();
  EXPECT_TRUE(second.saved());
  first.drive.settle();
  EXPECT_EQ(plan_name(first), "By the second");

  first.drive.click(edit_here);
  second.drive.settle();
  first.drive.settle();
  name_plan(first, "By the first again");
  first.pause();
  second.drive.settle();
  EXPECT_EQ(plan_name(second), "By the first again");
  EXPECT_TRUE(second.drive.shows(banner));
}

TEST_F(TwoWindows, AHiddenWindowHandsOverWithoutDrawing) {
  Page second(store, 2);
  name_plan(first, "Just typed");
  first.machine.deliver(platform::PageHidden{});
  first.drive.settle();
  second.drive.click(edit_here);
  first.drive.frame();  // the events come in before it
  second.drive.settle();
  EXPECT_FALSE(second.drive.shows(banner));
  EXPECT_EQ(plan_name(second), "Just typed");
}

TEST_F(TwoWindows, AFrozenWindowIsNotWaitedForAndItsLastEditIsKept) {
  Page second(store, 2);
  add_account(first, "Typed before it froze");
  second.drive.click(edit_here);
  EXPECT_TRUE(second.drive.shows(banner));
  second.pause(1000);
  EXPECT_FALSE(second.drive.shows(banner)) << second.drive.dump();
  add_account(second, "Typed meanwhile");
  second.pause();
  EXPECT_TRUE(second.saved());

  first.drive.settle();
  EXPECT_TRUE(first.drive.shows(banner)) << first.drive.dump();
  EXPECT_TRUE(has_account(first, "Typed before it froze"));
  EXPECT_TRUE(has_account(first, "Typed meanwhile"));
  add_account(second, "One more");
  second.pause();
  EXPECT_TRUE(has_account(second, "Typed before it froze"));
  first.drive.settle();
  EXPECT_TRUE(has_account(first, "One more"));
}

TEST_F(TwoWindows, ClosingTheOneThatEditsLetsTheOtherEdit) {
  Page second(store, 2);
  name_plan(first, "Last words");
  first.machine.deliver(platform::PageHidden{});
  first.drive.settle();
  first.close();
  second.drive.settle();
  EXPECT_FALSE(second.drive.shows(banner));
  EXPECT_TRUE(second.drive.shows("You can edit this plan here now."));
  EXPECT_EQ(plan_name(second), "Last words");
  name_plan(second, "Mine now");
  second.pause();
  EXPECT_TRUE(second.saved());
}

TEST_F(TwoWindows, AWindowThatHeardNothingShowsTheNewestStateBeforeItEdits) {
  store.has_hints = false;
  Page second(store, 2);
  name_plan(first, "Unheard of");
  first.pause();
  EXPECT_EQ(plan_name(second), "Untitled plan");
  second.drive.click(edit_here);
  second.pause(1000);
  EXPECT_EQ(plan_name(second), "Unheard of") << second.drive.dump();
}

TEST_F(TwoWindows, OfThreeTheOneThatAskedGetsThePlan) {
  Page second(store, 2);
  Page third(store, 3);
  third.drive.click(edit_here);
  first.drive.settle();
  third.drive.settle();
  second.drive.settle();
  EXPECT_FALSE(third.drive.shows(banner));
  EXPECT_TRUE(first.drive.shows(banner));
  EXPECT_TRUE(second.drive.shows(banner));
}

TEST_F(TwoWindows, WhatIsShownHereMayBeRemovedThere) {
  add_account(first, "Konex");
  first.pause();
  Page second(store, 2);
  second.go("Accounts");
  second.drive.click(Role::link, "Konex");
  first.drive.press("Ctrl+Z");
  first.drive.press("Ctrl+Z");
  first.pause();
  second.drive.settle();
  EXPECT_FALSE(has_account(second, "Konex")) << second.drive.dump();
  EXPECT_TRUE(has_account(second, "Cancity"));
}

TEST_F(TwoWindows, FilesThatAreBeingLookedAtMustComeAgainAfterAChangeInTheOtherWindow) {
  Page second(store, 2);
  auto copy = file::read(second.export_plan());
  ASSERT_TRUE(copy);
  copy->plan.begin_session({.random = 99, .unix_minutes = 29'900'000, .who = "Bob"});
  model::Edit edit("add");
  edit.add(copy->plan.new_id(), model::Account{.name = "Newport"});
  ASSERT_TRUE(copy->plan.apply(std::move(edit)));
  const platform::File file{"bob.keyplan", file::write(copy->plan)};
  second.drop({file});
  ASSERT_TRUE(second.drive.shows("Newport")) << second.drive.dump();
  add_account(first, "Konex");
  first.pause();
  second.drive.settle();
  EXPECT_TRUE(second.drive.shows("Drop the files again")) << second.drive.dump();
  EXPECT_TRUE(has_account(second, "Konex"));
  second.drop({{"table.csv", "Account Name,Industry\nDorwick,Retail\n"}});
  ASSERT_TRUE(second.drive.shows("Dorwick")) << second.drive.dump();
  name_plan(first, "Renamed");
  first.pause();
  second.drive.settle();
  EXPECT_EQ(plan_name(second), "Renamed");
}

TEST_F(TwoWindows, UndoneEditsThatAnotherWindowTookOverStayUndone) {
  name_plan(first, "Renamed");
  first.pause();
  Page second(store, 2);
  second.drive.click(edit_here);
  first.drive.settle();
  second.drive.settle();
  add_account(second, "Konex");
  second.pause();
  first.drive.click(edit_here);  // the first has not looked at what came since
  second.drive.settle();
  first.drive.settle();
  EXPECT_TRUE(has_account(first, "Konex"));
  name_plan(first, "Renamed again");
  first.drive.press("Ctrl+Z");
  first.pause();
  second.drive.settle();
  EXPECT_EQ(plan_name(second), "Renamed");
}

TEST_F(TwoWindows, APlanThatTheOtherWindowLeavesCanBeEditedHere) {
  Page second(store, 2);
  first.go("Settings");
  first.drive.click("Start another plan");
  second.drive.settle();
  EXPECT_FALSE(second.drive.shows(banner)) << second.drive.dump();
}

TEST_F(WithoutLocks, ASaveThatComesSecondKeepsTheEditsOfBoth) {
  Page second(store, 2);
  EXPECT_FALSE(second.drive.shows(banner));
  add_account(first, "By the first");
  add_account(second, "By the second");
  first.pause();
  second.pause();
  EXPECT_TRUE(second.drive.shows("From another window: 1 added")) << second.drive.dump();
  EXPECT_TRUE(second.saved());
  EXPECT_TRUE(has_account(second, "By the first"));
  add_account(first, "One more");
  first.pause();
  EXPECT_TRUE(first.saved()) << first.drive.dump();
  EXPECT_TRUE(has_account(first, "By the second"));
  Page third(store, 3);
  for (const char* name : {"By the first", "By the second", "One more"})
    EXPECT_TRUE(has_account(third, name)) << name;
}

TEST_F(WithoutLocks, TwoValuesOfOneFieldBecomeAnOpenConflict) {
  Page second(store, 2);
  name_plan(first, "By the first");
  name_plan(second, "By the second");
  first.pause();
  second.pause();
  EXPECT_TRUE(second.drive.shows("1 conflict")) << second.drive.dump();
  const std::string both = second.export_plan();
  EXPECT_NE(both.find("By the first"), std::string::npos);
  EXPECT_NE(both.find("By the second"), std::string::npos);
  second.go("Share & merge");
  EXPECT_TRUE(second.drive.shows("Open conflicts"));
}

TEST_F(WithoutLocks, WhatCameInCanBeUndone) {
  Page second(store, 2);
  add_account(first, "By the first");
  first.pause();
  name_plan(second, "By the second");
  second.pause();
  ASSERT_TRUE(has_account(second, "By the first"));
  second.drive.press("Ctrl+Z");
  EXPECT_FALSE(has_account(second, "By the first"));
  EXPECT_EQ(plan_name(second), "By the second");
  second.pause();
  name_plan(first, "The first again");
  first.pause();
  EXPECT_FALSE(has_account(first, "By the first")) << "undoing it was an edit like any other";
}

TEST_F(WithoutLocks, UndoOfWhatTheOtherWindowHasJoinedStaysUndone) {
  Page second(store, 2);
  name_plan(first, "Renamed");
  first.pause();
  add_account(second, "Konex");
  second.pause();
  first.drive.press("Ctrl+Z");
  first.pause();
  EXPECT_TRUE(first.saved());
  EXPECT_EQ(plan_name(first), "Untitled plan");
  EXPECT_TRUE(has_account(first, "Konex"));
}

TEST_F(WithoutLocks, ASaveQueuedBehindOneThatCameSecondOverwritesNothing) {
  Page second(store, 2);
  add_account(second, "By the second");
  second.pause();
  add_account(first, "Of the save under way");
  first.machine.advance_milliseconds(500);
  first.drive.frame();
  add_account(first, "Of the save behind it");
  first.machine.deliver(platform::PageHidden{});
  first.drive.settle();
  first.pause();
  Page third(store, 3);
  for (const char* name : {"By the second", "Of the save under way", "Of the save behind it"})
    EXPECT_TRUE(has_account(third, name)) << name;
}

TEST_F(WithoutLocks, WhatAClosingWindowCouldNotSaveIsJoinedByTheNext) {
  {
    Page second(store, 2);
    add_account(first, "By the first");
    first.pause();
    add_account(second, "Last words");
    second.machine.deliver(platform::PageHidden{});
    second.drive.frame();
  }
  EXPECT_FALSE(has_account(first, "Last words"));
  first.close();
  Page third(store, 3);
  EXPECT_TRUE(third.drive.shows("From a window that was closed: 1 added")) << third.drive.dump();
  third.pause();
  EXPECT_TRUE(third.saved());
  third.close();
  Page fourth(store, 4);
  EXPECT_TRUE(has_account(fourth, "By the first"));
  EXPECT_TRUE(has_account(fourth, "Last words"));
  EXPECT_FALSE(fourth.drive.shows("From a window that was closed")) << "once is enough";
}

TEST_F(WithoutLocks, APlanThatIsLeftWhileItsSaveComesSecondLosesNothing) {
  Page second(store, 2);
  add_account(second, "By the second");
  second.pause();
  add_account(first, "Last words");
  first.go("Settings");
  first.drive.click("Start another plan");
  first.drive.click(Role::button, "Untitled plan");
  EXPECT_TRUE(has_account(first, "Last words")) << first.drive.dump();
  EXPECT_TRUE(has_account(first, "By the second"));
}

TEST_F(WithoutLocks, WhatCannotBeReadIsSaidAndSavingIsTriedAgain) {
  Page second(store, 2);
  name_plan(second, "By the second");
  second.pause();
  auto& snapshots = store.plans.begin()->second.snapshots;
  const auto good = snapshots;
  for (auto& [seq, snapshot] : snapshots) snapshot.manifest = "damaged";
  add_account(first, "By the first");
  first.pause();
  EXPECT_TRUE(first.drive.shows("Not saved")) << first.drive.dump();
  EXPECT_TRUE(first.drive.shows("cannot be read here"));
  EXPECT_EQ(snapshots.size(), good.size()) << "nothing is overwritten";
  snapshots = good;
  first.pause(20'000);
  EXPECT_TRUE(first.saved()) << first.drive.dump();
  EXPECT_EQ(plan_name(first), "By the second");
}

TEST_F(WithoutLocks, OfDamagedSavesTheNewestThatCanBeReadIsJoinedAndItIsSaid) {
  Page second(store, 2);
  name_plan(second, "Readable");
  second.pause();
  add_account(second, "Damaged");
  second.pause();
  store.plans.begin()->second.snapshots.rbegin()->second.manifest = "damaged";
  add_account(first, "By the first");
  first.pause();
  EXPECT_TRUE(first.saved()) << first.drive.dump();
  EXPECT_TRUE(first.drive.shows("What another window saved last cannot be read here."));
  EXPECT_EQ(plan_name(first), "Readable");
  EXPECT_TRUE(has_account(first, "By the first"));
  add_account(second, "One more");  // and the other window still has what it saved
  second.pause();
  EXPECT_TRUE(has_account(second, "Damaged"));
  EXPECT_TRUE(has_account(second, "By the first"));
}

TEST_F(TwoWindows, WhatTheUserHasClearedMeanwhileIsStoredAgain) {
  store.plans.clear();
  store.chunks.clear();
  name_plan(first, "Still here");
  first.pause();
  EXPECT_TRUE(first.saved()) << first.drive.dump();
  first.close();
  Page second(store, 2);
  EXPECT_TRUE(has_account(second, "Cancity"));
  EXPECT_EQ(plan_name(second), "Still here");
}

TEST(Autosave, ASaveUnderWayIsLeftBehindTooWhenThePageGoesAwayAndItComesSecond) {
  platform::MemoryStore store;
  platform::Headless machine(store);
  const test::SmallPortfolio small;
  store.plans[small.plan.id()].snapshots[1] = {.manifest = "of another window"};
  app::Autosave autosave(machine);
  autosave.store_is(platform::StoreState::ready, {});
  autosave.open(small.plan, 0, {});
  autosave.save_all(small.plan);
  EXPECT_TRUE(store.left_behind[small.plan.id()].empty());
  autosave.leave(small.plan);  // before any answer
  EXPECT_EQ(store.left_behind[small.plan.id()].size(), 1u);
  EXPECT_EQ(store.plans[small.plan.id()].head(), 1u);
  autosave.leave(small.plan);
  EXPECT_EQ(store.left_behind[small.plan.id()].size(), 1u) << "once is enough";
}

TEST(Faults, Case51ClonedBrowserProfilesBothEditAndNothingIsLost) {
  platform::MemoryStore profile;
  {
    Page page(profile);
    add_account(page, "Cancity");
    page.pause();
  }
  platform::MemoryStore clone = profile;
  Page here(profile, 2);
  Page there(clone, 3);
  add_account(here, "Added here");
  name_plan(here, "Named here");
  add_account(there, "Added there");
  name_plan(there, "Named there");
  here.drop({{"there.keyplan", there.export_plan()}});
  const auto buttons = here.drive.all(Role::button, "Merge ");
  ASSERT_FALSE(buttons.empty()) << here.drive.dump();
  here.drive.click(Role::button, buttons.front()->name);
  const std::string merged = here.export_plan();
  for (const char* text : {"Cancity", "Added here", "Named here", "Added there", "Named there"})
    EXPECT_NE(merged.find(text), std::string::npos) << text;
}

/// Fault 38: windows of a browser without locks do what they like, in any order.
class Interleaving {
 public:
  explicit Interleaving(std::uint32_t seed) : random_(seed), seed_(seed) {
    store_.has_locks = false;
    store_.has_hints = random_() % 2 == 0;
    Page page(store_, ++opened_);
    add_account(page, "Cancity");
    page.pause();
  }

  void run() {
    const std::size_t count = 2 + random_() % 2;
    for (std::size_t i = 0; i < count; ++i) reload(i);
    for (int i = 0; i < 12; ++i) step(random_() % count);
    store_.next_commits.clear();
    // Whoever was overtaken joins, saves, and overtakes others.
    for (auto& window : windows_)
      if (window) window->pause(20'000);
    for (std::size_t i = 0; i < count; ++i) close(i);
    Page last(store_, ++opened_, 900, 600);
    for (int i = 0; i < 5; ++i) last.pause();  // what was left behind is joined one by one
    const std::string end = last.export_plan();
    for (const Edit& edit : edits_) {
      if (edit.overwritten) continue;
      EXPECT_NE(end.find('"' + edit.text + '"'), std::string::npos)
          << edit.text << " is lost; seed " << seed_ << ":" << story_;
    }
  }

 private:
  struct Edit {
    std::string text;
    bool is_name = false;      // of the plan
    bool overwritten = false;  // by somebody who had seen it
  };

  void reload(std::size_t i) {
    close(i);
    windows_[i] = std::make_unique<Page>(store_, ++opened_, 900, 600);
  }
  void close(std::size_t i) {
    if (!windows_[i]) return;
    windows_[i]->machine.deliver(platform::PageHidden{});
    windows_[i]->drive.frame();
    windows_[i].reset();
  }
  void step(std::size_t i) {
    Page& page = *windows_[i];
    const auto what = random_() % 8;
    story_ += ' ' + std::to_string(i) + "adnphfrs"[what];
    const std::string text = "Text " + std::to_string(edits_.size() + 100);
    switch (what) {
      case 0:
        add_account(page, text);
        edits_.push_back({text});
        break;
      case 1:
      case 2: {
        // Whoever writes a field has seen all values of it that the window holds.
        const std::string shown = plan_name(page);
        page.go("Share & merge");
        for (Edit& edit : edits_)
          edit.overwritten |= edit.is_name && (edit.text == shown || page.drive.shows(edit.text));
        name_plan(page, text);
        edits_.push_back({.text = text, .is_name = true});
        break;
      }
      case 3:
        page.pause();
        break;
      case 4:
        page.machine.advance_milliseconds(500);
        page.drive.frame();
        page.machine.deliver(platform::PageHidden{});
        page.machine.deliver(platform::PageShown{});
        page.drive.frame();
        break;
      case 5: {
        constexpr std::array faults{CommitFault::aborted, CommitFault::quota,
                                    CommitFault::missing_chunks};
        if (random_() % 2 == 0) store_.next_commits.push_back(std::nullopt);
        store_.next_commits.push_back(faults[random_() % faults.size()]);
        break;
      }
      case 6:
        reload(i);
        break;
      default:
        page.machine.advance_milliseconds(500);
        page.drive.frame();
        break;
    }
  }

  platform::MemoryStore store_;
  std::mt19937 random_;
  std::uint32_t seed_;
  std::uint64_t opened_ = 0;
  std::array<std::unique_ptr<Page>, 3> windows_;
  std::vector<Edit> edits_;
  std::string story_;
};

TEST(Faults, Case38WindowsWithoutLocksLoseNothingInAThousandInterleavings) {
  const char* given = std::getenv("KEYPLAN_SEED");
  const auto from = given != nullptr ? static_cast<std::uint32_t>(std::stoul(given)) : 0u;
  const std::uint32_t count = given != nullptr ? 1 : 1000;
  for (std::uint32_t seed = from; seed < from + count; ++seed) {
    Interleaving(seed).run();
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace keyplan
