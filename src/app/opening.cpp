#include "app/opening.h"

#include <algorithm>
#include <utility>

namespace keyplan::app {

void Opening::start(platform::StoredHead head) {
  head_ = std::move(head);
  next_ = 0;
  first_fault_.clear();
  damaged_bytes_.clear();
  ask();
}

void Opening::ask() { platform_.store_load(head_->plan_id, head_->seqs[next_]); }

std::optional<std::variant<Opening::Opened, Opening::Failed>> Opening::loaded(
    const platform::SnapshotLoaded& snapshot) {
  if (!head_ || snapshot.plan_id != head_->plan_id || snapshot.seq != head_->seqs[next_]) {
    return std::nullopt;
  }
  std::string fault = "It is no longer there.";
  if (snapshot.manifest) {
    std::vector<file::Chunk> chunks;
    chunks.reserve(snapshot.chunks.size());
    for (const platform::Chunk& chunk : snapshot.chunks)
      chunks.push_back({chunk.hash, chunk.bytes});
    auto loaded = file::load_snapshot(*snapshot.manifest, chunks);
    if (loaded) {
      Opened opened{.plan = std::move(loaded->plan),
                    .head_seq = head_->seqs.front(),
                    .snapshotter = std::move(loaded->snapshotter)};
      if (next_ > 0) {
        // The newest snapshot does not hold this one's chunks for sure.
        opened.snapshotter.send_all();
        opened.notice = "The last saved state could not be read (" + first_fault_ +
                        ") An older state of this plan is shown.";
      }
      head_.reset();
      return opened;
    }
    fault = loaded.error().sentence;
    if (damaged_bytes_.empty()) {
      damaged_bytes_ = *snapshot.manifest;
      for (const file::Chunk& chunk : chunks) damaged_bytes_ += chunk.bytes;
    }
  }
  if (first_fault_.empty()) first_fault_ = fault;
  if (++next_ < head_->seqs.size()) {
    ask();
    return std::nullopt;
  }
  Failed failed{"\"" + head_->title + "\" could not be read from this device: " + first_fault_ +
                    " Open a plan file to go on; what was found can be downloaded.",
                {"keyplan-damaged.txt", std::move(damaged_bytes_)}};
  head_.reset();
  return failed;
}

}  // namespace keyplan::app
