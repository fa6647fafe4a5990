#include "core/exchange/entities.h"

#include <algorithm>
#include <utility>

namespace keyplan::exchange {

void EntityTable::start(model::Kind kind) {
  kind_ = kind;
  const auto fields = info().fields;
  for (std::uint16_t f = 0; f < fields.size(); ++f)
    if (is_imported_reference(fields[f])) reference_fields_.push_back(f);
  source_field_ = model::find_field(kind, "source");
  names_field_ = model::find_field(kind, "also_known_as");
}

void EntityTable::reserve(std::size_t count) {
  entities.reserve(count);
  drafts.reserve(count);
  by_source_.reserve(count);
  by_id_.reserve(count);
}

std::size_t EntityTable::reference_ordinal(std::uint16_t field) const {
  const auto at = std::ranges::find(reference_fields_, field);
  return static_cast<std::size_t>(at - reference_fields_.begin());
}

EntityIndex EntityTable::add_existing(const model::RecordBase& record) {
  const auto index = static_cast<EntityIndex>(entities.size());
  Entity entity{.id = record.id};
  if (source_field_) {
    std::string source = text_of(kind_, record, *source_field_);
    entity.has_source = !source.empty();
    if (const std::size_t mark = source.rfind(system_mark); mark != std::string::npos)
      share_id(std::string_view(source).substr(mark + 1));
    if (entity.has_source) by_source_.emplace(std::move(source), index);
  }
  by_id_.emplace(record.id, index);
  entities.push_back(entity);
  return index;
}

EntityIndex EntityTable::add_new(std::uint32_t file, std::uint32_t row) {
  const auto index = static_cast<EntityIndex>(entities.size());
  entities.emplace_back();
  draft_of(index, file, row);
  return index;
}

Draft& EntityTable::draft_of(EntityIndex entity, std::uint32_t file, std::uint32_t row) {
  Entity& owner = entities[entity];
  if (owner.draft != no_entity) return drafts[owner.draft];
  owner.draft = static_cast<std::uint32_t>(drafts.size());
  Draft& draft = drafts.emplace_back();
  draft.record = model::make_record(kind_);
  draft.references.fill(no_entity);
  draft.entity = entity;
  draft.file = file;
  draft.row = row;
  return draft;
}

EntityIndex EntityTable::by_source(std::string_view source) const {
  const auto at = by_source_.find(std::string(source));
  return at == by_source_.end() ? by_other(source) : root(at->second);
}

EntityIndex EntityTable::by_key(std::string_view key) const {
  const auto at = by_key_.find(std::string(key));
  return at == by_key_.end() ? by_other(key) : root(at->second);
}

EntityIndex EntityTable::by_other(std::string_view name) const {
  if (by_other_.empty()) return no_entity;
  const auto at = by_other_.find(std::string(name));
  return at == by_other_.end() ? no_entity : root(at->second);
}

EntityIndex EntityTable::by_id(model::Id id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? no_entity : at->second;
}

EntityIndex EntityTable::root(EntityIndex entity) const {
  while (entity != no_entity && entities[entity].same_as != no_entity)
    entity = entities[entity].same_as;
  return entity;
}

void EntityTable::learn_source(EntityIndex entity, std::string_view source) {
  by_source_.emplace(source, entity);
  entities[entity].has_source = true;
}

bool EntityTable::learn_key(EntityIndex entity, std::string key) {
  return by_key_.emplace(std::move(key), entity).second;
}

void EntityTable::learn_other(EntityIndex entity, std::string name) {
  by_other_.emplace(std::move(name), entity);
}

void give(const model::KindInfo& kind, Draft& draft, std::uint16_t field, model::Value value) {
  if (model::is_empty(value)) return;
  if (kind.fields[field].set(model::data_of(kind.kind, *draft.record), std::move(value)))
    draft.given |= std::uint64_t{1} << field;
}

void withhold(const model::KindInfo& kind, Draft& draft, std::uint16_t field) {
  kind.fields[field].set(model::data_of(kind.kind, *draft.record), {});
  draft.given &= ~(std::uint64_t{1} << field);
}

std::string text_of(model::Kind kind, const model::RecordBase& record, std::uint16_t field) {
  model::Value value = model::get(kind, record, field);
  auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string{} : std::move(*text);
}

}  // namespace keyplan::exchange
