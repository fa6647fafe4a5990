// Strengths, weaknesses, opportunities and threats: four ordered lists side by side, in which each
// entry asks what follows from it.
#pragma once

#include <array>

#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

class SwotCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  using Entry = model::Record<model::SwotEntry>;
  struct List {
    std::vector<const model::RecordBase*> entries;
    std::size_t shown = 0;
    std::string note;  // how many of them ask "so what?"
    AddField add;
  };
  void make(const ScreenContext& in, model::Id account);
  void list(ScreenContext& in, model::Id account, std::size_t quadrant);
  void entry(ScreenContext& in, model::Id account, const List& list, const Entry& entry);
  void turn(ScreenContext& in, model::Id account, const Entry& entry, bool into_risk);

  MadeFor made_for_;
  std::array<List, 5> lists_;  // by quadrant; the first for those of none
  ActionsByTitle actions_;
  std::unordered_map<std::string_view, model::Id> risks_;  // by title
  model::Id account_;
};

}  // namespace keyplan::ui
