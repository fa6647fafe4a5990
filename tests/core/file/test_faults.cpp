// Files nobody should have sent, in the order of the fault list: each gives a sentence that says
// what is wrong and where, or opens with everything kept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>

#include "core/file/json.h"
#include "core/file/read.h"
#include "core/file/write.h"
#include "tests/core/support/plans.h"

namespace keyplan::file {
namespace {

using namespace model;
using ::testing::HasSubstr;

std::string golden() { return write(keyplan::testing::plan_with_everything()); }

ReadError refusal(std::string_view bytes) {
  auto result = read(bytes);
  if (result) {
    ADD_FAILURE() << "was read: " << bytes.substr(0, 200);
    return {};
  }
  EXPECT_FALSE(result.error().sentence.empty());
  return std::move(result.error());
}

ReadResult accepted(std::string_view bytes) {
  auto result = read(bytes);
  if (!result) {
    ADD_FAILURE() << result.error().sentence << " at " << result.error().path;
    return ReadResult{Plan("")};
  }
  return std::move(*result);
}

/// A plan with the given text as its records.
std::string with_records(std::string_view records, std::string_view format = "[1, 0]") {
  return "{\n \"keyplan\": {\"format\": " + std::string(format) +
         ", \"id\": \"0123456789abcdefghjkmnpqrs\", \"sessions\": {\"7m2xq9\": \"9 "
         "2026-11-02T09:12Z Ana\"}},\n \"records\": {" +
         std::string(records) + "}}";
}

/// A plan with one account that has the given member.
std::string with_member(std::string_view member) {
  return with_records("\n  \"c4wq8mzt1n0r\": {\"kind\": \"account\", \"~\": \"7m2xq9.1\",\n   " +
                      std::string(member) + "}");
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  if (at != std::string::npos) text.replace(at, what.size(), with);
  return text;
}

TEST(Faults, Fault01EmptyFile) {
  for (const std::string_view text : {"", " ", "\n\t \r\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF \n"}) {
    const ReadError error = refusal(text);
    EXPECT_EQ(error.sentence, "This file is empty.");
    EXPECT_EQ(error.problem, Problem::empty);
  }
}

TEST(Faults, Fault02TruncatedAtEveryByte) {
  const std::string text = golden();
  const std::size_t complete = text.size() - 1;  // without the last line break
  std::size_t salvaged = 0;
  for (std::size_t length = 1; length < complete; ++length) {
    const std::string_view cut = std::string_view(text).substr(0, length);
    const auto result = read(cut);
    ASSERT_FALSE(result) << length;
    ASSERT_EQ(result.error().problem, Problem::truncated) << length << result.error().sentence;
    ASSERT_GT(result.error().line, 0) << length;
    ASSERT_GT(result.error().column, 0) << length;
    const auto rest = salvage(cut);
    if (!rest) continue;
    ASSERT_GE(rest->records, salvaged);
    salvaged = rest->records;
    ASSERT_FALSE(rest->fault.sentence.empty());
    ASSERT_EQ(write(rest->plan).empty(), false);
  }
  EXPECT_EQ(salvaged, 11u);
  EXPECT_TRUE(read(std::string_view(text).substr(0, complete)));
  const ReadError error = refusal(text.substr(0, text.find("Service") + 3));
  EXPECT_EQ(error.path, "records.000000000004.name");
}

TEST(Faults, Fault03NulOnlyFile) {
  for (const std::size_t size : {1uz, 2uz, 7uz, 4096uz}) {
    const ReadError error = refusal(std::string(size, '\0'));
    EXPECT_THAT(error.sentence, HasSubstr("contains no data"));
    EXPECT_EQ(error.problem, Problem::empty);
  }
  EXPECT_THAT(refusal(golden() + std::string(8, '\0')).sentence, HasSubstr("zero bytes"));
  refusal(golden().substr(0, 500) + std::string(8, '\0') + golden().substr(508));
}

TEST(Faults, Fault04ByteOrderMarkOpens) {
  EXPECT_EQ(write(accepted("\xEF\xBB\xBF" + golden()).plan), golden());
}

std::string utf16(std::string_view utf8, bool big, bool mark) {
  std::string out;
  const auto put = [&](std::uint32_t unit) {
    const char low = static_cast<char>(unit);
    const char high = static_cast<char>(unit >> 8);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (mark) put(0xFEFF);
  for (std::size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t c = length == 1 ? first : first & (0x7Fu >> length);
    for (std::size_t k = 1; k < length; ++k)
      c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 63);
    if (c >= 0x10000) {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      put(c);
    }
    i += length;
  }
  return out;
}

TEST(Faults, Fault05Utf16IsNamedAndConverted) {
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const std::string bytes = utf16(golden(), big, mark);
      const ReadError error = refusal(bytes);
      EXPECT_THAT(error.sentence, HasSubstr(big ? "UTF-16 BE" : "UTF-16 LE"));
      EXPECT_EQ(error.problem, Problem::utf16);
      const auto text = from_utf16(bytes);
      ASSERT_TRUE(text);
      EXPECT_EQ(*text, golden());
      EXPECT_FALSE(from_utf16(bytes.substr(0, bytes.size() - 1)));
    }
  }
  EXPECT_FALSE(from_utf16(std::string_view("\xFF\xFE\x00\xDC", 4)));
  EXPECT_FALSE(from_utf16(std::string_view("\xFF\xFE\x00\xD8", 4)));
}

