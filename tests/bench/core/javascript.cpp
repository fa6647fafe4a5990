#include "javascript.h"

#ifdef __EMSCRIPTEN__
#include <emscripten/em_js.h>

// clang-format off
EM_JS(double, keyplan_bench_call, (const char* name, const char* bytes, size_t size), {
  Module.contenders ||= require(process.cwd() + '/tests/bench/core/javascript.cjs');
  return Module.contenders[UTF8ToString(name)](HEAPU8.subarray(bytes, bytes + size)) || 0;
})
// clang-format on

namespace keyplan::bench {

double call_javascript(const char* function, std::string_view bytes) {
  return keyplan_bench_call(function, bytes.data(), bytes.size());
}

}  // namespace keyplan::bench
#endif
