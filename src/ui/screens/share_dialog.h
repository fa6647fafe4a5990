// Share plan: what of it leaves, for whom and in which form, and what the link looks like that came
// of it. How it is sealed and sent is the application's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/share/parcel.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

enum class ShareForm : std::uint8_t { plan_file, sealed_file, link };

struct ShareWish {
  ShareForm form = ShareForm::plan_file;
  std::string passphrase = {};  // of the sealed forms
  share::Edition edition = share::Edition::full;
  std::vector<model::Id> accounts = {};  // none: the whole plan
  bool is_everything() const { return edition == share::Edition::full && accounts.empty(); }
};

/// Accounts that may be sent alone.
struct ShareScope {
  std::string name;  // "Cancity and 2 branches", "3 selected accounts"
  std::vector<model::Id> accounts;
};

class ShareDialog {
 public:
  /// Forgets what was entered before. `why_no_sealing`: "" = sealed forms can be chosen. The first
  /// of `scopes` is chosen; without any it is the whole plan.
  void open(std::string why_no_sealing, std::vector<ShareScope> scopes);
  void close() { *this = {}; }
  bool is_open() const { return open_; }
  /// For the answer to the last wish: nothing was entered since.
  bool is_waiting() const { return working_; }

  std::optional<ShareWish> frame(ScreenContext& in,
                                 const std::function<std::string()>& make_passphrase);
  // Answers to a wish for a link or a sealed file, while it waits for one.
  void link_made(std::string link);
  void failed(std::string sentence);

 private:
  void scope_field(Ui& ui);
  void edition_field(ScreenContext& in);
  std::span<const model::Id> accounts() const;
  void passphrase_field(Ui& ui, const std::function<std::string()>& make_passphrase);
  void link_field(Ui& ui);
  /// What was made of the entries before is no longer what they say.
  void changed();

  bool open_ = false;
  bool to_field_ = false;  // the keyboard goes there
  bool entered_ = false;   // with the Enter key: go on
  std::vector<ShareScope> scopes_;
  std::size_t scope_ = 0;  // past the last: the whole plan
  share::Edition edition_ = share::Edition::full;
  std::string contents_;  // in words, of the plan's revision below
  std::uint64_t counted_ = 0;
  ShareForm form_ = ShareForm::sealed_file;
  std::string passphrase_;
  bool shown_ = false;
  std::string complaint_;  // about the passphrase
  std::string failure_;    // of the last attempt
  std::string link_;
  bool copied_ = false;
  bool working_ = false;
  std::string why_no_sealing_;
};

}  // namespace keyplan::ui
