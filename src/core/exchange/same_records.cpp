#include "core/exchange/same_records.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::exchange {
namespace {

using model::Kind;

constexpr std::uint32_t the_plan = 0xFFFFFFFF;  // as a list

// Filing a name and looking one up take as long as this many rows.
constexpr std::size_t name_units = 8;

bool have_common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  return std::ranges::find_first_of(a, b) != a.end();
}

void add_to(std::vector<std::uint32_t>& lists, const std::vector<std::uint32_t>& more) {
  for (const std::uint32_t list : more)
    if (!std::ranges::contains(lists, list)) lists.push_back(list);
}

}  // namespace

int rank_of(Likeness likeness, int agreement) {
  constexpr int most_fields = 64;
  return static_cast<int>(likeness) * 2 * most_fields + agreement;
}

SameRecords::SameRecords(RunState& state) : state_(state) {
  for (const model::KindInfo& kind : model::all_kinds())
    names_of(kind.kind) = NearNames(sort_of(kind.kind));
}

const model::RecordBase* SameRecords::record_of(Kind kind, EntityIndex entity) {
  EntityTable& table = state_.of(kind);
  const Entity& known = table.entities[entity];
  // What the plan says goes first: it is what the user knows.
  if (const model::RecordBase* record = known.id ? state_.plan.find({kind, known.id}) : nullptr)
    return record;
  return known.draft == no_entity ? nullptr : table.drafts[known.draft].record.get();
}

std::uint64_t SameRecords::group_of(Kind kind, EntityIndex entity) {
  if (kind != Kind::person) return 0;
  // People are asked about within one account.
  const std::uint16_t field = model::field_index<&model::Person::account>();
  const EntityTable& people = state_.of(kind);
  const Entity& known = people.entities[entity];
  EntityIndex account = no_entity;
  if (known.draft != no_entity)
    account = people.drafts[known.draft].references[people.reference_ordinal(field)];
  if (account == no_entity && known.id)
    if (const auto* record = state_.plan.find<model::Person>(known.id))
      account = state_.of(Kind::account).by_id(record->data.account.id);
  return 1 + std::uint64_t{state_.of(Kind::account).root(account)};
}

void SameRecords::learn(Kind kind, EntityIndex entity, std::string_view name) {
  names_of(kind).add(name, entity);
}

std::optional<SameRecords::Found> SameRecords::find(Kind kind, std::string_view name) const {
  const auto near = names_[static_cast<std::size_t>(kind)].best(name);
  if (!near) return std::nullopt;
  return Found{state_.of(kind).root(static_cast<EntityIndex>(near->index)), near->likeness};
}

std::string SameRecords::place_of(Kind kind, EntityIndex entity) const {
  const EntityTable& table = state_.of(kind);
  if (table.entities[entity].id) return "this plan";
  const Draft& draft = table.drafts[table.entities[entity].draft];
  const SourceTable& file = state_.tables[draft.file];
  const std::size_t line = file.cells.line_of(draft.row);
  return file.name + ", line " + model::count_text(static_cast<std::int64_t>(line));
}

void SameRecords::learn_names(Kind kind, EntityIndex entity) {
  EntityTable& table = state_.of(kind);
  const Entity& known = table.entities[entity];
  const std::uint64_t group = group_of(kind, entity);
  const std::string name = state_.name_of(kind, entity);
  names_of(kind).add(name, entity, group);
  const model::RecordBase* record = known.id ? state_.plan.find({kind, known.id}) : nullptr;
  if (record == nullptr) return;
  const std::string before = text_of(kind, *record, table.info().title);
  if (before != name) names_of(kind).add(before, entity, group);
  for_each_line(text_of(kind, *record, *table.names_field()),
                [&](std::string_view line) { names_of(kind).add(line, entity, group); });
}

Slices SameRecords::offer(Kind kind, Budget& budget) {
  EntityTable& table = state_.of(kind);
  const std::size_t count = table.entities.size();
  lists_.assign(count, {});
  matched_.assign(count, {});
  Lists all;
  for (EntityIndex e = 0; e < count; ++e) {
    const Entity& entity = table.entities[e];
    if (entity.id) lists_[e].push_back(the_plan);
    if (entity.draft != no_entity) lists_[e].push_back(table.drafts[entity.draft].file);
    add_to(all, lists_[e]);
    if (budget.spend()) co_yield 0;
  }
  for (std::uint32_t file = 0; file < state_.tables.size(); ++file) {
    if (!state_.tables[file].usable() || record_kind(state_.tables[file].kind) != kind) continue;
    for (std::uint32_t row = 0; row < state_.row_entities[file].size(); ++row) {
      const EntityIndex e = state_.row_entities[file][row];
      if (e != no_entity) add_to(lists_[e], {file});
      if (budget.spend()) co_yield 0;
    }
  }
  // Without a second list nothing can be in two; rows of other tables may still name it.
  if (all.size() < 2 && kind == Kind::person) co_return;
  for (EntityIndex e = 0; e < count; ++e) {
    learn_names(kind, e);
    if (budget.spend(name_units)) co_yield 0;
  }
  if (all.size() < 2) co_return;

  std::vector<Pair> pairs;
  for (EntityIndex e = 0; e < count; ++e) {
    if (!table.entities[e].id) collect(kind, e, pairs);
    if (budget.spend(name_units)) co_yield 0;
  }
  keyplan::sort(pairs, [](const Pair& x, const Pair& y) {
    const int rank_x = rank_of(x.likeness, x.agreement);
    const int rank_y = rank_of(y.likeness, y.agreement);
    return rank_x != rank_y ? rank_x > rank_y : x.key < y.key;
  });
  for (Pair& pair : pairs) {
    ask(kind, pair);
    if (budget.spend(2)) co_yield 0;
  }
}

