// What it would take to make up for a lost account, and the note that it is lost.
#pragma once

#include "ui/screens/screen.h"

namespace keyplan::ui {

class LossDialog {
 public:
  void open(model::Id account) {
    account_ = account;
    open_ = true;
  }
  void frame(ScreenContext& in);

 private:
  model::Id account_;
  bool open_ = false;
};

}  // namespace keyplan::ui
