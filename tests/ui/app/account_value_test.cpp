#include <gtest/gtest.h>

#include <memory>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using analysis::day;
using analysis::eur;
using model::Benefits;
using model::Delivery;
using model::ExitBarrier;
using model::Id;
using model::Promise;
using model::ValueProposition;
using test::Page;
using test::SmallPortfolio;
using test::undo_restores;
using ui::Role;

class AccountValue : public ::testing::Test {
 protected:
  void show(int width = 1440, int height = 2000) {
    test::open(page, plan.plan);
    page.go("Accounts");
    page.drive.click(Role::link, "Cancity");
    page.drive.click(Role::tab, "Value");
    page.drive.resize(width, height);
  }
  const model::Plan& now() {
    now_ = std::make_unique<model::Plan>(test::plan_in(page));
    return *now_;
  }

  SmallPortfolio plan;
  Id signe = plan.add(model::Person{.name = "Signe Dahl", .account = {plan.cancity}});
  platform::MemoryStore store;
  Page page{store};
  std::unique_ptr<model::Plan> now_;
};

TEST_F(AccountValue, G5_PainEffectAndNumberBecomeMoneyThatSaysHow) {
  plan.add(ValueProposition{.pain = "Lines stop",
                            .account = {plan.cancity},
                            .effect = "Stops are removed one by one",
                            .quantity = {90'000'000},
                            .unit = "minutes",
                            .change = {-3000},
                            .unit_value = eur(140),
                            .confirmed_by = {signe},
                            .confirmed_on = day(2026, 10, 14)});
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Worth a year of Lines stop"), "\u20ac378\u00a0k");
  EXPECT_TRUE(page.drive.shows("by Signe Dahl on 14 Oct 2026"));
  EXPECT_TRUE(page.drive.shows("\u20ac378\u00a0k a year, \u20ac378\u00a0k of it confirmed"));
  page.drive.focus(Role::button, "Worth a year of Lines stop");
  page.drive.press("i");
  EXPECT_TRUE(page.drive.shows("quantity a year x change x cost of one"));
  EXPECT_TRUE(page.drive.shows("9,000 minutes"));
  page.drive.click(Role::link, "Change");
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Change") << "an input leads to its field";
}

TEST_F(AccountValue, G5_WithoutANumberTheReasonIsShownAndFillingItInMendsIt) {
  plan.add(ValueProposition{.pain = "Lines stop",
                            .account = {plan.cancity},
                            .quantity = {10'000'000},
                            .change = {-1000}});
  show();
  EXPECT_EQ(page.drive.value(Role::button, "Worth a year of Lines stop"), "n/a");
  EXPECT_TRUE(page.drive.shows("What one unit costs is not known."));
  undo_restores(page, [&] {
    page.drive.fill("Cost of one of Lines stop", "50");
    EXPECT_EQ(page.drive.value(Role::button, "Worth a year of Lines stop"), "\u20ac5.0\u00a0k");
  });
  EXPECT_EQ(page.drive.value(Role::button, "Worth a year of Lines stop"), "n/a");
}

TEST_F(AccountValue, G5_AreAddedByTypingAndAskWhoConfirmsThem) {
  show();
  undo_restores(page, [&] {
    page.drive.fill("Add value proposition", "Complaints take a day");
    EXPECT_TRUE(page.drive.shows("Not confirmed"));
  });
  page.drive.fill("Add value proposition", "Complaints take a day");
  page.drive.focus(Role::button, "Who confirms Complaints take a day");
  page.drive.press("Enter");
  ASSERT_NE(page.drive.focused(), nullptr);
  EXPECT_EQ(page.drive.focused()->name, "Confirmed by");
}

TEST_F(AccountValue, G7_PromisesAreCheckedTodayAndSayWhetherTheyArrive) {
  const Id promise = plan.add(Promise{
      .title = "On site in four hours", .account = {plan.cancity}, .since = day(2024, 1, 1)});
  show();
  EXPECT_TRUE(page.drive.shows("1 not checked for a year"));
  undo_restores(page, [&] {
    page.drive.click(Role::button, "Checked today: On site in four hours");
    EXPECT_FALSE(page.drive.shows("not checked for a year"));
  });
  undo_restores(page, [&] {
    page.drive.click(Role::radio, "In part");
    EXPECT_EQ(page.drive.find(Role::radio, "In part").checked, ui::Tristate::on);
  });
  page.drive.click(Role::radio, "In part");
  page.drive.click(Role::button, "Checked today: On site in four hours");
  const Promise& after = now().find<Promise>(promise)->data;
  EXPECT_EQ(after.delivery, Delivery::partly);
  EXPECT_TRUE(after.checked_on);
  undo_restores(page, [&] {
    page.drive.fill("Add promise", "Two per cent less energy");
    EXPECT_EQ(page.drive.rows("Value delivered").size(), 2u);
  });
}

TEST_F(AccountValue, G6_BarriersStandOnTheSideOfWhomTheyServe) {
  plan.add(ExitBarrier{
      .title = "Trained people", .account = {plan.cancity}, .benefits = Benefits::customer});
  const Id notice = plan.add(ExitBarrier{
      .title = "Three months' notice", .account = {plan.cancity}, .benefits = Benefits::only_us});
  show();
  EXPECT_TRUE(page.drive.shows("A barrier that is good only for us makes nobody stay gladly."));
  const auto x = [&](std::string_view field) {
    return page.drive.find(Role::textbox, field).rect.x;
  };
  EXPECT_LT(x("What makes leaving hard of Trained people"),
            x("What makes leaving hard of Three months' notice"));
  undo_restores(page, [&] {
    page.drive.choose("Good for of Three months' notice", "Good for the customer");
    EXPECT_EQ(x("What makes leaving hard of Trained people"),
              x("What makes leaving hard of Three months' notice"));
  });
  undo_restores(page, [&] {
    page.drive.fill("Add barrier that is only for us", "Prices by region");
    EXPECT_TRUE(page.drive.has(Role::textbox, "What makes leaving hard of Prices by region"));
  });
  EXPECT_EQ(now().find<ExitBarrier>(notice)->data.benefits, Benefits::only_us);
}

TEST_F(AccountValue, AnEmptyTabSaysHowToBeginAlsoWhereItIsNarrow) {
  show(640, 900);
  EXPECT_TRUE(page.drive.shows("What hurts the customer"));
  EXPECT_TRUE(page.drive.shows("What did they come for?"));
  EXPECT_TRUE(page.drive.has(Role::textbox, "Add value proposition"));
}

}  // namespace
}  // namespace keyplan
