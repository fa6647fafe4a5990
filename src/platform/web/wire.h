// Messages across the wasm boundary that are more than a few numbers. Little endian; a text or byte
// run is its length (u32) followed by the bytes. web/src/wire.ts is the other half. Both ends are
// ours and of the same build: a message that does not fit is a bug, not input.
#pragma once

#include <cassert>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace keyplan::platform {

class WireWriter {
 public:
  WireWriter& number(double value) { return raw(&value, sizeof value); }
  WireWriter& bytes(std::string_view value) {
    const auto length = static_cast<std::uint32_t>(value.size());
    return raw(&length, sizeof length).raw(value.data(), value.size());
  }
  void reserve(std::size_t more) { message_.reserve(message_.size() + more); }
  const std::string& message() const { return message_; }

 private:
  WireWriter& raw(const void* data, std::size_t size) {
    message_.append(static_cast<const char*>(data), size);
    return *this;
  }
  std::string message_;
};

class WireReader {
 public:
  explicit WireReader(std::string_view message) : rest_(message) {}

  double number() { return raw<double>(); }
  std::uint64_t count() { return static_cast<std::uint64_t>(number()); }
  std::string bytes() {
    const auto length = raw<std::uint32_t>();
    assert(length <= rest_.size());
    std::string value(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return value;
  }

 private:
  template <class T>
  T raw() {
    assert(sizeof(T) <= rest_.size());
    T value;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  std::string_view rest_;
};

}  // namespace keyplan::platform
