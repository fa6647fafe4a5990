#include "ui/screens/forecast/scenarios.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/text/fold.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {

using model::ChangeType;
using model::Id;
using model::Kind;
using model::Scenario;
using model::ScenarioChange;

namespace {

constexpr std::string_view nothing = "\u2014";
constexpr model::Percent usual_shock{40'00};

struct Largest {
  std::string sector;
  Id manager;
};

/// The sector with the most revenue, and the manager whose accounts have most.
Largest largest_of(const ScreenContext& in) {
  struct Sector {
    std::string name;
    analysis::Sum revenue;
  };
  std::map<std::string, Sector> sectors;
  std::map<Id, analysis::Sum> managers;
  const int year = in.figures.portfolio().shown_year;
  for (const analysis::AccountResult& result : in.figures.accounts()) {
    const auto* account = in.plan.find<model::Account>(result.id);
    const analysis::Sum revenue = result.revenue(year);
    if (account == nullptr || revenue.value <= 0) continue;
    if (const std::string folded = text::folded(account->data.sector); !folded.empty()) {
      Sector& sector = sectors[folded];
      if (sector.name.empty()) sector.name = account->data.sector;
      sector.revenue += revenue;
    }
    if (in.plan.find(account->data.owner) != nullptr) managers[account->data.owner.id] += revenue;
  }
  Largest largest;
  const auto sector = std::ranges::max_element(
      sectors, {}, [](const auto& entry) { return entry.second.revenue.value; });
  if (sector != sectors.end()) largest.sector = sector->second.name;
  const auto manager =
      std::ranges::max_element(managers, {}, [](const auto& entry) { return entry.second.value; });
  if (manager != managers.end()) largest.manager = manager->first;
  return largest;
}

}  // namespace

std::vector<const ScenarioRecord*> scenarios_of(const model::Plan& plan) {
  std::vector<const model::RecordBase*> sorted;
  for (const ScenarioRecord& record : plan.table<Scenario>()) sorted.push_back(&record);
  model::sort_by_order(Kind::scenario, sorted);
  std::vector<const ScenarioRecord*> list;
  for (const model::RecordBase* record : sorted)
    list.push_back(static_cast<const ScenarioRecord*>(record));
  return list;
}

Id add_scenario(ScreenContext& in, std::string name, std::vector<ScenarioChange> changes) {
  model::Edit edit("add scenario " + name);
  auto scenario = new_record<Scenario>(in);
  scenario->id = in.new_id();
  scenario->data.name = std::move(name);
  const Id id = scenario->id;
  edit.add(Kind::scenario, std::move(scenario));
  model::OrderKey last;
  for (ScenarioChange& change : changes) {
    change.scenario = {id};
    last = model::key_between(last, {}, in.new_id().bits).value_or(model::OrderKey{});
    change.ord = last;
    edit.add(in.new_id(), std::move(change));
  }
  in.edit(std::move(edit));
  return id;
}

std::vector<QuickScenario> quick_scenarios(const ScreenContext& in) {
  std::vector<QuickScenario> all;
  const analysis::Portfolio& p = in.figures.portfolio();
  if (!p.top.empty()) {
    const Id account = p.top[0].account;
    all.push_back({"Lose " + name_of(in.plan, {Kind::account, account}),
                   {.type = ChangeType::lose_account, .account = {account}}});
  }
  const Largest largest = largest_of(in);
  if (!largest.sector.empty()) {
    all.push_back(
        {largest.sector + " shock \u2212" + model::percent_text(usual_shock.fraction(), 0),
         {.type = ChangeType::sector_shock, .sector = largest.sector, .percent = usual_shock}});
  }
  if (largest.manager) {
    all.push_back({name_of(in.plan, {Kind::team_member, largest.manager}) + " leaves",
                   {.type = ChangeType::manager_leaves, .member = {largest.manager}}});
  }
  std::erase_if(all, [&](const QuickScenario& quick) {
    return std::ranges::any_of(in.plan.table<Scenario>(), [&](const ScenarioRecord& record) {
      return record.data.name == quick.name;
    });
  });
  return all;
}

LossPlanWord loss_plan_word(const Scenario& scenario) {
  switch (analysis::loss_plan_status(scenario)) {
    case model::LossPlanStatus::ready:
      return {"ready", Tone::positive};
    case model::LossPlanStatus::draft:
      return {"draft", Tone::warning};
    case model::LossPlanStatus::missing:
    case model::LossPlanStatus::unset:
      break;
  }
  return {"missing", Tone::negative};
}

Recovery recovery_of(const Outlook& outlook) {
  const analysis::ScenarioOutcome& outcome = outlook.outcome;
  std::size_t calls = 0, accounts = 0;
  for (const analysis::Leaver& leaver : outcome.leavers) {
    calls += leaver.leaves.calls.size();
    accounts += leaver.accounts.size();
  }
  const auto counted = [](std::size_t count, std::string_view one, std::string_view many) {
    return model::counted(static_cast<std::int64_t>(count), one, many);
  };
  if (accounts > 0) {
    std::string text = "hand over " + counted(accounts, "account", "accounts");
    if (calls > 0) text += ", " + counted(calls, "call", "calls");
    return {std::move(text), "scenario_exposed"};
  }
  if (outcome.accounts_needed && *outcome.accounts_needed > 0) {
    return {model::counted(*outcome.accounts_needed, "new Growth account", "new Growth accounts"),
            "scenario_accounts_to_recover"};
  }
  if (outcome.deals_needed && *outcome.deals_needed > 0)
    return {model::counted(*outcome.deals_needed, "deal", "deals"), "scenario_deals_to_recover"};
  return {};
}

void outlook_number(ScreenContext& in, const Outlook& outlook, std::string_view figure,
                    std::string_view name, const model::MoneyScale* scale, model::Sign sign,
                    Tone tone) {
  const analysis::Figure* found = outlook.figure(figure);
  if (found == nullptr) {
    in.ui.text(nothing, {.style = TextStyle::small, .tone = Tone::muted, .align = Align::right});
    return;
  }
  std::string shown;
  const auto* money = std::get_if<model::Money>(&found->value);
  if (money != nullptr && scale != nullptr) shown = model::in_scale(*money, *scale, sign);
  figure_number(in, *found, name, shown,
                {.style = TextStyle::small, .tone = tone, .align = Align::right});
}

void trials_number(ScreenContext& in, const Outlook& outlook, std::string_view figure,
                   std::string_view name, const model::MoneyScale* scale) {
  if (outlook.current) return outlook_number(in, outlook, figure, name, scale);
  const auto explain = [&] {
    const std::string trials = model::count_text(std::int64_t{Outlooks::trials});
    return Explanation{
        .title = std::string(name),
        .not_available = "The " + trials + " trials of the plan as it is now are being run."};
  };
  in.ui.figure(name, "working", explain,
               {.style = TextStyle::small, .tone = Tone::muted, .align = Align::right});
}

std::string note_of(const model::MoneyScale& scale, std::int64_t waiting) {
  if (waiting == 0) return scale.unit;
  return scale.unit + " \u00b7 working, " + model::count_text(waiting) + " to go";
}

}  // namespace keyplan::ui
