// The forecast of the plan year, the way back from its goal, and the years it rests on.
#pragma once

#include <string>
#include <vector>

#include "core/model/display.h"
#include "ui/charts/charts.h"
#include "ui/screens/levers.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class ForecastScreen {
 public:
  void frame(ScreenContext& in);

 private:
  void compute(ScreenContext& in);
  void make_chart(const ScreenContext& in);
  void key_figures(ScreenContext& in);
  void work_back(ScreenContext& in);
  void quarters(ScreenContext& in);
  void years(ScreenContext& in);
  void averages(ScreenContext& in);
  void years_chart(ScreenContext& in);

  LeverPanel levers_;
  // With what is tried out; made anew when that or the plan changed.
  std::uint64_t made_for_ = 0;
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
