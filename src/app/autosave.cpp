#include "app/autosave.h"

#include <algorithm>
#include <utility>

namespace keyplan::app {
namespace {

// storage.md S4: short enough that a crash costs a breath, long enough to gather typing.
constexpr std::int32_t debounce_ms = 400;
constexpr double longest_wait_seconds = 2;
constexpr std::int32_t retry_ms = 10'000;
constexpr int joins_in_a_row = 5;  // then other windows get some time
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

void Autosave::store_is_lost(std::string reason) {
  store_is(platform::StoreState::unavailable, std::move(reason));
  store_lost_ = true;
  preparing_.reset();
}

void Autosave::open(const model::Plan& plan, std::uint64_t seq, file::Snapshotter snapshotter) {
  forget_answers();
  if (plan_id_ != plan.id()) forgets_earlier_ = earlier_stay_ = false;
  plan_id_ = plan.id();
  seq_ = seq;
  snapshotter_ = std::move(snapshotter);
  dirty_ = false;
  keep_next_because_.clear();
  preparing_.reset();
  failures_ = times_overtaken_ = 0;
  saved_minutes_ = 0;
  if (store_ready_) {
    state_ = seq == 0 ? State::closed : State::saved;
    sentence_.clear();
  }
}

void Autosave::forget_answers() {
  if (in_flight_ > 0) late_[plan_id_] += std::exchange(in_flight_, 0);
}

bool Autosave::is_late(const std::string& plan_id) {
  const auto late = late_.find(plan_id);
  if (late == late_.end()) return plan_id != plan_id_ || in_flight_ == 0;
  if (--late->second == 0) late_.erase(late);
  return true;
}

void Autosave::close() {
  forget_answers();
  plan_id_.clear();
  preparing_.reset();
  if (store_ready_) state_ = State::closed;
}

void Autosave::wait(std::int32_t milliseconds) { platform_.wake_after(milliseconds); }

void Autosave::changed(const model::Plan& plan, const model::Change& change, double seconds) {
  snapshotter_.touch(change);
  dirty_ = true;
  if (state_ == State::unavailable || state_ == State::overtaken) return;
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
  if (state_ == State::unavailable || state_ == State::overtaken) return;
  if (seq_ == 0 && !dirty_) return;  // nothing is there yet
  dirty_ = true;
  keep_next_because_ = std::move(because);
  // Not flush(): behind a save that is under way it would come after what it is to precede.
  commit(plan, platform::Durability::strict, Chance::many);
}

void Autosave::forget_earlier(const model::Plan& plan) {
  forgets_earlier_ = dirty_ = true;
  keep_next_because_.clear();
  commit(plan, platform::Durability::strict, Chance::many);
}

void Autosave::flush(const model::Plan& plan, platform::Durability durability) {
  if (in_flight_ > 0 || state_ == State::overtaken || !can_save()) return;
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
  commit(plan, *preparing_, Chance::many);
}

// Also when another window's save has to be joined first: this one fails then, and is left behind
// should there be no time for that.
void Autosave::leave(const model::Plan& plan, platform::Durability durability) {
  if (in_flight_ > 0 && !noted_) dirty_ = true;
  commit(plan, durability, Chance::last);
}

bool Autosave::can_save() const {
  return dirty_ && !plan_id_.empty() && state_ != State::unavailable;
}

void Autosave::commit(const model::Plan& plan, platform::Durability durability, Chance chance) {
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
  commit.follows_own = in_flight_ > 0;
  commit.drops_earlier = forgets_earlier_;
  noted_ = commit.last_chance = chance == Chance::last;
  dirty_ = false;
  ++in_flight_;
  first_change_seconds_ = -1;
  if (state_ != State::overtaken) state_ = State::saving;
  platform_.store_commit(std::move(commit));
}

void Autosave::timer(const model::Plan& plan) { flush(plan, platform::Durability::relaxed); }

void Autosave::committed(const platform::Committed& done) {
  if (is_late(done.plan_id)) return;
  failures_ = times_overtaken_ = 0;
  seq_ = done.seq;
  if (--in_flight_ > 0) return;
  forgets_earlier_ = earlier_stay_ = done.earlier_stay;
  snapshotter_.committed();
  saved_minutes_ = platform_.now().unix_minutes;
  if (!store_ready_) return;
  sentence_.clear();
  state_ = State::saved;
  if (dirty_) {
    state_ = State::waiting;
    wait(debounce_ms);
  }
}

void Autosave::failed(const model::Plan& plan, const platform::CommitFailed& fault) {
  if (is_late(fault.plan_id)) return;
  --in_flight_;
  dirty_ = true;
  if (!store_ready_) return;
  sentence_ = fault.sentence;
  switch (fault.fault) {
    case platform::CommitFault::conflict:
      // A save queued behind one that failed expects a head that never came.
      if (fault.head_seq == seq_) break;
      overtaken_by_ = fault.head_seq;
      state_ = State::overtaken;
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

std::optional<std::uint64_t> Autosave::overtaken_by() const {
  if (state_ != State::overtaken || in_flight_ > 0) return std::nullopt;
  return overtaken_by_;
}

void Autosave::joined(const model::Plan& plan, const model::Change& change, std::uint64_t head) {
  seq_ = head;
  snapshotter_.touch(change);
  snapshotter_.send_all();  // the stored head has other chunks
  preparing_.reset();
  dirty_ = true;
  state_ = State::waiting;
  if (++times_overtaken_ < joins_in_a_row) {
    flush(plan, platform::Durability::relaxed);
  } else {
    times_overtaken_ = 0;
    wait(retry_ms);
  }
}

void Autosave::caught_up(const model::Change& change, std::uint64_t head) {
  seq_ = head;
  snapshotter_.touch(change);
  snapshotter_.send_all();
  saved_minutes_ = platform_.now().unix_minutes;
}

void Autosave::cannot_join(std::string sentence) {
  sentence_ = std::move(sentence);
  state_ = State::failed;
  wait(retry_ms);
}

}  // namespace keyplan::app
