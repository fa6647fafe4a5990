// The only way a plan changes. Screens, importers and commands describe what they want in an Edit;
// Plan::apply does all of it or nothing and returns the Step that takes it back.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "core/model/error.h"
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
  std::string name_;
  std::vector<Operation> operations_;
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
