// By which id and name a row is known: ids of two systems, and what the user said to be the same.
#include "core/exchange/likeness.h"
#include "core/exchange/rows.h"

namespace keyplan::exchange {
namespace {

using model::Kind;

/// "erp:" for erp.csv
std::string system_of(const SourceTable& table) {
  return table.name.substr(0, table.name.rfind('.')) + system_mark;
}

}  // namespace

std::string Rows::source_in(std::uint32_t file, std::uint32_t row) const {
  const std::string_view id = state_.tables[file].cell(row, bound_[file].source);
  return id.empty() ? std::string{} : ids_[file].prefix + std::string(id);
}

void Rows::weigh_id(std::uint32_t file, std::uint32_t row) {
  const Kind kind = *record_kind(state_.tables[file].kind);
  EntityTable& entities = state_.of(kind);
  const std::string id = source_in(file, row);
  const std::string name = name_in(file, row);
  const EntityIndex known = id.empty() || name.empty() ? no_entity : entities.by_source(id);
  if (known == no_entity) return;
  Ids& ids = ids_[file];
  const std::string other = state_.name_of(kind, known);
  if (fold_name(other) == fold_name(name) || entities.by_key(fold_name(name)) == known ||
      likeness(other, name, sort_of(kind)) != Likeness::none) {
    ++ids.same_name;
    return;
  }
  if (ids.other_name++ == 0)
    ids.example = id + " is " + quoted(name) + " there and " + quoted(other);
  if (entities.by_source(system_of(state_.tables[file]) + id) != no_entity) ++ids.known_as_other;
}

void Rows::decide_ids(std::uint32_t file) {
  Ids& ids = ids_[file];
  // One name may have changed; most names do not.
  if (ids.other_name < 2 || ids.other_name <= ids.same_name) return;
  const SourceTable& table = state_.tables[file];
  const Kind kind = *record_kind(table.kind);
  if (ids.known_as_other * 2 <= ids.other_name) {
    const std::size_t question =
        state_.questions.ask("ids:" + fold_name(table.name), {"Join by name", "Join by id"});
    QuestionBook::Entry& entry = state_.questions[question];
    entry.before = "Ids in " + table.name + " seem to be those of another system: " + ids.example +
                   " elsewhere.";
    if (entry.question.answer == 1) return;
  }
  EntityTable& entities = state_.of(kind);
  for (std::uint32_t row = 0; row < table.cells.rows(); ++row)
    if (const std::string id = source_in(file, row); entities.by_source(id) != no_entity)
      entities.share_id(id);
  ids.prefix = system_of(table);
}

/// A row can be known to the plan by another id or name than the plan's own, because the user said
/// that two are the same. The plan then keeps its own.
void Rows::keep_identity(Kind kind, EntityIndex entity, Draft& fresh) {
  EntityTable& table = state_.of(kind);
  const model::Id id = table.entities[entity].id;
  if (!id || !table.names_field()) return;
  const model::RecordBase& record = *state_.plan.find({kind, id});
  const model::KindInfo& info = table.info();
  const std::uint16_t source = *table.source_field();
  const std::string own_source = text_of(kind, record, source);
  const std::string given_source = text_of(kind, *fresh.record, source);
  const std::string given_name = text_of(kind, *fresh.record, info.title);
  const bool by_other_id =
      !given_source.empty() && !own_source.empty() && given_source != own_source;
  bool by_other_name = false;
  for_each_line(text_of(kind, record, *table.names_field()), [&](std::string_view line) {
    by_other_name = by_other_name || fold_name(line) == fold_name(given_name);
  });
  if (by_other_id) withhold(info, fresh, source);
  if (!given_name.empty() && (by_other_id || by_other_name)) {
    withhold(info, fresh, info.title);
    table.names_to_remember[entity].push_back(given_name);
  }
}

}  // namespace keyplan::exchange
