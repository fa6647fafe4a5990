// Getting a stored plan back: asks the store for a snapshot, reads it as its parts arrive, and
// walks back to older ones when it is damaged (storage.md S2). Bytes that cannot be read are kept
// for download.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/file/snapshot.h"
#include "core/model/plan.h"
#include "platform/platform.h"

namespace keyplan::app {

class Opening {
 public:
  explicit Opening(platform::Platform& platform) : platform_(platform) {}

  struct Opened {
    model::Plan plan;
    std::uint64_t head_seq = 0;  // what the store holds; saves go on from here
    file::Snapshotter snapshotter;
    std::string notice;  // "" or what the user must know
  };
  struct Failed {
    std::string sentence;
    platform::File damaged;  // what was found, for download
  };
  using Outcome = std::variant<Opened, Failed>;

  /// In place of a snapshot's number: what a page left behind that is gone.
  static constexpr std::uint64_t left_behind = 0;

  void start(platform::StoredHead head);
  bool busy() const { return head_.has_value(); }
  /// Waits for nothing but work().
  bool can_go_on() const { return head_ && all_there_; }
  const std::string& title() const { return head_->title; }
  double progress() const;
  /// Nothing will come of what is under way.
  void cancel();

  bool awaits(const std::string& plan_id, std::uint64_t seq) const;
  void arrived(const platform::SnapshotLoaded& snapshot);
  void arrived(platform::ChunksLoaded loaded);
  /// For every frame: one slice. Answers once, when the search is over.
  std::optional<Outcome> work();

 private:
  void ask();
  /// Another, older snapshot, or the end of the search.
  std::optional<Outcome> go_back(std::string fault);
  Opened opened(file::LoadedSnapshot loaded) const;

  platform::Platform& platform_;
  std::optional<platform::StoredHead> head_;
  std::size_t next_ = 0;  // index into head_->seqs
  bool answered_ = false, all_there_ = false;
  std::optional<file::SnapshotReader> reader_;
  std::vector<std::string> read_;  // its bytes, until it turned out to be good
  std::string first_fault_;
  std::string damaged_bytes_;
};

}  // namespace keyplan::app
