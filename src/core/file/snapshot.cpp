#include "core/file/snapshot.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "core/sorting/sort.h"

namespace keyplan::file {

using namespace model;

namespace {

constexpr std::size_t accounts_in_group = 32;
constexpr std::size_t records_in_group = 1024;
constexpr int most_spread = 16;
constexpr std::size_t placed_in_a_slice = 20'000;  // records
constexpr std::size_t no_limit = ~std::size_t{0};

int wanted_spread(const Plan& plan) {
  std::size_t records = 0;
  for (const KindInfo& kind : all_kinds()) {
    if (kind.account) records += plan.table(kind.kind).all().size();
  }
  const std::size_t groups = std::max(plan.table(Kind::account).all().size() / accounts_in_group,
                                      records / records_in_group);
  return std::min(most_spread, static_cast<int>(std::bit_width(groups)));
}

}  // namespace

std::string chunk_hash(std::string_view bytes) {
  XXH128_canonical_t digest;
  XXH128_canonicalFromHash(&digest, XXH3_128bits(bytes.data(), bytes.size()));
  constexpr std::string_view hex = "0123456789abcdef";
  std::string text;
  text.reserve(32);
  for (const unsigned char byte : digest.digest) {
    text += hex[byte >> 4];
    text += hex[byte & 15];
  }
  return text;
}

std::uint32_t Snapshotter::group_of(Kind kind, const RecordBase& record) const {
  Id home = record.id;
  if (kind != Kind::account) {
    if (!info(kind).account) return 0;
    if (const Id account = account_of(kind, record)) home = account;
  }
  return 1 + (spread_ == 0 ? 0 : static_cast<std::uint32_t>(home.bits >> (60 - spread_)));
}

void Snapshotter::begin_grouping(const Plan& plan, int spread) {
  spread_ = spread;
  groups_.assign(1 + (std::size_t{1} << spread), Group{});
  places_ = {};
  grouping_ = Grouping{.revision = plan.revision()};
}

std::size_t Snapshotter::spread_out(const Plan& plan, std::size_t most) {
  std::size_t done = 0;
  for (; grouping_->kind < kind_count && done < most; ++grouping_->kind, grouping_->record = 0) {
    const Kind kind = all_kinds()[grouping_->kind].kind;
    const auto all = plan.table(kind).all();
    for (std::size_t& i = grouping_->record; i < all.size() && done < most; ++i, ++done) {
      const std::uint32_t group = group_of(kind, *all[i]);
      if (places_.insert(all[i]->id, group)) groups_[group].records.push_back({kind, all[i]->id});
    }
    if (grouping_->record < all.size()) break;
  }
  return done;
}

bool Snapshotter::group(const Plan& plan, std::size_t most) {
  std::size_t done = spread_out(plan, most);
  if (grouping_->kind < kind_count) return false;
  for (; grouping_->sorted < groups_.size(); ++grouping_->sorted) {
    if (done >= most) return false;
    Group& group = groups_[grouping_->sorted];
    keyplan::sort(group.records, {}, &RecordKey::id);
    done += group.records.size();
  }
  // A change in between may have moved a record to a place in its table that was passed already.
  if (grouping_->revision != plan.revision()) place_forgotten(plan);
  grouping_.reset();
  return true;
}

void Snapshotter::place_forgotten(const Plan& plan) {
  for (const KindInfo& kind : all_kinds()) {
    for (const AnyRecord& record : plan.table(kind.kind).all()) {
      if (!places_.find(record->id)) place(plan, {kind.kind, record->id});
    }
  }
}

std::size_t Snapshotter::records() const {
  std::size_t count = 0;
  for (const Group& group : groups_) count += group.records.size();
  return count;
}

bool Snapshotter::arrange(const Plan& plan, std::size_t most) {
  const int wanted = wanted_spread(plan);
  if (spread_ < 0 || wanted > spread_ + 1 || wanted < spread_ - 2) {
    begin_grouping(plan, wanted);
    touched_.clear();
  }
  while (grouping_) {
    if (!group(plan, most) && most != no_limit) return false;
  }
  const std::size_t count = std::min(most, touched_.size());
  const auto from = touched_.end() - static_cast<std::ptrdiff_t>(count);
  for (auto key = from; key != touched_.end(); ++key) place(plan, *key);
  touched_.erase(from, touched_.end());
  return touched_.empty();
}

void Snapshotter::touch(const Change& change) {
  touched_.insert(touched_.end(), change.touched.begin(), change.touched.end());
  // Records of unknown kinds are in the first chunk.
  if (change.whole && !groups_.empty()) groups_.front().changed = true;
}

void Snapshotter::place(const Plan& plan, RecordKey key) {
  const RecordBase* record = plan.find_any(key);
  const auto before = places_.find(key.id);
  std::optional<std::uint32_t> now;
  if (record != nullptr) now = group_of(key.kind, *record);
  if (before) {
    Group& group = groups_[*before];
    group.changed = true;
    if (now == before) return;
    const auto at = std::ranges::lower_bound(group.records, key.id, {}, &RecordKey::id);
    group.records.erase(at);
    places_.erase(key.id);
  }
  if (now) {
    Group& group = groups_[*now];
    group.changed = true;
    group.records.insert(std::ranges::lower_bound(group.records, key.id, {}, &RecordKey::id), key);
    places_.insert(key.id, *now);
  }
}

bool Snapshotter::is_empty(const Plan& plan, const Group& group) const {
  return group.records.empty() && (&group != groups_.data() || plan.foreign().empty());
}

std::string Snapshotter::text_of(const Plan& plan, const Group& group, RecordWriter& writer) const {
  std::vector<const ForeignRecord*> foreign;
  if (&group == groups_.data()) {
    for (const ForeignRecord& record : plan.foreign()) foreign.push_back(&record);
    keyplan::sort(foreign, {}, [](const ForeignRecord* record) { return record->base.id; });
  }
  auto next_foreign = foreign.begin();
  const auto add_foreign_before = [&](Id id) {
    while (next_foreign != foreign.end() && (*next_foreign)->base.id < id) {
      writer.add(**next_foreign++);
    }
  };
  writer.begin();
  for (const RecordKey& key : group.records) {
    add_foreign_before(key.id);
    writer.add(key.kind, *plan.find_any(key));
  }
  add_foreign_before(Id{~std::uint64_t{0}});
  return writer.finish();
}

void Snapshotter::write(const Plan& plan, Group& group, RecordWriter& writer) {
  if (!group.changed && !group.text.empty()) return;
  group.text = text_of(plan, group, writer);
  group.changed = false;
  std::string hash = chunk_hash(group.text);
  if (hash != group.hash) {
    group.held = group.handed = false;
    group.length = group.text.size();
    group.hash = std::move(hash);
  }
  if (group.held || group.handed) group.text = {};
}

std::optional<std::vector<Chunk>> Snapshotter::prepare(const Plan& plan, std::size_t max_bytes) {
  if (!arrange(plan, placed_in_a_slice)) return std::vector<Chunk>{};
  RecordWriter writer(plan);
  std::vector<Group*> written;
  std::size_t bytes = 0;
  for (Group& group : groups_) {
    if (!waits(group) || is_empty(plan, group)) continue;
    write(plan, group, writer);
    bytes += group.length;
    if (!group.text.empty()) written.push_back(&group);
    if (bytes >= max_bytes) break;
  }
  if (bytes < max_bytes) return std::nullopt;  // next() finds the texts where they are
  std::vector<Chunk> chunks;
  for (Group* group : written) {
    group->handed = true;
    chunks.push_back({group->hash, std::exchange(group->text, {})});
  }
  return chunks;
}

Snapshot Snapshotter::next(const Plan& plan) {
  arrange(plan, no_limit);
  Snapshot snapshot;
  RecordWriter writer(plan);
  std::string chunks = "[";
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    Group& group = groups_[i];
    if (is_empty(plan, group)) {
      group.changed = false;
      group.hash.clear();
      group.text.clear();
      continue;
    }
    if (waits(group)) {
      write(plan, group, writer);
      if (!group.text.empty()) {
        snapshot.new_chunks.push_back({group.hash, std::exchange(group.text, {})});
      }
    }
    if (chunks.size() > 1) chunks += ", ";
    chunks +=
        "[\"" + group.hash + "\", " + std::to_string(group.length) + ", " + std::to_string(i) + "]";
    snapshot.hashes.push_back(group.hash);
  }
  chunks += ']';
  const Member extra[] = {{"chunks", std::move(chunks), {}},
                          {"spread", std::to_string(spread_), {}}};
  snapshot.manifest = write_envelope(plan, extra);
  return snapshot;
}

void Snapshotter::committed() {
  for (Group& group : groups_) {
    group.held = !group.hash.empty();
    group.handed = false;
  }
}

void Snapshotter::send_all() {
  for (Group& group : groups_) group.held = group.handed = false;
}

}  // namespace keyplan::file
