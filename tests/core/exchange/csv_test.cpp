#include "core/exchange/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace keyplan::exchange {
namespace {

CsvTable read(std::string text, Delimiter delimiter = Delimiter::comma, std::size_t slice = 1000) {
  CsvReader reader(std::move(text), delimiter);
  while (!reader.step(slice)) {
  }
  return reader.take();
}

TEST(Csv, ReadsQuotedCellsWithDelimitersQuotesAndLineEnds) {
  const CsvTable table = read("name,note\r\n\"A, \"\"B\"\"\",\"two\r\nlines\"\r\nC,\r\n");
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.header(), (std::vector<std::string>{"name", "note"}));
  EXPECT_EQ(table.cell(0, 0), "A, \"B\"");
  EXPECT_EQ(table.cell(0, 1), "two\r\nlines");
  EXPECT_EQ(table.cell(1, 1), "");
  EXPECT_EQ(table.line_of(0), 2u);
  EXPECT_EQ(table.line_of(1), 4u);
  EXPECT_TRUE(table.issues().empty());
}

TEST(Csv, ReadsEveryLineEnd) {
  for (const char* text : {"a,b\n1,2\n3,4", "a,b\r1,2\r3,4\r", "a,b\r\n1,2\r\n\r\n3,4\r\n"}) {
    const CsvTable table = read(text);
    ASSERT_EQ(table.rows(), 2u) << text;
    EXPECT_EQ(table.cell(1, 1), "4");
  }
}

TEST(Csv, ReportsRowsOfOtherLength) {
  const CsvTable table = read("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n");
  ASSERT_EQ(table.rows(), 3u);
  ASSERT_EQ(table.issues().size(), 2u);
  EXPECT_EQ(table.issues()[0].kind, CsvIssue::Kind::short_row);
  EXPECT_EQ(table.issues()[0].line, 2u);
  EXPECT_EQ(table.issues()[0].values, 2u);
  EXPECT_EQ(table.issues()[1].kind, CsvIssue::Kind::long_row);
  EXPECT_EQ(table.issues()[1].line, 3u);
  EXPECT_EQ(table.cell(0, 2), "");
}

TEST(Csv, SaysWhereAQuoteIsNeverClosed) {
  CsvReader reader("a,b\n1,2\n3,\"open\n4,5\n", Delimiter::comma);
  while (!reader.step(1)) {
  }
  EXPECT_TRUE(reader.failed());
  ASSERT_EQ(reader.table().issues().size(), 1u);
  EXPECT_EQ(reader.table().issues()[0].kind, CsvIssue::Kind::unclosed_quote);
  EXPECT_EQ(reader.table().issues()[0].line, 3u);
  EXPECT_EQ(reader.table().issues()[0].column, 2u);
}

TEST(Csv, KeepsTextAfterAClosingQuote) {
  const CsvTable table = read("a,b\n\"x\"y,\"p\"\"q\" z\n");
  EXPECT_EQ(table.cell(0, 0), "xy");
  EXPECT_EQ(table.cell(0, 1), "p\"q z");
  EXPECT_EQ(table.issues().size(), 2u);
}

TEST(Csv, RefusesHugeFieldsAndTooManyColumns) {
  CsvReader field("a,b\n1," + std::string(max_field_bytes + 1, 'x') + "\n", Delimiter::comma);
  while (!field.step(10)) {
  }
  EXPECT_TRUE(field.failed());
  CsvReader columns(std::string(max_columns + 10, ','), Delimiter::comma);
  while (!columns.step(10)) {
  }
  EXPECT_TRUE(columns.failed());
}

TEST(Csv, FindsTheDelimiter) {
  EXPECT_EQ(detect_delimiter("a,b\n1,2\n"), Delimiter::comma);
  EXPECT_EQ(detect_delimiter("a;b\n1,5;2,5\n1,25;7\n"), Delimiter::semicolon);
  EXPECT_EQ(detect_delimiter("a\tb\n\"1,5\n;;\"\t2\n"), Delimiter::tab);
  EXPECT_EQ(detect_delimiter("a|b|c\n1|2|x,y\n"), Delimiter::pipe);
  EXPECT_EQ(detect_delimiter("sep=;\nname\nA, B\n"), Delimiter::semicolon);
  EXPECT_EQ(detect_delimiter("name\nAcme\n"), Delimiter::comma);
}

TEST(Csv, SkipsTheSeparatorLineOfExcel) {
  const CsvTable table = read("sep=;\r\na;b\r\n1;2\r\n", Delimiter::semicolon);
  EXPECT_EQ(table.header(), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(table.line_of(0), 3u);
}

TEST(Csv, EmptyHeadersAtTheEndAreNoColumns) {
  const CsvTable table = read("a,b,,,\n1,2,,,\n");
  EXPECT_EQ(table.columns(), 2u);
  EXPECT_TRUE(table.issues().empty());
}

RC_GTEST_PROP(Csv, WhatIsWrittenIsReadBack, ()) {
  const auto delimiter = *rc::gen::elementOf(
      std::vector<Delimiter>(std::begin(all_delimiters), std::end(all_delimiters)));
  const auto columns = *rc::gen::inRange<std::size_t>(1, 6);
  const auto cell =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,;\t|\"\n\r =+")));
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(columns, cell));
  std::string text;
  for (std::size_t c = 0; c < columns; ++c)
    text += (c == 0 ? "h" : std::string(1, static_cast<char>(delimiter)) + "h");
  text += '\n';
  std::vector<std::vector<std::string>> filled;
  for (const auto& row : rows) {
    bool blank = true;
    for (std::size_t c = 0; c < columns; ++c) {
      if (c != 0) text += static_cast<char>(delimiter);
      append_csv_field(text, row[c], delimiter);
      blank = blank && row[c].empty();
    }
    text += '\n';
    if (!blank) filled.push_back(row);
  }
  const CsvTable table = read(text, delimiter, *rc::gen::inRange<std::size_t>(1, 4));
  RC_ASSERT(table.rows() == filled.size());
  for (std::size_t r = 0; r < filled.size(); ++r)
    for (std::size_t c = 0; c < columns; ++c) RC_ASSERT(table.cell(r, c) == filled[r][c]);
}

}  // namespace
}  // namespace keyplan::exchange
