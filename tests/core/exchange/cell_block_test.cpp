#include "core/exchange/cell_block.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace keyplan::exchange {
namespace {

const std::vector<std::string> rows{"Nordwind", "Café Zoë", "Acme"};
const std::vector<std::string> columns{"Service", "Parts"};

std::string shown(std::string_view text, std::size_t row = 0, std::size_t column = 0) {
  const auto block = read_cell_block(text, {rows, columns}, row, column);
  if (!block) return "nothing";
  std::string result;
  for (const BlockCell& cell : block->cells)
    result += rows[cell.row] + "/" + columns[cell.column] + "=" + cell.text + ";";
  return result;
}

TEST(CellBlock, NamesAboveAndAtTheLeftSayWhereACellBelongs) {
  EXPECT_EQ(shown("\tparts\tservice\nacme\t1\t2\ncafe zoe\t\t3\n"),
            "Acme/Parts=1;Acme/Service=2;Café Zoë/Service=3;");
}

TEST(CellBlock, AFirstLineOfNamesAloneIsEnough) {
  EXPECT_EQ(shown("Parts\n7\n8\n"), "Nordwind/Parts=7;Café Zoë/Parts=8;");
}

TEST(CellBlock, AFirstColumnOfNamesAloneIsEnough) {
  EXPECT_EQ(shown("Acme\t7\t8\n"), "Acme/Service=7;Acme/Parts=8;");
}

TEST(CellBlock, WithoutNamesItGoesOnFromAPlace) {
  EXPECT_EQ(shown("1\r\n2\r\n", 1, 1), "Café Zoë/Parts=1;Acme/Parts=2;");
}

TEST(CellBlock, WhatGoesBeyondTheGridIsLeftOutAndSaid) {
  const auto block = read_cell_block("1\t2\n3\t4\n", {rows, columns}, 2, 1);
  ASSERT_TRUE(block);
  EXPECT_EQ(block->cells.size(), 1u);
  EXPECT_EQ(block->left_out, (std::vector<std::string>{"Column 2 goes beyond the last one.",
                                                       "Row 2 goes beyond the last one."}));
}

TEST(CellBlock, QuotedCellsMayHoldTabsAndLineEnds) {
  EXPECT_EQ(shown("Acme\t\"1\n2\"\t\"a\tb\"\n"), "Acme/Service=1\n2;Acme/Parts=a\tb;");
}

TEST(CellBlock, NumbersOfABlockShareTheirDecimalMark) {
  EXPECT_EQ(read_cell_block("1.234,5\t1.000\n", {rows, columns}, 0, 0)->mark, DecimalMark::comma);
  EXPECT_EQ(read_cell_block("1,234.5\t1,000\n", {rows, columns}, 0, 0)->mark, DecimalMark::dot);
}

TEST(CellBlock, TextWithoutCellsIsNothing) {
  EXPECT_EQ(shown(""), "nothing");
  EXPECT_EQ(shown(" \n\t\t\n"), "nothing");
}

RC_GTEST_PROP(CellBlockProperties, AnyTextIsReadAndEveryCellHasAPlace, (const std::string& text)) {
  const auto block = read_cell_block(text, {rows, columns}, 0, 0);
  if (!block) return;
  for (const BlockCell& cell : block->cells) {
    RC_ASSERT(cell.row < rows.size());
    RC_ASSERT(cell.column < columns.size());
    RC_ASSERT(!cell.text.empty());
  }
}

}  // namespace
}  // namespace keyplan::exchange
