// Imports of the real files in the shared folder; the tests exist only where the files do.

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "import_support.h"

namespace keyplan::exchange::test {
namespace {

using model::Kind;

class SharedData : public testing::TestWithParam<bool> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SharedData);
INSTANTIATE_TEST_SUITE_P(RealFiles, SharedData,
                         testing::ValuesIn(has_shared_data() ? std::vector<bool>{true}
                                                             : std::vector<bool>{}));

const std::vector<std::string> maven_files = {"accounts.csv", "products.csv", "sales_pipeline.csv",
                                              "sales_teams.csv", "data_dictionary.csv"};

std::int64_t total_revenue(const model::Plan& plan, int year) {
  std::int64_t total = 0;
  for (const auto& record : plan.table<model::Revenue>())
    if (record.data.period.year == year) total += record.data.amount.minor;
  return total;
}

TEST_P(SharedData, MavenInOneDrop) {
  model::Plan plan = new_plan();
  const ImportPreview preview = import_into(plan, files_in(shared("maven-crm"), maven_files));
  SCOPED_TRACE(to_text(preview));

  EXPECT_EQ(plan.table<model::Account>().size(), 85u);
  std::set<model::Id> parents;
  std::size_t branches = 0;
  for (const auto& record : plan.table<model::Account>()) {
    if (!record.data.parent) continue;
    ++branches;
    parents.insert(record.data.parent.id);
  }
  EXPECT_EQ(branches, 15u);
  EXPECT_EQ(parents.size(), 7u);

  EXPECT_EQ(plan.table<model::Offering>().size(), 7u);
  EXPECT_EQ(plan.table<model::TeamMember>().size(), 41u);
  std::set<model::Id> managers;
  std::size_t agents = 0;
  for (const auto& record : plan.table<model::TeamMember>()) {
    if (!record.data.manager) continue;
    ++agents;
    managers.insert(record.data.manager.id);
  }
  EXPECT_EQ(agents, 35u);
  EXPECT_EQ(managers.size(), 6u);

  EXPECT_EQ(plan.table<model::Opportunity>().size(), 8800u);
  std::map<model::Stage, std::size_t> stages;
  std::int64_t won = 0;
  std::size_t without_account = 0;
  std::size_t without_offering = 0;
  std::size_t without_owner = 0;
  for (const auto& record : plan.table<model::Opportunity>()) {
    ++stages[record.data.progress.stage];
    if (record.data.progress.stage == model::Stage::won) won += record.data.amount.minor;
    without_account += record.data.account ? 0 : 1;
    without_offering += record.data.offering ? 0 : 1;
    without_owner += record.data.owner ? 0 : 1;
  }
  EXPECT_EQ(stages[model::Stage::won], 4238u);
  EXPECT_EQ(stages[model::Stage::lost], 2473u);
  EXPECT_EQ(stages[model::Stage::engaging], 1589u);
  EXPECT_EQ(stages[model::Stage::prospecting], 500u);
  EXPECT_EQ(won, 10'005'534'00);
  EXPECT_EQ(without_account, 1425u);
  EXPECT_EQ(without_offering, 0u);
  EXPECT_EQ(without_owner, 0u);
  EXPECT_EQ(total_revenue(plan, 2017), 10'005'534'00);

  // The dictionary says that the customers' own revenue is in millions of USD.
  const auto* acme = account(plan, "Acme Corporation");
  ASSERT_NE(acme, nullptr);
  EXPECT_EQ(acme->data.company_revenue.minor, 1'100'040'000'00);
  EXPECT_EQ(acme->data.sector, "technology");
  EXPECT_EQ(acme->data.founded.year, 1996);
  EXPECT_EQ(acme->data.employees.value, 2822);

  EXPECT_NE(question(preview, "near:offering:gtxpro"), nullptr);
  EXPECT_EQ(question(preview, "near:offering:gtxpro")->text,
            "\u201CGTXPro\u201D in 1,480 deals is close to the offering \u201CGTX Pro\u201D.");
  EXPECT_EQ(question(preview, "word:technolgy")->text,
            "\u201Ctechnolgy\u201D in 12 accounts is close to \u201Ctechnology\u201D.");
  EXPECT_EQ(question(preview, "no account")->text, "1,425 deals name no account.");
  EXPECT_TRUE(has_check(file(preview, "sales_pipeline.csv"), "1,425 without account"));
  EXPECT_EQ(file(preview, "sales_pipeline.csv").columns_used, 8u);
  EXPECT_EQ(file(preview, "sales_pipeline.csv").added, 8800u);
  EXPECT_EQ(file(preview, "sales_teams.csv").added, 35u);
  EXPECT_EQ(file(preview, "data_dictionary.csv").kind, TableKind::data_dictionary);
  ASSERT_FALSE(preview.summary.empty());
  EXPECT_EQ(preview.summary[0].text, "FY2017, 4,238 deals");
  EXPECT_EQ(preview.summary[0].amount, "$10,005,534");
}

TEST_P(SharedData, MavenAgainChangesNothingAndNewerFilesUpdate) {
  model::Plan plan = new_plan();
  std::vector<SourceFile> files = files_in(shared("maven-crm"), maven_files);
  import_into(plan, files);
  const std::size_t deals = plan.table<model::Opportunity>().size();

  Importer again(files);
  const ImportPreview& same = run(again, plan);
  EXPECT_FALSE(same.changes_anything()) << to_text(same);
  EXPECT_EQ(counts(same, Kind::opportunity).unchanged, deals);
  while (again.build(plan) < 1) {
  }
  EXPECT_TRUE(again.take_edit().empty());

  // An open deal of the next export is won.
  std::string& pipeline = files[2].bytes;
  const std::string open = "UP409DSB,Maureen Marcano,MG Advanced,Ganjaflex,Engaging,2016-11-10,,";
  const std::size_t at = pipeline.find(open);
  ASSERT_NE(at, std::string::npos);
  pipeline.replace(at, open.size(),
                   "UP409DSB,Maureen Marcano,MG Advanced,Ganjaflex,Won,2016-11-10,2017-12-30,3000");
  const ImportPreview newer = import_into(plan, files);
  EXPECT_EQ(counts(newer, Kind::opportunity).changed, 1u) << to_text(newer);
  EXPECT_EQ(counts(newer, Kind::opportunity).added, 0u);
  EXPECT_EQ(counts(newer, Kind::revenue).added + counts(newer, Kind::revenue).changed, 1u);
  EXPECT_EQ(plan.table<model::Opportunity>().size(), deals);
  EXPECT_EQ(total_revenue(plan, 2017), 10'008'534'00);
}

TEST_P(SharedData, MavenIsOneUndoableStep) {
  model::Plan plan = new_plan();
  Importer importer(files_in(shared("maven-crm"), maven_files));
  run(importer, plan);
  while (importer.build(plan) < 1) {
  }
  auto step = plan.apply(importer.take_edit());
  ASSERT_TRUE(step);
  EXPECT_EQ(step->name(), "import of 5 files");
  (void)plan.revert(std::move(*step));
  EXPECT_EQ(plan.table<model::Account>().size(), 0u);
  EXPECT_EQ(plan.table<model::Opportunity>().size(), 0u);
  EXPECT_EQ(plan.table<model::Revenue>().size(), 0u);
}

std::string facts_of(const model::Plan& plan) {
  std::map<std::string, std::string> lines;
  for (const auto& record : plan.table<model::Account>()) {
    const model::Account& data = record.data;
    std::string line = data.city + "|" + data.country + "|" + data.region + "|" + data.phone;
    std::map<int, std::int64_t> years;
    for (const auto& revenue : plan.of_account<model::Revenue>(record.id))
      years[revenue.data.period.year] += revenue.data.amount.minor;
    for (const auto& [year, amount] : years)
      line += "|" + std::to_string(year) + "=" + std::to_string(amount);
    for (const auto& person : plan.of_account<model::Person>(record.id))
      line += "|" + person.data.name;
    lines[data.name] = line;
  }
  std::string text;
  for (const auto& [name, line] : lines) text += name + "|" + line + "\n";
  return text;
}

TEST_P(SharedData, FourDialectsGiveEqualResults) {
  std::string expected;
  for (const char* name : {"customers_expected.csv", "customers_de_cp1252.csv",
                           "customers_utf16le_tab.txt", "customers_us_currency_bom.csv"}) {
    model::Plan plan = new_plan();
    const ImportPreview preview = import_into(plan, files_in(shared("locale-variants"), {name}));
    SCOPED_TRACE(to_text(preview));
    EXPECT_EQ(plan.table<model::Account>().size(), 92u);
    EXPECT_EQ(plan.table<model::Person>().size(), 92u);
    EXPECT_EQ(total_revenue(plan, 2003), 3'468'268'62);
    EXPECT_EQ(total_revenue(plan, 2004), 4'578'386'04);
    EXPECT_EQ(total_revenue(plan, 2005), 1'791'486'71);
    EXPECT_EQ(preview.files[0].issue_count, 0u);
    const std::string facts = facts_of(plan);
    if (expected.empty()) expected = facts;
    EXPECT_EQ(facts, expected);
  }
}

TEST_P(SharedData, SapTablesAreJoined) {
  model::Plan plan = new_plan();
  const ImportPreview preview = import_into(
      plan, files_in(shared("sap-bikes"),
                     {"Addresses.csv", "BusinessPartners.csv", "Employees.csv",
                      "ProductCategories.csv", "ProductCategoryText.csv", "ProductTexts.csv",
                      "Products.csv", "SalesOrderItems.csv", "SalesOrders.csv"}));
  SCOPED_TRACE(to_text(preview));
  EXPECT_EQ(plan.table<model::Account>().size(), 40u);
  EXPECT_EQ(plan.table<model::Offering>().size(), 42u);
  EXPECT_EQ(plan.table<model::TeamMember>().size(), 14u);
  const auto* bikes = account(plan, "All For Bikes");
  ASSERT_NE(bikes, nullptr);
  EXPECT_EQ(bikes->data.city, "West Nyack");
  EXPECT_EQ(bikes->data.country, "US");
  EXPECT_EQ(bikes->data.source, "0100000000");
  EXPECT_NE(account(plan, "TechCycle"), nullptr);
  EXPECT_NE(account(plan, "TechCycle Canberra"), nullptr);
  std::set<std::string> offerings;
  std::set<std::string> families;
  for (const auto& record : plan.table<model::Offering>()) {
    offerings.insert(record.data.name);
    families.insert(record.data.family);
  }
  EXPECT_TRUE(offerings.contains("Roady 1001"));
  EXPECT_TRUE(offerings.contains("BMX Jump Lux II"));
  EXPECT_TRUE(families.contains("Road Bike"));
  std::set<std::string> team;
  for (const auto& record : plan.table<model::TeamMember>()) team.insert(record.data.name);
  EXPECT_TRUE(team.contains("P\u00E9n\u00E9lope Duperr\u00E9") ||
              team.contains("P\u00E9nelope Duperr\u00E9") ||
              team.contains("P\u00E9n\u00E9lope Duperr\u00E9"));
  // Cancelled orders are left out; each entry is rounded to cents.
  EXPECT_NEAR(static_cast<double>(total_revenue(plan, 2018)), 11'757'650'62.5, 300);
  EXPECT_NEAR(static_cast<double>(total_revenue(plan, 2019)), 5'918'127'25, 300);
  for (const auto& record : plan.table<model::Revenue>()) {
    EXPECT_TRUE(record.data.account);
    EXPECT_TRUE(record.data.offering);
  }
  EXPECT_TRUE(has_check(file(preview, "SalesOrderItems.csv"), "per unit"));
  EXPECT_EQ(file(preview, "SalesOrders.csv").left_out, 3u);
  for (const Question& asked : preview.questions)
    EXPECT_FALSE(asked.key.starts_with("near:")) << asked.text;
}

TEST_P(SharedData, WholesalerOrderLines) {
  model::Plan plan = new_plan();
  const ImportPreview preview =
      import_into(plan, files_in(shared("classicmodels-sales"), {"sales_data_sample.csv"}));
  SCOPED_TRACE(to_text(preview));
  EXPECT_EQ(preview.files[0].kind, TableKind::revenue);
  EXPECT_GT(plan.table<model::Account>().size(), 80u);
  EXPECT_GT(total_revenue(plan, 2003), 0);
  Importer workbook(files_in(shared("classicmodels-sales"), {"Sales_data_raw.xlsx"}));
  EXPECT_NE(run(workbook, plan).files[0].sentence.find("Excel workbook"), std::string::npos);
}

}  // namespace
}  // namespace keyplan::exchange::test
