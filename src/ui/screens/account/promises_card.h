// What they came for, and whether it still arrives.
#pragma once

#include "ui/screens/account/plan_parts.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class PromisesCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  struct Row {
    const model::Record<model::Promise>* promise;
    std::string name;
  };
  void make(const ScreenContext& in, model::Id account);
  void delivery(ScreenContext& in, const Row& row);
  void checked(ScreenContext& in, const Row& row);

  MadeFor made_for_;
  std::vector<Row> rows_;
  std::string note_;
  AddField add_;
};

}  // namespace keyplan::ui
