#include "core/analysis/book_whitespace.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {
namespace {

class BookWhitespaceTest : public AnalysisTest {
 protected:
  Context context() { return context_of(plan, today); }
  BookWhitespace& refreshed() {
    book.refresh(plan, context());
    return book;
  }
  Id cell(Id of, Id offering, CellState state, Money potential, Money current = {},
          Percent adoption = {}) {
    return add(WhitespaceCell{.account = {of},
                              .offering = {offering},
                              .state = state,
                              .potential = potential,
                              .current = current,
                              .adoption = adoption});
  }
  Id service = add(Offering{.name = "Service"});
  Id parts = add(Offering{.name = "Parts"});
  Id north = account("North");
  Id south = account("South");
  BookWhitespace book;
};

TEST_F(BookWhitespaceTest, W1_WhitespaceIsPotentialLessSpendOverAllCells) {
  cell(north, service, CellState::owned, eur(500'000), eur(180'000));
  cell(south, service, CellState::free, eur(100'000));
  cell(south, parts, CellState::competitor, eur(80'000), eur(10'000));
  cell(north, parts, CellState::not_applicable, eur(999'000));
  const WhitespaceSum& total = refreshed().total();
  EXPECT_EQ(total.whitespace.value, 420'000'00) << "320 k of the published example and 100 k free";
  EXPECT_EQ(total.taken_whitespace.value, 70'000'00) << "what a competitor holds stands apart";
  EXPECT_EQ(total.current.value, 190'000'00);
  EXPECT_EQ(total.sellable(), 3u);
  EXPECT_DOUBLE_EQ(*total.penetration(), 1.0 / 3);
  EXPECT_DOUBLE_EQ(*total.share_of_potential(), 190.0 / 680);
}

TEST_F(BookWhitespaceTest, W1_PenetrationOfProductsUnitsAndCells) {
  // Six of twenty cells, as in the published example.
  for (int i = 0; i < 8; ++i) add(Offering{.name = "Offering " + std::to_string(i)});
  const auto offerings = offerings_of(plan);
  for (int i = 0; i < 6; ++i)
    cell(i < 3 ? north : south, offerings[static_cast<std::size_t>(i)], CellState::owned, {});
  EXPECT_DOUBLE_EQ(*refreshed().total().penetration(), 0.30);
}

TEST_F(BookWhitespaceTest, W1_AdoptionIsTheMeanOfWhatIsOwnedAndStatesIt) {
  cell(north, service, CellState::owned, {}, {}, {60'00});
  cell(south, service, CellState::owned, {}, {}, {20'00});
  cell(north, parts, CellState::owned, {});
  cell(south, parts, CellState::free, {}, {}, {90'00});
  EXPECT_DOUBLE_EQ(*refreshed().total().adoption(), 0.40);
  EXPECT_EQ(book.by_offering()[0].adoption(), std::nullopt) << "parts: nobody says";
}

TEST_F(BookWhitespaceTest, W1_EveryFigureSaysWhyItIsNotThere) {
  for (const Figure& figure : whitespace_figures(WhitespaceSum{}, context())) {
    if (figure.unit == Unit::money) continue;
    EXPECT_FALSE(figure.has_value()) << figure.id;
    EXPECT_FALSE(figure.na_reason.empty()) << figure.id;
  }
}

TEST_F(BookWhitespaceTest, W1_AnAmountWithoutRateIsNamedAndLeftOut) {
  cell(north, service, CellState::free, usd(5));
  EXPECT_EQ(refreshed().total().unconverted, 1u);
  const auto figures = whitespace_figures(book.total(), context());
  EXPECT_EQ(find_figure(figures, "whitespace_total")->note,
            "1 cell with an amount without exchange rate is left out.");
}

TEST_F(BookWhitespaceTest, AnEditCostsTheAccountItTouches) {
  refreshed();
  EXPECT_EQ(book.computed(), 2u);
  cell(south, parts, CellState::free, eur(1));
  refreshed();
  EXPECT_EQ(book.computed(), 3u);
  EXPECT_EQ(book.total().whitespace.value, 1'00);
  add(Offering{.name = "New"});
  refreshed();
  EXPECT_EQ(book.computed(), 5u) << "a new offering is a new column of every account";
  EXPECT_EQ(book.rows()[0].cells.size(), 3u);
}

TEST_F(BookWhitespaceTest, CellsAtCompetitorsComeByTheEndOfTheirContract) {
  const auto taken = [&](Id of, Id offering, Date until) {
    set<&WhitespaceCell::until>(cell(of, offering, CellState::competitor, eur(10)), until);
  };
  taken(north, service, {today.days + 90});
  taken(north, parts, {today.days + 30});
  taken(south, service, {today.days - 1});
  cell(south, parts, CellState::competitor, eur(10));
  const auto found = taken_cells(refreshed(), today);
  ASSERT_EQ(found.size(), 3u) << "one has ended already";
  EXPECT_EQ(found[0].offering, parts);
  EXPECT_EQ(found[1].offering, service);
  EXPECT_FALSE(found[2].until);
}

RC_GTEST_PROP(BookWhitespaceProperties, W1_TheSumOfThePartsIsTheWholeInAnyOrder,
              (std::vector<std::uint32_t> draws)) {
  std::vector<OfferingCell> cells;
  for (const std::uint32_t draw : draws) {
    OfferingCell cell{.offering = Id{draw},
                      .state = static_cast<CellState>(1 + draw % 5),
                      .current = static_cast<std::int64_t>(draw % 977)};
    if (draw % 3 != 0) {
      cell.potential = static_cast<std::int64_t>(draw % 1999);
      cell.whitespace = std::max<std::int64_t>(0, *cell.potential - cell.current);
    }
    if (draw % 4 == 1) cell.adoption = {static_cast<std::int32_t>(draw % 100'00)};
    cells.push_back(cell);
  }
  WhitespaceSum whole;
  for (const OfferingCell& cell : cells) whole.add(cell);
  WhitespaceSum left;
  WhitespaceSum right;
  for (std::size_t i = cells.size(); i-- > 0;)
    (cells[i].offering.bits % 2 == 0 ? left : right).add(cells[i]);
  right.add(left);
  RC_ASSERT(right == whole);
  RC_ASSERT(whole.current_of_those.value <= whole.potential.value);
}

}  // namespace
}  // namespace keyplan::analysis
