#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "core/file/assemble.h"
#include "core/file/canonical_reader.h"
#include "core/file/snapshot.h"
#include "core/file/strict_reader.h"
#include "core/sorting/sort.h"

namespace keyplan::file {

using namespace model;

namespace {

struct ChunkEntry {
  std::string hash;
  std::int64_t length = 0;
  std::int64_t group = 0;
};

std::optional<std::vector<ChunkEntry>> parse_entries(std::string_view json) {
  std::vector<ChunkEntry> entries;
  Cursor cursor(json);
  if (!cursor.skip("[")) return std::nullopt;
  while (!cursor.skip("]")) {
    ChunkEntry entry;
    if (!entries.empty() && !cursor.skip(", ")) return std::nullopt;
    if (!cursor.skip("[") || !cursor.read_string(entry.hash) || !cursor.skip(", ") ||
        !cursor.read_integer(entry.length) || !cursor.skip(", ") ||
        !cursor.read_integer(entry.group) || !cursor.skip("]")) {
      return std::nullopt;
    }
    entries.push_back(std::move(entry));
  }
  if (!cursor.done()) return std::nullopt;
  return entries;
}

}  // namespace

/// Finds out, besides reading, whether the chunks are the ones this build would make.
struct SnapshotReader::State {
  explicit State(std::string_view manifest) { fault = read_manifest(manifest); }

  std::optional<Error> read_part(std::string_view text, Part part, const std::string& what);
  std::optional<Error> read_manifest(std::string_view manifest);
  std::optional<Error> read_chunk(const ChunkEntry& entry, const Chunk& chunk);
  std::optional<Error> check_all();
  void go_on_from_chunks();

  enum class Doing : std::uint8_t { reading, making, grouping, done };

  Assembler assembler{Limits{}};
  Snapshotter snapshotter;
  std::vector<ChunkEntry> entries;
  std::vector<bool> there;  // of each entry
  std::unordered_multimap<std::string_view, std::size_t> by_hash;
  double bytes = 0, bytes_there = 0;
  std::size_t described = 0;
  bool same_groups = true;
  std::optional<Error> fault;
  Doing doing = Doing::reading;
  LoadedSnapshot loaded{Plan({}), {}, {}};
};

std::optional<Error> SnapshotReader::State::read_part(std::string_view text, Part part,
                                                      const std::string& what) {
  std::vector<Finding> oddities;
  auto found = part == Part::records ? read_records(text, Limits{}, assembler, oddities)
                                     : read_strictly(text, {.part = part}, assembler, oddities);
  if (!found) return std::nullopt;
  const Position position = position_of(text, found->offset);
  return Error{what + " is damaged: " + found->sentence, found->path, position.line,
               position.column};
}

std::optional<Error> SnapshotReader::State::read_manifest(std::string_view manifest) {
  const std::string whole = "The list of parts of this stored plan";
  if (auto found = read_part(manifest, Part::envelope, whole)) return found;
  auto parsed = parse_entries(assembler.take_top_member("chunks"));
  std::int64_t spread = -1;
  const std::string spread_json = assembler.take_top_member("spread");
  Cursor(spread_json).read_integer(spread);
  if (!parsed || spread < 0 || spread > 16) return Error{whole + " is damaged.", "chunks"};
  snapshotter.spread_ = static_cast<int>(spread);
  entries = std::move(*parsed);
  there.assign(entries.size(), false);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    by_hash.emplace(entries[i].hash, i);
    bytes += static_cast<double>(entries[i].length);
  }
  // A group in two chunks was not made here; going on from it would lose one of them.
  if (std::ranges::adjacent_find(entries, std::ranges::greater_equal{}, &ChunkEntry::group) !=
      entries.end()) {
    same_groups = false;
  }
  return std::nullopt;
}

std::optional<Error> SnapshotReader::State::read_chunk(const ChunkEntry& entry,
                                                       const Chunk& chunk) {
  const std::string name = "The part " + entry.hash + " of this stored plan";
  if (chunk.bytes.size() != static_cast<std::size_t>(entry.length)) {
    return Error{name + " is damaged: it has " + std::to_string(chunk.bytes.size()) +
                     " bytes instead of " + std::to_string(entry.length) + ".",
                 entry.hash};
  }
  if (chunk_hash(chunk.bytes) != entry.hash) {
    return Error{name + " is damaged: its checksum does not fit.", entry.hash};
  }
  const std::size_t described_before = assembler.described().size();
  const std::size_t foreign_before = assembler.foreign().size();
  if (auto found = read_part(chunk.bytes, Part::records, name)) return found;
  for (std::size_t i = described_before; i < assembler.described().size(); ++i) {
    const auto& [kind, record] = assembler.described()[i];
    if (snapshotter.group_of(kind, *record) != entry.group) same_groups = false;
  }
  if (assembler.foreign().size() != foreign_before && entry.group != 0) same_groups = false;
  return std::nullopt;
}

