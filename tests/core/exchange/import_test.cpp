// Imports of invented files with the headers of well-known systems.

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "core/exchange/importer.h"
#include "import_support.h"

namespace keyplan::exchange::test {
namespace {

using model::Kind;

std::vector<SourceFile> fixtures(std::vector<std::string> names) {
  return files_in(fixture(""), std::move(names));
}

const model::Opportunity* deal(const model::Plan& plan, std::string_view name) {
  for (const auto& record : plan.table<model::Opportunity>())
    if (record.data.name == name) return &record.data;
  ADD_FAILURE() << "no deal " << name;
  static const model::Opportunity none;
  return &none;
}

std::string account_of(const model::Plan& plan, const model::Opportunity& deal) {
  const auto* account = plan.find(deal.account);
  return account == nullptr ? "" : account->data.name;
}

std::map<std::string, std::int64_t> revenue_of(const model::Plan& plan, std::string_view name) {
  std::map<std::string, std::int64_t> years;
  for (const auto& record : plan.of_account<model::Revenue>(account(plan, name)->id))
    years[model::to_text(record.data.period)] += record.data.amount.minor;
  return years;
}

TEST(Import, Salesforce) {
  model::Plan plan = new_plan();
  const ImportPreview preview =
      import_into(plan, fixtures({"salesforce_opportunities.csv", "salesforce_accounts.csv"}));
  SCOPED_TRACE(to_text(preview));
  EXPECT_EQ(plan.table<model::Account>().size(), 4u);
  EXPECT_EQ(plan.table<model::TeamMember>().size(), 2u);
  EXPECT_EQ(plan.table<model::Opportunity>().size(), 5u);

  const auto* iberia = account(plan, "Northwind Cranes Iberia");
  ASSERT_NE(iberia, nullptr);
  EXPECT_EQ(plan.find(iberia->data.parent)->data.name, "Northwind Cranes");
  EXPECT_EQ(iberia->data.company_revenue.minor, 6'100'000'00);
  EXPECT_EQ(account(plan, "Blue Harbor Foods")->data.employees.value, 1150);
  EXPECT_EQ(account(plan, "Northwind Cranes")->data.tier, model::Tier::strategic);

  const model::Opportunity& harbor = *deal(plan, "Harbor rollout");
  EXPECT_EQ(account_of(plan, harbor), "Northwind Cranes");
  EXPECT_EQ(harbor.amount.minor, 310'500'50);
  EXPECT_EQ(harbor.progress.stage, model::Stage::negotiation);
  EXPECT_EQ(harbor.progress.probability.hundredths, 7500);
  EXPECT_EQ(model::to_text(harbor.close), "2026-09-30");
  EXPECT_EQ(model::to_text(harbor.opened), "2026-01-07");
  EXPECT_EQ(harbor.type, model::DealType::new_customer);
  EXPECT_EQ(harbor.source, "0065g00000B0002");
  EXPECT_EQ(harbor.next_step, "Send \"final\" terms");
  EXPECT_EQ(deal(plan, "Cold chain pilot")->next_step, "Call the buyer, then visit");
  EXPECT_EQ(deal(plan, "Crane control upgrade")->type, model::DealType::up_sell);

  const auto years = revenue_of(plan, "Northwind Cranes");
  EXPECT_EQ(years.at("2025"), 120'000'00);
  for (const auto& record : plan.table<model::Revenue>())
    if (record.data.amount.minor == 120'000'00)
      EXPECT_EQ(record.data.kind, model::RevenueKind::up_sell);
  EXPECT_EQ(file(preview, "salesforce_opportunities.csv").left_out, 2u);
  EXPECT_EQ(file(preview, "salesforce_opportunities.csv").left_out_because[0].lines[0], 9u);
}

TEST(Import, SalesforceAgainInTheOtherOrderChangesNothing) {
  model::Plan plan = new_plan();
  import_into(plan, fixtures({"salesforce_opportunities.csv", "salesforce_accounts.csv"}));
  Importer again(fixtures({"salesforce_accounts.csv", "salesforce_opportunities.csv"}));
  EXPECT_FALSE(run(again, plan).changes_anything()) << to_text(again.preview());
}

TEST(Import, HubSpot) {
  model::Plan plan = new_plan();
  const ImportPreview preview =
      import_into(plan, fixtures({"hubspot_deals.csv", "hubspot_contacts.csv"}));
  SCOPED_TRACE(to_text(preview));
  // Companies exist only as names in other rows.
  EXPECT_EQ(plan.table<model::Account>().size(), 2u);
  EXPECT_EQ(plan.table<model::Opportunity>().size(), 4u);
  EXPECT_EQ(plan.table<model::Person>().size(), 2u);
  EXPECT_NE(question(preview, "add:account"), nullptr);
  EXPECT_EQ(deal(plan, "Pilot for Meridian")->progress.stage, model::Stage::prospecting);
  EXPECT_EQ(deal(plan, "Orchard expansion")->progress.stage, model::Stage::negotiation);
  EXPECT_EQ(model::to_text(deal(plan, "Meridian renewal")->close), "2025-11-30");
  EXPECT_EQ(file(preview, "hubspot_deals.csv").kind, TableKind::opportunities);
  EXPECT_EQ(file(preview, "hubspot_contacts.csv").kind, TableKind::people);
  EXPECT_EQ(file(preview, "hubspot_contacts.csv").left_out, 1u);
  for (const auto& record : plan.table<model::Person>()) {
    EXPECT_TRUE(record.data.account);
    EXPECT_TRUE(record.data.owner);
  }
}

TEST(Import, DynamicsInGerman) {
  model::Plan plan = new_plan("EUR");
  const ImportPreview preview = import_into(plan, fixtures({"dynamics_opportunities_de.csv"}));
  SCOPED_TRACE(to_text(preview));
  const FilePreview& file = preview.files[0];
  EXPECT_EQ(file.encoding, Encoding::windows_1252);
  EXPECT_EQ(file.delimiter, Delimiter::semicolon);
  EXPECT_EQ(file.decimal_mark, DecimalMark::comma);
  EXPECT_EQ(file.date_order, DateOrder::day_first);
  const model::Opportunity& belt = *deal(plan, "F\u00F6rderband Ausbau");
  EXPECT_EQ(belt.amount.minor, 1'250'000'50);
  EXPECT_EQ(belt.progress.stage, model::Stage::proposal);
  EXPECT_EQ(belt.progress.probability.hundredths, 6000);
  EXPECT_EQ(deal(plan, "Wartung 2025")->progress.stage, model::Stage::won);
  EXPECT_EQ(deal(plan, "Ersatzteile")->progress.stage, model::Stage::lost);
  EXPECT_EQ(deal(plan, "Ersatzteile")->amount.minor, -1'200'00);
  EXPECT_EQ(account_of(plan, belt), "M\u00FCller & S\u00F6hne GmbH");
  EXPECT_EQ(revenue_of(plan, "M\u00FCller & S\u00F6hne GmbH").at("2025"), 80'000'00);
}

TEST(Import, ZohoWithFractionsAndAnOwnStage) {
  model::Plan plan = new_plan();
  Importer importer(fixtures({"zoho_deals.csv"}));
  run(importer, plan);
  EXPECT_EQ(importer.preview().files[0].kind, TableKind::opportunities);
  const Question* stage = question(importer.preview(), "stage:identify decision makers");
  ASSERT_NE(stage, nullptr) << to_text(importer.preview());
  ASSERT_EQ(stage->options.size(), 6u);
  importer.answer(stage->key, 2);  // Proposal
  import_into(plan, std::move(importer));
  EXPECT_EQ(deal(plan, "Portal for Lakeside")->progress.probability.hundredths, 2000);
  EXPECT_EQ(deal(plan, "Lakeside support")->progress.stage, model::Stage::proposal);
  EXPECT_EQ(deal(plan, "Hilltop bundle")->amount.minor, 9'500'00);
}

TEST(Import, PipelinerWithPipesAndCurrencyColumn) {
  model::Plan plan = new_plan("USD");
  const ImportPreview preview = import_into(plan, fixtures({"pipeliner_opportunities.csv"}));
  SCOPED_TRACE(to_text(preview));
  EXPECT_EQ(preview.files[0].delimiter, Delimiter::pipe);
  EXPECT_EQ(preview.files[0].date_order, DateOrder::day_first);
  EXPECT_EQ(deal(plan, "Hall 5 lights")->amount.minor, 12'250'50);
  EXPECT_EQ(model::to_text(deal(plan, "Hall 5 lights")->amount.currency), "EUR");
  // The plan was empty, so it takes over the currency of the files.
  EXPECT_EQ(model::to_text(plan.settings().base_currency), "EUR");
}

TEST(Import, SapOrdersAndTheirLines) {
  model::Plan plan = new_plan("EUR");
  const ImportPreview preview =
      import_into(plan, fixtures({"sap_items.csv", "sap_orders.csv", "sap_partners.csv"}));
  SCOPED_TRACE(to_text(preview));
  EXPECT_EQ(plan.table<model::Account>().size(), 2u);
  const auto years = revenue_of(plan, "Alpenrad AG");
  EXPECT_EQ(years.at("2024"), 2'000'00);
  EXPECT_EQ(years.at("2025"), 750'50);
  EXPECT_TRUE(revenue_of(plan, "Seerad GmbH").empty());
  EXPECT_EQ(file(preview, "sap_orders.csv").left_out, 1u);
}

TEST(Import, SapAgainChangesNothingAndNewOrdersUpdate) {
  model::Plan plan = new_plan("EUR");
  std::vector<SourceFile> files = fixtures({"sap_items.csv", "sap_orders.csv", "sap_partners.csv"});
  import_into(plan, files);
  Importer again(files);
  EXPECT_FALSE(run(again, plan).changes_anything()) << to_text(again.preview());
  files[1].bytes += "0500000004,0100000001,20250401,EUR,100.00,C\n";
  files[0].bytes += "0500000004,10,P-2,EUR,50.00,2\n";
  const ImportPreview newer = import_into(plan, files);
  EXPECT_EQ(counts(newer, Kind::revenue).changed, 1u) << to_text(newer);
  EXPECT_EQ(counts(newer, Kind::revenue).added, 0u);
  EXPECT_EQ(revenue_of(plan, "Alpenrad AG").at("2025"), 850'50);
}

TEST(Import, RowsWithoutIdsAreRecognisedAgain) {
  model::Plan plan = new_plan();
  import_into(plan, fixtures({"salesforce_accounts.csv"}));
  import_into(plan, fixtures({"tasks.csv"}));
  EXPECT_EQ(plan.table<model::Action>().size(), 3u);
  Importer again(fixtures({"tasks.csv"}));
  EXPECT_FALSE(run(again, plan).changes_anything()) << to_text(again.preview());
}

TEST(Import, EqualFilesGiveEqualPlans) {
  const auto names = [](const model::Plan& plan) {
    std::string text;
    for (const auto& record : plan.table<model::Opportunity>().all())
      text += model::to_text(record->id) + record->data.name;
    return text;
  };
  model::Plan first = new_plan();
  model::Plan second = new_plan();
  import_into(first, fixtures({"hubspot_deals.csv", "salesforce_opportunities.csv"}));
  import_into(second, fixtures({"hubspot_deals.csv", "salesforce_opportunities.csv"}));
  EXPECT_EQ(names(first), names(second));
}

TEST(Import, AnEmptyCellNeverEmptiesThePlan) {
  model::Plan plan = new_plan();
  import_into(plan, {{"accounts.csv", "Account ID,Account Name,City\n1,Acme,Rome\n"}});
  import_into(plan, {{"accounts.csv", "Account ID,Account Name,City\n1,Acme Group,\n"}});
  ASSERT_EQ(plan.table<model::Account>().size(), 1u);
  EXPECT_EQ(account(plan, "Acme Group")->data.city, "Rome");
}

TEST(Import, ANameOfThePlanWithOtherCaseIsTheSame) {
  model::Plan plan = new_plan();
  import_into(plan, {{"accounts.csv", "Account Name,City\nAcme Corp,Rome\n"}});
  Importer importer({{"accounts.csv", "Account Name,City\n ACME  corp ,Milan\nBeta,Turin\n"}});
  const ImportPreview& preview = run(importer, plan);
  EXPECT_EQ(counts(preview, Kind::account).changed, 1u);
  import_into(plan, std::move(importer));
  EXPECT_EQ(account(plan, "Acme Corp")->data.city, "Milan");
}

TEST(Import, ANearNameOfThePlanIsOfferedNeverMergedSilently) {
  model::Plan plan = new_plan();
  import_into(plan, {{"accounts.csv", "Account Name,City\nAcme Corp,Rome\nTechCycle,Bonn\n"}});
  Importer importer(
      {{"accounts.csv", "Account Name,City\nAcme-Corp.,Milan\nTechCycle Canberra,Canberra\n"}});
  const ImportPreview& preview = run(importer, plan);
  ASSERT_EQ(preview.questions.size(), 1u) << to_text(preview);
  EXPECT_EQ(preview.questions[0].answer, 1u) << "kept apart until the user says otherwise";
  EXPECT_EQ(counts(preview, Kind::account).added, 2u);
  importer.answer(preview.questions[0].key, 0);
  EXPECT_EQ(importer.preview().questions[0].answer, 0u) << "shown before it is worked out";
  run(importer, plan);
  EXPECT_EQ(counts(importer.preview(), Kind::account).changed, 1u);
  EXPECT_EQ(counts(importer.preview(), Kind::account).added, 1u);
  importer.answer(preview.questions[0].key, 1);
  EXPECT_EQ(counts(run(importer, plan), Kind::account).added, 2u);
}

TEST(Import, AnswersAreFollowed) {
  const std::string accounts = "account,sector,country\nAcme,technolgy,Spain\n";
  const std::string products = "product,price\nGTX Pro,10\n";
  const std::string deals =
      "opportunity_id,product,account,deal_stage,close_value\n1,GTXPro,Acme,Won,10\n"
      "2,GTX Pro,,Engaging,\n";
  model::Plan plan = new_plan();
  Importer importer(
      {{"accounts.csv", accounts}, {"products.csv", products}, {"pipeline.csv", deals}});
  run(importer, plan);
  importer.answer("word:technolgy", 1);
  importer.answer("near:offering:gtxpro", 1);
  importer.answer("no account", 1);
  const ImportPreview preview = import_into(plan, std::move(importer));
  EXPECT_EQ(account(plan, "Acme")->data.sector, "technolgy");
  EXPECT_EQ(plan.table<model::Offering>().size(), 2u);
  EXPECT_EQ(plan.table<model::Opportunity>().size(), 1u);
  EXPECT_EQ(file(preview, "pipeline.csv").left_out, 1u);
}

TEST(Import, CorrectionsAreFollowed) {
  model::Plan plan = new_plan();
  Importer importer(
      {{"list.csv", "account,code,opened,employees\nAcme,X1,03/04/2020,\"1,234\"\n"}});
  const FilePreview before = run(importer, plan).files[0];
  EXPECT_EQ(column(before, "code")->target.role, Role::ignore);
  EXPECT_FALSE(column(before, "employees")->note.empty());
  const auto field = [](std::string_view key) {
    return Target{Role::field, *model::find_field(Kind::account, key)};
  };
  importer.set_target(0, 1, field("source"));
  importer.set_target(0, 2, field("customer_since"));
  importer.set_date_order(0, DateOrder::day_first);
  importer.set_decimal_mark(0, DecimalMark::comma);
  run(importer, plan);
  EXPECT_EQ(importer.preview().files[0].columns[2].note, "");
  import_into(plan, std::move(importer));
  const auto* acme = account(plan, "Acme");
  EXPECT_EQ(acme->data.source, "X1");
  EXPECT_EQ(model::to_text(acme->data.customer_since), "2020-04-03");
  EXPECT_EQ(acme->data.employees.value, 1);
}

TEST(Import, DatesThatCanBeReadInTwoWaysAreAsked) {
  const std::string text =
      "Deal ID,Deal Name,Account,Stage,Amount,Close Date\n1,A,Acme,Won,5,3/4/2025\n";
  model::Plan plan = new_plan();
  Importer importer({{"deals.csv", text}});
  const Question* asked = question(run(importer, plan), "dates:deals.csv");
  ASSERT_NE(asked, nullptr);
  EXPECT_EQ(asked->answer, 1u);
  importer.answer(asked->key, 0);
  import_into(plan, std::move(importer));
  EXPECT_EQ(model::to_text(deal(plan, "A")->close), "2025-04-03");
  Importer clear({{"deals.csv", text + "2,B,Acme,Won,5,3/14/2025\n"}});
  EXPECT_EQ(question(run(clear, plan), "dates:deals.csv"), nullptr);
}

TEST(Import, AmountsAreRoundedHalfToEvenAndThatIsSaid) {
  model::Plan plan = new_plan();
  const ImportPreview preview = import_into(
      plan, {{"products.csv", "product,family,price\nA,F,2.125\nB,F,2.135\nC,F,2.10\n"}});
  EXPECT_TRUE(has_check(preview.files[0], "2 amounts rounded")) << to_text(preview);
  for (const auto& record : plan.table<model::Offering>()) {
    if (record.data.name == "A") EXPECT_EQ(record.data.price.minor, 212);
    if (record.data.name == "B") EXPECT_EQ(record.data.price.minor, 214);
  }
}

TEST(Import, TheKindOfATableCanBeCorrected) {
  model::Plan plan = new_plan();
  Importer importer({{"x.csv", "name\nAcme\nBeta\n"}});
  const ImportPreview& preview = run(importer, plan);
  EXPECT_EQ(preview.files[0].kind, TableKind::left_out);
  EXPECT_FALSE(preview.files[0].sentence.empty());
  importer.set_kind(0, TableKind::offerings);
  import_into(plan, std::move(importer));
  EXPECT_EQ(plan.table<model::Offering>().size(), 2u);
}

TEST(Import, EncodingAndDelimiterCanBeCorrected) {
  model::Plan plan = new_plan();
  Importer importer({{"accounts.csv", "account;city\nA,B;Rome\n"}});
  run(importer, plan);
  importer.set_delimiter(0, Delimiter::comma);
  EXPECT_EQ(run(importer, plan).files[0].delimiter, Delimiter::comma);
  importer.set_delimiter(0, Delimiter::semicolon);
  importer.set_encoding(0, Encoding::windows_1252);
  EXPECT_EQ(run(importer, plan).files[0].encoding, Encoding::windows_1252);
  EXPECT_EQ(importer.preview().files[0].columns.size(), 2u);
}

TEST(Import, FormulasStayText) {
  model::Plan plan = new_plan();
  import_into(plan,
              {{"accounts.csv",
                "account,city,country\n=cmd|' /C calc'!A0,+1,@x\n-1+2,\"=HYPERLINK(1)\",Spain\n"}});
  EXPECT_NE(account(plan, "=cmd|' /C calc'!A0"), nullptr);
  EXPECT_EQ(account(plan, "-1+2")->data.city, "=HYPERLINK(1)");
}

TEST(Import, DuplicatesAndNamelessRowsAreReported) {
  model::Plan plan = new_plan();
  const ImportPreview preview = import_into(
      plan,
      {{"accounts.csv", "account,city,country\nAcme,Rome,Italy\nacme,Milan,Italy\n,Bari,Italy\n"}});
  EXPECT_EQ(plan.table<model::Account>().size(), 1u);
  const FilePreview& file = preview.files[0];
  EXPECT_EQ(file.left_out, 2u);
  ASSERT_EQ(file.left_out_because.size(), 2u);
  EXPECT_EQ(file.left_out_because[0].lines, (std::vector<std::size_t>{3}));
  EXPECT_EQ(file.left_out_because[1].lines, (std::vector<std::size_t>{4}));
}

TEST(Import, CellsThatCannotBeReadAreNamed) {
  model::Plan plan = new_plan();
  const ImportPreview preview =
      import_into(plan, {{"accounts.csv",
                          "account,employees,country\nAcme,many,Italy\nBeta,5,Italy\nC,7,Italy\n"
                          "D,8,Italy\nE,9,Italy\nF,9,Italy\n"}});
  ASSERT_EQ(preview.files[0].issues.size(), 1u) << to_text(preview);
  EXPECT_EQ(preview.files[0].issues[0].line, 2u);
  EXPECT_EQ(preview.files[0].issues[0].column, 2u);
  EXPECT_EQ(preview.files[0].issues[0].sentence, "\u201Cmany\u201D is not a number.");
  EXPECT_EQ(plan.table<model::Account>().size(), 6u);
}

TEST(Import, RevenueOfOtherSourcesIsNotCountedTwice) {
  model::Plan plan = new_plan();
  import_into(plan, {{"customers.csv",
                      "Customer,Country,Revenue 2024,Revenue 2025\nAcme,Italy,100,200\n"}});
  import_into(plan, {{"deals.csv",
                      "Deal ID,Deal Name,Account,Stage,Amount,Close Date\n"
                      "1,A,Acme,Won,50,2025-02-03\n2,B,Acme,Won,70,2026-02-03\n"}});
  const auto years = revenue_of(plan, "Acme");
  EXPECT_EQ(years.at("2025"), 200'00);
  EXPECT_EQ(years.at("2026"), 70'00);
}

TEST(Import, TotalsOfTheYearAndTheOrdersBehindThemAreNotAddedUp) {
  const SourceFile totals{"customers.csv",
                          "Customer,Country,Revenue 2024,Revenue 2025\nAcme,Italy,100,200\n"
                          "Beta,Italy,50,\n"};
  const SourceFile orders{"orders.csv",
                          "Order ID,Customer,Order Date,Product,Amount\n1,Acme,2024-02-03,P,60\n"
                          "2,Acme,2024-05-03,Q,40\n3,Acme,2025-05-03,P,200\n"
                          "4,Beta,2024-05-03,P,50\n"};
  const auto total_of_acme = [](const model::Plan& plan) {
    return revenue_of(plan, "Acme").at("2024");
  };
  // In one drop, the orders say more.
  model::Plan plan = new_plan();
  Importer importer({totals, orders});
  const Question* asked = question(run(importer, plan), "totals");
  ASSERT_NE(asked, nullptr) << to_text(importer.preview());
  EXPECT_EQ(asked->answer, 0u) << "both add up to the same";
  import_into(plan, std::move(importer));
  EXPECT_EQ(total_of_acme(plan), 100'00);
  EXPECT_EQ(plan.table<model::Revenue>().size(), 4u);
  Importer again({totals, orders});
  EXPECT_FALSE(run(again, plan).changes_anything()) << to_text(again.preview());

  // One after the other, in either order.
  for (const auto& [first, second] : {std::pair{totals, orders}, std::pair{orders, totals}}) {
    model::Plan later = new_plan();
    import_into(later, {first});
    const ImportPreview preview = import_into(later, {second});
    EXPECT_NE(question(preview, "totals"), nullptr) << to_text(preview);
    EXPECT_EQ(total_of_acme(later), 100'00) << to_text(preview);
    EXPECT_EQ(later.table<model::Revenue>().size(), 4u) << "the orders say more";
  }

  // Two exports that do not add up are the user's to decide on.
  model::Plan other = new_plan();
  SourceFile services = orders;
  services.bytes.replace(services.bytes.find(",60"), 3, ",10");
  Importer undecided({totals, services});
  EXPECT_EQ(question(run(undecided, other), "totals")->answer, 1u);
  undecided.answer("totals", 2);
  import_into(other, std::move(undecided));
  EXPECT_EQ(total_of_acme(other), 150'00);
  Importer both_again({totals, services});
  EXPECT_FALSE(run(both_again, other).changes_anything()) << to_text(both_again.preview());
}

TEST(Import, WhoWasNewInTheFirstYearIsAnsweredOnce) {
  model::Plan plan = new_plan();
  const SourceFile rows{"revenue.csv", "customer,year,revenue\nAcme,2024,900\nAcme,2025,1000\n"};
  Importer importer({rows});
  run(importer, plan);
  importer.answer("first year", 1);
  import_into(plan, std::move(importer));
  Importer again({rows});
  EXPECT_EQ(question(run(again, plan), "first year")->answer, 1u);
  EXPECT_FALSE(again.preview().changes_anything()) << to_text(again.preview());
}

TEST(Import, AListOfYearsWithoutOfferingsReplacesItself) {
  model::Plan plan = new_plan();
  const SourceFile rows{"revenue.csv", "customer,year,revenue\nAcme,2024,900\nAcme,2025,1000\n"};
  import_into(plan, {rows});
  Importer again({rows});
  EXPECT_EQ(question(run(again, plan), "totals"), nullptr);
  EXPECT_FALSE(again.preview().changes_anything()) << to_text(again.preview());
}

TEST(Import, WonDealsFallIntoTheFiscalYear) {
  model::Plan plan = new_plan();
  model::Edit edit("fiscal year");
  edit.set<&model::Settings::fiscal_year_start>(model::settings_id, model::Choice{4});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  import_into(plan, {{"deals.csv",
                      "Deal ID,Deal Name,Account,Stage,Amount,Close Date\n"
                      "1,A,Acme,Won,50,2025-03-31\n2,B,Acme,Won,70,2025-04-01\n"
                      "3,C,Beta,Won,10,2025-05-01\n"}});
  const auto years = revenue_of(plan, "Acme");
  EXPECT_EQ(years.at("2025"), 50'00);
  EXPECT_EQ(years.at("2026"), 70'00);
  // Beta's first year is not the first year of all.
  for (const auto& record : plan.of_account<model::Revenue>(account(plan, "Beta")->id))
    EXPECT_EQ(record.data.kind, model::RevenueKind::new_customer);
}

TEST(Import, ADealThatIsNoLongerWonTakesItsRevenueBack) {
  model::Plan plan = new_plan();
  const std::string head = "Deal ID,Deal Name,Account,Stage,Amount,Close Date\n";
  import_into(plan, {{"deals.csv", head + "1,A,Acme,Won,50,2025-03-31\n"}});
  EXPECT_EQ(plan.table<model::Revenue>().size(), 1u);
  const ImportPreview preview =
      import_into(plan, {{"deals.csv", head + "1,A,Acme,Lost,50,2025-03-31\n"}});
  EXPECT_EQ(counts(preview, Kind::revenue).removed, 1u);
  EXPECT_EQ(plan.table<model::Revenue>().size(), 0u);
}

TEST(Import, WorksInSlicesAndCanBeDropped) {
  std::string text = "Deal ID,Deal Name,Account,Stage,Amount,Close Date\n";
  for (int i = 0; i < 5000; ++i)
    text += std::to_string(i) + ",Deal,Account " + std::to_string(i % 50) + ",Won,5,2025-01-01\n";
  model::Plan plan = new_plan();
  {
    Importer dropped({{"deals.csv", text}});
    for (int i = 0; i < 5; ++i) dropped.step(plan, 100);
    EXPECT_FALSE(dropped.ready());
  }
  Importer importer({{"deals.csv", text}});
  int slices = 0;
  double last = 0;
  while (true) {
    const double progress = importer.step(plan, 500);
    EXPECT_GE(progress, last - 0.2);
    last = progress;
    if (progress >= 1) break;
    ++slices;
  }
  EXPECT_GT(slices, 20);
  EXPECT_EQ(importer.preview().files[0].added, 5000u);
}

TEST(Import, StartsOverWhenThePlanChanges) {
  model::Plan plan = new_plan();
  Importer importer({{"accounts.csv", "account,country\nAcme,Italy\n"}});
  EXPECT_EQ(counts(run(importer, plan), Kind::account).added, 1u);
  import_into(plan, {{"accounts.csv", "account,country\nAcme,Italy\n"}});
  EXPECT_EQ(importer.build(plan), 0);
  EXPECT_EQ(counts(run(importer, plan), Kind::account).unchanged, 1u);
}

TEST(Import, AsksForTheYearToPlanWhenTheHistoryEndsLongBefore) {
  model::Plan plan = new_plan();
  model::Edit edit("choose the year");
  edit.set<&model::Settings::plan_year>(model::settings_id, model::Period{2027});
  if (plan.find<model::Settings>(model::settings_id) == nullptr) {
    model::Settings settings = plan.settings();
    settings.plan_year = {2027};
    edit = model::Edit("choose the year");
    edit.add(model::settings_id, std::move(settings));
  }
  ASSERT_TRUE(plan.apply(std::move(edit)).has_value());
  const SourceFile history{"revenue.csv", "customer,year,revenue\nAcme,2016,900\nAcme,2017,1000\n"};

  Importer first({history});
  const Question* asked = question(run(first, plan), "plan year");
  ASSERT_NE(asked, nullptr) << to_text(first.preview());
  EXPECT_NE(asked->text.find("ends in FY2017"), std::string::npos);
  import_into(plan, {history});
  EXPECT_EQ(plan.settings().plan_year, (model::Period{2018}));

  // A plan with revenue has chosen its year: nothing is asked again.
  Importer again({history});
  EXPECT_EQ(question(run(again, plan), "plan year"), nullptr);
}

}  // namespace
}  // namespace keyplan::exchange::test
