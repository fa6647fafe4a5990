// The actions of an account on a board: what is open, in progress and done.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/charts/kanban.h"
#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

class ActionBoardCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  void make(ScreenContext& in, model::Id account);
  void add(ScreenContext& in, model::Id account, const KanbanAnswer::Added& added);
  void move(ScreenContext& in, const KanbanAnswer::Moved& moved);

  MadeFor made_for_;
  std::vector<const model::RecordBase*> sorted_;  // all of the account, in their order
  std::vector<KanbanCard> cards_;
  std::size_t earlier_ = 0;  // done before the days the board shows
  bool with_dropped_ = false;
  KanbanState board_;
};

}  // namespace keyplan::ui
