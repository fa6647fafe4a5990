#include "core/text/query.h"

#include <gtest/gtest.h>

#include "core/text/fold.h"

namespace keyplan::text {
namespace {

TEST(Folded, CaseAndAccentsDoNotMatter) {
  EXPECT_EQ(folded("  MÜLLER &\tSöhne\nGmbH "), "muller & sohne gmbh");
  EXPECT_EQ(folded("Škoda Łódź Ærø Straße Œuvre"), "skoda lodz aero strasse oeuvre");
  EXPECT_EQ(folded("e\u0301clair"), "eclair");
  EXPECT_EQ(folded("ΆΛΦΑ"), "αλφα");
  EXPECT_EQ(folded("Ёлка"), "елка");
  EXPECT_EQ(folded("日本 Ltd"), "日本 ltd");
  EXPECT_EQ(folded("×÷"), "×÷");
}

Fit fit(std::string_view typed, std::string_view name) { return Query(typed).fit(folded(name)); }

TEST(Query, PrefersTheBeginningOfNamesAndThenOfWords) {
  EXPECT_EQ(fit("PORT", "Port"), Fit::whole);
  EXPECT_EQ(fit("port", "Portland Works"), Fit::begins);
  EXPECT_EQ(fit("port", "Grand Port"), Fit::words_begin);
  EXPECT_EQ(fit("port", "Airport"), Fit::inside);
  EXPECT_EQ(fit("port", "Harbour"), Fit::none);
}

TEST(Query, EveryWordCountsInAnyOrder) {
  EXPECT_EQ(fit("bre mul", "Müller Breweries"), Fit::words_begin);
  EXPECT_EQ(fit("mul  bre ", "Müller Breweries"), Fit::words_begin);
  EXPECT_EQ(fit("mul wer", "Müller Breweries"), Fit::inside);
  EXPECT_EQ(fit("mul x", "Müller Breweries"), Fit::none);
}

TEST(Query, WithoutAWordFitsEverything) {
  EXPECT_TRUE(Query("  ").empty());
  EXPECT_NE(fit("", "Konex"), Fit::none);
}

}  // namespace
}  // namespace keyplan::text
