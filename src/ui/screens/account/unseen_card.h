// The register of problems and opportunities that the customer has not seen yet: what it means, how
// certain it is, whether they were told, and what follows from it.
#pragma once

#include "core/analysis/customer_goals.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class UnseenCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  void make(const ScreenContext& in, model::Id account);
  void toolbar(ScreenContext& in, model::Id account);
  void row(ScreenContext& in, Table& table, const analysis::Unseen& entry, model::Id account);
  TsvWriter as_text(const ScreenContext& in) const;

  MadeFor made_for_;
  analysis::UnseenRegister register_;
  std::string note_;
  int added_type_ = 0;  // a problem, or an opportunity
  AddField add_;
  Selection selection_;
};

}  // namespace keyplan::ui
