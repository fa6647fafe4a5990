// All records of one kind. Addresses of records are stable while they exist.
#pragma once

#include <cstddef>
#include <iterator>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

#include "core/model/id_index.h"
#include "core/model/record.h"

namespace keyplan::model {

struct IdHash {
  std::size_t operator()(Id id) const {
    return static_cast<std::size_t>(id.bits * 0x9E3779B97F4A7C15ull >> 7);
  }
};

/// Over visible records (not the hidden, removed ones) in no particular order.
template <class R>
class VisibleIterator {
 public:
  using value_type = R;
  using difference_type = std::ptrdiff_t;
  VisibleIterator() = default;
  VisibleIterator(const AnyRecord* at, const AnyRecord* end) : at_(at), end_(end) { skip(); }
  const R& operator*() const { return static_cast<const R&>(**at_); }
  const R* operator->() const { return &**this; }
  VisibleIterator& operator++() {
    ++at_;
    skip();
    return *this;
  }
  VisibleIterator operator++(int) {
    VisibleIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const VisibleIterator& a, const VisibleIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  void skip() {
    while (at_ != end_ && (*at_)->hidden) ++at_;
  }
  const AnyRecord* at_ = nullptr;
  const AnyRecord* end_ = nullptr;
};

/// Records of one kind that is known at run time only.
class AnyTable {
 public:
  using Iterator = VisibleIterator<RecordBase>;
  Iterator begin() const { return {records_.data(), records_.data() + records_.size()}; }
  Iterator end() const {
    return {records_.data() + records_.size(), records_.data() + records_.size()};
  }
  std::size_t size() const { return visible_; }  // visible records
  bool empty() const { return visible_ == 0; }

  /// A visible record.
  const RecordBase* find(Id id) const {
    const RecordBase* record = find_any(id);
    return record != nullptr && !record->hidden ? record : nullptr;
  }
  /// A record, removed ones included.
  const RecordBase* find_any(Id id) const {
    const auto slot = index_.find(id);
    return slot ? records_[*slot].get() : nullptr;
  }
  /// Every record, removed ones included: for writing files and merging.
  std::span<const AnyRecord> all() const { return records_; }

 private:
  friend class Plan;

  void reserve(std::size_t count) {
    records_.reserve(count);
    index_.reserve(count);
  }
  /// False when the id is taken.
  bool insert(AnyRecord record) {
    if (!index_.insert(record->id, static_cast<std::uint32_t>(records_.size()))) return false;
    if (!record->hidden) ++visible_;
    records_.push_back(std::move(record));
    return true;
  }
  AnyRecord take(Id id) {
    const auto slot = index_.find(id);
    if (!slot) return nullptr;
    index_.erase(id);
    AnyRecord taken = std::move(records_[*slot]);
    if (*slot + 1 != records_.size()) {
      records_[*slot] = std::move(records_.back());
      index_.move(records_[*slot]->id, *slot);
    }
    records_.pop_back();
    if (!taken->hidden) --visible_;
    return taken;
  }

  std::vector<AnyRecord> records_;
  IdIndex index_;
  std::size_t visible_ = 0;
};

/// The same with its type.
template <class T>
class Table {
 public:
  using Iterator = VisibleIterator<Record<T>>;
  explicit Table(const AnyTable& table) : table_(&table) {}

  Iterator begin() const { return {table_->all().data(), end_of_all()}; }
  Iterator end() const { return {end_of_all(), end_of_all()}; }
  std::size_t size() const { return table_->size(); }  // visible records
  bool empty() const { return table_->empty(); }

  /// A visible record.
  const Record<T>* find(Id id) const { return static_cast<const Record<T>*>(table_->find(id)); }
  /// A record, removed ones included.
  const Record<T>* find_any(Id id) const {
    return static_cast<const Record<T>*>(table_->find_any(id));
  }
  /// Every record, removed ones included, as pointers.
  auto all() const {
    return std::views::transform(table_->all(), [](const AnyRecord& record) {
      return static_cast<const Record<T>*>(record.get());
    });
  }

 private:
  const AnyRecord* end_of_all() const { return table_->all().data() + table_->all().size(); }
  const AnyTable* table_;
};

}  // namespace keyplan::model
