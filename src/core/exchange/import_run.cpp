#include "core/exchange/import_run.h"

#include <algorithm>
#include <set>

namespace keyplan::exchange {
namespace {

using model::Kind;

// Kinds in the order in which references between them can be resolved.
constexpr Kind named_kinds[] = {Kind::team_member, Kind::offering, Kind::account};
constexpr TableKind dependent_tables[] = {TableKind::people, TableKind::opportunities,
                                          TableKind::actions, TableKind::rates};
constexpr Kind compared_kinds[] = {Kind::rate,   Kind::team_member, Kind::offering, Kind::account,
                                   Kind::person, Kind::opportunity, Kind::action};
constexpr Kind all_drafted_kinds[] = {Kind::rate,    Kind::team_member, Kind::offering,
                                      Kind::account, Kind::person,      Kind::opportunity,
                                      Kind::action,  Kind::revenue};

/// Marks a draft whose record is to be added; no kind has that many fields.
constexpr std::uint64_t new_record = std::uint64_t{1} << 63;

std::string edit_name(std::size_t files) {
  return "import of " + counted(files, {"file", "files"});
}

}  // namespace

ImportRun::ImportRun(const model::Plan& plan, std::vector<SourceTable>& tables,
                     const Answers& answers)
    : state_(plan, tables, answers),
      same_(state_),
      references_(state_, same_),
      rows_(state_, references_),
      revenue_(state_, references_, rows_),
      edit_(edit_name(tables.size())) {}

Slices ImportRun::work(Budget& budget) {
  const std::size_t files = state_.tables.size();
  const auto rows_of = [&](std::size_t file) {
    return static_cast<std::uint32_t>(state_.tables[file].cells.rows());
  };
  ask_for_currency();
  ask_for_scale();
  ask_for_dates();
  ask_for_numbers();
  rows_.read_helpers();

  // What the plan knows. Kinds with references come after those they refer to.
  for (const Kind kind : all_drafted_kinds) {
    if (kind == Kind::revenue) continue;
    for (const model::RecordBase& record : state_.plan.table(kind)) {
      rows_.learn_record(kind, record);
      if (budget.spend()) co_yield 0.05;
    }
  }
  for (const auto& entry : state_.plan.table<model::Revenue>()) {
    revenue_.learn_record(entry);
    if (budget.spend()) co_yield 0.1;
  }

  for (const Kind kind : named_kinds) {
    for (std::uint32_t file = 0; file < files; ++file) {
      if (!state_.tables[file].usable() || record_kind(state_.tables[file].kind) != kind) continue;
      for (std::uint32_t row = 0; row < rows_of(file); ++row) {
        rows_.weigh_id(file, row);
        if (budget.spend(2)) co_yield 0.15;
      }
      rows_.decide_ids(file);
      for (std::uint32_t row = 0; row < rows_of(file); ++row) {
        rows_.read_named(file, row);
        if (budget.spend()) co_yield 0.2;
      }
    }
    for (Slices offers = same_.offer(kind, budget); !offers.resume();) co_yield 0.25;
  }
  for (std::uint32_t file = 0; file < files; ++file) {
    const auto kind = record_kind(state_.tables[file].kind);
    if (!state_.tables[file].usable() || !kind) continue;
    if (std::ranges::find(named_kinds, *kind) == std::end(named_kinds)) continue;
    for (std::uint32_t row = 0; row < rows_of(file); ++row) {
      rows_.link_named(file, row);
      if (budget.spend()) co_yield 0.3;
    }
  }

  for (const TableKind table : dependent_tables) {
    for (std::uint32_t file = 0; file < files; ++file) {
      if (!is_kind(file, table)) continue;
      for (std::uint32_t row = 0; row < rows_of(file); ++row) {
        rows_.read_dependent(file, row);
        if (budget.spend(2)) co_yield 0.3 + 0.3 * row / rows_of(file);
      }
    }
    if (table != TableKind::people) continue;
    rows_.link_people();
    for (std::uint32_t file = 0; file < files; ++file) {
      if (!is_kind(file, TableKind::accounts) || !rows_.bound(file).contact) continue;
      for (std::uint32_t row = 0; row < rows_of(file); ++row) {
        rows_.read_contact(file, row);
        if (budget.spend()) co_yield 0.6;
      }
    }
    for (Slices offers = same_.offer(Kind::person, budget); !offers.resume();) co_yield 0.6;
  }

  for (const Kind kind : compared_kinds) {
    for (std::size_t i = 0; i < state_.of(kind).drafts.size(); ++i) {
      if (Draft& draft = state_.of(kind).drafts[i]; draft.record) compare(kind, draft);
      if (budget.spend()) co_yield 0.65;
    }
  }

  for (std::uint32_t file = 0; file < files; ++file) {
    const bool years = is_kind(file, TableKind::accounts);
    if (!years && !is_kind(file, TableKind::revenue)) continue;
    for (std::uint32_t row = 0; row < rows_of(file); ++row) {
      if (years)
        revenue_.read_year_columns(file, row);
      else
        revenue_.read_entry(file, row);
      if (budget.spend()) co_yield 0.7;
    }
  }
  for (const bool weighing : {true, false}) {
    for (std::uint32_t file = 0; file < files; ++file) {
      if (!is_kind(file, TableKind::order_items)) continue;
      for (std::uint32_t row = 0; row < rows_of(file); ++row) {
        if (weighing)
          revenue_.weigh_item(file, row);
        else
          revenue_.read_item(file, row);
        if (budget.spend()) co_yield 0.75;
      }
    }
    if (weighing) revenue_.finish_orders();
  }
  // Accounts and offerings first named in orders were not there for the first comparison.
  for (const Kind kind : {Kind::offering, Kind::account}) {
    const auto& named = state_.of(kind).names_to_remember;
    for (Draft& draft : state_.of(kind).drafts)
      if (draft.record && (draft.implied || named.contains(draft.entity))) compare(kind, draft);
  }

  revenue_.settle_totals();
  revenue_.note_other_years();
  bool deals_read = false;
  for (std::size_t file = 0; file < files; ++file)
    deals_read = deals_read || is_kind(file, TableKind::opportunities);
  if (deals_read) {
    for (EntityIndex e = 0; e < state_.of(Kind::opportunity).entities.size(); ++e) {
      revenue_.read_deal(e);
      if (budget.spend()) co_yield 0.85;
    }
  }
  revenue_.decide_kinds();
  ask_for_plan_year();
  for (std::size_t i = 0; i < revenue_.groups(); ++i) {
    revenue_.place_group(i);
    if (budget.spend()) co_yield 0.9;
  }
  revenue_.finish();
  for (std::size_t i = 0; i < state_.of(Kind::revenue).drafts.size(); ++i) {
    compare(Kind::revenue, state_.of(Kind::revenue).drafts[i]);
    if (budget.spend()) co_yield 0.95;
  }

  for (const Kind kind : all_drafted_kinds) {
    RecordCounts& counts = counts_[static_cast<std::size_t>(kind)];
    for (const Draft& draft : state_.of(kind).drafts) {
      if (!draft.record) continue;
      const bool is_new = !state_.of(kind).entities[draft.entity].id;
      std::size_t RecordCounts::* const field = is_new               ? &RecordCounts::added
                                                : draft.changed != 0 ? &RecordCounts::changed
                                                                     : &RecordCounts::unchanged;
      ++(counts.*field);
      // A file counts the records its rows are, not those its rows mention.
      const TableKind table = state_.tables[draft.file].kind;
      const auto own = table == TableKind::order_items ? Kind::revenue : record_kind(table);
      if (!draft.implied && own == kind) ++(state_.reports[draft.file].counts.*field);
    }
  }
  counts_[static_cast<std::size_t>(Kind::revenue)].removed = state_.removed.size();
  if (state_.change_base_currency || state_.plan_year)
    ++counts_[static_cast<std::size_t>(Kind::settings)].changed;
}

void ImportRun::ask_for_currency() {
  const model::Plan& plan = state_.plan;
  // A plan with amounts has its currency; changing it would need rates.
  if (!plan.table<model::Revenue>().empty() || !plan.table<model::Opportunity>().empty() ||
      !plan.table<model::Offering>().empty() || !plan.table<model::Account>().empty())
    return;
  std::set<model::Currency> stated;
  for (const SourceTable& table : state_.tables) {
    if (!table.usable()) continue;
    const auto kind =
        table.kind == TableKind::order_items ? Kind::revenue : record_kind(table.kind);
    if (!kind) continue;
    for (std::size_t c = 0; c < table.targets.size(); ++c) {
      const Target& target = table.targets[c];
      const bool money = target.role == Role::revenue_of_year ||
                         (target.role == Role::field &&
                          model::info(*kind).fields[target.field].type == model::FieldType::money);
      if (money && table.formats[c].currency) stated.insert(table.formats[c].currency);
    }
    if (kind == Kind::account) continue;
    const auto column = table.column_of(Role::currency);
    constexpr std::size_t sampled_rows = 1000;
    for (std::size_t row = 0; column && row < std::min(table.cells.rows(), sampled_rows); ++row)
      stated.insert(read_currency(table.cell(row, column)));
  }
  stated.erase(model::Currency{});
  if (stated.size() != 1 || *stated.begin() == state_.currency) return;
  const std::string named = model::to_text(*stated.begin());
  const std::string now = model::to_text(state_.currency);
  const std::size_t question = state_.questions.ask("currency", {"Use " + named, "Keep " + now});
  QuestionBook::Entry& entry = state_.questions[question];
  entry.before = "Amounts in these files are in " + named + ". The plan counts in " + now + ".";
  if (entry.question.answer != 0) return;
  state_.currency = *stated.begin();
  state_.change_base_currency = true;
}

void ImportRun::ask_for_plan_year() {
  const model::Plan& plan = state_.plan;
  const model::Period planned = plan.settings().plan_year;
  const int next = revenue_.last_year() + 1;
  // A forecast starts from the year before. A plan with revenue has chosen its year already.
  if (next == 1 || !planned || planned.year <= next || !plan.table<model::Revenue>().empty())
    return;
  const std::string suggested = "FY" + std::to_string(next);
  const std::string now = "FY" + std::to_string(planned.year);
  const std::size_t question =
      state_.questions.ask("plan year", {"Plan " + suggested, "Keep " + now});
  QuestionBook::Entry& entry = state_.questions[question];
  entry.before = "Revenue in these files ends in FY" + std::to_string(next - 1) +
                 ". The plan is for " + now + ".";
  if (entry.question.answer == 0) state_.plan_year.year = static_cast<std::int16_t>(next);
}

void ImportRun::ask_for_scale() {
  const std::uint16_t revenue = model::field_index<&model::Account::company_revenue>();
  const std::uint16_t employees = model::field_index<&model::Account::employees>();
  for (SourceTable& table : state_.tables) {
    if (!table.usable() || table.kind != TableKind::accounts) continue;
    const auto amount = table.column_of({Role::field, revenue});
    const auto heads = table.column_of({Role::field, employees});
    if (!amount || !heads || table.formats[*amount].power_of_ten != 0) continue;
    // Sales for each employee: tens of thousands and more in any currency, unless counted in
    // millions. A few hundred rows show it.
    constexpr std::size_t sampled_rows = 500;
    std::size_t tiny = 0;
    std::size_t seen = 0;
    for (std::size_t row = 0; row < std::min(table.cells.rows(), sampled_rows); ++row) {
      const auto money = read_fine_amount(table.cell(row, amount), table.formats[*amount]);
      const auto people = read_fine_amount(table.cell(row, heads), table.formats[*heads]);
      if (!money || !people || *people <= 0 || *money <= 0) continue;
      ++seen;
      tiny += *money / *people < 20 ? 1u : 0u;
    }
    if (seen < 3 || tiny * 10 < seen * 9) continue;
    const std::size_t question =
        state_.questions.ask("scale:" + fold_name(table.name), {"Millions", "As written"});
    QuestionBook::Entry& entry = state_.questions[question];
    entry.before = quoted(table.cells.header()[*amount]) + " in " + table.name +
                   " looks like millions, seen against the number of employees.";
    if (entry.question.answer == 0) table.formats[*amount].power_of_ten = 6;
  }
}

void ImportRun::ask_for_dates() {
  for (SourceTable& table : state_.tables) {
    const auto kind =
        table.kind == TableKind::order_items ? Kind::revenue : record_kind(table.kind);
    if (!table.usable() || !kind) continue;
    std::vector<std::size_t> unclear;
    for (std::size_t c = 0; c < table.targets.size(); ++c) {
      if (table.targets[c].role != Role::field || !table.formats[c].order_assumed) continue;
      const model::FieldType type = model::info(*kind).fields[table.targets[c].field].type;
      if (type == model::FieldType::date || type == model::FieldType::period) unclear.push_back(c);
    }
    if (unclear.empty()) continue;
    const bool day_first = table.formats[unclear.front()].order == DateOrder::day_first;
    const std::size_t question = state_.questions.ask(
        "dates:" + fold_name(table.name), {"Day first", "Month first"}, day_first ? 0 : 1);
    QuestionBook::Entry& entry = state_.questions[question];
    entry.before = "Dates like " + quoted(table.profiles[unclear.front()].first_values.front()) +
                   " in " + table.name + " can be read in two ways.";
    for (const std::size_t c : unclear)
      table.formats[c].order =
          entry.question.answer == 0 ? DateOrder::day_first : DateOrder::month_first;
  }
}

void ImportRun::ask_for_numbers() {
  for (SourceTable& table : state_.tables) {
    const auto kind =
        table.kind == TableKind::order_items ? Kind::revenue : record_kind(table.kind);
    if (!table.usable() || !kind) continue;
    std::vector<std::size_t> unclear;
    for (std::size_t c = 0; c < table.targets.size(); ++c) {
      const Target& target = table.targets[c];
      const bool money = target.role == Role::revenue_of_year ||
                         (target.role == Role::field &&
                          model::info(*kind).fields[target.field].type == model::FieldType::money);
      if (money && table.formats[c].mark_assumed && table.profiles[c].numbers.ambiguous > 0)
        unclear.push_back(c);
    }
    if (unclear.empty()) continue;
    const NumberEvidence& evidence = table.profiles[unclear.front()].numbers;
    const bool dots = evidence.ambiguous_dot * 2 > evidence.ambiguous;
    std::string example;
    for (std::size_t row = 0; row < table.cells.rows() && example.empty(); ++row) {
      NumberEvidence cell;
      cell.add(table.cell(row, unclear.front()));
      if (cell.ambiguous > 0) example = table.cell(row, unclear.front());
    }
    std::string thousands = example;
    std::string decimals = example;
    std::ranges::replace(thousands, '.', ',');
    std::ranges::replace(decimals, ',', '.');
    const DecimalMark marks[] = {dots ? DecimalMark::comma : DecimalMark::dot,
                                 dots ? DecimalMark::dot : DecimalMark::comma};
    const std::size_t question = state_.questions.ask(
        "numbers:" + fold_name(table.name), {"Thousands: " + thousands, "Decimals: " + decimals},
        table.formats[unclear.front()].mark == marks[0] ? 0 : 1);
    QuestionBook::Entry& entry = state_.questions[question];
    entry.before =
        "Amounts like " + quoted(example) + " in " + table.name + " can be read in two ways.";
    for (const std::size_t c : unclear) table.formats[c].mark = marks[entry.question.answer];
  }
}

model::Value ImportRun::reference_value(Kind target, EntityIndex entity) const {
  if (entity == no_entity) return {};
  const EntityTable& table = state_.entities[static_cast<std::size_t>(target)];
  const model::Id id = table.entities[table.root(entity)].id;
  return id ? model::Value(id) : model::Value{};
}

void ImportRun::name_deal(Draft& deal) {
  const std::uint16_t name = model::field_index<&model::Opportunity::name>();
  if (is_given(deal, name)) return;
  const EntityTable& deals = state_.of(Kind::opportunity);
  const std::string offering =
      state_.name_of(Kind::offering, deal.references[deals.reference_ordinal(
                                         model::field_index<&model::Opportunity::offering>())]);
  const std::string account = state_.name_of(
      Kind::account,
      deal.references[deals.reference_ordinal(model::field_index<&model::Opportunity::account>())]);
  std::string text = offering.empty() ? "Deal" : offering;
  if (!account.empty()) text += " for " + account;
  give(deals.info(), deal, name, std::move(text));
}

void ImportRun::compare(Kind kind, Draft& draft) {
  EntityTable& table = state_.of(kind);
  state_.write_names(kind, draft);
  const model::Id id = table.entities[draft.entity].id;
  if (!id) {
    if (kind == Kind::opportunity) name_deal(draft);
    return;
  }
  const model::RecordBase* known = state_.plan.find({kind, id});
  if (known == nullptr) return;
  const model::KindInfo& info = table.info();
  void* data = model::data_of(kind, *draft.record);
  draft.changed = 0;
  for (std::uint16_t f = 0; f < info.fields.size(); ++f) {
    model::Value before = model::get(kind, *known, f);
    const model::FieldInfo& field = info.fields[f];
    if (is_imported_reference(field)) {
      EntityIndex& target = draft.references[table.reference_ordinal(f)];
      // Nothing is its own parent or manager, also when two turned out to be one.
      if (field.target == kind && table.root(target) == draft.entity) target = no_entity;
      if (target == no_entity) {
        if (const auto* old = std::get_if<model::Id>(&before))
          target = state_.of(field.target).by_id(*old);
      } else if (reference_value(field.target, target) != before) {
        draft.changed |= std::uint64_t{1} << f;
      }
      continue;
    }
    if (is_given(draft, f)) {
      if (field.get(data) != before) draft.changed |= std::uint64_t{1} << f;
    } else {
      field.set(data, std::move(before));
    }
  }
}

Slices ImportRun::build(model::Plan& plan, Budget& budget) {
  for (const Kind kind : all_drafted_kinds) {
    for (Draft& draft : state_.of(kind).drafts) {
      if (!draft.record) continue;
      Entity& entity = state_.of(kind).entities[draft.entity];
      if (entity.id) continue;
      entity.id = plan.new_id();
      draft.changed = new_record;
      if (budget.spend()) co_yield 0.3;
    }
  }
  if (state_.change_base_currency || state_.plan_year) {
    model::Settings settings = plan.settings();
    if (state_.change_base_currency) settings.base_currency = state_.currency;
    if (state_.plan_year) settings.plan_year = state_.plan_year;
    if (plan.find({Kind::settings, model::settings_id}) == nullptr) {
      edit_.add(model::settings_id, std::move(settings));
    } else {
      if (state_.change_base_currency)
        edit_.set<&model::Settings::base_currency>(model::settings_id, settings.base_currency);
      if (state_.plan_year)
        edit_.set<&model::Settings::plan_year>(model::settings_id, settings.plan_year);
    }
  }
  for (const Kind kind : all_drafted_kinds) {
    EntityTable& table = state_.of(kind);
    const model::KindInfo& info = table.info();
    for (std::size_t i = 0; i < table.drafts.size(); ++i) {
      Draft& draft = table.drafts[i];
      if (budget.spend()) co_yield 0.6;
      if (draft.changed == 0) {
        // Given back here, a few at a time, because all at once would block the page.
        draft.record.reset();
        continue;
      }
      void* data = model::data_of(kind, *draft.record);
      for (std::size_t r = 0; r < table.reference_fields().size(); ++r) {
        const model::FieldInfo& field = info.fields[table.reference_fields()[r]];
        field.set(data, reference_value(field.target, draft.references[r]));
      }
      const model::Id id = table.entities[draft.entity].id;
      if (draft.changed == new_record) {
        draft.record->id = id;
        edit_.add(kind, std::move(draft.record));
      } else {
        for (std::uint16_t f = 0; f < info.fields.size(); ++f)
          if ((draft.changed >> f & 1) != 0)
            edit_.set({kind, id}, f, model::get(kind, *draft.record, f));
        draft.record.reset();
      }
    }
  }
  for (const model::RecordKey& key : state_.removed) edit_.remove(key);
}

}  // namespace keyplan::exchange
