// Any bytes, sent to a worker as a simulation or back from it as results: they are refused, or give
// as many results as were asked for, the same in one part and in two.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/simulation/summary.h"

using namespace keyplan::simulation;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = run(bytes, 0, 40);
  if (whole) {
    const auto first = run(bytes, 0, 13);
    const auto second = run(bytes, 13, 27);
    if (!first || !second) __builtin_trap();
    const std::string_view parts[] = {*second, *first};
    const std::string_view part[] = {*whole};
    const auto together = merge_parts(parts);
    const auto alone = merge_parts(part);
    if (!together || !alone || together->results != alone->results) __builtin_trap();
    (void)summarize(*alone);
  }
  const std::string_view parts[] = {bytes};
  if (const auto results = merge(parts)) {
    if (results->least > results->p50 || results->p50 > results->most) __builtin_trap();
  }
  return 0;
}