TEST(Faults, Fault06InvalidUtf8HasItsOffset) {
  const std::string text = replaced(golden(), "Söhne", "S\xF6hne");
  const std::size_t offset = text.find('\xF6');
  const ReadError error = refusal(text);
  EXPECT_THAT(error.sentence, HasSubstr("offset " + std::to_string(offset)));
  EXPECT_EQ(error.path, "records.000000000005.name");
  EXPECT_GT(error.line, 30);
  EXPECT_EQ(error.column, static_cast<int>(offset - text.rfind('\n', offset)));
  refusal(replaced(golden(), "Söhne", "S\xC0\xAFhne"));
  refusal(replaced(golden(), "Söhne", "S\xF5\x80\x80\x80hne"));
}

TEST(Faults, Fault07LoneSurrogates) {
  for (const std::string_view half : {"\\ud800", "\\udc00", "\\ud800\\u0041", "\\uD83D"}) {
    const ReadError error = refusal(with_member("\"name\": \"x" + std::string(half) + "\""));
    EXPECT_THAT(error.sentence, HasSubstr("surrogate")) << half;
    EXPECT_EQ(error.path, "records.c4wq8mzt1n0r.name");
    EXPECT_EQ(error.line, 5);
  }
  const ReadError raw = refusal(with_member("\"name\": \"\xED\xA0\xBD\xED\xB8\x80\""));
  EXPECT_THAT(raw.sentence, HasSubstr("not UTF-8"));
  EXPECT_EQ(raw.path, "records.c4wq8mzt1n0r.name");
  const auto pair = accepted(with_member("\"name\": \"\\ud83d\\ude00\""));
  EXPECT_EQ(pair.plan.table<Account>().begin()->data.name, "😀");
}

TEST(Faults, Fault08DeepNestingIsRefusedAtOnce) {
  const auto start = std::chrono::steady_clock::now();
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  for (const std::string& deep :
       {std::string(100'000, '['), objects, with_member("\"x\": " + std::string(100'000, '[')),
        with_member("\"x\": " + objects)}) {
    const ReadError error = refusal(deep);
    if (deep[0] == '{') EXPECT_THAT(error.sentence, HasSubstr("nested deeper than 64"));
  }
  const auto spent = std::chrono::steady_clock::now() - start;
  EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(spent).count(), 200);
  EXPECT_TRUE(read(with_member("\"x\": " + std::string(61, '[') + std::string(61, ']'))));
  refusal(with_member("\"x\": " + std::string(62, '[') + std::string(62, ']')));
}

