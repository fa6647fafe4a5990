#include "core/exchange/names.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace keyplan::exchange {
namespace {

TEST(Names, AreComparedWithoutCaseAndExtraSpace) {
  EXPECT_EQ(fold_name("  Acme \t  CORP\u00A0"), "acme corp");
  EXPECT_EQ(fold_name("\u00C4RZTE Stra\u00DFe"), "\u00E4rzte strasse");
  EXPECT_EQ(fold_name("\u0391\u0398\u0397\u039D\u0391\u03A3"),
            fold_name("\u03B1\u03B8\u03B7\u03BD\u03B1\u03C2"));
  EXPECT_EQ(fold_name("\u0413\u0410\u0417\u041F\u0420\u041E\u041C"),
            "\u0433\u0430\u0437\u043F\u0440\u043E\u043C");
  EXPECT_EQ(fold_name("\u0141\u00D3D\u0179"), "\u0142\u00F3d\u017A");
}

TEST(Names, HeadersAreComparedByLettersOnly) {
  EXPECT_EQ(squash("Account Name"), squash("account_name"));
  EXPECT_EQ(squash("Est. Revenue ($)"), "estrevenue");
}

TEST(NearNames, OfferTypingErrorsAndSpaces) {
  EXPECT_TRUE(nearly_equal("GTXPro", "GTX Pro"));
  EXPECT_TRUE(nearly_equal("technolgy", "technology"));
  EXPECT_TRUE(nearly_equal("Philipines", "Philippines"));
  EXPECT_TRUE(nearly_equal("Acme Corp.", "Acme Corp"));
  EXPECT_TRUE(nearly_equal("Darcel Schlecht", "Darcel Schlehct"));
}

TEST(NearNames, DoNotOfferDifferentThings) {
  EXPECT_FALSE(nearly_equal("TechCycle", "TechCycle Canberra"));
  EXPECT_FALSE(nearly_equal("BMX Vintage 1011", "BMX Vintage 1012"));
  EXPECT_FALSE(nearly_equal("Tornado I", "Tornado II"));
  EXPECT_FALSE(nearly_equal("Flash Drive", "Flash Drive II"));
  EXPECT_FALSE(nearly_equal("Plan A", "Plan B"));
  EXPECT_FALSE(nearly_equal("BMW", "BMX"));
  EXPECT_FALSE(nearly_equal("eBike 100", "E bike 201"));
}

TEST(NearNames, FindTheNearestOfMany) {
  const std::vector<std::string> known = {"GTX Basic", "GTX Pro", "GTX Plus Pro", "MG Special"};
  const NearNames near(known);
  EXPECT_EQ(near.find("GTXPro"), 1u);
  EXPECT_EQ(near.find("MG Specail"), 3u);
  EXPECT_EQ(near.find("GTK 500"), NearNames::none);
  EXPECT_EQ(near.find(""), NearNames::none);
}

RC_GTEST_PROP(Names, FoldingTwiceChangesNothing, (const std::string& name)) {
  const std::string folded = fold_name(name);
  RC_ASSERT(fold_name(folded) == folded);
  RC_ASSERT(trim(trim(name)) == trim(name));
}

}  // namespace
}  // namespace keyplan::exchange
