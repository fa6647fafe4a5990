// The command line as its users see it: words in, text and exit code out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/command_line.h"

namespace {

using namespace keyplan::testing;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(CommandLine, HelpAndVersion) {
  const Outcome help = run({"--help"});
  EXPECT_EQ(help.code, 0);
  for (const char* command : {"check", "fmt", "show", "import", "schema"}) {
    EXPECT_THAT(help.out, HasSubstr(std::string("keyplan ") + command));
    const Outcome own = run({command, "--help"});
    EXPECT_EQ(own.code, 0);
    EXPECT_THAT(own.out, HasSubstr("Usage: keyplan " + std::string(command)));
  }
  EXPECT_THAT(run({"--version"}).out, HasSubstr("plan format 1.0"));
}

TEST_F(CommandLine, WrongUsageIsExplained) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{},
                                             {"destroy"},
                                             {"check"},
                                             {"check", "--loud", "x"},
                                             {"show"},
                                             {"show", "a", "b"},
                                             {"import", "a.csv"},
                                             {"import", "a.csv", "-o"},
                                             {"show", "a", "--today", "tomorrow"},
                                             {"schema", "x"},
                                             {"fmt", "--check=yes", "x"}}) {
    const Outcome outcome = run(words);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.complaints, "");
  }
  EXPECT_THAT(run({"check", "nowhere.keyplan"}).complaints,
              HasSubstr("nowhere.keyplan: cannot be opened"));
  EXPECT_EQ(run({"check", "nowhere.keyplan"}).code, 2);
  EXPECT_EQ(run({"check", "."}).code, 2);
}

