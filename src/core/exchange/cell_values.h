// Cells of a mapped table as values of the model's fields.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/exchange/source_table.h"
#include "core/model/records.h"

namespace keyplan::exchange {

/// A column of a table bound to the field it fills, with what its cells turned out to be.
struct BoundColumn {
  std::size_t column = 0;
  std::uint16_t field = 0;
  const model::FieldInfo* info = nullptr;
  const ColumnFormat* format = nullptr;
  std::unordered_map<std::string_view, std::optional<std::uint8_t>> choices;
};

/// The columns of a table that fill fields of a record kind.
[[nodiscard]] std::vector<BoundColumn> bind_columns(const SourceTable& table, model::Kind kind);

struct CellReading {
  model::Value value;    // empty when the cell is empty or cannot be read
  std::string problem;   // a sentence about the cell, "" = none
  bool rounded = false;  // an amount had more decimals than its currency
};

/// References and progress are not read here; they need more than one cell. `currency` is that of
/// the row. Dates in period columns become the fiscal year they lie in.
[[nodiscard]] CellReading read_cell(BoundColumn& column, std::string_view cell,
                                    model::Currency currency, int fiscal_start_month);

/// An amount in units of 10^-4, so that sums of "2186.625 x 4" stay exact; rounded when stored.
[[nodiscard]] std::optional<std::int64_t> read_fine_amount(std::string_view cell,
                                                           const ColumnFormat& format);
inline constexpr int fine_digits = 4;
/// Fine units to minor units of a currency, half to even.
[[nodiscard]] std::int64_t fine_to_minor(std::int64_t fine, model::Currency currency);

/// The currency a cell names: a code, or the sign in front of an amount.
[[nodiscard]] model::Currency read_currency(std::string_view cell);
[[nodiscard]] model::Percent read_probability(std::string_view cell, const ColumnFormat& format,
                                              const ColumnProfile& profile);
[[nodiscard]] model::Period read_period(std::string_view cell, const ColumnFormat& format,
                                        int fiscal_start_month);

}  // namespace keyplan::exchange
