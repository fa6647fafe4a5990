// All records of one kind. Addresses of records are stable while they exist.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <vector>

#include "core/model/id_index.h"
#include "core/model/record.h"

namespace keyplan::model {

struct IdHash {
  std::size_t operator()(Id id) const {
    return static_cast<std::size_t>(id.bits * 0x9E3779B97F4A7C15ull >> 7);
  }
};

/// Iterates over visible records (not the hidden, removed ones) in no particular order.
template <class T>
class Table {
 public:
  class Iterator {
   public:
    using value_type = Record<T>;
    using difference_type = std::ptrdiff_t;
    using Slot = typename std::vector<std::unique_ptr<Record<T>>>::const_iterator;
    Iterator() = default;
    Iterator(Slot at, Slot end) : at_(at), end_(end) { skip(); }
    const Record<T>& operator*() const { return **at_; }
    const Record<T>* operator->() const { return at_->get(); }
    Iterator& operator++() {
      ++at_;
      skip();
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    void skip() {
      while (at_ != end_ && (*at_)->hidden) ++at_;
    }
    Slot at_{};
    Slot end_{};
  };

  Iterator begin() const { return {records_.begin(), records_.end()}; }
  Iterator end() const { return {records_.end(), records_.end()}; }
  std::size_t size() const { return visible_; }  // visible records
  bool empty() const { return visible_ == 0; }

  /// A visible record.
  const Record<T>* find(Id id) const {
    const Record<T>* record = find_any(id);
    return record != nullptr && !record->hidden ? record : nullptr;
  }
  /// A record, removed ones included.
  const Record<T>* find_any(Id id) const {
    const auto slot = index_.find(id);
    return slot ? records_[*slot].get() : nullptr;
  }
  /// Every record, removed ones included: for writing files and merging.
  const std::vector<std::unique_ptr<Record<T>>>& all() const { return records_; }

 private:
  friend class Plan;

  Record<T>* find_any(Id id) {
    return const_cast<Record<T>*>(static_cast<const Table*>(this)->find_any(id));
  }
  void reserve(std::size_t count) {
    records_.reserve(count);
    index_.reserve(count);
  }
  /// False when the id is taken.
  bool insert(std::unique_ptr<Record<T>> record) {
    if (!index_.insert(record->id, static_cast<std::uint32_t>(records_.size()))) return false;
    if (!record->hidden) ++visible_;
    records_.push_back(std::move(record));
    return true;
  }
  std::unique_ptr<Record<T>> take(Id id) {
    const auto slot = index_.find(id);
    if (!slot) return nullptr;
    index_.erase(id);
    std::unique_ptr<Record<T>> taken = std::move(records_[*slot]);
    if (*slot + 1 != records_.size()) {
      records_[*slot] = std::move(records_.back());
      index_.move(records_[*slot]->id, *slot);
    }
    records_.pop_back();
    if (!taken->hidden) --visible_;
    return taken;
  }

  std::vector<std::unique_ptr<Record<T>>> records_;
  IdIndex index_;
  std::size_t visible_ = 0;
};

}  // namespace keyplan::model
