// What every screen is given for one frame, and what it may ask for. Screens read the plan, draw
// with widgets and queue edits; the application applies them after the frame.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/analysis/cache.h"
#include "core/model/plan.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

class TsvWriter;

enum class Page : std::uint8_t {
  start,
  portfolio,
  accounts,
  account,
  opportunities,
  actions,
  forecast,
  team,
  offerings,
  import,
  share,  // merging plan files, open conflicts, sending the plan
  settings
};

/// A place in the application: what the side bar, links and search results lead to.
struct Route {
  Page page = Page::portfolio;
  model::Id account = {};                       // Page::account
  std::optional<model::RecordKey> record = {};  // to be shown and given the keyboard
  bool without_account = false;                 // Page::opportunities: only those of no account
  friend bool operator==(const Route&, const Route&) = default;
};

/// What a screen can ask the application to do besides editing.
enum class Request : std::uint8_t {
  choose_files,  // import or open: the file's content decides
  export_plan,
  share_plan,  // in which form is asked
  one_person,  // what the plan holds about them
  load_sample,
  add_account,
  new_plan,  // close this plan (it stays stored) and show the start screen
  open_search,
  undo,
  redo,
  toggle_dark,
  run_import,
  cancel_import,
  run_merge,
  cancel_merge,
  dismiss_notice,
  download_damaged,
  ask_to_keep_storage,
  drop_earlier_states,  // once more: the store refused it
  edit_here,            // and no longer in the other window
  leave_earlier_state,  // back from looking at it
  go_back_to_earlier_state,
};

/// How the open plan is stored right now; worded by the application.
struct SaveStatus {
  std::string saved;  // "Saved on this device 14:02"
  Tone tone = Tone::positive;
  std::string backup;  // "Last file backup 2 days ago"
  Tone backup_tone = Tone::muted;
  bool backup_due = false;  // the user is reminded
};

/// Records a reference field can point to, sorted by name; made when a list of them opens, and anew
/// only after a change.
class RecordChoices {
 public:
  struct List {
    std::vector<std::string> names;
    std::vector<std::string_view> labels;  // the same, as widgets want them
    std::vector<model::Id> ids;
    std::unordered_map<model::Id, int, model::IdHash> places;
    Choices choices(model::Id current) const;
  };
  const List& of(const model::Plan& plan, model::Kind kind);
  void clear() { lists_ = {}; }

 private:
  struct Entry {
    std::uint64_t revision = 0;
    bool made = false;
    List list;
  };
  std::array<Entry, model::kind_count> lists_;
};

/// A sentence above the page until its cause is gone.
struct Notice {
  Tone tone = Tone::warning;
  std::string sentence;
  std::string action = {};  // label of the button, "" = none
  Request wish = Request::export_plan;
};

struct ScreenContext {
  Ui& ui;
  const model::Plan& plan;
  analysis::Cache& figures;
  RecordChoices& choices;
  model::Date today;
  const SaveStatus& save_status;
  const std::vector<Notice>& notices;
  std::function<model::Id()> new_id;  // for records that an edit of this frame adds

  // Wishes of this frame, carried out by the application after it.
  std::vector<model::Edit> edits = {};
  std::vector<Request> requests = {};
  std::optional<Route> route = {};
  std::string said = {};  // to be shown for a moment

  void edit(model::Edit edit) { edits.push_back(std::move(edit)); }
  void go(Route to) { route = to; }
  void request(Request wish) { requests.push_back(wish); }
  void copy(const TsvWriter& table);  // and says how much

  /// The page, with the notices at its top. Every screen begins with it.
  Scope main(std::string_view name);
};

/// The customer's own words (settings), with the usual ones where none are set.
struct Words {
  std::string account, accounts, offering, offerings, opportunity, opportunities;
};
Words words(const model::Plan& plan);
std::string capitalised(std::string_view word);
std::string lower_first(std::string_view word);  // "Close date" in the middle of a sentence

/// "a name" of a record for lists and messages; "Untitled account" when it has none.
std::string name_of(const model::Plan& plan, model::RecordKey key);

}  // namespace keyplan::ui
