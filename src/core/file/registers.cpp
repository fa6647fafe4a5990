#include "core/file/registers.h"

#include "core/file/json.h"
#include "core/file/values.h"
#include "core/sorting/sort.h"

namespace keyplan::file {

using namespace model;

namespace {

std::string json_of(const FieldInfo& field, const void* data) {
  TextBuffer out;
  add_field(out, {}, field, data);
  if (out.size() != 0) out.drop_last();  // the comma
  return out.take();
}

void sort_parts(RecordBase& record) {
  keyplan::sort(record.unknown, {}, &Member::key);
  keyplan::sort(record.alternates, {},
                [](const Alternate& a) { return std::tie(a.key, a.stamp, a.json); });
}

/// Cleared in the action that made the record: never there.
void drop_absent(const RecordBase& record, Register& elements) {
  std::erase_if(elements,
                [&](const Element& e) { return e.json.empty() && e.stamp == record.created; });
}

void add_unknown(RecordBase& record, const std::string& key, Element element) {
  record.unknown.push_back({key, std::move(element.json), element.stamp});
}

void add_alternates(RecordBase& record, const std::string& key, Register& elements) {
  for (std::size_t i = 1; i < elements.size(); ++i) {
    record.alternates.push_back({key, std::move(elements[i].json), elements[i].stamp});
  }
}

/// The registers of a record whose kind, if it has one, this build describes.
void fill(RecordBase& record, const KindInfo* kind, void* data, LooseRecord loose,
          const Order& order) {
  record.created = loose.created;
  for (auto& [key, elements] : loose.registers) {
    const auto field = kind == nullptr ? std::nullopt : find_field(kind->kind, key);
    if (field) {
      put(kind->fields[*field], *field, std::move(elements), data, record, order);
      continue;
    }
    drop_absent(record, elements);
    if (elements.empty()) continue;
    order.latest_first(elements);
    add_alternates(record, key, elements);
    add_unknown(record, key, std::move(elements.front()));
  }
  order.latest_first(loose.deletions);
  record.deletions = std::move(loose.deletions);
  sort_parts(record);
  record.refresh_hidden();
}

}  // namespace

Register register_of(const FieldInfo& field, std::uint16_t index, const void* data,
                     const RecordBase& record) {
  Register elements;
  const auto misfit = std::ranges::find(record.unknown, field.key, &Member::key);
  const Stamp stamp = record.stamp_of(index);
  if (misfit != record.unknown.end()) {
    elements.push_back({misfit->stamp, misfit->json});
  } else if (stamp != record.created || !field.is_empty(data)) {
    elements.push_back({stamp, json_of(field, data)});
  }
  for (const Alternate& alternate : record.alternates) {
    if (alternate.key == field.key) elements.push_back({alternate.stamp, alternate.json});
  }
  return elements;
}

void put(const FieldInfo& field, std::uint16_t index, Register elements, void* data,
         RecordBase& record, const Order& order) {
  const std::string key(field.key);
  std::erase_if(record.unknown, [&](const Member& m) { return m.key == key; });
  std::erase_if(record.alternates, [&](const Alternate& a) { return a.key == key; });
  field.set(data, {});
  record.set_stamp(index, record.created);
  drop_absent(record, elements);
  if (elements.empty()) return;
  order.latest_first(elements);
  Element& shown = elements.front();
  add_alternates(record, key, elements);
  if (shown.json.empty() || read_field(field, shown.json, data)) {
    record.set_stamp(index, shown.stamp);
  } else {
    add_unknown(record, key, std::move(shown));
  }
  sort_parts(record);
}

void settle_order(const KindInfo* kind, std::string_view kind_key, RecordBase& record,
                  const Order& order) {
  if (record.alternates.empty() && record.deletions.size() < 2) return;
  LooseRecord loose = loosen(kind_key, kind, record);
  void* data = kind == nullptr ? nullptr : data_of(kind->kind, record);
  record.unknown.clear();
  record.alternates.clear();
  fill(record, kind, data, std::move(loose), order);
}

LooseRecord loosen(std::string_view kind_key, const KindInfo* kind, const RecordBase& record) {
  LooseRecord loose{.kind = std::string(kind_key), .created = record.created};
  for (const Member& member : record.unknown) {
    loose.registers[member.key].push_back({member.stamp, member.json});
  }
  for (const Alternate& alternate : record.alternates) {
    loose.registers[alternate.key].push_back({alternate.stamp, alternate.json});
  }
  if (kind != nullptr) {
    const void* data = data_of(kind->kind, record);
    for (std::uint16_t i = 0; i < kind->fields.size(); ++i) {
      Register elements = register_of(kind->fields[i], i, data, record);
      if (!elements.empty())
        loose.registers.insert_or_assign(std::string(kind->fields[i].key), std::move(elements));
    }
  }
  loose.deletions = record.deletions;
  return loose;
}

AnyRecord tighten(const KindInfo& kind, Id id, LooseRecord loose, const Order& order) {
  AnyRecord record = make_record(kind.kind);
  record->id = id;
  fill(*record, &kind, data_of(kind.kind, *record), std::move(loose), order);
  return record;
}

ForeignRecord tighten_foreign(Id id, LooseRecord loose, const Order& order) {
  ForeignRecord foreign{std::move(loose.kind), {}};
  foreign.base.id = id;
  fill(foreign.base, nullptr, nullptr, std::move(loose), order);
  return foreign;
}

}  // namespace keyplan::file
