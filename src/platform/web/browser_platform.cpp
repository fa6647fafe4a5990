#include "platform/web/browser_platform.h"

#include <cmath>

#include "platform/web/host.h"
#include "platform/web/wire.h"

namespace keyplan::platform {
namespace {

void write_chunks(WireWriter& out, const std::vector<Chunk>& chunks) {
  std::size_t bytes = 0;
  for (const Chunk& chunk : chunks) bytes += chunk.bytes.size();
  out.reserve(bytes);
  out.number(static_cast<double>(chunks.size()));
  for (const Chunk& chunk : chunks) out.bytes(chunk.hash).bytes(chunk.bytes);
}

}  // namespace

Now BrowserPlatform::now() {
  const double unix_minutes = std::floor(host_unix_ms() / 60'000);
  const double offset = host_utc_offset_minutes();
  return {.today = static_cast<std::int32_t>(std::floor((unix_minutes + offset) / (24 * 60))),
          .unix_minutes = static_cast<std::int64_t>(unix_minutes),
          .utc_offset_minutes = static_cast<std::int32_t>(offset)};
}

double BrowserPlatform::steady_ms() { return host_steady_ms(); }

std::uint64_t BrowserPlatform::random_bits() {
  std::uint64_t bits = 0;
  host_random(&bits, sizeof bits);
  return bits;
}

void BrowserPlatform::request_frame() {
  wake_();
  host_request_frame();
}

void BrowserPlatform::wake_after(std::int32_t milliseconds) { host_wake_after(milliseconds); }

void BrowserPlatform::choose_files(std::string_view accept, bool several) {
  host_choose_files(accept.data(), accept.size(), several ? 1 : 0);
}

void BrowserPlatform::cancel_files() { host_cancel_files(); }

void BrowserPlatform::save_file(std::string_view name, std::string_view mime, std::string bytes) {
  host_save_file(name.data(), name.size(), mime.data(), mime.size(), bytes.data(), bytes.size());
}

void BrowserPlatform::print(std::string_view html) { host_print(html.data(), html.size()); }
void BrowserPlatform::print_page() { host_print_page(); }

void BrowserPlatform::set_clipboard(std::string_view text) {
  host_set_clipboard(text.data(), text.size());
}

void BrowserPlatform::open_link(std::string_view url) { host_open_link(url.data(), url.size()); }

void BrowserPlatform::ask_before_leaving(bool on) { host_ask_before_leaving(on ? 1 : 0); }

void BrowserPlatform::store_open() { host_store_open(); }

void BrowserPlatform::store_load(std::string_view plan_id, std::uint64_t seq) {
  host_store_load(plan_id.data(), plan_id.size(), static_cast<double>(seq));
}

void BrowserPlatform::store_chunks(std::string_view plan_id, std::vector<Chunk> chunks) {
  WireWriter out;
  write_chunks(out.bytes(plan_id), chunks);
  host_store_chunks(out.message().data(), out.message().size());
}

void BrowserPlatform::store_commit(Commit commit) {
  WireWriter out;
  out.bytes(commit.plan_id).bytes(commit.title).number(static_cast<double>(commit.expected_seq));
  out.bytes(commit.manifest);
  out.number(static_cast<double>(commit.chunk_hashes.size()));
  for (const std::string& hash : commit.chunk_hashes) out.bytes(hash);
  write_chunks(out, commit.new_chunks);
  out.number(commit.durability == Durability::strict).bytes(commit.kept_because);
  out.number(commit.follows_own).number(commit.last_chance).number(commit.drops_earlier);
  host_store_commit(out.message().data(), out.message().size());
}

void BrowserPlatform::store_forget(std::string_view plan_id) {
  host_store_forget(plan_id.data(), plan_id.size());
}

void BrowserPlatform::store_facts(std::string_view plan_id) {
  host_store_facts(plan_id.data(), plan_id.size(), 0);
}

void BrowserPlatform::ask_to_keep_storage(std::string_view plan_id) {
  host_store_facts(plan_id.data(), plan_id.size(), 1);
}

std::string BrowserPlatform::why_no_sealing() { return inbox_.substr(0, host_why_no_sealing()); }

std::string BrowserPlatform::make_passphrase() { return inbox_.substr(0, host_make_passphrase()); }

void BrowserPlatform::seal(std::uint32_t request, std::string_view bytes,
                           std::string_view passphrase, SealedForm form) {
  host_seal(request, bytes.data(), bytes.size(), passphrase.data(), passphrase.size(),
            form == SealedForm::link ? 1 : 0);
}

void BrowserPlatform::unseal(std::uint32_t request, std::string_view sealed,
                             std::string_view passphrase) {
  host_unseal(request, sealed.data(), sealed.size(), passphrase.data(), passphrase.size());
}

void BrowserPlatform::store_load_left_behind(std::string_view plan_id) {
  host_store_load_left_behind(plan_id.data(), plan_id.size());
}

void BrowserPlatform::hold_plan(std::string_view plan_id) {
  host_hold_plan(plan_id.data(), plan_id.size());
}

void BrowserPlatform::take_plan(std::string_view plan_id) {
  host_take_plan(plan_id.data(), plan_id.size());
}

void BrowserPlatform::hand_over(std::string_view plan_id) {
  host_hand_over(plan_id.data(), plan_id.size());
}

std::uint32_t BrowserPlatform::trial_workers() {
  return static_cast<std::uint32_t>(host_trial_workers());
}

void BrowserPlatform::run_trials(std::uint32_t worker, std::uint32_t request,
                                 std::string_view prepared, std::uint64_t first,
                                 std::uint64_t count) {
  host_run_trials(worker, request, prepared.data(), prepared.size(), static_cast<double>(first),
                  static_cast<double>(count));
}

std::string BrowserPlatform::preference(std::string_view key) {
  return inbox_.substr(0, host_preference(key.data(), key.size()));
}

void BrowserPlatform::set_preference(std::string_view key, std::string_view value) {
  host_set_preference(key.data(), key.size(), value.data(), value.size());
}

namespace {

Event read_opened(WireReader in) {
  StoreOpened opened{.state = in.number() != 0 ? StoreState::ready : StoreState::unavailable};
  opened.page_from_disk = in.number() != 0;
  opened.reason = in.bytes();
  opened.plans.resize(in.count());
  for (StoredHead& plan : opened.plans) {
    plan.plan_id = in.bytes();
    plan.title = in.bytes();
    plan.saved_unix_minutes = static_cast<std::int64_t>(in.number());
    plan.seqs.resize(in.count());
    for (std::uint64_t& seq : plan.seqs) seq = in.count();
  }
  return opened;
}

Event read_loaded(WireReader in) {
  SnapshotLoaded loaded{.plan_id = in.bytes()};
  loaded.seq = in.count();
  const bool found = in.number() != 0;
  std::string manifest = in.bytes();
  if (found) loaded.manifest = std::move(manifest);
  return loaded;
}

Event read_chunks(WireReader in) {
  ChunksLoaded loaded{.plan_id = in.bytes()};
  loaded.seq = in.count();
  loaded.last = in.number() != 0;
  loaded.chunks.resize(in.count());
  for (Chunk& chunk : loaded.chunks) {
    chunk.hash = in.bytes();
    chunk.bytes = in.bytes();
  }
  return loaded;
}

Event read_committed(WireReader in) {
  Committed committed{.plan_id = in.bytes()};
  committed.seq = in.count();
  committed.earlier_stay = in.number() != 0;
  return committed;
}

Event read_failed(WireReader in) {
  CommitFailed failed{.plan_id = in.bytes()};
  failed.fault = static_cast<CommitFault>(in.count());
  failed.head_seq = in.count();
  failed.sentence = in.bytes();
  return failed;
}

Event read_held(WireReader in) {
  PlanHeld held{.plan_id = in.bytes()};
  held.holding = static_cast<Holding>(in.count());
  held.head_seq = in.count();
  return held;
}

Event read_moved(WireReader in) {
  HeadMoved moved{.plan_id = in.bytes()};
  moved.seq = in.count();
  return moved;
}

Event read_facts(WireReader in) {
  StorageFacts facts;
  facts.keeping = static_cast<Keeping>(in.count());
  facts.cleared_when_unused = in.number() != 0;
  const double used = in.number(), quota = in.number();
  if (used >= 0) facts.used_bytes = static_cast<std::uint64_t>(used);
  if (quota >= 0) facts.quota_bytes = static_cast<std::uint64_t>(quota);
  facts.plan_id = in.bytes();
  facts.states.resize(in.count());
  for (StoredState& state : facts.states) {
    state.seq = in.count();
    state.saved_unix_minutes = static_cast<std::int64_t>(in.number());
    state.kept_because = in.bytes();
  }
  return facts;
}

}  // namespace

Event read_store_message(StoreMessage kind, std::string_view message) {
  const WireReader in(message);
  switch (kind) {
    case StoreMessage::opened:
      return read_opened(in);
    case StoreMessage::loaded:
      return read_loaded(in);
    case StoreMessage::chunks:
      return read_chunks(in);
    case StoreMessage::facts:
      return read_facts(in);
    case StoreMessage::committed:
      return read_committed(in);
    case StoreMessage::held:
      return read_held(in);
    case StoreMessage::hand_over_wanted:
      return HandOverWanted{WireReader(in).bytes()};
    case StoreMessage::head_moved:
      return read_moved(in);
    case StoreMessage::waits:
      return StoreWaits{WireReader(in).bytes()};
    case StoreMessage::lost:
      return StoreLost{WireReader(in).bytes()};
    case StoreMessage::failed:
      break;
  }
  return read_failed(in);
}

Event read_seal_message(SealMessage kind, std::uint32_t request, std::string message) {
  switch (kind) {
    case SealMessage::sealed:
      return Sealed{.request = request, .result = std::move(message)};
    case SealMessage::unsealed:
      return Unsealed{.request = request, .bytes = std::move(message)};
    case SealMessage::link:
      return LinkArrived{.sealed = std::move(message)};
    case SealMessage::broken_link:
      return LinkArrived{.problem = std::move(message)};
    case SealMessage::failed:
      break;
  }
  return SealFailed{.request = request, .sentence = std::move(message)};
}

}  // namespace keyplan::platform
