#include "account_page.h"

namespace keyplan {
namespace {

using analysis::day;
using analysis::eur;
using model::Contract;
using model::Id;
using model::Look;
using model::Loss;
using model::Satisfaction;
using model::Subject;
using model::Survey;
using test::undo_restores;
using ui::Role;

class AccountHealth : public test::AccountPage {
 protected:
  void score(Survey survey, int value) {
    plan.add(Satisfaction{.comment = "Answer " + std::to_string(value),
                          .account = {plan.cancity},
                          .survey = survey,
                          .score = {std::int64_t{value} * 10'000},
                          .date = day(2026, 10, 1)});
  }
  std::string score_of(std::string_view part) {
    for (const auto& row : page.drive.rows("Account health"))
      if (row.at(0) == part) return row.at(1);
    ADD_FAILURE() << "no part " << part << "\n" << page.drive.dump();
    return {};
  }
  std::string total() {
    for (const ui::Node& node : page.drive.shell.tree().nodes())
      if (node.name.ends_with(" of 100")) return node.name;
    return {};
  }
};

TEST_F(AccountHealth, U3_WhatWasLookedAtTodayIsTickedBesideTheDataItself) {
  show("Health");
  for (const auto& [what, subject] :
       {std::pair("satisfaction", Subject::satisfaction), std::pair("tickets", Subject::tickets),
        std::pair("contracts", Subject::contracts)}) {
    const std::string button = "Looked at " + std::string(what) + " today";
    undo_restores(page, [&] {
      page.drive.click(button);
      EXPECT_FALSE(page.drive.has(Role::button, button)) << "once a day is enough";
    });
    page.drive.click(button);
    const auto looks = now().of_account<Look>(plan.cancity);
    ASSERT_FALSE(looks.empty());
    bool found = false;
    for (const auto& look : looks) {
      found = found || look.data.subject == subject;
      EXPECT_TRUE(look.data.date);
    }
    EXPECT_TRUE(found) << what;
  }
}

TEST_F(AccountHealth, U3_AnOlderLookIsToldWithItsDate) {
  plan.add(
      Look{.account = {plan.cancity}, .subject = Subject::satisfaction, .date = day(2026, 11, 2)});
  show("Health");
  EXPECT_TRUE(page.drive.shows("Looked at on 2 Nov 2026"));
  EXPECT_TRUE(page.drive.has(Role::button, "Looked at satisfaction today"));
}

TEST_F(AccountHealth, M1_ScoresBecomeNpsAndCsat) {
  // Two promoters, one neutral, one detractor: NPS +25. One of two satisfied: CSAT 50 %.
  for (const int value : {10, 9, 7, 3}) score(Survey::nps, value);
  for (const int value : {5, 2}) score(Survey::csat, value);
  show("Health");
  EXPECT_TRUE(page.drive.shows("NPS +25 \u00B7 CSAT 50%")) << page.drive.dump();
}

TEST_F(AccountHealth, M1_AScoreIsAddedByTypingAndChangedInPlace) {
  show("Health");
  undo_restores(page, [&] { page.drive.fill("Add score", "Asked at the review"); });
  page.drive.fill("Add score", "Asked at the review");
  page.drive.choose("Survey of Asked at the review", "NPS (0 to 10)");
  undo_restores(page, [&] { page.drive.fill("Score of Asked at the review", "9"); });
  page.drive.fill("Score of Asked at the review", "9");
  EXPECT_TRUE(page.drive.shows("NPS +100"));
  EXPECT_EQ(only<Satisfaction>().score, model::Decimal{90'000});
}

TEST_F(AccountHealth, U3_TicketsAreOpenUntilTheyAreClosed) {
  show("Health");
  undo_restores(page, [&] { page.drive.fill("Add ticket", "Gate 4 stands still"); });
  page.drive.fill("Add ticket", "Gate 4 stands still");
  page.drive.choose("Urgency of Gate 4 stands still", "Critical");
  const std::string open = score_of("Support");
  undo_restores(page, [&] {
    page.drive.fill("Closed of Gate 4 stands still", "2026-11-20");
    EXPECT_NE(score_of("Support"), open);
  });
}

TEST_F(AccountHealth, K3_LossesAreKeptWithTheirReasonAndRootCause) {
  show("Health");
  undo_restores(page, [&] { page.drive.fill("Add loss", "Maintenance of line 2"); });
  page.drive.fill("Add loss", "Maintenance of line 2");
  undo_restores(
      page, [&] { page.drive.choose("Reason of Maintenance of line 2", "Service or support"); });
  page.drive.choose("Reason of Maintenance of line 2", "Service or support");
  page.drive.fill("Amount a year of Maintenance of line 2", "120000");
  if (page.drive.has(Role::link, "Show all")) page.drive.click(Role::link, "Show all");
  EXPECT_TRUE(page.drive.shows("was lost")) << page.drive.dump();
  page.drive.fill("Root cause of Maintenance of line 2", "Nobody answered on Sundays");
  EXPECT_FALSE(page.drive.shows("Nobody has found out why"));
  const Loss loss = only<Loss>();
  EXPECT_EQ(loss.reason, model::LossReason::service);
  EXPECT_EQ(loss.amount, eur(120'000));
  EXPECT_EQ(loss.root_cause, "Nobody answered on Sundays");
  EXPECT_TRUE(loss.date);
}

TEST_F(AccountHealth, K3_ContractsAndRenewalsAreOnATimeLineWhoseBarsMove) {
  plan.add(Contract{.title = "Frame",
                    .account = {plan.cancity},
                    .start = day(2026, 1, 1),
                    .end = day(2027, 12, 31),
                    .notice_by = day(2027, 9, 30)});
  plan.add(Contract{.title = "Old",
                    .account = {plan.cancity},
                    .start = day(2024, 1, 1),
                    .end = day(2025, 12, 31)});
  plan.add(Contract{.title = "Evergreen",
                    .account = {plan.cancity},
                    .start = day(2026, 1, 1),
                    .end = day(2028, 1, 31),
                    .renews = true});
  show("Health");
  EXPECT_TRUE(told("Frame").contains("has to be renewed")) << told("Frame");
  EXPECT_TRUE(told("Old").contains("ended")) << told("Old");
  EXPECT_TRUE(told("Evergreen").contains("renews by itself")) << told("Evergreen");
  EXPECT_TRUE(page.drive.shows("30 Sep 2027")) << "what comes next";
  undo_restores(page, [&] {
    page.drive.focus(Role::button, "Frame");
    page.drive.press("Right");
    EXPECT_EQ(page.drive.value(Role::button, "Frame"), "2 Jan 2026 to 1 Jan 2028");
  });
  page.drive.focus(Role::button, "Frame");
  page.drive.press("Enter");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Contract"));
}

TEST_F(AccountHealth, K3_AContractIsAddedByTyping) {
  show("Health");
  undo_restores(page, [&] { page.drive.fill("Add contract", "Service 2027"); });
  page.drive.fill("Add contract", "Service 2027");
  undo_restores(page, [&] {
    page.drive.fill("End of Service 2027", "2027-12-31");
    EXPECT_TRUE(page.drive.has(Role::button, "Service 2027"));
  });
  page.drive.fill("End of Service 2027", "2027-12-31");
  EXPECT_EQ(only<Contract>().end, day(2027, 12, 31));
}

TEST_F(AccountHealth, K3_AnAccountAtRiskHasASeverityAndLosesPoints) {
  score(Survey::nps, 9);
  show("Health");
  const std::string before = total();
  page.drive.click(Role::tab, "Overview");
  undo_restores(page, [&] { page.drive.choose("At risk", "Critical"); });
  page.drive.choose("At risk", "Critical");
  page.drive.click(Role::tab, "Health");
  EXPECT_NE(total(), before);
  EXPECT_TRUE(page.drive.shows("points for what puts the account at risk."));
}

TEST_F(AccountHealth, M5_AWeightIsChangedInPlaceAndChangesTheScore) {
  for (const int value : {10, 8, 3}) score(Survey::nps, value);
  show("Health");
  ASSERT_FALSE(total().empty()) << page.drive.dump();
  const std::string before = total();
  undo_restores(page, [&] {
    page.drive.fill("Weight of satisfaction", "0");
    EXPECT_NE(total(), before);
  });
  EXPECT_EQ(total(), before);
  page.drive.fill("Weight of satisfaction", "90");
  EXPECT_NE(total(), before);
  page.drive.fill("Weight of satisfaction", "");
  EXPECT_EQ(total(), before) << "empty is the usual weight";
}

TEST_F(AccountHealth, M5_APartWithoutDataSaysWhyItIsNotCounted) {
  show("Health");
  EXPECT_EQ(score_of("Satisfaction"), "n/a");
  for (const auto& row : page.drive.rows("Account health")) {
    ASSERT_GE(row.size(), 4u);
    if (row[1] == "n/a") EXPECT_FALSE(row[3].empty()) << row[0];
  }
}

TEST_F(AccountHealth, M5_CompletenessTellsWhatEachSectionLacks) {
  show("Health");
  for (const std::string_view section : {"Customer insight", "Alignment", "Clear goals"})
    EXPECT_TRUE(page.drive.has(Role::progressbar, section)) << section;
  EXPECT_TRUE(page.drive.has(Role::textbox, "Weight of risks"));
}

}  // namespace
}  // namespace keyplan
