#include "core/exchange/names.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

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

TEST(Names, WhatCannotBeSeenDoesNotTellThemApart) {
  EXPECT_EQ(fold_name("Ac\u200Bme\u00AD Corp\u200E"), "acme corp");
  EXPECT_EQ(trim("\u200B \uFEFFAcme\u2060 "), "Acme");
  EXPECT_EQ(trim("\u200B\u200B"), "");
}

RC_GTEST_PROP(Names, FoldingTwiceChangesNothing, (const std::string& name)) {
  const std::string folded = fold_name(name);
  RC_ASSERT(fold_name(folded) == folded);
  RC_ASSERT(trim(trim(name)) == trim(name));
}

}  // namespace
}  // namespace keyplan::exchange
