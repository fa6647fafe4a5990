// Writes the open plan to the device's store soon after each change, one commit at a time, and
// knows at any moment whether what is on the screen is also on the disk (storage.md S1, S4, S5).
//
// "Saved" is said only after the store confirmed it. A save that fails keeps the plan in memory as
// not saved, says so, and is tried again. When another window has saved the plan first, nothing is
// overwritten: saving waits until what it saved was joined into the open plan.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/file/snapshot.h"
#include "core/model/plan.h"
#include "platform/platform.h"

namespace keyplan::app {

class Autosave {
 public:
  enum class State : std::uint8_t {
    closed,  // no plan, or nothing worth saving yet
    saved,
    waiting,  // changed; the save starts in a moment
    saving,
    failed,       // tried again by itself; sentence() says why
    overtaken,    // another window saved this plan: joined() goes on from there
    unavailable,  // there is no store; only files keep the plan
  };

  explicit Autosave(platform::Platform& platform) : platform_(platform) {}

  void store_is(platform::StoreState state, std::string reason);
  /// Another window has taken the store over. A save that is under way may still come through.
  void store_is_lost(std::string reason);
  bool is_store_lost() const { return store_lost_; }
  /// A plan was opened. `seq` is the stored head it goes on from, 0 = never stored; `snapshotter`
  /// the one that came with it.
  void open(const model::Plan& plan, std::uint64_t seq, file::Snapshotter snapshotter);
  void close();

  void changed(const model::Plan& plan, const model::Change& change, double seconds);
  /// The plan is worth keeping although nobody edited it (sample, opened file).
  void save_all(const model::Plan& plan);
  /// Keeps the present state in the history for good (S3). `because` says before what.
  void keep(const model::Plan& plan, std::string because);
  /// Saves now; once that has come through, the states before are gone from the store.
  void forget_earlier(const model::Plan& plan);
  /// The store has refused that. Every save tries it again.
  bool earlier_stay() const { return earlier_stay_; }
  /// Starts the save now unless one is under way: then the next follows it by itself.
  void flush(const model::Plan& plan, platform::Durability durability);
  /// For every frame: a large save is made in slices.
  void work(const model::Plan& plan);
  /// The page or the plan goes away: saves now, behind a save that is under way.
  void leave(const model::Plan& plan,
             platform::Durability durability = platform::Durability::relaxed);

  void timer(const model::Plan& plan);
  void committed(const platform::Committed& done);
  void failed(const model::Plan& plan, const platform::CommitFailed& fault);

  /// The head of another window that is in the way of the next save.
  std::optional<std::uint64_t> overtaken_by() const;
  /// The plan now holds what is stored as `head`; `change` is what that made different.
  void joined(const model::Plan& plan, const model::Change& change, std::uint64_t head);
  /// The plan holds what is stored as `head`, and nothing else: there is nothing to save.
  void caught_up(const model::Change& change, std::uint64_t head);
  /// What the other window saved could not be read. Tried again, for another save may be readable.
  void cannot_join(std::string sentence);
  /// Nothing is left to be saved, and no answer is awaited.
  bool is_clean() const { return !dirty_ && in_flight_ == 0; }

  State state() const { return state_; }
  const std::string& sentence() const { return sentence_; }
  /// Head of the store once the saves under way are done.
  std::uint64_t expected_seq() const { return seq_ + static_cast<std::uint64_t>(in_flight_); }
  std::int64_t saved_minutes() const { return saved_minutes_; }  // UTC; 0 = never

 private:
  enum class Chance : std::uint8_t { many, last };  // to save this
  bool can_save() const;
  void commit(const model::Plan& plan, platform::Durability durability, Chance chance);
  /// Takes an answer that is about an earlier opening of a plan.
  bool is_late(const std::string& plan_id);
  void forget_answers();
  void wait(std::int32_t milliseconds);

  platform::Platform& platform_;
  file::Snapshotter snapshotter_;
  std::string plan_id_;
  std::uint64_t seq_ = 0;
  bool dirty_ = false;
  int in_flight_ = 0;  // more than one only after leave()
  std::string keep_next_because_;
  bool forgets_earlier_ = false;                   // until a save that says so has come through
  bool earlier_stay_ = false;                      // the last one that said so was refused that
  std::optional<platform::Durability> preparing_;  // of the save that is being made
  double first_change_seconds_ = -1;
  std::map<std::string, int> late_;  // answers awaited of plans that are no longer open, by plan
  int failures_ = 0;
  bool noted_ = false;  // the last save under way is left behind should it fail
  std::uint64_t overtaken_by_ = 0;
  int times_overtaken_ = 0;  // without a save in between
  State state_ = State::closed;
  std::string sentence_;
  std::int64_t saved_minutes_ = 0;
  bool store_ready_ = false;
  bool store_lost_ = false;
};

}  // namespace keyplan::app
