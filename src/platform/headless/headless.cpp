#include "platform/headless/headless.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/sorting/sort.h"

namespace keyplan::platform {
namespace {

constexpr std::size_t snapshots_kept = 20;
constexpr std::size_t portion = 16;  // chunks
constexpr std::int64_t patience_ms = 1000;

}  // namespace

Headless::Headless(MemoryStore& store, std::uint64_t seed)
    : store_(store), random_state_(seed), number_(++store.last_number) {
  store_.windows.push_back(this);
}

void Headless::close() {
  hold_plan({});
  std::erase(store_.windows, this);
}

std::vector<Event> Headless::take_events() { return std::exchange(events_, {}); }

void Headless::drop_files(std::vector<File> files) {
  deliver(FilesArrived{.source = FileSource::dropped, .files = std::move(files)});
}

void Headless::advance_milliseconds(std::int64_t milliseconds) {
  const std::int64_t minutes_before = clock_milliseconds_ / 60000;
  clock_milliseconds_ += milliseconds;
  time.unix_minutes += clock_milliseconds_ / 60000 - minutes_before;
  time.today = static_cast<std::int32_t>((time.unix_minutes + time.utc_offset_minutes) / 1440);
  if (timer_due_ && *timer_due_ <= clock_milliseconds_) {
    timer_due_.reset();
    deliver(TimerFired{});
  }
  if (steal_due_ && *steal_due_ <= clock_milliseconds_) steal();
}

void Headless::advance_minutes(std::int64_t minutes) { advance_milliseconds(minutes * 60000); }

std::uint64_t Headless::random_bits() {  // SplitMix64: every run of a test sees the same ids
  std::uint64_t z = (random_state_ += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

void Headless::wake_after(std::int32_t milliseconds) {
  timer_due_ = clock_milliseconds_ + milliseconds;
}

void Headless::choose_files(std::string_view accept, bool several) {
  last_accept = accept;
  std::vector<File> files = std::exchange(files_to_choose, {});
  if (files.empty()) return;
  if (!several) files.resize(1);
  deliver(FilesArrived{.source = FileSource::chosen, .files = std::move(files)});
}

void Headless::save_file(std::string_view name, std::string_view mime, std::string bytes) {
  saved_files.push_back({std::string(name), std::string(mime), std::move(bytes)});
  deliver(FileSaved{.name = std::string(name)});
}

void Headless::store_open() {
  StoreOpened opened{};
  opened.state = store_.available ? StoreState::ready : StoreState::unavailable;
  if (!store_.available) {
    opened.reason = store_.unavailable_reason;
    deliver(std::move(opened));
    return;
  }
  for (const auto& [id, plan] : store_.plans) {
    StoredHead head{};
    head.plan_id = id;
    head.title = plan.title;
    head.saved_unix_minutes = plan.saved_unix_minutes;
    for (auto snapshot = plan.snapshots.rbegin(); snapshot != plan.snapshots.rend(); ++snapshot)
      head.seqs.push_back(snapshot->first);
    opened.plans.push_back(std::move(head));
  }
  keyplan::sort(opened.plans, std::greater<>(), &StoredHead::saved_unix_minutes);
  deliver(std::move(opened));
}

void Headless::store_load(std::string_view plan_id, std::uint64_t seq) {
  const auto plan = store_.plans.find(std::string(plan_id));
  const MemoryStore::Snapshot* snapshot = nullptr;
  if (store_.available && plan != store_.plans.end()) {
    const auto found = plan->second.snapshots.find(seq);
    if (found != plan->second.snapshots.end()) snapshot = &found->second;
  }
  deliver_snapshot(std::string(plan_id), seq, snapshot);
}

void Headless::deliver_snapshot(const std::string& plan_id, std::uint64_t seq,
                                const MemoryStore::Snapshot* snapshot) {
  SnapshotLoaded loaded{.plan_id = plan_id, .seq = seq, .manifest = {}};
  if (snapshot != nullptr) loaded.manifest = snapshot->manifest;
  deliver(std::move(loaded));
  if (snapshot == nullptr) return;
  std::vector<Chunk> chunks;
  const auto send = [&](bool last) {
    deliver(ChunksLoaded{plan_id, seq, std::exchange(chunks, {}), last});
  };
  for (const std::string& hash : snapshot->chunk_hashes) {
    if (const auto chunk = store_.chunks.find(hash); chunk != store_.chunks.end())
      chunks.push_back({hash, chunk->second});
    if (chunks.size() == portion) send(false);
  }
  send(true);
}

void Headless::fail_commit(const Commit& commit, CommitFault fault, std::string sentence) {
  CommitFailed failed{};
  failed.plan_id = commit.plan_id;
  failed.fault = fault;
  const auto plan = store_.plans.find(commit.plan_id);
  failed.head_seq = plan == store_.plans.end() ? 0 : plan->second.head();
  failed.sentence = std::move(sentence);
  deliver(std::move(failed));
  last_commit_failed_ = true;
  if (!commit.last_chance || !store_.available) return;
  for (const Chunk& chunk : commit.new_chunks) store_.chunks[chunk.hash] = chunk.bytes;
  store_.left_behind[commit.plan_id].push_back(
      {number_,
       ++store_.last_number,
       {.manifest = commit.manifest, .chunk_hashes = commit.chunk_hashes}});
}

void Headless::store_chunks(std::string_view, std::vector<Chunk> chunks) {
  for (Chunk& chunk : chunks) store_.chunks[chunk.hash] = std::move(chunk.bytes);
}

void Headless::store_commit(Commit commit) {
  std::size_t bytes = 0;
  for (const Chunk& chunk : commit.new_chunks) bytes += chunk.bytes.size();
  largest_commit = std::max(largest_commit, bytes);
  if (!store_.available)
    return fail_commit(commit, CommitFault::unavailable, store_.unavailable_reason);
  if (!store_.next_commits.empty()) {
    const std::optional<CommitFault> fault = store_.next_commits.front();
    store_.next_commits.pop_front();
    if (fault) return fail_commit(commit, *fault, "The browser could not save the plan.");
  }
  const auto known = store_.plans.find(commit.plan_id);
  const std::uint64_t head = known == store_.plans.end() ? 0 : known->second.head();
  if (head != commit.expected_seq || (commit.follows_own && last_commit_failed_))
    return fail_commit(commit, CommitFault::conflict,
                       "Another tab has saved a newer version of this plan.");
  for (const std::string& hash : commit.chunk_hashes) {
    const bool given = std::ranges::any_of(commit.new_chunks,
                                           [&](const Chunk& chunk) { return chunk.hash == hash; });
    if (!given && !store_.chunks.contains(hash))
      return fail_commit(commit, CommitFault::missing_chunks,
                         "A part of the plan is missing in the store.");
  }
  for (Chunk& chunk : commit.new_chunks) store_.chunks[chunk.hash] = std::move(chunk.bytes);
  MemoryStore::Plan& plan = store_.plans[commit.plan_id];
  const std::uint64_t seq = head + 1;
  plan.title = commit.title;
  plan.saved_unix_minutes = time.unix_minutes;
  plan.snapshots[seq] = {.manifest = std::move(commit.manifest),
                         .chunk_hashes = std::move(commit.chunk_hashes),
                         .kept_because = std::move(commit.kept_because),
                         .saved_unix_minutes = time.unix_minutes};
  const bool stay = commit.drops_earlier && store_.refuses_to_drop;
  if (commit.drops_earlier && !stay)
    std::erase_if(plan.snapshots, [&](const auto& one) { return one.first != seq; });
  for (auto it = plan.snapshots.begin();
       plan.snapshots.size() > snapshots_kept && it != plan.snapshots.end();)
    it = !it->second.kept_because.empty() || it->first == seq ? std::next(it)
                                                              : plan.snapshots.erase(it);
  last_commit_failed_ = false;
  if (auto& left = store_.left_behind[commit.plan_id]; !left.empty())
    std::erase_if(left, [this](const auto& one) { return one.by == number_; });
  deliver(Committed{.plan_id = commit.plan_id, .seq = seq, .earlier_stay = stay});
  for (Headless* window : store_.windows)
    if (window != this && store_.has_hints) window->deliver(HeadMoved{commit.plan_id, seq});
}

void Headless::store_forget(std::string_view plan_id) { store_.plans.erase(std::string(plan_id)); }

void Headless::store_facts(std::string_view plan_id) {
  StorageFacts facts{};
  facts.keeping = store_.keeping;
  facts.cleared_when_unused = store_.cleared_when_unused;
  facts.used_bytes = 0;
  for (const auto& [hash, bytes] : store_.chunks) *facts.used_bytes += bytes.size();
  facts.quota_bytes = std::uint64_t{2} << 30;
  facts.plan_id = plan_id;
  if (const auto plan = store_.plans.find(facts.plan_id); plan != store_.plans.end()) {
    const auto& snapshots = plan->second.snapshots;
    for (auto snapshot = snapshots.rbegin(); snapshot != snapshots.rend(); ++snapshot) {
      facts.states.push_back({.seq = snapshot->first,
                              .saved_unix_minutes = snapshot->second.saved_unix_minutes,
                              .kept_because = snapshot->second.kept_because});
    }
  }
  deliver(std::move(facts));
}

void Headless::ask_to_keep_storage(std::string_view plan_id) {
  store_.keeping = store_.answer_to_keeping;
  store_facts(plan_id);
}

void Headless::store_load_left_behind(std::string_view plan_id) {
  const std::string id(plan_id);
  auto& left = store_.left_behind[id];
  std::erase_if(left, [this](const auto& one) { return one.number == given_; });
  given_ = left.empty() ? 0 : left.front().number;
  deliver_snapshot(id, 0, left.empty() ? nullptr : &left.front().snapshot);
}

// Windows
// ----------------------------------------------------------------------------------------

void Headless::tell_holding(Holding holding) {
  const auto plan = store_.plans.find(held_plan_);
  deliver(PlanHeld{.plan_id = held_plan_,
                   .holding = holding,
                   .head_seq = plan == store_.plans.end() ? 0 : plan->second.head()});
}

void Headless::hold_plan(std::string_view plan_id) {
  steal_due_.reset();
  number_ = ++store_.last_number;  // what was left behind before is not about what comes now
  if (auto& queue = store_.queues[held_plan_];
      plan_id != held_plan_ && std::ranges::contains(queue, this)) {
    const bool held = queue.front() == this;
    std::erase(queue, this);
    if (held && !queue.empty()) queue.front()->tell_holding(Holding::alone);
  }
  held_plan_ = plan_id;
  if (plan_id.empty()) return;
  if (!store_.has_locks) return tell_holding(Holding::shared);
  auto& queue = store_.queues[held_plan_];
  if (!std::ranges::contains(queue, this)) queue.push_back(this);
  tell_holding(queue.front() == this ? Holding::alone : Holding::elsewhere);
}

void Headless::take_plan(std::string_view plan_id) {
  const auto& queue = store_.queues[held_plan_];
  if (plan_id != held_plan_ || queue.empty() || queue.front() == this) return;
  steal_due_ = clock_milliseconds_ + patience_ms;
  if (store_.has_hints) queue.front()->deliver(HandOverWanted{held_plan_});
}

void Headless::hand_over(std::string_view plan_id) {
  const auto queue = store_.queues[held_plan_];
  if (plan_id != held_plan_ || queue.empty() || queue.front() != this) return;
  for (Headless* window : queue)
    if (window->steal_due_ && store_.has_hints) return window->steal();
}

void Headless::steal() {
  steal_due_.reset();
  auto& queue = store_.queues[held_plan_];
  if (queue.front() == this) return;
  std::erase(queue, this);
  queue.insert(queue.begin(), this);
  queue[1]->tell_holding(Holding::elsewhere);
  tell_holding(Holding::alone);
}

void Headless::run_trials(std::uint32_t worker, std::uint32_t request, std::string_view prepared,
                          std::uint64_t first, std::uint64_t count) {
  if (workers == 0) return;
  if (!prepared.empty()) prepared_[worker] = prepared;
  auto part = run_in_worker(prepared_[worker], first, count);
  if (part && workers_are_slow) {
    answers_.push_back({worker, request, std::move(*part)});
  } else if (part) {
    // The latest answers first: nobody may count on an order.
    events_.insert(events_.begin(), TrialsRun{worker, request, std::move(*part)});
  } else {
    workers = 0;
    deliver(TrialsFailed{});
  }
}

bool Headless::workers_answer() {
  std::vector<TrialsRun> answers = std::exchange(answers_, {});
  for (TrialsRun& answer : answers) deliver(std::move(answer));
  return !answers.empty();
}

std::string Headless::preference(std::string_view key) {
  const auto found = store_.preferences.find(std::string(key));
  return found == store_.preferences.end() ? std::string() : found->second;
}

void Headless::set_preference(std::string_view key, std::string_view value) {
  store_.preferences[std::string(key)] = value;
}

}  // namespace keyplan::platform
