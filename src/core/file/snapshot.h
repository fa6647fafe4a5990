// Snapshots of a plan for the store (design.md "Storage"): a manifest and content-addressed chunks.
//
// A chunk is a text { "records": ... } in the syntax of plan files. Chunk 0 holds what all accounts
// share: settings, rates, team, offerings and records of unknown kinds. The other records are
// spread over 2^n chunks by the leading bits of their account's id (of their own where they have
// none), about 32 accounts each; an edit of one account changes one chunk. n is kept until it is
// far off.
//
// The manifest is the plan without records, plus
//   "chunks": [["32 hex digits of XXH3-128", length in bytes, number of the chunk], ...]
//   "spread": n
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/file/write.h"
#include "core/model/id_index.h"
#include "core/model/plan.h"

namespace keyplan::file {

struct Chunk {
  std::string hash;
  std::string bytes;
};

struct Snapshot {
  std::string manifest;
  std::vector<std::string> hashes;  // of all its chunks
  std::vector<Chunk> new_chunks;    // neither in the last committed snapshot nor handed out before
};

std::string chunk_hash(std::string_view bytes);

/// Makes the snapshots of one plan, writing only the chunks that an edit touched.
class Snapshotter {
 public:
  /// For every Change of the plan, in any number between two snapshots.
  void touch(const model::Change& change);
  /// One slice of a large snapshot: chunks for the store to keep until next() names them, about
  /// `max_bytes` of them. The plan may change between two slices. Nothing: what is left fits into
  /// one slice, and next() does it. Not between next() and committed().
  std::optional<std::vector<Chunk>> prepare(const model::Plan& plan, std::size_t max_bytes);
  Snapshot next(const model::Plan& plan);
  /// The store holds the last snapshot made by next(). One commit at a time.
  void committed();
  /// The store lacks chunks it should hold: the next snapshot brings all of them.
  void send_all();

 private:
  friend class SnapshotReader;
  struct Group {
    std::vector<model::RecordKey> records;  // sorted by id
    std::string hash;                       // of its text; "" = not known
    std::size_t length = 0;
    std::string text;  // made ahead of next(); of no use once the group has changed
    bool changed = true;
    bool held = false;    // by the last committed snapshot
    bool handed = false;  // out by prepare()
  };

  std::size_t records() const;  // placed in groups
  std::uint32_t group_of(model::Kind kind, const model::RecordBase& record) const;
  /// Puts all records into new groups, `most` at a time; true when it is done.
  void begin_grouping(const model::Plan& plan, int spread);
  bool group(const model::Plan& plan, std::size_t most);
  void place_forgotten(const model::Plan& plan);
  std::size_t spread_out(const model::Plan& plan, std::size_t most);  // how many it did
  /// Follows the plan; false when more than `most` records were to be placed.
  bool arrange(const model::Plan& plan, std::size_t most);
  void place(const model::Plan& plan, model::RecordKey key);
  bool is_empty(const model::Plan& plan, const Group& group) const;
  static bool waits(const Group& group) { return group.changed || !(group.held || group.handed); }
  /// Brings hash and length up to date, and the text unless somebody has it.
  void write(const model::Plan& plan, Group& group, RecordWriter& writer);
  std::string text_of(const model::Plan& plan, const Group& group, RecordWriter& writer) const;

  int spread_ = -1;  // -1 = no group yet
  struct Grouping {
    std::size_t kind = 0, record = 0;  // the next to be put into a group
    std::size_t sorted = 0;            // groups
    std::uint64_t revision = 0;        // of the plan when it began
  };
  std::optional<Grouping> grouping_;
  std::vector<Group> groups_;
  model::IdIndex places_;  // record -> group
  std::vector<model::RecordKey> touched_;
};

struct LoadedSnapshot {
  model::Plan plan;
  Snapshotter snapshotter;  // goes on from this snapshot
  std::vector<model::Error> notes;
};

/// Reads a stored snapshot as its parts arrive, for a page that must stay alive.
class SnapshotReader {
 public:
  explicit SnapshotReader(std::string_view manifest);
  ~SnapshotReader();
  SnapshotReader(SnapshotReader&&) noexcept;
  SnapshotReader& operator=(SnapshotReader&&) noexcept;

  /// In any order. A chunk that the manifest does not name is passed over.
  void add(const Chunk& chunk);
  double progress() const;  // 0 to 1: how much of the chunks is there
  /// After the last chunk, until it is true: makes the plan, in slices of `most_records`.
  bool finish(std::size_t most_records);
  /// Once. Every chunk must have been there, of the right length and hash; the error names the
  /// first that was not.
  std::expected<LoadedSnapshot, model::Error> take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same in one go.
std::expected<LoadedSnapshot, model::Error> load_snapshot(std::string_view manifest,
                                                          std::span<const Chunk> chunks);

}  // namespace keyplan::file
