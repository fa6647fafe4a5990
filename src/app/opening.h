// Getting a stored plan back: asks the store for the newest snapshot, checks it, and walks back to
// older ones when it is damaged (storage.md S2). Bytes that cannot be read are kept for download.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

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

  void start(platform::StoredHead head);
  bool busy() const { return head_.has_value(); }
  /// To be given every SnapshotLoaded; answers when the search is over.
  std::optional<std::variant<Opened, Failed>> loaded(const platform::SnapshotLoaded& snapshot);

 private:
  void ask();

  platform::Platform& platform_;
  std::optional<platform::StoredHead> head_;
  std::size_t next_ = 0;  // index into head_->seqs
  std::string first_fault_;
  std::string damaged_bytes_;
};

}  // namespace keyplan::app
