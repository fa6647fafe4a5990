// Small plans for tests, written as one would tell them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/analysis/cache.h"
#include "core/model/display.h"
#include "core/model/history.h"

namespace keyplan::analysis {

using namespace model;

inline Currency code(std::string_view text) { return *parse_currency(text); }
inline Money eur(std::int64_t euros) { return {euros * 100, code("EUR")}; }
inline Money usd(std::int64_t dollars) { return {dollars * 100, code("USD")}; }
inline Date day(int year, int month, int day_of_month) {
  return *date_of(year, month, day_of_month);
}
inline Period year_of(int year) { return {static_cast<std::int16_t>(year)}; }
inline Period month_of(int year, int month) {
  return {static_cast<std::int16_t>(year), static_cast<std::int8_t>(month)};
}

class PlanMaker {
 public:
  PlanMaker() : plan(make_plan_id(1, 2)) {
    plan.begin_session({.random = 42});
    add_with_id(settings_id, Settings{.name = "Test", .base_currency = code("EUR")});
  }

  template <class T>
  void add_with_id(Id id, T data) {
    Edit edit("add");
    edit.add(id, std::move(data));
    EXPECT_TRUE(plan.apply(std::move(edit)).has_value());
  }
  template <class T>
  Id add(T data) {
    const Id id = plan.new_id();
    add_with_id(id, std::move(data));
    return id;
  }
  template <auto Member>
  void set(Id id, Value value) {
    Edit edit("change");
    edit.set<Member>(id, std::move(value));
    EXPECT_TRUE(plan.apply(std::move(edit)).has_value());
  }
  template <auto Member>
  void setting(Value value) {
    set<Member>(settings_id, std::move(value));
  }
  void remove(Kind kind, Id id) {
    Edit edit("remove");
    edit.remove({kind, id});
    EXPECT_TRUE(plan.apply(std::move(edit)).has_value());
  }

  Id account(std::string name) { return add(Account{.name = std::move(name)}); }
  Id revenue(Id account, int year, Money amount, RevenueKind kind = RevenueKind::unset) {
    return add(
        Revenue{.account = {account}, .period = year_of(year), .kind = kind, .amount = amount});
  }
  Id deal(Id account, Stage stage, Money amount, Date close = {}, Percent chance = {},
          DealType type = DealType::unset) {
    return add(Opportunity{.name = "Deal",
                           .account = {account},
                           .progress = {stage, chance},
                           .amount = amount,
                           .type = type,
                           .close = close});
  }

  Plan plan;
};

class AnalysisTest : public testing::Test, public PlanMaker {
 protected:
  const Figure& figure(std::string_view id) {
    cache.refresh(plan, today);
    const Figure* found = cache.figure(plan, id);
    if (found == nullptr) {
      ADD_FAILURE() << "no figure " << id;
      static const Figure none;
      return none;
    }
    return *found;
  }
  double number(std::string_view id) {
    const auto* value = std::get_if<double>(&figure(id).value);
    if (value == nullptr) ADD_FAILURE() << id << ": " << figure(id).na_reason;
    return value == nullptr ? 0 : *value;
  }
  Money money(std::string_view id) {
    const auto* value = std::get_if<Money>(&figure(id).value);
    if (value == nullptr) ADD_FAILURE() << id << ": " << figure(id).na_reason;
    return value == nullptr ? Money{} : *value;
  }
  std::int64_t count(std::string_view id) {
    const auto* value = std::get_if<std::int64_t>(&figure(id).value);
    if (value == nullptr) ADD_FAILURE() << id << ": " << figure(id).na_reason;
    return value == nullptr ? -1 : *value;
  }
  std::string input(std::string_view id, std::string_view name) {
    for (const Input& input : figure(id).inputs) {
      if (input.name == name) return input.text;
    }
    ADD_FAILURE() << id << " has no input " << name;
    return {};
  }
  std::vector<std::string> operational(Id account) {
    cache.refresh(plan, today);
    std::vector<std::string> sentences;
    for (const Finding& item : cache.operational(account)) {
      sentences.push_back(sentence(item, plan, plan.settings().base_currency));
    }
    return sentences;
  }

  Date today = day(2026, 11, 22);
  Cache cache;
};

}  // namespace keyplan::analysis
