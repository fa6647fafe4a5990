// Value propositions: what hurts, what changes with us, and what that is worth in their own
// figures.
#pragma once

#include "core/analysis/explained.h"
#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

class PropositionsCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  using Proposition = model::Record<model::ValueProposition>;
  struct Row {
    const Proposition* proposition;
    std::string name;
    analysis::Figure worth;  // a year
  };
  void make(const ScreenContext& in, model::Id account);
  void card(ScreenContext& in, const Row& row);
  void number(ScreenContext& in, const Row& row);
  void confirmed(ScreenContext& in, const Row& row);

  MadeFor made_for_;
  model::Id account_;
  std::vector<Row> rows_;
  std::string total_;  // what all of them are worth, or why nobody can say
  std::size_t shown_ = 0;
  AddField add_;
};

}  // namespace keyplan::ui
