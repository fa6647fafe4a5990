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
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/file/write.h"
#include "core/model/plan.h"

namespace keyplan::file {

struct Chunk {
  std::string hash;
  std::string bytes;
};

struct Snapshot {
  std::string manifest;
  std::vector<std::string> hashes;  // of all its chunks
  std::vector<Chunk> new_chunks;    // those the last committed snapshot does not hold
};

std::string chunk_hash(std::string_view bytes);

/// Makes the snapshots of one plan, writing only the chunks that an edit touched.
class Snapshotter {
 public:
  /// For every Change of the plan, in any number between two snapshots.
  void touch(const model::Change& change);
  Snapshot next(const model::Plan& plan);
  /// The store holds the last snapshot made by next(). One commit at a time.
  void committed();
  /// The store lacks chunks it should hold: the next snapshot brings all of them.
  void send_all();

 private:
  friend class SnapshotLoader;
  struct Group {
    std::vector<model::RecordKey> records;  // sorted by id
    std::string hash;                       // of its text; "" = not known
    std::size_t length = 0;
    bool changed = true;
    bool held = false;  // by the last committed snapshot
  };

  std::uint32_t group_of(model::Kind kind, const model::RecordBase& record) const;
  void regroup(const model::Plan& plan, int spread);
  void place(const model::Plan& plan, model::RecordKey key);
  std::string text_of(const model::Plan& plan, const Group& group, RecordWriter& writer) const;

  int spread_ = -1;  // -1 = no group yet
  std::vector<Group> groups_;
  std::unordered_map<model::Id, std::uint32_t, model::IdHash> places_;  // record -> group
  std::vector<model::RecordKey> touched_;
};

struct LoadedSnapshot {
  model::Plan plan;
  Snapshotter snapshotter;  // goes on from this snapshot
  std::vector<model::Error> notes;
};

/// Every chunk must be there, of the right length and hash; the error names the first that is not.
std::expected<LoadedSnapshot, model::Error> load_snapshot(std::string_view manifest,
                                                          std::span<const Chunk> chunks);

}  // namespace keyplan::file
