// Parts and editions of a plan leave, and come back.
#include <gtest/gtest.h>

#include "core/file/write.h"
#include "page.h"
#include "small_portfolio.h"

namespace keyplan {
namespace {

using test::Page;
using ui::Role;

class Sharing : public ::testing::Test {
 protected:
  Sharing() : page(store) {
    portfolio.add(model::Person{.name = "Jana Novak",
                                .account = {portfolio.cancity},
                                .job_title = "Head of Logistics",
                                .email = "jana@cancity.example"});
    test::open(page, portfolio.plan);
  }
  platform::File saved() {
    page.drive.click(Role::radio, "Plan file");
    page.machine.saved_files.clear();
    page.drive.click("Save plan file");
    if (page.machine.saved_files.empty()) return {};
    return {page.machine.saved_files[0].name, page.machine.saved_files[0].bytes};
  }
  void open_account(std::string_view name) {
    page.go("Accounts");
    page.drive.click(Role::link, name);
  }

  test::SmallPortfolio portfolio;
  platform::MemoryStore store, other_store;
  Page page;
};

TEST_F(Sharing, OneAccountGoesWithoutTheOthers) {
  open_account("Treequote");
  page.drive.click("Share");
  const platform::File file = saved();
  EXPECT_TRUE(file.name.starts_with("Treequote-")) << file.name;
  const model::Plan part = std::move(file::read(file.bytes)->plan);
  EXPECT_EQ(part.table<model::Account>().size(), 1u);
  EXPECT_FALSE(file.bytes.contains("Cancity"));
  // It is no backup of the plan.
  EXPECT_TRUE(page.drive.shows("No file backup yet"));
}

TEST_F(Sharing, APartThatComesBackBringsItsChangesAndTakesNothingAway) {
  open_account("Treequote");
  page.drive.click("Share");
  Page colleague(other_store, 5);
  colleague.drop({saved()});
  colleague.go("Accounts");
  colleague.drive.click(Role::link, "Treequote");
  colleague.drive.fill("Sector", "Software");
  page.drop({{"back.keyplan", colleague.export_plan()}});
  EXPECT_FALSE(page.drive.shows("deleted")) << page.drive.dump();
  page.drive.click("Merge 1 change");
  EXPECT_EQ(test::plan_in(page).find<model::Account>(portfolio.treequote)->data.sector, "Software");
  EXPECT_EQ(test::plan_in(page).table<model::Account>().size(), 4u);
}

TEST_F(Sharing, SelectedAccountsGoTogether) {
  page.go("Accounts");
  page.drive.click(Role::link, "Treequote");
  page.go("Accounts");
  page.drive.focus(Role::row, "Cancity");
  page.drive.press("Space");
  page.drive.click("Share 1");
  const platform::File file = saved();
  const model::Plan part = std::move(file::read(file.bytes)->plan);
  EXPECT_EQ(part.table<model::Account>().size(), 1u);
}

TEST_F(Sharing, TheCustomerEditionSaysWhatItLeavesOut) {
  page.go("Share & merge");
  page.drive.click("Share plan");
  page.drive.choose("Edition", "Customer-safe");
  EXPECT_TRUE(page.drive.shows("Left out:")) << page.drive.dump();
  const platform::File file = saved();
  EXPECT_TRUE(file.name.ends_with("-customer.keyplan")) << file.name;
  EXPECT_TRUE(file.bytes.contains("Jana Novak"));
  EXPECT_FALSE(file.bytes.contains("jana@cancity.example"));
  EXPECT_FALSE(file.bytes.contains("opportunity"));
}

TEST_F(Sharing, Case50AnEditionThatComesBackIsAskedAboutAndChangesNothing) {
  page.go("Share & merge");
  page.drive.click("Share plan");
  page.drive.choose("Edition", "No personal data");
  const platform::File file = saved();
  const std::string before = page.export_plan();
  page.drop({file});
  ASSERT_TRUE(page.drive.has(Role::dialog, "Another plan with the same records"));
  page.drive.click("Merge it into this plan");
  EXPECT_TRUE(page.drive.shows("Nothing new")) << page.drive.dump();
  EXPECT_EQ(page.export_plan(), before);
}

TEST_F(Sharing, WhatAPartnerWroteInAnEditionComesBackWithTheirName) {
  page.go("Share & merge");
  page.drive.click("Share plan");
  page.drive.choose("Edition", "Stage");
  Page partner(other_store, 5);
  partner.drop({saved()});
  EXPECT_TRUE(partner.drive.shows("edition: Stage")) << partner.drive.dump();
  partner.go("Settings");
  partner.drive.fill("Your name", "A partner");
  partner.close();
  Page again(other_store, 6);  // the name counts from the next session on
  again.drive.settle(2000);
  again.go("Accounts");
  again.drive.click(Role::link, "Treequote");
  again.drive.fill("Sector", "Software");
  page.drop({{"partner.keyplan", again.export_plan()}});
  page.drive.click("Merge it into this plan");
  EXPECT_TRUE(page.drive.shows("A partner")) << page.drive.dump();
  page.drive.click("Merge 1 change");
  const model::Plan& plan = test::plan_in(page);
  EXPECT_EQ(plan.find<model::Account>(portfolio.treequote)->data.sector, "Software");
  bool there = false;
  for (const auto& person : plan.table<model::Person>()) there |= person.data.name == "Jana Novak";
  EXPECT_TRUE(there);
}

class OnePerson : public Sharing {
 protected:
  OnePerson() {
    open_account("Treequote");
    page.drive.fill("Notes", "Jana Novak knows them.");
    page.machine.advance_milliseconds(3000);
    page.drive.settle(2000);
    page.drive.press("Ctrl+K");
    page.drive.type("one person");
    page.drive.press("Enter");
    page.drive.choose("Person", "Jana Novak, Cancity");
  }
};

TEST_F(OnePerson, IsFoundEverywhereAndWhatIsKeptCanBeHandedOver) {
  EXPECT_TRUE(page.drive.has(Role::rowheader, "Treequote \u00B7 Notes")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Names them"));
  page.machine.saved_files.clear();
  page.drive.click("Save what is kept");
  ASSERT_EQ(page.machine.saved_files.size(), 1u);
  EXPECT_TRUE(page.machine.saved_files[0].name.ends_with("-personal-data.txt"));
  EXPECT_TRUE(page.machine.saved_files[0].bytes.contains("jana@cancity.example"));
}

TEST_F(OnePerson, IsErasedFromThePlanTheStepsAndTheStatesOnThisDevice) {
  ASSERT_GT(store.plans.begin()->second.snapshots.size(), 1u);
  page.drive.click("Erase everywhere");
  page.drive.click("Erase for good");
  page.drive.settle(2000);
  EXPECT_TRUE(page.drive.shows("Erased."));
  EXPECT_FALSE(page.export_plan().contains("Jana"));
  page.drive.press("Ctrl+Z");
  EXPECT_FALSE(page.export_plan().contains("Jana"));
  const auto& kept = store.plans.begin()->second.snapshots;
  ASSERT_EQ(kept.size(), 1u);
  for (const std::string& hash : kept.begin()->second.chunk_hashes)
    EXPECT_FALSE(store.chunks.at(hash).contains("Jana"));
}

TEST_F(OnePerson, WhoStaysInTheEarlierStatesIsSaidUntilTheyAreGone) {
  constexpr std::string_view notice = "did not delete the earlier states";
  store.refuses_to_drop = true;
  page.drive.click("Erase everywhere");
  page.drive.click("Erase for good");
  page.drive.settle(2000);
  EXPECT_TRUE(page.drive.shows(notice)) << page.drive.dump();
  EXPECT_GT(store.plans.begin()->second.snapshots.size(), 1u);
  page.drive.click("Try again");
  EXPECT_TRUE(page.drive.shows(notice));
  store.refuses_to_drop = false;
  page.drive.click("Try again");
  EXPECT_FALSE(page.drive.shows(notice));
  EXPECT_EQ(store.plans.begin()->second.snapshots.size(), 1u);
}

TEST_F(OnePerson, EverySaveTriesToDropTheEarlierStatesAgain) {
  store.refuses_to_drop = true;
  page.drive.click("Erase everywhere");
  page.drive.click("Erase for good");
  page.drive.settle(2000);
  store.refuses_to_drop = false;
  page.drive.fill("Notes", "Somebody else knows them.");
  page.pause();
  EXPECT_FALSE(page.drive.shows("did not delete the earlier states")) << page.drive.dump();
  EXPECT_EQ(store.plans.begin()->second.snapshots.size(), 1u);
}

TEST_F(OnePerson, IsKeptWhenOneThinksBetterOfIt) {
  page.drive.click("Erase everywhere");
  page.drive.click("Close");
  EXPECT_TRUE(page.export_plan().contains("jana@cancity.example"));
}

}  // namespace
}  // namespace keyplan
