// Where the record of an id stands in its table. Open addressing in one block: opening a large plan
// fills it half a million times, and every reference is followed through it.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/model/types.h"

namespace keyplan::model {

class IdIndex {
 public:
  std::optional<std::uint32_t> find(Id id) const {
    if (!id || entries_.empty()) return std::nullopt;
    for (std::size_t at = home(id);; at = next(at)) {
      if (entries_[at].id == id) return entries_[at].slot;
      if (!entries_[at].id) return std::nullopt;
    }
  }
  /// False when the id is there already. Id{} cannot be stored.
  bool insert(Id id, std::uint32_t slot) {
    if (!id) return false;
    if ((size_ + 1) * 8 > entries_.size() * 5) grow(size_ + 1);
    std::size_t at = home(id);
    for (; entries_[at].id; at = next(at)) {
      if (entries_[at].id == id) return false;
    }
    entries_[at] = {id, slot};
    ++size_;
    return true;
  }
  void move(Id id, std::uint32_t slot) {
    std::size_t at = home(id);
    while (entries_[at].id != id) at = next(at);
    entries_[at].slot = slot;
  }
  void erase(Id id) {
    std::size_t hole = home(id);
    while (entries_[hole].id != id) hole = next(hole);
    // Those behind that would no longer be found move up, so that no tombstones are needed.
    for (std::size_t at = next(hole); entries_[at].id; at = next(at)) {
      const std::size_t distance = (at - home(entries_[at].id)) & (entries_.size() - 1);
      if (distance >= ((at - hole) & (entries_.size() - 1))) {
        entries_[hole] = entries_[at];
        hole = at;
      }
    }
    entries_[hole] = {};
    --size_;
  }
  void reserve(std::size_t count) {
    if (count * 8 > entries_.size() * 5) grow(count);
  }

 private:
  struct Entry {
    Id id;  // Id{} = free
    std::uint32_t slot = 0;
  };

  std::size_t home(Id id) const {
    return static_cast<std::size_t>(id.bits * 0x9E3779B97F4A7C15ull >> shift_);
  }
  std::size_t next(std::size_t at) const { return (at + 1) & (entries_.size() - 1); }
  void grow(std::size_t count) {
    const std::size_t capacity = std::bit_ceil(count * 2 + 8);
    std::vector<Entry> old = std::exchange(entries_, std::vector<Entry>(capacity));
    shift_ = 64 - std::countr_zero(capacity);
    size_ = 0;
    for (const Entry& entry : old) {
      if (entry.id) insert(entry.id, entry.slot);
    }
  }

  std::vector<Entry> entries_;  // a power of two
  std::size_t size_ = 0;
  int shift_ = 0;
};

}  // namespace keyplan::model
