// The machine Keyplan runs on, as seen by the application: clock, files, clipboard and the store
// of saved snapshots. Two implementations: platform/web (a browser page) and platform/headless
// (tests). Every request returns at once; answers arrive later as events, in the order they
// happened.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace keyplan::platform {

struct Now {
  std::int32_t today = 0;               // local date, days since 1970-01-01
  std::int64_t unix_minutes = 0;        // UTC, minutes since 1970-01-01T00:00Z
  std::int32_t utc_offset_minutes = 0;  // local time = UTC + offset; for showing times only
};

struct File {
  std::string name;  // as the user knows it; untrusted text
  std::string bytes;
};

// Snapshots are content-addressed (design.md "Storage"): a manifest lists the hashes of its chunks.
struct Chunk {
  std::string hash;  // lower-case hex; name of the chunk in the store
  std::string bytes;
};

enum class Durability { relaxed, strict };

struct Commit {
  std::string plan_id;
  std::string title;               // plan name, for the list of stored plans
  std::uint64_t expected_seq = 0;  // head this save builds on; 0 = none yet; success makes it + 1
  std::string manifest;
  std::vector<std::string> chunk_hashes;  // all chunks of the snapshot
  // Every chunk that neither the snapshot `expected_seq` holds nor store_chunks() brought before.
  std::vector<Chunk> new_chunks;
  Durability durability = Durability::relaxed;
  std::string kept_because;  // "before an import": history never drops it; "" = it may
  // Builds on a save of this page that is still under way, and fails when that one does: another
  // window's save may take its number.
  bool follows_own = false;
  // Nobody may be there to try again: what does not come through is left behind for whoever opens
  // the plan next (store_load_left_behind).
  bool last_chance = false;
  // The states before this one go, also those that history keeps: somebody was erased from the
  // plan.
  bool drops_earlier = false;
};

struct StoredHead {  // one stored plan, newest snapshot first
  std::string plan_id;
  std::string title;                // plan name at the time of saving, for lists
  std::vector<std::uint64_t> seqs;  // snapshots still held, newest first
  std::int64_t saved_unix_minutes = 0;
};

struct StoredState {  // one snapshot in the history of a plan
  std::uint64_t seq = 0;
  std::int64_t saved_unix_minutes = 0;
  std::string kept_because;  // as in Commit
};

// Bytes that only a passphrase opens. How they are made is the platform's; the application knows
// them by how they begin, whatever a file is called.
inline constexpr std::string_view sealed_magic = "\x8BKPSEAL\n";
inline bool is_sealed(const File& file) { return file.bytes.starts_with(sealed_magic); }
enum class SealedForm { file, link };

// Events -----------------------------------------------------------------------------------------
enum class FileSource { chosen, dropped, pasted };
struct FilesArrived {
  FileSource source;
  std::vector<File> files;
};
struct FilesProgress {  // until FilesArrived or FileProblem
  std::uint64_t bytes_read;
  std::uint64_t bytes_total;
};
struct FileProblem {  // a chosen file could not be read
  std::string sentence;
};

enum class StoreState { ready, unavailable };
struct StoreOpened {
  StoreState state;
  std::string reason;             // why unavailable: a sentence for the user
  bool page_from_disk = false;    // single-file edition: the exported file is the record
  std::vector<StoredHead> plans;  // most recently saved first
};
struct StoreWaits {      // StoreOpened follows once another window lets go of the store
  std::string sentence;  // for the user
};
struct StoreLost {     // another window has taken the store over: nothing is saved here any more
  std::string reason;  // a sentence for the user
};
struct SnapshotLoaded {
  std::string plan_id;
  std::uint64_t seq;
  std::optional<std::string> manifest;  // absent: that snapshot is gone or could not be read
};
struct ChunksLoaded {  // after SnapshotLoaded with a manifest, in portions
  std::string plan_id;
  std::uint64_t seq;
  std::vector<Chunk> chunks;
  bool last;
};
struct Committed {
  std::string plan_id;
  std::uint64_t seq;
  bool earlier_stay = false;  // drops_earlier was asked for, and the store refused that part
};
enum class CommitFault {
  conflict,        // another tab saved first; head_seq says what is stored now
  missing_chunks,  // the store lacks a chunk it was expected to hold: commit again with all of them
  quota,           // the disk share is used up, even after dropping old history
  aborted,         // the browser refused this save, also when tried again
  unavailable      // there is no store
};
struct CommitFailed {
  std::string plan_id;
  CommitFault fault;
  std::uint64_t head_seq;  // of a conflict: the head that is stored now
  std::string sentence;    // for the user
};

enum class Keeping {
  unknown,         // the browser was not asked or does not answer
  kept,            // until the user clears it
  may_be_cleared,  // when the disk runs short of space
};
// Windows of one browser that have the same plan open: one of them edits, the others look on.
enum class Holding {
  alone,      // this window edits, no other one does
  shared,     // this browser cannot tell windows apart: others may edit as well
  elsewhere,  // another window edits
};
struct PlanHeld {  // answers hold_plan() and take_plan(), and whenever it changes
  std::string plan_id;
  Holding holding = Holding::shared;
  std::uint64_t head_seq = 0;  // what is stored now
};
struct HandOverWanted {  // by another window; hand_over() answers
  std::string plan_id;
};
struct HeadMoved {  // another window says that it has saved: a hint, no more
  std::string plan_id;
  std::uint64_t seq;
};

