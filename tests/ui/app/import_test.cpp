// The import preview as a person uses it.
#include <gtest/gtest.h>

#include "page.h"

namespace keyplan {
namespace {

using test::Page;
using ui::Role;

model::Plan plan_of(const std::string& bytes) {
  auto read = file::read(bytes);
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().sentence);
  return read ? std::move(read->plan) : model::Plan(model::make_plan_id(1, 1));
}

/// Two exports of the same customers, the second with other ids and spellings.
std::vector<platform::File> two_lists(int accounts) {
  std::string crm = "Account ID,Account Name,Billing City,Billing Country,Website\n";
  std::string erp = "Kundennummer;Kunde;Ort;Land;Telefon\n";
  for (int i = 0; i < accounts; ++i) {
    const std::string name = "Kontor" + std::string(1, static_cast<char>('a' + i % 26)) +
                             std::string(1, static_cast<char>('a' + i / 26));
    crm += "C" + std::to_string(i) + "," + name + " GmbH,Ulm,Germany," + name + ".example\n";
    erp += std::to_string(10'000 + i) + ";" + name + " Gmbh.;" + (i % 2 == 0 ? "Ulm" : "Bonn") +
           ";Germany;+49 " + std::to_string(i) + "\n";
  }
  return {{"crm.csv", crm}, {"erp.csv", erp}};
}

std::string import_button(Page& page) {
  const auto buttons = page.drive.all(Role::button, "Import ");
  return buttons.empty() ? "" : buttons.front()->name;
}

void finish_import(Page& page) {
  page.drive.click(Role::button, import_button(page));
  page.drive.settle(5000);
}

TEST(ImportScreen, PairsThatMayBeOneAreJoinedOnlyWhenTheUserSaysSo) {
  platform::MemoryStore store;
  Page page(store);
  page.drop(two_lists(12));
  EXPECT_TRUE(page.drive.shows("The same or not?")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("12 pairs, 0 said to be the same"));
  EXPECT_EQ(import_button(page), "Import 24 records");

  page.drive.click("All are the same");
  EXPECT_TRUE(page.drive.shows("12 pairs, 12 said to be the same")) << page.drive.dump();
  EXPECT_EQ(import_button(page), "Import 12 records");
  page.drive.click("Keep all apart");
  EXPECT_EQ(import_button(page), "Import 24 records");

  page.drive.click("All are the same");
  finish_import(page);
  const model::Plan plan = plan_of(page.export_plan());
  EXPECT_EQ(plan.table<model::Account>().size(), 12u);
  for (const auto& account : plan.table<model::Account>()) {
    EXPECT_FALSE(account.data.website.empty());
    EXPECT_FALSE(account.data.phone.empty());
  }
  page.drop(two_lists(12));
  EXPECT_TRUE(page.drive.shows("Nothing new")) << page.drive.dump();
  EXPECT_FALSE(page.drive.shows("The same or not?"));
}

TEST(ImportScreen, APairIsAnsweredWithTheKeyboardAndSeenSideBySide) {
  platform::MemoryStore store;
  Page page(store);
  page.drop(two_lists(3));
  // The most alike are first: those that agree on the city.
  const auto before = page.drive.rows("Pairs");
  ASSERT_EQ(before.size(), 3u) << page.drive.dump();
  EXPECT_EQ(before[2][0], "Kontorba GmbH");
  page.drive.focus(Role::row, "Kontoraa GmbH and Kontoraa Gmbh.");
  page.drive.press("Space");
  EXPECT_TRUE(page.drive.has(Role::table, "Side by side")) << page.drive.dump();
  const auto side_by_side = page.drive.rows("Side by side");
  const auto has_line = [&](std::vector<std::string> line) {
    return std::ranges::contains(side_by_side, line);
  };
  EXPECT_TRUE(has_line({"Source id", "C0", "10000"}));
  EXPECT_TRUE(has_line({"City", "Ulm", "Ulm"}));
  EXPECT_TRUE(has_line({"From", "crm.csv, line 2", "erp.csv, line 2"}));
  page.drive.press("Down");
  page.drive.press("Enter");
  EXPECT_TRUE(page.drive.shows("3 pairs, 1 said to be the same")) << page.drive.dump();
  EXPECT_EQ(import_button(page), "Import 5 records");
  page.drive.press("Enter");
  EXPECT_EQ(import_button(page), "Import 6 records");
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->role, Role::row) << "the keyboard stays where it was";
}

TEST(ImportScreen, OneAnswerForTheFilteredOrSelectedPairs) {
  platform::MemoryStore store;
  Page page(store);
  page.drop(two_lists(300));
  EXPECT_TRUE(page.drive.shows("300 pairs, 0 said to be the same")) << page.drive.dump();
  page.drive.fill("Filter pairs", "Kontora");
  page.drive.click("All are the same");
  EXPECT_TRUE(page.drive.shows("300 pairs, 12 said to be the same")) << page.drive.dump();
  page.drive.fill("Filter pairs", "");
  page.drive.focus(Role::row, page.drive.rows("Pairs")[0][0] + " and Kontoraa Gmbh.");
  page.drive.press("Ctrl+A");
  page.drive.click("The 300 selected are the same");
  EXPECT_TRUE(page.drive.shows("300 pairs, 300 said to be the same"));
  EXPECT_EQ(import_button(page), "Import 300 records");
}

}  // namespace
}  // namespace keyplan
