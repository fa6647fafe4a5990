// Plans leave sealed with a passphrase, as files or links, and open elsewhere with it only.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/file/write.h"
#include "page.h"

namespace keyplan {
namespace {

using test::Page;
using ui::Role;

constexpr std::string_view secret = "amber fjord heron maple dune cedar";

class Sealing : public ::testing::Test {
 protected:
  Sealing() : page(store) {
    page.drive.press("Alt+N");
    page.drive.fill("Name", "Cancity");
  }
  void share(Page& from, std::string_view form, std::string_view passphrase = secret) {
    from.go("Share & merge");
    from.drive.click("Share plan");
    from.drive.click(Role::radio, form);
    if (form != "Plan file") from.drive.fill("Passphrase", passphrase);
  }
  platform::File sealed_file() {
    share(page, "Sealed file");
    page.machine.saved_files.clear();
    page.drive.click("Save sealed file");
    if (page.machine.saved_files.empty()) return {};
    return {page.machine.saved_files[0].name, page.machine.saved_files[0].bytes};
  }
  std::string link() {
    share(page, "Link");
    page.drive.click("Make link");
    page.drive.click("Copy link");
    page.drive.click("Close");
    return page.drive.shell.clipboard();
  }
  static void follow(Page& by, std::string_view link) {
    by.machine.follow_link(link);
    by.drive.settle();
  }
  static void open(Page& by, std::string_view passphrase = secret) {
    by.drive.fill("Passphrase", passphrase);
    by.drive.click("Open");
    by.drive.settle(5000);
  }
  static bool asks(Page& by) { return by.drive.has(Role::dialog, "Open this plan?"); }
  /// A copy that got an account more at a colleague's.
  static std::string with_account(const std::string& bytes, const std::string& name) {
    model::Plan plan = std::move(file::read(bytes)->plan);
    plan.begin_session({.random = 7, .unix_minutes = 29'900'000, .who = "Bob"});
    model::Edit edit("add");
    edit.add(plan.new_id(), model::Account{.name = name});
    EXPECT_TRUE(plan.apply(std::move(edit)));
    return file::write(plan);
  }

