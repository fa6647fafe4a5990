#include "core/exchange/run_state.h"

#include <algorithm>

namespace keyplan::exchange {

void FileReport::leave_out(std::string_view reason, std::size_t line) {
  constexpr std::size_t kept_lines = 10;
  ++left_out_rows;
  auto at = std::ranges::find(left_out, reason, &LeftOut::reason);
  if (at == left_out.end()) at = left_out.insert(at, {std::string(reason), 0, {}});
  ++at->rows;
  if (at->lines.size() < kept_lines) at->lines.push_back(line);
}

void FileReport::complain(std::size_t line, std::size_t column, std::string sentence) {
  constexpr std::size_t kept_issues = 100;
  ++issue_count;
  if (issues.size() < kept_issues) issues.push_back({line, column, std::move(sentence)});
}

RunState::RunState(const model::Plan& for_plan, std::vector<SourceTable>& from_tables,
                   const Answers& answers)
    : plan(for_plan),
      tables(from_tables),
      questions(answers),
      reports(from_tables.size()),
      row_entities(from_tables.size()),
      currency(for_plan.settings().base_currency),
      fiscal_start_month(for_plan.fiscal_start_month()) {
  for (const model::KindInfo& kind : model::all_kinds()) of(kind.kind).start(kind.kind);
  std::array<std::size_t, model::kind_count> expected{};
  for (std::size_t i = 0; i < tables.size(); ++i) {
    row_entities[i].assign(tables[i].cells.rows(), no_entity);
    const auto kind = record_kind(tables[i].kind);
    if (kind && tables[i].usable())
      expected[static_cast<std::size_t>(*kind)] += tables[i].cells.rows();
  }
  for (const model::KindInfo& kind : model::all_kinds()) {
    const std::size_t known =
        model::with_kind(kind.kind, [&]<class T>() { return plan.table<T>().all().size(); });
    const std::size_t rows = expected[static_cast<std::size_t>(kind.kind)];
    if (rows > 0 && kind.kind != model::Kind::revenue) of(kind.kind).reserve(known + rows);
  }
}

void RunState::absorb(model::Kind kind, EntityIndex entity, Draft fresh) {
  EntityTable& table = of(kind);
  const bool is_first = table.entities[entity].draft == no_entity;
  Draft& draft = table.draft_of(entity, fresh.file, fresh.row);
  if (is_first) {
    fresh.entity = entity;
    draft = std::move(fresh);
    return;
  }
  // A name that was only mentioned so far turns out to be a row of its own.
  if (draft.implied && !fresh.implied) {
    draft.implied = false;
    draft.file = fresh.file;
    draft.row = fresh.row;
  }
  for (std::uint16_t f = 0; f < table.info().fields.size(); ++f)
    if (is_given(fresh, f) && !is_given(draft, f))
      give(table.info(), draft, f, model::get(kind, *fresh.record, f));
  for (std::size_t i = 0; i < table.reference_fields().size(); ++i) {
    if (draft.references[i] != no_entity || fresh.references[i] == no_entity) continue;
    draft.references[i] = fresh.references[i];
    draft.given |= std::uint64_t{1} << table.reference_fields()[i];
  }
}

std::string RunState::name_of(model::Kind kind, EntityIndex entity) {
  if (entity == no_entity) return {};
  EntityTable& table = of(kind);
  const Entity& known = table.entities[entity];
  const std::uint16_t title = table.info().title;
  if (known.draft != no_entity) {
    const Draft& draft = table.drafts[known.draft];
    if (is_given(draft, title)) return text_of(kind, *draft.record, title);
  }
  const model::RecordBase* record = known.id ? plan.find({kind, known.id}) : nullptr;
  return record == nullptr ? std::string{} : text_of(kind, *record, title);
}

}  // namespace keyplan::exchange