TEST_F(CommandLine, CheckNamesFileLineAndColumn) {
  const fs::path plan = copy_of_golden();
  EXPECT_EQ(run({"check", plan.string()}).code, 0);

  std::string text = read_all(plan);
  text.replace(text.find("\"name\": \"Bob\""), 13, "\"name\": \"B\tb\"");
  write_all(folder / "bad.keyplan", text);
  const Outcome outcome = run({"check", "bad.keyplan", "plan.keyplan"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.complaints, HasSubstr("bad.keyplan:41:14: This text is not closed"));
  EXPECT_THAT(outcome.complaints, HasSubstr("(records.000000000003.name)"));
  EXPECT_THAT(outcome.out, HasSubstr("plan.keyplan: in order, 11 records."));

  write_all(folder / "empty.keyplan", "");
  EXPECT_EQ(run({"check", "empty.keyplan"}).complaints, "empty.keyplan:1:1: This file is empty.\n");

  // Of this version, a value that does not fit is a fault.
  text = read_all(plan);
  text.replace(text.find("[1, 3]"), 6, "[1, 0]");
  write_all(folder / "misfit.keyplan", text);
  const Outcome misfit = run({"check", "misfit.keyplan"});
  EXPECT_EQ(misfit.code, 1);
  EXPECT_THAT(misfit.complaints, HasSubstr("misfit.keyplan:61:4: \"2025-02-29\" is not a day"));
}

TEST_F(CommandLine, FmtRestoresTheCanonicalFormInPlace) {
  const fs::path plan = copy_of_golden();
  const std::string canonical = read_all(plan);
  EXPECT_EQ(run({"fmt", "--check", "plan.keyplan"}).code, 0);

  write_all(plan, json::parse(canonical, nullptr, false).dump());
  const Outcome outcome = run({"fmt", "--check", "plan.keyplan"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.complaints, HasSubstr("plan.keyplan:1:1: not in canonical form"));
  EXPECT_NE(read_all(plan), canonical) << "a check changes nothing";
  EXPECT_EQ(run({"fmt", "plan.keyplan"}).code, 0);
  EXPECT_EQ(read_all(plan), canonical);

  write_all(plan, canonical.substr(0, 900));
  EXPECT_EQ(run({"fmt", "plan.keyplan"}).code, 1);
  EXPECT_EQ(read_all(plan), canonical.substr(0, 900)) << "a damaged file stays as it is";
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1) << "no temporary file is left";
}

TEST_F(CommandLine, FmtKeepsPermissionsAndLinks) {
  const fs::path plan = copy_of_golden();
  write_all(plan, read_all(plan) + "\n");
  fs::permissions(plan, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(plan, folder / "link.keyplan");
  EXPECT_EQ(run({"fmt", "link.keyplan"}).code, 0);
  EXPECT_TRUE(fs::is_symlink(folder / "link.keyplan"));
  EXPECT_EQ(fs::status(plan).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(run({"fmt", "--check", "plan.keyplan"}).code, 0);
}

TEST_F(CommandLine, ShowCountsAndExplainsFigures) {
  copy_of_golden();
  const Outcome text = run({"show", "plan.keyplan", "--today", "2026-11-22"});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.out, HasSubstr("Key accounts 2026, as of 2026-11-22"));
  EXPECT_THAT(text.out, HasSubstr("Accounts: 1"));

  const Outcome outcome = run({"show", "--json", "plan.keyplan", "--today=2026-11-22"});
  const json shown = json::parse(outcome.out, nullptr, false);
  ASSERT_FALSE(shown.is_discarded());
  EXPECT_EQ(shown["counts"]["account"], 1);
  EXPECT_EQ(shown["counts"]["zone"], 1) << "kinds this version does not know are counted";
  EXPECT_EQ(shown["counts"]["rate"], 1);
  EXPECT_EQ(shown["as_of"], "2026-11-22");
  ASSERT_FALSE(shown["figures"].empty());
  for (const auto& [id, figure] : shown["figures"].items()) {
    for (const char* member : {"value", "unit", "formula", "inputs", "as_of"}) {
      EXPECT_TRUE(figure.contains(member)) << id;
    }
    EXPECT_EQ(figure["value"].is_null(), figure.contains("na_reason")) << id;
  }
  EXPECT_EQ(shown["figures"]["goal"]["value"], 12'500'000) << "whole euros";
  EXPECT_EQ(shown["figures"]["goal"]["unit"], "EUR");
}

TEST_F(CommandLine, ImportPreviewsAndWritesOnePlan) {
  write_all(folder / "accounts.csv",
            "Account Name,Industry,Number of Employees\nAcme,Tools,12\nBeta,Retail,7\n");
  write_all(folder / "deals.csv",
            "Opportunity Name,Account Name,Stage,Amount,Close Date\n"
            "Roll-out,Acme,Closed Won,1000,2025-03-01\nRefit,Beta,Proposal,500,2026-12-01\n");
  const Outcome outcome = run({"import", "accounts.csv", "deals.csv", "-o", "out.keyplan"});
  EXPECT_EQ(outcome.code, 0) << outcome.complaints;
  EXPECT_THAT(outcome.out, HasSubstr("accounts.csv: Accounts"));
  EXPECT_EQ(run({"fmt", "--check", "out.keyplan"}).code, 0);
  const json shown = json::parse(run({"show", "--json", "out.keyplan"}).out, nullptr, false);
  EXPECT_EQ(shown["counts"]["account"], 2);
  EXPECT_EQ(shown["counts"]["opportunity"], 2);

  const std::string before = read_all(folder / "out.keyplan");
  EXPECT_EQ(
      run({"import", "accounts.csv", "deals.csv", "--into", "out.keyplan", "-o", "out.keyplan"})
          .code,
      0);
  EXPECT_EQ(read_all(folder / "out.keyplan"), before) << "the same files again change nothing";

  write_all(folder / "accounts.csv",
            "Account Name,Industry,Number of Employees\nAcme,Tools,13\nGamma,Retail,1\n");
  EXPECT_EQ(run({"import", "accounts.csv", "--into", "out.keyplan", "-o", "new.keyplan"}).code, 0);
  EXPECT_EQ(read_all(folder / "out.keyplan"), before) << "the plan that was added to stays";
  const json grown = json::parse(run({"show", "--json", "new.keyplan"}).out, nullptr, false);
  EXPECT_EQ(grown["counts"]["account"], 3);
}

TEST_F(CommandLine, ImportOfNothingUsableWritesNothing) {
  write_all(folder / "picture.csv", "\x89PNG\r\n\x1A\nxxxx");
  const Outcome outcome = run({"import", "picture.csv", "-o", "out.keyplan"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.complaints, "");
  EXPECT_FALSE(fs::exists(folder / "out.keyplan"));
  write_all(folder / "broken.keyplan", "{");
  write_all(folder / "accounts.csv", "Account Name\nAcme\n");
  EXPECT_EQ(run({"import", "accounts.csv", "--into", "broken.keyplan", "-o", "out.keyplan"}).code,
            1);
  EXPECT_FALSE(fs::exists(folder / "out.keyplan"));
  EXPECT_EQ(run({"import", "accounts.csv", "-o", "missing/out.keyplan"}).code, 2);
}

TEST_F(CommandLine, MavenCrmInOneGo) {
  const fs::path data = fs::path(KEYPLAN_SHARED_DATA) / "maven-crm";
  if (!fs::exists(data)) return;  // shared data is there on some machines only
  std::vector<std::string> words{"import"};
  for (const char* name :
       {"accounts.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv"}) {
    words.push_back((data / name).string());
  }
  auto first = words;
  first.insert(first.end(), {"-o", "maven.keyplan"});
  ASSERT_EQ(run(first).code, 0);
  const json shown = json::parse(
      run({"show", "--json", "maven.keyplan", "--today", "2018-01-15"}).out, nullptr, false);
  EXPECT_EQ(shown["counts"]["account"], 85);
  EXPECT_EQ(shown["counts"]["opportunity"], 8800);
  EXPECT_EQ(shown["counts"]["team_member"], 41);
  const json& figures = shown["figures"];
  EXPECT_EQ(figures["won_value"]["value"], 10'005'534);
  EXPECT_EQ(figures["won_count"]["value"], 4238);
  EXPECT_EQ(figures["lost_count"]["value"], 2473);
  EXPECT_EQ(figures["engaging_count"]["value"], 1589);
  EXPECT_EQ(figures["prospecting_count"]["value"], 500);
  EXPECT_EQ(figures["deals_without_account"]["value"], 1425);
  const std::string before = read_all(folder / "maven.keyplan");
  words.insert(words.end(), {"--into", "maven.keyplan", "-o", "again.keyplan"});
  ASSERT_EQ(run(words).code, 0);
  EXPECT_EQ(read_all(folder / "again.keyplan"), before);
}

TEST_F(CommandLine, SchemaIsTheCheckedInOne) {
  const Outcome outcome = run({"schema"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, read_all(fs::path(KEYPLAN_SOURCE_DIR) / "assets/schema/plan.schema.json"))
      << "Run: ./scripts/keyplan schema > assets/schema/plan.schema.json";
}

}  // namespace
