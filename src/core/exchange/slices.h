// Long work in slices: a coroutine that pauses whenever its budget is spent, so that no call blocks
// the page. Dropping the object cancels the work.
#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdlib>
#include <utility>

namespace keyplan::exchange {

class Slices {
 public:
  struct promise_type {
    double progress = 0;
    Slices get_return_object() { return Slices(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(double value) noexcept {
      progress = value;
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::abort(); }  // core is built without exceptions
  };

  Slices() = default;
  Slices(Slices&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Slices& operator=(Slices&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Slices() {
    if (handle_) handle_.destroy();
  }

  explicit operator bool() const { return static_cast<bool>(handle_); }
  bool done() const { return !handle_ || handle_.done(); }

  /// Works until the next pause. True when all is done.
  bool resume() {
    if (!done()) handle_.resume();
    return done();
  }
  /// What the last pause reported, 0 to 1.
  double progress() const { return done() ? 1.0 : handle_.promise().progress; }

 private:
  using Handle = std::coroutine_handle<promise_type>;
  explicit Slices(Handle handle) : handle_(handle) {}
  Handle handle_;
};

/// Counts work down to the next pause.
class Budget {
 public:
  void refill(std::size_t rows) { left_ = static_cast<std::ptrdiff_t>(rows); }
  /// True when it is time to pause; call once for each unit of work.
  bool spend(std::size_t rows = 1) {
    left_ -= static_cast<std::ptrdiff_t>(rows);
    return left_ <= 0;
  }

 private:
  std::ptrdiff_t left_ = 0;
};

}  // namespace keyplan::exchange
