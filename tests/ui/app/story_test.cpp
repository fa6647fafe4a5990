// The story Keyplan is for: from a CRM export to a saved, shared, forecast portfolio.
#include <gtest/gtest.h>

#include "core/analysis/cache.h"
#include "page.h"

namespace keyplan {
namespace {

using test::Page;
using ui::Role;

const std::filesystem::path csv_story = std::filesystem::path(KEYPLAN_TEST_DATA) / "csv-story";

model::Plan plan_of(const std::string& bytes) {
  auto read = file::read(bytes);
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().sentence);
  return read ? std::move(read->plan) : model::Plan(model::make_plan_id(1, 1));
}

void import_all(Page& page, std::vector<platform::File> files) {
  page.drop(std::move(files));
  const auto buttons = page.drive.all(Role::button, "Import ");
  ASSERT_FALSE(buttons.empty()) << page.drive.dump();
  page.drive.click(Role::button, buttons.front()->name);
  page.drive.settle(5000);
}

TEST(Story, TablesDroppedOnTheStartScreenBecomeAPortfolioThatSurvivesClosing) {
  platform::MemoryStore store;
  std::string before;
  {
    Page page(store);
    EXPECT_TRUE(page.drive.shows("Plan your accounts"));
    import_all(page, test::files_in(csv_story));
    EXPECT_TRUE(page.drive.shows("Portfolio"));
    page.pause();
    EXPECT_TRUE(page.saved()) << page.drive.dump();
    before = page.export_plan();
    // The numbers of the ERP's customers come with their names.
    EXPECT_EQ(plan_of(before).table<model::Account>().size(), 16u);
  }
  Page again(store, 2);
  EXPECT_EQ(plan_of(again.export_plan()).table<model::Opportunity>().size(),
            plan_of(before).table<model::Opportunity>().size());
  EXPECT_TRUE(again.saved());
}

TEST(Story, NothingChangesBeforeImportIsPressedAndOneUndoTakesItBack) {
  platform::MemoryStore store;
  Page page(store);
  page.drop(test::files_in(csv_story));
  EXPECT_TRUE(page.drive.shows("nothing is changed until you press Import"));
  page.drive.click("Cancel");
  EXPECT_TRUE(page.drive.shows("Plan your accounts"));
  EXPECT_TRUE(store.plans.empty());

  import_all(page, test::files_in(csv_story));
  page.drive.press("Ctrl+Z");
  EXPECT_EQ(plan_of(page.export_plan()).table<model::Account>().size(), 0u);
  page.drive.press("Ctrl+Shift+Z");
  EXPECT_GT(plan_of(page.export_plan()).table<model::Account>().size(), 10u);
}

TEST(Story, ImportingTheSameFilesAgainBringsNothingNew) {
  platform::MemoryStore store;
  Page page(store);
  import_all(page, test::files_in(csv_story));
  const std::string once = page.export_plan();
  page.drop(test::files_in(csv_story));
  EXPECT_TRUE(page.drive.shows("Nothing new")) << page.drive.dump();
  page.drive.click("Cancel");
  EXPECT_EQ(page.export_plan(), once);
}

TEST(Story, AColleagueOpensTheExportedFileAndSeesTheSamePlan) {
  platform::MemoryStore mine;
  platform::MemoryStore theirs;
  Page me(mine);
  me.drive.click(Role::link, "Load the sample portfolio");
  const std::string sent = me.export_plan();
  ASSERT_FALSE(sent.empty());
  Page colleague(theirs, 7);
  colleague.drop({{"from-ana.keyplan", sent}});
  EXPECT_EQ(colleague.export_plan(), sent);
  colleague.pause();
  EXPECT_TRUE(colleague.saved());
}

TEST(Story, AnEditIsSavedAndThereAfterTheTabWasKilled) {
  platform::MemoryStore store;
  {
    Page page(store);
    page.drive.press("Alt+N");
    page.drive.fill("Name", "Antwerp Port Services");
    page.pause();
    EXPECT_TRUE(page.saved()) << page.drive.dump();
  }  // no farewell: the page simply ends
  Page again(store, 2);
  again.go("Accounts");
  EXPECT_TRUE(again.drive.shows("Antwerp Port Services"));
}

TEST(Story, AnEditMadeJustBeforeThePageIsHiddenIsSaved) {
  platform::MemoryStore store;
  {
    Page page(store);
    page.drive.press("Alt+N");
    page.drive.fill("Name", "Antwerp Port Services");
    page.machine.deliver(platform::PageHidden{});
    page.drive.settle();
  }
  Page again(store, 2);
  again.go("Accounts");
  EXPECT_TRUE(again.drive.shows("Antwerp Port Services"));
}

TEST(Story, UndoOfAnEditRestoresTheFileByteForByte) {
  platform::MemoryStore store;
  Page page(store);
  page.drive.click(Role::link, "Load the sample portfolio");
  page.go("Settings");
  page.pause();
  const std::string before = page.export_plan();
  page.machine.saved_files.clear();
  // Exporting published the plan: what is undone now was made afterwards, by nobody else seen.
  page.drive.fill("Plan name", "Another name");
  EXPECT_TRUE(page.drive.shows("Another name"));
  page.drive.press("Ctrl+Z");
  EXPECT_EQ(page.export_plan(), before);
}

TEST(Story, WithoutAStoreItWorksSaysSoAndOffersTheFile) {
  platform::MemoryStore store;
  store.available = false;
  Page page(store);
  page.drive.click(Role::link, "Load the sample portfolio");
  EXPECT_TRUE(page.drive.shows("Not saved on this device"));
  EXPECT_TRUE(page.drive.shows("Nothing is saved on this device"));
  page.drive.click("Export plan file");
  ASSERT_EQ(page.machine.saved_files.size(), 1u);
  EXPECT_TRUE(file::read(page.machine.saved_files[0].bytes).has_value());
}

TEST(Story, AFullDiskIsSaidAndTheNextSaveSucceeds) {
  platform::MemoryStore store;
  Page page(store);
  store.next_commits = {platform::CommitFault::quota};
  page.drive.press("Alt+N");
  page.drive.fill("Name", "Antwerp Port Services");
  page.pause();
  EXPECT_TRUE(page.drive.shows("Not saved")) << page.drive.dump();
  page.pause(20'000);
  EXPECT_TRUE(page.saved());
}

TEST(Story, ADamagedNewestSnapshotFallsBackToTheOneBefore) {
  platform::MemoryStore store;
  {
    Page page(store);
    page.drive.press("Alt+N");
    page.drive.fill("Name", "Antwerp Port Services");
    page.pause();
    page.drive.fill("Sector", "Logistics");
    page.pause();
  }
  auto& snapshots = store.plans.begin()->second.snapshots;
  ASSERT_GE(snapshots.size(), 2u);
  snapshots.rbegin()->second.manifest[40] ^= 1;
  Page again(store, 2);
  EXPECT_TRUE(again.drive.shows("An older state of this plan is shown"));
  again.go("Accounts");
  EXPECT_TRUE(again.drive.shows("Antwerp Port Services"));
}

TEST(Story, APlanThatIsSavedNowhereIsNotLeftWithoutAsking) {
  platform::MemoryStore store;
  store.available = false;
  Page page(store);
  page.drive.press("Alt+N");
  page.drive.fill("Name", "Antwerp Port Services");
  page.go("Settings");
  page.drive.click("Start another plan");
  ASSERT_TRUE(page.drive.has(Role::dialog, "Leave the open plan?")) << page.drive.dump();
  page.drive.click("Cancel");
  page.go("Accounts");
  EXPECT_TRUE(page.drive.shows("Antwerp Port Services"));
  page.export_plan();
  page.go("Settings");
  page.drive.click("Start another plan");
  EXPECT_TRUE(page.drive.shows("Plan your accounts"));
}

TEST(BadFile, EveryKindGetsASentenceAndTheOpenPlanStays) {
  platform::MemoryStore store;
  Page page(store);
  page.drive.click(Role::link, "Load the sample portfolio");
  const std::string before = page.export_plan();
  const struct {
    std::string name, bytes, said;
  } cases[] = {
      {"empty.keyplan", "", "empty"},
      {"nul.keyplan", std::string(200, '\0'), "no data"},
      {"broken.keyplan", "{\n \"keyplan\": {", "line"},
      {"photo.keyplan", "\x89PNG\r\n\x1a\n0000", "picture"},
  };
  for (const auto& bad : cases) {
    page.drop({{bad.name, bad.bytes}});
    EXPECT_TRUE(page.drive.shows(bad.name)) << bad.name << page.drive.dump();
    EXPECT_TRUE(page.drive.shows(bad.said)) << bad.name << page.drive.dump();
    if (page.drive.has(Role::dialog, "Look at what can be read?")) page.drive.click("Cancel");
    EXPECT_EQ(page.export_plan(), before) << bad.name;
  }
}

}  // namespace
}  // namespace keyplan
