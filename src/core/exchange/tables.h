// What a table holds and what each of its columns becomes. Guesses come from the CSV aliases of the
// model's field descriptions, from a few headers that are no field (first name, order quantity) and
// from what the cells look like; the user can overrule every one of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/exchange/dates.h"
#include "core/exchange/numbers.h"
#include "core/model/records.h"

namespace keyplan::exchange {

enum class TableKind : std::uint8_t {
  left_out,  // nothing we know: kept out of the plan
  accounts,
  opportunities,
  offerings,
  team,
  people,
  revenue,
  actions,
  rates,
  // Tables that only complete others:
  order_items,     // lines of the orders in a revenue table, joined by its source id
  addresses,       // city, country and region by address id
  labels,          // names by id: product texts, category texts
  data_dictionary  // read for units and currencies, nothing becomes a record
};
inline constexpr std::size_t table_kind_count = 13;

/// "Accounts", "Order items", "Left out".
[[nodiscard]] std::string_view label_of(TableKind kind);
/// Record kind of the rows; none for tables that only complete others.
[[nodiscard]] std::optional<model::Kind> record_kind(TableKind kind);
/// Record kind whose fields columns can fill: revenue for order lines, account for addresses.
[[nodiscard]] std::optional<model::Kind> field_kind(TableKind kind);

enum class Role : std::uint8_t {
  ignore,
  field,            // a field of the record kind, see Target::field
  revenue_of_year,  // "Revenue 2003": one revenue entry in each row
  contact,          // name of a person at the account, becomes a person
  first_name,
  last_name,
  probability,   // joined with the stage
  closed_as,     // a second stage column: only won and lost count
  currency,      // of the amounts in the row
  quantity,      // multiplies an amount per unit
  order_status,  // cancelled orders are left out
  address_id,
  label_id,
  label_text,
  language,
  dictionary_table,
  dictionary_field,
  dictionary_text
};

struct Target {
  Role role = Role::ignore;
  std::uint16_t field = 0;  // role field: index into info(kind).fields
  std::int16_t year = 0;    // role revenue_of_year
  friend bool operator==(const Target&, const Target&) = default;
};

/// "Owner", "Revenue 2003", "Not used": what a column becomes, in the words of the forms.
[[nodiscard]] std::string label_of(TableKind kind, Target target);
/// Everything a column of such a table can become, "Not used" first.
[[nodiscard]] std::vector<Target> targets_for(TableKind kind);

/// What the cells of a column show.
struct ColumnProfile {
  NumberEvidence numbers;
  DateEvidence dates;
  std::size_t filled = 0;
  std::size_t sampled = 0;  // of the filled cells, how many were looked at for the next two
  std::size_t emails = 0;
  std::size_t stages = 0;                 // cells that name a stage of a deal
  std::vector<std::string> first_values;  // up to three different ones, shortened

  void add(std::string_view cell);
};

/// Units written in a header or data dictionary: "Revenue (in millions of USD)".
struct UnitHint {
  model::Currency currency;
  int power_of_ten = 0;  // 3 = thousands, 6 = millions
};
[[nodiscard]] UnitHint unit_hint(std::string_view text);

struct TableGuess {
  TableKind kind = TableKind::left_out;
  std::vector<Target> targets;  // one for each column
  std::string reason;           // why it is left out
};

/// `forced` overrules the kind; the columns are then guessed for that kind.
[[nodiscard]] TableGuess guess_table(std::string_view file_name,
                                     std::span<const std::string> header,
                                     std::span<const ColumnProfile> profiles,
                                     std::optional<TableKind> forced = {});

/// Why a column is not used although its header is one of the kind's: "most of its values are no
/// dates". "" when its header says nothing.
[[nodiscard]] std::string_view misfit(TableKind kind, std::string_view header,
                                      const ColumnProfile& profile);

/// The enumerator whose key, label or alias the text is; none when the text is no such word.
[[nodiscard]] std::optional<std::uint8_t> find_choice(std::span<const model::ChoiceInfo> choices,
                                                      std::string_view text);

}  // namespace keyplan::exchange
