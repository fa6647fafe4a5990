// Rows of tables become drafts of records.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/exchange/cell_values.h"
#include "core/exchange/references.h"
#include "core/exchange/run_state.h"

namespace keyplan::exchange {

struct ReferenceColumn {
  std::size_t column = 0;
  std::uint16_t field = 0;
  std::size_t ordinal = 0;
  model::Kind target = model::Kind::account;
};

/// The columns of a table, looked up once.
struct BoundTable {
  std::vector<BoundColumn> values;  // without references, name, source and progress
  std::vector<ReferenceColumn> references;
  std::optional<std::size_t> name, source, first_name, last_name, currency, address, contact;
  std::optional<std::size_t> progress, probability, closed_as;
};
[[nodiscard]] BoundTable bind_table(const SourceTable& table, model::Kind kind);

class Rows {
 public:
  Rows(RunState& state, References& references);

  /// Reads the tables that only complete others: addresses and names by id.
  void read_helpers();
  /// A record of the plan takes part in the matching.
  void learn_record(model::Kind kind, const model::RecordBase& record);

  // Two systems may use the same ids for different things. For each row of a file of team members,
  // offerings or accounts, then once for the file, before its rows are read.
  void weigh_id(std::uint32_t file, std::uint32_t row);
  void decide_ids(std::uint32_t file);

  // Team members, offerings and accounts: first every row, then what they refer to.
  void read_named(std::uint32_t file, std::uint32_t row);
  void link_named(std::uint32_t file, std::uint32_t row);

  // People, opportunities, actions and rates, whose references are known by then.
  void read_dependent(std::uint32_t file, std::uint32_t row);
  void link_people();  // whom they report to

  /// The account contact of a row of accounts becomes a person.
  void read_contact(std::uint32_t file, std::uint32_t row);

  const BoundTable& bound(std::uint32_t file) const { return bound_[file]; }
  model::Currency row_currency(std::uint32_t file, std::uint32_t row) const;
  /// False when the row is no data row at all; it is then reported.
  bool is_data(std::uint32_t file, std::uint32_t row);

 private:
  struct Address {
    std::string_view city, country, region;
  };

  void read_values(std::uint32_t file, std::uint32_t row, model::Kind kind, Draft& draft);
  void read_address(std::uint32_t file, std::uint32_t row, model::Kind kind, Draft& draft);
  void read_progress(std::uint32_t file, std::uint32_t row, Draft& draft);
  void read_references(std::uint32_t file, std::uint32_t row, model::Kind kind, Draft& draft);
  model::Stage stage_of(std::string_view text);
  std::string name_in(std::uint32_t file, std::uint32_t row) const;
  std::string source_in(std::uint32_t file, std::uint32_t row) const;
  std::string natural_key(model::Kind kind, const model::RecordBase& record,
                          const std::array<EntityIndex, max_references>& references) const;
  void place(model::Kind kind, Draft fresh, std::string_view source);
  void keep_identity(model::Kind kind, EntityIndex entity, Draft& fresh);
  Draft fresh_draft(model::Kind kind, std::uint32_t file, std::uint32_t row) const;

  RunState& state_;
  References& references_;
  std::vector<BoundTable> bound_;
  struct Ids {
    std::size_t same_name = 0;
    std::size_t other_name = 0;
    std::size_t known_as_other = 0;  // from an earlier import
    std::string example;
    std::string prefix;  // makes them ids of their own system
  };
  std::vector<Ids> ids_;                         // by file
  std::array<bool, model::kind_count> keyed_{};  // some rows have no id in another system
  bool deals_have_names_ = false;
  std::unordered_map<std::string_view, Address> addresses_;
  std::unordered_map<std::string_view, std::string_view> labels_;
  struct StageReading {
    model::Stage stage = model::Stage::unset;
    std::size_t question = static_cast<std::size_t>(-1);
  };
  std::unordered_map<std::string, StageReading> stages_;
};

}  // namespace keyplan::exchange
