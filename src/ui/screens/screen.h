// What every screen is given for one frame, and what it may ask for. Screens read the plan, draw
// with widgets and queue edits; the application applies them after the frame.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/analysis/cache.h"
#include "core/model/display.h"
#include "core/model/plan.h"
#include "ui/screens/trials.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

class TsvWriter;

enum class Page : std::uint8_t {
  start,
  portfolio,
  accounts,
  account,
  branches,
  priorities,
  opportunities,
  actions,
  forecast,
  goals,
  retention,
  whitespace,
  metrics,  // of the whole book or of one account
  team,
  departure,  // of one of the team
  offerings,
  templates,
  import,
  share,  // merging plan files, open conflicts, sending the plan
  settings
};

/// A place in the application: what the side bar, links and search results lead to.
struct Route {
  Page page = Page::portfolio;
  model::Id account = {};                       // Page::account, Page::metrics
  std::optional<model::RecordKey> record = {};  // to be shown
  // Of that record, to be given the keyboard; on Page::forecast the lever of the settings.
  std::optional<std::uint16_t> field = {};
  model::Id member = {};         // Page::departure: who leaves
  bool without_account = false;  // Page::opportunities: only those of no account
  friend bool operator==(const Route&, const Route&) = default;
};

/// What a screen can ask the application to do besides editing.
enum class Request : std::uint8_t {
  choose_files,  // import or open: the file's content decides
  export_plan,
  share_plan,  // in which form is asked
  print_page,
  export_library,  // templates, question sets and playbooks, for other plans
  one_person,      // what the plan holds about them
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
  /// Only what a record of this account can refer to: records of the account, of those above it and
  /// of none.
  const List& of_account(const model::Plan& plan, model::Kind kind, model::Id account);
  /// Records of any account of its group, each named with its account.
  const List& of_group(const model::Plan& plan, model::Kind kind, model::Id account);
  void clear() { *this = {}; }

 private:
  struct Entry {
    std::uint64_t revision = 0;
    bool made = false;
    List list;
  };
  static List list_of(const model::Plan& plan, model::Kind kind,
                      const std::function<bool(const model::RecordBase&)>& belongs,
                      bool with_account = false);

  std::array<Entry, model::kind_count> lists_;
  std::array<Entry, model::kind_count> lists_of_account_;
  model::Id account_;  // of those
  std::array<Entry, model::kind_count> lists_of_group_;
  model::Id in_group_;  // an account of that group
};

/// A sentence above the page until its cause is gone.
struct Notice {
  Tone tone = Tone::warning;
  std::string sentence;
  std::string action = {};  // label of the button, "" = none
  Request wish = Request::export_plan;
};

/// A state of the open plan that this device has kept; worded by the application.
struct EarlierState {
  std::string when;  // "21 Nov 2026, 14:02"
  std::string why;   // "before an import"; "" = an ordinary save
};

struct ScreenContext {
  Ui& ui;
  const model::Plan& plan;
  analysis::Cache& figures;
  RecordChoices& choices;
  model::Date today;
  const SaveStatus& save_status;
  const std::vector<Notice>& notices;
  std::function<model::Id()> new_id;            // for records that an edit of this frame adds
  std::function<const model::Plan&()> library;  // question sets, playbooks, templates to take from
  Trials& trials;                               // the one simulation that runs
  std::span<const EarlierState> earlier_states = {};  // newest first
  std::span<const std::string_view> undo_names = {};  // the latest first

  // Wishes of this frame, carried out by the application after it.
  std::vector<model::Edit> edits = {};
  std::vector<Request> requests = {};
  std::optional<Route> route = {};
  std::optional<model::RecordKey> opened = {};
  std::optional<std::uint16_t> opened_field = {};
  std::optional<model::Id> leaver = {};     // somebody at the customer, to be asked about
  std::optional<std::size_t> look_at = {};  // one of earlier_states
  std::size_t undo_steps = 0;               // how many to take back
  std::string said = {};                    // to be shown for a moment

  void edit(model::Edit edit) { edits.push_back(std::move(edit)); }
  void go(Route to) { route = to; }
  void request(Request wish) { requests.push_back(wish); }
  /// Shows all fields of a record in a dialog; the field named gets the keyboard.
  void open(model::RecordKey record, std::optional<std::uint16_t> field = {}) {
    opened = record;
    opened_field = field;
  }
  /// Somebody at the customer leaves: shows what that means and asks what to do.
  void has_left(model::Id person) { leaver = person; }
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
using model::lower_first;

/// A record of a kind as it is added by hand: of this account, dated today where it has to have a
/// date, at the end of its list.
model::AnyRecord new_record(const ScreenContext& in, model::Kind kind, model::Id account = {});
template <class T>
std::unique_ptr<model::Record<T>> new_record(const ScreenContext& in, model::Id account = {}) {
  return std::unique_ptr<model::Record<T>>(
      static_cast<model::Record<T>*>(new_record(in, model::kind_of<T>, account).release()));
}
/// Queues the edit that adds the record; answers its id.
model::Id add_record(ScreenContext& in, model::Kind kind, model::AnyRecord record);

/// "a name" of a record for lists and messages; "Untitled account" when it has none.
std::string name_of(const model::Plan& plan, model::RecordKey key);

}  // namespace keyplan::ui
