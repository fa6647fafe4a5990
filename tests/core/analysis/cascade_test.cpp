#include "core/analysis/goals.h"
#include "fixture.h"

namespace keyplan::analysis {
namespace {

Decimal whole(std::int64_t value) { return {value * 10'000}; }

class GoalCascade : public AnalysisTest {
 protected:
  Id goal(std::string title, Goal more = {}) {
    more.title = std::move(title);
    more.ord = {std::string(1, next_++)};
    return add(std::move(more));
  }
  Goal share(Id above, std::int64_t baseline, std::int64_t target, Decimal now = {}) const {
    return {.parent = {above},
            .unit = "\u20ac M",
            .baseline = whole(baseline),
            .target = whole(target),
            .current = now};
  }
  Id of_account(std::string title, Id account, Goal more) {
    more.account = {account};
    return goal(std::move(title), std::move(more));
  }
  Id of_member(std::string title, Id member, Goal more) {
    more.owner = {member};
    more.personal = true;
    return goal(std::move(title), std::move(more));
  }
  const CascadeRow& row(Id id) {
    cascade = cascade_of(plan, today);
    const auto found = std::ranges::find_if(
        cascade.rows, [id](const CascadeRow& row) { return row.goal->id == id; });
    EXPECT_NE(found, cascade.rows.end());
    return *found;
  }
  std::vector<std::string> titles() {
    cascade = cascade_of(plan, today);
    std::vector<std::string> titles;
    for (const CascadeRow& row : cascade.rows)
      titles.push_back(std::string(2ul * row.depth, ' ') + row.goal->data.title);
    return titles;
  }

  Id konex = account("Konex");
  Id aalto = account("Aalto");
  Id ana = add(TeamMember{.name = "Ana"});
  Cascade cascade;

 private:
  char next_ = 'B';
};

TEST_F(GoalCascade, G3_GoesFromTheCompanyToAccountsToRepresentatives) {
  const Id annual = goal("Annual");
  const Id long_term = goal("Long-term", {.level = GoalLevel::long_term});
  const Id at_konex = of_account("At Konex", konex, {.parent = {annual}});
  of_account("At Aalto", aalto, {.parent = {annual}});
  of_member("Of Ana", ana, {.account = {konex}, .parent = {at_konex}});
  goal("Below the long-term one", {.parent = {long_term}});
  of_account("Alone", konex, {});
  EXPECT_EQ(titles(),
            (std::vector<std::string>{"Long-term", "  Below the long-term one", "Annual",
                                      "  At Aalto", "  At Konex", "    Of Ana", "Alone"}));
  EXPECT_EQ(cascade.serving, 6u);
  EXPECT_EQ(cascade.company_goals, 3u);
  EXPECT_EQ(cascade.rows[2].rows_below, 3u);
  EXPECT_EQ(cascade.rows[5].level, CascadeLevel::member);
}

TEST_F(GoalCascade, G3_SaysWhatLowerGoalsDoNotCoverYet) {
  const Id company = goal("8 M", share({}, 5, 8));
  of_account("Konex", konex, share(company, 2, 3));
  of_account("Aalto", aalto, share(company, 1, 2));
  const CascadeRow& found = row(company);
  EXPECT_EQ(found.wanted, whole(3));
  EXPECT_EQ(found.covered, whole(2));
  EXPECT_EQ(found.open, whole(1));
  EXPECT_TRUE(found.has_gap());
  EXPECT_EQ(cascade.with_gap, 3u) << "nobody has a share of the goals of the accounts";
}

TEST_F(GoalCascade, G3_MoreThanWantedIsCoveredAlsoWhereItGoesDown) {
  const Id company = goal("Fewer complaints", share({}, 9, 6));
  of_account("Konex", konex, share(company, 5, 1));
  EXPECT_EQ(row(company).open, whole(0));
  EXPECT_FALSE(row(company).has_gap());
  const Id other = goal("Fewer stops", share({}, 9, 6));
  of_account("Aalto", aalto, share(other, 5, 4));
  EXPECT_EQ(row(other).open, whole(-2)) << "two less are still to be found";
  EXPECT_TRUE(row(other).has_gap());
}

TEST_F(GoalCascade, G3_ProgressRollsUpFromRepresentatives) {
  const Id company = goal("8 M", share({}, 5, 9));
  const Id at_konex = of_account("Konex", konex, share(company, 2, 4));
  of_member("Ana", ana, share(at_konex, 0, 2, whole(1)));
  of_account("Aalto", aalto, share(company, 1, 2, whole(2)));
  EXPECT_DOUBLE_EQ(row(at_konex).rolled_up.value(), .5);
  EXPECT_DOUBLE_EQ(row(company).rolled_up.value(), .5) << "1 of Ana and 1 of Aalto, of 4";
  EXPECT_FALSE(row(company).rolled_up_is_mean);
}

TEST_F(GoalCascade, G3_GoalsInOtherUnitsAreNotAddedUp) {
  const Id company = goal("8 M", share({}, 5, 9));
  Goal nps = share(company, 0, 40, whole(10));
  nps.unit = "points";
  of_account("NPS", konex, std::move(nps));
  const CascadeRow& found = row(company);
  EXPECT_EQ(found.lower, 1u);
  EXPECT_EQ(found.comparable, 0u);
  EXPECT_FALSE(found.covered);
  EXPECT_FALSE(found.has_gap()) << "how much it covers cannot be said";
  EXPECT_TRUE(found.rolled_up_is_mean);
  EXPECT_DOUBLE_EQ(found.rolled_up.value(), .25);
}

TEST_F(GoalCascade, G3_WithoutAUnitTheMeasureHasToBeTheSame) {
  const Id company = goal("Deals", {.measure = "Deals won", .target = whole(10)});
  of_account("Konex", konex, {.parent = {company}, .measure = "deals won", .target = whole(4)});
  of_account("Aalto", aalto, {.parent = {company}, .measure = "Visits", .target = whole(4)});
  EXPECT_EQ(row(company).comparable, 1u);
  EXPECT_EQ(row(company).open, whole(6));
}

TEST_F(GoalCascade, G3_DroppedGoalsCountNowhere) {
  const Id company = goal("8 M", share({}, 5, 9));
  Goal dropped = share(company, 0, 4, whole(4));
  dropped.status = GoalStatus::dropped;
  of_account("Konex", konex, std::move(dropped));
  EXPECT_EQ(row(company).lower, 0u);
  EXPECT_FALSE(row(company).rolled_up);
  EXPECT_TRUE(row(company).has_gap());
}

TEST_F(GoalCascade, G3_GoalsInACircleAreShownOnce) {
  const Id first = goal("First");
  const Id second = goal("Second", {.parent = {first}});
  set<&Goal::parent>(first, Value{second});
  goal("Its own", {});
  EXPECT_EQ(titles().size(), 3u);
}

TEST_F(GoalCascade, G3_AGoalOfARepresentativeIsNotAskedForTheCustomersAgreement) {
  const auto asked = [&](Rule rule) {
    cache.refresh(plan, today);
    return std::ranges::count(cache.findings(plan, konex), rule, &Finding::rule);
  };
  set<&Account::tier>(konex, Value{Choice{static_cast<std::uint8_t>(Tier::key)}});
  const Id at_konex = of_account("Revenue of 3 million", konex, {});
  EXPECT_EQ(asked(Rule::goal_unconfirmed), 1);
  of_member("Half a million of service", ana, {.account = {konex}, .parent = {at_konex}});
  for (const Rule rule : {Rule::goal_unconfirmed, Rule::goal_not_aligned, Rule::goal_without_role})
    EXPECT_EQ(asked(rule), 1) << "only what it serves";
}

TEST_F(GoalCascade, G3_ALongTermObjectiveReachesTwoToFiveYearsAhead) {
  const Date now = day(2026, 11, 22);
  const auto out = [&](Date start, Date due, GoalLevel level = GoalLevel::long_term) {
    return is_out_of_long_term({.level = level, .start = start, .due = due}, now);
  };
  EXPECT_FALSE(out({}, day(2028, 12, 31)));
  EXPECT_FALSE(out({}, day(2031, 11, 30)));
  EXPECT_TRUE(out({}, day(2027, 12, 31)));
  EXPECT_TRUE(out({}, day(2033, 1, 1)));
  EXPECT_FALSE(out(day(2024, 1, 1), day(2027, 1, 1))) << "counted from its start";
  EXPECT_FALSE(out({}, day(2027, 1, 1), GoalLevel::annual));
  EXPECT_FALSE(out({}, {}));
}

TEST_F(GoalCascade, G3_TheLargestNumbersAddUp) {
  const std::int64_t huge = max_exact_integer;
  const Id company = goal("All", {.baseline = {-huge}, .target = {huge}});
  for (const Id account : {konex, aalto})
    of_account("Share", account, {.parent = {company}, .baseline = {-huge}, .target = {huge}});
  EXPECT_EQ(row(company).open, whole(0));
  EXPECT_EQ(row(company).covered.ten_thousandths, 4 * huge);
}

}  // namespace
}  // namespace keyplan::analysis
