#include "core/exchange/text_encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace keyplan::exchange {
namespace {

using namespace std::string_literals;

std::string decoded(std::string_view bytes, Encoding encoding, std::size_t slice = 1u << 20) {
  Decoder decoder(bytes, encoding);
  while (!decoder.step(slice)) {
  }
  return decoder.take();
}

TEST(Encoding, IsKnownByItsMark) {
  EXPECT_EQ(detect_encoding("\xEF\xBB\xBF"
                            "a;b"),
            Encoding::utf8_bom);
  EXPECT_EQ(detect_encoding("\xFF\xFE"
                            "a\0"s),
            Encoding::utf16_le);
  EXPECT_EQ(detect_encoding("\xFE\xFF\0a"s), Encoding::utf16_be);
}

TEST(Encoding, IsKnownByItsBytesWithoutMark) {
  EXPECT_EQ(detect_encoding("a;b\n1;2\n"), Encoding::utf8);
  EXPECT_EQ(detect_encoding("Stra\xC3\x9F"
                            "e"),
            Encoding::utf8);
  EXPECT_EQ(detect_encoding("Stra\xDF"
                            "e;Ort\n"),
            Encoding::windows_1252);
  EXPECT_EQ(detect_encoding("a\0;\0b\0\n\0"s), Encoding::utf16_le);
  EXPECT_EQ(detect_encoding("\0a\0;\0b\0\n"s), Encoding::utf16_be);
}

TEST(Encoding, ReadsWindows1252) {
  EXPECT_EQ(decoded("1 234,56 \x80 \x96 Stra\xDF"
                    "e\xA0!",
                    Encoding::windows_1252),
            "1 234,56 \u20AC \u2013 Stra\u00DFe\u00A0!");
}

TEST(Encoding, ReadsSurrogatePairsOfUtf16) {
  EXPECT_EQ(decoded("\xFF\xFE"
                    "\x3D\xD8\x00\xDE"
                    "x\0"s,
                    Encoding::utf16_le),
            "\U0001F600x");
}

TEST(Encoding, CountsWhatItCannotRead) {
  const std::string bytes =
      "a\0\n\0\x00\xD8"
      "b\0"s;
  Decoder lone(bytes, Encoding::utf16_le);
  lone.step(100);
  EXPECT_EQ(lone.unreadable().characters, 1u);
  EXPECT_EQ(lone.unreadable().line, 2u);
  EXPECT_EQ(lone.take(),
            "a\n\uFFFD"
            "b");
  EXPECT_EQ(decoded("a\x81\xFF", Encoding::windows_1252), "a\uFFFD\u00FF");
}

TEST(Encoding, PiecesOfAnotherEncodingAreReadAndCounted) {
  const std::string mixed =
      "M\xC3\xBCller\n"
      "S\xF6hne\n";
  EXPECT_EQ(detect_encoding(mixed), Encoding::utf8);
  Decoder decoder(mixed, Encoding::utf8);
  decoder.step(100);
  EXPECT_EQ(decoder.pasted_in().characters, 1u);
  EXPECT_EQ(decoder.pasted_in().line, 2u);
  EXPECT_EQ(decoder.take(), "M\u00FCller\nS\u00F6hne\n");
  EXPECT_EQ(detect_encoding("S\xF6hne, M\xFCller, Stra\xDF"
                            "e"),
            Encoding::windows_1252);
}

RC_GTEST_PROP(Encoding, AnyBytesDecodeToValidUtf8InAnySlices, (const std::string& bytes)) {
  for (const Encoding encoding : all_encodings) {
    const std::string whole = decoded(bytes, encoding);
    RC_ASSERT(is_valid_utf8(whole));
    RC_ASSERT(decoded(bytes, encoding, *rc::gen::inRange<std::size_t>(1, 9)) == whole);
  }
}

TEST(Nature, NamesWhatIsNoTable) {
  EXPECT_EQ(nature_of(""), FileNature::empty);
  EXPECT_EQ(nature_of("  \r\n \n"), FileNature::empty);
  EXPECT_EQ(nature_of("\xEF\xBB\xBF"), FileNature::empty);
  EXPECT_EQ(nature_of(std::string(100, '\0')), FileNature::only_nul);
  EXPECT_EQ(nature_of("PK\x03\x04........[Content_Types].xml"), FileNature::xlsx);
  EXPECT_EQ(nature_of("PK\x03\x04........notes.txt"), FileNature::zip);
  EXPECT_EQ(nature_of("%PDF-1.7"), FileNature::pdf);
  EXPECT_EQ(nature_of("\n<!DOCTYPE HTML><html>"), FileNature::html);
  EXPECT_EQ(nature_of("{\n \"erased\": [],\n \"keyplan\": {}"), FileNature::plan);
  EXPECT_EQ(nature_of("{\"a\": 1}"), FileNature::json);
  EXPECT_EQ(nature_of("a,b\n1,\0\0\0"s), FileNature::binary);
  EXPECT_EQ(nature_of("a,b\n1,2\n"), FileNature::text);
  EXPECT_EQ(nature_of("\xFF\xFE"
                      "a\0"s),
            FileNature::text);
  for (int i = 1; i <= static_cast<int>(FileNature::too_large); ++i)
    EXPECT_FALSE(sentence_for(static_cast<FileNature>(i)).empty());
}

}  // namespace
}  // namespace keyplan::exchange
