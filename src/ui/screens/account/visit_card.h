// The engagement plan: visits where the work is done, quarter by quarter, and what to look at on
// each of them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

class VisitCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  struct Quarter {
    std::string name;  // "Q1 FY2027"
    model::Date first, last;
    std::vector<const model::Record<model::Visit>*> visits;
  };
  void refresh(ScreenContext& in, model::Id account);
  void quarter(ScreenContext& in, const Quarter& quarter, model::Id account);
  void visit(ScreenContext& in, model::Id account);
  void checklist(ScreenContext& in, model::Id account);
  void point(ScreenContext& in, std::size_t place, model::Id account);

  MadeFor made_for_;
  int year_offset_ = 1;  // 0: the last fiscal year, 1: this one, 2: the next one
  std::array<Quarter, 4> quarters_;
  model::Id shown_;
  model::Id list_of_;  // the visit of points_
  std::vector<const model::RecordBase*> points_;
  bool add_another_ = false;  // the field for the next point gets the keyboard
};

}  // namespace keyplan::ui