void SameRecords::collect(Kind kind, EntityIndex fresh, std::vector<Pair>& pairs) {
  for (const NearNames::Near& near :
       names_of(kind).all(state_.name_of(kind, fresh), group_of(kind, fresh))) {
    const auto other = static_cast<EntityIndex>(near.index);
    const bool other_is_new = !state_.of(kind).entities[other].id;
    // Of two new ones the earlier one finds the other.
    if (other == fresh || (other_is_new && other < fresh)) continue;
    if (have_common(lists_[fresh], lists_[other])) continue;
    Pair pair{other_is_new ? fresh : other, other_is_new ? other : fresh, near.likeness};
    for (const Alike::Fact& fact : facts(kind, pair.a, pair.b)) {
      if (fact.values[0].empty() || fact.values[1].empty()) continue;
      pair.agreement += fold_name(fact.values[0]) == fold_name(fact.values[1]) ? 1 : -1;
    }
    std::string a = identity(kind, pair.a);
    std::string b = identity(kind, pair.b);
    if (b < a) std::swap(a, b);
    pair.key = "same:" + std::string(state_.of(kind).info().key) + ":" + a + "|" + b;
    pairs.push_back(std::move(pair));
  }
}

std::string SameRecords::identity(Kind kind, EntityIndex entity) {
  const EntityTable& table = state_.of(kind);
  if (const model::Id id = table.entities[entity].id) return "#" + model::to_text(id);
  const model::RecordBase& record = *record_of(kind, entity);
  std::string text = fold_name(text_of(kind, record, table.info().title));
  text += '\x1f' + text_of(kind, record, *table.source_field());
  if (kind == Kind::person) {
    const auto account = static_cast<EntityIndex>(group_of(kind, entity) - 1);
    text += '\x1f' + fold_name(state_.name_of(Kind::account, account));
  }
  return text;
}

std::vector<Alike::Fact> SameRecords::facts(Kind kind, EntityIndex first, EntityIndex second) {
  const model::KindInfo& info = model::info(kind);
  const EntityTable& table = state_.of(kind);
  std::vector<Alike::Fact> facts;
  const model::RecordBase& a = *record_of(kind, first);
  const model::RecordBase& b = *record_of(kind, second);
  for (std::uint16_t f = 0; f < info.fields.size(); ++f) {
    const model::FieldInfo& field = info.fields[f];
    if (f == info.title || f == table.names_field() || f == table.source_field() ||
        field.type == model::FieldType::reference || field.type == model::FieldType::long_text)
      continue;
    const model::Value x = model::get(kind, a, f);
    const model::Value y = model::get(kind, b, f);
    if (model::is_empty(x) && model::is_empty(y)) continue;
    facts.push_back(
        {std::string(field.label),
         {model::display(field, x, state_.plan), model::display(field, y, state_.plan)}});
  }
  return facts;
}

void SameRecords::ask(Kind kind, Pair& pair) {
  EntityTable& table = state_.of(kind);
  const EntityIndex a = table.root(pair.a);
  const EntityIndex b = table.root(pair.b);
  // What was answered about others may have answered this, one way or the other.
  if (a == b || have_common(lists_[a], lists_[b])) return;
  if (have_common(matched_[a], lists_[b]) || have_common(matched_[b], lists_[a])) return;

  const std::string what(noun_of(kind).one);
  constexpr std::size_t same = 0;
  constexpr std::size_t apart = 1;
  const std::size_t question =
      state_.questions.ask(pair.key, {"Same " + what, "Keep apart"}, apart);
  QuestionBook::Entry& entry = state_.questions[question];
  Alike alike;
  alike.kind = kind;
  alike.because = label_of(pair.likeness);
  alike.rank = rank_of(pair.likeness, pair.agreement);
  for (const std::size_t side : {0, 1}) {
    const EntityIndex entity = side == 0 ? a : b;
    const model::RecordBase& record = *record_of(kind, entity);
    alike.names[side] = text_of(kind, record, table.info().title);
    alike.ids[side] = text_of(kind, record, *table.source_field());
    alike.places[side] = place_of(kind, entity);
  }
  alike.facts = facts(kind, a, b);
  entry.before = quoted(alike.names[1]) + " in " + alike.places[1] + " is close to the " + what +
                 " " + quoted(alike.names[0]) + " in " + alike.places[0] + ".";
  entry.question.alike = std::move(alike);

  // A record that was said to be another may still be the second most like it.
  if (entry.question.answer == same || !entry.is_answered) {
    add_to(matched_[a], lists_[b]);
    add_to(matched_[b], lists_[a]);
  }
  if (entry.question.answer != same) return;
  const EntityIndex kept = state_.unite(kind, a, b);
  const EntityIndex other = kept == a ? b : a;
  add_to(lists_[kept], lists_[other]);
  add_to(matched_[kept], matched_[other]);
}

}  // namespace keyplan::exchange
