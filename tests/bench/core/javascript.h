// The JavaScript contenders, in the process of the wasm core: functions of javascript.cjs.
#pragma once

#include <string_view>
#include <vector>

#include "tests/bench/measure.h"

namespace keyplan::bench {

#ifdef __EMSCRIPTEN__

/// Calls one function with bytes of the wasm memory; returns its number.
double call_javascript(const char* function, std::string_view bytes = {});

inline void add_javascript(std::vector<Contender>& contenders, std::string_view name,
                           const char* function, std::string_view bytes = {}) {
  contenders.push_back(
      {name, [=] { return time_of([&] { return call_javascript(function, bytes); }); }});
}

#else

inline double call_javascript(const char*, std::string_view = {}) { return 0; }
inline void add_javascript(std::vector<Contender>&, std::string_view, const char*,
                           std::string_view = {}) {}

#endif

}  // namespace keyplan::bench
