// A record as a plan holds it: its data, its merge stamps and whatever this build does not know.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/model/records.h"
#include "core/model/stamps.h"

namespace keyplan::model {

struct RecordKey {
  Kind kind = Kind::settings;
  Id id;
  friend auto operator<=>(const RecordKey&, const RecordKey&) = default;
};

struct RecordBase {
  Id id;
  Stamp created;                      // stamp of every field without one of its own
  std::vector<FieldStamp> stamps;     // sorted by field
  std::vector<Member> unknown;        // sorted by key
  std::vector<Alternate> alternates;  // sorted by (key, stamp)
  std::vector<Deletion> deletions;    // several = concurrent; the one of the file's "~del" first
  bool hidden = false;                // removed, and those who removed it had seen all of it
  /// Place among the records of its account; kept by the plan that holds the record.
  mutable std::uint32_t sibling = 0;

  RecordBase() = default;
  RecordBase(const RecordBase&) = default;
  RecordBase(RecordBase&&) = default;
  RecordBase& operator=(const RecordBase&) = default;
  RecordBase& operator=(RecordBase&&) = default;
  virtual ~RecordBase() = default;

  Stamp stamp_of(std::uint16_t field) const;
  void set_stamp(std::uint16_t field, Stamp stamp);
  std::vector<Stamp> all_stamps() const;  // of values, without deletions; sorted, each once
  /// Recomputes `hidden`: an edit that nobody who removed the record had seen brings it back into
  /// view, and so does a concurrent restore.
  void refresh_hidden();
  /// All but the data.
  friend bool operator==(const RecordBase& a, const RecordBase& b);
};

template <class T>
struct Record final : RecordBase {
  T data;
};

using AnyRecord = std::unique_ptr<RecordBase>;

/// Generic access to a record whose kind is known only at run time.
AnyRecord make_record(Kind kind);
AnyRecord clone(Kind kind, const RecordBase& record);
/// The same data under the same id, without history: as if it was made now.
AnyRecord made_anew(Kind kind, const RecordBase& record);
/// In every detail. Both records must be of one plan: stamps are compared by index.
bool identical(Kind kind, const RecordBase& a, const RecordBase& b);
const void* data_of(Kind kind, const RecordBase& record);
void* data_of(Kind kind, RecordBase& record);
Value get(Kind kind, const RecordBase& record, std::uint16_t field);
/// Text of the field that names the record; "" when it has none.
std::string title_of(Kind kind, const RecordBase& record);
/// Account a record belongs to; none for kinds without one.
Id account_of(Kind kind, const RecordBase& record);

}  // namespace keyplan::model
