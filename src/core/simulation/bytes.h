// Flat bytes of numbers and plain structs.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace keyplan::simulation {

static_assert(std::endian::native == std::endian::little, "the bytes are little endian");

/// Structs whose bytes are all told by their members: padding would be whatever was in memory.
template <class T>
void append(std::string& bytes, const T& value) {
  static_assert(std::is_trivially_copyable_v<T>);
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

/// Takes numbers from the front; once something is missing it stays `broken`.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}

  template <class T>
  T take() {
    T value{};
    if (left_.size() < sizeof(T)) {
      broken_ = true;
      return value;
    }
    std::memcpy(&value, left_.data(), sizeof(T));
    left_.remove_prefix(sizeof(T));
    return value;
  }

  template <class T>
  std::vector<T> take_all(std::size_t count) {
    std::vector<T> values;
    if (count > left_.size() / sizeof(T)) {
      broken_ = true;
      return values;
    }
    values.resize(count);
    if (count > 0) std::memcpy(values.data(), left_.data(), count * sizeof(T));
    left_.remove_prefix(count * sizeof(T));
    return values;
  }

  bool is_whole() const { return !broken_ && left_.empty(); }

 private:
  std::string_view left_;
  bool broken_ = false;
};

/// FNV-1a (Fowler, Noll, Vo) over words of eight bytes and what is left.
inline std::uint64_t fingerprint_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const std::size_t size = bytes.size() < sizeof(word) ? bytes.size() : sizeof(word);
    std::memcpy(&word, bytes.data(), size);
    bytes.remove_prefix(size);
    hash = (hash ^ word) * 0x100000001b3;
    hash ^= hash >> 32;
  }
  return hash;
}

}  // namespace keyplan::simulation