std::optional<Error> SnapshotReader::State::check_all() {
  const auto gone = std::ranges::find(there, false);
  if (gone != there.end()) {
    const std::string& hash = entries[static_cast<std::size_t>(gone - there.begin())].hash;
    return Error{"The part " + hash + " of this stored plan is missing.", hash};
  }
  std::vector<Id> ids;
  ids.reserve(assembler.records());
  for (const auto& one : assembler.described()) ids.push_back(one.record->id);
  for (const ForeignRecord& foreign : assembler.foreign()) ids.push_back(foreign.base.id);
  keyplan::sort(ids);
  if (std::ranges::adjacent_find(ids) == ids.end()) return std::nullopt;
  return Error{"This stored plan is damaged: a record is in two of its parts."};
}

void SnapshotReader::State::go_on_from_chunks() {
  if (!same_groups || snapshotter.records() != described) return;
  for (const ChunkEntry& entry : entries) {
    if (static_cast<std::size_t>(entry.group) >= snapshotter.groups_.size()) continue;
    Snapshotter::Group& group = snapshotter.groups_[static_cast<std::size_t>(entry.group)];
    group.hash = entry.hash;
    group.length = static_cast<std::size_t>(entry.length);
    group.changed = false;
    group.held = true;
  }
}

SnapshotReader::SnapshotReader(std::string_view manifest)
    : state_(std::make_unique<State>(manifest)) {}
SnapshotReader::~SnapshotReader() = default;
SnapshotReader::SnapshotReader(SnapshotReader&&) noexcept = default;
SnapshotReader& SnapshotReader::operator=(SnapshotReader&&) noexcept = default;

void SnapshotReader::add(const Chunk& chunk) {
  State& state = *state_;
  const auto [from, to] = state.by_hash.equal_range(chunk.hash);
  for (auto at = from; at != to && !state.fault; ++at) {
    const std::size_t i = at->second;
    if (state.there[i]) continue;
    state.there[i] = true;
    state.bytes_there += static_cast<double>(state.entries[i].length);
    state.fault = state.read_chunk(state.entries[i], chunk);
  }
}

double SnapshotReader::progress() const {
  return state_->bytes > 0 ? std::clamp(state_->bytes_there / state_->bytes, 0.0, 1.0) : 1;
}

bool SnapshotReader::finish(std::size_t most_records) {
  State& state = *state_;
  if (state.doing == State::Doing::reading) {
    if (!state.fault) state.fault = state.check_all();
    state.described = state.assembler.described().size();
    state.doing = state.fault ? State::Doing::done : State::Doing::making;
  }
  // A small plan is done in one go; each stage of a large one takes slices of its own.
  const bool small = state.described <= most_records;
  if (state.doing == State::Doing::making) {
    if (!state.assembler.make_plan(most_records)) return false;
    state.loaded.plan = state.assembler.take_plan(state.loaded.notes);
    state.snapshotter.begin_grouping(state.loaded.plan, state.snapshotter.spread_);
    state.doing = State::Doing::grouping;
    if (!small) return false;
  }
  if (state.doing == State::Doing::grouping) {
    while (!state.snapshotter.group(state.loaded.plan, most_records)) {
      if (!small) return false;
    }
    state.go_on_from_chunks();
    state.doing = State::Doing::done;
  }
  return true;
}

std::expected<LoadedSnapshot, Error> SnapshotReader::take() {
  State& state = *state_;
  if (state.fault) return std::unexpected(std::move(*state.fault));
  state.loaded.snapshotter = std::move(state.snapshotter);
  return std::move(state.loaded);
}

std::expected<LoadedSnapshot, Error> load_snapshot(std::string_view manifest,
                                                   std::span<const Chunk> chunks) {
  SnapshotReader reader(manifest);
  for (const Chunk& chunk : chunks) reader.add(chunk);
  while (!reader.finish(~std::size_t{0})) {
  }
  return reader.take();
}

}  // namespace keyplan::file
