// Files that are no tables: each gets a sentence, none changes anything.

#include <gtest/gtest.h>

#include <string>

#include "import_support.h"

namespace keyplan::exchange::test {
namespace {

using namespace std::string_literals;

struct BadFile {
  const char* name;
  std::string bytes;
  const char* part_of_sentence;
};

class BadInput : public testing::TestWithParam<BadFile> {};

TEST_P(BadInput, IsNamedAndLeavesThePlanAlone) {
  model::Plan plan = new_plan();
  const std::uint64_t before = plan.revision();
  Importer importer({{GetParam().name, GetParam().bytes}});
  const ImportPreview preview = run(importer, plan);
  ASSERT_EQ(preview.files.size(), 1u);
  const FilePreview& file = preview.files[0];
  EXPECT_NE(file.sentence.find(GetParam().part_of_sentence), std::string::npos) << to_text(preview);
  EXPECT_FALSE(preview.changes_anything());
  while (importer.build(plan) < 1) {
  }
  EXPECT_TRUE(importer.take_edit().empty());
  EXPECT_EQ(plan.revision(), before);
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadInput,
    testing::Values(
        BadFile{"empty.csv", "", "empty"}, BadFile{"spaces.csv", " \n \r\n", "empty"},
        BadFile{"bom.csv", "\xEF\xBB\xBF", "empty"},
        BadFile{"crash.csv", std::string(4096, '\0'), "zero bytes"},
        BadFile{"book.xlsx", "PK\x03\x04 [Content_Types].xml", "save each sheet as CSV"},
        BadFile{"files.zip", "PK\x03\x04 data.bin", "ZIP"},
        BadFile{"old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Excel"},
        BadFile{"paper.pdf", "%PDF-1.4\n", "PDF"},
        BadFile{"page.html", "<!DOCTYPE html><html></html>", "web page"},
        BadFile{"pic.png", "\x89PNG\r\n", "picture"},
        BadFile{"plan.csv", "{\n \"erased\": [],\n \"keyplan\": {\n", "plan file"},
        BadFile{"data.csv", "{\"a\": [1, 2]}", "JSON"},
        BadFile{"half.csv", "account,city\nAcme,\0\0\0\0"s, "not text"},
        BadFile{"quote.csv", "account,city\nAcme,\"Rome\nBeta,Bari\n",
                "Line 2, column 2: a quotation mark is never closed"},
        BadFile{"wide.csv", std::string(5000, ','), "4,096 columns"},
        BadFile{"unknown.csv", "foo,bar\n1,2\n", "None of its columns is known"},
        BadFile{"long.csv", "account,city\nAcme," + std::string((1u << 20) + 1, 'x') + "\n",
                "longer than 1 MB"}),
    [](const auto& info) {
      std::string name = info.param.name;
      for (char& c : name)
        if (c == '.') c = '_';
      return name;
    });

TEST(BadInput, OnlyAHeaderIsSaid) {
  model::Plan plan = new_plan();
  Importer importer({{"accounts.csv", "Account Name,Industry,Billing Country\n"}});
  const ImportPreview& preview = run(importer, plan);
  EXPECT_EQ(preview.files[0].kind, TableKind::accounts);
  EXPECT_TRUE(has_check(preview.files[0], "only a header"));
  EXPECT_FALSE(preview.changes_anything());
}

TEST(BadInput, TwoColumnsOfOneNameAreSaid) {
  model::Plan plan = new_plan();
  Importer importer({{"accounts.csv", "Account Name,Country,Country\nAcme,Italy,Spain\n"}});
  const ImportPreview& preview = run(importer, plan);
  EXPECT_TRUE(has_check(preview.files[0], "two columns are called"));
}

TEST(BadInput, TheSameFileTwiceCountsOnce) {
  model::Plan plan = new_plan();
  const std::string text = "Customer,Country,Revenue 2024,Revenue 2025\nAcme,Italy,100,200\n";
  const ImportPreview preview = import_into(plan, {{"a.csv", text}, {"b.csv", text}});
  EXPECT_NE(preview.files[1].sentence.find("same content as a.csv"), std::string::npos);
  EXPECT_EQ(plan.table<model::Revenue>().size(), 2u);
}

TEST(BadInput, AGoodFileBesideABadOneIsImported) {
  model::Plan plan = new_plan();
  const ImportPreview preview =
      import_into(plan, {{"x.pdf", "%PDF-1.4"}, {"accounts.csv", "account,country\nAcme,Italy\n"}});
  EXPECT_FALSE(preview.files[0].sentence.empty());
  EXPECT_EQ(plan.table<model::Account>().size(), 1u);
}

TEST(BadInput, NoFilesAreNoChange) {
  model::Plan plan = new_plan();
  Importer importer({});
  EXPECT_FALSE(run(importer, plan).changes_anything());
}

}  // namespace
}  // namespace keyplan::exchange::test
