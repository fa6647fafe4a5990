// What we know of the customer and from whom: questions and answers, the insight map, what they
// have not seen yet, research, interviews and competitors.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/charts/diagram.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/screens/account/record_card.h"
#include "ui/screens/account/unseen_card.h"

namespace keyplan::ui {

class UnderstandTab {
 public:
  UnderstandTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  struct Asked {
    const model::Plan* from = nullptr;  // the plan, or the library it has not taken it from yet
    model::Id set;
    std::string name;
    std::vector<model::Id> questions;
    std::size_t answered = 0;
  };
  void collect(ScreenContext& in, const model::Record<model::Account>& account);
  void questions(ScreenContext& in, model::Id account);
  void question(ScreenContext& in, const Asked& set, model::Id question, model::Id account);
  void insight_map(ScreenContext& in, model::Id account);
  void make_map(ScreenContext& in, model::Id account);

  MadeFor made_for_;
  std::vector<Asked> sets_;
  std::size_t shown_set_ = 0;

  MadeFor map_made_for_;
  std::vector<DiagramNode> nodes_;
  std::vector<DiagramEdge> edges_;
  DiagramState map_;
  int added_type_ = 1;

  RecordCard insights_;
  UnseenCard unseen_;
  RecordCard research_;
  RecordCard interviews_;
  RecordCard footholds_;
};

}  // namespace keyplan::ui
