#include "core/analysis/branches.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "edited_plan.h"

namespace keyplan::analysis {
namespace {

class BranchesTest : public AnalysisTest {
 protected:
  Branches branches() {
    cache.refresh(plan, today);
    return {plan, cache};
  }
  Id below(Id parent, std::string name) {
    return add(Account{.name = std::move(name), .parent = {parent}});
  }
  std::string name(Id id) { return plan.find<Account>(id)->data.name; }

  Id konex = account("Konex");
  Id berlin = below(konex, "Konex Berlin");
  Id mitte = below(berlin, "Konex Berlin Mitte");
  Id lyon = below(konex, "Konex Lyon");
  Id aalto = account("Aalto");
};

TEST_F(BranchesTest, B1_AGroupIsTheAccountWithEverythingBelow) {
  revenue(konex, 2025, eur(100));
  revenue(berlin, 2025, eur(50));
  revenue(berlin, 2024, eur(40));
  revenue(mitte, 2025, eur(7));
  revenue(lyon, 2025, eur(20));
  deal(lyon, Stage::proposal, eur(1000), day(2026, 12, 1), Percent{50'00});
  deal(mitte, Stage::won, eur(300), day(2026, 3, 1));
  add(Action{.title = "Visit", .account = {mitte}, .due = day(2026, 11, 1)});
  add(Person{.name = "Dora", .account = {lyon}});
  const Branches found = branches();
  const Branch& group = *found.find(konex);
  EXPECT_EQ(group.own.shown().value, 100'00);
  EXPECT_EQ(group.group.shown().value, 177'00);
  EXPECT_EQ(group.group.before().value, 40'00);
  EXPECT_EQ(group.group.accounts, 4u);
  EXPECT_EQ(group.group.customers, 4u);
  EXPECT_EQ(group.group.weighted.value, 500'00);
  EXPECT_EQ(group.group.won.value, 300'00);
  EXPECT_EQ(group.group.overdue_actions, 1u);
  EXPECT_EQ(group.group.people, 1u);
  EXPECT_EQ(group.below, 3u);
  EXPECT_EQ(found.find(berlin)->group.shown().value, 57'00);
  EXPECT_EQ(found.top(mitte), konex);
  std::vector<std::string> order;
  for (const Branch& branch : found.all()) order.push_back(name(branch.account));
  EXPECT_EQ(order, (std::vector<std::string>{"Konex", "Konex Berlin", "Konex Berlin Mitte",
                                             "Konex Lyon", "Aalto"}));
  EXPECT_EQ(found.all()[2].depth, 2u);
}

TEST_F(BranchesTest, B1_WhatBelongsToNoAccountIsInTheBookButInNoGroup) {
  revenue(konex, 2025, eur(100));
  revenue({}, 2025, eur(5));
  const Branches found = branches();
  EXPECT_EQ(found.without_account().shown().value, 5'00);
  EXPECT_EQ(found.book().shown().value, 105'00);
}

TEST_F(BranchesTest, B1_WhitespaceOfAllBranchesIsAddedUpWherePotentialIsEntered) {
  const Id pumps = add(Offering{.name = "Pumps"});
  const Id service = add(Offering{.name = "Service"});
  add(WhitespaceCell{
      .account = {berlin}, .offering = {pumps}, .potential = eur(500), .current = eur(180)});
  add(WhitespaceCell{.account = {lyon}, .offering = {pumps}, .potential = eur(100)});
  add(WhitespaceCell{.account = {lyon}, .offering = {service}, .potential = usd(100)});
  const Branches found = branches();
  const WhitespaceTotals& free = found.find(konex)->group.whitespace;
  EXPECT_EQ(free.potential.value, 600'00);
  EXPECT_EQ(free.current.value, 180'00);
  EXPECT_EQ(free.free.value, 420'00);
  EXPECT_EQ(free.unconverted, 1u) << "the one in dollars has no rate";
}

TEST_F(BranchesTest, B1_RegionsAndCountriesAddUpTheSameBook) {
  set<&Account::region>(konex, Value{std::string("EMEA")});
  set<&Account::country>(konex, Value{std::string("Germany")});
  set<&Account::region>(berlin, Value{std::string("emea ")});
  set<&Account::country>(berlin, Value{std::string("Germany")});
  set<&Account::region>(lyon, Value{std::string("EMEA")});
  set<&Account::country>(lyon, Value{std::string("France")});
  set<&Account::region>(aalto, Value{std::string("Nordics")});
  revenue(konex, 2025, eur(100));
  revenue(lyon, 2025, eur(20));
  revenue(aalto, 2025, eur(300));
  revenue(mitte, 2025, eur(1));
  const Branches found = branches();
  const auto regions = found.by_region(plan);
  ASSERT_EQ(regions.size(), 3u);
  EXPECT_EQ(regions[0].name, "Nordics");
  EXPECT_EQ(regions[1].name, "EMEA");
  EXPECT_EQ(regions[1].totals.shown().value, 120'00);
  EXPECT_EQ(regions[1].accounts.size(), 3u) << "however it is written";
  ASSERT_EQ(regions[1].parts.size(), 2u);
  EXPECT_EQ(regions[1].parts[0].name, "Germany");
  EXPECT_EQ(regions[1].parts[1].name, "France");
  EXPECT_EQ(regions[2].name, "") << "those without a region are not hidden";
  EXPECT_EQ(regions[2].totals.shown().value, 1'00);
  const auto countries = found.by_country(plan);
  ASSERT_EQ(countries.size(), 3u);
  EXPECT_EQ(countries[0].name, "Germany");
  EXPECT_EQ(countries[2].totals.accounts, 2u);
}

TEST_F(BranchesTest, B1_CirclesAndMissingParentsAreNamedAndLoseNothing) {
  revenue(konex, 2025, eur(100));
  revenue(mitte, 2025, eur(7));
  revenue(aalto, 2025, eur(3));
  set<&Account::parent>(konex, Value{mitte});
  set<&Account::parent>(aalto, Value{Id{12345}});
  const Branches found = branches();
  ASSERT_EQ(found.faults().size(), 2u);
  const auto circle = std::ranges::find(found.faults(), StrayReason::circle, &BranchFault::reason);
  ASSERT_NE(circle, found.faults().end());
  EXPECT_EQ(circle->account, konex) << "its parent was written last";
  EXPECT_EQ(circle->circle, (std::vector<Id>{konex, mitte, berlin}));
  const auto missing =
      std::ranges::find(found.faults(), StrayReason::missing_account, &BranchFault::reason);
  ASSERT_NE(missing, found.faults().end());
  EXPECT_EQ(missing->account, aalto);
  EXPECT_EQ(found.find(konex)->group.shown().value, 107'00);
  EXPECT_EQ(found.find(konex)->parent, Branch::none);
  EXPECT_EQ(found.find(aalto)->parent, Branch::none);
}

TEST_F(BranchesTest, B1_AMoveIntoACircleIsRefusedWithASentence) {
  EXPECT_EQ(why_not_below(plan, aalto, konex), "");
  EXPECT_EQ(why_not_below(plan, konex, konex), "Konex cannot be a branch of itself.");
  EXPECT_EQ(why_not_below(plan, konex, mitte),
            "Konex Berlin Mitte stands below Konex: that would be a circle.");
  set<&Account::parent>(konex, Value{mitte});
  EXPECT_EQ(why_not_below(plan, aalto, mitte), "") << "a circle further up is no matter";
}

TEST_F(BranchesTest, B1_TheFiguresOfAGroupNameTheirPartsAndTheirGaps) {
  revenue(konex, 2025, eur(100));
  revenue(berlin, 2025, eur(50));
  revenue(mitte, 2025, eur(5));
  revenue(lyon, 2025, usd(70));
  const Branches found = branches();
  const auto figures = group_figures(plan, found, konex, cache);
  const Figure& revenue = *find_figure(figures, "group_revenue");
  EXPECT_EQ(revenue.text(), "€155.00");
  ASSERT_GE(revenue.inputs.size(), 4u);
  EXPECT_EQ(revenue.inputs[0].text, "€100.00");
  EXPECT_EQ(revenue.inputs[1].name, "Konex Berlin with branches");
  EXPECT_EQ(revenue.inputs[1].text, "€55.00");
  EXPECT_EQ(revenue.inputs[3].text,
            "1 amount in USD is left out: no exchange rate on 31 Dec 2025.");
  const Figure& growth = *find_figure(figures, "group_growth");
  EXPECT_FALSE(growth.has_value());
  EXPECT_EQ(growth.na_reason, "There was no revenue in the year before.");
  EXPECT_EQ(find_figure(figures, "group_whitespace")->na_reason,
            "No potential is entered at any branch.");
}

TEST_F(BranchesTest, B1_TenThousandLevelsAreNoMatter) {
  Id above = aalto;
  Edit edit("add");
  for (int i = 0; i < 10'000; ++i) {
    const Id id = plan.new_id();
    edit.add(id, Account{.name = "Deep", .parent = {above}});
    above = id;
  }
  ASSERT_TRUE(plan.apply(std::move(edit)).has_value());
  revenue(above, 2025, eur(9));
  const Branches found = branches();
  EXPECT_EQ(found.find(aalto)->group.shown().value, 9'00);
  EXPECT_EQ(found.find(aalto)->below, 10'000u);
  EXPECT_EQ(found.find(above)->depth, 10'000u);
  EXPECT_EQ(found.top(above), aalto);
}

// Properties
// ----------------------------------------------------------------------------------------

struct Entry {
  std::size_t account;
  std::size_t parent;  // beyond all: none; one further: a missing one
  int euros;
  int dollars;
};
rc::Gen<std::vector<Entry>> entries() {
  return rc::gen::resize(12,
                         rc::gen::container<std::vector<Entry>>(rc::gen::build<Entry>(
                             rc::gen::set(&Entry::account, rc::gen::inRange<std::size_t>(0, 12)),
                             rc::gen::set(&Entry::parent, rc::gen::inRange<std::size_t>(0, 14)),
                             rc::gen::set(&Entry::euros, rc::gen::inRange(-100, 10'000)),
                             rc::gen::set(&Entry::dollars, rc::gen::inRange(0, 100)))));
}
[[maybe_unused]] std::ostream& operator<<(std::ostream& out, const Entry& entry) {
  return out << entry.account << " below " << entry.parent << ": " << entry.euros << " and $"
             << entry.dollars;
}

struct Made : PlanMaker {
  explicit Made(const std::vector<Entry>& entries) {
    for (std::size_t i = 0; i < 12; ++i) accounts.push_back(account("A" + std::to_string(i)));
    for (const Entry& entry : entries) {
      const Id id = accounts[entry.account];
      if (entry.parent < 12) set<&Account::parent>(id, Value{accounts[entry.parent]});
      if (entry.parent == 13) set<&Account::parent>(id, Value{Id{77}});
      revenue(id, 2025, eur(entry.euros));
      if (entry.dollars > 0) revenue(id, 2025, usd(entry.dollars));
    }
  }
  std::vector<Id> accounts;
};

RC_GTEST_PROP(BranchesProperty, GroupsAddUpToTheBookWhateverTheParents, (bool rated)) {
  Made made(*entries());
  if (rated)
    made.add(ExchangeRate{.currency = code("USD"), .date = day(2020, 1, 1), .rate = {900'000'000}});
  Cache cache;
  cache.refresh(made.plan, day(2026, 11, 22));
  const Branches found(made.plan, cache);
  RC_ASSERT(found.all().size() == 12u);
  BranchTotals sum = found.without_account();
  for (const Branch& branch : found.all())
    if (branch.parent == Branch::none) sum += branch.group;
  const Portfolio& portfolio = cache.portfolio();
  RC_ASSERT(sum.accounts == 12u);
  if (portfolio.shown_year != 0) RC_ASSERT(sum.shown() == portfolio.revenue(portfolio.shown_year));
  BranchTotals regions = found.without_account();
  for (const Place& place : found.by_region(made.plan)) regions += place.totals;
  RC_ASSERT(regions.shown() == sum.shown());
  const auto amounts = [](const std::vector<Gap>& gaps) {
    std::uint32_t all = 0;
    for (const Gap& gap : gaps) all += gap.amounts;
    return all;
  };
  RC_ASSERT(amounts(sum.revenue_gaps) == amounts(portfolio.revenue_gaps));
  if (rated) RC_ASSERT(sum.revenue_gaps.empty());
}

RC_GTEST_PROP(BranchesProperty, EveryAccountStandsBelowItsParentUnlessThatIsAFault, ()) {
  Made made(*entries());
  Cache cache;
  cache.refresh(made.plan, day(2026, 11, 22));
  const Branches found(made.plan, cache);
  for (const Branch& branch : found.all()) {
    const Id parent = made.plan.find<Account>(branch.account)->data.parent.id;
    const bool fault = std::ranges::contains(found.faults(), branch.account, &BranchFault::account);
    if (fault || !parent) {
      RC_ASSERT(branch.parent == Branch::none);
    } else {
      RC_ASSERT(found.all()[branch.parent].account == parent);
    }
  }
  for (const BranchFault& fault : found.faults()) {
    if (fault.reason != StrayReason::circle) continue;
    for (std::size_t i = 0; i < fault.circle.size(); ++i) {
      const Id next = fault.circle[(i + 1) % fault.circle.size()];
      RC_ASSERT(made.plan.find<Account>(fault.circle[i])->data.parent.id == next);
    }
  }
}

TEST_F(BranchesTest, B1_OneEditAddsUpOneAccountAndWhatIsAboveIt) {
  const Id entry = revenue(mitte, 2025, eur(7));
  revenue(aalto, 2025, eur(50));
  setting<&Settings::churn>(Percent{1000});
  cache.refresh(plan, today);
  Branches kept(plan, cache);
  EXPECT_EQ(kept.computed(), 5u);
  const auto refreshed = [&] {
    cache.refresh(plan, today);
    kept.refresh(plan, cache);
  };
  const std::uint64_t version = kept.version();
  set<&Account::notes>(lyon, std::string("called"));
  setting<&Settings::name>(std::string("Other"));
  refreshed();
  EXPECT_EQ(kept.computed(), 6u);
  EXPECT_EQ(kept.version(), version) << "nothing in the roll-up depends on a note";
  set<&Revenue::amount>(entry, eur(70));
  refreshed();
  EXPECT_EQ(kept.computed(), 7u);
  EXPECT_EQ(kept.find(konex)->group.shown().value, 70'00);
  EXPECT_EQ(kept.find(berlin)->group.shown().value, 70'00);
  EXPECT_EQ(kept.book().shown().value, 120'00);
  EXPECT_EQ(kept.all()[0].account, konex) << "the larger one comes first now";
}

RC_GTEST_PROP(BranchesProperty, B1_KeptUpToDateEqualsAddedUpAnew, (const Steps& steps)) {
  EditedPlan made;
  Cache cache;
  Branches kept;
  const Date today = day(2026, 11, 22);
  for (const auto& [what, which, much] : steps) {
    made.step(what, which, much);
    if (much % 3 == 0) continue;  // several edits at once as well
    cache.refresh(made.plan, today);
    kept.refresh(made.plan, cache);
    const Branches anew(made.plan, cache);
    RC_ASSERT(kept.all() == anew.all());
    RC_ASSERT(kept.book() == anew.book());
    RC_ASSERT(kept.without_account() == anew.without_account());
    RC_ASSERT(kept.faults() == anew.faults());
    for (const Branch& branch : anew.all()) RC_ASSERT(kept.find(branch.account) != nullptr);
  }
}

}  // namespace
}  // namespace keyplan::analysis
