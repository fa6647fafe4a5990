// What the parts of one import run share: the plan it compares with, the tables it reads, the
// entities it finds, the questions it asks and what it has to report about each file.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "core/exchange/entities.h"
#include "core/exchange/preview.h"
#include "core/exchange/questions.h"
#include "core/exchange/source_table.h"

namespace keyplan::exchange {

struct FileReport {
  std::vector<LeftOut> left_out;
  std::size_t left_out_rows = 0;
  std::vector<CellIssue> issues;
  std::size_t issue_count = 0;
  std::size_t without_account = 0;
  std::size_t rounded = 0;      // amounts with more decimals than their currency
  std::size_t merged = 0;       // rows that complete rows of other files
  std::size_t unknown_ids = 0;  // references to ids that are in no file
  std::size_t shared_ids = 0;   // references to ids that two systems use
  std::array<std::size_t, model::kind_count> implied{};  // records only mentioned here
  RecordCounts counts;
  std::vector<Check> notes;

  void leave_out(std::string_view reason, std::size_t line);
  void complain(std::size_t line, std::size_t column, std::string sentence);
};

/// Where a name is mentioned.
struct Mention {
  std::uint32_t file = 0;
  std::uint32_t row = 0;
  std::size_t column = 0;
};

struct RunState {
  RunState(const model::Plan& for_plan, std::vector<SourceTable>& from_tables,
           const Answers& answers);

  EntityTable& of(model::Kind kind) { return entities[static_cast<std::size_t>(kind)]; }
  /// Adds what a row says to what is known of an entity. Of two files that say different things
  /// the earlier one is right, whichever is read first.
  void absorb(model::Kind kind, EntityIndex entity, Draft fresh);
  /// Two entities turn out to be one. Returns the one that stays.
  EntityIndex unite(model::Kind kind, EntityIndex a, EntityIndex b);
  /// The plan is to know the entity by this name or id as well.
  void remember(model::Kind kind, EntityIndex entity, const Mention& mention, std::string name);
  /// To be called when a draft is complete: writes down the names to remember.
  void write_names(model::Kind kind, Draft& draft);
  /// The name an entity will have after the import.
  std::string name_of(model::Kind kind, EntityIndex entity);
  /// What a row became.
  EntityIndex entity_of(model::Kind kind, std::uint32_t file, std::uint32_t row) {
    return of(kind).root(row_entities[file][row]);
  }

  const model::Plan& plan;
  std::vector<SourceTable>& tables;
  QuestionBook questions;
  std::array<EntityTable, model::kind_count> entities;
  std::vector<FileReport> reports;                     // by table
  std::vector<std::vector<EntityIndex>> row_entities;  // by table, then row
  model::Currency currency;                            // of amounts that name none
  bool change_base_currency = false;
  model::Period plan_year;  // to be set in the settings; empty = stays as it is
  int fiscal_start_month = 1;
  std::vector<model::RecordKey> removed;
  std::vector<SummaryLine> summary;
};

}  // namespace keyplan::exchange
