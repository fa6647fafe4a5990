// One pass over tables that are read and mapped: drafts of records, compared with a plan, described
// in a preview and turned into an edit.
#pragma once

#include <optional>

#include "core/exchange/references.h"
#include "core/exchange/revenue.h"
#include "core/exchange/rows.h"
#include "core/exchange/run_state.h"
#include "core/exchange/slices.h"
#include "core/model/edit.h"

namespace keyplan::exchange {

class ImportRun {
 public:
  ImportRun(const model::Plan& plan, std::vector<SourceTable>& tables, const Answers& answers);
  ImportRun(const ImportRun&) = delete;  // its parts refer to each other

  Slices work(Budget& budget);
  /// After work(); once.
  ImportPreview take_preview();
  Slices build(model::Plan& plan, Budget& budget);
  model::Edit take_edit() { return std::move(edit_); }

 private:
  void ask_for_currency();
  void ask_for_plan_year();
  void ask_for_scale();
  void ask_for_dates();
  void ask_for_numbers();
  void compare(model::Kind kind, Draft& draft);
  void name_deal(Draft& deal);
  model::Value reference_value(model::Kind target, EntityIndex entity) const;
  FilePreview describe(std::size_t file) const;
  bool is_kind(std::size_t file, TableKind kind) const {
    return state_.tables[file].usable() && state_.tables[file].kind == kind;
  }

  RunState state_;
  SameRecords same_;
  References references_;
  Rows rows_;
  RevenueBook revenue_;
  std::array<RecordCounts, model::kind_count> counts_{};
  model::Edit edit_;
};

/// What a file looks like before its rows are mapped; also for files that cannot be read.
[[nodiscard]] FilePreview describe_table(const SourceTable& table, model::Currency currency);

}  // namespace keyplan::exchange
