// A plan for properties of results that are kept up to date: whatever is edited, they equal those
// worked out anew.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/core/analysis/fixture.h"

namespace keyplan::analysis {

/// A plan that is edited at random, in everything that results kept up to date depend on and in
/// more.
struct EditedPlan : PlanMaker {
  EditedPlan() {
    for (int i = 0; i < 6; ++i) accounts.push_back(account("A" + std::to_string(i)));
    for (int i = 0; i < 3; ++i) team.push_back(add(TeamMember{.name = "T"}));
    for (int i = 0; i < 3; ++i) offerings.push_back(add(Offering{.name = "O"}));
    add(ExchangeRate{.currency = code("USD"), .date = day(2024, 1, 1), .rate = {912'345'678}});
  }

  template <class T>
  std::optional<Id> any(unsigned which) {
    std::vector<Id> ids;
    for (const Record<T>& record : plan.table<T>()) ids.push_back(record.id);
    std::ranges::sort(ids);
    if (ids.empty()) return std::nullopt;
    return ids[which % ids.size()];
  }
  template <class T>
  void remove_any(unsigned which) {
    if (const auto id = any<T>(which)) {
      Edit edit("remove");
      edit.remove({kind_of<T>, *id});
      RC_ASSERT(history.apply(plan, std::move(edit)).has_value());
    }
  }
  template <auto Member>
  void change(unsigned which, Value value) {
    using T = typename model::detail::MemberOf<decltype(Member)>::Class;
    if (const auto id = any<T>(which)) {
      Edit edit("change");
      edit.set<Member>(*id, std::move(value));
      RC_ASSERT(history.apply(plan, std::move(edit)).has_value());
    }
  }

  void step(unsigned what, unsigned which, unsigned much) {
    const Ref<Account> at{which % 7 == 6 ? Id{} : accounts[which % 6]};  // gone ones too
    const Money amount{much % 100'000, code(much % 5 == 0 ? "USD" : "EUR")};
    const auto criterion = any<Criterion>(which);
    switch (what % 32) {
      case 0:
      case 1:
        add(Revenue{.account = at,
                    .period = year_of(2023 + static_cast<int>(much % 4)),
                    .offering = {much % 4 == 3 ? Id{} : offerings[much % 3]},
                    .amount = amount,
                    .cost = much % 2 == 0 ? Money{amount.minor / 2, amount.currency} : Money{}});
        break;
      case 2:
        return change<&Revenue::amount>(which, amount);
      case 3:
        return change<&Revenue::account>(which, at.id);
      case 4:
        return remove_any<Revenue>(which);
      case 5:
        accounts.push_back(account("New"));
        std::swap(accounts.back(), accounts[which % 6]);
        break;
      case 6:
        return remove_any<Account>(which);
      case 7:
        return change<&Account::employees>(which, Count{much % 5000});
      case 8:
        return change<&Account::category_spend>(which, amount);
      case 9:
        return change<&Account::standing>(which, much % 2 == 0);
      case 10:
        add(WhitespaceCell{.account = at,
                           .offering = {offerings[much % 3]},
                           .potential = amount,
                           .current = {amount.minor / 3, amount.currency}});
        break;
      case 11:
        add(Satisfaction{.account = at,
                         .survey = Survey::nps,
                         .score = {static_cast<std::int64_t>(much % 11) * 10'000},
                         .date = day(2026, 5, 1)});
        break;
      case 12:
        add(Person{.name = "P",
                   .account = at,
                   .role = DecisionRole::decider,
                   .attitude = static_cast<Attitude>(much % 5)});
        break;
      case 13:
        add(Criterion{
            .name = "C",
            .measure = static_cast<Measure>(much % 13),
            .weight = {static_cast<std::int32_t>(much % 10'000)},
            .ord = {std::string(1, static_cast<char>('B' + plan.table<Criterion>().size() % 24))}});
        break;
      case 14:
        return change<&Criterion::weight>(which, Percent{static_cast<std::int32_t>(much % 10'000)});
      case 15:
        return change<&Criterion::best>(which, Decimal{static_cast<std::int64_t>(much) * 10});
      case 16:
        return remove_any<Criterion>(which);
      case 17:
        if (criterion)
          add(Rating{.account = at,
                     .criterion = {*criterion},
                     .score = {static_cast<std::int64_t>(much % 11) * 10'000}});
        break;
      case 18:
        setting<&Settings::key_share>(Percent{static_cast<std::int32_t>(much % 5'000)});
        setting<&Settings::key_share_offering>(Percent{static_cast<std::int32_t>(much % 7'000)});
        break;
      case 19:
        setting<&Settings::abc_a>(Percent{static_cast<std::int32_t>(much % 10'000)});
        break;
      case 20:
        setting<&Settings::plan_year>(year_of(2024 + static_cast<int>(much % 4)));
        break;
      case 21:
        return remove_any<Offering>(which);
      case 22:
        history.undo(plan);
        break;
      case 23:
        add(Opportunity{.name = "D",
                        .account = at,
                        .offering = {offerings[which % 3]},
                        .progress = {static_cast<Stage>(much % 7), {}},
                        .amount = amount,
                        .close = day(2026, 12, 1)});
        break;
      case 24:
      case 25:
        return change<&Account::parent>(which, much % 4 == 0 ? Id{} : accounts[much % 6]);
      case 26:
        return change<&Account::owner>(which, much % 4 == 0 ? Id{} : team[much % 3]);
      case 27:
        add(Assignment{.account = at,
                       .member = {team[much % 3]},
                       .role = static_cast<TeamRole>(much % 6),
                       .credit = much % 2 == 0 ? Percent{5000} : Percent{},
                       .offering = {which % 3 == 0 ? offerings[much % 3] : Id{}},
                       .branches = much % 3 != 0});
        break;
      case 28:
        return change<&Assignment::role>(which, Choice{static_cast<std::uint8_t>(much % 6)});
      case 29:
        return remove_any<Assignment>(which);
      case 30:
        add(SellingRule{.name = "R",
                        .group = {which % 3 == 0 ? accounts[which % 6] : Id{}},
                        .from_amount = much % 2 == 0 ? eur(100) : Money{},
                        .needs = static_cast<TeamRole>(much % 6),
                        .credit = much % 3 == 0 ? Percent{3000} : Percent{}});
        break;
      case 31:
        return change<&Opportunity::amount>(which, amount);
    }
  }

  History history;
  std::vector<Id> accounts;
  std::vector<Id> offerings;
  std::vector<Id> team;
};

/// What is done, to which, and how much: for EditedPlan::step.
using Steps = std::vector<std::tuple<unsigned, unsigned, unsigned>>;

}  // namespace keyplan::analysis
