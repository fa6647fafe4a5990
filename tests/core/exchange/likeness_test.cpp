#include "core/exchange/likeness.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace keyplan::exchange {
namespace {

bool alike(std::string_view a, std::string_view b, NameSort sort = NameSort::company) {
  return likeness(a, b, sort) != Likeness::none;
}

TEST(Likeness, CompaniesWrittenByTwoPeopleAreAlike) {
  EXPECT_TRUE(alike("M\u00FCller & S\u00F6hne GmbH", "Mueller und Soehne GmbH"));
  EXPECT_TRUE(alike("M\u00FCller & S\u00F6hne GmbH", "MULLER + SOHNE GMBH"));
  EXPECT_TRUE(alike("GTXPro", "GTX Pro"));
  EXPECT_TRUE(alike("ACME Corp.", "Acme Corporation"));
  EXPECT_TRUE(alike("Acme", "Acme, Inc."));
  EXPECT_TRUE(alike("The Blue Harbor Company", "Blue Harbor Co."));
  EXPECT_TRUE(alike("Rossi S.p.A.", "Rossi SpA"));
  EXPECT_TRUE(alike("Rossi S. p. A.", "ROSSI SPA"));
  EXPECT_TRUE(alike("Soci\u00E9t\u00E9 G\u00E9n\u00E9rale", "Societe Generale"));
  EXPECT_TRUE(alike("Mu\u0308ller AG", "M\u00FCller AG")) << "marks of their own";
  EXPECT_TRUE(alike("McDonald\u2019s", "McDonalds"));
  EXPECT_TRUE(alike("Northwind Cranes", "Northwind Crames"));
  EXPECT_TRUE(alike("Stadtwerke M\u00FCnchen", "M\u00FCnchen Stadtwerke"));
  EXPECT_TRUE(alike("\u0413\u0430\u0437-\u043F\u0440\u043E\u043C",
                    "\u0413\u0410\u0417\u041F\u0420\u041E\u041C"));
}

TEST(Likeness, OtherCompaniesAreNot) {
  const std::pair<const char*, const char*> others[] = {
      {"TechCycle", "TechCycle Canberra"},
      {"Acme Nord", "Acme S\u00FCd"},
      {"Plant 1", "Plant 2"},
      {"Plant 11", "Plant 1"},
      {"Plant A", "Plant B"},
      {"Works II", "Works III"},
      {"Acme GmbH", "Acme AG"},
      {"M\u00FCller GmbH", "M\u00FCller GmbH & Co. KG"},
      {"Acme Logistics East", "Acme Logistics West"},
      {"Acme Holding North", "Acme Holding South"},
      {"Acme Austria", "Acme Australia"},
      {"Stadtwerke Essen", "Stadtwerke Hessen"},
      {"Acme Slovakia", "Acme Slovenia"},
      {"BMW", "BMX"},
      {"Konex", "Kinex"},
      {"Acme", "Acme Group"},
      {"Acme 24", "Acme"},
      {"Release 1.5", "Release 15"},
      {"---", "+++"},
      {"", "Acme"},
  };
  for (const auto& [a, b] : others) EXPECT_FALSE(alike(a, b)) << a << " / " << b;
}

TEST(Likeness, OfferingsKeepEveryWordInItsPlace) {
  const auto thing = [](std::string_view a, std::string_view b) {
    return alike(a, b, NameSort::thing);
  };
  EXPECT_TRUE(thing("GTXPro", "GTX Pro"));
  EXPECT_TRUE(thing("MG Special", "MG Specail"));
  EXPECT_TRUE(thing("technolgy", "technology"));
  EXPECT_TRUE(thing("Philipines", "Philippines"));
  EXPECT_FALSE(thing("GTX Plus Pro", "GTX Pro Plus"));
  EXPECT_FALSE(thing("BMX Vintage 1011", "BMX Vintage 1012"));
  EXPECT_FALSE(thing("Tornado I", "Tornado II"));
  EXPECT_FALSE(thing("Flash Drive", "Flash Drive II"));
  EXPECT_FALSE(thing("GTX 500", "GTK 500"));
  EXPECT_FALSE(thing("eBike 100", "E bike 201"));
  EXPECT_FALSE(thing("Golf", "Golf SE"));
}

TEST(Likeness, PeopleHaveInitialsTitlesAndTwoOrders) {
  const auto person = [](std::string_view a, std::string_view b) {
    return alike(a, b, NameSort::person);
  };
  EXPECT_TRUE(person("Darcel Schlecht", "Darcel Schlehct"));
  EXPECT_TRUE(person("Schlecht, Darcel", "Darcel Schlecht"));
  EXPECT_TRUE(person("J. Smith", "Jane Smith"));
  EXPECT_TRUE(person("Dr. Jane Smith", "Jane Smith"));
  EXPECT_FALSE(person("J. Smith", "Anna Smith"));
  EXPECT_FALSE(person("Jane Smith", "Jane Jones"));
  EXPECT_FALSE(person("Jane A. Smith", "Jane B. Smith"));
}

TEST(NearNames, FindTheMostAlikeOfMany) {
  NearNames near;
  std::size_t index = 0;
  for (const char* name : {"GTX Basic", "GTX Pro", "GTX Plus Pro", "MG Special"})
    near.add(name, index++);
  ASSERT_TRUE(near.best("GTXPro"));
  EXPECT_EQ(near.best("GTXPro")->index, 1u);
  EXPECT_EQ(near.best("MG Specail")->index, 3u);
  EXPECT_FALSE(near.best("GTK 500"));
  EXPECT_FALSE(near.best(""));
}

TEST(NearNames, OfOtherGroupsAreNotFound) {
  NearNames people(NameSort::person);
  people.add("Jane Smith", 7, 1);
  EXPECT_TRUE(people.all("Jane Smith", 2).empty());
  EXPECT_EQ(people.all("J. Smith", 1).size(), 1u);
}

/// Names like those of companies, close to each other.
rc::Gen<std::string> company() {
  const auto word = rc::gen::element<std::string>(
      "Acme", "M\u00FCller", "Mueller", "Logistik", "Logistic", "Northwind", "Nordwind", "GmbH",
      "AG", "&", "und", "Berlin", "East", "1", "2", "II", "Technologies", "Technologeis", "GTX",
      "Pro", "S.p.A.", "\u6771\u4EAC\u9280\u884C");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(word),
                      [](std::vector<std::string> words) {
                        if (words.size() > 5) words.resize(5);
                        std::string name;
                        for (const std::string& part : words)
                          name += (name.empty() ? "" : " ") + part;
                        return name;
                      });
}

