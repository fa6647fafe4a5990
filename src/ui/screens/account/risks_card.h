// Risks and opportunities by impact and likelihood, and ranked; each can become an action.
#pragma once

#include <array>

#include "ui/charts/matrix.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class RisksCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  struct Row {
    const model::Record<model::Risk>* risk;
    std::string name;
    std::optional<int> score;  // 1 to 25
    model::Id action;          // the first that is linked to it
    std::int64_t actions = 0;
  };
  void make(const ScreenContext& in, model::Id account);
  void matrix(ScreenContext& in);
  void list(ScreenContext& in, model::Id account);
  void score(ScreenContext& in, const Row& row);
  void action(ScreenContext& in, model::Id account, const Row& row);
  bool opportunities() const { return type_ == 1; }

  MadeFor made_for_;
  int type_ = 0;  // 0 risks, 1 opportunities
  int made_type_ = -1;
  std::vector<Row> rows_;  // ranked
  std::vector<MatrixItem> items_;
  std::string note_;
  std::array<std::string, 2> types_;  // with how many there are
  GridMatrixState state_;
  model::Id added_;  // the one added last
  AddField add_;
};

}  // namespace keyplan::ui
