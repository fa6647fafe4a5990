// The only way a plan changes. Screens, importers and commands describe what they want in an Edit;
// Plan::apply does all of it or nothing and returns the Step that takes it back.
//
// An edit checks its values while it is made, so that applying one of a hundred thousand records
// looks only at what depends on the plan.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/error.h"
#include "core/model/id_index.h"
#include "core/model/record.h"

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

  const std::string& name() const { return name_; }
  bool empty() const { return operations_.empty(); }
  std::size_t size() const { return operations_.size(); }

 private:
  friend class Plan;
  enum class What : std::uint8_t { add, set, remove, restore };
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
  std::optional<Error> fault_;  // the first; such an edit is never applied
};

/// What an edit, undo or redo touched: what to save, recompute and announce.
struct Change {
  std::string name;
  std::vector<RecordKey> touched;
};

/// An applied edit that can be taken back: the records as they are not now.
class Step {
 public:
  const std::string& name() const { return name_; }
  Change change() const;

 private:
  friend class Plan;
  struct Image {
    RecordKey key;
    AnyRecord record;  // null = the record does not exist on the other side
  };
  std::string name_;
  Stamp stamp_;                      // of the edit
  std::uint32_t other_counter_ = 0;  // the session's counter on the other side
  std::vector<Image> images_;
};

}  // namespace keyplan::model
