// The only way a plan changes. Screens, importers and commands describe what they want in an Edit;
// Plan::apply does all of it or nothing and returns the Step that takes it back.
//
// An edit checks its values while it is made, so that applying one of a hundred thousand records
// looks only at what depends on the plan.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/error.h"
#include "core/model/id_index.h"
#include "core/model/record.h"
#include "core/sorting/sort.h"

namespace keyplan::model {

class Edit {
 public:
  /// `name` completes "Undo: ...", e.g. "change amount of Antwerp roll-out".
  explicit Edit(std::string name) : name_(std::move(name)) {}

  template <class T>
  void add(Id id, T data) {  // id from Plan::new_id()
    auto record = std::make_unique<Record<T>>();
    record->id = id;
    record->data = std::move(data);
    add(kind_of<T>, std::move(record));
  }
  void add(Kind kind, AnyRecord record);
  void set(RecordKey key, std::uint16_t field, Value value);
  template <auto Member>
  void set(Id id, Value value) {
    using T = typename detail::MemberOf<decltype(Member)>::Class;
    set(RecordKey{kind_of<T>, id}, field_index<Member>(), std::move(value));
  }
  void remove(RecordKey key);
  void restore(RecordKey key);
  /// For good: the record leaves the plan, and no merge with an older copy brings it back.
  void erase(RecordKey key);
  /// The version table no longer names the authors for whom `is_theirs` answers true, and no merge
  /// with an older copy brings their names back.
  void forget_authors(std::function<bool(std::string_view who)> is_theirs) {
    forgets_author_ = std::move(is_theirs);
  }

  const std::string& name() const { return name_; }
  bool empty() const { return operations_.empty(); }
  std::size_t size() const { return operations_.size(); }

 private:
  friend class Plan;
  enum class What : std::uint8_t { add, set, remove, restore, erase };
  struct Operation {
    What what;
    RecordKey key;
    std::uint16_t field = 0;
    Value value = {};
    AnyRecord record = nullptr;
  };
  void refuse(RecordKey key, std::string_view why, std::string_view field = {});
  static Error refusal(const std::string& name, RecordKey key, std::string_view why,
                       std::string_view field = {});

  std::string name_;
  std::deque<Operation> operations_;  // growing must not move a hundred thousand at once
  IdIndex added_;                     // place of the operation that adds the record
  std::array<std::uint32_t, kind_count> added_of_kind_{};
  std::function<bool(std::string_view)> forgets_author_;
  std::optional<Error> fault_;  // the first; such an edit is never applied
};

/// A record of a kind this build does not know. All its members are in `unknown`.
struct ForeignRecord {
  std::string kind;
  RecordBase base;
};

/// Members outside records that this build does not know, as canonical JSON.
struct Envelope {
  std::uint16_t minor = 0;      // format [1, minor] of the file it came from
  std::vector<Member> keyplan;  // inside "keyplan"
  std::vector<Member> top;      // beside "records"
  friend bool operator==(const Envelope&, const Envelope&) = default;

  /// Holds some of the accounts only; what is not there was not removed (core/share/scope.h). A
  /// member of "keyplan", so that versions that know nothing of it keep it.
  bool is_part() const {
    return std::ranges::contains(keyplan, std::string_view("part"), &Member::key);
  }
  void set_part(bool part) {
    std::erase_if(keyplan, [](const Member& member) { return member.key == "part"; });
    if (part) keyplan.push_back({"part", "true", {}});
    keyplan::sort(keyplan, {}, &Member::key);
  }
};

/// What a plan holds besides the records it can show.
struct Surroundings {
  std::vector<Session> sessions;  // stamps name them by index
  std::vector<ForeignRecord> foreign;
  std::vector<Id> erased;  // sorted
  Envelope envelope;
};

/// A plan joined with another copy of itself, as what becomes different (core/merge/join.h). Unlike
/// an Edit it brings the stamps of others along and writes none of its own.
struct Patch {
  struct Image {
    RecordKey key;
    AnyRecord record;  // as it shall be; null = it shall be gone
  };
  std::vector<Image> images;  // each key once
  Surroundings surroundings;  // its sessions begin with the plan's own, in their order
};

/// What an edit, undo or redo touched: what to save, recompute and announce.
struct Change {
  std::string name;
  std::vector<RecordKey> touched;
  bool whole = false;  // what is not in `touched` may be different too: sessions, unknown kinds
  bool empty() const { return touched.empty() && !whole; }
};

/// An applied edit that can be taken back: the records as they are not now.
class Step {
 public:
  const std::string& name() const { return name_; }
  Change change() const;

 private:
  friend class Plan;
  std::string name_;
  std::uint64_t tick_ = 0;            // when it was done, to tell whether others can know it
  bool taken_back_ = false;           // reverting it does it again
  Stamp stamp_;                       // of the edit; none in a merge without resolutions
  std::uint32_t other_counter_ = 0;   // the session's counter on the other side
  std::vector<Patch::Image> images_;  // null = does not exist on the other side
  std::optional<Surroundings> surroundings_;  // of the other side; of merges and erasures only
};

}  // namespace keyplan::model
