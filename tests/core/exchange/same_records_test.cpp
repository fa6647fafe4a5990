// Two lists of the same customers: what is offered as one, and what becomes of the answer.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/file/write.h"
#include "import_support.h"

namespace keyplan::exchange::test {
namespace {

using model::Kind;

const std::string crm =
    "Account ID,Account Name,Billing City,Billing Country,Website\n"
    "001A,M\u00FCller & S\u00F6hne GmbH,Ulm,Germany,mueller.example\n"
    "001B,GTXPro,Boston,USA,\n"
    "001C,ACME Corp.,Reno,USA,acme.example\n"
    "001D,TechCycle,Bonn,Germany,\n"
    "001E,Blue Harbor,Oslo,Norway,\n";
const std::string erp =
    "Kundennummer;Kunde;Ort;Land;Telefon\n"
    "10023;Mueller und Soehne GmbH;Ulm;Germany;+49 731 1\n"
    "10024;GTX Pro;Boston;USA;+1 617 2\n"
    "10025;Acme Corporation;Reno;USA;\n"
    "10026;TechCycle Canberra;Canberra;Australia;\n"
    "10027;Blue Harbor;Oslo;Norway;+47 3\n";
const std::vector<SourceFile> both = {{"crm.csv", crm}, {"erp.csv", erp}};

std::vector<std::size_t> pairs_in(const ImportPreview& preview) {
  std::vector<std::size_t> pairs;
  for (std::size_t i = 0; i < preview.questions.size(); ++i)
    if (preview.questions[i].alike) pairs.push_back(i);
  return pairs;
}

std::set<std::string> keys_of_pairs(const ImportPreview& preview) {
  std::set<std::string> keys;
  for (const std::size_t i : pairs_in(preview)) keys.insert(preview.questions[i].key);
  return keys;
}

/// Answers until no question is left that is not answered so.
void answer_all(Importer& importer, const model::Plan& plan, std::size_t option) {
  for (int round = 0; round < 20; ++round) {
    std::vector<std::size_t> others;
    for (const std::size_t i : pairs_in(run(importer, plan)))
      if (importer.preview().questions[i].answer != option) others.push_back(i);
    if (others.empty()) return;
    importer.answer(others, option);
  }
}

ImportPreview import_all_the_same(model::Plan& plan, std::vector<SourceFile> files) {
  Importer importer(std::move(files));
  answer_all(importer, plan, 0);
  return import_into(plan, std::move(importer));
}

TEST(SameRecords, TwoListsOfTheSameCustomersAreOfferedInPairs) {
  model::Plan plan = new_plan();
  Importer importer(both);
  const ImportPreview& preview = run(importer, plan);
  SCOPED_TRACE(to_text(preview));
  ASSERT_EQ(pairs_in(preview).size(), 4u);
  EXPECT_EQ(counts(preview, Kind::account).added, 10u)
      << "kept apart until the user says otherwise";
  const auto about = std::ranges::find_if(preview.questions, [](const Question& question) {
    return question.alike && question.alike->names[0].starts_with("M\u00FCller");
  });
  ASSERT_NE(about, preview.questions.end());
  const Alike& alike = *about->alike;
  EXPECT_EQ(alike.names[1], "Mueller und Soehne GmbH");
  EXPECT_EQ(alike.places[0], "crm.csv, line 2");
  EXPECT_EQ(alike.places[1], "erp.csv, line 2");
  EXPECT_EQ(alike.ids[0], "001A");
  EXPECT_EQ(alike.because, "other spelling");
  const auto city = std::ranges::find(alike.facts, "City", &Alike::Fact::label);
  ASSERT_NE(city, alike.facts.end());
  EXPECT_EQ(city->values[0], "Ulm");
  const auto phone = std::ranges::find(alike.facts, "Phone", &Alike::Fact::label);
  ASSERT_NE(phone, alike.facts.end());
  EXPECT_EQ(phone->values[0], "");
  EXPECT_EQ(about->options[about->answer], "Keep apart");
}

TEST(SameRecords, TheMostAlikeComeFirst) {
  model::Plan plan = new_plan();
  Importer importer(both);
  const ImportPreview& preview = run(importer, plan);
  const auto pairs = pairs_in(preview);
  EXPECT_EQ(preview.questions[pairs.front()].alike->names[0], "Blue Harbor");
  EXPECT_TRUE(std::ranges::is_sorted(
      pairs, std::greater{}, [&](std::size_t i) { return preview.questions[i].alike->rank; }));
}

TEST(SameRecords, AnsweredTheSameTheyBecomeOneRecordInOneStep) {
  model::Plan plan = new_plan();
  Importer importer(both);
  answer_all(importer, plan, 0);
  const ImportPreview& preview = importer.preview();
  EXPECT_EQ(counts(preview, Kind::account).added, 6u) << to_text(preview);
  EXPECT_TRUE(has_check(file(preview, "erp.csv"), "4 rows are also in other files"));
  while (importer.build(plan) < 1) {
  }
  auto step = plan.apply(importer.take_edit());
  ASSERT_TRUE(step);
  const auto* mueller = account(plan, "M\u00FCller & S\u00F6hne GmbH");
  ASSERT_NE(mueller, nullptr);
  EXPECT_EQ(account(plan, "Mueller und Soehne GmbH"), nullptr);
  EXPECT_EQ(mueller->data.website, "mueller.example");
  EXPECT_EQ(mueller->data.phone, "+49 731 1");
  EXPECT_EQ(mueller->data.source, "001A");
  EXPECT_EQ(mueller->data.also_known_as, "Mueller und Soehne GmbH\n10023");
  EXPECT_EQ(account(plan, "Blue Harbor")->data.also_known_as, "10027");
  EXPECT_NE(account(plan, "TechCycle"), nullptr);
  EXPECT_NE(account(plan, "TechCycle Canberra"), nullptr);
  (void)plan.revert(std::move(*step));
  EXPECT_TRUE(plan.table<model::Account>().empty());
}

TEST(SameRecords, AnswersAreRememberedSoThatTheSameFilesChangeAndAskNothing) {
  for (const std::size_t answer : {0, 1}) {
    model::Plan plan = new_plan();
    Importer importer(both);
    answer_all(importer, plan, answer);
    import_into(plan, std::move(importer));
    const std::string before = file::write(plan);

    Importer again(both);
    const ImportPreview& preview = run(again, plan);
    EXPECT_FALSE(preview.changes_anything()) << to_text(preview);
    EXPECT_TRUE(preview.questions.empty()) << to_text(preview);
    for (const SourceFile& file : both) import_into(plan, {file});
    Importer one_by_one({both[1]});
    EXPECT_TRUE(run(one_by_one, plan).questions.empty()) << to_text(one_by_one.preview());
    EXPECT_EQ(plan.table<model::Account>().size(), answer == 0 ? 6u : 10u);
  }
}

TEST(SameRecords, AListIsComparedWithThePlanAsWell) {
  model::Plan plan = new_plan();
  import_into(plan, {both[0]});
  Importer importer({both[1]});
  answer_all(importer, plan, 0);
  const ImportPreview& preview = importer.preview();
  EXPECT_EQ(counts(preview, Kind::account).changed, 4u) << to_text(preview);
  EXPECT_EQ(counts(preview, Kind::account).added, 1u);
  for (const std::size_t i : pairs_in(preview))
    EXPECT_EQ(preview.questions[i].alike->places[0], "this plan");
  import_into(plan, std::move(importer));
  EXPECT_EQ(plan.table<model::Account>().size(), 6u);
  EXPECT_EQ(account(plan, "M\u00FCller & S\u00F6hne GmbH")->data.phone, "+49 731 1");
  EXPECT_EQ(account(plan, "M\u00FCller & S\u00F6hne GmbH")->data.source, "001A");

  // Newer exports of either system update the one record and leave its name alone.
  std::string newer = erp;
  newer.replace(newer.find("+49 731 1"), 9, "+49 731 9");
  newer.replace(newer.find("Mueller und Soehne GmbH"), 23, "Mueller u. Soehne SE  ");
  const ImportPreview updated = import_into(plan, {{"erp.csv", newer}});
  EXPECT_TRUE(updated.questions.empty()) << to_text(updated);
  EXPECT_EQ(counts(updated, Kind::account).changed, 1u) << to_text(updated);
  const auto* mueller = account(plan, "M\u00FCller & S\u00F6hne GmbH");
  ASSERT_NE(mueller, nullptr);
  EXPECT_EQ(mueller->data.phone, "+49 731 9");
  EXPECT_EQ(mueller->data.also_known_as, "Mueller und Soehne GmbH\n10023\nMueller u. Soehne SE");
  Importer crm_again({both[0]});
  EXPECT_FALSE(run(crm_again, plan).changes_anything()) << to_text(crm_again.preview());
}

TEST(SameRecords, RowsThatNameEitherOfThemReachTheOne) {
  model::Plan plan = new_plan();
  std::vector<SourceFile> files = both;
  files.push_back(
      {"deals.csv",
       "Deal ID,Deal Name,Account,Stage,Amount,Close Date\n"
       "1,A,Mueller und Soehne GmbH,Won,50,2025-02-03\n"
       "2,B,M\u00FCller & S\u00F6hne GmbH,Won,70,2025-02-03\n3,C,10023,Won,1,2025-01-01\n"});
  import_all_the_same(plan, files);
  const model::Id mueller = account(plan, "M\u00FCller & S\u00F6hne GmbH")->id;
  EXPECT_EQ(plan.of_account<model::Opportunity>(mueller).size(), 3u);
  Importer again(files);
  EXPECT_FALSE(run(again, plan).changes_anything()) << to_text(again.preview());
}

TEST(SameRecords, RevenueOfBothIsThatOfTheOne) {
  model::Plan plan = new_plan();
  const std::vector<SourceFile> files = {
      {"crm.csv", crm},
      {"erp.csv", "Kundennummer;Kunde;Land;Umsatz 2024;Umsatz 2025\n10024;GTX Pro;USA;100;200\n"}};
  import_all_the_same(plan, files);
  EXPECT_EQ(plan.of_account<model::Revenue>(account(plan, "GTXPro")->id).size(), 2u);
  Importer again(files);
  EXPECT_FALSE(run(again, plan).changes_anything()) << to_text(again.preview());
}

TEST(SameRecords, AMentionSaidToBeTheSameIsNotAskedAgain) {
  model::Plan plan = new_plan();
  const std::vector<SourceFile> files = {
      {"products.csv", "product,price\nGTX Pro,10\n"},
      {"deals.csv",
       "opportunity_id,product,account,deal_stage,close_value\n1,GTXPro,Acme,Won,10\n"}};
  EXPECT_NE(question(import_into(plan, files), "near:offering:gtxpro"), nullptr);
  EXPECT_EQ(plan.table<model::Offering>().begin()->data.also_known_as, "GTXPro");
  Importer again(files);
  const ImportPreview& preview = run(again, plan);
  EXPECT_EQ(question(preview, "near:offering:gtxpro"), nullptr);
  EXPECT_FALSE(preview.changes_anything()) << to_text(preview);
}

TEST(SameRecords, NamesThatNoListHasAreOfferedButNotProposedAsOne) {
  model::Plan plan = new_plan();
  Importer importer({{"deals.csv",
                      "Deal ID,Deal Name,Account,Stage,Amount\n1,A,Acme Corp,Won,10\n"
                      "2,B,ACME Corporation,Won,10\n"}});
  const Question* asked = question(run(importer, plan), "near:account:acme corporation");
  ASSERT_NE(asked, nullptr) << to_text(importer.preview());
  EXPECT_EQ(counts(importer.preview(), Kind::account).added, 2u);
  importer.answer(asked->key, 0);
  import_into(plan, std::move(importer));
  EXPECT_EQ(plan.table<model::Account>().size(), 1u);
}

TEST(SameRecords, PeopleAreOfferedWithinTheirAccountOnly) {
  model::Plan plan = new_plan();
  const std::string accounts = "Account Name,Country\nAcme,Italy\nBeta,Italy\n";
  const std::string head = "Contact ID,Full Name,Account Name,Email,Title\n";
  import_into(plan, {{"accounts.csv", accounts},
                     {"contacts.csv", head + "1,Jane Smith,Acme,jane@acme.example,CEO\n"
                                             "2,Tom Brown,Acme,tom@acme.example,\n"}});
  Importer importer({{"other.csv", head + "x1,J. Smith,Acme,jane@acme.example,Chair\n"
                                          "x2,J. Smith,Beta,jo@beta.example,\n"}});
  const ImportPreview& preview = run(importer, plan);
  ASSERT_EQ(pairs_in(preview).size(), 1u) << to_text(preview);
  EXPECT_EQ(preview.questions[pairs_in(preview)[0]].alike->kind, Kind::person);
  answer_all(importer, plan, 0);
  import_into(plan, std::move(importer));
  EXPECT_EQ(plan.table<model::Person>().size(), 3u);
  const auto acme = plan.of_account<model::Person>(account(plan, "Acme")->id);
  ASSERT_EQ(acme.size(), 2u);
  const auto jane = std::ranges::find(acme.begin(), acme.end(), std::string("Jane Smith"),
                                      [](const auto& person) { return person.data.name; });
  ASSERT_NE(jane, acme.end());
  EXPECT_EQ(jane->data.job_title, "Chair");
  EXPECT_EQ(jane->data.also_known_as, "J. Smith\nx1");
  Importer again({{"other.csv", head + "x1,J. Smith,Acme,jane@acme.example,Chair\n"
                                       "x2,J. Smith,Beta,jo@beta.example,\n"}});
  EXPECT_FALSE(run(again, plan).changes_anything()) << to_text(again.preview());
  EXPECT_TRUE(again.preview().questions.empty());
}

TEST(SameRecords, OfferingsAndTeamMembersAreOffered) {
  model::Plan plan = new_plan();
  import_into(plan, {{"products.csv", "product,family,price\nGTX Pro,GTX,10\n"},
                     {"team.csv", "sales_agent,manager\nDarcel Schlecht,Tom Brown\n"}});
  Importer importer({{"products.csv", "product,family,price\nGTXPro,GTX,12\n"},
                     {"team.csv", "sales_agent,manager\n\"Schlecht, Darcel\",Tom Brown\n"}});
  ASSERT_EQ(pairs_in(run(importer, plan)).size(), 2u) << to_text(importer.preview());
  answer_all(importer, plan, 0);
  import_into(plan, std::move(importer));
  EXPECT_EQ(plan.table<model::Offering>().size(), 1u);
  EXPECT_EQ(plan.table<model::Offering>().begin()->data.price.minor, 12'00);
  EXPECT_EQ(plan.table<model::TeamMember>().size(), 2u);
}

TEST(SameRecords, RowsOfOneListAreNeverOffered) {
  model::Plan plan = new_plan();
  Importer importer({{"accounts.csv",
                      "Account ID,Account Name,Country\n1,Acme Corp,Italy\n2,ACME "
                      "Corporation,Italy\n3,Acme Corp,Spain\n"}});
  EXPECT_TRUE(run(importer, plan).questions.empty()) << to_text(importer.preview());
}

TEST(SameRecords, OfSeveralWithOneNameThoseOfTheSameCityArePaired) {
  model::Plan plan = new_plan();
  Importer importer(
      {{"crm.csv", "Account ID,Account Name,City\nA,Schmidt GmbH,Ulm\nB,Schmidt GmbH,Bonn\n"},
       {"erp.csv", "Account ID,Account Name,City\n7,Schmidt GmbH,Bonn\n8,Schmidt GmbH,Ulm\n"}});
  const ImportPreview& preview = run(importer, plan);
  ASSERT_EQ(pairs_in(preview).size(), 2u) << to_text(preview);
  for (const std::size_t i : pairs_in(preview)) {
    const Alike& alike = *preview.questions[i].alike;
    EXPECT_EQ(alike.facts[0].values[0], alike.facts[0].values[1]);
  }
}

TEST(SameRecords, ASecondBestIsOfferedOnceTheBestIsDenied) {
  model::Plan plan = new_plan();
  import_into(plan, {{"accounts.csv", "Account Name,City\nAcme Corp.,Ulm\nAcme,Bonn\n"}});
  Importer importer({{"other.csv", "Account Name,City\nACME Corporation,Bonn\n"}});
  ASSERT_EQ(pairs_in(run(importer, plan)).size(), 1u) << to_text(importer.preview());
  EXPECT_EQ(importer.preview().questions[0].alike->names[0], "Acme Corp.");
  importer.answer(pairs_in(importer.preview()), 1);
  ASSERT_EQ(pairs_in(run(importer, plan)).size(), 2u) << to_text(importer.preview());
  EXPECT_EQ(importer.preview().questions[1].alike->names[0], "Acme");
}

TEST(SameRecords, ThreeListsBecomeOneAndNothingBecomesItsOwnParent) {
  model::Plan plan = new_plan();
  std::vector<SourceFile> files = {
      {"a.csv", "Account ID,Account Name,Parent Account\na,Acme Corp.,Acme Corporation\n"},
      {"b.csv", "Account ID,Account Name,City\nb,Acme Corporation,Rome\n"},
      {"c.csv", "Account ID,Account Name,Country\nc,\"Acme, Corp\",Italy\n"}};
  import_all_the_same(plan, files);
  ASSERT_EQ(plan.table<model::Account>().size(), 1u);
  const auto& acme = *plan.table<model::Account>().begin();
  EXPECT_FALSE(acme.data.parent);
  EXPECT_EQ(acme.data.city, "Rome");
  EXPECT_EQ(acme.data.country, "Italy");
  Importer again(files);
  EXPECT_FALSE(run(again, plan).changes_anything()) << to_text(again.preview());
  EXPECT_TRUE(again.preview().questions.empty());
}

TEST(SameRecords, TenThousandCustomersInTwoListsAreComparedInSlices) {
  std::string first = "Account ID,Account Name,City\n";
  std::string second = first;
  for (int i = 0; i < 10'000; ++i) {
    std::string name = "Company " + std::string(1, static_cast<char>('a' + i % 26)) +
                       std::string(1, static_cast<char>('a' + i / 26 % 26)) + "onex" +
                       std::to_string(i);
    first += "c" + std::to_string(i) + "," + name + " GmbH,Ulm\n";
    second +=
        "e" + std::to_string(i) + "," + (i % 10 == 0 ? name + " GMBH." : name + " Nord") + ",Ulm\n";
  }
  model::Plan plan = new_plan();
  Importer importer({{"crm.csv", first}, {"erp.csv", second}});
  int slices = 0;
  while (importer.step(plan) < 1) ++slices;
  EXPECT_GT(slices, 50);
  EXPECT_EQ(pairs_in(importer.preview()).size(), 1000u);
}

TEST(SameRecords, ThousandsOfOneNameAreNotOffered) {
  std::string first = "Account ID,Account Name,City\n";
  std::string second = first;
  for (int i = 0; i < 3000; ++i) {
    first += "c" + std::to_string(i) + ",Private customer,Ulm\n";
    second += "e" + std::to_string(i) + ",Private customer,Ulm\n";
  }
  model::Plan plan = new_plan();
  Importer importer({{"crm.csv", first}, {"erp.csv", second}});
  EXPECT_TRUE(pairs_in(run(importer, plan)).empty());
  EXPECT_EQ(counts(importer.preview(), Kind::account).added, 6000u);
}

/// A list of accounts, some of them alike.
enum class Cities : std::uint8_t { any, by_name };
SourceFile arbitrary_list(const std::string& name, bool ids, Cities cities) {
  std::string text = ids ? "Account ID,Account Name,City\n" : "Account Name,City\n";
  int row = 0;
  for (const char* account :
       {"Acme Corp.", "ACME Corporation", "Acme", "Acme AG", "GTXPro", "GTX Pro",
        "Northwind Cranes", "Northwind Crames", "Plant 1", "Plant 2"}) {
    if (*rc::gen::arbitrary<bool>()) continue;
    if (ids) text += name + std::to_string(row++) + ",";
    text += std::string(account) + ",";
    if (cities == Cities::by_name)
      text += std::string(account).size() % 3 == 0 ? "Ulm" : "Bonn";
    else
      text += *rc::gen::element<std::string>("Ulm", "Bonn", "");
    text += "\n";
  }
  return {name + ".csv", text};
}

SourceFile arbitrary_list(const std::string& name, Cities cities = Cities::any) {
  return arbitrary_list(name, *rc::gen::arbitrary<bool>(), cities);
}

RC_GTEST_PROP(SameRecords, TwoListsInEitherOrderOfferTheSame, ()) {
  model::Plan plan = new_plan();
  if (*rc::gen::arbitrary<bool>()) import_into(plan, {arbitrary_list("p", true, Cities::any)});
  std::vector<SourceFile> files;
  for (const char* name : {"a", "b"}) files.push_back(arbitrary_list(name, Cities::by_name));
  Importer one_way(files);
  std::ranges::reverse(files);
  Importer other_way(files);
  RC_ASSERT(keys_of_pairs(run(one_way, plan)) == keys_of_pairs(run(other_way, plan)));
}

RC_GTEST_PROP(SameRecords, AllKeptApartIsTheImportWithoutOffers, ()) {
  const std::vector<SourceFile> files = {arbitrary_list("a"), arbitrary_list("b")};
  model::Plan without = new_plan();
  import_into(without, files);
  model::Plan plan = new_plan();
  Importer importer(files);
  answer_all(importer, plan, 1);
  import_into(plan, std::move(importer));
  RC_ASSERT(file::write(plan) == file::write(without));
}

RC_GTEST_PROP(SameRecords, WhateverIsAnsweredTheSameFilesChangeAndAskNothing, ()) {
  model::Plan plan = new_plan();
  if (*rc::gen::arbitrary<bool>()) import_into(plan, {arbitrary_list("p")});
  const std::vector<SourceFile> files = {arbitrary_list("a"), arbitrary_list("b")};
  Importer importer(files);
  for (const std::size_t i : pairs_in(run(importer, plan)))
    if (*rc::gen::arbitrary<bool>()) importer.answer(importer.preview().questions[i].key, 0);
  import_into(plan, std::move(importer));
  Importer again(files);
  const ImportPreview& preview = run(again, plan);
  RC_LOG() << files[0].bytes << files[1].bytes << to_text(preview);
  RC_ASSERT(!preview.changes_anything());
  RC_ASSERT(preview.questions.empty());
}

}  // namespace
}  // namespace keyplan::exchange::test