TEST(Faults, Fault09DoubleKeysNameBothPlaces) {
  const ReadError field = refusal(with_member("\"name\": \"a\",\n   \"name\": \"b\""));
  EXPECT_THAT(field.sentence, HasSubstr("first at line 5, column 4, again at line 6, column 4"));
  EXPECT_EQ(field.path, "records.c4wq8mzt1n0r.name");
  EXPECT_EQ(field.line, 6);
  refusal(with_member("\"name\": \"a\", \"na\\u006de\": \"a\""));
  refusal(with_member("\"~\": \"7m2xq9.1\""));
  refusal(with_member("\"kind\": \"account\""));
  refusal(with_member("\"x\": {\"a\": [{\"b\": 1, \"c\": 2, \"b\": 1}]}"));
  EXPECT_EQ(
      refusal(replaced(golden(), "\"id\": \"01", "\"id\": \"11\", \"id\": \"01")).path.substr(0, 7),
      "keyplan");
  refusal(replaced(golden(), "\"erased\": [", "\"erased\": [], \"erased\": ["));
  refusal(replaced(golden(), "\"zzzzzz\"", "\"k7f3qz\""));
}

TEST(Faults, Fault10NumbersOutOfRange) {
  for (const std::string_view number :
       {"NaN", "Infinity", "-Infinity", "1e400", "-1e400", "9007199254740993", "-9007199254740993",
        "1e20", "99999999999999999999999999", "9007199254740992.5", "1e99999999999"}) {
    for (const std::string_view key : {"employees", "unknown"}) {
      const ReadError error =
          refusal(with_member("\"" + std::string(key) + "\": " + std::string(number)));
      EXPECT_EQ(error.path, "records.c4wq8mzt1n0r." + std::string(key)) << number;
      EXPECT_EQ(error.line, 5);
      EXPECT_EQ(error.problem, Problem::damaged);
    }
  }
  for (const std::string_view zero : {"-0", "-0.0", "-0e5", "0.000"}) {
    const auto result = accepted(
        with_member("\"employees\": " + std::string(zero) + ", \"x\": " + std::string(zero)));
    EXPECT_EQ(result.plan.table<Account>().begin()->data.employees.value, 0);
    EXPECT_THAT(write(result.plan), HasSubstr("\"x\": 0,"));
  }
  const auto exact = accepted(with_member("\"employees\": 9007199254740991"));
  EXPECT_EQ(exact.plan.table<Account>().begin()->data.employees.value, 9007199254740991);
  for (const std::string_view bad : {"01", "+1", ".5", "1.", "1e", "--1", "0x10"}) {
    refusal(with_member("\"x\": " + std::string(bad)));
  }
}

TEST(Faults, Fault11ImpossibleValuesAreFlaggedAndKept) {
  const std::pair<std::string_view, std::string_view> misfits[] = {
      {"renewal", "\"2025-02-29\""},
      {"renewal", "\"0000-01-01\""},
      {"renewal", "\"275760-09-13\""},
      {"founded", "\"0000\""},
      {"founded", "\"2026-13\""},
      {"company_revenue", "{\"amount\": 1.5, \"currency\": \"EUR\"}"},
      {"company_revenue", "{\"amount\": 1, \"currency\": \"euro\"}"},
      {"company_revenue", "12"},
      {"tier", "\"platinum\""},
      {"owner", "\"nobody\""},
      {"name", "5"},
      {"employees", "\"many\""},
      {"currency", "\"EURO\""}};
  for (const auto& [key, json] : misfits) {
    const std::string member = "\"" + std::string(key) + "\": " + std::string(json);
    const auto result = accepted(with_member(member));
    ASSERT_EQ(result.notes.size(), 1u) << member;
    EXPECT_EQ(result.notes[0].path, "records.c4wq8mzt1n0r." + std::string(key));
    EXPECT_EQ(result.notes[0].line, 5);
    EXPECT_EQ(result.notes[0].column, 4);
    EXPECT_THAT(result.notes[0].sentence, HasSubstr("is shown as empty"));
    EXPECT_THAT(write(result.plan), HasSubstr("\n   " + member)) << "kept as it was";
  }
  const auto leap = accepted(with_member("\"renewal\": \"2024-02-29\""));
  EXPECT_TRUE(leap.notes.empty());
  EXPECT_EQ(to_text(leap.plan.table<Account>().begin()->data.renewal), "2024-02-29");
}

