#include "ui/screens/record_table.h"

#include <algorithm>
#include <utility>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {
namespace {

using model::FieldInfo;
using model::FieldType;
using model::RecordBase;
using model::Value;

bool right_aligned(FieldType type) {
  return type == FieldType::money || type == FieldType::percent || type == FieldType::count ||
         type == FieldType::rate;
}

}  // namespace

RecordTable::RecordTable(model::Kind kind, std::initializer_list<RecordColumn> columns)
    : kind_(kind) {
  for (const RecordColumn& column : columns) {
    const auto field = model::find_field(kind, column.field);
    if (!field) continue;
    const FieldInfo& info = model::info(kind).fields[*field];
    fields_.push_back(*field);
    columns_.push_back({.name = info.label,
                        .align = right_aligned(info.type) ? Align::right : Align::left,
                        .width = column.width,
                        .flex = column.flex,
                        .priority = column.priority});
  }
  if (model::order_field_of(kind)) sort_.column = -1;
}

/// Every word of the query is somewhere in the record's texts.
bool RecordTable::matches(const RecordBase& record, const text::Query& query) const {
  const auto fields = model::info(kind_).fields;
  std::string all;
  for (std::uint16_t f = 0; f < fields.size(); ++f) {
    if (fields[f].type != FieldType::text && fields[f].type != FieldType::long_text) continue;
    const Value value = model::get(kind_, record, f);
    if (const auto* own = std::get_if<std::string>(&value)) text::append_folded(all, *own);
    all += '\n';
  }
  return query.fit(all) != text::Fit::none;
}

void RecordTable::collect(const ScreenContext& in, const Options& options) {
  const Key key{in.plan.revision(), options.variant, options.account, query_, sort_};
  if (key == made_for_) return;
  made_for_ = key;
  rows_.clear();
  const text::Query query(query_);
  const auto consider = [&](const RecordBase& record) {
    const bool fresh = record.id == just_added_;  // stays in sight until it has its values
    if (!fresh && options.keep && !options.keep(record)) return;
    if (!fresh && !query.empty() && !matches(record, query)) return;
    rows_.push_back(&record);
  };
  if (options.of_account) {
    for (const RecordBase* record : in.plan.of_account(kind_, options.account)) consider(*record);
  } else {
    for (const RecordBase& record : in.plan.table(kind_)) consider(record);
  }

  in_order_ = sort_.column < 0 && model::order_field_of(kind_).has_value();
  if (in_order_) {
    model::sort_by_order(kind_, rows_);
    return;
  }
  const std::uint16_t field =
      fields_[sort_.column < 0 ? 0 : static_cast<std::size_t>(sort_.column)];
  const FieldInfo& info = model::info(kind_).fields[field];
  const std::uint16_t tie = fields_[field == fields_[0] && fields_.size() > 1 ? 1 : 0];
  struct Row {
    Value value;
    Value then;  // equal values go by the column after the sorted one
    const RecordBase* record;
  };
  std::vector<Row> sorted;
  sorted.reserve(rows_.size());
  for (const RecordBase* record : rows_) {
    Value value = model::get(kind_, *record, field);
    if (info.type == FieldType::reference && !model::is_empty(value)) {
      value = name_of(in.plan, {info.target, std::get<model::Id>(value)});
    }
    sorted.push_back({std::move(value), model::get(kind_, *record, tie), record});
  }
  keyplan::sort(sorted, [this](const Row& a, const Row& b) {
    // The new row comes first, empty values last, whatever the direction.
    if ((a.record->id == just_added_) != (b.record->id == just_added_)) {
      return a.record->id == just_added_;
    }
    if (model::is_empty(a.value) != model::is_empty(b.value)) return model::is_empty(b.value);
    if (a.value != b.value) return sort_.descending ? b.value < a.value : a.value < b.value;
    return a.then != b.then ? a.then < b.then : a.record->id < b.record->id;
  });
  std::ranges::transform(sorted, rows_.begin(), &Row::record);
}

void RecordTable::remove_selected(ScreenContext& in) {
  const model::KindInfo& kind = model::info(kind_);
  std::vector<model::RecordKey> keys;
  for (const RecordBase* record : rows_) {
    if (selection_.contains(record->id.bits)) keys.push_back({kind_, record->id});
  }
  if (keys.empty()) return;
  model::Edit edit(keys.size() == 1
                       ? "remove " + name_of(in.plan, keys[0])
                       : "remove " + model::count_text(static_cast<std::int64_t>(keys.size())) +
                             " " + lower_first(kind.plural));
  for (const model::RecordKey& key : keys) edit.remove(key);
  in.edit(std::move(edit));
  selection_ = {};
}

bool RecordTable::any(const model::Plan& plan) const { return !plan.table(kind_).empty(); }

void RecordTable::add(ScreenContext& in, const Options& options) {
  just_added_ = add_record(in, kind_, options.make());
}

void RecordTable::add_named(ScreenContext& in, const Options& options, std::string name) {
  model::AnyRecord record = options.make();
  const model::FieldInfo& title = model::info(kind_).fields[model::info(kind_).title];
  static_cast<void>(title.set(model::data_of(kind_, *record), model::Value(std::move(name))));
  just_added_ = add_record(in, kind_, std::move(record));
  add_another_ = true;
  in.ui.request_frames();
}

