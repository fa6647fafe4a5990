// What the pages about scenarios share: their list in the order people gave it, how one is added,
// and the words for its loss plan.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/screens/outlooks.h"

namespace keyplan::ui {

using ScenarioRecord = model::Record<model::Scenario>;

/// In their order.
std::vector<const ScenarioRecord*> scenarios_of(const model::Plan& plan);

/// Queues the one edit that adds a scenario with its changes; answers its id.
model::Id add_scenario(ScreenContext& in, std::string name,
                       std::vector<model::ScenarioChange> changes);

/// A scenario that one press makes: of the largest account, sector, and manager's accounts. Those
/// whose name is taken are left out.
struct QuickScenario {
  std::string name;
  model::ScenarioChange change;
};
std::vector<QuickScenario> quick_scenarios(const ScreenContext& in);

struct LossPlanWord {
  std::string_view word;
  Tone tone;
};
LossPlanWord loss_plan_word(const model::Scenario& scenario);

/// What it takes to make up for a scenario, with the figure that explains it.
struct Recovery {
  std::string text;
  std::string figure;
};
Recovery recovery_of(const Outlook& outlook);

/// An amount in the scale of a column that explains itself; a dash where there is none.
void outlook_number(ScreenContext& in, const Outlook& outlook, std::string_view figure,
                    std::string_view name, const model::MoneyScale* scale = nullptr,
                    model::Sign sign = model::Sign::minus_only, Tone tone = Tone::ink);

/// The same of what trials say; while they are run, that they are.
void trials_number(ScreenContext& in, const Outlook& outlook, std::string_view figure,
                   std::string_view name, const model::MoneyScale* scale = nullptr);

/// "€M · working, 2 to go": the note of a table with such numbers.
std::string note_of(const model::MoneyScale& scale, std::int64_t waiting);

}  // namespace keyplan::ui
