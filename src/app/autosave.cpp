#include "app/autosave.h"

#include <algorithm>
#include <utility>

namespace keyplan::app {
namespace {

// storage.md S4: short enough that a crash costs a breath, long enough to gather typing.
constexpr std::int32_t debounce_ms = 400;
constexpr double longest_wait_seconds = 2;
constexpr std::int32_t retry_ms = 10'000;
constexpr std::size_t slice_bytes = std::size_t{2} << 20;

std::vector<platform::Chunk> to_store(std::vector<file::Chunk> chunks) {
  std::vector<platform::Chunk> answer;
  answer.reserve(chunks.size());
  for (file::Chunk& chunk : chunks) {
    answer.push_back({std::move(chunk.hash), std::move(chunk.bytes)});
  }
  return answer;
}

}  // namespace

void Autosave::store_is(platform::StoreState state, std::string reason) {
  store_ready_ = state == platform::StoreState::ready;
  if (!store_ready_) {
    state_ = State::unavailable;
    sentence_ = std::move(reason);
  }
}

void Autosave::open(const model::Plan& plan, std::uint64_t seq, file::Snapshotter snapshotter) {
  plan_id_ = plan.id();
  seq_ = seq;
  snapshotter_ = std::move(snapshotter);
  dirty_ = false;
  keep_next_because_.clear();
  preparing_.reset();
  in_flight_ = failures_ = 0;
  saved_minutes_ = 0;
  if (store_ready_) {
    state_ = seq == 0 ? State::closed : State::saved;
    sentence_.clear();
  }
}

void Autosave::close() {
  plan_id_.clear();
  preparing_.reset();
  if (store_ready_) state_ = State::closed;
}

void Autosave::wait(std::int32_t milliseconds) { platform_.wake_after(milliseconds); }

void Autosave::changed(const model::Plan& plan, const model::Change& change, double seconds) {
  snapshotter_.touch(change);
  dirty_ = true;
  if (state_ == State::unavailable || state_ == State::conflict) return;
  if (first_change_seconds_ < 0) first_change_seconds_ = seconds;
  if (in_flight_ == 0 && !preparing_) {
    if (state_ != State::failed) state_ = State::waiting;
    if (seconds - first_change_seconds_ >= longest_wait_seconds) {
      flush(plan, platform::Durability::relaxed);
    } else {
      wait(debounce_ms);
    }
  }
}

void Autosave::save_all(const model::Plan& plan) {
  dirty_ = true;
  flush(plan, platform::Durability::relaxed);
}

void Autosave::keep(const model::Plan& plan, std::string because) {
  if (state_ == State::unavailable || state_ == State::conflict) return;
  if (seq_ == 0 && !dirty_) return;  // nothing is there yet
  dirty_ = true;
  keep_next_because_ = std::move(because);
  // Not flush(): behind a save that is under way it would come after what it is to precede.
  commit(plan, platform::Durability::strict);
}

void Autosave::flush(const model::Plan& plan, platform::Durability durability) {
  if (in_flight_ > 0 || !can_save()) return;
  preparing_ = std::max(durability, preparing_.value_or(durability));
  state_ = State::saving;
  work(plan);
}

void Autosave::work(const model::Plan& plan) {
  if (!preparing_) return;
  if (auto chunks = snapshotter_.prepare(plan, slice_bytes)) {
    if (!chunks->empty()) platform_.store_chunks(plan_id_, to_store(std::move(*chunks)));
    platform_.request_frame();
    return;
  }
  commit(plan, *preparing_);
}

void Autosave::leave(const model::Plan& plan) { commit(plan, platform::Durability::relaxed); }

bool Autosave::can_save() const {
  return dirty_ && !plan_id_.empty() && state_ != State::unavailable && state_ != State::conflict;
}

void Autosave::commit(const model::Plan& plan, platform::Durability durability) {
  preparing_.reset();
  if (!can_save()) return;
  file::Snapshot snapshot = snapshotter_.next(plan);
  platform::Commit commit;
  commit.plan_id = plan_id_;
  commit.title = plan.settings().name;
  commit.expected_seq = expected_seq();
  commit.manifest = std::move(snapshot.manifest);
  commit.chunk_hashes = std::move(snapshot.hashes);
  commit.durability = durability;
  commit.kept_because = std::exchange(keep_next_because_, {});
  commit.new_chunks = to_store(std::move(snapshot.new_chunks));
  dirty_ = false;
  ++in_flight_;
  first_change_seconds_ = -1;
  state_ = State::saving;
  platform_.store_commit(std::move(commit));
}

void Autosave::timer(const model::Plan& plan) { flush(plan, platform::Durability::relaxed); }

void Autosave::committed(const platform::Committed& done) {
  // Saves of a plan that was replaced by another state of itself answer late.
  if (done.plan_id != plan_id_ || done.seq <= seq_) return;
  failures_ = 0;
  seq_ = done.seq;
  if (--in_flight_ > 0) return;
  snapshotter_.committed();
  saved_minutes_ = platform_.now().unix_minutes;
  sentence_.clear();
  state_ = State::saved;
  if (dirty_) {
    state_ = State::waiting;
    wait(debounce_ms);
  }
}

void Autosave::failed(const model::Plan& plan, const platform::CommitFailed& fault) {
  if (fault.plan_id != plan_id_) return;
  --in_flight_;
  dirty_ = true;
  sentence_ = fault.sentence;
  switch (fault.fault) {
    case platform::CommitFault::conflict:
      // A save queued behind one that failed expects a head that never came.
      if (fault.head_seq == seq_) break;
      state_ = State::conflict;
      return;
    case platform::CommitFault::unavailable:
      state_ = State::unavailable;
      return;
    case platform::CommitFault::missing_chunks:
      snapshotter_.send_all();
      if (++failures_ == 1) {
        flush(plan, platform::Durability::relaxed);
        return;
      }
      break;
    case platform::CommitFault::quota:
    case platform::CommitFault::aborted:
      break;
  }
  state_ = State::failed;
  wait(retry_ms);
}

}  // namespace keyplan::app
