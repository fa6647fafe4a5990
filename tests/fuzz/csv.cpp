// Any bytes, dropped as a file: the import must neither crash nor hang nor change what it should
// not, and what it builds must apply.

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/exchange/importer.h"

using namespace keyplan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  model::Plan plan(model::make_plan_id(1, 2));
  plan.begin_session({.random = 42});
  // The first byte chooses how the bytes are cut into two files, so that joins are reached.
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = size == 0 ? 0 : static_cast<std::size_t>(data[0]) * size / 256;
  exchange::Importer importer(
      {{"accounts.csv", bytes.substr(0, cut)}, {"deals.csv", bytes.substr(cut)}});
  const std::size_t budget = 1 + size % 7;
  while (importer.step(plan, budget) < 1) {
  }
  (void)exchange::to_text(importer.preview());
  while (importer.build(plan, budget) < 1) {
  }
  if (!plan.apply(importer.take_edit())) __builtin_trap();

  exchange::Importer again(
      {{"accounts.csv", bytes.substr(0, cut)}, {"deals.csv", bytes.substr(cut)}});
  while (again.step(plan) < 1) {
  }
  return 0;
}
