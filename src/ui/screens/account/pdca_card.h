// Plan, do, check, adjust: what is being tried out, each cycle with its four texts side by side.
#pragma once

#include "ui/screens/screen.h"

namespace keyplan::ui {

class PdcaCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  void cycle(ScreenContext& in, const model::Record<model::PdcaCycle>& cycle);

  bool add_another_ = false;  // the field for the next one gets the keyboard
  bool all_ = false;
};

}  // namespace keyplan::ui