TEST(Faults, Fault12PrototypeNamesArePlainData) {
  const auto result = accepted(with_records(
      "\"c4wq8mzt1n0r\": {\"kind\": \"__proto__\", \"__proto__\": {\"polluted\": true}, "
      "\"constructor\": {\"prototype\": 1}, \"toString\": \"x\", \"~\": \"7m2xq9.1\"}"));
  ASSERT_EQ(result.plan.foreign().size(), 1u);
  EXPECT_EQ(result.plan.foreign()[0].kind, "__proto__");
  const std::string text = write(result.plan);
  EXPECT_THAT(text, HasSubstr("\"__proto__\": {\"polluted\": true}"));
  EXPECT_THAT(text, HasSubstr("\"toString\": \"x\""));
  EXPECT_EQ(refusal(with_records("\"__proto__\": {\"kind\": \"account\"}")).path,
            "records.__proto__");
}

TEST(Faults, Fault14TooManyRecordsAreRefusedAtTheLimit) {
  std::string records;
  for (std::uint64_t i = 1; i <= 11; ++i) {
    records += (i == 1 ? "\"" : ", \"") + to_text(Id{i}) +
               "\": {\"kind\": \"account\", \"~\": \"7m2xq9.1\"}";
  }
  auto result = read(with_records(records), {.records = 10});
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().sentence, HasSubstr("more than 10 records"));
  EXPECT_EQ(result.error().problem, Problem::too_large);
  EXPECT_TRUE(read(with_records(records), {.records = 11}));
}

TEST(Faults, Fault16LongTextsAndOtherLimits) {
  const ReadError error =
      refusal(with_member("\"name\": \"" + std::string((1 << 20) + 1, 'x') + "\""));
  EXPECT_THAT(error.sentence, HasSubstr("too long"));
  EXPECT_EQ(error.path, "records.c4wq8mzt1n0r.name");
  EXPECT_TRUE(read(with_member("\"name\": \"" + std::string(1 << 20, 'x') + "\"")));

  std::string marks = "\"name\": \"e";
  for (int i = 0; i < 10'000; ++i) marks += "\xCC\x81";
  marks += "\xE2\x80\xAE\xE2\x80\x8B\"";  // right-to-left override, zero-width space
  EXPECT_THAT(write(accepted(with_member(marks)).plan), HasSubstr(marks));

  std::string fields;
  for (int i = 0; i < 300; ++i) fields += (i ? ", \"f" : "\"f") + std::to_string(i) + "\": 1";
  EXPECT_THAT(refusal(with_member(fields)).sentence, HasSubstr("more than 256 fields"));
  std::string siblings = "\"~alt\": {\"name\": [";
  for (int i = 1; i <= 257; ++i)
    siblings += (i > 1 ? ", [\"7m2xq9." : "[\"7m2xq9.") + std::to_string(i) + "\", 1]";
  EXPECT_THAT(refusal(with_member(siblings + "]}")).sentence,
              HasSubstr("more than 256 concurrent"));
  auto large = read(golden(), {.refuse_bytes = 100});
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().problem, Problem::too_large);
  auto warned = read(golden(), {.warn_bytes = 100});
  ASSERT_TRUE(warned);
  EXPECT_TRUE(warned->large);
}

