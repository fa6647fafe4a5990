// The forecast of the plan year: where it can land, the way back from its goal, what happens when
// the worst comes true, and the years it rests on.
#pragma once

#include <string>
#include <vector>

#include "core/model/display.h"
#include "ui/charts/charts.h"
#include "ui/screens/forecast/close_gap_card.h"
#include "ui/screens/forecast/scenario_list.h"
#include "ui/screens/forecast/scenario_page.h"
#include "ui/screens/forecast/shock_lab.h"
#include "ui/screens/levers.h"
#include "ui/screens/outlooks.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class ForecastScreen {
 public:
  void frame(ScreenContext& in, Outlooks& outlooks);
  /// Where levers are tried out; that of this field of the settings gets the keyboard.
  void show_lever(std::uint16_t field);
  void open_scenario(model::Id scenario);

 private:
  enum class View : std::uint8_t { outlook, work_back, compare, shock_lab };
  bool scenario_page(ScreenContext& in, Outlooks& outlooks);
  void header(ScreenContext& in);
  void outlook(ScreenContext& in, Outlooks& outlooks, const Outlook& shown);
  void work_back(ScreenContext& in, const Outlook& shown);
  void walk_card(ScreenContext& in);
  void follow_driver(ScreenContext& in, const simulation::Driver& driver);
  void compute(ScreenContext& in, const Outlook& shown);
  void make_chart(const ScreenContext& in);
  void key_figures(ScreenContext& in, const Outlook& shown);
  void levers(ScreenContext& in);
  void quarters(ScreenContext& in);
  void years(ScreenContext& in);
  void averages(ScreenContext& in);
  void years_chart(ScreenContext& in);

  View view_ = View::outlook;
  model::Id scenario_;               // that walk and charts show; none: the plan
  std::optional<model::Id> opened_;  // a scenario with a page of its own
  LeverPanel levers_;
  ScenarioList scenarios_;
  ScenarioPage page_;
  CloseGapCard close_gap_;
  ShockLab lab_;
  // With what is tried out; made anew when that or the plan changed.
  struct MadeFor {
    std::uint64_t version = 0, revision = 0;
    model::Id scenario;
    friend bool operator==(const MadeFor&, const MadeFor&) = default;
  };
  MadeFor made_for_;
  bool tried_before_ = false;
  analysis::ForecastBase base_;
  analysis::Forecast forecast_;
  std::vector<analysis::Figure> figures_;
  struct Chart {
    std::vector<std::string> columns;
    std::vector<std::string> totals;
    std::vector<StackedSeries> series;
    std::vector<std::string> figures;  // ids, one per column
    model::MoneyScale scale;
  };
  Chart chart_;
};

}  // namespace keyplan::ui
