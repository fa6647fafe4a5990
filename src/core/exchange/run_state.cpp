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
    const std::size_t known = plan.table(kind.kind).all().size();
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
  const std::vector<std::uint16_t>& references = table.reference_fields();
  for (std::uint16_t f = 0; f < table.info().fields.size(); ++f) {
    const std::uint32_t file = fresh.file_of(f);
    if (!is_given(fresh, f)) continue;
    if (is_given(draft, f) && (fresh.implied || draft.file_of(f) <= file)) continue;
    std::erase_if(draft.from_others, [f](const auto& other) { return other.first == f; });
    if (file != draft.file) draft.from_others.emplace_back(f, file);
    if (is_imported_reference(table.info().fields[f])) {
      const auto i =
          static_cast<std::size_t>(std::ranges::find(references, f) - references.begin());
      draft.references[i] = fresh.references[i];
      draft.given |= std::uint64_t{1} << f;
    } else {
      give(table.info(), draft, f, model::get(kind, *fresh.record, f));
    }
  }
}

EntityIndex RunState::unite(model::Kind kind, EntityIndex a, EntityIndex b) {
  EntityTable& table = of(kind);
  // The plan's record stays, else what the earlier file says.
  const bool keep_b = table.entities[b].id || (!table.entities[a].id && b < a);
  const EntityIndex kept = keep_b ? b : a;
  const EntityIndex gone = keep_b ? a : b;
  Entity& into = table.entities[kept];
  Entity& from = table.entities[gone];
  const std::uint32_t moved = std::exchange(from.draft, no_entity);
  Draft fresh = std::exchange(table.drafts[moved], {});
  from.same_as = kept;
  auto& names = table.names_to_remember[kept];
  if (const auto earlier = table.names_to_remember.find(gone);
      earlier != table.names_to_remember.end()) {
    names.insert(names.end(), earlier->second.begin(), earlier->second.end());
    table.names_to_remember.erase(gone);
  }
  const std::uint16_t title = table.info().title;
  const std::uint16_t source = *table.source_field();
  names.push_back(text_of(kind, *fresh.record, title));
  names.push_back(text_of(kind, *fresh.record, source));
  // The name and id of the one that stays stay.
  if (into.id || is_given(table.drafts[into.draft], title)) withhold(table.info(), fresh, title);
  if (into.has_source) withhold(table.info(), fresh, source);
  into.has_source = into.has_source || from.has_source;
  if (into.draft == no_entity) {
    into.draft = moved;
    fresh.entity = kept;
    table.drafts[moved] = std::move(fresh);
  } else {
    ++reports[fresh.file].merged;
    absorb(kind, kept, std::move(fresh));
  }
  return kept;
}

void RunState::remember(model::Kind kind, EntityIndex entity, const Mention& mention,
                        std::string name) {
  EntityTable& table = of(kind);
  if (table.entities[entity].draft == no_entity)
    table.draft_of(entity, mention.file, mention.row).implied = true;
  table.names_to_remember[entity].push_back(std::move(name));
}

void RunState::write_names(model::Kind kind, Draft& draft) {
  EntityTable& table = of(kind);
  const auto wanted = table.names_to_remember.find(draft.entity);
  if (wanted == table.names_to_remember.end()) return;
  const model::Id id = table.entities[draft.entity].id;
  const model::RecordBase* record = id ? plan.find({kind, id}) : nullptr;
  const auto own = [&](std::uint16_t field) {
    if (is_given(draft, field) || record == nullptr) return text_of(kind, *draft.record, field);
    return text_of(kind, *record, field);
  };
  const std::uint16_t field = *table.names_field();
  std::string lines = record == nullptr ? std::string{} : text_of(kind, *record, field);
  std::vector<std::string> known{fold_name(own(table.info().title)),
                                 fold_name(own(*table.source_field()))};
  for_each_line(lines, [&](std::string_view line) { known.push_back(fold_name(line)); });
  bool more = false;
  for (std::string& name : wanted->second) {
    std::ranges::replace(name, '\n', ' ');
    std::string folded = fold_name(name);
    if (folded.empty() || std::ranges::contains(known, folded)) continue;
    known.push_back(std::move(folded));
    if (!lines.empty() && !lines.ends_with('\n')) lines += '\n';
    lines += name;
    more = true;
  }
  if (more) give(table.info(), draft, field, std::move(lines));
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
