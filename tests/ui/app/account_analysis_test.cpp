#include <gtest/gtest.h>

#include <memory>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using analysis::eur;
using model::Action;
using model::Cause;
using model::CauseCategory;
using model::Grade;
using model::Id;
using model::Problem;
using model::Quadrant;
using model::Risk;
using model::RiskType;
using model::SwotEntry;
using test::Page;
using test::SmallPortfolio;
using test::undo_restores;
using ui::Role;

class AccountAnalysis : public ::testing::Test {
 protected:
  void show(int width = 1440, int height = 2400) {
    test::open(page, plan.plan);
    page.drive.resize(width, height);
    page.go("Accounts");
    page.drive.click(Role::link, "Cancity");
    page.drive.click(Role::tab, "Analysis");
  }
  Id entry(std::string text, Quadrant quadrant, std::string ord, std::string so_what = {}) {
    return plan.add(SwotEntry{.text = std::move(text),
                              .account = {plan.cancity},
                              .quadrant = quadrant,
                              .so_what = std::move(so_what),
                              .ord = {std::move(ord)}});
  }
  Id cause(std::string text, Id why_of = {}, CauseCategory category = CauseCategory::unset) {
    return plan.add(Cause{.text = std::move(text),
                          .account = {plan.cancity},
                          .problem = {problem},
                          .why_of = {why_of},
                          .category = category});
  }
  /// The plan as it is now, for a look into it.
  const model::Plan& now() {
    now_ = std::make_unique<model::Plan>(test::plan_in(page));
    return *now_;
  }
  const Action* action(std::string_view title) {
    for (const auto& action : now().of_account<Action>(plan.cancity))
      if (action.data.title == title) return &action.data;
    return nullptr;
  }

  SmallPortfolio plan;
  Id problem = plan.add(
      Problem{.title = "Filler 3 stops", .account = {plan.cancity}, .owner = {plan.owner}});
  platform::MemoryStore store;
  Page page{store};
  std::unique_ptr<model::Plan> now_;
};

TEST_F(AccountAnalysis, G4_SwotEntriesAreAddedInTheirQuadrantAndAskSoWhat) {
  show();
  EXPECT_TRUE(page.drive.shows("What could push us out?"));
  undo_restores(page, [&] {
    page.drive.fill("Add threat", "A rival in two branches");
    EXPECT_TRUE(page.drive.shows("1 asks: so what?"));
  });
  page.drive.fill("Add threat", "A rival in two branches");
  page.drive.click(Role::button, "So what? Of A rival in two branches");
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "So what");
  page.drive.press("Escape");
  page.drive.press("Escape");
  const auto entries = now().of_account<SwotEntry>(plan.cancity);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].data.quadrant, Quadrant::threat);
}

TEST_F(AccountAnalysis, G4_SwotEntriesMoveWithinTheirList) {
  const Id first = entry("Known in every branch", Quadrant::strength, "B");
  const Id second = entry("Fast on site", Quadrant::strength, "C");
  show();
  undo_restores(page, [&] {
    page.drive.click(Role::button, "More for Fast on site");
    page.drive.click(Role::menuitem, "Move up");
    EXPECT_LT(page.drive.find(Role::textbox, "Entry of Fast on site").rect.y,
              page.drive.find(Role::textbox, "Entry of Known in every branch").rect.y);
  });
  page.drive.click(Role::button, "More for Fast on site");
  page.drive.click(Role::menuitem, "Move up");
  const model::Plan& plan_now = now();
  EXPECT_LT(plan_now.find<SwotEntry>(second)->data.ord, plan_now.find<SwotEntry>(first)->data.ord);
}

TEST_F(AccountAnalysis, G4_ASwotEntryTurnsIntoARiskOrAnAction) {
  entry("Dairy gives up a line", Quadrant::threat, "B", "Price service by line.");
  show();
  const auto turn = [&](std::string_view into) {
    page.drive.click(Role::button, "Turn Dairy gives up a line into");
    page.drive.click(Role::menuitem, into);
  };
  undo_restores(page, [&] {
    turn("Risk");
    EXPECT_TRUE(page.drive.has(Role::row, "Dairy gives up a line"));
  });
  turn("Risk");
  undo_restores(page, [&] {
    turn("Action");
    EXPECT_TRUE(page.drive.has(Role::button, "Action from Dairy gives up a line"));
  });
  turn("Action");
  const Action* made = action("Price service by line.");
  ASSERT_NE(made, nullptr);
  EXPECT_TRUE(made->due);
  const auto risks = now().of_account<Risk>(plan.cancity);
  ASSERT_EQ(risks.size(), 1u);
  EXPECT_EQ(risks[0].data.type, RiskType::risk);
  EXPECT_EQ(risks[0].data.plan, "Price service by line.");
}

TEST_F(AccountAnalysis, G4_PressingACategoryOfTheFishboneAddsACause) {
  show();
  undo_restores(page, [&] {
    page.drive.click(Role::button, "People");
    page.drive.fill("Add cause to people", "Nobody is trained");
    EXPECT_TRUE(page.drive.has(Role::button, "Nobody is trained"));
  });
  page.drive.fill("Add cause to people", "Nobody is trained");
  const auto causes = now().of_account<Cause>(plan.cancity);
  ASSERT_EQ(causes.size(), 1u);
  EXPECT_EQ(causes[0].data.category, CauseCategory::people);
  EXPECT_EQ(causes[0].data.problem.id, problem);
  page.drive.click(Role::button, "Nobody is trained");
  EXPECT_TRUE(page.drive.has(Role::dialog, "Cause"));
}