TEST(Faults, Fault17ParentsOfAnyShapeOpenUnchanged) {
  const std::string text = write(accepted(with_records(R"(
    "000000000011": {"kind": "account", "parent": "000000000012", "~": "7m2xq9.1"},
    "000000000012": {"kind": "account", "parent": "000000000011", "~": "7m2xq9.1"},
    "000000000013": {"kind": "account", "parent": "000000000013", "~": "7m2xq9.1"},
    "000000000014": {"kind": "account", "parent": "zzzzzzzzzzzz", "~": "7m2xq9.1"},
    "000000000015": {"kind": "account", "~": "7m2xq9.1"})"))
                                     .plan);
  const auto again = accepted(text);
  EXPECT_EQ(again.plan.table<Account>().size(), 5u);
  EXPECT_TRUE(again.notes.empty());
  EXPECT_EQ(write(again.plan), text);
}

TEST(Faults, Fault18RecordIds) {
  const std::string record = "{\"kind\": \"account\", \"~\": \"7m2xq9.1\"}";
  const ReadError twice =
      refusal(with_records("\"c4wq8mzt1n0r\": " + record + ",\n\"c4wq8mzt1n0r\": " + record));
  EXPECT_THAT(twice.sentence, HasSubstr("is there twice"));
  EXPECT_EQ(twice.path, "records.c4wq8mzt1n0r");
  for (const std::string_view id : {"", "c4wq8mzt1n0", "c4wq8mzt1n0rr", "C4WQ8MZT1N0R",
                                    "c4wq8mzt1n0i", "000000000000", "c4wq8mzt1n0\\u0000"}) {
    const ReadError error = refusal(with_records("\"" + std::string(id) + "\": " + record));
    EXPECT_THAT(error.sentence, HasSubstr("record id must be 12 characters")) << id;
    EXPECT_THAT(error.path, HasSubstr("records"));
  }
  refusal(with_records("\"c4wq8mzt1n0r\": []"));
  refusal(with_records("\"c4wq8mzt1n0r\": {}"));
  refusal(with_records("\"c4wq8mzt1n0r\": {\"kind\": 5}"));
  refusal(with_records("\"c4wq8mzt1n0r\": {\"kind\": \"account\", \"~\": \"yesterday\"}"));
}

TEST(Faults, Fault19UnknownIsKeptByteForByte) {
  const auto result = accepted(golden());
  EXPECT_TRUE(result.newer_minor);
  EXPECT_EQ(write(result.plan), golden());

  // Also through an edit of the same records.
  Plan plan = std::move(accepted(golden()).plan);
  plan.begin_session({.random = 9, .unix_minutes = 1});
  Edit edit("rename");
  edit.set<&Account::name>(Id{5}, std::string("New name"));
  ASSERT_TRUE(plan.apply(std::move(edit)));
  const std::string text = write(plan);
  for (const std::string_view kept :
       {"\"Zeta\": 1.5e-7,", "\"a b%\": [{\"x\": {}}, []],", "\"renewal\": \"2025-02-29\"",
        "\"~view\": true", "\"metric\": {\"of\": \"revenue\"}",
        "\"origin\": {\"a\": [1, 2.5], \"b\": null}", "\"format\": [1, 3]", "zzzzzz.1:gone"}) {
    EXPECT_THAT(text, HasSubstr(std::string(kept)));
  }
}

TEST(Faults, Fault20NewerMajorIsForLookingOnly) {
  const std::string text = replaced(golden(), "\"format\": [1, 3]", "\"format\": [2, 0]");
  const ReadError error = refusal(text);
  EXPECT_EQ(error.problem, Problem::newer_major);
  EXPECT_EQ(error.path, "keyplan.format");
  const auto rest = salvage(text);
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->records, 11u);
  for (const std::string_view format : {"[0, 1]", "[1]", "1", "[1, -1]", "[1, 99999]", "\"1.0\""}) {
    EXPECT_EQ(refusal(with_records("", format)).path, "keyplan.format");
  }
}

