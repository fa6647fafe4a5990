// A platform without a machine: the clock stands where a test puts it, the store lives in memory
// and fails when told to, saved files and the clipboard are kept for the test to look at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "platform/platform.h"

namespace keyplan::platform {

struct SavedFile {
  std::string name;
  std::string mime;
  std::string bytes;
};

// The store. Outlives a Headless, so that a test can "close the page" and open it again.
class Headless;

struct MemoryStore {
  struct Snapshot {
    std::string manifest;
    std::vector<std::string> chunk_hashes;
    std::string kept_because;
    std::int64_t saved_unix_minutes = 0;
  };
  struct Plan {
    std::string title;
    std::map<std::uint64_t, Snapshot> snapshots;
    std::int64_t saved_unix_minutes = 0;
    std::uint64_t head() const { return snapshots.empty() ? 0 : snapshots.rbegin()->first; }
  };
  std::map<std::string, Plan> plans;
  std::map<std::string, std::string> chunks;  // by hash
  std::map<std::string, std::string> preferences;

  bool available = true;
  Keeping keeping = Keeping::may_be_cleared;
  Keeping answer_to_keeping = Keeping::kept;
  bool cleared_when_unused = false;
  std::string unavailable_reason = "This browser does not let the page store anything.";
  // Faults for the commits to come, one each, oldest first; nullopt lets one pass.
  std::deque<std::optional<CommitFault>> next_commits;

  bool refuses_to_drop = false;  // the states before a save

  // What pages could not save any more, by plan; see Commit::last_chance.
  struct LeftBehind {
    std::uint64_t by, number;
    Snapshot snapshot;
  };
  std::map<std::string, std::vector<LeftBehind>> left_behind;

  // The windows of one browser. The first in a queue holds the plan, the others wait for it.
  bool has_locks = true;  // false: the browser cannot tell windows apart
  bool has_hints = true;  // false: what one window tells the others gets lost
  std::vector<Headless*> windows;
  std::uint64_t last_number = 0;  // of openings of plans, and of what was left behind
  std::map<std::string, std::vector<Headless*>> queues;
};

class Headless final : public Platform {
 public:
  explicit Headless(MemoryStore& store, std::uint64_t seed = 1);
  ~Headless() override { close(); }
  void close();  // the window: others may have its plan
  Headless(const Headless&) = delete;
  Headless& operator=(const Headless&) = delete;

  // Events wait here until the driver delivers them, in order.
  std::vector<Event> take_events();
  bool has_events() const { return !events_.empty(); }
  void deliver(Event event) { events_.push_back(std::move(event)); }
  void drop_files(std::vector<File> files);

  Now time{.today = 20779,
           .unix_minutes = std::int64_t{20779} * 1440 + 14 * 60,
           .utc_offset_minutes = 0};
  void advance_minutes(std::int64_t minutes);
  void advance_milliseconds(std::int64_t milliseconds);  // fires the timers that are due

  std::vector<SavedFile> saved_files;
  std::vector<std::string> printed_pages;
  int prints_of_page = 0;
  std::string clipboard;
  std::vector<std::string> opened_links;
  // Answers choose_files(); none set: the user cancels the dialog.
  std::vector<File> files_to_choose;
  std::string last_accept;
  int cancelled_files = 0;
  std::string no_sealing;  // why this machine cannot; "" = it can
  // Somebody opens what set_clipboard() was given, as it is or mangled by a chat.
  void follow_link(std::string_view link);
  // Workers, and their program; one that answers nothing breaks all of them.
  std::uint32_t workers = 0;
  std::function<std::optional<std::string>(std::string_view prepared, std::uint64_t first,
                                           std::uint64_t count)>
      run_in_worker;
  bool workers_are_slow = false;  // their answers wait until workers_answer(); true: there were any
  bool workers_answer();
  std::size_t largest_commit = 0;  // bytes of chunks that came with one
  bool frame_wanted = false;
  bool asks_before_leaving = false;

  Now now() override { return time; }
  // Each look at the clock takes that long. More makes a slow machine.
  double ms_per_look = 5;
  double steady_ms() override { return steady_ms_ += ms_per_look; }
  std::uint64_t random_bits() override;
  void request_frame() override { frame_wanted = true; }
  void wake_after(std::int32_t milliseconds) override;
  void choose_files(std::string_view accept, bool several) override;
  void cancel_files() override { ++cancelled_files; }
  void save_file(std::string_view name, std::string_view mime, std::string bytes) override;
  void print(std::string_view html) override { printed_pages.emplace_back(html); }
  void print_page() override { ++prints_of_page; }
  void set_clipboard(std::string_view text) override { clipboard = text; }
  void open_link(std::string_view url) override { opened_links.emplace_back(url); }
  void ask_before_leaving(bool on) override { asks_before_leaving = on; }
  void store_open() override;
  void store_load(std::string_view plan_id, std::uint64_t seq) override;
  void store_chunks(std::string_view plan_id, std::vector<Chunk> chunks) override;
  void store_commit(Commit commit) override;
  void store_forget(std::string_view plan_id) override;
  void store_facts(std::string_view plan_id) override;
  void ask_to_keep_storage(std::string_view plan_id) override;
  std::string why_no_sealing() override { return no_sealing; }
  std::string make_passphrase() override;
  void seal(std::uint32_t request, std::string_view bytes, std::string_view passphrase,
            SealedForm form) override;
  void unseal(std::uint32_t request, std::string_view sealed, std::string_view passphrase) override;
  void store_load_left_behind(std::string_view plan_id) override;
  void hold_plan(std::string_view plan_id) override;
  void take_plan(std::string_view plan_id) override;
  void hand_over(std::string_view plan_id) override;
  std::uint32_t trial_workers() override { return workers; }
  void run_trials(std::uint32_t worker, std::uint32_t request, std::string_view prepared,
                  std::uint64_t first, std::uint64_t count) override;
  std::string preference(std::string_view key) override;
  void set_preference(std::string_view key, std::string_view value) override;

 private:
  void fail_commit(const Commit& commit, CommitFault fault, std::string sentence);
  void deliver_snapshot(const std::string& plan_id, std::uint64_t seq,
                        const MemoryStore::Snapshot* snapshot);
  void tell_holding(Holding holding);
  void steal();

  MemoryStore& store_;
  std::uint64_t random_state_;
  std::vector<Event> events_;
  std::int64_t clock_milliseconds_ = 0;
  double steady_ms_ = 0;
  std::optional<std::int64_t> timer_due_;
  std::uint64_t number_;                   // of this opening of a plan
  std::string held_plan_;                  // or waited for
  std::optional<std::int64_t> steal_due_;  // the other window has until then to hand over
  bool last_commit_failed_ = false;
  std::uint64_t given_ = 0;                        // number of what was left behind
  std::map<std::uint32_t, std::string> prepared_;  // by worker
  std::vector<TrialsRun> answers_;                 // of slow workers
};

}  // namespace keyplan::platform
