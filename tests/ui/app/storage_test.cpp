// What is stored on this device: what the browser promises, earlier states, reminders, and that
// large plans are saved and opened without holding up the page.
#include <gtest/gtest.h>

#include "app/backup.h"
#include "page.h"
#include "small_portfolio.h"

namespace keyplan {
namespace {

using platform::Keeping;
using test::Page;
using ui::Role;

constexpr std::int64_t a_day = 24 * 60;

void name_plan(Page& page, std::string_view name) {
  page.go("Settings");
  page.drive.fill("Plan name", name);
  page.pause();
}

/// A plan of about 20 MB in 400 accounts.
model::Plan large_plan() {
  test::SmallPortfolio small;
  model::Edit edit("grow");
  for (int i = 0; i < 2000; ++i) {
    edit.add(small.plan.new_id(),
             model::Account{.name = "Account " + std::to_string(i),
                            .notes = std::string(10'000, static_cast<char>('a' + i % 26))});
  }
  EXPECT_TRUE(small.plan.apply(std::move(edit)));
  return std::move(small.plan);
}

TEST(Storage, SettingsSayWhetherTheBrowserKeepsThePlanAndItCanBeAsked) {
  platform::MemoryStore store;
  Page page(store);
  test::open(page, test::SmallPortfolio().plan);
  page.pause();
  page.go("Settings");
  EXPECT_TRUE(page.drive.shows("May be cleared when space is short")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("less than 1 MB of 2.1 GB"));
  page.drive.click("Ask the browser to keep it");
  EXPECT_TRUE(page.drive.shows("Kept until you clear it"));
  EXPECT_FALSE(page.drive.has(Role::button, "Ask the browser to keep it"));
}

TEST(Storage, ABrowserThatDoesNotAnswerIsNotTakenForARefusal) {
  platform::MemoryStore store;
  store.keeping = store.answer_to_keeping = Keeping::unknown;
  Page page(store);
  test::open(page, test::SmallPortfolio().plan);
  page.go("Settings");
  page.drive.click("Ask the browser to keep it");
  EXPECT_TRUE(page.drive.shows("Not known yet"));
}

TEST(Storage, SafariInATabWarnsOfItsSevenDays) {
  platform::MemoryStore store;
  Page page(store);
  test::open(page, test::SmallPortfolio().plan);
  page.go("Settings");
  EXPECT_FALSE(page.drive.shows("seven days"));
  store.cleared_when_unused = true;
  page.go("Portfolio");
  page.go("Settings");
  EXPECT_TRUE(page.drive.shows("not visited for seven days"));
}

/// A plan called "Before" at 14:01 and "After" since 15:31.
void make_history(Page& page) {
  test::open(page, test::SmallPortfolio().plan);
  page.pause();
  page.machine.advance_minutes(1);
  name_plan(page, "Before");
  page.machine.advance_minutes(90);
  name_plan(page, "After");
}

TEST(History, AnEarlierStateCanBeLookedAtAndNothingChanges) {
  platform::MemoryStore store;
  Page page(store);
  make_history(page);
  const std::string present = page.export_plan();
  const auto stored = store.plans.begin()->second.snapshots.size();
  page.drive.click(Role::button, "22 Nov 2026, 14:01");
  EXPECT_TRUE(page.drive.shows("This is how the plan was on 22 Nov 2026, 14:01"))
      << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Read only"));
  EXPECT_TRUE(page.print()->tree().dump().contains("how the plan was on 22 Nov 2026, 14:01"));
  page.go("Settings");
  EXPECT_EQ(page.drive.value(Role::textbox, "Plan name"), "Before");
  page.drive.fill("Plan name", "Changed");
  EXPECT_TRUE(page.drive.shows("for looking only. Nothing was changed."));
  page.drive.press("Ctrl+Z");
  page.drive.press("Alt+N");
  page.drive.click("Show the present plan");
  EXPECT_EQ(page.drive.value(Role::textbox, "Plan name"), "After");
  EXPECT_FALSE(page.drive.shows("This is how the plan was"));
  page.pause();
  EXPECT_EQ(page.export_plan(), present);
  EXPECT_EQ(store.plans.begin()->second.snapshots.size(), stored);
}

TEST(History, GoingBackIsOneChangeThatCanBeUndoneAndThePresentStateIsKept) {
  platform::MemoryStore store;
  Page page(store);
  make_history(page);
  page.drive.click(Role::button, "22 Nov 2026, 14:01");
  page.drive.click("Go back to this state");
  page.pause();
  EXPECT_TRUE(page.saved()) << page.drive.dump();
  page.go("Settings");
  EXPECT_EQ(page.drive.value(Role::textbox, "Plan name"), "Before");
  EXPECT_TRUE(page.drive.shows("before going back to an earlier state"));
  page.drive.press("Ctrl+Z");
  EXPECT_EQ(page.drive.value(Role::textbox, "Plan name"), "After");
  page.drive.press("Ctrl+Shift+Z");
  page.pause();
  Page again(store, 2);
  again.go("Settings");
  EXPECT_EQ(again.drive.value(Role::textbox, "Plan name"), "Before");
}

TEST(History, GoingBackToTheSameStateSaysSo) {
  platform::MemoryStore store;
  Page page(store);
  make_history(page);
  page.drive.fill("Plan name", "Before");
  page.pause();
  page.go("Portfolio");
  page.go("Settings");
  page.drive.click(Role::button, "22 Nov 2026, 14:01");
  page.drive.click("Go back to this state");
  EXPECT_TRUE(page.drive.shows("the plan is as it was then"));
}

TEST(History, TheStateBeforeAnImportIsKeptAndSaysWhy) {
  platform::MemoryStore store;
  Page page(store);
  test::open(page, test::SmallPortfolio().plan);
  page.pause();
  page.drop({{"more.csv", "Account Name,Industry\nDorwick,Retail\nFenmark,Energy\n"}});
  const auto buttons = page.drive.all(Role::button, "Import ");
  ASSERT_FALSE(buttons.empty()) << page.drive.dump();
  page.drive.click(Role::button, buttons.front()->name);
  page.pause();
  page.go("Settings");
  EXPECT_TRUE(page.drive.shows("before an import")) << page.drive.dump();
}

TEST(History, AnEarlierStateCanBeExportedAndIsNoBackupOfThePresentOne) {
  platform::MemoryStore store;
  Page page(store);
  make_history(page);
  page.drive.click(Role::button, "22 Nov 2026, 14:01");
  const auto read = file::read(page.export_plan());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->plan.settings().name, "Before");
  EXPECT_TRUE(page.drive.shows("No file backup yet"));
}

TEST(History, AStateThatIsNoLongerThereIsSaidAndThePlanStays) {
  platform::MemoryStore store;
  Page page(store);
  make_history(page);
  store.plans.begin()->second.snapshots.erase(2);
  page.drive.click(Role::button, "22 Nov 2026, 14:01");
  EXPECT_TRUE(page.drive.shows("It is no longer there")) << page.drive.dump();
  page.go("Settings");
  EXPECT_EQ(page.drive.value(Role::textbox, "Plan name"), "After");
  page.drive.fill("Plan name", "Still mine");
  page.pause();
  EXPECT_TRUE(page.saved());
}

TEST(Backup, After25ChangesTheCornerRemindsAndOneClickExports) {
  platform::MemoryStore store;
  Page page(store);
  page.drive.press("Alt+N");
  for (int i = 0; i < 12; ++i) page.drive.fill("Name", "Name " + std::to_string(i));
  page.pause();
  EXPECT_FALSE(page.drive.has(Role::link, "Export plan file")) << page.drive.dump();
  page.close();
  Page again(store, 2);
  again.go("Settings");
  for (int i = 0; i < 13; ++i) again.drive.fill("Plan name", "Name " + std::to_string(i));
  EXPECT_TRUE(again.drive.shows("26 changes without a file backup")) << again.drive.dump();
  again.drive.click(Role::link, "Export plan file");
  ASSERT_EQ(again.machine.saved_files.size(), 1u);
  EXPECT_TRUE(again.drive.shows("Last file backup today"));
  EXPECT_FALSE(again.drive.has(Role::link, "Export plan file"));
}

TEST(Backup, OneChangeIsEnoughAfterThreeDays) {
  platform::MemoryStore store;
  Page page(store);
  test::open(page, test::SmallPortfolio().plan);
  page.export_plan();
  page.machine.advance_minutes(30 * a_day);
  page.go("Accounts");
  EXPECT_TRUE(page.drive.shows("Last file backup 30 days ago"));
  EXPECT_FALSE(page.drive.has(Role::link, "Export plan file")) << "nothing has changed since";
  name_plan(page, "Changed");
  EXPECT_FALSE(page.drive.has(Role::link, "Export plan file"));
  page.machine.advance_minutes(3 * a_day);
  page.go("Accounts");
  EXPECT_TRUE(page.drive.has(Role::link, "Export plan file")) << page.drive.dump();
}

TEST(Backup, IsDueAfter25ChangesOrThreeDaysAndOverdueAfterSeven) {
  using app::Backup;
  platform::MemoryStore store;
  platform::Headless machine(store);
  Backup backup(machine);
  backup.open("plan");
  machine.advance_minutes(20 * a_day);
  EXPECT_EQ(backup.need(), Backup::Need::none) << "nothing was changed";
  for (int i = 0; i < 24; ++i) backup.changed();
  EXPECT_EQ(backup.need(), Backup::Need::none);
  backup.changed();
  EXPECT_EQ(backup.need(), Backup::Need::due);
  backup.exported();
  EXPECT_EQ(backup.need(), Backup::Need::none);
  backup.changed();
  machine.advance_minutes(3 * a_day - 1);
  EXPECT_EQ(backup.need(), Backup::Need::none);
  machine.advance_minutes(1);
  EXPECT_EQ(backup.need(), Backup::Need::due);
  machine.advance_minutes(4 * a_day);
  EXPECT_EQ(backup.need(), Backup::Need::overdue);

  Backup later(machine);
  later.open("plan");
  EXPECT_EQ(later.need(), Backup::Need::overdue) << "also in the next session";
  EXPECT_FALSE(later.changed_in_this_session());
  later.open("another plan");
  EXPECT_EQ(later.need(), Backup::Need::none);
  for (const char* odd : {"", "x", "99999999999999999999 1", "-5 -7", "26"}) {
    machine.set_preference("changes.odd", odd);
    later.open("odd");
    EXPECT_GE(later.changes(), 0) << odd;
  }
}

/// Frames one by one, until the page says something.
bool says_within(Page& page, std::string_view text, int frames) {
  for (int i = 0; i < frames; ++i) {
    page.drive.frame();
    if (page.drive.shows(text)) return true;
  }
  return false;
}

TEST(LargePlan, IsSavedInSlicesAndComesBackWhole) {
  platform::MemoryStore store;
  Page page(store);
  page.drop({{"large.keyplan", file::write(large_plan())}});
  page.pause();
  EXPECT_TRUE(page.saved()) << page.drive.dump();
  EXPECT_LT(page.machine.largest_commit, 5u << 20);
  page.go("Settings");
  page.drive.fill("Plan name", "Large");
  page.pause();
  Page again(store, 2);
  again.drive.settle(2000);
  EXPECT_EQ(again.export_plan(), page.export_plan());
}

TEST(LargePlan, ChangesMadeWhileItIsSavedAreSavedToo) {
  platform::MemoryStore store;
  Page page(store);
  page.drop({{"large.keyplan", file::write(large_plan())}});
  page.drive.press("Alt+N");
  page.drive.fill("Name", "Dorwick");
  page.machine.advance_milliseconds(500);
  page.drive.frame();
  page.drive.fill("Sector", "Retail");
  page.machine.deliver(platform::PageHidden{});
  page.drive.settle(2000);
  Page again(store, 2);
  again.drive.settle(2000);
  EXPECT_EQ(test::plan_in(again).table<model::Account>().size(), 2005u);
  again.drive.press("Ctrl+K");
  again.drive.type("Dorwick");
  EXPECT_TRUE(again.drive.shows("Dorwick"));
}

TEST(LargePlan, OpeningShowsHowFarItIsAndCanBeCancelled) {
  platform::MemoryStore store;
  Page page(store);
  page.drop({{"large.keyplan", file::write(large_plan())}});
  page.pause();
  page.machine.ms_per_look = 20;  // one slice a frame
  page.go("Settings");
  page.drive.click("Start another plan");
  const ui::Node& plan = page.drive.find(Role::button, "Test");
  page.drive.shell.act({.node = plan.id, .kind = ui::ActionKind::press});
  ASSERT_TRUE(says_within(page, "Opening Test", 5)) << page.drive.dump();
  EXPECT_TRUE(page.drive.has(Role::progressbar, "Opening Test"));
  page.drive.click("Cancel");
  EXPECT_TRUE(page.drive.shows("Plan your accounts"));
  page.drive.click(Role::button, "Test");
  page.drive.settle(2000);
  EXPECT_TRUE(page.drive.shows("2,004 accounts")) << page.drive.dump();
}

TEST(Files, ReadingLargeFilesShowsHowFarItIsAndCanBeCancelled) {
  platform::MemoryStore store;
  Page page(store);
  test::open(page, test::SmallPortfolio().plan);
  const std::string before = page.export_plan();
  page.machine.deliver(platform::FilesProgress{50'000'000, 200'000'000});
  page.drive.settle();
  ASSERT_TRUE(page.drive.has(Role::dialog, "Reading files")) << page.drive.dump();
  EXPECT_EQ(page.drive.value(Role::progressbar, "Reading"), "50 MB of 200 MB");
  page.drive.click("Cancel");
  EXPECT_EQ(page.machine.cancelled_files, 1);
  EXPECT_FALSE(page.drive.has(Role::dialog, "Reading files"));
  EXPECT_EQ(page.export_plan(), before);
}

TEST(Files, AFileThatCannotBeReadEndsTheReading) {
  platform::MemoryStore store;
  Page page(store);
  page.machine.deliver(platform::FilesProgress{50'000'000, 200'000'000});
  page.machine.deliver(platform::FileProblem{"The file could not be read."});
  page.drive.settle();
  EXPECT_FALSE(page.drive.has(Role::dialog, "Reading files"));
  EXPECT_TRUE(page.drive.shows("The file could not be read."));
}

TEST(Files, APlanFileBeingReadCanBeCancelledAndEverythingStays) {
  platform::MemoryStore store;
  Page page(store);
  test::open(page, test::SmallPortfolio().plan);
  const std::string before = page.export_plan();
  page.machine.drop_files({{"large.keyplan", file::write(large_plan())}});
  ASSERT_TRUE(says_within(page, "Opening large.keyplan", 5)) << page.drive.dump();
  page.drive.click("Cancel");
  EXPECT_FALSE(page.drive.has(Role::dialog, "Opening large.keyplan"));
  EXPECT_EQ(page.export_plan(), before);
}

}  // namespace
}  // namespace keyplan
