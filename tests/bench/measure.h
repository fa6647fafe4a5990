// Measuring, natively and in Node.js alike. Contenders for the same work run by turns, so that
// whatever else the machine does hits all of them; each gets one line of JSON on standard output,
// which report.mjs makes a table of.
#pragma once

#include <chrono>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace keyplan::bench {

#ifdef __EMSCRIPTEN__
inline constexpr bool in_node = true;
#else
inline constexpr bool in_node = false;
#endif
inline constexpr std::string_view own_name = in_node ? "wasm" : "native";

/// Milliseconds.
using Sample = double;

template <class Work>
Sample time_of(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  [[maybe_unused]] const auto result = work();  // destroyed after the clock has stopped
  const auto end = std::chrono::steady_clock::now();
  return std::chrono::duration<double, std::milli>(end - start).count();
}

struct Contender {
  std::string_view name;
  std::function<Sample()> run;
};

/// This program's own work; `work` returns what it made.
template <class Work>
Contender own(Work work) {
  return {own_name, [work = std::move(work)]() mutable { return time_of(work); }};
}

/// Rounds of all contenders for about `seconds`, after one that does not count.
void race(std::string_view what, const std::vector<Contender>& contenders, double seconds = 5);

/// Samples that were taken elsewhere.
void report(std::string_view what, std::string_view who, std::vector<Sample> samples);

/// Ends the program with a sentence: what is measured does not do what it should.
[[noreturn]] void give_up(std::string_view sentence);

}  // namespace keyplan::bench
