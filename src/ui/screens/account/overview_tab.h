// The plan of an account on one page: where the year lands, goals, why they buy, people,
// whitespace, what is next and what the checks say, beside the facts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ui/screens/account/people_map_card.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/screens/account/plan_state.h"
#include "ui/screens/account/tabs.h"
#include "ui/screens/account/whitespace_card.h"
#include "ui/screens/branch_book.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class OverviewTab {
 public:
  /// Answers the tab that was asked for.
  std::optional<AccountTab> frame(ScreenContext& in, const model::Record<model::Account>& account,
                                  const PlanState& state, BranchBook& book);

 private:
  struct Line {
    model::RecordKey key;
    std::string name;
    std::string chip;
    Tone tone = Tone::muted;
    std::string right;
  };
  /// Accounts can have thousands of goals and actions: the few shown are chosen once a change.
  void make(const ScreenContext& in, const model::Record<model::Account>& account);
  void make_goals(const ScreenContext& in, model::Id account);
  void make_actions(const ScreenContext& in, model::Id account);
  void make_reason(const ScreenContext& in, model::Id account);
  void goals(ScreenContext& in, std::optional<AccountTab>& tab) const;
  void why_they_buy(ScreenContext& in, std::optional<AccountTab>& tab) const;
  void next_actions(ScreenContext& in, std::optional<AccountTab>& tab) const;
  static void lines(ScreenContext& in, const std::vector<Line>& shown);

  MadeFor made_for_;
  std::vector<Line> goal_lines_;
  std::string goals_note_;
  std::vector<Line> action_lines_;
  std::string actions_note_;
  std::size_t open_actions_ = 0;
  std::string why_they_buy_;  // empty: nobody has written it down
  PeopleFacts people_facts_;
  PeopleMapCard people_;
  WhitespaceCard whitespace_;
};

}  // namespace keyplan::ui
