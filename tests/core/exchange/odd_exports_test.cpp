// What real exports do that no manual mentions. Each test is named after what went wrong.

#include <gtest/gtest.h>

#include <string>

#include "import_support.h"

namespace keyplan::exchange::test {
namespace {

using model::Kind;

const std::string deals_head = "Deal ID,Deal Name,Account,Stage,Amount,Close Date\n";

std::int64_t amount_of(const model::Plan& plan, std::string_view name) {
  for (const auto& record : plan.table<model::Opportunity>())
    if (record.data.name == name) return record.data.amount.minor;
  ADD_FAILURE() << "no deal " << name;
  return 0;
}

TEST(OddExports, AmountsWithADotAndThreeDigitsWereReadAsOneAndABit) {
  const std::string text =
      deals_head + "1,A,Acme,Won,1.234,2024-01-01\n2,B,Acme,Won,5.678,2024-01-01\n";
  model::Plan plan = new_plan("EUR");
  Importer importer({{"deals.csv", text}});
  const Question* asked = question(run(importer, plan), "numbers:deals.csv");
  ASSERT_NE(asked, nullptr) << to_text(importer.preview());
  EXPECT_EQ(asked->options[asked->answer], "Thousands: 1,234");
  EXPECT_EQ(asked->text, "Amounts like \u201C1.234\u201D in deals.csv can be read in two ways.");
  model::Plan as_decimals = new_plan("EUR");
  Importer other({{"deals.csv", text}});
  run(other, as_decimals);
  other.answer(asked->key, 1);
  import_into(plan, std::move(importer));
  import_into(as_decimals, std::move(other));
  EXPECT_EQ(amount_of(plan, "A"), 1'234'00);
  EXPECT_EQ(amount_of(as_decimals, "A"), 1'23);

  // One cell that can be read in one way only decides.
  Importer clear({{"deals.csv", text + "3,C,Acme,Won,7.5,2024-01-01\n"}});
  EXPECT_EQ(question(run(clear, plan), "numbers:deals.csv"), nullptr);
}

TEST(OddExports, HeadsAreCountedWholeAndRatesHaveDecimals) {
  model::Plan plan = new_plan("EUR");
  Importer heads({{"accounts.csv", "Account Name,Employees,Country\nAcme,1.234,Italy\n"}});
  EXPECT_EQ(run(heads, plan).questions.size(), 0u) << to_text(heads.preview());
  import_into(plan, std::move(heads));
  EXPECT_EQ(account(plan, "Acme")->data.employees.value, 1234);
  import_into(plan,
              {{"rates.csv", "currency,date,rate\nUSD,2024-01-01,0.921\nGBP,2024-01-01,1.171\n"}});
  for (const auto& rate : plan.table<model::ExchangeRate>())
    EXPECT_LT(rate.data.rate.billionths, 2'000'000'000);
}

TEST(OddExports, AColumnWhoseValuesDoNotFitWasDroppedWithoutAWord) {
  model::Plan plan = new_plan();
  Importer importer(
      {{"deals.csv", deals_head + "1,A,Acme,Won,5,31.02.2024\n2,B,Acme,Won,5,soon\n"
                                  "3,C,Acme,Won,5,00.00.0000\n4,D,Acme,Won,5,2024-05-01\n"}});
  const FilePreview& file = run(importer, plan).files[0];
  EXPECT_TRUE(has_check(file, "\u201CClose Date\u201D not used: most of its values are no dates"))
      << to_text(importer.preview());
  EXPECT_FALSE(column(file, "Close Date")->note.empty());
  // The user may insist; each cell that is no date is then named.
  importer.set_target(0, 5, {Role::field, *model::find_field(Kind::opportunity, "close")});
  const FilePreview& insisted = run(importer, plan).files[0];
  EXPECT_EQ(insisted.issue_count, 3u) << to_text(importer.preview());
  EXPECT_FALSE(has_check(insisted, "not used"));
}

TEST(OddExports, AHeaderInTheMiddleBecameAnAccount) {
  const std::string head = "\uFEFFAccount ID,Account Name,Country\n";
  model::Plan plan = new_plan();
  const ImportPreview preview =
      import_into(plan, {{"accounts.csv", head + "1,Acme,Italy\n" + head + "2,Beta,Spain\n"}});
  EXPECT_EQ(plan.table<model::Account>().size(), 2u) << to_text(preview);
  ASSERT_EQ(preview.files[0].left_out_because.size(), 1u);
  EXPECT_EQ(preview.files[0].left_out_because[0].reason, "repeats the header");
  EXPECT_EQ(account(plan, "Beta")->data.source, "2");
}

TEST(OddExports, OneLineInAnotherEncodingGarbledAllOthers) {
  model::Plan plan = new_plan();
  const ImportPreview preview = import_into(
      plan, {{"accounts.csv", "Account Name,Country\nM\u00FCller,Italy\nS\xF6hne,Italy\n"}});
  EXPECT_NE(account(plan, "M\u00FCller"), nullptr) << to_text(preview);
  EXPECT_NE(account(plan, "S\u00F6hne"), nullptr);
  EXPECT_TRUE(has_check(preview.files[0],
                        "1 character in another encoding, read as Windows-1252, first in line 3"));
}

TEST(OddExports, ATitleAboveTheHeaderHidTheTable) {
  for (const char* text :
       {"Report: Accounts\nMade on 1 May\n\nAccount ID,Account Name,Country\n1,Acme,Italy\n"
        "2,Beta,Spain\n3,Gamma,Spain\n",
        "Report: Accounts,,\nMade on 1 May,,\n,,\nAccount ID,Account Name,Country\n1,Acme,Italy\n"
        "2,Beta,Spain\n3,Gamma,Spain\n"}) {
    model::Plan plan = new_plan();
    const ImportPreview preview = import_into(plan, {{"accounts.csv", text}});
    EXPECT_EQ(plan.table<model::Account>().size(), 3u) << to_text(preview);
    EXPECT_TRUE(has_check(preview.files[0], "2 lines above the header left out"))
        << to_text(preview);
  }
  model::Plan plan = new_plan();
  import_into(plan, {{"accounts.csv", "Account Name\nAcme\n\"Beta, Inc\"\nGamma\n"}});
  EXPECT_EQ(plan.table<model::Account>().size(), 3u) << "a list of one column has no title";
}

TEST(OddExports, TwoColumnsOfOneYearWereAddedUp) {
  model::Plan plan = new_plan();
  import_into(plan,
              {{"customers.csv",
                "Customer,Country,Revenue 2024,Revenue 2025,Revenue 2024\nAcme,Italy,1,2,1\n"}});
  std::int64_t total = 0;
  for (const auto& record : plan.table<model::Revenue>()) total += record.data.amount.minor;
  EXPECT_EQ(total, 3'00);
}

TEST(OddExports, ASecondSystemWithTheSameIdsOverwroteOtherAccounts) {
  const SourceFile crm{"crm.csv",
                       "Account ID,Account Name,City\n1,Acme,Rome\n2,Beta,Ulm\n3,Gamma,Oslo\n"};
  const SourceFile erp{"erp.csv",
                       "Customer ID,Customer,City\n1,Delta,Bonn\n2,Epsilon,Bern\n3,Acme,Bari\n"};
  const SourceFile orders{"orders.csv",
                          "Order ID,Customer ID,Order Date,Amount\nO1,1,2024-01-01,100\n"};
  for (const bool one_drop : {true, false}) {
    model::Plan plan = new_plan();
    if (!one_drop) import_into(plan, {crm});
    Importer importer(one_drop ? std::vector{crm, erp} : std::vector{erp});
    const Question* asked = question(run(importer, plan), "ids:erp.csv");
    ASSERT_NE(asked, nullptr) << to_text(importer.preview());
    EXPECT_EQ(asked->options[asked->answer], "Join by name");
    EXPECT_NE(asked->text.find("1 is \u201CDelta\u201D there and \u201CAcme\u201D elsewhere"),
              std::string::npos)
        << asked->text;
    import_into(plan, std::move(importer));
    // Acme is in both, which the user is asked about.
    EXPECT_EQ(plan.table<model::Account>().size(), 6u);
    EXPECT_EQ(account(plan, "Delta")->data.source, "erp:1");
    Importer again({crm, erp});
    EXPECT_FALSE(run(again, plan).changes_anything()) << to_text(again.preview());
    EXPECT_EQ(question(again.preview(), "ids:erp.csv"), nullptr) << "it was answered";

    // Whose order it is cannot be known.
    const ImportPreview preview = import_into(plan, {orders});
    EXPECT_TRUE(has_check(preview.files[0], "1 reference to ids of two systems"))
        << to_text(preview);
    for (const auto& revenue : plan.table<model::Revenue>()) EXPECT_FALSE(revenue.data.account);
  }
  model::Plan plan = new_plan();
  import_into(plan, {crm});
  Importer renamed({erp});
  run(renamed, plan);
  renamed.answer("ids:erp.csv", 1);
  import_into(plan, std::move(renamed));
  EXPECT_EQ(plan.table<model::Account>().size(), 3u);
}

TEST(OddExports, NamesOfTenThousandMarksAndTwoThousandColumnsAreRead) {
  std::string marks = "A";
  for (int i = 0; i < 10'000; ++i) marks += "\u0301";
  std::string wide = "Account Name,Country,City,Industry";
  std::string row = marks + ",Italy,Rome,Tech";
  for (int i = 0; i < 2000; ++i) {
    wide += ",column " + std::to_string(i);
    row += ",v";
  }
  model::Plan plan = new_plan();
  const ImportPreview preview =
      import_into(plan, {{"accounts.csv", wide + "\n" + row + "\n" + row + "2\n"}});
  EXPECT_NE(account(plan, marks), nullptr) << preview.files[0].sentence;
}

TEST(OddExports, ThreeHundredFilesWithAnEmptyOneAmongThem) {
  std::vector<SourceFile> files;
  for (int i = 0; i < 300; ++i)
    files.push_back({"f" + std::to_string(i) + ".csv",
                     i == 7 ? "" : "Account Name,Country\nAcme " + std::to_string(i) + ",Italy\n"});
  model::Plan plan = new_plan();
  const ImportPreview preview = import_into(plan, files);
  EXPECT_EQ(plan.table<model::Account>().size(), 299u);
  EXPECT_NE(preview.files[7].sentence.find("empty"), std::string::npos);
}

TEST(OddExports, QuotedLineEndsAtTheEndOfTheFileBelongToTheirCell) {
  model::Plan plan = new_plan();
  import_into(plan, {{"accounts.csv", "Account Name,Country,Notes\nAcme,Italy,\"two\nlines\n\""}});
  EXPECT_EQ(account(plan, "Acme")->data.notes, "two\nlines");
}

TEST(OddExports, MarkupIsText) {
  model::Plan plan = new_plan();
  const std::string name = "<img src=x onerror=alert(1)>";
  import_into(plan, {{"accounts.csv", "Account Name,Country\n" + name + ",</script>\n"}});
  EXPECT_EQ(account(plan, name)->data.country, "</script>");
}

}  // namespace
}  // namespace keyplan::exchange::test
