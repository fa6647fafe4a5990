// Other windows of this browser that have the open plan open too (storage.md S6): which of them
// edits, and what the others have saved that this one does not show yet.
//
// Who edits is decided by the browser's lock. Nothing depends on it but comfort: a save that comes
// second is noticed by the store, and joined (autosave.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/opening.h"
#include "platform/platform.h"

namespace keyplan::app {

class Windows {
 public:
  enum class Purpose : std::uint8_t {
    follow,       // shows what the other window has saved, in place of what this one shows
    catch_up,     // both edit: what the other one has saved goes into the open plan at once
    join,         // another window saved first: what it saved goes into the open plan
    left_behind,  // so does what a page could not save before it was gone
  };
  struct Loaded {
    Purpose purpose;
    std::uint64_t head;
    Opening::Outcome outcome;
  };
  enum class News : std::uint8_t { none, lost, gained };

  explicit Windows(platform::Platform& platform) : platform_(platform), loading_(platform) {}

  /// A plan was opened in this window; "" = none that could be saved.
  void open(const std::string& plan_id);
  /// `shown` is the snapshot that this window goes on from.
  News arrived(const platform::PlanHeld& answer, std::uint64_t shown);
  void arrived(const platform::HeadMoved& hint);
  bool arrived(const platform::SnapshotLoaded& snapshot);  // false: it is not for this
  bool arrived(platform::ChunksLoaded& loaded);

  bool edits_elsewhere() const { return holding_ == platform::Holding::elsewhere; }
  /// Other windows may know all that is stored, and build on it.
  bool shares() const { return holding_ != platform::Holding::alone; }
  bool may_edit() const { return !edits_elsewhere() && !behind_; }
  void take() { platform_.take_plan(plan_id_); }

  void wants_hand_over() { hand_over_wanted_ = true; }
  /// Once everything is saved.
  void hand_over_if_wanted();

  bool is_loading() const { return purpose_.has_value(); }
  bool can_go_on() const { return loading_.can_go_on(); }
  void load(Purpose purpose, std::uint64_t head, std::uint64_t shown);
  /// One slice of what is being loaded.
  std::optional<Loaded> work();
  /// The newest snapshot, when it is to be shown and is not.
  std::optional<std::uint64_t> to_follow(std::uint64_t shown) const;
  /// The same where both windows edit.
  std::optional<std::uint64_t> to_catch_up(std::uint64_t shown) const;
  bool looks_for_left_behind() const { return may_edit() && left_behind_ && answered_; }
  void none_left_behind() { left_behind_ = false; }
  void shows(std::uint64_t seq);
  /// The newest snapshot cannot be read: the one shown has to do, or the next save will meet it.
  void gives_up_following() { newest_ = 0; }

 private:
  platform::Platform& platform_;
  Opening loading_;
  std::string plan_id_;
  platform::Holding holding_ = platform::Holding::shared;
  bool answered_ = false;
  bool behind_ = false;  // edits here, but does not show the newest snapshot yet
  bool hand_over_wanted_ = false;
  bool left_behind_ = true;   // there may be something
  std::uint64_t newest_ = 0;  // snapshot that this window has heard of
  std::optional<Purpose> purpose_;
  std::uint64_t head_ = 0;  // being loaded
};

}  // namespace keyplan::app
