// All fields of one record, whatever its kind, edited in place. Opened from every list and picture
// that has no room for them.
#pragma once

#include <optional>

#include "ui/screens/screen.h"

namespace keyplan::ui {

class RecordDialog {
 public:
  /// The field gets the keyboard.
  void open(model::RecordKey record, std::optional<std::uint16_t> field = {}) {
    record_ = record;
    field_ = field;
    open_ = true;
  }
  bool is_open() const { return open_; }
  void frame(ScreenContext& in);

 private:
  model::RecordKey record_;
  std::optional<std::uint16_t> field_;  // still to be given the keyboard
  bool open_ = false;
};

}  // namespace keyplan::ui