RC_GTEST_PROP(Likeness, IsTheSameFromBothSides, ()) {
  const auto sort = *rc::gen::element(NameSort::thing, NameSort::company, NameSort::person);
  const std::string a = *rc::gen::oneOf(company(), rc::gen::arbitrary<std::string>());
  const std::string b = *rc::gen::oneOf(company(), rc::gen::arbitrary<std::string>());
  RC_ASSERT(likeness(a, b, sort) == likeness(b, a, sort));
  RC_ASSERT(likeness(a, a, sort) == Likeness::same_name);
}

RC_GTEST_PROP(NearNames, FindExactlyWhatComparingAllWithAllFinds, ()) {
  const auto sort = *rc::gen::element(NameSort::thing, NameSort::company, NameSort::person);
  const auto names = *rc::gen::container<std::vector<std::string>>(company());
  NearNames near(sort);
  for (std::size_t i = 0; i < names.size(); ++i) near.add(names[i], i);
  for (const std::string& name : names) {
    std::vector<std::size_t> found;
    for (const NearNames::Near& each : near.all(name)) found.push_back(each.index);
    std::ranges::sort(found);
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < names.size(); ++i)
      if (likeness(name, names[i], sort) != Likeness::none) expected.push_back(i);
    // Of very many equal names none is found.
    if (expected.size() <= 60) RC_ASSERT(found == expected);
  }
}

TEST(NearNames, AWordOfAMegabyteIsComparedByItsLettersOnly) {
  const std::string wide(1 << 20, 'x');
  std::string marks = "A";
  for (int i = 0; i < 10'000; ++i) marks += "\u0301";
  NearNames near(NameSort::company);
  near.add(wide, 0);
  near.add(marks + "cme", 1);
  EXPECT_EQ(near.best(wide)->index, 0u);
  EXPECT_EQ(near.best("Acme")->index, 1u);
  EXPECT_FALSE(near.best(wide + "y"));
}

}  // namespace
}  // namespace keyplan::exchange
