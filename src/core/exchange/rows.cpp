#include "core/exchange/rows.h"

#include <algorithm>
#include <utility>

namespace keyplan::exchange {
namespace {

using model::Kind;

constexpr std::string_view reason_no_name = "no name";
constexpr std::string_view reason_repeated = "repeats an earlier row";
constexpr std::string_view reason_no_account = "no account";
constexpr std::string_view reason_header = "repeats the header";
constexpr std::string_view reason_not_data = "not a row of this table";

/// Marks records that have no identity but their values, from the second of equal ones on.
constexpr std::string_view twin_prefix = "twin ";

bool is_named(Kind kind) {
  return kind == Kind::team_member || kind == Kind::offering || kind == Kind::account;
}

/// Fields by which a record without an id in another system is recognised again.
std::vector<std::uint16_t> key_fields(Kind kind) {
  switch (kind) {
    case Kind::person:
      return {model::field_index<&model::Person::name>(),
              model::field_index<&model::Person::account>()};
    case Kind::opportunity:
      return {model::field_index<&model::Opportunity::name>(),
              model::field_index<&model::Opportunity::account>(),
              model::field_index<&model::Opportunity::offering>(),
              model::field_index<&model::Opportunity::opened>()};
    case Kind::action:
      return {model::field_index<&model::Action::title>(),
              model::field_index<&model::Action::account>(),
              model::field_index<&model::Action::due>()};
    case Kind::rate:
      return {model::field_index<&model::ExchangeRate::currency>(),
              model::field_index<&model::ExchangeRate::date>()};
    default:
      return {};
  }
}

std::string key_text(const model::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return fold_name(*text);
  if (const auto* date = std::get_if<model::Date>(&value)) return model::to_text(*date);
  if (const auto* currency = std::get_if<model::Currency>(&value)) return model::to_text(*currency);
  return {};
}

}  // namespace

BoundTable bind_table(const SourceTable& table, Kind kind) {
  BoundTable bound;
  const model::KindInfo& info = model::info(kind);
  const auto source = model::find_field(kind, "source");
  const auto progress = model::find_field(kind, "progress");
  const bool titled = info.fields[info.title].type == model::FieldType::text &&
                      kind != Kind::revenue && kind != Kind::rate;
  std::size_t ordinal = 0;
  for (BoundColumn& column : bind_columns(table, kind)) {
    if (column.info->type == model::FieldType::reference) {
      ordinal = 0;
      for (std::uint16_t f = 0; f < column.field; ++f)
        if (is_imported_reference(info.fields[f])) ++ordinal;
      bound.references.push_back({column.column, column.field, ordinal, column.info->target});
    } else if (titled && column.field == info.title) {
      bound.name = column.column;
    } else if (source && column.field == *source) {
      bound.source = column.column;
    } else if (progress && column.field == *progress) {
      bound.progress = column.column;
    } else {
      bound.values.push_back(std::move(column));
    }
  }
  bound.first_name = table.column_of(Role::first_name);
  bound.last_name = table.column_of(Role::last_name);
  bound.address = table.column_of(Role::address_id);
  bound.contact = table.column_of(Role::contact);
  bound.probability = table.column_of(Role::probability);
  bound.closed_as = table.column_of(Role::closed_as);
  bound.currency = table.column_of(Role::currency);
  if (!bound.currency && kind == Kind::account)
    bound.currency =
        table.column_of({Role::field, model::field_index<&model::Account::currency>()});
  return bound;
}

Rows::Rows(RunState& state, References& references)
    : state_(state), references_(references), ids_(state.tables.size()) {
  for (const SourceTable& table : state_.tables) {
    const auto kind =
        table.kind == TableKind::order_items ? Kind::revenue : record_kind(table.kind);
    bound_.push_back(kind && table.usable() ? bind_table(table, *kind) : BoundTable{});
    const BoundTable& bound = bound_.back();
    if (kind && !bound.source) keyed_[static_cast<std::size_t>(*kind)] = true;
    if (bound.contact) keyed_[static_cast<std::size_t>(Kind::person)] = true;
    if (kind == Kind::opportunity && bound.name) deals_have_names_ = true;
  }
}

void Rows::read_helpers() {
  const auto account_column = [](const SourceTable& table, std::uint16_t field) {
    return table.column_of(Target{Role::field, field});
  };
  for (const SourceTable& table : state_.tables) {
    if (!table.usable()) continue;
    if (table.kind == TableKind::addresses) {
      const auto id = table.column_of(Role::address_id);
      const auto city = account_column(table, model::field_index<&model::Account::city>());
      const auto country = account_column(table, model::field_index<&model::Account::country>());
      const auto region = account_column(table, model::field_index<&model::Account::region>());
      for (std::size_t row = 0; row < table.cells.rows(); ++row)
        addresses_.try_emplace(
            table.cell(row, id),
            Address{table.cell(row, city), table.cell(row, country), table.cell(row, region)});
    }
    if (table.kind == TableKind::labels) {
      const auto id = table.column_of(Role::label_id);
      const auto text = table.column_of(Role::label_text);
      const auto language = table.column_of(Role::language);
      for (std::size_t row = 0; row < table.cells.rows(); ++row) {
        const std::string_view name = table.cell(row, text);
        if (name.empty()) continue;
        const auto [at, is_new] = labels_.try_emplace(table.cell(row, id), name);
        const std::string_view spoken = table.cell(row, language);
        if (!is_new && (spoken == "EN" || spoken == "E" || spoken == "en")) at->second = name;
      }
    }
  }
  addresses_.erase(std::string_view{});
  labels_.erase(std::string_view{});
}

void Rows::learn_record(Kind kind, const model::RecordBase& record) {
  EntityTable& table = state_.of(kind);
  const EntityIndex entity = table.add_existing(record);
  if (kind == Kind::account)
    references_.learn_words(static_cast<const model::Record<model::Account>&>(record).data);
  const auto for_each_other_name = [&](auto&& fn) {
    if (table.names_field()) for_each_line(text_of(kind, record, *table.names_field()), fn);
  };
  if (is_named(kind)) {
    table.learn_key(entity, fold_name(text_of(kind, record, table.info().title)));
    for_each_other_name([&](std::string_view name) {
      table.learn_other(entity, std::string(name));
      table.learn_other(entity, fold_name(name));
    });
    return;
  }
  for_each_other_name([&](std::string_view id) { table.learn_other(entity, std::string(id)); });
  if (!keyed_[static_cast<std::size_t>(kind)]) return;
  std::array<EntityIndex, max_references> references;
  references.fill(no_entity);
  for (std::size_t i = 0; i < table.reference_fields().size(); ++i) {
    const std::uint16_t field = table.reference_fields()[i];
    const model::Value value = model::get(kind, record, field);
    if (const auto* id = std::get_if<model::Id>(&value))
      references[i] = state_.of(table.info().fields[field].target).by_id(*id);
  }
  std::string key = natural_key(kind, record, references);
  if (table.source_field()) {
    const std::string source = text_of(kind, record, *table.source_field());
    if (source.starts_with(twin_prefix)) key += source;
  }
  for_each_other_name([&](std::string_view name) {
    model::AnyRecord named = model::clone(kind, record);
    table.info().fields[table.info().title].set(model::data_of(kind, *named), std::string(name));
    table.learn_other(entity, natural_key(kind, *named, references));
  });
  table.learn_key(entity, std::move(key));
}

bool Rows::is_data(std::uint32_t file, std::uint32_t row) {
  const SourceTable& table = state_.tables[file];
  // Exports pasted together have their headers in the middle.
  const auto repeats_header = [&] {
    for (std::size_t c = 0; c < table.cells.columns(); ++c)
      if (trim(table.cells.cell(row, c)) != trim(table.cells.header()[c])) return false;
    return true;
  };
  if (repeats_header()) {
    state_.reports[file].leave_out(reason_header, table.cells.line_of(row));
    return false;
  }
  // Reports end with lines like "Confidential" or a total in the first column only.
  constexpr std::size_t footer_columns = 3;
  if (table.cells.columns() < footer_columns || table.cells.values_in(row) != 1) return true;
  state_.reports[file].leave_out(reason_not_data, table.cells.line_of(row));
  return false;
}

std::string Rows::name_in(std::uint32_t file, std::uint32_t row) const {
  const SourceTable& table = state_.tables[file];
  const BoundTable& bound = bound_[file];
  std::string name(table.cell(row, bound.name));
  if (!name.empty()) return name;
  name = table.cell(row, bound.first_name);
  const std::string_view last = table.cell(row, bound.last_name);
  if (!name.empty() && !last.empty()) name += ' ';
  return name.append(last);
}

model::Currency Rows::row_currency(std::uint32_t file, std::uint32_t row) const {
  const std::string_view cell = state_.tables[file].cell(row, bound_[file].currency);
  const model::Currency named = cell.empty() ? model::Currency{} : read_currency(cell);
  return named ? named : state_.currency;
}

Draft Rows::fresh_draft(Kind kind, std::uint32_t file, std::uint32_t row) const {
  Draft draft;
  draft.record = model::make_record(kind);
  draft.references.fill(no_entity);
  draft.file = file;
  draft.row = row;
  return draft;
}

void Rows::read_values(std::uint32_t file, std::uint32_t row, Kind kind, Draft& draft) {
  const SourceTable& table = state_.tables[file];
  const model::KindInfo& info = model::info(kind);
  const model::Currency currency = row_currency(file, row);
  for (BoundColumn& column : bound_[file].values) {
    CellReading reading = read_cell(column, table.cells.cell(row, column.column), currency,
                                    state_.fiscal_start_month);
    if (!reading.problem.empty()) {
      state_.reports[file].complain(table.cells.line_of(row), column.column + 1,
                                    std::move(reading.problem));
      continue;
    }
    if (reading.rounded) ++state_.reports[file].rounded;
    auto* text = std::get_if<std::string>(&reading.value);
    if (text != nullptr && kind == Kind::account)
      *text = references_.corrected(column.field, std::move(*text));
    if (text != nullptr && kind == Kind::offering)
      if (const auto label = labels_.find(*text); label != labels_.end()) *text = label->second;
    give(info, draft, column.field, std::move(reading.value));
  }
  read_address(file, row, kind, draft);
}

void Rows::read_address(std::uint32_t file, std::uint32_t row, Kind kind, Draft& draft) {
  const auto column = bound_[file].address;
  if (!column) return;
  const auto at = addresses_.find(state_.tables[file].cell(row, column));
  if (at == addresses_.end()) return;
  const auto fill = [&](std::string_view key, std::string_view text) {
    const auto field = model::find_field(kind, key);
    if (field && !is_given(draft, *field) && !text.empty())
      give(model::info(kind), draft, *field, std::string(text));
  };
  fill("city", at->second.city);
  fill("country", at->second.country);
  fill("region", at->second.region);
}

void Rows::read_named(std::uint32_t file, std::uint32_t row) {
  const SourceTable& table = state_.tables[file];
  const Kind kind = *record_kind(table.kind);
  EntityTable& entities = state_.of(kind);
  FileReport& report = state_.reports[file];
  if (!is_data(file, row)) return;
  const std::string source = source_in(file, row);
  std::string name = name_in(file, row);
  if (name.empty())
    if (const auto label = labels_.find(table.cell(row, bound_[file].source));
        label != labels_.end())
      name = label->second;
  if (name.empty()) name = source;
  if (name.empty()) {
    report.leave_out(reason_no_name, table.cells.line_of(row));
    return;
  }
  const std::string folded = fold_name(name);
  EntityIndex entity = source.empty() ? no_entity : entities.by_source(source);
  bool same_name = false;
  if (entity == no_entity) {
    entity = entities.by_key(folded);
    // Two ids are two things, whatever their names.
    if (entity != no_entity && !source.empty() && entities.entities[entity].has_source)
      entity = no_entity;
    same_name = entity != no_entity && static_cast<bool>(entities.entities[entity].id);
  }
  if (entity != no_entity) {
    const std::uint32_t earlier = entities.entities[entity].draft;
    if (earlier != no_entity && entities.drafts[earlier].file == file &&
        !entities.drafts[earlier].implied) {
      report.leave_out(reason_repeated, table.cells.line_of(row));
      return;
    }
    if (earlier != no_entity && !entities.drafts[earlier].implied) ++report.merged;
  } else {
    entity = static_cast<EntityIndex>(entities.entities.size());
    entities.entities.emplace_back();
  }
  Draft fresh = fresh_draft(kind, file, row);
  // A name that differs in case or spaces only stays as the plan writes it.
  if (!same_name) give(entities.info(), fresh, entities.info().title, std::move(name));
  if (!source.empty()) {
    give(entities.info(), fresh, *entities.source_field(), source);
    entities.learn_source(entity, source);
  }
  read_values(file, row, kind, fresh);
  keep_identity(kind, entity, fresh);
  entities.learn_key(entity, folded);
  state_.row_entities[file][row] = entity;
  state_.absorb(kind, entity, std::move(fresh));
}

void Rows::read_references(std::uint32_t file, std::uint32_t row, Kind kind, Draft& draft) {
  const SourceTable& table = state_.tables[file];
  for (const ReferenceColumn& column : bound_[file].references) {
    if (draft.references[column.ordinal] != no_entity) continue;
    if (kind == Kind::person && column.target == Kind::person) continue;
    const auto row_index = static_cast<std::uint32_t>(row);
    const EntityIndex target = references_.resolve(
        column.target, table.cells.cell(row, column.column), {file, row_index, column.column});
    if (target == no_entity) continue;
    draft.references[column.ordinal] = target;
    draft.given |= std::uint64_t{1} << column.field;
  }
}

void Rows::link_named(std::uint32_t file, std::uint32_t row) {
  const Kind kind = *record_kind(state_.tables[file].kind);
  const EntityIndex entity = state_.entity_of(kind, file, row);
  if (entity == no_entity || bound_[file].references.empty()) return;
  EntityTable& entities = state_.of(kind);
  // Resolving may add drafts of the same kind, so the draft is looked up again afterwards.
  Draft links;
  links.references = entities.drafts[entities.entities[entity].draft].references;
  read_references(file, row, kind, links);
  Draft& draft = entities.drafts[entities.entities[entity].draft];
  for (std::size_t i = 0; i < max_references; ++i) {
    // Nothing is its own parent or manager.
    if (links.references[i] == entity &&
        entities.info().fields[entities.reference_fields()[i]].target == kind) {
      links.given &= ~(std::uint64_t{1} << entities.reference_fields()[i]);
      links.references[i] = no_entity;
    }
  }
  draft.references = links.references;
  draft.given |= links.given;
}

model::Stage Rows::stage_of(std::string_view text) {
  const std::string folded = fold_name(text);
  const auto [at, is_new] = stages_.try_emplace(folded);
  if (is_new) {
    if (const auto stage = find_choice(model::choices_of<model::Stage>, text)) {
      at->second.stage = static_cast<model::Stage>(*stage);
    } else {
      std::vector<std::string> options;
      for (std::size_t i = 1; i < model::choices_of<model::Stage>.size(); ++i)
        options.emplace_back(model::choices_of<model::Stage>[i].label);
      constexpr std::size_t engaging = 1;
      at->second.question = state_.questions.ask("stage:" + folded, std::move(options), engaging);
      QuestionBook::Entry& entry = state_.questions[at->second.question];
      entry.before = "Which stage is " + quoted(text) + ", the stage of ";
      entry.noun = noun_of(Kind::opportunity);
      entry.after = "?";
      at->second.stage = static_cast<model::Stage>(entry.question.answer + 1);
    }
  }
  if (at->second.question != static_cast<std::size_t>(-1))
    ++state_.questions[at->second.question].count;
  return at->second.stage;
}

void Rows::read_progress(std::uint32_t file, std::uint32_t row, Draft& draft) {
  const SourceTable& table = state_.tables[file];
  const BoundTable& bound = bound_[file];
  model::Progress progress;
  if (const std::string_view cell = table.cell(row, bound.progress); !cell.empty())
    progress.stage = stage_of(cell);
  if (const std::string_view cell = table.cell(row, bound.closed_as); !cell.empty()) {
    const auto stage = find_choice(model::choices_of<model::Stage>, cell);
    const std::string word = squash(cell);
    if (stage && !model::is_open(static_cast<model::Stage>(*stage)))
      progress.stage = static_cast<model::Stage>(*stage);
    else if ((word == "true" || word == "1" || word == "yes") &&
             squash(table.cells.header()[*bound.closed_as]).find("won") != std::string::npos)
      progress.stage = model::Stage::won;
  }
  if (progress.stage == model::Stage::unset) return;
  if (const std::string_view cell = table.cell(row, bound.probability);
      !cell.empty() && model::is_open(progress.stage))
    progress.probability = read_probability(cell, table.formats[*bound.probability],
                                            table.profiles[*bound.probability]);
  give(model::info(Kind::opportunity), draft, model::field_index<&model::Opportunity::progress>(),
       progress);
}

std::string Rows::natural_key(Kind kind, const model::RecordBase& record,
                              const std::array<EntityIndex, max_references>& references) const {
  const EntityTable& entities = state_.of(kind);
  std::string key;
  for (const std::uint16_t field : key_fields(kind)) {
    // Names we made up ourselves may have been changed since.
    const bool made_up = kind == Kind::opportunity && !deals_have_names_ &&
                         field == model::field_index<&model::Opportunity::name>();
    if (made_up) continue;
    if (entities.info().fields[field].type == model::FieldType::reference) {
      const EntityIndex target = references[entities.reference_ordinal(field)];
      if (target != no_entity) key += std::to_string(target);
    } else {
      key += key_text(model::get(kind, record, field));
    }
    key += '\x1f';
  }
  return key;
}

void Rows::place(Kind kind, Draft fresh, std::string_view source) {
  EntityTable& entities = state_.of(kind);
  const std::uint32_t file = fresh.file;
  const std::uint32_t row = fresh.row;
  const auto taken_here = [&](EntityIndex e) {
    const std::uint32_t draft = entities.entities[e].draft;
    return draft != no_entity && entities.drafts[draft].file == file;
  };
  EntityIndex entity = no_entity;
  if (!source.empty()) {
    entity = entities.by_source(source);
    if (entity != no_entity && taken_here(entity)) {
      state_.reports[file].leave_out(reason_repeated, state_.tables[file].cells.line_of(row));
      return;
    }
    give(entities.info(), fresh, *entities.source_field(), std::string(source));
  }
  std::string key =
      source.empty() ? natural_key(kind, *fresh.record, fresh.references) : std::string{};
  if (entity == no_entity && source.empty()) {
    entity = entities.by_key(key);
    for (int twin = 2; entity != no_entity && taken_here(entity); ++twin) {
      if (!entities.source_field()) return;
      const std::string mark = std::string(twin_prefix) + std::to_string(twin);
      give(entities.info(), fresh, *entities.source_field(), mark);
      entity = entities.by_key(key + mark);
      if (entity == no_entity) key += mark;
    }
  }
  if (entity == no_entity) {
    entity = static_cast<EntityIndex>(entities.entities.size());
    entities.entities.emplace_back();
    if (source.empty()) entities.learn_key(entity, std::move(key));
  }
  if (!source.empty()) entities.learn_source(entity, source);
  if (!fresh.implied) state_.row_entities[file][row] = entity;
  keep_identity(kind, entity, fresh);
  state_.absorb(kind, entity, std::move(fresh));
}

void Rows::read_dependent(std::uint32_t file, std::uint32_t row) {
  const SourceTable& table = state_.tables[file];
  const Kind kind = *record_kind(table.kind);
  const model::KindInfo& info = model::info(kind);
  FileReport& report = state_.reports[file];
  if (!is_data(file, row)) return;
  Draft fresh = fresh_draft(kind, file, row);
  read_references(file, row, kind, fresh);
  const std::string_view source = table.cell(row, bound_[file].source);
  std::string name = kind == Kind::rate ? std::string{} : name_in(file, row);

  if (kind == Kind::opportunity) {
    read_progress(file, row, fresh);
    const std::size_t account =
        state_.of(kind).reference_ordinal(model::field_index<&model::Opportunity::account>());
    if (fresh.references[account] == no_entity) {
      const std::size_t question =
          state_.questions.ask("no account", {"Keep under \u201CNo account\u201D", "Leave out"});
      QuestionBook::Entry& entry = state_.questions[question];
      ++entry.count;
      entry.noun = noun_of(kind);
      entry.after = entry.count == 1 ? " names no account." : " name no account.";
      if (entry.question.answer == 1) {
        report.leave_out(reason_no_account, table.cells.line_of(row));
        return;
      }
      ++report.without_account;
    }
  } else if (kind != Kind::rate && name.empty()) {
    report.leave_out(reason_no_name, table.cells.line_of(row));
    return;
  }
  if (!name.empty()) give(info, fresh, info.title, std::move(name));
  read_values(file, row, kind, fresh);
  if (fresh.given == 0 && source.empty()) {
    report.leave_out("nothing in it could be used", table.cells.line_of(row));
    return;
  }
  place(kind, std::move(fresh), source);
}

void Rows::link_people() {
  EntityTable& people = state_.of(Kind::person);
  for (std::uint32_t file = 0; file < state_.tables.size(); ++file) {
    if (state_.tables[file].kind != TableKind::people || !state_.tables[file].usable()) continue;
    for (const ReferenceColumn& column : bound_[file].references) {
      if (column.target != Kind::person) continue;
      std::unordered_map<std::string, EntityIndex> by_name;
      for (std::uint32_t row = 0; row < state_.row_entities[file].size(); ++row) {
        const EntityIndex entity = state_.row_entities[file][row];
        if (entity != no_entity) by_name.emplace(fold_name(name_in(file, row)), entity);
      }
      for (std::uint32_t row = 0; row < state_.row_entities[file].size(); ++row) {
        const EntityIndex entity = state_.row_entities[file][row];
        const std::string_view text = state_.tables[file].cell(row, column.column);
        if (entity == no_entity || text.empty()) continue;
        EntityIndex target = people.by_source(text);
        if (const auto at = by_name.find(fold_name(text)); at != by_name.end()) target = at->second;
        if (target == no_entity || target == entity) continue;
        Draft& draft = people.drafts[people.entities[entity].draft];
        draft.references[column.ordinal] = target;
        draft.given |= std::uint64_t{1} << column.field;
      }
    }
  }
}

void Rows::read_contact(std::uint32_t file, std::uint32_t row) {
  const EntityIndex account = state_.entity_of(Kind::account, file, row);
  const std::string_view name = state_.tables[file].cell(row, bound_[file].contact);
  if (account == no_entity || name.empty()) return;
  EntityTable& people = state_.of(Kind::person);
  Draft fresh = fresh_draft(Kind::person, file, row);
  fresh.implied = true;
  give(people.info(), fresh, people.info().title, std::string(name));
  const std::uint16_t field = model::field_index<&model::Person::account>();
  fresh.references[people.reference_ordinal(field)] = account;
  fresh.given |= std::uint64_t{1} << field;
  ++state_.reports[file].implied[static_cast<std::size_t>(Kind::person)];
  place(Kind::person, std::move(fresh), {});
}

}  // namespace keyplan::exchange
