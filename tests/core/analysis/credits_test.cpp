#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "core/analysis/departure.h"
#include "core/analysis/team_selling.h"
#include "edited_plan.h"

namespace keyplan::analysis {
namespace {

class CreditsTest : public AnalysisTest {
 protected:
  Id assign(Id account, Id member, TeamRole role, Percent credit = {}, Assignment more = {}) {
    more.account = {account};
    more.member = {member};
    more.role = role;
    more.credit = credit;
    return add(std::move(more));
  }
  Credits credits(std::vector<Id> accounts) {
    cache.refresh(plan, today);
    return credits_of(plan, accounts, cache);
  }
  std::vector<Id> on(Id account, Date date, TeamRole role) {
    std::vector<Id> members;
    for (const RoleHolder& holder : holders_on(holders_of(plan, account), date))
      if (holder.role == role) members.push_back(holder.member);
    return members;
  }
  std::int64_t credit_of(const Credits& credits, Id member) {
    const auto found = std::ranges::find(credits.members, member, &MemberCredit::member);
    return found == credits.members.end() ? 0 : found->revenue.value;
  }
  std::vector<BrokenRule> broken(Id account) {
    cache.refresh(plan, today);
    return broken_rules(plan, account, cache.context());
  }

  Id ana = add(TeamMember{.name = "Ana Keller"});
  Id gina = add(TeamMember{.name = "Gina Global"});
  Id sam = add(TeamMember{.name = "Sam Special"});
  Id konex = add(Account{.name = "Konex", .owner = {gina}});
  Id berlin = add(Account{.name = "Konex Berlin", .parent = {konex}, .owner = {ana}});
};

TEST_F(CreditsTest, B2_RevenueIsCountedOnceAndCreditsApart) {
  revenue(berlin, 2025, eur(500'000));
  assign(konex, gina, TeamRole::global_manager, Percent{50'00}, {.branches = true});
  const Credits found = credits({konex, berlin});
  EXPECT_EQ(found.revenue.once.value, 500'000'00);
  EXPECT_EQ(found.revenue.credits.value, 750'000'00);
  EXPECT_EQ(credit_of(found, ana), 500'000'00);
  EXPECT_EQ(credit_of(found, gina), 250'000'00);
  const auto figures = credit_figures(plan, found, cache);
  const Figure& revenue = *find_figure(figures, "credited_revenue");
  EXPECT_EQ(revenue.text(), "€500,000.00");
  EXPECT_EQ(revenue.inputs[0].name, "All credits together");
  EXPECT_EQ(revenue.inputs[0].text, "€750,000.00");
  EXPECT_EQ(revenue.inputs[1].name, "Credit of Ana Keller");
}

TEST_F(CreditsTest, B2_TheOwnerIsTheLocalManagerUntilSomebodyElseIs) {
  EXPECT_EQ(on(berlin, today, TeamRole::local_manager), std::vector<Id>{ana});
  assign(berlin, sam, TeamRole::local_manager, {}, {.from = day(2026, 1, 1)});
  EXPECT_EQ(on(berlin, day(2025, 12, 31), TeamRole::local_manager), std::vector<Id>{ana});
  EXPECT_EQ(on(berlin, day(2026, 1, 1), TeamRole::local_manager), std::vector<Id>{sam});
  revenue(berlin, 2025, eur(100));
  EXPECT_EQ(credit_of(credits({berlin}), ana), 100'00) << "it was hers when it came in";
}

TEST_F(CreditsTest, B2_RolesReachTheBranchesOnlyWhereTheyAreToldSo) {
  assign(konex, gina, TeamRole::global_manager);
  EXPECT_TRUE(on(berlin, today, TeamRole::global_manager).empty());
  assign(konex, sam, TeamRole::global_manager, {}, {.branches = true, .until = day(2026, 11, 22)});
  EXPECT_EQ(on(berlin, today, TeamRole::global_manager), std::vector<Id>{sam});
  EXPECT_TRUE(on(berlin, {today.days + 1}, TeamRole::global_manager).empty());
}

TEST_F(CreditsTest, B2_ASpecialistHasCreditOnlyForTheirOffering) {
  const Id pumps = add(Offering{.name = "Pumps"});
  add(Revenue{
      .account = {berlin}, .period = year_of(2025), .offering = {pumps}, .amount = eur(40)});
  revenue(berlin, 2025, eur(60));
  assign(berlin, sam, TeamRole::specialist, Percent{25'00}, {.offering = {pumps}});
  const Credits found = credits({berlin});
  EXPECT_EQ(credit_of(found, sam), 10'00);
  EXPECT_EQ(credit_of(found, ana), 100'00);
  EXPECT_EQ(found.revenue.once.value, 100'00);
}

TEST_F(CreditsTest, B2_OnePersonWithTwoRolesHasTheLargerCredit) {
  revenue(konex, 2025, eur(100));
  assign(konex, gina, TeamRole::global_manager, Percent{50'00});
  EXPECT_EQ(credit_of(credits({konex}), gina), 100'00);
}

TEST_F(CreditsTest, B2_RevenueWithoutAManagerIsNobodysCredit) {
  const Id lonely = account("Lonely");
  revenue(lonely, 2025, eur(30));
  revenue(konex, 2025, eur(100));
  const Credits found = credits({lonely, konex});
  EXPECT_EQ(found.revenue.once.value, 130'00);
  EXPECT_EQ(found.revenue.credits.value, 100'00);
  EXPECT_EQ(found.without_credit.value, 30'00);
}

TEST_F(CreditsTest, B2_DealsGoToThoseOfTheirCloseDate) {
  deal(berlin, Stage::won, eur(80), day(2026, 3, 1));
  deal(berlin, Stage::won, eur(10), day(2025, 3, 1));
  deal(berlin, Stage::proposal, eur(60), day(2027, 5, 1));
  deal(berlin, Stage::proposal, usd(60), day(2027, 5, 1));
  assign(berlin, sam, TeamRole::local_manager, Percent{40'00}, {.from = day(2027, 1, 1)});
  const Credits found = credits({berlin});
  EXPECT_EQ(found.won.once.value, 80'00);
  EXPECT_EQ(found.won.credits.value, 80'00);
  EXPECT_EQ(found.open.once.value, 60'00);
  EXPECT_EQ(found.open.credits.value, 24'00);
  ASSERT_EQ(found.gaps.size(), 1u);
  EXPECT_EQ(to_text(found.gaps[0].currency), "USD");
}

TEST_F(CreditsTest, B2_RolesInACircleOfParentsEnd) {
  set<&Account::parent>(konex, Value{berlin});
  assign(konex, gina, TeamRole::global_manager, Percent{50'00}, {.branches = true});
  EXPECT_EQ(on(berlin, today, TeamRole::global_manager), std::vector<Id>{gina});
}

// Reporting lines
// --------------------------------------------------------------------------------

TEST_F(CreditsTest, B2_AManagerAnswersForEachAccountOnceByBothLines) {
  const Id boss = add(TeamMember{.name = "Boss"});
  set<&TeamMember::manager>(ana, Value{boss});
  set<&TeamMember::manager>(gina, Value{boss});
  set<&TeamMember::second_manager>(ana, Value{gina});
  set<&TeamMember::second_manager>(sam, Value{boss});
  revenue(konex, 2025, eur(100));
  revenue(berlin, 2025, eur(20));
  cache.refresh(plan, today);
  const auto lines = manager_lines(plan, cache);
  ASSERT_EQ(lines.size(), 2u);
  const auto& top = *std::ranges::find(lines, boss, &ManagerLine::manager);
  EXPECT_EQ(top.revenue.value, 120'00);
  EXPECT_EQ(top.revenue_with_dotted.value, 120'00) << "two ways lead to Ana, and she counts once";
  EXPECT_EQ(top.members, 2u);
  EXPECT_EQ(top.with_dotted, 3u);
  const auto& global = *std::ranges::find(lines, gina, &ManagerLine::manager);
  EXPECT_EQ(global.revenue.value, 100'00);
  EXPECT_EQ(global.revenue_with_dotted.value, 120'00);
  EXPECT_EQ(global.dotted, std::vector<Id>{ana});
}

TEST_F(CreditsTest, B2_ManagersInACircleEndAndAreTold) {
  set<&TeamMember::manager>(ana, Value{gina});
  set<&TeamMember::manager>(gina, Value{ana});
  revenue(konex, 2025, eur(100));
  revenue(berlin, 2025, eur(20));
  cache.refresh(plan, today);
  for (const ManagerLine& line : manager_lines(plan, cache)) {
    EXPECT_TRUE(line.in_circle);
    EXPECT_EQ(line.revenue.value, 120'00);
  }
}

// Team selling
// -----------------------------------------------------------------------------------

TEST_F(CreditsTest, B2_ALargeDealNeedsItsRoleAndOneStepMendsIt) {
  const Id large = deal(berlin, Stage::proposal, eur(250'000), day(2027, 3, 1));
  deal(berlin, Stage::proposal, eur(50'000), day(2027, 3, 1));
  add(SellingRule{.name = "Large deals need the global manager",
                  .group = {konex},
                  .from_amount = eur(200'000),
                  .needs = TeamRole::global_manager,
                  .credit = Percent{30'00}});
  auto found = broken(berlin);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].deal, large);
  EXPECT_TRUE(found[0].missing);
  EXPECT_EQ(found[0].member, gina) << "who owns the account at the top";
  EXPECT_EQ(found[0].sentence, "Deal has no global manager: Large deals need the global manager.");
  Edit edit("mend");
  mend(edit, plan, found[0], found[0].member, plan.new_id());
  ASSERT_TRUE(plan.apply(std::move(edit)).has_value());
  EXPECT_TRUE(broken(berlin).empty());
}

TEST_F(CreditsTest, B2_TooLittleCreditBreaksTheRuleAsWell) {
  deal(berlin, Stage::proposal, eur(250'000));
  const Id role = assign(konex, gina, TeamRole::global_manager, Percent{10'00}, {.branches = true});
  add(SellingRule{.name = "Global", .needs = TeamRole::global_manager, .credit = Percent{30'00}});
  auto found = broken(berlin);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_FALSE(found[0].missing);
  EXPECT_EQ(found[0].assignment, role);
  EXPECT_EQ(found[0].what, "Gina Global has 10%, not 30% credit");
  EXPECT_EQ(found[0].sentence,
            "Deal gives its global manager Gina Global less than 30% credit: Global.");
  Edit edit("mend");
  mend(edit, plan, found[0], {}, plan.new_id());
  ASSERT_TRUE(plan.apply(std::move(edit)).has_value());
  EXPECT_TRUE(broken(berlin).empty());
  EXPECT_EQ(plan.find<Assignment>(role)->data.credit, Percent{30'00});
}

TEST_F(CreditsTest, B2_RulesKeepToTheirGroupOfferingTypeAndAmount) {
  const Id pumps = add(Offering{.name = "Pumps"});
  const Id other = account("Other");
  deal(other, Stage::proposal, eur(900));
  deal(berlin, Stage::proposal, usd(900), {}, {}, DealType::cross_sell);
  deal(berlin, Stage::won, eur(900), day(2026, 3, 1));
  add(SellingRule{.name = "Group", .group = {konex}, .needs = TeamRole::sponsor});
  add(SellingRule{.name = "Offering", .offering = {pumps}, .needs = TeamRole::sponsor});
  add(SellingRule{.name = "Type", .type = DealType::renewal, .needs = TeamRole::sponsor});
  add(SellingRule{.name = "Amount", .from_amount = eur(1), .needs = TeamRole::sponsor});
  EXPECT_EQ(broken(berlin).size(), 1u) << "without a rate it is not judged by amount";
  EXPECT_EQ(broken(other).size(), 1u);
  cache.refresh(plan, today);
  EXPECT_EQ(broken_rules(plan, cache).size(), 2u);
}

TEST_F(CreditsTest, B2_ARoleGivenFurtherUpMendsTheFindingOfTheBranch) {
  assign(berlin, sam, TeamRole::support);  // planned
  deal(berlin, Stage::proposal, eur(900));
  add(SellingRule{.name = "Sponsors", .needs = TeamRole::sponsor});
  const auto breaks = [&] {
    cache.refresh(plan, today);
    return std::ranges::contains(cache.findings(plan, berlin), Rule::deal_breaks_selling_rule,
                                 &Finding::rule);
  };
  EXPECT_TRUE(breaks());
  assign(konex, gina, TeamRole::sponsor, {}, {.branches = true});
  EXPECT_FALSE(breaks());
}

TEST_F(CreditsTest, B2_WhoLeavesHandsTheirRolesOver) {
  const Id role = assign(konex, sam, TeamRole::specialist);
  assign(konex, sam, TeamRole::support, {}, {.until = day(2026, 1, 1)});
  cache.refresh(plan, today);
  const MemberLeaves leaves = member_leaves(plan, sam, cache);
  EXPECT_EQ(leaves.hand_over.roles, 1u) << "what is over is not handed over";
  EXPECT_TRUE(std::ranges::contains(leaves.hand_over.records, RecordKey{Kind::assignment, role}));
  ASSERT_EQ(leaves.accounts.size(), 1u);
  EXPECT_FALSE(leaves.accounts[0].owned);
}

// Properties
// ----------------------------------------------------------------------------------------

RC_GTEST_PROP(CreditsProperty, CreditsOfAllAreTheirSumAndRevenueIsCountedOnce, ()) {
  PlanMaker made;
  std::vector<Id> members;
  std::vector<Id> accounts;
  for (int i = 0; i < 4; ++i) members.push_back(made.add(TeamMember{.name = "M"}));
  std::int64_t all = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    accounts.push_back(made.add(Account{.name = "A", .owner = {members[i % 4]}}));
    const int euros = *rc::gen::inRange(0, 1000);
    all += euros * 100;
    made.revenue(accounts[i], 2025, eur(euros));
  }
  for (std::size_t i = 0; i < 5; ++i)
    made.set<&Account::parent>(accounts[i], Value{accounts[*rc::gen::inRange<std::size_t>(0, 5)]});
  const auto roles = *rc::gen::inRange<std::size_t>(0, 8);
  for (std::size_t i = 0; i < roles; ++i)
    made.add(Assignment{.account = {accounts[*rc::gen::inRange<std::size_t>(0, 5)]},
                        .member = {members[*rc::gen::inRange<std::size_t>(0, 4)]},
                        .role = *rc::gen::element(TeamRole::global_manager, TeamRole::local_manager,
                                                  TeamRole::specialist),
                        .credit = Percent{*rc::gen::inRange(0, 150'00)},
                        .branches = *rc::gen::arbitrary<bool>()});
  Cache cache;
  cache.refresh(made.plan, day(2026, 11, 22));
  const Credits found = credits_of(made.plan, accounts, cache);
  RC_ASSERT(found.revenue.once.value == all);
  Sum sum;
  for (const MemberCredit& member : found.members) {
    RC_ASSERT(member.revenue.value <= all * 3 / 2 + 5);
    sum += member.revenue;
  }
  RC_ASSERT(sum == found.revenue.credits);
}

RC_GTEST_PROP(CreditsProperty, ManagersOfAnyKindEndAndCountNothingTwice, ()) {
  PlanMaker made;
  std::vector<Id> members;
  for (int i = 0; i < 6; ++i) members.push_back(made.add(TeamMember{.name = "M"}));
  std::int64_t all = 0;
  for (const Id member : members) {
    const Id account = made.add(Account{.name = "A", .owner = {member}});
    made.revenue(account, 2025, eur(10));
    all += 10'00;
  }
  for (const Id member : members) {
    made.set<&TeamMember::manager>(member, Value{*rc::gen::elementOf(members)});
    made.set<&TeamMember::second_manager>(member, Value{*rc::gen::elementOf(members)});
  }
  Cache cache;
  cache.refresh(made.plan, day(2026, 11, 22));
  for (const ManagerLine& line : manager_lines(made.plan, cache)) {
    RC_ASSERT(line.revenue.value <= line.revenue_with_dotted.value);
    RC_ASSERT(line.revenue_with_dotted.value <= all);
    RC_ASSERT(line.revenue_with_dotted.value == 10'00 * (std::int64_t{line.with_dotted} + 1));
  }
}

TEST_F(CreditsTest, B2_OneEditJudgesTheDealsOfOneAccount) {
  const Id other = account("Other");
  for (const Id id : {konex, berlin, other}) deal(id, Stage::proposal, eur(100), day(2026, 12, 1));
  cache.refresh(plan, today);
  BrokenRules kept;
  kept.refresh(plan, cache);
  EXPECT_TRUE(kept.all().empty());
  EXPECT_EQ(kept.computed(), 0u) << "there is no rule";
  add(SellingRule{.name = "Sponsors", .needs = TeamRole::sponsor});
  const auto computed = [&] {
    const std::uint64_t before = kept.computed();
    cache.refresh(plan, today);
    kept.refresh(plan, cache);
    return kept.computed() - before;
  };
  EXPECT_EQ(computed(), 3u);
  EXPECT_EQ(kept.all().size(), 3u);
  set<&Account::notes>(other, std::string("called"));
  EXPECT_EQ(computed(), 1u);
  deal(other, Stage::proposal, eur(300), day(2026, 12, 1));
  EXPECT_EQ(computed(), 1u);
  ASSERT_EQ(kept.all().size(), 4u);
  EXPECT_EQ(kept.all()[0].account, other) << "the largest deal first";
}

TEST_F(CreditsTest, B2_AnotherOwnerAtTheTopIsProposedAtAllBranchesBelow) {
  const Id mitte = add(Account{.name = "Mitte", .parent = {berlin}});
  deal(mitte, Stage::proposal, eur(100), day(2026, 12, 1));
  add(SellingRule{.name = "Global", .needs = TeamRole::global_manager});
  cache.refresh(plan, today);
  BrokenRules kept;
  kept.refresh(plan, cache);
  ASSERT_EQ(kept.all().size(), 1u);
  EXPECT_EQ(kept.all()[0].member, gina);
  // The one in between is edited as well, in what its branches do not depend on.
  set<&Account::notes>(berlin, std::string("called"));
  set<&Account::owner>(konex, sam);
  cache.refresh(plan, today);
  kept.refresh(plan, cache);
  EXPECT_EQ(kept.all()[0].member, sam);
}

RC_GTEST_PROP(CreditsProperty, B2_KeptUpToDateEqualsJudgedAnew, (const Steps& steps)) {
  EditedPlan made;
  made.add(SellingRule{.name = "R", .needs = TeamRole::global_manager});
  Cache cache;
  BrokenRules kept;
  const Date today = day(2026, 11, 22);
  for (const auto& [what, which, much] : steps) {
    made.step(what, which, much);
    if (much % 3 == 0) continue;  // several edits at once as well
    cache.refresh(made.plan, today);
    kept.refresh(made.plan, cache);
    RC_ASSERT(kept.all() == broken_rules(made.plan, cache));
  }
}

}  // namespace
}  // namespace keyplan::analysis
