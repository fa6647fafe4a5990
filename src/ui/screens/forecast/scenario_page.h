// One scenario: what happens in it, whom and what it hits, what it takes to make up for it, and the
// plan for the day it comes true.
#pragma once

#include <cstdint>

#include "ui/screens/forecast/scenarios.h"
#include "ui/screens/record_table.h"

namespace keyplan::ui {

class ScenarioPage {
 public:
  ScenarioPage();
  enum class Answer : std::uint8_t { stay, back, show };  // show: in the charts of the forecast
  Answer frame(ScreenContext& in, Outlooks& outlooks, model::Id scenario);

 private:
  void changes(ScreenContext& in, const Outlook& outlook, model::Id scenario);
  void hit(ScreenContext& in, const Outlook& outlook);
  void calls(ScreenContext& in, const Outlook& outlook);
  void loss_plan(ScreenContext& in, model::Id scenario);
  void costs(ScreenContext& in, const Outlook& outlook);

  RecordTable table_;
};

}  // namespace keyplan::ui