void RecordTable::move_selected(ScreenContext& in, std::size_t from, std::size_t place) {
  const RecordBase* record = rows_[from];
  model::Edit edit("move " + name_of(in.plan, {kind_, record->id}));
  model::move_in_order(edit, kind_, rows_, record->id, place, in.new_id().bits);
  if (!edit.empty()) in.edit(std::move(edit));
}

void RecordTable::move_buttons(ScreenContext& in) {
  if (!in_order_ || selection_.keys.size() != 1 || !query_.empty()) return;
  const auto at = std::ranges::find_if(
      rows_, [this](const RecordBase* record) { return selection_.contains(record->id.bits); });
  if (at == rows_.end()) return;
  const auto row = static_cast<std::size_t>(at - rows_.begin());
  const auto button = [&](std::string_view label, bool possible, std::string_view why) {
    return in.ui.button(label, {.small = true, .disabled_because = possible ? "" : why});
  };
  if (button("Move up", row > 0, "It is the first.")) move_selected(in, row, row - 1);
  if (button("Move down", row + 1 < rows_.size(), "It is the last.")) {
    move_selected(in, row, row + 2);
  }
}

void RecordTable::toolbar(ScreenContext& in, const Options& options) {
  const auto row = in.ui.row();
  if (options.quick_add && options.make) {
    if (std::exchange(add_another_, false)) in.ui.focus_next();
    auto name =
        in.ui.text_field(options.add_label, "",
                         {.placeholder = options.add_label, .width = 260, .label_shown = false});
    if (name && !name->empty()) add_named(in, options, std::move(*name));
  }
  // A filter over a handful of rows would only take room.
  constexpr std::size_t few = 8;
  const bool filter =
      options.search && (!options.quick_add || rows_.size() > few || !query_.empty());
  if (filter) {
    if (auto text = in.ui.search_field("Filter " + std::string(options.name), query_,
                                       {.look = FieldLook::boxed,
                                        .placeholder = "Filter",
                                        .width = 220,
                                        .label_shown = false})) {
      query_ = std::move(*text);
      just_added_ = {};
      in.ui.request_frames();
    }
  }
  if (options.filters) options.filters();
  if (options.make && !options.quick_add &&
      in.ui.button(options.add_label, ButtonOptions{.small = true})) {
    add(in, options);
  }
  move_buttons(in);
  if (options.selected_action && selection_.keys.size() == 1) {
    const model::Id one{*selection_.keys.begin()};
    if (in.plan.find(model::RecordKey{kind_, one}) != nullptr &&
        in.ui.button(options.selected_label, ButtonOptions{.small = true}))
      options.selected_action(one);
  }
  if (!selection_.keys.empty()) {
    const std::string label =
        "Remove " + model::count_text(static_cast<std::int64_t>(selection_.keys.size()));
    if (in.ui.button(told_apart(label, "remove"), {.emphasis = Emphasis::danger, .small = true})) {
      remove_selected(in);
    }
  }
}

TsvWriter RecordTable::as_text(const ScreenContext& in) const {
  TsvWriter text;
  for (std::size_t c = 0; c < fields_.size(); ++c) text.cell(columns_[c].name);
  text.end_row();
  for (const RecordBase* record : rows_) {
    if (!selection_.keys.empty() && !selection_.contains(record->id.bits)) continue;
    for (const std::uint16_t field : fields_) {
      text.cell(model::display(model::info(kind_).fields[field], model::get(kind_, *record, field),
                               in.plan));
    }
    text.end_row();
  }
  return text;
}

void RecordTable::frame(ScreenContext& in, const Options& options) {
  collect(in, options);  // before the toolbar, which removes rows by this list
  if (options.make && !options.quick_add && query_.empty() && rows_.empty() &&
      !(options.filters && any(in.plan))) {
    if (in.ui.empty_state(options.empty, options.add_label)) add(in, options);
    return;
  }
  if (options.search || options.make) toolbar(in, options);
  const std::string_view empty =
      query_.empty() ? std::string_view(options.empty) : "Nothing matches the filter.";
  if (options.details && columns_.size() == fields_.size())
    columns_.push_back({.name = "All fields", .width = 64, .sortable = false});
  auto table = in.ui.table(options.name, columns_, rows_.size(),
                           {.sort = sort_,
                            .height = options.height,
                            .fill = options.fill,
                            .openable = false,
                            .selection = &selection_,
                            .key = [this](std::size_t row) { return rows_[row]->id.bits; },
                            .empty = empty});
  while (table.next_row()) {
    const RecordBase& record = *rows_[table.row()];
    const std::string name = name_of(in.plan, {kind_, record.id});
    table.row_name(name);
    for (std::size_t c = 0; c < fields_.size(); ++c) {
      table.cell();
      record_cell(in, {kind_, record.id}, fields_[c], columns_[c].align);
    }
    if (!options.details) continue;
    table.cell();
    const auto id = in.ui.id(record.id.bits);
    const std::string told = "Open " + name;
    if (in.ui.button("Open", {.emphasis = Emphasis::quiet, .small = true, .name = told}))
      in.open({kind_, record.id});
  }
  if (table.sorted) {
    sort_ = *table.sorted;
    just_added_ = {};
  }
  if (table.copy_requested) in.copy(as_text(in));
}

}  // namespace keyplan::ui
