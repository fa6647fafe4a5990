// What we know of the customer and from whom: questions and answers, the insight map, research,
// interviews and competitors.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/charts/diagram.h"
#include "ui/screens/account/record_card.h"

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

  std::uint64_t revision_ = ~0ull;
  model::Id account_;
  std::vector<Asked> sets_;
  std::size_t shown_set_ = 0;

  std::uint64_t map_revision_ = ~0ull;
  model::Id map_account_;
  std::vector<DiagramNode> nodes_;
  std::vector<DiagramEdge> edges_;
  DiagramState map_;
  int added_type_ = 1;

  RecordCard insights_;
  RecordCard research_;
  RecordCard interviews_;
  RecordCard footholds_;
};

}  // namespace keyplan::ui
