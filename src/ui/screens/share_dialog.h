// Share plan: in which form a plan leaves, and what the link looks like that came of it. What is
// shared, and how it is sealed, is the application's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ui/widgets/ui.h"

namespace keyplan::ui {

enum class ShareForm : std::uint8_t { plan_file, sealed_file, link };

struct ShareWish {
  ShareForm form = ShareForm::plan_file;
  std::string passphrase = {};  // of the sealed forms
};

class ShareDialog {
 public:
  /// Forgets what was entered before. `why_no_sealing`: "" = sealed forms can be chosen.
  void open(std::string why_no_sealing);
  void close() { *this = {}; }
  bool is_open() const { return open_; }
  /// For the answer to the last wish: nothing was entered since.
  bool is_waiting() const { return working_; }

  std::optional<ShareWish> frame(Ui& ui, const std::function<std::string()>& make_passphrase);
  // Answers to a wish for a link or a sealed file, while it waits for one.
  void link_made(std::string link);
  void failed(std::string sentence);

 private:
  void passphrase_field(Ui& ui, const std::function<std::string()>& make_passphrase);
  void link_field(Ui& ui);
  /// What was made of the entries before is no longer what they say.
  void changed();

  bool open_ = false;
  bool to_field_ = false;  // the keyboard goes there
  bool entered_ = false;   // with the Enter key: go on
  ShareForm form_ = ShareForm::sealed_file;
  std::string passphrase_;
  std::string complaint_;  // about the passphrase
  std::string failure_;    // of the last attempt
  std::string link_;
  bool copied_ = false;
  bool working_ = false;
  std::string why_no_sealing_;
};

}  // namespace keyplan::ui