TEST(Faults, Fault26OtherFilesAreNamed) {
  const std::pair<std::string, std::string_view> files[] = {
      {"PK\x03\x04rest of it", "ZIP"},
      {"\x89PNG\r\n\x1A\n", "PNG"},
      {"%PDF-1.7\n", "PDF"},
      {"<!doctype html><html>", "web page"},
      {"name,sector\nAcme,Tools\n", "table (CSV)"},
      {"name;sector\n", "table (CSV)"},
      {"[1, 2]", "JSON list"},
      {"{\"a\": 1}", "not a Keyplan plan"},
      {"{}", "not a Keyplan plan"},
      {"Dear colleague", "not a Keyplan plan"}};
  for (const auto& [bytes, word] : files) {
    EXPECT_THAT(refusal(bytes).sentence, HasSubstr(std::string(word)));
  }
  const std::string merged =
      replaced(golden(), "   \"kind\": \"offering\",\n",
               "<<<<<<< HEAD\n   \"kind\": \"offering\",\n=======\n>>>>>>> b\n");
  const ReadError error = refusal(merged);
  EXPECT_EQ(error.problem, Problem::conflict);
  EXPECT_THAT(error.sentence, HasSubstr("Git merge"));
  EXPECT_EQ(error.column, 1);
}

TEST(Faults, SyntaxErrorsSayWhatIsWrong) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"\"name\": \"a\",", "comma too many"},
      {"\"x\": [1, 2,]", "comma too many"},
      {"\"name\": 'a'", "double quotes"},
      {"// note\n \"name\": \"a\"", "Comments"},
      {"\"name\": \"a\nb\"", "control character"},
      {"\"name\": \"a\\x\"", "escape"},
      {"\"name\" \"a\"", "not JSON"},
      {"\"name\": hello", "not JSON"}};
  for (const auto& [member, word] : cases) {
    const ReadError error = refusal(with_member(member));
    EXPECT_THAT(error.sentence, HasSubstr(std::string(word))) << member;
    EXPECT_GE(error.line, 5) << member;
  }
  EXPECT_THAT(refusal(golden() + "x").sentence, HasSubstr("follows the end"));
  EXPECT_THAT(refusal(golden() + golden()).sentence, HasSubstr("follows the end"));
}

TEST(Faults, HandMadePlanWithoutStampsOpens) {
  const auto result =
      accepted(R"({"keyplan": {"id": "0123456789abcdefghjkmnpqrs", "format": [1, 0]},
    "records": {"000000000012": {"name": "Acme", "kind": "account"}}})");
  EXPECT_EQ(result.notes.size(), 1u);
  EXPECT_EQ(result.plan.table<Account>().begin()->data.name, "Acme");
  const std::string text = write(result.plan);
  EXPECT_THAT(text, HasSubstr("\"~\": \"000000.1\""));
  EXPECT_EQ(write(accepted(text).plan), text);
}

TEST(Faults, SessionsThatAreNotListedAreCompleted) {
  const auto result = accepted(with_records(
      "\"000000000012\": {\"kind\": \"account\", \"~\": \"7m2xq9.12 aaaaaa.4:name\"}"));
  ASSERT_EQ(result.notes.size(), 1u);
  EXPECT_EQ(result.notes[0].path, "keyplan.sessions");
  EXPECT_THAT(write(result.plan), HasSubstr("\"7m2xq9\": \"12 2026-11-02T09:12Z Ana\""));
  EXPECT_THAT(write(result.plan), HasSubstr("\"aaaaaa\": \"4 "));
}

TEST(Numbers, CanonicalForm) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"0", "0"},
      {"-0", "0"},
      {"1.0", "1"},
      {"1.50", "1.5"},
      {"1e3", "1000"},
      {"1E-7", "1e-7"},
      {"0.000001", "0.000001"},
      {"0.0000001", "1e-7"},
      {"12.5e-8", "1.25e-7"},
      {"-3.25", "-3.25"},
      {"100", "100"},
      {"0.1e1", "1"},
      {"123e-2", "1.23"},
      {"9007199254740991", "9007199254740991"}};
  for (const auto& [text, canonical] : cases) {
    EXPECT_EQ(canonical_number(text), std::string(canonical)) << text;
    EXPECT_EQ(canonical_number(canonical), std::string(canonical));
  }
  for (const std::string_view text :
       {"", "-", "01", "1.", ".5", "1e", "e5", "+1", "1a", "9007199254740992"}) {
    EXPECT_FALSE(canonical_number(text)) << text;
  }
}

}  // namespace
}  // namespace keyplan::file
