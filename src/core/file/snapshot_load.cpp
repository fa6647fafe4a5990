#include <algorithm>
#include <unordered_map>

#include "core/file/assemble.h"
#include "core/file/canonical_reader.h"
#include "core/file/snapshot.h"
#include "core/file/strict_reader.h"

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

/// Reads the parts of a snapshot and finds out whether its chunks are the ones this build would
/// make.
class SnapshotLoader {
 public:
  std::expected<LoadedSnapshot, Error> load(std::string_view manifest,
                                            std::span<const Chunk> chunks);

 private:
  std::optional<Error> read_part(std::string_view text, Part part, const std::string& what);
  std::optional<Error> read_chunk(const ChunkEntry& entry, const Chunk* chunk);
  bool has_double_ids() const;

  Assembler assembler_{Limits{}};
  Snapshotter snapshotter_;
  bool same_groups_ = true;
};

std::optional<Error> SnapshotLoader::read_part(std::string_view text, Part part,
                                               const std::string& what) {
  std::vector<Finding> oddities;
  auto fault = part == Part::records ? read_records(text, Limits{}, assembler_, oddities)
                                     : read_strictly(text, {.part = part}, assembler_, oddities);
  if (!fault) return std::nullopt;
  const Position position = position_of(text, fault->offset);
  return Error{what + " is damaged: " + fault->sentence, fault->path, position.line,
               position.column};
}

std::optional<Error> SnapshotLoader::read_chunk(const ChunkEntry& entry, const Chunk* chunk) {
  const std::string name = "The part " + entry.hash + " of this stored plan";
  if (chunk == nullptr) return Error{name + " is missing.", entry.hash};
  if (chunk->bytes.size() != static_cast<std::size_t>(entry.length)) {
    return Error{name + " is damaged: it has " + std::to_string(chunk->bytes.size()) +
                     " bytes instead of " + std::to_string(entry.length) + ".",
                 entry.hash};
  }
  if (chunk_hash(chunk->bytes) != entry.hash) {
    return Error{name + " is damaged: its checksum does not fit.", entry.hash};
  }
  const std::size_t described = assembler_.described().size();
  const std::size_t foreign = assembler_.foreign().size();
  if (auto fault = read_part(chunk->bytes, Part::records, name)) return fault;
  for (std::size_t i = described; i < assembler_.described().size(); ++i) {
    const auto& [kind, record] = assembler_.described()[i];
    if (snapshotter_.group_of(kind, *record) != entry.group) same_groups_ = false;
  }
  if (assembler_.foreign().size() != foreign && entry.group != 0) same_groups_ = false;
  return std::nullopt;
}

bool SnapshotLoader::has_double_ids() const {
  std::vector<Id> ids;
  ids.reserve(assembler_.records());
  for (const auto& loaded : assembler_.described()) ids.push_back(loaded.record->id);
  for (const ForeignRecord& foreign : assembler_.foreign()) ids.push_back(foreign.base.id);
  std::ranges::sort(ids);
  return std::ranges::adjacent_find(ids) != ids.end();
}

std::expected<LoadedSnapshot, Error> SnapshotLoader::load(std::string_view manifest,
                                                          std::span<const Chunk> chunks) {
  const std::string whole = "The list of parts of this stored plan";
  if (auto fault = read_part(manifest, Part::envelope, whole)) {
    return std::unexpected(std::move(*fault));
  }
  const auto entries = parse_entries(assembler_.take_top_member("chunks"));
  std::int64_t spread = -1;
  const std::string spread_json = assembler_.take_top_member("spread");
  Cursor(spread_json).read_integer(spread);
  if (!entries || spread < 0 || spread > 16) {
    return std::unexpected(Error{whole + " is damaged.", "chunks"});
  }
  snapshotter_.spread_ = static_cast<int>(spread);

  std::unordered_map<std::string_view, const Chunk*> by_hash;
  for (const Chunk& chunk : chunks) by_hash.emplace(chunk.hash, &chunk);
  // A group in two chunks was not made here; going on from it would lose one of them.
  if (std::ranges::adjacent_find(*entries, std::ranges::greater_equal{}, &ChunkEntry::group) !=
      entries->end()) {
    same_groups_ = false;
  }
  for (const ChunkEntry& entry : *entries) {
    const auto chunk = by_hash.find(entry.hash);
    if (auto fault = read_chunk(entry, chunk == by_hash.end() ? nullptr : chunk->second)) {
      return std::unexpected(std::move(*fault));
    }
  }
  if (has_double_ids()) {
    return std::unexpected(Error{"This stored plan is damaged: a record is in two of its parts."});
  }

  const std::size_t read = assembler_.described().size();
  LoadedSnapshot loaded{Plan({}), {}, {}};
  loaded.plan = assembler_.finish(loaded.notes);
  snapshotter_.regroup(loaded.plan, static_cast<int>(spread));
  if (same_groups_ && snapshotter_.places_.size() == read) {
    for (const ChunkEntry& entry : *entries) {
      if (static_cast<std::size_t>(entry.group) >= snapshotter_.groups_.size()) continue;
      Snapshotter::Group& group = snapshotter_.groups_[static_cast<std::size_t>(entry.group)];
      group.hash = entry.hash;
      group.length = static_cast<std::size_t>(entry.length);
      group.changed = false;
      group.held = true;
    }
  }
  loaded.snapshotter = std::move(snapshotter_);
  return loaded;
}

std::expected<LoadedSnapshot, Error> load_snapshot(std::string_view manifest,
                                                   std::span<const Chunk> chunks) {
  return SnapshotLoader().load(manifest, chunks);
}

}  // namespace keyplan::file
