#include "core/analysis/retention.h"

#include "core/text/fold.h"
#include "fixture.h"

namespace keyplan::analysis {
namespace {

class RetentionFigures : public AnalysisTest {
 protected:
  Id loss(LossReason reason, Date date, Money amount, std::string cause = {}, Id account = {}) {
    return add(model::Loss{.what = "Something",
                           .account = {account},
                           .date = date,
                           .reason = reason,
                           .amount = amount,
                           .root_cause = std::move(cause)});
  }
  Losses losses() {
    cache.refresh(plan, today);
    return losses_of(plan, cache);
  }
  std::vector<Ending> endings() {
    cache.refresh(plan, today);
    return endings_of(plan, cache);
  }
  Id konex = account("Konex");
  Id aalto = account("Aalto");
};

TEST_F(RetentionFigures, K3_LossesCountInTheFiscalYearOfTheirDate) {
  setting<&Settings::fiscal_year_start>(Value{Choice{4}});
  loss(LossReason::price, day(2026, 3, 31), eur(100));
  loss(LossReason::price, day(2026, 4, 1), eur(50));
  loss(LossReason::price, {}, eur(10));
  const Losses found = losses();
  ASSERT_EQ(found.years.size(), 3u);
  EXPECT_EQ(found.years[0].year, 0) << "those without a date are not guessed into a year";
  EXPECT_EQ(found.years[1].year, 2026);
  EXPECT_EQ(found.years[1].noted.value, 100'00);
  EXPECT_EQ(found.years[2].year, 2027);
  EXPECT_EQ(found.amount.value, 160'00);
}

TEST_F(RetentionFigures, K3_ReasonsStandByWhatTheyCost) {
  loss(LossReason::service, day(2026, 1, 1), eur(100));
  loss(LossReason::price, day(2026, 1, 1), eur(300));
  loss(LossReason::unset, day(2025, 1, 1), eur(0));
  const Losses found = losses();
  ASSERT_EQ(found.reasons.size(), 3u);
  EXPECT_EQ(found.reasons[0].reason, LossReason::price);
  EXPECT_DOUBLE_EQ(found.reasons[0].share.value(), .75);
  EXPECT_EQ(found.reasons[0].by_year.size(), 2u);
  EXPECT_EQ(found.reasons[0].losses_by_year, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(found.without_reason, 1u);
}

TEST_F(RetentionFigures, K3_WhatRevenueSaysIsComparedWithWhatWasNoted) {
  revenue(konex, 2025, eur(1000));
  revenue(aalto, 2025, eur(1000));
  revenue(konex, 2026, eur(700));
  setting<&Settings::plan_year>(year_of(2027));
  loss(LossReason::price, day(2026, 6, 1), eur(1000));
  const Losses found = losses();
  const LossYear* year = found.year(2026);
  ASSERT_NE(year, nullptr);
  EXPECT_EQ(year->gone, 1300'00);
  EXPECT_EQ(year->unexplained, 300'00);
  EXPECT_DOUBLE_EQ(year->churn.value(), .65);
}

TEST_F(RetentionFigures, K3_AYearThatIsNotOverLostNothingYet) {
  revenue(konex, 2026, eur(1000));
  revenue(konex, 2027, eur(10));
  setting<&Settings::plan_year>(year_of(2027));
  EXPECT_EQ(losses().year(2027), nullptr);
}

TEST_F(RetentionFigures, K3_AmountsWithoutARateAreNamedAndNotGuessed) {
  loss(LossReason::price, day(2026, 1, 1), usd(100));
  loss(LossReason::price, day(2026, 1, 1), {});
  const Losses found = losses();
  EXPECT_EQ(found.losses, 2u);
  EXPECT_EQ(found.unconverted, 1u);
  EXPECT_EQ(found.unpriced, 1u);
  EXPECT_EQ(found.amount.value, 0);
}

TEST_F(RetentionFigures, K3_RootCausesAreTheSameHoweverTheyAreWritten) {
  loss(LossReason::price, day(2026, 1, 1), eur(1), "No training", konex);
  loss(LossReason::price, day(2026, 1, 1), eur(2), " no TRAINING\n", aalto);
  loss(LossReason::price, day(2026, 1, 1), eur(4), "No training", konex);
  loss(LossReason::price, day(2026, 1, 1), eur(900), "Other", konex);
  loss(LossReason::price, day(2026, 1, 1), eur(8));
  const Losses found = losses();
  ASSERT_EQ(found.causes.size(), 2u);
  EXPECT_EQ(text::folded(found.causes[0].text), "no training");
  EXPECT_EQ(found.causes[0].losses, 3u);
  EXPECT_EQ(found.causes[0].amount.value, 7'00);
  EXPECT_EQ(found.causes[0].accounts.size(), 2u);
  EXPECT_EQ(found.without_cause, 1u);
}

TEST_F(RetentionFigures, K3_EndingsOfTheBookStandByDate) {
  const auto contract = [&](std::string title, Id account, Date end) {
    return add(
        Contract{.title = std::move(title), .account = {account}, .end = end, .value = eur(100)});
  };
  contract("Past", konex, day(2026, 1, 1));
  const Id late = contract("Late", konex, day(2028, 1, 1));
  const Id soon = contract("Soon", aalto, day(2026, 12, 1));
  contract("Without account", {}, day(2026, 12, 1));
  set<&Account::renewal>(konex, Value{day(2027, 5, 1)});
  set<&Account::renewal>(aalto, Value{day(2026, 12, 1)});
  const auto found = endings();
  ASSERT_EQ(found.size(), 3u) << "the renewal of Aalto is the end of its contract";
  EXPECT_EQ(found[0].record, (RecordKey{Kind::contract, soon}));
  EXPECT_EQ(found[1].record, (RecordKey{Kind::account, konex}));
  EXPECT_EQ(found[2].record, (RecordKey{Kind::contract, late}));
  EXPECT_EQ(found[0].amount, 100'00);
}

TEST_F(RetentionFigures, K3_AccountsAtRiskStandBySeverityThenRevenue) {
  revenue(konex, 2026, eur(10));
  revenue(aalto, 2026, eur(20));
  const Id third = account("Third");
  setting<&Settings::plan_year>(year_of(2027));
  for (const Id id : {konex, aalto}) set<&Account::at_risk>(id, Value{Choice{2}});
  set<&Account::at_risk>(third, Value{Choice{3}});
  cache.refresh(plan, today);
  const auto found = accounts_at_risk(plan, cache);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].account, third);
  EXPECT_EQ(found[1].account, aalto);
  EXPECT_EQ(found[2].revenue, 10'00);
}

TEST_F(RetentionFigures, K3_FiguresSayWhyThereIsNone) {
  cache.refresh(plan, today);
  const auto figures = retention_figures(losses_of(plan, cache), {}, {}, cache);
  const Figure* gone = find_figure(figures, "revenue_gone");
  ASSERT_NE(gone, nullptr);
  EXPECT_FALSE(gone->has_value());
  EXPECT_EQ(gone->na_reason, "It takes revenue of two years to see what was lost.");
}

}  // namespace
}  // namespace keyplan::analysis
