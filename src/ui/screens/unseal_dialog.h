// A sealed plan has come, in a file or a link: asks for its passphrase, until it opens or the user
// gives up.
#pragma once

#include <optional>
#include <string>

#include "ui/widgets/ui.h"

namespace keyplan::ui {

class UnsealDialog {
 public:
  struct Sealed {
    std::string about;    // a sentence: what came
    std::string blocked;  // why it cannot be opened at all; "" = a passphrase opens it
  };
  void open(Sealed sealed);
  void close() { *this = {}; }
  bool is_open() const { return open_; }
  /// The passphrase that was tried is wrong, or the bytes are damaged.
  void failed(std::string sentence);

  struct Answer {
    bool cancelled = false;
    std::string passphrase;  // to be tried otherwise
  };
  std::optional<Answer> frame(Ui& ui);

 private:
  bool open_ = false;
  bool to_field_ = false;  // the keyboard goes there
  bool working_ = false;
  bool told_ = false;  // the complaint, to those who hear
  Sealed sealed_;
  std::string passphrase_;
  bool shown_ = false;
  std::string complaint_;
};

}  // namespace keyplan::ui
