// Any bytes, pasted over the whitespace grid: they are refused or fill cells, and never crash.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/exchange/cell_filling.h"

using namespace keyplan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  model::Plan plan(model::make_plan_id(1, 2));
  plan.begin_session({.random = 42});
  const std::array accounts{model::Id{11}, model::Id{12}};
  const std::array offerings{model::Id{21}, model::Id{22}};
  const std::array<std::string, 2> rows{"Nordwind", "Acme"};
  const std::array<std::string, 2> columns{"Service", "Parts"};
  model::Edit first("add");
  for (std::size_t i = 0; i < 2; ++i) {
    first.add(accounts[i], model::Account{.name = rows[i]});
    first.add(offerings[i], model::Offering{.name = columns[i]});
  }
  if (!plan.apply(std::move(first))) __builtin_trap();

  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto block = exchange::read_cell_block(text, {rows, columns}, size % 2, size / 2 % 2);
  if (!block) return 0;
  std::uint64_t next = 100;
  for (const auto meaning : {exchange::CellMeaning::potential, exchange::CellMeaning::current,
                             exchange::CellMeaning::adoption}) {
    auto filling = exchange::fill_cells(plan, *block, meaning, accounts, offerings,
                                        [&] { return model::Id{next++}; });
    if (!plan.apply(std::move(filling.edit))) __builtin_trap();
  }
  return 0;
}
