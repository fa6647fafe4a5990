#include "app/opening.h"

#include <utility>

namespace keyplan::app {
namespace {

constexpr std::size_t slice_records = 1024;
constexpr double reading = 0.8;  // of all the work

}  // namespace

void Opening::start(platform::StoredHead head) {
  cancel();
  head_ = std::move(head);
  ask();
}

void Opening::cancel() {
  head_.reset();
  reader_.reset();
  read_.clear();
  first_fault_ = damaged_bytes_ = {};
  next_ = 0;
}

void Opening::ask() {
  reader_.reset();
  read_.clear();
  answered_ = all_there_ = false;
  if (head_->seqs[next_] == left_behind)
    platform_.store_load_left_behind(head_->plan_id);
  else
    platform_.store_load(head_->plan_id, head_->seqs[next_]);
}

bool Opening::awaits(const std::string& plan_id, std::uint64_t seq) const {
  return head_ && !all_there_ && plan_id == head_->plan_id && seq == head_->seqs[next_];
}

double Opening::progress() const {
  return reader_ ? reading * reader_->progress() + (all_there_ ? (1 - reading) / 2 : 0) : 0;
}

void Opening::arrived(const platform::SnapshotLoaded& snapshot) {
  if (!awaits(snapshot.plan_id, snapshot.seq) || answered_) return;
  answered_ = true;
  all_there_ = !snapshot.manifest;
  if (!snapshot.manifest) return;
  reader_.emplace(*snapshot.manifest);
  read_.push_back(*snapshot.manifest);
}

void Opening::arrived(platform::ChunksLoaded loaded) {
  if (!awaits(loaded.plan_id, loaded.seq) || !reader_) return;
  for (platform::Chunk& arrived : loaded.chunks) {
    file::Chunk chunk{std::move(arrived.hash), std::move(arrived.bytes)};
    reader_->add(chunk);
    read_.push_back(std::move(chunk.bytes));
  }
  all_there_ = loaded.last;
}

std::optional<Opening::Outcome> Opening::work() {
  if (!head_ || !all_there_) return std::nullopt;
  if (!reader_) return go_back("It is no longer there.");
  if (!reader_->finish(slice_records)) {
    platform_.request_frame();
    return std::nullopt;
  }
  auto loaded = reader_->take();
  if (!loaded) return go_back(std::move(loaded.error().sentence));
  Outcome outcome = opened(std::move(*loaded));
  cancel();
  return outcome;
}

Opening::Opened Opening::opened(file::LoadedSnapshot loaded) const {
  Opened opened{.plan = std::move(loaded.plan),
                .head_seq = head_->seqs.front(),
                .snapshotter = std::move(loaded.snapshotter)};
  if (next_ > 0) {
    // The newest snapshot does not hold this one's chunks for sure.
    opened.snapshotter.send_all();
    opened.notice = "The last saved state could not be read (" + first_fault_ +
                    ") An older state of this plan is shown.";
  }
  return opened;
}

std::optional<Opening::Outcome> Opening::go_back(std::string fault) {
  if (damaged_bytes_.empty()) {
    for (const std::string& part : read_) damaged_bytes_ += part;
  }
  if (first_fault_.empty()) first_fault_ = std::move(fault);
  if (++next_ < head_->seqs.size()) {
    ask();
    return std::nullopt;
  }
  Failed failed{"\"" + head_->title + "\" could not be read from this device: " + first_fault_ +
                    " Open a plan file to go on; what was found can be downloaded.",
                {"keyplan-damaged.txt", std::move(damaged_bytes_)}};
  cancel();
  return failed;
}

}  // namespace keyplan::app
