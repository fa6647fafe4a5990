// What is to be done, by whom until when: as a list, on a board, over time, and this week.
#pragma once

#include "ui/screens/account/action_board_card.h"
#include "ui/screens/account/gantt_card.h"
#include "ui/screens/account/playbooks_card.h"
#include "ui/screens/account/record_card.h"
#include "ui/screens/account/week_card.h"

namespace keyplan::ui {

class ActionsTab {
 public:
  ActionsTab();
  void frame(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  enum class Show : std::uint8_t { list, board, gantt, week };
  Show show_ = Show::list;
  RecordCard actions_;
  ActionBoardCard board_;
  GanttCard gantt_;
  WeekCard week_;
  PlaybooksCard playbooks_;
};

}  // namespace keyplan::ui