struct StorageFacts {  // answers store_facts() and ask_to_keep_storage()
  Keeping keeping = Keeping::unknown;
  bool cleared_when_unused = false;         // after seven days without a visit
  std::optional<std::uint64_t> used_bytes;  // by this page, as far as the browser tells
  std::optional<std::uint64_t> quota_bytes;
  std::string plan_id;
  std::vector<StoredState> states;  // of that plan, newest first
};

struct PageHidden {};  // last reliable moment to save: call store_commit before returning
struct PageShown {};
struct Appearance {
  bool dark;
  bool reduced_motion;
};
struct FileSaved {  // handed to the browser's download
  std::string name;
};
struct Sealed {  // answers seal()
  std::uint32_t request;
  std::string result;  // the bytes of a file, or the whole link
};
struct Unsealed {  // answers unseal()
  std::uint32_t request;
  std::string bytes;
};
struct SealFailed {  // answers either
  std::uint32_t request;
  std::string sentence;
};
struct LinkArrived {    // the page was opened through a link with a plan in it
  std::string sealed;   // to be unsealed
  std::string problem;  // "" or why there is nothing to unseal: a sentence for the user
};
struct TrialsRun {  // answers run_trials()
  std::uint32_t worker;
  std::uint32_t request;
  std::string part;  // bytes for simulation::merge()
};
struct TrialsFailed {};  // there are no workers any more; no other answer follows
struct TimerFired {};

using Event =
    std::variant<FilesArrived, FilesProgress, FileProblem, StoreOpened, StoreWaits, StoreLost,
                 SnapshotLoaded, ChunksLoaded, Committed, CommitFailed, PlanHeld, HandOverWanted,
                 HeadMoved, StorageFacts, PageHidden, PageShown, Appearance, FileSaved, Sealed,
                 Unsealed, SealFailed, LinkArrived, TrialsRun, TrialsFailed, TimerFired>;

class Platform {
 public:
  virtual ~Platform() = default;

  virtual Now now() = 0;
  // A clock that never goes back, to know when work has taken its share of a frame.
  virtual double steady_ms() = 0;
  virtual std::uint64_t random_bits() = 0;

  virtual void request_frame() = 0;  // at least three frames follow; none when idle
  virtual void wake_after(std::int32_t milliseconds) = 0;  // one TimerFired; a new call replaces it

  virtual void choose_files(std::string_view accept, bool several) = 0;  // inside a user gesture
  virtual void cancel_files() = 0;  // those being read: neither they nor progress will arrive
  virtual void save_file(std::string_view name, std::string_view mime, std::string bytes) = 0;
  // Prints a page that needs nothing from outside: HTML as core/share writes it.
  virtual void print(std::string_view html) = 0;
  // Prints what is shown: the application is asked to draw it for paper.
  virtual void print_page() = 0;
  virtual void set_clipboard(std::string_view text) = 0;
  virtual void open_link(std::string_view url) = 0;
  // While on, the browser asks before it closes the page: for changes that are saved nowhere.
  virtual void ask_before_leaving(bool on) = 0;

  virtual void store_open() = 0;
  virtual void store_load(std::string_view plan_id, std::uint64_t seq) = 0;
  // Chunks ahead of the commit that names them. Kept until then, also when a commit fails.
  virtual void store_chunks(std::string_view plan_id, std::vector<Chunk> chunks) = 0;
  virtual void store_commit(Commit commit) = 0;
  virtual void store_forget(std::string_view plan_id) = 0;
  virtual void store_facts(std::string_view plan_id) = 0;
  virtual void ask_to_keep_storage(std::string_view plan_id) = 0;  // inside a user gesture
  // Loads, as snapshot 0, what a page that is gone could not save any more because another window
  // was first; no manifest: there is nothing. Asking again says that the one before is saved now.
  virtual void store_load_left_behind(std::string_view plan_id) = 0;

  // To be the window that edits this plan, instead of the one held before. A window that has to
  // wait gets it when the other one closes. "" = none.
  virtual void hold_plan(std::string_view plan_id) = 0;
  // The user wants to edit here: asks the other window to save and to hand over, and does not wait
  // for one that does not answer.
  virtual void take_plan(std::string_view plan_id) = 0;
  // All is saved here: the window that asked may have the plan.
  virtual void hand_over(std::string_view plan_id) = 0;

  // Why this machine can neither seal nor unseal: a sentence for the user; "" = it can.
  virtual std::string why_no_sealing() = 0;
  virtual std::string make_passphrase() = 0;
  // Requests are the caller's numbers, to know the answers by.
  virtual void seal(std::uint32_t request, std::string_view bytes, std::string_view passphrase,
                    SealedForm form) = 0;
  virtual void unseal(std::uint32_t request, std::string_view sealed,
                      std::string_view passphrase) = 0;

  // Workers that run trials of a simulation beside the page; 0 = this machine has none.
  virtual std::uint32_t trial_workers() = 0;
  // One request at a time for each worker, from 0 on. Bytes of simulation::prepare(); empty: those
  // this worker was given last. Requests are the caller's numbers.
  virtual void run_trials(std::uint32_t worker, std::uint32_t request, std::string_view prepared,
                          std::uint64_t first, std::uint64_t count) = 0;

  // Small settings of this device that are not part of any plan (theme, scale, last plan).
  virtual std::string preference(std::string_view key) = 0;
  virtual void set_preference(std::string_view key, std::string_view value) = 0;
};

}  // namespace keyplan::platform
