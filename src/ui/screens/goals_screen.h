// The goals of the company, of the accounts that serve them, and of the representatives who have a
// share in those: what each wants, how far those below have come, and what nobody has taken on yet.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "ui/screens/account/goal_rows.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class GoalsScreen {
 public:
  void frame(ScreenContext& in);
  /// Selects a goal that a link or a search leads to.
  void show(model::Id goal);

 private:
  enum class Show : std::uint8_t { all, long_term, gaps };
  struct Row {
    const analysis::CascadeRow* cascade;
    GoalRow goal;
    std::string whose;  // "Company", the account, the representative
  };
  void make(const ScreenContext& in);
  void choose_rows(const ScreenContext& in);
  bool wanted(const analysis::CascadeRow& row) const;
  void toolbar(ScreenContext& in);
  void add_company_goal(ScreenContext& in);
  void add_below(ScreenContext& in, const analysis::CascadeRow& above);
  void make_takers(const ScreenContext& in, const analysis::CascadeRow& above);
  void row(ScreenContext& in, Table& table, const Row& row);
  void from_below(ScreenContext& in, const Row& row);
  void fold_button(ScreenContext& in, const Row& row);
  const analysis::CascadeRow* selected() const;
  TsvWriter as_text(const ScreenContext& in) const;

  MadeFor made_for_;
  analysis::Cascade cascade_;
  bool rows_made_ = false;
  std::vector<Row> rows_;
  std::string note_;

  Show show_ = Show::all;
  model::Id of_;  // goals this colleague owns, with those above them
  std::unordered_set<model::Id, model::IdHash> folded_;
  Selection selection_;

  AddField add_;
  int added_level_ = 1;  // annual, or long-term
  // Who can take on a share of the goal selected.
  struct Taker {
    model::RecordKey who;  // an account or one of the team; id 0: the company itself
    std::string name;
  };
  std::vector<Taker> takers_;
  std::uint64_t takers_made_ = 0;
  model::Id takers_of_;
  int taker_ = 0;
};

}  // namespace keyplan::ui