  platform::MemoryStore store, other_store;
  Page page;
};

TEST_F(Sealing, ASealedFileOpensElsewhereWithItsPassphraseOnly) {
  const platform::File sealed = sealed_file();
  EXPECT_TRUE(sealed.name.ends_with(".keyplan-sealed")) << sealed.name;
  EXPECT_EQ(sealed.bytes.find("Cancity"), std::string::npos);
  EXPECT_FALSE(page.drive.has(Role::dialog, "Share plan"));

  Page colleague(other_store, 5);
  colleague.drop({sealed});
  ASSERT_TRUE(asks(colleague)) << colleague.drive.dump();
  open(colleague, "amber fjord heron maple dune birch");
  EXPECT_TRUE(asks(colleague));
  EXPECT_TRUE(colleague.drive.find(Role::textbox, "Passphrase").invalid);
  EXPECT_TRUE(colleague.drive.shows("The passphrase does not fit")) << colleague.drive.dump();
  open(colleague);
  EXPECT_FALSE(asks(colleague));
  colleague.go("Accounts");
  EXPECT_TRUE(colleague.drive.shows("Cancity")) << colleague.drive.dump();
}

TEST_F(Sealing, ASealedFileIsKnownByItsBytesWhateverItIsCalled) {
  const std::string bytes = sealed_file().bytes;
  Page colleague(other_store, 5);
  for (const char* name : {"mail-attachment.bin", "plan.keyplan", "list.csv"}) {
    colleague.drop({{name, bytes}});
    EXPECT_TRUE(asks(colleague)) << name;
    EXPECT_TRUE(colleague.drive.shows(name));
    colleague.drive.press("Escape");
    colleague.drive.press("Escape");
    EXPECT_FALSE(asks(colleague)) << name;
  }
}

TEST_F(Sealing, CancelLeavesEverythingAsItWas) {
  const platform::File sealed = sealed_file();
  const std::string before = page.export_plan();
  page.drop({sealed});
  page.drive.fill("Passphrase", "of another plan");
  page.drive.click("Open");
  page.drive.click("Cancel");
  EXPECT_FALSE(asks(page));
  EXPECT_EQ(page.export_plan(), before);
  page.drop({sealed});
  page.drive.click("Show");
  EXPECT_EQ(page.drive.value(Role::textbox, "Passphrase"), "") << "nothing of it is kept";
}

TEST_F(Sealing, SealedAndPlainCopiesOfAPlanAreMergedTogether) {
  const std::string sent = page.export_plan();
  Page bob(other_store, 5);
  bob.drop({{"sent.keyplan", with_account(sent, "Of Bob")}});
  share(bob, "Sealed file", "passphrase of bob");
  bob.drive.click("Save sealed file");
  platform::MemoryStore third;
  Page cem(third, 6);
  cem.drop({{"sent.keyplan", with_account(sent, "Of Cem")}});
  share(cem, "Sealed file", "passphrase of cem");
  cem.drive.click("Save sealed file");

  page.drop({{"bob", bob.machine.saved_files.back().bytes},
             {"plain.keyplan", with_account(sent, "Of Dora")},
             {"cem", cem.machine.saved_files.back().bytes}});
  open(page, "passphrase of bob");
  ASSERT_TRUE(asks(page)) << page.drive.dump();
  open(page, "passphrase of cem");
  EXPECT_TRUE(page.drive.shows("Merge 3 files")) << page.drive.dump();
  for (const char* name : {"Of Bob", "Of Cem", "Of Dora"})
    EXPECT_TRUE(page.drive.shows(name)) << name;
}

TEST_F(Sealing, ALinkOpensNothingByItself) {
  const std::string sent = link();
  Page colleague(other_store, 5);
  follow(colleague, sent);
  ASSERT_TRUE(asks(colleague)) << colleague.drive.dump();
  colleague.drive.press("Escape");
  colleague.drive.press("Escape");
  EXPECT_FALSE(asks(colleague));
  EXPECT_TRUE(colleague.drive.shows("Plan your accounts"));

  follow(colleague, sent);
  open(colleague);
  colleague.go("Accounts");
  EXPECT_TRUE(colleague.drive.shows("Cancity"));
}

TEST_F(Sealing, ThePassphraseIsNoPartOfTheLink) {
  const std::string sent = link();
  EXPECT_TRUE(sent.contains("#kp1=")) << sent;
  EXPECT_EQ(sent.find("amber"), std::string::npos);
  EXPECT_EQ(sent.find("616d626572"), std::string::npos);
}

TEST_F(Sealing, ALinkToACopyOfTheOpenPlanShowsWhatItBrings) {
  Page bob(other_store, 5);
  bob.drop({{"sent.keyplan", with_account(page.export_plan(), "Newport")}});
  share(bob, "Link");
  bob.drive.click("Make link");
  bob.drive.click("Copy link");
  follow(page, bob.drive.shell.clipboard());
  open(page);
  EXPECT_TRUE(page.drive.shows("Merge \u201CShared link\u201D")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Added: Account \u201CNewport\u201D"));
}

TEST_F(Sealing, ALinkToAnotherPlanIsAskedAbout) {
  Page other(other_store, 5);
  other.drive.press("Alt+N");
  other.drive.fill("Name", "Oslo Harbour");
  follow(other, link());
  open(other);
  EXPECT_TRUE(other.drive.has(Role::dialog, "Another plan")) << other.drive.dump();
}

TEST_F(Sealing, ALinkWaitsForTheStoredPlanThatItMayBelongTo) {
  const std::string sent = link();
  page.pause();
  Page again(store, 9);
  follow(again, sent);
  open(again);
  EXPECT_TRUE(again.drive.shows("Nothing new")) << again.drive.dump();
}

TEST_F(Sealing, Fault52ACutOrMangledLinkIsSaidInOneSentence) {
  const std::string sent = link();
  Page colleague(other_store, 5);
  for (const std::string& broken :
       {sent.substr(0, sent.size() - 1), sent.substr(0, sent.find('=') + 1),
        sent.substr(0, 60) + (sent[60] == '0' ? "1" : "0") + sent.substr(61)}) {
    follow(colleague, broken);
    EXPECT_TRUE(colleague.drive.shows("This link did not arrive whole.")) << broken;
    EXPECT_FALSE(colleague.drive.has(Role::textbox, "Passphrase"));
    colleague.drive.click("Close");
  }
  EXPECT_TRUE(colleague.drive.shows("Plan your accounts"));
}

TEST_F(Sealing, Fault52ALinkWithTrackingAppendedStillOpens) {
  Page colleague(other_store, 5);
  follow(colleague, link() + "&utm_source=chat&fbclid=123");
  open(colleague);
  colleague.go("Accounts");
  EXPECT_TRUE(colleague.drive.shows("Cancity"));
}

TEST_F(Sealing, Fault52ADamagedFileIsSaidAsAWrongPassphraseIs) {
  platform::File sealed = sealed_file();
  sealed.bytes[sealed.bytes.size() / 2] ^= 1;
  Page colleague(other_store, 5);
  colleague.drop({sealed});
  open(colleague);
  EXPECT_TRUE(colleague.drive.shows("The passphrase does not fit"));
  colleague.drop({{"cut.keyplan-sealed", sealed.bytes.substr(0, 12)}});
  open(colleague);
  EXPECT_TRUE(colleague.drive.shows("The passphrase does not fit"));
}

TEST_F(Sealing, APlanTooLargeForALinkIsSaidAndGoesAsASealedFile) {
  platform::MemoryStore large;
  Page sample(large, 3);
  sample.drive.click(Role::link, "Load the sample portfolio");
  share(sample, "Link");
  sample.drive.click("Make link");
  EXPECT_TRUE(sample.drive.shows("characters long. Send a sealed file instead."));
  EXPECT_FALSE(sample.drive.has(Role::button, "Copy link"));
  sample.drive.click(Role::radio, "Sealed file");
  EXPECT_FALSE(sample.drive.shows("characters long"));
  sample.drive.click("Save sealed file");
  EXPECT_EQ(sample.machine.saved_files.size(), 1u);
}

TEST_F(Sealing, WhatWasMadeOfOtherEntriesIsNotOfferedAnyMore) {
  share(page, "Link");
  page.drive.click("Make link");
  ASSERT_TRUE(page.drive.has(Role::button, "Copy link"));
  page.drive.fill("Passphrase", "another passphrase");
  EXPECT_FALSE(page.drive.has(Role::button, "Copy link"));
}

TEST_F(Sealing, APassphraseIsMaskedUnlessItWasSuggestedOrIsAskedFor) {
  share(page, "Sealed file");
  EXPECT_TRUE(page.drive.find(Role::textbox, "Passphrase").secret);
  EXPECT_FALSE(page.drive.dump().contains(secret));
  page.drive.click("Suggest a passphrase");
  EXPECT_FALSE(page.drive.find(Role::textbox, "Passphrase").secret) << "it has to be passed on";
  page.drive.click("Save sealed file");

  Page colleague(other_store, 5);
  colleague.drop({{"plan", page.machine.saved_files.back().bytes}});
  colleague.drive.fill("Passphrase", "amber fjord heron maple dune birch");
  EXPECT_TRUE(colleague.drive.find(Role::textbox, "Passphrase").secret);
  EXPECT_FALSE(colleague.drive.dump().contains("birch"));
  colleague.drive.click("Show");
  EXPECT_TRUE(colleague.drive.value(Role::textbox, "Passphrase").ends_with("birch"));
  colleague.drive.click("Hide");
  EXPECT_FALSE(colleague.drive.dump().contains("birch"));
}

TEST_F(Sealing, AShortPassphraseIsRefusedAndAGoodOneSuggested) {
  share(page, "Sealed file", "1234");
  page.machine.saved_files.clear();
  page.drive.click("Save sealed file");
  EXPECT_TRUE(page.machine.saved_files.empty());
  EXPECT_TRUE(page.drive.find(Role::textbox, "Passphrase").invalid);
  page.drive.click("Suggest a passphrase");
  const std::string suggested = page.drive.value(Role::textbox, "Passphrase");
  EXPECT_EQ(std::ranges::count(suggested, ' '), 5) << suggested;
  page.drive.click("Save sealed file");
  ASSERT_EQ(page.machine.saved_files.size(), 1u);
  Page colleague(other_store, 5);
  colleague.drop({{"sealed", page.machine.saved_files[0].bytes}});
  open(colleague, suggested);
  EXPECT_FALSE(asks(colleague));
}

TEST_F(Sealing, WhereNothingCanBeSealedTheReasonIsSaidAndThePlanFileRemains) {
  const platform::File sealed = sealed_file();
  page.machine.no_sealing = "This page was loaded without encryption.";
  page.drive.click("Share plan");
  EXPECT_TRUE(page.drive.find(Role::radio, "Link").disabled);
  EXPECT_TRUE(page.drive.shows("This page was loaded without encryption."));
  EXPECT_FALSE(page.drive.has(Role::textbox, "Passphrase"));
  page.machine.saved_files.clear();
  page.drive.click("Save plan file");
  ASSERT_EQ(page.machine.saved_files.size(), 1u);
  EXPECT_EQ(page.machine.saved_files[0].bytes, page.export_plan());

  page.drop({sealed});
  EXPECT_TRUE(page.drive.shows("This page was loaded without encryption."));
  EXPECT_FALSE(page.drive.has(Role::textbox, "Passphrase"));
  page.drive.click("Close");
}

TEST_F(Sealing, SharingStoresThePlanAndUndoDoesNotTakeBackWhatOthersHave) {
  page.go("Accounts");
  page.drive.click(Role::link, "Cancity");
  page.drive.fill("Name", "Cancity NV");
  const platform::File sealed = sealed_file();
  EXPECT_TRUE(page.saved());
  page.drive.press("Ctrl+Z");
  page.drop({sealed});
  open(page);
  EXPECT_TRUE(page.drive.shows("Nothing new")) << page.drive.dump();
}

TEST_F(Sealing, OnlyAPlanFileCountsAsABackup) {
  sealed_file();
  EXPECT_FALSE(page.drive.shows("Last file backup today")) << page.drive.dump();
  share(page, "Plan file");
  page.drive.click("Save plan file");
  EXPECT_TRUE(page.drive.shows("Last file backup today")) << page.drive.dump();
}

TEST_F(Sealing, EverythingWorksFromTheKeyboard) {
  page.drive.press("Ctrl+K");
  page.drive.type("Share plan");
  page.drive.press("Enter");
  ASSERT_TRUE(page.drive.has(Role::dialog, "Share plan")) << page.drive.dump();
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Passphrase");
  page.drive.type(secret);
  page.machine.saved_files.clear();
  page.drive.press("Enter");
  ASSERT_EQ(page.machine.saved_files.size(), 1u) << page.drive.dump();

  Page colleague(other_store, 5);
  colleague.drop({{"sealed", page.machine.saved_files[0].bytes}});
  ASSERT_NE(colleague.drive.focused(), nullptr);
  EXPECT_EQ(colleague.drive.focused()->name, "Passphrase");
  colleague.drive.press("Enter");
  EXPECT_TRUE(colleague.drive.shows("Write the passphrase that came with it."));
  colleague.drive.type(secret);
  colleague.drive.press("Enter");
  EXPECT_FALSE(asks(colleague)) << colleague.drive.dump();
  colleague.drive.press("Alt+2");
  EXPECT_TRUE(colleague.drive.shows("Cancity"));
}

TEST_F(Sealing, TheDialogCanBeUsedInASmallWindow) {
  page.drive.resize(720, 450);
  page.drive.press("Ctrl+K");
  page.drive.type("Share plan");
  page.drive.press("Enter");
  page.drive.click(Role::radio, "Link");
  page.drive.fill("Passphrase", secret);
  page.drive.click("Make link");
  const ui::DeviceRect& dialog = page.drive.find(Role::dialog, "Share plan").rect;
  EXPECT_GE(dialog.y, 0);
  EXPECT_LE(dialog.y + dialog.height, 450);
  page.drive.click("Copy link");  // scrolls to it
  EXPECT_TRUE(page.drive.shows("Copied."));
}

}  // namespace
}  // namespace keyplan