TEST_F(AccountAnalysis, G4_WhyIsAskedDownToTheRootWhichBecomesAnAction) {
  const Id first = cause("The barrier sees the gap too late");
  show();
  EXPECT_TRUE(page.drive.shows("Why: The barrier sees the gap too late?"));
  undo_restores(page, [&] {
    page.drive.fill("Why?", "Its lens is dirty");
    EXPECT_TRUE(page.drive.shows("Why: Its lens is dirty?"));
  });
  page.drive.fill("Why?", "Its lens is dirty");
  page.drive.fill("Why?", "Nobody cleans it");
  undo_restores(page, [&] {
    page.drive.click(Role::button, "Root cause: Nobody cleans it");
    EXPECT_TRUE(page.drive.has(Role::button, "Not the root: Nobody cleans it"));
  });
  page.drive.click(Role::button, "Root cause: Nobody cleans it");
  undo_restores(page, [&] {
    page.drive.click(Role::button, "Turn into action: Nobody cleans it");
    EXPECT_TRUE(page.drive.has(Role::button, "Action against Nobody cleans it"));
  });
  page.drive.click(Role::button, "Turn into action: Nobody cleans it");
  const Action* made = action("Remove the cause: Nobody cleans it");
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->owner.id, plan.owner);
  for (const auto& cause : now().of_account<Cause>(plan.cancity)) {
    if (cause.data.text != "Its lens is dirty") continue;
    EXPECT_EQ(cause.data.why_of.id, first);
  }
}

TEST_F(AccountAnalysis, G4_CausesInACircleAreStillShown) {
  const Id first = cause("One");
  const Id second = cause("Two", first);
  plan.set<&Cause::why_of>(first, second);
  show();
  EXPECT_TRUE(page.drive.has(Role::button, "People"));
}

TEST_F(AccountAnalysis, G4_RisksMoveInTheMatrixAndAreRanked) {
  const Id price = plan.add(Risk{.title = "Price war",
                                 .account = {plan.cancity},
                                 .impact = Grade::medium,
                                 .likelihood = Grade::medium,
                                 .amount = eur(100'000)});
  plan.add(Risk{.title = "Late parts",
                .account = {plan.cancity},
                .impact = Grade::very_high,
                .likelihood = Grade::high});
  plan.add(Risk{.title = "Unknown", .account = {plan.cancity}});
  show();
  EXPECT_EQ(page.drive.find(Role::button, "R1 Late parts").description,
            "Very high, High: Critical");
  EXPECT_EQ(page.drive.value(Role::button, "Score of Price war"), "9 Medium");
  EXPECT_LT(page.drive.find(Role::row, "Price war").row, page.drive.find(Role::row, "Unknown").row);
  page.drive.focus(Role::button, "Score of Price war");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("impact x likelihood, each 1 to 5"));
  page.drive.press("Escape");
  undo_restores(page, [&] {
    page.drive.focus(Role::button, "R2 Price war");
    page.drive.press("Ctrl+Up");
    EXPECT_EQ(page.drive.value(Role::button, "Score of Price war"), "12 High");
  });
  page.drive.focus(Role::button, "R2 Price war");
  page.drive.press("Ctrl+Up");
  EXPECT_EQ(now().find<Risk>(price)->data.impact, Grade::high);
  page.drive.focus(Role::button, "Rate Unknown");
  page.drive.press("Enter");
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Impact");
}

TEST_F(AccountAnalysis, G4_ARiskTurnsIntoAnActionThatIsLinkedToIt) {
  const Id risk = plan.add(Risk{.title = "Price war",
                                .account = {plan.cancity},
                                .impact = Grade::high,
                                .likelihood = Grade::high,
                                .owner = {plan.owner},
                                .plan = "Offer two years of fixed volume."});
  show();
  undo_restores(page, [&] {
    page.drive.click(Role::button, "Turn into action: Price war");
    EXPECT_TRUE(page.drive.has(Role::button, "1 action for Price war"));
  });
  page.drive.click(Role::button, "Turn into action: Price war");
  const Action* made = action("Offer two years of fixed volume.");
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->risk.id, risk);
  EXPECT_EQ(made->owner.id, plan.owner);
}

TEST_F(AccountAnalysis, G4_OpportunitiesHaveTheirOwnMatrix) {
  plan.add(Risk{.title = "Seven plants",
                .account = {plan.cancity},
                .type = RiskType::opportunity,
                .impact = Grade::high,
                .likelihood = Grade::medium});
  show();
  EXPECT_FALSE(page.drive.has(Role::button, "O1 Seven plants"));
  page.drive.click(Role::radio, "Opportunities 1");
  EXPECT_TRUE(page.drive.has(Role::button, "O1 Seven plants"));
  undo_restores(page, [&] { page.drive.fill("Add opportunity to win", "A second line"); });
}

TEST_F(AccountAnalysis, AnEmptyTabSaysHowToBeginAlsoWhereItIsNarrow) {
  test::open(page, plan.plan);
  page.drive.resize(640, 900);
  page.drive.click("Menu");
  page.go("Accounts");
  page.drive.click(Role::link, "Treequote");
  page.drive.click(Role::tab, "Analysis");
  EXPECT_TRUE(page.drive.shows("No problem noted."));
  EXPECT_TRUE(page.drive.shows("No risks recorded."));
  page.drive.fill("Add problem", "Orders take nine months");
  EXPECT_EQ(page.drive.value(Role::combobox, "Problem"), "Orders take nine months");
}

}  // namespace
}  // namespace keyplan
